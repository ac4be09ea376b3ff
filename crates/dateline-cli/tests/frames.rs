//! `dateline frames` and `--frames` from outside: frames are listed, tried, read with, refused.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn dateline(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).args(arguments).assert()
}

fn stdout(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn stderr(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

const STONING: &str = "== stoning\nevent: Attack | attack\nalone: yes\nverbs: pelt\nvictim injury: undergoer person\n\
    perpetrator: doer agent\nneeds: victim\n+ A mob pelted two clerks. → perpetrator mob; victim clerks = injury\n";

fn folder(file: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/stoning.txt"), file).unwrap();
    folder
}

#[test]
fn frames_are_listed_and_tried() {
    let folder = folder(STONING);
    let listed = stdout(&dateline(&["frames", "--frames", "mine"], folder.path()).success());
    assert!(listed.contains("stoning (Attack)\n  verbs: pelt\n") && listed.contains("kidnapping ("), "{listed}");
    let tried = stdout(&dateline(&["frames", "--frames", "mine", "--check"], folder.path()).success());
    assert!(tried.ends_with(" examples, 0 misread\n"), "{tried}");
}

#[test]
fn an_example_that_is_misread_is_named_with_its_line() {
    let folder = folder(&format!("{STONING}- A mob pelted a guard.\n"));
    let tried = stdout(&dateline(&["frames", "--frames", "mine", "--check"], folder.path()).code(1));
    assert!(tried.contains("mine/stoning.txt, line 9: A mob pelted a guard.\n  should read  nothing\n"), "{tried}");
}

#[test]
fn a_report_is_read_with_frames_of_ones_own() {
    let folder = folder(STONING);
    let report = "GAO, March 4 (AFP) - A mob attacked a mill in Gao, Mali, on Tuesday. The rioters pelted two clerks.";
    fs::write(folder.path().join("a.txt"), report).unwrap();
    let plain = ["read", "a.txt", "--anchor", "2031-03-05", "--format", "jsonl"];
    assert!(!stdout(&dateline(&plain, folder.path()).success()).contains("\"clerks\""));
    let with = [&plain[..], &["--frames", "mine"]].concat();
    assert!(stdout(&dateline(&with, folder.path()).success()).contains("\"clerks\""));
}

#[test]
fn a_broken_frame_is_refused_with_its_line() {
    let folder = folder("== stoning\nevnt: Attack\n");
    let refused = stderr(&dateline(&["read", "mine", "--frames", "mine"], folder.path()).code(1));
    assert!(refused.contains("stoning.txt, line 2: \"evnt\" is no key"), "{refused}");
}

/// An undated report that was read with frames of one's own is read again with them, or not at all.
#[test]
fn a_ledger_is_linked_with_the_frames_it_was_read_with() {
    let folder = folder(STONING);
    let at = folder.path();
    let mob =
        "A mob attacked a mill in Gao, Mali, on Tuesday. The rioters pelted two clerks, and four people were killed.";
    let dated =
        format!(" date 2031-03-05 Mob kills four in Gao\n\nGAO, March 5 (AFP) - {mob} The mayor closed the mill.");
    fs::write(at.join("a.txt"), format!("Mob attacks mill in Gao\n\n{mob}")).unwrap();
    fs::write(at.join("b.txt"), dated).unwrap();
    let on = |command: &[&str]| dateline(&[command, &["--ledger", "gao.ledger"]].concat(), at);
    on(&["add", "a.txt", "--frames", "mine"]).success();
    let refused = stderr(&on(&["add", "b.txt"]).code(1));
    assert!(refused.contains("were read with frames of one's own: name the same folders"), "{refused}");
    let unlinked = stderr(&on(&["incidents"]).success());
    assert!(unlinked.contains("the last reports are not linked yet"), "{unlinked}");
    on(&["add", "b.txt", "--frames", "mine"]).success();
    on(&["undo", "2", "--frames", "mine"]).success();
    on(&["undo", "4", "--frames", "mine"]).success();
    let said = stdout(&on(&["verify"]).success());
    assert!(said.contains("sound"), "{said}");
}
