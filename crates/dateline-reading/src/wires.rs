//! The directory of news agencies, and which of them a text credits.
//!
//! A name that can mean nothing else ("AFP") credits its wire wherever it stands; one that can ("AP", "PA", "SANA")
//! only where a credit is given: in brackets, after "told", before "reported", in a byline.

use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A news agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wire {
    /// Its short name, as reports are labelled with ("AFP").
    pub code: String,
    /// The country of its seat, ISO 3166-1 alpha-2.
    pub country: String,
    /// Its full name.
    pub name: String,
    /// Names that mean it wherever they stand.
    pub sure: Vec<String>,
    /// Names that mean it only where a credit is given.
    pub unsure: Vec<String>,
}

/// The directory of news agencies.
#[derive(Debug)]
pub struct Wires {
    all: Vec<Wire>,
    names: BTreeMap<String, usize>,
    scanner: Option<AhoCorasick>,
    /// For each pattern of the scanner: the wire, and whether its name is sure.
    patterns: Vec<(usize, bool)>,
}

static WIRES: LazyLock<Wires> = LazyLock::new(|| Wires::from_table(include_str!("../data/wires.txt")));

/// The built-in directory.
///
/// ```
/// use dateline_reading::wires;
/// assert_eq!(wires().credited("A security source told AFP that 77 had died."), ["AFP"]);
/// assert!(wires().credited("The AP government resigned.").is_empty());
/// ```
pub fn wires() -> &'static Wires {
    &WIRES
}

impl Wires {
    /// Reads a table: `code | country | name | sure names, … | names that need a credit, …` a line, `#` for remarks.
    pub fn from_table(table: &str) -> Wires {
        let list = |cell: Option<&str>| -> Vec<String> {
            cell.unwrap_or("").split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
        };
        let mut all = Vec::new();
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut cells = line.split('|').map(str::trim);
            let mut next = || cells.next().unwrap_or("").to_owned();
            let (code, country, name) = (next(), next(), next());
            let (sure, unsure) = (list(cells.next()), list(cells.next()));
            all.push(Wire { code, country, name, sure, unsure });
        }
        Wires::index(all)
    }

    fn index(all: Vec<Wire>) -> Wires {
        let mut names = BTreeMap::new();
        let (mut patterns, mut words) = (Vec::new(), Vec::new());
        for (at, wire) in all.iter().enumerate() {
            let sure = wire.sure.iter().map(|n| (n, true));
            for (name, is_sure) in sure.chain(wire.unsure.iter().map(|n| (n, false))) {
                names.entry(name.to_lowercase()).or_insert(at);
                patterns.push((at, is_sure));
                words.push(name.clone());
            }
            names.entry(wire.name.to_lowercase()).or_insert(at);
            names.entry(wire.code.to_lowercase()).or_insert(at);
        }
        let scanner = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        Wires { all, names, scanner, patterns }
    }

    /// Every agency, in the order of the table.
    pub fn all(&self) -> &[Wire] {
        &self.all
    }

    /// The agency called exactly this (any case, "the" and "agency" aside), or none.
    pub fn find(&self, name: &str) -> Option<&Wire> {
        let lower = name.trim().trim_end_matches('.').to_lowercase();
        let bare = lower.trim_start_matches("the ").trim_end_matches(" news agency").trim_end_matches(" agency");
        self.names.get(lower.as_str()).or_else(|| self.names.get(bare)).and_then(|at| self.all.get(*at))
    }

    /// The agency with this code, or none.
    pub fn by_code(&self, code: &str) -> Option<&Wire> {
        self.all.iter().find(|wire| wire.code == code)
    }

    /// The codes of the agencies that `text` credits, sorted.
    pub fn credited(&self, text: &str) -> Vec<String> {
        let Some(scanner) = &self.scanner else { return Vec::new() };
        let mut found = BTreeSet::new();
        for hit in scanner.find_iter(text) {
            let Some(&(at, sure)) = self.patterns.get(hit.pattern().as_usize()) else { continue };
            let (before, after) = (&text[..hit.start()], &text[hit.end()..]);
            if is_word(before, after) && (sure || is_credit(before, after)) {
                found.insert(self.all[at].code.clone());
            }
        }
        found.into_iter().collect()
    }
}

