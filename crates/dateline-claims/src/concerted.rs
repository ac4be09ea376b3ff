//! What one attack struck in several places: "Bombs in Osta and Norvale killed 41. In Norvale, 12 died.", "At the larger
//! hotel, 36 died".
//!
//! Made from the lead: the towns that it joins, the sites or towns that it counts, and its total, to which figures further
//! down may add up. Leaves what a date or a cue such as "in a separate attack" sets apart to [`crate::standing`].

use crate::binding::Figure;
use crate::departures::Lead;
use crate::events::event_words;
use crate::harm::hits;
use crate::later::LATER;
use crate::numbers::numeral;
use crate::reading::Reading;
use crate::scene::{holds, kilometres};
use crate::sets::has;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, Category, PlacePrecision, Standing};

/// So few may be a sum by chance.
const CHANCE: u64 = 6;
/// Of more parts than this no total is told.
const PARTS: usize = 5;
/// Sentences from one part of a total to the next.
const NEXT: usize = 3;
/// Kilometres within which towns that are only counted were struck together.
pub(crate) const TOGETHER: f64 = 60.0;

/// How far the lead's own deed reaches.
#[derive(Debug, Default, Clone)]
pub(crate) struct Reach<'r> {
    /// The towns that the lead joins: "in Osta and the northern city of Norvale".
    joined: Vec<&'r PlaceMention>,
    /// The area it was done across: "in the province", "across the country".
    area: Option<&'r PlaceMention>,
    /// Whether several sites or towns were struck: "three hotels", "villages".
    several: bool,
    /// Whether several towns were.
    towns: bool,
}

