//! Matches the tokenisers' affix rules: a small backtracking engine for the regular expressions packages carry.
//!
//! They are written for Python, with look-behind and classes of thousands of characters. Texts are single words of
//! at most a few hundred characters and results are cached, so start-up cost matters here and matching speed does not.
//! [`syntax`](crate::pattern_syntax) reads the notation; this file matches.

use std::cell::Cell;

/// More steps than any sane word takes; a pattern that needs more is taken not to match.
const BUDGET: u32 = 200_000;

/// More groups and repeats within each other, or after each other, than a match of any sane word goes through.
const DEEPEST: u32 = 1200;

#[derive(Debug, Clone)]
pub(crate) enum Node {
    Char(char),
    Any,
    Class(Class),
    Start,
    End,
    WordEdge,
    Group(Vec<Vec<Node>>),
    Repeat { node: Box<Node>, min: usize, max: usize, greedy: bool },
    Look { ahead: bool, negative: bool, branches: Vec<Vec<Node>> },
}

/// A set of characters: sorted ranges, with a bit map for ASCII.
#[derive(Debug, Clone, Default)]
pub(crate) struct Class {
    pub ranges: Vec<(char, char)>,
    pub negative: bool,
    pub ascii: u128,
    /// `\w`, `\s`, `\d` and their opposites among the members.
    pub kinds: Vec<char>,
}

impl Class {
    /// Sorts and merges the ranges and fills the bit map.
    pub fn finish(mut self) -> Class {
        self.ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(self.ranges.len());
        for (low, high) in self.ranges {
            match merged.last_mut() {
                Some(last) if low as u32 <= last.1 as u32 + 1 => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        self.ranges = merged;
        self.ascii = (0..128u8).filter(|&b| self.holds(char::from(b))).fold(0, |map, b| map | 1 << b);
        self
    }

    fn holds(&self, c: char) -> bool {
        let at = self.ranges.partition_point(|range| range.1 < c);
        let inside =
            self.ranges.get(at).is_some_and(|range| range.0 <= c) || self.kinds.iter().any(|&kind| of_kind(c, kind));
        inside != self.negative
    }

    fn has(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> (c as u32) & 1 == 1 } else { self.holds(c) }
    }
}

fn of_kind(c: char, kind: char) -> bool {
    match kind {
        'w' => c.is_alphanumeric() || c == '_',
        'W' => !of_kind(c, 'w'),
        's' => is_space(c),
        'S' => !is_space(c),
        'd' => crate::lexical::is_digit(c),
        'D' => !crate::lexical::is_digit(c),
        _ => false,
    }
}

/// White space as the tokeniser sees it: Unicode's, and the four separators of ASCII.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// A compiled pattern: alternatives, and for each ASCII character the ones that may begin with it.
#[derive(Debug, Clone)]
pub struct Pattern {
    branches: Vec<Vec<Node>>,
    by_first: Vec<Vec<u16>>,
    fold: bool,
    /// Whether it may match in a text of nothing but ASCII letters.
    in_letters: bool,
}

/// The letters of ASCII, as a bit map.
const LETTERS: u128 = 0x07ff_fffe_07ff_fffe << 64;

/// Where no ASCII character stands: a wider character, or the end.
const OTHER: usize = 128;

impl Pattern {
    /// Reads a pattern in Python's notation; `None` where it uses something this engine does not know.
    pub fn new(source: &str) -> Option<Pattern> {
        let (branches, fold) = crate::pattern_syntax::read(source)?;
        let mut by_first = vec![Vec::new(); OTHER + 1];
        for (index, branch) in branches.iter().enumerate() {
            let first = first_set(branch);
            for (slot, list) in by_first.iter_mut().enumerate() {
                let byte = u8::try_from(slot).ok().filter(u8::is_ascii);
                if fold || byte.is_none_or(|byte| first.is_none_or(|map| map >> byte & 1 == 1)) {
                    list.push(u16::try_from(index).ok()?);
                }
            }
        }
        let in_letters = branches.iter().any(|branch| in_letters(branch, fold));
        Some(Pattern { branches, by_first, fold, in_letters })
    }

