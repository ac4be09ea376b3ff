//! Words that only the news of some countries uses: "barangay", "upazila", "sheriff's deputies".
//!
//! Made from `atlas/places/ways.txt`; a text that names no country still speaks like one.

use crate::fold::fold;
use crate::lines::{entries, parts};
use crate::words::{Case, Words};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What all ways of speaking of one country may add up to.
const MOST: f64 = 1.5;
/// What one word says.
const ONE: f64 = 0.5;

/// Folded words and pairs of words, with the countries whose news uses them.
#[derive(Debug)]
pub(crate) struct Ways {
    words: FxHashMap<String, Vec<&'static str>>,
}

impl Ways {
    pub fn read(text: &'static str) -> Ways {
        let mut words: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
        for cells in entries(text) {
            let [countries, list] = cells.as_slice() else { continue };
            for word in parts(list) {
                words
                    .entry(word.strip_prefix("# ").map_or_else(|| fold(word), |rest| format!("# {}", fold(rest))))
                    .or_default()
                    .extend(countries.split_whitespace());
            }
        }
        Ways { words }
    }

    /// The countries whose ways of speaking a text has, with how much that says; each word counts once.
    pub fn spoken(&self, words: &Words) -> Vec<(&'static str, f64)> {
        let mut heard: BTreeSet<&str> = BTreeSet::new();
        let mut out: Vec<(&'static str, f64)> = Vec::new();
        for i in 0..words.list.len() {
            let lower = |k: usize| words.list.get(k).is_some_and(|w| w.case != Case::Upper);
            let block = words.list[i].case == Case::Digit && words.get(i).len() > 2 && words.reach(i, 2) == 2;
            let numbered =
                if block { self.words.get_key_value(format!("# {}", words.get(i + 1)).as_str()) } else { None };
            let found = numbered.map(|(key, countries)| (key.as_str(), countries)).or_else(|| {
                (0..2).rev().find_map(|n| {
                    let joined = lower(i) && (n == 0 || words.reach(i, 2) == 2 && lower(i + 1));
                    let (key, countries) =
                        self.words.get_key_value(words.phrase(i, i + if joined { n } else { 0 }).as_ref())?;
                    joined.then_some((key.as_str(), countries))
                })
            });
            let Some((key, countries)) = found.filter(|(key, _)| !heard.contains(key)) else { continue };
            heard.insert(key);
            for country in countries {
                let weight = ONE / countries.len() as f64;
                match out.iter_mut().find(|(c, _)| c == country) {
                    Some((_, sum)) => *sum = (*sum + weight).min(MOST),
                    None => out.push((country, weight)),
                }
            }
        }
        out
    }
}
