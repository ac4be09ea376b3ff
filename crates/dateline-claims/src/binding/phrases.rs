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
        // "took all five men hostage", "took 12 members of one family hostage"
        let all = usize::from(matches!(self.line.lower(verb), "all" | "the"));
        let took_all = verb.checked_sub(all).filter(|&i| has("take", self.line.lower(i)));
        let plain = |i: &usize| self.line.words.get(*i).is_some_and(|w| w.is_wordlike() && !w.tag.starts_with("VB"));
        let mut behind = (count.end..count.end + 6).take_while(plain);
        if took_all.is_some() && behind.any(|i| matches!(self.line.lower(i), "hostage" | "captive")) {
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

    /// "the raid cost the garrison nine men": those who fight, lost to whoever stands between.
    fn cost(&self, count: &Count) -> Option<Bond> {
        let near = count.first().saturating_sub(5)..count.first();
        let verb =
            near.rev().take_while(|&i| self.line.words[i].is_wordlike()).find(|&i| has("costs", self.line.lower(i)))?;
        let whose = verb + 1 < count.first();
        let men = has("men_in_ranks", &count.group) || count.head.is_some_and(|h| self.line.lower(h) == "men");
        (whose && men && count.number.kind == NumberKind::Numeral).then(|| Bond::new(Category::Killed, verb, "object"))
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
        let band = first > 3
            && self.line.lower(first - 1) == "of"
            && (has("counting_noun", self.line.lower(first - 2)) || has("unit_of_men", self.line.lower(first - 2)));
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
}