    /// The end of a match that begins at `at`, the first alternative that matches winning.
    pub fn match_at(&self, text: &[char], at: usize) -> Option<usize> {
        let run = Run { text, fold: self.fold, steps: Cell::new(0), depth: Cell::new(0) };
        let slot = text.get(at).map_or(OTHER, |&c| (c as usize).min(OTHER));
        let mut end = None;
        self.by_first[slot].iter().find(|&&index| {
            run.sequence(&self.branches[index as usize], at, &mut |stop| {
                end = Some(stop);
                true
            })
        });
        end
    }

    /// The first match at or after `from`, as start and end.
    pub fn search(&self, text: &[char], from: usize) -> Option<(usize, usize)> {
        // most texts are plain words, and most rules are about marks
        if !self.in_letters && text.iter().all(char::is_ascii_alphabetic) {
            return None;
        }
        (from..=text.len()).find_map(|at| Some((at, self.match_at(text, at)?)))
    }
}

/// The ASCII characters a sequence may begin with; `None` where anything may, or nothing need.
fn first_set(sequence: &[Node]) -> Option<u128> {
    let mut set = 0;
    for node in sequence {
        match node {
            Node::Start | Node::Look { .. } | Node::WordEdge => {}
            Node::Char(c) => return Some(set | if c.is_ascii() { 1 << (*c as u32) } else { 0 }),
            Node::Class(class) => return Some(set | class.ascii),
            Node::Repeat { node, min: 1.., .. } => return Some(set | first_set(std::slice::from_ref(node))?),
            Node::Repeat { node, .. } => set |= first_set(std::slice::from_ref(node))?,
            Node::Group(branches) => {
                let sets: Option<Vec<u128>> = branches.iter().map(|branch| first_set(branch)).collect();
                return Some(sets?.into_iter().fold(set, |all, one| all | one));
            }
            Node::Any | Node::End => return None,
        }
    }
    None
}

/// Whether a sequence may match in a text of nothing but ASCII letters; `true` in doubt.
fn in_letters(sequence: &[Node], fold: bool) -> bool {
    let any = |branches: &[Vec<Node>]| branches.iter().any(|branch| in_letters(branch, fold));
    sequence.iter().all(|node| match node {
        // a few wider characters are letters of ASCII in their other case
        Node::Char(c) => c.is_ascii_alphabetic() || fold && !c.is_ascii(),
        Node::Class(class) => class.ascii & LETTERS != 0 || fold && !class.ranges.is_empty(),
        Node::Group(branches) | Node::Look { negative: false, branches, .. } => any(branches),
        Node::Repeat { node, min: 1.., .. } => in_letters(std::slice::from_ref(node), fold),
        _ => true,
    })
}

struct Run<'t> {
    text: &'t [char],
    fold: bool,
    steps: Cell<u32>,
    depth: Cell<u32>,
}

type Then<'k> = &'k mut dyn FnMut(usize) -> bool;

