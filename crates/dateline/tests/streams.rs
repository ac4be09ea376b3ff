//! Inputs that come one after another, whole or as streams: the same ledger as if all were at hand.

use dateline::{Found, Input, Options, Outcome, Progress, run, run_each};
use std::io::Cursor;

const TEXT: &[u8] = b"date 2031-03-05\n\nBlast in Gao\n\nA bomb killed six people in Gao, Mali, police said.\n";

fn page(at: usize) -> String {
    let place = ["Gao", "Mopti", "Kidal", "Segou"][at % 4];
    format!(
        "<!DOCTYPE html><html><head><title>Blast in {place} kills {at}</title><meta property=article:published_time \
         content=2031-03-{:02}></head><body><article><h1>Blast in {place} kills {at}</h1><p>A bomb killed {at} people at a market \
         in {place}, Mali, on Tuesday, police said.</p><p>A hospital official said that {} people were wounded in the \
         attack.</p></article></body></html>",
        4 + at % 20,
        at + 3
    )
}

/// A web archive of so many pages, two of them alike, one of them empty.
fn archive(pages: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    for at in 0..pages {
        let body = if at == 5 { String::new() } else { page(if at == 7 { 6 } else { at + 2 }) };
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{at}\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        bytes.extend([head.as_bytes(), http.as_bytes(), b"\r\n\r\n"].concat());
    }
    bytes
}

fn stream(path: &str, bytes: &[u8], from: u64) -> Found {
    Found::Stream { path: path.to_owned(), bytes: Box::new(Cursor::new(bytes.to_vec())), from }
}

fn whole(path: &str, bytes: &[u8]) -> Input {
    Input { path: path.to_owned(), bytes: bytes.to_vec() }
}

fn each(inputs: Vec<Found>) -> Outcome {
    let mut outcome = run_each(inputs.into_iter(), &Options::default(), &mut |_| {});
    outcome.skipped.sort();
    outcome
}

#[test]
fn a_stream_gives_what_the_file_gives() {
    let archive = archive(30);
    let expected = run(vec![whole("a.warc", &archive), whole("b.txt", TEXT)], &Options::default());
    assert_eq!((expected.ledger.reports.len(), expected.skipped.len()), (30, 1), "{:?}", expected.skipped);
    assert_eq!(each(vec![stream("a.warc", &archive, 0), Found::Whole(whole("b.txt", TEXT))]), expected);
    // In whatever order they come.
    assert_eq!(each(vec![Found::Whole(whole("b.txt", TEXT)), stream("a.warc", &archive, 0)]), expected);
    let mut last = Progress::default();
    run_each([stream("a.warc", &archive, 0)].into_iter(), &Options::default(), &mut |progress| last = progress);
    assert_eq!(last, Progress { files: 1, reports: 29 });
}

#[test]
fn records_already_read_are_passed_over() {
    let archive = archive(30);
    let reports = |from| each(vec![stream("a.warc", &archive, from)]).ledger.reports;
    let (all, rest) = (reports(0), reports(20));
    assert_eq!((all.len(), rest.len()), (29, 10));
    assert!(rest.iter().all(|report| report.path.as_deref().is_some_and(|path| path >= "a.warc/21")));
}

#[test]
fn streams_that_break_off_are_named() {
    let archive = archive(3);
    let outcome = each(vec![stream("a.warc", &archive[..archive.len() - 60], 0)]);
    assert_eq!((outcome.ledger.reports.len(), outcome.skipped.len()), (2, 1));
    assert_eq!(each(vec![stream("x.warc", b"nothing of the kind", 0)]).skipped[0].path, "x.warc");
}

#[test]
fn fields_name_where_exports_keep_their_parts() {
    let lines =
        br#"{"story_body": "A bomb killed six people in Gao, Mali, on Tuesday, police said.", "seen": "2031-03-05"}"#;
    let named = [("text", "story_body"), ("date", "seen")].map(|(part, field)| (part.to_owned(), field.to_owned()));
    let options = Options { fields: named.into(), ..Options::default() };
    let outcome = run(vec![whole("a.jsonl", lines)], &options);
    assert_eq!(outcome.ledger.reports[0].published.as_ref().unwrap().date.to_string(), "2031-03-05");
    assert_eq!(run(vec![whole("a.jsonl", lines)], &Options::default()).skipped.len(), 1);
}
