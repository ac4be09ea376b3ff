//! Who claims, denies, admits a deed, and who is accused of it: claims of responsibility.
//!
//! Made from what a sentence states outright ([`stated`]) and from what a speaker who bears arms says of its own deeds
//! ([`owned`]); leaves whose words they are to [`voices`](super::voices).

use super::Writer;
use crate::attribution::Attribution;
use crate::frames::Kind;
use crate::owning::owned;
use crate::responsibility::{accuser, stated};
use crate::sets::has;
use crate::speakers::Voice;
use dateline_atlas::ActorMention;
use dateline_model::{ClaimKind, Modality, Responsibility, Role, Span, SpeakerType, Stance, Standing};

impl Writer<'_, '_> {
    /// The claims of responsibility of sentence `i`.
    pub(super) fn responsibility(&mut self, i: usize, voices: &[Voice]) {
        let line = &self.reading.lines[i];
        let mut statements = stated(line);
        let names = &self.reading.names;
        let official = |kind: &SpeakerType| {
            matches!(
                kind,
                SpeakerType::Military | SpeakerType::Government | SpeakerType::Police | SpeakerType::ArmedGroup
            )
        };
        let kind = |span: Span| {
            let armed = names.actors.iter().find(|m| span_meets(span, m) && m.is_armed()).map(|m| m.actor.kind);
            armed.or_else(|| names.speaker_type(span.slice(&self.reading.report.text)).filter(official)).or_else(|| {
                // "the junta's spokesman"
                let forced = |w: &&crate::words::Word| span.contains(w.span) && has("military_noun", &w.lower);
                line.words.iter().find(forced).map(|_| SpeakerType::Military)
            })
        };
        let own = owned(line, &self.reading.attributions[i], &self.reading.deeds[i], &kind);
        let new = |o: &crate::responsibility::Stated| {
            statements.iter().all(|s| s.stance != o.stance && s.stance != Some(Stance::Claims))
        };
        // that a force killed the attackers, told further down, is no owning up to the attack
        let (deeds, lead) = (&self.reading.deeds[i], i < 3);
        let text = &self.reading.report.text;
        let fells = |o: &crate::responsibility::Stated| {
            let told = deeds.iter().filter(|d| line.word_from(d.place.start) == o.at);
            let mut felled = told.flat_map(|d| &d.fills).filter(|f| f.role == Role::Victim && f.kind == Kind::Armed);
            felled.any(|f| !lead || f.mention.slice(text).to_lowercase().contains("attacker"))
        };
        statements.extend(own.into_iter().filter(|o| new(o) && !fells(o)).collect::<Vec<_>>());
        for statement in statements {
            let Some(stance) = statement.stance else { continue };
            // an accusation that nobody made is not of the deed
            let answers = ["accusation", "allegation", "charge", "claim"].iter().any(|w| statement.phrase.contains(w));
            if stance == Stance::Denies && answers && !self.is_anyone_accused() {
                continue;
            }
            let accuser = accuser(line, &statement).filter(|_| matches!(stance, Stance::Accuses | Stance::Suspects));
            let Some(range) = statement.actor else { continue };
            let span = line.stretch(range.start, range.end);
            // what an armed group claims, a state admits
            let bears = kind(span);
            let state = matches!(bears, Some(SpeakerType::Military | SpeakerType::Government | SpeakerType::Police));
            let stance = if state && stance == Stance::Claims { Stance::Admits } else { stance };
            let written = span.slice(&self.reading.report.text).to_owned();
            let names = &self.reading.names;
            // "government forces" are known by what they are
            let forces =
                line.words[range.clone()].iter().any(|w| has("military_noun", &w.lower) || has("troops", &w.lower));
            let unnamed = crate::participants::names_no_one(line, &range) && !forces;
            let pronoun = has("pronoun", &written.to_lowercase());
            let known =
                forces || names.actor_in(span).is_some() || (unnamed && names.chief_group().is_some()) || pronoun;
            if (!crate::participants::can_answer(line, &range) || unnamed) && !known {
                continue;
            }
            let meant = if pronoun { self.meant(&written, stance, i, statement.at, voices) } else { None };
            let chief = || names.chief_group().filter(|_| unnamed && meant.is_none());
            let stands_for = || meant.as_ref().and_then(|s| names.actor_called(s.actor.as_ref()?));
            let actor = names.actor_in(span).or_else(stands_for).or_else(chief);
            let bears = bears.or(meant.as_ref().map(|s| s.kind));
            let resolved = meant.map(|s| s.name.unwrap_or(s.text));
            let named = !unnamed && !pronoun;
            let as_written = written.trim_start_matches("The ").trim_start_matches("the ").to_owned();
            // armed groups go by many names; forces of a state by what they are
            let group = actor.filter(|a| a.kind == SpeakerType::ArmedGroup).map(crate::names::display);
            let known_as = actor.map(crate::names::display);
            let name = if named {
                group.unwrap_or(as_written)
            } else {
                known_as.or(resolved).unwrap_or_else(|| written.clone())
            };
            if written.is_empty() || pronoun && name == written {
                continue;
            }
            let (mut voice, _) = self.voice_at(i, statement.at, voices);
            if matches!(stance, Stance::Claims | Stance::Admits | Stance::Denies) {
                let kind = actor.map(|a| a.kind).or(bears).unwrap_or(SpeakerType::ArmedGroup);
                voice.speaker = Some(dateline_model::Speaker {
                    text: written,
                    name: Some(name.clone()),
                    actor: actor.map(|a| a.id.clone()),
                    kind,
                    span,
                });
                voice.speaker.iter().for_each(|speaker| self.memory.remember(speaker));
            }
            // "The government blamed the Front"; the outlet itself only where nobody is said to
            if let Some(subject) = accuser.filter(|_| voice.speaker.is_none()) {
                voice = self.voice_of_subject(i, subject, statement.at).unwrap_or(voice);
            }
            // "was carried out by the Front": an accusation where somebody is said to make it; nobody accuses himself
            let told = statement.phrase.ends_with(" by") && matches!(stance, Stance::Accuses);
            let own = actor.is_some() && voice.speaker.as_ref().and_then(|s| s.actor.as_ref()) == actor.map(|a| &a.id);
            if told && voice.speaker.is_none() || own && matches!(stance, Stance::Accuses | Stance::Suspects) {
                continue;
            }
            // where no recalled incident was made of the sentence, it speaks of the report's own
            let account = self.account_for(i, self.reading.verdicts[i].standing);
            let account = account.or_else(|| self.account_for(i, Standing::Main));
            let modality = match stance {
                Stance::Claims => Modality::Claimed,
                Stance::Admits => Modality::Admitted,
                Stance::Denies => Modality::Denied,
                Stance::Accuses => Modality::Asserted,
                Stance::Suspects => Modality::Unconfirmed,
            };
            let mut claim = self.claim(ClaimKind::Responsibility, modality, voice, account, line);
            claim.responsibility = Some(Responsibility { stance, actor: name, actor_id: actor.map(|a| a.id.clone()) });
            claim.read_by = format!("lexicon/responsibility.txt: \"{}\"", statement.phrase);
            self.claims.push(claim);
        }
    }

