//! Who is said to be behind a deed, to blame for it, responsible; who is held, blamed, suspected: by the verb and its
//! subject, whatever adverbs and verbs of belief stand between.

use super::{Manner, Stated, claims_others, is_deed, object, subject};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Stance;
use std::ops::Range;

/// Every such statement in a sentence.
pub(super) fn blamed(line: &Line) -> Vec<Stated> {
    let held = held_responsible(line).into_iter().chain(attributed(line)).chain(suspected(line)).chain(linked(line));
    let held = held.chain(believed_to_have(line)).chain(blame_laid(line));
    let predicates = (2..line.words.len()).filter_map(|i| predicate(line, i).or_else(|| passive(line, i)));
    held.chain(predicates).chain(whom_accused(line)).collect()
}

/// "the Front, whom some residents accused of the raid": whom the clause stands behind.
fn whom_accused(line: &Line) -> Option<Stated> {
    let whom = (1..line.words.len()).find(|&i| matches!(line.lower(i), "whom" | "which"))?;
    let end = line.words.len().min(whom + 9);
    let at = (whom + 2..end).find(|&i| {
        matches!(line.lower(i), "accused" | "accuse" | "accuses" | "blame" | "blamed" | "blames" | "suspected")
    })?;
    let link = matches!(line.lower(at + 1), "of" | "for");
    let plain = (whom + 1..at).all(|i| line.words[i].is_wordlike() && !line.words[i].tag.starts_with("VB"));
    let deed = || {
        let harm = has("does_harm", line.lower(at + 2));
        harm || (at + 2..line.words.len().min(at + 7)).any(|i| is_deed(line, i))
    };
    let actor = crate::noun_phrases::phrase_before(line, whom - usize::from(line.lower(whom - 1) == ","));
    let (actor, _) = actor.filter(|_| link && plain && deed())?;
    let article = usize::from(has("article", line.lower(actor.start)));
    let stance = if line.lower(at) == "suspected" { Stance::Suspects } else { Stance::Accuses };
    Some(Stated {
        stance: Some(stance),
        actor: Some(actor.start + article..actor.end),
        at,
        phrase: line.words[at].text.to_owned(),
        manner: Manner::Outright,
        teller: Some(whom + 1..at),
    })
}

/// "holds the Front responsible for".
fn held_responsible(line: &Line) -> Option<Stated> {
    let at = (0..line.words.len()).find(|&i| matches!(line.lower(i), "hold" | "holds" | "held" | "holding"))?;
    let end = (at + 2..at + 12).find(|&i| line.lower(i) == "responsible")?;
    // "held the state government squarely responsible"
    let last = end - usize::from(line.lower(end - 1).ends_with("ly") && line.words[end - 1].tag == "RB");
    let actor = Some(at + 1..last).filter(|r| r.clone().all(|i| !line.words[i].tag.starts_with("VB")));
    let article = usize::from(has("article", line.lower(at + 1)));
    let range = actor.map(|r| r.start + article..r.end).filter(|r| !r.is_empty())?;
    let bears = |i: usize| ["outlaws", "state_forces", "troops"].iter().any(|set| has(set, line.lower(i)));
    let named = range.clone().any(|i| line.words[i].is_capitalised() || bears(i));
    let phrase = format!("{} … responsible", line.words[at].text);
    named.then_some(Stated {
        stance: Some(Stance::Accuses),
        actor: Some(range),
        at,
        phrase,
        manner: Manner::Outright,
        teller: None,
    })
}

