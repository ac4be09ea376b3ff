//! Passives whose auxiliary a headline leaves out: "Two officers shot dead in Norvale", "Mayor kidnapped by rebels".

use super::deeds::Scene;
use crate::sets::has;
use dateline_language::Pos;

/// Who suffered what such a verb tells of; `own` are the words of the trigger. None for a verb that has its object, or
/// that needs none ("gunmen shot at the bus").
pub(super) fn sufferer(scene: &Scene, verb: usize, own: &[usize]) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let token = &tokens[verb];
    let sentence = scene.document.sentence_of(verb)?;
    let last = own.iter().copied().filter(|t| *t >= verb).max().unwrap_or(verb);
    let next = tokens.get(last + 1).filter(|_| last + 1 < sentence.tokens.end);
    // whom it was done to would stand right behind it
    let ends =
        next.is_none_or(|t| matches!(t.tag, "IN" | "WRB") || matches!(t.pos, Pos::Punct | Pos::Adp | Pos::Sconj));
    let strikes = has("done_to", token.lemma()) || own.iter().any(|&t| has("deadly", &scene.word(t).to_lowercase()));
    let bare = matches!(token.tag, "VBD" | "VBN") && scene.syntax.auxiliaries(verb).next().is_none();
    if !(bare && strikes && ends) || scene.syntax.is_passive(verb) || scene.syntax.object(verb).is_some() {
        return None;
    }
    scene.syntax.doer(verb).filter(|subject| *subject < verb)
}
