//! The word lists are in order: a head that says what they are, rows that can be read, entries sorted and once each.

use dateline_claims::lexicon::rows;
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
        for row in rows(&name, &text).unwrap() {
            for pair in row.entries.windows(2) {
                assert!(pair[0] < pair[1], "{name}, line {}: {:?} stands before {:?}", row.line, pair[0], pair[1]);
            }
        }
    }
}

#[test]
fn a_broken_row_is_named_with_its_line() {
    let problem = rows("mine.txt", "# What: a test\nkilled hits kill\n").unwrap_err();
    assert_eq!(problem.to_string(), "mine.txt, line 2: write it as `key: entry, entry`");
    assert!(rows("mine.txt", "killed hits:  \n").is_err());
}
