//! What a word cannot say of those counted, whatever joins the two: a family is no number, suspects on the run are not
//! missing, a team loses players.

use super::{Bond, Scene, is_be};
use crate::counts::Count;
use crate::harm::Shape;
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// Who flees is displaced; men who run from what they did are not. An army loses soldiers; what else is lost is
    /// lost for other reasons.
    pub(super) fn suits(&self, count: &Count, bond: &Bond) -> bool {
        // "handed over two suspects"
        let handed = self.hit_at(bond.trigger).is_some_and(|h| matches!(h.lemma.as_str(), "hand over" | "turn over"));
        let captives = || self.line.words.iter().any(|w| has("captive", &w.lower) || has("receives_freed", &w.lower));
        if handed && !captives() {
            return false;
        }
        // "the victims were a family": of how many, it does not say
        let one = count.number.kind == NumberKind::Article;
        let one = one || count.number.quantity.high == Some(1);
        if one && count.head.is_some_and(|h| matches!(self.line.lower(h), "family" | "household")) {
            return false;
        }
        // "a boat carrying 48 people was hit": the boat was
        let aboard = count.head.map(|h| &self.line.words[h]).filter(|w| matches!(w.relation, "dobj" | "pobj"));
        let carried = aboard.is_some_and(|w| has("carries_people", self.line.lower(w.head)) && w.head < count.first());
        if carried && bond.category == Category::Casualties && bond.rule == "subject" {
            return false;
        }
        let lemma = self.hit_at(bond.trigger).map_or("", |h| h.lemma.as_str());
        // "buried nine people", but not "nine people were buried under the rubble"
        let mut behind = (bond.trigger.max(count.end)..self.line.words.len()).take(6);
        if lemma == "bury" && behind.any(|i| has("buried_under", self.line.lower(i))) {
            return false;
        }
        // "were shown no bodies"
        let none = count.number.quantity.high == Some(0);
        let body = self.hit_at(bond.trigger).is_some_and(|h| h.shape == Shape::Bodies);
        if none && (body || self.line.lower(count.end) == "more") {
            return false;
        }
        // "nobody can tell who is dead"
        let asks = |i: usize| has("tells_or_knows", self.line.lower(i)) && !is_be(self.line.lower(i - 1));
        if none && (count.end..bond.trigger).any(asks) {
            return false;
        }
        // "11 players were eliminated", "lost two players to injury"
        if matches!(lemma, "eliminate" | "lose" | "release" | "free")
            && count.head.is_some_and(|h| has("contender", self.line.lower(h)))
        {
            return false;
        }
        // "over 40 are in hospital because of cholera"
        let by_force = self.hit_at(bond.trigger).is_some_and(|h| h.shape == Shape::Hits);
        let ill = bond.category == Category::Wounded && !by_force;
        if ill && self.line.words.iter().any(|w| has("disease", &w.lower)) {
            return false;
        }
        // "evacuated during a drill"; "were pulled out alive"
        let drill = || self.line.words.iter().any(|w| has("drill_noun", &w.lower));
        if bond.category == Category::Displaced && drill() {
            return false;
        }
        // an hour's shelter, a few who cross a road: fewer than leave a place for good
        let moves = has("moves_away", lemma.split(' ').next().unwrap_or(""));
        let few = count.number.quantity.low.or(count.number.quantity.high).is_none_or(|n| n < 20);
        if bond.category == Category::Displaced && moves && (few || has("men_in_ranks", &count.group)) {
            return false;
        }
        // officials surrender papers; "a company surrendered": of how many, it does not say
        if lemma == "surrender" && !has("men_in_ranks", &count.group) && !self.are_men(count) {
            return false;
        }
        // those who sit in a jail for what they did
        let jail = |h: &super::Hit| {
            matches!(h.shape, Shape::Bodies | Shape::Toll) && self.line.words.iter().any(|w| has("jail_noun", &w.lower))
        };
        if bond.category == Category::Captured && self.hit_at(bond.trigger).is_some_and(jail) {
            return false;
        }
        // "have died of measles"
        let of = |i: usize| matches!(self.line.lower(i), "of" | "from");
        let sick = |i: usize| of(i) && (i + 1..i + 4).any(|k| has("disease", self.line.lower(k)));
        if bond.category == Category::Killed && sick(bond.trigger + 1) {
            return false;
        }
        // "released from their duties", "from hospital"
        let from = bond.trigger + 1;
        let duty = |i: usize| has("freed_from", self.line.lower(i));
        if bond.category == Category::Released && self.line.lower(from) == "from" && (from + 1..from + 4).any(duty) {
            return false;
        }
        // those who visit a place leave no home
        if bond.category == Category::Displaced && count.head.is_some_and(|h| has("visitor_noun", self.line.lower(h))) {
            return false;
        }
        // "the attackers were overpowered", and no guards
        if lemma == "overpower" && !matches!(count.group.as_str(), "attackers" | "militants") {
            return false;
        }
        // "three injured players"
        let team = count.head.is_some_and(|h| has("contender", self.line.lower(h)));
        if bond.category == Category::Wounded && bond.rule == "state before" && team {
            return false;
        }
        // "all but four of the hostages"
        let first = count.first();
        if first > 1 && self.line.lower(first - 1) == "but" && matches!(self.line.lower(first - 2), "all" | "none") {
            return false;
        }
        // "freed no one"
        if none && matches!(bond.category, Category::Released | Category::Arrested) {
            return false;
        }
        // suspects whom nobody finds are on the run; who seeks shelter for an hour is not driven out
        let wanted = self.is_suspect(count);
        let few = matches!(lemma, "seek refuge" | "seek shelter") && count.number.quantity.low.is_none_or(|n| n < 20);
        if bond.category == Category::Missing && (wanted || count.group == "attackers") || few {
            return false;
        }
        let flees = lemma == "flee";
        let families = || count.head.is_some_and(|h| matches!(self.line.lower(h), "families" | "households"));
        let those = ["civilians", "children", "women", "unspecified", "foreigners"];
        // "30,000 Rohingya have fled"
        let people =
            || count.group.starts_with(char::is_uppercase) && count.number.quantity.low.is_some_and(|n| n >= 20);
        !flees || people() || those.contains(&count.group.as_str()) || families()
    }
    /// Whether those counted are called only men: "some 40 men surrendered".
    fn are_men(&self, count: &Count) -> bool {
        // "five members of the cell"
        let band = |i: usize| {
            let word = self.line.lower(i);
            has("rebel_noun", word)
                || has("generic_group", word)
                || matches!(word, "cell" | "gang")
                || self.line.words[i].is_capitalised()
        };
        let members =
            |h: usize| has("members", self.line.lower(h)) && (h + 1..self.line.words.len().min(h + 6)).any(band);
        let men = |h: usize| matches!(self.line.lower(h), "men" | "others") || members(h);
        count.head.is_some_and(men) || count.of_them
    }

    pub(super) fn is_suspect(&self, count: &Count) -> bool {
        count.head.is_some_and(|h| self.line.lower(h).starts_with("suspect"))
    }
}
