//! Every layer of places under one question: what is known by this folded name?
//!
//! Made from the compiled packs, the countries and the hand-kept places; the text files win over the program's own pack
//! where both know a place of one name and country, and each of a user's packs over all before it. Leaves choosing
//! among the answers to `decide`.

use crate::countries::Countries;
use crate::fold::fold;
use crate::lines::{coordinates, entries, parts};
use crate::pack::{Pack, PlaceKind};
use crate::skeleton::skeleton;
use rustc_hash::FxHashMap;

/// A place a name may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'a> {
    /// The name people use.
    pub name: &'a str,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// What it is.
    pub kind: PlaceKind,
    /// Capital of its country.
    pub capital: bool,
    /// Its first-order area.
    pub admin1: Option<&'a str>,
    /// The area's GeoNames id, to compare by.
    pub admin1_id: u32,
    /// Its second-order area.
    pub admin2: Option<&'a str>,
    /// ISO 3166-1 alpha-2; empty across borders.
    pub country: &'a str,
    /// Kilometres to its edge, for regions.
    pub radius: f64,
    /// Whether the name asked for is the one people use (and not an alternate, or a spelling like it).
    pub match_kind: Match,
    /// Which layer knows it.
    pub layer: &'a str,
}

/// How a name was matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Another spelling with the same skeleton.
    Spelling,
    /// One of its other names.
    Alternate,
    /// One of its other names that only spells its own name differently.
    Variant,
    /// Its own name.
    Name,
}

/// A hand-kept place.
#[derive(Debug, Clone)]
struct HandPlace {
    name: &'static str,
    kind: PlaceKind,
    country: &'static str,
    latitude: f64,
    longitude: f64,
    radius: f64,
}

/// All layers.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    /// The program's own pack, then the user's, each with its name.
    packs: Vec<(String, Pack)>,
    hand: Vec<HandPlace>,
    hand_names: FxHashMap<String, Vec<(usize, Match)>>,
    hand_skeletons: FxHashMap<String, Vec<usize>>,
    country_ids: FxHashMap<&'static str, u32>,
}

impl Gazetteer {
    /// The layers from the pack and the hand-kept files.
    pub fn new(pack: Pack, files: &[&'static str], country_ids: FxHashMap<&'static str, u32>) -> Gazetteer {
        let mut gazetteer = Gazetteer {
            packs: vec![("geonames".to_owned(), pack)],
            hand: Vec::new(),
            hand_names: FxHashMap::default(),
            hand_skeletons: FxHashMap::default(),
            country_ids,
        };
        for cells in files.iter().flat_map(|file| entries(file)) {
            gazetteer.add(&cells);
        }
        gazetteer
    }

    /// name | other names | kind | countries | latitude, longitude | radius
    fn add(&mut self, cells: &[&'static str]) {
        let [name, others, kind, countries, middle, radius] = cells else { return };
        let Some((latitude, longitude)) = coordinates(middle) else { return };
        let kind = match *kind {
            "town" => PlaceKind::Town,
            "quarter" => PlaceKind::Quarter,
            "continent" => PlaceKind::Continent,
            "admin1" => PlaceKind::Admin1,
            "admin2" => PlaceKind::Admin2,
            _ => PlaceKind::Region,
        };
        let n = self.hand.len();
        let country = countries.split_whitespace().next().unwrap_or("");
        let radius = radius.parse().unwrap_or(5.0);
        self.hand.push(HandPlace { name, kind, country, latitude, longitude, radius });
        for (rank, written) in std::iter::once(*name).chain(parts(others)).enumerate() {
            let folded = fold(written.strip_prefix("the ").unwrap_or(written));
            if let Some(skeleton) = skeleton(&folded).filter(|_| kind == PlaceKind::Town) {
                self.hand_skeletons.entry(skeleton).or_default().push(n);
            }
            let found = if rank == 0 { Match::Name } else { Match::Alternate };
            self.hand_names.entry(folded).or_default().push((n, found));
        }
    }

    /// Puts a pack over all others.
    pub fn lay(&mut self, name: String, pack: Pack) {
        self.packs.push((name, pack));
    }

    /// The packs with their names, the program's own first.
    pub fn packs(&self) -> &[(String, Pack)] {
        &self.packs
    }

    /// Everything known by a folded name, countries included.
    pub fn named<'a>(&'a self, folded: &str, countries: &'a Countries) -> Vec<Candidate<'a>> {
        let mut out: Vec<Candidate<'a>> = Vec::new();
        if let Some(country) = countries.named(folded) {
            out.push(self.country(country));
        }
        for (n, found) in self.hand_names.get(folded).into_iter().flatten() {
            out.extend(self.hand_candidate(*n, *found));
        }
        let known = out.len();
        for (layer, (_, pack)) in self.packs.iter().enumerate() {
            for n in pack.named(folded) {
                let Some(mut found) = self.pack_candidate(layer, n, Match::Alternate) else { continue };
                found.match_kind = written_as(found.name, folded);
                if layer > 0 {
                    overlay(&mut out, found);
                } else if !out[..known].iter().any(|hand| same_place(hand, &found)) {
                    out.push(found);
                }
            }
        }
        out
    }

    /// The country of a hand-kept place, where it has one.
    pub fn hand_country(&self, folded: &str) -> Option<&str> {
        let (n, _) = self.hand_names.get(folded)?.first()?;
        self.hand.get(*n).map(|place| place.country).filter(|country| !country.is_empty())
    }

    /// Places spelled like the folded name.
    pub fn like<'a>(&'a self, folded: &str) -> Vec<Candidate<'a>> {
        let Some(skeleton) = skeleton(folded) else { return Vec::new() };
        let hand = self.hand_skeletons.get(&skeleton).into_iter().flatten();
        let mut out: Vec<Candidate<'a>> = hand.filter_map(|n| self.hand_candidate(*n, Match::Spelling)).collect();
        for (layer, (_, pack)) in self.packs.iter().enumerate() {
            for found in pack.like(&skeleton).filter_map(|n| self.pack_candidate(layer, n, Match::Spelling)) {
                if layer > 0 { overlay(&mut out, found) } else { out.push(found) }
            }
        }
        out
    }

