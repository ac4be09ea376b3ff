//! Live blogs cut into their entries: each is a report with its own day and hour.
//!
//! Entries come from the page's JSON-LD (`liveBlogUpdate`), else from the markup that live blogs are made with, and
//! only on pages that say they are one.

use super::walk::{Make, PageBlock, walk_below};
use super::{fragment, meta, pick, when};
use crate::clean::tidy;
use crate::dates::Stated;
use crate::draft::{DatedBy, Draft, Piece};
use crate::outlets::outlets;
use crate::zones;
use dateline_model::PublishedBasis;
use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Fewest entries of a live blog.
const FEWEST: usize = 2;
/// Most entries of a live blog.
const MOST: usize = 2000;
/// Fewest letters of an entry that is a report: "Good morning" is none.
const SHORTEST: usize = 40;

/// Words in the address of pages that may be live blogs.
const NAMED: &[&str] = &["live", "ticker", "en-direct", "endirect", "ao-vivo", "aovivo", "minuto-a-minuto", "direto"];

/// What an entry is made with, the surest first.
const MARKUP: &[&str] = &[
    "[itemprop~=liveBlogUpdate]",
    ".liveblog-entry",
    "[class*=live-blog-entry]",
    "[class*=liveblog__entry]",
    "[class*=liveticker-entry]",
    "[class*=liveblog-post]",
    "[class*=live-post]",
    "article[id^=block-]",
    "div.block[id^=block-]",
];

/// The drafts of a live blog's entries, the latest last as the page has them; none where the page is no live blog.
pub(super) fn entries(document: &Document, html: &str, linked: &[Value], whole: &Draft) -> Vec<Draft> {
    let told: Vec<Draft> = updates(linked).into_iter().filter_map(|update| from_data(update, whole)).collect();
    if told.len() >= FEWEST {
        return told;
    }
    let named = whole.url.as_deref().is_some_and(|url| {
        let lower = url.to_lowercase();
        NAMED.iter().any(|word| lower.contains(word))
    });
    if !named && !html.contains("LiveBlogPosting") {
        return Vec::new();
    }
    let made = MARKUP.iter().map(|selector| from_markup(document, selector, whole));
    made.into_iter().find(|entries| entries.len() >= FEWEST).unwrap_or_default()
}

fn updates(linked: &[Value]) -> Vec<&Value> {
    let blogs = linked.iter().filter_map(|object| object.get("liveBlogUpdate"));
    blogs.flat_map(|list| list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice)).take(MOST).collect()
}

fn from_data(update: &Value, whole: &Draft) -> Option<Draft> {
    let text = |name: &str| update.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let body = text("articleBody").or_else(|| text("text"))?;
    let pieces = match body.contains("</") || body.contains("<br") {
        true => fragment(body),
        false => body.lines().map(tidy).filter(|l| !l.is_empty()).map(Piece::plain).collect(),
    };
    let title = text("headline").or_else(|| text("name")).map(tidy);
    let url = text("url").or_else(|| text("@id")).filter(|url| url.starts_with("http")).map(str::to_owned);
    let date = ["datePublished", "dateCreated", "dateModified"].iter().find_map(|name| text(name));
    let mut draft = entry(whole, title, pieces, date)?;
    draft.url = url.or(draft.url);
    draft.credits.extend(meta::linked_text(std::slice::from_ref(update), &["author", "name"]));
    Some(draft)
}

fn from_markup(document: &Document, selector: &str, whole: &Draft) -> Vec<Draft> {
    let Some(found) = document.try_select(selector) else { return Vec::new() };
    let nodes = found.nodes();
    let nested = |node: &NodeRef| node.ancestors(Some(12)).iter().any(|above| nodes.iter().any(|n| n.id == above.id));
    let entries = nodes.iter().take(MOST).filter(|node| !nested(node)).filter_map(|node| {
        let (blocks, marks) = walk_below(*node);
        let date = marks
            .times
            .first()
            .map(|(value, _)| value.as_str())
            .or(marks.fields.get("datepublished").map(String::as_str));
        // Without a moment of its own it is some other box of the page.
        let date = date.filter(|value| when::day(value).is_some())?;
        let heading = blocks.iter().find(|b| matches!(b.make, Make::Headline | Make::Heading)).map(|b| b.text.clone());
        let told = |b: &&PageBlock| Some(&b.text) != heading.as_ref() && !b.away && !(b.date && b.text.len() < 60);
        let mut draft =
            entry(whole, heading.clone(), blocks.iter().filter(told).map(pick::piece).collect(), Some(date))?;
        if let (Some(url), Some(id)) = (&whole.url, node.attr("id")) {
            draft.url = Some(format!("{}#{id}", url.split('#').next().unwrap_or(url)));
        }
        Some(draft)
    });
    entries.collect()
}

/// An entry's draft: what it shares with its page, and what is its own.
fn entry(whole: &Draft, title: Option<String>, pieces: Vec<Piece>, date: Option<&str>) -> Option<Draft> {
    let letters: usize = pieces.iter().map(|piece| piece.text.chars().filter(|c| c.is_alphabetic()).count()).sum();
    if letters < SHORTEST {
        return None;
    }
    let country = whole.url.as_deref().and_then(|url| outlets().outlet_of(url)).and_then(|outlet| outlet.country);
    let local = |value: &str| -> Option<Stated> {
        let stated = when::day(value)?;
        let there =
            country.as_deref().filter(|_| zones::is_utc(value)).and_then(|country| zones::local(stated, country));
        Some(there.unwrap_or(stated))
    };
    let stated = date.and_then(local);
    Some(Draft {
        pieces,
        title,
        url: whole.url.clone(),
        outlet_name: whole.outlet_name.clone(),
        language: whole.language.clone(),
        dates: stated
            .map(|stated| DatedBy { stated, basis: PublishedBasis::Metadata, updated: false })
            .into_iter()
            .collect(),
        credits: whole.credits.clone(),
        notes: whole.notes.clone(),
    })
}
