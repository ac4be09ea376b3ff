//! The sections of a pack, as they are read: groups, rows, names.
//!
//! Made from a pack's bytes, which may be anything: what lies outside them reads as nothing, never as a panic.

use super::{FAMILY, MAGIC, PackError, PlaceKind};
use std::borrow::Cow;

/// Bytes a record takes.
pub(super) const ROW: usize = 12;
/// Records that share one offset into the names.
pub(super) const STRIDE: usize = 16;
/// Bytes of a group.
const GROUP: usize = 14;
/// Most bytes a section may unpack to: a guard against damaged files.
const LARGEST: usize = 1 << 30;

/// Reads a pack section by section.
pub(super) struct Sections {
    all: Cow<'static, [u8]>,
    at: usize,
}

impl Sections {
    pub fn new(all: Cow<'static, [u8]>) -> Result<Sections, PackError> {
        match all.get(..MAGIC.len()) {
            Some(magic) if magic == MAGIC => Ok(Sections { all, at: MAGIC.len() }),
            Some(magic) if magic.starts_with(FAMILY) => Err(PackError::Version),
            None if !all.is_empty() && MAGIC.starts_with(&all) => Err(PackError::Short("head")),
            _ if all.starts_with(b"\x28\xB5\x2F\xFD") => Err(PackError::Version),
            _ => Err(PackError::Foreign),
        }
    }

    pub fn head(&mut self) -> Result<String, PackError> {
        let head = self.next("head")?;
        String::from_utf8(head.into_owned()).map_err(|_| PackError::Damaged("head"))
    }

    /// All that has not been read.
    pub fn rest(&self) -> &[u8] {
        self.all.get(self.at..).unwrap_or(&[])
    }

    /// The next section: borrowed where the pack is part of the program, else a copy.
    pub fn next(&mut self, name: &'static str) -> Result<Cow<'static, [u8]>, PackError> {
        let short = PackError::Short(name);
        let size = u32_at(&self.all, self.at).ok_or(short.clone())? as usize;
        let from = self.at + 4;
        let to = from.checked_add(size).ok_or(short.clone())?;
        let section = match &self.all {
            Cow::Borrowed(all) => all.get(from..to).map(Cow::Borrowed),
            Cow::Owned(all) => all.get(from..to).map(|s| Cow::Owned(s.to_vec())),
        };
        self.at = to;
        section.ok_or(short)
    }
}

/// A section behind its unpacked size, unpacked.
pub(super) fn inflate(section: &[u8], name: &'static str) -> Result<Vec<u8>, PackError> {
    let damaged = PackError::Damaged(name);
    let size = u32_at(section, 0).ok_or(damaged.clone())? as usize;
    // No LZ4 block unpacks to more than 255 times its size.
    if size > LARGEST || size / 255 > section.len() {
        return Err(damaged);
    }
    lz4_flex::block::decompress(&section[4..], size).ok().filter(|out| out.len() == size).ok_or(damaged)
}

/// Country and areas of a run of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group<'a> {
    pub country: &'a str,
    pub admin1: u32,
    pub admin2: u32,
}

/// The groups, each with the number of its first record.
#[derive(Default)]
pub(super) struct Groups {
    bytes: Vec<u8>,
}

impl Groups {
    pub fn new(bytes: Vec<u8>) -> Groups {
        Groups { bytes }
    }

    /// The group record `n` is in.
    pub fn of(&self, n: u32) -> Group<'_> {
        let first = |g: usize| u32_at(&self.bytes, g * GROUP + 10).unwrap_or(u32::MAX);
        let (mut low, mut high) = (0, self.bytes.len() / GROUP);
        while low < high {
            let middle = low + (high - low) / 2;
            if first(middle) <= n { low = middle + 1 } else { high = middle }
        }
        let at = low.saturating_sub(1) * GROUP;
        let country = self.bytes.get(at..at + 2).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("");
        let area = |by: usize| u32_at(&self.bytes, at + by).unwrap_or(super::NONE);
        Group { country: country.trim(), admin1: area(2), admin2: area(6) }
    }
}

