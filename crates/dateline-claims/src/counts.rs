//! Number phrases become counts of people: "77 people", "a policeman", "dozens of villagers", "12" alone.

use crate::lexicon::{Phrases, own_rows, plural};
use crate::made_up::{in_uniform, made_up_of, members_of, one_among, one_of_a_kind, trade_of, under_age};
use crate::measures::is_measure;
use crate::numbers::{NumberKind, NumberPhrase, numbers};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Qualifier, Span};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A number of people in a sentence.
#[derive(Debug, Clone)]
pub struct Count {
    /// The number.
    pub number: NumberPhrase,
    /// Rank of the noun's last word; `None` for a bare number.
    pub head: Option<usize>,
    /// One past the phrase's last word.
    pub end: usize,
    /// Who they were.
    pub group: String,
    /// Whether it counts some "of them", a part of people named before.
    pub of_them: bool,
    /// Whether the noun itself says what happened ("deaths", "bodies", "prisoners"), and where it stands.
    pub harm_noun: Option<usize>,
    /// Whether it is "N of the dead": then the rank of the word for what happened.
    pub of_the: Option<usize>,
}

impl Count {
    /// Rank of the phrase's first word.
    pub fn first(&self) -> usize {
        self.number.first
    }

    /// The stretch of text it covers.
    pub fn span(&self, line: &Line) -> Span {
        line.stretch(self.first(), self.end)
    }
}

struct People {
    nouns: Phrases<(String, bool)>,
    /// The nouns of the larger list, and whether each speaks of several.
    others: Phrases<bool>,
    stops: BTreeSet<String>,
}

static PEOPLE: LazyLock<People> = LazyLock::new(|| {
    let mut nouns = Vec::new();
    for row in own_rows("people.txt", include_str!("../lexicon/people.txt")) {
        for (one, many) in row.entries.iter().map(|entry| one_and_many(entry)) {
            let themselves = row.key == "women_and_men";
            let group = if themselves { many.clone() } else { row.key.clone() };
            // written with a hyphen, that is a word of its own: "passers-by"
            if one.contains('-') {
                nouns.push((one.replace('-', " - "), (group.clone(), false), false));
                nouns.push((many.replace('-', " - "), (group.clone(), true), false));
            }
            // "27 personnel": what has no singular form is several; "27 wounded" says what befell them
            if one != many || matches!(one.as_str(), "dead" | "injured" | "wounded") {
                nouns.push((one, (group.clone(), false), themselves));
            }
            nouns.push((many, (group, true), themselves));
        }
    }
    // "women" and "men" name themselves: their row wins over "unspecified"
    nouns.sort_by_key(|(_, _, own)| !own);
    let stops = own_rows("stops.txt", include_str!("../lexicon/stops.txt"));
    let mut others = Vec::new();
    for row in own_rows("persons.txt", include_str!("../lexicon/persons.txt")) {
        for (one, many) in row.entries.iter().map(|entry| one_and_many(entry)) {
            if has("no_person", &one) {
                continue;
            }
            if row.key.ends_with("many") {
                others.push((one.replace('-', " - "), true));
            } else {
                others.extend([(one.replace('-', " - "), false), (many.replace('-', " - "), true)]);
            }
        }
    }
    People {
        others: Phrases::new(others),
        nouns: Phrases::new(nouns.into_iter().map(|(phrase, value, _)| (phrase, value))),
        stops: stops.into_iter().flat_map(|row| row.entries).collect(),
    }
});

/// The singular and the plural of an entry: `child/children`, or `boy` with its regular plural.
fn one_and_many(entry: &str) -> (String, String) {
    let pair = entry.split_once('/').map(|(one, many)| (one.to_owned(), many.to_owned()));
    pair.unwrap_or_else(|| (entry.to_owned(), plural(entry)))
}

/// Whether the words at `i` name people: number of words, group, whether plural.
pub fn people_at(line: &Line, i: usize) -> Option<(usize, String, bool)> {
    // "minor injuries"
    let describes = line.lower(i) == "minor" && line.words.get(i + 1).is_some_and(|w| w.tag.starts_with("NN"));
    if let Some((n, (group, many))) = PEOPLE.nouns.at(line, i).filter(|_| !describes) {
        return Some((n, group.clone(), *many));
    }
    let word = line.words.get(i)?;
    // "Ana Abbot" is a name; "the Yorubas" are people
    let name = |many: bool| !many && word.is_capitalised() && i > 0 && line.kind != BlockKind::Title;
    if let Some((n, many)) = PEOPLE.others.at(line, i).filter(|(_, many)| !name(**many)) {
        return Some((n, "own".to_owned(), *many));
    }
    if is_of_a_people(line, i) {
        return Some((1, word.text.to_owned(), false));
    }
    let plural_people =
        ["ans", "ians", "ese", "is", "ers", "ites"].iter().any(|e| word.lower.ends_with(e)) && word.lower.len() > 4;
    (word.is_capitalised() && plural_people).then(|| (1, word.text.to_owned(), true))
}

