//! The crates: ARCHITECTURE.md lists them in the order in which they may depend on each other.

use crate::tree::Tree;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// The crates in the order of the table: the rows whose first cell is a crate's name in backquotes.
fn table(tree: &Tree) -> Vec<String> {
    let text = tree.text("ARCHITECTURE.md");
    let first_cell = |line: &str| line.strip_prefix("| `").and_then(|rest| rest.split('`').next().map(str::to_owned));
    text.lines().filter_map(first_cell).filter(|name| name.starts_with("dateline")).collect()
}

/// The workspace's crates and, for each, the workspace crates it depends on (development apart).
fn packages(tree: &Tree) -> BTreeMap<String, Vec<String>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(tree.root());
    let output = command.output().expect("cargo metadata runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let name = |value: &Value| value["name"].as_str().unwrap_or_default().to_owned();
    let needs = |package: &Value| {
        let own = list(&package["dependencies"]).into_iter().filter(|d| d["path"].is_string());
        own.filter(|d| d["kind"].as_str() != Some("dev")).map(|d| name(&d)).collect()
    };
    list(&metadata["packages"]).iter().map(|p| (name(p), needs(p))).collect()
}

/// Crates in one of table and workspace only.
pub fn unlisted(tree: &Tree) -> Vec<String> {
    let (table, packages) = (table(tree), packages(tree));
    let ours = packages.keys().filter(|p| p.starts_with("dateline"));
    let missing = ours.filter(|p| !table.contains(p)).map(|p| format!("{p} is in no row of the table"));
    let gone = table.iter().filter(|t| !packages.contains_key(*t)).map(|t| format!("{t} is in the table only"));
    let mut findings: Vec<String> = missing.chain(gone).collect();
    findings.extend(named_elsewhere(tree, &packages));
    findings
}

/// Names of crates in the running text that no crate bears.
fn named_elsewhere(tree: &Tree, packages: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let text = tree.text("ARCHITECTURE.md");
    let names = text.split('`').skip(1).step_by(2).filter(|n| n.starts_with("dateline-") && !n.contains([' ', '/']));
    names.filter(|n| !packages.contains_key(*n)).map(|n| format!("`{n}` is named, but is no crate")).collect()
}

/// "a depends on b" where b stands below a in the table.
pub fn upward(tree: &Tree) -> Vec<String> {
    let table = table(tree);
    let row = |name: &str| table.iter().position(|t| t == name);
    let mut findings = Vec::new();
    for (package, needs) in packages(tree) {
        let Some(own) = row(&package) else { continue };
        for need in needs {
            if row(&need).is_none_or(|r| r >= own) {
                findings.push(format!("{package} depends on {need}"));
            }
        }
    }
    findings
}
