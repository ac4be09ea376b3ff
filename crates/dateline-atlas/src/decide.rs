//! Which place is meant: every candidate of a name weighed against the others of its text.
//!
//! Made from spots and the evidence gathered from the whole text. Weights are by hand and readable; each is one reason.

use crate::actors;
use crate::atlas::Atlas;
use crate::context::Set;
use crate::gazetteer::{Candidate, Match, distance_km};
use crate::pack::PlaceKind;
use crate::places::PlaceContext;
use crate::spot::{Hint, Spot, holds};
use crate::words::{Case, Gap, Words};
use std::collections::{BTreeMap, BTreeSet};

/// What the whole text says, before any name is decided.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Words that belong to actors' names: first → last.
    taken: BTreeMap<usize, usize>,
    covered: BTreeSet<usize>,
    /// Words that are adjectives of countries.
    demonyms: BTreeSet<usize>,
    /// How much the text speaks of each country.
    pub countries: BTreeMap<String, f64>,
    /// Words that the text also writes without a capital.
    pub lower: BTreeSet<String>,
    /// Family names of people the text names in full.
    pub surnames: BTreeSet<String>,
}

impl Evidence {
    pub fn gather(atlas: &Atlas, text: &str, words: &Words, context: &PlaceContext) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.take_actors(atlas, text, words);
        for i in 0..words.list.len() {
            evidence.look_at(atlas, words, i);
        }
        if let Some(country) = context.outlet_country {
            evidence.vote(country, 0.7);
        }
        evidence
    }

    fn take_actors(&mut self, atlas: &Atlas, text: &str, words: &Words) {
        for mention in actors::find(atlas, text) {
            if let Some(country) = mention.actor.country.as_deref() {
                self.vote(country, 0.6);
            }
            if mention.actor.source == "states" {
                continue;
            }
            let inside = |w: &&crate::words::Word| mention.span.start <= w.start && w.end <= mention.span.end;
            let from = words.list.partition_point(|w| w.start < mention.span.start);
            let count = words.list[from..].iter().take_while(inside).count();
            // A state's own army under its own name ("Israeli army") leaves the country's name free.
            if count > 0 {
                self.taken.insert(from, from + count - 1);
                self.covered.extend(from..from + count);
            }
        }
    }

    fn look_at(&mut self, atlas: &Atlas, words: &Words, i: usize) {
        let word = words.get(i);
        let case = words.list[i].case;
        if case == Case::Lower {
            self.lower.insert(word.to_owned());
            return;
        }
        for n in 1..=words.reach(i, 3) {
            let phrase = words.phrase(i, i + n - 1);
            if let Some(country) = atlas.countries.of_demonym(phrase) {
                self.vote(country.code, 1.0);
                self.demonyms.extend(i..i + n);
            } else if let Some(country) =
                atlas.countries.named(phrase).filter(|_| phrase != "us" || case == Case::Upper)
            {
                self.vote(country.code, 1.5);
            }
        }
        let joined = i > 0 && words.list[i].gap == Gap::Space && case == Case::Title;
        let before = words.before(i, 1);
        let given = atlas.context.has(Set::Given, before) && words.list[i - 1].case == Case::Title;
        if joined && (given || atlas.context.has(Set::Title, before)) && !atlas.context.has(Set::Given, word) {
            self.surnames.insert(word.to_owned());
        }
    }

    fn vote(&mut self, country: &str, weight: f64) {
        *self.countries.entry(country.to_owned()).or_insert(0.0) += weight;
    }

    /// The last word of the actor's name that begins at word `i`.
    pub fn taken_until(&self, i: usize) -> Option<usize> {
        self.taken.get(&i).copied()
    }

    pub fn is_taken(&self, i: usize) -> bool {
        self.covered.contains(&i)
    }

    pub fn is_demonym(&self, i: usize) -> bool {
        self.demonyms.contains(&i)
    }

    /// The country's share of what the text speaks of, 0 to 1.
    fn share(&self, country: &str) -> f64 {
        let all: f64 = self.countries.values().sum();
        if all > 0.0 { self.countries.get(country).copied().unwrap_or(0.0) / all } else { 0.0 }
    }
}

/// The place meant at each spot.
pub(crate) fn choose<'a>(
    atlas: &'a Atlas,
    words: &Words,
    spots: &[Spot<'a>],
    evidence: &Evidence,
) -> Vec<Option<Candidate<'a>>> {
    let _ = atlas;
    let names: Vec<String> = spots.iter().map(|s| words.phrase(s.first, s.last).to_owned()).collect();
    let mut areas = area_votes(spots, &names);
    let mut chosen: Vec<Option<usize>> = vec![None; spots.len()];
    for _round in 0..2 {
        let previous = chosen.clone();
        for (n, spot) in spots.iter().enumerate() {
            chosen[n] = best(spots, &names, n, spot, evidence, &areas, &previous);
        }
        agree(spots, &names, &mut chosen);
        areas = chosen_areas(spots, &names, &chosen);
    }
    spots.iter().zip(chosen).map(|(spot, n)| n.and_then(|n| spot.candidates.get(n).cloned())).collect()
}

