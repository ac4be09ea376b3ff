//! Large files read a record at a time: web archives and JSON lines, packed or not, in the memory of one record.

use crate::compose;
use crate::decode;
use crate::error::ReadError;
use crate::formats::{Format, sniff};
use crate::read::{Options, Reading, Skipped, Source, part_path};
use crate::records;
use crate::unpack;
use crate::warc::{self, Archived, Record};
use dateline_model::Report;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

/// Longest line of JSON lines: a page kept in a field, not more.
const LONGEST_LINE: u64 = 48 << 20;

/// Whether a file is read a record at a time by [`read_stream`]: a web archive or JSON lines, packed or not.
///
/// `head` is its first bytes (a few thousand do), `name` its file name. A packed file is told by its name.
pub fn is_stream(head: &[u8], name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let bare = lower.trim_end_matches(".gz").trim_end_matches(".zst");
    let named = [".warc", ".jsonl", ".ndjson"].iter().any(|end| bare.ends_with(end));
    match sniff(head, Some(name)) {
        Format::Warc | Format::JsonLines => true,
        Format::Gzip | Format::Zstandard => named,
        _ => false,
    }
}

/// A record of a stream, not read yet: what a caller hands to its threads.
#[derive(Debug)]
pub struct Part {
    /// Its number in the stream, from 1.
    pub number: u64,
    /// The file and its number.
    path: String,
    held: Held,
}

#[derive(Debug)]
enum Held {
    Page(Archived),
    Line(Vec<u8>),
    /// Found to be unreadable on the way: its address, and why.
    Broken(Option<String>, ReadError),
}

impl Part {
    /// Bytes it keeps in memory.
    pub fn size(&self) -> usize {
        match &self.held {
            Held::Page(archived) => archived.body.len(),
            Held::Line(bytes) => bytes.len(),
            Held::Broken(..) => 0,
        }
    }

    /// The reports it holds, or why there is none.
    pub fn read(self, options: &Options) -> Reading {
        let mut reading = Reading::default();
        let read = match self.held {
            Held::Page(archived) => page(archived, &self.path, options).map_err(|reason| (None, reason)),
            Held::Line(bytes) => {
                line(&bytes, &self.path, options).map(|report| vec![report]).map_err(|reason| (None, reason))
            }
            Held::Broken(url, reason) => Err((url, reason)),
        };
        match read {
            Ok(reports) => reading.reports = reports,
            Err((url, reason)) => reading.skipped.push(Skipped { part: url.unwrap_or(self.path), reason }),
        }
        reading
    }
}

/// Hands over the records of a web archive or of JSON lines, packed or not, in the memory of one record. Records up to
/// the number `from` are passed over: that is how a stopped run is resumed. Returns the number of records.
///
/// # Errors
/// A [`ReadError`] if the stream is none of these, or breaks off in a way that no further record can be found.
pub fn parts(
    input: &mut dyn Read,
    source: &Source,
    from: u64,
    each: &mut dyn FnMut(Part) -> ControlFlow<()>,
) -> Result<u64, ReadError> {
    let outer = unpack::head(input)?;
    let format = sniff(&outer, source.path);
    let reader = BufReader::with_capacity(64 << 10, Cursor::new(outer).chain(input));
    let mut inner = unpack::decoder(reader, format)?;
    let head = unpack::head(&mut inner)?;
    let bare = source.path.map(|p| p.trim_end_matches(".gz").trim_end_matches(".zst"));
    let format = sniff(&head, bare);
    let mut plain = BufReader::with_capacity(64 << 10, Cursor::new(head).chain(inner));
    records_of(format, &mut plain, source, from, each)
}