/// "a Kenyan", "an American": one of a people, by the name that several of them bear with an s, and not what is theirs.
fn is_of_a_people(line: &Line, i: usize) -> bool {
    let word = &line.words[i];
    let one = i > 0 && matches!(line.lower(i - 1), "a" | "an" | "another" | "one" | "third" | "second");
    if !one || !word.is_capitalised() || word.lower.len() < 4 {
        return false;
    }
    let several = PEOPLE.others.exactly(&format!("{}s", word.lower)).is_some_and(|many| *many);
    (several || has("one_of_a_people", &word.lower))
        && (stops_phrase(line, i + 1) || has("captive_noun", line.lower(i + 1)))
}

/// Whom a noun names, if it names people: their group, and whether it speaks of several.
pub fn people_named(noun: &str) -> Option<(&'static str, bool)> {
    let listed = PEOPLE.nouns.exactly(noun).map(|(group, many)| (group.as_str(), *many));
    listed.or_else(|| PEOPLE.others.exactly(noun).map(|many| ("own", *many)))
}

/// Whether a noun phrase cannot go on past this word.
pub fn stops_phrase(line: &Line, i: usize) -> bool {
    let Some(word) = line.words.get(i) else { return true };
    if !word.is_wordlike() {
        let joins = word.lower == "-"
            && i > 0
            && line.words[i - 1].span.end == word.span.start
            && line.words.get(i + 1).is_some_and(|w| w.span.start == word.span.end);
        return !word.is_quote() && !joins;
    }
    let verb =
        word.tag.starts_with("VBD") || word.tag.starts_with("VBZ") || word.tag.starts_with("VBP") || word.tag == "MD";
    verb || PEOPLE.stops.contains(word.lower.as_str())
}

/// The counts of people in a sentence. `taken` are stretches that are something else (dates, times, durations);
/// `harm_noun` says whether a noun that tells what happened stands at a word, and how long it is.
pub fn counts(
    line: &Line,
    taken: &[Span],
    harm_noun: &dyn Fn(usize) -> Option<usize>,
    state: &dyn Fn(usize) -> bool,
) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for number in numbers(line).into_iter().filter(|n| !is_taken(line, n, taken)) {
        // "seven of the eleven hostages": the eleven are told of by the seven
        let inside = found
            .last()
            .is_some_and(|last| number.first < last.end && number.first > 1 && line.lower(number.first - 2) == "of");
        if !inside {
            found.extend(count(line, number, harm_noun, state));
        }
    }
    found
}

fn is_taken(line: &Line, number: &NumberPhrase, taken: &[Span]) -> bool {
    let Some(core) = line.words.get(number.core) else { return true };
    taken.iter().any(|t| t.overlaps(core.span)) || is_measure(line, number)
}