/// What stands in the planes of a record.
pub(super) struct Row {
    pub geonames: u32,
    pub latitude: f64,
    pub longitude: f64,
    pub population: u32,
    pub kind: PlaceKind,
    pub capital: bool,
    pub derived: bool,
}

/// The records: planes of one byte a record, in the order of [`row`].
#[derive(Default)]
pub(super) struct Rows {
    planes: Vec<u8>,
    count: usize,
}

impl Rows {
    pub fn new(planes: Vec<u8>) -> Result<Rows, PackError> {
        let count = planes.len() / ROW;
        if planes.len().is_multiple_of(ROW) { Ok(Rows { planes, count }) } else { Err(PackError::Damaged("records")) }
    }

    pub fn len(&self) -> usize {
        self.count
    }

    pub fn get(&self, n: usize) -> Option<Row> {
        if n >= self.count {
            return None;
        }
        let r: [u8; ROW] = std::array::from_fn(|plane| self.planes[plane * self.count + n]);
        Some(Row {
            geonames: u32::from_le_bytes([r[0], r[1], r[2], r[3]]),
            latitude: f64::from(number(&r[4..7])) / 1e4 - 90.0,
            longitude: f64::from(number(&r[7..10])) / 1e4 - 180.0,
            population: unpack_population(r[10]),
            kind: PlaceKind::from_number(r[11] & 0x0f),
            capital: r[11] & 0x10 != 0,
            derived: r[11] & 0x20 != 0,
        })
    }
}

/// The bytes of a record, as [`Rows::get`] reads them.
pub(super) fn row(row: &Row) -> [u8; ROW] {
    let degrees = |d: f64, shift: f64| (((d + shift) * 1e4).round().max(0.0) as u32).to_le_bytes();
    let mut out = [0; ROW];
    out[..4].copy_from_slice(&row.geonames.to_le_bytes());
    out[4..7].copy_from_slice(&degrees(row.latitude, 90.0)[..3]);
    out[7..10].copy_from_slice(&degrees(row.longitude, 180.0)[..3]);
    out[10] = pack_population(row.population);
    out[11] = row.kind as u8 | if row.capital { 0x10 } else { 0 } | if row.derived { 0x20 } else { 0 };
    out
}

/// The names of the records, in their order; every [`STRIDE`]th has an offset, the others are counted from there.
#[derive(Default)]
pub(super) struct Names {
    bytes: Vec<u8>,
    text: usize,
}

impl Names {
    pub fn new(bytes: Vec<u8>, records: usize) -> Result<Names, PackError> {
        let text = records.div_ceil(STRIDE) * 4;
        if bytes.len() >= text { Ok(Names { bytes, text }) } else { Err(PackError::Damaged("names")) }
    }

    pub fn get(&self, n: usize) -> &str {
        self.find(n).and_then(|name| std::str::from_utf8(name).ok()).unwrap_or("")
    }

    fn find(&self, n: usize) -> Option<&[u8]> {
        let mut at = self.text + u32_at(&self.bytes[..self.text], n / STRIDE * 4)? as usize;
        for _ in 0..n % STRIDE {
            at += 1 + usize::from(*self.bytes.get(at)?);
        }
        let len = usize::from(*self.bytes.get(at)?);
        self.bytes.get(at + 1..at + 1 + len)
    }
}

/// Up to four bytes as a number.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, b| n << 8 | u32::from(*b))
}

/// Four bytes as a number, where there are four.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok().map(u32::from_le_bytes)
}

/// Population on a scale of ten steps per doubling.
fn pack_population(n: u32) -> u8 {
    if n == 0 { 0 } else { (f64::from(n).log2() * 10.0).round().clamp(1.0, 255.0) as u8 }
}

fn unpack_population(n: u8) -> u32 {
    if n == 0 { 0 } else { (f64::from(n) / 10.0).exp2().round() as u32 }
}
