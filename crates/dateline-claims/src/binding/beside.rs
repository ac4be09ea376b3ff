//! Counts bound by what stands beside them: the dead they are among, the person they died with.

use super::{Bond, Scene};
use crate::counts::Count;
use crate::harm::{Form, Hit, Shape};
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "there were three soldiers among the dead", "two nurses on leave were among the victims".
    pub(super) fn among_the_harmed(&self, count: &Count) -> Option<Bond> {
        let near = count.end..self.line.words.len().min(count.end + 5);
        let clause = near.take_while(|&i| self.line.words[i].is_wordlike());
        let among = clause.into_iter().find(|&i| matches!(self.line.lower(i), "among" | "amongst"))?;
        let the = matches!(self.line.lower(among + 1), "the" | "those");
        let hit = self.hit_at(among + 2).filter(|_| the && count.head.is_some() && count.group != "unspecified")?;
        Some(Bond::new(hit.category, hit.first, "noun"))
    }

    /// "The mayor was shot dead along with two guards".
    pub(super) fn beside_someone(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        let with = first.checked_sub(2).is_some_and(|k| {
            has("alongside", self.line.lower(k + 1))
                || has("alongside", self.line.lower(k)) && self.line.lower(k + 1) == "with"
        });
        // "was captured with three bodyguards"
        let taken = |h: &&Hit| {
            let held = matches!(h.category, Category::Arrested | Category::Captured | Category::Kidnapped);
            held && h.end + 1 == first && self.line.lower(h.end) == "with" && self.is_passive(h)
        };
        if let Some(hit) = self.hits.iter().find(taken).filter(|_| count.head.is_some() && count.harm_noun.is_none()) {
            return Some(Bond::new(hit.category, hit.first, "list"));
        }
        let clause = |h: &&Hit| (h.end..first).all(|i| !matches!(self.line.lower(i), "," | ";" | "." | "but"));
        let passive = |h: &&Hit| h.shape == Shape::Befalls || h.shape == Shape::Hits && self.is_passive(h);
        let hit = self.hits.iter().rev().filter(|h| h.end < first && first - h.end < 9).find(clause);
        // "died at the scene with three of his guards"
        let dies = |h: &Hit| h.category == Category::Killed && passive(&h) && self.line.lower(first - 1) == "with";
        let with = with || hit.is_some_and(dies) && count.head.is_some() && count.harm_noun.is_none();
        hit.filter(|h| with && passive(h)).map(|h| Bond::new(h.category, h.first, "list"))
    }

    /// "left 12 members of one family dead", "left a mother and her two children wounded": over all that belongs to them.
    pub(super) fn left_so(&self, count: &Count) -> Option<Bond> {
        let line = self.line;
        let verb = |i: usize| line.words[i].tag.starts_with("VB") || matches!(line.lower(i), ";" | "." | "but" | "who");
        let first = count.first();
        let left = (first.saturating_sub(7)..first).rev().find(|&i| verb(i) || has("leaves_dead", line.lower(i)))?;
        if !has("leaves_dead", line.lower(left)) || matches!(line.lower(first.checked_sub(1)?), "including" | "of") {
            return None;
        }
        let state = (count.end..line.words.len().min(count.end + 11)).find(|&i| verb(i) || self.hit_at(i).is_some())?;
        let hit = self.hit_at(state).filter(|h| matches!(h.category, Category::Killed | Category::Wounded))?;
        let said = hit.shape == Shape::State || hit.shape == Shape::Hits && hit.form != Form::Gerund;
        let ends = hit.end >= line.words.len() || crate::counts::stops_phrase(line, hit.end);
        (said && ends && !self.takes_object(hit.end)).then(|| Bond::new(hit.category, state, "state after"))
    }
}
