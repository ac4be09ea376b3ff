//! Documents: every path they name must exist.
//!
//! A path is what stands in backquotes or in a link's brackets and looks like one: it has a slash or a known ending,
//! and neither blanks nor place-holders. Fenced blocks are commands and output, not names, and are left alone.

use crate::tree::Tree;

const ENDINGS: [&str; 14] = [
    ".html", ".json", ".jsonl", ".lock", ".lex", ".md", ".pack", ".py", ".rs", ".sh", ".spec", ".toml", ".tsv", ".txt",
];

/// "document: path" for the paths that are not there.
pub fn dead_paths(tree: &Tree) -> Vec<String> {
    let mut dead = Vec::new();
    for document in tree.ending(&[".md"]) {
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for path in named(&tree.text(document)) {
            let beside = if folder.is_empty() { path.clone() } else { format!("{folder}/{path}") };
            if is_path(tree, &path) && !tree.has(&path) && !tree.has(&beside) {
                dead.push(format!("{document}: {path}"));
            }
        }
    }
    dead
}

/// What stands in backquotes or in links, outside fenced and indented blocks.
fn named(text: &str) -> Vec<String> {
    let (mut found, mut fenced) = (Vec::new(), false);
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        if fence || fenced || line.starts_with("    ") {
            continue;
        }
        found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        let links = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        found.extend(links.map(|l| l.split('#').next().unwrap_or(l).to_owned()));
    }
    found
}

fn is_path(tree: &Tree, name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    // `NAME` in capitals stands for any name; `x/…` with no root entry before the slash is a word ("and/or").
    let placeholder = name.split(['/', '.']).any(|part| part.len() > 2 && part.chars().all(|c| c.is_ascii_uppercase()));
    let known = name.ends_with(".md") || !placeholder;
    let ending = ENDINGS.iter().any(|e| name.ends_with(e) && name.len() > e.len());
    let rooted = name.split_once('/').is_some_and(|(first, _)| !first.is_empty() && tree.has(first));
    plain && known && !name.starts_with('/') && !name.starts_with("http") && (ending || rooted)
}

/// Rules of estimation that `docs/rules.md` does not tell of, and the other way round.
pub fn untold_rules(tree: &Tree) -> Vec<String> {
    let (page, data) = (tree.text("docs/rules.md"), tree.text("crates/dateline-ledger/data/rules.toml"));
    let quoted = |line: &str, mark: char| line.split(mark).nth(1).unwrap_or_default().to_owned();
    let rules: Vec<_> = data.lines().filter(|l| l.starts_with("name = ")).map(|l| quoted(l, '"')).collect();
    let told: Vec<_> = page.lines().filter(|l| l.starts_with("| `")).map(|l| quoted(l, '`')).collect();
    let untold = rules.iter().filter(|r| !told.contains(r)).map(|r| format!("`{r}` has no row"));
    let gone = told.iter().filter(|t| !rules.contains(t)).map(|t| format!("`{t}` is no rule"));
    untold.chain(gone).collect()
}

#[test]
fn names_are_found_in_backquotes_and_links_only() {
    let text = "see `docs/a.md` and [b](b.md#top)\n\n    `not/this.rs`\n```\n`nor/this.rs`\n```\nplain docs/c.md\n";
    assert_eq!(named(text), ["docs/a.md", "b.md"]);
}
