//! Which deeds of the report's own sentences are another incident's: the buses burnt besides the attack on the post, the
//! murder that the attack was meant to avenge, the threats against someone else.
//!
//! Made from the deeds of the main sentences and whom they struck. A deed is set apart only where it struck nobody and
//! nothing spoken of before, and is of another kind, of another day, only threatened, no more than named, or that of
//! "another bomb". Leaves whole sentences that their date or their words set apart to [`crate::standing`], and those that
//! their place does to [`crate::several`].

use crate::accounts::Recalled;
use crate::departures::opens_anew;
use crate::frames::{Deed, Fill, Kind};
use crate::pointing::harms_nobody;
use crate::reading::Reading;
use crate::roles::is_one_name;
use crate::sets::has;
use crate::several::adds_another;
use crate::standing::{Verdict, is_anchored};
use crate::tie::{Tie, tie_of};
use crate::times::{TimeKind, TimeMention};
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, Effect, Muc, Role, Span, Stage, Standing};

/// Rank of a deed's sentence, and the deed's rank in it.
pub type DeedAt = (usize, usize);

/// No report gives more such accounts than this.
const MOST: usize = 6;
/// Days before its report that a deed may lie which it tells of besides its own.
const RECENT: i32 = 60;

/// The incidents told in the report's own sentences besides its own.
pub fn apart(reading: &Reading) -> Vec<Recalled> {
    let told = told(reading);
    // "threatened to kill teachers" leads where nothing was done
    let threatened = |at: DeedAt| deed(reading, at).event.stage == Stage::Threatened;
    let mut leads = told.iter().copied().filter(|&at| !is_apart_of_lead(reading, at));
    let done = leads.clone().find(|&at| deed(reading, at).alone && !threatened(at));
    let own = leads.next().and_then(|first| if threatened(first) { done.or(Some(first)) } else { Some(first) });
    // "arrested two men over the murder of Ana Ruiz": what else should it be about?
    let own = own.or(told.first().copied());
    let Some(lead) = own.filter(|_| reading.judgement.is_incident) else { return Vec::new() };
    let kind = deed(reading, lead).event.muc;
    let mut known: Vec<&Fill> = of_sentence(reading, &told, lead.0).flat_map(struck).collect();
    known.extend(struck(deed(reading, lead)));
    let mut found: Vec<(Recalled, Why)> = Vec::new();
    for at in told.into_iter().filter(|at| at.0 != lead.0 || *at != lead && is_apart_of_lead(reading, *at)) {
        let here = deed(reading, at);
        let again = struck(here).any(|f| known.iter().any(|old| is_same(reading, f, old)));
        let Some(why) = why(reading, at, kind, &known).filter(|_| !again) else {
            known.extend(struck(here));
            continue;
        };
        let same = |(r, w): &&mut (Recalled, Why)| {
            let shared = r.deeds.iter().flat_map(|&d| struck(deed(reading, d)));
            let again = shared.into_iter().any(|old| struck(here).any(|f| is_same(reading, f, old)));
            *w == why && (again || why.is_of_a_kind() || r.deeds.last().is_some_and(|d| d.0 == at.0))
        };
        match found.iter_mut().find(same) {
            Some((r, _)) => {
                r.deeds.push(at);
                r.lines.push(at.0);
                r.lines.dedup();
            }
            None => found.push((recalled(reading, at, why), why)),
        }
    }
    found.truncate(MOST);
    for (r, _) in &mut found {
        r.lines.extend(of_them(reading, r.lines.last().copied().unwrap_or(0)));
    }
    found.into_iter().map(|(r, _)| r).collect()
}

/// "One of them was released at noon.", "No one was hurt.": right behind a deed told besides, and of that one.
fn of_them(reading: &Reading, last: usize) -> Vec<usize> {
    let main = |i: usize| reading.verdicts[i].standing == Standing::Main && reading.verdicts[i].time.is_none();
    let points = |line: &Line| {
        let of = |k: usize| line.lower(k) == "of" && matches!(line.lower(k + 1), "them" | "these");
        (1..3).any(of) || harms_nobody(line)
    };
    let next = (last + 1..reading.lines.len()).take_while(|&i| reading.lines[i].block == reading.lines[last].block);
    next.take_while(|&i| main(i) && points(&reading.lines[i]) && !reading.figures[i].is_empty()).collect()
}

