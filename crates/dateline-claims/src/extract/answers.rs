//! Who claims, denies, admits a deed, and who is accused of it: claims of responsibility.
//!
//! Made from what a sentence states ([`stances`](super::stances)): who is meant, in whose words, of which account. Leaves
//! whose words they are to [`voices`](super::voices).

use super::Writer;
use super::stances::is_of_state;
use crate::attribution::Attribution;
use crate::offices::is_person;
use crate::participants::participant;
use crate::responsibility::{Manner, Stated, accuser, is_security_service, only_spoken_of};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_atlas::Actor;
use dateline_model::{
    AccountId, Claim, ClaimKind, Confidence, Modality, Participant, ParticipantKind, Relay, Responsibility, Role, Span,
    Speaker, SpeakerType, Stance, Standing,
};
use std::ops::Range;

/// Who claims, denies, or stands accused.
pub(super) struct Party<'a> {
    /// What it is called in the claim.
    pub(super) name: String,
    /// The actor of the directory.
    pub(super) actor: Option<&'a Actor>,
    /// What kind of source it is.
    pub(super) kind: SpeakerType,
    /// As written, and where.
    pub(super) written: String,
    pub(super) span: Span,
    pub(super) stance: Stance,
    /// The forces of a state, by a name of their own, where it is they who did it or did not.
    pub(super) forces: Option<(String, Option<&'a Actor>)>,
}

