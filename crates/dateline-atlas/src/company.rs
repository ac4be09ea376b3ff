//! What stands beside a name: the words that make it part of a street, a facility, a person or a dateline.
//!
//! Made from words and the lists in `atlas/context.txt`; each line is one reason with its weight. Leaves adding them up
//! to `spot`.

use crate::context::Set;
use crate::pack::PlaceKind;
use crate::spot::Scene;
use crate::words::{Case, Gap};

impl Scene<'_, '_> {
    /// Whether a comma and a state or country follow: "Lewiston, Maine".
    pub(crate) fn held_ahead(&self, j: usize) -> bool {
        let Some(next) = self.words.list.get(j + 1) else { return false };
        if !matches!(next.gap, Gap::Comma | Gap::Bracket) || next.case == Case::Lower {
            return false;
        }
        if self.atlas.abbreviations.at(self.text, self.words, j + 1).is_some() {
            return true;
        }
        (1..=self.words.reach(j + 1, 3)).any(|n| {
            let found = self.atlas.gazetteer.named(&self.words.phrase(j + 1, j + n), &self.atlas.countries);
            found.iter().any(|c| matches!(c.kind, PlaceKind::Country | PlaceKind::Admin1))
        })
    }

    /// Whether the name opens a line in capitals before a dash: "GAO, Mali —", "WESTFIELD - A woman…".
    pub(crate) fn opens_dateline(&self, i: usize, j: usize) -> bool {
        let words = self.words;
        let capitals = (i..=j).all(|k| words.list[k].case == Case::Upper);
        let dash = (j + 1..=j + 4).find_map(|k| words.list.get(k).map(|w| w.gap)).is_some();
        capitals
            && words.starts_sentence(i)
            && dash
            && (j + 1..=j + 4).any(|k| words.list.get(k).is_some_and(|w| w.gap == Gap::Dash))
    }

    /// What the capitalised words next to a name make of it.
    pub(crate) fn neighbours(&self, i: usize, j: usize) -> f64 {
        let (words, lists) = (self.words, &self.atlas.context);
        let mut weight = 0.0;
        let before = words.before(i, 1);
        let joined = i > 0 && matches!(words.list[i].gap, Gap::Space | Gap::Hyphen);
        let capital_before = joined && matches!(words.list[i - 1].case, Case::Title | Case::Upper);
        if joined && lists.has(Set::Title, before) || capital_before && lists.has(Set::Given, before) {
            weight -= 4.0;
        } else if capital_before
            && !words.starts_sentence(i - 1)
            && !lists.has(Set::Beside, before)
            && !self.evidence.is_demonym(i - 1)
            && !words.list[i - 1].possessive
        {
            weight -= 2.5;
        } else if capital_before && i == j && words.starts_sentence(i - 1) && self.may_be_given(i - 1) {
            weight -= 1.2;
        }
        let Some(next) = words.list.get(j + 1) else { return weight };
        let after = words.get(j + 1);
        if next.gap == Gap::Hyphen {
            weight -= if lists.has(Set::Backed, after) { 3.5 } else { 0.4 };
        }
        let capital = matches!(next.case, Case::Title | Case::Upper);
        if next.gap == Gap::Space && lists.has(Set::Force, after) {
            return weight + 1.2;
        }
        if next.gap == Gap::Space && capital && !words.list[j].possessive {
            // "York County Coroner": the name has said what it is
            let told = j > i && lists.has(Set::Area, words.get(j));
            weight += if lists.has(Set::Follow, after) || told { 0.5 } else { -1.6 };
        }
        weight
    }

    /// Whether a word that opens a sentence may be a given name: no list and no other sentence knows it as a plain word.
    fn may_be_given(&self, k: usize) -> bool {
        let (words, lists) = (self.words, &self.atlas.context);
        let word = words.get(k);
        let plain = [Set::Beside, Set::Never, Set::Direction, Set::Function, Set::Locative, Set::Settlement, Set::Area];
        words.list[k].case == Case::Title
            && !self.evidence.lower.contains(word)
            && !self.evidence.is_demonym(k)
            && !words.list[k].possessive
            && !plain.iter().any(|set| lists.has(*set, word))
    }

    /// Streets bear the names of towns: "Kinsey Avenue", "the corner of Mathis and Prentice", "the 3400 block of Oxford".
    pub(crate) fn is_street(&self, i: usize, j: usize) -> bool {
        let (words, lists) = (self.words, &self.atlas.context);
        let street = |k: usize| {
            words.list.get(k).is_some_and(|w| w.gap == Gap::Space && w.case != Case::Digit)
                && lists.has(Set::Street, words.get(k))
        };
        let titled = words.list.get(j + 1).is_some_and(|w| w.case != Case::Lower);
        if !words.list[j].possessive && street(j + 1) && titled || j > i && street(j) {
            return true;
        }
        let both = street(j + 1) && words.get(j + 1).ends_with('s') && matches!(words.before(i, 1), "and" | "at");
        if both && i > 1 && words.list[i - 2].case != Case::Lower {
            return true;
        }
        // "near Thompson and Colorado avenues"
        let crossed = matches!(words.after(j, 1), "and" | "at")
            && (j + 3..j + 5).any(|k| street(k) && (j + 2..k).all(|n| words.list[n].case != Case::Lower));
        let mut back = 1;
        while lists.has(Set::Direction, words.before(i, back)) {
            back += 1;
        }
        let park = words.list.get(j + 2).is_some_and(|w| w.gap == Gap::Space)
            && lists.has(Set::Facility, words.get(j + 1))
            && lists.has(Set::Quarter, words.get(j + 2));
        if park {
            return true;
        }
        let crossing = |word: &str| matches!(word, "corner" | "intersection" | "block" | "blocks" | "junction");
        let joined = matches!(words.before(i, back), "and" | "at");
        crossed
            || matches!(words.before(i, back), "of") && crossing(words.before(i, back + 1))
            || joined && (back + 2..back + 8).any(|k| words.before(i, k - 1) == "of" && crossing(words.before(i, k)))
    }

    /// "South Austin", "the Austin neighborhood", "Jefferson High School", "a Liberty City store": a part of a town, or
    /// a facility, whatever other town bears the name.
    pub(crate) fn is_part(&self, i: usize, j: usize) -> bool {
        let (words, lists) = (self.words, &self.atlas.context);
        let next = words.list.get(j + 1).filter(|w| w.gap == Gap::Space && !words.list[j].possessive);
        let facility = next.is_some_and(|w| w.case != Case::Lower) && lists.has(Set::Facility, words.get(j + 1));
        let sided = i > 0 && words.list[i].gap == Gap::Space;
        let side = matches!(words.before(i, 1), "north" | "south" | "east" | "west" | "greater");
        let township = next.is_some() && words.get(j + 1) == "township";
        facility || township || sided && side || next.is_some() && lists.has(Set::Quarter, words.get(j + 1))
    }

    /// "Anderson, 18, of Alvin": a name with an age is a person's.
    pub(crate) fn has_age(&self, j: usize) -> bool {
        let words = self.words;
        let number = words.list.get(j + 1).filter(|w| w.gap == Gap::Comma && w.case == Case::Digit);
        let short =
            number.is_some_and(|_| words.get(j + 1).len() <= 2 && words.get(j + 1).bytes().all(|b| b.is_ascii_digit()));
        short && words.list.get(j + 2).is_none_or(|w| matches!(w.gap, Gap::Comma | Gap::Break | Gap::Bracket))
    }
}
