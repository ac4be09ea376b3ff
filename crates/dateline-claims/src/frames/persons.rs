//! Persons by name: "Mayor Ana Ruiz", "Ana Ruiz, the mayor", "the students Ana Ruiz and Luis Sol".
//!
//! Made from the tree and the parser's names around a head that a frame read. Leaves who did what to [`super::deeds`].

use super::deeds::{Fill, Scene, phrase, stretch};
use super::kinds::Kind;
use crate::counts::people_named;
use crate::sets::has;
use dateline_language::Pos;
use dateline_model::Span;
use std::ops::Range;

/// The name whose last word is `token`.
fn name_at(scene: &Scene, token: usize) -> Option<Range<usize>> {
    let tokens = &scene.document.tokens;
    let person = scene.document.entity_of(token).filter(|e| e.label == "PERSON").map(|e| e.tokens.clone());
    let proper = |t: usize| tokens[t].pos == Pos::Propn && !is_title(scene, t);
    let mut range = person.unwrap_or(token..token + 1);
    // the parser may see only a part of the name; titles are no part of it
    let before = (0..range.start).rev().take_while(|&t| proper(t) && tokens[t].head == token);
    range.start = before.last().unwrap_or(range.start);
    // "Ana Ruiz's": the mark of the genitive is no part of it either
    while range.end > range.start + 1 && tokens[range.end - 1].tag == "POS" {
        range.end -= 1;
    }
    let start = range.clone().find(|&t| proper(t))?;
    Some(start..range.end)
}

/// "the students Ana Ruiz and Luis Sol": each of them, in place of the students; nobody where fewer are named than
/// counted.
///
/// `outer` opens the phrase: "two of her guards, Ana Ruiz and Luis Sol".
pub(super) fn each_named(scene: &Scene, fill: &Fill, outer: usize) -> Vec<Fill> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    if fill.kind != Kind::People || !matches!(tokens[fill.head].tag, "NNS" | "NNPS") {
        return Vec::new();
    }
    let proper = |t: &usize| tokens[*t].pos == Pos::Propn && *t > fill.head;
    // "the students Ana Ruiz": the tree may hang the name elsewhere
    let next = || (fill.head + 1..tokens.len()).take_while(|t| tokens[*t].pos == Pos::Propn).last();
    let of = |t: usize| syntax.all(t, dateline_language::Relation::Apposition).find(proper);
    let apposed = of(fill.head).or_else(|| of(outer));
    let Some(first) = apposed.or_else(next) else { return Vec::new() };
    let heads = super::series::names(scene, first);
    let names: Vec<Range<usize>> =
        heads.iter().filter_map(|&t| name_at(scene, t)).filter(|n| is_whole(scene, n)).collect();
    let number = syntax.number_modifier(fill.head).or(Some(outer).filter(|t| tokens[*t].pos == Pos::Num));
    let counted = number.and_then(|n| crate::numbers::numeral(&scene.word(n).to_lowercase()));
    let enough = names.len() > 1 && names.len() == heads.len() && counted.is_none_or(|n| n == names.len() as u64);
    if !enough {
        return Vec::new();
    }
    let made = names.into_iter().zip(heads).map(|(name, head)| {
        let name = stretch(scene, name);
        Fill {
            kind: Kind::Person,
            head,
            mention: name,
            name: Some(name),
            described: Some(fill.mention),
            // not "the three students": each is one
            span: name,
            ..fill.clone()
        }
    });
    made.collect()
}

/// Two words or more, or what the parser takes for a person's name.
fn is_whole(scene: &Scene, name: &Range<usize>) -> bool {
    name.len() > 1 || scene.document.entity_of(name.start).is_some_and(|e| e.label == "PERSON")
}

