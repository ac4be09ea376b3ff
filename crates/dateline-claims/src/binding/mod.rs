//! Which count goes with which word: "77 people had been killed and 255 wounded" becomes two figures.

mod away;
mod beside;
mod care;
mod corrections;
mod custody;
mod gaps;
mod lists;
mod nouns;
mod phrases;
mod subjects;
mod suits;
mod sums;
mod twins;
mod verbs;

use crate::counts::{Count, counts};
use crate::fate::{dies, is_denied, is_in_a_limb};
use crate::harm::{Form, Hit, Shape, hits, noun_at, state_at};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Category, Span};
pub use gaps::is_alike;
use lists::carry_qualifiers;

/// A count with what happened to the people counted.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The count.
    pub count: Count,
    /// What happened to them.
    pub category: Category,
    /// Rank of the word that says so.
    pub trigger: usize,
    /// Which rule joined the two: its name, for `explain`.
    pub rule: &'static str,
    /// The figure in the same sentence that it is a part of.
    pub part_of: Option<usize>,
    /// Whether the sentence itself replaces it ("from 31").
    pub superseded: bool,
    /// Whether it counts people shot or stabbed of whom it is not said that they died.
    pub shot: bool,
}

/// The figures of one sentence, in the order of the text.
pub fn figures(line: &Line, taken: &[Span]) -> Vec<Figure> {
    let hits = hits(line);
    if !may_count(line, &hits) {
        return Vec::new();
    }
    let counts = counts(line, taken, &|i| noun_at(&hits, i), &|i| state_at(&hits, i));
    let scene = Scene { line, hits: &hits, counts: &counts };
    let told = |i: usize, bond: &Bond| {
        !crate::fate::is_imagined(line, bond.trigger, counts[i].number.kind == NumberKind::Numeral)
    };
    let mut bound: Vec<Option<Bond>> = (0..counts.len()).map(|i| scene.bond(i).filter(|bond| told(i, bond))).collect();
    scene.spread_over_lists(&mut bound);
    scene.spread_over_gaps(&mut bound);
    scene.spread_to_compared(&mut bound);
    scene.spread_to_alike(&mut bound);
    scene.spread_to_sums(&mut bound);
    scene.spread_to_parts(&mut bound);
    scene.spread_to_corrected(&mut bound);
    let twins: Vec<(usize, Bond)> =
        bound.iter().enumerate().filter_map(|(i, b)| Some((i, scene.twin(&counts[i], b.as_ref()?)?))).collect();
    let mut figures = carry_qualifiers(line, &mut counts.clone(), bound);
    let told_twice = |(i, bond): (usize, Bond)| {
        let one = figures.iter().find(|f| f.count.first() == counts[i].first())?;
        Some(Figure { category: bond.category, trigger: bond.trigger, shot: false, ..one.clone() })
    };
    let more: Vec<Figure> = twins.into_iter().filter_map(told_twice).collect();
    figures.extend(more);
    figures
}

/// Whether a sentence has a word that may say what befell those it counts.
pub fn may_count(line: &Line, hits: &[Hit]) -> bool {
    // "drove 9,000 people from their homes", "took nine lives"
    let moved = |w: &crate::words::Word| {
        let sets = ["drives_out", "leaves_home", "morgue_noun", "told_beside"];
        sets.iter().any(|set| has(set, &w.lower))
    };
    !hits.is_empty() || line.words.iter().any(moved)
}

/// Why a count belongs to a word.
#[derive(Debug, Clone)]
struct Bond {
    category: Category,
    trigger: usize,
    rule: &'static str,
    part_of: Option<usize>,
    superseded: bool,
}

impl Bond {
    fn new(category: Category, trigger: usize, rule: &'static str) -> Self {
        Bond { category, trigger, rule, part_of: None, superseded: false }
    }
}

struct Scene<'a, 't> {
    line: &'a Line<'t>,
    hits: &'a [Hit],
    counts: &'a [Count],
}

