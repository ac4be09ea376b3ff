//! What looks like an attack on somebody and is none: a town that was attacked, taken for a person by its name; a house
//! that the police raided, which is a search.

use super::deeds::{Fill, Scene};
use super::kinds::{Kind, keeps_order};
use crate::sets::has;
use dateline_model::Role;

/// Takes out the names of a deed that hurt nobody, where one of them is a town's: "attacked San Vito and Belmar".
pub(super) fn leave_towns_out(scene: &Scene, fills: &mut Vec<Fill>) {
    let bare = |f: &Fill| f.role == Role::Victim && f.effect.is_none() && f.name.is_some() && f.described.is_none();
    let of_town = |f: &Fill| {
        let name = f.name.map_or("", |span| span.slice(scene.text));
        name.split_once(' ').is_some_and(|(first, _)| has("opens_a_town", &first.to_lowercase()))
    };
    if fills.iter().any(|f| bare(f) && of_town(f)) {
        fills.retain(|f| !bare(f));
    }
}

/// "Police raided a farm": those who keep order, at a place where nobody was hurt.
pub(super) fn is_search(scene: &Scene, at: usize, fills: &[Fill]) -> bool {
    let doers = || fills.iter().filter(|f| f.role == Role::Perpetrator);
    has("searches", scene.document.tokens[at].lemma())
        && doers().next().is_some()
        && doers().all(|f| keeps_order(&scene.word(f.head).to_lowercase()))
        && fills.iter().any(|f| f.role == Role::Target && f.kind == Kind::Facility)
        && !fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Instrument))
}

/// "Those arrested were later released", "the judge freed the suspect": let go by the law, and no hostages.
pub(super) fn is_let_go_by_law(scene: &Scene, at: usize) -> bool {
    let tokens = &scene.document.tokens;
    let Some(sentence) = scene.document.sentence_of(at) else { return false };
    let told = |set: &str| sentence.tokens.clone().any(|t| has(set, tokens[t].lemma()));
    tokens[at].lemma() != "rescue" && told("law_custody") && !told("held_by_force")
}