impl<'r> Reach<'r> {
    /// Reads how far the deed of these sentences reaches.
    pub fn of(lines: &[Line], ranks: &[usize], places: &[&'r PlaceMention]) -> Self {
        let mut reach = Reach::default();
        for line in ranks.iter().map(|&i| &lines[i]) {
            let inside: Vec<&PlaceMention> = places.iter().copied().filter(|m| line.span.contains(m.span)).collect();
            for pair in inside.windows(2).filter(|pair| are_joined(line, pair[0], pair[1])) {
                reach.joined.extend(pair);
            }
            reach.several |= (0..line.words.len()).any(|i| counts_sites(line, i, "struck_sites"));
            reach.towns |= (0..line.words.len()).any(|i| counts_sites(line, i, "town_noun"));
            // "the deadliest of a string of attacks across the country": the others'
            let graded = |i: usize| (0..i).any(|k| line.lower(k).ends_with("est") && line.lower(k).len() > 5);
            let across =
                (0..line.words.len()).find(|&i| matches!(line.lower(i), "across" | "throughout") && !graded(i));
            let area = across.and_then(|i| {
                let wide = |m: &&&PlaceMention| (i + 1..i + 5).contains(&line.word_from(m.span.start));
                inside.iter().find(wide).copied()
            });
            reach.several |= area.is_some();
            reach.area = reach.area.or(area);
        }
        let wide = |m: &&PlaceMention| matches!(m.precision, PlacePrecision::District | PlacePrecision::Admin1);
        reach.area = reach.area.or_else(|| places.iter().copied().find(wide).filter(|_| reach.towns));
        reach
    }

    /// Whether several sites or towns were struck.
    pub fn is_of_several(&self) -> bool {
        self.several || self.towns
    }

    /// Whether the lead's own deed reached a place; `main` is where it was, as far as one place is known.
    pub fn covers(&self, place: &PlaceMention, main: Option<&PlaceMention>) -> bool {
        let same = |m: &PlaceMention| {
            m.name == place.name || m.geonames.is_some() && m.geonames == place.geonames || holds(m, place)
        };
        let near = || main.is_some_and(|own| own.country == place.country && kilometres(own, place) < TOGETHER);
        self.joined.iter().any(|m| same(m)) || self.area.is_some_and(|area| holds(area, place)) || self.towns && near()
    }
}

/// "in Osta and the northern city of Norvale": two towns of one deed.
fn are_joined(line: &Line, a: &PlaceMention, b: &PlaceMention) -> bool {
    let (from, to) = (line.word_from(a.span.end), line.word_from(b.span.start));
    let town = |m: &PlaceMention| m.precision <= PlacePrecision::District;
    let first = line.word_from(a.span.start).checked_sub(1).map_or("", |i| line.lower(i));
    let plain = |i: usize| {
        let word = line.lower(i);
        matches!(word, "," | "the" | "of" | "in" | "at" | "near" | "and" | "both")
            || has("town_noun", word)
            || has("compass", word)
            || has("nearby", word)
            || matches!(line.words[i].tag, "JJ" | "NNP")
    };
    let listed = matches!(first, "in" | "at" | "of" | "hit" | "struck" | "," | "both");
    let and = (from..to).any(|i| line.lower(i) == "and");
    town(a) && town(b) && listed && and && to > from && to < from + 9 && (from..to).all(plain)
}

/// "three hotels", "several villages", "police stations" of a deed: of a kind of place, more than one.
fn counts_sites(line: &Line, i: usize, kind: &str) -> bool {
    let plural = line.words.get(i).is_some_and(|w| w.tag == "NNS") && has(kind, line.lower(i));
    let many = |k: usize| {
        numeral(line.lower(k)).is_some_and(|n| n > 1)
            || matches!(line.lower(k), "several" | "multiple" | "twin" | "many")
    };
    let counted = (i.saturating_sub(5)..i).rev().take_while(|&k| line.words[k].is_wordlike()).any(many);
    // "at churches and hotels"
    let before = i.checked_sub(1).map_or("", |k| line.lower(k));
    let bare = matches!(before, "at" | "on" | "in" | "outside" | "into") && line.lower(i + 1) == "and";
    // "killed four settlers, and the army sent tanks into two towns": of another clause
    let parts = |k: usize| matches!(line.lower(k), "," | ";");
    let harmed = || hits(line).first().map(|hit| hit.first);
    let of_deed = || {
        let first = event_words(line).first().map(|e| e.first).or_else(harmed);
        // "struck three hotels, killing 57"
        let struck = (0..i).any(|k| has("strikes", line.lower(k)));
        struck || first.is_some_and(|at| !(at.min(i)..at.max(i)).any(parts))
    };
    plural && (counted || bare) && of_deed()
}

/// The sentences set apart whose dead make up the total of the lead.
pub(crate) fn parts_of_total(reading: &Reading) -> Vec<usize> {
    let lead = Lead::of(reading, |i| !reading.figures[i].is_empty() && reading.lines[i].kind != BlockKind::Title);
    let apart = &reading.elsewhere;
    let dead = |f: &&Figure| f.category == Category::Killed;
    let own: Vec<u64> = lead
        .ranks()
        .iter()
        .flat_map(|&i| reading.figures[i].iter().filter(dead).map(move |f| (i, f)))
        .filter(|(i, f)| reading.verdict(*i, f.count.first()).standing == Standing::Main)
        .filter_map(|(_, f)| f.count.number.quantity.point())
        .filter(|n| *n >= CHANCE)
        .collect();
    let placed = |i: usize| {
        let line = &reading.lines[i];
        let named = |k: usize| line.words.get(k + 1).is_some_and(|w| w.is_capitalised());
        let spot = (0..line.words.len()).any(|k| has("located_at", line.lower(k)) && (k == 0 || named(k)));
        spot || reading.names.places.iter().any(|m| line.span.contains(m.span))
    };
    let told = (0..reading.lines.len())
        .filter(|&i| reading.lines[i].kind != BlockKind::Title && !lead.ranks().contains(&i) && placed(i));
    let whole =
        |f: &&Figure| dead(f) && f.part_of.is_none() && !f.superseded && f.count.of_the.is_none() && !f.count.of_them;
    let parts: Vec<(usize, u64)> = told
        .flat_map(|i| reading.figures[i].iter().filter(whole).map(move |f| (i, f)))
        .filter(|(i, f)| is_of_the_day(reading, *i, f))
        .filter_map(|(i, f)| Some((i, f.count.number.quantity.point()?)))
        .collect();
    let set_apart = |i: usize| apart.iter().any(|r| r.lines.contains(&i));
    let later = |i: usize| reading.figures[i].iter().any(|f| is_later(reading, i, f));
    let is_apart = |i: usize| set_apart(i) || later(i);
    let mut found: Vec<usize> = Vec::new();
    for from in 0..parts.len() {
        for to in from + 2..=(from + PARTS).min(parts.len()) {
            let run = &parts[from..to];
            let sum: u64 = run.iter().map(|(_, n)| n).sum();
            let close = run.windows(2).all(|pair| pair[1].0 - pair[0].0 <= NEXT);
            let own_place = lead.reach().is_of_several() || run.iter().any(|(i, _)| !is_apart(*i));
            let many = run.iter().all(|(_, n)| *n > 1);
            if own.contains(&sum) && close && many && own_place && run.iter().any(|(i, _)| is_apart(*i)) {
                found.extend(run.iter().map(|(i, _)| *i));
            }
        }
    }
    found
}

/// Whether nothing but its place, or the order of what is told, sets a figure apart.
fn is_of_the_day(reading: &Reading, i: usize, figure: &Figure) -> bool {
    let verdict = reading.verdict(i, figure.count.first());
    let placed = reading.elsewhere.iter().any(|r| r.lines.contains(&i) && r.verdict == verdict);
    let days = verdict.time.and_then(|span| reading.times.iter().find(|t| t.span == span)).and_then(|t| t.days);
    let same = days.is_none_or(|(start, end)| start == end && Some(start) == reading.day());
    verdict.standing == Standing::Main
        || placed && same && verdict.standing == Standing::Other
        || is_later(reading, i, figure)
}

fn is_later(reading: &Reading, i: usize, figure: &Figure) -> bool {
    let verdict = reading.verdict(i, figure.count.first());
    verdict.standing == Standing::Other && verdict.reason == LATER
}
