//! `dateline watch` from outside, against a real server on loopback: what it keeps, the other commands read.

use snapbox::cmd::{Command, OutputAssert, cargo_bin};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;

fn dateline(arguments: &[&str], at: &Path) -> OutputAssert {
    Command::new(cargo_bin!("dateline")).env_clear().current_dir(at).args(arguments).assert()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A server with a feed of one story, the story, and nothing else.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let feed = format!(
        "<rss version=\"2.0\"><channel><title>Post</title><item><title>Blast in Gao</title><link>{base}/a</link></item>\
         <item><title>Gone</title><link>{base}/gone</link></item></channel></rss>"
    );
    let page = "<!DOCTYPE html><html><head><title>Blast in Gao kills six</title><meta property=article:published_time \
        content=2031-03-05></head><body><article><h1>Blast in Gao kills six</h1><p>GAO, Mali, March 5 (AFP) - A bomb killed \
        six people at a market in Gao, Mali, on Tuesday, police said.</p><p>A hospital official told AFP that 14 people were \
        wounded in the attack.</p></article></body></html>"
        .to_owned();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            while reader.read_line(&mut head).is_ok_and(|n| n > 0) && !head.ends_with("\r\n\r\n") {}
            let (status, body) = match head.split(' ').nth(1).unwrap_or("") {
                "/feed" => ("200 OK", feed.as_str()),
                "/a" => ("200 OK", page.as_str()),
                _ => ("404 Not Found", ""),
            };
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
    });
    base
}

#[test]
fn what_is_watched_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let list = format!("allow_private = ['127.0.0.1']\ndelay = 0\n[[feed]]\nurl = '{}/feed'\n", serve());
    fs::write(folder.path().join("feeds.toml"), list).unwrap();
    let done =
        dateline(&["watch", "feeds.toml", "--into", "kept", "--once", "--ledger", "gao.ledger"], folder.path()).code(3);
    let said = text(&done.get_output().stderr);
    assert!(said.contains("added 1 to gao.ledger"), "{said}");
    assert!(said.contains("/gone: its host answers with status 404") && said.contains("kept 1 in kept"), "{said}");
    let read = dateline(&["read", "kept"], folder.path()).success();
    let dossier = text(&read.get_output().stdout);
    assert!(dossier.contains("Gao") && dossier.contains("police"), "{dossier}");
    // A second pass finds nothing new and leaves no file.
    dateline(&["watch", "feeds.toml", "--into", "kept", "--once"], folder.path()).success();
    assert_eq!(fs::read_dir(folder.path().join("kept")).unwrap().count(), 2, "one archive and the state");
}

#[test]
fn private_addresses_and_broken_lists_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("feeds.toml"), format!("[[feed]]\nurl = '{}/feed'\n", serve())).unwrap();
    let done = dateline(&["watch", "feeds.toml", "--into", "kept", "--once"], folder.path()).code(3);
    assert!(text(&done.get_output().stderr).contains("skipped"));
    assert_eq!(fs::read_dir(folder.path().join("kept")).unwrap().count(), 1, "only the state");
    fs::write(folder.path().join("bad.toml"), "[[feed]]\nurl = 'file:///etc/passwd'\n").unwrap();
    let done = dateline(&["watch", "bad.toml", "--into", "kept", "--once"], folder.path()).code(1);
    assert!(text(&done.get_output().stderr).contains("is no address of the web"));
}
