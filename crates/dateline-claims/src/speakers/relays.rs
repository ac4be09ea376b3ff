//! Through whom those go on speaking whose words somebody carried, and one of several who told an agency.

use crate::attribution::{Attribution, is_cue, is_media};
use crate::noun_phrases::phrase_after;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Speaker;
use std::ops::Range;

/// Whether a named medium carried the words ("in a bulletin read over Radio Osta", "through its Sahab outlet"), and was not
/// just told them.
pub(super) fn carries(line: &Line, attribution: &Attribution) -> bool {
    if matches!(attribution.lemma.as_str(), "tell" | "inform") {
        return false;
    }
    attribution.via.iter().any(|via| {
        let named = line.words[via.clone()].iter().any(|w| w.is_capitalised() && !has("article", &w.lower));
        let before = via.start.saturating_sub(1 + usize::from(has("article", line.lower(via.start.wrapping_sub(1)))));
        let told = match line.lower(before) {
            "by" => matches!(line.lower(before.wrapping_sub(1)), "contacted" | "reached" | "interviewed"),
            "to" => !(before.saturating_sub(3)..before).any(|i| has("document", line.lower(i))),
            "with" => true,
            _ => false,
        };
        named && !told
    })
}

/// Whether "one of the sources" is one of those who spoke: "security sources".
pub(super) fn is_one_of(written: &str, spoken: &Speaker) -> bool {
    let lower = written.to_lowercase();
    let noun = lower.strip_prefix("one of the ").filter(|noun| !noun.contains(' '));
    noun.is_some_and(|noun| spoken.text.to_lowercase().ends_with(noun))
}

/// "in a bulletin read over Radio Osta", "in a text message to Radio Osta": the named medium that carried the document of a
/// sentence.
pub(super) fn carrier_of(line: &Line) -> Option<Range<usize>> {
    // "acknowledged the strike on Kosmo television"
    let shown = |i: usize| {
        let verb = line.words[i].head;
        line.lower(i) == "on" && line.words[i].relation == "prep" && is_cue(line, verb) && verb < i
    };
    let mut on = (1..line.words.len()).rev().filter(|&i| shown(i)).filter_map(|i| phrase_after(line, i + 1));
    if let Some(medium) = on.find(|r| is_named_medium(line, r)) {
        return Some(medium);
    }
    let document = |i: &usize| has("document", line.lower(*i)) && *i > 0 && in_it(line, *i);
    let at = (0..line.words.len()).find(document)?;
    let carried = |i: &usize| match line.lower(*i) {
        "on" | "over" | "by" => has("carried_by", line.lower(*i - 1)),
        "to" => *i == at + 1 || has("sent_off", line.lower(*i - 1)),
        _ => false,
    };
    let start = (at + 1..line.words.len().min(at + 5)).find(carried)? + 1;
    let carrier = phrase_after(line, start).filter(|r| is_media(line, r))?;
    is_named_medium(line, &carrier).then_some(carrier)
}

/// "Radio Osta", "state television MRT", but not "a radio station", "state television".
fn is_named_medium(line: &Line, carrier: &Range<usize>) -> bool {
    let medium = carrier.clone().any(|i| has("medium", line.lower(i)));
    let time = |i: usize| has("time_word", line.lower(i)) || has("tail_time", line.lower(i));
    let named = carrier.clone().any(|i| line.words[i].is_capitalised() && !time(i));
    medium && named && !matches!(line.lower(carrier.start), "a" | "an")
}

/// "in a bulletin", "in an audio message": where somebody said it.
fn in_it(line: &Line, document: usize) -> bool {
    let before = document.saturating_sub(4)..document;
    before.clone().any(|i| line.lower(i) == "in") && before.clone().all(|i| line.words[i].is_wordlike())
        || document < 4 && line.lower(0) == "in"
}