/// "attributed the mayor's murder to the Front", "attributed it to".
fn attributed(line: &Line) -> Option<Stated> {
    let at = (0..line.words.len()).find(|&i| has("attributes", line.lower(i)) || has("blames_it", line.lower(i)))?;
    let link = if has("attributes", line.lower(at)) { "to" } else { "on" };
    let to = (at + 1..line.words.len().min(at + 14)).find(|&i| line.lower(i) == link)?;
    let deed = (at + 1..to).any(|i| is_deed(line, i) || line.lower(i) == "attempt")
        && (at + 1..to).all(|i| !line.words[i].tag.starts_with("VB"));
    let it = to == at + 2 && has("that_deed", line.lower(at + 1));
    // "the raid was attributed by officials to the Front"
    let passive = line.lower(at + 1) == "by" && (at.saturating_sub(3)..at).any(|i| has("be", line.lower(i)));
    // "a crime that the prosecutor ascribed to the Front"
    let of_deed = line.words[at].relation == "relcl" && is_deed(line, line.words[at].head);
    let actor = object(line, to + 1).filter(|_| deed || it || passive || of_deed)?;
    let phrase = format!("{} … {}", line.words[at].text, line.words[to].text);
    Some(Stated {
        stance: Some(Stance::Accuses),
        actor: Some(actor),
        at,
        phrase,
        manner: Manner::Outright,
        teller: None,
    })
}

/// "linked the Front to the bombing", "papers linking the raid with the Front": a tie, and no more than that.
fn linked(line: &Line) -> Option<Stated> {
    let at = (0..line.words.len()).find(|&i| has("links", line.lower(i)) && line.may_be_verb(i))?;
    let end = line.words.len().min(at + 12);
    let to = (at + 2..end).find(|&i| matches!(line.lower(i), "to" | "with")).filter(|_| line.lower(at + 1) != "by")?;
    let quiet = |range: Range<usize>| range.into_iter().all(|i| !line.words[i].tag.starts_with("VB"));
    let deed = |range: Range<usize>| range.into_iter().any(|i| is_deed(line, i));
    let actor = if quiet(at + 1..to) && deed(at + 1..to) {
        object(line, to + 1)
    } else {
        object(line, at + 1).filter(|r| r.end == to && deed(to + 1..line.words.len().min(to + 6)))
    };
    let phrase = format!("{} … {}", line.words[at].text, line.words[to].text);
    let (stance, manner) = (Some(Stance::Suspects), Manner::Outright);
    Some(Stated { stance, actor: Some(actor?), at, phrase, manner, teller: None })
}

/// "the Front is thought to have planted the bomb", "is suspected of having carried it out": what is believed of one.
fn believed_to_have(line: &Line) -> Option<Stated> {
    let verb = (1..line.words.len()).find(|&i| {
        let to_have = line.lower(i + 1) == "to" && line.lower(i + 2) == "have";
        let of_having = line.lower(i + 1) == "of" && line.lower(i + 2) == "having";
        (to_have || of_having) && has("suspicion", line.lower(i))
    })?;
    let group = verb_group(line, verb)?;
    let at = verb + 3;
    let near = || at + 1..line.words.len().min(at + 8);
    let object = |set: &str| near().any(|k| has(set, line.lower(k).trim_end_matches('s')));
    let did = has("carries_out", line.lower(at)) && near().any(|k| is_deed(line, k) || has("that_deed", line.lower(k)));
    let planted = (has("plants", line.lower(at)) || has("drops", line.lower(at))) && object("weapon_noun");
    let struck = has("strikes", line.lower(at)) || has("has_harmed", line.lower(at));
    let found = stated(line, group, verb, at).filter(|_| did || planted || struck)?;
    let who = found.actor.clone()?;
    // of persons nothing is believed here
    let body = |k: usize| {
        let capital = line.words[k].is_capitalised() && !has("article", line.lower(k));
        capital || has("state_forces", line.lower(k)) || has("body_called", line.lower(k))
    };
    let accuses = matches!(found.stance, Some(Stance::Accuses | Stance::Suspects));
    (accuses && who.into_iter().any(body)).then(|| {
        let phrase = format!("{} {} have", found.phrase, line.lower(verb + 1));
        Stated { stance: Some(Stance::Suspects), phrase, ..found }
    })
}

