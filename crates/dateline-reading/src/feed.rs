//! RSS, Atom, RDF and JSON feeds: a report an entry, from the fullest text the entry carries.

use crate::dates::{self, Order};
use crate::draft::{DatedBy, Draft};
use crate::error::ReadError;
use crate::page;
use crate::paragraphs;
use dateline_model::PublishedBasis;
use feed_rs::model::{Entry, Feed};

/// Most bytes of one feed.
const LARGEST: usize = 64 << 20;
/// Deepest nesting of a feed's elements.
const DEEPEST: usize = 256;

/// What a feed says of one of its entries, for a program that fetches the page behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedEntry {
    /// The feed's own name for it; its address where it has none.
    pub id: String,
    /// Where its page is.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, RFC 3339.
    pub published: Option<String>,
    /// The text the feed itself carries, often with markup.
    pub text: String,
}

/// The entries of a RSS, Atom, RDF or JSON feed, in its order.
///
/// # Errors
/// A [`ReadError`] if the bytes are no feed, or one that no newsroom made.
pub fn feed_entries(bytes: &[u8]) -> Result<Vec<FeedEntry>, ReadError> {
    let feed = parse(bytes)?;
    let told = feed.entries.iter().map(|entry| {
        let url = link_of(entry);
        let id = Some(entry.id.trim()).filter(|id| !id.is_empty()).map(str::to_owned).or_else(|| url.clone());
        let title = entry.title.as_ref().map(|t| crate::clean::tidy(&t.content)).filter(|t| !t.is_empty());
        let published = entry.published.or(entry.updated).map(|at| at.to_rfc3339());
        FeedEntry { id: id.unwrap_or_default(), url, title, published, text: text_of(entry).to_owned() }
    });
    Ok(told.filter(|entry| !entry.id.is_empty()).collect())
}

fn parse(bytes: &[u8]) -> Result<Feed, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { what: "the feed", limit: LARGEST as u64 });
    }
    bound(bytes)?;
    let parser = feed_rs::parser::Builder::new().id_generator(|_, _, _| String::new()).build();
    parser.parse(bytes).map_err(|error| ReadError::Malformed { format: "feed", reason: error.to_string() })
}

/// The drafts of a feed's entries, in order.
pub(crate) fn drafts(bytes: &[u8]) -> Result<Vec<Draft>, ReadError> {
    let feed = parse(bytes)?;
    Ok(feed.entries.iter().map(|entry| draft(entry, &feed)).collect())
}

/// The page of an entry.
fn link_of(entry: &Entry) -> Option<String> {
    let link = entry.links.iter().find(|l| l.rel.as_deref().is_none_or(|r| r == "alternate")).or(entry.links.first());
    link.map(|l| l.href.clone()).filter(|l| l.starts_with("http"))
}

/// The fuller of an entry's content and summary.
fn text_of(entry: &Entry) -> &str {
    let body = entry.content.as_ref().and_then(|c| c.body.as_deref()).unwrap_or("");
    let summary = entry.summary.as_ref().map_or("", |s| s.content.as_str());
    if body.trim().len() >= summary.trim().len() { body } else { summary }
}

/// Entities that a document defines for itself are never expanded, but there is no honest feed with hundreds of them.
fn bound(bytes: &[u8]) -> Result<(), ReadError> {
    let (mut depth, mut entities) = (0usize, 0usize);
    for (at, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b'<') {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') => entities += usize::from(bytes[at..].starts_with(b"<!ENTITY")),
            Some(c) if c.is_ascii_alphabetic() => {
                let end = bytes[at..].iter().position(|b| *b == b'>').map_or(bytes.len(), |e| at + e);
                depth += usize::from(bytes.get(end.wrapping_sub(1)) != Some(&b'/'));
            }
            _ => {}
        }
        if entities > 64 || depth > DEEPEST * 64 {
            return Err(ReadError::Hostile { reason: "it defines or nests more than any feed does".to_owned() });
        }
    }
    Ok(())
}

fn draft(entry: &Entry, feed: &Feed) -> Draft {
    let text = text_of(entry);
    let pieces = if text.contains('<') { page::fragment(text) } else { paragraphs::split(text) };
    let mut draft = Draft {
        pieces,
        title: entry.title.as_ref().map(|t| crate::clean::tidy(&t.content)).filter(|t| !t.is_empty()),
        url: link_of(entry),
        outlet_name: feed.title.as_ref().map(|t| crate::clean::tidy(&t.content)),
        language: entry.language.as_deref().or(feed.language.as_deref()).and_then(crate::language::normal_tag),
        ..Draft::default()
    };
    draft.credits.extend(entry.authors.iter().filter_map(|a| a.name.clone()));
    draft.credits.extend(entry.source.clone());
    draft.credits.extend(entry.rights.as_ref().map(|r| r.content.clone()));
    for (date, updated) in [(entry.published, false), (entry.updated, true)] {
        let stated = date.and_then(|d| dates::find(&d.to_rfc3339(), Order::DayFirst));
        draft.dates.extend(stated.map(|(stated, _)| DatedBy { stated, basis: PublishedBasis::Metadata, updated }));
    }
    draft
}
