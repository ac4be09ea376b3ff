//! Number phrases become quantities: "at least 12", "between six and eight", "a few dozen", "no".

use crate::lexicon::{Phrases, own_rows};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Qualifier, Quantity, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What kind of words give the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// Digits or number words.
    Numeral,
    /// "dozens", "several".
    Crowd,
    /// "a policeman", "another".
    Article,
    /// "no", "none", "nobody".
    None,
    /// "a sixth person": one more.
    Ordinal,
}

/// A number phrase of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberPhrase {
    /// Rank of its first word, qualifier included.
    pub first: usize,
    /// Rank of the number's own first word.
    pub core: usize,
    /// One past its last word.
    pub end: usize,
    /// What it says.
    pub quantity: Quantity,
    /// What kind of words.
    pub kind: NumberKind,
    /// Whether it is set against another number before it ("another 53", "nine others").
    pub further: bool,
}

/// The number words and the qualifiers, by their first word.
pub(crate) struct Tables {
    pub(crate) cardinals: BTreeMap<String, u64>,
    pub(crate) ordinals: BTreeMap<String, u64>,
    pub(crate) scales: BTreeMap<String, u64>,
    pub(crate) crowds: BTreeMap<String, u64>,
    /// Scales in short form behind digits, as written ("4.3M", "2bn").
    pub(crate) short: BTreeMap<String, u64>,
    /// Those that are scales behind money only ("$2m" against "2m").
    pub(crate) money_short: BTreeMap<String, u64>,
    pub(crate) before: Vec<(Vec<String>, Qualifier)>,
    /// Qualifiers that the layer of quantities reads more exactly than a toll is read.
    pub(crate) wide: Vec<(Vec<String>, Qualifier)>,
    pub(crate) after_words: Vec<(Vec<String>, Qualifier)>,
    after: Phrases<Qualifier>,
}

/// The number words and the qualifiers.
pub(crate) fn tables() -> &'static Tables {
    &TABLES
}

/// Every number word.
pub(crate) fn written() -> impl Iterator<Item = String> {
    let tables = tables();
    [&tables.cardinals, &tables.scales, &tables.crowds].into_iter().flat_map(|words| words.keys().cloned())
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut words: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for row in own_rows("numerals.txt", include_str!("../lexicon/numerals.txt")) {
        let entries = row.entries.iter().filter_map(|e| e.split_once('='));
        let entries = entries.filter_map(|(w, n)| n.parse().ok().map(|n| (w.to_owned(), n)));
        words.entry(row.key).or_default().extend(entries);
    }
    let (mut before, mut after, mut wide) = (Vec::new(), Vec::new(), Vec::new());
    for row in own_rows("qualifiers.txt", include_str!("../lexicon/qualifiers.txt")) {
        let Some((code, side)) = row.key.split_once(' ') else { continue };
        let Some(qualifier) = Qualifier::from_code(code) else { continue };
        for phrase in row.entries {
            match side {
                "after" => after.push((phrase, qualifier)),
                "wide" => wide.push((split(&phrase), qualifier)),
                _ => before.push((split(&phrase), qualifier)),
            }
        }
    }
    before.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let mut after_words: Vec<_> = after.iter().map(|(phrase, q)| (split(phrase), *q)).collect();
    after_words.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    let mut take = |kind: &str| words.remove(kind).unwrap_or_default();
    Tables {
        cardinals: take("cardinal"),
        ordinals: take("ordinal"),
        scales: take("scale"),
        crowds: take("crowd"),
        short: take("short"),
        money_short: take("money short"),
        before,
        wide,
        after_words,
        after: Phrases::new(after),
    }
});

fn split(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(str::to_owned).collect()
}

/// The number that one written word says: "1,200", "twenty-two", "7"; `None` for words that say none.
pub fn numeral(word: &str) -> Option<u64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(word);
    }
    let tables = &*TABLES;
    if let Some(&n) = tables.cardinals.get(word) {
        return Some(n);
    }
    let (tens, ones) = word.split_once('-')?;
    let (tens, ones) = (tables.cardinals.get(tens)?, tables.cardinals.get(ones)?);
    (*tens >= 20 && *tens % 10 == 0 && (1..10).contains(ones)).then(|| tens + ones)
}