fn count(
    line: &Line,
    number: NumberPhrase,
    harm_noun: &dyn Fn(usize) -> Option<usize>,
    state: &dyn Fn(usize) -> bool,
) -> Option<Count> {
    let mut at = number.end;
    let made = |number: NumberPhrase, head, end, group: String| Count {
        number,
        head,
        end,
        group,
        of_them: false,
        harm_noun: None,
        of_the: None,
    };
    while line.words.get(at).is_some_and(crate::words::Word::is_quote) && at < number.end + 1 {
        at += 1;
    }
    // "32 more of its soldiers"
    let more = matches!(line.lower(at), "more" | "others" | "other") && number.kind == NumberKind::Numeral;
    at += usize::from(more && line.lower(at + 1) == "of");
    if line.lower(at) == "of" {
        at += 1;
        let those = line.lower(at) == "those" && has("aux_verb", line.lower(at + 1));
        if those || matches!(line.lower(at), "them" | "whom" | "us" | "these" | "which") {
            // "nine of them civilians", "nine of them were civilians"
            // "one of them a boy of 14"
            // "18 bodies, seven of them of children"
            let kind = at + 1 + usize::from(line.lower(at + 1) == "of");
            let group = made_up_of(line, kind).or_else(|| trade_of(line, kind)).or_else(|| one_among(line, kind));
            let group = group.or_else(|| under_age(line, kind));
            let mut found = made(number, None, at + 1, group.unwrap_or_else(|| "unspecified".to_owned()));
            found.of_them = true;
            return Some(found);
        }
        while matches!(line.lower(at), "the" | "its" | "his" | "their" | "those" | "our" | "my" | "her") {
            at += 1;
        }
        // "seven of the eleven hostages", "one of three men hurt in the blast"
        let of_several = matches!(line.lower(at - 1), "the" | "these" | "those")
            || at == number.end + 1 && number.kind == NumberKind::Numeral;
        if of_several && crate::numbers::numeral(line.lower(at)).is_some() {
            at += 1;
        }
        // "killed 21 of the crew", "five of those on board": so many of them
        let pool = match line.lower(at) {
            "aboard" | "inside" => 1,
            "on" if line.lower(at + 1) == "board" => 2,
            noun if (has("pool", noun) || noun == "own") && stops_phrase(line, at + 1) => 1,
            // "four of those taken were freed"
            _ if line.lower(at - 1) == "those" && has("was_taken", line.lower(at)) && !state(at) => 1,
            _ => 0,
        };
        // "two of the three had been blindfolded"
        let those = |i: usize| matches!(line.lower(i), "the" | "these" | "those");
        let the_three = at > number.end + 2 && crate::numbers::numeral(line.lower(at - 1)).is_some() && those(at - 2);
        let the_three = the_three && has("aux_verb", line.lower(at)) && number.kind == NumberKind::Numeral;
        let pool = if the_three { 0 } else { pool };
        if the_three || pool > 0 && number.kind == NumberKind::Numeral && at > number.end + 1 {
            // "seven of the 11 were civilians"
            let group = made_up_of(line, at).filter(|_| the_three && has("be", line.lower(at)));
            let mut found = made(number, None, at + pool, group.unwrap_or_else(|| "unspecified".to_owned()));
            found.of_them = true;
            return Some(found);
        }
        // "11 of those who died were soldiers", "nine of those who had been killed"
        if line.lower(at - 1) == "those" && line.lower(at) == "who" {
            let helps = |k: &usize| has("aux_verb", line.lower(*k)) || has("be", line.lower(*k));
            at = (at + 1..).find(|k| !helps(k)).filter(|&k| state(k)).unwrap_or(at);
        }
        // "seventeen of the victims were villagers"
        let victims = line.lower(at - 1) == "the" && has("the_dead", line.lower(at)) && has("be", line.lower(at + 1));
        let victims = victims && made_up_of(line, at + 1).is_some();
        if (state(at) || victims) && !matches!(number.kind, NumberKind::Crowd) {
            // "nine of those killed were villagers"
            let group = made_up_of(line, at + 1).filter(|_| has("be", line.lower(at + 1)));
            // "two of the injured soldiers"
            let noun = people_at(line, at + 1).filter(|(_, theirs, many)| *many && theirs != "own");
            let end = at + 1 + noun.as_ref().map_or(0, |(n, _, _)| *n);
            let group = group.or_else(|| noun.map(|(_, theirs, _)| theirs));
            let mut found = made(number, None, end, group.unwrap_or_else(|| "unspecified".to_owned()));
            found.of_the = Some(at);
            return Some(found);
        }
    }
    let noun = unlisted(line, &number, at, state);
    let part = at > number.end && matches!(number.kind, NumberKind::Numeral | NumberKind::Ordinal);
    let mut found = noun_phrase(line, &number, at, harm_noun, state);
    if let Some(head) = noun.filter(|_| found.is_none()) {
        let group = group_of(line, at, head, head + 1, "own".to_owned());
        found = Some(made(number.clone(), Some(head), head + 1, group));
    }
    // "a married couple" are two
    let couple = |c: &Count| c.head.is_some_and(|h| line.lower(h) == "couple") && c.number.kind == NumberKind::Article;
    if let Some(count) = found.as_mut().filter(|c| couple(c)) {
        count.number.quantity = dateline_model::Quantity::exact(2, count.number.quantity.text.clone());
        "unspecified".clone_into(&mut count.group);
    }
    // "27 of our men"
    if let Some(count) =
        found.as_mut().filter(|c| part && c.group == "men" && has("first_person_owner", line.lower(at - 1)))
    {
        "unspecified".clone_into(&mut count.group);
    }
    if let Some(count) = found.as_mut().filter(|_| part) {
        count.of_them = true;
    }
    let more = usize::from(found.is_none() && matches!(line.lower(at), "more"));
    // "one was killed and another wounded"
    let bare = number.kind != NumberKind::Article || matches!(line.lower(number.core), "both" | "another");
    if found.is_none() && at <= number.end + 1 && bare && is_bare(line, at + more, state) {
        // "nine were civilians"
        let one = number.kind == NumberKind::Numeral && is_one(line, &number);
        let group = made_up_of(line, number.end).or_else(|| one_of_a_kind(line, number.end).filter(|_| one));
        let group = group.or_else(|| under_age(line, number.end)).filter(|_| has("be", line.lower(number.end)));
        found = Some(made(number.clone(), None, number.end, group.unwrap_or_else(|| "unspecified".to_owned())));
    }
    found
}

