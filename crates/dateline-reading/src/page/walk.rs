//! The blocks of a page in reading order, with what the page's make says about each.

use crate::clean::tidy;
use dom_query::{Document, Element, LocalName, NodeData, NodeRef, local_name};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};
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
    /// It lies in an element that holds readers' comments.
    pub talk: bool,
    /// The container it lies in.
    pub parent: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Away,
    Lead,
    Date,
    Talk,
}

static WORDS: LazyLock<BTreeMap<&'static str, Word>> = LazyLock::new(|| {
    let rows = include_str!("../../data/page_words.txt").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| row.split_once(" | "))
        .map(|(kind, word)| {
            let kind = match kind {
                "lead" => Word::Lead,
                "date" => Word::Date,
                "talk" => Word::Talk,
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
    talk: bool,
    linked: bool,
    parent: usize,
}

enum Step<'a> {
    Enter(NodeRef<'a>, Around),
    Flush(Around),
}

/// What the walk passes that is no text: the page's account of itself.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Meta fields by lower-case name; the first of a name counts.
    pub fields: BTreeMap<String, String>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// The language of the root element.
    pub language: Option<String>,
    /// The text of the title element.
    pub title: String,
    /// The values of elements that hold a date, and what the date is of.
    pub times: Vec<(String, Trust)>,
    /// Dates of publication that stand in furniture.
    pub aside: BTreeSet<String>,
}

/// What a date is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Published,
    Plain,
    Changed,
}

/// The blocks of a document, in reading order, and its marks.
pub(super) fn walk(document: &Document) -> (Vec<PageBlock>, Marks) {
    walk_below(document.root())
}

/// The blocks of a node and what is below it, and its marks.
pub(super) fn walk_below(node: NodeRef) -> (Vec<PageBlock>, Marks) {
    let mut walk = Walk::default();
    let plain =
        Around { make: Make::Plain, away: false, lead: false, date: false, talk: false, linked: false, parent: 0 };
    let mut steps = vec![Step::Enter(node, plain)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Flush(around) => walk.flush(&around),
            Step::Enter(node, around) => enter(&node, around, &mut steps, &mut walk),
        }
    }
    walk.flush(&plain);
    (walk.blocks, walk.marks)
}

fn enter<'a>(node: &NodeRef<'a>, mut around: Around, steps: &mut Vec<Step<'a>>, walk: &mut Walk) {
    let Some(element) = node.element_ref() else {
        let told = node.query_or(false, |inner| match &inner.data {
            NodeData::Text { contents } => {
                walk.push(contents, around.linked);
                true
            }
            _ => false,
        });
        if !told {
            children(node, around, steps);
        }
        return;
    };
    let name: &str = &element.name.local;
    let kind = walk.kind(&element.name.local);
    mark(node, name, &element, around.away, &mut walk.marks);
    if name == "head" {
        return children(node, around, steps);
    }
    let said = if kind.silent { Said { hidden: true, ..Said::default() } } else { said(&element, &mut walk.seen) };
    if said.hidden {
        return;
    }
    match name {
        "br" => return walk.line_break(&around),
        "hr" => return walk.flush(&around),
        "a" => around.linked = true,
        _ => {}
    }
    describe(said, name, &mut around);
    // A date in an inline element marks the block it stands in.
    walk.date |= around.date;
    if kind.block {
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

/// Notes what an element tells about the page.
fn mark(node: &NodeRef, name: &str, element: &Element, away: bool, marks: &mut Marks) {
    let get = |wanted: &str| element.attrs.iter().find(|a| &*a.name.local == wanted).map(|a| &*a.value);
    match name {
        "html" => marks.language = get("lang").map(str::to_owned).filter(|lang| !lang.is_empty()),
        "title" if marks.title.is_empty() => marks.title = tidy(&node.text()),
        "link" if get("rel") == Some("canonical") => marks.canonical = get("href").map(|href| href.trim().to_owned()),
        "meta" => {
            let field = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| get(a));
            if let (Some(field), Some(content)) = (field, get("content").filter(|c| c.len() < 4000)) {
                let content = tidy(content);
                if !content.is_empty() {
                    marks.fields.entry(field.to_lowercase()).or_insert(content);
                }
            }
        }
        _ => {}
    }
    // Nearly every element says nothing of the kind, and there are thousands.
    let dated = name == "time"
        || name == "abbr" && get("class") == Some("published")
        || element.attrs.iter().any(|a| {
            a.name.local == local_name!("itemprop") && &*a.value == "datePublished" || &*a.name.local == "pubdate"
        });
    if dated && name != "meta" && away && get("itemprop") == Some("datePublished") && marks.aside.len() < 20 {
        marks.aside.extend(get("datetime").or(get("content")).map(|value| value.trim().to_owned()));
    }
    if dated && name != "meta" && !away && marks.times.len() < 20 {
        let names = [get("itemprop"), get("class")].into_iter().flatten().collect::<String>().to_lowercase();
        let trust = match &names {
            names if names.contains("modif") || names.contains("updat") => Trust::Changed,
            names if names.contains("publish") || get("pubdate").is_some() => Trust::Published,
            _ => Trust::Plain,
        };
        let value =
            get("datetime").or(get("content")).or(get("title")).filter(|v| v.bytes().any(|b| b.is_ascii_digit()));
        marks.times.push((value.map_or_else(|| tidy(&node.text()), str::to_owned), trust));
    }
}