    /// Whom "it", "we", "the group" stands for where a deed is claimed or denied at word `at` of sentence `i`.
    fn meant(
        &self,
        written: &str,
        stance: Stance,
        i: usize,
        at: usize,
        voices: &[Voice],
    ) -> Option<dateline_model::Speaker> {
        let (voice, _) = self.voice_at(i, at, voices);
        let speaker = match written.to_lowercase().as_str() {
            "we" => voice.speaker,
            lower => self.memory.antecedent(lower).or(self.memory.last()).cloned(),
        };
        let answers = |s: &dateline_model::Speaker| match (stance, s.kind) {
            (_, SpeakerType::ArmedGroup | SpeakerType::Other) => true,
            (Stance::Claims, _) => false,
            (_, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police) => true,
            _ => false,
        };
        speaker.filter(answers)
    }

    /// Whether anyone has been accused or suspected so far.
    fn is_anyone_accused(&self) -> bool {
        let stances = self.claims.iter().filter_map(|c| c.responsibility.as_ref()).map(|r| r.stance);
        stances.into_iter().any(|s| matches!(s, Stance::Accuses | Stance::Suspects))
    }

    /// The voice of who is the subject of a verb that hands nothing over, where that is one who can speak.
    fn voice_of_subject(&mut self, i: usize, subject: std::ops::Range<usize>, at: usize) -> Option<Voice> {
        let (line, text) = (&self.reading.lines[i], &self.reading.report.text);
        let written = line.stretch(subject.start, subject.end).slice(text);
        let names = &self.reading.names;
        let speaks = has("pronoun", &written.to_lowercase()) || names.speaker_type(written).is_some();
        let attribution = Attribution {
            source: Some(subject),
            apposition: None,
            cue: at..at + 1,
            content: Vec::new(),
            via: Vec::new(),
            modality: Modality::Asserted,
            lemma: "accuse".to_owned(),
        };
        speaks.then(|| self.memory.voice(text, line, &attribution, names))
    }
}

fn span_meets(span: Span, mention: &ActorMention) -> bool {
    span.overlaps(mention.span)
}