/// "killed eight quarrymen": by the tree, a plural that no list knows, as the object of a verb that only people suffer.
fn unlisted(line: &Line, number: &NumberPhrase, from: usize, state: &dyn Fn(usize) -> bool) -> Option<usize> {
    let core = line.words.get(number.core).filter(|w| w.relation == "nummod" && number.kind == NumberKind::Numeral)?;
    let noun = line.words.get(core.head).filter(|w| matches!(w.tag, "NNS" | "NNPS") && core.head >= from)?;
    let verb = line.words.get(noun.head)?;
    let suffers = matches!((noun.relation, verb.lower.as_str()), ("nsubj", "died" | "perished"))
        || matches!(noun.relation, "dobj" | "nsubjpass") && has("kills_people", &verb.lower);
    (suffers && state(noun.head) && !has("no_people", &noun.lower)).then_some(core.head)
}

/// Whether nothing that is counted follows: the number stands alone.
fn is_bare(line: &Line, at: usize, state: &dyn Fn(usize) -> bool) -> bool {
    at >= line.words.len()
        || stops_phrase(line, at)
        || (state(at) && (people_at(line, at + 1).is_none() || has("captive_noun", line.lower(at + 1))))
        || line.words[at].is_quote()
        || line.lower(at).ends_with("ly")
        // "counted 12 enemy dead"
        || line.lower(at) == "enemy" && state(at + 1)
        // "climbed to 66 last night", "a toll of 11 broadcast by the radio"
        || has("time_word", line.lower(at))
        || line.lower(at) == "alive"
        || line.lower(at) == "last" && has("time_word", line.lower(at + 1))
        || line.words[at].tag == "VBN" && line.words[at].relation == "acl"
}

/// Reads on from the number over adjectives to the noun that is counted.
fn noun_phrase(
    line: &Line,
    number: &NumberPhrase,
    from: usize,
    harm_noun: &dyn Fn(usize) -> Option<usize>,
    state: &dyn Fn(usize) -> bool,
) -> Option<Count> {
    let mut at = from;
    // "one of his soldiers was killed", but not "one of the soldiers killed", "one of our pupils"
    let owned = |i: usize| matches!(line.lower(i), "the" | "his" | "her" | "its" | "their");
    // "one of the two women"
    let numbered = from > number.end + 2 && crate::numbers::numeral(line.lower(from - 1)).is_some() && owned(from - 2);
    let theirs = from > number.end + 1 && owned(from - 1) || numbered;
    let of_several = |end: usize| theirs && !state(end) && stops_phrase(line, end);
    let singular = is_one(line, number);
    while at < line.words.len() && at < from + 7 {
        if let Some(n) = harm_noun(at) {
            // "11 bodies of rebels"
            let of = || line.lower(at + n) == "of";
            let theirs = || people_at(line, at + n + 1).filter(|(_, group, many)| of() && *many && group != "own");
            let group = own_group(line, from, at).or_else(|| theirs().map(|(_, group, _)| group));
            let group = group.or_else(|| in_uniform(line, at + n));
            let group = group.unwrap_or_else(|| "unspecified".to_owned());
            return Some(Count {
                number: number.clone(),
                head: Some(at + n - 1),
                end: at + n,
                group,
                of_them: false,
                harm_noun: Some(at),
                of_the: None,
            });
        }
        // "one officer was killed and another wounded"
        let verb = number.kind == NumberKind::Article && at == number.end && state(at);
        if verb && line.words[at].tag.starts_with("VB") && line.words[at].relation == "conj" {
            return None;
        }
        // "35 were killed and one wounded": what befell that one
        if singular
            && at == number.end
            && matches!(line.lower(at), "dead" | "injured" | "wounded")
            && state(at)
            && people_at(line, at + 1).is_none()
        {
            return None;
        }
        if let Some((n, group, many)) = people_at(line, at) {
            let end = at + n;
            let goes_on = continues(line, at, end, state);
            // "121 male and 47 female"
            let many = many || !singular && matches!(line.lower(at), "male" | "female");
            if !goes_on
                && (many != singular || many && of_several(end) || group == "own" || number.kind == NumberKind::None)
            {
                // "40 civilian lives"
                let lives = matches!(line.lower(at), "lives" | "life").then(|| own_group(line, from, at)).flatten();
                let group = members_of(line, end).or(lives).unwrap_or_else(|| group_of(line, from, at, end, group));
                return Some(Count {
                    number: number.clone(),
                    head: Some(end - 1),
                    end,
                    group,
                    of_them: false,
                    harm_noun: None,
                    of_the: None,
                });
            }
            at = end;
            continue;
        }
        // "seven of the group's fighters"
        if at > from && is_possessive(line, at) {
            at += 1;
            continue;
        }
        // "three taken hostage" is what befell them
        let taken = has("captive_noun", line.lower(at + 1));
        let describes = state(at) && people_at(line, at + 1).is_some() && !taken;
        if stops_phrase(line, at) || (state(at) && !describes && !line.lower(at).ends_with("ed")) {
            return None;
        }
        at += 1;
    }
    None
}

