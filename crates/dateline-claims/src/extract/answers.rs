//! Who claims, denies, admits a deed, and who is accused of it: claims of responsibility.
//!
//! Made from what a sentence states outright ([`stated`]) and from what a speaker who bears arms says of its own deeds
//! ([`owned`]); leaves whose words they are to [`voices`](super::voices).

use super::Writer;
use crate::attribution::Attribution;
use crate::frames::{Fill, Kind};
use crate::responsibility::owning::owned;
use crate::responsibility::{Manner, Stated, accuser, stated};
use crate::sets::has;
use crate::speakers::Voice;
use dateline_atlas::ActorMention;
use dateline_model::{AccountId, ClaimKind, Modality, Responsibility, Role, Span, SpeakerType, Stance, Standing};

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
        let new = |o: &Stated| statements.iter().all(|s| s.stance != o.stance && s.stance != Some(Stance::Claims));
        // that a force killed the attackers, told further down, is no owning up to the attack
        let (deeds, lead) = (&self.reading.deeds[i], i < 3);
        let text = &self.reading.report.text;
        let fells = |o: &Stated| {
            let told = deeds.iter().filter(|d| line.word_from(d.place.start) == o.at);
            let mut felled = told.flat_map(|d| &d.fills).filter(|f| f.role == Role::Victim && f.kind == Kind::Armed);
            felled.any(|f| !lead || f.mention.slice(text).to_lowercase().contains("attacker"))
        };
        statements.extend(own.into_iter().filter(|o| new(o) && !fells(o)).collect::<Vec<_>>());
        let told = self.told_of_others(i, voices);
        let other = |t: &Stated| {
            statements.iter().all(|s| {
                s.actor.as_ref().zip(t.actor.as_ref()).is_none_or(|(a, b)| a.start >= b.end || b.start >= a.end)
            })
        };
        statements.extend(told.into_iter().filter(other).collect::<Vec<_>>());
        for statement in statements {
            let Some(stance) = statement.stance else { continue };
            // an accusation that nobody made is not of the deed
            if statement.manner == Manner::Answer && !self.is_anyone_accused() {
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
            let unnamed = crate::participants::names_no_one(line, &range, stance) && !forces;
            let pronoun = has("pronoun", &written.to_lowercase());
            let group = names.chief_group().filter(|_| unnamed);
            let known = forces || names.actor_in(span).is_some() || group.is_some() || pronoun;
            if (!crate::participants::can_answer(line, &range) || unnamed) && !known {
                continue;
            }
            let meant = if pronoun { self.meant(&written, stance, i, statement.at, voices) } else { None };
            let chief = || group.filter(|_| meant.is_none());
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
            // some that nobody knows: "the attack was staged by ten terrorists"
            let some = statement.manner == Manner::Hearsay && actor.is_none() && !forces;
            let body = |i: usize| line.words[i].is_capitalised() || has("body_called", line.lower(i));
            let some = some && !range.clone().any(body);
            if written.is_empty() || some || pronoun && name == written {
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
            let told = statement.manner == Manner::Hearsay;
            let own = actor.is_some() && voice.speaker.as_ref().and_then(|s| s.actor.as_ref()) == actor.map(|a| &a.id);
            if told && voice.speaker.is_none() || own && matches!(stance, Stance::Accuses | Stance::Suspects) {
                continue;
            }
            // where no recalled incident was made of the sentence, it speaks of the report's own
            // "the police attributed that attack to": the one told just before
            let that = (statement.at..statement.at + 8)
                .any(|k| line.lower(k) == "that" && has("claimable", line.lower(k + 1)) && i > 0);
            let told_in = if that { i - 1 } else { i };
            let account = self.account_for(told_in, self.reading.verdicts[told_in].standing);
            let account = account.or_else(|| self.account_for(i, Standing::Main));
            let id = actor.map(|a| a.id.clone());
            if told && self.has_accused(account.as_ref(), &voice, &name, id.as_ref()) {
                continue;
            }
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

    /// Whom a speaker says to have done it, without a word of blame: "residents said soldiers had shot them". Only forces
    /// and groups that are known, and only in the mouth of another side.
    fn told_of_others(&self, i: usize, voices: &[Voice]) -> Vec<Stated> {
        let (line, names) = (&self.reading.lines[i], &self.reading.names);
        let armed = |span: Span| names.actors.iter().find(|m| span.overlaps(m.span) && m.is_armed()).map(|m| m.actor);
        let mut found: Vec<Stated> = Vec::new();
        for deed in &self.reading.deeds[i] {
            let harms = |f: &Fill| matches!(f.role, Role::Victim | Role::Target);
            let fought = deed.fills.iter().any(|f| harms(f) && f.kind == Kind::Armed);
            if fought || !deed.fills.iter().any(harms) {
                continue;
            }
            for fill in deed.fills.iter().filter(|f| f.role == Role::Perpetrator && !f.charged) {
                let words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
                let troops = words.clone().any(|k| has("troops", line.lower(k)) || has("state_forces", line.lower(k)));
                let (voice, by) = self.voice_at(i, words.start, voices);
                let own = words.clone().any(|k| has("own_mark", line.lower(k)) || has("pronoun", line.lower(k)));
                let denied = own || by.is_some_and(|a| a.modality == Modality::Denied);
                let (Some(speaker), false) = (voice.speaker, denied) else { continue };
                let doer = armed(fill.span);
                let side = doer.map_or(SpeakerType::Military, |a| a.kind);
                let teller = speaker.actor.as_ref().and_then(|id| names.actor_called(id));
                let same = match (teller, doer) {
                    (Some(a), Some(b)) if a.id == b.id => true,
                    (Some(a), Some(b)) if is_of_state(a.kind) && is_of_state(b.kind) => a.country == b.country,
                    _ => is_of_state(side) && is_of_state(speaker.kind),
                };
                let apart = self.reading.verdict(i, words.start).standing != Standing::Main;
                if same || apart || doer.is_none() && !troops || speaker.kind == SpeakerType::Media {
                    continue;
                }
                found.push(Stated {
                    stance: Some(Stance::Accuses),
                    actor: Some(words.clone()),
                    at: words.start,
                    phrase: deed.place.slice(&self.reading.report.text).to_owned(),
                    manner: Manner::Hearsay,
                });
            }
        }
        found
    }

    /// Whether this speaker has accused this actor of it before.
    fn has_accused(&self, account: Option<&AccountId>, voice: &Voice, name: &str, id: Option<&String>) -> bool {
        let teller = |s: Option<&dateline_model::Speaker>| s.map(|s| s.name.clone().unwrap_or_else(|| s.text.clone()));
        self.claims.iter().any(|claim| {
            let one = |r: &Responsibility| {
                matches!(r.stance, Stance::Accuses | Stance::Suspects)
                    && (r.actor == name || id.is_some() && r.actor_id.as_ref() == id)
            };
            claim.responsibility.as_ref().is_some_and(one)
                && claim.account.as_ref() == account
                && teller(claim.speaker.as_ref()) == teller(voice.speaker.as_ref())
        })
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

fn is_of_state(kind: SpeakerType) -> bool {
    matches!(kind, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police)
}

fn span_meets(span: Span, mention: &ActorMention) -> bool {
    span.overlaps(mention.span)
}
