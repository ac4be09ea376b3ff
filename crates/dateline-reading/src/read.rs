//! The front door: bytes or streams in, reports out, whatever the format; what cannot be read is named.

use crate::compose;
use crate::decode::{self, Decoded};
use crate::draft::Draft;
use crate::error::ReadError;
use crate::feed;
use crate::formats::{Format, sniff};
use crate::page;
use crate::paragraphs;
use crate::records;
use crate::several;
use crate::unpack;
use dateline_model::Report;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    /// Where exports keep their parts, if not under a usual name: `text`, `title`, `date`, `url`, `outlet`, `author`,
    /// `language`, `html` → the field or column.
    pub fields: BTreeMap<String, String>,
}

/// A part of a file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Which part: an entry's name, a record's number or address.
    pub part: String,
    /// Why.
    pub reason: ReadError,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Its reports, in the order of the file.
    pub reports: Vec<Report>,
    /// Its parts that could not be read, in the order of the file.
    pub skipped: Vec<Skipped>,
}

/// Most bytes of one text.
const LARGEST_TEXT: usize = 16 << 20;
/// Most bytes of one line: no report has a paragraph of a megabyte.
const LONGEST_LINE: usize = 1 << 20;

/// The reports in a file: one for a text or page, as many as it holds for a feed, export or archive.
///
/// # Errors
/// A [`ReadError`] names why nothing could be read. Parts that could not be read are left out; [`read_all`] names them.
pub fn read(bytes: &[u8], source: &Source, options: &Options) -> Result<Vec<Report>, ReadError> {
    let reading = read_all(bytes, source, options)?;
    match (reading.reports.is_empty(), reading.skipped.into_iter().next()) {
        (true, Some(skipped)) => Err(skipped.reason),
        (true, None) => Err(ReadError::NoStory),
        (false, _) => Ok(reading.reports),
    }
}

/// The reports in a file, and the parts of it that could not be read.
///
/// # Errors
/// A [`ReadError`] names why the file as a whole could not be read.
///
/// ```
/// use dateline_reading::{Options, Source, read_all};
/// let lines = "{\"text\": \"Three men died in Norvale.\"}\n{\"nothing\": 1}\n";
/// let reading = read_all(lines.as_bytes(), &Source::path("export.jsonl"), &Options::default()).unwrap();
/// assert_eq!((reading.reports.len(), reading.skipped.len()), (1, 1));
/// assert_eq!(reading.skipped[0].part, "export.jsonl/2");
/// ```
pub fn read_all(bytes: &[u8], source: &Source, options: &Options) -> Result<Reading, ReadError> {
    let mut reading = Reading::default();
    into(bytes, source, options, 0, &mut reading)?;
    Ok(reading)
}

/// Reads bytes of any format into `reading`; `depth` counts the archives around them.
pub(crate) fn into(
    bytes: &[u8],
    source: &Source,
    options: &Options,
    depth: u8,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(ReadError::Empty);
    }
    if depth > unpack::DEEPEST {
        return Err(ReadError::Hostile { reason: "archives are nested in it too deep".to_owned() });
    }
    let name = source.path.or(source.url);
    // What is packed keeps the name of its file; the name of what is inside is only a hint to its format.
    let bare = name.map(|n| n.trim_end_matches(".gz").trim_end_matches(".zst"));
    match sniff(bytes, if depth == 0 { name } else { bare }) {
        _ if options.raw && depth == 0 && !is_packed(bytes) => {
            reading.reports.push(text(bytes, None, source, options)?)
        }
        Format::Text => texts(bytes, source, options, reading)?,
        Format::Page => reading.reports.extend(web_page(bytes, None, source, options)?),
        Format::Feed => collect(feed::drafts(bytes)?.into_iter().map(Ok).collect(), source, options, reading),
        Format::Json => {
            let decoded = bounded(bytes)?;
            match records::document(&decoded.text, &options.fields) {
                Ok(drafts) => collect(drafts, source, options, reading),
                // Not every text in braces is JSON.
                Err(error) if named_json(name) => return Err(error),
                Err(_) => texts(bytes, source, options, reading)?,
            }
        }
        Format::Table(delimiter) => {
            collect(records::table(&bounded(bytes)?.text, delimiter, &options.fields)?, source, options, reading)
        }
        format @ (Format::JsonLines | Format::Warc) => crate::stream::whole(format, bytes, source, options, reading)?,
        format @ (Format::Gzip | Format::Zstandard) => {
            let inner = unpack::decompress(bytes, format)?;
            return into(&inner, source, options, depth + 1, reading);
        }
        Format::Zip => zip(bytes, source, options, depth, reading)?,
        Format::Other(found) => return Err(ReadError::NotText { found: found.to_owned() }),
    }
    Ok(())
}

fn is_packed(bytes: &[u8]) -> bool {
    matches!(sniff(bytes, None), Format::Gzip | Format::Zstandard | Format::Zip | Format::Warc | Format::Other(_))
}

fn named_json(name: Option<&str>) -> bool {
    name.is_some_and(|n| n.to_ascii_lowercase().ends_with(".json"))
}

