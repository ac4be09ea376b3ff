//! A run that is killed in the midst of a large archive, and given again: the ledger is the one of a run let be.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

/// Enough for three batches of reading, in a file large enough to be read as a stream.
const PAGES: usize = 1100;
const PLACES: [&str; 5] = ["Gao", "Kidal", "Mopti", "Ménaka", "Ansongo"];

/// A web archive of invented pages.
fn archive() -> String {
    let mut archive = String::new();
    for number in 0..PAGES {
        let (place, killed) = (PLACES[number % PLACES.len()], 2 + number % 9);
        let day = 1 + number % 28;
        let padding = "x".repeat(3600);
        let page = format!(
            "<html><head><title>Blast in {place} kills {killed}</title><meta property='article:published_time' \
             content='2031-03-{day:02}'></head><body><!-- {padding} --><article><h1>Blast in {place} kills {killed}</h1>\
             <p>A bomb killed {killed} people at market {number} of {place}, Mali, on the evening of March {day}, police \
             said.</p><p>Elders spoke of {} graves that had been dug beside the road.</p></article></body></html>",
            killed + 1
        );
        let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        let _ = write!(
            archive,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\nContent-Length: \
             {}\r\n\r\n{response}\r\n\r\n",
            response.len()
        );
    }
    archive
}

fn dateline(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).args(arguments).assert()
}

fn ledger(name: &str, at: &Path) -> String {
    let done = dateline(&["incidents", "--ledger", name, "--format", "jsonl"], at).success();
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

/// How many operations are on the disk.
fn operations(name: &str, at: &Path) -> usize {
    let done = dateline(&["log", "--ledger", name], at);
    let output = done.get_output();
    if output.status.success() { output.stdout.iter().filter(|b| **b == b'\n').count() } else { 0 }
}

#[test]
fn a_killed_run_is_taken_up() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::write(at.join("crawl.warc"), archive()).unwrap();
    assert!(fs::metadata(at.join("crawl.warc")).unwrap().len() > 4 << 20);
    dateline(&["add", "crawl.warc", "--ledger", "whole.ledger"], at).success();

    let mut run = std::process::Command::new(cargo_bin!("dateline"))
        .args(["add", "crawl.warc", "--ledger", "cut.ledger"])
        .current_dir(at)
        .env_clear()
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while operations("cut.ledger", at) == 0 && run.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let held = operations("cut.ledger", at);
    assert!(held > 0 && held < operations("whole.ledger", at), "{held}");

    let done = dateline(&["add", "crawl.warc", "--ledger", "cut.ledger"], at).success();
    let said = String::from_utf8(done.get_output().stderr.clone()).unwrap();
    let known: usize = said.split(", ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert!((200..PAGES).contains(&known), "{said}");
    assert!(said.contains(&format!("{} reports added", PAGES - known)), "{said}");
    assert_eq!(ledger("cut.ledger", at), ledger("whole.ledger", at));
}

#[test]
fn reading_in_batches_is_reading_at_once() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    fs::create_dir(at.join("in")).unwrap();
    fs::write(at.join("in/crawl.warc"), archive()).unwrap();
    fs::write(at.join("in/a.txt"), "date 2031-04-12\n\nGunmen killed three traders near Kidal, the mayor said.\n")
        .unwrap();
    fs::write(at.join("in/z.txt"), "date 2031-04-13\n\nGunmen killed five traders near Kidal, the mayor said.\n")
        .unwrap();
    fs::write(at.join("in/empty.txt"), "").unwrap();
    dateline(&["add", "in", "--ledger", "all.ledger"], at).code(3);
    let read = dateline(&["read", "in", "--format", "jsonl"], at).code(3);
    assert_eq!(ledger("all.ledger", at), String::from_utf8(read.get_output().stdout.clone()).unwrap());
}