/// The name of a person and what the sentence calls them: "Mayor Ana Ruiz", "Ana Ruiz, the mayor", "the mayor, Ana Ruiz".
pub(super) fn person_named(scene: &Scene, head: usize) -> (Option<Span>, Option<Span>) {
    let tokens = &scene.document.tokens;
    let named = |token: usize| name_at(scene, token);
    let apposed = scene.syntax.apposition(head);
    if tokens[head].pos == Pos::Propn
        && let Some(name) = named(head)
    {
        let whole = scene.syntax.noun_phrase(head);
        let title = (whole.start..name.start).rev().find(|&t| is_title(scene, t) && scene.word(t) != "old");
        // "Ana Ruiz, Mayor of Osta"; of "Mr" she is more
        let called = |a: &usize| tokens[*a].pos == Pos::Noun || is_title(scene, *a);
        // "Ana Ruiz, her husband and two guards": nobody that she is
        let kin = |a: usize| scene.syntax.children(a).any(|t| tokens[t].tag == "PRP$");
        let another = |a: usize| kin(a) && !scene.syntax.conjuncts(a).is_empty();
        let apposed = apposed.filter(|a| called(a) && !another(*a)).map(|a| phrase(scene, a).0);
        let polite = |t: &usize| has("polite", scene.word(*t).to_lowercase().trim_end_matches('.'));
        let title = title.filter(|t| apposed.is_none() || !polite(t));
        let title = title.map(|t| stretch(scene, first_of_title(scene, whole.start, t)..t + 1));
        return (Some(stretch(scene, name)), title.or(apposed));
    }
    // "an official named Ana Ruiz"
    let called = || {
        let verb = scene.syntax.children(head).find(|&v| {
            tokens[v].relation == "acl"
                && tokens[v].tag == "VBN"
                && matches!(tokens[v].lemma(), "name" | "call" | "identify")
        })?;
        let below = scene.syntax.children(verb).chain(scene.syntax.oblique(verb, "as"));
        below.filter(|&t| tokens[t].pos == Pos::Propn && t > verb).find(|&t| tokens[t].relation != "npadvmod")
    };
    // "the driver of the bus, Ana Ruiz": the tree may hang her on the bus
    let behind = || {
        let below = scene.syntax.obliques(head).into_iter().map(|one| one.object).find(|&t| t > head);
        let of = below.filter(|&t| !super::kinds::kind(scene, t).fills(super::Filler::Person))?;
        let person = |t: &usize| scene.document.entity_of(*t).is_some_and(|e| e.label == "PERSON");
        scene.syntax.all(of, dateline_language::Relation::Apposition).find(person)
    };
    let name = apposed.filter(|&a| tokens[a].pos == Pos::Propn).or_else(called).or_else(behind).and_then(named);
    let described = name.is_some().then(|| phrase(scene, head).0);
    (name.map(|n| stretch(scene, n)), described)
}

/// "Senator Ana Ruiz, the candidate who was gunned down": whom a phrase set off behind a name explains.
pub(super) fn explained(scene: &Scene, phrase: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let owned = || scene.syntax.children(phrase).any(|t| tokens[t].tag == "PRP$");
    let set_off = tokens[phrase].relation == "appos" && tokens[phrase].tag == "NN" && !owned();
    let person = |t: &usize| scene.document.entity_of(*t).is_some_and(|e| e.label == "PERSON");
    let above = scene.syntax.head(phrase).filter(|t| set_off && tokens[*t].tag == "NNP" && person(t))?;
    let alone = scene.syntax.conjuncts(phrase).is_empty();
    (alone && super::kinds::kind(scene, phrase) == Kind::Person).then_some(above)
}

/// What a person is called before the name: "Mayor", "Msgr", "candidate".
fn is_title(scene: &Scene, token: usize) -> bool {
    let lower = scene.word(token).to_lowercase();
    // "shot dead Ana Ruiz"
    people_named(&lower).is_some() && !has("deadly", &lower)
        || has("title", lower.trim_end_matches('.'))
        || lower == "old"
}

/// Where "presidential candidate" begins: its words in small letters, without an article or a number.
fn first_of_title(scene: &Scene, start: usize, last: usize) -> usize {
    let tokens = &scene.document.tokens;
    let part = |t: usize| matches!(tokens[t].pos, Pos::Noun | Pos::Adj | Pos::Propn) && tokens[t].tag != "JJS";
    (start..last).rev().take_while(|&t| part(t)).last().unwrap_or(last)
}
