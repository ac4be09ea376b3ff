//! Web pages: main text, headline, dates, outlet and language of a saved or crawled page.
//!
//! The choice of the main text is `dom_smoothie`'s, mended: what it misses (leads, paragraphs beside a picture) comes
//! back, what it keeps (teasers, share bars) goes. The words of furniture are treated later, as for every text.

mod labels;
mod live;
mod meta;
mod pick;
mod slim;
mod tree;
mod walk;
mod when;

use crate::draft::{Draft, Piece};
use crate::error::ReadError;
use dom_query::Document;
use std::borrow::Cow;

/// Most bytes of one page.
pub(crate) const LARGEST: usize = 24 << 20;
/// Deepest nesting of elements: pages have some forty, made ones a million.
const DEEPEST: usize = 1200;
/// Most bytes that are looked at for marks in long stretches of text: a book in one paragraph comes to a tenth.
const MOST_MARKS: u64 = 20_000_000_000;
/// Most elements of one page.
const MOST_ELEMENTS: usize = 200_000;

/// Whether bytes look like a web page.
pub(crate) fn is_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(16_384)];
    if head.trim_ascii_start().first() != Some(&b'<') && !head.starts_with(&[0xEF, 0xBB, 0xBF]) {
        return false;
    }
    // Nearly every page says so at once.
    if head[..head.len().min(512)].to_ascii_lowercase().windows(14).any(|w| w == b"<!doctype html") {
        return true;
    }
    let lower = String::from_utf8_lossy(head).to_ascii_lowercase();
    let feed = ["<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex"].iter().any(|mark| lower.contains(mark));
    let page = ["<html", "<!doctype html", "<head>", "<body", "<title>", "<article", "<div", "<p>"];
    (!feed || lower.contains("<html")) && page.iter().any(|mark| lower.contains(mark))
}

/// The encoding a page declares in its first bytes.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(16_384)]).to_ascii_lowercase();
    // Scripts and links name encodings of other files.
    let tags = head.match_indices("<meta").map(|(at, _)| &head[at..]);
    tags.chain(head.strip_prefix("<?xml")).find_map(|tag| {
        let tag = &tag[..tag.find('>')?];
        let (_, rest) = tag.split_once("charset=").or_else(|| tag.split_once("encoding="))?;
        let label = rest.trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(label.len());
        Some(label[..end].to_owned())
    })
}

/// The draft of a page; of a live blog one for each of its entries.
pub(crate) fn drafts(html: &str, url: Option<&str>) -> Result<Vec<Draft>, ReadError> {
    let page = Opened::of(html)?;
    let whole = meta::draft(&page.head, &page.blocks, html, url);
    let entries = live::entries(&page.document, html, page.head.linked(), &whole);
    if !entries.is_empty() {
        return Ok(entries);
    }
    Ok(vec![Draft { pieces: page.pieces(), ..whole }])
}

/// The draft of a page, taken as one story.
pub(crate) fn draft(html: &str, url: Option<&str>) -> Result<Draft, ReadError> {
    let page = Opened::of(html)?;
    let whole = meta::draft(&page.head, &page.blocks, html, url);
    Ok(Draft { pieces: page.pieces(), ..whole })
}

/// A page, its tree built and walked once.
struct Opened<'a> {
    slim: Cow<'a, str>,
    document: Document,
    blocks: Vec<walk::PageBlock>,
    head: meta::Head,
}

impl Opened<'_> {
    fn of(html: &str) -> Result<Opened<'_>, ReadError> {
        let slim::Slim { html: slim, linked } = slim::slim(html);
        bound(&slim)?;
        let document = tree::build(&slim);
        if document.tree.len() > MOST_ELEMENTS * 3 {
            return Err(ReadError::TooMany { what: "elements", limit: MOST_ELEMENTS as u64 });
        }
        let (blocks, marks) = walk::walk(&document);
        Ok(Opened { slim, document, blocks, head: meta::Head::of(marks, &linked) })
    }

    fn pieces(self) -> Vec<Piece> {
        let extracted = pick::extracted(self.document, &self.blocks, &self.slim);
        pick::pieces(&self.blocks, &extracted, self.head.description(), self.head.article_body())
    }
}

/// The pieces of a marked-up fragment, as feeds and exports carry it: all of its text, for it is the story already.
pub(crate) fn fragment(html: &str) -> Vec<Piece> {
    if bound(html).is_err() {
        return Vec::new();
    }
    let (blocks, _) = walk::walk(&Document::from(html));
    blocks.iter().filter(|block| block.linked < 80).map(pick::piece).collect()
}

/// Refuses pages that no newsroom made, before a tree is built of them.
fn bound(html: &str) -> Result<(), ReadError> {
    if html.len() > LARGEST {
        return Err(ReadError::TooLarge { what: "the page", limit: LARGEST as u64 });
    }
    let (mut depth, mut elements) = (0usize, 0usize);
    let (mut before, mut marks) = (0usize, 0u64);
    let bytes = html.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes).chain([bytes.len()]) {
        marks = marks.saturating_add(cost_of_marks(&bytes[before..at]));
        if marks > MOST_MARKS {
            return Err(ReadError::Hostile { reason: "its text is made of marks".to_owned() });
        }
        before = at;
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() => {
                elements += 1;
                depth += usize::from(nests(&html[at + 1..]));
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Err(ReadError::Hostile { reason: format!("its elements are nested more than {DEEPEST} deep") });
        }
    }
    match elements > MOST_ELEMENTS {
        true => Err(ReadError::TooMany { what: "elements", limit: MOST_ELEMENTS as u64 }),
        false => Ok(()),
    }
}

/// What it costs to write a long stretch of text out again, in bytes looked at: for each mark that has to be escaped the
/// libraries look at the rest of it.
fn cost_of_marks(text: &[u8]) -> u64 {
    const SHORT: usize = 4096;
    match text.len() <= SHORT {
        true => 0,
        false => {
            (text.iter().filter(|b| matches!(b, b'&' | b'>' | 0xA0)).count() as u64).saturating_mul(text.len() as u64)
        }
    }
}

/// Whether an element of this name stays open until it is closed.
fn nests(tag: &str) -> bool {
    const FLAT: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "path", "rect", "circle", "polygon",
        "use", "line", "g", "stop", "ellipse", "polyline",
    ];
    let end = tag.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(tag.len());
    let name = &tag.as_bytes()[..end];
    // The commonest of all are none of these.
    matches!(name, b"div" | b"a" | b"span" | b"ul" | b"DIV" | b"A")
        || !FLAT.iter().any(|flat| flat.len() == end && flat.as_bytes().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each took minutes once.
    #[test]
    fn pages_that_cost_more_than_they_tell() {
        let names: String = (0..100_000).map(|number| format!("A{number}=1 ")).collect();
        let open = "<style><script><iframe>".repeat(30_000);
        for page in ["<svg>".repeat(200_000), format!("<p {names}>x</p>"), open, "<!--".repeat(200_000)] {
            let _ = drafts(&page, None);
        }
        let marks = format!("<p>{}</p>", "&".repeat(1 << 20));
        assert!(matches!(drafts(&marks, None), Err(ReadError::Hostile { .. })));
    }
}
