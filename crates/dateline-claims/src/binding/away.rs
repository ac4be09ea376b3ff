//! Counts of those who left their homes, and of those nobody finds: "have left Norvale for Osta", "the fate of 12 is
//! unknown".

use super::{Bond, Scene, is_be, is_light};
use crate::counts::Count;
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "the whereabouts of the other 12 are unknown".
    pub(super) fn untraced(&self, count: &Count) -> Option<Bond> {
        let before = |n: usize| count.first().checked_sub(n).map_or("", |i| self.line.lower(i));
        let skip = (1..4).find(|&n| !matches!(before(n), "the" | "other" | "remaining"))?;
        let noun = count
            .first()
            .checked_sub(skip + 1)
            .filter(|&i| before(skip) == "of" && has("lost_trace", self.line.lower(i)))?;
        let mut behind = count.end..count.end + 4;
        let be = behind.find(|&i| is_be(self.line.lower(i)))?;
        let unknown = |i: usize| {
            let word = self.line.lower(i);
            matches!(word, "unknown" | "unclear") || word == "known" && self.line.lower(i - 1) == "not"
        };
        // suspects whom nobody finds are on the run
        let wanted = count.group == "attackers" || self.is_suspect(count);
        (!wanted && (be + 1..be + 4).any(unknown)).then(|| Bond::new(Category::Missing, noun, "noun of"))
    }

    /// "rescuers are searching the river for 21 passengers", "14 labourers are still being sought".
    pub(super) fn sought(&self, count: &Count) -> Option<Bond> {
        let wanted =
            matches!(count.group.as_str(), "attackers" | "militants") || count.head.is_none() || self.is_suspect(count);
        if wanted || count.harm_noun.is_some() {
            return None;
        }
        let seeker = |i: usize| has("rescuer_noun", self.line.lower(i));
        let the = usize::from(has("article", self.line.lower(count.first().saturating_sub(1))));
        let searched = count.first().checked_sub(1 + the).filter(|&i| self.line.lower(i) == "for");
        let searched =
            searched.and_then(|at| (at.saturating_sub(5)..at).find(|&i| has("looks_for", self.line.lower(i))));
        if let Some(verb) = searched {
            let by_rescuers = (verb.saturating_sub(9)..verb).any(seeker);
            return by_rescuers.then(|| Bond::new(Category::Missing, verb, "noun of"));
        }
        let sought = (count.end + 1..count.end + 5).find(|&i| self.line.lower(i) == "sought")?;
        let being = is_be(self.line.lower(sought - 1)) && !has("people_or_men", self.line.lower(count.end - 1));
        let for_what = matches!(self.line.lower(sought + 1), "by" | "for" | "in" | "after");
        let rescuers = || (sought + 2..sought + 6).any(seeker);
        (being && (!for_what || rescuers())).then(|| Bond::new(Category::Missing, sought, "subject"))
    }

    /// "eight we never found", "about 40 we cannot account for": those counted stand before the one who looks for them.
    pub(super) fn never_found(&self, count: &Count) -> Option<Bond> {
        let who = (count.end..count.end + 3).find(|&i| matches!(self.line.lower(i), "we" | "they" | "i"))?;
        let hit = self.hits.iter().find(|h| h.first > who && h.first <= who + 3)?;
        let missing =
            hit.category == Category::Missing && matches!(hit.shape, super::Shape::Hits | super::Shape::Befalls);
        (missing && self.ends_phrase(hit.end)).then(|| Bond::new(Category::Missing, hit.first, "object"))
    }

    /// "there is no news of the two engineers", "we are still missing 12".
    pub(super) fn no_word_of(&self, count: &Count) -> Option<Bond> {
        let hit = self.hits.iter().rev().find(|h| h.end < count.first() && h.category == Category::Missing);
        let between = |from: usize| {
            (from..count.first())
                .all(|i| matches!(self.line.lower(i), "of" | "the" | "his" | "her" | "their" | "other"))
        };
        if let Some(hit) = hit.filter(|h| h.shape == super::Shape::Noun && between(h.end)) {
            return Some(Bond::new(Category::Missing, hit.first, "noun of"));
        }
        // "nobody knows where the other seven are"
        let first = count.first();
        let place = (1..4).find(|&n| {
            first >= n
                && !matches!(self.line.lower(first - n), "her" | "his" | "my" | "other" | "our" | "the" | "their")
        });
        let place =
            place.map(|n| first - n).filter(|&i| self.line.lower(i) == "where" && is_be(self.line.lower(count.end)));
        let unknown = |at: usize| {
            let before = at.saturating_sub(6)..at;
            let knows =
                before.clone().any(|i| has("tells_or_knows", self.line.lower(i)) || self.line.lower(i) == "clear");
            knows && before.into_iter().any(|i| matches!(self.line.lower(i), "not" | "n't" | "nobody" | "none" | "no"))
        };
        if let Some(at) = place.filter(|&at| unknown(at)) {
            return Some(Bond::new(Category::Missing, at, "noun of"));
        }
        let missing = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "missing")?;
        let we = (missing.saturating_sub(4)..missing).any(|i| self.line.lower(i) == "we");
        (we && count.number.kind == NumberKind::Numeral).then(|| Bond::new(Category::Missing, missing, "object"))
    }

    /// "5,200 refugees have arrived", "the camp hosts 7,000 refugees", "registered 640 people who had walked to Birao".
    pub(super) fn refugees(&self, count: &Count) -> Option<Bond> {
        let head = count.head.filter(|_| count.number.quantity.low.is_some_and(|n| n >= 20))?;
        let refugees = has("refugee_noun", self.line.lower(head));
        let before = count.first().checked_sub(1).filter(|&i| has("takes_in", self.line.lower(i)));
        let who = self.line.lower(count.end) == "who"
            && (count.end + 1..count.end + 5).any(|i| has("arrives", self.line.lower(i)));
        if let Some(verb) = before.filter(|_| refugees || who) {
            return Some(Bond::new(Category::Displaced, verb, "object"));
        }
        // "the parish has taken in 400 people"
        let plain = has("people_or_residents", self.line.lower(head));
        let taken_in = count
            .first()
            .checked_sub(2)
            .filter(|&i| has("takes_people", self.line.lower(i)) && self.line.lower(i + 1) == "in");
        let shelters = |i: usize| has("shelter_noun", self.line.lower(i)) || has("home_noun", self.line.lower(i));
        let host = |v: usize| (v.saturating_sub(5)..v).any(shelters);
        if let Some(verb) = taken_in.filter(|&v| refugees || plain && host(v)) {
            return Some(Bond::new(Category::Displaced, verb, "object"));
        }
        // "the violence has sent 5,000 people across the frontier"
        let sent =
            count.first().checked_sub(1).filter(|&i| matches!(self.line.lower(i), "sent" | "sending" | "pushed"));
        let off = matches!(self.line.lower(count.end), "fleeing" | "running")
            || matches!(self.line.lower(count.end), "across" | "over")
                && matches!(self.line.lower(count.end + 2), "border" | "frontier" | "river");
        if let Some(verb) = sent.filter(|_| off) {
            return Some(Bond::new(Category::Displaced, verb, "object"));
        }
        let light = |i: usize| is_light(self.line.lower(i));
        let verb = (count.end..count.end + 5).find(|&i| !light(i)).filter(|&i| has("arrives", self.line.lower(i)))?;
        // "2,300 people have arrived at the camp"
        let camp = (verb + 1..verb + 6).any(|i| matches!(self.line.lower(i), "camp" | "camps"));
        (refugees || plain && camp).then(|| Bond::new(Category::Displaced, verb, "subject"))
    }

    /// "200 families have left since", "180 families have evacuated": of households no more need be said.
    pub(super) fn left_home(&self, count: &Count) -> Option<Bond> {
        let homes = count
            .head
            .is_some_and(|h| has("households", self.line.lower(h)) || has("people_or_residents", self.line.lower(h)));
        let households = count.head.is_some_and(|h| has("households", self.line.lower(h)));
        let many = count.number.quantity.low.is_some_and(|n| n >= 20);
        // "some 12,000 residents had moved to schools", "300 families are sheltering in churches"
        let moved = (count.end..count.end + 4).find(|&i| has("takes_shelter", self.line.lower(i)));
        let shelter = |v: usize| {
            let to = matches!(self.line.lower(v + 1), "at" | "in" | "into" | "to");
            to && (v + 2..v + 6).any(|i| has("shelter_noun", self.line.lower(i)))
        };
        if let Some(verb) = moved.filter(|&v| homes && many && shelter(v)) {
            return Some(Bond::new(Category::Displaced, verb, "subject"));
        }
        let verb = (count.end..count.end + 3).find(|&i| has("flees_home", self.line.lower(i)))?;
        let aux = matches!(self.line.lower(verb - 1), "have" | "had" | "already");
        let word = self.line.words.get(verb + 1);
        let ends =
            word.is_none_or(|w| !w.is_wordlike() || matches!(w.lower.as_str(), "because" | "for" | "since" | "so"));
        (households && aux && ends).then(|| Bond::new(Category::Displaced, verb, "subject"))
    }

    /// "more than 6,000 residents have left Norvale for Osta".
    pub(super) fn left_for(&self, count: &Count) -> Option<Bond> {
        let left = (count.end..count.end + 3).find(|&i| matches!(self.line.lower(i), "left" | "fled"))?;
        let many = count.number.quantity.low.is_some_and(|n| n >= 50);
        let plain = count.head.is_some_and(|h| has("people_or_residents", self.line.lower(h)));
        let named = |i: usize| self.line.words.get(i).is_some_and(crate::words::Word::is_capitalised);
        let for_place = (left + 2..left + 5).any(|i| self.line.lower(i) == "for" && named(i - 1) && named(i + 1));
        (many && plain && named(left + 1) && for_place).then(|| Bond::new(Category::Displaced, left, "subject"))
    }
}
