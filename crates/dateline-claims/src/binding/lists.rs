//! Counts that share a word with others: lists ("12 soldiers and four civilians"), parts ("among them two nurses").

use super::{Bond, Figure, Scene, is_be};
use crate::counts::Count;
use crate::fate::is_shot;
use crate::harm::{Form, Shape};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Category};

impl Scene<'_, '_> {
    /// A count in a list shares what happened to its neighbours: "147 students and four militants were killed".
    pub(super) fn spread_over_lists(&self, bound: &mut [Option<Bond>]) {
        for i in (1..bound.len()).rev() {
            let placed = self.is_placed_part(i - 1);
            if bound[i - 1].is_none() && self.is_list(i - 1) && !self.counts[i].of_them && !placed {
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
                && !self.are_patients(&self.counts[i])
                && !self.does_more(&self.counts[i])
            {
                bound[i] = bound[i - 1].clone().filter(|b| b.rule != "state after").map(|b| Bond { rule: "list", ..b });
            }
        }
    }

    /// "killing one protester, and 40 others were treated": by the tree, the subject of a verb of their own.
    fn does_more(&self, count: &Count) -> bool {
        let word = count.head.filter(|_| self.line.is_parsed()).and_then(|h| self.line.words.get(h));
        word.is_some_and(|w| {
            let verb = &self.line.words[w.head];
            matches!(w.relation, "nsubj" | "nsubjpass") && w.head > count.end && verb.tag.starts_with("VB")
        })
    }

    /// "killing the guard, two nurses and a patient": behind one person whom the verb hit, and a list that goes on.
    pub(super) fn behind_one(&self, count: &Count) -> Option<Bond> {
        let i = self.counts.iter().position(|c| c.first() == count.first())?;
        let comma = count.first().checked_sub(1).filter(|&k| self.line.lower(k) == ",")?;
        let hit = self.hits.iter().rev().find(|h| h.end < comma && comma - h.end < 6)?;
        let active = hit.shape == Shape::Hits && hit.form != Form::Participle && !self.is_passive(hit);
        let mut between = hit.end..comma;
        let one = crate::counts::people_at(self.line, comma - 1).is_some_and(|(_, _, many)| !many);
        let plain = between.all(|k| self.line.words[k].is_wordlike() && !self.line.words[k].tag.starts_with("VB"));
        let the = has("possessive", self.line.lower(hit.end)) || matches!(self.line.lower(hit.end), "the" | "a" | "an");
        let listed = i + 1 < self.counts.len() && self.is_list(i);
        (active && one && plain && the && listed && count.head.is_some())
            .then(|| Bond::new(hit.category, hit.first, "list"))
    }

    /// "two victims, a man of 25 and his cousin": what follows the comma spells out those already counted.
    pub(super) fn is_enumeration(&self, i: usize) -> bool {
        let (before, this) = (&self.counts[i - 1], &self.counts[i]);
        let comma = this.first() == before.end + 1 && self.line.lower(before.end) == ",";
        let several = before.number.quantity.low.is_some_and(|n| n >= 2);
        comma && several && this.number.kind == NumberKind::Article
    }

    /// Whether only "and", commas, or a short place phrase stand between count `i` and the next.
    pub(super) fn is_list(&self, i: usize) -> bool {
        let (end, next) = (self.counts[i].end, self.counts[i + 1].first());
        // "13 of them women and nine children"
        let kind = self.counts[i].of_them && self.counts[i].head.is_none();
        let noun =
            crate::counts::people_at(self.line, end).filter(|(_, group, _)| kind && *group == self.counts[i].group);
        let end = end + noun.map_or(0, |(n, _, _)| n);
        // "three girls, ages 5, 8 and 11, and a nurse"
        let ages = (end..next.min(end + 10)).any(|j| has("aged", self.line.lower(j)));
        // "12 members of the town's only charity (TOC) and seven patients"
        let plain = |k: usize| !self.line.words[k].tag.starts_with("VB") && !matches!(self.line.lower(k), "," | ";");
        let of = self.line.is_parsed() && self.line.lower(end) == "of" && next > end && (end..next).all(plain);
        if next < end || next - end > if ages || of { 10 } else { 6 } || next == end {
            return false;
        }
        let of_ages = |j: &usize| {
            let word = self.line.lower(*j);
            !ages || !has("aged", word) && crate::numbers::numeral(word).is_none()
        };
        let between: Vec<&str> = (end..next).filter(of_ages).map(|j| self.line.lower(j)).collect();
        let joins = |w: &str| matches!(w, "and" | "," | "or" | "plus" | "&" | "as" | "well" | "also");
        // "a man, 41, and a woman"
        let age = |k: usize| {
            let young = between[k].len() < 4 && between[k].bytes().all(|b| b.is_ascii_digit());
            young && k > 0 && between[k - 1] == "," && between.get(k + 1) == Some(&",")
        };
        // "the lives of a mother and her two children", and no subject of what follows
        let last = self.counts[i + 1].end;
        let told =
            is_be(self.line.lower(last)) || self.hit_at(last).is_some() || has("aux_verb", self.line.lower(last));
        let theirs = |k: usize| {
            k > 0 && k + 1 == between.len() && between[k - 1] == "and" && has("possessive", between[k]) && !told
        };
        if between.iter().enumerate().all(|(k, w)| joins(w) || age(k) || theirs(k)) {
            // a list ends in "and": "a child, a prosecutor said" is none; headlines leave it out
            let goes_on = || self.line.kind == BlockKind::Title || i + 2 < self.counts.len() && self.is_list(i + 1);
            return between.iter().any(|w| *w != ",") || goes_on();
        }
        let verbs = between.iter().enumerate().any(|(k, w)| is_be(w) || self.hits.iter().any(|h| h.first == end + k));
        matches!(between.last(), Some(&"and"))
            && matches!(between.first(), Some(&("in" | "from" | "at" | "of")))
            && !verbs
    }

    /// "24 people were killed, including five children", "six people, one woman among them, died".
    pub(super) fn spread_to_parts(&self, bound: &mut [Option<Bond>]) {
        for i in 0..bound.len() {
            let first = self.counts[i].first();
            let including = self.including(first);
            let among = self.among_them(i);
            let makes_up = bound[i].is_none() && self.makes_up(i);
            let spelled_out = self.is_spelled_out(i, bound);
            if let Some(whole) = self.worse_off(i, bound) {
                let of = bound[whole].clone();
                bound[i] = of.map(|b| Bond { rule: "part of", part_of: Some(whole), superseded: false, ..b });
                continue;
            }
            let placed = bound[i].is_none() && self.is_placed_part(i);
            if !including && !among && !makes_up && !spelled_out && !placed {
                let of_list = |b: &Bond| matches!(b.rule, "list" | "list of the dead");
                let listed = i > 0 && bound[i].as_ref().is_none_or(of_list) && self.is_list(i - 1);
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
            let fits = |k: usize| {
                !(makes_up || placed) || self.counts[k].number.quantity.low >= self.counts[i].number.quantity.low
            };
            let whole = (0..i).rev().find(|&k| bound[k].as_ref().is_some_and(|b| b.part_of.is_none()) && fits(k));
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

    /// "35 were injured, five of them seriously": the wounded that these are some of.
    fn worse_off(&self, i: usize, bound: &[Option<Bond>]) -> Option<usize> {
        let count = &self.counts[i];
        let grave = count.end + usize::from(matches!(self.line.lower(count.end), "in" | "so" | "too" | "very"));
        // "injured 19 people, three of whom lost legs"
        let of_whom =
            self.line.lower(count.end - 1) == "whom" && self.line.words.get(count.end).is_some_and(|w| w.tag == "VBD");
        let grave = of_whom || has("grave_state", self.line.lower(grave));
        // "14 people were wounded, three critically"
        let first = count.first();
        let bare = count.head.is_none() && count.number.kind == NumberKind::Numeral && first > 0;
        let alone = bare && self.line.lower(first - 1) == "," && self.line.lower(count.end).ends_with("ly");
        let alone = alone && matches!(self.line.lower(count.end + 1), "" | "." | "," | ";");
        // "four soldiers were wounded, one in the eye", "one with a broken arm"
        let hurt = bare && self.line.lower(first - 1) == "," && self.says_where(count.end);
        let grave = grave || hurt;
        let alone = alone || hurt;
        // "many of them seriously": how many, nobody says
        let numbered = !matches!(self.line.lower(count.number.core), "many" | "some" | "few");
        let fits = bound[i].is_none() && (count.of_them || alone) && grave && numbered;
        let wounded =
            |k: &usize| bound[*k].as_ref().is_some_and(|b| b.category == Category::Wounded && b.part_of.is_none());
        (0..i).rev().find(wounded).filter(|_| fits)
    }

    /// "1,200 people had fled, 380 of them across the border": some of those just counted, with a place and no verb.
    fn is_placed_part(&self, i: usize) -> bool {
        let count = &self.counts[i];
        let set_off = count.first() > 0 && self.line.lower(count.first() - 1) == ",";
        let placed = has("place_preposition", self.line.lower(count.end)) || self.line.lower(count.end) == "from";
        // "four of them members of one household"
        // "30 of them by air strikes"
        let placed = placed || self.line.lower(count.end) == "by";
        let placed = placed || has("belongs_to", self.line.lower(count.end)) && self.line.lower(count.end + 1) == "of";
        let ends = |k: &usize| !matches!(self.line.lower(*k), "," | ";" | "." | "and" | "while");
        let mut clause = (count.end..self.line.words.len()).take_while(ends);
        let verb = clause.any(|k| self.line.words[k].tag.starts_with("VB"));
        let some = count.of_them && count.head.is_none() && count.of_the.is_none();
        some && count.number.kind == NumberKind::Numeral && set_off && placed && !verb
    }

    /// "in the eye", "with a broken arm", "with burns": where or how those just counted were hurt.
    fn says_where(&self, at: usize) -> bool {
        let near = |set: &str| (at + 1..at + 5).any(|i| has(set, self.line.lower(i)));
        let owned = has("article", self.line.lower(at + 1)) || has("possessive", self.line.lower(at + 1));
        match self.line.lower(at) {
            "in" => (self.line.lower(at + 1) == "the" || owned) && (near("limb") || near("vital_part")),
            "with" => near("wound_noun") || owned && near("broken"),
            _ => false,
        }
    }

    /// "including 14 women", "14 bodies, including those of six women".
    fn including(&self, first: usize) -> bool {
        let of_those = first > 2
            && self.line.lower(first - 1) == "of"
            && matches!(self.line.lower(first - 2), "those" | "bodies" | "that");
        let before = if of_those { first - 2 } else { first };
        let before = before - usize::from(of_those && before > 1 && self.line.lower(before - 1) == "the");
        // "including the governor and his two sons"
        let theirs =
            before > 2 && has("possessive", self.line.lower(before - 1)) && self.line.lower(before - 2) == "and";
        let one = |i: &usize| {
            let word = &self.line.words[*i];
            let verb = word.tag.starts_with("VB") && word.lower != "including";
            word.is_wordlike() && !verb && crate::numbers::numeral(&word.lower).is_none()
        };
        let mut back = (before.saturating_sub(9)..before).rev().take_while(one);
        let among = theirs && back.any(|i| self.line.lower(i) == "including");
        let before = before.checked_sub(1).map_or("", |i| self.line.lower(i));
        among || matches!(before, "including" | "include" | "includes" | "included")
    }

    /// "148 were killed: 142 were students", "12 died, nine of them civilians": a bare number said to be of some kind.
    fn makes_up(&self, i: usize) -> bool {
        let count = &self.counts[i];
        let counted = count.number.kind == NumberKind::Numeral && count.group != "unspecified";
        counted && count.head.is_none() && count.harm_noun.is_none() && count.of_the.is_none()
    }

    /// "spoke of eight dead: six peasants and two guards": behind a colon, what those counted before it are made up of.
    fn is_spelled_out(&self, i: usize, bound: &[Option<Bond>]) -> bool {
        let count = &self.counts[i];
        let colon = count
            .first()
            .checked_sub(1)
            .filter(|&k| matches!(self.line.lower(k), ":" | "—" | "–" | "--") || self.is_dash(k));
        let Some(k) = (0..i).rev().find(|&k| bound[k].as_ref().is_some_and(|b| b.part_of.is_none())) else {
            return false;
        };
        let whole = &self.counts[k];
        let (low, all) = (count.number.quantity.low, whole.number.quantity.low);
        let harmed = bound[i].as_ref().is_none_or(|b| bound[k].as_ref().is_some_and(|w| w.category == b.category));
        colon.is_some_and(|c| c < whole.end + 8) && count.head.is_some() && harmed && low < all && low.is_some()
    }

    /// A hyphen with blanks around it, as agencies write a dash.
    fn is_dash(&self, k: usize) -> bool {
        let apart =
            |a: usize, b: usize| self.line.words.get(b).is_some_and(|w| w.span.start > self.line.words[a].span.end);
        self.line.lower(k) == "-" && k > 0 && apart(k - 1, k) && apart(k, k + 1)
    }

    /// "… , one woman among them", "among them 14 women", "of whom two were children".
    pub(super) fn among_them(&self, i: usize) -> bool {
        let count = &self.counts[i];
        let them = |j: usize| {
            matches!(self.line.lower(j), "among" | "amongst") && matches!(self.line.lower(j + 1), "them" | "whom")
        };
        // "among them the two gunmen"
        let the = usize::from(count.first() > 2 && self.line.lower(count.first() - 1) == "the");
        let before = count.first().checked_sub(2 + the).is_some_and(&them)
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

/// "Death toll up to 10": so high it is now, and no bound.
fn risen(line: &Line, mut count: Count, bond: &Bond) -> Count {
    let first = count.first();
    let up_to = count.number.quantity.qualifier == dateline_model::Qualifier::UpTo && line.lower(first) == "up";
    let toll = first > 0 && (line.lower(first - 1) == "toll" || has("toll_rises", line.lower(first - 1)));
    // "has crossed 2,100"
    let past = |k: usize| has("passes", line.lower(k)) || matches!(line.lower(k), "crossed" | "passed" | "surpassed");
    let crossed = first > 0 && past(first - 1) && bond.rule == "toll";
    if let Some(n) = count.number.quantity.point().filter(|_| crossed) {
        count.number.quantity = dateline_model::Quantity::more_than(n, count.number.quantity.text.clone());
    }
    if let Some(n) = count.number.quantity.high.filter(|_| up_to && toll && bond.rule == "toll") {
        count.number.quantity = dateline_model::Quantity::exact(n, count.number.quantity.text.clone());
    }
    count
}

/// "put the number of civilians killed at 48": whose toll it is.
fn of_its_toll(line: &Line, mut count: Count, bond: &Bond) -> Count {
    let number = line.lower(bond.trigger) == "number" && line.lower(bond.trigger + 1) == "of";
    if bond.rule == "toll" && number && count.head.is_none() && count.group == "unspecified" {
        let several = |k: usize| crate::counts::people_at(line, k).filter(|(_, _, many)| *many);
        let mut near = (bond.trigger + 2..bond.trigger + 5).filter_map(|k| several(k).map(|(n, g, _)| (k + n - 1, g)));
        if let Some((k, group)) = near.find(|(_, group)| group.starts_with(char::is_lowercase)) {
            count.group = if group == "own" { line.lower(k).to_owned() } else { group };
        }
    }
    count
}

/// "pursued the attackers and killed nine of them": by the tree, those a verb took last before; "one officer was killed
/// and another wounded": another of the same.
fn of_those_before(line: &Line, mut count: Count, before: Option<&Count>) -> Count {
    let others = |h: usize| {
        matches!(line.lower(h), "others" | "other" | "prisoner" | "hostage" | "captive") || has("fellow", line.lower(h))
    };
    if count.group != "unspecified" || count.head.is_some_and(|h| !others(h)) || count.of_the.is_some() {
        return count;
    }
    if count.of_them && line.lower(count.end - 1) == "whom" {
        // "clashed with insurgents, nine of whom were killed"
        let noun = count.first().checked_sub(2).filter(|&k| line.lower(k + 1) == ",");
        let theirs = noun.and_then(|k| crate::counts::people_at(line, k));
        if let Some((_, group, _)) = theirs.filter(|(_, group, many)| *many && has("men_in_ranks", group)) {
            count.group = group;
        }
    } else if count.of_them && line.lower(count.end - 1) == "them" {
        // "met a band of raiders"
        let object = |w: &crate::words::Word| matches!(w.relation, "dobj" | "nsubjpass");
        let of_a_band = |w: &crate::words::Word| {
            let of = &line.words[w.head];
            w.relation == "pobj"
                && of.lower == "of"
                && has("counting_noun", line.lower(of.head))
                && object(&line.words[of.head])
        };
        let taken = |k: &usize| object(&line.words[*k]) || of_a_band(&line.words[*k]);
        let last = (0..count.first()).rev().filter(taken).find_map(|k| crate::counts::people_at(line, k));
        if let Some((_, group, _)) = last.filter(|(_, group, many)| *many && has("armed_side", group)) {
            count.group = group;
        }
    } else if line.lower(count.number.core) == "another"
        && let Some(one) = before.filter(|b| b.number.quantity.high == Some(1) && b.head.is_some())
    {
        count.group.clone_from(&one.group);
    } else if let Some(theirs) = before.filter(|b| has("men_in_ranks", &b.group) && is_of_the_same(line, b, &count)) {
        count.group.clone_from(&theirs.group);
    }
    count
}

/// "Nine people died, all of them farmers": who all those counted were.
fn of_one_kind(line: &Line, mut count: Count) -> Count {
    let plain = count.group == "unspecified" && !count.of_them && count.harm_noun.is_none();
    let comma = |k: &usize| line.lower(*k) == "," && matches!(line.lower(k + 1), "all" | "both");
    let reach = count.end..line.words.len().min(count.end + 14);
    let clause = |k: &usize| !matches!(line.lower(*k), ";" | "." | "and" | "but" | "including");
    if let Some(comma) = reach.take_while(clause).find(comma).filter(|_| plain) {
        let of = line.lower(comma + 2) == "of" && matches!(line.lower(comma + 3), "them" | "whom");
        let kind = comma + 2 + 2 * usize::from(of);
        if let Some(group) = crate::made_up::made_up_of(line, kind).or_else(|| crate::made_up::trade_of(line, kind)) {
            count.group = group;
        }
    }
    count
}

/// "killed nine soldiers and took four prisoner", "six policemen were killed and two others wounded": a bare number that
/// goes on with those counted before it, in the same breath.
fn is_of_the_same(line: &Line, before: &Count, count: &Count) -> bool {
    // "a policeman was shot dead and a colleague wounded"
    let fellow = count.head.is_some_and(|h| has("fellow", line.lower(h)));
    let bare = (count.number.kind == NumberKind::Numeral || fellow) && !count.of_them;
    let between = || before.end..count.first();
    let joined = between().any(|i| matches!(line.lower(i), "and" | "," | "while"));
    let breaks = |i: usize| matches!(line.lower(i), ";" | "." | ":" | "but" | "including" | "among" | "said");
    let people = |i: usize| crate::counts::people_at(line, i).filter(|_| !has("harmed_noun", line.lower(i)));
    let others = |i: usize| people(i).is_some_and(|(_, group, _)| group != before.group);
    bare && joined && between().len() <= 12 && !between().any(|i| breaks(i) || others(i))
}

/// "four soldiers, including an officer": an officer of theirs.
fn of_the_whole(line: &Line, mut count: Count, whole: Option<&Count>) -> Count {
    let officer = count.head.is_some_and(|h| has("officer_noun", line.lower(h)));
    let plain = count.head.is_some_and(|h| h > 0 && line.lower(h - 1) != "police");
    if let Some(whole) = whole.filter(|w| officer && plain && w.group == "soldiers") {
        count.group.clone_from(&whole.group);
    }
    count
}

/// "more than 60 dead and 140 wounded": an open qualifier reaches over "and" to a bare, round number of the same phrase.
pub(super) fn carry_qualifiers(line: &Line, counts: &mut [Count], bound: Vec<Option<Bond>>) -> Vec<Figure> {
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
    let wholes: Vec<Option<usize>> =
        bound.iter().enumerate().map(|(k, b)| b.as_ref().map(|b| b.part_of.unwrap_or(k))).collect();
    let figures = counts.iter().zip(bound).enumerate().filter_map(|(i, (count, bond))| {
        // "three people, a soldier among them, were killed and 20 others wounded": others than the three
        let before = i.checked_sub(1).and_then(|k| wholes[k]).map(|k| &counts[k]);
        // "one officer died, taking the toll to three": a toll names nobody
        let before = before.filter(|_| bond.as_ref().is_none_or(|b| b.rule != "toll"));
        bond.map(|b| (of_those_before(line, count.clone(), before), b))
    });
    figures
        .map(|(count, b)| Figure {
            count: of_one_kind(
                line,
                of_its_toll(line, risen(line, of_the_whole(line, count, b.part_of.map(|k| &counts[k])), &b), &b),
            ),
            category: b.category,
            trigger: b.trigger,
            rule: b.rule,
            part_of: b.part_of.and_then(|k| rank[k]),
            superseded: b.superseded,
            shot: b.category == Category::Casualties && is_shot(line, b.trigger),
        })
        .collect()
}
