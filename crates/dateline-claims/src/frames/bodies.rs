//! The body that those who did it belong to: "guerrillas of the Front", "members of the Northern Column".
//!
//! Made from the tree around a doer that a frame read. A deed is then both the men's and their body's.

use super::deeds::{Fill, Scene, phrase, stretch};
use super::kinds::{Kind, kind};
use crate::sets::has;
use dateline_model::{Role, Span};

/// What to add to a doer that stands as `outer` ("members") and speaks of `fill` ("the Front"), or names its body after
/// it ("guerrillas of the Front").
pub(super) fn with_body(scene: &Scene, outer: usize, fill: &Fill) -> Vec<Fill> {
    if fill.role != Role::Perpetrator {
        return Vec::new();
    }
    match fill.kind {
        Kind::Organisation if outer != fill.head && outer < fill.head => vec![their_men(scene, outer, fill)],
        Kind::Organisation => men_behind(scene, fill).into_iter().collect(),
        Kind::Armed | Kind::People | Kind::Person => bodies_of(scene, fill),
        _ => Vec::new(),
    }
}

/// "members of the Front": the men, by the whole phrase.
fn their_men(scene: &Scene, outer: usize, fill: &Fill) -> Fill {
    let first = scene.document.tokens[outer].span.start.min(fill.mention.start);
    let mention = Span::new(first, fill.mention.end);
    Fill { kind: Kind::Armed, head: outer, mention, name: None, described: None, fights: false, ..fill.clone() }
}

/// "Northern Column (NC) guerrillas": the tree may make the men an apposition of their body.
fn men_behind(scene: &Scene, fill: &Fill) -> Option<Fill> {
    let tokens = &scene.document.tokens;
    let armed = |t: &usize| {
        let lower = scene.word(*t).to_lowercase();
        *t > fill.head && tokens[*t].tag == "NNS" && (has("rebel_noun", &lower) || has("armed_people", &lower))
    };
    let men = scene.syntax.all(fill.head, dateline_language::Relation::Apposition).find(armed)?;
    let mention = Span::new(fill.mention.start, tokens[men].span.end);
    Some(Fill { kind: Kind::Armed, head: men, mention, name: None, described: None, fights: false, ..fill.clone() })
}

fn bodies_of(scene: &Scene, fill: &Fill) -> Vec<Fill> {
    let of = ["of", "from"].into_iter().flat_map(|word| scene.syntax.oblique(fill.head, word));
    let bodies = of.filter(|&t| kind(scene, t) == Kind::Organisation && t > fill.head);
    let made = bodies.map(|head| {
        let mention = whole_name(scene, head);
        Fill { kind: Kind::Organisation, head, mention, span: mention, name: None, described: None, ..fill.clone() }
    });
    made.filter(|f| is_named(scene, f.mention)).collect()
}

/// The name of a body: all of it, where the parser saw it as one name.
pub(super) fn whole_name(scene: &Scene, head: usize) -> Span {
    let own = phrase(scene, head).0;
    let own = named_part(scene, own);
    let Some(entity) = scene.document.entity_of(head).filter(|e| e.label == "ORG") else { return own };
    let mut tokens = entity.tokens.clone();
    while tokens.start < head && has("article", &scene.word(tokens.start).to_lowercase()) {
        tokens.start += 1;
    }
    let entity = stretch(scene, tokens);
    let longer = if entity.len() > own.len() { entity } else { own };
    // "Northern Column (NC": a bracket that does not close
    let text = longer.slice(scene.text);
    let open = text.find(['(', '[']).filter(|at| *at > 0 && !text.ends_with([')', ']']));
    open.map_or(longer, |at| Span::new(longer.start, longer.start + text[..at].trim_end().len()))
}

/// "self-styled Northern Column": the name begins with its first capital.
fn named_part(scene: &Scene, phrase: Span) -> Span {
    let text = phrase.slice(scene.text);
    let starts = text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    });
    let styled = |word: &str| has("styled", &word.to_lowercase());
    let skipped = starts.skip_while(|(_, word)| styled(word)).map(|(start, _)| start).next().unwrap_or(0);
    Span::new(phrase.start + skipped, phrase.end)
}

/// Whether a phrase has a name in it: "the 6th Infantry Brigade", not "the army".
fn is_named(scene: &Scene, mention: Span) -> bool {
    mention.slice(scene.text).chars().any(char::is_uppercase)
}
