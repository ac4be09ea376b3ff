//! What a force did to people who bear no arms, in the mouth of its own side: "four protesters were shot by police, the
//! police chief said".
//!
//! Made from the frames' deeds and whose words they are. Leaves what is owned up to by the word to
//! [`owned`](crate::responsibility::owning::owned).

use super::Writer;
use super::answers::Party;
use super::stances::is_of_state;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::{Manner, Stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{BlockKind, Modality, Role, SpeakerType, Stance};

impl Writer<'_, '_> {
    /// Whether one who speaks for a force of a state says that forces of that state did it.
    pub(super) fn is_of_own_side(&self, i: usize, statement: &Stated, party: &Party, voices: &[Voice]) -> bool {
        let (voice, told) = self.voice_at(i, statement.at, voices);
        // "a former lieutenant charged that the army had done it"
        let plain = told.is_some_and(|a| {
            a.modality == Modality::Asserted && a.lemma != "charge" || a.modality == Modality::Admitted
        });
        let names = &self.reading.names;
        let of = |w: &str| names.country_of_adjective(w).or_else(|| names.state_named(w));
        // "the air force", "U.S. troops", but not "the Liberation Army rebels"
        let plainly = |w: &str| {
            let lower = w.to_lowercase();
            ["article", "arms_of_state", "own_force_word", "state_forces"].iter().any(|set| has(set, &lower))
                || of(w).is_some()
        };
        let forces = |written: &str| written.split(' ').all(plainly) && !has_word("ours_of_police", written);
        let military = party.actor.is_none_or(|a| a.kind == SpeakerType::Military) && forces(&party.written);
        let Some(speaker) = voice.speaker.filter(|s| s.kind == SpeakerType::Military && plain && military) else {
            return false;
        };
        let state = |phrase: &str| phrase.split(' ').find_map(of);
        let theirs = state(&party.written);
        let former = has_word("former_word", &speaker.text);
        party.stance == Stance::Accuses && !former && (theirs.is_none() || theirs == state(&speaker.text))
    }

    /// The first such deed of sentence `i`.
    pub(super) fn admitted(&self, i: usize, voices: &[Voice]) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let fought = ["wanted_men", "outlaws", "attackers", "rebel_noun"];
        let fight = line.words.iter().any(|w| fought.iter().any(|set| has(set, &w.lower)));
        // "police said officers shot a man who had shot two others": whom they shot did it
        let shot = |f: &Fill| f.role == Role::Perpetrator && matches!(f.kind, Kind::People | Kind::Person);
        let fight = fight || self.reading.deeds[i].iter().flat_map(|d| &d.fills).any(shot);
        if fight || line.kind == BlockKind::Title {
            return None;
        }
        let deeds = self.reading.deeds[i].iter().filter(|d| harms_the_unarmed(line, d));
        let doers = deeds.flat_map(|d| d.fills.iter().map(move |f| (d, f)));
        doers
            .filter(|(_, f)| f.role == Role::Perpetrator && !f.charged)
            .find_map(|(d, f)| self.own_deed(i, d, f, voices))
    }

    /// The deed, where one of the doer's own side tells of it.
    fn own_deed(&self, i: usize, deed: &Deed, fill: &Fill, voices: &[Voice]) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
        let forces = ["troops", "state_forces", "ours_of_police", "men_of_a_force"];
        let last = words.end.checked_sub(1)?;
        let own = words.clone().any(|k| has("own_mark", line.lower(k)) || has("pronoun", line.lower(k)));
        if own || !forces.iter().any(|set| has(set, line.lower(last))) {
            return None;
        }
        let doer = self.armed(fill.span);
        let speaker = self.voice_at(i, words.start, voices).0.speaker?;
        let attribution = &self.reading.attributions[i][self.cover(i, words.start)?];
        let told = is_of_state(speaker.kind) && self.is_one_side(&speaker, doer);
        let source = attribution.source.clone().filter(|_| attribution.modality != Modality::Denied)?;
        // "it said that soldiers had killed 39": a body, whichever
        let unclear = source.len() == 1 && matches!(line.lower(source.start), "it" | "they");
        let apart = source.start >= words.end || words.start >= source.end;
        (told && apart && !unclear).then(|| Stated {
            stance: Some(Stance::Admits),
            at: words.start,
            actor: Some(words),
            phrase: deed.place.slice(&self.reading.report.text).to_owned(),
            manner: Manner::Outright,
            teller: Some(source),
        })
    }
}

/// Whether people who bear no arms were killed or hurt: some that are named, or a number of those told of before.
fn harms_the_unarmed(line: &Line, deed: &Deed) -> bool {
    let verb = line.word_from(deed.place.start);
    let people = |f: &Fill| f.role == Role::Victim && matches!(f.kind, Kind::People | Kind::Person);
    let struck = deed.fills.iter().filter(|f| matches!(f.role, Role::Victim | Role::Target));
    let plain = |f: &Fill| {
        let named = line.word_from(f.span.end).saturating_sub(1);
        !matches!(line.lower(named), "him" | "he" | "her" | "she" | "them" | "they" | "man" | "teen" | "teenager")
    };
    let several = struck.clone().next().is_none()
        && line.children(verb).any(|(k, relation)| relation == "nsubjpass" && line.words[k].tag == "CD");
    let harmed = has("has_harmed", line.lower(verb)) && line.words[verb].tag.starts_with("VB");
    harmed && (several || struck.clone().next().is_some() && struck.clone().all(|f| people(f) && plain(f)))
}

/// Whether a phrase has a word of a set.
fn has_word(set: &str, phrase: &str) -> bool {
    phrase.to_lowercase().split(' ').any(|word| has(set, word))
}
