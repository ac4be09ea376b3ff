//! Ten megabytes without a stop are cut, tokenised and parsed in bounded time and memory.
//!
//! Run alone with `--nocapture`, it prints the figures.

use dateline_language::{Document, Language, embedded_english};
use std::time::{Duration, Instant};

const SIZE: usize = 10_000_000;

/// A slow machine under load is allowed for; on an idle one each text takes about a second.
const LONGEST: Duration = Duration::from_secs(40);

/// The most memory the process has held, where the system tells.
fn peak_megabytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? / 1024)
}

fn read(english: &Language, name: &str, text: &str) -> Document {
    let start = Instant::now();
    let mut document = english.segment(text, &[]);
    let cutting = start.elapsed();
    let all: Vec<usize> = (0..document.sentences.len()).collect();
    english.parse_sentences(text, &mut document, &all);
    let (took, peak) = (start.elapsed(), peak_megabytes());
    println!("{name}: cut in {cutting:?}, in all {took:?}, {} tokens, peak {peak:?} MB", document.tokens.len());
    assert!(took < LONGEST, "{name}: {took:?}");
    assert!(peak.is_none_or(|peak| peak < 1500), "{name}: {peak:?} MB");
    document
}

#[test]
fn ten_megabytes_without_a_stop_are_bounded() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let numbered: String = (0..SIZE / 10).map(|n| format!("w{n} x{n} ")).take(SIZE / 14).collect();
    let texts = [
        ("no blanks", "killedtenmenand".repeat(SIZE / 15)),
        ("blanks", "killed ten men and ".repeat(SIZE / 19)),
        ("marks", "(\"a-".repeat(SIZE / 4)),
        ("every word another", numbered),
        ("blanks only", " ".repeat(SIZE)),
    ];
    for (name, text) in texts {
        let document = read(&english, name, &text);
        let (parsed, left) = document.sentences.split_at(document.sentences.len().min(16));
        assert!(parsed.iter().all(|one| one.parsed && one.span.len() <= 6000), "{name}");
        assert!(left.iter().all(|one| !one.parsed && one.span.len() <= 6000), "{name}");
        assert_eq!(document.parsed, left.is_empty(), "{name}");
        let unread = left.first().map_or(document.tokens.len(), |one| one.tokens.start);
        assert!(document.tokens[unread..].iter().all(|token| token.tag.is_empty()), "{name}");
    }
}

#[test]
fn the_sentences_after_a_stretch_without_a_stop_are_parsed() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let text = format!("{}. Gunmen killed 12 soldiers in Gao.", "and so on ".repeat(12_000));
    let document = english.parse(&text, &[]);
    let last = document.sentences.last().expect("a sentence");
    assert!(last.parsed && !document.parsed);
    assert_eq!(document.tokens[last.tokens.start + 1].relation, "ROOT");
}
