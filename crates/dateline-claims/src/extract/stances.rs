//! What a sentence states of who did it: outright, of one's own deeds, of others' deeds.
//!
//! Puts together what [`stated`] reads from words, what those who bear arms say of their own deeds ([`owned`]), and whom
//! speakers of another side say to have done it. Leaves who is meant, and whose words they are, to
//! [`answers`](super::answers).

use super::Writer;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::envoys::{envoy, is_caller, on_behalf_of};
use crate::responsibility::owning::owned;
use crate::responsibility::{Manner, Stated, stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::{Line, Word};
use dateline_atlas::Actor;
use dateline_model::{Modality, Role, Span, Speaker, SpeakerType, Stance, Standing};
use std::ops::Range;

impl<'a> Writer<'_, 'a> {
    /// The statements of responsibility of sentence `i`.
    pub(super) fn stances(&self, i: usize, voices: &[Voice]) -> Vec<Stated> {
        let (line, deeds) = (&self.reading.lines[i], &self.reading.deeds[i]);
        let mut found = stated(line);
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let own = owned(line, &self.reading.attributions[i], deeds, &bears_arms);
        let new = |o: &Stated| found.iter().all(|s| s.stance != o.stance && s.stance != Some(Stance::Claims));
        let own: Vec<Stated> = own.into_iter().filter(|o| new(o) && !self.fells_attackers(i, o.at)).collect();
        found.extend(own);
        let told = self.told_of_others(i, voices);
        let apart = |a: &Stated, b: &Stated| {
            a.actor.as_ref().zip(b.actor.as_ref()).is_none_or(|(a, b)| a.start >= b.end || b.start >= a.end)
        };
        let told: Vec<Stated> = told.into_iter().filter(|t| found.iter().all(|s| apart(s, t))).collect();
        found.extend(told);
        found.into_iter().map(|s| self.in_whose_name(i, s)).collect()
    }

    /// A statement with the body that its speaker speaks for in the speaker's stead.
    fn in_whose_name(&self, i: usize, statement: Stated) -> Stated {
        let line = &self.reading.lines[i];
        let blames = matches!(statement.stance, Some(Stance::Accuses | Stance::Suspects));
        let bears_arms = |span: Span| self.bears_arms(line, span);
        if blames {
            return self.for_those_who_did_it(i, statement);
        }
        let Some(source) = statement.actor.clone().filter(|_| statement.teller.is_none()) else { return statement };
        let source = self.owner(i, &source, statement.at).unwrap_or(source);
        let statement = Stated { actor: Some(source.clone()), ..statement };
        let sent = envoy(line, &source, &bears_arms).map(|e| (e.body, e.teller));
        // "an anonymous caller claimed responsibility on behalf of the Front"
        let sent = sent.or_else(|| Some((on_behalf_of(line, statement.at)?, source.clone())));
        match sent {
            Some((body, teller)) => Stated { actor: Some(body), teller: Some(teller), ..statement },
            None => statement,
        }
    }

    /// "his organisation had no hand in it", "the group was not involved", "it was behind it": of these says so the one
    /// whose words they are.
    fn owner(&self, i: usize, actor: &Range<usize>, at: usize) -> Option<Range<usize>> {
        let line = &self.reading.lines[i];
        let attribution = &self.reading.attributions[i][self.cover(i, at)?];
        let source = attribution.source.clone().filter(|source| source.end <= actor.start)?;
        let first = line.lower(actor.start);
        let own = has("own_mark", first) || actor.len() == 1 && matches!(first, "it" | "we" | "they");
        let body = |k: usize| has("body_called", line.lower(k)) || has("force_noun", line.lower(k));
        let unnamed = !actor.clone().any(|k| line.words[k].is_capitalised() && k > 0) && actor.clone().any(body);
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let group = || {
            let range = envoy(line, &source, &bears_arms).map_or(source.clone(), |e| e.body);
            let span = line.stretch(range.start, range.end);
            self.bears_arms(line, span) == Some(SpeakerType::ArmedGroup) || self.armed(span).is_some()
        };
        (own || unnamed && group()).then(|| source.clone())
    }

    /// "a caller said the raid was the work of the Front": claimed for it, by a voice that nobody knows.
    fn for_those_who_did_it(&self, i: usize, statement: Stated) -> Stated {
        let line = &self.reading.lines[i];
        let said = self.cover(i, statement.at).and_then(|k| self.reading.attributions[i][k].source.clone());
        match said.filter(|source| is_caller(line, source)) {
            Some(source) => {
                Stated { stance: Some(Stance::Claims), manner: Manner::Outright, teller: Some(source), ..statement }
            }
            None => statement,
        }
    }

    /// What kind of body that bears arms, or speaks for one, a stretch of text names.
    pub(super) fn bears_arms(&self, line: &Line, span: Span) -> Option<SpeakerType> {
        let speaks = |kind: &SpeakerType| is_of_state(*kind) || *kind == SpeakerType::ArmedGroup;
        let by_noun = || self.reading.names.speaker_type(span.slice(&self.reading.report.text)).filter(speaks);
        // "the junta's spokesman"
        let forced = |w: &&Word| span.contains(w.span) && has("military_noun", &w.lower);
        let by_word = || line.words.iter().find(forced).map(|_| SpeakerType::Military);
        // "Norland", or its capital: the state
        let state = || self.reading.names.is_state(span.slice(&self.reading.report.text));
        let by_state = || state().then_some(SpeakerType::Government);
        self.armed(span).map(|actor| actor.kind).or_else(by_noun).or_else(by_word).or_else(by_state)
    }

    /// The actor that bears arms named in a stretch of text.
    fn armed(&self, span: Span) -> Option<&'a Actor> {
        let mut armed = self.reading.names.actors.iter().filter(|m| m.is_armed());
        armed.find(|m| span.overlaps(m.span)).map(|m| m.actor)
    }

    /// That a force killed the attackers, told further down, is no owning up to the attack.
    fn fells_attackers(&self, i: usize, at: usize) -> bool {
        let (line, lead) = (&self.reading.lines[i], i < 3);
        let text = &self.reading.report.text;
        let told = self.reading.deeds[i].iter().filter(|d| line.word_from(d.place.start) == at);
        let mut felled = told.flat_map(|d| &d.fills).filter(|f| f.role == Role::Victim && f.kind == Kind::Armed);
        felled.any(|f| !lead || f.mention.slice(text).to_lowercase().contains("attacker"))
    }

    /// Whom a speaker says to have done it, without a word of blame: "residents said soldiers had shot them". Only forces
    /// and groups that are known, and only in the mouth of another side.
    fn told_of_others(&self, i: usize, voices: &[Voice]) -> Vec<Stated> {
        let line = &self.reading.lines[i];
        let accused = |fill: &Fill| fill.role == Role::Perpetrator && !fill.charged && self.is_accused(i, fill, voices);
        let deeds = self.reading.deeds[i].iter().filter(|d| harms_others(d));
        let each = deeds.flat_map(|d| d.fills.iter().filter(|f| accused(f)).map(move |f| (d, f)));
        each.map(|(deed, fill)| {
            let words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
            Stated {
                stance: Some(Stance::Accuses),
                at: words.start,
                actor: Some(words),
                phrase: deed.place.slice(&self.reading.report.text).to_owned(),
                manner: Manner::Hearsay,
                teller: None,
            }
        })
        .collect()
    }

    /// Whether who did it is of a known side, and is said to have by one of another.
    fn is_accused(&self, i: usize, fill: &Fill, voices: &[Voice]) -> bool {
        let line = &self.reading.lines[i];
        let mut words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
        let any = |sets: [&str; 2]| words.clone().any(|k| sets.iter().any(|set| has(set, line.lower(k))));
        let doer = self.armed(fill.span);
        if any(["own_mark", "pronoun"]) || doer.is_none() && !any(["troops", "state_forces"]) {
            return false;
        }
        let first = words.next().unwrap_or_default();
        let (voice, by) = self.voice_at(i, first, voices);
        let denied = by.is_some_and(|a| a.modality == Modality::Denied);
        let main = self.reading.verdict(i, first).standing == Standing::Main;
        let told = voice.speaker.is_some_and(|s| s.kind != SpeakerType::Media && !self.is_one_side(&s, doer));
        told && main && !denied
    }

    /// Whether a speaker is of the same side as who did it: the same body, or two of one state.
    fn is_one_side(&self, speaker: &Speaker, doer: Option<&Actor>) -> bool {
        let side = doer.map_or(SpeakerType::Military, |a| a.kind);
        match (speaker.actor.as_ref().and_then(|id| self.reading.names.actor_called(id)), doer) {
            (Some(a), Some(b)) if a.id == b.id => true,
            (Some(a), Some(b)) if is_of_state(a.kind) && is_of_state(b.kind) => a.country == b.country,
            _ => is_of_state(side) && is_of_state(speaker.kind),
        }
    }
}

/// Whether a deed befell somebody or something, and no fighters: a clash accuses nobody.
fn harms_others(deed: &Deed) -> bool {
    let mut harmed = deed.fills.iter().filter(|f| matches!(f.role, Role::Victim | Role::Target)).peekable();
    harmed.peek().is_some() && harmed.all(|f| f.kind != Kind::Armed)
}

/// Whether a source speaks for a state or its forces.
pub(super) fn is_of_state(kind: SpeakerType) -> bool {
    matches!(kind, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police)
}