fn digits(word: &str) -> Option<u64> {
    let grouped = word.contains([',', '.']);
    if grouped {
        let separator = if word.contains(',') { ',' } else { '.' };
        let mut groups = word.split(separator);
        let first = groups.next()?;
        if first.is_empty() || first.len() > 3 || !groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
    }
    let plain: String = word.chars().filter(|c| !matches!(c, ',' | '.')).collect();
    (plain.len() <= 12 && plain.bytes().all(|b| b.is_ascii_digit())).then(|| plain.parse().ok()).flatten()
}

/// Every number phrase of the sentence, in order, not overlapping.
pub fn numbers(line: &Line) -> Vec<NumberPhrase> {
    let (mut found, mut i) = (Vec::new(), 0);
    while i < line.words.len() {
        match phrase_at(line, i) {
            Some(phrase) => {
                i = phrase.end;
                found.push(phrase);
            }
            None => i += 1,
        }
    }
    found
}

/// The number phrase whose own number starts at word `i`; qualifiers before it are looked up backwards.
fn phrase_at(line: &Line, i: usize) -> Option<NumberPhrase> {
    let lower = line.lower(i);
    let (core_end, low, high, kind) = core(line, i)?;
    let mut first = i;
    let mut qualifier = None;
    let mut further = matches!(lower, "another");
    // "another 53", "the other six", "a further 12", "the remaining two"
    if first > 0 && matches!(line.lower(first - 1), "another" | "further" | "additional" | "other" | "remaining") {
        further = true;
        first -= 1;
        if first > 0 && matches!(line.lower(first - 1), "a" | "an" | "the") {
            first -= 1;
        }
    }
    // "killed a family of five"
    let family = first > 2 && line.lower(first - 1) == "of" && line.lower(first - 2) == "family";
    if family && matches!(line.lower(first - 3), "a" | "another" | "one" | "whole" | "entire") && high == low {
        first -= 3;
    }
    // "handed over 12 hostages"
    let handed = first > 1 && line.lower(first - 1) == "over" && has("hands_over", line.lower(first - 2));
    if let Some((words, q)) = TABLES
        .before
        .iter()
        .find(|(words, _)| !handed && first >= words.len() && line.has_at(first - words.len(), words))
    {
        first -= words.len();
        qualifier = Some(*q);
        // "at least some 40": the outer qualifier decides
        if let Some((outer, o)) =
            TABLES.before.iter().find(|(words, _)| first >= words.len() && line.has_at(first - words.len(), words))
        {
            first -= outer.len();
            qualifier = Some(*o);
        }
    }
    let mut end = core_end;
    if let (None, Some((n, q))) = (qualifier, TABLES.after.at(line, core_end)) {
        end += n;
        qualifier = Some(*q);
    }
    let span = line.stretch(first, end);
    let text = span_text(line, span);
    let quantity = quantity(low, high, qualifier, kind, lower, text);
    Some(NumberPhrase { first, core: i, end, quantity, kind, further })
}

/// The words of a stretch, as written (single spaces where the text breaks).
fn span_text(line: &Line, span: Span) -> String {
    let inside = line.words.iter().filter(|w| span.contains(w.span));
    let mut text = String::new();
    let mut last = None;
    for word in inside {
        if last.is_some_and(|end| end < word.span.start) {
            text.push(' ');
        }
        text.push_str(word.text);
        last = Some(word.span.end);
    }
    text
}

