//! Rules for source files: their size, their opening, what must not stand in them.

use crate::tree::Tree;

const WARN: usize = 500;
const FAIL: usize = 800;
const ALLOWED: &str = include_str!("allow.txt");

/// Crates that meet the world: the program, what watches feeds, the tasks, the measuring.
const WORLDLY_CRATES: [&str; 5] = ["crates/dateline-cli/", "crates/dateline-watch/", "fuzz/", "measure/", "xtask/"];

/// What a core crate must be given instead of reaching for it.
const WORLD: [&str; 8] =
    ["std::fs", "std::net", "std::process", "env::var", "env::args", "SystemTime::now", "Instant::now", "Zoned::now"];

/// (files that are long, files that are too long), without their tests.
pub fn sizes(tree: &Tree) -> (Vec<String>, Vec<String>) {
    let (mut long, mut too_long) = (Vec::new(), Vec::new());
    for file in tree.ending(&[".rs"]) {
        let lines = own_code(&tree.text(file)).lines().count();
        let said = format!("{file}: {lines} lines");
        if lines > FAIL && !is_allowed(file) {
            too_long.push(said);
        } else if lines > WARN {
            long.push(said);
        }
    }
    (long, too_long)
}

fn is_allowed(file: &str) -> bool {
    let entries = ALLOWED.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(':'));
    entries.into_iter().any(|(path, reason)| path == file && !reason.trim().is_empty())
}

/// The text before the unit tests.
fn own_code(text: &str) -> &str {
    let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
    &text[..end]
}

/// Source files whose first line is no `//!`.
pub fn without_opening(tree: &Tree) -> Vec<String> {
    tree.ending(&[".rs"]).filter(|f| !tree.text(f).starts_with("//!")).map(str::to_owned).collect()
}

/// Lines with a macro for what is not done, or for looking.
pub fn left_overs(tree: &Tree) -> Vec<String> {
    // Cut in two, so that this file does not name them.
    let names = ["todo", "dbg", "unimplemented"].map(|n| format!("{n}!("));
    lines_with(tree, |_| true, |line| names.iter().any(|n| line.contains(n.as_str())), str::to_owned)
}

/// Lines of core crates that read the clock, the environment, the disk or the network. Tests may.
pub fn worldly(tree: &Tree) -> Vec<String> {
    let core = |f: &str| {
        f.starts_with("crates/")
            && f.contains("/src/")
            && !f.contains("/src/bin/")
            && !WORLDLY_CRATES.iter().any(|c| f.starts_with(c))
    };
    let found = |line: &str| WORLD.iter().any(|w| line.contains(w));
    lines_with(tree, core, found, |text| own_code(text).to_owned())
}

/// "file:line: text" for the lines that are no comments and that `found` finds, in the part of each file that counts.
fn lines_with(
    tree: &Tree,
    counts: impl Fn(&str) -> bool,
    found: impl Fn(&str) -> bool,
    part: impl Fn(&str) -> String,
) -> Vec<String> {
    let mut findings = Vec::new();
    for file in tree.ending(&[".rs"]).filter(|f| counts(f)) {
        for (number, line) in part(&tree.text(file)).lines().enumerate() {
            if found(line) && !line.trim_start().starts_with("//") {
                findings.push(format!("{file}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    findings
}

#[test]
fn unit_tests_do_not_count() {
    assert_eq!(own_code("fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"), "fn a() {}\n");
    assert_eq!(own_code("fn a() {}\n"), "fn a() {}\n");
}
