//! Who is said to have struck, by the words for a blow: "army jets had bombed a village", "the ambush was staged by men of
//! the Front", "an aircraft of the junta dropped two bombs".
//!
//! Made from the verbs of blows and the noun phrases that the tree puts before or behind them. Leaves what frames read to
//! [`stances`](super::stances), and whose words they are to [`voices`](super::voices).

use super::Writer;
use crate::counts::people_named;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::owning::{is_a_band, struck_words, subject_of};
use crate::sets::has;
use crate::speakers::Voice;
use crate::syntax::phrase_of;
use crate::words::Line;
use dateline_model::{Role, Span, SpeakerType, Subtype};
use std::ops::Range;

/// Who bears the arms that struck.
enum Side {
    /// A state by its name or adjective: the word that names it.
    State(usize),
    /// A force or a group: its words.
    Force(Range<usize>),
}

impl Writer<'_, '_> {
    /// Forces, groups and states that somebody of another side says to have struck, with the word for it.
    pub(super) fn strikers(&self, i: usize, voices: &[Voice]) -> Vec<(Span, Span)> {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let mut found: Vec<(Span, Span)> = Vec::new();
        for at in blows(line, &struck_words(line, &reading.deeds[i])) {
            let place = line.words[at].span;
            let armed = |f: &Fill| f.role == Role::Victim && f.kind == Kind::Armed;
            let clash = |d: &Deed| d.event.subtype == Subtype::ArmedClash || d.fills.iter().any(armed);
            // "the missile was fired by Norlandic forces": at whom, it does not say
            let fired = has("plants", line.lower(at)) && line.children(at).any(|(_, r)| r == "nsubjpass");
            let fight = !fired && reading.deeds[i].iter().any(|d| d.place.overlaps(place) && clash(d));
            let target = line.children(at).any(|(k, r)| r == "dobj" && has("enemy_target", line.lower(k)));
            let of_post = || reading.deeds[i].iter().any(|d| d.place.overlaps(place) && self.strikes_a_post(line, d));
            let rebels = |k: usize| ["outlaws", "rebel_noun"].iter().any(|set| has(set, line.lower(k)));
            let fight = fight || target || has("defends", line.lower(at));
            let fight = fight || doer(line, at).is_some_and(rebels) && of_post();
            let Some(doer) = doer(line, at).filter(|doer| !fight && !is_supposed(line, *doer)) else { continue };
            // "two Front members died in a clash"
            let struck = |f: &Fill| f.role != Role::Perpetrator && f.span.overlaps(line.words[doer].span);
            if reading.deeds[i].iter().flat_map(|d| &d.fills).any(struck) {
                continue;
            }
            let told = match self.side_of(line, doer) {
                Some(Side::State(word)) => self.is_told_by_foreigners(i, word, voices).then_some(word..word + 1),
                Some(Side::Force(range)) => {
                    let known = self.armed(line.stretch(range.start, range.end));
                    let band = known.is_none() && is_a_band(line, &range);
                    let sided = known.is_none() && has("sided_men", line.lower(range.end - 1));
                    let told = if band || sided {
                        self.is_told_by(i, range.start, voices)
                    } else {
                        self.is_told_by_others(i, range.start, voices, known)
                    };
                    told.then_some(range)
                }
                None => None,
            };
            found.extend(told.map(|range| (place, line.stretch(range.start, range.end))));
        }
        found
    }

