//! `dateline language` from outside: models are shown and made, and what is none is refused.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn language(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).arg("language").args(arguments).assert()
}

fn stdout(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn stderr(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_model_says_where_it_came_from() {
    let folder = TempDir::new().unwrap();
    let shown = stdout(&language(&["show"], folder.path()).success());
    for line in ["name     en_core_web_sm", "language en", "version  3.8.0", "licence  MIT", "source   https://"] {
        assert!(shown.contains(line), "{line} in\n{shown}");
    }
    let hash = shown.lines().find_map(|line| line.strip_prefix("hash ")).unwrap().trim();
    assert!(hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()));
    fs::write(folder.path().join("en.model"), dateline_language::embedded_english()).unwrap();
    assert_eq!(stdout(&language(&["show", "en.model"], folder.path()).success()), shown);
}

#[test]
fn what_is_no_model_is_refused() {
    let folder = TempDir::new().unwrap();
    let model = dateline_language::embedded_english();
    fs::write(folder.path().join("cut.model"), &model[..model.len() / 2]).unwrap();
    fs::write(folder.path().join("notes.txt"), "Gunmen killed 12 soldiers.").unwrap();
    for (file, reason) in [("cut.model", "corrupt"), ("notes.txt", "not a Dateline language model"), ("none", "read")] {
        let done = language(&["show", file], folder.path()).code(1);
        assert!(stderr(&done).contains(reason) && stderr(&done).contains(file), "{}", stderr(&done));
        assert_eq!(stdout(&done), "");
    }
}

#[test]
fn what_is_no_package_is_refused_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("notes.whl"), "Gunmen killed 12 soldiers.").unwrap();
    for wheel in ["notes.whl", "none.whl"] {
        let done = language(&["convert", wheel, "-o", "out.model"], folder.path()).code(1);
        assert!(stderr(&done).contains(wheel), "{}", stderr(&done));
        assert!(!folder.path().join("out.model").exists());
    }
    language(&["convert", "notes.whl"], folder.path()).code(2);
    language(&[], folder.path()).code(2);
}

/// The same folder of packages as for the comparison with the training library.
#[test]
fn a_package_becomes_a_model() {
    let Some(packages) = std::env::var_os("DATELINE_PACKAGES") else {
        return println!("skipped: DATELINE_PACKAGES, a folder of packages, is not set");
    };
    let folder = TempDir::new().unwrap();
    let is_wheel = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "whl");
    let wheels = fs::read_dir(packages).unwrap().map(|entry| entry.unwrap().path()).filter(is_wheel);
    for wheel in wheels {
        let done = language(&["convert", wheel.to_str().unwrap(), "-o", "out.model"], folder.path()).success();
        assert!(stderr(&done).contains("out.model: "), "{}", stderr(&done));
        let shown = stdout(&language(&["show", "out.model"], folder.path()).success());
        let name = shown.lines().next().unwrap().trim_start_matches("name").trim();
        assert!(wheel.file_name().unwrap().to_str().unwrap().starts_with(name), "{shown}");
    }
}
