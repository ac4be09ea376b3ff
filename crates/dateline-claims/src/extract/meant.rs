//! Whom a word means that names nobody, where a deed is claimed or denied: "it", "its leader", "the gang", "the front".
//!
//! Made from the claims told before, the names of groups and who spoke. Leaves what is claimed to
//! [`answers`](super::answers).

use super::Writer;
use super::stances::is_of_state;
use crate::offices::is_person;
use crate::responsibility::{Manner, Stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_atlas::Actor;
use dateline_model::{BlockKind, Modality, Responsibility, Span, Speaker, SpeakerType, Stance};
use std::ops::Range;

impl<'a> Writer<'_, 'a> {
    /// "the gang", "a spokesman for the front", where the report has named one: the last of which it has said what it is.
    pub(super) fn band_before(&self, i: usize, range: &Range<usize>) -> Option<Speaker> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let article = usize::from(has("article", line.lower(range.start)));
        let noun = line.lower(range.end - 1);
        let bare = range.end == range.start + article + 1 && has("kind_of_band", noun);
        if !bare || line.words[range.end - 1].is_capitalised() {
            return None;
        }
        let named = |j: usize, behind: bool| {
            let before = &reading.lines[j];
            let end = if j == i { range.start } else { before.words.len() };
            let plain = before.kind != BlockKind::Title;
            let found = plain.then(|| self.band_called(before, noun, end, behind)).flatten()?;
            Some(before.stretch(found.start, found.end))
        };
        let last = |behind: bool| (0..=i).rev().find_map(|j| named(j, behind));
        let span = last(true).or_else(|| last(false))?;
        Some(self.group_at(span))
    }

    /// The last phrase before word `end` that names a body by its noun: "the militia Dana Go", where the name stands behind;
    /// "the Gran gang", "Hill Front".
    fn band_called(&self, line: &Line, noun: &str, end: usize, behind: bool) -> Option<Range<usize>> {
        let names = &self.reading.names;
        let capital =
            |k: usize| line.words.get(k).is_some_and(|w| w.is_capitalised()) && !has("article", line.lower(k));
        let of_name = |k: usize| capital(k) && names.country_of_adjective(line.words[k].text).is_none();
        let singular = |k: usize| line.lower(k) == noun;
        (0..end).rev().filter(|&k| singular(k)).find_map(|k| {
            let after = k + 1 + usize::from(has("article", line.lower(k + 1)));
            let stop = (after..end).take_while(|&j| capital(j) || line.lower(j) == "-").last().map(|j| j + 1);
            if behind {
                return stop.filter(|_| !capital(k) && of_name(after)).map(|stop| after..stop);
            }
            let start = (0..k).rev().take_while(|&j| capital(j) || line.lower(j) == "-").last()?;
            (start..k).any(|j| j > 0 && of_name(j)).then_some(start..k + 1)
        })
    }

    /// "the Norlandic militia Dana Go": the name that stands behind what a group is.
    fn name_behind(&self, span: Span) -> Option<Span> {
        let line = self.reading.lines.iter().find(|l| l.span.contains(span))?;
        let end = line.word_from(span.end);
        let noun = line.lower(end.checked_sub(1)?);
        let capital = |k: &usize| line.words[*k].is_capitalised();
        let stop = (end..line.words.len()).take_while(capital).last()? + 1;
        has("kind_of_band", noun).then(|| line.stretch(end, stop))
    }

    /// The group named by a stretch of text, as one who might speak.
    fn group_at(&self, span: Span) -> Speaker {
        let text = span.slice(&self.reading.report.text).to_owned();
        let actor = self.reading.names.actor_in(span);
        let name = Some(actor.map_or_else(|| text.clone(), crate::names::display));
        Speaker { text, name, actor: actor.map(|a| a.id.clone()), kind: SpeakerType::ArmedGroup, span }
    }

    /// "Its leader denied that his men": the one that stands accused just before, or the armed group named there.
    fn group_in_question(&self, i: usize, statement: &Stated) -> Option<Speaker> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let near = |span: &Span| (i.saturating_sub(2)..=i).any(|j| reading.lines[j].span.contains(*span));
        let blames = |r: &Responsibility| matches!(r.stance, Stance::Accuses | Stance::Suspects);
        let force = |w: &str| ["state_forces", "troops", "ours_of_police"].iter().any(|set| has(set, w));
        let charged = self.claims.iter().rfind(|c| c.evidence.last().is_some_and(near));
        let of = charged.and_then(|c| c.responsibility.as_ref()).filter(|r| blames(r));
        let of = of.filter(|_| statement.stance == Some(Stance::Denies));
        let known =
            |r: &&Responsibility| r.actor_id.as_ref().and_then(|id| reading.names.actor_called(id)).map(|a| a.kind);
        let group = |r: &&Responsibility| match known(r) {
            Some(kind) => kind == SpeakerType::ArmedGroup,
            None => !r.actor.to_lowercase().split(' ').any(force) && r.actor.contains(char::is_uppercase),
        };
        let accused = of.filter(group).map(|r| Speaker {
            text: r.actor.clone(),
            name: Some(r.actor.clone()),
            actor: r.actor_id.clone(),
            kind: SpeakerType::ArmedGroup,
            span: line.span,
        });
        let leads = |k: usize| has("leads_a_group", line.lower(k));
        let leader = statement.teller.clone().is_some_and(|mut t| t.any(leads));
        let last = || {
            let armed = |m: &&dateline_atlas::ActorMention| m.actor.kind == SpeakerType::ArmedGroup;
            let mut named = reading.names.actors.iter().filter(armed).filter(|m| near(&m.span));
            let m = named.rfind(|m| m.span.end <= line.words[statement.at].span.start)?;
            Some(self.group_at(self.name_behind(m.span).unwrap_or(m.span)))
        };
        // "the Hill militia", and then by its name
        let last = if leader { last() } else { None };
        accused.clone().filter(|s| s.actor.is_some()).or(last).or(accused)
    }

    /// "Sel, who speaks for the Front. … Sel said the Front had done it": a claim, by one of whom the report has said whose
    /// man he is.
    pub(super) fn of_own_group(&self, i: usize, statement: Stated, voices: &[Voice]) -> Stated {
        let line = &self.reading.lines[i];
        let blames = matches!(statement.stance, Some(Stance::Accuses | Stance::Suspects));
        let Some(range) = statement.actor.clone().filter(|_| blames) else { return statement };
        let accused = self.armed(line.stretch(range.start, range.end)).filter(|a| a.kind == SpeakerType::ArmedGroup);
        let source = self.cover(i, statement.at).and_then(|k| self.reading.attributions[i][k].source.clone());
        let Some((accused, source)) = accused.zip(source) else { return statement };
        let speaker = self.voice_at(i, statement.at, voices).0.speaker;
        let speaker =
            speaker.filter(|s| is_person(s) || matches!(s.kind, SpeakerType::Other | SpeakerType::ArmedGroup));
        let side = speaker.and_then(|s| self.side_introduced(i, &s));
        if side.is_some_and(|side| side.id == accused.id) {
            let (stance, manner) = (Some(Stance::Claims), Manner::Outright);
            return Stated { stance, manner, teller: Some(source), ..statement };
        }
        statement
    }

    /// The group for which a speaker speaks, as the report has introduced him by sentence `i`: "Its negotiator, Amo Sel",
    /// "Amo Sel, a spokesman for the Front".
    fn side_introduced(&self, i: usize, speaker: &Speaker) -> Option<&'a Actor> {
        let (reading, name) = (self.reading, speaker.name.as_deref().unwrap_or(&speaker.text));
        let family = name.split(' ').next_back().filter(|w| w.starts_with(char::is_uppercase))?;
        let group = |m: &&dateline_atlas::ActorMention| m.actor.kind == SpeakerType::ArmedGroup;
        // whom "he" stands for is sure only of the sentence before
        let first = if has("pronoun", &speaker.text.to_lowercase()) { i.saturating_sub(1) } else { 0 };
        let named = |j: usize| reading.lines[j].words.iter().any(|w| w.text == family);
        if !(first..=i).any(named) {
            return None;
        }
        (0..=i).find_map(|j| {
            let line = &reading.lines[j];
            let at = (0..line.words.len()).find(|&k| line.words[k].text == family)?;
            let bears_arms = |span: Span| self.bears_arms(line, span);
            let range = reading.attributions[j].iter().find_map(|a| {
                let holds = |r: &Range<usize>| r.contains(&at);
                let beside = a.apposition.as_ref().is_some_and(holds);
                a.source.clone().filter(|s| holds(s) || beside)
            });
            let range = range.unwrap_or_else(|| crate::syntax::phrase_of(line, at));
            let body = crate::responsibility::envoys::envoy(line, &range, &bears_arms)?.body;
            let span = line.stretch(body.start, body.end);
            let own = body.len() == 1 && has("own_mark", line.lower(body.start));
            let before =
                || reading.names.actors.iter().filter(group).rfind(|m| m.span.end <= span.start).map(|m| m.actor);
            self.armed(span).or_else(|| if own { before() } else { None })
        })
    }

    /// "Norland's defence ministry denied that its troops had fired": whose they are, the forces of that state.
    pub(super) fn forces_of_state(&self, i: usize, statement: &Stated) -> Option<(String, Option<&'a Actor>)> {
        let (names, line) = (&self.reading.names, &self.reading.lines[i]);
        let range = statement.actor.clone()?;
        let owns = matches!(statement.stance, Some(Stance::Denies | Stance::Admits | Stance::Claims));
        let arms = |k: usize| has("own_mark", line.lower(k)) && has("arms_of_an_army", line.lower(k + 1));
        let end = line.words.len().min(statement.at + 12);
        (range.end.min(end)..end).find(|&k| owns && arms(k))?;
        let span = line.stretch(range.start, range.end);
        let written = span.slice(&self.reading.report.text);
        let actor = names.actor_in(span);
        let civil = actor.is_none_or(|a| a.kind == SpeakerType::Government);
        let of_word = |w: &str| names.atlas.country_of_demonym(w).or_else(|| names.atlas.country_of_name(w));
        let bare = |w: &str| w.trim_end_matches("'s").trim_end_matches("’s").to_owned();
        let code = || written.split(' ').find_map(|w| of_word(&bare(w)));
        // a state's secret service has drones of its own
        let civil = civil && actor.is_none_or(|a| a.country.as_deref().is_some_and(|c| is_cabinet(names, c, a)));
        let code = code().or_else(|| names.atlas.country_of_capital(written)).filter(|_| civil);
        let own = actor.and_then(|a| a.country.as_deref()).filter(|_| civil);
        let country = names.atlas.countries().iter().find(|c| Some(c.code) == code.or(own))?;
        let name = format!("{} forces", country.demonyms.first()?);
        Some((name, names.atlas.state_body(country.code, "army")))
    }

    /// Whom "it", "we", "the group" stands for where a deed is claimed or denied at word `at` of sentence `i`.
    pub(super) fn meant(
        &self,
        written: &str,
        stance: Stance,
        i: usize,
        of: &Stated,
        voices: &[Voice],
    ) -> Option<Speaker> {
        let (voice, _) = self.voice_at(i, of.at, voices);
        let own = has("own_mark", &written.to_lowercase());
        if let Some(group) = self.group_in_question(i, of).filter(|_| own) {
            return Some(group);
        }
        let speaker = match written.to_lowercase().as_str() {
            "we" => voice.speaker,
            "it" if self.signed_before(i).is_some() => self.signed_before(i),
            lower if has("own_mark", lower) => {
                let armed = |s: &&Speaker| is_of_state(s.kind) || s.kind == SpeakerType::ArmedGroup;
                self.memory.antecedent("it").filter(armed).cloned()
            }
            lower => self.memory.antecedent(lower).or(self.memory.last()).cloned(),
        };
        let group = has("pronoun", &written.to_lowercase()) && written.contains(' ');
        let answers = |s: &Speaker| match (stance, s.kind) {
            _ if is_person(s) && (group || s.kind == SpeakerType::Other && s.actor.is_none()) => false,
            (_, SpeakerType::ArmedGroup | SpeakerType::Other) => true,
            (Stance::Claims, _) => false,
            (_, SpeakerType::Intergovernmental) => s.text.split(' ').any(|w| has("military_noun", &w.to_lowercase())),
            (_, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police) => true,
            _ => false,
        };
        speaker.filter(answers)
    }

    /// "it", of a placard that the sentence before says to be signed: by whom.
    fn signed_before(&self, i: usize) -> Option<Speaker> {
        let line = &self.reading.lines[i.checked_sub(1)?];
        let verb = line.words.iter().position(|w| w.relation == "ROOT")?;
        let (source, _) = crate::syntax::subject(line, verb).or_else(|| {
            let (head, _) = line.children(verb).find(|(_, relation)| *relation == "nsubjpass")?;
            Some((crate::syntax::phrase_of(line, head), None))
        })?;
        let paper = source.clone().any(|k| has("document", line.lower(k)) || has("placard", line.lower(k)));
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let body = crate::responsibility::envoys::envoy(line, &source, &bears_arms).filter(|_| paper)?.body;
        let span = line.stretch(body.start, body.end);
        let text = span.slice(&self.reading.report.text).to_owned();
        let actor = self.reading.names.actor_in(span);
        let name = Some(actor.map_or_else(|| text.clone(), crate::names::display));
        Some(Speaker { text, name, actor: actor.map(|a| a.id.clone()), kind: SpeakerType::ArmedGroup, span })
    }

    /// "the group", "the shadowy outfit": whom the statement before was about, in this paragraph or the one before.
    pub(super) fn spoken_of_before(&self, i: usize, written: &str, stance: Stance) -> Option<Speaker> {
        let owns = matches!(stance, Stance::Claims | Stance::Admits | Stance::Denies);
        let definite = written.get(..4).is_some_and(|w| w.eq_ignore_ascii_case("the "));
        let named = |r: &Responsibility| r.actor_id.is_some() || !has("told_of_group", &r.actor.to_lowercase());
        let last = self.claims.iter().rfind(|c| c.responsibility.as_ref().is_some_and(named));
        let last = last.filter(|_| owns && definite)?;
        let told = last.evidence.last().and_then(|e| self.reading.lines.iter().find(|l| l.span == *e))?;
        let owned = last.modality == Modality::Claimed;
        let near = owned || self.reading.lines[i].block <= told.block + 1;
        let of = last.responsibility.as_ref().filter(|_| near)?;
        let kind = of.actor_id.as_ref().and_then(|id| self.reading.names.actor_called(id)).map(|a| a.kind);
        let force = |w: &str| has("state_forces", w) || has("troops", w) || has("ours_of_police", w);
        let kind =
            kind.or_else(|| (!of.actor.to_lowercase().split(' ').any(force)).then_some(SpeakerType::ArmedGroup))?;
        let (name, actor) = (Some(of.actor.clone()), of.actor_id.clone());
        let group = kind == SpeakerType::ArmedGroup;
        group.then(|| Speaker { text: written.to_owned(), name, actor, kind, span: told.span })
    }

    /// "Lashkar", of a group whose name a sentence before writes in full: its first word, where no other group has it.
    pub(super) fn group_for_short(&self, i: usize, written: &str) -> Option<&'a Actor> {
        let (reading, text) = (self.reading, &self.reading.report.text);
        let bare = written.trim_start_matches("The ").trim_start_matches("the ");
        let word = bare.len() > 4 && bare.starts_with(char::is_uppercase) && bare.chars().all(char::is_alphabetic);
        let taken = || reading.names.country_of_adjective(bare).or_else(|| reading.names.state_named(bare)).is_some();
        if !word || taken() {
            return None;
        }
        let before = |m: &&dateline_atlas::ActorMention| m.span.end <= reading.lines[i].span.end;
        let group = |m: &&dateline_atlas::ActorMention| m.actor.kind == SpeakerType::ArmedGroup && before(m);
        let opens = |m: &&dateline_atlas::ActorMention| {
            let name = m.span.slice(text);
            name.len() > bare.len() && name.split([' ', '-']).next() == Some(bare)
        };
        let mut found = reading.names.actors.iter().filter(group).filter(opens).map(|m| m.actor);
        let first = found.next()?;
        found.all(|a| a.id == first.id).then_some(first)
    }

    /// "the Front", of one that an earlier statement names in full.
    pub(super) fn in_full(&self, name: &str) -> Option<String> {
        let body = |w: &str| ["band_name", "body_called", "force_noun"].iter().any(|set| has(set, w));
        let clipped = !name.contains(' ') && name.starts_with(char::is_uppercase) && body(&name.to_lowercase());
        let actors = self.claims.iter().rev().filter_map(|c| c.responsibility.as_ref()).map(|r| &r.actor);
        let mut full = actors.filter(|actor| actor.split(' ').any(|w| w == name)).filter(|_| clipped);
        full.next().cloned()
    }
}

/// Whether an actor is a state's government, and none of its services.
fn is_cabinet(names: &crate::names::Names, country: &str, actor: &Actor) -> bool {
    names.atlas.state_body(country, "government").is_some_and(|body| body.id == actor.id)
}