impl Scene<'_, '_> {
    /// The first rule that joins the count to a word.
    fn bond(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        // "many of the victims", "some had burns": how many, nobody says
        let bare = count.head.is_none() && self.line.words.get(count.end).is_some_and(|w| w.tag.starts_with("VBD"));
        let bodies = self.hit_at(count.end).is_some_and(|h| h.shape == Shape::Bodies);
        let part = count.of_them || count.of_the.is_some() || bare || bodies || count.harm_noun.is_some();
        if part
            && matches!(self.line.lower(count.number.core), "many" | "some" | "few")
            && count.number.quantity.high.is_none()
        {
            return None;
        }
        // "none of the wounded was in danger"
        if count.number.kind == NumberKind::None && count.of_the.is_some() {
            return None;
        }
        // "twelve had died, three of them in hospital": there they died
        let in_care = count.of_them && count.first() > 0 && self.line.lower(count.first() - 1) == ",";
        let dead = |h: &Hit| h.lemma == "die" && h.end <= count.first();
        if in_care && self.hit_at(count.end).is_some_and(|h| h.lemma.starts_with("in ")) && self.hits.iter().any(dead) {
            return None;
        }
        if count.of_them && !self.is_reported_part(i) {
            return None;
        }
        // "three were among the dead, a doctor said"
        let before = count.first().checked_sub(1).map_or("", |k| self.line.lower(k));
        if count.number.kind == NumberKind::Article && before == "," && has("says", self.line.lower(count.end)) {
            return None;
        }
        // "one of them a pregnant woman": counted by "one"
        let one = i.checked_sub(1).map(|k| &self.counts[k]).filter(|c| c.of_them && c.head.is_none());
        let be = |c: &Count| c.end + usize::from(is_be(self.line.lower(c.end)));
        if count.number.kind == NumberKind::Article && one.is_some_and(|c| be(c) == count.first()) {
            return None;
        }
        // "…, an official of the hospital said": who speaks
        let verb = count.head.filter(|_| count.number.kind == NumberKind::Article).map(|h| &self.line.words[h]);
        let speaks = |w: &crate::words::Word| w.relation == "nsubj" && has("says", self.line.lower(w.head));
        if verb.is_some_and(speaks) {
            return None;
        }
        self.joined_to(i).filter(|bond| self.suits(count, bond))
    }

