//! Passes over feeds of a real server on loopback: what is fetched, what is left alone, what is remembered.

// A real server is asked in real time.
#![allow(clippy::disallowed_methods)]

mod server;

use dateline_reading::{Options, Source, read_all};
use dateline_watch::{Archive, Event, Feeds, Fetcher, Limits, Pass, State, Watch, WatchError};
use server::Server;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

const STORY: &str = "<p>Four people died in a raid on the village of Norvale, the governor of the province told reporters \
    there on the next day, and three houses burnt down.</p><p>The army said that it had sent two helicopters to the place.</p>";

fn page(title: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{STORY}</article></body></html>"
    )
}

fn feed(server: &Server, items: &[(&str, &str)]) -> Vec<u8> {
    let item = |(path, title): &(&str, &str)| {
        format!(
            "<item><title>{title}</title><link>{}{path}</link><guid>{path}</guid><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate>\
             <description>Four people died in {title}, as the feed says in a whole sentence of its own.</description></item>",
            server.base
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Post</title>{items}</channel></rss>")
        .into_bytes()
}

fn feeds(server: &Server, more: &str) -> Feeds {
    let text = format!("allow_private = ['127.0.0.1']\ndelay = 0\n[[feed]]\nurl = '{}/rss'\n{more}\n", server.base);
    Feeds::parse(&text, "feeds.toml").unwrap()
}

fn watch(feeds: &Feeds, state: State) -> Watch {
    let limits = Limits { bytes: 200_000, time: Duration::from_millis(700), redirects: 3 };
    Watch::new(
        feeds.clone(),
        Fetcher::new(limits, feeds.contact.as_deref(), &feeds.allow_private),
        state,
        jiff::Timestamp::now,
    )
}

fn pass(watch: &mut Watch, folder: &Path) -> (Pass, Vec<Event>) {
    let mut events = Vec::new();
    let mut archive = Archive::new(folder);
    let done = watch.pass(true, &mut archive, &mut |event| events.push(event)).unwrap();
    (done, events)
}

/// Title and day of what the folder holds.
fn kept(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let reading = read_all(&std::fs::read(&file).unwrap(), &Source::path(&name), &Options::default()).unwrap();
        assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
        found.extend(reading.reports.into_iter().map(|r| r.title.unwrap_or_default()));
    }
    found
}

#[test]
fn new_pages_are_kept_once_and_unchanged_feeds_cost_one_request() {
    let server = Server::start();
    server.at("/rss", "200 OK", "ETag: \"a\"\r\n", &feed(&server, &[("/1", "Raid one"), ("/2", "Raid two")]));
    server.at("/1", "200 OK", "Content-Type: text/html\r\n", page("Raid one").as_bytes());
    server.at("/2", "200 OK", "Content-Type: text/html\r\n", page("Raid two").as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let list = feeds(&server, "");
    let mut first = watch(&list, State::default());
    let (done, _) = pass(&mut first, folder.path());
    assert_eq!((done.asked, done.kept, done.failed), (1, 2, 0));
    assert_eq!(kept(folder.path()), ["Raid one", "Raid two"]);
    // Another run that remembers: the server says that nothing changed.
    let mut second = watch(&list, first.state().clone());
    let (done, events) = pass(&mut second, folder.path());
    assert_eq!(done.kept, 0);
    assert!(matches!(events[..], [Event::Unchanged(_)]), "{events:?}");
    // The feed changes: only what is new is fetched.
    server.at("/rss", "200 OK", "ETag: \"b\"\r\n", &feed(&server, &[("/3", "Raid three"), ("/2", "Raid two")]));
    server.at("/3", "200 OK", "Content-Type: text/html\r\n", page("Raid three").as_bytes());
    assert_eq!(pass(&mut second, folder.path()).0.kept, 1);
    assert_eq!((server.times("/1"), server.times("/2"), server.times("/3")), (1, 1, 1));
    assert!(server.asked.lock().unwrap()[0].1.contains("user-agent: dateline/"));
}

#[test]
fn robots_are_obeyed_and_the_feeds_own_words_kept() {
    let server = Server::start();
    server.at("/robots.txt", "200 OK", "", b"User-agent: *\nDisallow: /closed/\n");
    server.at("/rss", "200 OK", "", &feed(&server, &[("/closed/1", "Raid one"), ("/2", "Raid two")]));
    server.at("/2", "200 OK", "", page("Raid two").as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let (done, events) = pass(&mut watch(&feeds(&server, ""), State::default()), folder.path());
    assert_eq!((done.kept, done.failed), (2, 1));
    assert!(events.iter().any(|e| matches!(e, Event::Failed(_, WatchError::Robots))));
    assert_eq!(server.times("/closed/1"), 0);
    assert_eq!(server.times("/robots.txt"), 1);
    assert_eq!(kept(folder.path()), ["Raid one", "Raid two"]);
    // Rules that cannot be had are no permission.
    server.at("/robots.txt", "500 Oops", "", b"");
    let (done, events) = pass(&mut watch(&feeds(&server, ""), State::default()), folder.path());
    assert_eq!((done.asked, done.kept), (1, 0));
    assert!(matches!(events[..], [Event::Failed(_, WatchError::Robots)]), "{events:?}");
}

#[test]
fn a_host_that_asks_for_rest_gets_it() {
    let server = Server::start();
    server.at("/rss", "200 OK", "ETag: \"a\"\r\n", &feed(&server, &[("/1", "Raid one"), ("/2", "Raid two")]));
    server.at("/1", "429 Too Many Requests", "Retry-After: 1\r\n", b"");
    server.at("/2", "200 OK", "", page("Raid two").as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let mut watched = watch(&feeds(&server, ""), State::default());
    let (done, events) = pass(&mut watched, folder.path());
    assert_eq!((done.kept, done.failed, done.left), (0, 1, 1));
    assert!(events.iter().any(|e| matches!(e, Event::Failed(_, WatchError::Busy { status: 429, after: Some(_) }))));
    assert_eq!(server.times("/2"), 0, "nothing more is asked of the host");
    // Once rested, what was left is fetched, though the feed did not change.
    std::thread::sleep(Duration::from_millis(2100));
    server.at("/1", "200 OK", "", page("Raid one").as_bytes());
    let mut again = watch(&feeds(&server, ""), watched.state().clone());
    assert_eq!(pass(&mut again, folder.path()).0.kept, 2);
}

#[test]
fn redirects_are_followed_so_far_and_never_inside() {
    let server = Server::start();
    server.at("/rss", "301 Moved", "Location: /feed\r\n", b"");
    let items = [("/1", "Raid one"), ("/loop", "Raid two"), ("/inside", "Raid three"), ("/file", "Raid four")];
    server.at("/feed", "200 OK", "", &feed(&server, &items));
    server.at("/1", "302 Found", "Location: /1/story\r\n", b"");
    server.at("/1/story", "200 OK", "", page("Raid one").as_bytes());
    server.at("/loop", "302 Found", "Location: /loop\r\n", b"");
    let port = server.base.rsplit(':').next().unwrap();
    server.at("/inside", "302 Found", &format!("Location: http://localhost:{port}/1/story\r\n"), b"");
    server.at("/file", "302 Found", "Location: file:///etc/passwd\r\n", b"");
    let folder = tempfile::tempdir().unwrap();
    let (done, events) = pass(&mut watch(&feeds(&server, ""), State::default()), folder.path());
    assert_eq!(done.failed, 3, "{events:?}");
    let failed = |path: &str| {
        events.iter().find_map(|e| match e {
            Event::Failed(url, error) if url.ends_with(path) => Some(error.clone()),
            _ => None,
        })
    };
    assert_eq!(failed("/loop"), Some(WatchError::Redirects { limit: 3 }));
    assert_eq!(server.times("/loop"), 4);
    // The name leads to loopback, and only the number 127.0.0.1 is allowed: even its robots.txt is not asked for.
    assert_eq!(failed("/inside"), Some(WatchError::Robots));
    assert_eq!(server.times("/1/story"), 1);
    assert!(failed("/file").is_some());
}

#[test]
fn private_addresses_are_refused() {
    let server = Server::start();
    server.at("/rss", "200 OK", "", &feed(&server, &[]));
    let mut list = feeds(&server, "");
    list.allow_private.clear();
    let folder = tempfile::tempdir().unwrap();
    let (done, _) = pass(&mut watch(&list, State::default()), folder.path());
    assert_eq!((done.asked, done.failed), (1, 1));
    assert!(server.paths().is_empty(), "{:?}", server.paths());
}

#[test]
fn bodies_packed_cut_large_and_mislabelled() {
    let server = Server::start();
    let items =
        [("/gz", "Raid gz"), ("/cut", "Raid cut"), ("/big", "Raid big"), ("/bomb", "Raid bomb"), ("/latin", "Räid")];
    server.at("/rss", "200 OK", "Content-Type: text/plain; charset=ascii\r\n", &feed(&server, &items));
    let pack = |bytes: &[u8]| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    };
    server.at("/gz", "200 OK", "Content-Encoding: gzip\r\n", &pack(page("Raid gz").as_bytes()));
    let cut = format!("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{}", page("Raid cut"));
    server.raw("/cut", cut.into_bytes(), Duration::ZERO);
    server.at("/big", "200 OK", "", &vec![b'a'; 300_000]);
    server.at("/bomb", "200 OK", "Content-Encoding: gzip\r\n", &pack(&vec![b'a'; 50_000_000]));
    let latin: Vec<u8> = page("Räid").chars().map(|c| c as u8).collect();
    server.at("/latin", "200 OK", "Content-Type: text/html; charset=utf-8\r\n", &latin);
    let folder = tempfile::tempdir().unwrap();
    let (done, events) = pass(&mut watch(&feeds(&server, ""), State::default()), folder.path());
    let large =
        events.iter().filter(|e| matches!(e, Event::Failed(_, WatchError::TooLarge { limit: 200_000 }))).count();
    let broken = events.iter().filter(|e| matches!(e, Event::Failed(_, WatchError::Broken { .. }))).count();
    assert_eq!((large, broken, done.failed), (2, 1, 3), "{events:?}");
    let mut titles = kept(folder.path());
    titles.sort();
    // Those too large are told by the feed; the one cut off is tried again next time.
    assert_eq!(titles, ["Raid big", "Raid bomb", "Raid gz", "Räid"]);
}

#[test]
fn slow_hosts_do_not_hold_the_pass_up() {
    let server = Server::start();
    server.at("/rss", "200 OK", "", &feed(&server, &[("/slow", "Raid slow"), ("/2", "Raid two")]));
    let slow = format!("HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n{}", "a".repeat(400));
    server.raw("/slow", slow.into_bytes(), Duration::from_secs(20));
    server.at("/2", "200 OK", "", page("Raid two").as_bytes());
    let folder = tempfile::tempdir().unwrap();
    let start = Instant::now();
    let mut watched = watch(&feeds(&server, ""), State::default());
    let (done, events) = pass(&mut watched, folder.path());
    assert!(start.elapsed() < Duration::from_secs(8));
    assert_eq!((done.kept, done.failed), (1, 1));
    assert!(events.iter().any(|e| matches!(e, Event::Failed(_, WatchError::Slow))), "{events:?}");
    // After three tries the feed's own words must do.
    pass(&mut watched, folder.path());
    assert_eq!(pass(&mut watched, folder.path()).0.kept, 1);
    assert_eq!(pass(&mut watched, folder.path()).0, Pass { asked: 1, ..Pass::default() });
}

#[test]
fn broken_and_gone_feeds_are_named_and_rest() {
    let server = Server::start();
    server.at("/rss", "200 OK", "", b"<html><body>Not found</body></html>");
    let folder = tempfile::tempdir().unwrap();
    let mut watched = watch(&feeds(&server, ""), State::default());
    let (done, events) = pass(&mut watched, folder.path());
    assert_eq!((done.failed, done.kept), (1, 0));
    assert!(matches!(events[..], [Event::Failed(_, WatchError::NoFeed { .. })]), "{events:?}");
    assert_eq!(pass(&mut watched, folder.path()).0, Pass::default(), "it rests");
    assert!(watched.next_due() > Duration::from_secs(800));
    server.at("/rss", "410 Gone", "", b"");
    let mut fresh = watch(&feeds(&server, ""), State::default());
    pass(&mut fresh, folder.path());
    assert_eq!(pass(&mut fresh, folder.path()).0, Pass::default(), "it is gone for good");
}

#[test]
fn one_pass_takes_so_many_pages_of_a_host() {
    let server = Server::start();
    let paths: Vec<String> = (0..5).map(|n| format!("/{n}")).collect();
    let items: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "Raid")).collect();
    server.at("/rss", "200 OK", "ETag: \"a\"\r\n", &feed(&server, &items));
    for (at, path) in paths.iter().enumerate() {
        server.at(path, "200 OK", "", page(&format!("Raid {at}")).as_bytes());
    }
    let mut list = feeds(&server, "");
    list.most_pages = 3;
    let folder = tempfile::tempdir().unwrap();
    let mut watched = watch(&list, State::default());
    let (done, _) = pass(&mut watched, folder.path());
    assert_eq!((done.kept, done.left), (3, 2));
    assert_eq!(pass(&mut watched, folder.path()).0.kept, 2);
}

#[test]
fn feeds_without_pages_keep_their_own_text() {
    let server = Server::start();
    server.at("/rss", "200 OK", "", &feed(&server, &[("/1", "Raid one")]));
    let folder = tempfile::tempdir().unwrap();
    let (done, _) = pass(&mut watch(&feeds(&server, "pages = false"), State::default()), folder.path());
    assert_eq!((done.kept, server.times("/1")), (1, 0));
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let report = read_all(&std::fs::read(&file).unwrap(), &Source::path("w.warc"), &Options::default())
        .unwrap()
        .reports
        .remove(0);
    assert_eq!(report.published.unwrap().date.to_string(), "2031-03-04");
    assert!(report.url.unwrap().ends_with("/1"));
}
