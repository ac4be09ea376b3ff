//! The noun phrase before or after a word: who speaks, who did it, what was hit.
//!
//! With a parsed sentence the tree would say; this reads marks, function words and capitals, and serves both.

use crate::sets::has;
use crate::words::{Line, Word};
use std::ops::Range;

/// The noun phrase that ends right before word `at`: its words, and a description set off by commas after it
/// ("U Nay Zin Latt, MP for Kanbalu, said").
pub fn phrase_before(line: &Line, at: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut end = at;
    // "the mayor, for his part, said"
    let comma = usize::from(end > 4 && line.lower(end - 1) == ",");
    let part = end - comma;
    if part > 3
        && line.lower(part - 1) == "part"
        && has("own_mark", line.lower(part - 2))
        && line.lower(part - 3) == "for"
    {
        end = part - 3;
        end -= usize::from(comma > 0 && line.lower(end - 1) == ",");
    }
    while end > 0 && is_adverbial(line, end - 1) {
        end -= 1;
    }
    // "the Front on Wednesday claimed"
    if end > 1 && end < at && line.lower(end - 1) == "on" && is_time_word(line.lower(end)) {
        end -= 1;
    }
    if end == 0 {
        return None;
    }
    if line.lower(end - 1) == ")" {
        end = (end.saturating_sub(8)..end).rev().find(|&i| line.lower(i) == "(").unwrap_or(end);
        if end == 0 {
            return None;
        }
    }
    let mut apposition = None;
    if line.lower(end - 1) == "," {
        let close = end - 1;
        let open = (close.saturating_sub(22)..close).rev().find(|&i| line.lower(i) == ",")?;
        apposition = Some(open + 1..close);
        end = open;
        if end == 0 {
            return None;
        }
    }
    let start = phrase_start(line, end);
    let start = without_opening(line, start, end);
    (start < end).then_some((start..end, apposition))
}

