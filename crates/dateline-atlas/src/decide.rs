//! Which place is meant: every candidate of a name weighed against the others of its text.
//!
//! Made from spots and the evidence gathered from the whole text, in three rounds: the first weighs names by what each
//! may mean, the later ones by what the others were decided to mean. Weights are by hand; each is one readable reason.

use crate::backing::{is_backed, is_county_of_name, is_famous, is_far_from_home, is_short_for};
use crate::evidence::Evidence;
use crate::gazetteer::{Candidate, Match, distance_km};
use crate::pack::PlaceKind;
use crate::places::PlaceRole;
use crate::spot::{Hint, Spot, holds};
use crate::words::Words;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What the text as a whole speaks of: countries and first-order areas, with how much speaks for each.
#[derive(Debug, Default)]
pub(crate) struct Votes {
    countries: BTreeMap<String, f64>,
    areas: BTreeMap<u32, f64>,
}

impl Votes {
    pub fn country(&self, code: &str) -> f64 {
        share(&self.countries, code)
    }

    pub fn area(&self, id: u32) -> f64 {
        if id == 0 { 0.0 } else { share(&self.areas, &id) }
    }
}

fn share<K: Ord + std::borrow::Borrow<Q>, Q: Ord + ?Sized>(votes: &BTreeMap<K, f64>, key: &Q) -> f64 {
    let all: f64 = votes.values().sum();
    votes.get(key).copied().unwrap_or(0.0) / (all + DOUBT)
}

/// What is added to all votes before they are shared out: little evidence says little.
const DOUBT: f64 = 1.0;

/// Share of its country's votes under which a small place is not believed, once a text has spoken of countries.
const FOREIGN: f64 = 0.04;

/// The place meant at a spot.
pub(crate) struct Choice<'a> {
    pub place: Candidate<'a>,
    /// Whether more than the name and the size of the place speaks for it.
    pub backed: bool,
}

/// The place meant at each spot; `None` where no known place fits the text.
pub(crate) fn choose<'a>(words: &Words, spots: &[Spot<'a>], evidence: &Evidence) -> Vec<Option<Choice<'a>>> {
    let names: Vec<Cow<str>> = spots.iter().map(|s| words.phrase(s.first, s.last)).collect();
    let names: Vec<&str> = names.iter().map(|n| n.as_ref()).collect();
    let mut chosen: Vec<Option<usize>> = vec![None; spots.len()];
    for _round in 0..3 {
        let previous = chosen.clone();
        for (n, spot) in spots.iter().enumerate() {
            let votes = votes(spots, &names, n, &previous, evidence);
            chosen[n] = best(spots, &names, n, spot, &votes, &previous);
        }
        agree(spots, &names, &mut chosen);
    }
    let parts: BTreeSet<&str> =
        spots.iter().zip(&names).filter(|(s, _)| s.hint == Hint::Quarter).map(|(_, name)| *name).collect();
    let believed = |(n, spot): (usize, &Spot<'a>)| {
        let place = spot.candidates.get(chosen[n]?)?;
        let votes = votes(spots, &names, n, &chosen, evidence);
        let unsure = place.population < KNOWN || place.match_kind != Match::Name;
        let part = unsure && (spot.part || parts.contains(names[n])) && !spot.held_by_next;
        let apart = part && is_far_from_all(spots, &names, n, &parts, &chosen);
        let short = is_short_for(spots, &names, n, &chosen) || is_far_from_home(place, spot, &votes, evidence);
        let believed = !apart && !short && believable(place, spot, &votes);
        believed.then(|| Choice { place: place.clone(), backed: is_backed(place, spot, &votes) })
    };
    spots.iter().enumerate().map(believed).collect()
}

/// Kilometres within which a quarter lies from its town.
const QUARTER: f64 = 50.0;

/// Whether the text names towns and counties that are no parts of others, and none of them near the place at `n`: a
/// quarter of one of them bears another town's name. Where it names none, a little known town is not believed.
fn is_far_from_all(spots: &[Spot], names: &[&str], n: usize, parts: &BTreeSet<&str>, chosen: &[Option<usize>]) -> bool {
    let Some(place) = chosen[n].and_then(|c| spots[n].candidates.get(c)) else { return false };
    let others = spots.iter().enumerate().filter(|(m, _)| !parts.contains(names[*m]) && names[*m] != names[n]);
    let near = |c: &&Candidate| matches!(c.kind, PlaceKind::Town | PlaceKind::Admin2);
    let mut towns = others.filter_map(|(m, other)| other.candidates.get(chosen[m]?)).filter(near).peekable();
    let little_known = place.population < KNOWN;
    matches!(place.kind, PlaceKind::Town | PlaceKind::Quarter)
        && (towns.peek().is_some() || little_known)
        && towns.all(|town| distance_km(town, place) > QUARTER)
}

/// Inhabitants of a town that needs no help to be believed.
const KNOWN: u32 = 150_000;

