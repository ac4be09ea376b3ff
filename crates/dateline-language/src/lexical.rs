//! What a word looks like, as the pipelines' features see it: number, shape, prefix, suffix, normal form.

use crate::hash::hash_text;
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn table(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with("# ")).filter_map(|line| line.split_once(' '))
}

/// The pipelines' number for a string: by hand for a few hundred names, else its hash.
pub fn string_id(text: &str) -> u64 {
    static SYMBOLS: OnceLock<BTreeMap<&'static str, u64>> = OnceLock::new();
    let symbols = SYMBOLS.get_or_init(|| {
        let entries = table(include_str!("../data/symbols.txt"));
        entries.filter_map(|(name, id)| Some((name, id.parse().ok()?))).collect()
    });
    if text.is_empty() { 0 } else { symbols.get(text).copied().unwrap_or_else(|| hash_text(text)) }
}

/// The normal form of marks and currency signs, where there is one.
pub fn base_norm(text: &str) -> Option<&'static str> {
    static NORMS: OnceLock<BTreeMap<&'static str, &'static str>> = OnceLock::new();
    NORMS.get_or_init(|| table(include_str!("../data/norms.txt")).collect()).get(text).copied()
}

/// Whether a character is a digit (not merely a number: "½" and "Ⅷ" are not).
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let fraction = matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215f}' | '\u{2189}');
    let letter_number = matches!(c, '\u{2160}'..='\u{2188}' | '\u{3007}' | '\u{3021}'..='\u{3029}');
    c.is_numeric() && !fraction && !letter_number
}

/// "Xxxx", "dd", "X.X.": at most four of a kind in a row.
pub fn shape(text: &str) -> String {
    if text.chars().count() >= 100 {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let kind = match c {
            _ if is_letter(c) => {
                if c.is_uppercase() {
                    'X'
                } else {
                    'x'
                }
            }
            _ if is_digit(c) => 'd',
            _ => c,
        };
        run = if last == Some(kind) { run + 1 } else { 0 };
        last = Some(kind);
        if run < 4 {
            shape.push(kind);
        }
    }
    shape
}

/// A letter in the narrow sense: numbers that count as alphabetic elsewhere ("Ⅷ") are not.
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_numeric()
}

/// The first character.
pub fn prefix(text: &str) -> &str {
    &text[..text.chars().next().map_or(0, char::len_utf8)]
}

/// The last three characters.
pub fn suffix(text: &str) -> &str {
    let start = text.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    &text[start..]
}