/// What an element's attributes say about it.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    away: bool,
    lead: bool,
    date: bool,
    talk: bool,
    hidden: bool,
}

/// Reads an element's attributes once; the same value is looked up once a page.
fn said(element: &Element, seen: &mut HashMap<String, Said>) -> Said {
    let mut all = Said::default();
    for attribute in &element.attrs {
        let value: &str = &attribute.value;
        match &attribute.name.local {
            name if *name == local_name!("class")
                || *name == local_name!("id")
                || *name == local_name!("role")
                || *name == local_name!("itemprop")
                || &**name == "data-component" =>
            {
                if value.len() >= 400 {
                    continue;
                }
                let one = match seen.get(value) {
                    Some(one) => *one,
                    None => {
                        let one = words_of(value);
                        seen.insert(value.to_owned(), one);
                        one
                    }
                };
                all.away |= one.away;
                all.lead |= one.lead;
                all.date |= one.date;
                all.talk |= one.talk;
            }
            name if *name == local_name!("hidden") => all.hidden = true,
            name if *name == local_name!("style") => {
                all.hidden |= value.contains("display") && value.replace(' ', "").contains("display:none");
            }
            _ => {}
        }
    }
    all
}

fn words_of(value: &str) -> Said {
    let mut said = Said::default();
    let lower = value.to_ascii_lowercase();
    for word in lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 1 && w.len() < 20) {
        match WORDS.get(word) {
            // "teaser-text" is the lead of this story, "teaser" the beginning of another.
            Some(Word::Away) if lower.contains("teaser-text") => said.lead = true,
            Some(Word::Away) => said.away |= !prefixed(&lower, word),
            Some(Word::Talk) => {
                said.talk |= !prefixed(&lower, word);
                said.away |= said.talk;
            }
            Some(Word::Lead) => said.lead = true,
            Some(Word::Date) => said.date = true,
            None => {}
        }
    }
    said
}

/// Adds what tag, class, id and role say.
fn describe(said: Said, name: &str, around: &mut Around) {
    let structural = matches!(name, "html" | "body" | "main" | "article");
    around.away |= matches!(name, "nav" | "aside" | "footer" | "form" | "dialog" | "menu") || said.away && !structural;
    around.date |= name == "time" || said.date && !structural;
    around.talk |= said.talk && !structural;
    around.lead |= said.lead;
}

/// "has-sidebar", "no-ads": the page says that something is (not) beside, not that this is it.
fn prefixed(value: &str, word: &str) -> bool {
    let at = value.find(word).unwrap_or(0);
    let before = value[..at].trim_end_matches(['-', '_']);
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
    date: bool,
    seen: HashMap<String, Said>,
    kinds: HashMap<LocalName, Kind>,
    marks: Marks,
}

/// What the name of an element says about it.
#[derive(Debug, Clone, Copy)]
struct Kind {
    silent: bool,
    block: bool,
}

impl Walk {
    /// Looked up once a page for each name.
    fn kind(&mut self, name: &LocalName) -> Kind {
        if let Some(kind) = self.kinds.get(name) {
            return *kind;
        }
        let kind = Kind { silent: is_silent(name), block: is_block(name) };
        self.kinds.insert(name.clone(), kind);
        kind
    }

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
        let dated = std::mem::take(&mut self.date);
        if raw.trim().is_empty() {
            return;
        }
        let text = tidy(&raw);
        if text.is_empty() {
            return;
        }
        let linked = (linked * 100 / text.len().max(1)).min(100);
        let Around { make, away, lead, talk, parent, .. } = *around;
        let date = dated || around.date;
        self.blocks.push(PageBlock { text, make, linked, away, lead, date, talk, parent });
    }
}
