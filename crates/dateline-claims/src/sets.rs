//! Small sets of words that the rules ask for by name, out of `lexicon/sets.txt`.

use crate::lexicon::own_rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The words of a set, with what most other words can be told by before they are looked up.
#[derive(Debug, Default)]
struct Set {
    words: FxHashSet<String>,
    /// A bit for each length in bytes and each first byte that its words have, modulo 64.
    lengths: u64,
    firsts: u64,
}

impl FromIterator<String> for Set {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let mut set = Set::default();
        for word in words {
            set.lengths |= length(&word);
            set.firsts |= first(&word);
            set.words.insert(word);
        }
        set
    }
}

impl Set {
    fn contains(&self, word: &str) -> bool {
        self.lengths & length(word) != 0 && self.firsts & first(word) != 0 && self.words.contains(word)
    }
}

fn length(word: &str) -> u64 {
    1 << (word.len() % 64)
}

fn first(word: &str) -> u64 {
    word.as_bytes().first().map_or(0, |byte| 1 << (byte % 64))
}

static SETS: LazyLock<FxHashMap<String, Set>> = LazyLock::new(|| {
    let rows = own_rows("sets.txt", include_str!("../lexicon/sets.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.into_iter().collect())).collect()
});

/// Whether `word`, in lower case, is in the set of this name.
pub(crate) fn has(set: &str, word: &str) -> bool {
    debug_assert!(SETS.contains_key(set), "no set {set} in lexicon/sets.txt");
    SETS.get(set).is_some_and(|set| set.contains(word))
}

/// The words of a set, in no order.
pub(crate) fn members(set: &str) -> impl Iterator<Item = &'static str> {
    debug_assert!(SETS.contains_key(set), "no set {set} in lexicon/sets.txt");
    SETS.get(set).into_iter().flat_map(|set| &set.words).map(String::as_str)
}
