//! Phrases of a deed that the tree hangs on something else: who did it on the time or on who suffered it, who suffered
//! it on the day.

use super::Kind;
use super::deeds::Scene;
use super::kinds::{is_vehicle, kind};
use crate::sets::has;
use dateline_language::Pos;

/// How many words after a passive its agent is looked for.
const REACH: usize = 14;

/// "was killed at noon on Friday by men on horseback": the tree may hang the agent on the time.
pub(super) fn stray_agent(scene: &Scene, verb: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let end = scene.document.sentence_of(verb)?.tokens.end.min(verb + REACH);
    let clause = (verb + 1..end).take_while(|&t| !matches!(tokens[t].pos, Pos::Verb | Pos::Punct | Pos::Sconj));
    let by = clause.into_iter().find(|&t| tokens[t].lemma() == "by").filter(|_| scene.syntax.is_passive(verb))?;
    let below = scene.syntax.head(by).is_some_and(|head| head > verb && head < by);
    scene.syntax.children(by).find(|&t| tokens[t].relation == "pobj").filter(|_| below)
}

/// "four men in hoods shot dead the mayor", "two men on a motorcycle fired at him": the tree may take the verb for a
/// participle of what hangs on its subject.
pub(super) fn stray_doer(scene: &Scene, verb: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let participle = tokens[verb].tag == "VBN" && matches!(tokens[verb].relation, "acl" | "relcl");
    let aimed = || ["at", "on", "upon"].iter().find_map(|word| syntax.oblique(verb, word).into_iter().next());
    let object = syntax.object(verb).or_else(aimed).filter(|&o| o > verb && participle)?;
    let above: Vec<usize> = std::iter::successors(syntax.head(verb), |&t| syntax.head(t)).take(5).collect();
    let (&noun, hung) = above.split_last()?;
    let worn = hung.last().is_some_and(|&t| tokens[t].tag == "VBG" && tokens[t].relation == "acl");
    let rides = hung.len() == 2 && hung.last().is_some_and(|&t| tokens[t].pos == Pos::Adp);
    let worn = worn || rides && is_vehicle(tokens[hung[0]].lemma());
    let first = tokens[noun].relation == "ROOT" && matches!(tokens[noun].pos, Pos::Noun | Pos::Propn);
    (worn && first && noun < verb && noun != object).then_some(noun)
}

/// "After killing a guard, the rebels fled", "two editors resigned after receiving threats": who does what a participle
/// behind a preposition tells of does the rest of the sentence.
pub(super) fn gerund_doer(scene: &Scene, verb: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    // "after killing", "after having killed"
    let having = || syntax.auxiliaries(verb).any(|t| tokens[t].tag == "VBG");
    let participle = tokens[verb].relation == "pcomp" && (tokens[verb].tag == "VBG" || having());
    let preposition = syntax.head(verb).filter(|_| participle)?;
    let above = syntax.head(preposition).filter(|&v| matches!(tokens[v].pos, Pos::Verb | Pos::Aux))?;
    let passive = syntax.is_passive(above);
    // "was punished by burning his mill": not he did it
    let same =
        has("same_subject_after", tokens[preposition].lemma()) || tokens[preposition].lemma() == "by" && !passive;
    let subject = if passive { syntax.passive_subject(above) } else { syntax.doer(above) };
    subject.filter(|_| same && syntax.negation(above).is_none())
}

/// "after hooded men this morning placed a bomb": the tree may hang the men on "after".
pub(super) fn subject_behind_preposition(scene: &Scene, verb: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let bare = tokens[verb].tag == "VBD" && tokens[verb].relation == "advcl" && syntax.subject(verb).is_none();
    let start = scene.document.sentence_of(verb)?.tokens.start.max(verb.saturating_sub(REACH));
    let clause =
        (start..verb).rev().take_while(|&t| bare && !matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Punct));
    let after = clause.into_iter().find(|&t| has("same_subject_after", tokens[t].lemma()))?;
    syntax.children(after).find(|&t| t < verb && tokens[t].relation == "pobj")
}

/// "A soldier fired at the crowd": the tree may take the only verb of a sentence for a participle of its subject. `own` are
/// the words of the trigger: such a verb has what it is aimed at behind it.
pub(super) fn lost_subject(scene: &Scene, verb: usize, own: &[usize]) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let participle = tokens[verb].tag == "VBN" && tokens[verb].relation == "acl";
    let noun = syntax.head(verb).filter(|&noun| participle && noun < verb && tokens[noun].relation == "ROOT")?;
    let aimed = own.iter().any(|&t| t > verb && syntax.children(t).any(|c| tokens[c].relation == "pobj"));
    aimed.then_some(noun)
}