    fn joined_to(&self, i: usize) -> Option<Bond> {
        let after = self.counts[i].end;
        let bond = self.joined_by_rule(i).filter(|bond| !is_denied(self.line, after, bond.trigger))?;
        let shot = self.hit_at(bond.trigger).filter(|_| bond.category == Category::Casualties);
        let died = shot.is_some_and(|shot| dies(self.line, self.hits, shot));
        let limb = shot.is_some_and(|shot| is_in_a_limb(self.line, shot.end));
        // "evacuated 13 wounded people"
        let hurt = bond.category == Category::Displaced
            && (self.line.words[self.counts[i].first()..after].iter().any(|w| has("hurt_noun", &w.lower))
                || self.is_evacuated_for_care(&bond, after));
        // "two of them badly, with gunshot wounds", "treated five people with gunshot wounds"
        let treated = || self.counts[i].first().checked_sub(1).is_some_and(|k| has("treats", self.line.lower(k)));
        // "two people were treated at a hospital and released"
        let cared =
            bond.category == Category::Released && (after..bond.trigger).any(|i| has("treated", self.line.lower(i)));
        let hurt = hurt || cared || shot.is_some_and(|shot| self.lies_badly(shot));
        // "43 casualties had been admitted"
        let noun = self.hit_at(bond.trigger).is_some_and(|h| h.shape == Shape::Noun);
        let admitted = || (after..after + 5).any(|i| matches!(self.line.lower(i), "admitted" | "treated"));
        let hurt = hurt || noun && bond.category == Category::Casualties && admitted();
        // "14 others were flown to the capital with gunshot wounds"
        let moved = |shot: &Hit| (after..shot.first).any(|i| has("brought", self.line.lower(i)));
        let hurt = hurt || shot.is_some_and(|shot| shot.shape == Shape::State && moved(shot));
        // "were evacuated with wounds"
        let with =
            |h: &Hit| self.line.lower(h.end) == "with" && (1..4).any(|n| has("wound_noun", self.line.lower(h.end + n)));
        let hurt = hurt || bond.category == Category::Displaced && self.hit_at(bond.trigger).is_some_and(with);
        let hurt = hurt || shot.is_some_and(|shot| self.is_nursed(&self.counts[i], shot));
        // "were lined up and shot"
        let lined_up = |shot: &Hit| {
            shot.lemma == "shoot"
                && shot.first > 2
                && self.line.lower(shot.first - 1) == "and"
                && (after..shot.first).any(|k| has("in_line", self.line.lower(k)))
        };
        let died = died || shot.is_some_and(|shot| self.has_died(&self.counts[i]) || lined_up(shot));
        // "two men with gunshot wounds were found dead"
        let lifeless = |shot: &Hit| {
            let near = shot.end..self.line.words.len().min(shot.end + 4);
            shot.shape == Shape::State && near.into_iter().any(|k| matches!(self.line.lower(k), "dead" | "lifeless"))
        };
        let died = died || shot.is_some_and(lifeless);
        let some_of_them = shot.is_some_and(|shot| shot.lemma != "shoot") && (self.counts[i].of_them || treated());
        // "no one was hurt": neither dead nor wounded
        let nobody = self.counts[i].number.quantity.high == Some(0) && self.line.lower(after) != "else";
        let hurt_or_lost = has("hurt_or_lost", self.line.lower(bond.trigger));
        let unharmed = nobody && hurt_or_lost && !has("men_in_ranks", &self.counts[i].group);
        let women = matches!(self.counts[i].group.as_str(), "women" | "children");
        let led_off = bond.category == Category::Kidnapped && !women && self.by_the_state(&bond);
        // "three of the suspects were seized near the border"
        let caught = bond.category == Category::Kidnapped && self.is_suspect(&self.counts[i]);
        // "villagers were taken captive", and no soldiers
        let captive = self.hit_at(bond.trigger).is_some_and(|h| h.lemma == "take captive");
        let captive = captive && !has("men_in_ranks", &self.counts[i].group);
        let category = match (died, limb || hurt || some_of_them) {
            _ if unharmed => Category::Casualties,
            _ if captive => Category::Kidnapped,
            _ if led_off || caught => Category::Arrested,
            (true, _) => Category::Killed,
            (_, true) => Category::Wounded,
            _ => bond.category,
        };
        Some(Bond { category, ..bond })
    }

    /// "A clerk who was shot in the chest is in critical condition": alive, with nobody else counted between.
    fn lies_badly(&self, shot: &Hit) -> bool {
        let state = (shot.end..self.line.words.len()).find(|&i| has("grave_state", self.line.lower(i)));
        let condition = |i: usize| self.line.lower(i + 1) == "condition" && self.line.lower(i.max(1) - 1) == "in";
        let between = |i: usize| self.counts.iter().any(|c| (shot.end..i).contains(&c.first()));
        state.is_some_and(|i| condition(i) && !between(i))
    }

    /// "A woman who was shot on Sunday has died": by the tree, the subject of both.
    fn has_died(&self, count: &Count) -> bool {
        let subject = count.head.map(|h| &self.line.words[h]).filter(|w| w.relation == "nsubj");
        let dies = |h: &Hit| h.category == Category::Killed && h.shape == Shape::Befalls;
        subject.is_some_and(|w| self.hit_at(w.head).is_some_and(dies))
    }

