//! What a page says about itself: headline, outlet, address, language, authors, and when it appeared.

use super::walk::{Make, Marks, PageBlock, Trust};
use crate::clean::{key, tidy};
use crate::dates::{self, Order, Stated};
use crate::draft::{DatedBy, Draft};
use crate::language::normal_tag;
use dateline_model::PublishedBasis;
use serde_json::Value;

/// Names of the meta fields that give the day of publication, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "publish-date",
    "publishdate",
    "publish_date",
    "published-date",
    "publication_date",
    "pubdate",
    "pub_date",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "displaydate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article:published",
    "rnews:datepublished",
    "bt:pubdate",
    "article_date_original",
];
/// Names that may also give the day of a change or of the file: weaker than a date shown under the headline.
const UNSURE: &[&str] = &[
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.available",
    "dcterms.date",
    "dc.date",
    "date",
    "created",
    "timestamp",
    "last.published",
    "ptime",
];
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmod",
    "revised",
    "dc.date.modified",
];

/// What the page says about itself.
pub(super) struct Head {
    marks: Marks,
    linked: Vec<Value>,
}

impl Head {
    pub(super) fn of(marks: Marks) -> Head {
        Head { linked: linked_data(&marks.scripts), marks }
    }

    /// The page's description of its story.
    pub(super) fn description(&self) -> Option<&str> {
        ["og:description", "description", "twitter:description"]
            .iter()
            .find_map(|name| self.marks.fields.get(*name))
            .map(String::as_str)
    }

    /// The whole text, where the metadata carries it.
    pub(super) fn article_body(&self) -> Option<&str> {
        self.linked.iter().find_map(|v| v.get("articleBody").and_then(Value::as_str)).filter(|b| !b.contains('<'))
    }
}

/// The page's own account of itself as a draft without text.
pub(super) fn draft(head: &Head, blocks: &[PageBlock], url: Option<&str>) -> Draft {
    let Head { marks, linked } = head;
    let fields = &marks.fields;
    let field = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).cloned();
    let mut draft = Draft {
        url: url
            .map(str::to_owned)
            .or_else(|| marks.canonical.clone().filter(|href| href.starts_with("http")))
            .or_else(|| field(&["og:url"]))
            .filter(|u| u.starts_with("http")),
        outlet_name: linked_text(linked, &["publisher", "name"])
            .or_else(|| field(&["og:site_name", "application-name"])),
        language: marks
            .language
            .clone()
            .or_else(|| field(&["og:locale", "content-language", "language"]))
            .and_then(|tag| normal_tag(&tag)),
        ..Draft::default()
    };
    let headline = linked_text(linked, &["headline"]).or_else(|| field(&["og:title", "twitter:title", "dc.title"]));
    draft.title = title(&marks.title, blocks, headline);
    draft.credits.extend(field(&["author", "article:author", "byl", "dc.creator", "parsely-author"]));
    draft.credits.extend(linked_text(linked, &["author", "name"]));
    draft.credits.extend(field(&["copyright", "dc.rights", "source", "dc.source"]));
    draft.dates = stated(marks, linked, blocks);
    draft
}

/// The headline: the metadata's, unless the page shows a fuller one of the same beginning.
fn title(page: &str, blocks: &[PageBlock], headline: Option<String>) -> Option<String> {
    let shown: Vec<&str> = blocks.iter().filter(|b| b.make == Make::Headline).map(|b| b.text.as_str()).collect();
    let meta =
        headline.map(|h| tidy(&h)).filter(|h| h.len() > 3).or_else(|| (!page.is_empty()).then(|| page.to_owned()));
    match meta {
        Some(meta) => {
            let wanted = key(&meta);
            let same =
                shown.iter().find(|h| h.len() > 15 && (wanted.starts_with(&key(h)) || key(h).starts_with(&wanted)));
            Some(same.map_or(meta, |h| (*h).to_owned()))
        }
        None => shown.first().map(|h| (*h).to_owned()),
    }
}

/// The objects of a page's JSON-LD that describe an article; the page's other objects after them.
fn linked_data(scripts: &[String]) -> Vec<Value> {
    let (mut articles, mut others) = (Vec::new(), Vec::new());
    for text in scripts {
        let cleaned = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_end_matches(';');
        let parsed = serde_json::from_str::<Value>(cleaned)
            .or_else(|_| serde_json::from_str(&cleaned.replace(['\n', '\r', '\t'], " ")));
        let Ok(value) = parsed else { continue };
        sort_objects(value, 0, &mut articles, &mut others);
    }
    articles.extend(others);
    articles
}

fn sort_objects(value: Value, depth: usize, articles: &mut Vec<Value>, others: &mut Vec<Value>) {
    match value {
        Value::Array(items) if depth < 4 => {
            items.into_iter().for_each(|item| sort_objects(item, depth + 1, articles, others))
        }
        Value::Object(ref map) => {
            let kind = map.get("@type").map(Value::to_string).unwrap_or_default();
            let graph = map.get("@graph").cloned();
            if ["Article", "Posting", "Report", "Blog"].iter().any(|k| kind.contains(k)) {
                articles.push(value);
            } else if kind.contains("WebPage") {
                others.push(value);
            }
            if let Some(graph) = graph {
                sort_objects(graph, depth + 1, articles, others);
            }
        }
        _ => {}
    }
}

