//! Words as the ledger compares them: folded to lower case without diacritics, and hashed.
//!
//! Made from any text; leaves real tokens to `dateline-language`: copies and likeness need no grammar.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of `text`, lower case, without diacritics, a trailing `'s` and punctuation.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/')) {
        let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
        let piece = piece.strip_suffix("'s").or_else(|| piece.strip_suffix("’s")).unwrap_or(piece);
        let mut word = String::with_capacity(piece.len());
        push_folded(piece, &mut word);
        if !word.is_empty() {
            out.push(word);
        }
    }
    out
}

/// The words of `text` joined by one space: the form names are compared in.
pub(crate) fn fold(text: &str) -> String {
    words(text).join(" ")
}

fn push_folded(piece: &str, word: &mut String) {
    if piece.is_ascii() {
        word.extend(piece.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return;
    }
    let letters = piece.nfd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric());
    word.extend(letters.flat_map(char::to_lowercase));
}

/// A stable hash of `bytes` (FNV-1a with a final mix): the same on every machine and in every version.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for b in bytes {
        h = (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(h)
}

/// Spreads the bits of `h`, so that a remainder of it is a fair sample.
pub(crate) fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^ (h >> 31)
}

/// A map whose keys are hashes, or ids made from them, already: they need no costly hash of their own. What comes out of
/// it never depends on its order.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// The hasher of [`Map`].
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        mix(self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(eight));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(23) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

/// The number of values two sorted lists without repeats share.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Sorted, without repeats.
pub(crate) fn set<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::{fold, set, shared, words};

    #[test]
    fn folds_what_news_writes() {
        assert_eq!(
            words("Tuesday's attack, at the Faladié (military-police) school."),
            ["tuesday", "attack", "at", "the", "faladie", "military", "police", "school"]
        );
        assert_eq!(fold("  Solhan — “Burkina” "), "solhan burkina");
        assert!(words("… — '").is_empty());
    }

    #[test]
    fn counts_what_two_sets_share() {
        assert_eq!(shared(&set(vec![3, 1, 2, 2]), &[2, 3, 9]), 2);
        assert_eq!(shared(&[], &[1]), 0);
    }
}
