//! Whether the things that were attacked were damaged, where another clause says so: "a bomb exploded outside the bank,
//! causing serious damage", "the blast broke windows".
//!
//! Made from the targets of an account that nothing is said of, and the words for damage in their sentences. Leaves
//! what the deed itself did to a thing ("burnt", "destroyed") to the frames.

use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Effect, Participant, Role, Span};

/// Words before "damage" that may say that there was none.
const BEFORE: usize = 5;

/// Tells of damage to the targets of these sentences that the frames know no effect of.
pub fn tell_damage(reading: &Reading, ranks: &[usize], found: &mut [Participant]) {
    let told: Vec<(usize, Span)> = ranks.iter().filter_map(|&i| damage(&reading.lines[i]).map(|at| (i, at))).collect();
    let targets = found.iter().filter(|p| p.role == Role::Target).count();
    for p in found.iter_mut().filter(|p| p.role == Role::Target && p.effect.is_none()) {
        let here = |(i, _): &&(usize, Span)| p.evidence.iter().any(|s| reading.lines[*i].span.contains(*s));
        // of the only thing that was struck, any sentence may tell
        let of_it = told.iter().find(here).or_else(|| told.first().filter(|_| targets == 1));
        if let Some((_, at)) = of_it {
            p.effect = Some(Effect::Damaged);
            p.evidence.push(*at);
        }
    }
}

fn damage(line: &Line) -> Option<Span> {
    word_for_damage(line).map(|at| line.stretch(at, at + 1))
}

/// Where a sentence says that there was damage: not "no damage", "without damage", nor damage that may come.
/// The first word for it, by its rank.
pub(crate) fn word_for_damage(line: &Line) -> Option<usize> {
    let at = (0..line.words.len()).find(|&i| {
        let noun = has("damage_noun", line.lower(i)) && !line.words[i].tag.starts_with("VB");
        let glass = has("breaks", line.lower(i)) && (i + 1..i + 6).any(|k| has("glass", line.lower(k)));
        noun || glass
    })?;
    let before = (at.saturating_sub(BEFORE)..at).map(|i| line.lower(i));
    let unreal =
        before.into_iter().any(|w| has("modal", w) || matches!(w, "no" | "not" | "without" | "nor" | "any" | "n't"));
    (!unreal).then_some(at)
}