/// "the assassination of Ana Ruiz, the minister, by rebels": the tree may hang the agent on the one who suffered it.
pub(super) fn stray_agent_of_noun(scene: &Scene, noun: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let end = scene.document.sentence_of(noun)?.tokens.end.min(noun + REACH + 4);
    // "the murder of Ana Ruiz and two guards, perpetrated by rebels"
    let light = |t: usize| tokens[t].tag == "VBN" && has("light_verb", tokens[t].lemma());
    let stops = |t: usize| matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Sconj) && !light(t);
    let phrase = (noun + 1..end).take_while(|&t| !stops(t));
    let by = phrase.into_iter().find(|&t| tokens[t].lemma() == "by")?;
    let mut above = scene.syntax.head(by);
    let below = std::iter::from_fn(|| {
        let here = above?;
        above = scene.syntax.head(here);
        Some(here)
    });
    let hangs = below.take(6).any(|t| t == noun);
    let agent = scene.syntax.children(by).find(|&t| tokens[t].relation == "pobj")?;
    // behind a comma the tree may hang it higher: who bears arms is meant all the same
    let armed = || scene.word(by - 1) == "," && kind(scene, agent) == Kind::Armed;
    (hangs || armed()).then_some(agent)
}

/// "the assassination on 22 March of Ana Ruiz": the tree may hang her on the day, or on the verb.
pub(super) fn stray_of(scene: &Scene, noun: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let end = scene.document.sentence_of(noun)?.tokens.end.min(noun + 9);
    let opens = tokens.get(noun + 1).is_some_and(|t| has("opens_a_time", t.lemma()));
    let phrase = (noun + 1..end).take_while(|&t| !matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Punct));
    let of = phrase.into_iter().filter(|_| opens).find(|&t| tokens[t].lemma() == "of")?;
    let below = scene.syntax.head(of).is_some_and(|head| {
        head > noun && head < of || tokens[noun].relation == "dobj" && scene.syntax.head(noun) == Some(head)
    });
    scene.syntax.children(of).find(|&t| tokens[t].relation == "pobj").filter(|_| below)
}

/// "the mill was the target of an attack", "the post came under attack", "the guards repelled a raid": what is said to be
/// the target of what this noun names.
pub(super) fn aimed_at(scene: &Scene, noun: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let above = scene.syntax.head(noun)?;
    if tokens[noun].relation == "dobj" && has("undergoes", tokens[above].lemma()) {
        // "suffered an attack of fever"
        return scene.syntax.doer(above).filter(|_| scene.syntax.oblique(noun, "of").is_empty());
    }
    if tokens[noun].relation == "pobj" && tokens[above].lemma() == "under" {
        let comes = scene.syntax.head(above).filter(|&v| matches!(tokens[v].lemma(), "come" | "be"));
        return comes.and_then(|v| scene.syntax.doer(v));
    }
    let of = scene.syntax.head(noun).filter(|&t| tokens[noun].relation == "pobj" && tokens[t].lemma() == "of")?;
    let target = scene.syntax.head(of).filter(|&t| matches!(tokens[t].lemma(), "target" | "object"))?;
    let be = scene.syntax.head(target).filter(|&t| tokens[target].relation == "attr" && tokens[t].lemma() == "be")?;
    scene.syntax.subject(be)
}

/// "police are looking into the death of the mayor, shot by two men": a participle behind a comma tells of the people
/// before it, whatever the tree hangs it on.
pub(super) fn set_off_behind(scene: &Scene, verb: usize) -> Option<usize> {
    let (tokens, syntax) = (&scene.document.tokens, scene.syntax);
    let bare =
        tokens[verb].tag == "VBN" && tokens[verb].relation == "advcl" && syntax.auxiliaries(verb).next().is_none();
    let before = verb.checked_sub(2).filter(|&t| bare && scene.word(t + 1) == ",")?;
    let people = matches!(kind(scene, before), Kind::Person | Kind::People);
    let done = syntax.agent(verb).is_some() && matches!(tokens[before].pos, Pos::Noun | Pos::Propn);
    (people && done).then_some(before)
}
