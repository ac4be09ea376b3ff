//! Whom a finger is pointed at without a word of blame: "officials pointed to the Front", "police are looking at the Front
//! as a suspect"; whose crime it was where the victims stand between: "a massacre of villagers by the Front"; of what body
//! the attackers were: "the killers worked for the Front".
//!
//! Read from the words and the tree. Leaves to whoever asks whether it is a body that could have done it.

use super::{Manner, Stated, is_deed, object};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Stance;
use std::ops::Range;

/// Such statements in a sentence.
pub(super) fn hints(line: &Line) -> Vec<Stated> {
    let crime = |i: usize| crime_of(line, i).or_else(|| called_so(line, i));
    let each = |i: usize| pointed(line, i).or_else(|| looked_at(line, i)).or_else(|| crime(i));
    let found = (1..line.words.len()).filter_map(each);
    let found = found.chain((1..line.words.len()).flat_map(|i| between_gangs(line, i)));
    found.chain((0..line.words.len()).filter_map(|i| of_body(line, i))).collect()
}

/// The end of a phrase that names whom one points to; it counts only of a body.
pub(crate) const POINTED: &str = "pointed to";

/// The end of a phrase that says of what body those were who did it; it counts only of one that bears arms.
pub(crate) const OF_BODY: &str = "… of the body";

/// Whether a statement only hints at somebody: of what body he is must be known.
pub(crate) fn is_hint(phrase: &str) -> bool {
    phrase == POINTED || phrase.ends_with(OF_BODY) || phrase.contains(" a … ")
}

fn told(stance: Stance, actor: Range<usize>, at: usize, phrase: String, manner: Manner) -> Stated {
    Stated { stance: Some(stance), actor: Some(actor), at, phrase, manner, teller: None }
}

/// "officials pointed to the Front", "others point instead to men of the Front": the body itself, and nothing of it.
fn pointed(line: &Line, at: usize) -> Option<Stated> {
    if !has("points", line.lower(at)) || !line.may_be_verb(at) {
        return None;
    }
    let aside = usize::from(line.words.get(at + 1).is_some_and(|w| w.tag.starts_with("RB")));
    let to = at + 1 + aside;
    let at_whom = matches!(line.lower(to), "to" | "at" | "toward" | "towards");
    let actor = object(line, to + 1).or_else(|| some_group(line, to + 1)).filter(|_| at_whom)?;
    // "pointed to the Front's past attacks", "pointed to a raid by the Front"
    let whole = !matches!(line.lower(actor.end), "'s" | "’s" | "'" | "’" | "attack" | "attacks");
    let deed = actor.clone().any(|k| is_deed(line, k));
    (whole && !deed).then(|| told(Stance::Suspects, actor, at, POINTED.to_owned(), Manner::Outright))
}

/// "armed herdsmen", "masked soldiers": some, by what they are.
fn some_group(line: &Line, at: usize) -> Option<Range<usize>> {
    let start = at + usize::from(has("article", line.lower(at)));
    let men = |k: usize| ["told_of_group", "troops", "ours_of_police"].iter().any(|set| has(set, line.lower(k)));
    let last = (start..line.words.len().min(start + 3)).find(|&k| men(k))?;
    (start..last).all(|k| matches!(line.words[k].tag, "JJ" | "")).then_some(start..last + 1)
}

/// "police are looking at the Front as a suspect", "investigators are looking into the role of Front men".
fn looked_at(line: &Line, at: usize) -> Option<Stated> {
    let looks = matches!(line.lower(at), "looking" | "investigating" | "examining" | "looked");
    let next = at + 1 + usize::from(matches!(line.lower(at + 1), "at" | "into"));
    let start = next + usize::from(has("article", line.lower(next)));
    let start = start + usize::from(line.lower(start) == "possible");
    let role = has("hand_in", line.lower(start)) && matches!(line.lower(start + 1), "of" | "by");
    let actor = object(line, if role { start + 2 } else { next }).filter(|_| looks)?;
    let near = actor.end..line.words.len().min(actor.end + 6);
    let suspect = || line.lower(actor.end) == "as" && near.into_iter().any(|k| has("culprit", line.lower(k)));
    (role || suspect()).then(|| told(Stance::Suspects, actor, at, POINTED.to_owned(), Manner::Outright))
}

/// "a massacre of villagers by the Front", "the slaughter of innocents” by the army": the victims between deed and doer.
fn crime_of(line: &Line, by: usize) -> Option<Stated> {
    if line.lower(by) != "by" {
        return None;
    }
    let part = |k: &usize| {
        let word = &line.words[*k];
        (word.is_wordlike() || word.is_quote() || word.lower == "-")
            && (word.relation == "amod" || !matches!(word.tag, "VBD" | "VBZ" | "VBP" | "VB" | "MD" | "VBN"))
    };
    let from = by.saturating_sub(12);
    let at = (from..by).rev().take_while(part).find(|&k| {
        let of = matches!(line.lower(k + 1), "of" | "on" | "against" | "in" | "at");
        of && is_deed(line, k) && line.words[k].tag.starts_with("NN") && k + 2 < by
    })?;
    // "the death of five men by drowning"
    let actor = object(line, by + 1)?;
    Some(told(Stance::Accuses, actor, at, format!("{} … by", line.lower(at)), Manner::Hearsay))
}

