//! A user's own files as packs: GeoNames dumps, Who's On First lines, tables, actor files.
//!
//! Made from a reader of the file, line by line, so that memory grows with what the pack holds and not with the file.
//! A row that cannot be read is left out, counted and said; a file of another form is refused. Leaves finding files
//! and naming packs to the program.

mod actors;
mod geonames;
mod names;
mod table;
mod whosonfirst;

pub use actors::actors;
pub use geonames::geonames;
pub use table::table;
pub use whosonfirst::whos_on_first;

use crate::pack::{NewRecord, PackError, PackWriter};
use std::io::BufRead;

/// Why a file cannot be made into a pack.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Reading it failed.
    #[error("reading it failed: {0}")]
    Io(#[from] std::io::Error),
    /// It is a file of another form.
    #[error("line {line}: {why}")]
    Form {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// Not one row of it could be used.
    #[error("no row of it could be used{}", .0.as_ref().map(|why| format!("; the first: {why}")).unwrap_or_default())]
    Nothing(Option<String>),
    /// The pack cannot be written.
    #[error(transparent)]
    Pack(#[from] PackError),
}

/// What was made of a file.
#[derive(Debug, Default)]
pub struct Imported {
    /// The records, to be finished under a head.
    pub writer: PackWriter,
    /// Rows read.
    pub rows: usize,
    /// Rows that are of no kind the atlas keeps (streams, mountains, abandoned places…).
    pub passed_over: usize,
    /// Rows that could not be read.
    pub bad: usize,
    /// The first of them: line and reason.
    pub first_bad: Option<String>,
}

impl Imported {
    /// Takes up what a row gave.
    fn take(&mut self, line: usize, row: Result<Option<NewRecord>, String>) -> Result<(), PackError> {
        self.rows += 1;
        match row {
            Ok(Some(record)) => self.writer.push(&record)?,
            Ok(None) => self.passed_over += 1,
            Err(why) => self.refuse(line, &why),
        }
        Ok(())
    }

    fn refuse(&mut self, line: usize, why: &str) {
        self.bad += 1;
        self.first_bad.get_or_insert_with(|| format!("line {line}: {why}"));
    }

    fn used(self) -> Result<Imported, ImportError> {
        if self.writer.is_empty() { Err(ImportError::Nothing(self.first_bad)) } else { Ok(self) }
    }
}

/// Longest line that is read: those of the largest places have many names.
const LONGEST: u64 = 1 << 20;

/// Calls `each` with every line and its number, from 1; a line that is not UTF-8 has its bad bytes replaced.
fn lines(
    reader: &mut dyn BufRead,
    mut each: impl FnMut(usize, &str) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if std::io::Read::take(&mut *reader, LONGEST).read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.len() as u64 == LONGEST {
            return Err(ImportError::Form { line: number, why: "the line is longer than a megabyte".to_owned() });
        }
        let text = String::from_utf8_lossy(&bytes);
        let line = text.trim_end_matches(['\n', '\r']);
        each(number, if number == 1 { line.trim_start_matches('\u{feff}') } else { line })?;
    }
    Ok(())
}

/// Degrees north and east, where both are in range.
fn point(latitude: &str, longitude: &str) -> Result<(f64, f64), String> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match (number(latitude), number(longitude)) {
        (Some(a), Some(b)) if (-90.0..=90.0).contains(&a) && (-180.0..=180.0).contains(&b) => Ok((a, b)),
        _ => Err(format!("“{latitude}, {longitude}” are no degrees north and east")),
    }
}

/// A number for what a source calls an area, never 0 (FNV-1a).
fn area_key(parts: &[&str]) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    parts.iter().flat_map(|p| p.bytes().chain([0])).fold(0xcbf2_9ce4_8422_2325, step).max(1)
}
