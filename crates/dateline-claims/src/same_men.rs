//! One band of men, called by several words: "armed men", and further on "the assailants", "the guerrillas".
//!
//! Made from the groups an account has as its perpetrators. Bodies with a name stay as they are; so do soldiers and the
//! police, who are told apart by those words, and bands of whom the report says that they were not as many.

use crate::sets::has;
use dateline_model::{Participant, ParticipantKind, Quantity, Role};

/// Puts the words for one band together, as mentions of the first.
pub(crate) fn join_men(found: &mut Vec<Participant>) {
    let mut k = 0;
    while k < found.len() {
        match (0..k).find(|&i| are_same_men(&found[i], &found[k])) {
            Some(i) => {
                let later = found.remove(k);
                let first = &mut found[i];
                first
                    .mentions
                    .extend(later.mentions.into_iter().filter(|m| !first.mentions.contains(m)).collect::<Vec<_>>());
                first
                    .evidence
                    .extend(later.evidence.into_iter().filter(|s| !first.evidence.contains(s)).collect::<Vec<_>>());
                first.number = first.number.take().or(later.number);
            }
            None => k += 1,
        }
    }
}

fn are_same_men(first: &Participant, later: &Participant) -> bool {
    let band = |p: &Participant| p.role == Role::Perpetrator && p.kind == ParticipantKind::Group && p.actor.is_none();
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let as_many = match (number(first), number(later)) {
        (Some(a), Some(b)) => a == b,
        (Some(n), None) | (None, Some(n)) => n > 1,
        (None, None) => true,
    };
    let two_names = names(first).is_some_and(|a| names(later).is_some_and(|b| a != b));
    band(first)
        && band(later)
        && as_many
        && !two_names
        && may_be_anyone(first)
        && may_be_anyone(later)
        && first.confidence == later.confidence
}

/// Whether all the words for a band leave open whose it is.
fn may_be_anyone(p: &Participant) -> bool {
    let last = |m: &str| m.rsplit(' ').next().unwrap_or(m).to_lowercase();
    p.mentions.iter().all(|m| ["strangers", "rebel_noun", "fights_for"].iter().any(|set| has(set, &last(m))))
}

/// The name that a band bears: "Front guerrillas".
fn names(p: &Participant) -> Option<String> {
    let word = |w: &&str| w.chars().next().is_some_and(char::is_uppercase);
    let named = |m: &String| {
        m.split(' ').skip(1).any(|w| word(&w))
            || m.split(' ').count() > 1 && m.split(' ').next().is_some_and(|w| w.chars().all(char::is_uppercase))
    };
    p.mentions.iter().find(|m| named(m)).cloned()
}
