//! The first and cheapest test, over the raw text: how much violence a report's words could add up to at most.
//!
//! One automaton over every written form of the words for violence, harm and number; a sentence counts as
//! [`judge`](crate::events::judge) would count it if all that may be a figure were one. What cannot reach the judge's
//! threshold even so is neither cut into words nor parsed.

use crate::events::{self, BOMB, FOUGHT, LEAST, prominence};
use crate::harm;
use crate::numbers;
use crate::sets;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use dateline_model::{BlockKind, Category};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a written form may be.
#[derive(Debug, Default, Clone, Copy)]
struct Sense {
    /// Its weight as a word for violence; 0 if it is none.
    violence: u32,
    /// Whether it says that people were killed or hurt.
    harm: bool,
    /// Whether it says what else befell people: then a number makes a figure.
    fate: bool,
    /// Whether it is a number.
    number: bool,
    /// Whether it names fighters.
    fights: bool,
    /// Whether it names a crime: then "of" and its victims make a mention.
    crime: bool,
    /// Whether it tells of a crime by itself: "was assassinated".
    done: bool,
    /// Whether it says that something went off: a bomb beside it is plainly told.
    goes_off: bool,
}

struct Gate {
    words: AhoCorasick,
    senses: Vec<Sense>,
}

/// `None` would only mean that every report is read with care.
static GATE: LazyLock<Option<Gate>> = LazyLock::new(|| {
    let mut senses: BTreeMap<String, Sense> = BTreeMap::new();
    for (form, weight) in events::written() {
        let sense = senses.entry(form).or_default();
        sense.violence = sense.violence.max(weight);
    }
    for (form, category) in harm::written() {
        let hurts = matches!(category, Category::Killed | Category::Wounded | Category::Casualties);
        let sense = senses.entry(form).or_default();
        sense.harm |= hurts;
        sense.fate |= !hurts;
    }
    // fighters and guns beside people harmed are as plain as a word of violence
    for form in
        sets::members("attackers").chain(sets::members("firearm")).chain(events::SHOTS).chain(events::NOT_FIGHTING)
    {
        senses.entry(form.to_owned()).or_default().fights = true;
    }
    for form in ["outlaws", "rebel_noun", "troops", "kills_by_force"].into_iter().flat_map(sets::members) {
        senses.entry(form.to_owned()).or_default().fights = true;
    }
    for form in sets::members("goes_off") {
        senses.entry(form.to_owned()).or_default().goes_off = true;
    }
    for form in sets::members("crime_noun") {
        senses.entry(form.to_owned()).or_default().crime = true;
    }
    for form in sets::members("crime_verb") {
        senses.entry(form.to_owned()).or_default().done = true;
    }
    for form in numbers::written().chain((0..=9).map(|digit: u32| digit.to_string())) {
        senses.entry(form).or_default().number = true;
    }
    // the longest form is found; "two men shot dead" is also "shot"
    let alone: BTreeMap<String, Sense> =
        senses.iter().filter(|(f, _)| !f.contains(' ')).map(|(f, s)| (f.clone(), *s)).collect();
    for (form, sense) in &mut senses {
        for part in form.split(' ').filter_map(|word| alone.get(word)) {
            sense.violence = sense.violence.max(part.violence);
            sense.harm |= part.harm;
            sense.fate |= part.fate;
            sense.number |= part.number;
            sense.fights |= part.fights;
            sense.goes_off |= part.goes_off;
        }
    }
    let builder = &mut AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    let words = builder.kind(Some(AhoCorasickKind::ContiguousNFA)).build(senses.keys()).ok()?;
    Some(Gate { words, senses: senses.into_values().collect() })
});

/// Whether a text may tell of violence or harm at all.
///
/// ```
/// assert!(dateline_claims::may_tell_of_harm("Two people were KILLED."));
/// assert!(!dateline_claims::may_tell_of_harm("The bakery won a prize. The mayor killed the plan for a second one."));
/// ```
pub fn may_tell_of_harm(text: &str) -> bool {
    GATE.as_ref().is_none_or(|gate| gate.most(text) >= LEAST)
}

impl Gate {
    /// The most that a text's words of violence can weigh.
    fn most(&self, text: &str) -> u32 {
        let (mut total, mut rank, mut from) = (0, 0, 0);
        let mut here = Sense::default();
        for found in self.words.find_iter(text) {
            if !stands_alone(text.as_bytes(), found.start(), found.end()) {
                continue;
            }
            let ends = sentence_ends(&text.as_bytes()[from..found.start()]);
            if ends > 0 {
                total += here.weight(rank);
                (rank, here) = (rank + ends, Sense::default());
            }
            from = found.end();
            let sense = self.senses[found.pattern().as_usize()];
            if sense.done || sense.crime && is_of_someone(&text[found.end()..]) {
                return LEAST;
            }
            here.take(sense);
            if here.tells_plainly() {
                return LEAST;
            }
        }
        total + here.weight(rank)
    }
}

impl Sense {
    fn take(&mut self, other: Sense) {
        self.violence = self.violence.max(other.violence);
        self.harm |= other.harm;
        self.fate |= other.fate;
        self.number |= other.number;
        self.fights |= other.fights;
        self.goes_off |= other.goes_off;
    }

    /// Rebels who killed or attacked, a bomb that went off: worth reading whatever else the report is about.
    fn tells_plainly(self) -> bool {
        self.fights && (self.harm || self.violence >= FOUGHT) || self.goes_off && self.violence >= BOMB
    }

    fn weight(self, rank: usize) -> u32 {
        let harmed = self.harm || self.fate && self.number;
        let violence = if harmed && self.fights { self.violence.max(FOUGHT) } else { self.violence };
        let figure = match (harmed, violence > 0) {
            (true, true) => 4,
            (true, false) => 3,
            (false, _) => 0,
        };
        prominence(rank, BlockKind::Paragraph) * (violence + figure)
    }
}

/// "murder of", "murder in Osta of".
fn is_of_someone(rest: &str) -> bool {
    let mut words = rest.strip_prefix(' ').unwrap_or("").split(' ');
    match words.next() {
        Some("of") => true,
        Some("in" | "on" | "last") => words.skip(1).take(3).any(|word| word == "of"),
        _ => false,
    }
}

fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let word = |at: Option<&u8>| at.is_some_and(|b| b.is_ascii_alphanumeric());
    let digit = text.get(start).is_some_and(u8::is_ascii_digit);
    !word(start.checked_sub(1).and_then(|i| text.get(i))) && (digit || !word(text.get(end)))
}

/// How many sentences surely end in a stretch of text: at line ends, and at stops after a word in small letters.
fn sentence_ends(stretch: &[u8]) -> usize {
    let mut ends = 0;
    for at in 0..stretch.len() {
        let line = stretch[at] == b'\n' && stretch.get(at + 1) != Some(&b'\n');
        let stop = matches!(stretch[at], b'.' | b'!' | b'?')
            && stretch.get(at + 1) == Some(&b' ')
            && at >= 3
            && stretch[at - 3..at].iter().all(u8::is_ascii_lowercase);
        ends += usize::from(line || stop);
    }
    ends
}
