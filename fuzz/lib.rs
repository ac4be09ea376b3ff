//! What every fuzz target checks: the laws of reading, for bytes made to be of one format.

pub mod language;

use dateline_model::Report;
use dateline_reading::{Options, Source, feed_entries, is_stream, parts, read_all};
use dateline_watch::{Feeds, Robots};
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

/// Reads `bytes` as a file of `kind` (the beginning a reader needs is put before them) and checks the laws.
pub fn obey(bytes: &[u8], kind: &str) {
    let (name, start): (&str, &[u8]) = match kind {
        "html" => ("x.html", b"<!doctype html>"),
        "live" => (
            "x.html",
            b"<!doctype html><link rel=canonical href=https://post.example/live><script type=application/ld+json>\
              {\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[",
        ),
        "ninjs" => ("x.json", b"{\"uri\":\"a\",\"versioncreated\":\"2031-03-04T10:00:00Z\",\"body_html\":"),
        "feed" => ("x.xml", b"<rss version=\"2.0\"><channel>"),
        "json" => ("x.json", b"{\"text\":"),
        "jsonl" => ("x.jsonl", b"{\"text\":"),
        "table" => ("x.csv", b"text,date,title\n"),
        "warc" => ("x.warc", b"WARC/1.0\r\nWARC-Type: response\r\n"),
        "zip" => ("x.zip", b""),
        "gzip" => ("x.gz", b"\x1F\x8B\x08"),
        "zstd" => ("x.zst", b"\x28\xB5\x2F\xFD"),
        _ => ("x.txt", b""),
    };
    // Half of the inputs begin as they are, so that a corpus of real files is of use.
    let whole: Vec<u8> = match bytes.first() {
        Some(first) if first % 2 == 0 && !bytes.starts_with(start) => [start, bytes].concat(),
        _ => bytes.to_vec(),
    };
    for raw in [false, true] {
        twice(&whole, name, &Options { raw, ..Options::default() });
    }
}

/// Reads the bytes twice and checks the laws.
fn twice(bytes: &[u8], name: &str, options: &Options) {
    let source = Source { path: Some(name), url: None };
    let first = read_all(bytes, &source, options);
    assert_eq!(first, read_all(bytes, &source, options), "the same bytes twice");
    if let Ok(reading) = first {
        reading.reports.iter().for_each(check);
    }
}

/// The bytes up to a NUL, as text, and those behind it.
fn parted(bytes: &[u8]) -> (String, &[u8]) {
    let end = bytes.iter().position(|b| *b == 0).unwrap_or(0);
    (String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[(end + 1).min(bytes.len())..])
}

/// A page that declares the encoding named before a NUL, and holds the bytes behind it.
pub fn obey_declared(bytes: &[u8]) {
    let (label, body) = parted(bytes);
    let page = [format!("<!doctype html><meta charset=\"{label}\"><p>").as_bytes(), body].concat();
    twice(&page, "x.html", &Options::default());
    twice(body, "x.txt", &Options::default());
}

/// An export whose fields are those named before a NUL.
pub fn obey_fields(bytes: &[u8]) {
    let (names, body) = parted(bytes);
    let fields = names.split(',').filter_map(|one| one.split_once('=')).map(|(a, b)| (a.to_owned(), b.to_owned()));
    let options = Options { fields: fields.collect(), ..Options::default() };
    for name in ["x.json", "x.jsonl", "x.csv", "x.tsv"] {
        twice(body, name, &options);
    }
}

/// A stream's records are the same from the start and from any record on.
pub fn obey_stream(bytes: &[u8]) {
    for name in ["x.warc", "x.warc.gz", "x.jsonl", "x.jsonl.zst"] {
        let read = |from: u64| {
            let mut all = Vec::new();
            let ended = parts(&mut &*bytes, &Source::path(name), from, &mut |part| {
                let number = part.number;
                all.push((number, part.read(&Options::default())));
                ControlFlow::Continue(())
            });
            (all, ended)
        };
        let _ = is_stream(bytes, name);
        let (all, ended) = read(0);
        all.iter().flat_map(|(_, reading)| &reading.reports).for_each(check);
        if let Some((last, _)) = all.last() {
            let (rest, again) = read(last / 2);
            assert_eq!(ended, again);
            assert!(all.ends_with(&rest), "what is left is what was left");
        }
    }
}

/// The bytes as a web archive within a zip, as crawlers write it.
pub fn obey_packed(bytes: &[u8]) {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["archive/data.warc", "pages/pages.jsonl", "datapackage.json"] {
        if archive.start_file(name, plain).and_then(|()| Ok(archive.write_all(bytes)?)).is_err() {
            return;
        }
    }
    if let Ok(done) = archive.finish() {
        twice(done.get_ref(), "x.wacz", &Options::default());
    }
}

/// The entries of a feed.
pub fn obey_entries(bytes: &[u8]) {
    let first = feed_entries(bytes);
    assert_eq!(format!("{first:?}"), format!("{:?}", feed_entries(bytes)));
}

/// A host's rules, asked for the paths behind a NUL.
pub fn obey_robots(bytes: &[u8]) {
    let (rules, paths) = parted(bytes);
    let robots = Robots::parse(&rules);
    for path in String::from_utf8_lossy(paths).lines().take(50) {
        assert_eq!(robots.allows(path), Robots::parse(&rules).allows(path));
    }
}

/// A list of feeds.
pub fn obey_feeds(bytes: &[u8]) {
    let _ = Feeds::parse(&String::from_utf8_lossy(bytes), "feeds.toml");
}

fn check(report: &Report) {
    let mut end = 0;
    for block in &report.blocks {
        assert!(block.span.start >= end && report.text.get(block.span.range()).is_some_and(|t| !t.is_empty()));
        end = block.span.end;
    }
    if let Some(place) = report.dateline_place {
        assert!(report.text.get(place.range()).is_some_and(|t| !t.is_empty()));
    }
}
