//! Counts of those taken, held, caught or let go: "let 17 go", "took five alive", "the gang is holding six".

use super::{Bond, Scene, is_be, is_light};
use crate::counts::Count;
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "let 17 of them go": no longer held.
    pub(super) fn let_go(&self, count: &Count) -> Option<Bond> {
        // "let the four youngest go"
        let the = usize::from(matches!(self.line.lower(count.first().saturating_sub(1)), "all" | "the"));
        let verb = count.first().checked_sub(1 + the).filter(|&i| has("lets", self.line.lower(i)))?;
        let goes = match self.line.lower(verb) {
            // "set five prisoners free"
            "set" | "sets" | "setting" => self.line.lower(count.end) == "free",
            _ => {
                // "let 13 children and pregnant women go"
                let plain =
                    |i: &usize| self.line.words.get(*i).is_some_and(|w| !w.tag.starts_with("VB") && w.is_wordlike());
                let end = (count.end..count.end + 5).take_while(plain).last().map_or(count.end, |i| i + 1);
                matches!(self.line.lower(end), "go" | "leave")
            }
        };
        (goes && (count.head.is_some() || count.of_them)).then(|| Bond::new(Category::Released, verb, "object"))
    }

    /// "have released the last nine of the 121 pupils abducted in May": what the verb says, whatever befell them before.
    pub(super) fn freed(&self, count: &Count) -> Option<Bond> {
        let verb = self.hits.iter().rev().find(|h| h.end <= count.first())?;
        let between = verb.end..count.first();
        let near = between.len() < 4 && between.into_iter().all(|i| super::is_filler(self.line, i));
        let frees = verb.category == Category::Released && verb.shape == crate::harm::Shape::Hits;
        let active = verb.form != crate::harm::Form::Participle || self.has_before(verb.first);
        (near && frees && active && !self.is_passive(verb) && count.head.is_some() && count.harm_noun.is_none())
            .then(|| Bond::new(Category::Released, verb.first, "object"))
    }

    /// "will release 33 hostages", "agreed to free", "is to free": yet to come, and no raid to free them.
    pub(super) fn will_let_go(&self, verb: usize) -> bool {
        let frees = matches!(self.line.lower(verb), "free" | "release");
        let before = |n: usize| verb.checked_sub(n).map_or("", |i| self.line.lower(i));
        let promised = has("promises", before(2)) || is_be(before(2));
        frees && (matches!(before(1), "will" | "would" | "shall") || before(1) == "to" && promised)
    }

    /// "took two men into custody", "took five alive", "14 youths were picked up by soldiers".
    pub(super) fn seized(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().saturating_sub(1);
        let (next, then) = (self.line.lower(count.end), self.line.lower(count.end + 1));
        if has("take", self.line.lower(verb)) && next == "into" && then == "custody" {
            return Some(Bond::new(Category::Arrested, verb, "object"));
        }
        // "took 50 men to the barracks"
        let to_jail = next == "to" && (count.end + 1..count.end + 4).any(|i| has("custody_noun", self.line.lower(i)));
        let living = count.head.is_some() && count.harm_noun.is_none() && count.number.kind == NumberKind::Numeral;
        if has("take", self.line.lower(verb)) && to_jail && living {
            return Some(Bond::new(Category::Arrested, verb, "object"));
        }
        if has("take", self.line.lower(verb)) && next == "alive" {
            return Some(Bond::new(Category::Captured, verb, "object"));
        }
        let of_state = |i: usize| self.is_of_state(i);
        let picked = |i: usize| self.line.lower(i) == "picked" && self.line.lower(i + 1) == "up";
        // "soldiers picked up 14 youths", but not "the officers picked up two bodies"
        let active = count.first().checked_sub(2).filter(|&i| picked(i) && count.harm_noun.is_none());
        let by_them = |i: &usize| (i.saturating_sub(3)..*i).any(of_state);
        let passive = (count.end + 1..count.end + 4).find(|&i| picked(i) && is_be(self.line.lower(i - 1)));
        let by = |i: &usize| self.line.lower(i + 2) == "by" && (i + 3..i + 6).any(of_state);
        // "three suspects were picked up near the border", "eight had been picked up by Monday night"
        let wanted = || self.is_suspect(count);
        let until = |i: usize| self.line.lower(i + 2) == "by" && has("time_word", self.line.lower(i + 3));
        let from_home =
            |i: usize| self.line.lower(i + 2) == "from" && (i + 3..i + 6).any(|k| has("home_noun", self.line.lower(k)));
        let taken_in = |i: &usize| by(i) || wanted() || until(*i) || from_home(*i);
        let bare = || count.number.kind == NumberKind::Numeral && passive.is_some_and(until);
        let living = count.head.is_some() || count.of_them || bare();
        let verb = active.filter(by_them).or_else(|| passive.filter(taken_in)).filter(|_| living)?;
        Some(Bond::new(Category::Arrested, verb, "object"))
    }

    /// Whether a word names men of the state: soldiers, police.
    pub(super) fn is_of_state(&self, i: usize) -> bool {
        let men = crate::counts::people_at(self.line, i).map(|(_, group, _)| group);
        men.is_some_and(|g| matches!(g.as_str(), "soldiers" | "police" | "security_forces"))
            || matches!(self.line.lower(i), "army" | "police" | "troops")
    }

    /// "soldiers took away nine peasants", "were led away for questioning": whom men of the state take off is arrested.
    pub(super) fn by_the_state(&self, bond: &Bond) -> bool {
        let Some(hit) = self.hit_at(bond.trigger).filter(|h| has("leads_off", h.lemma.split(' ').next().unwrap_or("")))
        else {
            return false;
        };
        let held =
            (hit.end..hit.end + 6).any(|i| self.line.lower(i) == "for" && self.line.lower(i + 1) == "questioning");
        // "were hauled off to the police station"
        let to_jail = self.line.lower(hit.end) == "to"
            && (hit.end + 1..hit.end + 7).any(|i| has("custody_noun", self.line.lower(i)));
        if to_jail {
            return true;
        }
        if held || self.is_passive(hit) {
            let by = (hit.end..hit.end + 4).find(|&i| self.line.lower(i) == "by");
            return held || by.is_some_and(|by| (by + 1..by + 4).any(|i| self.is_of_state(i)));
        }
        let doer = crate::syntax::subject(self.line, hit.first).filter(|_| self.line.is_parsed());
        doer.is_some_and(|(words, _)| words.into_iter().any(|i| self.is_of_state(i)))
    }

    /// "caught two of the attackers", "shot dead two militants and caught another": said of those who fight.
    pub(super) fn caught(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1).filter(|&i| matches!(self.line.lower(i), "caught" | "catching"))?;
        let fighters = |group: &str| matches!(group, "attackers" | "militants");
        let another = || {
            let before = self.counts.iter().rev().find(|c| c.end <= verb);
            let bare = count.head.is_none() && !count.of_them;
            bare && before.is_some_and(|c| fighters(&c.group) || c.head.is_some_and(|h| self.line.lower(h) == "men"))
        };
        let be = verb > 0 && is_be(self.line.lower(verb - 1));
        // "shot dead four terrorists and caught one alive"
        let alive = self.line.lower(count.end) == "alive";
        (!be && (alive || fighters(&count.group) || another())).then(|| Bond::new(Category::Captured, verb, "object"))
    }

    /// "they took eleven from our street", "from the house behind mine they took three girls": by those who came armed.
    pub(super) fn took(&self, count: &Count) -> Option<Bond> {
        let owner = self.line.lower(count.first().saturating_sub(1));
        let only = usize::from(has("possessive", owner) || has("first_person_owner", owner));
        let verb = count.first().checked_sub(1 + only).filter(|&i| matches!(self.line.lower(i), "took" | "taken"))?;
        let armed = |i: usize| crate::counts::people_at(self.line, i).is_some_and(|(_, g, _)| has("armed_side", &g));
        // "they made the men lie down and took eight of the women"
        let near = if verb > 0 && self.line.lower(verb - 1) == "and" { 12 } else { 3 };
        let they = (verb.saturating_sub(near)..verb).any(|i| self.line.lower(i) == "they" || armed(i));
        let several = count.number.kind == NumberKind::Numeral && count.harm_noun.is_none();
        let children = || count.head.is_some_and(|h| self.line.words[h].tag != "NN" || count.group == "children");
        let word = self.line.lower(count.end);
        let from = word == "from" && count.head.is_none_or(|_| children());
        let ends = count.head.is_some() && (matches!(word, "," | "." | ";" | "") || word.starts_with(['"', '”', '’']));
        let by_state = (verb.saturating_sub(4)..verb).any(|i| self.is_of_state(i));
        let category = if by_state { Category::Arrested } else { Category::Kidnapped };
        (they && several && (from || ends)).then(|| Bond::new(category, verb, "object"))
    }

    /// "six of the 20 captives have since come home": said of those who were held.
    pub(super) fn came_home(&self, count: &Count) -> Option<Bond> {
        let aux = |i: usize| {
            is_light(self.line.lower(i)) || has("aux_verb", self.line.lower(i)) || self.line.lower(i) == "since"
        };
        let verb = (count.end..count.end + 5).find(|&i| !aux(i))?;
        let home = |i: usize| matches!(self.line.lower(i), "home" | "safely" | "safe");
        // "six of the abducted have been found alive"
        if self.line.lower(verb) == "found" && matches!(self.line.lower(verb + 1), "alive" | "safe" | "unharmed") {
            return Some(Bond::new(Category::Released, verb, "subject"));
        }
        let come = has("comes_back", self.line.lower(verb)) && home(verb + 1) || self.line.lower(verb) == "escaped";
        come.then(|| Bond::new(Category::Released, verb, "subject"))
    }

    /// "21 were abducted; five have since escaped".
    pub(super) fn escaped(&self, count: &Count) -> Option<Bond> {
        let taken = |h: &super::Hit| h.category == Category::Kidnapped && h.end <= count.first();
        let bare = count.of_them || count.head.is_none() && count.number.kind == NumberKind::Numeral;
        let told = bare && self.hits.iter().any(taken);
        let back = || {
            (count.end..count.end + 4)
                .find(|&i| self.line.lower(i) == "returned")
                .filter(|_| self.ends_phrase(count.end))
        };
        let returned = || back().map(|i| Bond::new(Category::Released, i, "subject"));
        if told { self.came_home(count).or_else(returned) } else { None }
    }

    /// "agreed to exchange 40 prisoners", "five hostages were swapped for two rebels": those held go free.
    pub(super) fn exchanged(&self, count: &Count) -> Option<Bond> {
        // "freed eight soldiers in exchange for nine of their own men"
        let for_them =
            || count.first().checked_sub(2).filter(|&i| self.line.lower(i + 1) == "for" && count.head.is_some());
        let swapped = || for_them().filter(|&i| self.line.lower(i) == "exchange" && has("men_in_ranks", &count.group));
        let Some(at) = count.harm_noun else {
            return swapped().map(|i| Bond::new(Category::Released, i, "noun"));
        };
        let held = |h: &super::Hit| matches!(h.category, Category::Captured | Category::Kidnapped);
        let verb = count.first().checked_sub(1).filter(|&i| has("exchanges", self.line.lower(i)));
        let back = || count.first().checked_sub(1).filter(|&i| has("gives_back", self.line.lower(i)));
        let verb = verb.or_else(back).or_else(|| self.passive_of(count, "exchanges"));
        let verb = verb.or_else(|| self.passive_of(count, "exchanges"));
        verb.filter(|_| self.hit_at(at).is_some_and(held)).map(|v| Bond::new(Category::Released, v, "object"))
    }

    /// "28 girls are still being held by the group", "8,000 people are held without trial": by who holds them, and how.
    pub(super) fn are_held(&self, count: &Count) -> Option<Bond> {
        let verb = self.passive_of(count, "held_word").filter(|_| count.harm_noun.is_none())?;
        let near = || verb + 1..verb + 7;
        let by = self.line.lower(verb + 1) == "by";
        let word = |set: &str| near().any(|i| has(set, self.line.lower(i)));
        let armed = |i: usize| {
            crate::counts::people_at(self.line, i).is_some_and(|(_, g, _)| g == "militants" || g == "attackers")
        };
        let captors = by && (word("captor_noun") || word("rebel_noun") || word("militia_noun") || near().any(armed));
        // "five suspects were being held on Tuesday"
        let suspects = !by && self.is_suspect(count);
        let state = suspects || by && (word("state_forces") || near().any(|i| self.is_of_state(i)));
        let jailed = matches!(self.line.lower(verb + 1), "without" | "in" | "at" | "on") && word("custody_noun");
        let category = match () {
            () if state || jailed => Category::Arrested,
            () if captors && has("men_in_ranks", &count.group) => Category::Captured,
            () if captors => Category::Kidnapped,
            () => return None,
        };
        Some(Bond::new(category, verb, "subject"))
    }

    /// "the raiders left with 22 women and girls".
    pub(super) fn left_with(&self, count: &Count) -> Option<Bond> {
        let with = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "with" && i > 1)?;
        let off = usize::from(matches!(self.line.lower(with - 1), "off" | "away"));
        let verb = with.checked_sub(1 + off).filter(|&i| off == 1 || has("leaves_with", self.line.lower(i)))?;
        let armed = |i: usize| {
            crate::counts::people_at(self.line, i)
                .is_some_and(|(_, g, _)| matches!(g.as_str(), "militants" | "attackers"))
        };
        let raiders = (verb.saturating_sub(4)..verb).any(|i| armed(i) || has("captor_noun", self.line.lower(i)));
        let theirs = matches!(count.group.as_str(), "attackers" | "militants");
        let several = count.number.kind == NumberKind::Numeral && count.head.is_some() && count.harm_noun.is_none();
        (raiders && several && !theirs).then(|| Bond::new(Category::Kidnapped, verb, "object"))
    }

    /// "those still held number 23".
    pub(super) fn number_held(&self, count: &Count) -> Option<Bond> {
        let number = count.first().checked_sub(1).filter(|&i| has("amounts_to", self.line.lower(i)))?;
        let light = |i: usize| is_light(self.line.lower(i));
        let hit = self.hits.iter().rev().find(|h| h.end <= number && (h.end..number).all(light))?;
        // "arrests so far number 31"
        let many = hit.shape == crate::harm::Shape::Noun && self.line.lower(hit.first).ends_with('s');
        let those = hit.first > 0 && matches!(self.line.lower(hit.first - 1), "those" | "the");
        ((those || many) && self.ends_phrase(count.end)).then(|| Bond::new(hit.category, hit.first, "list of the dead"))
    }

    /// "the kidnapping of the two engineers".
    pub(super) fn kidnapping_of_the(&self, count: &Count) -> Option<Bond> {
        // "the abductors of the 12 nuns"
        let the = usize::from(self.line.lower(count.first().saturating_sub(1)) == "the");
        let of = count.first().checked_sub(1 + the).filter(|&i| self.line.lower(i) == "of" && i > 0);
        if let Some(of) = of.filter(|&of| has("takers", self.line.lower(of - 1)) && count.head.is_some()) {
            return Some(Bond::new(Category::Kidnapped, of - 1, "noun of"));
        }
        let the = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "the" && i > 1)?;
        let of = |h: &&super::Hit| h.end + 1 == the && self.line.lower(h.end) == "of";
        let noun = |h: &&super::Hit| h.shape == crate::harm::Shape::Noun && h.category == Category::Kidnapped;
        let hit = self.hits.iter().find(of).filter(noun).filter(|_| count.head.is_some())?;
        Some(Bond::new(hit.category, hit.first, "noun of"))
    }

    /// "police are questioning three men".
    pub(super) fn questioned(&self, count: &Count) -> Option<Bond> {
        let verb =
            count.first().checked_sub(1).filter(|&i| matches!(self.line.lower(i), "questioning" | "interrogating"))?;
        let by_state =
            (verb.saturating_sub(4)..verb).any(|i| has("state_forces", self.line.lower(i)) || self.is_of_state(i));
        let witnesses = count.head.is_none_or(|h| self.line.lower(h).starts_with("witness"));
        (by_state && !witnesses).then(|| Bond::new(Category::Arrested, verb, "object"))
    }

    /// "announced the arrest of one suspect", "the arrest of a second man".
    pub(super) fn arrest_of(&self, count: &Count) -> Option<Bond> {
        let of = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "of" && i > 1)?;
        let hit =
            self.hits.iter().find(|h| h.end == of && matches!(h.lemma.as_str(), "arrest" | "capture" | "detention"))?;
        let told = self.line.lower(hit.first - 1) == "the";
        let told = told && (hit.first.saturating_sub(5)..hit.first).any(|i| has("announces", self.line.lower(i)));
        (told && count.head.is_some()).then(|| Bond::new(hit.category, hit.first, "noun of"))
    }

    /// "up to 12 people were taken", "were taken by gunmen".
    pub(super) fn taken(&self, count: &Count) -> Option<Bond> {
        let be =
            (count.end..count.end + 3).find(|&i| is_be(self.line.lower(i)) && self.line.lower(i + 1) == "taken")?;
        let word = self.line.words.get(be + 2);
        let ends = word.is_none_or(|w| w.is_quote() || matches!(w.lower.as_str(), "," | "." | ";"));
        let armed = |i: usize| crate::counts::people_at(self.line, i).is_some_and(|(_, g, _)| has("armed_side", &g));
        let by = self.line.lower(be + 2) == "by" && (be + 3..be + 6).any(armed);
        (count.head.is_some() && count.harm_noun.is_none() && (ends || by))
            .then(|| Bond::new(Category::Kidnapped, be + 1, "subject"))
    }

    /// "the rebels are holding seven soldiers", "police are holding two men": by who holds them.
    pub(super) fn held(&self, count: &Count) -> Option<Bond> {
        let verb = count
            .first()
            .checked_sub(1)
            .filter(|&i| matches!(self.line.lower(i), "held" | "hold" | "holding" | "holds"))?;
        let holders = verb.saturating_sub(4)..verb;
        let rebels = || holders.clone().any(|i| has("rebel_noun", self.line.lower(i)));
        // "the gang is still holding six people", "the kidnappers said they held 40 people"
        let captor = |i: usize| has("captor_noun", self.line.lower(i)) || has("militia_noun", self.line.lower(i));
        let captors = (verb.saturating_sub(7)..verb).any(captor) && !rebels();
        let holds = |set: &str| holders.clone().any(|i| has(set, self.line.lower(i)));
        // "were holding a man on suspicion of murder"
        let suspected = holds("state_forces") && has("on_suspicion", self.line.lower(count.end + 1));
        let counted = count.head.is_some() && count.harm_noun.is_none();
        let counted = counted && (count.number.kind == NumberKind::Numeral || suspected);
        // "was holding nine soldiers as prisoners of war"
        let near = (count.end..count.end + 5).find(|&i| self.line.lower(i) == "as");
        let captive = |i: usize| has("captive_noun", self.line.lower(i)) || has("captive", self.line.lower(i));
        let as_captives = near.is_some_and(|i| captive(i + 1) || captive(i + 2));
        let category = match () {
            () if !counted => return None,
            () if as_captives && has("men_in_ranks", &count.group) => Category::Captured,
            () if as_captives => Category::Kidnapped,
            () if holds("rebel_noun") && has("men_in_ranks", &count.group) => Category::Captured,
            () if holds("rebel_noun") || captors => Category::Kidnapped,
            () if holds("state_forces") => Category::Arrested,
            () => return None,
        };
        Some(Bond::new(category, verb, "object"))
    }

    /// "marched 34 passengers into the hills", "herded the 46 people aboard into the forest"; by police it is an arrest.
    pub(super) fn marched(&self, count: &Count) -> Option<Bond> {
        let the = usize::from(self.line.lower(count.first().saturating_sub(1)) == "the");
        let verb = count.first().checked_sub(1 + the).filter(|&i| has("bears_off", self.line.lower(i)))?;
        let aboard = usize::from(matches!(self.line.lower(count.end), "aboard" | "inside"));
        let into = matches!(self.line.lower(count.end + aboard), "into" | "onto" | "off" | "away");
        // "loaded nine people into ambulances"
        let ambulance = |i: usize| self.line.lower(i).starts_with("ambulance") || has("hospital", self.line.lower(i));
        let into = into && !(count.end..count.end + 5).any(ambulance);
        let living = into && count.head.is_some() && count.harm_noun.is_none();
        let by_police = (verb.saturating_sub(6)..verb).any(|i| has("state_forces", self.line.lower(i)));
        let category = if by_police { Category::Arrested } else { Category::Kidnapped };
        living.then(|| Bond::new(category, verb, "object"))
    }
}
