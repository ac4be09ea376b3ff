//! Participants that are none, taken out again: attackers among those attacked, names that are no person's, and "the
//! victim" or "the man" after someone was named.

use crate::counts::people_named;
use crate::reading::Reading;
use crate::sets::has;
use dateline_model::{Participant, Quantity, Role, Span};

/// Takes out who took no such part.
pub fn weed(reading: &Reading, found: &mut Vec<Participant>) {
    let attackers_act = found.iter().any(|p| p.role == Role::Perpetrator && p.mentions.iter().any(|m| bears_arms(m)));
    found.retain(|p| {
        let victim = p.role == Role::Victim;
        let attacker = victim && p.name.is_none() && p.mentions.iter().all(|m| bears_arms(m));
        // "0100", "2,132": a time or a total, and nobody said who
        let bare = victim && p.mentions.iter().all(|m| !m.contains(char::is_alphabetic));
        !(attacker && attackers_act || bare || victim && !is_person(reading, p))
    });
    name_groups(found);
    let again: Vec<bool> =
        (0..found.len()).map(|k| names_again(reading, found, k) || is_talk(reading, found, k)).collect();
    let mut again = again.into_iter();
    found.retain(|_| !again.next().unwrap_or(false));
}

/// "Two missionaries were killed", and further on two names: those are the missionaries.
fn name_groups(found: &mut Vec<Participant>) {
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let group = |p: &Participant| p.role == Role::Victim && p.name.is_none() && p.effect.is_some();
    for k in (0..found.len()).rev() {
        let Some(many) = number(&found[k]).filter(|_| group(&found[k])) else { continue };
        let effect = found[k].effect;
        let named: Vec<usize> = (0..found.len())
            .filter(|&i| found[i].role == Role::Victim && found[i].name.is_some() && found[i].effect == effect)
            .collect();
        let others = (0..found.len()).filter(|&i| i != k && group(&found[i]) && found[i].effect == effect).count();
        // of one person, only where she has no other description, and nobody else was struck
        let bare = named.iter().all(|&i| found[i].mentions.len() == 1);
        if named.len() as u64 != many || many == 1 && !(bare && others == 0 && named.iter().all(|&i| i > k)) {
            continue;
        }
        let gone = found.remove(k);
        for i in named.into_iter().map(|i| if i > k { i - 1 } else { i }) {
            if found[i].mentions.len() == 1 && !gone.mentions.iter().all(|m| has("general_people", &m.to_lowercase())) {
                found[i].mentions.extend(gone.mentions.iter().cloned());
            }
            found[i].evidence.extend(gone.evidence.iter().copied());
        }
    }
}

/// "gunmen", "the rebels": those who attack.
pub(crate) fn bears_arms(mention: &str) -> bool {
    let last = mention.rsplit(' ').next().unwrap_or(mention).to_lowercase();
    has("attackers", &last)
        || has("rebel_noun", &last)
        || people_named(&last).is_some_and(|(group, _)| matches!(group, "attackers" | "militants"))
}

/// Whether what is put down as a person can be one: not "KM-28", "GMT", nor a town.
fn is_person(reading: &Reading, p: &Participant) -> bool {
    let Some(name) = &p.name else { return true };
    let sign = name.chars().any(|c| c.is_ascii_digit())
        || name.len() > 1 && !name.contains(' ') && name.chars().all(|c| c.is_uppercase() || c == '.');
    let place = |span: &Span| {
        let of_place =
            |m: &dateline_atlas::PlaceMention| span.contains(m.span) && m.span.slice(&reading.report.text) == name;
        (!name.contains(' ') || p.mentions.len() == 1) && reading.names.places.iter().any(of_place)
    };
    !sign && !p.evidence.iter().any(place)
}

/// "They have murdered priests": talk of many, in a sentence of its own, where others were counted or named before.
fn is_talk(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let p = &found[k];
    let definite = |p: &Participant| p.role == Role::Victim && (p.name.is_some() || p.number.is_some());
    let line = |p: &Participant| {
        let first = p.evidence.first().map_or(0, |s| s.start);
        reading.lines.partition_point(|line| line.span.end <= first)
    };
    let bare = |span: &Span, mention: &String| span.slice(&reading.report.text) == mention;
    let talked_of = p.role == Role::Victim && !definite(p) && p.evidence.len() == 1 && p.mentions.len() == 1;
    talked_of
        && p.mentions[0].ends_with('s')
        && p.evidence.iter().all(|span| bare(span, &p.mentions[0]))
        && found[..k].iter().any(definite)
        && !found.iter().any(|other| definite(other) && line(other) == line(p))
}

/// Whether participant `k` is "the victim", "the man": one who was spoken of before by name or by what he was.
fn names_again(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let p = &found[k];
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let one = p.role == Role::Victim && p.name.is_none() && number(p) == Some(1) && p.mentions.len() == 1;
    let general = |m: &String| has("one_again", &m.to_lowercase());
    let first = || p.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    let before = || {
        found[..k].iter().any(|old| {
            old.role == Role::Victim && number(old) == Some(1) && (old.effect == p.effect || p.effect.is_none())
        })
    };
    one && p.mentions.iter().all(general) && has("definite", &first().to_lowercase()) && before()
}
