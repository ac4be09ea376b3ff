//! Blows with the name of whose they were, in the mouth of another side: "a Front attack killed two, the mayor said",
//! "Norlandic shelling", "a drone launched by Front fighters".
//!
//! Made from nouns for blows and arms and the names before or behind them. Leaves verbs to [`doers`](super::doers).

use super::Writer;
use crate::frames::Fill;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Word;
use dateline_model::{Role, Span};

impl Writer<'_, '_> {
    /// "a Front attack killed two, the mayor said", "an army air raid, according to residents": a blow with the name of whose
    /// it was, in the mouth of another side.
    pub(super) fn blows_of(&self, i: usize, voices: &[Voice]) -> Vec<(Span, Span)> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let hurts = !reading.figures[i].is_empty() || reading.says_struck(i);
        let blow = |k: usize| {
            let noun = line.words[k].tag.starts_with("NN");
            // "felled by army bullets"
            let by = line.lower(line.words[k].head) == "by" && line.words[k].relation == "pobj";
            // "police bullets killed 40"
            let killed = line.words[k].relation == "nsubj" && has("has_harmed", line.lower(line.words[k].head));
            let shot = (by || killed) && (has("fired_thing", line.lower(k)) || has("weapon_noun", line.lower(k)));
            noun && (shot || ["doers_blow", "heavy_blow", "arms_of_state"].iter().any(|set| has(set, line.lower(k))))
        };
        let of = |k: usize| {
            // "soldiers' fire"
            let k = k - usize::from(k > 1 && line.words[k - 1].tag == "POS");
            let start = (0..k).rev().take_while(|&j| line.words[j].is_wordlike() || line.lower(j) == "-");
            let start = start
                .take_while(|&j| matches!(line.words[j].tag, "NN" | "NNS" | "NNP" | "NNPS" | "JJ" | "HYPH"))
                .last()?;
            let body =
                |j: &usize| ["state_forces", "military_noun", "troops"].iter().any(|set| has(set, line.lower(*j)));
            let named = line.stretch(start, k);
            let known = reading.names.actors.iter().find(|m| m.is_armed() && named.contains(m.span));
            let range = match known {
                Some(m) => line.word_from(m.span.start)..line.word_from(m.span.end),
                None => (start..k).find(body).map(|j| j..j + 1)?,
            };
            let told = self.is_told_by_others(i, range.start, voices, known.map(|m| m.actor));
            told.then(|| (line.words[k].span, line.stretch(range.start, range.end)))
        };
        (0..line.words.len()).filter(|&k| hurts && k > 0 && blow(k)).filter_map(of).take(1).collect()
    }

    /// "Norlandic shelling killed two, the governor said", "residents said Norlandic warplanes bombed the town": the arms
    /// of a state in the mouth of another side, with the word of the deed.
    pub(super) fn arms_of_states(&self, i: usize, voices: &[Voice]) -> Vec<(Span, Span)> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let hurts = !reading.figures[i].is_empty() || reading.says_struck(i);
        let arms = |k: usize| {
            let end = (k + 1..k + 4).find(|&e| has("arms_of_state", line.lower(e)))?;
            let plain = (k + 1..end).all(|e| line.words[e].is_wordlike() && !line.words[e].tag.starts_with("VB"));
            let struck =
                |f: &Fill| matches!(f.role, Role::Victim | Role::Target) && f.span.overlaps(line.words[end].span);
            let plain = plain && !reading.deeds[i].iter().flat_map(|d| &d.fills).any(struck);
            plain.then_some((line.words[end].span, line.words[k].span))
        };
        let demonym = |k: &usize| {
            let short = line.words[*k].text.chars().all(|c| c.is_uppercase() || c == '.');
            line.words[*k].is_capitalised()
                && (reading.names.country_of_adjective(line.words[*k].text).is_some()
                    || short && reading.names.state_named(line.words[*k].text).is_some())
        };
        let foreign = |k: &usize| self.is_told_by_foreigners(i, *k, voices);
        let found = (0..line.words.len()).filter(|_| hurts).filter(demonym).filter(foreign).filter_map(arms);
        found.take(1).collect()
    }

    /// "a drone launched by Front fighters killed two, the mayor said": whose the weapon was.
    pub(super) fn launched_by(&self, i: usize, voices: &[Voice]) -> Vec<(Span, Span)> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let hurts = !reading.figures[i].is_empty() || reading.says_struck(i);
        let by =
            |k: &usize| (has("plants", line.lower(*k)) || line.lower(*k) == "misfired") && line.lower(k + 1) == "by";
        let whose = |k: usize| {
            let near = line.stretch(k + 2, (k + 7).min(line.words.len()));
            let Some(mention) = reading.names.actors.iter().find(|m| m.is_armed() && near.contains(m.span)) else {
                // "a shell fired by the security forces", "a mortar bomb fired by Marxist rebels"
                let at = k + 2 + usize::from(has("article", line.lower(k + 2)));
                let kind =
                    |j: &usize| ["troops", "state_forces", "told_of_group"].iter().any(|s| has(s, line.lower(*j)));
                let last = (at..line.words.len().min(at + 3)).find(kind)?;
                let told = self.is_told_by_others(i, last, voices, None);
                return told.then(|| (line.words[k].span, line.stretch(at, last + 1)));
            };
            let word = line.word_from(mention.span.start);
            let told = self.is_told_by_others(i, word, voices, Some(mention.actor));
            told.then_some((line.words[k].span, mention.span))
        };
        let shell = |w: &Word| has("fired_thing", &w.lower) || has("weapon_noun", w.lower.trim_end_matches('s'));
        let hurts = hurts || line.words.iter().any(|w| shell(w) || matches!(w.lower.as_str(), "round" | "rounds"));
        (0..line.words.len()).filter(|_| hurts).filter(by).filter_map(whose).collect()
    }
}
