//! Word lists in plain text become tables: `key: entry, entry` lines under a head of `#` lines.

mod phrases;

pub use phrases::Phrases;

use std::collections::BTreeMap;

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

/// The rows of a lexicon that ships with the crate: a broken one is our bug, and the audit test names it.
pub(crate) fn own_rows(file: &str, text: &str) -> Vec<Row> {
    rows(file, text).unwrap_or_default()
}

/// The phrases of each row of a lexicon that ships with the crate.
pub(crate) fn own_phrases(file: &str, text: &str) -> BTreeMap<String, Phrases<()>> {
    let rows = own_rows(file, text).into_iter();
    rows.map(|row| (row.key, Phrases::new(row.entries.into_iter().map(|entry| (entry, ()))))).collect()
}

/// The regular plural of an English noun.
pub fn plural(noun: &str) -> String {
    let sibilant = ["s", "x", "ch", "sh", "z"].iter().any(|e| noun.ends_with(e));
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