/// Whether a name stands by itself, not within a longer word or address.
fn is_word(before: &str, after: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_' || c == '@';
    let left = before.chars().next_back();
    let right = after.chars().next();
    let dotted = after.strip_prefix('.').and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphanumeric());
    !left.is_some_and(joins) && left != Some('#') && !right.is_some_and(joins) && !dotted
}

/// Whether the words beside a name give it credit: "(AP)", "told AP", "AP reported", "by the AP", "AP photo".
fn is_credit(before: &str, after: &str) -> bool {
    const AHEAD: &[&str] = &[
        "told", "tells", "by", "from", "via", "to", "agency", "agence", "agencia", "agência", "agenzia", "with",
        "source", "credit",
    ];
    const BEHIND: &[&str] = &[
        "reported",
        "reports",
        "said",
        "says",
        "quoted",
        "cited",
        "correspondent",
        "reporter",
        "journalist",
        "photographer",
        "news",
        "photo",
        "agency",
        "learned",
        "writes",
        "stringer",
        "contributed",
        "citing",
        "quoting",
        "wrote",
        "a",
        "ha",
        "informó",
        "adds",
    ];
    let before = before.trim_end();
    let after = after.trim_start();
    if before.ends_with(['(', '/', '[', '©']) && after.starts_with([')', '/', ']', ',', '-']) {
        return true;
    }
    let ahead = last_word(before.strip_suffix(" the").or(before.strip_suffix(" The")).unwrap_or(before)).to_lowercase();
    let behind = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    // "according to AP" and "told to AP" credit; "went to AP" does not.
    let to = ahead == "to"
        && last_word(before.trim_end_matches("the").trim_end().trim_end_matches("to").trim_end()) == "according";
    // A byline or copyright line holds little else.
    let alone = after.is_empty()
        && before.split_whitespace().count() <= 4
        && (before.is_empty() || before.starts_with(['©', '(']) || before.starts_with("Copyright"));
    to || alone
        || (ahead != "to" && AHEAD.contains(&ahead.as_str()))
        || (BEHIND.contains(&behind.as_str()) && !after.starts_with([',', '.']))
}

fn last_word(text: &str) -> &str {
    text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_of_many_kinds() {
        for (text, expected) in [
            ("an AFP correspondent said", vec!["AFP"]),
            ("BAMAKO (Reuters) - x", vec!["Reuters"]),
            ("Copyright 2031 The Associated Press. All rights reserved.", vec!["AP"]),
            ("the official told the AP.", vec!["AP"]),
            ("state agency SANA reported a raid", vec!["SANA"]),
            ("according to Xinhua and Anadolu Agency", vec!["AA", "Xinhua"]),
            ("Copyright AP", vec!["AP"]),
        ] {
            assert_eq!(wires().credited(text), expected, "{text}");
        }
    }

    #[test]
    fn names_that_mean_something_else() {
        for text in [
            "AP exams begin",
            "the MENA region",
            "He took AA batteries",
            "SANA Clinic",
            "write to x@afp.com",
            "EFES",
            "PAPA",
        ] {
            assert!(wires().credited(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_table_is_sound() {
        let table = wires();
        assert!(table.all().len() >= 40);
        let codes: Vec<String> = table.all().iter().map(|w| w.code.to_lowercase()).collect();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "sorted by code, each once: {codes:?}");
        for wire in table.all() {
            assert!(wire.country.len() == 2 && !wire.name.is_empty(), "{wire:?}");
            assert!(!wire.sure.is_empty() || !wire.unsure.is_empty(), "{wire:?}");
        }
    }
}
