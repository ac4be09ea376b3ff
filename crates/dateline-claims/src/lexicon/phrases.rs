//! Phrases with values, found in a sentence word by word: one walk over all that begin alike.

use crate::words::Line;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The mark of the words that `*` stands for, among the ranks of words.
const WILD: u32 = u32::MAX;

/// Phrases, each with a value; of several that start at a word the longest is found.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    /// Ranks of the words of all phrases.
    words: FxHashMap<String, u32>,
    /// From a node by a word's rank to the next node; the phrases' start is node 0.
    steps: FxHashMap<(u32, u32), u32>,
    /// By node: the phrase that ends there.
    ends: Vec<Option<u32>>,
    /// Each phrase as it is written, with its number of words and the rank of its value.
    phrases: Vec<(String, usize, usize)>,
    values: Vec<T>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            words: FxHashMap::default(),
            steps: FxHashMap::default(),
            ends: vec![None],
            phrases: Vec::new(),
            values: Vec::new(),
        }
    }
}

/// "drive-by" as sentences hold it, whose words are cut at hyphens: "drive - by".
fn apart_at_hyphens(phrase: &str) -> String {
    let mut before = ' ';
    let mut apart = String::new();
    let mut letters = phrase.chars().peekable();
    while let Some(c) = letters.next() {
        let inner = c == '-' && before.is_alphanumeric() && letters.peek().is_some_and(|next| next.is_alphabetic());
        apart.push_str(if inner { " - " } else { "" });
        apart.extend((!inner).then_some(c));
        before = c;
    }
    apart
}

impl<T> Phrases<T> {
    /// A table of these phrases; of two equal phrases the first stays. A `<set>` in a phrase stands for each of its
    /// words, a `*` for one to three words, quoted or not.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut table = Phrases::default();
        for (phrase, value) in entries {
            let rank = table.values.len();
            table.values.push(value);
            for phrase in spelt_out(&phrase) {
                let phrase = phrase.to_lowercase();
                table.add(apart_at_hyphens(&phrase), rank);
                table.add(phrase, rank);
            }
        }
        table
    }

    fn add(&mut self, phrase: String, value: usize) {
        let mut node = 0;
        for word in phrase.split(' ') {
            let rank = match self.words.get(word) {
                _ if word == "*" => WILD,
                Some(rank) => *rank,
                None => {
                    let rank = small(self.words.len());
                    self.words.insert(word.to_owned(), rank);
                    rank
                }
            };
            let new = small(self.ends.len());
            node = *self.steps.entry((node, rank)).or_insert(new);
            if node == new {
                self.ends.push(None);
            }
        }
        let end = &mut self.ends[node as usize];
        if end.is_none() {
            *end = Some(small(self.phrases.len()));
            let words = phrase.split(' ').count();
            self.phrases.push((phrase, words, value));
        }
    }

    /// Every phrase, its words joined by blanks, in the order of their first words.
    pub fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.entries().map(|(phrase, _)| phrase)
    }

    /// Every phrase, its words joined by blanks, with its value, in the order of their first words.
    pub fn entries(&self) -> impl Iterator<Item = (String, &T)> + '_ {
        let mut phrases: Vec<_> = self.phrases.iter().collect();
        phrases.sort_by_key(|(phrase, words, _)| (phrase.split(' ').next(), Reverse(*words)));
        phrases.into_iter().map(|(phrase, _, value)| (phrase.clone(), &self.values[*value]))
    }

    /// Whether it holds no phrase.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// The value of a phrase given as it is written.
    pub fn exactly(&self, phrase: &str) -> Option<&T> {
        let step = |node: u32, word: &str| self.steps.get(&(node, *self.words.get(word)?)).copied();
        let end = phrase.split(' ').try_fold(0, step)?;
        let (_, _, value) = &self.phrases[self.ends[end as usize]? as usize];
        Some(&self.values[*value])
    }

    /// The longest phrase that starts at word `i` of `line`: its number of words and its value.
    pub fn at(&self, line: &Line, i: usize) -> Option<(usize, &T)> {
        let first = self.steps.get(&(0, *self.words.get(line.lower(i))?))?;
        let mut best = None;
        self.walk(line, *first, i, i + 1, &mut best);
        let (_, phrase, taken) = best?;
        Some((taken, &self.values[self.phrases[phrase as usize].2]))
    }

    /// Takes into `best` each phrase from word `from` on that goes on at word `at` from a node: the number of its words,
    /// its rank, and how many words of the line it takes. Of phrases as long as each other the first given stays.
    fn walk(&self, line: &Line, node: u32, from: usize, at: usize, best: &mut Option<(usize, u32, usize)>) {
        if let Some(phrase) = self.ends[node as usize] {
            let words = self.phrases[phrase as usize].1;
            if best.is_none_or(|(most, first, _)| (words, Reverse(phrase)) > (most, Reverse(first))) {
                *best = Some((words, phrase, at - from));
            }
        }
        let rank = self.words.get(line.lower(at));
        if let Some(next) = rank.and_then(|rank| self.steps.get(&(node, *rank))) {
            self.walk(line, *next, from, at + 1, best);
        }
        let Some(after) = self.steps.get(&(node, WILD)) else { return };
        let mut words = 0;
        for end in at + 1..at + 6 {
            match line.words.get(end - 1) {
                Some(w) if w.is_quote() => {}
                Some(w) if w.is_wordlike() => words += 1,
                _ => break,
            }
            if (1..4).contains(&words) {
                self.walk(line, *after, from, end, best);
            }
        }
    }

    /// Whether any phrase stands in `line`; the first such, with the rank of its first word.
    pub fn first_in(&self, line: &Line) -> Option<(usize, usize, &T)> {
        (0..line.words.len()).find_map(|i| self.at(line, i).map(|(n, v)| (i, n, v)))
    }

    /// Every phrase in `line`: rank of its first word, number of words, value; overlapping ones by first come.
    pub fn all_in<'a>(&'a self, line: &Line) -> Vec<(usize, usize, &'a T)> {
        let (mut found, mut i) = (Vec::new(), 0);
        while i < line.words.len() {
            match self.at(line, i) {
                Some((n, value)) => {
                    found.push((i, n, value));
                    i += n;
                }
                None => i += 1,
            }
        }
        found
    }
}

/// A rank as it is kept; no lexicon holds so many words that it would not fit.
fn small(rank: usize) -> u32 {
    u32::try_from(rank).unwrap_or(WILD - 1)
}

/// A phrase with each word of the sets that it names: `blast <beside> * <soft_target>`.
fn spelt_out(phrase: &str) -> Vec<String> {
    let named = phrase.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)));
    let Some((before, (set, after))) = named else { return vec![phrase.to_owned()] };
    let mut words: Vec<&str> = crate::sets::members(set).collect();
    words.sort_unstable();
    words.into_iter().flat_map(|word| spelt_out(&format!("{before}{word}{after}"))).collect()
}