fn quantity(low: u64, high: u64, qualifier: Option<Qualifier>, kind: NumberKind, word: &str, text: String) -> Quantity {
    if kind == NumberKind::Crowd {
        let crowd = match word {
            "dozens" => Qualifier::Dozens,
            "scores" => Qualifier::Scores,
            // "several dozen"
            _ if (24..40).contains(&low) => Qualifier::Dozens,
            _ if low >= 2000 => Qualifier::Thousands,
            _ if low >= 200 => Qualifier::Hundreds,
            _ => Qualifier::Vague,
        };
        return Quantity::new(Some(low), None, crowd, text);
    }
    if low != high {
        return Quantity::new(Some(low), Some(high), Qualifier::Range, text);
    }
    match qualifier {
        None => Quantity::exact(low, text),
        Some(Qualifier::AtLeast) => Quantity::at_least(low, text),
        Some(Qualifier::MoreThan) => Quantity::more_than(low, text),
        Some(Qualifier::UpTo) => Quantity::up_to(low, text),
        Some(Qualifier::LessThan) => Quantity::less_than(low, text),
        Some(_) => Quantity::about(low, text),
    }
}

/// End, low and high of the number proper at word `i`.
fn core(line: &Line, i: usize) -> Option<(usize, u64, u64, NumberKind)> {
    let word = line.lower(i);
    // "not a single passenger", "not one soldier"
    let after: [&str; 2] = [line.lower(i + 1), line.lower(i + 2)];
    if word == "not" && (after == ["a", "single"] || after[0] == "one" && after[1] != "but") {
        return Some((i + if after[0] == "a" { 3 } else { 2 }, 0, 0, NumberKind::None));
    }
    if matches!(word, "no" | "none" | "nobody" | "zero") {
        let one = usize::from(word == "no" && line.lower(i + 1) == "one");
        return Some((i + 1 + one, 0, 0, NumberKind::None));
    }
    // "killed seven soldiers and wounded as many"
    if word == "as" && line.lower(i + 1) == "many" {
        let said = if i > 0 { line.lower(i - 1) } else { "" };
        let twice = matches!(said, "twice" | "half" | "times") || line.lower(i + 2) == "as";
        let last =
            (0..i).rev().take_while(|&k| !matches!(line.lower(k), ";" | ".")).find_map(|k| numeral(line.lower(k)));
        return last.filter(|_| !twice).map(|n| (i + 2, n, n, NumberKind::Numeral));
    }
    if word == "between" {
        let (end, low) = plain(line, i + 1)?;
        let joined = matches!(line.lower(end), "and" | "to");
        let (end, high) = plain(line, end + 1).filter(|_| joined)?;
        return (low < high).then_some((end, low, high, NumberKind::Numeral));
    }
    if let Some(range) = hyphened_range(word) {
        return Some((i + 1, range.0, range.1, NumberKind::Numeral));
    }
    if let Some((end, low)) = plain(line, i) {
        return Some(range_after(line, end, low).unwrap_or((end, low, low, NumberKind::Numeral)));
    }
    crowd(line, i).or_else(|| some(line, i)).or_else(|| article(line, i))
}

/// "50-60".
fn hyphened_range(word: &str) -> Option<(u64, u64)> {
    let (low, high) = word.split_once('-')?;
    let (low, high) = (numeral(low)?, numeral(high)?);
    (low < high && low > 0 && word.starts_with(|c: char| c.is_ascii_digit())).then_some((low, high))
}

/// "50 to 60", "six or seven", "50 - 60" after a first number.
fn range_after(line: &Line, end: usize, low: u64) -> Option<(usize, u64, u64, NumberKind)> {
    let start = (0..end).rev().find(|&k| numeral(line.lower(k)).is_some()).unwrap_or(end);
    // "From 20 to 30 people", "range from 20 to 30", but not "rose from 20 to 30"
    let spans = start > 1 && has("ranges", line.lower(start - 2)) && line.lower(start - 1) == "from";
    if line.lower(end) == "to" && start > 1 && matches!(line.lower(start - 1), "from" | "by") && !spans {
        return None;
    }
    let (last, high) = plain(line, end + 1).filter(|_| matches!(line.lower(end), "to" | "or" | "-"))?;
    (low < high && high <= low.saturating_mul(10)).then_some((last, low, high, NumberKind::Numeral))
}

