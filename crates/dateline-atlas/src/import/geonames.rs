//! GeoNames files: a dump of places (allCountries, a country's), or alternateNamesV2.
//!
//! Made from tab-separated lines. Alternate names stand on places the atlas knows already, by their GeoNames id.

use super::names::{is_written, worth_keeping};
use super::{ImportError, Imported, area_key, lines, point};
use crate::atlas::Atlas;
use crate::pack::{NewRecord, Pack, PlaceKind};
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use std::io::BufRead;

/// Columns of a dump of places.
const PLACE: usize = 19;
/// Columns of alternateNamesV2; the older file has eight.
const NAMES: std::ops::RangeInclusive<usize> = 8..=10;

/// The records of a GeoNames file of either kind; `atlas` knows the places that alternate names stand on.
pub fn geonames(reader: &mut dyn BufRead, atlas: &Atlas) -> Result<Imported, ImportError> {
    let mut out = Imported::default();
    let mut names: Option<Alternates> = None;
    lines(reader, |number, line| {
        let cells: Vec<&str> = line.split('\t').collect();
        if number == 1 && NAMES.contains(&cells.len()) {
            names = Some(Alternates::of(atlas));
        } else if number == 1 && cells.len() != PLACE {
            let why = format!("{} columns; a dump of places has 19, alternateNamesV2 has 10", cells.len());
            return Err(ImportError::Form { line: 1, why });
        }
        match &mut names {
            Some(names) => Ok(names.take(&mut out, number, &cells)?),
            None => Ok(out.take(number, place(&cells))?),
        }
    })?;
    out.used()
}

fn place(cells: &[&str]) -> Result<Option<NewRecord>, String> {
    let [id, name, ascii, others, latitude, longitude, class, code, country, _, a1, a2, _, _, people, ..] = cells
    else {
        return Err(format!("{} columns instead of 19", cells.len()));
    };
    let Some(kind) = kind(class, code) else { return Ok(None) };
    let geonames = id.parse().map_err(|_| format!("“{id}” is no GeoNames id"))?;
    let (latitude, longitude) = point(latitude, longitude)?;
    let first = if a1.is_empty() || *a1 == "00" { 0 } else { area_key(&[country, a1]) };
    let second = if a2.is_empty() { 0 } else { area_key(&[country, a1, a2]) };
    let area = match kind {
        PlaceKind::Admin1 => first,
        PlaceKind::Admin2 => second,
        _ => 0,
    };
    Ok(Some(NewRecord {
        geonames,
        area,
        name: (*name).to_owned(),
        others: worth_keeping(name, std::iter::once(*ascii).chain(others.split(','))),
        latitude,
        longitude,
        population: people.parse::<u64>().map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX)),
        kind,
        capital: *code == "PPLC",
        country: (*country).to_owned(),
        admin1: first,
        admin2: second,
        approximate: true,
        derived: false,
    }))
}

/// What a feature is to the atlas; most features are nothing to it.
fn kind(class: &str, code: &str) -> Option<PlaceKind> {
    Some(match (class, code) {
        ("P", "PPLH" | "PPLCH") => return None,
        ("P", "PPLX") => PlaceKind::Quarter,
        ("P", _) | ("S", "CMPRF" | "CMPLA") => PlaceKind::Town,
        ("A", "ADM1") => PlaceKind::Admin1,
        ("A", "ADM2") => PlaceKind::Admin2,
        ("S", "AIRP" | "AIRB" | "AIRF" | "AIRQ") => PlaceKind::Airport,
        ("L", "RGN") | ("T", "DSRT" | "ISL" | "ISLS" | "MTS" | "VAL") | ("V", "FRST") => PlaceKind::Region,
        _ => return None,
    })
}

/// Alternate names as they come, each put on the copy of a place the atlas knows.
struct Alternates<'a> {
    atlas: &'a Atlas,
    /// GeoNames id → pack and record that know it; the later pack wins.
    known: FxHashMap<u32, (usize, u32)>,
    /// GeoNames id → number of the copy in the writer.
    copied: FxHashMap<u32, u32>,
}

/// "Languages" of alternateNamesV2 that are codes of other registers.
const CODES: [&str; 12] =
    ["link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "abbr", "phon", "piny", "fr_1793"];

impl<'a> Alternates<'a> {
    fn of(atlas: &'a Atlas) -> Alternates<'a> {
        let mut known = FxHashMap::default();
        for (layer, (_, pack)) in atlas.packs().iter().enumerate() {
            for n in 0..pack.len() as u32 {
                if let Some(record) = pack.record(n).filter(|r| r.geonames != 0 && !r.derived) {
                    known.insert(record.geonames, (layer, n));
                }
            }
        }
        Alternates { atlas, known, copied: FxHashMap::default() }
    }

    fn take(&mut self, out: &mut Imported, line: usize, cells: &[&str]) -> Result<(), ImportError> {
        out.rows += 1;
        let [_, id, language, name, rest @ ..] = cells else {
            out.refuse(line, "fewer than four columns");
            return Ok(());
        };
        let Ok(id) = id.parse::<u32>() else {
            out.refuse(line, &format!("“{id}” is no GeoNames id"));
            return Ok(());
        };
        let historic = rest.get(3).is_some_and(|flag| *flag == "1");
        let place = self.known.get(&id).copied();
        let Some((layer, n)) = place.filter(|_| !historic && !CODES.contains(language) && is_written(name)) else {
            out.passed_over += 1;
            return Ok(());
        };
        let copy = match self.copied.get(&id) {
            Some(copy) => *copy,
            None => self.copy(out, id, &self.atlas.packs()[layer].1, n)?,
        };
        out.writer.add_name(copy, name);
        Ok(())
    }

    /// Copies a known place with the names of its areas; its number in the writer.
    fn copy(&mut self, out: &mut Imported, id: u32, pack: &Pack, n: u32) -> Result<u32, ImportError> {
        let Some(record) = pack.record(n) else { return Ok(0) };
        let areas = [record.admin1, record.admin2].map(|a| a.and_then(|a| pack.record(a)).filter(|a| a.geonames != 0));
        for area in areas.iter().flatten() {
            if let Entry::Vacant(free) = self.copied.entry(area.geonames) {
                let derived = area.geonames != id;
                free.insert(out.writer.len() as u32);
                out.writer.push(&copy_of(area, [None, None], derived))?;
            }
        }
        if let Some(own) = self.copied.get(&id) {
            return Ok(*own);
        }
        let at = out.writer.len() as u32;
        self.copied.insert(id, at);
        out.writer.push(&copy_of(&record, areas.map(|a| a.map(|a| a.geonames)), false))?;
        Ok(at)
    }
}

fn copy_of(record: &crate::pack::Record, areas: [Option<u32>; 2], derived: bool) -> NewRecord {
    let area = |n: usize| areas[n].map_or(0, u64::from);
    NewRecord {
        geonames: record.geonames,
        area: u64::from(record.geonames),
        name: record.name.to_owned(),
        others: Vec::new(),
        latitude: record.latitude,
        longitude: record.longitude,
        population: record.population,
        kind: record.kind,
        capital: record.capital,
        country: record.country.to_owned(),
        admin1: area(0),
        admin2: area(1),
        approximate: true,
        derived,
    }
}
