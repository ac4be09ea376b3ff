//! Small sets of words that the rules ask for by name, out of `lexicon/sets.txt`.

use crate::lexicon::own_rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static SETS: LazyLock<FxHashMap<String, FxHashSet<String>>> = LazyLock::new(|| {
    let rows = own_rows("sets.txt", include_str!("../lexicon/sets.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.into_iter().collect())).collect()
});

/// Whether `word`, in lower case, is in the set of this name.
pub(crate) fn has(set: &str, word: &str) -> bool {
    debug_assert!(SETS.contains_key(set), "no set {set} in lexicon/sets.txt");
    SETS.get(set).is_some_and(|words| words.contains(word))
}

/// The words of a set, in no order.
pub(crate) fn members(set: &str) -> impl Iterator<Item = &'static str> {
    debug_assert!(SETS.contains_key(set), "no set {set} in lexicon/sets.txt");
    SETS.get(set).into_iter().flatten().map(String::as_str)
}
