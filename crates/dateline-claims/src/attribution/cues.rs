//! The words that hand a statement over, in all their forms, from `lexicon/cues.txt`.

use crate::lexicon::{Phrases, own_rows};
use dateline_model::Modality;
use std::sync::LazyLock;

/// How a cue takes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// "said".
    Says,
    /// "put the toll at".
    Gives,
    /// "according to".
    By,
    /// "citing".
    Cites,
}

#[derive(Debug, Clone)]
pub(super) struct CueEntry {
    pub(super) kind: CueKind,
    pub(super) modality: Modality,
    pub(super) lemma: String,
    pub(super) gerund: bool,
}

pub(super) static CUES: LazyLock<Phrases<CueEntry>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("cues.txt", include_str!("../../lexicon/cues.txt")) {
        let Some((modality, kind)) = row.key.split_once(' ') else { continue };
        let Some(modality) = Modality::from_code(modality) else { continue };
        let kind = match kind {
            "gives" => CueKind::Gives,
            "by" => CueKind::By,
            "cites" => CueKind::Cites,
            _ => CueKind::Says,
        };
        for entry in &row.entries {
            let lemma = entry.split('/').next().unwrap_or(entry).to_owned();
            for (word, gerund) in cue_forms(entry, kind) {
                entries.push((word, CueEntry { kind, modality, lemma: lemma.clone(), gerund }));
            }
        }
    }
    entries.sort_by_key(|(_, e)| matches!(e.kind, CueKind::Gives));
    Phrases::new(entries)
});

fn cue_forms(entry: &str, kind: CueKind) -> Vec<(String, bool)> {
    if matches!(kind, CueKind::By | CueKind::Cites) {
        return vec![(entry.to_owned(), false)];
    }
    let parts: Vec<&str> = entry.split('/').collect();
    let (first, rest) = parts[0].split_once(' ').map_or((parts[0], String::new()), |(a, b)| (a, format!(" {b}")));
    let past = if first.ends_with('e') { format!("{first}d{rest}") } else { format!("{first}ed{rest}") };
    let ing = first.strip_suffix('e').map_or_else(|| format!("{first}ing{rest}"), |s| format!("{s}ing{rest}"));
    let third = crate::lexicon::plural(first) + &rest;
    let part = |k: usize, other: String| parts.get(k).map_or(other, |p| (*p).to_owned());
    vec![
        (part(1, past.clone()), false),
        (part(2, past), false),
        (third, false),
        (parts[0].to_owned(), false),
        (part(3, ing), true),
    ]
}
