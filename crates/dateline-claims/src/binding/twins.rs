//! Two things that befell the same people, told of in one breath: "kidnapped and later killed four engineers", "arrested 40
//! students and then released them".
//!
//! Made from the figures of a sentence by its tree; leaves those whom the raiders only led a few steps ("dragged out and
//! shot") to [`super::subjects`], which counts them once.

use super::{Bond, Scene};
use crate::counts::Count;
use crate::harm::{Form, Hit, Shape};
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// What else befell those counted, before or after what the bond says.
    pub(super) fn twin(&self, count: &Count, bond: &Bond) -> Option<Bond> {
        let hit = self.hit_at(bond.trigger).filter(|_| self.line.is_parsed())?;
        if bond.part_of.is_some() || bond.superseded || !matches!(bond.rule, "subject" | "object") {
            return None;
        }
        let other = self.hits.iter().find(|other| self.is_of_the_same_men(count, hit, other))?;
        Some(Bond { category: other.category, trigger: other.first, ..bond.clone() })
    }

    fn is_of_the_same_men(&self, count: &Count, hit: &Hit, other: &Hit) -> bool {
        let (first, last) = if hit.first < other.first { (hit, other) } else { (other, hit) };
        let fate = matches!(last.category, Category::Killed | Category::Released);
        let verbs = [first, last].iter().all(|h| h.shape == Shape::Hits && self.is_verb(h.first));
        if first.first == last.first || !verbs || !fate || !holds(first) || !self.are_joined(first, last) {
            return false;
        }
        let nobody_else = |from: usize, to: usize| {
            let counted = |k: usize| self.counts.iter().any(|c| c.first() == k && c.first() != count.first());
            (from..to).all(|k| !counted(k)) && !(from..to).any(|k| matches!(self.line.lower(k), ";" | "but" | "by"))
        };
        let own = |v: usize| self.line.children(v).any(|(_, r)| matches!(r, "nsubj" | "nsubjpass"));
        if own(last.first) || !nobody_else(first.end, last.first) {
            return false;
        }
        // "were kidnapped and later killed"
        if self.is_passive(first) && count.end <= first.first {
            let suffered = matches!(last.form, Form::Either | Form::Participle) && !self.takes_object(last.end);
            return suffered && last.first - first.end < 8;
        }
        // "kidnapped and then killed four engineers"
        let before = last.end <= count.first() && count.first() - last.end < 4 && last.first - first.end < 4;
        // "kidnapped four engineers and killed them"
        let them = first.end <= count.first()
            && count.first() - first.end < 4
            && count.end <= last.first
            && matches!(self.line.lower(last.end), "them" | "him" | "her");
        !self.is_passive(last) && (before || them)
    }

    fn is_verb(&self, i: usize) -> bool {
        self.line.words[i].tag.starts_with("VB")
    }

    /// Whether one verb goes on from the other by "and" or "then", by the tree.
    fn are_joined(&self, first: &Hit, last: &Hit) -> bool {
        let above = |verb: usize| Some(&self.line.words[verb]).filter(|w| w.relation == "conj").map(|w| w.head);
        let mut up = std::iter::successors(above(last.first), |&v| above(v));
        up.any(|v| (first.first..first.end).contains(&v))
    }
}

/// Whether a verb says that people were taken and kept, and not only led away.
fn holds(hit: &Hit) -> bool {
    let taken = matches!(hit.category, Category::Kidnapped | Category::Captured | Category::Arrested);
    taken && has("keeps_hold", &hit.lemma)
}
