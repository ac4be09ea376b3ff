//! Web archives (WARC): a record at a time, in the memory of one page.

use crate::error::ReadError;
use crate::page;
use std::io::{BufRead, Read};

/// An archived page or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Archived {
    pub url: Option<String>,
    /// The encoding its transport declares.
    pub charset: Option<String>,
    pub body: Vec<u8>,
}

/// Longest line of a record's head.
const LONGEST_LINE: u64 = 64 << 10;
/// Most lines of a record's head.
const MOST_LINES: usize = 512;

/// What the next record is.
pub(crate) enum Record {
    /// A page or text.
    Page(Archived),
    /// A record of another kind: a request, a picture, a redirect.
    Passed,
    /// A page that cannot be read.
    Broken(Option<String>, ReadError),
}

/// Reads the next record; none at the end of the archive.
pub(crate) fn next(reader: &mut dyn BufRead) -> Result<Option<Record>, ReadError> {
    let Some(head) = head(reader)? else { return Ok(None) };
    let field = |name: &str| head.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let length: u64 =
        field("content-length").and_then(|l| l.parse().ok()).ok_or_else(|| malformed("a record without length"))?;
    let url = field("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
    let kind = field("warc-type").unwrap_or("");
    let wanted = matches!(kind, "response" | "resource" | "conversion");
    if !wanted || length > page::LARGEST as u64 {
        skip(reader, length)?;
        return Ok(Some(match wanted {
            true => Record::Broken(url, ReadError::TooLarge { what: "the record", limit: page::LARGEST as u64 }),
            false => Record::Passed,
        }));
    }
    let mut block = Vec::new();
    reader.take(length).read_to_end(&mut block).map_err(cut)?;
    if (block.len() as u64) < length {
        return Ok(Some(Record::Broken(url, malformed("the archive ends within a record"))));
    }
    let content = field("content-type").unwrap_or("").to_lowercase();
    Ok(Some(open(kind, &content, url, block)))
}

fn open(kind: &str, content: &str, url: Option<String>, block: Vec<u8>) -> Record {
    let http = url.as_deref().is_none_or(|u| u.starts_with("http"));
    if kind != "response" {
        let text = content.starts_with("text/") || content.starts_with("application/xhtml");
        return if text && http {
            Record::Page(Archived { url, charset: charset(content), body: block })
        } else {
            Record::Passed
        };
    }
    match response(&block) {
        Ok(Some((charset, body))) if http => Record::Page(Archived { url, charset, body }),
        Ok(_) => Record::Passed,
        Err(error) => Record::Broken(url, error),
    }
}

/// The head of a record: field names in lower case. None at the end.
fn head(reader: &mut dyn BufRead) -> Result<Option<Vec<(String, String)>>, ReadError> {
    let version = loop {
        match line(reader)? {
            None => return Ok(None),
            Some(line) if line.is_empty() => {}
            Some(line) => break line,
        }
    };
    if !version.starts_with("WARC/") {
        return Err(malformed("a record does not begin with its version"));
    }
    fields(reader).map(Some)
}

fn fields(reader: &mut dyn BufRead) -> Result<Vec<(String, String)>, ReadError> {
    let mut fields = Vec::new();
    while let Some(line) = line(reader)? {
        if line.is_empty() {
            break;
        }
        if fields.len() >= MOST_LINES {
            return Err(malformed("a head of too many lines"));
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(fields)
}

fn line(reader: &mut dyn BufRead) -> Result<Option<String>, ReadError> {
    let mut bytes = Vec::new();
    let read = reader.take(LONGEST_LINE).read_until(b'\n', &mut bytes).map_err(cut)?;
    if read as u64 >= LONGEST_LINE {
        return Err(malformed("a line of the head is too long"));
    }
    Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()))
}

fn skip(reader: &mut dyn BufRead, length: u64) -> Result<(), ReadError> {
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).map(drop).map_err(cut)
}

/// A body and the encoding its transport declares.
type Body = (Option<String>, Vec<u8>);

/// The body of a HTTP response that is a page or text with status 200; none for others.
fn response(block: &[u8]) -> Result<Option<Body>, ReadError> {
    let mut reader = block;
    let status = line(&mut reader)?.unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        return Ok(None);
    }
    let fields = fields(&mut reader)?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.to_lowercase());
    let content = field("content-type").unwrap_or_else(|| "text/html".to_owned());
    if !["text/html", "application/xhtml", "text/plain"].iter().any(|kind| content.starts_with(kind)) {
        return Ok(None);
    }
    let mut body = reader.to_vec();
    if field("transfer-encoding").is_some_and(|t| t.contains("chunked")) {
        body = unchunk(&body).unwrap_or(body);
    }
    let coding = field("content-encoding").unwrap_or_default();
    let packed = body.starts_with(b"\x1F\x8B");
    match coding.trim() {
        "gzip" | "x-gzip" if packed => body = crate::unpack::decompress(&body, crate::formats::Format::Gzip)?,
        "br" | "zstd" | "deflate" if std::str::from_utf8(&body[..body.len().min(64)]).is_err() => {
            return Err(ReadError::UnknownFormat {
                format: format!("packed with {coding}"),
                hint: "archive it unpacked",
            });
        }
        _ => {}
    }
    Ok(Some((charset(&content), body)))
}

/// A body sent in chunks; none if it is not (archives often keep the header and drop the chunks).
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.windows(2).take(20).position(|w| w == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

fn charset(content: &str) -> Option<String> {
    let (_, rest) = content.split_once("charset=")?;
    Some(rest.trim_matches(['"', '\'', ' ', ';']).split([';', ' ', '"']).next()?.to_owned())
}

fn malformed(reason: &str) -> ReadError {
    ReadError::Malformed { format: "web archive", reason: reason.to_owned() }
}

fn cut(error: std::io::Error) -> ReadError {
    malformed(&error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunk(b"4\r\nnews\r\n2;x=y\r\n..\r\n0\r\n\r\n").unwrap(), b"news..");
        assert_eq!(unchunk(b"<html>"), None);
        assert_eq!(unchunk(b"ffffffffffffffff\r\nx"), None);
    }
}
