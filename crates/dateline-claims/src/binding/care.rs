//! Counts of the hurt that only the care they got gives away: "admitted with burns", "the condition of two was grave".

use super::{Bond, Scene, is_be, is_light};
use crate::counts::Count;
use crate::harm::Form;
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "22 people were brought to the hospital with deep cuts".
    pub(super) fn brought_with_wounds(&self, count: &Count) -> Option<Bond> {
        let clause = count.end..self.line.words.len().min(count.end + 18);
        let mut wounds = clause.skip_while(|&i| self.line.lower(i) != "with");
        let wound = wounds.find(|&i| has("wound_noun", self.line.lower(i))).filter(|_| count.head.is_some())?;
        // "were airlifted to Osta with serious wounds"
        let moved = || self.passive_of(count, "brought").is_some_and(|verb| verb < wound);
        (self.are_patients(count) || moved()).then(|| Bond::new(Category::Wounded, wound, "subject"))
    }

    /// "treated seven people for gunshot wounds".
    pub(super) fn treated_for_wounds(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1).filter(|&i| has("treats", self.line.lower(i)))?;
        let cause = (count.end..count.end + 2).find(|&i| matches!(self.line.lower(i), "for" | "with"))?;
        let wound = (cause + 1..cause + 4).find(|&i| has("wound_noun", self.line.lower(i)))?;
        (count.head.is_some() && wound > verb).then(|| Bond::new(Category::Wounded, wound, "noun"))
    }

    /// The participle from a set that is said of those counted right behind them: "were later flown".
    pub(super) fn passive_of(&self, count: &Count, set: &str) -> Option<usize> {
        let aux = |i: usize| is_light(self.line.lower(i)) || is_be(self.line.lower(i));
        let verb = (count.end..count.end + 5).find(|&i| has(set, self.line.lower(i)) || !aux(i))?;
        let be = (count.end..verb).any(|i| is_be(self.line.lower(i)));
        (be && has(set, self.line.lower(verb))).then_some(verb)
    }

    /// "thirteen people came to the clinic with knife wounds", "were pulled alive from the ruins with crushed legs": by the
    /// tree, those who do something, or to whom something is done, with wounds.
    pub(super) fn with_wounds(&self, count: &Count) -> Option<Bond> {
        let head = count.head.filter(|_| self.line.is_parsed() && count.harm_noun.is_none())?;
        let noun = &self.line.words[head];
        let verb = noun.head;
        let subject = matches!(noun.relation, "nsubj" | "nsubjpass") && verb > head && verb - head < 6;
        if !subject || has("may_be_dead", self.line.lower(verb)) {
            return None;
        }
        let clause = (verb + 1..self.line.words.len().min(verb + 14))
            .take_while(|&i| !matches!(self.line.lower(i), "," | ";" | "." | "and" | "but"));
        let mut with = clause.skip_while(|&i| self.line.lower(i) != "with").skip(1).take(4);
        let wound = with.find(|&i| {
            let limb = has("limb", self.line.lower(i)) || has("broken_part", self.line.lower(i));
            let limb = limb && has("broken", self.line.lower(i - 1));
            limb || has("wound_noun", self.line.lower(i))
        })?;
        Some(Bond::new(Category::Wounded, wound, "subject"))
    }

    /// "the ambulance service had transported 14 people to hospital", "ambulances carried away 18 people".
    pub(super) fn carried_to_hospital(&self, count: &Count) -> Option<Bond> {
        let off = usize::from(matches!(self.line.lower(count.first().saturating_sub(1)), "away" | "off"));
        let verb = count.first().checked_sub(1 + off).filter(|&i| has("carries_off", self.line.lower(i)))?;
        let clause =
            (count.end..count.end + 14).take_while(|&i| !matches!(self.line.lower(i), "," | ";" | "." | "but"));
        let mut to = clause.skip_while(|&i| self.line.lower(i) != "to").take(7);
        let hospital = to.any(|i| has("hospital", self.line.lower(i)));
        let by_ambulance =
            (verb.saturating_sub(3)..verb).any(|i| matches!(self.line.lower(i), "ambulance" | "ambulances"));
        let living = count.head.is_some() && count.number.kind == NumberKind::Numeral;
        let corpses = count.harm_noun.and_then(|at| self.hit_at(at)).is_some_and(|h| h.category == Category::Killed);
        let errand =
            (count.end..count.end + 10).any(|i| self.line.lower(i) == "to" && has("errand", self.line.lower(i + 1)));
        (living && !corpses && !errand && (hospital || by_ambulance))
            .then(|| Bond::new(Category::Wounded, verb, "object"))
    }

    /// "evacuated 53 people to hospitals", "31 were injured, of whom 12 have been evacuated".
    pub(super) fn is_evacuated_for_care(&self, bond: &Bond, after: usize) -> bool {
        let hit = self.hit_at(bond.trigger).filter(|h| h.lemma.starts_with("evacuate"));
        let Some(end) = hit.map(|h| h.end.max(after)) else { return false };
        let hospital = (end..end + 8)
            .take_while(|&i| !matches!(self.line.lower(i), "," | ";" | "." | "from"))
            .any(|i| has("hospital", self.line.lower(i)));
        let of_whom = (0..bond.trigger).rev().take(8).any(|i| self.line.lower(i) == "whom");
        let hurt = || self.hits.iter().any(|h| h.category == Category::Wounded && h.first < bond.trigger);
        hospital || of_whom && hurt()
    }

    /// "13 patients with stab wounds", "two soldiers with bullet wounds were admitted": with wounds, and in somebody's care.
    pub(super) fn is_nursed(&self, count: &Count, shot: &super::Hit) -> bool {
        if shot.shape != crate::harm::Shape::State || self.line.lower(shot.first) != "with" || count.harm_noun.is_some()
        {
            return false;
        }
        let patients = count.head.is_some_and(|h| has("patient_noun", self.line.lower(h)));
        let clause = || {
            let ends = |i: &usize| !matches!(self.line.lower(*i), "," | ";" | "." | "and" | "but");
            (shot.end..self.line.words.len().min(shot.end + 9)).take_while(ends)
        };
        let taken = clause().any(|i| has("brought", self.line.lower(i)) && is_be(self.line.lower(i.max(1) - 1))) || {
            let verb = count.first().checked_sub(1).is_some_and(|i| has("carries_off", self.line.lower(i)));
            verb && clause().any(|i| has("hospital", self.line.lower(i)))
        };
        let dead = clause().any(|i| has("may_be_dead", self.line.lower(i)));
        (patients || taken) && !dead
    }

    /// "removed bullets from five patients", "has 17 gunshot victims in his wards".
    pub(super) fn in_the_wards(&self, count: &Count) -> Option<Bond> {
        let from = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "from" && i > 0);
        let bullets =
            from.filter(|&i| has("fired_thing", self.line.lower(i - 1)) || self.line.lower(i - 1) == "shrapnel");
        let taken_out = bullets.filter(|&i| (i.saturating_sub(4)..i).any(|k| has("takes_out", self.line.lower(k))));
        let ward = self.line.lower(count.end) == "in"
            && (count.end + 1..count.end + 5).any(|i| matches!(self.line.lower(i), "ward" | "wards" | "care"));
        let victims =
            count.head.is_some_and(|h| has("patient_noun", self.line.lower(h)) || self.line.lower(h) == "victims");
        let at = taken_out.or((ward && victims).then_some(count.end))?;
        count.head.is_some().then(|| Bond::new(Category::Wounded, at, "object"))
    }

    /// "a stray bullet hit a woman in the shoulder", "shrapnel struck two boys in the legs".
    pub(super) fn hit_by_shots(&self, count: &Count) -> Option<Bond> {
        let verb = count.first().checked_sub(1).filter(|&i| has("strikes", self.line.lower(i)))?;
        let shot = |i: usize| has("fired_thing", self.line.lower(i)) || self.line.lower(i) == "shrapnel";
        let fired = (verb.saturating_sub(4)..verb).any(shot);
        let part = |i: usize| has("limb", self.line.lower(i)) || has("vital_part", self.line.lower(i));
        let inside = matches!(self.line.lower(count.end), "in" | "on") && (count.end + 1..count.end + 4).any(part);
        (fired && inside && count.head.is_some()).then(|| Bond::new(Category::Wounded, verb, "object"))
    }

    /// "the condition of two of the patients was described as grave".
    pub(super) fn in_grave_condition(&self, count: &Count) -> Option<Bond> {
        let of = count.first().checked_sub(1).filter(|&i| self.line.lower(i) == "of")?;
        let noun = of.checked_sub(1).filter(|&i| self.line.lower(i) == "condition")?;
        let clause = (count.end..count.end + 8).take_while(|&i| !matches!(self.line.lower(i), "," | ";" | "." | "and"));
        let grave = clause.into_iter().any(|i| has("grave_state", self.line.lower(i)));
        grave.then(|| Bond::new(Category::Wounded, noun, "noun of"))
    }

    /// "the clinic received 11 patients", "her staff had treated 24 people", "four people in all had been treated".
    pub(super) fn treated(&self, count: &Count) -> Option<Bond> {
        let plain = count.number.kind == NumberKind::Numeral && count.harm_noun.is_none();
        let patients = count.head.is_some_and(|h| has("patient_noun", self.line.lower(h)));
        let verb = count.first().checked_sub(1)?;
        let tended = has("tends", self.line.lower(verb));
        let taken_in = patients && has("treats", self.line.lower(verb));
        // "has treated 9,000 people since it opened": not of these days
        let will = (verb.saturating_sub(3)..verb).any(|i| has("modal", self.line.lower(i)));
        let often = || will || self.line.words.iter().any(|w| has("over_years", &w.lower));
        let people = count.head.is_some() && !has("armed_side", &count.group) || count.group == "soldiers";
        if plain && people && (tended || taken_in) && !often() {
            return Some(Bond::new(Category::Wounded, verb, "object"));
        }
        let told = (count.end..count.end + 3).any(|i| self.line.lower(i) == "all");
        let verb = (count.end..count.end + 6).find(|&i| self.line.lower(i) == "treated").filter(|_| told && plain)?;
        is_be(self.line.lower(verb - 1)).then(|| Bond::new(Category::Wounded, verb, "subject"))
    }

    /// "13 others were rushed to hospital", "eleven others, most of them with cuts, have been shifted to the clinic": beside
    /// those harmed before, they are wounded.
    pub(super) fn rushed(&self, count: &Count) -> Option<Bond> {
        let others = count.number.further || count.head.is_some_and(|h| self.line.lower(h) == "others");
        let first = count.first();
        let harm = |h: &&super::Hit| h.end <= first && h.category == Category::Killed;
        let bare = count.head.is_none() && !count.of_them && self.hits.iter().rfind(harm).is_some();
        // "sixteen people were rushed to hospital": for those who are only taken there, no more is known
        let crowd = count.number.kind == NumberKind::Crowd && count.head.is_some() && !count.of_them;
        let several = count.number.kind == NumberKind::Numeral || crowd;
        // "of the 31 people taken to hospital"
        let taken = || count.head.is_some() && has("rushed", self.line.lower(count.end));
        let hurried = several && count.harm_noun.is_none() && (self.passive_of(count, "rushed").is_some() || taken());
        let behind = count.end + usize::from(self.line.lower(count.end) == "of") * 2;
        let from = self.past_insertion(behind).unwrap_or(count.end);
        let aux = |i: usize| is_be(self.line.lower(i)) || matches!(self.line.lower(i), "have" | "has" | "had" | "also");
        let verb = (from..from + 4).find(|&i| !aux(i)).filter(|&i| has("rushed", self.line.lower(i)))?;
        let to = self.line.lower(verb + 1) == "to";
        let for_care = |i: usize| self.line.lower(i) == "for" && has("care_noun", self.line.lower(i + 1));
        let hospital = (verb + 2..verb + 9).any(|i| has("hospital", self.line.lower(i)) || for_care(i));
        let somebody = count.number.quantity.high != Some(0);
        // "were brought to the hospital to give blood"
        let errand = |i: usize| self.line.lower(i) == "to" && has("errand", self.line.lower(i + 1));
        let somebody = somebody && !(verb + 2..verb + 10).any(errand);
        ((others || bare || hurried) && to && hospital && somebody)
            .then(|| Bond::new(Category::Wounded, verb, "subject"))
    }

    /// "doctors treated 40 people there", "17 people had been admitted".
    pub(super) fn cared_for(&self, count: &Count) -> Option<Bond> {
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

    /// "eight seriously injured people were taken to hospital", "counted 38 dead soldiers", "pictures of two captured
    /// soldiers": the phrase itself says it.
    pub(super) fn hurt_already(&self, count: &Count) -> Option<Bond> {
        let (from, head) = (count.number.end, count.head?);
        let numbered = count.number.kind == NumberKind::Numeral;
        let hit = (from..head).find_map(|i| self.hit_at(i))?;
        let befell = match hit.category {
            Category::Wounded => has("hurt_noun", self.line.lower(hit.first)),
            Category::Killed | Category::Captured | Category::Displaced | Category::Kidnapped | Category::Missing => {
                numbered && matches!(hit.form, Form::Nominal | Form::Either | Form::Participle)
            }
            _ => false,
        };
        befell.then(|| Bond::new(hit.category, hit.first, "state before"))
    }
}
