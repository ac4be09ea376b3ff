//! "Fla.", "W.Va.", ", TX": short forms of states and provinces.
//!
//! Made from `atlas/places/abbreviations.txt`; a form counts with its stop, or as a postal code after a comma.

use crate::fold::fold;
use crate::lines::{entries, parts};
use crate::words::{Case, Gap, Words};
use rustc_hash::FxHashMap;

/// Short forms as written, without the last stop: "La." is a state, "L.A." a city.
#[derive(Debug)]
pub(crate) struct Abbreviations {
    stopped: FxHashMap<String, (String, &'static str)>,
    postal: FxHashMap<String, (String, &'static str)>,
}

impl Abbreviations {
    pub fn read(text: &'static str) -> Abbreviations {
        let mut all = Abbreviations { stopped: FxHashMap::default(), postal: FxHashMap::default() };
        for cells in entries(text) {
            let [short, postal, full, country] = cells.as_slice() else { continue };
            for form in parts(short) {
                all.stopped.insert(form.trim_end_matches('.').to_owned(), (fold(full), country));
            }
            all.postal.insert(fold(postal), (fold(full), country));
        }
        all
    }

    /// The full folded name and the country of the short form at word `i`, if it is written as one.
    pub fn at(&self, text: &str, words: &Words, i: usize) -> Option<(&str, &'static str)> {
        let word = &words.list[i];
        let written = text.get(word.start..word.end)?;
        let stop = written.contains('.') || text.get(word.end..).is_some_and(|rest| rest.starts_with('.'));
        let found = if stop { self.stopped.get(written.trim_end_matches('.')) } else { None };
        let code = word.case == Case::Upper && word.gap == Gap::Comma;
        let found = found.or_else(|| if code { self.postal.get(words.get(i)) } else { None });
        found.map(|(full, country)| (full.as_str(), *country))
    }
}