/// What all names but the one at `n` speak for: each name once, shared among its candidates until it is decided.
fn votes(spots: &[Spot], names: &[&str], n: usize, previous: &[Option<usize>], evidence: &Evidence) -> Votes {
    let mut votes = Votes { countries: evidence.countries.clone(), areas: evidence.areas.clone() };
    let mut seen = BTreeSet::from([names[n]]);
    let famous = spots[n].candidates.iter().any(|c| is_famous(c, &spots[n]));
    for (m, spot) in spots.iter().enumerate() {
        // a quarter says nothing of where the towns of its name lie, nor does a short name of where the county is
        let short = famous && is_county_of_name(names, m, n);
        if spot.role == PlaceRole::Demonym || is_part(spot) || short || !seen.insert(names[m]) {
            continue;
        }
        let decided: Vec<&Candidate> = match previous[m].and_then(|c| spot.candidates.get(c)) {
            Some(one) => vec![one],
            None => spot.candidates.iter().collect(),
        };
        let countries: BTreeSet<&str> = decided.iter().map(|c| c.country).filter(|c| !c.is_empty()).collect();
        // a hamlet's name is often but a quarter's or a street's: it says less of where the text is
        let known = decided.iter().map(|c| fame(c)).fold(0.0, f64::max);
        for country in &countries {
            *votes.countries.entry((*country).to_owned()).or_insert(0.0) += 0.8 * known / countries.len() as f64;
        }
        let areas: BTreeSet<u32> = decided.iter().map(|c| c.admin1_id).filter(|&a| a != 0).collect();
        for area in &areas {
            *votes.areas.entry(*area).or_insert(0.0) += known / areas.len() as f64;
        }
    }
    votes
}

/// Whether a name is that of a part of some town.
fn is_part(spot: &Spot) -> bool {
    (spot.part || spot.hint == Hint::Quarter) && !spot.held_by_next
}

/// How much of a vote a place has.
fn fame(c: &Candidate) -> f64 {
    match c.kind {
        PlaceKind::Town if c.layer != "hand" && !c.capital => match c.population {
            0..5_000 => 0.5,
            5_000..20_000 => 0.8,
            _ => 1.0,
        },
        _ => 1.0,
    }
}

/// Whether the text speaks of the place's country at all; large places, countries and held names need no such help.
fn believable(place: &Candidate, spot: &Spot, votes: &Votes) -> bool {
    let small = matches!(place.kind, PlaceKind::Town | PlaceKind::Admin2 | PlaceKind::Airport);
    let spoken: f64 = votes.countries.values().sum();
    let known = place.population > KNOWN && place.match_kind == Match::Name;
    // by a name few call it by, only in a country that is spoken of
    let other_name = place.match_kind == Match::Alternate && place.population < KNOWN;
    if small && other_name && !spot.held_by_next && spoken > 0.0 && votes.country(place.country) == 0.0 {
        return false;
    }
    if place.match_kind == Match::Spelling && votes.country(place.country) < 0.15 {
        return false;
    }
    !small || known || spot.held_by_next || spoken < 2.0 || votes.country(place.country) > FOREIGN
}

fn best(
    spots: &[Spot],
    names: &[&str],
    n: usize,
    spot: &Spot,
    votes: &Votes,
    previous: &[Option<usize>],
) -> Option<usize> {
    if spot.candidates.len() < 2 {
        return (!spot.candidates.is_empty()).then_some(0);
    }
    let famous = spot.candidates.iter().any(|c| is_famous(c, spot));
    let near: Vec<&Candidate> = spots
        .iter()
        .enumerate()
        .filter(|(m, other)| names[*m] != names[n] && !is_part(other) && !(famous && is_county_of_name(names, *m, n)))
        .filter_map(|(m, other)| other.candidates.get(previous[m]?))
        .filter(|c| !matches!(c.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Admin1))
        .collect();
    let holder = spot.held_by_next.then(|| &spots[n + 1]);
    let score = |c: &Candidate| {
        prior(c)
            + fit(c, spot)
            + held(c, holder)
            + 3.0 * votes.country(c.country)
            + 4.0 * votes.area(c.admin1_id)
            + close(c, &near)
            + seat(c, spot)
            + namesake(c, spot)
            + together(c, spots, names, n)
    };
    let scores: Vec<f64> = spot.candidates.iter().map(score).collect();
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
}

/// What speaks for a place before any context: how many know it.
fn prior(c: &Candidate) -> f64 {
    let people = f64::from(c.population.max(10)).log10();
    let known = match c.kind {
        PlaceKind::Country => 8.0,
        PlaceKind::Continent => 8.0,
        PlaceKind::Admin1 => 0.75 * people + 1.0,
        PlaceKind::Region | PlaceKind::Quarter => 6.0,
        PlaceKind::Admin2 => 0.3 * people + 0.8,
        PlaceKind::Airport => 2.0,
        PlaceKind::Town if c.layer == "hand" => 3.2,
        PlaceKind::Town => 0.8 * people,
    };
    // A capital by a name few call it by ("Philadelphia" was once Amman) has no more to it than any other town.
    let capital = if c.capital && c.match_kind >= Match::Variant { 1.5 } else { 0.0 };
    let written = match c.match_kind {
        Match::Name => 0.8,
        Match::Variant => 0.6,
        Match::Alternate => 0.0,
        Match::Spelling => -1.5,
    };
    known + capital + written
}

