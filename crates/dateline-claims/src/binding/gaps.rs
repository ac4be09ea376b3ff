//! A verb left out behind the first of several places: "12 were killed in Norvale, nine others in Osta and two in Talba".

use super::{Bond, Scene};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;

/// Words within which the next place is told.
const WITHIN: usize = 18;

impl Scene<'_, '_> {
    /// A count with a place of its own and no verb shares the verb of the one before it.
    pub(super) fn spread_over_gaps(&self, bound: &mut [Option<Bond>]) {
        for i in 1..bound.len() {
            let before = bound[i - 1].as_ref().filter(|b| b.part_of.is_none() && !b.superseded);
            if let Some(before) = before.filter(|b| self.died_in_care(i, b)) {
                bound[i] = Some(Bond { rule: "gap", ..before.clone() });
            }
            let before = bound[i - 1].as_ref().filter(|b| b.part_of.is_none() && !b.superseded);
            if let (None, Some(before)) = (&bound[i], before)
                && self.leaves_verb_out(i, before.trigger)
            {
                bound[i] = Some(Bond { rule: "gap", ..before.clone() });
            }
        }
    }

    /// "38 died at the scene and 12 in hospital".
    fn died_in_care(&self, i: usize, before: &Bond) -> bool {
        let (count, line) = (&self.counts[i], self.line);
        let Some(hit) = self.hit_at(before.trigger).filter(|h| h.lemma == "die" && h.end < count.first()) else {
            return false;
        };
        let verb = |k: usize| line.words[k].tag.starts_with("VB");
        let at_once = has("at_once", line.lower(hit.end)) || line.lower(hit.end) == "on";
        let there = (has("place_preposition", line.lower(hit.end)) || at_once) && count.first() - hit.end < 18;
        let end = count.end + usize::from(matches!(line.lower(count.end), "more" | "others"));
        let care =
            matches!(line.lower(end), "in" | "on" | "at") && (end..end + 5).any(|k| has("hospital", line.lower(k)));
        let care = care || line.lower(end) == "on" && has("on_the_way", line.lower(end + 2));
        let joined = matches!(line.lower(count.first() - 1), "and" | ",") && !(hit.end..count.first()).any(verb);
        count.head.is_none() && there && joined && care
    }

    /// "Fourteen people have been killed this year, compared with nine at this time last year".
    pub(super) fn spread_to_compared(&self, bound: &mut [Option<Bond>]) {
        for i in 1..bound.len() {
            let (count, line) = (&self.counts[i], self.line);
            let with = |k: usize| line.lower(k) == "compared" && matches!(line.lower(k + 1), "with" | "to");
            let compared = count.first().checked_sub(2).is_some_and(with) && count.head.is_none();
            let before = bound[i - 1].clone().filter(|b| b.part_of.is_none() && bound[i].is_none() && compared);
            // "compared with nine in the town": of the same, at another time
            let year = |k: usize| matches!(line.lower(k).as_bytes(), [b'1' | b'2', b'0' | b'9', _, _]);
            let spans = |k: usize| has("time_span", line.lower(k)) || year(k);
            let then = (count.end..line.words.len().min(count.end + 7)).any(spans);
            if let Some(before) = before.filter(|_| then) {
                bound[i] = Some(Bond { rule: "gap", ..before });
            }
        }
    }

    /// "four villagers were killed, as were three soldiers"; "besides four villagers, three soldiers were killed".
    pub(super) fn spread_to_alike(&self, bound: &mut [Option<Bond>]) {
        for i in 0..bound.len() {
            let (count, line) = (&self.counts[i], self.line);
            if bound[i].is_some() || count.of_them || count.head.is_none() {
                continue;
            }
            let of = if is_alike(line, count.first()) {
                i.checked_sub(1)
            } else {
                let next = self.counts.get(i + 1).filter(|next| next.first() <= count.end + 6);
                next.filter(|_| is_beside(line, count.first(), count.end)).map(|_| i + 1)
            };
            let same = of.and_then(|k| bound[k].clone()).filter(|b| b.part_of.is_none() && !b.superseded);
            bound[i] = same.map(|bond| Bond { rule: "gap", ..bond });
        }
    }

    fn leaves_verb_out(&self, i: usize, trigger: usize) -> bool {
        let (count, line) = (&self.counts[i], self.line);
        let from = self.counts[i - 1].end.max(self.hit_at(trigger).map_or(trigger + 1, |hit| hit.end));
        let (next, after) = (count.first(), count.end);
        if next <= from || next - from > WITHIN || count.of_them || count.number.kind != NumberKind::Numeral {
            return false;
        }
        let is_verb = |k: usize| line.words[k].tag.starts_with("VB") || self.hits.iter().any(|hit| hit.first == k);
        let first_place = has("place_preposition", line.lower(from)) && !(from..next).any(is_verb);
        let ends = |k: &usize| !matches!(line.lower(*k), "," | ";" | "." | ":" | "and" | "while");
        let second: Vec<usize> = (after..line.words.len()).take_while(ends).collect();
        // "50 bodies in the first grave, 70 in another", "four on the army side and nine among the rebels"
        let another = |k: usize| has("another_one", line.lower(k)) || line.lower(k) == "side";
        let among = || second.first().is_some_and(|&k| line.lower(k) == "among");
        let named = among() || second.iter().any(|&k| line.words[k].is_capitalised() || another(k));
        let cared_for = second.iter().any(|&k| is_verb(k) || has("in_care", line.lower(k)));
        first_place
            && matches!(line.lower(next - 1), "and" | ",")
            && (has("place_preposition", line.lower(after)) || line.lower(after) == "among")
            && named
            && !cared_for
    }
}

/// "as were three soldiers", "so did three soldiers": with nothing but "as" or "so" and a light verb before.
pub fn is_alike(line: &Line, first: usize) -> bool {
    let verb = first.checked_sub(1).filter(|&k| has("be", line.lower(k)) || matches!(line.lower(k), "did" | "had"));
    verb.and_then(|k| k.checked_sub(1)).is_some_and(|k| matches!(line.lower(k), "as" | "so"))
}

/// "Besides four villagers,", "in addition to four villagers,".
fn is_beside(line: &Line, first: usize, end: usize) -> bool {
    let the = usize::from(first > 0 && line.lower(first - 1) == "the");
    let at = first.checked_sub(1 + the);
    let linked = at.filter(|&k| matches!(line.lower(k), "to" | "from")).and_then(|k| k.checked_sub(1)).or(at);
    linked.is_some_and(|k| has("besides", line.lower(k))) && line.lower(end) == ","
}
