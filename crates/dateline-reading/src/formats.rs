//! Which format are these bytes in, and who reads it? Names are hints only; the first bytes decide.

use crate::decode::name_bytes;
use crate::page;

/// A format that can be told from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Page,
    Feed,
    Json,
    JsonLines,
    Table(u8),
    Gzip,
    Zstandard,
    Zip,
    Warc,
    /// Something else that is known by name and not read.
    Other(&'static str),
}

/// The format of a file, from its first bytes and, where these leave it open, from its name.
pub(crate) fn sniff(bytes: &[u8], name: Option<&str>) -> Format {
    const MAGIC: &[(&[u8], Format)] = &[
        (b"\x1F\x8B", Format::Gzip),
        (b"\x28\xB5\x2F\xFD", Format::Zstandard),
        (b"PK\x03\x04", Format::Zip),
        (b"PK\x05\x06", Format::Zip),
        (b"WARC/", Format::Warc),
    ];
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *format;
    }
    let other = name_bytes(bytes);
    if other != "binary data"
        && !(other == "a program" && bytes.starts_with(b"MZ") && !bytes.iter().take(512).any(|b| *b == 0))
    {
        return Format::Other(other);
    }
    if is_feed(bytes) {
        return Format::Feed;
    }
    if page::is_page(bytes) {
        return Format::Page;
    }
    by_name(bytes, name)
}

fn by_name(bytes: &[u8], name: Option<&str>) -> Format {
    let name = name.unwrap_or("").to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let start = bytes.trim_ascii_start();
    if ends(&[".csv"]) {
        return Format::Table(delimiter(bytes));
    }
    if ends(&[".tsv", ".tab"]) {
        return Format::Table(b'\t');
    }
    if ends(&[".jsonl", ".ndjson", ".jsonlines"]) {
        return Format::JsonLines;
    }
    let json = start.starts_with(b"{\"") || start.starts_with(b"[{") || ends(&[".json", ".ninjs"]);
    let spaced = start.first().is_some_and(|b| matches!(b, b'{' | b'['))
        && start[1..].trim_ascii_start().first().is_some_and(|b| matches!(b, b'"' | b'{'));
    match json || spaced {
        true if is_lines(start) => Format::JsonLines,
        true => Format::Json,
        false => Format::Text,
    }
}

/// Whether each of the first two lines is an object of its own.
fn is_lines(start: &[u8]) -> bool {
    let mut lines = start.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
    let whole = |line: Option<&[u8]>| line.is_some_and(|l| l.starts_with(b"{") && l.ends_with(b"}"));
    let first = whole(lines.next());
    first && lines.next().is_some_and(|line| line.starts_with(b"{"))
}

fn is_feed(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return head.starts_with('{') && head.contains("jsonfeed.org/version");
    }
    // Entities of its own have a document of data, whatever comes after them; that reader refuses a flood of them.
    if head.starts_with("<?xml") && head.contains("<!ENTITY") {
        return true;
    }
    let html = head.to_ascii_lowercase();
    ["<rss", "<feed", "<rdf:RDF", "<atom:feed"].iter().any(|mark| head.contains(mark)) && !html.contains("<html")
}

fn delimiter(bytes: &[u8]) -> u8 {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or(&[]);
    let count = |mark: u8| line.iter().filter(|b| **b == mark).count();
    [b',', b';', b'\t', b'|'].into_iter().max_by_key(|mark| (count(*mark), *mark == b',')).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell() {
        assert_eq!(sniff(b"<?xml version=\"1.0\"?><rss version=\"2.0\">", None), Format::Feed);
        assert_eq!(sniff(b"<!DOCTYPE html><html>", None), Format::Page);
        assert_eq!(sniff(b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", None), Format::JsonLines);
        assert_eq!(sniff(b"{\n \"text\": \"a\"\n}", None), Format::Json);
        assert_eq!(sniff(b"[NORVALE] Three died.", None), Format::Text);
        assert_eq!(sniff(b"a;b;c\n1,2;3;4", Some("x.csv")), Format::Table(b';'));
        assert_eq!(sniff(b"WARC/1.0\r\n", None), Format::Warc);
        assert_eq!(sniff(b"%PDF-1.7", None), Format::Other("a PDF"));
        assert_eq!(sniff(b"MZ, a man of 40, died.", None), Format::Text);
    }
}