impl<'a> Writer<'_, 'a> {
    /// The claims of responsibility of sentence `i`.
    pub(super) fn responsibility(&mut self, i: usize, voices: &[Voice]) {
        for statement in self.stances(i, voices) {
            // an accusation that nobody made is not of the deed
            let answered = (statement.manner == Manner::Answer).then(|| self.charge_answered(&statement, i));
            if answered == Some(None) {
                continue;
            }
            let charge = answered.flatten();
            let (statement, party) = match charge.and_then(|k| self.accused(i, &statement, k)) {
                Some((statement, party)) => (statement, Some(party)),
                None => {
                    // no private person answers for a deed
                    let party = self.party(i, &statement, voices);
                    let body = |p: &Party| statement.teller.is_some() || !self.is_one_person(i, p);
                    let party = party.filter(body);
                    (statement, party)
                }
            };
            let claim = party.and_then(|party| self.answer(i, &statement, party, charge, voices));
            self.claims.extend(claim);
        }
    }

    /// Who is meant by a statement; `None` where nobody is that could answer for a deed.
    fn party(&self, i: usize, statement: &Stated, voices: &[Voice]) -> Option<Party<'a>> {
        let (line, names) = (&self.reading.lines[i], &self.reading.names);
        let (range, stance) = (statement.actor.clone()?, statement.stance?);
        let span = line.stretch(range.start, range.end);
        // what an armed group claims, a state admits
        let bears = self.bears_arms(line, span);
        let admits = stance == Stance::Claims && bears.is_some_and(is_of_state);
        // "the Front said it had targeted the post": and the other way round
        let claims =
            stance == Stance::Admits && bears == Some(SpeakerType::ArmedGroup) && statement.phrase.starts_with("sa");
        let stance = if admits {
            Stance::Admits
        } else if claims {
            Stance::Claims
        } else {
            stance
        };
        let written = span.slice(&self.reading.report.text).to_owned();
        // "government forces" are known by what they are
        let bodies = ["military_noun", "troops", "state_forces", "ours_of_state", "ours_of_police", "men_of_a_force"];
        let forces = line.words[range.clone()].iter().any(|w| bodies.iter().any(|set| has(set, &w.lower)));
        let guard = |i: usize| matches!(line.lower(i), "guard" | "gendarmerie");
        let forces = forces || range.clone().any(|i| is_security_service(line, i) || i > range.start && guard(i));
        // "a rebel commander": of a group that is named elsewhere
        let one_of = range.len() == 1 && has("of_a_group", line.lower(range.start));
        let unnamed = one_of || crate::participants::names_no_one(line, &range, stance) && !forces;
        let pronoun =
            has("pronoun", &written.to_lowercase()) || range.len() == 1 && has("own_mark", line.lower(range.start));
        let one = if pronoun { written.contains(' ') } else { unnamed };
        // "the party", of one whose name says that it is one
        let noun = written.to_lowercase();
        let noun = noun.strip_prefix("the ").filter(|n| !n.contains(' '));
        let of_kind = |s: &Speaker| {
            s.name.as_ref().is_some_and(|n| n.split(' ').any(|w| Some(w.to_lowercase().as_str()) == noun))
        };
        let blames = matches!(stance, Stance::Accuses | Stance::Suspects);
        let the = range.start > 0 && line.lower(range.start - 1) == "the";
        let band = self.band_before(i, &range).filter(|_| the || !blames);
        let before = band.or_else(|| self.spoken_of_before(i, &written, stance).filter(|s| one || of_kind(s)));
        let group = names.chief_group().filter(|_| unnamed && !pronoun && before.is_none());
        let state = names.state_named(&written).or_else(|| self.state_of_arms(line, &range));
        let known = forces || names.actor_in(span).is_some() || group.is_some() || pronoun || state.is_some();
        // "a lawmaker said jihadists had killed them": some, whoever they are
        let some = blames && statement.manner == Manner::Hearsay && has("told_of_group", line.lower(range.end - 1));
        let some = some || blames && statement.phrase.ends_with("suspected");
        let some =
            some && line.lower(range.start) != "the" && !(range.start > 0 && line.lower(range.start - 1) == "the");
        let short = self.group_for_short(i, &written);
        let known = known || before.is_some() || some || short.is_some();
        if written.is_empty() || (!crate::participants::can_answer(line, &range) || unnamed) && !known {
            return None;
        }
        let whom = || self.meant(&written, stance, i, statement, voices);
        let meant = before.or_else(|| if pronoun { whom() } else { None });
        let chief = || group.filter(|_| meant.is_none() && !some);
        let stands_for = || meant.as_ref().and_then(|s| names.actor_called(s.actor.as_ref()?));
        // those who left a group are not the group
        let left = range.clone().any(|k| line.lower(k).starts_with("dissident"));
        let actor = names
            .group_behind(span)
            .or_else(|| names.actor_in(span))
            .or(short)
            .or_else(stands_for)
            .or_else(chief)
            .filter(|_| !left);
        let known = actor.is_some() || forces || state.is_some();
        // no private person answers for a deed, and no thing: "it was his cousin", "linked Ruiz to the killing"
        let by_tie = statement.manner == Manner::Hearsay
            || has("links", line.lower(statement.at))
            || statement.phrase.ends_with(" have");
        if by_tie && !(known || some) && (is_anybody(line, range) || !self.is_body(line, statement)) {
            return None;
        }
        let kind = actor.map(|a| a.kind).or(bears).or(meant.as_ref().map(|s| s.kind));
        let known_as = actor.map(crate::names::display);
        let name = if unnamed || pronoun || meant.is_some() {
            let resolved = meant.map(|s| s.name.unwrap_or(s.text));
            known_as.or(resolved).unwrap_or_else(|| written.clone())
        } else {
            // armed groups go by many names; forces of a state by what they are
            let bare = written.trim_start_matches("The ").trim_start_matches("the ");
            let forbidden = |w: &&str| matches!(*w, "banned" | "outlawed" | "proscribed");
            let first = bare.split(' ').next().filter(forbidden);
            let as_written = first.map_or(bare, |w| bare[w.len()..].trim_start()).to_owned();
            known_as
                .filter(|_| actor.is_some_and(|a| a.kind == SpeakerType::ArmedGroup))
                .or(state
                    .filter(|_| actor.is_none() || names.country_of_adjective(&as_written).is_some())
                    .map(str::to_owned))
                .or_else(|| self.in_full(&as_written))
                .unwrap_or(as_written)
        };
        let kind = kind.unwrap_or(SpeakerType::ArmedGroup);
        let forces = self.forces_of_state(i, statement);
        (!pronoun || name != written).then_some(Party { name, actor, kind, written, span, stance, forces })
    }

    /// The claim that a party did it or did not, in the words of whoever says so.
    fn answer(
        &mut self,
        i: usize,
        statement: &Stated,
        mut party: Party,
        charge: Option<usize>,
        voices: &[Voice],
    ) -> Option<Claim> {
        // "the commander acknowledged that the air force had hit the camp": of his own side
        let owns_up = self.is_of_own_side(i, statement, &party, voices);
        if owns_up {
            party.stance = Stance::Admits;
        }
        let (line, stance) = (&self.reading.lines[i], party.stance);
        let blames = matches!(stance, Stance::Accuses | Stance::Suspects);
        let should = || statement.at > 1 && (statement.at - 2..statement.at).any(|k| line.lower(k) == "should");
        if blames && only_spoken_of(line, statement) || stance == Stance::Claims && should() {
            return None;
        }
        let id = party.actor.map(|a| a.id.clone());
        let answered_for = self.answered_for(&party);
        let (mut voice, _) = self.voice_at(i, statement.at, voices);
        if voice.via.is_empty() && !blames {
            voice.via = self.handed_on(i, statement, voices);
        }
        if let Some(teller) = statement.teller.clone().filter(|_| !blames) {
            let via = std::mem::take(&mut voice.via);
            voice = self.voice_of_teller(i, teller, statement.at, voices, &party);
            if voice.via.is_empty() {
                voice.via = via;
            }
        } else if !blames && !owns_up {
            let (text, name, kind, span) = (party.written, Some(party.name.clone()), party.kind, party.span);
            let speaker = Speaker { text, name, actor: id.clone(), kind, span };
            self.memory.remember(&speaker);
            voice.speaker = Some(speaker);
        }
        // "The government blamed the Front"; the outlet itself only where nobody is said to
        let mutual = statement.phrase.ends_with("each other");
        if let Some(subject) = accuser(line, statement).filter(|_| blames && (mutual || voice.speaker.is_none())) {
            voice = self.voice_of_subject(i, subject, statement.at).unwrap_or(voice);
        }
        // "was carried out by the Front": an accusation where somebody is said to make it; nobody accuses himself
        let hearsay = statement.manner == Manner::Hearsay;
        let own = id.is_some() && voice.speaker.as_ref().and_then(|s| s.actor.as_ref()) == id.as_ref();
        if hearsay && voice.speaker.is_none() || own && blames {
            return None;
        }
        let account = match charge {
            Some(k) => self.claims[k].account.clone(),
            None => self.account_answered(i, statement),
        };
        // a report on something else answers for what it recalls
        let body = party.actor.is_some() || self.bears_arms(line, party.span).is_some();
        if !(self.reading.judgement.is_incident || body) {
            return None;
        }
        let modality = match stance {
            Stance::Claims => Modality::Claimed,
            Stance::Admits => Modality::Admitted,
            Stance::Denies => Modality::Denied,
            Stance::Accuses => Modality::Asserted,
            Stance::Suspects => Modality::Unconfirmed,
        };
        let main = self.accounts.first().filter(|a| a.standing == Standing::Main).map(|a| &a.id);
        if account.is_some() && account.as_ref() == main {
            self.answerable.extend(answered_for);
        }
        let mut claim = self.claim(ClaimKind::Responsibility, modality, voice, account, line);
        let (actor, actor_id) = match party.forces {
            Some((name, actor)) => (name, actor.map(|a| a.id.clone())),
            None => (party.name, id),
        };
        claim.responsibility = Some(Responsibility { stance, actor, actor_id });
        claim.read_by = format!("lexicon/responsibility.txt: \"{}\"", statement.phrase);
        (!self.is_told_again(&claim)).then_some(claim)
    }

    /// "claimed the raid in a message put out by its agency": through whom the words went in which somebody owns up.
    fn handed_on(&self, i: usize, statement: &Stated, voices: &[Voice]) -> Vec<Relay> {
        let words = statement.at..statement.at + statement.phrase.split(' ').count();
        let own = |a: &Attribution| words.contains(&a.cue.start) && a.source.is_some();
        let cue = self.reading.attributions[i].iter().position(own);
        cue.map_or_else(Vec::new, |k| voices[k].via.clone())
    }

    /// "Norlandic shelling", "a Norlandic missile": the state whose arms they are.
    fn state_of_arms(&self, line: &Line, range: &Range<usize>) -> Option<&'static str> {
        let weapon = range.len() == 1 || has("arms_of_state", line.lower(range.end - 1));
        let adjective = range.clone().filter(|&k| weapon && line.words[k].is_capitalised());
        adjective.filter_map(|k| self.reading.names.country_of_adjective(line.words[k].text)).next()
    }

    /// Who did it, by a statement: an armed group or force of the directory.
    fn answered_for(&self, party: &Party) -> Option<Participant> {
        let armed = |a: &&Actor| self.reading.names.actors.iter().any(|m| m.is_armed() && m.actor.id == a.id);
        let actor = party.actor.filter(armed);
        // a group that no directory knows, where it says so itself
        let body = |w: &str| {
            let lower = w.to_lowercase();
            ["band_name", "body_called", "force_noun"].iter().any(|set| has(set, &lower))
                || w.len() > 2 && w.chars().all(char::is_uppercase)
        };
        let named = party.name.contains(char::is_uppercase) && party.name.split(' ').any(body);
        let claims = party.stance == Stance::Claims && named;
        if actor.is_none() && !claims {
            return None;
        }
        let confidence = match party.stance {
            Stance::Claims | Stance::Admits => Confidence::Claimed,
            Stance::Accuses => Confidence::Accused,
            Stance::Suspects => Confidence::Possible,
            Stance::Denies => return None,
        };
        let name = Some(actor.map_or_else(|| party.name.clone(), |a| a.name.clone()));
        let id = actor.map(|a| a.id.clone());
        let kind = ParticipantKind::Organisation;
        let new = participant(Role::Perpetrator, kind, party.written.clone(), name, id, party.span);
        Some(Participant { confidence: Some(confidence), ..new })
    }

    /// The account that a statement is about; none where it is about a deed of which no account was made.
    fn account_answered(&self, i: usize, statement: &Stated) -> Option<AccountId> {
        let line = &self.reading.lines[i];
        let that = |k: usize| line.lower(k) == "that" && has("claimable", line.lower(k + 1));
        // "the police attributed that attack to": the one told just before
        let before = i > 0 && (statement.at..statement.at + 8).any(that);
        let told = if before { i - 1 } else { self.told_before(i, statement.at).unwrap_or(i) };
        let whole = self.reading.verdicts[told].standing;
        let standing = if told == i { main_of(whole, self.reading.verdict(i, statement.at).standing) } else { whole };
        let mentioned = || self.apart.iter().position(|r| r.lines.contains(&told)).map(|k| self.accounts[k].id.clone());
        let beside = || mentioned().filter(|_| !self.reading.judgement.is_incident);
        // "residents blamed the Front, which has held the hills since May": of what the sentence before tells
        let main_before = || {
            let silent = !self.reading.tells(i) && !self.reading.says_struck(i) && self.reading.figures[i].is_empty();
            let before = i.checked_sub(1).map(|k| self.reading.verdicts[k].standing);
            let main = (silent && before == Some(Standing::Main)).then_some(Standing::Main)?;
            self.account_for(i, main)
        };
        self.account_for(told, standing).or_else(beside).or_else(main_before)
    }

    /// The sentence that tells of the deed to which a statement answers without naming it anew: "residents blamed the
    /// Front", in the paragraph on a further attack.
    fn told_before(&self, i: usize, at: usize) -> Option<usize> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let dated = reading.times.iter().any(|t| line.span.contains(t.span) && t.days.is_some());
        if dated || reading.verdict(i, at).standing != Standing::Main {
            return None;
        }
        let tells = |j: &usize| reading.tells(*j) || reading.says_struck(*j);
        let before = (0..i).rev().take_while(|&j| reading.lines[j].block == line.block).find(tells)?;
        (reading.verdicts[before].standing != Standing::Main).then_some(before)
    }

    /// Whether this speaker has said the same of this actor before; that sentence then bears witness to it too.
    fn is_told_again(&mut self, claim: &Claim) -> bool {
        let teller = |s: Option<&Speaker>| s.map(|s| s.name.clone().unwrap_or_else(|| s.text.clone()));
        let blames = |s: Stance| matches!(s, Stance::Accuses | Stance::Suspects);
        let owns = |s: Stance| matches!(s, Stance::Claims | Stance::Admits);
        let Some(new) = &claim.responsibility else { return false };
        // "had nothing to do with it. “Our men were far away,” he said": one denial
        let block = |span: Option<&Span>| self.reading.lines.iter().find(|l| Some(&l.span) == span).map(|l| l.block);
        let block_of = |c: &Claim| block(c.evidence.last());
        let denied_here = |old: &Claim| new.stance == Stance::Denies && block_of(old) == block_of(claim);
        let same = |old: &Claim| {
            let one = |r: &Responsibility| {
                let stance = r.stance == new.stance
                    || blames(r.stance) && blames(new.stance)
                    || owns(r.stance) && owns(new.stance);
                stance && (r.actor == new.actor || r.actor_id.is_some() && r.actor_id == new.actor_id)
            };
            old.responsibility.as_ref().is_some_and(one)
                && (old.account == claim.account || denied_here(old))
                && teller(old.speaker.as_ref()) == teller(claim.speaker.as_ref())
        };
        let Some(old) = self.claims.iter_mut().find(|old| same(old)) else { return false };
        let new: Vec<Span> = claim.evidence.iter().copied().filter(|span| !old.evidence.contains(span)).collect();
        old.evidence.extend(new);
        true
    }

    /// The accusation that "denied the charge", "rejected this" answers: the last one, where it was not the denier's own.
    pub(super) fn charge_answered(&self, statement: &Stated, i: usize) -> Option<usize> {
        let line = &self.reading.lines[i];
        let blames = |c: &Claim| {
            let stance = c.responsibility.as_ref().map(|r| r.stance);
            matches!(stance, Some(Stance::Accuses | Stance::Suspects))
        };
        let actor = statement.actor.clone()?;
        let by = line.stretch(actor.start, actor.end).slice(&self.reading.report.text);
        let own = |c: &Claim| c.speaker.as_ref().is_some_and(|s| s.text == by);
        let found = self.claims.iter().rposition(|c| blames(c) && !own(c))?;
        // "dismissed the claim": of one who owned up to it
        let owned = |c: &Claim| c.modality == Modality::Claimed && c.responsibility.is_some();
        let of_owning = statement.phrase.to_lowercase().ends_with("claim") && self.claims[found..].iter().any(owned);
        (!of_owning).then_some(found)
    }

    /// Whether a party is a person of no armed body: "Mayor Ana Ruiz".
    fn is_one_person(&self, i: usize, party: &Party) -> bool {
        let (text, kind, span) = (party.written.clone(), SpeakerType::Other, party.span);
        let one = Speaker { name: None, actor: None, text, kind, span };
        let armed = self.bears_arms(&self.reading.lines[i], span);
        // "an aide to the cleric", where nobody knows whose men the cleric's are
        let aide = one.text.split(' ').nth(1).is_some_and(|w| has("envoy", w)) && armed.is_none();
        party.actor.is_none() && (is_person(&one) || aide) && matches!(armed, None | Some(SpeakerType::Government))
    }

    /// The voice of one who speaks for a party: his own words for himself, and whose side he is on.
    fn voice_of_teller(&mut self, i: usize, teller: Range<usize>, at: usize, voices: &[Voice], party: &Party) -> Voice {
        let (line, text) = (&self.reading.lines[i], &self.reading.report.text);
        let own = |a: &Attribution| a.source.as_ref().is_some_and(|s| *s == teller);
        let known = self.reading.attributions[i].iter().position(own).map(|k| voices[k].clone());
        let mut voice =
            known.unwrap_or_else(|| self.memory.voice(text, line, &spoken_by(teller, at), &self.reading.names));
        if let Some(speaker) = voice.speaker.as_mut() {
            speaker.actor = speaker.actor.take().or_else(|| party.actor.map(|a| a.id.clone()));
            let sided = speaker.kind != party.kind && party.kind == SpeakerType::ArmedGroup;
            if speaker.kind == SpeakerType::Other || sided {
                speaker.kind = party.kind;
            }
            if sided {
                self.memory.remember(speaker);
            }
        }
        voice
    }

    /// The voice of who is the subject of a verb that hands nothing over, where that is one who can speak.
    fn voice_of_subject(&mut self, i: usize, subject: Range<usize>, at: usize) -> Option<Voice> {
        let (line, text) = (&self.reading.lines[i], &self.reading.report.text);
        let written = line.stretch(subject.start, subject.end).slice(text);
        let names = &self.reading.names;
        let mute = |i: usize| has("speechless", line.lower(i)) || has("relative", line.lower(i));
        let speaks = !subject.clone().any(mute) || names.speaker_type(written).is_some();
        let mut voice = speaks.then(|| self.memory.voice(text, line, &spoken_by(subject, at), names))?;
        if let Some(speaker) = voice.speaker.as_mut().filter(|s| names.state_named(&s.text).is_some()) {
            speaker.kind = SpeakerType::Government;
        }
        Some(voice)
    }
}

/// Adds those who are said to have done it to those who took part, where none of them is there yet.
pub(super) fn join_answerable(found: &mut Vec<Participant>, answerable: Vec<Participant>) {
    for new in answerable {
        let same = |p: &Participant| if new.actor.is_some() { p.actor == new.actor } else { p.name == new.name };
        if !found.iter().any(|p| p.role == Role::Perpetrator && same(p)) {
            found.push(new);
        }
    }
}

/// The report's own incident, where a sentence or the word in it is of it.
fn main_of(sentence: Standing, word: Standing) -> Standing {
    if sentence == Standing::Main { sentence } else { word }
}

/// What `source` says at word `at`.
fn spoken_by(source: Range<usize>, at: usize) -> Attribution {
    Attribution {
        source: Some(source),
        apposition: None,
        cue: at..at + 1,
        content: Vec::new(),
        via: Vec::new(),
        modality: Modality::Asserted,
        lemma: "accuse".to_owned(),
    }
}

/// Some that nobody knows: "the attack was staged by ten terrorists".
fn is_anybody(line: &Line, mut words: Range<usize>) -> bool {
    !words.any(|i| line.words[i].is_capitalised() || has("body_called", line.lower(i)))
}
