//! The blocks of a page in reading order, with what the page's make says about each.

use crate::clean::tidy;
use dom_query::{Document, NodeRef};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the element of a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    Headline,
    Heading,
    Caption,
    Item,
    Plain,
}

/// A stretch of text that a page shows as one block.
#[derive(Debug, Clone)]
pub(super) struct PageBlock {
    pub text: String,
    pub make: Make,
    /// Share of its characters inside links, of 100.
    pub linked: usize,
    /// It lies in an element whose make says furniture.
    pub away: bool,
    /// Its element or one around it says lead.
    pub lead: bool,
    /// It lies in an element that holds the date.
    pub date: bool,
    /// The container it lies in.
    pub parent: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Away,
    Lead,
    Date,
}

static WORDS: LazyLock<BTreeMap<&'static str, Word>> = LazyLock::new(|| {
    let rows = include_str!("../../data/page_words.txt").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once(" | "))
        .map(|(kind, word)| {
            let kind = match kind {
                "lead" => Word::Lead,
                "date" => Word::Date,
                _ => Word::Away,
            };
            (word, kind)
        })
        .collect()
});

/// What is inherited on the way down.
#[derive(Debug, Clone, Copy)]
struct Around {
    make: Make,
    away: bool,
    lead: bool,
    date: bool,
    linked: bool,
    parent: usize,
}

enum Step<'a> {
    Enter(NodeRef<'a>, Around),
    Flush(Around),
}

/// The blocks of a document, in reading order.
pub(super) fn blocks(document: &Document) -> Vec<PageBlock> {
    let mut walk = Walk::default();
    let plain = Around { make: Make::Plain, away: false, lead: false, date: false, linked: false, parent: 0 };
    let mut steps = vec![Step::Enter(document.root(), plain)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Flush(around) => walk.flush(&around),
            Step::Enter(node, around) => enter(&node, around, &mut steps, &mut walk),
        }
    }
    walk.flush(&plain);
    walk.blocks
}

fn enter<'a>(node: &NodeRef<'a>, mut around: Around, steps: &mut Vec<Step<'a>>, walk: &mut Walk) {
    if node.is_text() {
        walk.push(&node.text(), around.linked);
        return;
    }
    let Some(name) = node.node_name() else {
        children(node, around, steps);
        return;
    };
    let name: &str = &name;
    if is_silent(name) || is_hidden(node) {
        return;
    }
    match name {
        "br" => return walk.line_break(&around),
        "hr" => return walk.flush(&around),
        "a" => around.linked = true,
        _ => {}
    }
    describe(node, name, &mut around);
    let block = is_block(name);
    if block {
        walk.flush(&around);
        around.make = make_of(name, around.make);
        if !matches!(name, "p" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption") {
            around.parent = walk.next_container();
        }
        steps.push(Step::Flush(around));
    }
    children(node, around, steps);
}

fn children<'a>(node: &NodeRef<'a>, around: Around, steps: &mut Vec<Step<'a>>) {
    steps.extend(node.children_it(true).map(|child| Step::Enter(child, around)));
}

/// Adds what tag, class, id and role say.
fn describe(node: &NodeRef, name: &str, around: &mut Around) {
    let structural = matches!(name, "html" | "body" | "main" | "article");
    around.away |= matches!(name, "nav" | "aside" | "footer" | "form" | "dialog" | "menu");
    around.date |= name == "time";
    if name == "header" {
        around.away = around.away && !around.lead;
    }
    for attribute in ["class", "id", "role", "itemprop", "data-component"] {
        let Some(value) = node.attr(attribute) else { continue };
        let value: &str = &value;
        for word in value.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1 && w.len() < 20) {
            match WORDS.get(word.to_ascii_lowercase().as_str()) {
                // "teaser-text" is the lead of this story, "teaser" the beginning of another.
                Some(Word::Away) if value.to_ascii_lowercase().contains("teaser-text") => around.lead = true,
                Some(Word::Away) if !structural && !prefixed(value, word) => around.away = true,
                Some(Word::Lead) => around.lead = true,
                Some(Word::Date) if !structural => around.date = true,
                _ => {}
            }
        }
    }
}

/// "has-sidebar", "no-ads": the page says that something is (not) beside, not that this is it.
fn prefixed(value: &str, word: &str) -> bool {
    let at = value.find(word).unwrap_or(0);
    let before = value[..at].trim_end_matches(['-', '_']).to_ascii_lowercase();
    ["has", "with", "no", "without", "is", "not", "wp", "enable", "show", "and", "non"]
        .iter()
        .any(|p| before.ends_with(p))
}

fn make_of(name: &str, outer: Make) -> Make {
    match name {
        "h1" => Make::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" | "legend" => Make::Heading,
        "figcaption" | "figure" | "caption" => Make::Caption,
        "li" | "dd" | "dt" | "td" | "th" if outer != Make::Caption => Make::Item,
        _ if outer == Make::Caption => Make::Caption,
        "p" | "blockquote" => Make::Plain,
        _ => outer,
    }
}

fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "button"
            | "rt"
            | "rp"
            | "head"
            | "title"
            | "math"
            | "audio"
            | "video"
            | "canvas"
            | "input"
            | "label"
            | "option"
    )
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").is_some_and(|s| s.replace(' ', "").contains("display:none"));
    style || node.attr("hidden").is_some()
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "mark"
            | "q"
            | "ruby"
            | "rb"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "picture"
            | "source"
            | "amp-img"
            | "center-img"
            | "nobr"
    )
}

#[derive(Default)]
struct Walk {
    blocks: Vec<PageBlock>,
    text: String,
    linked: usize,
    breaks: usize,
    containers: usize,
}

impl Walk {
    fn next_container(&mut self) -> usize {
        self.containers += 1;
        self.containers
    }

    fn push(&mut self, text: &str, linked: bool) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        if linked {
            self.linked += text.trim().len();
        }
        self.text.push_str(text);
    }

    /// One break parts lines of a paragraph, two part paragraphs.
    fn line_break(&mut self, around: &Around) {
        self.breaks += 1;
        match self.breaks {
            1 => self.text.push('\n'),
            _ => self.flush(around),
        }
    }

    fn flush(&mut self, around: &Around) {
        let raw = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        if raw.trim().is_empty() {
            return;
        }
        let text = tidy(&raw);
        if text.is_empty() {
            return;
        }
        let linked = (linked * 100 / text.len().max(1)).min(100);
        let Around { make, away, lead, date, parent, .. } = *around;
        self.blocks.push(PageBlock { text, make, linked, away, lead, date, parent });
    }
}
