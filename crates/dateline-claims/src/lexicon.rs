//! Word lists in plain text become tables: `key: entry, entry` lines under a head of `#` lines.

use rustc_hash::FxHashMap;

/// A line of a lexicon that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct LexiconError {
    /// The lexicon's file name.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// One line of a lexicon: its key and its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What stands before the colon.
    pub key: String,
    /// What stands after it, split at commas.
    pub entries: Vec<String>,
    /// The line, counted from one.
    pub line: usize,
}

/// Reads a lexicon's rows, in the order of the file.
///
/// # Errors
/// A line without a colon, or without an entry after it.
pub fn rows(file: &str, text: &str) -> Result<Vec<Row>, LexiconError> {
    let problem = |line, problem: &str| LexiconError { file: file.to_owned(), line, problem: problem.to_owned() };
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, rest) = line.split_once(": ").ok_or_else(|| problem(at, "write it as `key: entry, entry`"))?;
        let entries: Vec<String> = rest.split(", ").map(|e| e.trim().to_owned()).filter(|e| !e.is_empty()).collect();
        if entries.is_empty() {
            return Err(problem(at, "give at least one entry after the colon"));
        }
        found.push(Row { key: key.trim().to_owned(), entries, line: at });
    }
    Ok(found)
}

/// Phrases by their first word, longest first, each with a value.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: FxHashMap::default() }
    }
}

impl<T: Clone> Phrases<T> {
    /// A table of these phrases; of two equal phrases the first stays. A `<set>` in a phrase stands for each of its words.
    pub fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, T)>> = FxHashMap::default();
        let each = |(phrase, value): (String, T)| spelt_out(&phrase).into_iter().map(move |p| (p, value.clone()));
        for (phrase, value) in entries.into_iter().flat_map(each) {
            let words: Vec<String> = phrase.split(' ').map(str::to_lowercase).collect();
            let list = by_first.entry(words[0].clone()).or_default();
            if !list.iter().any(|(w, _)| *w == words) {
                list.push((words, value));
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Phrases { by_first }
    }

    /// Every phrase, its words joined by blanks, in the order of their first words.
    pub fn written(&self) -> impl Iterator<Item = String> + '_ {
        self.entries().map(|(phrase, _)| phrase)
    }

    /// Every phrase, its words joined by blanks, with its value, in the order of their first words.
    pub fn entries(&self) -> impl Iterator<Item = (String, &T)> + '_ {
        let mut lists: Vec<_> = self.by_first.iter().collect();
        lists.sort_by_key(|(first, _)| *first);
        lists.into_iter().flat_map(|(_, list)| list).map(|(words, value)| (words.join(" "), value))
    }

    /// Whether it holds no phrase.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The value of a phrase given as it is written.
    pub fn exactly(&self, phrase: &str) -> Option<&T> {
        let first = phrase.split(' ').next()?;
        let same = |words: &[String]| words.iter().map(String::as_str).eq(phrase.split(' '));
        self.by_first.get(first)?.iter().find(|(words, _)| same(words)).map(|(_, value)| value)
    }

    /// The longest phrase that starts at word `i` of `line`: its number of words and its value.
    pub fn at(&self, line: &crate::words::Line, i: usize) -> Option<(usize, &T)> {
        let list = self.by_first.get(line.lower(i))?;
        list.iter().find_map(|(words, value)| reach(line, i, words).map(|n| (n, value)))
    }

    /// Whether any phrase stands in `line`; the first such, with the rank of its first word.
    pub fn first_in(&self, line: &crate::words::Line) -> Option<(usize, usize, &T)> {
        (0..line.words.len()).find_map(|i| self.at(line, i).map(|(n, v)| (i, n, v)))
    }

    /// Every phrase in `line`: rank of its first word, number of words, value; overlapping ones by first come.
    pub fn all_in<'a>(&'a self, line: &crate::words::Line) -> Vec<(usize, usize, &'a T)> {
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

/// A phrase with each word of the sets that it names: `blast <beside> * <soft_target>`.
fn spelt_out(phrase: &str) -> Vec<String> {
    let named = phrase.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)));
    let Some((before, (set, after))) = named else { return vec![phrase.to_owned()] };
    let mut words: Vec<&str> = crate::sets::members(set).collect();
    words.sort_unstable();
    words.into_iter().flat_map(|word| spelt_out(&format!("{before}{word}{after}"))).collect()
}

/// How many words of `line` a phrase takes from word `i` on; a `*` in it takes one to three words, quoted or not.
fn reach(line: &crate::words::Line, i: usize, phrase: &[String]) -> Option<usize> {
    let Some(star) = phrase.iter().position(|word| word == "*") else {
        return line.has_at(i, phrase).then_some(phrase.len());
    };
    let (before, after) = (&phrase[..star], &phrase[star + 1..]);
    let taken = |n: usize| (i + star..i + star + n).map_while(|k| line.words.get(k));
    let words = |n: usize| taken(n).filter(|w| !w.is_quote()).count();
    let wild = |n: &usize| taken(*n).count() == *n && taken(*n).all(|w| w.is_wordlike() || w.is_quote());
    let fits = |n: &usize| words(*n) > 0 && words(*n) < 4 && line.has_at(i + star + n, after);
    line.has_at(i, before).then(|| (1..6).take_while(wild).find(fits))?.map(|n| phrase.len() - 1 + n)
}

/// The rows of a lexicon that ships with the crate: a broken one is our bug, and the audit test names it.
pub(crate) fn own_rows(file: &str, text: &str) -> Vec<Row> {
    rows(file, text).unwrap_or_default()
}

/// The regular plural of an English noun.
pub(crate) fn plural(noun: &str) -> String {
    let sibilant = ["s", "x", "ch", "sh", "z"].iter().any(|e| noun.ends_with(e));
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