impl Run<'_> {
    fn sequence(&self, mut nodes: &[Node], mut at: usize, then: Then<'_>) -> bool {
        while let Some((node, rest)) = nodes.split_first() {
            self.steps.set(self.steps.get() + 1);
            if self.steps.get() > BUDGET {
                return false;
            }
            match node {
                Node::Group(_) | Node::Repeat { .. } => return self.branch(node, rest, at, then),
                _ => match self.step(node, at) {
                    Some(next) => at = next,
                    None => return false,
                },
            }
            nodes = rest;
        }
        then(at)
    }

    /// A node that may match in several ways, and what follows it: each way is tried until all of it matches.
    fn branch(&self, node: &Node, rest: &[Node], at: usize, then: Then<'_>) -> bool {
        let depth = self.depth.get();
        if depth >= DEEPEST {
            return false;
        }
        self.depth.set(depth + 1);
        let mut go_on = |stop: usize| self.sequence(rest, stop, then);
        let found = match node {
            Node::Group(branches) => branches.iter().any(|branch| self.sequence(branch, at, &mut go_on)),
            Node::Repeat { node, min, max, greedy } => self.repeat(node, (*min, *max, *greedy), at, &mut go_on),
            _ => false,
        };
        self.depth.set(depth);
        found
    }

    /// A node that matches in one way only: where it leads.
    fn step(&self, node: &Node, at: usize) -> Option<usize> {
        let here = self.text.get(at).copied();
        let word = |c: Option<&char>| c.is_some_and(|&c| of_kind(c, 'w'));
        match node {
            Node::Char(c) => here.filter(|&h| h == *c || self.fold && folded(h) == folded(*c)).map(|_| at + 1),
            Node::Any => here.filter(|&h| h != '\n').map(|_| at + 1),
            Node::Class(class) => here.filter(|&h| class.has(h) || self.fold && any_case(class, h)).map(|_| at + 1),
            Node::Start => (at == 0).then_some(at),
            Node::End => (at == self.text.len()).then_some(at),
            Node::WordEdge => {
                let before = at.checked_sub(1).and_then(|i| self.text.get(i));
                (word(before) != word(self.text.get(at))).then_some(at)
            }
            Node::Look { ahead, negative, branches } => (self.look(*ahead, branches, at) != *negative).then_some(at),
            Node::Group(_) | Node::Repeat { .. } => None,
        }
    }

    fn look(&self, ahead: bool, branches: &[Vec<Node>], at: usize) -> bool {
        if ahead {
            return branches.iter().any(|branch| self.sequence(branch, at, &mut |_| true));
        }
        let ends_here =
            |start: usize| branches.iter().any(|branch| self.sequence(branch, start, &mut |stop| stop == at));
        (at.saturating_sub(8)..=at).rev().any(ends_here)
    }

    fn repeat(&self, node: &Node, range: (usize, usize, bool), at: usize, then: Then<'_>) -> bool {
        let (min, max, greedy) = range;
        if !matches!(node, Node::Group(_) | Node::Repeat { .. }) {
            return self.repeat_simple(node, range, at, then);
        }
        if min == 0 && !greedy && then(at) {
            return true;
        }
        let deeper = max > 0
            && self.sequence(std::slice::from_ref(node), at, &mut |stop| {
                stop > at && self.repeat(node, (min.saturating_sub(1), max - 1, greedy), stop, then)
            });
        deeper || (min == 0 && greedy && then(at))
    }

    fn repeat_simple(&self, node: &Node, (min, max, greedy): (usize, usize, bool), at: usize, then: Then<'_>) -> bool {
        let mut stop = at;
        let mut count = 0;
        while count < max && (greedy || count < min) {
            match self.step(node, stop) {
                Some(next) if next > stop => stop = next,
                _ => break,
            }
            count += 1;
        }
        if greedy {
            return (at.saturating_add(min)..=stop).rev().any(then);
        }
        count >= min && {
            let mut here = Some(stop);
            while let Some(stop) = here {
                if then(stop) {
                    return true;
                }
                here = if count < max { self.step(node, stop).filter(|&next| next > stop) } else { None };
                count += 1;
            }
            false
        }
    }
}

fn folded(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

fn any_case(class: &Class, c: char) -> bool {
    c.to_lowercase().chain(c.to_uppercase()).any(|c| class.has(c))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn only_what_needs_a_mark_is_left_out_of_plain_words() {
        let in_letters = |source: &str| Pattern::new(source).is_some_and(|pattern| pattern.in_letters);
        assert!(!in_letters(r"(?<=[0-9])(?:km|m)|'s|\.\.+"));
        assert!(!in_letters(r"[a-z]+(?=\d)"));
        for may in [r"(?<![0-9])km", r"(?:'|a)b?", r"\w\B|-", r"x*", "(?i)\u{17f}", "(?i)[\u{17f}]"] {
            assert_eq!(Pattern::new(may).is_some(), in_letters(may), "{may}");
        }
        let words: Vec<char> = "kilometres".chars().collect();
        for source in [r"(?<=[0-9])km|'s", r"(?<![0-9])m", r"e(?=s$)"] {
            let pattern = Pattern::new(source).unwrap();
            let careful = Pattern { in_letters: true, ..pattern.clone() };
            assert_eq!(pattern.search(&words, 0), careful.search(&words, 0), "{source}");
        }
    }
}
