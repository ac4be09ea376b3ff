//! Counts that are the subject of a chain of verbs: "were dragged from a bus and gunned down", by the tree.

use super::{Bond, Scene, is_be, is_light};
use crate::counts::Count;
use crate::harm::{Form, Hit, Shape};
use crate::numbers::NumberKind;
use crate::sets::has;
use dateline_model::Category;

impl Scene<'_, '_> {
    /// "two guards who tried to flee were killed": by the tree, the subject of a verb that a clause of its own keeps
    /// apart, or of one joined to its verb: "passengers, most of them settlers, were taken from a bus and gunned down".
    pub(super) fn subject_of(&self, count: &Count) -> Option<Bond> {
        let hit = self.befallen(count).into_iter().next()?;
        let head = count.head?;
        let head = if count.of_them && self.line.words[head].relation == "pobj" { count.number.core } else { head };
        let described =
            head != count.head? || self.line.children(head).any(|(_, relation)| matches!(relation, "relcl" | "acl"));
        if self.line.words[head].head == hit.first && !described {
            return None;
        }
        Some(Bond::new(self.joined(hit).unwrap_or(hit.category), hit.first, "subject"))
    }

    /// "three people believed to be students were killed": what they are said to be stands between.
    pub(super) fn supposed_to_be(&self, count: &Count) -> Option<Bond> {
        let at = count.end + usize::from(self.line.lower(count.end) == ",");
        let link = matches!(self.line.lower(at + 1), "to" | "as" | "of");
        if !has("supposed", self.line.lower(at)) || !link || count.head.is_none() {
            return None;
        }
        let be = (at + 3..self.line.words.len().min(at + 12)).find(|&k| is_be(self.line.lower(k)))?;
        let verb = (be + 1..be + 4).find(|&k| !is_light(self.line.lower(k)) && !is_be(self.line.lower(k)))?;
        let hit = self.hit_at(verb).filter(|h| matches!(h.shape, Shape::Hits | Shape::State))?;
        let alone = (at..verb).all(|k| crate::numbers::numeral(self.line.lower(k)).is_none());
        (alone && hit.form != Form::Gerund)
            .then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), verb, "subject"))
    }

    /// "Three officers, Amo Sel, Omar Tari and Oda Ruiz, were killed": their names stand between.
    pub(super) fn named_between(&self, count: &Count) -> Option<Bond> {
        let line = self.line;
        let at = count.end;
        let opens = matches!(line.lower(at), "," | "-" | "–" | "—" | "(");
        if !opens || count.head.is_none() || count.number.kind != NumberKind::Numeral {
            return None;
        }
        let verb = |i: usize| line.words[i].tag.starts_with("VB") || is_be(line.lower(i));
        let be = (at + 1..line.words.len().min(at + 44)).find(|&i| verb(i))?;
        let closed = matches!(line.lower(be - 1), "," | "-" | "–" | "—" | ")") && be > at + 3;
        let names = (at + 1..be).filter(|&i| line.words[i].is_capitalised()).count();
        let others = (at + 1..be).any(|i| has("alongside", line.lower(i)) || line.lower(i) == "with");
        let joined = !others && (at + 1..be).any(|i| line.lower(i) == "and");
        let told = (be..be + 4).find(|&i| !is_light(line.lower(i)) && !is_be(line.lower(i)))?;
        let hit = self.hit_at(told).filter(|h| h.form != Form::Gerund && h.form != Form::Present)?;
        let suffers = hit.shape == Shape::Befalls || hit.shape == Shape::State || self.is_passive(hit);
        (closed && joined && names > 1 && suffers)
            .then(|| Bond::new(self.joined(hit).unwrap_or(hit.category), told, "subject"))
    }

    /// "were rounded up, taken to the river and executed": what came of them in the end, whatever befell them before.
    pub(super) fn killed_in_the_end(&self, count: &Count) -> Option<Bond> {
        let all = self.befallen(count);
        let (first, rest) = all.split_first()?;
        let taken = matches!(first.category, Category::Arrested | Category::Captured | Category::Kidnapped);
        let killed = rest.iter().find(|h| h.category == Category::Killed && self.joined(h).is_none())?;
        taken.then(|| Bond::new(Category::Killed, killed.first, "subject"))
    }

    /// "eight passengers, whom they shot dead", "two warders, stabbed early in the riot, were": what a clause that hangs
    /// on the people says was done to them.
    pub(super) fn described_by(&self, count: &Count) -> Option<Bond> {
        let head = count.head.filter(|_| self.line.is_parsed() && count.harm_noun.is_none())?;
        let whom = |verb: usize| {
            let them = |k: usize, relation: &str| relation == "dobj" && self.line.lower(k) == "whom";
            self.line.children(verb).any(|(k, relation)| them(k, relation))
        };
        let set_off = |verb: usize| self.line.lower(verb - 1) == "," && self.line.words[verb].tag == "VBN";
        let clauses = self.line.children(head).filter(|(k, _)| *k > head + 1);
        let mut hits = clauses.filter_map(|(k, relation)| match relation {
            "relcl" if whom(k) => self.hit_at(k),
            "acl" if set_off(k) && !self.line.children(k).any(|(_, r)| r == "dobj") => self.hit_at(k),
            _ => None,
        });
        let hit = hits.find(|h| h.shape == Shape::Hits)?;
        Some(Bond::new(self.joined(hit).unwrap_or(hit.category), hit.first, "subject"))
    }

    /// The words for what befell those counted, of the verbs whose subject they are by the tree.
    fn befallen(&self, count: &Count) -> Vec<&Hit> {
        let Some(head) = count.head.filter(|_| self.line.is_parsed()) else { return Vec::new() };
        // "three of the five insurgents who came were killed"
        let of = count.of_them && self.line.words[head].relation == "pobj";
        let Some(noun) = self.line.words.get(if of { count.number.core } else { head }) else { return Vec::new() };
        if !matches!(noun.relation, "nsubj" | "nsubjpass") || noun.head < count.end {
            return Vec::new();
        }
        let passive = noun.relation == "nsubjpass";
        let object = |verb: usize| self.line.children(verb).any(|(_, r)| r == "dobj");
        let befell = |verb: usize| {
            let hit = self.hit_at(verb)?;
            let first = verb == noun.head;
            // taggers take "were robbed and shot" for one who shot, where nobody is shot
            let suffered = matches!(self.line.words[verb].tag, "VBN" | "VBD") && !object(verb);
            let fits = match hit.shape {
                Shape::Hits | Shape::State if passive && first => self.is_passive(hit),
                Shape::Hits => passive && suffered && !self.takes_object(hit.end),
                Shape::Befalls => hit.form != Form::Gerund && self.line.words[verb].tag.starts_with("VB"),
                _ => false,
            };
            fits.then_some(hit)
        };
        self.joined_verbs(noun.head, count).into_iter().filter_map(befell).collect()
    }

    /// A verb and those joined to it that have no subject of their own, nobody else being counted on the way.
    fn joined_verbs(&self, verb: usize, count: &Count) -> Vec<usize> {
        let own = |v: usize| self.line.children(v).any(|(_, r)| matches!(r, "nsubj" | "nsubjpass"));
        let counted =
            |v: usize| self.counts.iter().any(|c| (verb..v).contains(&c.first()) && c.first() != count.first());
        let mut chain = vec![verb];
        let mut next = 0;
        while let Some(&at) = chain.get(next) {
            let joined = self.line.children(at).filter(|(_, relation)| *relation == "conj").map(|(k, _)| k);
            // "stopped at a gate, robbed and shot dead": the tree hangs what goes on from a comma on the word before it
            let loose = (at + 1..self.line.words.len()).filter(|&k| self.goes_on_from(at, k));
            let more: Vec<usize> = joined.chain(loose).filter(|k| *k > at && !chain.contains(k)).collect();
            chain.extend(more.into_iter().filter(|&k| {
                self.line.words[k].tag.starts_with("VB") && !own(k) && !counted(k) && !has("modal", self.line.lower(k))
            }));
            next += 1;
        }
        chain.sort_unstable();
        chain
    }

    /// Whether the participle at `k`, set off by a comma, goes on the list of verbs that the one at `verb` opens.
    fn goes_on_from(&self, verb: usize, k: usize) -> bool {
        let word = &self.line.words[k];
        let loose =
            matches!(word.relation, "acl" | "advcl") && word.tag.starts_with("VB") && self.line.lower(k - 1) == ",";
        let list = || self.line.children(k).any(|(c, r)| r == "conj" && self.line.words[c].tag.starts_with("VB"));
        let above = || {
            let up = std::iter::successors(Some(word.head), |&i| Some(self.line.words[i].head).filter(|h| *h != i));
            up.take(5).any(|i| i == verb)
        };
        loose && list() && above()
    }
}
