//! How far what is said reaches: the tail of a cue, the start of a clause, the bounds between two speakers.

use super::Attribution;
use super::chains::{is_media, is_outlet};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Modality;

/// The end of what belongs to the cue itself: "in a statement", "on Tuesday", "on condition of anonymity".
pub(super) fn tail_after(line: &Line, from: usize) -> usize {
    let mut at = from;
    while at < line.words.len() {
        let word = line.lower(at);
        // "said for his part that"
        if word == "for" && has("possessive", line.lower(at + 1)) && line.lower(at + 2) == "part" {
            at += 3;
            continue;
        }
        let time = has("tail_time", word)
            || matches!(word, "this" | "that") && has("tail_time", line.lower(at + 1))
            || word == "that" && line.lower(at + 1) == "day"
            || word == "day" && at > 0 && line.lower(at - 1) == "that";
        let tail = has("tail_function", word);
        let noun = has("tail_noun", word);
        if !(time || tail || noun) {
            break;
        }
        at += 1;
    }
    // a preposition that opens what is said is no tail ("said in Kabul 12 people died")
    while at > from && has("tail_function", line.lower(at - 1)) && at < line.words.len() && line.words[at].is_wordlike()
    {
        at -= 1;
    }
    // "official sources said in Osta"
    if matches!(line.lower(at), "in" | "at" | "from") {
        let named = (at + 1..line.words.len().min(at + 5)).take_while(|&i| line.words[i].is_capitalised()).count();
        if named > 0 && line.words.get(at + 1 + named).is_none_or(|w| !w.is_wordlike() && w.lower != ",") {
            at += 1 + named;
        }
    }
    at
}

/// Whether nothing is said after the cue: the sentence, or the inserted clause, ends here.
pub(super) fn ends_statement(line: &Line, at: usize) -> bool {
    match line.words.get(at) {
        None => true,
        // "said on condition of anonymity because …"
        Some(word) if has("gives_reason", &word.lower) => line.lower(at.wrapping_sub(1)) == "anonymity",
        Some(word) if word.is_wordlike() => false,
        Some(word) => {
            matches!(word.lower.as_str(), "." | "," | "!" | "?" | "(" | ")" | ";" | "…")
                || (word.is_quote() && at + 1 >= line.words.len())
                || (word.is_quote() && line.lower(at + 1) == ".")
        }
    }
}

/// Where the clause that ends before `at` begins: where the quotation opens that ends there, after the last ", but", or at
/// the sentence's start; "nine died; three were hurt, police said" is all the police's.
pub(super) fn clause_start(line: &Line, at: usize) -> usize {
    if at > 1 && line.words[at - 1].is_quote() {
        return (0..at - 1).rev().find(|&i| line.words[i].is_quote()).unwrap_or(0);
    }
    let stop = (0..at).rev().find(|&i| line.lower(i) == "but" && i > 0 && line.lower(i - 1) == ",");
    stop.map_or(0, |i| i + 1)
}

/// "A said that 46 had died, more than the 29 given by B": where the figure begins that alone is B's.
fn figure_of_another(line: &Line, this: &Attribution) -> Option<usize> {
    let passive = line.words.get(this.cue.start)?.tag == "VBN" && line.lower(this.cue.end) == "by";
    let noun = (this.cue.start.saturating_sub(4)..this.cue.start).rev().find(|&k| line.lower(k) == "the")?;
    let plain = (noun + 1..this.cue.start).all(|k| line.words[k].is_wordlike() && !line.words[k].tag.starts_with('V'));
    (passive && plain && noun + 1 < this.cue.start).then_some(noun)
}

/// Whether a sentence that somebody's words run through ends with the agency that reported them.
fn closes_for_all(line: &Line, before: &[Attribution], this: &Attribution) -> bool {
    let Some(source) = this.source.clone() else { return false };
    let agency = is_media(line, &source) && matches!(this.lemma.as_str(), "report" | "say");
    let runs_on = |a: &Attribution| a.content.iter().any(|c| c.start >= a.cue.end && c.contains(&source.start));
    let runs_on = before.iter().any(runs_on);
    let apart = source.start > 0 && line.lower(source.start - 1) == ",";
    agency && apart && runs_on && this.cue.start >= source.end && ends_statement(line, tail_after(line, this.cue.end))
}