    /// Forces and groups that somebody of another side says to have maltreated people or taken them away: "soldiers took the
    /// brothers from their home", "police had tortured two of them", "the Front supplied the bomb".
    pub(super) fn maltreaters(&self, i: usize, voices: &[Voice]) -> Vec<(Span, Span)> {
        let line = &self.reading.lines[i];
        let below = |k: usize, relation: &str| line.children(k).find(|(_, r)| *r == relation).map(|(c, _)| c);
        let person = |k: usize| {
            let noun = line.lower(k);
            line.words[k].tag == "CD"
                || people_named(noun).is_some()
                || matches!(noun, "him" | "her" | "them" | "us" | "me")
                || line.words[k].is_capitalised()
        };
        let sufferer = |k: usize| below(k, "dobj").or_else(|| below(k, "nsubjpass"));
        let taken = |k: usize| {
            let home = |c: usize| below(c, "pobj").is_some_and(|o| has("taken_from", line.lower(o)));
            has("takes_away", line.lower(k)) && line.children(k).any(|(c, _)| line.lower(c) == "from" && home(c))
        };
        let hurt = |k: usize| (has("maltreats", line.lower(k)) || taken(k)) && sufferer(k).is_some_and(person);
        let armed_it = |k: usize| {
            let weapon = |o: usize| has("weapon_noun", line.lower(o).trim_end_matches('s'));
            has("supplies", line.lower(k)) && below(k, "dobj").is_some_and(weapon)
        };
        let held = |k: usize| {
            let holds = line.lower(k) == "held" && below(k, "agent").is_some() || line.lower(k) == "holding";
            holds && sufferer(k).is_some_and(person)
        };
        // "“the soldiers killed them,” a woman said"
        let killed = |k: usize| {
            let them = |o: usize| matches!(line.lower(o), "him" | "her" | "them" | "us" | "me");
            has("has_harmed", line.lower(k)) && below(k, "dobj").is_some_and(them)
        };
        // "three men found dead had been killed by the Front", where no frame reads it
        let unread = |k: usize| !self.reading.deeds[i].iter().any(|d| d.place.overlaps(line.words[k].span));
        let armed = |c: usize| ["outlaws", "troops", "wanted_men"].iter().any(|set| has(set, line.lower(c)));
        let sufferers = |k: usize| line.children(k).filter(|(_, r)| r.ends_with("subjpass")).map(|(c, _)| c);
        let slain = |k: usize| {
            let by = below(k, "agent").is_some() && sufferers(k).next().is_some();
            has("has_harmed", line.lower(k)) && by && unread(k) && !sufferers(k).any(armed)
        };
        let verbs = (0..line.words.len()).filter(|&k| line.words[k].tag.starts_with("VB"));
        let found = verbs.filter_map(|k| {
            let head = doer(line, k).filter(|&d| !is_supposed(line, d))?;
            let range = plain_phrase(line, head);
            let known = self.armed(line.stretch(range.start, range.end));
            let group = known.is_some_and(|a| a.kind == SpeakerType::ArmedGroup) || is_a_band(line, &range);
            let troops = ["troops", "ours_of_police", "state_forces"].iter().any(|set| has(set, line.lower(head)));
            let did = (hurt(k) || killed(k) || slain(k)) && (group || troops) || (armed_it(k) || held(k)) && group;
            let own = range.clone().any(|j| has("own_mark", line.lower(j)));
            (did && !own && self.is_told_by_others(i, range.start, voices, known))
                .then(|| (line.words[k].span, line.stretch(range.start, range.end)))
        });
        found.take(1).collect()
    }

