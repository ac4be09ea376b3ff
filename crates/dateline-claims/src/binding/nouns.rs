//! Counts that stand with a noun for what happened: "the deaths of six", "the toll rose to six", a list of the dead.

use super::{Bond, Scene};
use crate::counts::Count;
use crate::harm::{Form, Hit, Shape};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;

impl Scene<'_, '_> {
    /// "the killing of six", "the deaths of at least 12", "bodies of three men", "funerals of around 50".
    pub(super) fn noun_before(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        let funeral = |h: &Hit| matches!(self.line.lower(h.first), "funeral" | "funerals" | "burial" | "burials");
        if first >= 2 && self.line.lower(first - 1) == "for" {
            let hit = self.hits.iter().find(|h| h.end == first - 1 && funeral(h))?;
            return Some(Bond::new(hit.category, hit.first, "noun of"));
        }
        // "the bodies of the two nurses", "the deaths of all nine gunmen"
        let before = first.checked_sub(1).map_or("", |i| self.line.lower(i));
        let told = count.number.kind == NumberKind::Numeral && count.head.is_some();
        let those = told && (has("possessive", before) || matches!(before, "the" | "all" | "these" | "those"));
        let first = first - usize::from(those && first > 2);
        if first < 2 || self.line.lower(first - 1) != "of" {
            return None;
        }
        let hit = self.hits.iter().find(|h| h.end == first - 1).or_else(|| self.done_by(first - 1))?;
        // "the arrest of six", "the murder of two nurses"
        let tried = hit.first > 0 && has("tried", self.line.lower(hit.first - 1));
        let several = count.number.quantity.low.is_some_and(|n| n > 1);
        let named = hit.form == Form::Present && self.line.words[hit.first].tag.starts_with("NN") && several && !tried;
        let of = matches!(hit.shape, Shape::Noun | Shape::Bodies) || hit.form == Form::Gerund || named;
        // "ordered the arrest of four officers"
        let wished = (hit.first.saturating_sub(3)..hit.first).any(|i| has("orders_it", self.line.lower(i)));
        let of = of && !(wished && hit.category == dateline_model::Category::Arrested);
        of.then(|| Bond::new(hit.category, hit.first, "noun of"))
    }

    /// "the killing by gunmen of five": the noun, over those who did it, before the "of" at `of`.
    fn done_by(&self, of: usize) -> Option<&Hit> {
        let hit = self.hits.iter().rev().find(|h| h.end < of && h.end + 8 > of)?;
        let doers = hit.end + 1..of;
        let plain = |i: usize| self.line.words[i].is_wordlike() && !self.line.words[i].tag.starts_with("VB");
        let nominal = hit.shape == Shape::Noun || hit.form == Form::Gerund;
        (nominal && self.line.lower(hit.end) == "by" && !doers.is_empty() && doers.into_iter().all(plain))
            .then_some(hit)
    }

    /// "the bodies of 12 men who had been shot": dead, whatever else is said of them.
    pub(super) fn bodies_of(&self, count: &Count) -> Option<Bond> {
        let bodies = |bond: &Bond| self.hits.iter().any(|h| h.first == bond.trigger && h.shape == Shape::Bodies);
        self.noun_before(count).filter(bodies)
    }