/// Why a deed is another incident's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It is of another kind.
    Kind(Muc),
    /// It was only threatened.
    Threat,
    /// It is only named: "the murder of Ana Ruiz".
    Named,
    /// A day of its own hangs on it: "on 25 January gunmen killed Ana Ruiz".
    Dated(Span),
    /// "A second bomb went off at the town hall."
    Another,
}

impl Why {
    fn is_of_a_kind(self) -> bool {
        !matches!(self, Why::Named | Why::Another)
    }

    fn reason(self) -> &'static str {
        match self {
            Why::Kind(Muc::Arson) => "it tells of an arson besides",
            Why::Kind(Muc::Kidnapping) => "it tells of a kidnapping besides",
            Why::Kind(_) => "it tells of a deed of another kind besides",
            Why::Threat => "it tells of threats besides",
            Why::Named => "it names another crime",
            Why::Dated(_) => "it bears a day of its own",
            Why::Another => "it tells of another bomb or attack",
        }
    }
}

fn recalled(reading: &Reading, at: DeedAt, why: Why) -> Recalled {
    let word = reading.lines[at.0].word_from(deed(reading, at).place.start);
    let time = match why {
        Why::Dated(day) => Some(day),
        _ => reading.verdict(at.0, word).time,
    };
    let verdict = Verdict { standing: Standing::Other, reason: why.reason().to_owned(), time };
    Recalled { lines: vec![at.0], verdict, place: None, deeds: vec![at] }
}

/// The deeds of the main sentences that struck somebody or something, in the order of the text.
fn told(reading: &Reading) -> Vec<DeedAt> {
    let lines = reading.main_lines().into_iter().filter(|(_, line)| line.kind != BlockKind::Title);
    let deeds = lines.flat_map(|(i, _)| (0..reading.deeds[i].len()).map(move |k| (i, k)));
    let main = |at: &DeedAt| {
        let word = reading.lines[at.0].word_from(deed(reading, *at).place.start);
        // "one of the attackers was wounded" is no deed of its own
        let harmed = |f: &Fill| !crate::weeding::bears_arms(f.mention.slice(&reading.report.text));
        struck(deed(reading, *at)).any(harmed) && reading.verdict(at.0, word).standing == Standing::Main
    };
    deeds.filter(main).collect()
}

fn deed<'r>(reading: &'r Reading, at: DeedAt) -> &'r Deed {
    &reading.deeds[at.0][at.1]
}

fn of_sentence<'r>(reading: &'r Reading, told: &[DeedAt], i: usize) -> impl Iterator<Item = &'r Deed> {
    let here: Vec<DeedAt> = told.iter().copied().filter(|at| at.0 == i && !is_apart_of_lead(reading, *at)).collect();
    here.into_iter().map(|at| deed(reading, at))
}

/// Whom and what a deed struck.
fn struck(deed: &Deed) -> impl Iterator<Item = &Fill> {
    deed.fills.iter().filter(|f| matches!(f.role, Role::Victim | Role::Target))
}

