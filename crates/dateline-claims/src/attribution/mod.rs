//! Who says what a sentence says: speaker, cue, relay and the stretch of words they cover.
//!
//! This answers for the figures of a report: who vouches for them. It knows the words of `lexicon/cues.txt`. What else
//! is said, thought or wanted in a report is read by `statements`, for the layer of attributions.
#![allow(clippy::single_range_in_vec_init, reason = "what is said is a list of stretches, often of one")]

mod carriers;
mod chains;
mod closing;
mod cues;
mod headlines;
mod inverted;
mod owned;
mod scope;
mod verbs;

pub use chains::is_media;
pub use cues::CueKind;
pub(crate) use verbs::takes_deed;

use crate::sets::has;
use crate::words::Line;
use cues::{CUES, CueEntry};
use dateline_model::Modality;
use std::ops::Range;

/// One attribution in a sentence; ranges count the sentence's words.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// The speaker's phrase.
    pub source: Option<Range<usize>>,
    /// A description set off after the speaker's name ("…, MP for Kanbalu,").
    pub apposition: Option<Range<usize>>,
    /// The word that hands over.
    pub cue: Range<usize>,
    /// What it hands over: one stretch, or two around the cue.
    pub content: Vec<Range<usize>>,
    /// Those it went through, nearest to the speaker first.
    pub via: Vec<Range<usize>>,
    /// The manner.
    pub modality: Modality,
    /// The cue's lemma.
    pub lemma: String,
}

impl Attribution {
    /// Whether word `i` is part of what is said.
    pub fn covers(&self, i: usize) -> bool {
        self.content.iter().any(|range| range.contains(&i))
    }

    /// Number of words said; a narrower attribution decides before a wider one.
    pub fn width(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }
}

/// Whether a word hands a statement over.
pub fn is_cue(line: &Line, i: usize) -> bool {
    CUES.at(line, i).is_some()
}

/// The attributions of one sentence, in the order of their cues.
pub fn attributions(line: &Line) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let harm = crate::harm::hits(line);
    for (first, n, entry) in CUES.all_in(line) {
        let cue = first..first + n;
        let spoken = matches!(entry.kind, CueKind::Says | CueKind::Gives);
        // "confirmed killed", "feared dead": part of what is said, no one says it
        let harms = harm.iter().any(|h| h.first == first && h.end > first + n);
        // "which medics say killed nine"
        let befalls = entry.lemma != "say"
            && line.words.get(first + n).is_some_and(|w| w.tag != "VBG")
            && crate::harm::state_at(&harm, first + n);
        if spoken && (!verbs::may_say(line, first) || harms || befalls) {
            continue;
        }
        // "troops responded to the attack"
        if entry.lemma == "respond" && line.lower(first + n) == "to" {
            continue;
        }
        // "police found the bodies of six men": a find, and no finding
        let found_what = |first: usize| line.children(first).any(|(_, relation)| relation == "dobj");
        if entry.lemma == "find" && found_what(first) {
            continue;
        }
        // "in a statement broadcast by the television, the army said"
        let carried = line.words[first].tag == "VBN" && has("carried_by", line.lower(first)) && n == 1;
        if carried && first > 0 && line.lower(first + 1) == "by" && has("document", line.lower(first - 1)) {
            continue;
        }
        // "quoted the governor as saying"
        if has("as_saying", line.lower(first)) && first > 0 && line.lower(first - 1) == "as" {
            continue;
        }
        // "“…,” the spokesman went on", but not "went on to kill nine"
        if entry.lemma == "go on" && !scope::ends_statement(line, first + n) {
            continue;
        }
        // "the statement read", but nobody who reads
        if entry.lemma == "read" && !(first.saturating_sub(3)..first).any(|i| has("document", line.lower(i))) {
            continue;
        }
        // "eight died, the legal office has charged", "charged that", but not "charged a man with killing two"
        if entry.lemma == "charge" && !scope::ends_statement(line, first + n) && line.lower(first + n) != "that" {
            continue;
        }
        // "the war has claimed 8,000 lives"
        let takes_lives = entry.lemma == "claim" && (first + 1..first + 8).any(|i| has("lives_taken", line.lower(i)));
        if takes_lives {
            continue;
        }
        // "the dead and injured numbered about 90"
        let harmed = first > 0 && has("harmed_noun", line.lower(first - 1)) && has("amounts_to", line.lower(first));
        if harmed {
            continue;
        }
        // "the hospital admitted 46 wounded" owns up to nothing
        let taken_in = CueEntry { kind: CueKind::Gives, modality: Modality::Asserted, ..entry.clone() };
        let entry = if verbs::takes_in(line, first + n, entry) { &taken_in } else { entry };
        let made = match entry.kind {
            CueKind::By if entry.lemma == "per" && !chains::names_after(line, first + n) => None,
            CueKind::By => chains::by(line, cue, entry),
            CueKind::Cites => {
                chains::cites(line, cue, &mut found);
                None
            }
            _ => verbs::verb(line, cue, entry),
        };
        // "neither confirmed nor denied that …"
        let undecided = first > 0 && line.lower(first - 1) == "nor" && entry.modality == Modality::Denied;
        found.extend(made.map(|a| if undecided { Attribution { modality: Modality::Unconfirmed, ..a } } else { a }));
    }
    found.extend(inverted::after_quotation(line, &found));
    if found.is_empty() {
        found.extend(chains::reckoned(line).or_else(|| chains::called_so(line)));
    }
    chains::join_citing(line, &mut found);
    chains::cited_aside(line, &mut found);
    found.iter_mut().for_each(|a| {
        chains::part_readers(line, a);
        chains::part_set_off(line, a);
        chains::prefer_description(line, a);
    });
    chains::go_on(line, &mut found);
    chains::join_asides(line, &mut found);
    for i in 0..found.len() {
        let from = i.checked_sub(1).map_or(0, |k| found[k].cue.end);
        carriers::carriers(line, from, &mut found[i]);
    }
    carriers::share_carriers(line, &mut found);
    found.extend(headlines::label(line));
    found.extend(headlines::byline(line));
    scope::part_denials(line, &mut found);
    scope::bound_contents(line, &mut found);
    found.extend(owned::own_figures(line));
    found
}

fn made(
    entry: &CueEntry,
    source: Option<Range<usize>>,
    apposition: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    via: Vec<Range<usize>>,
) -> Attribution {
    Attribution { source, apposition, cue, content, via, modality: entry.modality, lemma: entry.lemma.clone() }
}