    /// "the toll rose to 45 from 31", "put the death toll at around 100", "bringing deaths to six".
    pub(super) fn toll_before(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        // "put its losses at nine fighters"
        let at = first > 1 && self.line.lower(first - 1) == "at" && has("loses_men", self.line.lower(first - 2));
        let people = count.head.is_none() || count.group == "unspecified" || at && has("men_in_ranks", &count.group);
        // "the number of people killed in …, in the …, has risen to 11": far behind a long subject
        let rises = first > 1 && self.line.lower(first - 1) == "to" && has("toll_rises", self.line.lower(first - 2));
        // "has gone up to 57"
        let up_to = first > 1 && self.line.lower(first) == "up" && has("toll_rises", self.line.lower(first - 1));
        let rises = rises || up_to;
        let reach = if rises { 36 } else { 22 };
        let hit = self.hits.iter().rev();
        let hit =
            hit.into_iter().find(|h| h.end <= first && first - h.end < reach && Self::tells_toll(self.line, h))?;
        // "climbed to 66 last night"
        let dated = has("time_word", self.line.lower(count.end)) || self.line.lower(count.end) == "last";
        // "up from 31 reported earlier"
        let told = self.line.words.get(count.end).is_some_and(|w| w.tag == "VBN" && has("says", &w.lower));
        let bare = count.head.is_none() && !dated && !told && !self.ends_phrase(count.end);
        if !people || count.number.kind == NumberKind::Article || bare {
            return None;
        }
        let between = &self.line.words[hit.end..first];
        // "the toll from a bomb that tore through the market has risen to 34": by the tree, it is the toll that rises
        let verb = first.saturating_sub(2);
        let whole = rises
            && self.line.is_parsed()
            && crate::syntax::subject(self.line, verb)
                .is_some_and(|(r, _)| r.contains(&hit.first) && self.line.words[verb].tag.starts_with("VB"));
        let breaks = |w: &str| matches!(w, "but" | "which" | "while" | ";" | "." | "that" | "when");
        if !whole && between.iter().any(|w| breaks(&w.lower)) {
            return None;
        }
        let link = first.checked_sub(1).map_or("", |j| self.line.lower(j));
        let rises = between.iter().any(|w| matches!(w.lower.as_str(), "to" | "at" | "from"));
        let linked = has("toll_link", link)
            || up_to
            || count.number.first < count.number.core && rises
            || matches!(
                self.line.lower(first),
                "between" | "exceeds" | "exceed" | "exceeded" | "topped" | "tops" | "surpassed" | "over" | "past"
            );
        if !linked {
            return None;
        }
        let mut bond = Bond::new(hit.category, hit.first, "toll");
        let spans = |i: usize| i > 0 && has("ranges", self.line.lower(i - 1));
        let earlier = (first.saturating_sub(5)..first).any(|i| {
            !spans(i)
                && matches!(
                    self.line.lower(i),
                    "from" | "than" | "earlier" | "previous" | "previously" | "initial" | "initially"
                )
        });
        bond.superseded = earlier && !between.iter().rev().take(2).any(|w| w.lower == "to");
        Some(bond)
    }

    /// "brings to 17 the number of people killed this year", "put at 900 the number of those killed".
    pub(super) fn toll_behind(&self, count: &Count) -> Option<Bond> {
        let to = count.first().checked_sub(1).filter(|&i| matches!(self.line.lower(i), "at" | "to"))?;
        let set = if self.line.lower(to) == "to" { "toll_raised" } else { "sets_figure" };
        let raised = (to.saturating_sub(3)..to).any(|i| has(set, self.line.lower(i)));
        let the = count.head.is_none() && self.line.lower(count.end) == "the";
        let hit = self.hit_at(count.end + 1).filter(|h| h.shape == Shape::Toll && the && raised)?;
        Some(Bond::new(hit.category, hit.first, "toll"))
    }

    /// "put the dead at 42 and the wounded at 25", "bringing the police dead to six": a word for what befell them, and the
    /// number that somebody sets it at.
    pub(super) fn set_at(&self, count: &Count) -> Option<Bond> {
        let only = count.first().checked_sub(1).is_some_and(|i| matches!(self.line.lower(i), "just" | "only"));
        let link = count.first().checked_sub(1 + usize::from(only));
        let link = link.filter(|&i| matches!(self.line.lower(i), "at" | "to"))?;
        // "put the dead in the city this year at 40"
        let plain = |i: usize| self.line.words[i].is_wordlike() && !self.line.words[i].tag.starts_with("VB");
        let near = |h: &&Hit| {
            let the = h.first > 0 && self.line.lower(h.first - 1) == "the";
            let between = h.end < link && h.end + 8 > link && the && (h.end..link).all(plain);
            matches!(h.shape, Shape::State | Shape::Hits) && (h.end == link || between)
                || h.shape == Shape::Bodies && between && self.line.lower(h.first) == "victims"
        };
        let hit = self.hits.iter().rev().find(near)?;
        let before = (hit.first.saturating_sub(14)..hit.first).rev();
        let clause = before.take_while(|&i| !matches!(self.line.lower(i), ";" | "." | "said"));
        let set = clause.into_iter().any(|i| has("sets_figure", self.line.lower(i)));
        let bare = count.head.is_none() && self.ends_phrase(count.end) || count.group == "unspecified";
        let passive = hit.first > 0 && has("be", self.line.lower(hit.first - 1));
        (set && bare && !passive && count.number.kind == NumberKind::Numeral)
            .then(|| Bond::new(hit.category, hit.first, "toll"))
    }

