//! A ledger's file from outside: each command, its streams and its exit codes.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An invented attack, and an invented later one.
const GAO: &str = "date 2031-03-05\n\nBlast in Gao kills six\n\nGAO, Mali, March 5 (AFP) - A bomb killed six people at a \
market in Gao, Mali, on Tuesday, police said. Elders spoke of eight graves.\n";
const KIDAL: &str = "date 2031-04-12\n\nGunmen kill three in Kidal\n\nGunmen killed three traders on a road near Kidal, \
Mali, on Friday, the mayor said.\n";

fn dateline(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).args(arguments).assert()
}

fn on(command: &[&str], at: &Path) -> OutputAssert {
    dateline(&[command, &["--ledger", "mali.ledger"]].concat(), at)
}

fn stdout(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn stderr(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/gao.txt"), GAO).unwrap();
    fs::write(folder.path().join("in/kidal.txt"), KIDAL).unwrap();
    folder
}

fn filled() -> TempDir {
    let folder = folder();
    on(&["add", "in"], folder.path()).success();
    folder
}

fn ids(at: &Path) -> Vec<String> {
    let lines = stdout(&on(&["incidents", "--format", "jsonl"], at).success());
    let incident = |line: &str| Some(json(line)).filter(|l| l["type"] == "incident");
    lines.lines().filter_map(incident).map(|l| l["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_added_is_what_is_read() {
    let folder = folder();
    let at = folder.path();
    let done = on(&["add", "in/kidal.txt", "in/gao.txt", "in/gao.txt"], at).success();
    assert_eq!(stderr(&done), "dateline: 2 reports added to mali.ledger; it holds 2 incidents\n");
    assert_eq!(stdout(&done), "");
    let read = stdout(&dateline(&["read", "in", "--format", "json"], at).success());
    assert_eq!(stdout(&on(&["incidents", "--format", "json"], at).success()), read);
    let done = on(&["add", "in"], at).success();
    assert_eq!(stderr(&done), "dateline: 0 reports added to mali.ledger, 2 known already; it holds 2 incidents\n");
    let verified = stdout(&on(&["verify"], at).success());
    assert_eq!(verified, "mali.ledger: sound; 2 reports, 2 incidents, as the log has them\n");
}

#[test]
fn bad_inputs_are_skipped_by_name() {
    let folder = folder();
    fs::write(folder.path().join("in/empty.txt"), "").unwrap();
    let done = on(&["add", "in", "missing.txt"], folder.path()).code(3);
    let said = stderr(&done);
    assert!(said.contains("skipped in/empty.txt: ") && said.contains("skipped missing.txt: "), "{said}");
    assert!(said.ends_with("2 reports added to mali.ledger; it holds 2 incidents\n"), "{said}");
    let done = on(&["add", "missing.txt"], folder.path()).code(1);
    assert!(stderr(&done).ends_with("dateline: nothing could be read\n"));
}

#[test]
fn incidents_are_listed_and_filtered() {
    let folder = filled();
    let list = |filter: &[&str]| stdout(&on(&[&["incidents"], filter].concat(), folder.path()).success());
    let all = list(&[]);
    assert!(
        all.contains("4 March 2031 · Gao, Mali") && all.contains("6 (6 to 6)") || all.contains("6 killed"),
        "{all}"
    );
    assert!(all.ends_with("2 incidents\n"));
    for (filter, town) in [
        (vec!["--place", "gao"], "Gao"),
        (vec!["--from", "2031-04-01"], "Kidal"),
        (vec!["--to", "2031-03-31"], "Gao"),
        (vec!["--toll", "5"], "Gao"),
        (vec!["--text", "Elders graves"], "Gao"),
        (vec!["--type", "explosions"], "Gao"),
        (vec!["--box", "18,-1,19,3"], "Kidal"),
        (vec!["--box=-90,-180,17,180"], "Gao"),
    ] {
        let found = list(&filter);
        assert!(found.ends_with("1 incident\n") && found.contains(town), "{filter:?}: {found}");
    }
    assert_eq!(list(&["--place", "Lima"]), "No incident.\n");
    let done = on(&["incidents", "--box", "1,2,3"], folder.path()).code(2);
    assert!(stderr(&done).contains("a box is written south,west,north,east"));
}

#[test]
fn an_incident_is_shown_and_explained() {
    let folder = filled();
    let at = folder.path();
    let id = ids(at)[0].clone();
    let shown = stdout(&on(&["show", &id[..8]], at).success());
    assert!(shown.contains("KILLED") && shown.contains(&id) && shown.contains("gao.txt"), "{shown}");
    assert!(!shown.contains("Kidal"));
    let lowest = json(&stdout(&on(&["show", &id, "--rule", "lowest", "--format", "json"], at).success()));
    assert_eq!(lowest["incidents"][0]["estimates"][0]["rule"], "lowest");
    let early = json(&stdout(&on(&["show", &id, "--as-of", "2031-03-01", "--format", "json"], at).success()));
    assert_eq!(early["incidents"].as_array().unwrap().len(), 0);
    let compared = stdout(&on(&["show", &id, "--compare"], at).success());
    for rule in ["recent", "lowest", "min-max", "representative"] {
        assert!(compared.contains(rule), "{compared}");
    }
    on(&["show", &id, "--html", "page.html"], at).success();
    assert!(fs::read_to_string(at.join("page.html")).unwrap().contains("<mark"));
    let lines = stdout(&on(&["show", &id, "--format", "jsonl"], at).success());
    for line in lines.lines().map(json) {
        let told = line["id"].as_str().unwrap().to_owned();
        assert!(stdout(&on(&["explain", &told], at).success()).contains(&told));
    }
    assert!(stderr(&on(&["show", "i-nothing"], at).code(1)).contains("no incident has the id “i-nothing”"));
    assert!(stderr(&dateline(&["explain", &id], at).code(2)).contains("<PATH>"));
}

#[test]
fn people_decide_and_take_back() {
    let folder = filled();
    let at = folder.path();
    let [gao, kidal] = ids(at).try_into().unwrap();
    let signed = ["--by", "A. Desk", "--why", "one convoy"];
    let review = |what: &[&str]| on(&[&["review"], what, &signed].concat(), at);
    let done = review(&["merge", &gao, &kidal]).success();
    assert!(stderr(&done).starts_with("dateline: decision 2: "), "{}", stderr(&done));
    assert_eq!(ids(at), std::slice::from_ref(&gao));
    let shown = stdout(&on(&["show", &kidal], at).success());
    assert!(shown.contains("DECIDED") && shown.contains("one convoy (decision 2)"), "{shown}");
    let merged = json(&stdout(&on(&["show", &gao, "--format", "json"], at).success()))["incidents"][0].clone();
    assert_eq!((&merged["status"], &merged["decisions"][0]["what"]), (&"reviewed".into(), &"merge".into()));
    assert!(merged["absorbed"].as_array().unwrap().contains(&kidal.clone().into()));
    review(&["set", &gao, "killed", "9"]).success();
    let words = ["--words", "Elders spoke of eight graves.", "--figure", "eight", "--low", "8", "--category", "killed"];
    review(&[&["add-claim", &gao, "gao.txt"], &words[..]].concat()).success();
    review(&["split", &gao, "kidal.txt"]).success();
    assert_eq!(ids(at).len(), 2);
    on(&["undo", "2", "--by", "B. Desk"], at).success();
    assert!(stderr(&on(&["undo", "2"], at).code(1)).contains("operation 2 was taken back before"));
    let log = stdout(&on(&["log"], at).success());
    for expected in ["(taken back)", "does not apply: none of these reports is in", "by B. Desk: operation 2"] {
        assert!(log.contains(expected), "{expected} in\n{log}");
    }
    on(&["compact"], at).success();
    on(&["verify"], at).success();
    assert!(stderr(&review(&["set", &gao, "colour", "red"]).code(1)).contains("there is no field “colour”"));
    assert!(stderr(&on(&["review", "merge", &gao, &kidal, "--by", "x"], at).code(2)).contains("--why"));
}

#[test]
fn a_file_that_is_no_ledger_is_named() {
    let folder = folder();
    let at = folder.path();
    for command in
        [vec!["incidents"], vec!["show", "i-1"], vec!["log"], vec!["verify"], vec!["undo", "1"], vec!["compact"]]
    {
        assert!(stderr(&on(&command, at).code(1)).contains("there is no ledger at mali.ledger"), "{command:?}");
    }
    fs::write(at.join("mali.ledger"), GAO.repeat(40)).unwrap();
    for command in [vec!["add", "in"], vec!["incidents"], vec!["log"]] {
        assert!(stderr(&on(&command, at).code(1)).contains("mali.ledger is no ledger"), "{command:?}");
    }
}
