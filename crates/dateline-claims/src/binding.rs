//! Which count goes with which word: "77 people had been killed and 255 wounded" becomes two figures.

use crate::counts::{Count, counts};
use crate::fate::{dies, is_denied, is_shot};
use crate::harm::{Form, Hit, Shape, hits, noun_at, state_at};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Category, Span};

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
    if hits.is_empty() {
        return Vec::new();
    }
    let counts = counts(line, taken, &|i| noun_at(&hits, i), &|i| state_at(&hits, i));
    let scene = Scene { line, hits: &hits, counts: &counts };
    let mut bound: Vec<Option<Bond>> = (0..counts.len()).map(|i| scene.bond(i)).collect();
    scene.spread_over_lists(&mut bound);
    scene.spread_to_parts(&mut bound);
    carry_qualifiers(line, &mut counts.clone(), bound)
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
        if count.of_them && !self.is_reported_part(i) {
            return None;
        }
        self.joined_to(i).filter(|bond| self.suits(count, bond))
    }

    /// Who flees is displaced; men who run from what they did are not.
    fn suits(&self, count: &Count, bond: &Bond) -> bool {
        let flees = self.hit_at(bond.trigger).is_some_and(|h| h.lemma == "flee");
        !flees || matches!(count.group.as_str(), "civilians" | "children" | "women" | "unspecified" | "foreigners")
    }

    fn joined_to(&self, i: usize) -> Option<Bond> {
        let after = self.counts[i].end;
        let bond = self.joined_by_rule(i).filter(|bond| !is_denied(self.line, after, bond.trigger))?;
        let shot = self.hit_at(bond.trigger).filter(|_| bond.category == Category::Casualties);
        let died = shot.is_some_and(|shot| dies(self.line, self.hits, shot));
        Some(if died { Bond { category: Category::Killed, ..bond } } else { bond })
    }

    fn joined_by_rule(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        self.itself(count)
            .or_else(|| self.state_after(count))
            .or_else(|| self.verb_before(count))
            .or_else(|| self.verb_after(i))
            .or_else(|| self.noun_before(count))
            .or_else(|| self.toll_before(count))
            .or_else(|| self.list_of_the_dead(count))
    }

    fn is_reported_part(&self, i: usize) -> bool {
        self.state_after(&self.counts[i]).is_some() || self.verb_after(i).is_some()
    }

    /// "12 deaths", "20 prisoners", "no casualties", "five of the dead".
    fn itself(&self, count: &Count) -> Option<Bond> {
        // "ten of the wounded died": what the verb says
        if count.of_the.is_some() {
            let i = self.counts.iter().position(|c| c.first() == count.first())?;
            if let Some(bond) = self.verb_after(i) {
                return Some(bond);
            }
        }
        let at = count.harm_noun.or(count.of_the)?;
        let hit = self.hit_at(at)?;
        if self.line.lower(hit.first).starts_with("victim") {
            return self.victims(count, hit);
        }
        let unnumbered = count.number.kind == NumberKind::Article || self.line.lower(count.number.core) == "some";
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

    /// "Six victims": what their verb says befell them; the dead, where nothing in the sentence speaks of the living.
    fn victims(&self, count: &Count, hit: &Hit) -> Option<Bond> {
        let i = self.counts.iter().position(|c| c.first() == count.first())?;
        let verb = self.state_after(count).or_else(|| self.verb_after(i));
        let living = self.speaks_of_the_living(hit.first);
        let counted = matches!(count.number.kind, NumberKind::Numeral);
        // "seven shooting victims": shot, dead or alive
        let of_a_kind = hit.first > 0 && has("victims_of", self.line.lower(hit.first - 1));
        let plain = counted && !living && !of_a_kind && !self.does_something_else(hit.end);
        verb.or_else(|| plain.then(|| Bond::new(hit.category, hit.first, "noun")))
    }

    /// Whether a clause goes on with a verb that says nothing of the dead: "one victim was driving", "four were struck".
    fn does_something_else(&self, from: usize) -> bool {
        let clause = self.line.words[from..].iter().take_while(|w| !matches!(w.lower.as_str(), "," | ";" | "." | ":"));
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
        after
            .or(before)
            .filter(|other| other.shape == hit.shape || other.shape == Shape::State)
            .and_then(|other| pair(hit.category, other.category))
    }

    /// "77 dead", "255 wounded", "six more seriously injured", "12 confirmed dead".
    fn state_after(&self, count: &Count) -> Option<Bond> {
        let mut at = count.end;
        while self.line.words.get(at).is_some_and(|w| is_light(&w.lower)) && at < count.end + 4 {
            at += 1;
        }
        let hit = self.hit_at(at)?;
        let fits = match (hit.shape, hit.form) {
            (Shape::State, _) => true,
            (Shape::Hits, Form::Either | Form::Participle) => {
                !self.takes_object(hit.end)
                    && !self.is_active(count.end, at)
                    && !self.shoots(hit)
                    && !self.has_object(hit)
            }
            (Shape::Befalls, form) => form != Form::Gerund,
            _ => false,
        };
        let overruled = fits && hit.shape == Shape::Hits && hit.form != Form::Present && self.main_verb_after(hit.end);
        (fits && !overruled).then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), at, "state after"))
    }

    /// Whether the clause goes on to a passive or "died" of its own: then a participle before it only describes.
    fn main_verb_after(&self, from: usize) -> bool {
        let end = (from..self.line.words.len())
            .find(|&i| {
                !self.line.words[i].is_wordlike()
                    || matches!(
                        self.line.lower(i),
                        "and" | "but" | "while" | "when" | "after" | "who" | "that" | "which" | "as"
                    )
            })
            .unwrap_or(self.line.words.len());
        let be = (from..end).find(|&i| is_be(self.line.lower(i)));
        be.is_some_and(|b| self.hits.iter().any(|h| h.first > b && h.first <= b + 4 && h.first < end))
    }

    /// "several gunmen killed Ana Ruiz": by the tree the verb has an object, so what stands before it acts.
    fn has_object(&self, hit: &Hit) -> bool {
        let finite = self.line.words[hit.first].tag == "VBD";
        finite && self.line.children(hit.first).any(|(k, relation)| relation == "dobj" && k >= hit.end)
    }

    /// "two men shot at people": a finite "shot" has the shooter before it, but in a headline.
    fn shoots(&self, hit: &Hit) -> bool {
        let finite = self.line.words[hit.first].tag == "VBD" && self.line.kind != BlockKind::Title;
        hit.lemma == "shoot" && (finite || matches!(self.line.lower(hit.end), "at" | "back"))
    }

    /// "had killed": "have" without "been" before the verb makes the people its subject.
    fn is_active(&self, from: usize, verb: usize) -> bool {
        let mut words = (from..verb).map(|i| self.line.lower(i));
        words.clone().any(|w| matches!(w, "have" | "has" | "had")) && !words.any(|w| w == "been")
    }

    /// Whether the words after a verb can only be its object: then what stands before it is who did it.
    fn takes_object(&self, at: usize) -> bool {
        if self.counts.iter().any(|c| c.first() == at) {
            return true;
        }
        let Some(word) = self.line.words.get(at) else { return false };
        has("object_start", &word.lower) || crate::counts::people_at(self.line, at).is_some_and(|(_, _, many)| many)
    }

    /// "killed 12", "killing at least six", "claimed the lives of 148", "wounding another 30".
    fn verb_before(&self, count: &Count) -> Option<Bond> {
        let mut at = count.first();
        while at > 0 && is_filler(self.line, at - 1) && at + 3 > count.first() {
            at -= 1;
        }
        let hit = self.hits.iter().find(|h| h.end == at)?;
        let active = hit.shape == Shape::Hits
            && (hit.form != Form::Participle || self.has_before(hit.first))
            && !self.is_passive(hit);
        let lives = self.line.words[count.first()..count.end].iter().any(|w| w.lower == "lives" || w.lower == "life");
        let taking = matches!(hit.lemma.as_str(), "claim") && !lives;
        let dated = count.head.is_none() && !self.ends_phrase(count.end);
        (active && !taking && !dated).then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), hit.first, "object"))
    }

    fn ends_phrase(&self, at: usize) -> bool {
        at >= self.line.words.len()
            || crate::counts::stops_phrase(self.line, at)
            || state_at(self.hits, at)
            || self.line.words[at].is_quote()
    }

    /// Whether "have" stands right before the verb ("has slain").
    fn has_before(&self, first: usize) -> bool {
        (first.saturating_sub(3)..first)
            .any(|i| matches!(self.line.lower(i), "has" | "have" | "had" | "having" | "'ve"))
    }

    /// Whether a form of "be" or "get" makes the verb passive.
    fn is_passive(&self, hit: &Hit) -> bool {
        if !matches!(hit.form, Form::Either | Form::Participle) {
            return false;
        }
        let mut at = hit.first;
        for _ in 0..6 {
            if at == 0 {
                return false;
            }
            at -= 1;
            let word = self.line.lower(at);
            if is_be(word) {
                return true;
            }
            if !is_light(word)
                && !matches!(word, "to" | "and" | "or" | "not" | "have" | "had" | "has")
                && self.hits.iter().all(|h| h.end != at + 1)
            {
                return false;
            }
        }
        false
    }

    /// "six people, among them a child, were killed", "22 people in the village died".
    fn verb_after(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        let mut at = count.end;
        let limit = count.end + 18;
        let mut be = false;
        while at < self.line.words.len() && at < limit {
            if let Some(hit) = self.hit_at(at) {
                let fits = match hit.shape {
                    Shape::Hits => (be || self.is_passive(hit)) && matches!(hit.form, Form::Either | Form::Participle),
                    Shape::Befalls => hit.form != Form::Gerund || be,
                    Shape::State => be,
                    _ => false,
                };
                if fits {
                    return Some(Bond::new(self.joined(hit).unwrap_or(hit.category), hit.first, "subject"));
                }
                // "31 of the students abducted in May were released": the participle only describes
                let describes =
                    matches!(hit.form, Form::Either | Form::Participle) && !be && !self.takes_object(hit.end);
                if describes {
                    at = hit.end;
                    continue;
                }
                if !matches!(hit.shape, Shape::Noun | Shape::Toll | Shape::Bodies) || be {
                    return None;
                }
            }
            if is_be(self.line.lower(at)) {
                be = true;
            } else if let Some(next) = self.past_insertion(at) {
                at = next;
                continue;
            } else if self.breaks_subject(at, be) {
                return None;
            }
            at += 1;
        }
        None
    }

    /// The end of a phrase set off by commas, dashes or brackets that starts at `at`.
    fn past_insertion(&self, at: usize) -> Option<usize> {
        let mark = self.line.lower(at);
        let close: &[&str] = match mark {
            "," => &[","],
            "(" => &[")"],
            "-" | "—" | "–" | "--" => &["-", "—", "–", "--"],
            _ => return None,
        };
        let end = (at + 1..self.line.words.len().min(at + 16)).find(|&j| close.contains(&self.line.lower(j)))?;
        let resumes = is_be(self.line.lower(end + 1))
            || matches!(self.line.lower(end + 1), "have" | "had" | "has")
            || self.hits.iter().any(|h| h.first == end + 1);
        resumes.then_some(end + 1)
    }

    /// Whether the subject cannot reach past this word.
    fn breaks_subject(&self, at: usize, be: bool) -> bool {
        let word = &self.line.words[at];
        if !word.is_wordlike() {
            return !word.is_quote();
        }
        let clause = has("breaks_subject", &word.lower);
        let verb = word.tag == "VBD" || word.tag == "VBZ" || word.tag == "VBP";
        let other_subject = !be
            && self.counts.iter().any(|c| c.first() == at)
            && !matches!(self.line.lower(at.wrapping_sub(1)), "and" | "or" | "of" | "in" | "including" | "with");
        clause
            || (verb && !matches!(word.lower.as_str(), "has" | "have" | "had" | "were" | "was" | "are" | "is"))
            || other_subject
    }

    /// "the killing of six", "the deaths of at least 12", "bodies of three men", "funerals of around 50".
    fn noun_before(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        let funeral = |h: &Hit| matches!(self.line.lower(h.first), "funeral" | "funerals" | "burial" | "burials");
        if first >= 2 && self.line.lower(first - 1) == "for" {
            let hit = self.hits.iter().find(|h| h.end == first - 1 && funeral(h))?;
            return Some(Bond::new(hit.category, hit.first, "noun of"));
        }
        if first < 2 || self.line.lower(first - 1) != "of" {
            return None;
        }
        let hit = self.hits.iter().find(|h| h.end == first - 1)?;
        let of = matches!(hit.shape, Shape::Noun | Shape::Bodies) || hit.form == Form::Gerund;
        of.then(|| Bond::new(hit.category, hit.first, "noun of"))
    }

    /// "the toll rose to 45 from 31", "put the death toll at around 100", "bringing deaths to six".
    fn toll_before(&self, count: &Count) -> Option<Bond> {
        let first = count.first();
        let people = count.head.is_none() || count.group == "unspecified";
        let hit =
            self.hits.iter().rev().find(|h| h.end <= first && first - h.end < 22 && Self::tells_toll(self.line, h))?;
        if !people || count.number.kind == NumberKind::Article || (count.head.is_none() && !self.ends_phrase(count.end))
        {
            return None;
        }
        let between = &self.line.words[hit.end..first];
        if between.iter().any(|w| matches!(w.lower.as_str(), "but" | "which" | "while" | ";" | "." | "that" | "when")) {
            return None;
        }
        let link = first.checked_sub(1).map_or("", |j| self.line.lower(j));
        let rises = between.iter().any(|w| matches!(w.lower.as_str(), "to" | "at" | "from"));
        let linked = has("toll_link", link)
            || count.number.first < count.number.core && rises
            || matches!(
                self.line.lower(first),
                "exceeds" | "exceed" | "exceeded" | "topped" | "tops" | "surpassed" | "over" | "past"
            );
        if !linked {
            return None;
        }
        let mut bond = Bond::new(hit.category, hit.first, "toll");
        let earlier = (first.saturating_sub(5)..first).any(|i| {
            matches!(
                self.line.lower(i),
                "from" | "than" | "earlier" | "previous" | "previously" | "initial" | "initially"
            )
        });
        bond.superseded = earlier && !between.iter().rev().take(2).any(|w| w.lower == "to");
        Some(bond)
    }

    fn tells_toll(line: &Line, hit: &Hit) -> bool {
        let many =
            matches!(hit.shape, Shape::Noun) && line.lower(hit.first).ends_with('s') && line.lower(hit.first) != "loss";
        hit.shape == Shape::Toll || many
    }

    /// "the dead include 14 soldiers", "among the wounded were three children", "six employees were among the dead".
    fn list_of_the_dead(&self, count: &Count) -> Option<Bond> {
        let before = self
            .hits
            .iter()
            .rev()
            .find(|h| h.end <= count.first() && self.names_people(h) && count.first() - h.end <= 24)?;
        let between = &self.line.words[before.end..count.first()];
        let linked = between.iter().any(|w| {
            matches!(
                w.lower.as_str(),
                "include"
                    | "includes"
                    | "included"
                    | "including"
                    | "were"
                    | "was"
                    | "are"
                    | "is"
                    | "comprise"
                    | "comprised"
            )
        });
        let broken = between.iter().any(|w| matches!(w.lower.as_str(), ";" | "but" | "said" | "while" | "when"));
        let linked = linked || (between.len() == 1 && between[0].lower == ",");
        let counted = count.head.is_some() || before.end + 3 >= count.first();
        (linked && !broken && counted).then(|| Bond::new(before.category, before.first, "list of the dead"))
    }

    /// "the dead", "those killed", "the victims".
    fn names_people(&self, hit: &Hit) -> bool {
        let before = hit.first.checked_sub(1).map_or("", |i| self.line.lower(i));
        if hit.shape == Shape::Bodies && matches!(self.line.lower(hit.first), "victims") {
            return matches!(before, "the" | "all" | "") && !self.speaks_of_the_living(hit.first);
        }
        let verbal = matches!(hit.form, Form::Either | Form::Participle | Form::Nominal)
            && matches!(hit.shape, Shape::State | Shape::Hits);
        (verbal && matches!(before, "the" | "those" | "people" | "all"))
            || (hit.shape == Shape::Noun && matches!(before, "the") && self.line.lower(hit.first).ends_with('s'))
    }

    /// A count in a list shares what happened to its neighbours: "147 students and four militants were killed".
    fn spread_over_lists(&self, bound: &mut [Option<Bond>]) {
        for i in (1..bound.len()).rev() {
            if bound[i - 1].is_none() && self.is_list(i - 1) {
                bound[i - 1] = bound[i]
                    .clone()
                    .filter(|b| matches!(b.rule, "subject" | "state after" | "list"))
                    .map(|b| Bond { rule: "list", ..b });
            }
        }
        for i in 1..bound.len() {
            let counted = self.counts[i].head.is_some()
                || !matches!(self.line.lower(self.counts[i].number.core), "between")
                    && bound[i - 1].as_ref().is_some_and(|b| b.rule != "list of the dead");
            if bound[i].is_none()
                && counted
                && self.is_list(i - 1)
                && !self.counts[i].of_them
                && !self.is_enumeration(i)
            {
                bound[i] = bound[i - 1].clone().filter(|b| b.rule != "state after").map(|b| Bond { rule: "list", ..b });
            }
        }
    }

    /// "two victims, a man of 25 and his cousin": what follows the comma spells out those already counted.
    fn is_enumeration(&self, i: usize) -> bool {
        let (before, this) = (&self.counts[i - 1], &self.counts[i]);
        let comma = this.first() == before.end + 1 && self.line.lower(before.end) == ",";
        let several = before.number.quantity.low.is_some_and(|n| n >= 2);
        comma && several && this.number.kind == NumberKind::Article
    }

    /// Whether only "and", commas, or a short place phrase stand between count `i` and the next.
    fn is_list(&self, i: usize) -> bool {
        let (end, next) = (self.counts[i].end, self.counts[i + 1].first());
        if next < end || next - end > 6 || next == end {
            return false;
        }
        let between: Vec<&str> = (end..next).map(|j| self.line.lower(j)).collect();
        let joins = |w: &str| matches!(w, "and" | "," | "or" | "plus" | "&" | "as" | "well" | "also");
        if between.iter().all(|w| joins(w)) {
            return true;
        }
        let verbs = between.iter().enumerate().any(|(k, w)| is_be(w) || self.hits.iter().any(|h| h.first == end + k));
        matches!(between.last(), Some(&"and"))
            && matches!(between.first(), Some(&("in" | "from" | "at" | "of")))
            && !verbs
    }

    /// "24 people were killed, including five children", "six people, one woman among them, died".
    fn spread_to_parts(&self, bound: &mut [Option<Bond>]) {
        for i in 0..bound.len() {
            let first = self.counts[i].first();
            let including =
                first > 0 && matches!(self.line.lower(first - 1), "including" | "include" | "includes" | "included");
            let among = self.among_them(i);
            if !including && !among {
                let listed = i > 0 && bound[i].as_ref().is_none_or(|b| b.rule == "list") && self.is_list(i - 1);
                let whole = if listed {
                    bound[i - 1].as_ref().and_then(|b| b.part_of.map(|w| (b.category, b.trigger, w)))
                } else {
                    None
                };
                if let Some((category, trigger, whole)) = whole {
                    bound[i] =
                        Some(Bond { category, trigger, rule: "part of", part_of: Some(whole), superseded: false });
                }
                continue;
            }
            let whole = (0..i).rev().find(|&k| bound[k].as_ref().is_some_and(|b| b.part_of.is_none()));
            let own = bound[i].as_ref().filter(|b| !matches!(b.rule, "list" | "subject" | "list of the dead"));
            if let (Some(whole), None) = (whole, own) {
                let bond = bound[whole].clone().map(|b| Bond {
                    rule: "part of",
                    part_of: Some(whole),
                    superseded: false,
                    ..b
                });
                bound[i] = bond;
            }
        }
    }

    /// "… , one woman among them", "among them 14 women", "of whom two were children".
    fn among_them(&self, i: usize) -> bool {
        let count = &self.counts[i];
        let them = |j: usize| {
            matches!(self.line.lower(j), "among" | "amongst") && matches!(self.line.lower(j + 1), "them" | "whom")
        };
        let before = count.first().checked_sub(2).is_some_and(&them)
            || count
                .first()
                .checked_sub(3)
                .is_some_and(|j| them(j) && matches!(self.line.lower(j + 2), "were" | "are" | "was" | ","));
        before
            || them(count.end)
            || (count.end < self.line.words.len()
                && self.line.lower(count.end) == "among"
                && self.line.lower(count.end + 1) == "the"
                && self.hit_at(count.end + 2).is_some())
    }
}

