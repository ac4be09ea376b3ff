//! What it was done with: the weapons that the sentences of an incident say were used.
//!
//! Made from the words of `lexicon/weapons.txt` and the deeds that the frames read. A weapon that a deed was done with
//! goes before one that is only spoken of: of a report in which a bomb exploded, the rifles that the soldiers carried
//! are none. Leaves arms that were seized or found out.

use crate::events::event_words;
use crate::harm::hits;
use crate::lexicon::{Phrases, own_rows};
use crate::participants::{add, participant};
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Participant, ParticipantKind, Role, Span};
use std::sync::LazyLock;

static WEAPONS: LazyLock<Phrases<String>> = LazyLock::new(|| {
    let rows = own_rows("weapons.txt", include_str!("../lexicon/weapons.txt")).into_iter();
    Phrases::new(rows.flat_map(|row| row.entries.into_iter().map(move |e| (e, row.key.clone())).collect::<Vec<_>>()))
});

/// Words between what wields a weapon and the weapon, at the most.
const WITHIN: usize = 6;

/// A weapon that a sentence speaks of.
struct Spoken<'w> {
    line: usize,
    span: Span,
    name: &'w str,
}

/// The weapons that these sentences say were used.
pub fn weapons(reading: &Reading, ranks: &[usize]) -> Vec<Participant> {
    let spoken = spoken(reading, ranks);
    let used: Vec<&Spoken> = spoken.iter().filter(|s| is_used(reading, s)).collect();
    let told = |s: &&Spoken| match used.is_empty() {
        true => strikes(reading, s.line),
        false => used.iter().any(|u| u.name == s.name),
    };
    let mut found = Vec::new();
    for weapon in spoken.iter().filter(told) {
        let written = weapon.span.slice(&reading.report.text).to_owned();
        let name = Some(weapon.name.to_owned());
        add(&mut found, participant(Role::Instrument, ParticipantKind::Weapon, written, name, None, weapon.span));
    }
    found
}

fn spoken<'w>(reading: &Reading, ranks: &[usize]) -> Vec<Spoken<'w>> {
    let of_line = |&i: &usize| {
        let line = &reading.lines[i];
        let here = WEAPONS.all_in(line).into_iter().filter(|(first, n, _)| !is_taken(line, first + n - 1));
        here.map(|(first, n, name)| Spoken { line: i, span: line.stretch(first, first + n), name }).collect::<Vec<_>>()
    };
    ranks.iter().flat_map(of_line).collect()
}

/// Whether a deed was done with it: by its frame, or by the words around it: "with mortars", "dynamite attack".
fn is_used(reading: &Reading, weapon: &Spoken) -> bool {
    let fills = reading.deeds[weapon.line].iter().flat_map(|d| &d.fills);
    let by_frame = fills.into_iter().any(|f| f.role == Role::Instrument && f.span.overlaps(weapon.span));
    let line = &reading.lines[weapon.line];
    let violent = || !event_words(line).is_empty() || !hits(line).is_empty();
    by_frame || violent() && (is_wielded(line, weapon.span) || names_deed(line, weapon.span))
}

/// "attacked with rifles", "used dynamite", "5 kg of explosives"; not "armed with rifles".
fn is_wielded(line: &Line, weapon: Span) -> bool {
    let first = line.word_from(weapon.start);
    let phrase = (first.saturating_sub(WITHIN)..first).rev().take_while(|&i| {
        let behind = i + 1 < first && has("wields", line.lower(i + 1));
        !behind && !matches!(line.lower(i), "," | ";" | ":" | "." | "that" | "who")
    });
    let by = phrase.into_iter().find(|&i| has("wields", line.lower(i)));
    by.is_some_and(|i| i == 0 || !has("carries", line.lower(i - 1)))
}

/// "a dynamite attack", "mortar fire", "the bomb exploded".
fn names_deed(line: &Line, weapon: Span) -> bool {
    let end = line.word_from(weapon.end);
    let next = if line.lower(end) == "-" { end + 1 } else { end };
    event_words(line).iter().any(|e| (e.first..e.end).contains(&next)) || has("used_next", line.lower(next))
}

/// Whether a sentence tells of a deed that struck somebody or something.
fn strikes(reading: &Reading, i: usize) -> bool {
    let mut fills = reading.deeds[i].iter().flat_map(|d| &d.fills);
    fills.any(|f| matches!(f.role, Role::Victim | Role::Target))
}

/// "seized three rifles", "rifles were found": arms that nobody used.
fn is_taken(line: &Line, at: usize) -> bool {
    let up = |&i: &usize| line.words.get(i).map(|w| w.head).filter(|head| *head != i);
    let above = std::iter::successors(Some(at), up).take(8);
    let verb = above.skip(1).find(|&i| line.words[i].tag.starts_with("VB"));
    // the tree loses the verb behind a long list
    let listed = || (0..at).any(|v| has("takes_arms", line.lower(v)) && line.words[v].tag.starts_with("VB"));
    let stops = |v: usize| event_words(line).iter().any(|e| (v..at).contains(&e.first) && e.end <= at);
    line.is_parsed() && verb.is_some_and(|v| has("takes_arms", line.lower(v))) || listed() && !stops(0)
}
