//! Sentences in capitals ("TEN KILLED IN RAID ON BASE"): the casing a model expects is put back, word by word.
//!
//! Only the features change; the document's tokens keep the report's letters. Known words become small, unknown ones
//! names. A sentence that has any small letters in its longer words is left alone.

use crate::lemmas::Lemmatiser;
use std::collections::BTreeSet;
use std::sync::OnceLock;

struct Words {
    small: BTreeSet<&'static str>,
    capital: BTreeSet<&'static str>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    let list = |file: &'static str| file.lines().filter(|line| !line.starts_with('#')).collect();
    WORDS.get_or_init(|| Words {
        small: list(include_str!("../data/function_words.txt")),
        capital: list(include_str!("../data/capital_words.txt")),
    })
}

/// Whether the words, as written, shout: capitals throughout, and more than an acronym or two.
pub fn is_shouted<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut shouted = 0;
    let mut letters = 0;
    for word in words.filter(|word| word.chars().any(char::is_alphabetic)) {
        // The "al-" of a name and the "s" of a plural may stay small.
        if word.chars().any(char::is_lowercase) && word.chars().count() > 2 {
            return false;
        }
        shouted += usize::from(word.chars().any(char::is_uppercase));
        letters += word.chars().filter(|c| c.is_uppercase()).count();
    }
    shouted >= 3 && letters >= 10
}

/// The word as it would stand in ordinary copy; `first` for the one that opens the sentence.
pub fn restored(word: &str, first: bool, lemmatiser: &Lemmatiser) -> String {
    let lower = word.to_lowercase();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let acronym =
        letters > 1 && (word.contains('.') || !lower.contains(['a', 'e', 'i', 'o', 'u', 'y', 'á', 'é', 'í', 'ó', 'ú']));
    if letters == 0 || acronym || (letters == 1 && lower != "a") {
        return word.to_owned();
    }
    if lower.starts_with(['\'', '’']) {
        return lower;
    }
    let capital = words().capital.contains(lower.as_str());
    let common = words().small.contains(lower.as_str()) || (!capital && lemmatiser.knows(&lower));
    if common && !first { lower } else { titled(&lower) }
}

/// An acronym that a model takes for a little word, where a sentence does not shout: "IS said", "WHO counted nine". What
/// stands in its stead is an acronym that is no word.
pub fn read_as(word: &str) -> Option<&'static str> {
    match word {
        "IS" => Some("ISIS"),
        "WHO" => Some("UNHCR"),
        _ => None,
    }
}

fn titled(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
