//! Merges the towns kept by hand into the records of the packages.
//!
//! Made from `atlas/places/towns.txt`: a town the packages know gains its spellings; another becomes a record of its
//! own, in the areas of the nearest town of its country.

use dateline_atlas::{NewRecord, PlaceKind, fold};

/// Kilometres within which one name of one country is one town.
const SAME: f64 = 40.0;

/// Inhabitants assumed of a town nobody counted.
const VILLAGE: u32 = 2000;

/// Adds the towns of the file's text.
pub fn add(records: &mut Vec<NewRecord>, text: &str) {
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let new: Vec<NewRecord> = lines.filter_map(town).filter_map(|town| merge(records, town)).collect();
    records.extend(new);
}

fn town(line: &str) -> Option<NewRecord> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [name, others, _, country, middle, _] = cells.as_slice() else { return None };
    let (latitude, longitude) = middle.split_once(',')?;
    Some(NewRecord {
        geonames: 0,
        name: (*name).to_owned(),
        others: others.split(';').map(|o| o.trim().to_owned()).filter(|o| !o.is_empty()).collect(),
        latitude: latitude.trim().parse().ok()?,
        longitude: longitude.trim().parse().ok()?,
        population: VILLAGE,
        kind: PlaceKind::Town,
        capital: false,
        country: (*country).to_owned(),
        area: 0,
        admin1: 0,
        admin2: 0,
        approximate: true,
        derived: false,
    })
}

/// Puts large areas at their middles instead of the middle of their towns: `country | name | latitude, longitude`.
pub fn place_areas(records: &mut [NewRecord], text: &str) {
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [country, name, middle] = cells.as_slice() else { continue };
        let Some((Ok(latitude), Ok(longitude))) =
            middle.split_once(',').map(|(a, b)| (a.trim().parse::<f64>(), b.trim().parse::<f64>()))
        else {
            continue;
        };
        let name = fold(name);
        let wanted =
            |r: &&mut NewRecord| r.kind == PlaceKind::Admin1 && r.country == *country && names(r).contains(&name);
        if let Some(area) = records.iter_mut().find(wanted) {
            (area.latitude, area.longitude) = (latitude, longitude);
        }
    }
}

/// The town as a new record, unless the records know it already: then that one gains its names.
fn merge(records: &mut [NewRecord], mut town: NewRecord) -> Option<NewRecord> {
    let names: Vec<String> = names(&town);
    let mut nearest: Option<(f64, usize)> = None;
    for (n, record) in records.iter().enumerate() {
        if record.country != town.country || record.kind != PlaceKind::Town {
            continue;
        }
        let km = distance(record, &town);
        if km < SAME && self::names(record).iter().any(|name| names.contains(name)) {
            let known = &mut records[n];
            known.others.push(town.name);
            known.others.append(&mut town.others);
            return None;
        }
        if nearest.is_none_or(|(least, _)| km < least) {
            nearest = Some((km, n));
        }
    }
    if let Some((_, n)) = nearest {
        (town.admin1, town.admin2) = (records[n].admin1, records[n].admin2);
    }
    Some(town)
}

fn names(record: &NewRecord) -> Vec<String> {
    std::iter::once(&record.name).chain(&record.others).map(|n| fold(n)).collect()
}

fn distance(a: &NewRecord, b: &NewRecord) -> f64 {
    let (la, lb) = (a.latitude.to_radians(), b.latitude.to_radians());
    let (dla, dlo) = (lb - la, (b.longitude - a.longitude).to_radians());
    let h = (dla / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dlo / 2.0).sin().powi(2);
    6371.0 * 2.0 * h.sqrt().min(1.0).asin()
}