/// Where the phrase that ends before `end` begins.
fn phrase_start(line: &Line, end: usize) -> usize {
    let mut start = end;
    while start > 0 && end - start < 18 {
        let word = &line.words[start - 1];
        if !word.is_wordlike() {
            let inner = word.lower == "-"
                || word.lower == "." && start >= 2 && line.words[start - 2].text.len() <= 3
                || word.is_quote() && closes_within(line, start - 1, end);
            if !inner {
                break;
            }
        } else if has("stops_speaker", &word.lower)
            || matches!(word.lower.as_str(), "said" | "says" | "told" | "say")
            || matches!(word.lower.as_str(), "and" | "or")
                && !joins_names(line, start - 1, end)
                && !joins_speakers(line, start - 1)
        {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the quotation mark at `i` has its partner before `end`: a nickname or title in quotes.
fn closes_within(line: &Line, i: usize, end: usize) -> bool {
    (i + 1..end).any(|k| line.words[k].is_quote()) || (0..i).rev().take(4).any(|k| line.words[k].is_quote())
}

/// "security and airport officials", "Human Rights and Democracy": one phrase, not two clauses.
fn joins_names(line: &Line, and: usize, end: usize) -> bool {
    let mut at = and;
    while at > 0 && and - at < 5 {
        let word = &line.words[at - 1];
        if !word.is_wordlike() {
            return at == and || word.lower != ",";
        }
        if word.tag.starts_with("VB")
            || crate::harm::state_at(&crate::harm::hits(line), at - 1)
            || crate::numbers::numeral(&word.lower).is_some()
        {
            return false;
        }
        at -= 1;
    }
    let both = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised());
    at == 0 && and <= 3 && end - and <= 4 || (and > 0 && both(and - 1) && both(and + 1))
}

/// "…, a local chief and a teacher said": two who speak with one voice, set off by a comma.
fn joins_speakers(line: &Line, and: usize) -> bool {
    let speaks = |i: usize| has("plural_speaker", line.lower(i));
    let begins =
        |i: usize| has("article", line.lower(i)) || speaks(i) || line.words.get(i).is_some_and(|w| w.is_capitalised());
    let plain = |i: &usize| line.words[*i].is_wordlike() && !line.words[*i].tag.starts_with("VB");
    let first = (and.saturating_sub(7)..and).rev().take_while(plain).last().unwrap_or(and);
    let set_off = first > 0 && line.lower(first - 1) == ",";
    let one = |i: usize| crate::counts::people_named(line.lower(i)).is_none_or(|(_, many)| !many);
    let one_of_each = (first..and).all(|i| one(i) || speaks(first));
    begins(and + 1) && begins(first) && first < and && set_off && one_of_each
}

/// Drops an opening time or place phrase: "On Monday | the ministry", "In a statement | the army".
fn without_opening(line: &Line, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end && has("opening", line.lower(at)) {
        at += 1;
    }
    // "At first the mayor"
    if line.lower(at) == "at" && matches!(line.lower(at + 1), "first" | "last") {
        return at + 2;
    }
    let opens = has("opening_preposition", line.lower(at));
    if !opens {
        return at;
    }
    let inner = (at + 2..end)
        .rev()
        .find(|&i| matches!(line.lower(i), "the" | "a" | "an") || has("speaker_noun", line.lower(i)));
    inner.unwrap_or_else(|| {
        let time = (at + 1..end).find(|&i| is_time_word(line.lower(i)));
        time.map_or(end, |i| i + 1)
    })
}

fn is_time_word(word: &str) -> bool {
    has("time_word", word)
}

/// Words between a subject and its verb: "has", "later", "also", "late Tuesday".
pub(crate) fn is_adverbial(line: &Line, i: usize) -> bool {
    let word = line.lower(i);
    word.ends_with("ly") && !matches!(word, "family" | "daily" | "weekly" | "assembly" | "italy" | "ally" | "monthly")
        || is_time_word(word)
        || has("adverbial", word)
}

/// The noun phrase that starts at word `at`.
pub fn phrase_after(line: &Line, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    while end < line.words.len() && end - at < 14 {
        let word = &line.words[end];
        if !word.is_wordlike() {
            // "the militants' radio"
            let owns = matches!(word.text, "'" | "’")
                && end > at
                && line.lower(end - 1).ends_with('s')
                && word.span.start == line.words[end - 1].span.end
                && line.words.get(end + 1).is_some_and(|w| w.is_capitalised() || has("medium", &w.lower));
            let inner = word.lower == "-"
                || owns
                || word.lower == "."
                    && word.span.start == line.words[end.max(1) - 1].span.end
                    && line.words.get(end + 1).is_some_and(|w| w.is_capitalised())
                    && (line.words[end - 1].text.len() <= 3 || has("rank", line.lower(end - 1)))
                    && end > at;
            if !inner {
                break;
            }
        } else if end > at
            && (has("ends_speaker", &word.lower) && !goes_on(line, at, end)
                || (crate::numbers::numeral(&word.lower).is_some()
                    && !is_part_of_name(line, end)
                    && !(word.is_capitalised() && line.words[end - 1].is_capitalised())
                    || matches!(word.lower.as_str(), "at") && crate::numbers::numeral(line.lower(end + 2)).is_some()))
        {
            break;
        }
        end += 1;
    }
    (end > at).then_some(at..end)
}

/// "Osta 24 television"
fn is_part_of_name(line: &Line, number: usize) -> bool {
    // "one of the three, a trader"
    let of_these = number > 1 && line.lower(number - 1) == "the" && line.lower(number - 2) == "of";
    if of_these && !line.words.get(number + 1).is_some_and(Word::is_wordlike) {
        return true;
    }
    line.words[number - 1].is_capitalised() && has("medium", line.lower(number + 1))
}

/// "officials in Kabul", "the ministry of health and welfare", "a doctor at the hospital": the phrase goes on.
fn goes_on(line: &Line, at: usize, i: usize) -> bool {
    // "records seen by the Sunday Herald"
    let names = line.words[i].is_capitalised() && line.words.get(i + 1).is_some_and(Word::is_capitalised);
    if names && is_time_word(line.lower(i)) && has("article", line.lower(i - 1)) {
        return true;
    }
    match line.lower(i) {
        // "the federal army and alleged that"
        "and" if line.words.get(i + 1).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ")) => false,
        "and" => {
            line.words.get(i + 1).is_some_and(|w| w.is_capitalised()) && line.words[i - 1].is_capitalised()
                || (i - at <= 2
                    && line.words.get(i + 1).is_some_and(|w| !matches!(w.lower.as_str(), "the" | "a" | "that" | "at")))
        }
        "in" => {
            line.words.get(i + 1).is_some_and(|w| w.is_capitalised() || w.lower == "the")
                && !line.words[i - 1].is_capitalised()
        }
        _ => false,
    }
}