/// Why a deed that struck nobody known is another incident's, if it is.
fn why(reading: &Reading, at: DeedAt, kind: Option<Muc>, known: &[&Fill]) -> Option<Why> {
    let (line, here) = (&reading.lines[at.0], deed(reading, at));
    if here.event.stage == Stage::Threatened {
        return struck(here).any(|f| is_definite(reading, f)).then_some(Why::Threat);
    }
    let alone = || told_alone(reading, at, known);
    // "On 3 May Ana Ruiz was killed" needs no word for an attack
    let by_name = || struck(here).any(|f| f.name.is_some() && f.effect == Some(Effect::Death));
    if let Some(day) = own_day(reading, at).filter(|_| by_someone(here) || here.alone || by_name())
        && struck(here).any(|f| is_definite(reading, f))
    {
        return Some(Why::Dated(day.span));
    }
    if is_another(reading, at) && struck(here).any(|f| f.role == Role::Target) && alone() {
        return Some(Why::Another);
    }
    if stands_in_list(reading, at) {
        return Some(Why::Named);
    }
    // "This morning a clerk was shot dead in the old quarter", in a report of a bomb
    let same = |f: &Fill| f.role == Role::Perpetrator && is_spoken_of(reading, f);
    let anew = kind == Some(Muc::Bombing) && opens_anew(reading, line) && !here.fills.iter().any(same);
    let murdered = anew && here.alone && struck(here).any(|f| f.effect == Some(Effect::Death));
    let told = here.event.muc == Some(Muc::Bombing) || adds_another(line) || murdered;
    let another =
        (here.alone || is_whole(here) && !goes_on(reading, at)) && told && kind.is_some() && kind != here.event.muc;
    match here.event.muc {
        Some(muc @ (Muc::Bombing | Muc::Attack)) if another && alone() && (by_someone(here) || murdered) => {
            return Some(Why::Kind(muc));
        }
        Some(muc @ (Muc::Arson | Muc::Kidnapping | Muc::Hijacking))
            if kind != Some(muc)
                && here.alone
                && alone()
                && (by_someone(here) || adds_another(line))
                && !goes_on(reading, at) =>
        {
            return Some(Why::Kind(muc));
        }
        _ => {}
    }
    let nobody = !known.iter().any(|f| f.role == Role::Victim && f.name.is_none() && f.effect == Some(Effect::Death));
    (is_named_only(line, here) && nobody && struck(here).any(|f| f.name.is_some())).then_some(Why::Named)
}

/// The day that hangs on a deed, where it is another than the incident's: "on 25 January gunmen killed Ana Ruiz".
fn own_day<'r>(reading: &'r Reading, at: DeedAt) -> Option<&'r TimeMention> {
    let line = &reading.lines[at.0];
    let word = line.word_from(deed(reading, at).place.start);
    let (incident, published) = (reading.day()?, reading.report.published.as_ref()?.date);
    let mut own = reading.times.iter().filter(|t| line.span.contains(t.span) && hangs_on(line, t, word));
    let time = own.next().filter(|_| own.next().is_none())?;
    let (day, end) = time.days?;
    let told = matches!(time.kind, TimeKind::Date | TimeKind::Time) && tie_of(line, time) == Tie::Deed;
    (told && day == end && day != incident && day <= published && (published - day).get_days() <= RECENT)
        .then_some(time)
}

/// Whether a time hangs on a word in the tree, with no other verb between.
fn hangs_on(line: &Line, time: &TimeMention, word: usize) -> bool {
    let mut at = line.word_from(time.span.start);
    for _ in 0..8 {
        let Some(head) = line.words.get(at).map(|w| w.head).filter(|head| *head != at) else { return false };
        at = head;
        if at == word {
            return true;
        }
        if line.words[at].tag.starts_with("VB") {
            return false;
        }
    }
    false
}

/// "A second bomb exploded at the town hall", "Another explosion took place in front of the bank".
fn is_another(reading: &Reading, at: DeedAt) -> bool {
    let (line, here, text) = (&reading.lines[at.0], deed(reading, at), &reading.report.text);
    let word = line.word_from(here.place.start);
    let of_noun = line.children(word).any(|(k, _)| k < word && has("one_more", line.lower(k)));
    let more = |f: &Fill| f.span.slice(text).split(' ').take(2).any(|w| has("one_more", &w.to_lowercase()));
    let of_bomb = here.fills.iter().any(|f| f.role == Role::Instrument && more(f));
    of_bomb || of_noun && line.words[word].tag.starts_with("NN")
}

/// Whether a deed is told with who did it and what was struck.
fn is_whole(deed: &Deed) -> bool {
    let any = |role: Role| deed.fills.iter().any(|f| f.role == role);
    any(Role::Perpetrator) && (any(Role::Target) || any(Role::Victim))
}

