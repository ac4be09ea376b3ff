//! Lists: "a bank, two clinics and a shop" are four things, however the tree hangs them together.
//!
//! Made from the tree below the first member. A parser takes the second member of a long list for an apposition of the
//! first, or of the subject; what stands in line with the first all the same is a member. Leaves who fills which role
//! to [`super::deeds`].

use super::deeds::Scene;
use super::kinds::{Kind, kind};
use crate::numbers::numeral;
use dateline_language::{Pos, Relation};

/// No list has more members.
const MOST: usize = 16;
/// Words between two members of a list, at the most.
const REACH: usize = 16;

/// The members of the list that opens with `first`, itself first; `at` is the word that tells of the deed.
pub(super) fn members(scene: &Scene, at: usize, first: usize) -> Vec<usize> {
    let noun = |t: &usize| matches!(scene.document.tokens[*t].pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj);
    let mut all = vec![first];
    all.extend(scene.syntax.conjuncts(first).into_iter().filter(noun));
    let mut next = 0;
    while next < all.len() && all.len() < MOST {
        let member = all[next];
        next += 1;
        for apposed in apposed(scene, at, member) {
            let mut more = match belongs(scene, member, apposed) {
                true => [vec![apposed], scene.syntax.conjuncts(apposed)].concat(),
                // "the mayor, Ana Ruiz, and two guards": the guards stand in line with the mayor
                false if is_name_of(scene, member, apposed) => scene.syntax.conjuncts(apposed),
                false => Vec::new(),
            };
            more.retain(|t| *t > first && noun(t) && (*t == apposed || is_counted(scene, *t)) && !all.contains(t));
            all.extend(more);
        }
    }
    all
}

/// The names of a list: "three journalists: Ana Ruiz, a photographer, Luis Sol, and Mario Vela".
pub(super) fn names(scene: &Scene, first: usize) -> Vec<usize> {
    let mut all = vec![first];
    let mut next = 0;
    while next < all.len() && all.len() < MOST {
        let here = all[next];
        next += 1;
        let below = scene.syntax.children(here).filter(|&t| {
            let relation = scene.document.tokens[t].relation;
            t > here && matches!(relation, "conj" | "appos") && !all.contains(&t)
        });
        let below: Vec<usize> = below.collect();
        all.extend(below);
    }
    let mut found: Vec<usize> = all.into_iter().filter(|&t| scene.document.tokens[t].pos == Pos::Propn).collect();
    found.sort_unstable();
    found
}

/// What the tree makes an apposition of a member, or of a word before the deed though it stands behind the member.
fn apposed(scene: &Scene, at: usize, member: usize) -> Vec<usize> {
    let tokens = &scene.document.tokens;
    let mut found: Vec<usize> =
        scene.syntax.all(member, Relation::Apposition).filter(|&t| t > member && t < member + REACH).collect();
    if member > at {
        let end = scene.document.sentence_of(member).map_or(member, |s| s.tokens.end).min(member + REACH);
        let phrase = (member + 1..end).take_while(|&t| !matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Sconj));
        found.extend(phrase.filter(|&t| tokens[t].relation == "appos" && tokens[t].head < at));
    }
    found.dedup();
    found
}

/// Whether an apposition is a further member of a list, and no explanation of the one before it.
fn belongs(scene: &Scene, member: usize, apposed: usize) -> bool {
    let (one, other) = (kind(scene, member), kind(scene, apposed));
    let thing = |k: Kind| matches!(k, Kind::Facility | Kind::Vehicle);
    let person = |k: Kind| matches!(k, Kind::Person | Kind::People | Kind::Armed);
    let common = |t: usize| scene.document.tokens[t].pos == Pos::Noun;
    let goes_on = scene.syntax.conjuncts(apposed).iter().any(|&t| t > apposed && is_counted(scene, t));
    let both = number(scene, member).is_some() && number(scene, apposed).is_some();
    if is_breakdown(scene, member, apposed) {
        return false;
    }
    if thing(one) && thing(other) {
        return goes_on || both;
    }
    let plural = matches!(scene.document.tokens[member].tag, "NNS" | "NNPS");
    let single = scene.document.tokens[apposed].tag == "NN" && is_article(scene, apposed);
    person(one) && person(other) && common(member) && common(apposed) && (plural && single || both || single && goes_on)
}

/// "six priests, five Spaniards and one Pole": the same six, told by what they are.
fn is_breakdown(scene: &Scene, member: usize, apposed: usize) -> bool {
    let parts = [vec![apposed], scene.syntax.conjuncts(apposed)].concat();
    let sum: u64 = parts.into_iter().map(|t| number(scene, t).unwrap_or(1)).sum();
    number(scene, member).is_some_and(|whole| whole > 1 && whole == sum)
}

/// "the mayor, Ana Ruiz".
fn is_name_of(scene: &Scene, member: usize, apposed: usize) -> bool {
    scene.document.tokens[member].tag == "NN"
        && scene.document.tokens[apposed].pos == Pos::Propn
        && kind(scene, member) == Kind::Person
}

/// How many a phrase counts, if it does.
fn number(scene: &Scene, noun: usize) -> Option<u64> {
    scene.syntax.number_modifier(noun).and_then(|n| numeral(&scene.word(n).to_lowercase()))
}

/// Whether a noun has a number, an article or an owner: a member of its own, not "priests and nuns".
fn is_counted(scene: &Scene, noun: usize) -> bool {
    let owned = || scene.syntax.children(noun).any(|c| matches!(scene.document.tokens[c].relation, "det" | "poss"));
    // "the mayor and one of her guards"
    let of_several = || scene.document.tokens[noun].pos == Pos::Num && !scene.syntax.oblique(noun, "of").is_empty();
    number(scene, noun).is_some() || owned() || of_several()
}

fn is_article(scene: &Scene, noun: usize) -> bool {
    scene.syntax.children(noun).any(|c| matches!(scene.word(c).to_lowercase().as_str(), "a" | "an"))
}
