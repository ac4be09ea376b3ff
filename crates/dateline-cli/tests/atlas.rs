//! `dateline atlas` from outside: packs are made, found, laid over the program's own, refused.

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

const TABLE: &str = "name,latitude,longitude,country,admin1\nOurokelle,16.1,-0.9,ML,Gao\n";
const OURS: [&str; 6] = ["--source", "our stringers", "--licence", "ours", "--date", "2031-03-01"];

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("towns.csv"), TABLE).unwrap();
    let line = "night-owls | rebel | ML | 2031- | Night Owls | | general |\n";
    fs::write(folder.path().join("groups.txt"), line).unwrap();
    folder
}

fn add(kind: &str, file: &str, at: &Path) -> OutputAssert {
    dateline(&[&["atlas", "add", kind, file, "--atlas", "packs"], &OURS[..]].concat(), at)
}

#[test]
fn a_pack_is_made_shown_and_read_with() {
    let folder = folder();
    let at = folder.path();
    assert!(
        stdout(&add("csv", "towns.csv", at).success()).starts_with("packs/001-csv-towns.atlas: 2 places of 1 rows")
    );
    assert!(stdout(&add("actors", "groups.txt", at).success()).starts_with("packs/002-actors-groups.atlas: 1 actors"));

    let found = stdout(&dateline(&["atlas", "find", "Ourokelle", "--atlas", "packs"], at).success());
    assert!(found.contains("Ourokelle, Gao, ML · town · its name · 16.1000, -0.9000 · 001-csv-towns"), "{found}");
    let found = stdout(&dateline(&["atlas", "find", "Ourokelle"], at).success());
    assert!(!found.contains("Ourokelle"), "{found}");
    let found = stdout(&dateline(&["atlas", "find", "night owls", "--atlas", "packs"], at).success());
    assert!(found.contains("night-owls") && found.contains("002-actors-groups"), "{found}");
    assert!(stderr(&dateline(&["atlas", "find", "Qwxzqv"], at).code(1)).contains("nothing is known"));

    let licences = stdout(&dateline(&["atlas", "licences", "--atlas", "packs"], at).success());
    for line in
        ["001-csv-towns", "source   our stringers: towns.csv", "licence  ours", "date     2031-03-01", "CC BY 4.0"]
    {
        assert!(licences.contains(line), "{line} in\n{licences}");
    }

    let report = "GAO, March 4 (AFP) - The Night Owls killed six people in Ourokelle, Mali, on Tuesday, police said.";
    fs::write(at.join("a.txt"), report).unwrap();
    let read =
        |more: &[&str]| stdout(&dateline(&[&["read", "a.txt", "--format", "jsonl"], more].concat(), at).success());
    assert!(read(&["--atlas", "packs"]).contains("\"name\":\"Ourokelle\""));
    assert!(!read(&[]).contains("\"name\":\"Ourokelle\""));
}

#[test]
fn what_cannot_be_a_pack_is_refused_by_name() {
    let folder = folder();
    let at = folder.path();
    let refused = |arguments: &[&str], code: i32, said: &[&str]| {
        let done = dateline(arguments, at).code(code);
        for words in said {
            assert!(stderr(&done).contains(words), "{words} in {}", stderr(&done));
        }
        assert_eq!(stdout(&done), "");
    };
    refused(&["atlas", "add", "csv", "towns.csv", "--atlas", "p"], 2, &["--source"]);
    refused(&["atlas", "add", "geonames", "towns.csv", "--atlas", "p"], 1, &["towns.csv", "19"]);
    refused(&["atlas", "add", "whosonfirst", "none", "--atlas", "p"], 1, &["none"]);
    refused(&["read", "towns.csv", "--atlas", "p"], 1, &["holds no packs"]);
    fs::write(at.join("p/001-x.atlas"), "PK").unwrap();
    refused(&["read", "towns.csv", "--atlas", "p"], 1, &["001-x.atlas", "no atlas pack"]);
    add("csv", "towns.csv", at).success();
    let whole = fs::read(at.join("packs/001-csv-towns.atlas")).unwrap();
    fs::write(at.join("p/001-x.atlas"), &whole[..whole.len() - 9]).unwrap();
    refused(&["atlas", "find", "Gao", "--atlas", "p"], 1, &["001-x.atlas", "damaged"]);
}
