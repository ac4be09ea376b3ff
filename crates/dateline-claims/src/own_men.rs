//! Whose men a figure counts that only calls them somebody's own: "six of our men", "admitted losing three", "the army
//! lost four men".
//!
//! Asked when it is known who speaks, as "we" and "it" are the speaker's side.

use crate::binding::Figure;
use crate::counts::Count;
use crate::names::Names;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{Category, SpeakerType};

/// The group of those counted, where the words make them men of the speaker's side, or of the side that lost them.
pub fn group_of_own(line: &Line, figure: &Figure, voice: &Voice) -> Option<String> {
    let count = &figure.count;
    if !matches!(count.group.as_str(), "unspecified" | "men" | "members") {
        return None;
    }
    let phrase = count.first()..count.end;
    let ours = phrase.clone().any(|i| has("first_person_owner", line.lower(i)));
    // "inflicted 14 casualties on the army", "caused the troops 12 casualties"
    // "three deaths among the peacekeepers"
    let casualties = count.harm_noun.is_some_and(|h| has("losses_noun", line.lower(h)));
    if casualties {
        let on = || (count.end + 1..count.end + 4).filter(|_| matches!(line.lower(count.end), "on" | "among" | "to"));
        let caused = || (count.first().saturating_sub(2)..count.first()).rev();
        let side = |i: usize| men_in_ranks_at(line, i).or_else(|| enemy_of(line, i, voice));
        if let Some(group) = on().find_map(side).or_else(|| caused().find_map(side)) {
            return Some(group);
        }
    }
    let men = || phrase.clone().any(|i| has("own_people", line.lower(i)));
    if ours && men() {
        return side_of_speaker(voice);
    }
    // "denied that 21 of its men had been killed"
    let his = phrase.clone().any(|i| matches!(line.lower(i), "his" | "its" | "her" | "their"));
    let soldiers = || phrase.clone().any(|i| has("own_fighters", line.lower(i)));
    if his && soldiers() && voice.speaker.as_ref().is_some_and(|s| s.span.end <= line.words[count.first()].span.start) {
        return side_of_speaker(voice);
    }
    // "it put its own dead at 22"
    let dead_at = || count.first().checked_sub(2).filter(|&k| line.lower(k) == "dead" && line.lower(k + 1) == "at");
    if figure.rule == "toll" && dead_at().is_some_and(|k| k > 0 && line.lower(k - 1) == "own") {
        return side_of_speaker(voice);
    }
    // "the rebels suffered 30 dead", "the troops lost 14 killed"
    let bears = |k: usize| has("bears_wounds", line.lower(k)) || has("loses_men", line.lower(k));
    let verb = count.first().checked_sub(1).filter(|&k| bears(k));
    if let Some(verb) = verb.filter(|_| count.head.is_none() && figure.rule == "state after") {
        return loser(line, verb, voice);
    }
    // "four dead on the army side and nine among the rebels"
    if count.head.is_none() {
        let (link, the) = (line.lower(count.end.max(figure.trigger + 1)), count.end.max(figure.trigger + 1) + 1);
        let side = |k: usize| match line.lower(k) {
            "army" | "military" | "government" => Some("soldiers".to_owned()),
            _ => men_in_ranks_at(line, k),
        };
        let on_side = link == "on" && (the + 1..the + 4).any(|k| line.lower(k) == "side");
        if let Some(group) = (the..the + 3).find_map(side).filter(|_| on_side || link == "among") {
            return Some(group);
        }
    }
    // "inflicted heavy losses on the rebels, killing 60 and capturing 14"
    if count.head.is_none() && figure.rule == "object" {
        let mut near = (count.first().saturating_sub(14)..count.first()).rev();
        let on = near.find(|&k| line.lower(k) == "on" && k > 0 && has("losses_noun", line.lower(k - 1)));
        if let Some(group) = on.and_then(|k| (k + 1..k + 4).find_map(|i| men_in_ranks_at(line, i))) {
            return Some(group);
        }
    }
    // "bringing the police dead to six"
    if figure.rule == "toll" && count.head.is_none() {
        let side = |i: usize| match line.lower(i) {
            "military" | "army" => Some("soldiers".to_owned()),
            _ => men_in_ranks_at(line, i),
        };
        if let Some(group) = (figure.trigger.saturating_sub(2)..figure.trigger).find_map(side) {
            return Some(group);
        }
    }
    // "put the rebels' losses at nine dead"
    let set = |k: usize| matches!(line.lower(k + 1), "at" | "as") && has("loses_men", line.lower(k));
    let at = count.first().checked_sub(2).filter(|&k| set(k));
    let trigger = at.unwrap_or(figure.trigger);
    let loses = has("loses_men", line.lower(trigger)) && figure.category == Category::Killed;
    let plain = count.head.is_none_or(|h| has("own_people", line.lower(h)));
    (loses && plain).then(|| loser(line, trigger, voice)).flatten()
}

/// "at least 30 members of the Front", "two Front fighters": men of an armed body that the report names.
pub fn group_of_members(line: &Line, count: &Count, names: &Names) -> Option<String> {
    let members = count.head.is_some_and(|h| has("own_people", line.lower(h)));
    if !members || !matches!(count.group.as_str(), "unspecified" | "men" | "members") {
        return None;
    }
    let head = count.head?;
    let of = ["of", "from"].contains(&line.lower(count.end));
    let end = if of { line.words.len().min(count.end + 5) } else { count.end };
    let ends = |i: &usize| line.words[*i].is_wordlike() && !matches!(line.lower(*i), "and" | "in" | "by");
    let reach = count.number.end + (count.number.end..end).take_while(ends).count();
    let phrase = line.stretch(count.number.end, reach.max(head + 1));
    let body = names.actors.iter().find(|m| phrase.contains(m.span)).map(|m| m.actor.kind);
    let named = || (count.end..reach).filter(|_| of).find_map(|i| men_in_ranks_at(line, i));
    body.and_then(side_of).or_else(named).or_else(|| party_of(line, count)).or_else(|| members_of_what(line, count))
}

