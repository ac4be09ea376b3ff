//! Writes a pack: records grouped by country and area, their names folded into sorted indexes.
//!
//! Made from `NewRecord`s one by one, as `xtask atlas` reads them from the packages or `dateline atlas add` from a
//! user's files; a record is taken apart as it comes, so that memory grows with what the pack will hold and not with
//! the file. The same records in any order give the same bytes.

use super::index::{Keys, build};
use super::sections::{ROW, Row, STRIDE, row};
use super::{MAGIC, NONE, PackError, PlaceKind, content_hash};
use crate::fold::{fold, fold_into};
use crate::skeleton::skeleton;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A record to be written.
#[derive(Debug, Clone)]
pub struct NewRecord {
    /// GeoNames id, or 0.
    pub geonames: u32,
    /// What other records of this pack call it as their area, or 0.
    pub area: u64,
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
    /// `area` of its first-order area, or 0.
    pub admin1: u64,
    /// `area` of its second-order area, or 0.
    pub admin2: u64,
    /// Whether approximate spellings are indexed too.
    pub approximate: bool,
    /// Whether it only lends its name to the records in it: it is not found by name.
    pub derived: bool,
}

/// A record taken apart: its name stands in the writer's text.
#[derive(Debug)]
struct Held {
    name: (u32, u8),
    geonames: u32,
    area: u64,
    admin1: u64,
    admin2: u64,
    country: [u8; 2],
    latitude: f64,
    longitude: f64,
    population: u32,
    kind: PlaceKind,
    capital: bool,
    derived: bool,
}

/// Gathers records and writes the pack.
#[derive(Debug, Default)]
pub struct PackWriter {
    names: String,
    held: Vec<Held>,
    exact: Keys,
    skeletons: Keys,
    folded: String,
}

/// Most bytes of names and keys of one pack.
const MOST_TEXT: usize = 1 << 31;
/// Most records that a name points to.
const MOST_BEARERS: usize = 120;

impl PackWriter {
    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Adds a record; fails when the pack would be larger than its numbers can count.
    pub fn push(&mut self, record: &NewRecord) -> Result<(), PackError> {
        let n = u32::try_from(self.held.len()).ok().filter(|n| *n < 1 << 30).ok_or(PackError::TooLarge("records"))?;
        if self.names.len() + self.exact.size() + self.skeletons.size() > MOST_TEXT {
            return Err(PackError::TooLarge("names"));
        }
        if !record.derived {
            self.index(record, n);
        }
        let name = self.hold_name(&record.name);
        let mut country = [b' '; 2];
        for (to, from) in country.iter_mut().zip(record.country.bytes().filter(u8::is_ascii)) {
            *to = from;
        }
        self.held.push(Held {
            name,
            geonames: record.geonames,
            area: record.area,
            admin1: record.admin1,
            admin2: record.admin2,
            country,
            latitude: record.latitude,
            longitude: record.longitude,
            population: record.population,
            kind: record.kind,
            capital: record.capital,
            derived: record.derived,
        });
        Ok(())
    }

    fn index(&mut self, record: &NewRecord, n: u32) {
        for name in std::iter::once(&record.name).chain(&record.others) {
            self.add_key(name, n, record.approximate);
        }
    }

    /// Gives record `n`, in the order in which they came, another name.
    pub fn add_name(&mut self, n: u32, name: &str) {
        self.add_key(name, n, true);
    }

    fn add_key(&mut self, name: &str, n: u32, approximate: bool) {
        self.folded.clear();
        fold_into(name, &mut self.folded);
        self.exact.push(&self.folded, n);
        if let Some(skeleton) = skeleton(&self.folded).filter(|_| approximate) {
            self.skeletons.push(&skeleton, n);
        }
    }

    fn hold_name(&mut self, name: &str) -> (u32, u8) {
        let mut len = name.len().min(255);
        while !name.is_char_boundary(len) {
            len -= 1;
        }
        let at = u32::try_from(self.names.len()).unwrap_or(0);
        self.names.push_str(&name[..len]);
        (at, len as u8)
    }

    fn name(&self, held: &Held) -> &str {
        &self.names[held.name.0 as usize..held.name.0 as usize + usize::from(held.name.1)]
    }

    /// The bytes of the pack under this head, to which the counts and the hash are added.
    pub fn finish(self, head: &str) -> Result<Vec<u8>, PackError> {
        self.finish_with(head, &lz4_flex::block::compress)
    }