/// An area named after a town in it gives way to the town, unless "region" or "province" says otherwise; not in
/// federations whose states are better known than the towns of their name.
fn seat(c: &Candidate, spot: &Spot) -> f64 {
    const FEDERAL: [&str; 4] = ["US", "CA", "AU", "DE"];
    let area = matches!(c.kind, PlaceKind::Admin1 | PlaceKind::Admin2);
    // a capital that is a state of its own: "in D.C.", but not the one behind "Washington,"
    let capital = |town: &&Candidate| town.capital && c.admin1_id != 0 && town.admin1_id == c.admin1_id;
    if area && spot.role != PlaceRole::Container && spot.candidates.iter().any(|town| capital(&town)) {
        return -3.0;
    }
    if !area || spot.hint == Hint::Area || FEDERAL.contains(&c.country) {
        return 0.0;
    }
    let names_it = |town: &&Candidate| {
        let same_area = town.admin1_id != 0 && town.admin1_id == c.admin1_id;
        let inside = town.country == c.country && (same_area || distance_km(town, c) < 200.0);
        town.kind == PlaceKind::Town && inside && town.population / 20 >= c.population / 500
    };
    if spot.candidates.iter().any(|town| names_it(&town)) { -3.0 } else { 0.0 }
}

/// A country that shares its name with a state elsewhere needs the text to speak for it.
fn namesake(c: &Candidate, spot: &Spot) -> f64 {
    let state = |o: &Candidate| o.kind == PlaceKind::Admin1 && o.country != c.country && o.population > 1_000_000;
    if c.kind == PlaceKind::Country && spot.candidates.iter().any(state) { -1.0 } else { 0.0 }
}

fn fit(c: &Candidate, spot: &Spot) -> f64 {
    let area = matches!(c.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region);
    match spot.hint {
        Hint::Area if area => 3.0,
        Hint::Town if c.kind == PlaceKind::Town => 2.0,
        // "Washington said": a government speaks from its capital.
        Hint::None if c.capital && spot.role == PlaceRole::Government => 2.0,
        _ => 0.0,
    }
}

/// A town and the county of that town are seldom named in one text by chance: "deputies of Washington County … in
/// Lowell", whichever other Lowells and Washington Counties there are.
fn together(c: &Candidate, spots: &[Spot], names: &[&str], n: usize) -> f64 {
    let famous = spots[n].candidates.iter().any(|c| is_famous(c, &spots[n]));
    let other = |m: usize| names[m] != names[n] && !(famous && is_county_of_name(names, m, n));
    let others = || spots.iter().enumerate().filter(|(m, _)| other(*m)).flat_map(|(_, s)| &s.candidates);
    let joined = match c.kind {
        PlaceKind::Admin2 => others().any(|town| town.kind == PlaceKind::Town && holds(c, town)),
        PlaceKind::Town => others().any(|county| county.kind == PlaceKind::Admin2 && holds(county, c)),
        _ => false,
    };
    if joined { TOGETHER } else { 0.0 }
}

/// How much it says that a text names a town and its county.
const TOGETHER: f64 = 2.0;

fn held(c: &Candidate, holder: Option<&Spot>) -> f64 {
    match holder {
        Some(holder) if holder.candidates.iter().any(|area| holds(area, c)) => 7.0,
        _ => 0.0,
    }
}

/// How near the other places of the text are.
fn close(c: &Candidate, near: &[&Candidate]) -> f64 {
    let sum: f64 = near.iter().map(|o| (-distance_km(c, o) / 120.0).exp()).sum();
    sum.min(3.0)
}

/// One name means one place throughout a text, unless its own words say otherwise: the held one wins.
fn agree(spots: &[Spot], names: &[&str], chosen: &mut [Option<usize>]) {
    let mut fixed: BTreeMap<&str, &Candidate> = BTreeMap::new();
    for (n, spot) in spots.iter().enumerate() {
        if let (true, Some(place)) = (spot.held_by_next, chosen[n].and_then(|c| spot.candidates.get(c))) {
            fixed.entry(names[n]).or_insert(place);
        }
    }
    for (n, spot) in spots.iter().enumerate() {
        // what the words beside a name rule out differs from mention to mention
        let same = |place: &&Candidate| {
            spot.candidates.iter().position(|c| c.geonames == place.geonames && c.name == place.name)
        };
        let open = !spot.held_by_next && spot.hint != Hint::Area;
        if let Some(choice) = fixed.get(names[n]).filter(|_| open).and_then(same) {
            chosen[n] = Some(choice);
        }
    }
}
