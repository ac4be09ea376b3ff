//! What a text names that is of one first-order area: outlets by their newsroom ("KHOU", "the Des Moines Register"),
//! hospitals and police ("NOPD"), telephone numbers ("call 504-555-0131").
//!
//! Made from `atlas/places/outlets.txt`, `atlas/places/landmarks.txt` and `atlas/places/area-codes.txt`. Each speaks for
//! its area, and for nothing more exact.

use crate::atlas::Atlas;
use crate::fold::fold;
use crate::gazetteer::Candidate;
use crate::lines::{entries, parts};
use crate::pack::PlaceKind;
use crate::places::{self, PlaceContext};
use crate::words::{Case, Gap, Words};
use rustc_hash::FxHashMap;

/// Folded names → first-order area and country.
#[derive(Debug)]
pub(crate) struct Outlets {
    names: FxHashMap<String, (String, &'static str)>,
    most: usize,
}

/// Something that is of one area: the rank of its first and last word, and the area.
pub(crate) type Home<'a> = ((usize, usize), Candidate<'a>);

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

    /// The first-order areas of what a text names of the list, each with the rank of the name's first and last word, in
    /// the order of the text; each name once.
    pub fn find<'a>(&self, atlas: &'a Atlas, words: &Words) -> Vec<Home<'a>> {
        let mut out: Vec<Home<'a>> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut next = 0;
        for i in 0..words.list.len() {
            // of "Lady Reading Hospital", "Reading Hospital" is none
            if i < next || words.list[i].case == Case::Lower {
                continue;
            }
            let found = (1..=words.reach(i, self.most)).rev().find_map(|n| {
                let (name, home) = self.names.get_key_value(words.phrase(i, i + n - 1).as_ref())?;
                let sign = n == 1 && name.len() <= 5;
                (!sign || words.list[i].case == Case::Upper).then_some((i + n - 1, name.as_str(), home))
            });
            next = found.map_or(i, |(last, ..)| last + 1);
            let Some((last, name, home)) = found.filter(|(_, name, _)| !seen.contains(name)) else { continue };
            seen.push(name);
            out.extend(area(atlas, home).map(|place| ((i, last), place)));
        }
        out
    }

    /// The area of the outlet with this domain: its name in one word ("norvaleherald.com"), or a station's call sign with
    /// no more behind it than "tv" or "news" ("wxyztv.com").
    fn of_domain<'a>(&self, atlas: &'a Atlas, domain: &str) -> Option<Candidate<'a>> {
        let label = domain.rsplit('.').nth(1)?.to_lowercase();
        let sign = |sign: &str| {
            let rest = label.strip_prefix(sign)?;
            matches!(rest.trim_end_matches(|c: char| c.is_ascii_digit()), "" | "tv" | "news" | "radio").then_some(())
        };
        let called = |name: &&String| {
            let squeezed: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
            squeezed == label || matches!(name.len(), 3 | 4) && name.starts_with(['k', 'w']) && sign(name).is_some()
        };
        let name = self.names.keys().filter(called).max_by_key(|name| (name.len(), name.as_str()))?;
        area(atlas, &self.names[name])
    }

    /// The areas of the telephone numbers in a text, where the list is one of their codes; each code once.
    pub fn dialled<'a>(&self, atlas: &'a Atlas, words: &Words) -> Vec<Home<'a>> {
        let mut seen: Vec<&str> = Vec::new();
        let mut out = Vec::new();
        for i in (0..words.list.len()).filter(|&i| is_number(words, i)) {
            let Some((code, home)) = self.names.get_key_value(words.get(i)) else { continue };
            if !seen.contains(&code.as_str()) {
                seen.push(code);
                out.extend(area(atlas, home).map(|place| ((i, i + 2), place)));
            }
        }
        out
    }
}

/// How much it says of where a report's places lie that its outlet is named after a town or an area.
const NAMED_AFTER: f64 = 1.0;
/// How much the outlet itself says.
const OWN: f64 = 1.6;