/// Several cues in a sentence: what one hands over ends where the next one's speaker begins.
pub(super) fn bound_contents(line: &Line, found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, after) = found.split_at_mut(i);
        let for_all = closes_for_all(line, before, &after[0]);
        let (Some(last), this) = (before.last_mut(), &mut after[0]) else { continue };
        if let Some(noun) = figure_of_another(line, this) {
            this.content = vec![noun..this.cue.start];
            continue;
        }
        // "a caller who said he spoke for the Front told the daily that nine had died": two things that he said
        let within = this.source.as_ref().is_some_and(|s| s.contains(&last.cue.start));
        let same = last.source.as_ref().zip(this.source.as_ref()).is_some_and(|(a, b)| a.start == b.start);
        if within && same && last.lemma == "say" {
            this.source.clone_from(&last.source);
            last.content.iter_mut().for_each(|c| c.end = c.end.min(this.cue.start).max(c.start));
            continue;
        }
        // "boasted of taking nine, and has claimed the raid in which two died": the deed owned is not what was boasted of
        let claims = this.lemma == "claim" && this.content.is_empty() && this.cue.start > last.cue.end;
        if claims {
            let start = this.source.as_ref().map_or(this.cue.start, |s| s.start.max(last.cue.end));
            last.content.iter_mut().for_each(|c| c.end = c.end.min(start.min(this.cue.start)).max(c.start));
        }
        // "A said the clinic admitted nine and registered two dead": both are A's word
        let owns = matches!(last.modality, Modality::Denied | Modality::Claimed | Modality::Admitted);
        let silent = last.content.is_empty() && !owns;
        if silent && last.source.is_some() && last.source == this.source {
            this.content.clear();
            continue;
        }
        let shared = this.source.as_ref().is_some_and(|s| s.start < last.cue.start);
        let start = if shared {
            this.cue.start
        } else {
            this.source.as_ref().map_or(this.cue.start, |s| s.start.min(this.cue.start))
        };
        let initial = this.content.first().is_some_and(|c| c.start >= this.cue.end);
        let last_end = last.cue.end.max(last.source.as_ref().map_or(0, |s| s.end));
        if initial {
            // "A said …, but B said …": A's words end before B
            // the "that" of "owned up to the raid that the army said left six dead" is another
            let opens = |k: usize| {
                let word = &line.words[k];
                word.lower == "that" && (word.tag != "WDT" || word.relation == "mark")
            };
            let that =
                (start.saturating_sub(2)..start).any(opens) && (last.cue.end..start).any(|k| line.lower(k) == "that");
            let nested = that
                || !(start.saturating_sub(2).max(last.cue.end)..start).any(|k| {
                    matches!(line.lower(k), "," | "but" | "and" | "while" | ";" | "although" | "which" | "where")
                        || line.words[k].tag == "WDT"
                });
            if nested {
                // "A said that B had confirmed …": what reaches the reader is A's word
                if last.content.iter().any(|c| c.contains(&this.cue.start)) {
                    this.content.clear();
                }
            } else {
                for range in &mut last.content {
                    range.end = range.end.min(start).max(range.start);
                }
            }
        } else if start == last_end + 1
            && is_media(line, &(start..this.cue.start))
            && last.source.as_ref().is_some_and(|s| s.start > 0)
        {
            // "…, the ministry said, the agency reported": one chain
            last.via.push(start..this.cue.start);
            this.content.clear();
        } else if for_all {
            // "The ministry said … and claimed that two had died, the agency reported": theirs, through the agency
            let relay = this.source.clone();
            let spoken =
                |a: &&mut Attribution| a.via.is_empty() && a.source.as_ref().is_some_and(|s| !is_outlet(line, s));
            for told in before.iter_mut().filter(spoken) {
                told.via.extend(relay.clone());
            }
            this.content.clear();
        } else if start > 0 && line.lower(start - 1) == "as" {
            // "… as the media reported": it confirms, it does not hand over
            this.content.clear();
        } else {
            // "“Many have left, so nobody can tell us who ran,” B said": A speaks within B's quotation
            let quoted = this.content.first().filter(|c| c.start <= last.cue.start && line.words[c.start].is_quote());
            if let Some(quotation) = quoted.filter(|c| c.end > last_end && line.words[c.end - 1].is_quote()).cloned() {
                last.content.iter_mut().for_each(|c| c.end = c.end.min(quotation.end).max(c.start));
                continue;
            }
            // "A said …; …, B said": B's words begin after A's cue, or after the last clause break
            let broken = (last_end..start).rev().find(|&k| matches!(line.lower(k), ";" | "but" | "while"));
            // "shot two men it accused of spying, B said", "eight were missing and thought to be held, B said": all B's
            let inner = last.source.is_none() || matches!(line.words[last.cue.start].relation, "relcl" | "acl");
            if broken.is_none() && inner && line.is_parsed() {
                last.content.iter_mut().for_each(|c| c.end = c.end.min(start).max(c.start));
                continue;
            }
            let from = broken.map_or(last_end, |k| k + 1);
            if let Some(first) = this.content.first_mut() {
                first.start = first.start.max(from).min(first.end);
            }
            for range in &mut last.content {
                range.end = range.end.min(from.max(last.cue.end)).max(range.start);
            }
        }
    }
}

/// "was dismissed by the ministry, which said 31 had died": what the clause behind the comma says is no longer denied.
pub(super) fn part_denials(line: &Line, found: &mut Vec<Attribution>) {
    let mut more = Vec::new();
    for denial in found.iter_mut().filter(|a| a.modality == Modality::Denied) {
        let Some(comma) = denial.source.as_ref().map(|s| s.end).filter(|&i| line.lower(i) == ",") else { continue };
        let says = comma + 2;
        if !matches!(line.lower(comma + 1), "which" | "who") || !has("says", line.lower(says)) {
            continue;
        }
        denial.content.iter_mut().for_each(|c| c.end = c.end.min(comma).max(c.start.min(comma)));
        denial.content.retain(|c| c.start < c.end);
        more.push(Attribution {
            apposition: None,
            cue: says..says + 1,
            content: vec![says + 1..line.words.len()],
            modality: Modality::Asserted,
            lemma: "say".to_owned(),
            ..denial.clone()
        });
    }
    found.retain(|a| more.iter().all(|m: &Attribution| m.cue.start != a.cue.start));
    found.extend(more);
}