    fn joined_by_rule(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        self.bodies_of(count)
            .or_else(|| self.let_go(count))
            .or_else(|| self.exchanged(count))
            .or_else(|| self.freed(count))
            .or_else(|| self.killed_then(count))
            .or_else(|| self.killed_in_the_end(count))
            .or_else(|| self.killed_all(i))
            .or_else(|| self.itself(count))
            .or_else(|| self.state_after(count))
            .or_else(|| self.verb_before(count))
            .or_else(|| self.verb_after(i))
            .or_else(|| self.supposed_to_be(count))
            .or_else(|| self.named_between(count))
            .or_else(|| self.subject_of(count))
            .or_else(|| self.noun_before(count))
            .or_else(|| self.toll_behind(count))
            .or_else(|| self.toll_before(count))
            .or_else(|| self.set_at(count))
            .or_else(|| self.list_of_the_dead(count))
            .or_else(|| self.listed_object(count))
            .or_else(|| self.behind_one(count))
            .or_else(|| self.hurt_already(count))
            .or_else(|| self.beside_someone(count))
            .or_else(|| self.left_so(count))
            .or_else(|| self.among_the_harmed(count))
            .or_else(|| self.brought_with_wounds(count))
            .or_else(|| self.treated_for_wounds(count))
            .or_else(|| self.in_grave_condition(count))
            .or_else(|| self.treated(count))
            .or_else(|| self.caught(count))
            .or_else(|| self.took(count))
            .or_else(|| self.left_with(count))
            .or_else(|| self.questioned(count))
            .or_else(|| self.in_the_wards(count))
            .or_else(|| self.carried_to_hospital(count))
            .or_else(|| self.are_held(count))
            .or_else(|| self.escaped(count))
            .or_else(|| self.kidnapping_of_the(count))
            .or_else(|| self.hit_by_shots(count))
            .or_else(|| self.with_wounds(count))
            .or_else(|| self.arrest_of(count))
            .or_else(|| self.number_held(count))
            .or_else(|| self.sought(count))
            .or_else(|| self.never_found(count))
            .or_else(|| self.no_word_of(count))
            .or_else(|| self.refugees(count))
            .or_else(|| self.by_what_goes_with_it(count))
            .or_else(|| self.described_by(count))
            .or_else(|| self.listed_as(count))
            .or_else(|| self.at_the_morgue(count))
    }

    /// "dragged nine villagers out and shot them dead": by the tree, those whom a verb took are killed by one joined to it.
    fn killed_then(&self, count: &Count) -> Option<Bond> {
        let head = count.head.filter(|_| self.line.is_parsed() && !count.of_them)?;
        let noun = self.line.words.get(head).filter(|w| matches!(w.relation, "dobj" | "nsubjpass"))?;
        let them = |h: &&Hit| {
            let of = usize::from(self.line.lower(h.end) == "all" && self.line.lower(h.end + 1) == "of") * 2;
            h.shape == Shape::Hits && h.first > count.end && self.line.lower(h.end + of) == "them"
        };
        // "before beheading them", "and opened fire, killing all of them": with nobody else between
        let alone = |h: &&Hit| (head + 1..h.first).all(|k| crate::counts::people_at(self.line, k).is_none());
        let joined = |h: &&Hit| {
            let word = &self.line.words[h.first];
            let joins = |relation: &str| matches!(relation, "conj" | "advcl" | "prep" | "pcomp");
            let above = &self.line.words[word.head];
            let through = joins(above.relation) && above.head == noun.head && alone(h);
            joins(word.relation) && (word.head == noun.head || through)
        };
        let hit = self.hits.iter().filter(them).find(joined)?;
        let taken_out = || (count.first().saturating_sub(4)..hit.first).any(|k| has("lined_up", self.line.lower(k)));
        // "shot them and threw the bodies into the river"
        let bodies = || self.hits.iter().any(|h| h.shape == Shape::Bodies && h.first > hit.end);
        let shot = |hit: &Hit| hit.lemma == "shoot" && (dies(self.line, self.hits, hit) || taken_out() || bodies());
        let kills = hit.category == Category::Killed || shot(hit);
        kills.then(|| Bond::new(Category::Killed, hit.first, "object"))
    }

