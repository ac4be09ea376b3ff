//! Headlines that name their speaker beside a mark: "22 dead in bombing: police", "22 dead in shooting - NBC".

use super::cues::{CueEntry, CueKind};
use super::{Attribution, made};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Modality;
use std::ops::Range;

/// "22 dead in shooting - NBC": a headline that ends in the outlet it rests on.
pub(super) fn byline(line: &Line) -> Option<Attribution> {
    let dash = (1..line.words.len()).rev().find(|&i| matches!(line.lower(i), "-" | "–" | "—" | "--"))?;
    let source = dash + 1..line.words.len();
    let spaced = line.words[dash].span.start > line.words[dash - 1].span.end;
    let short = (1..=3).contains(&source.len()) && line.words[source.clone()].iter().all(|w| w.is_capitalised());
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "-".to_owned(), gerund: false };
    (spaced && short && line.kind == dateline_model::BlockKind::Title)
        .then(|| made(&entry, Some(source), None, dash..dash + 1, vec![0..dash], Vec::new()))
}

/// "22 dead in bombing: police", "Police: 22 dead": headlines name the speaker beside a colon.
pub(super) fn label(line: &Line) -> Option<Attribution> {
    let colon = (1..line.words.len()).find(|&i| line.lower(i) == ":")?;
    if line.words.len() > 24 || (colon + 1..line.words.len()).any(|i| line.lower(i) == ":") {
        return None;
    }
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: ":".to_owned(), gerund: false };
    let end = line.words.len() - usize::from(line.words.last().is_some_and(|w| w.lower == "."));
    let (before, after) = (0..colon, colon + 1..end);
    let short = |r: &Range<usize>| (1..=4).contains(&r.len());
    let speaks = |r: &Range<usize>| {
        line.words[r.clone()].iter().any(|w| has("headline_speaker", w.lower.trim_end_matches("'s")))
    };
    if short(&after) && speaks(&after) {
        return Some(made(&entry, Some(after), None, colon..colon + 1, vec![before], Vec::new()));
    }
    (short(&before) && speaks(&before))
        .then(|| made(&entry, Some(before), None, colon..colon + 1, vec![after], Vec::new()))
}
