//! The compiled gazetteer: one read-only run of bytes that answers "which records bear this name?".
//!
//! Made by `pack_write` from records and names (see `xtask atlas`); opening it unpacks the frame and Layout, little-endian: magic, then counted sections: head (text), records (20 planes of one byte a
//! record, which compress to half of what rows do), area table, country codes, names, postings, name index, skeleton
//! index (both finite-state maps). The file is one zstd frame around that.

use std::io::Read;
use std::sync::Arc;

/// First bytes of every pack.
pub const MAGIC: &[u8; 8] = b"DATLAS02";
/// Bytes a record takes.
pub const RECORD: usize = 20;
/// "No area" in a record.
pub const NONE: u16 = u16::MAX;
/// Marks a value of an index as an offset into the postings.
pub const MANY: u64 = 1 << 40;

/// Most bytes a pack may unpack to: a guard against damaged files.
const LARGEST: u64 = 1 << 30;

/// Why a pack cannot be opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The bytes are not a pack of this version.
    #[error("not a gazetteer pack of version 2")]
    Magic,
    /// The frame around the pack cannot be unpacked.
    #[error("the pack cannot be unpacked: {0}")]
    Frame(String),
    /// The pack ends before a section does.
    #[error("the pack is cut short in its {0} section")]
    Short(&'static str),
    /// An index is damaged.
    #[error("the pack's index is damaged: {0}")]
    Index(#[from] fst::Error),
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlaceKind {
    /// A country or dependent territory.
    Country = 0,
    /// A first-order area: state, province, region.
    Admin1 = 1,
    /// A second-order area: county, district.
    Admin2 = 2,
    /// A populated place.
    Town = 3,
    /// An airport or air base.
    Airport = 4,
    /// A region without offices: a sea, desert, forest, border area, landscape.
    Region = 5,
    /// A part of a town.
    Quarter = 6,
    /// A continent or group of countries.
    Continent = 7,
}

impl PlaceKind {
    /// The kind with this number; a town for numbers of later versions.
    pub fn from_number(n: u8) -> PlaceKind {
        use PlaceKind::{Admin1, Admin2, Airport, Continent, Country, Quarter, Region, Town};
        [Country, Admin1, Admin2, Town, Airport, Region, Quarter, Continent]
            .get(usize::from(n))
            .copied()
            .unwrap_or(Town)
    }
}

/// One record, unpacked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record<'a> {
    /// The name people use, with its diacritics.
    pub name: &'a str,
    /// GeoNames id; 0 for places GeoNames does not have.
    pub geonames: u32,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants, rounded to about 4 %.
    pub population: u32,
    /// What it is.
    pub kind: PlaceKind,
    /// Whether it is the capital of its country.
    pub capital: bool,
    /// First-order area: the record that names it.
    pub admin1: Option<u32>,
    /// Second-order area: the record that names it.
    pub admin2: Option<u32>,
    /// ISO 3166-1 alpha-2; empty for regions across borders.
    pub country: &'a str,
}

/// A section of the unpacked bytes.
#[derive(Clone)]
struct Part {
    all: Arc<[u8]>,
    from: usize,
    to: usize,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        &self.all[self.from..self.to]
    }
}

/// An open pack.
pub struct Pack {
    head: Part,
    records: Part,
    count: usize,
    areas: Part,
    countries: Part,
    names: Part,
    postings: Part,
    exact: fst::Map<Part>,
    skeletons: fst::Map<Part>,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pack({} records, {} names)", self.len(), self.exact.len())
    }
}

impl Pack {
    /// Opens a pack; fails when the bytes are no pack or are cut short.
    pub fn open(frame: &[u8]) -> Result<Pack, PackError> {
        let mut bytes = Vec::new();
        let broken = |e: &dyn std::fmt::Display| PackError::Frame(e.to_string());
        let reader = ruzstd::decoding::StreamingDecoder::new(frame).map_err(|e| broken(&e))?;
        reader.take(LARGEST).read_to_end(&mut bytes).map_err(|e| broken(&e))?;
        Pack::from_unpacked(bytes.into())
    }

