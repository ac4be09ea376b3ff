//! Branches of groups that work in many countries: "Islamic State's Sahel branch", "the Afghan affiliate of the Islamic
//! State", "al-Qaeda's affiliate in Somalia".
//!
//! Made from `atlas/actors/branches.txt` and a mention of the group. Where the words tell of a branch that the file does
//! not know, the mention stays the group's.

use crate::atlas::Atlas;
use crate::fold::fold;
use crate::lines::{entries, parts};
use crate::words::{Gap, Words};
use rustc_hash::{FxHashMap, FxHashSet};

/// The branches of groups, and the nouns that tell of one.
#[derive(Debug, Default)]
pub(crate) struct Branches {
    /// Group → words of a region or a country's code → branch.
    regions: FxHashMap<String, FxHashMap<String, String>>,
    nouns: FxHashSet<String>,
}

/// Most words of a region.
const MOST: usize = 4;

impl Branches {
    pub fn read(text: &str) -> Branches {
        let mut branches = Branches::default();
        for cells in entries(text) {
            match cells.as_slice() {
                ["noun", nouns] => branches.nouns.extend(parts(nouns).map(fold)),
                [group, countries, regions, branch] => {
                    let known = branches.regions.entry((*group).to_owned()).or_default();
                    for code in countries.split_whitespace() {
                        known.insert(code.to_owned(), (*branch).to_owned());
                    }
                    known.extend(parts(regions).map(|region| (fold(region), (*branch).to_owned())));
                }
                _ => {}
            }
        }
        branches
    }

    /// Every id the file speaks of: groups and their branches.
    #[cfg(test)]
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().flat_map(|(group, known)| known.values().map(String::as_str).chain([group.as_str()]))
    }

    /// The branch of `group` that the words around its mention `first..=last` tell of, with the words of it all.
    pub fn around<'a>(
        &'a self,
        atlas: &Atlas,
        words: &Words,
        group: &str,
        first: usize,
        last: usize,
    ) -> Option<(usize, usize, &'a str)> {
        let known = self.regions.get(group)?;
        let last = if joined(words, last + 1) && words.get(last + 1) == "group" { last + 1 } else { last };
        let here = |i: usize, j: usize| region(atlas, words, known, i, j);
        // "IS's Sahel branch", "Islamic State Afghan affiliate"
        let behind = (1..=MOST).find_map(|n| {
            let noun = last + n + 1;
            let whole = (last + 1..=noun).all(|k| joined(words, k)) && self.nouns.contains(words.get(noun));
            whole.then(|| here(last + 1, last + n).map(|id| (first, noun, id))).flatten()
        });
        behind
            .or_else(|| self.affiliate_in(words, last, &here).map(|(end, id)| (first, end, id)))
            .or_else(|| self.branch_of(words, first, &here).map(|(from, id)| (from, last, id)))
    }

    /// "al-Qaeda's affiliate in Somalia", "Islamic State branch in the Sahel".
    fn affiliate_in<'a>(
        &self,
        words: &Words,
        last: usize,
        here: &dyn Fn(usize, usize) -> Option<&'a str>,
    ) -> Option<(usize, &'a str)> {
        let link = (last + 2..last + 4).find(|&k| words.get(k) == "in" && self.nouns.contains(words.get(k - 1)))?;
        let from = link + 1 + usize::from(words.get(link + 1) == "the");
        let most = words.list.get(from).map(|_| words.reach(from, MOST))?;
        let near = (last + 1..=from).all(|k| joined(words, k));
        (1..=most).rev().filter(|_| near).find_map(|n| here(from, from + n - 1).map(|id| (from + n - 1, id)))
    }

    /// "the Afghan branch of the Islamic State".
    fn branch_of<'a>(
        &self,
        words: &Words,
        first: usize,
        here: &dyn Fn(usize, usize) -> Option<&'a str>,
    ) -> Option<(usize, &'a str)> {
        let mut at = first.checked_sub(1)?;
        if words.get(at) == "the" {
            at = at.checked_sub(1)?;
        }
        let noun = at.checked_sub(1).filter(|&k| words.get(at) == "of" && self.nouns.contains(words.get(k)))?;
        let near = (noun..=first).all(|k| joined(words, k));
        (1..=MOST.min(noun)).filter(|_| near).find_map(|n| here(noun - n, noun - 1).map(|id| (noun - n, id)))
    }
}

fn joined(words: &Words, k: usize) -> bool {
    words.list.get(k).is_some_and(|w| matches!(w.gap, Gap::Space | Gap::Hyphen))
}

/// The branch of the region or country that the words `i..=j` name.
fn region<'a>(
    atlas: &Atlas,
    words: &Words,
    known: &'a FxHashMap<String, String>,
    i: usize,
    j: usize,
) -> Option<&'a str> {
    let phrase = words.phrase(i, j);
    let country = || atlas.countries.of_demonym(&phrase).or_else(|| atlas.countries.named(&phrase));
    known.get(phrase.as_ref()).or_else(|| known.get(country()?.code)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::Branches;
    use crate::Atlas;
    use crate::sources::text;

    #[test]
    fn every_branch_is_in_the_directory() {
        let branches = Branches::read(text("actors/branches.txt"));
        assert!(branches.ids().count() > 20);
        let unknown: Vec<&str> = branches.ids().filter(|id| Atlas::embedded().actor(id).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
