//! Sources that a preposition or a citation names, and those a statement went through: "according to", "citing", "told AFP".

use super::cues::{CueEntry, CueKind};
use super::scope::clause_start;
use super::{Attribution, made};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::words::{Line, Word};
use dateline_model::Modality;
use std::ops::Range;

/// "…, according to officials": the speaker follows, what is said stands around it.
pub(super) fn by(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let source = phrase_after(line, cue.end)?;
    let mut apposition = None;
    if line.lower(source.end) == "," && cue.start > 0 {
        apposition = apposition_after(line, source.end);
    }
    let after = apposition.as_ref().map_or(source.end, |a: &Range<usize>| a.end);
    let content = vec![clause_start(line, cue.start)..cue.start, after..line.words.len()];
    Some(made(entry, Some(source), apposition, cue, content, Vec::new()))
}

/// "AFP reported, citing officials": the chain grows by one link.
pub(super) fn cites(line: &Line, cue: Range<usize>, found: &mut Vec<Attribution>) {
    let passive = matches!(line.lower(cue.start), "quoted" | "cited");
    if passive && line.lower(cue.end) == "by" {
        // "the minister, quoted by the daily, said": the daily is a link of the chain of what follows
        return;
    }
    let Some(source) = phrase_after(line, cue.end) else { return };
    if passive {
        // "the agency quoted a doctor as saying that …"
        let Some((relay, _)) = phrase_before(line, cue.start) else { return };
        let said = line.find("saying", source.end).filter(|&i| i <= source.end + 2);
        let content = said.map_or(source.end, |i| i + 1)..line.words.len();
        let entry =
            CueEntry { kind: CueKind::Says, modality: Modality::Asserted, lemma: "quote".to_owned(), gerund: false };
        found.push(made(&entry, Some(source), None, cue, vec![content], vec![relay]));
        return;
    }
    if let Some(last) = found.last_mut() {
        if let Some(outlet) = last.source.replace(source.clone()) {
            last.via.push(outlet);
        }
        for range in &mut last.content {
            range.end = range.end.min(cue.start).max(range.start);
        }
        if source.end < line.words.len() {
            last.content.push(source.end..line.words.len());
        }
    } else {
        let content = vec![0..cue.start];
        let entry =
            CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "cite".to_owned(), gerund: false };
        found.push(made(&entry, Some(source), None, cue, content, Vec::new()));
    }
}

/// The phrase between the comma at `comma` and the next mark, when it describes who was named before it.
pub(super) fn apposition_after(line: &Line, comma: usize) -> Option<Range<usize>> {
    let start = comma + 1;
    let end = (start..line.words.len().min(start + 14))
        .find(|&i| !line.words[i].is_wordlike() && !line.words[i].is_quote() && line.lower(i) != "-")
        .unwrap_or(line.words.len());
    let first = line.words.get(start)?;
    let describes = matches!(
        first.lower.as_str(),
        "a" | "an"
            | "the"
            | "who"
            | "chief"
            | "head"
            | "director"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "commander"
            | "mayor"
            | "governor"
            | "minister"
    ) || first.tag.starts_with("NN");
    (describes && end > start).then_some(start..end)
}

/// "told AFP", "told the BBC's Newshour", "told reporters": the relay, when it is one that publishes.
pub(super) fn relay_after(line: &Line, at: usize, lemma: &str) -> Option<Range<usize>> {
    if !matches!(lemma, "tell" | "inform") {
        let to = matches!(line.lower(at), "to" | "on").then(|| phrase_after(line, at + 1)).flatten();
        let published = |r: &Range<usize>| {
            line.words[r.clone()].iter().any(|w| has("medium", &w.lower))
                || (line.lower(at) == "to" && is_media(line, r))
        };
        return to.filter(|r| published(r) && !has("time_word", line.lower(r.start)) && has("relayed", lemma));
    }
    let relay = phrase_after(line, at)?;
    is_media(line, &relay).then_some(relay)
}

/// Whether the phrase names one that publishes: a capitalised name, or television, radio, a daily.
pub fn is_media(line: &Line, range: &Range<usize>) -> bool {
    let words = &line.words[range.clone()];
    let medium = words.iter().any(|w| has("medium", &w.lower));
    let listeners = words.iter().any(|w| has("audience", &w.lower));
    let person = words
        .first()
        .is_some_and(|w| matches!(w.lower.as_str(), "president" | "minister" | "mr" | "mr." | "mrs" | "mrs."));
    let named = words
        .iter()
        .filter(|w| w.is_wordlike() && w.lower != "the" && w.lower != "'s")
        .all(Word::is_capitalised_or_medium);
    medium || (named && !listeners && !person)
}

impl Word<'_> {
    fn is_capitalised_or_medium(&self) -> bool {
        self.is_capitalised() || has("medium", &self.lower)
    }
}