/// First-order areas of a text, with how much speaks for each, by GeoNames id.
type Votes = BTreeMap<u32, f64>;

fn area_votes(spots: &[Spot], names: &[String]) -> Votes {
    let mut votes = Votes::new();
    let mut seen = BTreeSet::new();
    for (spot, name) in spots.iter().zip(names) {
        if !seen.insert(name) {
            continue;
        }
        let areas: BTreeSet<u32> = spot.candidates.iter().map(|c| c.admin1_id).filter(|&a| a != 0).collect();
        for area in &areas {
            *votes.entry(*area).or_insert(0.0) += 1.0 / areas.len() as f64;
        }
    }
    votes
}

fn chosen_areas(spots: &[Spot], names: &[String], chosen: &[Option<usize>]) -> Votes {
    let mut votes = Votes::new();
    let mut seen = BTreeSet::new();
    for ((spot, name), choice) in spots.iter().zip(names).zip(chosen) {
        let Some(place) = choice.and_then(|n| spot.candidates.get(n)) else { continue };
        if place.admin1_id != 0 && seen.insert(name) {
            *votes.entry(place.admin1_id).or_insert(0.0) += 1.0;
        }
    }
    votes
}

fn best(
    spots: &[Spot],
    names: &[String],
    n: usize,
    spot: &Spot,
    evidence: &Evidence,
    areas: &Votes,
    previous: &[Option<usize>],
) -> Option<usize> {
    let near: Vec<&Candidate> = spots
        .iter()
        .enumerate()
        .filter(|(m, _)| names[*m] != names[n])
        .filter_map(|(m, other)| other.candidates.get(previous[m]?))
        .filter(|c| !matches!(c.kind, PlaceKind::Country | PlaceKind::Continent))
        .collect();
    let holder = spot.held_by_next.then(|| &spots[n + 1]);
    let score = |c: &Candidate| {
        prior(c)
            + fit(c, spot.hint)
            + held(c, holder)
            + 3.0 * evidence.share(c.country)
            + area(c, areas)
            + close(c, &near)
    };
    let scores: Vec<f64> = spot.candidates.iter().map(score).collect();
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
}

/// What speaks for a place before any context: how many know it.
fn prior(c: &Candidate) -> f64 {
    let known = match c.kind {
        PlaceKind::Country => 9.0,
        PlaceKind::Continent => 8.0,
        PlaceKind::Admin1 => 5.0,
        PlaceKind::Region | PlaceKind::Quarter => 6.0,
        PlaceKind::Admin2 => 2.5,
        PlaceKind::Airport => 2.0,
        PlaceKind::Town if c.layer == "hand" => 4.0,
        PlaceKind::Town => 0.9 * f64::from(c.population.max(10)).log10(),
    };
    let capital = if c.capital { 1.5 } else { 0.0 };
    let written = match c.match_kind {
        Match::Name => 0.8,
        Match::Alternate => 0.0,
        Match::Spelling => -1.5,
    };
    known + capital + written
}

fn fit(c: &Candidate, hint: Hint) -> f64 {
    let area = matches!(c.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region);
    match hint {
        Hint::Area if area => 3.0,
        Hint::Town if c.kind == PlaceKind::Town => 2.0,
        _ => 0.0,
    }
}

fn held(c: &Candidate, holder: Option<&Spot>) -> f64 {
    match holder {
        Some(holder) if holder.candidates.iter().any(|area| holds(area, c)) => 6.0,
        _ => 0.0,
    }
}

fn area(c: &Candidate, votes: &Votes) -> f64 {
    let all: f64 = votes.values().sum();
    if c.admin1_id == 0 || all <= 0.0 {
        return 0.0;
    }
    3.0 * votes.get(&c.admin1_id).copied().unwrap_or(0.0) / all
}

/// How near the other places of the text are.
fn close(c: &Candidate, near: &[&Candidate]) -> f64 {
    let sum: f64 = near.iter().map(|o| (-distance_km(c, o) / 150.0).exp()).sum();
    sum.min(2.5)
}

/// One name means one place throughout a text, unless its own words say otherwise: the held one wins.
fn agree(spots: &[Spot], names: &[String], chosen: &mut [Option<usize>]) {
    let mut fixed: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, spot) in spots.iter().enumerate() {
        if let (true, Some(choice)) = (spot.held_by_next, chosen[n]) {
            fixed.entry(&names[n]).or_insert(choice);
        }
    }
    for (n, spot) in spots.iter().enumerate() {
        if let Some(choice) = fixed.get(names[n].as_str()).filter(|_| !spot.held_by_next && spot.hint != Hint::Area) {
            chosen[n] = Some(*choice);
        }
    }
}
