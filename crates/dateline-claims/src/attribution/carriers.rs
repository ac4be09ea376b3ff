//! Those who carried somebody's words: "in a statement read on the radio", "through its agency".

use super::Attribution;
use super::chains::{is_media, is_outlet};
use crate::noun_phrases::phrase_after;
use crate::sets::has;
use crate::words::{Line, Word};
use std::ops::Range;

/// "In a statement carried by its Amaq agency, the group said", "said through its radio": those who carried the words of
/// one whose attribution begins behind word `from`.
pub(super) fn carriers(line: &Line, from: usize, attribution: &mut Attribution) {
    if attribution.source.is_none() || attribution.cue.end > attribution.cue.start + 3 {
        return;
    }
    let end = line.words.len().min(attribution.cue.end + if attribution.lemma == "claim" { 8 } else { 2 });
    let through = |i: usize| {
        let own = |k: usize| has("possessive", line.lower(k));
        match line.lower(i) {
            "by" | "on" | "over" | "via" | "through" if i > from && carried_before(line, i).is_some() => Some(i + 1),
            // "put out by its propaganda arm", "read out on state television", "sent to the daily"
            "by" | "on" | "via"
                if i > from + 1 && line.lower(i - 1) == "out" && has("gives_out", line.lower(i - 2)) =>
            {
                Some(i + 1)
            }
            "to" if i > from && (has("sent_off", line.lower(i - 1)) || has("remarks", line.lower(i - 1))) => {
                Some(i + 1)
            }
            // "Interviewed by Radio Osta, the mayor said"
            "by" if i > from && i < attribution.cue.start && has("read_by", line.lower(i - 1)) => Some(i + 1),
            // "said in a statement seen by Reuters"
            "by" if i > from + 1 && has("read_by", line.lower(i - 1)) && has("document", line.lower(i - 2)) => {
                Some(i + 1)
            }
            // "In an interview with Radio Osta", "speaking on state television"
            "to" | "with" | "on" if i > from && has("speaks_to", line.lower(i - 1)) => Some(i + 1),
            "on" | "over" if i > from && line.lower(i - 1) == "," => Some(i + 1),
            "through" | "via" if own(i + 1) => Some(i + 1),
            _ => None,
        }
    };
    let named = |at: usize| {
        let start = at + usize::from(has("possessive", line.lower(at)));
        let phrase = phrase_after(line, start)?;
        // "posted on Tuesday", "released by the Army": nobody who hands on
        let medium = phrase.clone().any(|i| has("medium", line.lower(i)));
        let news = phrase.clone().any(|i| line.lower(i) == "news");
        let told = ["speaks_to", "remarks", "read_by", "sent_off"].iter().any(|set| has(set, line.lower(at - 2)));
        let outlet = told && is_outlet(line, &phrase);
        let by = |set: &str| {
            line.lower(at - 1) == "by" && carried_before(line, at - 1).is_some_and(|i| has(set, line.lower(i)))
        };
        let hands_on = medium || news || outlet || by("handed_on");
        let capital = phrase.clone().any(|i| line.words[i].is_capitalised() || has("state_owned", line.lower(i)));
        // "through its media arm, Al-Nur, saying"
        let behind = phrase.end + 1;
        if medium
            && !capital
            && line.lower(phrase.end) == ","
            && line.words.get(behind).is_some_and(Word::is_capitalised)
        {
            return phrase_after(line, behind).filter(|r| is_media(line, r));
        }
        // "on state radio the morning after"
        let last = phrase.clone().find(|&i| has("medium", line.lower(i)) && has("article", line.lower(i + 1)));
        let phrase = last.map_or(phrase.clone(), |i| phrase.start..i + 1);
        (capital && hands_on && is_media(line, &phrase)).then_some(phrase)
    };
    // "…, in a communique read out on state television"
    let of_words = |k: usize| has("document", line.lower(k)) || has("remarks", line.lower(k));
    let document = |i: usize| (i.saturating_sub(4)..i).any(of_words);
    let behind = (end..line.words.len()).filter(|&i| document(i)).filter_map(through);
    // "the group claimed it through its agency, saying nine had died": both are the group's
    let shared = attribution.source.as_ref().is_some_and(|s| s.start < from);
    // "claimed, through its agency, a raid that killed nine, the police said": the agency is not the police's
    let earlier = |i: &usize| !shared && from > 0 && *i < from + 3 && attribution.cue.start > from + 3;
    let carrier = (from..end).filter(|i| !earlier(i)).filter_map(through).chain(behind).find_map(named);
    let carrier = carrier.or_else(|| carrying(line, attribution));
    let taken = |r: &Range<usize>| attribution.via.iter().chain(&attribution.source).any(|v| v.contains(&r.start));
    if let Some(carrier) = carrier.filter(|r| !taken(r)) {
        attribution.via.push(carrier);
    }
}

/// "carried by", "published on 19 January by": the participle before word `by`, with a day between.
pub(super) fn carried_before(line: &Line, by: usize) -> Option<usize> {
    let number = |i: usize| crate::numbers::numeral(line.lower(i)).is_some();
    let month = |i: usize| line.words[i].is_capitalised() && (number(i - 1) || number(i + 1));
    let day = |&i: &usize| has("tail_time", line.lower(i)) || line.lower(i) == "on" || number(i) || i > 0 && month(i);
    let days = (by.saturating_sub(4)..by).rev().take_while(day).count();
    let verb = by.checked_sub(days + 1)?;
    has("carried_by", line.lower(verb)).then_some(verb)
}

/// "The group, through its radio, claimed the raid and said …": who says both says both through the radio.
pub(super) fn share_carriers(line: &Line, found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, this) = found.split_at_mut(i);
        let (before, this) = (&before[i - 1], &mut this[0]);
        let conjoined =
            line.words.get(this.cue.start).is_some_and(|w| w.relation == "conj" && w.head == before.cue.start);
        let carried = before.via.iter().any(|v| v.end <= before.cue.start);
        if conjoined && carried && this.via.is_empty() && this.source.is_some() {
            this.via.clone_from(&before.via);
        }
    }
}

/// "television carried a communique in which the army said …": who carried the words that a document holds.
fn carrying(line: &Line, attribution: &Attribution) -> Option<Range<usize>> {
    let source = attribution.source.as_ref()?;
    let which = source.start.checked_sub(2).filter(|&i| line.lower(i) == "in" && line.lower(i + 1) == "which")?;
    let verb = (which.saturating_sub(8)..which).rev().find(|&i| has("carried_by", line.lower(i)))?;
    let document = (verb + 1..which).any(|i| has("document", line.lower(i)));
    let (phrase, _) = crate::syntax::subject(line, verb).filter(|_| document)?;
    is_media(line, &phrase).then_some(phrase)
}

/// "in a statement carried by the agency": where those words end, and who carried it.
pub(super) fn carried(line: &Line, at: usize) -> Option<(usize, Range<usize>)> {
    let by = has("carried_by", line.lower(at)) && matches!(line.lower(at + 1), "by" | "on" | "via" | "through");
    let time = has("time_word", line.lower(at + 2)) || has("tail_time", line.lower(at + 2));
    let relay = phrase_after(line, at + 2).filter(|r| by && !time && is_media(line, r))?;
    Some((relay.end, relay))
}
