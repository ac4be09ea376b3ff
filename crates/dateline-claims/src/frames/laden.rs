//! Vehicles that are bombs: "a truck packed with explosives", "a dynamite-laden car". What such a vehicle does, its load
//! does; a bomb left in a car outside a bank is meant for the bank.

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

/// "a bomb was left in a car parked outside the bank": the building that a car of nobody's stands by.
pub(super) fn stands_by(scene: &Scene, vehicle: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let article = scene.word(syntax.noun_phrase(vehicle).start).to_lowercase();
    if !is_vehicle(tokens[vehicle].lemma()) || !matches!(article.as_str(), "a" | "an") {
        return None;
    }
    let parked = syntax.children(vehicle).filter(|&t| matches!(tokens[t].relation, "acl" | "relcl"));
    let around: Vec<usize> = std::iter::once(vehicle).chain(parked).collect();
    let by = |at: usize| ["near", "outside", "at", "beside"].into_iter().flat_map(move |word| syntax.oblique(at, word));
    around.into_iter().flat_map(by).find(|&t| kind(scene, t) == Kind::Facility)
}
