//! Who a verb's subject is, by the tree of a parsed sentence.

use crate::sets::has;
use crate::words::Line;
use std::ops::Range;

/// The subject of the verb at `verb`, and a description set off after it; `None` when the tree gives none.
///
/// A verb without a subject of its own, joined to another by "and", shares the other's.
pub fn subject(line: &Line, verb: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let mut at = verb;
    for _ in 0..3 {
        let own: Vec<usize> =
            line.children(at).filter(|(_, relation)| matches!(*relation, "nsubj")).map(|(head, _)| head).collect();
        if let Some(found) = nearest(line, &own, at) {
            return Some(past_participle(line, found));
        }
        let word = line.words.get(at)?;
        let shares = matches!(word.relation, "conj" | "xcomp") && word.head != at;
        if !shares || line.children(at).any(|(_, relation)| relation == "nsubjpass") {
            return None;
        }
        at = word.head;
    }
    None
}

/// "Reacting, the chairman of the union, Ana Ruiz, dismissed it": whom the participle stands before.
fn past_participle(line: &Line, found: (Range<usize>, Option<Range<usize>>)) -> (Range<usize>, Option<Range<usize>>) {
    let (range, apposition) = found;
    let participle = range.len() == 1 && line.words[range.start].tag == "VBG";
    let Some(aside) = apposition.clone().filter(|a| participle && has("article", line.lower(a.start))) else {
        return (range, apposition);
    };
    match aside.clone().find(|&i| line.lower(i) == ",") {
        Some(comma) => (aside.start..comma, (comma + 1 < aside.end).then_some(comma + 1..aside.end)),
        None => (aside, None),
    }
}

/// The subject among `heads`, of which a tree may give several: the one closest before the verb, with those that adjoin
/// it (the parts of "al-Hadi").
fn nearest(line: &Line, heads: &[usize], verb: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let before: Vec<usize> = heads.iter().copied().filter(|&head| head < verb).collect();
    let Some((&last, others)) = before.split_last() else { return heads.first().map(|&head| phrase(line, head, verb)) };
    let (mut range, apposition) = phrase(line, last, verb);
    // "The Red Lions, the group led by Abu Karim, claimed": read as two subjects
    let set_off = apposition.is_none() && line.lower(range.end) == "," && has("article", line.lower(range.start));
    if let Some(&named) = others.last().filter(|&&head| set_off && line.words[head].tag.starts_with("NNP")) {
        let (name, between) = phrase(line, named, verb);
        if between.is_none() && name.end + 1 == range.start && line.lower(name.end) == "," {
            return Some((name, Some(range)));
        }
    }
    for &head in others.iter().rev() {
        let (part, _) = phrase(line, head, verb);
        // "which medics say": the medics say it
        if part.end != range.start || has("relative", line.lower(head)) {
            break;
        }
        range.start = part.start;
    }
    Some((range, apposition))
}

/// Whose words a participle hands over: "the Front claimed the raid, saying it had …", "issued a statement saying …".
pub fn subject_of_clause(line: &Line, participle: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let above = |&i: &usize| line.words.get(i).map(|w| w.head).filter(|head| *head != i);
    std::iter::successors(above(&participle), above)
        .take(4)
        .filter(|&i| i < participle && line.words[i].tag.starts_with("VB"))
        .find_map(|i| subject(line, i))
        .filter(|(range, _)| range.end <= participle)
}

/// The noun phrase headed by `head`, without what is set off by commas; that, when it describes, comes second.
fn phrase(line: &Line, head: usize, verb: usize) -> (Range<usize>, Option<Range<usize>>) {
    let full = reach(line, head, verb);
    let mut end = full.end;
    let mut apposition = None;
    // a comma inside the phrase ends it, unless it runs inside a list of names before the head
    if let Some(comma) = (head + 1..full.end).find(|&i| {
        matches!(line.lower(i), "," | "(" | "—" | "--" | "-") && line.words[i].span.start > line.words[i - 1].span.start
    }) {
        let tight = line.lower(comma) == "-" && line.words[comma].span.start == line.words[comma - 1].span.end;
        if !tight {
            end = comma;
            let close = (comma + 1..full.end).rev().find(|&i| line.words[i].is_wordlike()).map_or(comma + 1, |i| i + 1);
            apposition = (close > comma + 1).then_some(comma + 1..close);
        }
    }
    // "the Front on Wednesday claimed": the day is not the Front's
    let day = (head + 1..end).rev().find(|&i| line.lower(i) == "on" && has("time_word", line.lower(i + 1)));
    let end = day.filter(|&i| i + 2 >= end).unwrap_or(end);
    (full.start..end.max(head + 1), apposition)
}

/// The words that hang on `head`, itself among them.
pub fn phrase_of(line: &Line, head: usize) -> Range<usize> {
    reach(line, head, line.words.len())
}

/// The words from the first to the last that hang on `head`, on its side of the verb.
fn reach(line: &Line, head: usize, verb: usize) -> Range<usize> {
    let (mut start, mut end) = (head, head + 1);
    for i in 0..line.words.len() {
        let mut at = i;
        for _ in 0..line.words.len().min(24) {
            if at == head {
                start = start.min(i);
                end = end.max(i + 1);
                break;
            }
            if line.words[at].head == at {
                break;
            }
            at = line.words[at].head;
        }
    }
    if head < verb { start..end.min(verb) } else { start.max(verb + 1)..end }
}
