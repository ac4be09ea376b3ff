//! The word lists are in order: a head that says what they are, rows that can be read, entries sorted and once each.

use dateline_claims::lexicon::rows;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn lists() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut lists: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    lists.sort();
    lists
}

#[test]
fn every_list_has_its_head() {
    for list in lists() {
        let text = std::fs::read_to_string(&list).unwrap();
        for field in ["# What:", "# Form:", "Source:", "Licence:", "Date:", "Rebuild:"] {
            assert!(text.contains(field), "{} lacks {field}", list.display());
        }
    }
}

#[test]
fn every_row_can_be_read_and_is_sorted() {
    for list in lists() {
        let text = std::fs::read_to_string(&list).unwrap();
        let name = list.file_name().unwrap().to_string_lossy().into_owned();
        let mut keys = BTreeSet::new();
        for row in rows(&name, &text).unwrap() {
            assert!(keys.insert(row.key.clone()), "{name}, line {}: {:?} stands twice", row.line, row.key);
            for pair in row.entries.windows(2) {
                assert!(pair[0] < pair[1], "{name}, line {}: {:?} stands before {:?}", row.line, pair[0], pair[1]);
            }
        }
    }
}

/// Every file below a folder of the crate, as one text.
fn text_of(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all += &if path.is_dir() { text_of(&path) } else { std::fs::read_to_string(&path).unwrap() };
    }
    all
}

#[test]
fn every_set_is_asked_for() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sets = std::fs::read_to_string(home.join("lexicon/sets.txt")).unwrap();
    let users: String = ["src", "lexicon", "frames"].iter().map(|folder| text_of(&home.join(folder))).collect();
    for row in rows("sets.txt", &sets).unwrap() {
        let asked = users.contains(&format!("\"{}\"", row.key)) || users.contains(&format!("<{}>", row.key));
        assert!(asked, "sets.txt, line {}: nothing asks for {:?}; take it out", row.line, row.key);
    }
}

#[test]
fn every_complement_is_known_and_every_word_stands_once() {
    let own = ["clause", "infinitive", "object", "passive", "predicate", "quote", "seeming"];
    let prepositions =
        ["about", "against", "as", "at", "by", "for", "from", "in", "of", "on", "over", "to", "upon", "with"];
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/statements.txt")).unwrap();
    let rows = rows("statements.txt", &text).unwrap();
    for row in &rows {
        let (kind, word) = row.key.split_once(' ').unwrap();
        assert!(matches!(kind, "verb" | "noun" | "adjective"), "statements.txt, line {}: {kind}", row.line);
        let forms = word.split('/').count();
        assert!(forms == 1 || kind == "verb" && forms == 4, "statements.txt, line {}: give one form or four", row.line);
        for taken in &row.entries {
            let known = own.contains(&taken.as_str()) || prepositions.contains(&taken.as_str());
            assert!(known, "statements.txt, line {}: {taken}", row.line);
        }
    }
    for pair in rows.windows(2) {
        assert!(pair[0].key < pair[1].key, "statements.txt, line {}: {:?}", pair[1].line, pair[1].key);
    }
}

#[test]
fn every_complement_has_its_sentences() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/layers/attributions.txt");
    let specs = std::fs::read_to_string(specs).unwrap();
    for taken in ["verb clause", "verb infinitive", "verb object", "verb passive", "verb predicate", "verb seeming"] {
        assert!(specs.contains(&format!("\n== {taken}")), "no sentence for {taken}");
    }
    for kind in ["noun clause", "noun with a preposition", "adjective clause", "adjective with a preposition"] {
        assert!(specs.contains(&format!("\n== {kind}")), "no sentence for {kind}");
    }
}

#[test]
fn a_broken_row_is_named_with_its_line() {
    let problem = rows("mine.txt", "# What: a test\nkilled hits kill\n").unwrap_err();
    assert_eq!(problem.to_string(), "mine.txt, line 2: write it as `key: entry, entry`");
    assert!(rows("mine.txt", "killed hits:  \n").is_err());
}
