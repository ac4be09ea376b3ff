//! A folder of files made to do harm: each is skipped with its reason, the exit code is 3, and the rest is read.

use snapbox::cmd::{Command, cargo_bin};
use std::fs;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

const GOOD: &str = "date 2031-03-05\n\nBlast in Gao kills six\n\nGAO, Mali, March 5 (AFP) - A bomb killed six people at a \
market in Gao, Mali, on Tuesday, police said.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// An archive with one entry of this name.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

fn linked() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.add_symlink("a.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn laughs() -> String {
    let lol = |n: u8| format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10));
    let entities: String = (1..80).map(lol).collect();
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY lol0 \"lol\">{entities}]><rss><channel><title>&lol79;</title></channel></rss>"
    )
}

/// Each hostile file, and words of the reason it is refused with.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let nested = (0..6).fold(GOOD.as_bytes().to_vec(), |inner, n| zipped(&format!("{n}.zip"), &inner));
    let warc = |length: &str, body: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: {length}\r\n\r\n{body}"
        )
    };
    vec![
        (
            "attribute.html",
            format!("<!doctype html><p title=\"{}\">x</p>", "a".repeat(30 << 20)).into_bytes(),
            "larger than",
        ),
        ("binary.txt", (0..4000u32).map(|n| (n * 7919 % 251) as u8).collect(), "not text"),
        ("bomb.gz", gzip(&vec![b'a'; 200 << 20]), "decompression bomb"),
        ("bomb.zip", zipped("a.txt", &vec![b'a'; 200 << 20]), "decompression bomb"),
        ("climb.zip", zipped("../../climb.txt", GOOD.as_bytes()), "leads out of the archive"),
        ("cut.gz", gzip(GOOD.as_bytes())[..20].to_vec(), "broken"),
        ("cut.zip", zipped("a.txt", GOOD.as_bytes())[..90].to_vec(), "broken"),
        ("deep.html", format!("<!doctype html>{}", "<div>".repeat(60_000)).into_bytes(), "nested"),
        ("deep.json", "[".repeat(100_000).into_bytes(), "JSON"),
        ("deep.zip", nested, "nested in it too deep"),
        (
            "elements.html",
            format!("<!doctype html>{}", "<b>a</b>".repeat(210_000)).into_bytes(),
            "more than 200000 elements",
        ),
        ("empty.txt", Vec::new(), "empty"),
        ("furniture.txt", b"Advertisement\n\nFacebook Twitter\n".to_vec(), "no report"),
        ("laughs.xml", laughs().into_bytes(), "refused"),
        ("length.warc", warc("99999999999999999999", "x").into_bytes(), "without length"),
        ("line.txt", vec![b'a'; 2 << 20], "a line is larger"),
        ("link.zip", linked(), "symbolic link"),
        ("parts.jsonl", b"{\"text\": \n{\n".to_vec(), "broken"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "not text"),
        ("root.zip", zipped("/etc/cron.txt", GOOD.as_bytes()), "leads out of the archive"),
        ("short.warc", warc("5000", "HTTP/1.1 200 OK\r\n\r\n<p>x</p>").into_bytes(), "ends within a record"),
        ("table.csv", b"a,b\n1,2\n".to_vec(), "no column holds a text"),
    ]
}

fn read(folder: &Path) -> (Option<i32>, String, String) {
    let done = Command::new(cargo_bin!("dateline")).env_clear().current_dir(folder).args(["read", "."]).assert();
    let output = done.get_output();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn hostile_files_are_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let files = hostile();
    for (name, bytes, _) in &files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    let (code, dossier, said) = read(folder.path());
    assert_eq!(code, Some(3), "{said}");
    assert!(dossier.contains("Gao") && dossier.contains("police"), "{dossier}");
    assert!(!said.contains("a bug"), "{said}");
    for (name, _, reason) in files {
        let told = said.lines().find(|line| line.contains(&format!("skipped ./{name}")));
        assert!(told.is_some_and(|line| line.contains(reason)), "{name}: {reason}\n{said}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_and_not_in_circles() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.txt"), GOOD).unwrap();
    std::os::unix::fs::symlink(".", folder.path().join("circle")).unwrap();
    std::os::unix::fs::symlink("gone.txt", folder.path().join("nowhere.txt")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero")).unwrap();
    let (code, dossier, said) = read(folder.path());
    assert_eq!(code, Some(3), "{said}");
    assert!(dossier.contains("Gao"));
    for reason in ["a link back to a folder", "which is not there", "neither a file nor a folder"] {
        assert!(said.contains(reason), "{reason}\n{said}");
    }
}
