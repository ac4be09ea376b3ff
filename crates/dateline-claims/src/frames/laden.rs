//! Vehicles that are bombs: "a truck packed with explosives", "a dynamite-laden car". What such a vehicle does, its load
//! does.

use super::deeds::Scene;
use super::kinds::{Kind, is_vehicle, kind};
use crate::sets::has;

/// Words between a vehicle and what it is packed with, at the most.
const REACH: usize = 10;

/// The weapon that the vehicle with this head is packed with, if it is packed with any.
pub(super) fn laden_with(scene: &Scene, head: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    if !is_vehicle(tokens[head].lemma()) {
        return None;
    }
    let weapon = |t: &usize| kind(scene, *t) == Kind::Weapon;
    let laden = |t: usize| has("laden", &scene.word(t).to_lowercase());
    // "an explosives-laden truck"
    let start = scene.syntax.noun_phrase(head).start;
    if (start..head).any(|t| laden(t) || scene.word(t).split('-').any(|part| has("laden", &part.to_lowercase()))) {
        return (start..head).find(weapon);
    }
    let end = scene.document.sentence_of(head)?.tokens.end.min(head + REACH);
    let comma = usize::from(scene.word(head + 1) == ",");
    let mark = head + 1 + comma;
    if mark + 1 >= end || !laden(mark) || !matches!(tokens[mark + 1].lemma(), "with" | "of") {
        return None;
    }
    (mark + 2..end).take_while(|&t| !matches!(scene.word(t), "," | ";")).find(weapon)
}