    /// Whose side the phrase around a doer names: "Norlandic warplanes", "an army helicopter", "aircraft of the junta",
    /// "soldiers of the Third Brigade".
    fn side_of(&self, line: &Line, head: usize) -> Option<Side> {
        let range = plain_phrase(line, head);
        if range.clone().any(|k| has("own_mark", line.lower(k)) || has("pronoun", line.lower(k))) {
            return None;
        }
        let names = &self.reading.names;
        let state =
            |k: usize| line.words[k].is_capitalised() && names.country_of_adjective(line.words[k].text).is_some();
        let noun = line.lower(head);
        let called = ["attackers", "outlaws", "rebel_noun"].iter().any(|set| has(set, noun));
        let named = || (range.start..head).any(|k| self.armed(line.words[k].span).is_some());
        let arms = ["war_vehicle", "own_forces", "arms_of_state"].iter().any(|set| has(set, noun)) || called && named();
        let body = |k: usize| {
            ["state_forces", "military_noun"].iter().any(|set| has(set, line.lower(k)))
                || has("force_noun", line.lower(k)) && line.words[k].is_capitalised()
                || self.armed(line.words[k].span).is_some()
        };
        // "elements in the military", "members of the presidential guard"
        let link = head + 1;
        let within = || {
            (link + 1..line.words.len().min(link + 4))
                .take_while(|&k| line.words[k].is_wordlike())
                .find(body_or_guard(line))
        };
        let of_force = has("men_of_a_body", noun)
            && matches!(line.lower(link), "of" | "in" | "from")
            && !range.clone().any(|k| self.armed(line.words[k].span).is_some());
        if let Some(last) = within().filter(|_| of_force) {
            return Some(Side::Force(range.start..last + 1));
        }
        // "the Air Force": a name
        if line.words[head].is_capitalised() && self.armed(line.words[head].span).is_some() {
            return Some(Side::Force(range));
        }
        // "River Party supporters"
        let sided = has("sided_men", noun) && (range.start..head).any(|k| k > 0 && line.words[k].is_capitalised());
        if sided && head + 1 == range.end {
            return Some(Side::Force(range));
        }
        if arms {
            // "aircraft of the junta", "soldiers of the Third Brigade"
            let of = (head + 1..range.end).find(|&k| line.lower(k) == "of");
            if let Some(of) = of.filter(|&of| (of + 1..range.end).any(body)) {
                let article = usize::from(has("article", line.lower(of + 1)));
                let men = has("troops", noun) || has("ours_of_police", noun);
                let start = if men { range.start } else { of + 1 + article };
                return Some(Side::Force(start..range.end));
            }
            // "army helicopters", "coalition aircraft": up to the body
            if let Some(last) = (range.start..head).rev().find(|&k| body(k)) {
                return Some(Side::Force(range.start..last + 1));
            }
            // "Norlandic guerrillas" are none of the state's
            let rebels = ["rebel_noun", "outlaws", "attackers"].iter().any(|set| has(set, noun));
            let of_state = (range.start..head).find(|&k| state(k)).filter(|_| !rebels).map(Side::State);
            // "soldiers took part in the killings"
            let bare = range.len() == 1 && matches!(noun, "soldiers" | "troops" | "paratroopers");
            return of_state.or_else(|| bare.then_some(Side::Force(range)));
        }
        let whole = head + 1 == range.end;
        // "Maurice" is no state, whatever others call it
        let word = line.words[head].text;
        let state_of = |name: &str| name == word || names.atlas.country_of_name(word).is_none();
        let called = range.len() == 1 && names.state_named(word).is_some_and(state_of);
        match () {
            () if called => Some(Side::State(head)),
            () if whole && has("state_forces", noun) && !line.words[head].is_capitalised() => Some(Side::Force(range)),
            () => None,
        }
    }
}

