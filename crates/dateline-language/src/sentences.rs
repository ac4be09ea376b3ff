//! Where sentences end: rules over news text, from a block's words to the byte spans of its sentences.
//!
//! Knows abbreviations (`data/abbreviations.txt`), initials, acronyms, quotes that close after the stop, ellipses and
//! numbers. English first, at home in Spanish and French. Tokens are not its business; nor is syntax.

use dateline_model::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A longer "sentence" is a table or a mistake; it is cut at a space so that later stages stay bounded.
const LONGEST: usize = 6000;

/// What is cut off beyond so many pieces is not parsed: no prose runs on like this, and parsing takes time.
const PIECES: usize = 16;

/// How many bytes to either side of a stop are looked at.
const NEAR: usize = 120;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    Title,
    Month,
    Number,
    Never,
    May,
}

struct Lexicon {
    abbreviations: BTreeMap<&'static str, Abbreviation>,
    openers: BTreeSet<&'static str>,
}

fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon {
        abbreviations: entries(include_str!("../data/abbreviations.txt"))
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(word, class)| Some((word, abbreviation(class)?)))
            .collect(),
        openers: entries(include_str!("../data/openers.txt")).collect(),
    })
}

fn abbreviation(class: &str) -> Option<Abbreviation> {
    Some(match class {
        "title" => Abbreviation::Title,
        "month" => Abbreviation::Month,
        "number" => Abbreviation::Number,
        "never" => Abbreviation::Never,
        "may" => Abbreviation::May,
        _ => return None,
    })
}

/// A sentence: its span, and whether it is a piece so far into text without a stop that parsing it is no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub span: Span,
    pub excess: bool,
}

/// The sentences of `text[within]`, ordered, disjoint, without surrounding white space.
pub fn split(text: &str, within: Span) -> Vec<Piece> {
    let block = within.slice(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = next_candidate(block, at) {
        match end_after(block, start, stop) {
            Ok(end) => {
                push(block, within.start, start, end, &mut found);
                start = end;
                at = end;
            }
            Err(resume) => at = resume,
        }
    }
    push(block, within.start, start, block.len(), &mut found);
    found
}

/// The next place where a sentence might end: a terminator, or a blank line.
fn next_candidate(block: &str, from: usize) -> Option<usize> {
    let bytes = block.as_bytes();
    (from..bytes.len()).find(|&i| match bytes[i] {
        b'.' | b'!' | b'?' => true,
        b'\n' => blank_line(block, i).is_some(),
        0xE2 => block[i..].starts_with('…'),
        0xE3 => block[i..].starts_with('。'),
        _ => false,
    })
}

/// Where the text goes on after a blank line that begins with the line feed at `at`.
fn blank_line(block: &str, at: usize) -> Option<usize> {
    let rest = &block[at + 1..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    rest[blank..].starts_with('\n').then_some(at + 1 + blank + 1)
}

/// `Ok(end)` when the sentence that began at `start` ends with the terminator at `stop`; else where to look on.
fn end_after(block: &str, start: usize, stop: usize) -> Result<usize, usize> {
    if block.as_bytes()[stop] == b'\n' {
        return Ok(blank_line(block, stop).unwrap_or(stop + 1));
    }
    let marks_end = skip(block, stop, |c| matches!(c, '.' | '!' | '?' | '…' | '。'));
    let marks = &block[stop..marks_end];
    let end = skip_closers(block, marks_end);
    let rest = &block[end..];
    let next = rest.trim_start();
    let spaced = next.len() < rest.len();
    let Some(first) = next.chars().next() else { return Ok(block.len()) };
    let next = &next[..boundary(next, NEAR)];
    if !spaced {
        return if glued(block, start, stop, marks, next) && end == marks_end { Ok(end) } else { Err(end) };
    }
    let word = word_before(block, start, stop);
    let closed = end > marks_end;
    if ends(marks, word, closed, first, next) { Ok(end) } else { Err(end) }
}

fn skip(block: &str, from: usize, class: impl Fn(char) -> bool) -> usize {
    block.len() - block[from..].trim_start_matches(class).len()
}

/// Past the quotes and brackets that close right after the stop; French `»` may stand off by a space.
fn skip_closers(block: &str, from: usize) -> usize {
    let end = skip(block, from, |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}'));
    let rest = &block[end..];
    let stripped = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    if stripped.starts_with('»') { block.len() - stripped.len() + '»'.len_utf8() } else { end }
}

/// "…the attack.The army…": a stop with no space after it, between a word and a capitalised word.
fn glued(block: &str, start: usize, stop: usize, marks: &str, next: &str) -> bool {
    let before = word_before(block, start, stop);
    let mut after = next.chars();
    let capital = after.next().is_some_and(char::is_uppercase) && after.next().is_some_and(char::is_lowercase);
    marks.len() == 1
        && capital
        && before.chars().count() >= 3
        && before.chars().all(char::is_lowercase)
        && !next.split_whitespace().next().is_some_and(|chunk| chunk.contains(['/', '@']))
}

/// The run of letters, digits and inner stops right before the stop ("U.S", "Lt", "3.5").
fn word_before(block: &str, start: usize, stop: usize) -> &str {
    let head = &block[start.max(boundary(block, stop.saturating_sub(NEAR)))..stop];
    let kept = head.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | 'º'));
    head[kept.len()..].trim_start_matches(['.', '\'', '’', '-'])
}