    pub fn country<'a>(&'a self, country: &'a crate::countries::Country) -> Candidate<'a> {
        Candidate {
            name: country.name,
            geonames: self.country_ids.get(country.code).copied(),
            latitude: country.latitude,
            longitude: country.longitude,
            population: 0,
            kind: PlaceKind::Country,
            capital: false,
            admin1: None,
            admin1_id: 0,
            admin2: None,
            country: country.code,
            radius: 300.0,
            match_kind: Match::Name,
            layer: "countries",
        }
    }

    fn hand_candidate(&self, n: usize, match_kind: Match) -> Option<Candidate<'_>> {
        let place = self.hand.get(n)?;
        Some(Candidate {
            name: place.name,
            geonames: None,
            latitude: place.latitude,
            longitude: place.longitude,
            population: 0,
            kind: place.kind,
            capital: false,
            admin1: None,
            admin1_id: 0,
            admin2: None,
            country: place.country,
            radius: place.radius,
            match_kind,
            layer: "hand",
        })
    }

    /// Record `n` of a pack as a candidate.
    fn pack_candidate(&self, layer: usize, n: u32, match_kind: Match) -> Option<Candidate<'_>> {
        let (name, pack) = self.packs.get(layer)?;
        let record = pack.record(n)?;
        let area = |n: Option<u32>| n.and_then(|n| pack.record(n).map(|r| (n, r)));
        let (admin1, admin2) = (area(record.admin1), area(record.admin2));
        let own = layer == 0 && record.geonames == 0 && record.kind == PlaceKind::Town;
        Some(Candidate {
            name: record.name,
            geonames: (record.geonames != 0).then_some(record.geonames),
            latitude: record.latitude,
            longitude: record.longitude,
            population: record.population,
            kind: record.kind,
            capital: record.capital,
            admin1: admin1.map(|(_, a)| a.name),
            admin1_id: admin1.map_or(0, |(n, a)| area_id(layer, n, a.geonames)),
            admin2: admin2.map(|(_, a)| a.name),
            country: record.country,
            radius: if record.kind == PlaceKind::Town { 5.0 } else { 60.0 },
            match_kind,
            layer: if own { "hand" } else { name },
        })
    }
}

/// What areas are compared by: the GeoNames id, or for areas without one a number no GeoNames id reaches.
fn area_id(layer: usize, n: u32, geonames: u32) -> u32 {
    if geonames != 0 { geonames } else { 1 << 31 | (layer as u32 & 0x3f) << 24 | n & 0x00ff_ffff }
}

/// Kilometres within which one name is one place, for a pack laid over others.
const SAME: f64 = 15.0;

/// Adds a place of a user's pack. Where it is one already known, it takes that one's stead, and what it does not say
/// stays: inhabitants, areas, the GeoNames id.
fn overlay<'a>(out: &mut Vec<Candidate<'a>>, mut new: Candidate<'a>) {
    let settled = |kind: PlaceKind| matches!(kind, PlaceKind::Town | PlaceKind::Quarter);
    let same = |old: &Candidate| {
        let kind = old.kind == new.kind || settled(old.kind) && settled(new.kind);
        let id = old.geonames.is_some() && old.geonames == new.geonames;
        let two = old.geonames.is_some() && new.geonames.is_some() && !id;
        kind && old.country == new.country && !two && old.layer != new.layer && (id || distance_km(old, &new) < SAME)
    };
    let Some(old) = out.iter_mut().find(|old| same(old)) else { return out.push(new) };
    new.geonames = new.geonames.or(old.geonames);
    new.capital |= old.capital;
    new.match_kind = new.match_kind.max(old.match_kind);
    if new.population == 0 {
        new.population = old.population;
    }
    if old.admin1_id != 0 && (new.admin1_id == 0 || new.admin1_id >> 31 == 1) {
        (new.admin1, new.admin1_id) = (old.admin1, old.admin1_id);
    }
    new.admin2 = new.admin2.or(old.admin2);
    *old = new;
}

/// How the folded name asked for stands to the name people use.
fn written_as(name: &str, folded: &str) -> Match {
    let own = fold(name);
    if own == folded {
        Match::Name
    } else if skeleton(&own).is_some_and(|s| skeleton(folded).is_some_and(|t| s == t)) {
        Match::Variant
    } else {
        Match::Alternate
    }
}

/// Whether a pack record is the hand-kept place again: one country, and near enough.
fn same_place(hand: &Candidate, other: &Candidate) -> bool {
    hand.layer == "hand"
        && hand.kind != PlaceKind::Continent
        && hand.country == other.country
        && distance_km(hand, other) < hand.radius.max(25.0)
        && other.kind != PlaceKind::Town
}

/// Great-circle distance in kilometres.
pub fn distance_km(a: &Candidate, b: &Candidate) -> f64 {
    distance((a.latitude, a.longitude), (b.latitude, b.longitude))
}

/// Great-circle distance in kilometres between two points in degrees.
pub(crate) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb) = (a.0.to_radians(), b.0.to_radians());
    let (dla, dlo) = (lb - la, (b.1 - a.1).to_radians());
    let h = (dla / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dlo / 2.0).sin().powi(2);
    6371.0 * 2.0 * h.sqrt().min(1.0).asin()
}