/// A number in digits or words with its scales: "1,200", "two hundred and six", "half a dozen", "1.2 million".
fn plain(line: &Line, i: usize) -> Option<(usize, u64)> {
    let tables = &*TABLES;
    if line.lower(i) == "half" && line.lower(i + 1) == "a" && line.lower(i + 2) == "dozen" {
        return Some((i + 3, 6));
    }
    // "half a million"
    if line.lower(i) == "half" && line.lower(i + 1) == "a" {
        return tables.scales.get(line.lower(i + 2)).map(|scale| (i + 3, scale / 2));
    }
    if let Some(n) = decimal_of_scale(line, i) {
        return Some(n);
    }
    let (mut end, mut group) = match hyphened(line, i).or_else(|| numeral(line.lower(i)).map(|n| (i + 1, n))) {
        Some(found) => found,
        // "a dozen", "a hundred"; a bare "dozen" too ("about dozen" is not English, "one dozen" is)
        None if matches!(line.lower(i), "a" | "an") && tables.scales.contains_key(line.lower(i + 1)) => (i + 1, 1),
        None => return None,
    };
    let mut total = 0u64;
    loop {
        let word = line.lower(end);
        if let Some(scale) = tables.scales.get(word) {
            group = group.saturating_mul(*scale);
            end += 1;
            if *scale >= 1000 {
                total = total.saturating_add(group);
                group = 0;
            }
        } else if word == "and"
            && group + total >= 100
            && end > i + 1
            && numeral(line.lower(end + 1)).is_some_and(|n| n < 100)
            && tables.scales.contains_key(line.lower(end - 1))
        {
            end += 1;
        } else if let Some(n) = numeral(word).filter(|n| end > i + 1 || group >= 20 && group % 10 == 0 && *n < 10) {
            // "two hundred six", "twenty two"
            let joins =
                tables.scales.contains_key(line.lower(end - 1)) || line.lower(end - 1) == "and" || group % 10 == 0;
            if !joins
                || n >= 1000
                || group % 100 != 0 && group % 10 != 0
                || line.lower(end - 1).starts_with(|c: char| c.is_ascii_digit())
            {
                break;
            }
            group = group.saturating_add(n);
            end += 1;
        } else {
            break;
        }
    }
    Some((end, total.saturating_add(group)))
}

/// "twenty-two" where the hyphen is a word of its own.
fn hyphened(line: &Line, i: usize) -> Option<(usize, u64)> {
    let (tens, ones) = (numeral(line.lower(i))?, numeral(line.lower(i + 2))?);
    let words = line.lower(i).starts_with(|c: char| c.is_alphabetic());
    (line.lower(i + 1) == "-" && words && tens >= 20 && tens % 10 == 0 && (1..10).contains(&ones))
        .then_some((i + 3, tens + ones))
}

/// "1.2 million", "2.5 thousand".
fn decimal_of_scale(line: &Line, i: usize) -> Option<(usize, u64)> {
    let (whole, part) = line.lower(i).split_once('.')?;
    let scale = TABLES.scales.get(line.lower(i + 1)).filter(|s| **s >= 1000)?;
    if part.is_empty() || part.len() > 3 || !part.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let part_value: u64 = part.parse().ok()?;
    Some((i + 2, whole.checked_mul(*scale)?.checked_add(part_value * scale / 10u64.pow(part.len() as u32))?))
}

