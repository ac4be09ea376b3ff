//! Figures and charges that a noun gives to somebody: "the rebels' claim of 40 dead", "the charge by residents that",
//! "reports on the radio that … proved unfounded".

use super::cues::{CueEntry, CueKind};
use super::{Attribution, made};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Modality;

/// "contradicting the rebels' claim of 40 dead": the figure is theirs.
pub(super) fn own_figures(line: &Line) -> Vec<Attribution> {
    let owned = |i: usize| matches!(line.lower(i), "'s" | "’s" | "'" | "’");
    let claims =
        |i: &usize| has("own_figure", line.lower(*i)) && matches!(line.lower(i + 1), "of" | "that") && owned(i - 1);
    let charges = (1..line.words.len().saturating_sub(3)).filter_map(|i| charge_by(line, i));
    (2..line.words.len().saturating_sub(2))
        .filter(claims)
        .filter_map(|i| {
            let (phrase, _) = phrase_before(line, i - 1)?;
            let verbs = phrase.clone().take_while(|&k| line.words[k].tag.starts_with("VB")).count();
            let source = phrase.start + verbs..phrase.end;
            let ends = |k: &usize| matches!(line.lower(*k), "," | ";" | "." | "and" | "but");
            let end = (i + 2..line.words.len()).find(ends).unwrap_or(line.words.len());
            let modality = if line.lower(i) == "claim" { Modality::Claimed } else { Modality::Asserted };
            let entry = CueEntry { kind: CueKind::By, modality, lemma: line.lower(i).to_owned(), gerund: false };
            Some(made(&entry, Some(source), None, i..i + 1, vec![i + 1..end], Vec::new()))
        })
        .chain(charges)
        .chain((0..line.words.len()).filter_map(|i| unfounded(line, i)))
        .chain((1..line.words.len()).filter_map(|i| own_tally(line, i)))
        .collect()
}

/// "His own provisional tally is 27 bodies", "The army's latest toll stood at nine dead": whose count the sentence gives.
fn own_tally(line: &Line, noun: usize) -> Option<Attribution> {
    let tally = has("reckoning", line.lower(noun)) || line.lower(noun) == "toll";
    let verb = (noun + 1..noun + 4).find(|&i| has("states_tally", line.lower(i))).filter(|_| tally)?;
    let plain = |i: usize| line.words[i].is_wordlike() && !line.words[i].tag.starts_with('V');
    if !(noun + 1..verb).all(plain) || !figure_near(line, verb + 1) {
        return None;
    }
    // "his figure is higher than the 43 bodies buried": those are another's
    if (verb + 1..verb + 5).any(|i| matches!(line.lower(i), "than" | "from")) {
        return None;
    }
    // "the village's death toll" is nobody's count
    let near = noun.saturating_sub(4)..noun;
    let mark =
        near.rev().find(|&i| matches!(line.lower(i), "'s" | "’s" | "'" | "’") || has("possessive", line.lower(i)))?;
    if !(mark + 1..noun).all(|i| plain(i) && line.lower(i) != "death") {
        return None;
    }
    let source = if has("possessive", line.lower(mark)) {
        // "its toll" is the attack's
        (line.lower(noun) != "toll" || line.lower(mark) != "its").then_some(mark..mark + 1)?
    } else {
        let sets = ["organisation", "headline_speaker", "plural_speaker", "person_noun", "office_holder", "body_of"];
        let speaks = |i: usize| {
            let word = line.lower(i);
            sets.iter().any(|set| has(set, word))
                || has("unnamed_body", word)
                || crate::counts::people_named(word).is_some()
        };
        phrase_before(line, mark).map(|(r, _)| r).filter(|r| r.clone().any(speaks))?
    };
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "tally".to_owned(), gerund: false };
    Some(made(&entry, Some(source), None, noun..noun + 1, vec![verb..line.words.len()], Vec::new()))
}

/// Whether a number stands within the next few words.
fn figure_near(line: &Line, from: usize) -> bool {
    (from..from + 5).any(|i| crate::numbers::numeral(line.lower(i)).is_some())
}

/// "disputed the charge by human rights groups that nine had died", "a report by the mission that nine had died": theirs.
fn charge_by(line: &Line, i: usize) -> Option<Attribution> {
    let charge = has("own_charge", line.lower(i));
    let noun = charge || matches!(line.lower(i), "report" | "reports") && line.words[i].tag.starts_with("NN");
    let by = line.lower(i + 1) == "by" || charge && line.lower(i + 1) == "of";
    let source = phrase_after(line, i + 2).filter(|r| noun && by && line.lower(r.end) == "that")?;
    let modality = if charge { Modality::Claimed } else { Modality::Asserted };
    let entry = CueEntry { kind: CueKind::By, modality, lemma: line.lower(i).to_owned(), gerund: false };
    Some(made(&entry, Some(source.clone()), None, i..i + 1, vec![source.end + 1..line.words.len()], Vec::new()))
}

/// "Reports on local radio that a third had died proved unfounded": theirs, and not so.
fn unfounded(line: &Line, i: usize) -> Option<Attribution> {
    let noun = has("hearsay_noun", line.lower(i)) && line.words[i].tag.starts_with("NN");
    let end = (i + 2..line.words.len())
        .find(|&k| has("false_word", line.lower(k)) || line.lower(k) == "wrong")
        .filter(|_| noun)?;
    let verb = (end.saturating_sub(4)..end).find(|&k| matches!(line.lower(k), "was" | "were" | "proved" | "turned"))?;
    let told = matches!(line.lower(i + 1), "from" | "by" | "on" | "in").then(|| phrase_after(line, i + 2)).flatten()?;
    // "from a dispatcher of seven dead"
    let figure = |k: &usize| line.lower(*k) == "of" && crate::numbers::numeral(line.lower(k + 1)).is_some();
    let told = told.start..told.clone().find(figure).unwrap_or(told.end);
    // "reports on social media that five had died were false": who says so denies it
    let anybody = told.clone().any(|k| has("anybody_writes", line.lower(k)));
    let start = told.end;
    let that = matches!(line.lower(start), "that" | "of") && start < verb;
    let entry =
        CueEntry { kind: CueKind::By, modality: Modality::Denied, lemma: line.lower(i).to_owned(), gerund: false };
    (that && !anybody).then(|| made(&entry, Some(told), None, i..i + 1, vec![start + 1..verb], Vec::new()))
}
