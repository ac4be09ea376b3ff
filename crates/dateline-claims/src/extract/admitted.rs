//! What a force did to people who bear no arms, in the mouth of its own side: "four protesters were shot by police, the
//! police chief said".
//!
//! Made from the frames' deeds and whose words they are. Leaves what is owned up to by the word to
//! [`owned`](crate::responsibility::owning::owned).

use super::Writer;
use super::answers::Party;
use super::stances::is_of_state;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::owning::is_a_band;
use crate::responsibility::{Manner, Stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{BlockKind, Modality, Role, Span, Speaker, SpeakerType, Stance};
use std::ops::Range;

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
        // "a coalition spokesman said coalition jets had struck"
        let shared = |s: &Speaker| {
            let lower = s.text.to_lowercase();
            party.written.to_lowercase().split(' ').any(|w| has("state_forces", w) && lower.contains(w))
        };
        let of_force = |s: &Speaker| s.kind == SpeakerType::Military || shared(s);
        let Some(speaker) = voice.speaker.filter(|s| of_force(s) && plain && military) else {
            return false;
        };
        let state = |phrase: &str| phrase.split(' ').find_map(of);
        let theirs = state(&party.written);
        let former = has_word("former_word", &speaker.text);
        party.stance == Stance::Accuses && !former && (theirs.is_none() || theirs == state(&speaker.text))
    }

    /// "the Front said the raid was revenge for its dead": who says why a deed was done did it.
    pub(super) fn avenged(&self, i: usize) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let bears_arms = |span: Span| self.bears_arms(line, span);
        let group = |r: &Range<usize>| {
            bears_arms(line.stretch(r.start, r.end)) == Some(SpeakerType::ArmedGroup) || is_a_band(line, r)
        };
        let why = |k: usize| {
            let answer = line.lower(k) == "response" && line.lower(k + 1) == "to" && line.lower(k - 1) == "in";
            has("for_earlier_deed", line.lower(k)) || answer
        };
        let told = |k: usize| {
            let be = (k + 1..k + 4).find(|&b| has("be", line.lower(b)))?;
            let plain = (k + 1..be).all(|j| line.words[j].is_wordlike());
            let named = k > 0 && (has("definite", line.lower(k - 1)) || line.words[k - 1].is_capitalised());
            let reason = (be + 1..line.words.len().min(be + 6)).find(|&j| why(j))?;
            let not = (be..reason).any(|j| has("negation", line.lower(j)));
            (has("claimable", line.lower(k)) && named && plain && !not).then_some(reason)
        };
        self.reading.attributions[i].iter().filter(|a| a.modality != Modality::Denied).find_map(|a| {
            let source = a.source.clone()?;
            let sent = || crate::responsibility::envoys::envoy(line, &source, &bears_arms).map(|e| e.body);
            let at = (1..line.words.len()).find(|&k| a.covers(k) && told(k).is_some())?;
            let speaks = group(&source) || sent().is_some_and(|body| group(&body));
            speaks.then(|| Stated {
                stance: Some(Stance::Claims),
                actor: Some(source),
                at,
                phrase: format!("{} … revenge", line.lower(at)),
                manner: Manner::Outright,
                teller: None,
            })
        })
    }

    /// "the general staff said the air force had struck the camp": forces of the speaker's own state, by their name.
    fn own_side_struck(&self, i: usize, voices: &[Voice]) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let struck = |k: usize| has("strikes", line.lower(k)) && line.words[k].tag.starts_with("VB");
        let carried = |k: usize| {
            let blow = |(o, r): (usize, &str)| r == "dobj" && has("heavy_blow", line.lower(o));
            has("carries_out", line.lower(k)) && line.children(k).any(blow)
        };
        let dropped = |k: usize| {
            let bomb = |(o, r): (usize, &str)| r == "dobj" && has("weapon_noun", line.lower(o).trim_end_matches('s'));
            has("drops", line.lower(k)) && line.children(k).any(bomb)
        };
        (1..line.words.len()).filter(|&k| struck(k) || carried(k) || dropped(k)).find_map(|at| {
            let head = line.children(at).find(|(_, relation)| *relation == "nsubj").map(|(k, _)| k)?;
            let range = crate::syntax::phrase_of(line, head);
            let range = range.start + usize::from(has("article", line.lower(range.start)))..head + 1;
            let actor = self.armed(line.stretch(range.start, range.end));
            let that = (range.start.saturating_sub(2)..range.start).any(|k| line.lower(k) == "that");
            let force = |k: usize| has("own_force_word", line.lower(k)) && !has("own_mark", line.lower(k));
            let plainly = that && range.clone().all(force);
            let army = actor.map_or(plainly, |a| a.kind == SpeakerType::Military)
                && !has_word("ours_of_police", line.lower(head));
            let attribution = &self.reading.attributions[i][self.cover(i, range.start)?];
            let source = attribution.source.clone().filter(|_| attribution.modality != Modality::Denied)?;
            let speaker = self.voice_at(i, range.start, voices).0.speaker?;
            let theirs = is_of_state(speaker.kind) && speaker.kind != SpeakerType::Police;
            // "Gen. Ruiz acknowledged that the air force"
            let ranked =
                speaker.text.split(' ').next().is_some_and(|w| has("rank", w.to_lowercase().trim_end_matches('.')));
            let own = theirs && self.is_one_side(&speaker, actor)
                || ranked && has("owns_up", line.lower(attribution.cue.start));
            // "a spokesman for Norlandic forces said that Norlandic forces"
            let same = |r: &Range<usize>| {
                let of = self.reading.names.actor_in(line.stretch(r.start, r.end));
                actor.is_some() && of.map(|of| &of.id) == actor.map(|a| &a.id)
            };
            let own = own || attribution.apposition.as_ref().is_some_and(same);
            let told = army && own && source.end <= attribution.cue.start;
            (told && attribution.cue.end <= range.start).then(|| Stated {
                stance: Some(Stance::Admits),
                at: range.start,
                actor: Some(range),
                phrase: format!("{} … {}", attribution.lemma, line.lower(at)),
                manner: Manner::Outright,
                teller: Some(source),
            })
        })
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
            .or_else(|| self.own_side_struck(i, voices))
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
