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