/// The text at a path, lists entered at their first item.
fn linked_text(objects: &[Value], path: &[&str]) -> Option<String> {
    objects.iter().find_map(|object| {
        let mut at = object;
        for step in path {
            at = match at.get(*step)? {
                Value::Array(items) => items.first()?,
                value => value,
            };
        }
        at.as_str().map(tidy).filter(|t| !t.is_empty() && t.len() < 2000)
    })
}

/// The dates a page states, the most trustworthy first.
fn stated(marks: &Marks, linked: &[Value], blocks: &[PageBlock]) -> Vec<DatedBy> {
    let Marks { fields, times, .. } = marks;
    let mut dates = Vec::new();
    let mut add = |text: Option<String>, basis, updated| {
        let stated = text.as_deref().and_then(day);
        dates.extend(stated.map(|stated| DatedBy { stated, basis, updated }));
    };
    for name in ["datePublished", "dateCreated", "uploadDate"] {
        add(linked_text(linked, &[name]), PublishedBasis::Metadata, false);
    }
    for name in PUBLISHED {
        add(fields.get(*name).cloned(), PublishedBasis::Metadata, false);
    }
    for (value, _) in times.iter().filter(|(_, trust)| *trust == Trust::Published) {
        add(Some(value.clone()), PublishedBasis::Metadata, false);
    }
    for value in under_headline(blocks) {
        add(Some(value), PublishedBasis::Metadata, false);
    }
    for name in UNSURE {
        add(fields.get(*name).cloned(), PublishedBasis::Metadata, false);
    }
    for (value, trust) in times.iter().filter(|(_, trust)| *trust != Trust::Published) {
        add(Some(value.clone()), PublishedBasis::Metadata, *trust == Trust::Changed);
    }
    add(linked_text(linked, &["dateModified"]), PublishedBasis::Metadata, true);
    for name in CHANGED {
        add(fields.get(*name).cloned(), PublishedBasis::Metadata, true);
    }
    dates.extend(shown(blocks));
    if dates.is_empty() {
        dates.extend(beside_headline(blocks));
    }
    dates
}

/// The text of elements made to hold a date that stand right above or below the headline.
fn under_headline(blocks: &[PageBlock]) -> Vec<String> {
    let longest = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.make == Make::Headline && !b.away)
        .max_by_key(|(at, b)| (b.text.len(), usize::MAX - at));
    let Some((headline, _)) = longest else { return Vec::new() };
    let near = blocks.iter().skip(headline.saturating_sub(5)).take(14);
    near.filter(|b| b.date && b.make != Make::Headline && b.text.len() < 120 && !says_changed(&b.text))
        .map(|b| b.text.clone())
        .collect()
}

fn says_changed(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["updated", "aktualisiert", "modifi", "actualiz", "atualiz"].iter().any(|word| lower.contains(word))
}

/// Dates in the page's text: elements that say they hold one, and lines that are nothing else.
fn shown(blocks: &[PageBlock]) -> Vec<DatedBy> {
    let short = blocks.iter().filter(|b| b.text.len() < 160);
    let (named, plain): (Vec<&PageBlock>, Vec<&PageBlock>) = short.partition(|b| b.date);
    let mut dates: Vec<DatedBy> = Vec::new();
    for block in named.iter().take(20) {
        let Some(stated) = day(&block.text) else { continue };
        let updated = says_changed(&block.text);
        dates.push(DatedBy { stated, basis: PublishedBasis::Text, updated });
    }
    for block in plain.iter().take(120) {
        let Some(stamp) = crate::stamps::stamp(&block.text, Order::DayFirst) else { continue };
        dates.push(DatedBy { stated: stamp.stated, basis: PublishedBasis::Text, updated: stamp.updated });
    }
    dates
}

/// For pages that mark no date at all: a date in a short line near the headline, or the first one in any short line.
fn beside_headline(blocks: &[PageBlock]) -> Option<DatedBy> {
    let headlines = blocks.iter().enumerate().filter(|(_, b)| b.make == Make::Headline).map(|(at, _)| at).take(6);
    let near = headlines.chain([0]).flat_map(|at| blocks.iter().skip(at.saturating_sub(8)).take(24));
    let stated = near.chain(blocks.iter().rev().take(12)).find_map(|b| {
        let mut end = b.text.len().min(160);
        while !b.text.is_char_boundary(end) {
            end -= 1;
        }
        let (stated, range) = dates::find(&b.text[..end], Order::DayFirst)?;
        let opens = b.text.len() < 160 || range.start <= 25;
        (opens && stated.year.is_some_and(|y| y >= 1994)).then_some(stated)
    })?;
    Some(DatedBy { stated: Stated { time: None, ..stated }, basis: PublishedBasis::Text, updated: false })
}

/// The day in a metadata value: ISO, RFC 2822, or as people write it.
fn day(text: &str) -> Option<Stated> {
    let text = text.trim();
    if text.len() > 120 {
        return None;
    }
    let packed = text.len() >= 8 && text.bytes().take(8).all(|b| b.is_ascii_digit());
    if packed && (text.len() == 8 || text.as_bytes()[8] == b'T') {
        return dates::find(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..8]), Order::DayFirst)
            .map(|(s, _)| s);
    }
    dates::find(text, Order::DayFirst).map(|(stated, _)| stated).or_else(|| short_year(text))
}

/// "28.01.31": only where an element says that it holds a date.
fn short_year(text: &str) -> Option<Stated> {
    let mut parts = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .find(|w| w.matches('.').count() == 2 && w.len() == 8)?
        .split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 2)
        .then(|| dates::find(&format!("{day}.{month}.20{year}"), Order::DayFirst))
        .flatten()
        .map(|(stated, _)| stated)
}
