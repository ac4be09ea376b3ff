//! Writes a pack: records sorted by GeoNames id, their names folded into a finite-state index.
//!
//! Made from `NewRecord`s, as `xtask atlas` reads them from the packages, or a user's own files; the same records in
//! any order give the same bytes.

use crate::fold::fold;
use crate::pack::{MAGIC, MANY, NONE, PackError, PlaceKind, RECORD, pack_population};
use crate::skeleton::skeleton;
use std::collections::BTreeMap;

/// A record to be written.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// GeoNames id, or 0.
    pub geonames: u32,
    /// The name people use.
    pub name: String,
    /// Other names.
    pub others: Vec<String>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants.
    pub population: u32,
    /// What it is.
    pub kind: PlaceKind,
    /// Capital of its country.
    pub capital: bool,
    /// ISO 3166-1 alpha-2, or empty.
    pub country: String,
    /// GeoNames id of its first-order area, or 0.
    pub admin1: u32,
    /// GeoNames id of its second-order area, or 0.
    pub admin2: u32,
    /// Whether approximate spellings are indexed too.
    pub approximate: bool,
}

/// The unpacked bytes of a pack with this head and these records; a zstd frame around them makes the file.
pub fn write(head: &str, mut records: Vec<NewRecord>) -> Result<Vec<u8>, PackError> {
    records.sort_by(|a, b| (a.geonames, &a.name).cmp(&(b.geonames, &b.name)));
    let areas = Areas::of(&records);
    let countries = country_codes(&records);
    let mut names = Names::default();
    let mut rows = Vec::new();
    for record in &records {
        push_row(&mut rows, record, &areas, &countries, &mut names);
    }
    let rows = planes(&rows);
    let mut postings = Vec::new();
    let exact = index(&records, &mut postings, exact_keys)?;
    let skeletons = index(&records, &mut postings, skeleton_keys)?;
    let codes: Vec<u8> = countries.iter().flat_map(|c| format!("{c:2}").into_bytes()).collect();
    let mut out = MAGIC.to_vec();
    for section in [head.as_bytes(), &rows, &areas.table, &codes, &names.bytes, &postings, &exact, &skeletons] {
        out.extend(u32::try_from(section.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(section);
    }
    Ok(out)
}

/// The first- and second-order areas, numbered.
struct Areas {
    numbers: BTreeMap<u32, u16>,
    table: Vec<u8>,
}

impl Areas {
    fn of(records: &[NewRecord]) -> Areas {
        let mut areas = Areas { numbers: BTreeMap::new(), table: Vec::new() };
        for (n, record) in records.iter().enumerate() {
            let number = u16::try_from(areas.numbers.len()).unwrap_or(NONE);
            if matches!(record.kind, PlaceKind::Admin1 | PlaceKind::Admin2) && record.geonames != 0 && number != NONE {
                areas.numbers.insert(record.geonames, number);
                areas.table.extend(&u32::try_from(n).unwrap_or(0).to_le_bytes()[..3]);
            }
        }
        areas
    }

    fn number(&self, geonames: u32) -> u16 {
        self.numbers.get(&geonames).copied().unwrap_or(NONE)
    }
}

fn country_codes(records: &[NewRecord]) -> Vec<String> {
    let mut codes: Vec<String> = records.iter().map(|r| r.country.clone()).collect();
    codes.sort();
    codes.dedup();
    codes.truncate(255);
    codes
}

#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    at: BTreeMap<String, u32>,
}

impl Names {
    fn offset(&mut self, name: &str) -> u32 {
        if let Some(&at) = self.at.get(name) {
            return at;
        }
        let at = u32::try_from(self.bytes.len()).unwrap_or(0);
        let mut len = name.len().min(255);
        while !name.is_char_boundary(len) {
            len -= 1;
        }
        self.bytes.push(u8::try_from(len).unwrap_or(0));
        self.bytes.extend(&name.as_bytes()[..len]);
        self.at.insert(name.to_owned(), at);
        at
    }
}

fn push_row(rows: &mut Vec<u8>, r: &NewRecord, areas: &Areas, countries: &[String], names: &mut Names) {
    let degrees = |d: f64, shift: f64| (((d + shift) * 1e4).round().max(0.0) as u32).to_le_bytes();
    rows.extend(r.geonames.to_le_bytes());
    rows.extend(&degrees(r.latitude, 90.0)[..3]);
    rows.extend(&degrees(r.longitude, 180.0)[..3]);
    rows.push(pack_population(r.population));
    rows.push(r.kind as u8 | if r.capital { 0x10 } else { 0 });
    rows.extend(areas.number(r.admin1).to_le_bytes());
    rows.extend(areas.number(r.admin2).to_le_bytes());
    let country = countries.binary_search(&r.country).ok().and_then(|n| u8::try_from(n).ok()).unwrap_or(0);
    rows.push(country);
    rows.extend(&names.offset(&r.name).to_le_bytes()[..3]);
}

/// Rows of `RECORD` bytes as planes of one byte a row.
fn planes(rows: &[u8]) -> Vec<u8> {
    (0..RECORD).flat_map(|byte| rows.iter().skip(byte).step_by(RECORD).copied()).collect()
}

fn exact_keys(record: &NewRecord) -> Vec<String> {
    let mut keys: Vec<String> = std::iter::once(&record.name).chain(&record.others).map(|n| fold(n)).collect();
    keys.retain(|k| !k.is_empty());
    keys
}

fn skeleton_keys(record: &NewRecord) -> Vec<String> {
    if !record.approximate {
        return Vec::new();
    }
    std::iter::once(&record.name).chain(&record.others).filter_map(|n| skeleton(&fold(n))).collect()
}

/// Builds one index; names borne by several records point into the postings.
fn index(
    records: &[NewRecord],
    postings: &mut Vec<u8>,
    keys: fn(&NewRecord) -> Vec<String>,
) -> Result<Vec<u8>, PackError> {
    let mut by_key: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (n, record) in records.iter().enumerate() {
        for key in keys(record) {
            by_key.entry(key).or_default().push(u32::try_from(n).unwrap_or(0));
        }
    }
    let mut seen: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
    let mut builder = fst::MapBuilder::memory();
    for (key, mut list) in by_key {
        list.dedup();
        let prominence = |&n: &u32| records.get(n as usize).map(|r| (std::cmp::Reverse(r.population), n));
        list.sort_by_key(prominence);
        list.truncate(120);
        let value = match list.as_slice() {
            [one] => u64::from(*one),
            many => *seen.entry(many.to_vec()).or_insert_with(|| push_posting(postings, many)),
        };
        builder.insert(key, value)?;
    }
    Ok(builder.into_inner()?)
}

fn push_posting(postings: &mut Vec<u8>, list: &[u32]) -> u64 {
    let at = postings.len() as u64;
    postings.push(u8::try_from(list.len()).unwrap_or(0));
    for n in list {
        postings.extend(&n.to_le_bytes()[..3]);
    }
    MANY | at
}