    fn from_unpacked(all: Arc<[u8]>) -> Result<Pack, PackError> {
        if all.get(..8) != Some(MAGIC.as_slice()) {
            return Err(PackError::Magic);
        }
        let mut at = 8;
        let mut section = |name| next_section(&all, &mut at).ok_or(PackError::Short(name));
        let head = section("head")?;
        let records = section("records")?;
        let areas = section("areas")?;
        let countries = section("countries")?;
        let names = section("names")?;
        let postings = section("postings")?;
        let exact = fst::Map::new(section("names index")?)?;
        let skeletons = fst::Map::new(section("skeleton index")?)?;
        let count = records.as_ref().len() / RECORD;
        Ok(Pack { head, records, count, areas, countries, names, postings, exact, skeletons })
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its head: sources, dates, licences, counts, one `key: value` a line.
    pub fn head(&self) -> &str {
        std::str::from_utf8(self.head.as_ref()).unwrap_or("")
    }

    /// The record with this number, if there is one.
    pub fn record(&self, n: u32) -> Option<Record<'_>> {
        let n = usize::try_from(n).ok().filter(|&n| n < self.count)?;
        let planes = self.records.as_ref();
        let r: [u8; RECORD] = std::array::from_fn(|plane| planes[plane * self.count + n]);
        let u16_at = |i: usize| u16::from_le_bytes([r[i], r[i + 1]]);
        let country = usize::from(r[16]) * 2;
        Some(Record {
            name: self.name(u24(&r[17..20])),
            geonames: u32::from_le_bytes([r[0], r[1], r[2], r[3]]),
            latitude: f64::from(u24(&r[4..7])) / 1e4 - 90.0,
            longitude: f64::from(u24(&r[7..10])) / 1e4 - 180.0,
            population: unpack_population(r[10]),
            kind: PlaceKind::from_number(r[11] & 0x0f),
            capital: r[11] & 0x10 != 0,
            admin1: self.area(u16_at(12)),
            admin2: self.area(u16_at(14)),
            country: std::str::from_utf8(self.countries.as_ref().get(country..country + 2).unwrap_or(b""))
                .unwrap_or("")
                .trim(),
        })
    }

    /// The records that bear this folded name, best known first.
    pub fn named(&self, folded: &str) -> Hits<'_> {
        self.hits(self.exact.get(folded))
    }

    /// The records one of whose names has this skeleton.
    pub fn like(&self, skeleton: &str) -> Hits<'_> {
        self.hits(self.skeletons.get(skeleton))
    }

    /// Folded names that begin with `prefix`, in order, at most `most`.
    pub fn names_from(&self, prefix: &str, most: usize) -> Vec<String> {
        use fst::{Automaton, IntoStreamer, Streamer};
        let automaton = fst::automaton::Str::new(prefix).starts_with();
        let mut stream = self.exact.search(automaton).into_stream();
        let mut out = Vec::new();
        while let Some((name, _)) = stream.next() {
            if out.len() == most {
                break;
            }
            out.push(String::from_utf8_lossy(name).into_owned());
        }
        out
    }

    /// The record with this GeoNames id. Records are sorted by it.
    pub fn by_geonames(&self, id: u32) -> Option<u32> {
        let (mut low, mut high) = (0, u32::try_from(self.len()).ok()?);
        while low < high {
            let middle = low + (high - low) / 2;
            match self.record(middle)?.geonames.cmp(&id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn hits(&self, value: Option<u64>) -> Hits<'_> {
        match value {
            None => Hits::One(None),
            Some(v) if v & MANY == 0 => Hits::One(u32::try_from(v).ok()),
            Some(v) => {
                let list = self.postings.as_ref();
                let at = usize::try_from(v & (MANY - 1)).unwrap_or(usize::MAX);
                let count = list.get(at).copied().map_or(0, usize::from);
                Hits::Many(list.get(at + 1..at + 1 + count * 3).unwrap_or(&[]))
            }
        }
    }

    fn area(&self, n: u16) -> Option<u32> {
        let at = usize::from(n) * 3;
        let bytes = self.areas.as_ref().get(at..at + 3)?;
        (n != NONE).then(|| u24(bytes))
    }

    fn name(&self, at: u32) -> &str {
        let names = self.names.as_ref();
        let at = at as usize;
        let len = names.get(at).copied().map_or(0, usize::from);
        names.get(at + 1..at + 1 + len).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }
}

/// The records that bear a name.
#[derive(Debug, Clone)]
pub enum Hits<'a> {
    /// None or one.
    One(Option<u32>),
    /// Several, three bytes each.
    Many(&'a [u8]),
}

impl Iterator for Hits<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        match self {
            Hits::One(one) => one.take(),
            Hits::Many(list) => {
                let (first, rest) = list.split_first_chunk::<3>()?;
                *list = rest;
                Some(u24(first))
            }
        }
    }
}

fn next_section(all: &Arc<[u8]>, at: &mut usize) -> Option<Part> {
    let size = all.get(*at..*at + 4)?;
    let size = u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize;
    let from = *at + 4;
    let to = from.checked_add(size)?;
    all.get(from..to)?;
    *at = to;
    Some(Part { all: Arc::clone(all), from, to })
}

fn u24(b: &[u8]) -> u32 {
    u32::from(b[0]) | u32::from(b[1]) << 8 | u32::from(b[2]) << 16
}

/// Population on a scale of ten steps per doubling.
pub(crate) fn pack_population(n: u32) -> u8 {
    if n == 0 { 0 } else { (f64::from(n).log2() * 10.0).round().clamp(1.0, 255.0) as u8 }
}

fn unpack_population(n: u8) -> u32 {
    if n == 0 { 0 } else { (f64::from(n) / 10.0).exp2().round() as u32 }
}