/// Reads a web archive or JSON lines, packed or not, in constant memory. Records up to the number `from` are passed
/// over; `each` gets the number of the record, and a report of it or why there is none. Returns the number of records.
///
/// # Errors
/// A [`ReadError`] if the stream is none of these, or breaks off in a way that no further record can be found.
///
/// ```
/// use dateline_reading::{Options, Source, read_stream};
/// use std::ops::ControlFlow;
/// let lines = "{\"text\": \"Three men died in Norvale.\"}\n{\"text\": \"Four men died in Norvale.\"}\n";
/// let mut texts = Vec::new();
/// let read = read_stream(&mut lines.as_bytes(), &Source::path("a.jsonl"), &Options::default(), 1, &mut |_, report| {
///     texts.push(report.unwrap().text);
///     ControlFlow::Continue(())
/// });
/// assert_eq!((read.unwrap(), texts), (2, vec!["Four men died in Norvale.".to_owned()]));
/// ```
pub fn read_stream(
    input: &mut dyn Read,
    source: &Source,
    options: &Options,
    from: u64,
    each: &mut dyn FnMut(u64, Result<Report, Skipped>) -> ControlFlow<()>,
) -> Result<u64, ReadError> {
    parts(input, source, from, &mut |part| {
        let number = part.number;
        let Reading { reports, skipped } = part.read(options);
        reports.into_iter().map(Ok).chain(skipped.into_iter().map(Err)).try_for_each(|result| each(number, result))
    })
}

/// Reads every record of a stream into `reading`.
pub(crate) fn whole(
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    records_of(format, &mut BufReader::new(bytes), source, 0, &mut |part| {
        let Reading { reports, skipped } = part.read(options);
        reading.reports.extend(reports);
        reading.skipped.extend(skipped);
        ControlFlow::Continue(())
    })
    .map(drop)
}

type Each<'a> = &'a mut dyn FnMut(Part) -> ControlFlow<()>;

fn records_of(
    format: Format,
    reader: &mut dyn BufRead,
    source: &Source,
    from: u64,
    each: Each,
) -> Result<u64, ReadError> {
    match format {
        Format::Warc => web_archive(reader, source, from, each),
        Format::JsonLines | Format::Json => json_lines(reader, source, from, each),
        _ => Err(ReadError::UnknownFormat {
            format: "no web archive and no JSON lines".to_owned(),
            hint: "read it as a file",
        }),
    }
}

fn web_archive(reader: &mut dyn BufRead, source: &Source, from: u64, each: Each) -> Result<u64, ReadError> {
    let mut number = 0;
    loop {
        let record = match warc::next(reader) {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(number),
            Err(reason) if number == 0 => return Err(reason),
            Err(reason) => {
                // Nothing after a broken head can be trusted; what was read before stays.
                let path = part_path(source, number + 1);
                let _ = each(Part { number: number + 1, path, held: Held::Broken(None, reason) });
                return Ok(number);
            }
        };
        number += 1;
        let held = match record {
            _ if number <= from => continue,
            Record::Passed => continue,
            Record::Page(archived) => Held::Page(archived),
            Record::Broken(url, reason) => Held::Broken(url, reason),
        };
        if each(Part { number, path: part_path(source, number), held }).is_break() {
            return Ok(number);
        }
    }
}

fn page(archived: Archived, path: &str, options: &Options) -> Result<Vec<Report>, ReadError> {
    let source = Source { path: Some(path), url: archived.url.as_deref() };
    let options = Options { raw: false, ..options.clone() };
    let label = archived.charset.as_deref();
    match crate::page::is_page(&archived.body) {
        true => crate::read::web_page(&archived.body, label, &source, &options),
        false => crate::read::text(&archived.body, label, &source, &options).map(|report| vec![report]),
    }
}

fn line(bytes: &[u8], path: &str, options: &Options) -> Result<Report, ReadError> {
    let source = Source { path: Some(path), url: None };
    let draft = decode::decode(bytes, None).and_then(|d| records::line(d.text.trim(), &options.fields))?;
    compose::report(draft, &source, options)
}

fn json_lines(reader: &mut dyn BufRead, source: &Source, from: u64, each: Each) -> Result<u64, ReadError> {
    let mut number = 0;
    loop {
        let mut bytes = Vec::new();
        let read = reader.take(LONGEST_LINE).read_until(b'\n', &mut bytes);
        let read = read.map_err(|error| ReadError::Malformed { format: "JSON lines", reason: error.to_string() })?;
        if read == 0 {
            return Ok(number);
        }
        if read as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
            return Err(ReadError::TooLarge { what: "a line", limit: LONGEST_LINE });
        }
        number += 1;
        if number <= from || bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if each(Part { number, path: part_path(source, number), held: Held::Line(bytes) }).is_break() {
            return Ok(number);
        }
    }
}
