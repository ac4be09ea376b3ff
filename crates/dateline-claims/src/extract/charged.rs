//! Who may stand accused at all: bodies and forces, and no private persons.
//!
//! Made from a statement and what the directory knows of the one it names. Leaves what is stated to
//! [`stances`](super::stances).

use super::Writer;
use super::answers::Party;
use super::stances::is_of_state;
use crate::counts::people_named;
use crate::offices::is_person;
use crate::responsibility::Stated;
use crate::responsibility::hints::{OF_BODY, POINTED};
use crate::responsibility::identity::THEY_WERE;
use crate::responsibility::owning::is_a_band;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_atlas::Actor;
use dateline_model::{Speaker, SpeakerType, Stance};
use std::ops::Range;

impl<'a> Writer<'_, 'a> {
    /// Of whom it is said that they were of a body, or that they are charged: only of a group that is known, and not of those
    /// whom the speaker's side struck.
    pub(super) fn is_charged(&self, i: usize, statement: &Stated, voices: &[Voice]) -> bool {
        let line = &self.reading.lines[i];
        if statement.phrase == POINTED {
            return self.is_body(line, statement);
        }
        let identified = statement.phrase == THEY_WERE;
        let of_body = statement.phrase.ends_with(OF_BODY);
        let charged = identified || of_body || statement.phrase.ends_with("… with");
        let Some(range) = statement.actor.clone().filter(|_| charged) else { return true };
        let group = |a: &Actor| a.kind == SpeakerType::ArmedGroup;
        let known = self.armed(line.stretch(range.start, range.end)).is_some_and(group);
        let known = known || of_body && is_a_band(line, &range);
        // "“They were soldiers,” a farmer said"
        let troops = |k: usize| has("troops", line.lower(k)) || has("ours_of_police", line.lower(k));
        let known = known || identified && range.len() == 1 && troops(range.start);
        let killers = || range.clone().any(|k| has("those_who_did_it", line.lower(k)));
        let speaker = || self.voice_at(i, statement.at, voices).0.speaker;
        known && (!identified || killers() || speaker().is_some_and(|s| !is_of_state(s.kind) && !is_its(&s.text)))
    }

    /// "Ana Ruiz is accused of the killing", "accused gunman Omar Sel", "Ruiz denied it": a person of no body that bears arms.
    pub(super) fn names_private_person(&self, i: usize, statement: &Stated) -> bool {
        let line = &self.reading.lines[i];
        let Some(range) = statement.actor.clone() else { return false };
        let span = line.stretch(range.start, range.end);
        let known = self.reading.names.actor_in(span).is_some() || self.bears_arms(line, span).is_some();
        let blames = matches!(statement.stance, Some(Stance::Accuses | Stance::Suspects));
        // where groups are about, who denies may speak for one of them
        if known || self.armed(span).is_some() || !blames && self.reading.names.chief_group().is_some() {
            return false;
        }
        let end = range.clone().find(|&k| matches!(line.lower(k), "of" | "in" | "from")).filter(|&k| k > range.start);
        let end = end.unwrap_or(range.end);
        let people = |k: usize, several: bool| people_named(line.lower(k)).is_some_and(|(_, many)| many == several);
        // "accused gunman Omar Sel"; but "paramilitary squads"
        // "accused gunman Omar Sel", but "the National Front"
        let common = |k: usize| k == 0 || !line.words[k].is_capitalised();
        let one = |k: usize| common(k) && people(k, false) && (k + 1 == end || line.words[k + 1].is_capitalised());
        if (range.start..end).any(one) {
            return true;
        }
        if self.is_body(line, statement) || is_a_band(line, &range) || range.clone().any(|k| people(k, true)) {
            return false;
        }
        let name_ends = line.words[end - 1].is_capitalised();
        let mute = |k: usize| ["article", "own_mark"].iter().any(|set| has(set, line.lower(k)));
        let capital = |k: &usize| line.words[*k].is_capitalised() && !mute(*k);
        let capitals: Vec<usize> = range.filter(capital).collect();
        let [first, rest @ ..] = capitals.as_slice() else { return false };
        let charged = matches!(line.lower(last_of(statement)), "accused" | "blamed" | "suspected");
        let name = line.words[*first].text;
        let names = &self.reading.names;
        if names.country_of_adjective(name).or_else(|| names.state_named(name)).is_some() {
            return false;
        }
        let initials = name.len() > 1 && !name.chars().any(char::is_lowercase);
        names.atlas.is_given_name(name)
            || name_ends && !initials && (rest.is_empty() || is_passive(line, statement) && charged)
    }

    /// The accused of an accusation, where one denies it who is no body himself: "the mayor rejected the charge".
    pub(super) fn accused(&self, i: usize, statement: &Stated, charge: usize) -> Option<(Stated, Party<'a>)> {
        let (line, names) = (&self.reading.lines[i], &self.reading.names);
        let range = statement.actor.clone().filter(|_| statement.teller.is_none())?;
        let span = line.stretch(range.start, range.end);
        let written = span.slice(&self.reading.report.text).to_owned();
        let of = self.claims[charge].responsibility.as_ref()?;
        let actor = of.actor_id.as_ref().and_then(|id| names.actor_called(id));
        let title = has("pronoun", &written.to_lowercase());
        // "accused the Front of the raid, a charge it denies": that is the Front
        if title && range.len() == 1 && self.claims[charge].evidence.contains(&line.span) {
            let kind = actor.map_or(SpeakerType::Other, |a| a.kind);
            let (name, written) = (of.actor.clone(), of.actor.clone());
            return Some((
                statement.clone(),
                Party { name, actor, kind, written, span, stance: Stance::Denies, forces: None },
            ));
        }
        // "the general staff rejected the charge"
        let staff = range.clone().last().is_some_and(|k| has("staff", line.lower(k)));
        let one = Speaker { text: written.clone(), name: None, actor: None, kind: SpeakerType::Other, span };
        let rebels = range.clone().any(|k| has("rebel_noun", line.lower(k))) && names.actor_in(span).is_none();
        let ranked = written.split(' ').next().is_some_and(|w| has("rank", w.to_lowercase().trim_end_matches('.')));
        if title || !(rebels || staff || (ranked || is_person(&one)) && self.armed(span).is_none()) {
            return None;
        }
        let band = |w: &str| {
            let lower = w.to_lowercase();
            let body = ["band_name", "body_called", "force_noun"].iter().any(|set| has(set, &lower));
            body && w.starts_with(char::is_uppercase) && !has("state_forces", &lower)
        };
        let own = written.split(' ').any(|w| band(w) && of.actor.contains(w));
        let group = actor.map_or_else(|| of.actor.split(' ').any(band), |a| a.kind == SpeakerType::ArmedGroup);
        // the police do not answer for the rebels
        let its = has("own_mark", line.lower(range.start));
        if group != (rebels || own || staff && its || group && its) {
            return None;
        }
        let kind = if group { SpeakerType::ArmedGroup } else { actor.map_or(SpeakerType::Other, |a| a.kind) };
        let party = Party { name: of.actor.clone(), actor, kind, written, span, stance: Stance::Denies, forces: None };
        Some((Stated { teller: Some(range), ..statement.clone() }, party))
    }
}

/// "its spokesman": of whom the sentence before tells.
fn is_its(speaker: &str) -> bool {
    speaker.split(' ').next().is_some_and(|w| has("own_mark", &w.to_lowercase()))
}

/// The last word of a statement's phrase.
fn last_of(statement: &Stated) -> usize {
    statement.at + statement.phrase.split(' ').count() - 1
}

/// "is accused", "had been blamed": by a form of "be".
fn is_passive(line: &Line, statement: &Stated) -> bool {
    let words: Range<usize> = statement.at..last_of(statement);
    words.into_iter().any(|k| has("be", line.lower(k)))
}
