//! What every fuzz target checks: the laws of reading, for bytes made to be of one format.

pub mod language;

use dateline_model::Report;
use dateline_reading::{Options, Source, read_all};

/// Reads `bytes` as a file of `kind` (the beginning a reader needs is put before them) and checks the laws.
pub fn obey(bytes: &[u8], kind: &str) {
    let (name, start): (&str, &[u8]) = match kind {
        "html" => ("x.html", b"<!doctype html>"),
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
        let options = Options { raw, ..Options::default() };
        let source = Source { path: Some(name), url: None };
        let first = read_all(&whole, &source, &options);
        assert_eq!(first, read_all(&whole, &source, &options), "the same bytes twice");
        if let Ok(reading) = first {
            reading.reports.iter().for_each(check);
        }
    }
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