/// The words for blows, with the verbs that bring one about: "staged" of an ambush, "took" of part in a raid.
fn blows(line: &Line, violent: &[usize]) -> Vec<usize> {
    let deed = |k: usize| has("claimable", line.lower(k)) || has("heavy_blow", line.lower(k));
    let below = |verb: usize, relation: &str| line.children(verb).find(|(_, r)| *r == relation).map(|(k, _)| k);
    let staged = |&k: &usize| {
        let crime = |o: usize| deed(o) || has("crime_noun", line.lower(o)) || line.lower(o).starts_with("crime");
        let done = || below(k, "nsubjpass").is_some_and(deed) || below(k, "dobj").is_some_and(crime);
        has("carries_out", line.lower(k)) && done()
    };
    let dropped = |&k: &usize| {
        let thing = || below(k, "dobj").is_some_and(|o| has("weapon_noun", line.lower(o).trim_end_matches('s')));
        has("drops", line.lower(k)) && thing()
    };
    let fired = |&k: &usize| {
        let weapon = |o: usize| has("weapon_noun", line.lower(o).trim_end_matches('s'));
        has("plants", line.lower(k)) && below(k, "nsubjpass").is_some_and(weapon)
    };
    // "said soldiers themselves had planted it"
    let planted = |&k: &usize| {
        // "had opened up from the windows with rifles"
        let gun = |o: usize| line.lower(o).starts_with("ak-") || has("firearm", line.lower(o).trim_end_matches('s'));
        let up = line.lower(k) == "opened" && line.lower(k + 1) == "up";
        if up && (k + 2..line.words.len()).any(gun) {
            return true;
        }
        matches!(line.lower(k), "planted" | "detonated") && below(k, "dobj").is_some_and(|o| line.lower(o) == "it")
    };
    let joined = |&k: &usize| {
        let part = |p: &usize| line.lower(*p) == "part" && line.words[*p].relation == "dobj";
        let crime = |o: usize| deed(o) || has("crime_noun", line.lower(o));
        let deed = || (k + 2..line.words.len().min(k + 8)).any(crime);
        matches!(line.lower(k), "took" | "taken") && (k + 1..k + 3).any(|p| p < line.words.len() && part(&p)) && deed()
    };
    let more = (0..line.words.len()).filter(|k| staged(k) || dropped(k) || fired(k) || planted(k) || joined(k));
    let mut all: Vec<usize> = violent.iter().copied().chain(more).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The head of the phrase for who did it: the subject of a verb, or whom "by" gives.
fn doer(line: &Line, at: usize) -> Option<usize> {
    let by = line.children(at).find(|(_, relation)| *relation == "agent").map(|(k, _)| k);
    let agent = by.and_then(|by| line.children(by).find(|(_, relation)| *relation == "pobj")).map(|(k, _)| k);
    agent.or_else(|| subject_of(line, at))
}

/// "if the army bombs the town", "whether soldiers struck": nobody says that they did.
fn is_supposed(line: &Line, doer: usize) -> bool {
    let start = phrase_of(line, doer).start;
    let before = |n: usize| start.checked_sub(n).map_or("", |k| line.lower(k));
    let open = before(1) == "that" && matches!(before(2), "possibility" | "chance" | "hypothesis" | "danger");
    matches!(before(1), "if" | "whether" | "unless") || open
}

/// A noun phrase without what a comma, a clause or a place sets off.
fn plain_phrase(line: &Line, head: usize) -> Range<usize> {
    let whole = phrase_of(line, head);
    let ends = |k: &usize| {
        let word = &line.words[*k];
        !word.is_wordlike() && !matches!(word.lower.as_str(), "-" | "." | "'" | "’")
            || matches!(word.tag, "WDT" | "WP" | "PRP" | "VBD" | "VBZ" | "VBP" | "MD")
            || matches!(word.tag, "VBG" | "VBN") && word.relation != "amod"
            || word.tag == "IN" && word.lower != "of"
    };
    let end = (head + 1..whole.end).find(ends).unwrap_or(whole.end);
    let start = (whole.start..head).rev().take_while(|k| line.words[*k].is_wordlike() || line.lower(*k) == "-").last();
    let start = start.unwrap_or(head);
    let first = |k: &usize| has("article", line.lower(*k)) || line.words[*k].tag == "CD";
    start + (start..head).take_while(first).count()..end
}

/// "military", "guard", "police" behind "elements of the": a force.
fn body_or_guard<'l>(line: &'l Line) -> impl Fn(&usize) -> bool + 'l {
    |k: &usize| {
        let word = line.lower(*k);
        ["state_forces", "military_noun"].iter().any(|set| has(set, word)) || matches!(word, "guard" | "gendarmerie")
    }
}
