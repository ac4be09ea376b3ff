//! Speakers who stand behind the verb: "said Hamza, an administrator", "“…,” confides an elected official".

use super::chains::apposition_after;
use super::cues::{CueEntry, CueKind};
use super::scope::clause_start;
use super::{Attribution, made};
use crate::noun_phrases::phrase_after;
use crate::sets::has;
use crate::words::{Line, Word};
use dateline_model::Modality;
use std::ops::Range;

/// "“…,” confides an elected official": behind a quotation, any verb with a person after it hands the words over.
pub(super) fn after_quotation(line: &Line, found: &[Attribution]) -> Option<Attribution> {
    let closes = |i: usize| line.words[i - 1].is_quote() && i > 1 && !line.words[i - 2].is_quote();
    let verb = |i: usize| matches!(line.words[i].tag, "VBD" | "VBZ") && !has("be", line.lower(i));
    let cue = (2..line.words.len()).find(|&i| closes(i) && verb(i) && !matches!(line.lower(i), "had" | "has"))?;
    if found.iter().any(|a| a.cue.contains(&cue)) {
        return None;
    }
    let entry = CueEntry {
        kind: CueKind::Says,
        modality: Modality::Asserted,
        lemma: line.lower(cue).to_owned(),
        gerund: false,
    };
    let (source, apposition) = inverted(line, &(cue..cue + 1), &entry)?;
    let human = |i: usize| {
        crate::counts::people_named(line.lower(i)).is_some()
            || has("person_noun", line.lower(i))
            || line.words[i].is_capitalised()
    };
    if !source.clone().any(human) {
        return None;
    }
    let end = apposition.as_ref().map_or(source.end, |a| a.end);
    let content = vec![clause_start(line, cue)..cue, end..line.words.len()];
    Some(made(&entry, Some(source), apposition, cue..cue + 1, content, Vec::new()))
}

/// "said Hamza Shafqaat, an administrator": the speaker stands after the cue.
pub(super) fn inverted(
    line: &Line,
    cue: &Range<usize>,
    entry: &CueEntry,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let after_mark = cue.start > 0 && (line.words[cue.start - 1].is_quote() || line.lower(cue.start - 1) == ",");
    // "…, two of them in critical condition, said Dr. Ana Ruiz"
    let of_them = |r: &Range<usize>| r.clone().any(|i| matches!(line.lower(i), "them" | "whom"));
    let subject_first = line.is_parsed()
        && crate::syntax::subject(line, cue.start).is_some_and(|(r, _)| r.start < cue.start && !of_them(&r));
    // "Nine farmers, said the governor, were killed": slipped in
    let slipped = || {
        let source = phrase_after(line, cue.end).filter(|r| line.lower(r.end) == ",");
        let verb = |i: usize| line.words.get(i).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ" | "VBP" | "MD"));
        let begins = |i: usize| has("article", line.lower(i)) || line.words[i].is_capitalised();
        line.lower(cue.start - 1) == "," && source.is_some_and(|r| begins(r.start) && verb(r.end + 1))
    };
    let subject_first = subject_first && !slipped();
    // "…, Ana Ruiz, a doctor, told Reuters": who is told does not tell
    let listener = matches!(entry.lemma.as_str(), "tell" | "inform");
    if subject_first || listener || !after_mark || entry.kind != CueKind::Says || cue.start < 2 {
        return None;
    }
    let next = line.words.get(cue.end)?;
    if matches!(next.lower.as_str(), "that" | "it" | "there") && next.lower != "it" {
        return None;
    }
    let starts = next.is_capitalised() || has("inverted_start", &next.lower) || next.tag.starts_with("NN");
    let source = phrase_after(line, cue.end).filter(|_| starts)?;
    let ends = source.end >= line.words.len()
        || !line.words[source.end].is_wordlike()
        || has("follows_inverted", line.lower(source.end))
        || matches!(line.lower(source.end), "there" | "here")
            && !line.words.get(source.end + 1).is_some_and(Word::is_wordlike);
    // "the army, said the situation was": a subject set off by commas is no inversion
    let subject = line.words[cue.start - 1].lower == "," && !ends;
    if !ends || subject {
        return None;
    }
    let there = source.end + usize::from(matches!(line.lower(source.end), "there" | "here"));
    let apposition = (line.lower(there) == ",").then(|| apposition_after(line, there)).flatten();
    Some((source, apposition))
}
