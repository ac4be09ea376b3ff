//! What was fetched, as records of a web archive (WARC): the bytes as they came, with address and time.

use crate::fetch::Fetched;
use dateline_reading::FeedEntry;
use jiff::Timestamp;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where fetched pages go.
pub trait Sink {
    /// Takes a page.
    ///
    /// # Errors
    /// Where it cannot be kept: the pass ends.
    fn page(&mut self, at: Timestamp, page: &Fetched) -> io::Result<()>;

    /// Takes an entry's own text, where its page is not wanted or not to be had.
    ///
    /// # Errors
    /// Where it cannot be kept: the pass ends.
    fn entry(&mut self, at: Timestamp, feed: &str, entry: &FeedEntry) -> io::Result<()>;
}

/// A folder of WARC files, one a pass; a pass that finds nothing leaves none.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    file: Option<(PathBuf, File)>,
}

impl Archive {
    /// An archive in this folder.
    pub fn new(folder: &Path) -> Archive {
        Archive { folder: folder.to_owned(), file: None }
    }

    /// Ends the file, and says which it was; none if nothing was kept.
    pub fn close(&mut self) -> Option<PathBuf> {
        self.file.take().map(|(path, _)| path)
    }

    fn write(&mut self, at: Timestamp, record: &[u8]) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(create(&self.folder, at)?);
        }
        // A record is written at once, so that a broken run leaves whole records.
        match &mut self.file {
            Some((_, file)) => file.write_all(record),
            None => Ok(()),
        }
    }
}

fn create(folder: &Path, at: Timestamp) -> io::Result<(PathBuf, File)> {
    std::fs::create_dir_all(folder)?;
    let stem = at.strftime("watch-%Y%m%dT%H%M%SZ").to_string();
    for number in 1..1000 {
        let name = if number == 1 { format!("{stem}.warc") } else { format!("{stem}-{number}.warc") };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (path, file)),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

impl Sink for Archive {
    fn page(&mut self, at: Timestamp, page: &Fetched) -> io::Result<()> {
        let kind = page.content_type.as_deref().unwrap_or("text/html");
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n", line(kind), page.body.len());
        let block = [head.as_bytes(), &page.body].concat();
        self.write(at, &record("response", "application/http; msgtype=response", &page.url, at, &block))
    }

    fn entry(&mut self, at: Timestamp, feed: &str, entry: &FeedEntry) -> io::Result<()> {
        let url = entry.url.as_deref().unwrap_or(feed);
        let page = as_page(entry, url);
        self.write(at, &record("resource", "text/html; charset=utf-8", url, at, page.as_bytes()))
    }
}

fn record(kind: &str, content: &str, url: &str, at: Timestamp, block: &[u8]) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(url.as_bytes()).update(at.to_string().as_bytes()).update(block);
    let hash = hasher.finalize().to_hex();
    let date = at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let id = format!("{}-{}-{}-{}-{}", &hash[..8], &hash[8..12], &hash[12..16], &hash[16..20], &hash[20..32]);
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {}\r\nWARC-Date: {date}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\n\
         Content-Type: {content}\r\nContent-Length: {}\r\n\r\n",
        line(url),
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A header's value: what came from elsewhere cannot begin a line of its own.
fn line(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).collect()
}

/// A feed's entry as a small page.
fn as_page(entry: &FeedEntry, url: &str) -> String {
    let title = escape(entry.title.as_deref().unwrap_or(""));
    let date = entry.published.as_deref().map(escape).unwrap_or_default();
    let text = match entry.text.contains('<') {
        true => entry.text.clone(),
        false => entry.text.split("\n\n").map(|p| format!("<p>{}</p>\n", escape(p))).collect(),
    };
    format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title>\n<link rel=\"canonical\" href=\"{}\">\n\
         <meta property=\"article:published_time\" content=\"{date}\"></head>\n<body><article><h1>{title}</h1>\n{text}</article>\
         </body></html>\n",
        escape(url)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