/// "The attackers also abducted four women", "They then set fire to the houses": the same who attacked, in the same place.
fn goes_on(reading: &Reading, at: DeedAt) -> bool {
    let (line, here, text) = (&reading.lines[at.0], deed(reading, at), &reading.report.text);
    let same = |f: &&Fill| {
        let written = f.span.slice(text).to_lowercase();
        let known = |word: &str| matches!(word, "the" | "these");
        let (first, noun) = written.split_once(' ').filter(|(w, _)| known(w)).unwrap_or(("", &written));
        let before = line.word_from(f.span.start).checked_sub(1).map_or("", |i| line.lower(i));
        let again = has("attackers", noun) || has("attackers_again", noun) || has_attacked(reading, at.0, noun);
        (!first.is_empty() || known(before)) && again || matches!(written.as_str(), "it" | "they")
    };
    let word = line.word_from(here.place.start);
    let raiders = |words: &std::ops::Range<usize>| match words.len() {
        2 => {
            let noun = line.lower(words.start + 1);
            line.lower(words.start) == "the" && (has("attackers", noun) || has("attackers_again", noun))
        }
        n => n == 1 && matches!(line.lower(words.start), "it" | "they"),
    };
    let subject = crate::syntax::subject(line, word).map(|(words, _)| words).filter(|words| words.end <= word);
    // "two were hurt and the raiders took away seven women": right before, whatever the tree says
    let before_it = word.saturating_sub(2)..word;
    let they = line.lower(0) == "they" || raiders(&before_it) || subject.is_some_and(|words| raiders(&words));
    let before = |name: &str| reading.names.places.iter().any(|p| p.span.end <= line.span.start && p.name == name);
    // "told reporters in Osta that the raiders also took two cooks": where they spoke
    let spoken = |p: &PlaceMention| {
        let at = line.word_from(p.span.start);
        (at.saturating_sub(4)..at).any(|k| has("said", line.lower(k))) && line.word_from(here.place.start) > at
    };
    // "took five men away toward Osta": where they went
    let towards = |p: &PlaceMention| {
        let at = line.word_from(p.span.start);
        at > 0 && has("towards", line.lower(at - 1))
    };
    let new = |p: &&PlaceMention| line.span.contains(p.span) && !before(&p.name) && !spoken(p) && !towards(p);
    let elsewhere = reading.names.places.iter().any(|p| new(&p));
    // "took seven women, three of whom were later freed"
    let ends = (word + 1..line.words.len()).find(|&k| line.words[k].tag.starts_with("VB")).unwrap_or(line.words.len());
    let later = !is_anchored(line) && (0..ends).any(|k| has("on_another_occasion", line.lower(k)));
    let mut doers = here.fills.iter().filter(|f| f.role == Role::Perpetrator);
    (they || doers.any(|f| same(&f))) && !elsewhere && !later
}

/// Whether a sentence before tells what those did: "Rebels raided the town … the rebels also took two cooks".
fn has_attacked(reading: &Reading, i: usize, noun: &str) -> bool {
    let doers = reading.deeds[..i].iter().flatten().flat_map(|d| &d.fills).filter(|f| f.role == Role::Perpetrator);
    let written = doers.map(|f| f.span.slice(&reading.report.text).to_lowercase());
    let last = |phrase: &str| phrase.rsplit(' ').next().unwrap_or("").to_owned();
    written.into_iter().any(|w| last(&w) == last(noun))
}

/// Whether no other deed of the sentence struck anybody known: "shot the guard and robbed the bank" is one incident.
fn told_alone(reading: &Reading, at: DeedAt, known: &[&Fill]) -> bool {
    let others = reading.deeds[at.0].iter().enumerate().filter(|(k, _)| *k != at.1).map(|(_, d)| d);
    !others.flat_map(struck).any(|f| known.iter().any(|old| is_same(reading, f, old)))
}

/// Whether the deed has a doer of its own, or a weapon: it is told, not only what came of it.
fn by_someone(deed: &Deed) -> bool {
    deed.fills.iter().any(|f| matches!(f.role, Role::Perpetrator | Role::Instrument))
}

