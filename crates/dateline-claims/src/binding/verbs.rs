//! Counts that stand before or after a verb: "killed six", "six were killed", "six dead".

use super::{Bond, Scene, is_be, is_filler, is_light};
use crate::counts::Count;
use crate::harm::{Form, Hit, Shape, state_at};
use crate::sets::has;
use dateline_model::{BlockKind, Category};

impl Scene<'_, '_> {
    /// "77 dead", "255 wounded", "six more seriously injured", "12 confirmed dead".
    pub(super) fn state_after(&self, count: &Count) -> Option<Bond> {
        let mut at = count.end;
        // "twelve rebels were “sent to hell”"
        let passes = |w: &crate::words::Word| is_light(&w.lower) || w.is_quote();
        // "three were wounded, one fatally"
        let told = |at: usize| !self.line.lower(at + 1).is_empty() && self.hit_at(at + 1).is_none();
        let fatally = |at: usize| self.hit_at(at).is_some_and(|h| h.shape == Shape::State) && told(at);
        while self.line.words.get(at).is_some_and(passes) && at < count.end + 4 && !fatally(at) {
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
        // "two burned-out coaches"
        let fits = fits && !(hit.end > at && self.joins_a_word(hit.end));
        (fits && !overruled).then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), at, "state after"))
    }

    /// Whether the clause goes on to a passive or "died" of its own: then a participle before it only describes.
    pub(super) fn main_verb_after(&self, from: usize) -> bool {
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
    pub(super) fn has_object(&self, hit: &Hit) -> bool {
        let finite = self.line.words[hit.first].tag == "VBD";
        finite && self.line.children(hit.first).any(|(k, relation)| relation == "dobj" && k >= hit.end)
    }

    /// "two men shot at people": a finite "shot" has the shooter before it, but in a headline.
    pub(super) fn shoots(&self, hit: &Hit) -> bool {
        let finite = self.line.words[hit.first].tag == "VBD" && self.line.kind != BlockKind::Title;
        hit.lemma == "shoot" && (finite || matches!(self.line.lower(hit.end), "at" | "back"))
    }

    /// "had killed": "have" without "been" before the verb makes the people its subject.
    pub(super) fn is_active(&self, from: usize, verb: usize) -> bool {
        let mut words = (from..verb).map(|i| self.line.lower(i));
        words.clone().any(|w| matches!(w, "have" | "has" | "had")) && !words.any(|w| w == "been")
    }

    /// Whether the words after a verb can only be its object: then what stands before it is who did it.
    pub(super) fn takes_object(&self, at: usize) -> bool {
        if self.counts.iter().any(|c| c.first() == at) {
            return true;
        }
        let Some(word) = self.line.words.get(at) else { return false };
        has("object_start", &word.lower) || crate::counts::people_at(self.line, at).is_some_and(|(_, _, many)| many)
    }

    /// "killed 12", "killing at least six", "claimed the lives of 148", "wounding another 30".
    pub(super) fn verb_before(&self, count: &Count) -> Option<Bond> {
        let mut at = count.first();
        // "rounded up 85 people"
        let ends = |at: usize| self.hits.iter().any(|h| h.end == at);
        // "killing him and two of his guards"
        let him =
            |at: usize| at > 1 && matches!(self.line.lower(at - 2), "him" | "her") && self.line.lower(at - 1) == "and";
        let filler = |at: usize| is_filler(self.line, at - 1) || him(at);
        while at > 0 && !ends(at) && filler(at) && at + 3 > count.first() {
            at -= 1;
        }
        let hit = self.hits.iter().find(|h| h.end == at)?;
        let active = hit.shape == Shape::Hits
            && (hit.form != Form::Participle || self.has_before(hit.first))
            && !self.is_passive(hit);
        // "planned to kill three"
        let first = hit.first;
        if first > 1 && self.line.lower(first - 1) == "to" && has("intends", self.line.lower(first - 2)) {
            return None;
        }
        let lives = self.line.words[count.first()..count.end].iter().any(|w| w.lower == "lives" || w.lower == "life");
        let taking = matches!(hit.lemma.as_str(), "claim") && !lives;
        // "wounded 12 more"
        let more = usize::from(self.line.lower(count.end) == "more");
        let dated = count.head.is_none() && !count.of_them && !self.ends_phrase(count.end + more);
        (active && !taking && !dated).then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), hit.first, "object"))
    }

    /// "killed the mayor and two guards": by the tree, the count stands in one list with what the verb hit.
    pub(super) fn listed_object(&self, count: &Count) -> Option<Bond> {
        let head = count.head.filter(|_| self.line.is_parsed())?;
        // "him and two of his guards"
        let core = count.number.core;
        let mut at = if self.line.words[head].relation == "pobj" && count.of_them { core } else { head };
        let first = std::iter::from_fn(|| {
            let word = &self.line.words[at];
            // "the colonel, his driver and two guards": his driver is nobody's other name
            let theirs = || self.line.children(at).any(|(k, r)| r == "poss" && self.line.words[k].tag == "PRP$");
            let listed = word.relation == "conj" || word.relation == "appos" && theirs();
            (listed && word.head < at).then(|| {
                at = word.head;
                at
            })
        })
        .last()?;
        let hit = self.hits.iter().find(|h| (h.first..h.end).contains(&self.line.words[first].head))?;
        let object = self.line.words[first].relation == "dobj" && hit.shape == Shape::Hits && hit.end <= first;
        let one = crate::counts::people_at(self.line, first).is_some_and(|(_, _, many)| !many);
        let named = matches!(self.line.words[first].tag, "NNP" | "PRP");
        // "killed the group's head of finance and two guards"
        let harmed = matches!(hit.category, Category::Killed | Category::Wounded | Category::Kidnapped);
        let named = named || harmed && self.line.words[first].tag == "NN" && self.line.words[head].relation == "conj";
        (object && (one || named) && !self.is_passive(hit)).then(|| Bond::new(hit.category, hit.first, "list"))
    }

    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        at >= self.line.words.len()
            || crate::counts::stops_phrase(self.line, at)
            || state_at(self.hits, at)
            || self.line.words[at].is_quote()
    }

    /// Whether "have" stands right before the verb ("has slain").
    pub(super) fn has_before(&self, first: usize) -> bool {
        (first.saturating_sub(3)..first)
            .any(|i| matches!(self.line.lower(i), "has" | "have" | "had" | "having" | "'ve"))
    }

    /// Whether a form of "be" or "get" makes the verb passive.
    pub(super) fn is_passive(&self, hit: &Hit) -> bool {
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
            // "are believed to have killed nine"
            if word == "have" && at > 0 && self.line.lower(at - 1) == "to" {
                return false;
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
    pub(super) fn verb_after(&self, i: usize) -> Option<Bond> {
        let count = &self.counts[i];
        let mut at = count.end;
        let limit = count.end + 18;
        let mut be = false;
        while at < self.line.words.len() && at < limit {
            if let Some(hit) = self.hit_at(at) {
                let fits = match hit.shape {
                    Shape::Hits => (be || self.is_passive(hit)) && matches!(hit.form, Form::Either | Form::Participle),
                    Shape::Befalls => hit.form != Form::Gerund || be,
                    // "might still be under the slabs"
                    Shape::State => be || is_be(self.line.lower(hit.first)),
                    _ => false,
                };
                // "nurses were treating the injured": those are others
                let others = be && matches!(self.line.lower(hit.first - 1), "the" | "those");
                let does = |i: usize| self.line.words[i].tag.starts_with("VB") && !is_be(self.line.lower(i));
                if others && does(hit.first - 2) {
                    return None;
                }
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
            } else if has("described", self.line.lower(at)) && self.line.lower(at + 1) == "as" {
                // "were described as seriously hurt"
                at += 2;
                continue;
            } else if self.joins_a_word(at) {
                // "a 13-year-old boy"
            } else if let Some(bond) = self.of_whom(at) {
                // "a woman, who died on the spot"
                return Some(bond);
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

    /// ", who died", ", all of whom later died": what a clause behind a comma says of those before it.
    fn of_whom(&self, comma: usize) -> Option<Bond> {
        if self.line.lower(comma) != "," {
            return None;
        }
        let who = (comma + 1..comma + 4).find(|&i| matches!(self.line.lower(i), "who" | "whom"))?;
        // ", two of whom later died": these, and not all
        if (comma + 1..who).any(|i| self.counts.iter().any(|c| c.first() == i)) {
            return None;
        }
        let verb = (who + 1..who + 4).find(|&i| !is_light(self.line.lower(i)))?;
        let hit = self.hit_at(verb).filter(|h| h.shape == Shape::Befalls && h.form != Form::Gerund)?;
        Some(Bond::new(hit.category, hit.first, "subject"))
    }

    /// A hyphen without blanks around it.
    fn joins_a_word(&self, at: usize) -> bool {
        let words = &self.line.words;
        let touches = |a: usize| words.get(a).zip(words.get(a + 1)).is_some_and(|(x, y)| x.span.end == y.span.start);
        self.line.lower(at) == "-" && at > 0 && touches(at - 1) && touches(at)
    }

    /// The end of a phrase set off by commas, dashes or brackets that starts at `at`.
    pub(super) fn past_insertion(&self, at: usize) -> Option<usize> {
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
    pub(super) fn breaks_subject(&self, at: usize, be: bool) -> bool {
        let word = &self.line.words[at];
        if !word.is_wordlike() {
            return !word.is_quote();
        }
        // "20 people appear to have been killed", "were said to have been killed"
        if has("seems", &word.lower) && self.line.lower(at + 1) == "to" {
            return false;
        }
        let clause = has("breaks_subject", &word.lower);
        let verb = word.tag == "VBD" || word.tag == "VBZ" || word.tag == "VBP";
        let other_subject = !be
            && self.counts.iter().any(|c| c.first() == at)
            && !matches!(self.line.lower(at.wrapping_sub(1)), "and" | "or" | "of" | "in" | "including" | "with");
        // "90 guests came to the wedding and three of them were shot"
        let of_them = self.counts.iter().any(|c| c.first() == at && c.of_them);
        clause
            || of_them
            || (verb && !matches!(word.lower.as_str(), "has" | "have" | "had" | "were" | "was" | "are" | "is"))
            || other_subject
    }
}