    /// "The morgue lists five women", "the mortuary had received 12".
    pub(super) fn at_the_morgue(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1)?;
        let takes_in = has("lists", self.line.lower(verb)) || has("treats", self.line.lower(verb));
        let mut subject = verb.saturating_sub(5)..verb;
        let morgue = subject.any(|k| has("morgue_noun", self.line.lower(k)));
        let people = count.head.is_some() || self.ends_phrase(count.end);
        (takes_in && morgue && people && count.number.kind == NumberKind::Numeral)
            .then(|| Bond::new(dateline_model::Category::Killed, verb, "noun"))
    }

    pub(super) fn tells_toll(line: &Line, hit: &Hit) -> bool {
        let many =
            matches!(hit.shape, Shape::Noun) && line.lower(hit.first).ends_with('s') && line.lower(hit.first) != "loss";
        hit.shape == Shape::Toll || many
    }

    /// "the dead include 14 soldiers", "among the wounded were three children", "six employees were among the dead".
    pub(super) fn list_of_the_dead(&self, count: &Count) -> Option<Bond> {
        let before = self
            .hits
            .iter()
            .rev()
            .find(|h| h.end <= count.first() && self.names_people(h) && count.first() - h.end <= 24)?;
        let between = &self.line.words[before.end..count.first()];
        let linked = between.iter().any(|w| {
            has("includes", &w.lower)
                || matches!(w.lower.as_str(), "including" | "were" | "was" | "are" | "is" | "comprise" | "comprised")
        });
        let broken = between.iter().any(|w| matches!(w.lower.as_str(), ";" | "but" | "said" | "while" | "when"));
        // "the wounded number 43", "identified the victims as two drivers and a clerk"
        // "the dead could exceed 100"
        let might = |w: &crate::words::Word| has("modal", &w.lower) || has("amounts_to", &w.lower) || w.lower == "well";
        let amounts = between.last().is_some_and(|w| has("amounts_to", &w.lower));
        // "the wounded, numbering 54, were"
        let set_off = amounts && between.len() == 2 && between[0].lower == ",";
        let number = (amounts || has("passes", self.line.lower(count.first()))) && between.iter().all(might) || set_off;
        let named = || {
            between[0].lower == "as"
                && (before.first.saturating_sub(4)..before.first).any(|i| has("identifies", self.line.lower(i)))
        };
        let linked =
            linked || number || between.len() == 1 && between[0].lower == "," || !between.is_empty() && named();
        // "the dead included two girls, and 22 people were brought to hospital"
        let broken = broken || self.are_patients(count);
        let counted = count.head.is_some() || before.end + 3 >= count.first();
        let category = self.joined(before).filter(|_| number).unwrap_or(before.category);
        (linked && !broken && counted).then(|| Bond::new(category, before.first, "list of the dead"))
    }

    /// Whether those counted are said to have been brought to hospital.
    pub(super) fn are_patients(&self, count: &Count) -> bool {
        let clause = count.end..self.line.words.len();
        let clause = clause.take_while(|&i| !matches!(self.line.lower(i), "," | ";" | "." | "and" | "but"));
        let mut brought = clause.skip_while(|&i| !has("brought", self.line.lower(i)));
        brought.any(|i| has("hospital", self.line.lower(i)))
    }

    /// "the dead", "those killed", "the victims".
    pub(super) fn names_people(&self, hit: &Hit) -> bool {
        let before = hit.first.checked_sub(1).map_or("", |i| self.line.lower(i));
        if hit.shape == Shape::Bodies && matches!(self.line.lower(hit.first), "victims") {
            return matches!(before, "the" | "all" | "") && !self.speaks_of_the_living(hit.first);
        }
        // "among the 14 dead"
        let counted = hit.first > 1 && crate::numbers::numeral(before).is_some();
        let among = hit.first > 2 && matches!(self.line.lower(hit.first - 3), "among" | "amongst");
        let before =
            if counted && among && hit.shape == Shape::State { self.line.lower(hit.first - 2) } else { before };
        // "the dead and injured numbered about 90"
        let other = |h: &&Hit| h.end + 1 == hit.first && matches!(before, "and" | "or");
        let together = self.joined(hit).is_some() && self.hits.iter().find(other).is_some_and(|h| self.names_people(h));
        let verbal = matches!(hit.form, Form::Either | Form::Participle | Form::Nominal)
            && matches!(hit.shape, Shape::State | Shape::Hits);
        // "those who died were two men and a girl"
        let who = before == "who" && hit.first > 1 && self.line.lower(hit.first - 2) == "those";
        let died = who && hit.shape == Shape::Befalls && hit.category == dateline_model::Category::Killed;
        // "Killed were a porter and two guards"
        let fronted = verbal && hit.first == 0 && matches!(self.line.lower(hit.end), "was" | "were");
        died || fronted
            || together
            || (verbal && matches!(before, "the" | "those" | "people" | "all"))
            || (hit.shape == Shape::Noun && matches!(before, "the") && self.line.lower(hit.first).ends_with('s'))
    }
}