/// "one passenger", "at least one passenger", "more than one passenger": the noun is in the singular.
fn is_one(line: &Line, number: &NumberPhrase) -> bool {
    let bounded = number.end == number.core + 1 && crate::numbers::numeral(line.lower(number.core)) == Some(1);
    let quantity = &number.quantity;
    quantity.low == Some(1) && quantity.high == Some(1) || bounded && quantity.qualifier != Qualifier::Range
}

/// Whether a word is the mark of an owner, before what is owned.
fn is_possessive(line: &Line, at: usize) -> bool {
    let mark = matches!(line.lower(at), "'s" | "’s")
        || matches!(line.lower(at), "'" | "’") && line.lower(at - 1).ends_with('s');
    mark && line.words.get(at + 1).is_some_and(crate::words::Word::is_wordlike) && !has("be", line.lower(at + 1))
}

/// Whether the noun phrase goes on after a noun for people: "police vehicles", "student leaders".
fn continues(line: &Line, at: usize, end: usize, state: &dyn Fn(usize) -> bool) -> bool {
    let Some(word) = line.words.get(end) else { return false };
    // "the chief's men"
    if is_possessive(line, end) {
        return true;
    }
    // "two of our boys prisoner"
    if stops_phrase(line, end)
        || has("captive_noun", &word.lower)
        || state(end)
        || word.is_quote()
        || word.lower.ends_with("ly")
        || word.lower.ends_with("ing")
    {
        return false;
    }
    if people_at(line, end).is_some() {
        return true;
    }
    // a plain plural ends its phrase; "police", "army", "personnel" may stand before another noun
    let invariant = crate::sets::has("invariant_people", line.lower(end - 1));
    if end > at
        && line.lower(end - 1).ends_with(['s', 'n', 'e'])
        && !invariant
        && people_at(line, at).is_some_and(|(_, _, many)| many)
    {
        return false;
    }
    let participle = word.lower.ends_with("ed");
    let noun = word.tag.starts_with("NN") || (word.tag.is_empty() && !participle && !word.is_capitalised());
    noun && !word.lower.starts_with(|c: char| c.is_ascii_digit())
}

/// The group, by the noun or by the phrase itself.
fn group_of(line: &Line, from: usize, at: usize, end: usize, group: String) -> String {
    if group != "own" {
        return group;
    }
    line.words[from..end]
        .iter()
        .filter(|w| w.is_wordlike())
        .map(|w| w.text)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
        .replace("  ", " ")
        .pipe_if_empty(line.lower(at))
}

trait PipeIfEmpty {
    fn pipe_if_empty(self, other: &str) -> String;
}

impl PipeIfEmpty for String {
    fn pipe_if_empty(self, other: &str) -> String {
        if self.is_empty() { other.to_owned() } else { self }
    }
}

/// Who the deaths or prisoners are, when a noun for people stands before the harm noun ("50 civilian deaths").
fn own_group(line: &Line, from: usize, at: usize) -> Option<String> {
    (from..at).find_map(|i| people_at(line, i)).map(|(_, group, _)| group).filter(|g| g != "own")
}