/// "more than 70 dead and 200 wounded": an open qualifier reaches over "and" to a bare, round number of the same phrase.
fn carry_qualifiers(line: &Line, counts: &mut [Count], bound: Vec<Option<Bond>>) -> Vec<Figure> {
    for i in 1..counts.len() {
        let (before, this) = (&counts[i - 1], &counts[i]);
        let bare = this.head.is_none()
            && this.number.first == this.number.core
            && this.number.quantity.qualifier == dateline_model::Qualifier::Exact;
        let joined = before.head.is_none()
            && this.first() >= 1
            && line.lower(this.first() - 1) == "and"
            && this.first() - before.end <= 3;
        let both_state = [i - 1, i].iter().all(|&k| bound[k].as_ref().is_some_and(|b| b.rule == "state after"));
        let round = this.number.quantity.low.is_some_and(|n| n >= 20 && n % 10 == 0);
        if bare
            && joined
            && both_state
            && round
            && before.number.quantity.qualifier == dateline_model::Qualifier::MoreThan
        {
            let low = this.number.quantity.low.unwrap_or(0);
            counts[i].number.quantity = dateline_model::Quantity::more_than(low, this.number.quantity.text.clone());
        }
    }
    let rank: Vec<Option<usize>> = bound
        .iter()
        .scan(0, |n, b| {
            Some(b.as_ref().map(|_| {
                *n += 1;
                *n - 1
            }))
        })
        .collect();
    let figures = counts.iter().zip(bound).filter_map(|(count, bond)| bond.map(|b| (count.clone(), b)));
    figures
        .map(|(count, b)| Figure {
            count,
            category: b.category,
            trigger: b.trigger,
            rule: b.rule,
            part_of: b.part_of.and_then(|k| rank[k]),
            superseded: b.superseded,
            shot: b.category == Category::Casualties && is_shot(line, b.trigger),
        })
        .collect()
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
    line.words[i].is_quote()
        || matches!(
            word,
            "the"
                | "all"
                | "up"
                | "in"
                | "total"
                | "some"
                | "those"
                | "only"
                | "just"
                | "another"
                | "these"
                | "him"
                | "and"
                | "both"
                | "himself"
        ) && !matches!(word, "in" | "and")
        || word.ends_with("ly")
}