/// "the murder of Ana Ruiz", where the sentence is about something else.
fn is_named_only(line: &Line, here: &Deed) -> bool {
    let word = line.word_from(here.place.start);
    let noun = line.words.get(word).is_some_and(|w| w.tag.starts_with("NN"));
    (noun || is_of_past(line, word)) && here.alone && line.words[word].relation != "nsubjpass"
}

/// "a follower of the recently murdered senator Luis Sol": the verb stands before the name, as what was done before.
fn is_of_past(line: &Line, word: usize) -> bool {
    let before = line.words.get(word).is_some_and(|w| w.tag == "VBN" && w.relation == "amod" && w.head > word);
    before && word > 0 && matches!(line.lower(word - 1), "recently" | "previously")
}

/// A deed that is only the reason for what the sentence tells: "to protest the murder of Ana Ruiz".
fn is_apart_of_lead(reading: &Reading, at: DeedAt) -> bool {
    let (line, here) = (&reading.lines[at.0], deed(reading, at));
    let word = line.word_from(here.place.start);
    let caused = is_named_only(line, here)
        && std::iter::successors(Some(word), |&i| line.words.get(i).map(|w| w.head).filter(|head| *head != i))
            .take(6)
            .skip(1)
            .any(|i| has("cause", line.lower(i)));
    caused || is_of_past(line, word) || stands_in_list(reading, at)
}

/// "the murder of a judge and the kidnapping of the mayor": two crimes, where each struck somebody else.
fn stands_in_list(reading: &Reading, at: DeedAt) -> bool {
    let (line, here, text) = (&reading.lines[at.0], deed(reading, at), &reading.report.text);
    let word = line.word_from(here.place.start);
    if !line.words.get(word).is_some_and(|w| w.relation == "conj" && w.tag.starts_with("NN")) {
        return false;
    }
    let owned = |f: &Fill| has("own_mark", &f.span.slice(text).split(' ').next().unwrap_or("").to_lowercase());
    let whole = |d: &Deed| struck(d).any(|f| is_definite(reading, f)) && !struck(d).any(owned);
    let other =
        |d: &&Deed| line.word_from(d.place.start) == line.words[word].head && d.event.muc != here.event.muc && whole(d);
    let Some(first) = reading.deeds[at.0].iter().find(other) else { return false };
    whole(here) && !struck(here).any(|f| struck(first).any(|old| is_same(reading, f, old)))
}

/// Whether two phrases speak of the same: one name, or the same noun where the second is not counted anew.
fn is_same(reading: &Reading, new: &Fill, old: &Fill) -> bool {
    let text = &reading.report.text;
    let last = |f: &Fill| f.mention.slice(text).rsplit(' ').next().unwrap_or("").to_lowercase();
    match (new.name, old.name) {
        (Some(a), Some(b)) => is_one_name(a.slice(text), b.slice(text)) || shares_a_word(a.slice(text), b.slice(text)),
        // a person who was not named before, or is not named again
        (Some(_), None) | (None, Some(_)) => matches!(new.kind, Kind::Person | Kind::Name) && last(new) == last(old),
        (None, None) => last(new) == last(old),
    }
}

/// "Ana Ruis Vela", "Ruiz Vela": names misspelt are taken for one.
fn shares_a_word(a: &str, b: &str) -> bool {
    a.split(' ').any(|word| word.len() > 3 && b.split(' ').any(|other| other == word))
}

/// "the attackers", "they".
fn is_spoken_of(reading: &Reading, fill: &Fill) -> bool {
    let first = fill.span.slice(&reading.report.text).split(' ').next().unwrap_or("").to_lowercase();
    has("definite", &first) || has("pronoun", &first)
}

/// "the judges", "two mayors", "Ana Ruiz": not "civilians".
fn is_definite(reading: &Reading, fill: &Fill) -> bool {
    let first = fill.span.slice(&reading.report.text).split(' ').next().unwrap_or("").to_lowercase();
    fill.name.is_some()
        || has("article", &first)
        || has("definite", &first)
        || crate::numbers::numeral(&first).is_some()
}