    fn is_reported_part(&self, i: usize) -> bool {
        let count = &self.counts[i];
        // "killed two of the attackers"
        let meant = |bond: &Bond| bond.trigger > 0 && self.line.lower(bond.trigger - 1) == "to";
        let object = || self.verb_before(count).filter(|bond| (count.head.is_some() || count.of_them) && !meant(bond));
        let listed = || self.listed_object(count);
        // "the loss of three of their own men"
        let several = count.number.quantity.low.is_some_and(|n| n > 1);
        let of_these = || several && self.noun_before(count).is_some();
        // "four of the bodies could not be identified"
        let corpses =
            |h: &Hit| h.shape == Shape::Bodies && h.category == Category::Killed && !h.lemma.ends_with("victim");
        let bodies = count.harm_noun.and_then(|at| self.hit_at(at)).is_some_and(corpses);
        // "the names of the victims, nine of them children"
        let victims = || count.of_them && self.list_of_the_dead(count).is_some_and(|b| b.category == Category::Killed);
        let set_off = count.first() > 0 && self.line.lower(count.first() - 1) == ",";
        // "two of his bodyguards were among the dead", "three of the rebels who came were killed"
        let named =
            || count.head.is_some() && (self.list_of_the_dead(count).is_some() || self.subject_of(count).is_some());
        of_these()
            || bodies && several
            || several && named()
            || set_off && victims()
            || self.let_go(count).is_some()
            || self.exchanged(count).is_some()
            || self.in_grave_condition(count).is_some()
            || self.listed_as(count).is_some()
            || self.caught(count).is_some()
            || several && self.took(count).is_some()
            || self.are_held(count).is_some()
            || self.escaped(count).is_some()
            || self.by_what_goes_with_it(count).is_some()
            || self.state_after(count).is_some()
            || several && self.beside_someone(count).is_some()
            || self.verb_after(i).is_some()
            || object().or_else(listed).is_some()
    }

    /// "12 deaths", "20 prisoners", "no casualties", "five of the dead".
    fn itself(&self, count: &Count) -> Option<Bond> {
        // "nine of those killed were villagers rounded up before"
        let dead = |at: usize| self.hit_at(at).is_some_and(|h| h.category == Category::Killed);
        // "ten of the wounded died", "seven of the hostages were freed": what the verb says
        let held = |h: &Hit| matches!(h.category, Category::Kidnapped | Category::Captured);
        let pool = count.harm_noun.and_then(|at| self.hit_at(at)).is_some_and(held);
        if let Some(back) = self.came_home(count).filter(|_| pool) {
            return Some(back);
        }
        if pool || count.of_the.is_some_and(|at| !dead(at)) {
            let i = self.counts.iter().position(|c| c.first() == count.first())?;
            // "killed eight prisoners"
            let harmed = |bond: &Bond| matches!(bond.category, Category::Killed | Category::Wounded);
            if let Some(bond) = self.verb_after(i).or_else(|| self.verb_before(count).filter(harmed)) {
                return Some(bond);
            }
        }
        let at = count.harm_noun.or(count.of_the)?;
        // "recovered three of the abducted children"
        let handed = |k: usize| self.line.lower(k) == "over" && k > 0 && has("hands_over", self.line.lower(k - 1));
        // "freed all nine hostages"
        let all =
            usize::from(matches!(self.line.lower(count.first().saturating_sub(1)), "all" | "the" | "their" | "its"));
        let verb = count.first().checked_sub(1 + all);
        let verb = verb.filter(|&k| has("gets_back", self.line.lower(k)) || handed(k) || self.will_let_go(k));
        if let (Some(verb), Some(Category::Kidnapped)) = (verb, self.hit_at(at).map(|h| h.category)) {
            return Some(Bond::new(Category::Released, verb, "noun"));
        }
        let hit = self.hit_at(at)?;
        if self.line.lower(hit.first).starts_with("victim") {
            return self.victims(count, hit);
        }
        let unnumbered =
            count.number.kind == NumberKind::Article || matches!(self.line.lower(count.number.core), "some" | "many");
        if matches!(hit.shape, Shape::Noun | Shape::Bodies) && unnumbered {
            return None;
        }
        Some(Bond::new(self.joined(hit).unwrap_or(hit.category), at, "noun"))
    }

    /// Whether the clause from here on speaks of people who live: "were taken to hospital", "in stable condition".
    fn speaks_of_the_living(&self, from: usize) -> bool {
        let clause = self.line.words[from..].iter().take_while(|w| !matches!(w.lower.as_str(), "," | ";" | "."));
        clause.into_iter().any(|w| has("living", &w.lower))
    }

