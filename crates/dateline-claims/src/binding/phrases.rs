//! Verbs that tell of harm only with the words beside them: "took nine lives", "let 17 go", "took five alive", "left the
//! town".

use super::{Bond, Scene, is_be, is_light};
use crate::counts::Count;
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "took nine lives", "drove 9,000 people from their homes": verbs that mean it only with such words.
    pub(super) fn by_what_goes_with_it(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().saturating_sub(1);
        let words = || self.line.words[count.first()..count.end].iter();
        let takes = has("take", self.line.lower(verb)) || has("costs", self.line.lower(verb));
        let several = count.number.kind != crate::numbers::NumberKind::Article;
        if takes && several && words().any(|w| matches!(w.lower.as_str(), "lives" | "life")) {
            return Some(Bond::new(Category::Killed, verb, "object"));
        }
        // "took five others away"
        if has("take", self.line.lower(verb)) && matches!(self.line.lower(count.end), "away" | "hostage" | "captive") {
            return Some(Bond::new(Category::Kidnapped, verb, "object"));
        }
        // "took two of our men prisoner"
        if has("take", self.line.lower(verb)) && matches!(self.line.lower(count.end), "prisoner" | "prisoners") {
            return Some(Bond::new(Category::Captured, verb, "object"));
        }
        // "whisked nine traders away", "took nine girls with them"
        let off = has("bears_off", self.line.lower(verb)) && matches!(self.line.lower(count.end), "away" | "off");
        let with = self.line.lower(count.end) == "with" && self.line.lower(count.end + 1) == "them";
        let armed = |i: usize| crate::counts::people_at(self.line, i).is_some_and(|(_, g, _)| has("armed_side", &g));
        let raiders = || (verb.saturating_sub(9)..verb).any(|i| self.line.lower(i) == "they" || armed(i));
        let with = with && has("take", self.line.lower(verb)) && raiders();
        // "took with them three policemen"
        let them = self.line.lower(verb) == "them" && self.line.lower(verb.saturating_sub(1)) == "with";
        let took = verb.checked_sub(2).filter(|&i| {
            let off = matches!(self.line.lower(i), "off" | "away") && i > 0;
            let i = i - usize::from(off);
            has("take", self.line.lower(i)) || has("bears_off", self.line.lower(i))
        });
        if let Some(took) = took.filter(|_| them && count.head.is_some() && count.harm_noun.is_none()) {
            return Some(Bond::new(Category::Kidnapped, took, "object"));
        }
        if (off || with) && (count.head.is_some() || count.of_them) {
            return Some(Bond::new(Category::Kidnapped, verb, "object"));
        }
        // "some 2,000 people have left the town"
        let left = (count.end..count.end + 4).find(|&i| has("leaves_home", self.line.lower(i)));
        let many = count.number.quantity.low.is_some_and(|n| n >= 50) && count.head.is_some();
        let place = |i: usize| {
            (i + 1..i + 4).any(|k| has("home_noun", self.line.lower(k)) || self.line.lower(k) == "border")
            // "have crossed into Somalia"
            || self.line.lower(i) == "crossed" && self.line.lower(i + 1) == "into"
        };
        let those = matches!(count.group.as_str(), "civilians" | "unspecified" | "children" | "women" | "families");
        if let Some(verb) = left.filter(|&i| many && those && place(i)) {
            return Some(Bond::new(Category::Displaced, verb, "subject"));
        }
        let out = |i: usize| matches!(self.line.lower(i), "from" | "off" | "out");
        let home = |i: usize| (i + 1..i + 5).any(|k| has("home_noun", self.line.lower(k)));
        let driven = (count.end..count.end + 3).any(|i| out(i) && home(i));
        // "some 3,000 have been driven from their homes"
        let passive = (count.end + 1..count.end + 4).find(|&i| has("drives_out", self.line.lower(i)));
        let been = |v: &usize| {
            let aux = |i: usize| is_light(self.line.lower(i)) || is_be(self.line.lower(i));
            is_be(self.line.lower(v - 1)) && (count.end..*v).all(aux) && (v + 1..v + 4).any(|i| out(i) && home(i))
        };
        if let Some(verb) = passive.filter(been) {
            return Some(Bond::new(Category::Displaced, verb, "subject"));
        }
        let driven = has("drives_out", self.line.lower(verb)) && driven;
        let driven = driven.then(|| Bond::new(Category::Displaced, verb, "object"));
        driven
            .or_else(|| self.seized(count))
            .or_else(|| self.of_fighters(count))
            .or_else(|| self.untraced(count))
            .or_else(|| self.taken(count))
            .or_else(|| self.cared_for(count))
            .or_else(|| self.left_for(count))
            .or_else(|| self.left_home(count))
            .or_else(|| self.rushed(count))
            .or_else(|| self.held(count))
            .or_else(|| self.marched(count))
            .or_else(|| self.cost(count))
    }

    /// "marched 34 passengers into the hills", "herded the 46 people aboard into the forest"; by police it is an arrest.
    fn marched(&self, count: &Count) -> Option<Bond> {
        let the = usize::from(self.line.lower(count.first().saturating_sub(1)) == "the");
        let verb = count.first().checked_sub(1 + the).filter(|&i| has("bears_off", self.line.lower(i)))?;
        let aboard = usize::from(matches!(self.line.lower(count.end), "aboard" | "inside"));
        let into = matches!(self.line.lower(count.end + aboard), "into" | "off" | "away");
        let living = into && count.head.is_some() && count.harm_noun.is_none();
        let by_police = (verb.saturating_sub(6)..verb).any(|i| has("state_forces", self.line.lower(i)));
        let category = if by_police { Category::Arrested } else { Category::Kidnapped };
        living.then(|| Bond::new(category, verb, "object"))
    }

    /// "the raid cost the garrison nine men": those who fight, lost to whoever stands between.
    fn cost(&self, count: &Count) -> Option<Bond> {
        let near = count.first().saturating_sub(5)..count.first();
        let verb =
            near.rev().take_while(|&i| self.line.words[i].is_wordlike()).find(|&i| has("costs", self.line.lower(i)))?;
        let whose = verb + 1 < count.first();
        let men = has("men_in_ranks", &count.group) || count.head.is_some_and(|h| self.line.lower(h) == "men");
        (whose && men && count.number.kind == NumberKind::Numeral).then(|| Bond::new(Category::Killed, verb, "object"))
    }

    /// "the rebels are holding seven soldiers", "police are holding two men": by who holds them.
    fn held(&self, count: &Count) -> Option<Bond> {
        let verb =
            count.first().checked_sub(1).filter(|&i| matches!(self.line.lower(i), "hold" | "holding" | "holds"))?;
        let holders = verb.saturating_sub(4)..verb;
        let holds = |set: &str| holders.clone().any(|i| has(set, self.line.lower(i)));
        let counted = count.head.is_some() && count.harm_noun.is_none() && count.number.kind == NumberKind::Numeral;
        let category = match () {
            () if !counted => return None,
            () if holds("rebel_noun") && has("men_in_ranks", &count.group) => Category::Captured,
            () if holds("rebel_noun") => Category::Kidnapped,
            () if holds("state_forces") => Category::Arrested,
            () => return None,
        };
        Some(Bond::new(category, verb, "object"))
    }

    /// "200 families have left since", "180 families have evacuated": of households no more need be said.
    fn left_home(&self, count: &Count) -> Option<Bond> {
        let homes = count.head.is_some_and(|h| has("households", self.line.lower(h)));
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
        (homes && aux && ends).then(|| Bond::new(Category::Displaced, verb, "subject"))
    }

    /// "13 others were rushed to hospital", "eleven others, most of them with cuts, have been shifted to the clinic": beside
    /// those harmed before, they are wounded.
    fn rushed(&self, count: &Count) -> Option<Bond> {
        let others = count.number.further || count.head.is_some_and(|h| self.line.lower(h) == "others");
        let first = count.first();
        let harm = |h: &&super::Hit| h.end <= first && h.category == Category::Killed;
        let bare = count.head.is_none() && !count.of_them && self.hits.iter().rfind(harm).is_some();
        let behind = count.end + usize::from(self.line.lower(count.end) == "of") * 2;
        let from = self.past_insertion(behind).unwrap_or(count.end);
        let aux = |i: usize| is_be(self.line.lower(i)) || matches!(self.line.lower(i), "have" | "has" | "had" | "also");
        let verb = (from..from + 4).find(|&i| !aux(i)).filter(|&i| has("rushed", self.line.lower(i)))?;
        let to = self.line.lower(verb + 1) == "to";
        let for_care = |i: usize| self.line.lower(i) == "for" && has("care_noun", self.line.lower(i + 1));
        let hospital = (verb + 2..verb + 9).any(|i| has("hospital", self.line.lower(i)) || for_care(i));
        let several = count.number.quantity.high != Some(0);
        ((others || bare) && to && hospital && several).then(|| Bond::new(Category::Wounded, verb, "subject"))
    }

    /// "let 17 of them go": no longer held.
    pub(super) fn let_go(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1).filter(|&i| has("lets", self.line.lower(i)))?;
        let goes = matches!(self.line.lower(count.end), "go" | "leave");
        (goes && (count.head.is_some() || count.of_them)).then(|| Bond::new(Category::Released, verb, "object"))
    }

    /// "took two men into custody", "took five alive", "14 youths were picked up by soldiers".
    fn seized(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().saturating_sub(1);
        let (next, then) = (self.line.lower(count.end), self.line.lower(count.end + 1));
        if has("take", self.line.lower(verb)) && next == "into" && then == "custody" {
            return Some(Bond::new(Category::Arrested, verb, "object"));
        }
        if has("take", self.line.lower(verb)) && next == "alive" {
            return Some(Bond::new(Category::Captured, verb, "object"));
        }
        let of_state = |i: usize| {
            let men = crate::counts::people_at(self.line, i).map(|(_, group, _)| group);
            men.is_some_and(|g| matches!(g.as_str(), "soldiers" | "police" | "security_forces"))
        };
        let picked = |i: usize| self.line.lower(i) == "picked" && self.line.lower(i + 1) == "up";
        // "soldiers picked up 14 youths", but not "the officers picked up two bodies"
        let active = count.first().checked_sub(2).filter(|&i| picked(i) && count.harm_noun.is_none());
        let by_them = |i: &usize| (i.saturating_sub(3)..*i).any(of_state);
        let passive = (count.end + 1..count.end + 4).find(|&i| picked(i) && is_be(self.line.lower(i - 1)));
        let by = |i: &usize| self.line.lower(i + 2) == "by" && (i + 3..i + 6).any(of_state);
        let living = count.head.is_some() || count.of_them;
        let verb = active.filter(by_them).or_else(|| passive.filter(by)).filter(|_| living)?;
        Some(Bond::new(Category::Arrested, verb, "object"))
    }

    /// "destroyed 40 insurgents", "wiped out 30 rebels", "two of its fighters fell in the battle": said only of those who
    /// fight.
    fn of_fighters(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        if !has("men_in_ranks", &count.group) {
            return None;
        }
        let out = |i: usize| has("ends_with_out", self.line.lower(i)) && self.line.lower(i + 1) == "out";
        // "destroyed a group of 15 insurgents"
        let band = first > 3 && self.line.lower(first - 1) == "of" && has("counting_noun", self.line.lower(first - 2));
        let first = if band && has("article", self.line.lower(first - 3)) { first - 3 } else { first };
        let verb = first.checked_sub(1).filter(|&i| has("ends_fighters", self.line.lower(i)));
        let verb = verb.or_else(|| first.checked_sub(2).filter(|&i| out(i)));
        // "sent nine bandits to their graves", "put nine bandits out of action"
        let after = |n: usize| self.line.lower(count.end + n);
        let graves = after(0) == "to" && matches!((after(1), after(2)), ("their", "graves") | ("the", "hereafter"));
        let sent = first
            .checked_sub(1)
            .filter(|&i| matches!(self.line.lower(i), "sent" | "sending" | "dispatched" | "put" | "putting"));
        let out_of = after(0) == "out" && after(1) == "of" && after(2) == "action";
        if let Some(verb) = verb.or(sent.filter(|_| graves || out_of)) {
            return Some(Bond::new(Category::Killed, verb, "object"));
        }
        if after(0) == "bit" && after(1) == "the" && after(2) == "dust" {
            return Some(Bond::new(Category::Killed, count.end, "subject"));
        }
        let aux = |i: &usize| is_be(self.line.lower(*i)) || matches!(self.line.lower(*i), "have" | "has" | "had");
        let verb = (count.end..count.end + 3).find(|i| !aux(i))?;
        let ended = has("ends_fighters", self.line.lower(verb)) || out(verb);
        let passive = ended && verb > count.end && is_be(self.line.lower(verb - 1));
        let fell = matches!(self.line.lower(verb), "fell" | "fallen");
        let ends = verb + 1 >= self.line.words.len() || matches!(self.line.lower(verb + 1), "." | ",");
        let fighting = || (verb + 2..verb + 5).any(|i| has("fight_noun", self.line.lower(i)));
        let in_battle = matches!(self.line.lower(verb + 1), "in" | "during") && fighting();
        (passive || fell && (ends || in_battle)).then(|| Bond::new(Category::Killed, verb, "subject"))
    }

    /// "up to 12 people were taken", "were taken by gunmen".
    fn taken(&self, count: &Count) -> Option<Bond> {
        let be =
            (count.end..count.end + 3).find(|&i| is_be(self.line.lower(i)) && self.line.lower(i + 1) == "taken")?;
        let word = self.line.words.get(be + 2);
        let ends = word.is_none_or(|w| w.is_quote() || matches!(w.lower.as_str(), "," | "." | ";"));
        let armed = |i: usize| crate::counts::people_at(self.line, i).is_some_and(|(_, g, _)| has("armed_side", &g));
        let by = self.line.lower(be + 2) == "by" && (be + 3..be + 6).any(armed);
        (count.head.is_some() && count.harm_noun.is_none() && (ends || by))
            .then(|| Bond::new(Category::Kidnapped, be + 1, "subject"))
    }

    /// "the whereabouts of the other 12 are unknown".
    fn untraced(&self, count: &Count) -> Option<Bond> {
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
        let wanted =
            count.group == "attackers" || count.head.is_some_and(|h| self.line.lower(h).starts_with("suspect"));
        (!wanted && (be + 1..be + 4).any(unknown)).then(|| Bond::new(Category::Missing, noun, "noun of"))
    }

    /// "doctors treated 40 people there", "17 people had been admitted".
    fn cared_for(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "treated");
        let near = count.end..count.end + 5;
        let hospital = || near.clone().any(|i| has("hospital", self.line.lower(i)));
        let there =
            self.line.lower(count.end) == "there" || matches!(self.line.lower(count.end), "at" | "in") && hospital();
        // "the clinic treated 11 people after the blast"
        let clinic = |i: usize| (i.saturating_sub(4)..i).any(|k| has("hospital", self.line.lower(k)));
        let after = || self.line.lower(count.end) == "after" && has("article", self.line.lower(count.end + 1));
        let there = there || verb.is_some_and(clinic) && after();
        if let Some(verb) = verb.filter(|_| there && count.head.is_some()) {
            return Some(Bond::new(Category::Wounded, verb, "object"));
        }
        let admitted = (count.end + 1..count.end + 4).find(|&i| self.line.lower(i) == "admitted")?;
        let aux = |i: usize| is_be(self.line.lower(i)) || matches!(self.line.lower(i), "have" | "has" | "had");
        let passive = (count.end..admitted).all(aux) && is_be(self.line.lower(admitted - 1));
        let ends = matches!(self.line.lower(admitted + 1), "" | "." | "," | "and" | "there" | "here" | "with");
        (passive && ends && count.head.is_some()).then(|| Bond::new(Category::Wounded, admitted, "subject"))
    }

    /// "more than 6,000 residents have left Norvale for Osta".
    fn left_for(&self, count: &Count) -> Option<Bond> {
        let left = (count.end..count.end + 3).find(|&i| matches!(self.line.lower(i), "left" | "fled"))?;
        let many = count.number.quantity.low.is_some_and(|n| n >= 50);
        let plain = count.head.is_some_and(|h| has("people_or_residents", self.line.lower(h)));
        let named = |i: usize| self.line.words.get(i).is_some_and(crate::words::Word::is_capitalised);
        let for_place = (left + 2..left + 5).any(|i| self.line.lower(i) == "for" && named(i - 1) && named(i + 1));
        (many && plain && named(left + 1) && for_place).then(|| Bond::new(Category::Displaced, left, "subject"))
    }
}
