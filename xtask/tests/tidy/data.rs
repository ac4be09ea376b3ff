//! Data files: each says at its head what it is made from, under which licence, and when.

use crate::tree::Tree;

/// Folders of a crate, or of the root, that hold knowledge.
const FOLDERS: [&str; 4] = ["/data/", "/lexicon/", "/lexicons/", "/rules/"];

/// Lines of comment that may make up a head.
const HEAD: usize = 30;

/// Text files of knowledge whose head lacks one of the three.
pub fn headless(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".csv", ".lex", ".tsv", ".toml", ".txt"]).filter(|f| is_knowledge(f)) {
        let head = head(&tree.text(file)).to_lowercase();
        for word in ["source", "licence", "date"] {
            if !head.contains(&format!("{word}:")) {
                findings.push(format!("{file}: no `{word}:` in its head"));
            }
        }
    }
    findings
}

fn is_knowledge(file: &str) -> bool {
    let packed = file.ends_with("Cargo.toml") || file.contains("/tests/") || file.contains("/specs/");
    let folder = file.starts_with("atlas/") || FOLDERS.iter().any(|f| file.contains(f));
    folder && !packed
}

/// The comment lines at the top of a file.
fn head(text: &str) -> String {
    text.lines().take(HEAD).take_while(|l| l.starts_with('#')).collect::<Vec<_>>().join("\n")
}

/// Example reports without the word.
pub fn not_said_to_be_invented(tree: &Tree) -> Vec<String> {
    let reports = tree.files.iter().filter(|f| f.starts_with("examples/reports/"));
    reports.filter(|f| !tree.text(f).contains("This report is invented")).cloned().collect()
}

#[test]
fn the_head_ends_where_the_data_begin() {
    assert_eq!(head("# Source: x.\n# Date: y.\nword\n# Licence: z.\n"), "# Source: x.\n# Date: y.");
}
