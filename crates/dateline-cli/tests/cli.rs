//! The program from outside, with a cleared environment: its streams, its exit codes, and inputs made to trip it.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// An invented attack, told by an invented outlet.
const REPORT: &str = "date 2031-03-05\n\nBlast in Gao kills six\n\nGAO, Mali, March 5 (AFP) - A bomb killed six people \
at a market in Gao, Mali, on Tuesday, police said.\n\nA hospital official told AFP that 14 people were wounded in the \
attack.\n";
const LATER: &str = "date 2031-03-06\n\nToll of Gao market blast rises to nine\n\nThe number of people killed in \
Tuesday's bombing of a market in Gao, Mali, rose to nine on Thursday, the governor said.\n";

fn dateline(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).args(arguments).assert()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn reports() -> TempDir {
    folder(&[("first.txt", REPORT.as_bytes()), ("later.txt", LATER.as_bytes())])
}

fn stdout(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stdout.clone()).unwrap()
}

fn stderr(done: &OutputAssert) -> String {
    String::from_utf8(done.get_output().stderr.clone()).unwrap()
}

#[test]
fn a_dossier_is_printed_for_people() {
    let folder = reports();
    let done = dateline(&["read", "."], folder.path()).success();
    let dossier = stdout(&done);
    for expected in ["Gao", "KILLED", "WOUNDED", "the governor", "[2] ¶1", "REPORTS", "first.txt"] {
        assert!(dossier.contains(expected), "{expected} in\n{dossier}");
    }
    assert_eq!(stderr(&done), "");
    assert!(!dossier.contains('\u{1b}'));
}

#[test]
fn the_ledger_is_printed_for_machines() {
    let folder = reports();
    let lines = stdout(&dateline(&["read", ".", "--format", "jsonl"], folder.path()).success());
    let kinds: Vec<String> = lines.lines().map(|line| json(line)["type"].as_str().unwrap().to_owned()).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "report").count(), 2);
    let whole = stdout(&dateline(&["read", ".", "--format", "json"], folder.path()).success());
    assert_eq!(json(&whole)["claims"].as_array().unwrap().len(), kinds.iter().filter(|kind| *kind == "claim").count());
    let layers = stdout(&dateline(&["layers", ".", "--format", "jsonl"], folder.path()).success());
    assert_eq!(layers.lines().map(|line| json(line)["type"].clone()).collect::<Vec<_>>(), ["layers", "layers"]);
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let folder = reports();
    let format = ["--format", "jsonl"];
    let read =
        |arguments: &[&str]| stdout(&dateline(&[&["read"], arguments, &format].concat(), folder.path()).success());
    let one = read(&["first.txt", "later.txt"]);
    assert_eq!(one, read(&["later.txt", "first.txt"]));
    assert_eq!(one, read(&["later.txt", "first.txt", "later.txt", "--threads", "1"]));
    assert_eq!(one, read(&["first.txt", "later.txt", "--threads", "4"]));
}

#[test]
fn standard_input_is_a_report() {
    let folder = reports();
    let run = Command::new(cargo_bin!("dateline")).env_clear().current_dir(folder.path());
    let done = run.args(["read", "-", "--format", "jsonl"]).stdin(REPORT).assert().success();
    assert_eq!(json(stdout(&done).lines().next().unwrap())["path"], "-");
}

#[test]
fn each_line_can_be_explained() {
    let folder = reports();
    let lines = stdout(&dateline(&["read", ".", "--format", "jsonl"], folder.path()).success());
    for line in lines.lines().map(json) {
        let id = line["id"].as_str().unwrap();
        let told = stdout(&dateline(&["explain", id, "."], folder.path()).success());
        assert!(told.contains(id), "{told}");
    }
    let done = dateline(&["explain", "nothing", "."], folder.path()).code(1);
    assert!(stderr(&done).contains("“nothing”"));
}

#[test]
fn the_page_is_written_beside_the_dossier() {
    let folder = reports();
    dateline(&["read", ".", "--html", "page.html"], folder.path()).success();
    assert!(fs::read_to_string(folder.path().join("page.html")).unwrap().contains("<mark"));
    let done = dateline(&["read", "first.txt", "--html", "no/such/page.html"], folder.path()).code(1);
    assert!(stderr(&done).contains("cannot write the page to no/such/page.html"));
}

#[test]
fn paint_is_asked_for_or_left_out() {
    let folder = reports();
    let painted = |arguments: &[&str]| {
        let all = [&["read", "first.txt"], arguments].concat();
        stdout(&dateline(&all, folder.path()).success()).contains('\u{1b}')
    };
    assert!(painted(&["--color", "always"]));
    assert!(!painted(&["--color", "never"]));
    assert!(!painted(&[]));
}

#[test]
fn mistakes_in_usage_are_named() {
    let folder = reports();
    for (arguments, expected) in [
        (vec![], "Usage: dateline"),
        (vec!["read"], "<PATH>"),
        (vec!["read", ".", "--rule", "loudest"], "there is no rule “loudest”; the rules are "),
        (vec!["read", ".", "--as-of", "yesterday"], "a day is written 2024-09-17"),
        (vec!["read", ".", "--format", "xml"], "[possible values: text, json, jsonl]"),
        (vec!["read", ".", "--threads", "0"], "--threads"),
        (vec!["man", "dance"], "there is no command “dance”"),
    ] {
        let done = dateline(&arguments, folder.path()).code(2);
        assert!(stderr(&done).contains(expected), "{arguments:?}: {}", stderr(&done));
        assert_eq!(stdout(&done), "", "{arguments:?}");
    }
}

