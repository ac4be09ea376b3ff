//! Those who are said to answer for a deed: "the officers involved in the murder", "two men were arrested for the killing",
//! "the arrest of six soldiers for killing"; and those who had part in it.
//!
//! Read from what governs the word that tells of the deed, by the sets `answers_for` and `authors` of `lexicon/sets.txt`.

use super::deeds::Scene;
use crate::sets::has;
use dateline_language::Pos;

/// Who answers for the deed that token `at` tells of.
pub(super) fn charged(scene: &Scene, at: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let preposition = syntax.head(at).filter(|_| matches!(tokens[at].relation, "pobj" | "pcomp"))?;
    let above = syntax.head(preposition).filter(|_| has("answers_with", tokens[preposition].lemma()))?;
    let lemma = tokens[above].lemma();
    if tokens[above].pos == Pos::Noun && has("authors", lemma) {
        return Some(above).filter(|_| tokens[preposition].lemma() != "for");
    }
    // "arrested in connection with the murder", "for their part in it"
    if tokens[above].pos == Pos::Noun && has("blame", lemma) {
        return charged(scene, above);
    }
    // "the arrest of nine guards and a sergeant for killing": the tree may hang "for" on the officers
    let first = syntax.first_conjunct(above);
    let of = syntax.head(first).filter(|&of| tokens[of].lemma() == "of").and_then(|of| syntax.head(of));
    if tokens[preposition].lemma() == "for" && of.is_some_and(|noun| has("answers_for", tokens[noun].lemma())) {
        return Some(first);
    }
    if !has("answers_for", lemma) || syntax.negation(above).is_some() {
        return None;
    }
    answering(scene, above, at).or_else(|| answering(scene, accused(scene, above)?, at))
}

/// Whom a word that says so makes answer for the deed at `at`.
fn answering(scene: &Scene, above: usize, at: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let noun = |t: &usize| matches!(tokens[*t].pos, Pos::Noun | Pos::Propn);
    match tokens[above].pos {
        Pos::Verb => syntax.undergoer(above).or_else(|| bearer(scene, above)),
        // "the arrest of six soldiers for the killing"
        Pos::Noun => syntax.oblique(above, "of").into_iter().find(|t| *t < at),
        _ => bearer(scene, above),
    }
    .map(|t| whole_of(scene, t))
    .filter(noun)
}

/// "are held on charges of being implicated in": what is done to those who are charged.
fn accused(scene: &Scene, verb: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let of = syntax.head(verb).filter(|_| tokens[verb].relation == "pcomp")?;
    let noun = syntax.head(of).filter(|&t| has("accusation", &scene.word(t).to_lowercase()))?;
    let above = syntax.head(noun).filter(|_| tokens[noun].relation == "pobj").and_then(|on| syntax.head(on))?;
    has("answers_for", tokens[above].lemma()).then_some(above)
}

/// Who had part in the deed that token `at` tells of: "members of the Front took part in the murder".
pub(super) fn partaker(scene: &Scene, at: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let preposition =
        syntax.head(at).filter(|&p| matches!(tokens[at].relation, "pobj" | "pcomp") && tokens[p].lemma() == "in")?;
    let above = syntax.head(preposition)?;
    // "took part in": the tree may hang "in" on either
    let part = |t: &usize| tokens[*t].lemma() == "part";
    let verb = if part(&above) { syntax.head(above)? } else { above };
    let joins = tokens[verb].lemma() == "participate"
        || tokens[verb].lemma() == "take" && (verb != above || syntax.children(verb).any(|t| part(&t)));
    (joins && syntax.negation(verb).is_none()).then(|| syntax.doer(verb)).flatten()
}

/// "soldiers responsible for", "the soldiers were responsible for": whom a word describes.
fn bearer(scene: &Scene, word: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let head = syntax.head(word)?;
    match tokens[word].relation {
        "acomp" | "attr" | "oprd" => syntax.subject(head).or_else(|| syntax.passive_subject(head)),
        "acl" | "amod" | "relcl" | "advcl" => Some(head),
        _ => None,
    }
}

/// "six officers, including a colonel, charged with": all six.
fn whole_of(scene: &Scene, one: usize) -> usize {
    let including = scene.syntax.head(one).filter(|&t| scene.word(t) == "including" && t < one);
    including.and_then(|t| scene.syntax.head(t)).unwrap_or(one)
}
