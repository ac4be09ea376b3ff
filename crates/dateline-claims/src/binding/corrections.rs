//! Counts that no longer hold: "34 lives, up from 31", "11 people, not 16 as announced", "correcting an earlier toll of six".

use super::{Bond, Scene};
use crate::counts::Count;
use crate::harm::Shape;
use crate::numbers::NumberKind;
use crate::sets::has;

/// Words between a count and the one that takes its place, at the most.
const WITHIN: usize = 24;

impl Scene<'_, '_> {
    /// An earlier count is of the same as the one beside it that takes its place.
    pub(super) fn spread_to_corrected(&self, bound: &mut [Option<Bond>]) {
        for i in 0..bound.len() {
            let count = &self.counts[i];
            if bound[i].is_some() || count.number.kind != NumberKind::Numeral || count.of_them {
                continue;
            }
            let told = |k: &usize| bound[*k].as_ref().is_some_and(|b| b.part_of.is_none() && !b.superseded);
            let before = (0..i).rev().find(told).filter(|&k| count.first() <= self.counts[k].end + WITHIN);
            let after = || (i + 1..bound.len()).find(told).filter(|&k| self.counts[k].first() <= count.end + WITHIN);
            let of = match () {
                () if before.is_some_and(|k| self.is_next_told(k, count)) => {
                    let old = before.and_then(|k| bound[k].as_mut()).filter(|b| matches!(b.rule, "toll" | "noun"));
                    bound[i] = old.map(|bond| {
                        bond.superseded = true;
                        Bond { superseded: false, ..bond.clone() }
                    });
                    continue;
                }
                () if self.is_set_aside(count) || self.is_risen_from(count) => before,
                () if before.is_some_and(|k| self.took_its_place(k, count)) => before,
                () if self.is_earlier_count(count) => before.or_else(after),
                () => None,
            };
            if let Some(bond) = of.and_then(|k| bound[k].clone()) {
                bound[i] = Some(Bond { rule: "correction", superseded: true, ..bond });
            }
        }
    }

    /// "gave the toll as eight, then eleven and finally 14".
    fn is_next_told(&self, before: usize, count: &Count) -> bool {
        let between = self.counts[before].end..count.first();
        let verb = |k: usize| self.line.words[k].tag.starts_with("VB");
        let plain = |k: usize| self.line.words[k].is_wordlike() && !verb(k) && between.len() < 8;
        let joins = |k: usize| self.line.lower(k) == "," || plain(k);
        let next = between.clone().any(|k| has("told_next", self.line.lower(k)));
        count.head.is_none() && next && between.clone().all(joins)
    }

    /// "not 28 as stated earlier", "not nine as first reported".
    fn is_set_aside(&self, count: &Count) -> bool {
        let not = count.first().checked_sub(1).filter(|&k| self.line.lower(k) == "not");
        let opposed = not.and_then(|k| k.checked_sub(1)).is_some_and(|k| matches!(self.line.lower(k), "," | "and"));
        let said = |k: usize| has("told_before", self.line.lower(k)) || has("says", self.line.lower(k));
        let before = self.line.lower(count.end) == "as" && (count.end + 1..count.end + 5).any(said);
        opposed && before
    }

    /// "34 lives, up from 31".
    fn is_risen_from(&self, count: &Count) -> bool {
        let word = |n: usize| count.first().checked_sub(n).map_or("", |k| self.line.lower(k));
        word(1) == "from" && matches!(word(2), "up" | "down" | "lowered" | "raised" | "revised")
    }

    /// "revised the number of dead to 62 from an earlier 58": right behind the figure that took its place.
    fn took_its_place(&self, new: usize, count: &Count) -> bool {
        let new = &self.counts[new];
        let to = new.first() > 0 && matches!(self.line.lower(new.first() - 1), "to" | "at");
        let mut between = new.end..count.first();
        let from = between.next().is_some_and(|k| self.line.lower(k) == "from");
        let earlier = |k: usize| has("told_before", self.line.lower(k)) || has("article", self.line.lower(k));
        to && from && between.all(earlier) && count.head.is_none()
    }

    /// "correcting a toll of 11", "an earlier count of six".
    fn is_earlier_count(&self, count: &Count) -> bool {
        let Some(of) = count.first().checked_sub(1).filter(|&k| self.line.lower(k) == "of" && k > 0) else {
            return false;
        };
        let noun = has("toll_noun", self.line.lower(of - 1));
        let mut near = (of.saturating_sub(6)..of - 1).rev().take_while(|&k| self.line.words[k].is_wordlike());
        noun && near.any(|k| has("told_before", self.line.lower(k)) || has("corrects", self.line.lower(k)))
    }

    /// "lists 19 members as missing", "reported two soldiers as wounded".
    pub(super) fn listed_as(&self, count: &Count) -> Option<Bond> {
        let near = count.end..count.end + 4;
        let as_word = near.take_while(|&k| self.line.words.get(k).is_some_and(crate::words::Word::is_wordlike));
        let at = as_word.into_iter().find(|&k| self.line.lower(k) == "as")?;
        // "described three of them as being in critical condition"
        let at = at + usize::from(self.line.lower(at + 1) == "being");
        let hit = self.hit_at(at + 1).filter(|h| matches!(h.shape, Shape::State | Shape::Hits))?;
        let lists = (count.first().saturating_sub(4)..count.first()).any(|k| has("lists", self.line.lower(k)));
        (lists && !self.takes_object(hit.end)).then(|| Bond::new(hit.category, hit.first, "state after"))
    }
}