/// The areas that the outlet of a report speaks for, by its name and domain, with how much that says.
pub(crate) fn homes_of<'a>(atlas: &'a Atlas, context: &PlaceContext) -> Vec<(Candidate<'a>, f64)> {
    let mut homes: Vec<(Candidate<'a>, f64)> = Vec::new();
    let named = context.outlet_name.into_iter();
    let domains = context.outlet_domain.into_iter().chain(named.clone().flat_map(|name| name.split_whitespace()));
    homes.extend(domains.filter_map(|domain| Some((atlas.outlets.of_domain(atlas, domain)?, OWN))));
    for name in named {
        // a page may write its call sign small
        let sign = name.split_whitespace().count() == 1;
        let words = Words::of(&if sign { name.to_uppercase() } else { name.to_owned() });
        homes.extend(atlas.outlets.find(atlas, &words).into_iter().map(|(_, area)| (area, OWN)));
        homes.extend(places::candidates_in(atlas, name).into_iter().map(|place| (place, NAMED_AFTER)));
    }
    let mut seen = Vec::new();
    homes.retain(|(home, _)| {
        home.admin1_id != 0 && !seen.contains(&home.admin1_id) && {
            seen.push(home.admin1_id);
            true
        }
    });
    homes
}

fn area<'a>(atlas: &'a Atlas, (name, country): &(String, &'static str)) -> Option<Candidate<'a>> {
    let known = atlas.gazetteer.named(name, &atlas.countries);
    let area = |c: &Candidate| matches!(c.kind, PlaceKind::Admin1 | PlaceKind::Region) && c.country == *country;
    known.into_iter().find(area)
}

/// "816-474-8477", "(310) 726-7900", "615.742.7463": three, three and four digits, set off from each other.
fn is_number(words: &Words, i: usize) -> bool {
    let digits = |k: usize, n: usize| {
        words.list.get(k).is_some_and(|w| w.end - w.start == n && words.get(k).bytes().all(|b| b.is_ascii_digit()))
    };
    let gap = |k: usize| words.list[k].gap;
    // "0300-816-474-8477" goes on before, but "1-816-474-8477" is one
    let goes_on =
        i > 0 && matches!(gap(i), Gap::Hyphen) && digits(i - 1, words.get(i - 1).len()) && words.get(i - 1) != "1";
    digits(i, 3)
        && digits(i + 1, 3)
        && digits(i + 2, 4)
        && !words.get(i + 1).starts_with(['0', '1'])
        && matches!(gap(i + 1), Gap::Hyphen | Gap::Bracket | Gap::Break | Gap::Slash)
        && matches!(gap(i + 2), Gap::Hyphen | Gap::Break)
        && words.list[i + 2].start == words.list[i + 1].end + 1
        && words.list[i + 1].start - words.list[i].end <= 2
        && !goes_on
}

#[cfg(test)]
mod tests {
    use crate::Atlas;

    fn homes(text: &str) -> Vec<String> {
        Atlas::embedded().homes_in(text).into_iter().map(|home| home.name).collect()
    }

    #[test]
    fn numbers_hospitals_and_police_are_of_an_area() {
        for (text, area) in [
            ("Anyone who saw the car is asked to call 615-555-0142.", "Tennessee"),
            ("Detectives can be reached at (503) 555-0177.", "Oregon"),
            ("Call the tip line, 1-402-555-0100.", "Nebraska"),
            ("He was flown to Harborview with a leg wound.", "Washington"),
            ("NOPD has made no arrest.", "Louisiana"),
            ("The wounded lay at Lady Reading Hospital.", "Khyber Pakhtunkhwa"),
        ] {
            assert_eq!(homes(text), [area], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_of_none() {
        for text in [
            "Call 0300-615-555-0142.",
            "Some 615, 742 and 7463 shells were counted.",
            "Call 800-555-0142 free of charge.",
            "The shells numbered 615 555 0142.",
            "He ran 503-222 and 4001 metres.",
        ] {
            assert!(homes(text).is_empty(), "{text}: {:?}", homes(text));
        }
    }

    #[test]
    fn every_area_of_the_lists_is_known() {
        let lists = ["places/outlets.txt", "places/landmarks.txt", "places/area-codes.txt"].map(crate::sources::text);
        let unknown = |cells: &Vec<&'static str>| {
            let home = (crate::fold::fold(cells[1]), cells[0]);
            super::area(Atlas::embedded(), &home).is_none()
        };
        let wrong: Vec<_> = lists.into_iter().flat_map(crate::lines::entries).filter(unknown).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