    /// Whether a clause goes on with "were taken to hospital".
    fn is_taken_to_hospital(&self, from: usize) -> bool {
        let clause = self.line.words[from..].iter().take_while(|w| !matches!(w.lower.as_str(), "," | ";" | "."));
        let words: Vec<&str> = clause.map(|w| w.lower.as_str()).collect();
        let brought = words.iter().position(|w| has("brought", w));
        brought.is_some_and(|at| words[at..].iter().any(|w| has("hospital", w)))
    }

    /// "Six victims": what their verb says befell them; the dead, where nothing in the sentence speaks of the living.
    fn victims(&self, count: &Count, hit: &Hit) -> Option<Bond> {
        let i = self.counts.iter().position(|c| c.first() == count.first())?;
        let verb = self.state_after(count).or_else(|| self.verb_after(i));
        let living = self.speaks_of_the_living(hit.first);
        let counted = counted_alone(count);
        // "kidnappings rose; the group counted 200 victims"
        let only = |category: Category| self.hits.iter().all(|h| h.category == category || h.first == hit.first);
        let taken = || self.hits.len() > 1 && only(Category::Kidnapped);
        if counted_alone(count) && taken() {
            return Some(Bond::new(Category::Kidnapped, hit.first, "noun"));
        }
        // "seven shooting victims": shot, dead or alive
        let of_a_kind = hit.first > 0 && has("victims_of", self.line.lower(hit.first - 1));
        let plain = counted && !living && !of_a_kind && !self.does_something_else(hit.end);
        // "five other victims were taken to hospital"
        let lies = || self.is_taken_to_hospital(hit.end).then(|| Bond::new(Category::Wounded, hit.first, "noun"));
        verb.or_else(|| plain.then(|| Bond::new(hit.category, hit.first, "noun"))).or_else(lies)
    }

    /// Whether a clause goes on with a verb that says nothing of the dead: "one victim was driving", "four were struck".
    fn does_something_else(&self, from: usize) -> bool {
        // "were villagers and four were from the attacking side"
        let are = has("be", self.line.lower(from));
        let ends = |w: &str| matches!(w, "," | ";" | "." | ":") || are && w == "and";
        let clause = self.line.words[from..].iter().take_while(|w| !ends(&w.lower));
        clause
            .into_iter()
            .any(|w| matches!(w.tag, "VBD" | "VBN" | "VBG" | "VBZ" | "VBP") && !has("of_the_dead", &w.lower))
    }

    fn hit_at(&self, first: usize) -> Option<&Hit> {
        self.hits.iter().find(|h| h.first == first)
    }

    /// "killed and wounded", "dead or injured": the two together are casualties.
    fn joined(&self, hit: &Hit) -> Option<Category> {
        let pair = |a: Category, b: Category| {
            matches!((a, b), (Category::Killed, Category::Wounded) | (Category::Wounded, Category::Killed))
                .then_some(Category::Casualties)
        };
        let link = |i: usize| matches!(self.line.lower(i), "and" | "or" | "and/or" | "/");
        let after = self.hits.iter().find(|h| h.first == hit.end + 1 && link(hit.end));
        let before = self.hits.iter().find(|h| h.end + 1 == hit.first && link(h.end));
        // "dead or maimed"
        let said_of_them =
            |other: &Hit| matches!(other.form, Form::Either | Form::Participle) && !self.takes_object(other.end);
        // "left three dead and injured another"
        let acts = hit.shape == Shape::Hits && self.takes_object(hit.end);
        let alike = |other: &&Hit| {
            other.shape == hit.shape
                || other.shape == Shape::State && !acts
                || hit.shape == Shape::State && said_of_them(other)
        };
        after.or(before).filter(alike).and_then(|other| pair(hit.category, other.category))
    }
}

/// Whether a count is a number, and not "a" or "dozens of".
fn counted_alone(count: &Count) -> bool {
    count.number.kind == NumberKind::Numeral
}

fn is_be(word: &str) -> bool {
    has("be", word)
}

/// Words that may stand between a count and its state, or between "be" and the participle.
fn is_light(word: &str) -> bool {
    word.ends_with("ly") || has("light", word)
}

/// Words that may stand between a verb and the count it hits.
fn is_filler(line: &Line, i: usize) -> bool {
    let word = line.lower(i);
    line.words[i].is_quote() || has("before_object", word) || word.ends_with("ly")
}