/// Whether these marks after `word` end a sentence when `next` follows after white space.
fn ends(marks: &str, word: &str, closed: bool, first: char, next: &str) -> bool {
    if first.is_lowercase() {
        return false;
    }
    if marks != "." {
        return !(closed && speech_follows(next));
    }
    if closed {
        return true;
    }
    let lower = word.to_lowercase();
    let opener = || opens(next);
    // "Maj.-Gen.", "Lt.-Col."
    let joined = || lower.rsplit_once(".-").and_then(|(_, last)| lexicon().abbreviations.get(last));
    match lexicon().abbreviations.get(lower.as_str()).or_else(joined) {
        Some(Abbreviation::Title | Abbreviation::Never) => false,
        Some(Abbreviation::Month | Abbreviation::Number) if first.is_ascii_digit() => false,
        Some(Abbreviation::Month) => opener(),
        Some(Abbreviation::Number) => true,
        Some(Abbreviation::May) => opener() || matches!(first, '"' | '“' | '«'),
        None if is_initial(word) || is_acronym(word) => opener(),
        None => true,
    }
}

/// Whether `next` begins with a word that opens sentences.
fn opens(next: &str) -> bool {
    let word: String = next.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    lexicon().openers.contains(word.as_str())
}

/// `"Who did it?" Diallo asked`: the question ends, the sentence does not.
fn speech_follows(next: &str) -> bool {
    const VERBS: [&str; 9] = ["said", "asked", "told", "added", "wrote", "shouted", "says", "tweeted", "replied"];
    let clause = next.split(['.', ',', ';', ':', '!', '?', '"', '“', '\n']).next().unwrap_or("");
    clause.split_whitespace().take(5).any(|word| VERBS.contains(&word))
}

fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
}

/// "U.S", "a.m", "EE.UU": short parts between stops.
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|part| (1..=2).contains(&part.chars().count()) && !numeric(part))
}

fn numeric(part: &str) -> bool {
    part.chars().any(|c| c.is_ascii_digit())
}

/// Adds `block[start..end]` without surrounding white space, cut where it is too long to be a sentence.
fn push(block: &str, offset: usize, start: usize, end: usize, found: &mut Vec<Piece>) {
    let before = found.len();
    let mut rest = block[start..end].trim();
    let mut from = block.len() - block[start..].trim_start().len();
    while !rest.is_empty() {
        let cut = if rest.len() > LONGEST { cut_at(rest) } else { rest.len() };
        let piece = rest[..cut].trim_end();
        let excess = found.len() - before >= PIECES;
        found.push(Piece { span: Span::new(offset + from, offset + from + piece.len()), excess });
        let remaining = rest[cut..].trim_start();
        from += rest.len() - remaining.len();
        rest = remaining;
    }
}

fn cut_at(rest: &str) -> usize {
    let limit = boundary(rest, LONGEST);
    rest[..limit].rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(limit)
}

/// The last character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
