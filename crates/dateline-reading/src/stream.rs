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

/// Reads a web archive or JSON lines, packed or not, in constant memory. Records before `from` are passed over (that
/// is how a stopped run is resumed); `each` gets the number of the record after, and the report or why there is none.
/// Returns the number of records.
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
    let outer = unpack::head(input)?;
    let format = sniff(&outer, source.path);
    let reader = BufReader::with_capacity(64 << 10, Cursor::new(outer).chain(input));
    let mut inner = unpack::decoder(reader, format)?;
    let head = unpack::head(&mut inner)?;
    let bare = source.path.map(|p| p.trim_end_matches(".gz").trim_end_matches(".zst"));
    let format = sniff(&head, bare);
    let mut plain = BufReader::with_capacity(64 << 10, Cursor::new(head).chain(inner));
    records_of(format, &mut plain, source, options, from, each)
}

/// Reads every record of a stream into `reading`.
pub(crate) fn whole(
    format: Format,
    bytes: &[u8],
    source: &Source,
    options: &Options,
    reading: &mut Reading,
) -> Result<(), ReadError> {
    records_of(format, &mut BufReader::new(bytes), source, options, 0, &mut |_, result| {
        match result {
            Ok(report) => reading.reports.push(report),
            Err(skipped) => reading.skipped.push(skipped),
        }
        ControlFlow::Continue(())
    })
    .map(drop)
}

type Each<'a> = &'a mut dyn FnMut(u64, Result<Report, Skipped>) -> ControlFlow<()>;

fn records_of(
    format: Format,
    reader: &mut dyn BufRead,
    source: &Source,
    options: &Options,
    from: u64,
    each: Each,
) -> Result<u64, ReadError> {
    match format {
        Format::Warc => web_archive(reader, source, options, from, each),
        Format::JsonLines | Format::Json => json_lines(reader, source, options, from, each),
        _ => Err(ReadError::UnknownFormat {
            format: "no web archive and no JSON lines".to_owned(),
            hint: "read it as a file",
        }),
    }
}

fn web_archive(
    reader: &mut dyn BufRead,
    source: &Source,
    options: &Options,
    from: u64,
    each: Each,
) -> Result<u64, ReadError> {
    let mut number = 0;
    loop {
        let record = match warc::next(reader) {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(number),
            Err(reason) if number == 0 => return Err(reason),
            Err(reason) => {
                // Nothing after a broken head can be trusted; what was read before stays.
                let _ = each(number, Err(Skipped { part: part_path(source, number + 1), reason }));
                return Ok(number);
            }
        };
        number += 1;
        let path = part_path(source, number);
        let result = match record {
            _ if number <= from => continue,
            Record::Passed => continue,
            Record::Page(archived) => page(archived, &path, options).map_err(|reason| (None, reason)),
            Record::Broken(url, reason) => Err((url, reason)),
        };
        let result = result.map_err(|(url, reason)| Skipped { part: url.unwrap_or_else(|| path.clone()), reason });
        if each(number, result).is_break() {
            return Ok(number);
        }
    }
}

fn page(archived: Archived, path: &str, options: &Options) -> Result<Report, ReadError> {
    let source = Source { path: Some(path), url: archived.url.as_deref() };
    let options = Options { raw: false, ..options.clone() };
    let label = archived.charset.as_deref();
    match crate::page::is_page(&archived.body) {
        true => crate::read::web_page(&archived.body, label, &source, &options),
        false => crate::read::text(&archived.body, label, &source, &options),
    }
}

fn json_lines(
    reader: &mut dyn BufRead,
    source: &Source,
    options: &Options,
    from: u64,
    each: Each,
) -> Result<u64, ReadError> {
    let mut number = 0;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
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
        let path = part_path(source, number);
        let part = Source { path: Some(&path), url: None };
        let draft = decode::decode(&bytes, None).and_then(|d| records::line(d.text.trim(), &options.fields));
        let report = draft.and_then(|draft| compose::report(draft, &part, options));
        if each(number, report.map_err(|reason| Skipped { part: path.clone(), reason })).is_break() {
            return Ok(number);
        }
    }
}
