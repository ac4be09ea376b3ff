//! The compiled gazetteer: one read-only run of bytes that answers "which records bear this name?".
//!
//! Made by `write` from records and names (see `xtask atlas`, and `dateline atlas add` for a user's own packs). The
//! indexes are used where they lie, so that a pack inside the program costs little to open. Leaves putting packs over one another to the gazetteer.
//!
//! Layout, little-endian: magic; the head (text, `key: value` a line, among them the hash of all that follows); then
//! counted sections: groups (country and areas of a run of records), records (planes of one byte a record), names,
//! postings, index of names, index of skeletons. The first three are each one LZ4 block behind its unpacked size.

mod index;
mod kind;
mod sections;
mod write;

pub use kind::PlaceKind;
pub use write::{NewRecord, PackWriter, write_actors};

use index::Index;
use sections::{Group, Groups, Names, Rows, Sections, inflate};
use std::borrow::Cow;

/// First bytes of every pack.
const MAGIC: &[u8; 8] = b"DATLAS03";
/// What the magic of every version begins with.
const FAMILY: &[u8; 6] = b"DATLAS";
/// "No record" in a group.
const NONE: u32 = u32::MAX;

/// Why a pack cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// The bytes are something else.
    #[error("it is no atlas pack")]
    Foreign,
    /// The bytes are a pack of another version.
    #[error("it is an atlas pack of another version; make it anew with `dateline atlas add`")]
    Version,
    /// The pack ends before a section does.
    #[error("the pack is cut short in its {0} section")]
    Short(&'static str),
    /// The bytes are not those that were written.
    #[error("the pack is damaged: its content does not have the hash its head names")]
    Hash,
    /// A section cannot be what the pack says it is.
    #[error("the pack is damaged in its {0} section")]
    Damaged(&'static str),
    /// The pack would hold more than its numbers can count.
    #[error("too much for one pack: {0}")]
    TooLarge(&'static str),
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
    /// Whether it only names an area, and has no place of its own in its source.
    pub derived: bool,
    /// First-order area: the record that names it.
    pub admin1: Option<u32>,
    /// Second-order area: the record that names it.
    pub admin2: Option<u32>,
    /// ISO 3166-1 alpha-2; empty for regions across borders.
    pub country: &'a str,
}

/// What a pack holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Places.
    Places,
    /// Actors: the text of a directory file.
    Actors(String),
}

/// An open pack.
pub struct Pack {
    head: String,
    content: Content,
    groups: Groups,
    rows: Rows,
    names: Names,
    postings: Cow<'static, [u8]>,
    exact: Index,
    skeletons: Index,
}

impl std::fmt::Debug for Pack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pack({} records, {} names)", self.len(), self.exact.len())
    }
}

impl Pack {
    /// Opens a pack from elsewhere: fails when the bytes are no pack, are cut short or are not what was written.
    ///
    /// ```
    /// use dateline_atlas::{Pack, PackError};
    /// assert_eq!(Pack::open(b"PK\x03\x04".to_vec()).unwrap_err(), PackError::Foreign);
    /// ```
    pub fn open(bytes: Vec<u8>) -> Result<Pack, PackError> {
        Pack::from_sections(Cow::Owned(bytes), true)
    }

    /// Opens a pack that is part of the program, or was checked before: its hash is not computed. Whatever the bytes,
    /// no question to it panics.
    pub fn open_trusted(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Pack, PackError> {
        Pack::from_sections(bytes.into(), false)
    }

    fn from_sections(bytes: Cow<'static, [u8]>, check: bool) -> Result<Pack, PackError> {
        let mut sections = Sections::new(bytes)?;
        let head = sections.head()?;
        if check && crate::lines::head(&head, "hash") != Some(content_hash(sections.rest()).as_str()) {
            return Err(PackError::Hash);
        }
        if crate::lines::head(&head, "kind") == Some("actors") {
            let text = inflate(&sections.next("actors")?, "actors")?;
            let text = String::from_utf8(text).map_err(|_| PackError::Damaged("actors"))?;
            return Ok(Pack { content: Content::Actors(text), ..Pack::empty(head) });
        }
        let groups = Groups::new(inflate(&sections.next("groups")?, "groups")?);
        let rows = Rows::new(inflate(&sections.next("records")?, "records")?)?;
        let names = Names::new(inflate(&sections.next("names")?, "names")?, rows.len())?;
        let postings = sections.next("postings")?;
        let exact = Index::new(sections.next("index")?).ok_or(PackError::Damaged("index"))?;
        let skeletons = Index::new(sections.next("skeletons")?).ok_or(PackError::Damaged("skeletons"))?;
        Ok(Pack { head, content: Content::Places, groups, rows, names, postings, exact, skeletons })
    }

    fn empty(head: String) -> Pack {
        Pack {
            head,
            content: Content::Places,
            groups: Groups::default(),
            rows: Rows::default(),
            names: Names::default(),
            postings: Cow::Borrowed(&[]),
            exact: Index::default(),
            skeletons: Index::default(),
        }
    }

    /// How many records it holds.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many names it holds, each folded form once.
    pub fn names(&self) -> usize {
        self.exact.len()
    }

    /// What it holds.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Its head: sources, dates, licences, counts, hash, one `key: value` a line.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// The value of a key of its head.
    pub fn about(&self, key: &str) -> Option<&str> {
        crate::lines::head(&self.head, key)
    }

    /// The record with this number, if there is one.
    pub fn record(&self, n: u32) -> Option<Record<'_>> {
        let at = usize::try_from(n).ok()?;
        let row = self.rows.get(at)?;
        let Group { country, admin1, admin2 } = self.groups.of(n);
        Some(Record {
            name: self.names.get(at),
            geonames: row.geonames,
            latitude: row.latitude,
            longitude: row.longitude,
            population: row.population,
            kind: row.kind,
            capital: row.capital,
            derived: row.derived,
            admin1: Some(admin1).filter(|&a| a != NONE),
            admin2: Some(admin2).filter(|&a| a != NONE),
            country,
        })
    }

    /// The records that bear this folded name, best known first.
    pub fn named(&self, folded: &str) -> Hits<'_> {
        self.hits(&self.exact, folded)
    }

    /// The records one of whose names has this skeleton.
    pub fn like(&self, skeleton: &str) -> Hits<'_> {
        self.hits(&self.skeletons, skeleton)
    }

    /// Folded names that begin with `prefix`, in order, at most `most`.
    pub fn names_from(&self, prefix: &str, most: usize) -> Vec<String> {
        self.exact.from(prefix, most)
    }

    fn hits<'a>(&'a self, index: &'a Index, key: &str) -> Hits<'a> {
        let Some(value) = index.get(key) else { return Hits { one: None, many: &[], width: 1 } };
        let width = index.width();
        if value & 1 == 0 {
            return Hits { one: Some(value >> 1), many: &[], width };
        }
        let list = &self.postings;
        let at = (value >> 1) as usize;
        let count = list.get(at).copied().map_or(0, usize::from);
        Hits { one: None, many: list.get(at + 1..at + 1 + count * width).unwrap_or(&[]), width }
    }
}

/// The records that bear a name.
#[derive(Debug, Clone)]
pub struct Hits<'a> {
    one: Option<u32>,
    many: &'a [u8],
    width: usize,
}

impl Iterator for Hits<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if let Some(one) = self.one.take() {
            return Some(one);
        }
        let (first, rest) = self.many.split_at_checked(self.width)?;
        self.many = rest;
        Some(sections::number(first))
    }
}

/// The hash of a content, as a pack's head names it for what follows: the first half of its BLAKE3 hash, in hexadecimal.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_owned()
}
