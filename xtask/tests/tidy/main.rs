//! Tidy: the rules of the house that a machine can check, each one test.
//!
//! Made from the working tree alone, so a fresh clone and an unpacked archive both pass or both fail. Whether the
//! code is right is left to the other tests.

mod code;
mod crates;
mod data;
mod docs;
mod tree;

use tree::Tree;

/// Fails with one line for each finding.
fn report(what: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{what}:\n  {}\n", findings.join("\n  "));
}

#[test]
fn files_are_short() {
    let (long, too_long) = code::sizes(&Tree::read());
    for warning in long {
        println!("warning: {warning}");
    }
    report("files beyond the limit (cut them, or give a reason in xtask/tests/tidy/allow.txt)", &too_long);
}

#[test]
fn every_source_file_says_what_it_makes() {
    report("files that do not open with `//!`", &code::without_opening(&Tree::read()));
}

#[test]
fn nothing_is_left_to_do_in_the_code() {
    report("left-overs in the code", &code::left_overs(&Tree::read()));
}

#[test]
fn core_crates_do_not_touch_the_world() {
    report("clock, environment, disk or network in a core crate", &code::worldly(&Tree::read()));
}

#[test]
fn every_path_named_in_a_document_exists() {
    report("paths that do not exist", &docs::dead_paths(&Tree::read()));
}

#[test]
fn every_rule_of_estimation_is_described() {
    report("docs/rules.md and the ledger's rules disagree", &docs::untold_rules(&Tree::read()));
}

#[test]
fn the_architecture_names_the_crates_that_exist() {
    report("ARCHITECTURE.md and the workspace disagree", &crates::unlisted(&Tree::read()));
}

#[test]
fn dependencies_run_downward_in_the_table_of_the_architecture() {
    report("dependencies against the order", &crates::upward(&Tree::read()));
}

#[test]
fn data_files_say_where_they_come_from() {
    report("data files without source, licence and date at their head", &data::headless(&Tree::read()));
}

#[test]
fn examples_say_that_they_are_invented() {
    report("example reports that do not say so", &data::not_said_to_be_invented(&Tree::read()));
}