    /// The same, its sections packed by a compressor to LZ4 blocks that takes more time over it.
    pub fn finish_with(mut self, head: &str, pack: &dyn Fn(&[u8]) -> Vec<u8>) -> Result<Vec<u8>, PackError> {
        let mut order: Vec<u32> = (0..self.held.len() as u32).collect();
        order.sort_by_cached_key(|&n| {
            let h = &self.held[n as usize];
            (
                h.country,
                h.admin1,
                h.admin2,
                fold(self.name(h)),
                h.geonames,
                h.area,
                h.latitude.to_bits(),
                h.longitude.to_bits(),
                h.population,
            )
        });
        let mut renumber = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            renumber[*old as usize] = new as u32;
        }
        let groups = self.groups(&order);
        let rows = self.rows(&order);
        let names = self.names_of(&order)?;
        let population: Vec<u32> = order.iter().map(|&n| self.held[n as usize].population).collect();
        let (exact, skeletons) = (std::mem::take(&mut self.exact), std::mem::take(&mut self.skeletons));
        drop(self);
        let (postings, indexes) = indexes([exact, skeletons], &renumber, &population)?;
        let [exact, skeletons] = indexes;
        let head = format!("{}records: {}\n", head, order.len());
        assemble(
            &head,
            &[deflate(&groups, pack), deflate(&rows, pack), deflate(&names, pack), postings, exact, skeletons],
        )
    }

    /// Country and areas of each run of records, with the number of its first.
    fn groups(&self, order: &[u32]) -> Vec<u8> {
        let mut numbers: FxHashMap<u64, u32> = FxHashMap::default();
        for (new, old) in order.iter().enumerate() {
            let held = &self.held[*old as usize];
            if held.area != 0 && matches!(held.kind, PlaceKind::Admin1 | PlaceKind::Admin2) {
                numbers.entry(held.area).or_insert(new as u32);
            }
        }
        let number = |area: u64| numbers.get(&area).copied().unwrap_or(NONE);
        let mut out = Vec::new();
        let mut before = None;
        for (new, old) in order.iter().enumerate() {
            let h = &self.held[*old as usize];
            let group = (h.country, number(h.admin1), number(h.admin2));
            if before != Some(group) {
                out.extend(group.0);
                out.extend(group.1.to_le_bytes());
                out.extend(group.2.to_le_bytes());
                out.extend((new as u32).to_le_bytes());
                before = Some(group);
            }
        }
        out
    }

    /// Planes of one byte a record.
    fn rows(&self, order: &[u32]) -> Vec<u8> {
        let mut planes = vec![0; order.len() * ROW];
        for (new, old) in order.iter().enumerate() {
            let h = &self.held[*old as usize];
            let bytes = row(&Row {
                geonames: h.geonames,
                latitude: h.latitude,
                longitude: h.longitude,
                population: h.population,
                kind: h.kind,
                capital: h.capital,
                derived: h.derived,
            });
            for (plane, byte) in bytes.into_iter().enumerate() {
                planes[plane * order.len() + new] = byte;
            }
        }
        planes
    }

    fn names_of(&self, order: &[u32]) -> Result<Vec<u8>, PackError> {
        let (mut offsets, mut text) = (Vec::new(), Vec::new());
        for (new, old) in order.iter().enumerate() {
            if new % STRIDE == 0 {
                offsets.extend(u32::try_from(text.len()).map_err(|_| PackError::TooLarge("names"))?.to_le_bytes());
            }
            let name = self.name(&self.held[*old as usize]);
            text.push(name.len() as u8);
            text.extend(name.as_bytes());
        }
        offsets.extend(text);
        Ok(offsets)
    }
}

/// The postings and the indexes that point into them: even numbers are records, odd ones offsets of lists.
fn indexes(keys: [Keys; 2], renumber: &[u32], population: &[u32]) -> Result<(Vec<u8>, [Vec<u8>; 2]), PackError> {
    let bytes_of_keys: usize = keys.iter().map(Keys::size).sum();
    let width = if renumber.len() < 1 << 22 && bytes_of_keys < 1 << 25 { 3 } else { 4 };
    let room = if width == 3 { 1 << 23 } else { 1 << 31 };
    let mut postings = Vec::new();
    let mut seen: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
    let mut full = false;
    let built = keys.map(|keys| {
        let mut pairs = Vec::new();
        keys.grouped(renumber, |key, records| {
            records.sort_by_key(|&n| (std::cmp::Reverse(population.get(n as usize).copied().unwrap_or(0)), n));
            records.truncate(MOST_BEARERS);
            let value = match records.as_slice() {
                [one] => one << 1,
                many => *seen.entry(many.to_vec()).or_insert_with(|| push_posting(&mut postings, many, width)) << 1 | 1,
            };
            full |= postings.len() >= room;
            pairs.push((key.to_owned(), value));
        });
        build(&pairs, width)
    });
    if full { Err(PackError::TooLarge("names that several places bear")) } else { Ok((postings, built)) }
}

fn push_posting(postings: &mut Vec<u8>, list: &[u32], width: usize) -> u32 {
    let at = postings.len() as u32;
    postings.push(list.len() as u8);
    for n in list {
        postings.extend(&n.to_le_bytes()[..width]);
    }
    at
}

/// A section behind its unpacked size, packed.
fn deflate(bytes: &[u8], pack: &dyn Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut out = (bytes.len() as u32).to_le_bytes().to_vec();
    out.extend(pack(bytes));
    out
}

/// The pack of these sections; the head gains the hash of what follows it.
fn assemble(head: &str, sections: &[Vec<u8>]) -> Result<Vec<u8>, PackError> {
    let mut rest = Vec::with_capacity(sections.iter().map(|s| s.len() + 4).sum());
    for section in sections {
        rest.extend(u32::try_from(section.len()).map_err(|_| PackError::TooLarge("sections"))?.to_le_bytes());
        rest.extend(section);
    }
    let head = format!("{head}hash: {}\n", content_hash(&rest));
    let mut out = MAGIC.to_vec();
    out.extend((head.len() as u32).to_le_bytes());
    out.extend(head.as_bytes());
    out.extend(rest);
    Ok(out)
}

/// The bytes of a pack of actors: the text of a directory file under this head.
pub fn write_actors(head: &str, text: &str) -> Result<Vec<u8>, PackError> {
    assemble(&format!("{head}kind: actors\n"), &[deflate(text.as_bytes(), &lz4_flex::block::compress)])
}
