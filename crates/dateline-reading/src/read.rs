//! The front door: bytes in, reports out.

use crate::compose;
use crate::decode::{self, Decoded};
use crate::draft::Draft;
use crate::error::ReadError;
use crate::page;
use crate::paragraphs;
use dateline_model::Report;
use jiff::civil::Date;

/// Where bytes came from, as far as the caller knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The file, as the user named it.
    pub path: Option<&'a str>,
    /// The address it was published at.
    pub url: Option<&'a str>,
}

impl<'a> Source<'a> {
    /// A file.
    pub fn path(path: &'a str) -> Self {
        Source { path: Some(path), url: None }
    }

    /// An address.
    pub fn url(url: &'a str) -> Self {
        Source { path: None, url: Some(url) }
    }
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Take the text exactly as it is in the file, nothing removed, one block a paragraph.
    pub raw: bool,
    /// The day that relative times are read against when a report carries no date of its own.
    pub anchor: Option<Date>,
}

/// Most bytes of one text.
const LARGEST_TEXT: usize = 16 << 20;
/// Most bytes of one line: no report has a paragraph of a megabyte.
const LONGEST_LINE: usize = 1 << 20;

/// The reports in a file: one for a text; as many as it holds for a feed or archive.
///
/// # Errors
/// A [`ReadError`] names why nothing could be read; it never stands for a part of the file only.
pub fn read(bytes: &[u8], source: &Source, options: &Options) -> Result<Vec<Report>, ReadError> {
    if !options.raw && page::is_page(bytes) {
        return read_page(bytes, source, options).map(|report| vec![report]);
    }
    read_text(bytes, source, options).map(|report| vec![report])
}

fn read_page(bytes: &[u8], source: &Source, options: &Options) -> Result<Report, ReadError> {
    if bytes.len() > page::LARGEST {
        return Err(ReadError::TooLarge { what: "the page", limit: page::LARGEST as u64 });
    }
    let label = page::declared_encoding(bytes);
    let Decoded { text, notes } = decode::decode(bytes, label.as_deref())?;
    let mut draft = page::draft(&text, source.url)?;
    draft.notes.extend(notes);
    compose::report(draft, source, options)
}

fn read_text(bytes: &[u8], source: &Source, options: &Options) -> Result<Report, ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    bound_text(bytes)?;
    let Decoded { text, notes } = decode::decode(bytes, None)?;
    let draft = Draft { pieces: paragraphs::split(&text), notes, ..Draft::default() };
    if options.raw { compose::raw(text, draft, source, options) } else { compose::report(draft, source, options) }
}

fn bound_text(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > LARGEST_TEXT {
        let longest = bytes.split(|b| *b == b'\n').map(<[u8]>::len).max().unwrap_or(0);
        let what = if longest > LARGEST_TEXT / 2 { "a line" } else { "the text" };
        return Err(ReadError::TooLarge {
            what,
            limit: if what == "a line" { LONGEST_LINE } else { LARGEST_TEXT } as u64,
        });
    }
    match bytes.split(|b| *b == b'\n').any(|line| line.len() > LONGEST_LINE) {
        true => Err(ReadError::TooLarge { what: "a line", limit: LONGEST_LINE as u64 }),
        false => Ok(()),
    }
}
