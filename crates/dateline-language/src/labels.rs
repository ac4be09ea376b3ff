//! The names of tags, relations and entities: each kept once for the life of the program.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// The same text, kept for ever. Models name a few hundred labels; loading one again adds none.
pub fn intern(text: &str) -> &'static str {
    static LABELS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    if text.is_empty() {
        return "";
    }
    let mut labels = LABELS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = labels.get(text) {
        return known;
    }
    let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
    labels.insert(kept);
    kept
}
