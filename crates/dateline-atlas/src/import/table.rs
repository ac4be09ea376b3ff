//! A table of places (CSV), as a newsroom or a mission keeps one.
//!
//! Made from rows under a header. Columns, in any order: `name`, `latitude`, `longitude` (these three are needed),
//! `country` (code or name), `kind` (town, quarter, admin1, admin2, airport, region; a town where nothing is said),
//! `population`, `admin1`, `admin2` (names of the areas it lies in), `other_names` (parted by `;`), `geonames`. Other
//! columns are passed over.

use super::{ImportError, Imported, area_key, point};
use crate::atlas::Atlas;
use crate::lines::parts;
use crate::pack::{NewRecord, PlaceKind};
use std::collections::BTreeSet;
use std::io::BufRead;

/// Names of columns, the documented one first.
const COLUMNS: [(&str, &[&str]); 10] = [
    ("name", &["name", "place", "toponym"]),
    ("latitude", &["latitude", "lat", "y"]),
    ("longitude", &["longitude", "lon", "lng", "long", "x"]),
    ("country", &["country", "iso2", "country_code"]),
    ("kind", &["kind", "type"]),
    ("population", &["population", "pop"]),
    ("admin1", &["admin1", "adm1", "region", "state", "province"]),
    ("admin2", &["admin2", "adm2", "district", "county"]),
    ("other_names", &["other_names", "aliases", "alternate_names"]),
    ("geonames", &["geonames", "geonameid", "geonames_id"]),
];

/// The records of a table; `atlas` knows the countries.
pub fn table(reader: &mut dyn BufRead, atlas: &Atlas) -> Result<Imported, ImportError> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(reader);
    let form = |line: usize, why: String| ImportError::Form { line, why };
    let header = rows.byte_headers().map_err(|e| form(1, e.to_string()))?.clone();
    let header: Vec<String> = header.iter().map(|c| String::from_utf8_lossy(c).to_lowercase()).collect();
    let at = |name: &str| {
        let names = COLUMNS.iter().find(|(column, _)| *column == name).map_or(&[][..], |(_, names)| names);
        header.iter().position(|h| names.contains(&h.trim_start_matches('\u{feff}').replace(' ', "_").as_str()))
    };
    for needed in ["name", "latitude", "longitude"] {
        if at(needed).is_none() {
            return Err(form(1, format!("the table has no column “{needed}”")));
        }
    }
    let columns: Vec<Option<usize>> = COLUMNS.iter().map(|(name, _)| at(name)).collect();
    let mut out = Imported::default();
    let mut areas = BTreeSet::new();
    let mut row = csv::ByteRecord::new();
    loop {
        let line = rows.position().line() as usize;
        match rows.read_byte_record(&mut row) {
            Ok(false) => return out.used(),
            Ok(true) => {
                let cells = columns.iter().map(|c| c.and_then(|c| row.get(c)).unwrap_or(b""));
                let cells: Vec<_> = cells.map(|c| String::from_utf8_lossy(c).into_owned()).collect();
                let place = place(&cells, atlas);
                if let Ok(Some(place)) = &place {
                    add_areas(&mut out, &mut areas, place, &cells[6..8])?;
                }
                out.take(line, place)?;
            }
            Err(error) if error.is_io_error() => return Err(ImportError::Io(error.into())),
            Err(error) => out.refuse(line, &error.to_string()),
        }
    }
}

fn place(cells: &[String], atlas: &Atlas) -> Result<Option<NewRecord>, String> {
    let [name, latitude, longitude, country, kind, people, admin1, admin2, others, geonames] = cells else {
        return Ok(None);
    };
    if name.is_empty() {
        return Err("a place without a name".to_owned());
    }
    let (latitude, longitude) = point(latitude, longitude)?;
    let kind = if kind.is_empty() { Some(PlaceKind::Town) } else { PlaceKind::from_word(&kind.to_lowercase()) };
    let kind = kind.ok_or_else(|| format!("“{}” is no kind of place", cells[4]))?;
    let country = country_code(country, atlas)?;
    let first = if admin1.is_empty() { 0 } else { area_key(&[&country, admin1]) };
    let second = if admin2.is_empty() { 0 } else { area_key(&[&country, admin1, admin2]) };
    Ok(Some(NewRecord {
        geonames: geonames.parse().unwrap_or(0),
        area: match kind {
            PlaceKind::Admin1 => area_key(&[&country, name]),
            PlaceKind::Admin2 => area_key(&[&country, admin1, name]),
            _ => 0,
        },
        name: name.clone(),
        others: parts(others).map(str::to_owned).collect(),
        latitude,
        longitude,
        population: people.replace([',', ' '], "").parse().unwrap_or(0),
        kind,
        capital: false,
        country,
        admin1: first,
        admin2: second,
        approximate: true,
        derived: false,
    }))
}

/// "ML", "ml", "Mali" as a code; nothing for nothing.
fn country_code(country: &str, atlas: &Atlas) -> Result<String, String> {
    let code = country.to_uppercase();
    if country.is_empty() || country.len() == 2 && atlas.country_name(&code).is_some() {
        return Ok(code);
    }
    let named = atlas.country_of_name(country);
    named.map(|code| code.to_string()).ok_or_else(|| format!("“{country}” is no country"))
}

/// Adds the areas a place lies in, once each: they lend it their names and are not found by them.
fn add_areas(
    out: &mut Imported,
    seen: &mut BTreeSet<u64>,
    place: &NewRecord,
    names: &[String],
) -> Result<(), ImportError> {
    for (n, (name, key)) in names.iter().zip([place.admin1, place.admin2]).enumerate() {
        if key == 0 || key == place.area || !seen.insert(key) {
            continue;
        }
        let kind = if n == 0 { PlaceKind::Admin1 } else { PlaceKind::Admin2 };
        let mut area =
            NewRecord { area: key, name: name.clone(), kind, derived: true, others: Vec::new(), ..place.clone() };
        (area.geonames, area.population, area.capital) = (0, 0, false);
        if n == 0 {
            area.admin2 = 0;
        }
        out.writer.push(&area)?;
    }
    Ok(())
}
