//! What a sentence states of who did it: outright, of one's own deeds, of others' deeds.
//!
//! Puts together what [`stated`] reads from words, what those who bear arms say of their own deeds ([`owned`]), and whom
//! speakers of another side say to have done it. Leaves who is meant, and whose words they are, to
//! [`answers`](super::answers).

use super::Writer;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::envoys::{envoy, is_caller, on_behalf_of};
use crate::responsibility::owning::{is_a_band, owned};
use crate::responsibility::{Manner, Stated, is_deed, stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::{Line, Word};
use dateline_atlas::Actor;
use dateline_model::{BlockKind, Modality, Role, Span, Speaker, SpeakerType, Stance, Subtype};
use std::ops::Range;

/// "police believe that the Front did it", "it was probably the Front", "the minister did not rule out that": somebody's
/// guess, and no accusation.
fn surmised(line: &Line, statement: Stated) -> Stated {
    if statement.stance != Some(Stance::Accuses) {
        return statement;
    }
    let hedge =
        |k: usize| line.children(k).any(|(c, r)| matches!(r, "advmod" | "acomp") && has("surmised", line.lower(c)));
    let ruled = |k: usize| line.lower(k) == "rule" && line.children(k).any(|(_, r)| r == "neg");
    let guess = |k: usize| has("surmises", line.lower(k)) || has("supposition", line.lower(k)) || ruled(k) || hedge(k);
    let supposed = statement
        .actor
        .as_ref()
        .is_some_and(|r| (r.start.saturating_sub(1)..r.end).any(|k| matches!(line.lower(k), "suspected" | "presumed")));
    if supposed {
        return Stated { stance: Some(Stance::Suspects), manner: Manner::Outright, ..statement };
    }
    let doer = statement.actor.as_ref().filter(|r| r.start == statement.at && !r.is_empty()).map(|r| r.end - 1);
    let mut at = doer.map_or(statement.at, |last| line.words[last].head);
    // "police believe the attack by the Front was revenge": not of whose it was
    if doer.is_none() && line.words[at].tag.starts_with("NN") {
        return statement;
    }
    for _ in 0..8 {
        if line.is_parsed() && guess(at) {
            return Stated { stance: Some(Stance::Suspects), manner: Manner::Outright, ..statement };
        }
        let head = line.words[at].head;
        if head == at || matches!(line.words[at].relation, "relcl" | "conj" | "advcl") {
            break;
        }
        at = head;
    }
    statement
}

impl<'a> Writer<'_, 'a> {
    /// The statements of responsibility of sentence `i`.
    pub(super) fn stances(&self, i: usize, voices: &[Voice]) -> Vec<Stated> {
        let (line, deeds) = (&self.reading.lines[i], &self.reading.deeds[i]);
        let mut found = stated(line);
        // "the suspects fled", "police suspect her friend"
        let of_suspects = |s: &Stated| {
            let told = |w: &str| w.to_lowercase().starts_with("suspect");
            s.stance == Some(Stance::Suspects) && s.phrase.split(' ').any(told)
        };
        // "four suspects led officers on a chase"
        let noun = |s: &Stated| s.phrase.eq_ignore_ascii_case("suspects") && line.words[s.at].tag.starts_with("NN");
        // "is the Front responsible?"
        let asked = line.words.iter().rev().find(|w| !w.is_quote()).is_some_and(|w| w.lower == "?");
        let blames = |s: &Stated| matches!(s.stance, Some(Stance::Accuses | Stance::Suspects));
        found.retain(|s| !(noun(s) || of_suspects(s) && !self.is_body(line, s) || asked && blames(s)));
        found.retain(|s| self.is_charged(i, s, voices));
        // "the Front said its men had no part in it": no claim
        let denied: Vec<usize> = found.iter().filter(|s| s.stance == Some(Stance::Denies)).map(|s| s.at).collect();
        let disowned = |s: &Stated| denied.iter().any(|&at| at > s.at && at - s.at <= 8);
        found.retain(|s| s.stance != Some(Stance::Claims) || !disowned(s));
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let own = owned(line, &self.reading.attributions[i], deeds, &bears_arms);
        // what a rebel group says of soldiers it killed is a claim
        let felled = |o: &Stated| o.stance == Some(Stance::Admits) && self.fells_attackers(i, o.at);
        // "the union rejected the charge that soldiers had killed them": of others, whoever accused them
        let of_others = |o: &Stated| o.stance == Some(Stance::Denies) && o.teller.is_some();
        let answers = |s: &Stated| s.stance == Some(Stance::Denies) && s.manner == Manner::Answer;
        if own.iter().any(of_others) {
            found.retain(|s| !answers(s));
        }
        // "the party denied that its members were behind it": the party
        let answers_one = |o: &Stated| o.manner == Manner::Outright || self.charge_answered(o, i).is_some();
        let denied = own.iter().any(|o| o.stance == Some(Stance::Denies) && answers_one(o));
        let of_its = |s: &Stated| {
            let first = s.actor.as_ref().map_or("", |r| line.lower(r.start));
            s.stance == Some(Stance::Denies) && has("own_mark", first)
        };
        found.retain(|s| !(denied && of_its(s)));
        let new = |o: &Stated| found.iter().all(|s| s.stance != o.stance && s.stance != Some(Stance::Claims));
        let own: Vec<Stated> = own.into_iter().filter(|o| new(o) && !felled(o)).collect();
        found.extend(own);
        let apart = |a: &Stated, b: &Stated| {
            a.actor.as_ref().zip(b.actor.as_ref()).is_none_or(|(a, b)| a.start >= b.end || b.start >= a.end)
        };
        let admitted = self.admitted(i, voices).filter(|a| found.iter().all(|s| s.stance != a.stance && apart(s, a)));
        found.extend(admitted);
        let told = self.told_of_others(i, voices);
        let told: Vec<Stated> =
            told.into_iter().filter(|t| found.iter().all(|s| of_others(s) || apart(s, t))).collect();
        found.extend(told);
        let avenged = self.avenged(i).filter(|a| found.iter().all(|s| s.stance != a.stance && s.actor != a.actor));
        found.extend(avenged);
        let named = found.into_iter().map(|s| self.of_own_group(i, s, voices));
        let named = named.map(|s| self.in_whose_name(i, surmised(line, s)));
        named.filter(|s| !self.names_private_person(i, s)).collect()
    }

    /// Whether an actor is a group or a force, and no person: "police suspect the Front".
    pub(super) fn is_body(&self, line: &Line, statement: &Stated) -> bool {
        let Some(range) = statement.actor.clone() else { return false };
        let sets = [
            "body_called",
            "generic_group",
            "force_noun",
            "state_forces",
            "outlaws",
            "band_name",
            "attackers",
            "told_of_group",
            "troops",
        ];
        let noun = |k: usize| sets.iter().any(|set| has(set, line.lower(k))) || has("sided_men", line.lower(k));
        let men = |k: usize| has("men_of_a_body", line.lower(k)) && line.lower(k + 1) == "of";
        self.armed(line.stretch(range.start, range.end)).is_some() || range.clone().any(|k| noun(k) || men(k))
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
        let sent = sent.or_else(|| Some((self.claimed_for(i, &statement)?, source.clone())));
        match sent {
            Some((body, teller)) => Stated { actor: Some(body), teller: Some(teller), ..statement },
            None => Stated { teller: self.denier_of_another(i, &statement), ..statement },
        }
    }

    /// "a man rang the station and claimed the attack for the Front": for which group.
    fn claimed_for(&self, i: usize, statement: &Stated) -> Option<Range<usize>> {
        let line = &self.reading.lines[i];
        let claims = statement.stance == Some(Stance::Claims) && line.lower(statement.at).starts_with("claim");
        let r#for = |k: &usize| line.lower(*k) == "for" && k.checked_sub(1).is_some_and(|d| is_deed(line, d));
        let at = (statement.at + 1..line.words.len().min(statement.at + 6)).find(r#for).filter(|_| claims)?;
        let head = line.children(at).find(|(_, relation)| *relation == "pobj")?.0;
        let range = crate::syntax::phrase_of(line, head);
        let range = range.start + usize::from(has("article", line.lower(range.start)))..head + 1;
        let group = |a: &Actor| a.kind == SpeakerType::ArmedGroup;
        let known = self.armed(line.stretch(range.start, range.end)).is_some_and(group);
        (known || is_a_band(line, &range)).then_some(range)
    }

    /// "the minister said the army had no part in it": who denies it for another.
    fn denier_of_another(&self, i: usize, statement: &Stated) -> Option<Range<usize>> {
        let actor = statement.actor.as_ref().filter(|_| statement.stance == Some(Stance::Denies))?;
        let line = &self.reading.lines[i];
        let own = ["denies", "accusation"].iter().any(|set| has(set, line.lower(statement.at)));
        let attribution = &self.reading.attributions[i][self.cover(i, statement.at)?];
        let source = attribution.source.clone().filter(|_| !own)?;
        (source.end <= attribution.cue.start && attribution.cue.end <= actor.start).then_some(source)
    }

    /// "his organisation had no hand in it", "the group was not involved", "it was behind it": of these says so the one
    /// whose words they are.
    fn owner(&self, i: usize, actor: &Range<usize>, at: usize) -> Option<Range<usize>> {
        let line = &self.reading.lines[i];
        let attribution = &self.reading.attributions[i][self.cover(i, at)?];
        let first = line.lower(actor.start);
        let quoted = actor.len() == 1 && matches!(first, "we" | "us");
        let source = attribution.source.clone().filter(|source| quoted || source.end <= actor.start)?;
        let own = has("own_mark", first) || actor.len() == 1 && matches!(first, "it" | "we" | "us" | "they");
        let body = |k: usize| has("body_called", line.lower(k)) || has("force_noun", line.lower(k));
        let unnamed = !actor.clone().any(|k| line.words[k].is_capitalised() && k > 0) && actor.clone().any(body);
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let sent = envoy(line, &source, &bears_arms).is_some() || is_caller(line, &source);
        let span = line.stretch(source.start, source.end);
        let called = || source.clone().any(|k| has("generic_group", line.lower(k)));
        let own = own && (sent || bears_arms(span).is_some() || is_a_band(line, &source) || called());
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
        let names = &self.reading.names;
        let speaks = |kind: &SpeakerType| is_of_state(*kind) || *kind == SpeakerType::ArmedGroup;
        let named = self.reading.names.speaker_type(span.slice(&self.reading.report.text));
        let by_noun = || named.filter(speaks);
        // "the junta's spokesman"
        let forced = |w: &&Word| span.contains(w.span) && has("military_noun", &w.lower);
        // "a doctor at the army hospital" is none of the army's
        let stranger = matches!(named, Some(SpeakerType::Medical | SpeakerType::Resident | SpeakerType::Witness));
        let armies = (0..line.words.len()).find(|&k| forced(&&line.words[k])).filter(|_| !stranger);
        // "the group's military spokesman"
        let of_group = |k: &usize| has("body_called", line.lower(*k)) && matches!(line.lower(k + 1), "'s" | "’s");
        let theirs = || (0..line.words.len()).find(|k| span.contains(line.words[*k].span) && of_group(k));
        let by_word = || armies.map(|_| SpeakerType::Military);
        let by_name = || armies.filter(|&k| self.is_groups_army(line, k, span)).map(|_| SpeakerType::ArmedGroup);
        // "Norland", or its capital: the state
        let state = || self.reading.names.state_named(span.slice(&self.reading.report.text));
        let by_state = || state().map(|_| SpeakerType::Government);
        let by_group = || theirs().map(|_| SpeakerType::ArmedGroup);
        let by_voice = || names.group_behind(span).map(|_| SpeakerType::ArmedGroup);
        self.armed(span)
            .map(|actor| actor.kind)
            .or_else(by_voice)
            .or_else(by_group)
            .or_else(by_name)
            .or_else(by_noun)
            .or_else(by_word)
            .or_else(by_state)
    }

    /// "the River Liberation Army": no state's, by its name.
    fn is_groups_army(&self, line: &Line, army: usize, span: Span) -> bool {
        let names = &self.reading.names;
        let before = army.checked_sub(1).map(|k| &line.words[k]).filter(|w| span.contains(w.span));
        let own = |w: &Word| {
            let state = names.country_of_adjective(w.text).or_else(|| names.state_named(w.text)).is_some();
            w.is_capitalised() && !state && !has("article", &w.lower) && !has("rank", w.lower.trim_end_matches('.'))
        };
        line.words[army].is_capitalised() && before.is_some_and(own)
    }

    /// The actor that bears arms named in a stretch of text.
    pub(super) fn armed(&self, span: Span) -> Option<&'a Actor> {
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
        let deeds = self.reading.deeds[i].iter();
        let fits = |d: &Deed, f: &Fill| {
            self.harms_others(d)
                || self.ambushes(d) && self.is_told_by_state(i, f, voices)
                || self.strikes_unsaid(line, d, f)
        };
        // "rebels fired at a police station": a fight, where nobody has a name
        let unnamed = |f: &Fill| has("told_of_group", line.lower(line.word_from(f.span.end).saturating_sub(1)));
        // "Norlandic rebels": of a side, though without a name
        let sided = |f: &Fill| {
            let words = line.word_from(f.span.start)..line.word_from(f.span.end);
            words.into_iter().any(|k| {
                k > 0 && self.reading.names.country_of_adjective(line.words[k].text).is_some()
                    || k > 0 && line.words[k].is_capitalised() && line.words[k].tag.starts_with("JJ")
            })
        };
        let suspected = |f: &Fill| self.is_suspected(line, &(line.word_from(f.span.start)..line.word_from(f.span.end)));
        let fought = |d: &Deed, f: &Fill| {
            unnamed(f) && !sided(f) && self.armed(f.span).is_none() && !suspected(f) && self.strikes_a_post(line, d)
        };
        let each = deeds.flat_map(|d| d.fills.iter().map(move |f| (d, f)));
        let each = each.filter(|(d, f)| accused(f) && fits(d, f) && !fought(d, f));
        let each = each.map(|(d, f)| (d.place, f.span));
        let each = each
            .chain(self.arms_of_states(i, voices))
            .chain(self.blows_of(i, voices))
            .chain(self.maltreaters(i, voices))
            .chain(self.launched_by(i, voices));
        let each: Vec<(Span, Span)> = each.chain(self.strikers(i, voices)).collect();
        // "soldiers of the Third Brigade", not "soldiers" besides
        let whole = |doer: &Span| !each.iter().any(|(_, other)| other.len() > doer.len() && other.contains(*doer));
        each.iter()
            .copied()
            .filter(|(_, doer)| whole(doer))
            .map(|(place, doer)| {
                let words = line.word_from(doer.start)..line.word_from(doer.end);
                // "on Monday rebels killed"
                let dated = usize::from(words.len() > 1 && has("day_or_month", line.lower(words.start)));
                let words = words.start + dated..words.end;
                let suspected = self.is_suspected(line, &words);
                Stated {
                    stance: Some(if suspected { Stance::Suspects } else { Stance::Accuses }),
                    at: words.start,
                    actor: Some(words),
                    phrase: place.slice(&self.reading.report.text).to_owned(),
                    manner: if suspected { Manner::Outright } else { Manner::Hearsay },
                    teller: None,
                }
            })
            .collect()
    }

    /// "suspected Front militants", "presumed Front fighters": whoever says so, of a group that is known.
    fn is_suspected(&self, line: &Line, words: &Range<usize>) -> bool {
        let near = words.start.saturating_sub(1)..words.end;
        let hedged = near.into_iter().any(|k| matches!(line.lower(k), "suspected" | "presumed"));
        let known = || self.armed(line.stretch(words.start, words.end)).is_some();
        hedged && (known() || has("told_of_group", line.lower(words.end - 1)))
    }

    /// Whether who did it is of a known side, and is said to have by one of another.
    fn is_accused(&self, i: usize, fill: &Fill, voices: &[Voice]) -> bool {
        let line = &self.reading.lines[i];
        let words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
        let any = |sets: &[&str]| words.clone().any(|k| sets.iter().any(|set| has(set, line.lower(k))));
        let doer = self.armed(fill.span);
        // "Norlandic guerrillas": of one side, though without a name
        let capital = |k: usize| k > 0 && line.words[k].is_capitalised() && line.words[k].tag.starts_with("JJ");
        // "jihadists", but not "the jihadists" of whom it told before, nor in a headline
        let anaphor = words.start > 0 && line.lower(words.start - 1) == "the" || line.lower(words.start) == "the";
        let of_them = has("relative", line.lower(words.end)) || line.lower(words.end) == "of";
        let counted = of_them || words.clone().any(|k| line.words[k].tag == "CD");
        let plain = has("told_of_group", line.lower(words.end - 1)) && !anaphor && !counted;
        let plain = plain && line.kind != BlockKind::Title;
        // "River Party supporters", "Norlandic settlers"
        let last = words.end - 1;
        let sided = has("sided_men", line.lower(last)) && (words.start..last).any(|k| k > 0 && capital_noun(line, k));
        // "the River Liberation Front": of which no directory tells
        let band = doer.is_none() && is_a_band(line, &words);
        let called = any(&["rebel_noun"]) && words.clone().any(capital) || plain || sided || band;
        let forces = any(&["troops", "state_forces", "war_vehicle", "men_of_a_force"]);
        // "the group's fighters": of the one that was named last
        let of_group =
            words.clone().any(|k| has("body_called", line.lower(k)) && matches!(line.lower(k + 1), "'s" | "’s"));
        if any(&["own_mark", "pronoun"]) || of_group && doer.is_none() || doer.is_none() && !forces && !called {
            return false;
        }
        if self.is_suspected(line, &words) {
            return true;
        }
        let group = doer.is_none() && called && !forces;
        if group {
            self.is_told_by(i, words.start, voices)
        } else {
            self.is_told_by_others(i, words.start, voices, doer)
        }
    }

    /// Whether what stands at a word is in anybody's mouth but an armed group's and the outlet's.
    pub(super) fn is_told_by(&self, i: usize, word: usize, voices: &[Voice]) -> bool {
        let (voice, by) = self.voice_at(i, word, voices);
        let denied = by.is_some_and(|a| a.modality == Modality::Denied);
        let paper = |s: &Speaker| s.name.is_none() && is_paper(&s.text);
        let apart = |s: Speaker| {
            is_handbill(&s.text)
                || !matches!(s.kind, SpeakerType::Media | SpeakerType::ArmedGroup) && !paper(&s) && !is_event(&s.text)
        };
        !denied && voice.speaker.is_some_and(apart)
    }

    /// Whether what stands at a word is in the mouth of one who is not of the doer's side.
    pub(super) fn is_told_by_others(&self, i: usize, word: usize, voices: &[Voice], doer: Option<&Actor>) -> bool {
        let (voice, by) = self.voice_at(i, word, voices);
        let denied = by.is_some_and(|a| a.modality == Modality::Denied);
        // "the report says the Front attacked": whose report it is decides
        let paper = |s: &Speaker| {
            !is_handbill(&s.text) && (s.kind == SpeakerType::Media || s.name.is_none() && is_paper(&s.text))
        };
        let foreign = |s: &Speaker| doer.is_none() && self.is_of_other_state(i, word, s);
        let told = voice
            .speaker
            .is_some_and(|s| !paper(&s) && !is_event(&s.text) && (!self.is_one_side(&s, doer) || foreign(&s)));
        told && !denied
    }

    /// Whether a deed befell somebody or something, and no fighters: a clash accuses nobody.
    fn harms_others(&self, deed: &Deed) -> bool {
        let mut harmed = deed.fills.iter().filter(|f| matches!(f.role, Role::Victim | Role::Target)).peekable();
        harmed.peek().is_some() && harmed.all(|f| f.kind != Kind::Armed)
    }

    /// Whether what was struck is a post of those who bear arms: "a police station", "an army base".
    pub(super) fn strikes_a_post(&self, line: &Line, deed: &Deed) -> bool {
        let post = |f: &Fill| {
            let words = line.word_from(f.span.start)..line.word_from(f.span.end);
            words.into_iter().any(|k| has("armed", line.lower(k)) || line.lower(k) == "police")
        };
        deed.fills.iter().any(|f| f.role == Role::Target && post(f))
    }

    /// Whether armed groups struck those who bear arms, and there was no clash.
    fn ambushes(&self, deed: &Deed) -> bool {
        let mut doers = deed.fills.iter().filter(|f| f.role == Role::Perpetrator);
        let struck = deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
        let line = self.reading.lines.iter().find(|l| l.span.contains(deed.place));
        let some =
            |f: &Fill| line.is_some_and(|l| has("told_of_group", l.lower(l.word_from(f.span.end).saturating_sub(1))));
        let group = |f: &Fill| some(f) || self.armed(f.span).is_some_and(|a| a.kind == SpeakerType::ArmedGroup);
        struck && deed.event.subtype != Subtype::ArmedClash && doers.all(group)
    }

    /// Whether a deed is violence by its word alone, and whom it struck stands elsewhere: "lined up the men and shot them",
    /// "an assault by the Front"; a clash accuses nobody, nor do "police raids".
    fn strikes_unsaid(&self, line: &Line, deed: &Deed, doer: &Fill) -> bool {
        let struck = deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
        let verb = line.words[line.word_from(deed.place.start)].tag.starts_with("VB");
        // "a Front ambush", not "the Front's attacks"
        let first = line.word_from(doer.span.start);
        let one = first > 0 && matches!(line.lower(first - 1), "a" | "an") || matches!(line.lower(first), "a" | "an");
        let group = || one && self.armed(doer.span).is_some_and(|a| a.kind == SpeakerType::ArmedGroup);
        let done = verb || doer.span.start > deed.place.start || group();
        deed.alone && !struck && deed.event.subtype != Subtype::ArmedClash && done
    }

    /// Whether a state or its forces say who did it, as they do of an ambush.
    fn is_told_by_state(&self, i: usize, fill: &Fill, voices: &[Voice]) -> bool {
        let line = &self.reading.lines[i];
        let (voice, _) = self.voice_at(i, line.word_from(fill.span.start), voices);
        voice.speaker.is_some_and(|s| is_of_state(s.kind))
    }
}

