//! Words and marks of a stretch of text, by rule, without a language pack: close to what spaCy's English rules give.

use dateline_model::Span;

const OPENERS: &str = "\"'“‘«([{<$£€¥#*¿¡…`";
const CLOSERS: &str = "\"'”’»)]}>,;:!?…%*`";
const CONTRACTIONS: [&str; 16] =
    ["n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "'S", "’S"];

/// The spans of the tokens of `text[within]`, ordered and disjoint; white space belongs to none.
pub fn split(text: &str, within: Span, found: &mut Vec<Span>) {
    let block = within.slice(text);
    for chunk in block.split_whitespace() {
        // A chunk borrows from `text`, so its place is the distance between the two.
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        chunk_tokens(chunk, start, found);
    }
}

fn chunk_tokens(chunk: &str, mut start: usize, found: &mut Vec<Span>) {
    let mut rest = chunk;
    while let Some(first) = rest.chars().next().filter(|&c| OPENERS.contains(c)) {
        let len = if rest.starts_with("...") { 3 } else { first.len_utf8() };
        found.push(Span::new(start, start + len));
        start += len;
        rest = &rest[len..];
    }
    let mut tail = Vec::new();
    while let Some(len) = suffix(rest) {
        let end = start + rest.len();
        tail.push(Span::new(end - len, end));
        rest = &rest[..rest.len() - len];
    }
    infixes(rest, start, found);
    found.extend(tail.into_iter().rev());
}

/// Length of the mark or contraction that the word ends in.
fn suffix(word: &str) -> Option<usize> {
    let last = word.chars().next_back()?;
    if word.ends_with("...") {
        return Some(3);
    }
    if let Some(part) = CONTRACTIONS.iter().find(|part| word.len() > part.len() && word.ends_with(*part)) {
        return Some(part.len());
    }
    if CLOSERS.contains(last) {
        return Some(last.len_utf8());
    }
    (last == '.' && word.len() > 1 && !keeps_stop(&word[..word.len() - 1])).then_some(1)
}

/// "U.S.", "J.", "Lt.": the stop is part of the word.
fn keeps_stop(word: &str) -> bool {
    const KEPT: [&str; 26] = [
        "mr", "mrs", "ms", "dr", "lt", "col", "gen", "sgt", "capt", "maj", "gov", "sen", "rep", "st", "jan", "feb",
        "aug", "sept", "oct", "nov", "dec", "no", "jr", "inc", "ltd", "co",
    ];
    let letters = word.chars().count();
    let acronym = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    (letters == 1 && word.chars().all(char::is_uppercase))
        || (acronym && !word.ends_with(|c: char| c.is_ascii_digit()))
        || KEPT.contains(&word.to_lowercase().as_str())
}

/// Splits at hyphens and dashes between words, and at slashes and colons between letters.
fn infixes(word: &str, start: usize, found: &mut Vec<Span>) {
    let mut from = 0;
    let mut at = 0;
    while at < word.len() {
        let len = infix(word, at);
        if len > 0 && !word.contains("://") {
            if at > from {
                found.push(Span::new(start + from, start + at));
            }
            found.push(Span::new(start + at, start + at + len));
            from = at + len;
            at = from;
        } else {
            at += word[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    if from < word.len() {
        found.push(Span::new(start + from, start + word.len()));
    }
}

fn infix(word: &str, at: usize) -> usize {
    let rest = &word[at..];
    let before = word[..at].chars().next_back();
    for mark in ["--", "—", "–", "...", "…"] {
        if rest.starts_with(mark) {
            return mark.len();
        }
    }
    let after = rest.chars().nth(1);
    let (Some(before), Some(after)) = (before, after) else { return 0 };
    let splits = match rest.as_bytes()[0] {
        b'-' => before.is_alphanumeric() && after.is_alphabetic(),
        b'/' | b':' | b'=' => before.is_alphabetic() && after.is_alphabetic(),
        b',' => before.is_alphabetic() && after.is_alphabetic(),
        b'.' => before.is_lowercase() && after.is_uppercase(),
        _ => false,
    };
    usize::from(splits)
}
