//! What a page says about itself: headline, outlet, address, language, authors, and when it appeared.

use super::walk::{Make, Marks, PageBlock};
use super::when::{self, Page};
use crate::clean::{key, tidy};
use crate::draft::Draft;
use crate::language::normal_tag;
use serde_json::Value;

/// What the page says about itself.
pub(super) struct Head {
    marks: Marks,
    linked: Vec<Value>,
}

impl Head {
    /// What a page's marks and its scripts of JSON-LD tell.
    pub(super) fn of(marks: Marks, scripts: &[&str]) -> Head {
        Head { linked: linked_data(scripts), marks }
    }

    /// The objects of its JSON-LD that tell of an article or the page.
    pub(super) fn linked(&self) -> &[Value] {
        &self.linked
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
pub(super) fn draft(head: &Head, blocks: &[PageBlock], html: &str, url: Option<&str>) -> Draft {
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
    draft.dates = when::stated(&Page { marks, linked, blocks, html, url: draft.url.as_deref() });
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
fn linked_data(scripts: &[&str]) -> Vec<Value> {
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
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| map.get(*key).cloned());
            let inner: Vec<Value> = inner.filter(|_| depth < 4).collect();
            if ["Article", "Posting", "Report", "Blog"].iter().any(|k| kind.contains(k)) {
                articles.push(value);
            } else if kind.contains("WebPage") {
                others.push(value);
            }
            inner.into_iter().for_each(|item| sort_objects(item, depth + 1, articles, others));
        }
        _ => {}
    }
}

/// The text at a path, lists entered at their first item.
pub(super) fn linked_text(objects: &[Value], path: &[&str]) -> Option<String> {
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