/// "a battle between the Red Band and the Blue Band gangs", "fighting between two gangs, the Red Band and the Blue Band":
/// each of the two. Of those who fight a war nobody is accused.
fn between_gangs(line: &Line, between: usize) -> Vec<Stated> {
    let fight = |k: usize| ["feud", "fight_noun", "crime_noun"].iter().any(|set| has(set, line.lower(k)));
    let from = between.saturating_sub(3);
    let Some(at) = (from..between).rev().find(|&k| line.lower(between) == "between" && fight(k)) else {
        return Vec::new();
    };
    let end = line.words.len().min(between + 16);
    let joint = |k: usize| {
        matches!(line.lower(k), "the" | "and" | "," | "-" | "of" | "members") || has("article", line.lower(k))
    };
    let part =
        |k: &usize| line.words[*k].is_capitalised() || joint(*k) || of_gangs(line, *k) || line.words[*k].tag == "CD";
    let span: Vec<usize> = (between + 1..end).take_while(part).collect();
    let gangs =
        span.iter().chain([&between, &at]).any(|&k| of_gangs(line, k)) || (from..between).any(|k| of_gangs(line, k));
    let mut names: Vec<Range<usize>> = Vec::new();
    for &k in &span {
        let name = line.words[k].is_capitalised() && !has("article", line.lower(k)) || line.lower(k) == "-";
        match names.last_mut().filter(|n| n.end == k) {
            Some(last) if name => last.end = k + 1,
            _ if name && line.lower(k) != "-" => names.push(k..k + 1),
            _ => {}
        }
    }
    if !gangs || names.len() != 2 {
        return Vec::new();
    }
    let phrase = || format!("{} between", line.lower(at));
    names.into_iter().map(|n| told(Stance::Accuses, n, at, phrase(), Manner::Hearsay)).collect()
}

/// "gangs", "rival gang", "drug cartels".
fn of_gangs(line: &Line, k: usize) -> bool {
    has("outlaw_body", line.lower(k).trim_end_matches('s')) || matches!(line.lower(k), "rival" | "rivals")
}

/// "called it a deliberate Norlandic attack on shoppers": the adjective before the deed; whose it is, the directory says.
fn called_so(line: &Line, at: usize) -> Option<Stated> {
    let says_what = has("calls", line.lower(at)) && line.may_be_verb(at);
    let end = line.words.len().min(at + 10);
    let article = (at + 1..end).find(|&k| matches!(line.lower(k), "a" | "an")).filter(|_| says_what)?;
    let deed = (article + 2..end).take_while(|&k| line.words[k].is_wordlike()).find(|&k| is_deed(line, k))?;
    let plain = |k: usize| !line.words[k].tag.starts_with("VB") || line.words[k].relation == "amod";
    let whose = (article + 1..deed).find(|&k| line.words[k].is_capitalised() && line.words[k].tag.starts_with("JJ"))?;
    let phrase = format!("{} a … {}", line.lower(at), line.lower(deed));
    (article + 1..deed).all(plain).then(|| told(Stance::Accuses, whose..whose + 1, at, phrase, Manner::Hearsay))
}

/// "the killers worked for the Front", "the men who shot her husband were from the Front", "the attackers were believed to
/// be from the Front".
fn of_body(line: &Line, noun: usize) -> Option<Stated> {
    let word = &line.words[noun];
    if !word.tag.starts_with("NN") || !word.relation.starts_with("nsubj") || !line.is_parsed() {
        return None;
    }
    let relative = || {
        let clause = line.children(noun).find(|(_, relation)| *relation == "relcl").map(|(k, _)| k);
        let harms = |k: usize| ["has_harmed", "strikes", "carries_out"].iter().any(|set| has(set, line.lower(k)));
        matches!(word.lower.as_str(), "men" | "people" | "man" | "youths") && clause.is_some_and(harms)
    };
    let verb = word.head;
    if !(has("those_who_did_it", &word.lower) || relative()) || verb <= noun {
        return None;
    }
    if line.children(verb).any(|(_, relation)| relation == "neg") {
        return None;
    }
    let end = line.words.len().min(verb + 8);
    let words = || (verb..end).take_while(|&k| line.words[k].is_wordlike());
    let tie = words().find(|&k| {
        let next = line.lower(k + 1);
        match line.lower(k) {
            "belong" | "belonged" | "belonging" | "loyal" | "linked" | "allied" => next == "to" || next == "with",
            "work" | "worked" | "working" | "fight" | "fought" => next == "for",
            "member" | "members" | "part" | "fighters" | "followers" | "soldiers" => next == "of",
            "was" | "were" | "be" | "been" | "come" | "came" => next == "from",
            _ => false,
        }
    })?;
    let actor = object(line, tie + 2)?;
    let supposed = words().take_while(|&k| k < tie).chain(noun..verb).any(|k| has("suspicion", line.lower(k)));
    let open = (verb.saturating_sub(2)..tie).any(|k| has("leaves_open", line.lower(k)));
    let (stance, manner) =
        if supposed { (Stance::Suspects, Manner::Outright) } else { (Stance::Accuses, Manner::Hearsay) };
    (!open).then(|| told(stance, actor, noun, format!("{} {OF_BODY}", line.lower(noun)), manner))
}