/// "put the blame for the bombing squarely on the army": on whom.
fn blame_laid(line: &Line) -> Option<Stated> {
    let at = (1..line.words.len()).find(|&i| {
        let laid = || (i.saturating_sub(3)..i).any(|k| has("lays", line.lower(k)));
        matches!(line.lower(i), "blame" | "responsibility") && laid()
    })?;
    let end = line.words.len().min(at + 9);
    let quiet = |k: &usize| line.words[*k].is_wordlike() && !line.words[*k].tag.starts_with("VB");
    let on = (at + 1..end).take_while(quiet).find(|&k| line.lower(k) == "on" && k > at + 1)?;
    let actor = object(line, on + 1)?;
    let phrase = format!("{} … on", line.words[at].text);
    let (stance, manner) = (Some(Stance::Accuses), Manner::Outright);
    Some(Stated { stance, actor: Some(actor), at, phrase, manner, teller: None })
}

/// "police also suspected the Front": by the tree, who suspects and whom.
fn suspected(line: &Line) -> Option<Stated> {
    let at = (0..line.words.len()).find(|&i| {
        let verb = matches!(line.words[i].tag, "VBD" | "VBP") && line.lower(i).starts_with("suspect");
        let of = |relation: &str| line.children(i).any(|(_, r)| r == relation);
        verb && of("nsubj") && of("dobj")
    })?;
    let actor = object(line, at + 1)?;
    let phrase = line.words[at].text.to_owned();
    let stance = Some(Stance::Suspects);
    Some(Stated { stance, actor: Some(actor), at, phrase, manner: Manner::Outright, teller: None })
}

/// "was behind the attack", "are believed to be responsible for it", "was to blame": of the predicate's word `i`.
fn predicate(line: &Line, i: usize) -> Option<Stated> {
    let ends = |k: usize| line.words.get(k).is_none_or(|w| !w.is_wordlike() || w.lower == "and");
    let deed_at = |from: usize| {
        let words = (from..line.words.len().min(from + 9)).take_while(|&k| line.words[k].is_wordlike());
        let it =
            has("that_deed", line.lower(from)) && !line.words.get(from + 1).is_some_and(|w| w.tag.starts_with("NN"));
        it || words.take_while(|&k| !line.words[k].tag.starts_with("VB")).any(|k| is_deed(line, k))
    };
    // "is being held responsible"
    let held = |i: usize| i - usize::from(line.lower(i - 1) == "held");
    let (deed, first) = match line.lower(i) {
        "behind" => (i + 1, i),
        "of" if has("authors_deed", line.lower(i - 1)) && line.lower(i - 2) == "the" => (i + 1, i - 2),
        "responsible" if line.lower(i + 1) == "for" => (i + 2, held(i)),
        "responsible" if ends(i + 1) => (i, held(i)),
        "blame" if line.lower(i - 1) == "to" && line.lower(i + 1) == "for" => (i + 2, i - 1),
        "blame" if line.lower(i - 1) == "to" && ends(i + 1) => (i, i - 1),
        _ => return None,
    };
    let group = verb_group(line, first)?;
    (deed == i || deed_at(deed)).then_some(())?;
    let mut found = stated(line, group, i, deed)?;
    if found.stance == Some(Stance::Accuses) {
        found.manner = Manner::Hearsay;
    }
    Some(found)
}

