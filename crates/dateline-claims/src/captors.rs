//! Who holds those who were kidnapped: "he is held by the Front", "the Front has promised to release her".
//!
//! Made from the armed groups that the sentences after a kidnapping name, where they hold or let go one of its victims.
//! Leaves who is told to have taken them to [`crate::roles`].

use crate::belonging::body;
use crate::participants::add;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Confidence, Participant, ParticipantKind, Role, SpeakerType};

/// Adds the armed groups that hold the victims of a kidnapping, where no body is told to have done it.
pub(crate) fn captors(reading: &Reading, found: &mut Vec<Participant>) {
    if found.iter().any(|p| p.role == Role::Perpetrator && p.kind == ParticipantKind::Organisation) {
        return;
    }
    for (i, line) in reading.main_lines().into_iter().filter(|(_, line)| line.is_parsed()) {
        let groups = reading.names.actors.iter().filter(|m| m.actor.kind == SpeakerType::ArmedGroup);
        for group in groups.filter(|m| line.span.contains(m.span)) {
            let last = line.word_from(group.span.end).saturating_sub(1);
            let Some(says_so) = keeps(line, phrase_head(line, last), found) else { continue };
            let told = crate::certainty::of_doer(reading, i, group.span);
            let sure = if says_so { Confidence::Claimed } else { told };
            add(found, Participant { confidence: Some(sure), ..body(reading, group) });
        }
    }
}

/// The noun that a name stands before: "guerrillas" of "Front guerrillas".
fn phrase_head(line: &Line, word: usize) -> usize {
    let above = |&at: &usize| {
        let word = &line.words[at];
        (matches!(word.relation, "compound" | "nmod") && word.head > at).then_some(word.head)
    };
    std::iter::successors(Some(word), above).take(4).last().unwrap_or(word)
}

/// Whether those at a word hold or let go a victim; and whether it is they who say so ("promised to free him").
fn keeps(line: &Line, at: usize, found: &[Participant]) -> Option<bool> {
    let (word, head) = (&line.words[at], line.words[at].head);
    let keeps = |verb: usize| has("keeps_captive", line.lower(verb)) && !line.children(verb).any(|(_, r)| r == "neg");
    let whom =
        |verb: usize, relation: &str| line.children(verb).any(|(k, r)| r == relation && is_victim(line, k, found));
    match word.relation {
        "nsubj" if keeps(head) => whom(head, "dobj").then_some(false),
        "nsubj" => {
            let own = |(k, r): &(usize, &str)| matches!(*r, "xcomp" | "ccomp") && keeps(*k) && whom(*k, "dobj");
            line.children(head).any(|child| own(&child)).then_some(true)
        }
        // "is being held by the Front"
        "pobj" if line.lower(head) == "by" => {
            let verb = line.words[head].head;
            (keeps(verb) && whom(verb, "nsubjpass")).then_some(false)
        }
        // "in the hands of the Front"
        "pobj" if line.lower(head) == "of" => has("captivity", line.lower(line.words[head].head)).then_some(false),
        _ => None,
    }
}

/// Whether a word speaks of one of those who were taken.
fn is_victim(line: &Line, word: usize, found: &[Participant]) -> bool {
    let lower = line.lower(word);
    let named = |m: &String| m.rsplit(' ').next().is_some_and(|last| last.to_lowercase() == lower);
    let victims = || found.iter().filter(|p| p.role == Role::Victim);
    let again = matches!(lower, "he" | "she" | "they" | "him" | "her" | "them" | "who") || has("captive", lower);
    again && victims().next().is_some() || victims().any(|p| p.mentions.iter().any(named))
}
