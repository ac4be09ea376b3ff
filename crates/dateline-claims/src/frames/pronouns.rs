//! Whom a pronoun of the same sentence means: "rebels seized the mayor and shot him", "the church was left after it was
//! bombed".
//!
//! Made from the nouns before it. Where two could be meant, nobody is: the sentences before are not asked.

use super::deeds::Scene;
use super::kinds::{Kind, kind};
use dateline_language::Pos;

/// The head of the phrase that a pronoun stands for; `verb` is the word of the deed that it has part in.
pub(super) fn referent(scene: &Scene, pronoun: usize, verb: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    if tokens[pronoun].pos != Pos::Pron {
        return None;
    }
    let word = scene.word(pronoun).to_lowercase();
    let fits: &dyn Fn(usize) -> bool = match word.as_str() {
        "he" | "she" | "him" | "her" => &|t| is_one_person(scene, t),
        "it" => &|t| is_one(scene, t) && matches!(kind(scene, t), Kind::Facility | Kind::Vehicle),
        "them" => &|t| is_several(scene, t),
        // "screaming that they had shot themselves": whoever they are
        "they" if tokens[pronoun].relation.ends_with("pass") => &|t| is_several(scene, t),
        _ => return None,
    };
    let sentence = scene.document.sentence_of(pronoun)?;
    let doer = scene.syntax.doer(verb).filter(|&t| t != pronoun);
    let meant = |t: &usize| Some(*t) != doer && is_phrase(scene, *t) && fits(*t);
    let mut found = (sentence.tokens.start..pronoun).filter(meant);
    let only = found.next()?;
    // "the mayor, Ana Ruiz," is one
    found.all(|t| is_called(scene, only, t)).then_some(only)
}

/// Whether a token heads a phrase of its own: no part of a name or of another noun, no owner.
fn is_phrase(scene: &Scene, token: usize) -> bool {
    let t = &scene.document.tokens[token];
    matches!(t.pos, Pos::Noun | Pos::Propn) && !matches!(t.relation, "compound" | "nmod" | "amod" | "npadvmod")
}

fn is_one(scene: &Scene, token: usize) -> bool {
    matches!(scene.document.tokens[token].tag, "NN" | "NNP")
}

/// Somebody, by name or by what they are.
fn is_one_person(scene: &Scene, token: usize) -> bool {
    let named = || scene.document.entity_of(token).is_some_and(|e| e.label == "PERSON");
    is_one(scene, token) && (named() || matches!(kind(scene, token), Kind::Person | Kind::Name | Kind::Armed))
}

fn is_several(scene: &Scene, token: usize) -> bool {
    let listed = || !scene.syntax.conjuncts(token).is_empty();
    match kind(scene, token) {
        Kind::People | Kind::Armed => matches!(scene.document.tokens[token].tag, "NNS" | "NNPS") || listed(),
        // "Ana Ruiz and Luis Sol said that they"
        Kind::Person => listed(),
        _ => false,
    }
}

/// Whether `other` says no more than who `first` is: an apposition, or its name.
fn is_called(scene: &Scene, first: usize, other: usize) -> bool {
    scene.document.tokens[other].relation == "appos" && scene.syntax.head(other) == Some(first)
}
