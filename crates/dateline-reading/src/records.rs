//! Exports of other tools: JSON objects, JSON lines and tables, whose fields are found by their usual names.

use crate::dates::{self, Order};
use crate::draft::{DatedBy, Draft};
use crate::error::ReadError;
use crate::page;
use crate::paragraphs;
use dateline_model::PublishedBasis;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where a caller says other fields are kept: part (`text`, `date`…) → field.
pub(crate) type FieldNames = BTreeMap<String, String>;

/// Most rows or items of one file read at once.
const MOST: usize = 1_000_000;

static FIELDS: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let rows = include_str!("../data/fields.txt").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once(" | ")).map(|(part, names)| (part, names.split(' ').collect())).collect()
});

/// The draft of one JSON line.
pub(crate) fn line(text: &str, names: &FieldNames) -> Result<Draft, ReadError> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => draft(&object, names),
        Ok(_) => Err(malformed("a line is no object")),
        Err(error) => Err(malformed(&error.to_string())),
    }
}

/// The drafts of a JSON document: one object, a list of them, or an object that holds such a list.
pub(crate) fn document(text: &str, names: &FieldNames) -> Result<Vec<Result<Draft, ReadError>>, ReadError> {
    let value: Value = serde_json::from_str(text).map_err(|error| malformed(&error.to_string()))?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut object) => {
            let list =
                ["articles", "items", "results", "stories", "docs", "documents", "data", "hits", "reports", "feed"];
            let found = list.iter().find(|name| {
                object.get(**name).is_some_and(|v| v.as_array().is_some_and(|a| a.iter().any(Value::is_object)))
            });
            match found.and_then(|name| object.remove(*name)) {
                Some(Value::Array(items)) => items,
                _ => vec![Value::Object(object)],
            }
        }
        _ => return Err(malformed("it is no object or list")),
    };
    let drafts = items.iter().take(MOST).map(|item| match item.get("_source").unwrap_or(item) {
        Value::Object(object) => draft(object, names),
        _ => Err(malformed("an item is no object")),
    });
    Ok(drafts.collect())
}

/// The drafts of a table with a head row.
pub(crate) fn table(text: &str, delimiter: u8, names: &FieldNames) -> Result<Vec<Result<Draft, ReadError>>, ReadError> {
    let broken = |error: csv::Error| ReadError::Malformed { format: "table", reason: error.to_string() };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().map_err(broken)?.iter().map(|h| h.trim().to_owned()).collect();
    let probe: Map<String, Value> = head.iter().map(|h| (h.clone(), Value::String("x".to_owned()))).collect();
    if find(&probe, "text", names).is_none() && find(&probe, "html", names).is_none() {
        let reason = "no column holds a text; name it with the fields option (text=COLUMN)".to_owned();
        return Err(ReadError::Malformed { format: "table", reason });
    }
    let rows = reader.records().take(MOST).map(|row| {
        let row = row.map_err(broken)?;
        let object: Map<String, Value> =
            head.iter().cloned().zip(row.iter().map(|cell| Value::String(cell.to_owned()))).collect();
        draft(&object, names)
    });
    Ok(rows.collect())
}

fn malformed(reason: &str) -> ReadError {
    ReadError::Malformed { format: "JSON", reason: reason.to_owned() }
}

fn draft(object: &Map<String, Value>, names: &FieldNames) -> Result<Draft, ReadError> {
    let part = |part: &str| find(object, part, names);
    let url = part("url").filter(|url| url.starts_with("http"));
    let text = part("text").filter(|text| !text.trim().is_empty());
    let html = part("html").filter(|html| html.contains('<'));
    let mut draft = match (text, html) {
        (Some(text), _) if !looks_marked(&text) => Draft { pieces: paragraphs::split(&text), ..Draft::default() },
        (Some(text), None) | (None, Some(text)) => marked(&text, url.as_deref())?,
        (Some(_), Some(html)) => marked(&html, url.as_deref())?,
        (None, None) => {
            return Err(malformed("an object holds no text; name its field with the fields option (text=FIELD)"));
        }
    };
    draft.title = part("title").map(|t| crate::clean::tidy(&t)).filter(|t| !t.is_empty()).or(draft.title);
    draft.url = url.or(draft.url);
    draft.language = part("language").as_deref().and_then(crate::language::normal_tag).or(draft.language);
    let outlet = part("outlet").map(|o| crate::clean::tidy(&o)).filter(|o| !o.is_empty() && o.len() < 120);
    match outlet {
        Some(domain) if draft.url.is_none() && crate::outlets::domain_of(&domain).is_some() => {
            draft.url = Some(format!("https://{domain}/"))
        }
        Some(name) if crate::outlets::domain_of(&name).is_none() => draft.outlet_name = Some(name),
        _ => {}
    }
    draft.credits.extend(part("author"));
    draft.credits.extend(part("credit").iter().flat_map(|credit| credit.lines()).map(str::to_owned));
    for (name, updated) in [("date", false), ("updated", true)] {
        draft.dates.extend(part(name).and_then(|d| dated(&d, updated)));
    }
    Ok(draft)
}

fn looks_marked(text: &str) -> bool {
    ["</p>", "<br", "</div>", "<p>", "</html>"].iter().any(|mark| text.contains(mark))
}

fn marked(html: &str, url: Option<&str>) -> Result<Draft, ReadError> {
    match html.to_lowercase().contains("<html") || html.contains("<body") {
        true => page::draft(html, url),
        false => Ok(Draft { pieces: page::fragment(html), ..Draft::default() }),
    }
}

/// A date as exports write it: text, or seconds since 1970.
fn dated(text: &str, updated: bool) -> Option<DatedBy> {
    let text = text.trim();
    let basis = PublishedBasis::Metadata;
    if let Ok(number) = text.parse::<i64>() {
        let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
        let plain = (text.len() == 8)
            .then(|| dates::find(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]), Order::DayFirst))
            .flatten();
        let from_epoch = || {
            jiff::Timestamp::from_second(seconds)
                .ok()
                .filter(|_| text.len() >= 9)
                .and_then(|t| dates::find(&t.to_string(), Order::DayFirst))
        };
        return plain.or_else(from_epoch).map(|(stated, _)| DatedBy { stated, basis, updated });
    }
    let short = &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)];
    dates::find(short, Order::Unknown).map(|(stated, _)| DatedBy { stated, basis, updated })
}

/// The value of a part: the field the caller names, else the first usual one that holds something.
fn find(object: &Map<String, Value>, part: &str, names: &FieldNames) -> Option<String> {
    if let Some(field) = names.get(part) {
        return at(object, field).and_then(plain);
    }
    FIELDS.get(part)?.iter().find_map(|field| at(object, field).and_then(plain).filter(|v| !v.trim().is_empty()))
}

fn at<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(path) {
        return Some(value);
    }
    let mut steps = path.split('.');
    let first = object.get(steps.next()?)?;
    steps.try_fold(first, |value, step| value.get(step))
}

/// A value as text: lists of names joined, objects by the field that holds their text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().take(50).filter_map(plain).collect();
            (!items.is_empty()).then(|| items.join("\n"))
        }
        Value::Object(object) => ["value", "name", "title", "text", "content", "contentString"]
            .iter()
            .find_map(|k| object.get(*k))
            .and_then(plain),
        Value::Bool(_) | Value::Null => None,
    }
}
