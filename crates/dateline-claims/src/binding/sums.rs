//! Counts that add up to the one before them: "nine were killed, six villagers and three soldiers", "nine died (…)".

use super::{Bond, Scene};
use crate::harm::{Hit, Shape};
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

/// Words between the total's word and the first of its parts, at the most.
const WITHIN: usize = 8;

impl Scene<'_, '_> {
    /// The counts of a list that add up to the figure before it are its parts.
    pub(super) fn spread_to_sums(&self, bound: &mut [Option<Bond>]) {
        for whole in 0..bound.len() {
            let Some(bond) = bound[whole].clone().filter(|b| b.part_of.is_none() && !b.superseded) else { continue };
            let Some(all) = self.counts[whole].number.quantity.point().filter(|&n| n > 1) else { continue };
            let Some(end) = self.adds_up(whole, &bond, all, bound) else { continue };
            for part in &mut bound[whole + 1..end] {
                *part = Some(Bond { rule: "part of", part_of: Some(whole), ..bond.clone() });
            }
        }
    }

    /// One past the last of the counts behind a total that add up to it, nothing but commas and "and" between them.
    fn adds_up(&self, whole: usize, bond: &Bond, all: u64, bound: &[Option<Bond>]) -> Option<usize> {
        let hit = self.hit_at(bond.trigger).map_or(bond.trigger + 1, |h| h.end);
        // "five others (two women and three girls) were abducted"
        let set_off = self.counts.get(whole + 1).is_some_and(|next| next.first() <= hit);
        let from = if set_off { self.counts[whole].end } else { self.counts[whole].end.max(hit) };
        let opens = |first: usize| {
            let mark = first.checked_sub(1).map_or("", |k| self.line.lower(k));
            let plain = (from..first).all(|k| !has("says", self.line.lower(k)) && !self.line.lower(k).ends_with(';'));
            first >= from && first - from <= WITHIN && matches!(mark, "," | "(" | ":" | "-" | "–" | "—" | "--") && plain
        };
        let mut sum = 0;
        if bound.len() <= whole + 1 || self.is_enumeration(whole + 1) {
            return None;
        }
        for (k, bond_of) in bound.iter().enumerate().skip(whole + 1) {
            let count = &self.counts[k];
            let alike = bond_of.as_ref().is_none_or(|b| b.category == bond.category && b.part_of.is_none());
            let there = count.head.is_none() && has("place_preposition", self.line.lower(count.end));
            let kind = (count.head.is_some() || there) && count.harm_noun.is_none() && !count.of_them;
            let joined = if k == whole + 1 { opens(count.first()) } else { self.is_joined(k) };
            if !alike || !kind || !joined || count.number.kind == NumberKind::None {
                return None;
            }
            sum += count.number.quantity.point()?;
            if sum == all && k > whole + 1 {
                return Some(k + 1);
            }
        }
        None
    }

    /// "12 militants were hiding there and all of them were killed", "where they were all killed".
    pub(super) fn killed_all(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        let all = |hit: &&Hit| {
            let light = |k: &usize| has("all_of_them", self.line.lower(*k)) || has("be", self.line.lower(*k));
            let words: Vec<&str> = (count.end..hit.first).rev().take_while(light).map(|k| self.line.lower(k)).collect();
            let them = words.iter().any(|w| matches!(*w, "them" | "they" | "whom"));
            them && words.iter().any(|w| matches!(*w, "all" | "both"))
        };
        let fatal = |h: &&Hit| {
            h.category == Category::Killed
                && (h.shape == Shape::Befalls || h.shape == Shape::Hits && self.is_passive(h))
        };
        let hit = self.hits.iter().filter(|h| h.first > count.end).filter(fatal).find(all)?;
        let last = self.counts.get(i + 1).is_none_or(|next| next.first() > hit.first);
        (last && count.head.is_some()).then(|| Bond::new(Category::Killed, hit.first, "subject"))
    }

    /// Whether only a comma or "and" stands before a count of a list, behind the place of the one before at the most: "60 in
    /// Osta, 30 in the village of Talba and ten in Norvale".
    fn is_joined(&self, k: usize) -> bool {
        let (from, to) = (self.counts[k - 1].end, self.counts[k].first());
        let joins = |i: &usize| matches!(self.line.lower(*i), "," | "and");
        let mut back = (from..to).rev().skip_while(joins);
        let last = back.next().map_or(from, |i| i + 1);
        let place = last == from
            || has("place_preposition", self.line.lower(from))
                && last - from <= 7
                && (from..last).all(|i| self.line.words[i].is_wordlike() && !self.line.words[i].tag.starts_with("VB"));
        last < to && to - last <= 2 && place
    }
}
