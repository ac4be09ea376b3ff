//! What hangs on a word by a preposition: on it, on the verb that adds nothing of its own, or told of it one by one.

use super::deeds::Scene;
use super::kinds::{Kind, kind};
use super::stray::{aimed_at, stray_agent_of_noun, stray_of};
use crate::sets::has;
use dateline_language::Pos;

/// The phrases that hang on the word at `at` by the preposition `word`, or on what stands for it; `own` are the words of
/// the trigger.
pub(super) fn obliques(scene: &Scene, at: usize, verb: bool, word: &str, own: &[usize]) -> Vec<usize> {
    let mut found = below(scene, at, word);
    // "opened fire on the bus": the tree may hang "on" on "fire"
    for &token in own.iter().filter(|t| **t != at) {
        found.extend(scene.syntax.oblique(token, word));
        if scene.document.tokens[token].lemma() == word {
            found.extend(scene.syntax.children(token).filter(|&c| scene.document.tokens[c].relation == "pobj"));
        }
    }
    if let Some(occurs) = happens(scene, at).filter(|_| !verb) {
        found.extend(below(scene, occurs, word));
    }
    found.extend(one_by_one(scene, at, word));
    // "used grenades against the crowd": the tree may hang the crowd on what was used
    if let Some(used) = scene.syntax.object(at).filter(|&t| verb && kind(scene, t) == Kind::Weapon) {
        found.extend(below(scene, used, word));
    }
    // "the school has been the target of ten bomb attacks"
    if !verb && matches!(word, "on" | "against") {
        found.extend(aimed_at(scene, at));
        found.extend(directed(scene, at));
    }
    if !verb && let Some(light) = light_verb(scene, at) {
        found.extend(below(scene, light, word));
        // "the raid staged by rebels on the mill": the tree may hang the mill on the rebels
        let by = scene.syntax.agent(light).filter(|_| matches!(word, "on" | "against") && found.is_empty());
        found.extend(by.into_iter().flat_map(|agent| below(scene, agent, word)));
    }
    // "condemned the murders and especially that of a judge"
    if !verb && word == "of" {
        let again = |t: &usize| matches!(scene.word(*t), "that" | "those");
        let more = scene.syntax.conjuncts(at).into_iter().filter(again).flat_map(|t| below(scene, t, word));
        found.extend(more.collect::<Vec<_>>());
    }
    if !verb && word == "of" && found.is_empty() {
        found.extend(stray_of(scene, at));
    }
    // "the murder of Ana Ruiz and two guards": the tree may hang the guards on the murder
    if !verb
        && word == "of"
        && let Some(&first) = found.first()
    {
        // "the killings during the past week of a judge and a clerk"
        let far = first > at + 3 && kind(scene, first) == Kind::Person;
        let one = |t: usize| scene.document.tokens[t].pos == Pos::Num || far && kind(scene, t) == Kind::Person;
        found.extend(scene.syntax.conjuncts(at).into_iter().filter(|&t| t > first && one(t)));
    }
    if !verb && word == "by" && found.is_empty() {
        found.extend(stray_agent_of_noun(scene, at));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The phrases right below a word by a preposition; "in_front_of" is one of three words.
fn below(scene: &Scene, at: usize, word: &str) -> Vec<usize> {
    let mut parts = word.split('_');
    let (Some(first), Some(noun), Some(last)) = (parts.next(), parts.next(), parts.next()) else {
        return scene.syntax.oblique(at, word);
    };
    let fronts = scene.syntax.oblique(at, first).into_iter().filter(|&t| scene.document.tokens[t].lemma() == noun);
    fronts.flat_map(|front| scene.syntax.oblique(front, last)).collect()
}

/// "the explosion took place in front of the hotel", "blasts were heard near the mill": what says that it happened.
fn happens(scene: &Scene, noun: usize) -> Option<usize> {
    let verb = scene.syntax.head(noun)?;
    let lemma = scene.document.tokens[verb].lemma();
    let occurs = has("occurs", lemma) && scene.syntax.subject(verb) == Some(noun);
    let told = has("heard_of", lemma) && scene.syntax.passive_subject(verb) == Some(noun);
    (occurs || told).then_some(verb)
}

/// "Three bombs went off, one at the stadium, another near the library": each by itself, behind the word of the deed.
fn one_by_one(scene: &Scene, at: usize, word: &str) -> Vec<usize> {
    let tokens = &scene.document.tokens;
    let Some(sentence) = scene.document.sentence_of(at) else { return Vec::new() };
    let each = |t: usize| has("each_of_several", &scene.word(t).to_lowercase()) && tokens[t + 1].pos == Pos::Adp;
    let told: Vec<usize> = (at + 1..sentence.tokens.end.saturating_sub(1)).filter(|&t| each(t)).collect();
    if told.len() < 2 {
        return Vec::new();
    }
    let own = told.into_iter().map(|t| t + 1).filter(|&t| tokens[t].lemma() == word);
    own.flat_map(|t| scene.syntax.children(t).filter(|&c| tokens[c].relation == "pobj").collect::<Vec<_>>()).collect()
}

/// "an attack was aimed at the tanks", "a raid directed against the mill".
fn directed(scene: &Scene, noun: usize) -> Vec<usize> {
    let aims = |t: usize| has("aims_at", scene.document.tokens[t].lemma());
    let above = scene.syntax.head(noun).filter(|&v| aims(v) && scene.syntax.passive_subject(v) == Some(noun));
    let own = || scene.syntax.children(noun).find(|&v| v > noun && aims(v) && scene.document.tokens[v].tag == "VBN");
    let Some(verb) = above.or_else(own) else { return Vec::new() };
    ["at", "against", "toward", "towards"].into_iter().flat_map(|word| scene.syntax.oblique(verb, word)).collect()
}

/// "carried out an attack", "the attack was carried out by": the verb that adds nothing of its own.
pub(super) fn light_verb(scene: &Scene, noun: usize) -> Option<usize> {
    use dateline_language::Relation::{Object, PassiveSubject};
    // "the assassination perpetrated by the army"
    let done = scene.syntax.children(noun).find(|&t| {
        let token = &scene.document.tokens[t];
        t > noun && matches!(token.relation, "acl" | "relcl") && is_light(scene, t)
    });
    if done.is_some_and(|t| scene.syntax.is_passive(t) || scene.document.tokens[t].tag == "VBN")
        || done.is_some_and(|t| scene.syntax.agent(t).is_some())
    {
        return done;
    }
    let head = scene.syntax.head(noun)?;
    let bound = scene.syntax.is(noun, Object) || scene.syntax.is(noun, PassiveSubject) || scene.syntax.is_passive(head);
    (bound && is_light(scene, head)).then_some(head)
}

/// By its dictionary form, or as written where the parser knows no such verb.
fn is_light(scene: &Scene, verb: usize) -> bool {
    has("light_verb", scene.document.tokens[verb].lemma()) || has("light_verb", &scene.word(verb).to_lowercase())
}
