//! Figures of what the report's own deed is only held against: "the worst attack since a bombing that killed 40", "the very
//! same men who killed 34 at Osta".
//!
//! Made from the words of one sentence. Leaves comparisons that bear a date of their own to [`crate::standing`].

use crate::events::event_words;
use crate::harm::hits;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Span;

/// How far behind "since" what is compared may be counted.
const FAR: usize = 28;

/// The words that make what stands at `word` part of a deed that another is compared with, if any do.
pub(crate) fn compared(line: &Line, word: usize) -> Option<Span> {
    since_worst(line, word).or_else(|| same_men(line, word)).or_else(|| avenged(line, word))
}

/// "the deadliest attack since the bombings of Osta, which killed 191", "since gunmen killed 12 at a school".
fn since_worst(line: &Line, word: usize) -> Option<Span> {
    let grades = |i: usize| {
        let word = line.lower(i);
        matches!(word, "worst" | "first" | "most") || word.ends_with("est") && word.len() > 5
    };
    let ends = |i: usize| matches!(line.lower(i), ";" | "but" | "while");
    let since = (2..word).rev().find(|&i| line.lower(i) == "since")?;
    let graded = (since.saturating_sub(12)..since).any(grades);
    let deed = (since + 1..word).any(|i| {
        let noun = line.words[i].tag.starts_with("NN");
        event_words(line).iter().any(|e| (e.first..e.end).contains(&i) && noun) || has("attackers", line.lower(i))
    });
    // "since the siege began, and nine were killed": the clause has ended
    let joined = (since..word).any(|i| line.lower(i) == "and" && line.lower(i - 1) == ",");
    (graded && deed && word < since + FAR && !(since..word).any(ends) && !joined)
        .then(|| line.stretch(since, since + 1))
}

/// "the very same men who killed 34 of our people at Osta".
fn same_men(line: &Line, word: usize) -> Option<Span> {
    let who = (2..word).rev().find(|&i| matches!(line.lower(i), "who" | "that" | "which") && i + 6 > word)?;
    let same = (who.saturating_sub(4)..who).find(|&i| line.lower(i) == "same")?;
    let harms = hits(line).iter().any(|hit| hit.first > who && hit.first < word);
    harms.then(|| line.stretch(same, who))
}

/// "in retaliation for an ambush that killed nine soldiers", "to avenge the killing of 12 farmers".
fn avenged(line: &Line, word: usize) -> Option<Span> {
    let vengeful = |i: usize| {
        has("in_reprisal", line.lower(i)) && line.lower(i + 1) == "for"
            || matches!(line.lower(i), "avenge" | "avenging") && !line.words[i].is_capitalised()
    };
    let counted = line.words.get(word).is_some_and(|w| w.tag == "CD");
    let at = (word.saturating_sub(FAR)..word).rev().find(|&i| counted && vengeful(i))?;
    let ends = |i: usize| matches!(line.lower(i), ";" | "," | "but" | "while" | "and") || has("said", line.lower(i));
    let deed = (at + 1..word + 1).any(|i| {
        event_words(line).iter().any(|e| (e.first..e.end).contains(&i))
            || hits(line).iter().any(|hit| (hit.first..hit.end).contains(&i))
    });
    (deed && !(at..word).any(ends)).then(|| line.stretch(at, at + 1))
}