/// "two members of a farm cooperative", "48 of our members": the report's own words for them.
fn members_of_what(line: &Line, count: &Count) -> Option<String> {
    let head = count.head.filter(|&h| matches!(line.lower(h), "member" | "members"))?;
    if line.lower(head + 1) == "of" {
        let ends = |i: &usize| {
            let word = &line.words[*i];
            !word.is_wordlike() || word.tag.starts_with("VB") || crate::counts::stops_phrase(line, *i)
        };
        let first = head + 3;
        let end = (first..line.words.len().min(head + 8)).find(ends)?;
        if (first - 1..end).any(|i| matches!(line.lower(i), "family" | "household")) {
            return None;
        }
        let text: Vec<&str> = line.words[head..end].iter().map(|w| w.text).collect();
        return (end > first || line.words[head + 2].is_capitalised()).then(|| text.join(" "));
    }
    let whose = head.checked_sub(1).is_some_and(|i| has("possessive", line.lower(i)));
    whose.then(|| line.lower(head).to_owned())
}

/// "five UDP members", "members of the Unity Party": the report's own words for them.
fn party_of(line: &Line, count: &Count) -> Option<String> {
    let head = count.head.filter(|&h| matches!(line.lower(h), "member" | "members"))?;
    let named = |i: usize| line.words.get(i).is_some_and(crate::words::Word::is_capitalised);
    let words = |from: usize, end: usize| {
        let text: Vec<&str> = line.words[from..end].iter().map(|w| w.text).collect();
        text.join(" ").replace(" '", "'").replace(" ’", "’")
    };
    if count.number.end < head && (count.number.end..head).all(named) {
        return Some(words(count.number.end, head + 1));
    }
    let first = head + 2 + usize::from(has("article", line.lower(head + 2)));
    let of_name = |i: &usize| named(*i) || matches!(line.lower(*i), "'s" | "’s" | "'");
    let end = first + (first..line.words.len()).take_while(of_name).count();
    let party = end > first && has("party_word", line.lower(end - 1)) && named(first);
    (line.lower(head + 1) == "of" && party).then(|| words(head, end))
}

/// Who lost them: the noun before "lost", whom "it" stands for, or the owner of a loss ("the rebels' losses").
fn loser(line: &Line, trigger: usize, voice: &Voice) -> Option<String> {
    let named = |i: usize| men_in_ranks_at(line, i);
    if let Some((subject, _)) = crate::syntax::subject(line, trigger).filter(|(r, _)| r.end <= trigger) {
        if let Some(group) = subject.clone().find_map(named) {
            return Some(group);
        }
        // "government forces lost nine men"
        if let Some(force) = subject.clone().find(|&i| has("state_forces", line.lower(i)) || line.lower(i) == "forces")
        {
            return Some(if line.lower(force) == "police" { "police" } else { "soldiers" }.to_owned());
        }
        let me = subject.len() == 1 && has("speaks_of_self", line.lower(subject.start));
        let speaker = voice.speaker.as_ref()?;
        let himself = subject.clone().any(|i| speaker.span.contains(line.words[i].span));
        let own_defence = speaker.text.split(' ').any(|w| has("self_defence", &w.to_lowercase()));
        let kind = if own_defence { SpeakerType::ArmedGroup } else { speaker.kind };
        return (me || himself).then(|| side_of(kind)).flatten();
    }
    let owner = (trigger.saturating_sub(3)..trigger).rev().find_map(named);
    owner.or_else(|| side_of(voice.speaker.as_ref()?.kind))
}

/// "the enemy": the men of the other side than the one that speaks.
fn enemy_of(line: &Line, i: usize, voice: &Voice) -> Option<String> {
    let side = side_of_speaker(voice).filter(|_| line.lower(i) == "enemy")?;
    let other = if side == "militants" { "soldiers" } else { "militants" };
    Some(other.to_owned())
}

/// The group of those that a word names, if they are of an army, the police or a band.
fn men_in_ranks_at(line: &Line, i: usize) -> Option<String> {
    crate::counts::people_at(line, i).map(|(_, group, _)| group).filter(|g| has("men_in_ranks", g))
}

/// The men of the side that speaks; a ministry of defence speaks for soldiers.
fn side_of_speaker(voice: &Voice) -> Option<String> {
    let speaker = voice.speaker.as_ref()?;
    // "a commander of the self-defence group"
    let own_defence = speaker.text.split(' ').any(|w| has("self_defence", &w.to_lowercase()));
    let defence = speaker.text.split(' ').any(|w| has("defence_word", &w.to_lowercase()));
    if own_defence {
        return side_of(SpeakerType::ArmedGroup);
    }
    side_of(if defence { SpeakerType::Military } else { speaker.kind })
}

fn side_of(kind: SpeakerType) -> Option<String> {
    let group = match kind {
        SpeakerType::Police => "police",
        SpeakerType::Military => "soldiers",
        SpeakerType::ArmedGroup => "militants",
        _ => return None,
    };
    Some(group.to_owned())
}