/// Reads an archive's entries, each by its own format.
fn zip(bytes: &[u8], source: &Source, options: &Options, depth: u8, reading: &mut Reading) -> Result<(), ReadError> {
    let outer = source.path.unwrap_or("archive").to_owned();
    unpack::each_zip_entry(bytes, &mut |(name, result)| {
        let path = format!("{outer}/{name}");
        let inner = Source { path: Some(&path), url: None };
        let done = result.and_then(|bytes| into(&bytes, &inner, options, depth + 1, reading));
        if let Err(reason) = done {
            reading.skipped.push(Skipped { part: path, reason });
        }
    })
}

/// Makes the reports of a file's drafts; each is named by its number in the file.
fn collect(drafts: Vec<Result<Draft, ReadError>>, source: &Source, options: &Options, reading: &mut Reading) {
    for (at, draft) in drafts.into_iter().enumerate() {
        add(draft, at as u64 + 1, source, options, reading);
    }
}

/// Makes the report of one draft, or names why there is none.
pub(crate) fn add(
    draft: Result<Draft, ReadError>,
    number: u64,
    source: &Source,
    options: &Options,
    reading: &mut Reading,
) {
    let path = part_path(source, number);
    let part = Source { path: Some(&path), url: None };
    match draft.and_then(|draft| compose::report(draft, &part, options)) {
        Ok(report) => reading.reports.push(report),
        Err(reason) => reading.skipped.push(Skipped { part: path, reason }),
    }
}

/// The name of a file's part: the file, and the part's number.
pub(crate) fn part_path(source: &Source, number: u64) -> String {
    format!("{}/{number}", source.path.or(source.url).unwrap_or("input"))
}

fn bounded(bytes: &[u8]) -> Result<Decoded, ReadError> {
    const LARGEST_EXPORT: usize = 512 << 20;
    if bytes.len() > LARGEST_EXPORT {
        return Err(ReadError::TooLarge { what: "the export", limit: LARGEST_EXPORT as u64 });
    }
    decode::decode(bytes, None)
}

/// The report of a web page, or the reports of a live blog's entries; `label` is the encoding its transport declares.
pub(crate) fn web_page(
    bytes: &[u8],
    label: Option<&str>,
    source: &Source,
    options: &Options,
) -> Result<Vec<Report>, ReadError> {
    if bytes.len() > page::LARGEST {
        return Err(ReadError::TooLarge { what: "the page", limit: page::LARGEST as u64 });
    }
    let declared = page::declared_encoding(bytes);
    let Decoded { text, notes } = decode::decode(bytes, label.or(declared.as_deref()))?;
    let drafts = page::drafts(&text, source.url)?;
    let alone = drafts.len() == 1;
    let mut reports = Vec::with_capacity(drafts.len());
    let mut refused = None;
    for (at, mut draft) in drafts.into_iter().enumerate() {
        draft.notes.extend(notes.clone());
        let path = source.path.filter(|_| !alone).map(|path| format!("{path}#{}", at + 1));
        let part = Source { path: path.as_deref().or(source.path), url: source.url };
        match compose::report(draft, &part, options) {
            Ok(report) => reports.push(report),
            Err(reason) => refused = Some(reason),
        }
    }
    // An entry of a live blog that is but a picture or a banner is no loss.
    match refused.filter(|_| reports.is_empty()) {
        Some(reason) => Err(reason),
        None => Ok(reports),
    }
}

/// The report of a plain text.
pub(crate) fn text(bytes: &[u8], label: Option<&str>, source: &Source, options: &Options) -> Result<Report, ReadError> {
    bound_text(bytes)?;
    let Decoded { text, notes } =
        if options.raw { decode::exact(bytes, label)? } else { decode::decode(bytes, label)? };
    let draft = Draft { pieces: paragraphs::split(&text), notes, ..Draft::default() };
    if options.raw { compose::raw(text, draft, source, options) } else { compose::report(draft, source, options) }
}

/// The report of a plain text, or the reports it holds under heads of their own.
fn texts(bytes: &[u8], source: &Source, options: &Options, reading: &mut Reading) -> Result<(), ReadError> {
    bound_text(bytes)?;
    let Decoded { text: decoded, notes } = decode::decode(bytes, None)?;
    let parts = several::parts(&decoded);
    if parts.is_empty() {
        reading.reports.push(text(bytes, None, source, options)?);
        return Ok(());
    }
    let drafts = parts
        .into_iter()
        .map(|part| Ok(Draft { pieces: paragraphs::split(&decoded[part]), notes: notes.clone(), ..Draft::default() }));
    collect(drafts.collect(), source, options, reading);
    Ok(())
}

fn bound_text(bytes: &[u8]) -> Result<(), ReadError> {
    let line = ReadError::TooLarge { what: "a line", limit: LONGEST_LINE as u64 };
    if bytes.split(|b| *b == b'\n').any(|line| line.len() > LONGEST_LINE) {
        return Err(line);
    }
    match bytes.len() > LARGEST_TEXT {
        true => Err(ReadError::TooLarge { what: "the text", limit: LARGEST_TEXT as u64 }),
        false => Ok(()),
    }
}
