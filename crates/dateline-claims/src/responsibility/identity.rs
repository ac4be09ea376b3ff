//! Who the attackers were: "the gunmen were soldiers", "it was the Front who did this", "the shells came from army lines".
//!
//! Read from the words around a form of "be"; counts only in somebody's mouth. Leaves to the directory which body is meant.

use super::{Manner, Stated, is_deed, object};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Stance;
use std::ops::Range;

/// Such statements in a sentence.
pub(super) fn identified(line: &Line) -> Vec<Stated> {
    let beings = (1..line.words.len()).filter(|&i| matches!(line.lower(i), "were" | "was" | "is"));
    let ares = (1..line.words.len()).filter(|&i| line.lower(i) == "are");
    let each = |i: usize| attackers_were(line, i).or_else(|| it_was(line, i)).or_else(|| they_were(line, i));
    let mut found: Vec<Stated> = beings.chain(ares).filter_map(each).collect();
    found.extend(fired_from(line).or_else(|| did_this(line)));
    found.extend((1..line.words.len()).find_map(|i| were_us(line, i)));
    found.retain(|s| !is_open(line, s.at));
    found
}

/// "if the army did it", "it would be rash to say that it was the Front", "was it the Front?": nobody says that it was.
fn is_open(line: &Line, at: usize) -> bool {
    let open = |k: usize| has("leaves_open", line.lower(k)) || has("negation", line.lower(k));
    let asked = line.words.iter().rev().find(|w| !w.is_quote()).is_some_and(|w| w.lower == "?");
    asked || (at.saturating_sub(9)..line.words.len().min(at + 2)).any(open)
}

fn accuses(actor: Range<usize>, at: usize, phrase: String) -> Stated {
    Stated { stance: Some(Stance::Accuses), actor: Some(actor), at, phrase, manner: Manner::Hearsay, teller: None }
}

/// "the killers were soldiers", "the attackers were Norlandic herders".
fn attackers_were(line: &Line, be: usize) -> Option<Stated> {
    // "the attackers “were soldiers”"
    let noun = be - 1 - usize::from(be > 1 && line.words[be - 1].is_quote());
    let described_so = || described(line, be + 1).is_some();
    let doers = has("those_who_did_it", line.lower(noun)) && (described_so() || !starts_clause_within(line, be));
    let who = || body_at(line, be + 1).or_else(|| described(line, be + 1));
    let actor = doers.then(who).flatten()?;
    Some(accuses(actor, be, format!("{} {}", line.lower(noun), line.lower(be))))
}

/// "“They were Front fighters,” a driver said", "the men were from the Front", "these are Front killers": a name, and of
/// whom the directory says whether he bears arms.
fn they_were(line: &Line, be: usize) -> Option<Stated> {
    let they = has("called_they", line.lower(be - 1 - usize::from(be > 1 && line.words[be - 1].is_quote())));
    if !they {
        return None;
    }
    let lead = |k: &usize| has("describes_men", line.lower(*k)) || has("surmised", line.lower(*k));
    let at = be + 1 + (be + 1..line.words.len().min(be + 3)).take_while(lead).count();
    let actor = body_at(line, at + usize::from(matches!(line.lower(at), "from" | "with")))?;
    let ends = line.words.get(actor.end).is_none_or(|w| !w.is_wordlike());
    ends.then(|| accuses(actor, be, THEY_WERE.to_owned()))
}

/// The phrase of a statement that says of what body those spoken of are.
pub(crate) const THEY_WERE: &str = "they were";

/// "“The marines were us,” the letter said", "it was us": who speaks did it.
fn were_us(line: &Line, us: usize) -> Option<Stated> {
    let ends = line.words.get(us + 1).is_none_or(|w| !w.is_wordlike());
    let being = matches!(line.lower(us - 1), "was" | "were" | "is");
    let quoted = line.words[..us].iter().filter(|w| w.is_quote()).count() % 2 == 1;
    let phrase = format!("{} us", line.lower(us - 1));
    let (stance, manner) = (Some(Stance::Claims), Manner::Outright);
    (line.lower(us) == "us" && ends && being && quoted).then(|| Stated {
        stance,
        actor: Some(us..us + 1),
        at: us,
        phrase,
        manner,
        teller: None,
    })
}

/// "known Front men", "heavily armed Front fighters": behind words that only describe them.
fn described(line: &Line, at: usize) -> Option<Range<usize>> {
    let lead = |k: &usize| has("describes_men", line.lower(*k)) || has("surmised", line.lower(*k));
    let start = at + (at..line.words.len().min(at + 3)).take_while(lead).count();
    let capital = (start..line.words.len().min(start + 3)).any(|k| line.words[k].is_capitalised());
    (start > at && capital).then(|| body_at(line, start)).flatten()
}

/// "gunmen were killed", "were arrested": what befell them, not who they were.
fn starts_clause_within(line: &Line, be: usize) -> bool {
    line.words.get(be + 1).is_some_and(|w| matches!(w.tag, "VBN" | "VBG" | "IN" | "RB" | "CD"))
}