#[test]
fn anchors_are_read_from_a_file() {
    let folder = folder(&[
        ("undated.txt", b"A bomb killed six people in Gao, Mali, on Tuesday, police said.\n"),
        ("anchors.json", br#"{"undated": "2031-03-05T10:00", "other": null}"#),
        ("broken.json", br#"{"undated": "soon"}"#),
    ]);
    let run =
        |anchors: &str| dateline(&["read", "undated.txt", "--anchors", anchors, "--format", "jsonl"], folder.path());
    assert!(stdout(&run("anchors.json").success()).contains("2031-03-04"));
    assert!(stderr(&run("broken.json").code(1)).contains("broken.json: “soon” for undated is not a day"));
    assert!(stderr(&run("none.json").code(1)).contains("cannot read the anchors in none.json"));
}

#[test]
fn what_cannot_be_read_is_named_and_skipped() {
    let noise: Vec<u8> = (0..100_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let folder = folder(&[
        ("good.txt", REPORT.as_bytes()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("noise.txt", &noise),
        ("not-utf8.txt", b"Six people \xff\xfe\xff were k\xf0\x28lled \x80\x81 in \xc3\x28 Gao \xff\xff\n"),
        ("nul.txt", b"a\0b\0c\0d\0"),
        ("empty-folder/.hidden", b"never read"),
    ]);
    let done = dateline(&["read", ".", "missing.txt"], folder.path()).code(3);
    let said = stderr(&done);
    for name in ["./empty.txt", "./blank.txt", "./noise.txt", "./not-utf8.txt", "./nul.txt", "missing.txt"] {
        assert!(said.contains(&format!("dateline: skipped {name}: ")), "{name} in\n{said}");
    }
    assert!(!said.contains("hidden") && !said.contains("good"), "{said}");
    assert!(stdout(&done).contains("Gao"));
    let done = dateline(&["read", "empty.txt"], folder.path()).code(1);
    assert!(stderr(&done).ends_with("dateline: nothing could be read\n"));
    assert_eq!(stdout(&done), "");
    let done = dateline(&["read", "empty-folder", "good.txt"], folder.path()).code(3);
    assert_eq!(stderr(&done), "dateline: skipped empty-folder: it is a folder without files\n");
}

#[cfg(unix)]
#[test]
fn links_and_forbidden_folders_end_no_run() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("in/good.txt", REPORT.as_bytes()), ("in/locked/secret.txt", LATER.as_bytes())]);
    let path = |name: &str| folder.path().join(name);
    symlink("nowhere.txt", path("in/broken.txt")).unwrap();
    symlink("..", path("in/loop")).unwrap();
    symlink("self", path("in/self")).unwrap();
    symlink("good.txt", path("in/same.txt")).unwrap();
    fs::set_permissions(path("in/locked"), fs::Permissions::from_mode(0o000)).unwrap();
    let open = fs::read_dir(path("in/locked")).is_ok();
    let done = dateline(&["read", "in", "--format", "jsonl"], folder.path()).code(3);
    fs::set_permissions(path("in/locked"), fs::Permissions::from_mode(0o755)).unwrap();
    let said = stderr(&done);
    assert!(said.contains("skipped in/broken.txt: it is a link to nowhere.txt, which is not there"), "{said}");
    assert!(said.contains("skipped in/loop/in: it is a link back to a folder it lies in"), "{said}");
    assert!(said.contains("skipped in/self: "), "{said}");
    // Whoever runs the tests as root may enter every folder.
    assert!(open || said.contains("skipped in/locked: there is no permission to read it"), "{said}");
    let reports = stdout(&done).lines().filter(|line| line.starts_with(r#"{"type":"report""#)).count();
    assert_eq!(reports, if open { 2 } else { 1 }, "a file under two names is one report");
}

#[test]
fn a_line_without_end_and_a_file_too_large_end_no_run() {
    let line = "killed 12 people ".repeat(50 * 1024 * 1024 / 17);
    let folder = folder(&[("line.txt", line.as_bytes()), ("good.txt", REPORT.as_bytes())]);
    let large = fs::File::create(folder.path().join("large.txt")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    let done = dateline(&["read", "."], folder.path()).code(3);
    let said = stderr(&done);
    assert!(said.contains("skipped ./large.txt: it is larger than 64 MiB; split it or leave it out"), "{said}");
    assert!(said.contains("skipped ./line.txt: "), "{said}");
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let folder = folder(&[("good.txt", REPORT.as_bytes())]);
    let done = dateline(&["read", "good.txt", "\u{1b}[31mred\n.txt"], folder.path()).code(3);
    assert_eq!(stderr(&done), "dateline: skipped \u{fffd}[31mred\u{fffd}.txt: there is no such file\n");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet() {
    use std::process::Stdio;
    let folder = reports();
    let mut run = std::process::Command::new(cargo_bin!("dateline"));
    let mut child = run
        .env_clear()
        .current_dir(folder.path())
        .args(["read", "."])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_manual_and_the_completions_come_from_the_arguments() {
    let folder = folder(&[]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(stdout(&dateline(&["completions", shell], folder.path()).success()).contains("dateline"), "{shell}");
    }
    assert!(stdout(&dateline(&["man"], folder.path()).success()).contains(".TH dateline"));
    assert!(stdout(&dateline(&["man", "read"], folder.path()).success()).contains(".TH dateline-read"));
    let rules = stdout(&dateline(&["rules"], folder.path()).success());
    assert_eq!(rules.matches("(default)").count(), 1, "{rules}");
}
