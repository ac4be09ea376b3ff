//! The word lists that tell a place from a person, team or paper.
//!
//! Made from `atlas/context.txt` and `atlas/given-names.txt`; leaves weighing to `spot`.

use crate::fold::fold;
use crate::lines::{entries, parts};
use rustc_hash::FxHashMap;

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(crate) enum Set {
    Never = 0,
    Locative,
    Direction,
    Speech,
    Function,
    Area,
    Settlement,
    Title,
    Given,
    Beside,
    Follow,
    Backed,
    Word,
    Street,
    Quarter,
    Facility,
    Force,
}

const SETS: [(&str, Set); 17] = [
    ("never", Set::Never),
    ("locative", Set::Locative),
    ("direction", Set::Direction),
    ("speech", Set::Speech),
    ("function", Set::Function),
    ("area", Set::Area),
    ("settlement", Set::Settlement),
    ("title", Set::Title),
    ("given", Set::Given),
    ("beside", Set::Beside),
    ("follow", Set::Follow),
    ("backed", Set::Backed),
    ("word", Set::Word),
    ("street", Set::Street),
    ("quarter", Set::Quarter),
    ("facility", Set::Facility),
    ("force", Set::Force),
];

/// The lists, as one map from word to the lists it is on.
#[derive(Debug)]
pub(crate) struct Lists {
    words: FxHashMap<String, u32>,
}

impl Lists {
    pub fn read(files: &[&str]) -> Lists {
        let mut words = FxHashMap::default();
        for cells in files.iter().flat_map(|file| entries(file)) {
            let [name, list] = cells.as_slice() else { continue };
            let Some((_, set)) = SETS.iter().find(|(n, _)| n == name) else { continue };
            for word in parts(list) {
                *words.entry(fold(word)).or_insert(0) |= 1 << (*set as u32);
            }
        }
        Lists { words }
    }

    /// Whether a folded word is on a list.
    pub fn has(&self, set: Set, word: &str) -> bool {
        self.words.get(word).is_some_and(|bits| bits & (1 << (set as u32)) != 0)
    }
}