/// "the Front has been blamed for the raid", "is suspected of being behind it", "was accused of the killing".
fn passive(line: &Line, i: usize) -> Option<Stated> {
    let suspected = line.lower(i) == "suspected";
    if !(suspected || matches!(line.lower(i), "accused" | "blamed" | "implicated")) {
        return None;
    }
    // "the Front stands accused by residents of"
    let stands = i > 0 && matches!(line.lower(i - 1), "stands" | "stand" | "stood");
    let group = verb_group(line, i).or_else(|| stands.then_some(i - 1..i))?;
    let words = (i + 2..line.words.len().min(i + 10)).take_while(|&k| line.words[k].is_wordlike());
    let told = |k: usize| {
        is_deed(line, k)
            || ["does_harm", "that_deed", "has_harmed", "abuses"].iter().any(|set| has(set, line.lower(k)))
            || line.lower(k) == "behind"
    };
    let deed = match line.lower(i + 1) {
        "by" => {
            let of = words.clone().find(|&k| matches!(line.lower(k), "for" | "of"));
            of.is_some_and(|of| !has("no_deed", line.lower(of + 1)) && (of + 1..of + 6).any(told))
        }
        "for" | "of" | "in" => !has("no_deed", line.lower(i + 2)) && words.clone().any(told),
        _ => suspected && line.words.get(i + 1).is_none_or(|w| !w.is_wordlike()),
    };
    if !deed {
        return None;
    }
    let mut found = stated(line, group, i, i + 2)?;
    if !suspected && found.stance == Some(Stance::Suspects) {
        found.stance = Some(Stance::Accuses);
    }
    if suspected && found.stance == Some(Stance::Accuses) {
        found.stance = Some(Stance::Suspects);
    }
    matches!(found.stance, Some(Stance::Accuses | Stance::Suspects)).then_some(found)
}

/// The forms of "be" with what belongs to them before word `i`: "is widely believed to be", "had not been".
fn verb_group(line: &Line, i: usize) -> Option<Range<usize>> {
    // "was in all likelihood behind it"
    let all = |k: usize| line.lower(k) == "all" && has("suspicion", line.lower(k + 1));
    let part = |k: &usize| {
        let lead = line.lower(*k) == "in" && all(k + 1) || all(*k);
        lead || has("of_predicate", line.lower(*k)) || has("be", line.lower(*k))
    };
    let start = (0..i).rev().take_while(part).last()?;
    let whole = (start..i).any(|k| has("be", line.lower(k)));
    let asked = (start.saturating_sub(9)..start).any(|k| matches!(line.lower(k), "whether" | "if" | "unless"));
    // "did not say that it was behind it"
    let unsaid = (start.saturating_sub(5)..start).any(|k| {
        let said = matches!(line.lower(k + 1), "say" | "said" | "claim" | "claimed" | "confirm" | "confirmed");
        has("negation", line.lower(k)) && said
    });
    let asked = asked || unsaid;
    let to_come = start > 0 && has("to_come", line.lower(start - 1));
    // "nobody knows who was behind it"
    let who = start > 0 && matches!(line.lower(start - 1), "who" | "what" | "whoever");
    let noun = |k: usize| {
        let word = &line.words[k];
        word.tag.starts_with("NN") || !word.is_wordlike() || word.tag.is_empty()
    };
    let unknown = who && !(start > 1 && noun(start - 2));
    (whole && !asked && !to_come && !unknown).then_some(start..i)
}

/// What the subject of a verb group is said to have done; nothing of deeds of every kind and time.
fn stated(line: &Line, group: Range<usize>, i: usize, deed: usize) -> Option<Stated> {
    let any = |set: &str| group.clone().any(|k| has(set, line.lower(k)));
    if any("time_and_again") || claims_others(line, deed) {
        return None;
    }
    let actor = subject(line, group.start)?;
    let own = has("pronoun", line.lower(actor.start)) && actor.len() == 1 || has("own_mark", line.lower(actor.start));
    let denied = (group.start.saturating_sub(9)..group.start).any(|k| has("denies", line.lower(k)));
    if denied && !own {
        return None;
    }
    let stance = match () {
        () if denied => Stance::Denies,
        () if any("negation") => Some(Stance::Denies).filter(|_| own)?,
        () if any("suspicion") => Stance::Suspects,
        () if own => Stance::Claims,
        () => Stance::Accuses,
    };
    let phrase = line.words[group.start..=i].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    Some(Stated {
        stance: Some(stance),
        actor: Some(actor),
        at: group.start,
        phrase,
        manner: Manner::Outright,
        teller: None,
    })
}