/// "the Front did this": that a body with a name did what was told before.
fn did_this(line: &Line) -> Option<Stated> {
    let that = |i: usize| has("that_deed", line.lower(i)) && line.words.get(i + 1).is_none_or(|w| !w.is_wordlike());
    let at = (1..line.words.len()).find(|&i| matches!(line.lower(i), "did" | "done") && that(i + 1))?;
    let who = super::subject(line, at).filter(|who| who.end <= at)?;
    // "“We did this,” a Front commander said"
    if who.len() == 1 && line.lower(who.start) == "we" {
        let phrase = format!("we {}", line.lower(at));
        let (stance, manner) = (Some(Stance::Claims), Manner::Outright);
        return Some(Stated { stance, actor: Some(who), at, phrase, manner, teller: None });
    }
    let force = |k: usize| has("state_forces", line.lower(k)) || has("troops", line.lower(k));
    let body = who.clone().any(|k| line.words[k].is_capitalised() || force(k));
    let article = usize::from(has("article", line.lower(who.start)));
    body.then(|| accuses(who.start + article..who.end, at, format!("{} {}", line.lower(at), line.lower(at + 1))))
}

/// "it was the Front who took them", "“It was the Front settling accounts,” he said", "this was the Front": a body by its
/// name.
fn it_was(line: &Line, be: usize) -> Option<Stated> {
    let it = matches!(line.lower(be - 1), "it" | "this") && matches!(line.lower(be), "was" | "is");
    let hedged = usize::from(has("surmised", line.lower(be + 1)));
    let actor = body_at(line, be + 1 + hedged).filter(|_| it)?;
    // "“It was the army,” he said"
    let force = actor.len() == 1 && has("state_forces", line.lower(actor.start));
    let named = force || actor.clone().any(|k| line.words[k].is_capitalised());
    let body = |k: usize| {
        ["body_called", "band_name", "force_noun", "outlaws", "sided_men"].iter().any(|set| has(set, line.lower(k)))
    };
    let acts = is_gerund(line, actor.end) || has("relative", line.lower(actor.end));
    let initials = |k: usize| line.words[k].text.len() > 2 && line.words[k].text.chars().all(char::is_uppercase);
    let known = acts && actor.clone().any(body) && line.lower(be) == "was";
    let known = known || actor.clone().any(|k| initials(k) || body(k)) && did_it(line, actor.end);
    // "“This was the Front.”": and no more
    let whole = line.words.get(actor.end).is_none_or(|w| !w.is_wordlike() && w.lower != "-");
    let known = known || whole && line.lower(be) == "was";
    let phrase = format!("{} {}", line.lower(be - 1), line.lower(be));
    (named && known).then(|| accuses(actor, be, phrase))
}

/// "the NRF that did this", "NRF men, dressed as monks, who carried out the killings": the clause says so of a body.
fn did_it(line: &Line, end: usize) -> bool {
    let aside = line.lower(end) == ",";
    let close = (end + 1..line.words.len().min(end + 9)).find(|&k| line.lower(k) == ",").filter(|_| aside);
    let at = close.map_or(end + usize::from(aside), |k| k + 1);
    let relative = has("relative", line.lower(at));
    let verb = line.lower(at + 1);
    let that = matches!(verb, "did" | "does") && has("that_deed", line.lower(at + 2));
    let deed = || (at + 2..at + 6).any(|k| is_deed(line, k) || has("heavy_blow", line.lower(k)));
    let struck = has("strikes", verb) || matches!(verb, "killed" | "kills" | "murdered" | "shot" | "planted");
    relative && (that || struck || has("carries_out", verb) && deed())
}

/// "the shells came from a position of the army", "the mortars had been fired from the army side".
fn fired_from(line: &Line) -> Option<Stated> {
    let fire = |i: &usize| has("fired_thing", line.lower(*i)) && line.words[*i].tag.starts_with("NN");
    let came = |i: usize| {
        (i + 1..line.words.len().min(i + 5)).find(|&k| matches!(line.lower(k), "came" | "come" | "fired" | "launched"))
    };
    let from = (0..line.words.len()).filter(fire).filter_map(came).find(|&k| line.lower(k + 1) == "from")? + 1;
    let body = |k: &usize| has("state_forces", line.lower(*k)) || has("military_noun", line.lower(*k));
    let near = (from + 1..line.words.len().min(from + 9)).take_while(|&k| line.words[k].is_wordlike());
    let at = near.clone().find(body)?;
    let whose = at - usize::from(line.words[at - 1].is_capitalised());
    // "from the direction of the army base": no more than where
    let where_to = near.clone().any(|k| matches!(line.lower(k), "base" | "headquarters" | "hospital"));
    (!where_to).then(|| accuses(whose..at + 1, from - 1, format!("{} from", line.lower(from - 1))))
}

/// The body that stands at a word: soldiers, or one with a name.
fn body_at(line: &Line, at: usize) -> Option<Range<usize>> {
    let at = at + usize::from(has("article", line.lower(at)));
    let troops = has("troops", line.lower(at)) || has("ours_of_police", line.lower(at));
    let alone = line.words.get(at + 1).is_none_or(|w| !w.is_wordlike() || w.lower == "from");
    if troops && alone {
        return Some(at..at + 1);
    }
    let alone = line.words.get(at + 1).is_none_or(|w| !w.is_wordlike());
    if alone && matches!(line.lower(at), "army" | "military" | "police" | "junta" | "regime") {
        return Some(at..at + 1);
    }
    let range = object(line, at)?;
    let goes_on = |k: &usize| matches!(line.words[*k].tag, "VBG" | "VBN") || is_gerund(line, *k);
    let end = (range.start + 1..range.end).find(goes_on).unwrap_or(range.end);
    (range.start..end).any(|k| line.words[k].is_capitalised()).then_some(range.start..end)
}

/// "settling", whatever the tree takes it for.
fn is_gerund(line: &Line, k: usize) -> bool {
    line.words.get(k).is_some_and(|w| w.lower.ends_with("ing") && !w.is_capitalised())
}