/// "dozens", "hundreds of thousands", "a few dozen", "several hundred", "a handful".
fn crowd(line: &Line, i: usize) -> Option<(usize, u64, u64, NumberKind)> {
    let tables = &*TABLES;
    let start =
        i + usize::from(matches!(line.lower(i), "a" | "an" | "the") && tables.crowds.contains_key(line.lower(i + 1)));
    let &low = tables.crowds.get(line.lower(start))?;
    let next = line.lower(start + 1);
    // "an elderly couple", "a couple were shot dead": two, by the noun
    let pair = line.lower(start) == "couple" && next != "of" && !tables.scales.contains_key(next);
    if pair && !matches!(next, "more" | "others" | "dozens" | "hundreds") {
        return None;
    }
    if let Some(&scale) = tables.scales.get(next) {
        return Some((start + 2, low.max(2).saturating_mul(scale), u64::MAX, NumberKind::Crowd));
    }
    if next == "of" && matches!(line.lower(start + 2), "thousands" | "millions") {
        let scale = if line.lower(start + 2) == "thousands" { 1000 } else { 1_000_000 };
        return Some((start + 3, low.saturating_mul(scale), u64::MAX, NumberKind::Crowd));
    }
    if i > 0 && matches!(line.lower(i - 1), "how" | "so" | "as" | "too" | "not") && low == 2 {
        return None;
    }
    // "many as" belongs to a qualifier; "several times" is no crowd, but that is for the noun to say
    (next != "as").then_some((start + 1, low, u64::MAX, NumberKind::Crowd))
}

/// "some people", "some human lives": a plural whose number is not given.
fn some(line: &Line, i: usize) -> Option<(usize, u64, u64, NumberKind)> {
    let qualifies = numeral(line.lower(i + 1)).is_some()
        || TABLES.crowds.contains_key(line.lower(i + 1))
        || TABLES.scales.contains_key(line.lower(i + 1))
        || line.lower(i + 1).starts_with(|c: char| c.is_ascii_digit());
    (line.lower(i) == "some" && !qualifies && !matches!(line.lower(i + 1), "of" | "a" | "an" | "the")).then_some((
        i + 1,
        2,
        u64::MAX,
        NumberKind::Crowd,
    ))
}

/// "a policeman", "another", "a sixth person", "both": whether a person follows is for the noun to say.
fn article(line: &Line, i: usize) -> Option<(usize, u64, u64, NumberKind)> {
    match line.lower(i) {
        // "a third of the dead": a share of them, and nobody counted
        "a" | "an" if TABLES.ordinals.contains_key(line.lower(i + 1)) && line.lower(i + 2) == "of" => None,
        "a" | "an" | "another" if TABLES.ordinals.contains_key(line.lower(i + 1)) => {
            Some((i + 2, 1, 1, NumberKind::Ordinal))
        }
        "a" | "an" | "another" => Some((i + 1, 1, 1, NumberKind::Article)),
        "both" => Some((i + 1, 2, 2, NumberKind::Article)),
        "the" if i > 0 && line.lower(i - 1) == "including" && is_one_person(line, i + 1) => {
            Some((i + 1, 1, 1, NumberKind::Article))
        }
        // "a clerk and his wife"
        "his" | "her" | "their" if i > 1 && line.lower(i - 1) == "and" && is_one_of_theirs(line, i + 1) => {
            Some((i + 1, 1, 1, NumberKind::Article))
        }
        _ => None,
    }
}

/// "wife", "pregnant wife": one person by what he is to another.
fn is_one_of_theirs(line: &Line, from: usize) -> bool {
    let describes = line.words.get(from).is_some_and(|w| matches!(w.tag, "JJ" | "NN"));
    let alone = has("of_his", line.lower(from)) && crate::counts::stops_phrase(line, from + 1);
    let noun = from + usize::from(describes && !alone);
    has("of_his", line.lower(noun)) && crate::counts::stops_phrase(line, noun + 1)
}

/// "including the village chief": one person told of among others, and not what is his.
fn is_one_person(line: &Line, from: usize) -> bool {
    let describes =
        |k: &usize| line.words.get(*k).is_some_and(|w| matches!(w.tag, "JJ" | "NN") || w.lower == "village");
    let person = |k: usize| crate::counts::people_at(line, k).filter(|(_, _, many)| !many).map(|(n, _, _)| k + n);
    let before = (from..from + 3).take_while(describes).find_map(person);
    let end = before.or_else(|| person(from));
    end.is_some_and(|end| {
        let owns = line.words.get(end).is_some_and(|w| matches!(w.lower.as_str(), "'s" | "’s"));
        !owns && crate::counts::stops_phrase(line, end)
    })
}