/// "River" of "River supporters": a word of a name.
fn capital_noun(line: &Line, k: usize) -> bool {
    line.words[k].is_capitalised() && !has("article", line.lower(k))
}

/// "the report", "another report from Osta", "the station".
fn is_paper(speaker: &str) -> bool {
    let ends = |w: &&str| !matches!(*w, "from" | "of" | "by" | "on");
    let head = speaker.split(' ').take_while(ends).last().unwrap_or("").to_lowercase();
    has("document", &head)
        || matches!(head.as_str(), "report" | "reports" | "station" | "bulletin" | "broadcast")
        // "according to Norlandic tallies": they count the dead and accuse nobody
        || matches!(head.as_str(), "tally" | "tallies" | "count" | "counts" | "figures" | "statistics" | "data")
}

/// "The mass abduction recalls the night when": no speaker.
fn is_event(speaker: &str) -> bool {
    let ends = |w: &&str| !matches!(*w, "from" | "of" | "by" | "on" | "at" | "in");
    let head = speaker.split(' ').take_while(ends).last().unwrap_or("").to_lowercase();
    ["claimable", "crime_noun", "speechless"].iter().any(|set| has(set, &head))
}

/// "a leaflet left at a radio station": nobody's paper, which says what those say who wrote it.
fn is_handbill(speaker: &str) -> bool {
    let ends = |w: &&str| !matches!(*w, "from" | "of" | "by" | "on" | "at" | "left" | "in");
    speaker.split(' ').take_while(ends).last().is_some_and(|w| has("handbill", &w.to_lowercase()))
}

/// Whether a source speaks for a state or its forces.
pub(super) fn is_of_state(kind: SpeakerType) -> bool {
    matches!(kind, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police)
}
