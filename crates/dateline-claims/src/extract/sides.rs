//! Whose side a speaker is on: of the state whose forces did it, of another, of none.
//!
//! Made from the speaker, the directory and the places named with him. Leaves whom he accuses to [`stances`](super::stances).

use super::Writer;
use super::stances::is_of_state;
use crate::sets::has;
use crate::speakers::Voice;
use dateline_atlas::Actor;
use dateline_model::{Speaker, SpeakerType};

impl Writer<'_, '_> {
    /// Whether what a sentence says of the state that a word names is in the mouth of one who is not of that state.
    pub(super) fn is_told_by_foreigners(&self, i: usize, word: usize, voices: &[Voice]) -> bool {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let name = line.words[word].text;
        let code = reading.names.atlas.country_of_demonym(name).map(|c| c.to_string());
        let one_side = self.voice_at(i, word, voices).0.speaker.is_some_and(|s| {
            let actor = s.actor.as_ref().and_then(|id| reading.names.actor_called(id));
            let forces = s.text.split(' ').next_back().is_some_and(|w| has("military_noun", &w.to_lowercase()));
            let armed = matches!(s.kind, SpeakerType::Military | SpeakerType::Police);
            let own = armed && actor.is_some_and(|a| a.country == code);
            forces || own || s.text.contains(name)
        });
        // a rebel of the state's forces
        let enemy = || self.is_told_by_others(i, word, voices, None) && self.is_told_by_a_group(i, word, voices);
        !one_side && (self.is_told_by(i, word, voices) || enemy())
    }

    fn is_told_by_a_group(&self, i: usize, word: usize, voices: &[Voice]) -> bool {
        self.voice_at(i, word, voices).0.speaker.is_some_and(|s| s.kind == SpeakerType::ArmedGroup)
    }

    /// "the French president said they had been killed by the Norlandic regime": a speaker who is called after another state
    /// than the forces that the phrase at a word is called after.
    pub(super) fn is_of_other_state(&self, i: usize, word: usize, speaker: &Speaker) -> bool {
        let (names, line) = (&self.reading.names, &self.reading.lines[i]);
        let of = |w: &str| names.atlas.country_of_demonym(w).map(|c| c.to_string());
        let theirs = (word..line.words.len().min(word + 3)).find_map(|k| of(line.words[k].text));
        let called = || speaker.text.split(' ').find_map(of);
        let of_place = || names.places.iter().find(|p| speaker.span.overlaps(p.span)).and_then(|p| p.country.clone());
        let known = || speaker.actor.as_ref().and_then(|id| names.actor_called(id)).and_then(|a| a.country.clone());
        let home = called().or_else(of_place).or_else(known);
        theirs.zip(home).is_some_and(|(a, b)| a != b)
    }

    /// Whether a speaker is of the same side as who did it: the same body, or two of one state.
    pub(super) fn is_one_side(&self, speaker: &Speaker, doer: Option<&Actor>) -> bool {
        let side = doer.map_or(SpeakerType::Military, |a| a.kind);
        // a senator is of no force
        if speaker.text.split(' ').any(|w| has("lawmaker", &w.to_lowercase()) || has("of_old", &w.to_lowercase())) {
            return false;
        }
        match (speaker.actor.as_ref().and_then(|id| self.reading.names.actor_called(id)), doer) {
            (Some(a), Some(b)) if a.id == b.id => true,
            (Some(a), Some(b)) if is_of_state(a.kind) && is_of_state(b.kind) => a.country == b.country,
            // "a military source"
            _ if doer.is_some_and(|doer| self.is_abroad(speaker, doer)) => false,
            _ => is_of_state(side) && (is_of_state(speaker.kind) || is_of_forces(&speaker.text)),
        }
    }

    /// "the governor said Norlandic troops had fired": an official of another country than theirs, by the place or people that
    /// he is called after, or else by where it happened.
    fn is_abroad(&self, speaker: &Speaker, doer: &Actor) -> bool {
        let names = &self.reading.names;
        let named = names.places.iter().find(|p| speaker.span.overlaps(p.span)).and_then(|p| p.country.clone());
        let people = || {
            let of = |w: &str| names.atlas.country_of_demonym(w).map(|c| c.to_string());
            speaker.text.split(' ').filter(|w| w.starts_with(char::is_uppercase)).find_map(of)
        };
        let scene = || self.accounts.first().and_then(|a| a.place.as_ref()).and_then(|p| p.country.clone());
        let home = named.or_else(people).or_else(scene);
        doer.country.as_ref().zip(home.as_ref()).is_some_and(|(of, home)| of != home)
    }
}

/// "a military source", "an army officer": one of a force, by its word.
fn is_of_forces(speaker: &str) -> bool {
    let own = |w: &&str| !matches!(*w, "at" | "in" | "near" | "from");
    speaker.split(' ').take_while(own).any(|w| has("military_noun", &w.to_lowercase()))
}
