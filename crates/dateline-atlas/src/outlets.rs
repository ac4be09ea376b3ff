//! Where the outlets a text names have their newsrooms: "KHOU", "the Des Moines Register".
//!
//! Made from `atlas/places/outlets.txt`. A local outlet speaks for its state, and for nothing more exact.

use crate::atlas::Atlas;
use crate::fold::fold;
use crate::gazetteer::Candidate;
use crate::lines::{entries, parts};
use crate::pack::PlaceKind;
use crate::words::{Case, Words};
use rustc_hash::FxHashMap;

/// Folded names of outlets → first-order area and country.
#[derive(Debug)]
pub(crate) struct Outlets {
    names: FxHashMap<String, (String, &'static str)>,
    most: usize,
}

impl Outlets {
    pub fn read(text: &'static str) -> Outlets {
        let mut names = FxHashMap::default();
        for cells in entries(text) {
            let [country, area, list] = cells.as_slice() else { continue };
            for name in parts(list) {
                names.insert(fold(name), (fold(area), *country));
            }
        }
        let most = names.keys().map(|n| n.split(' ').count()).max().unwrap_or(1);
        Outlets { names, most }
    }

    /// The first-order areas of the outlets a text names, each with the rank of the name's first and last word, in the
    /// order of the text; each outlet once.
    pub fn find<'a>(&self, atlas: &'a Atlas, words: &Words) -> Vec<((usize, usize), Candidate<'a>)> {
        let mut out: Vec<((usize, usize), Candidate<'a>)> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for i in 0..words.list.len() {
            if words.list[i].case == Case::Lower {
                continue;
            }
            let found = (1..=words.reach(i, self.most)).rev().find_map(|n| {
                let (name, home) = self.names.get_key_value(words.phrase(i, i + n - 1).as_ref())?;
                let sign = n == 1 && name.len() <= 5;
                (!sign || words.list[i].case == Case::Upper).then_some((i + n - 1, name.as_str(), home))
            });
            let Some((last, name, (area, country))) = found.filter(|(_, name, _)| !seen.contains(name)) else {
                continue;
            };
            seen.push(name);
            let known = atlas.gazetteer.named(area, &atlas.countries);
            let place = known.into_iter().find(|c| c.kind == PlaceKind::Admin1 && c.country == *country);
            out.extend(place.map(|place| ((i, last), place)));
        }
        out
    }
}
