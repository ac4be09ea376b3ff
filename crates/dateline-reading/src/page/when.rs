//! When a page says that it appeared: its metadata, its date elements, its words; weighed against each other.
//!
//! The names of fields, keys and labels are in `data/page_dates.txt`. What remains ambiguous is decided by agreement:
//! of two statements in the metadata the one that the page also shows is taken, and a moment in UTC becomes the day
//! on the newsroom's clock, or the one shown beside the headline.

use super::labels;
use super::meta::linked_text;
use super::walk::{Make, Marks, PageBlock, Trust};
use crate::clean::ends_sentence;
use crate::dates::{self, Order, Stated};
use crate::draft::DatedBy;
use crate::outlets::outlets;
use crate::{weigh, zones};
use dateline_model::PublishedBasis;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names by kind, as the data file has them.
static NAMES: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let rows = include_str!("../../data/page_dates.txt").lines().filter(|l| !l.starts_with('#'));
    for (kind, name) in rows.filter_map(|row| row.split_once(" | ")) {
        names.entry(kind).or_default().push(name);
    }
    names
});

/// The names of a kind.
pub(super) fn names(kind: &str) -> &'static [&'static str] {
    NAMES.get(kind).map_or(&[], Vec::as_slice)
}

/// What is looked at.
pub(super) struct Page<'a> {
    pub marks: &'a Marks,
    pub linked: &'a [Value],
    pub blocks: &'a [PageBlock],
    pub html: &'a str,
    pub url: Option<&'a str>,
}

/// A day the metadata states.
struct Claimed {
    stated: Stated,
    utc: bool,
    updated: bool,
}

/// The dates a page states, the most trustworthy first.
pub(super) fn stated(page: &Page) -> Vec<DatedBy> {
    let heart = Heart::of(page.blocks);
    let beside = heart.beside(page.blocks);
    let mut claimed = claimed(page, &beside);
    let country = page.url.and_then(|url| outlets().outlet_of(url)).and_then(|outlet| outlet.country);
    localise(&mut claimed, country.as_deref());
    let days: Vec<Stated> = beside.iter().filter_map(|text| day(text)).collect();
    agree(&mut claimed, &days, page.url.and_then(weigh::in_url));
    let metadata = |c: Claimed| DatedBy { stated: c.stated, basis: PublishedBasis::Metadata, updated: c.updated };
    let mut dates: Vec<DatedBy> = claimed.into_iter().map(metadata).collect();
    dates.extend(shown(page.blocks, &heart));
    if dates.is_empty() {
        dates.extend(in_scripts(page.html).map(|stated| DatedBy {
            stated,
            basis: PublishedBasis::Metadata,
            updated: false,
        }));
    }
    if dates.is_empty() {
        dates.extend(beside_headline(page.blocks, &heart).or_else(|| in_description(page.marks)));
    }
    dates
}

/// What metadata and date elements say, best first; `beside` are the dates shown at the headline and behind labels.
fn claimed(page: &Page, beside: &[String]) -> Vec<Claimed> {
    let Marks { fields, times, aside, .. } = page.marks;
    let mut all = Vec::new();
    let mut add = |text: Option<&str>, updated: bool| {
        let stated = text.and_then(day);
        all.extend(stated.map(|stated| Claimed { stated, utc: text.is_some_and(zones::is_utc), updated }));
    };
    let field = |name: &&str| fields.get(*name).map(String::as_str);
    let of = |wanted: Trust| times.iter().filter(move |(_, trust)| *trust == wanted).map(|(value, _)| value.as_str());
    for name in ["datePublished", "dateCreated", "uploadDate"] {
        add(linked_text(page.linked, &[name]).as_deref(), false);
    }
    names("published").iter().for_each(|name| add(field(name), false));
    of(Trust::Published).for_each(|value| add(Some(value), false));
    // A date of publication in a corner of the page is this page's, if it is the only one.
    if aside.len() == 1 {
        add(aside.iter().next().map(String::as_str), false);
    }
    beside.iter().for_each(|text| add(Some(text), false));
    names("unsure").iter().for_each(|name| add(field(name), false));
    of(Trust::Plain).for_each(|value| add(Some(value), false));
    of(Trust::Changed).for_each(|value| add(Some(value), true));
    add(linked_text(page.linked, &["dateModified"]).as_deref(), true);
    names("changed").iter().for_each(|name| add(field(name), true));
    all
}

/// Moments in UTC become days on the clock of the newsroom's country, where it has one.
fn localise(claimed: &mut [Claimed], country: Option<&str>) {
    let Some(country) = country else { return };
    for one in claimed.iter_mut().filter(|one| one.utc) {
        if let Some(local) = zones::local(one.stated, country) {
            (one.stated, one.utc) = (local, false);
        }
    }
}

/// Where the best statement is not what the page shows, another that is goes before it; and a moment in UTC takes the
/// day that is shown, if it is the day before or after.
fn agree(claimed: &mut Vec<Claimed>, shown: &[Stated], url: Option<Stated>) {
    let Some(best) = claimed.iter().position(|c| !c.updated) else { return };
    let date = claimed[best].stated.date();
    let url = url.filter(|stated| stated.day.is_some());
    if shown.iter().chain(&url).any(|stated| stated.date() == date) {
        return;
    }
    let near = |other: &Stated| {
        let days = date.zip(other.date()).and_then(|(a, b)| a.since(b).ok()).map(|span| span.get_days().abs());
        days == Some(1)
    };
    if claimed[best].utc
        && let Some(local) = shown.iter().chain(&url).find(|other| near(other))
    {
        claimed[best].stated = Stated { time: None, ..*local };
        return;
    }
    let visible = |c: &Claimed| !c.updated && shown.iter().any(|stated| stated.date() == c.stated.date());
    if let Some(other) = claimed.iter().position(visible) {
        let other = claimed.remove(other);
        claimed.insert(0, other);
    }
}

/// Where the story stands on the page, as far as its blocks tell.
struct Heart {
    /// The headline.
    headline: Option<usize>,
    /// The headline, else the first paragraph, else the top.
    at: usize,
    /// Comments are told from the story by their make.
    talk: bool,
}

impl Heart {
    fn of(blocks: &[PageBlock]) -> Heart {
        let headlines = blocks.iter().enumerate().filter(|(_, b)| b.make == Make::Headline && !b.away);
        let headline = headlines.max_by_key(|(at, b)| (b.text.len(), usize::MAX - at)).map(|(at, _)| at);
        let paragraph = |b: &PageBlock| b.text.len() >= 140 && b.linked < 40 && ends_sentence(&b.text);
        let first = || blocks.iter().position(|b| paragraph(b) && !b.away);
        let length = |talk: bool| -> usize {
            blocks.iter().filter(|b| b.talk == talk && paragraph(b)).map(|b| b.text.len().min(2000)).sum()
        };
        // A page whose story lies in an element named for its comments names things carelessly.
        let careless = blocks.iter().any(|b| b.talk && b.make == Make::Headline);
        let talk = !careless && (length(false) > 0 || length(true) == 0);
        Heart { headline, at: headline.or_else(first).unwrap_or(0), talk }
    }

    /// The text of elements made to hold a date that stand right above or below the headline, and dates after labels.
    fn beside(&self, blocks: &[PageBlock]) -> Vec<String> {
        let near = self.headline.map(|at| blocks.iter().skip(at.saturating_sub(5)).take(14)).into_iter().flatten();
        let marked = near
            .filter(|b| {
                b.date
                    && !(b.talk && self.talk)
                    && b.make != Make::Headline
                    && b.text.len() < 120
                    && !says_changed(&b.text)
            })
            .map(|b| b.text.clone());
        marked.chain(labels::dates(blocks.iter().filter(|b| !(b.talk && self.talk)))).collect()
    }
}

fn says_changed(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["updated", "aktualisiert", "modifi", "actualiz", "atualiz"].iter().any(|word| lower.contains(word))
}

/// Dates in the page's text: elements that say they hold one, and lines that are nothing else; those near the story
/// before those in furniture, and never those of comments.
fn shown(blocks: &[PageBlock], heart: &Heart) -> Vec<DatedBy> {
    let mut found: Vec<(bool, bool, usize, DatedBy)> = Vec::new();
    let short = blocks.iter().enumerate().filter(|(_, b)| b.text.len() < 160 && !(b.talk && heart.talk));
    let (named, plain): (Vec<_>, Vec<_>) = short.partition(|(_, b)| b.date);
    for (at, block) in named.into_iter().take(20) {
        let Some(stated) = day(&block.text) else { continue };
        let dated = DatedBy { stated, basis: PublishedBasis::Text, updated: says_changed(&block.text) };
        found.push((block.away, false, at.abs_diff(heart.at), dated));
    }
    let (before, after) = (heart.at.saturating_sub(60), heart.at + 120);
    for (at, block) in plain.into_iter().filter(|(at, _)| (before..after).contains(at)) {
        let Some(stamp) = crate::stamps::stamp(&block.text, Order::DayFirst) else { continue };
        let dated = DatedBy { stated: stamp.stated, basis: PublishedBasis::Text, updated: stamp.updated };
        found.push((block.away, true, at.abs_diff(heart.at), dated));
    }
    found.sort_by_key(|(away, plain, distance, _)| (*away, *plain, *distance));
    found.into_iter().map(|(.., dated)| dated).collect()
}

/// For pages that mark no date at all: a date in a short line near the headline, or the first one in any short line.
fn beside_headline(blocks: &[PageBlock], heart: &Heart) -> Option<DatedBy> {
    let headlines = blocks.iter().enumerate().filter(|(_, b)| b.make == Make::Headline).map(|(at, _)| at).take(6);
    let near = headlines.chain([0]).flat_map(|at| blocks.iter().skip(at.saturating_sub(8)).take(24));
    let all = near.chain(blocks.iter().rev().take(12)).filter(|b| !(b.talk && heart.talk));
    let stated = all.into_iter().find_map(|b| {
        let (stated, range) = dates::find(start_of(&b.text, 160), Order::DayFirst)?;
        let opens = b.text.len() < 160 || range.start <= 25;
        (opens && stated.year.is_some_and(|y| y >= 1994)).then_some(stated)
    })?;
    Some(DatedBy { stated: Stated { time: None, ..stated }, basis: PublishedBasis::Text, updated: false })
}

/// A date in brackets at the end of the page's description: "… (News of 14 January 2031)".
fn in_description(marks: &Marks) -> Option<DatedBy> {
    let texts = ["og:description", "description"].iter().filter_map(|name| marks.fields.get(*name));
    let stated = texts.into_iter().find_map(|text| {
        let inner = text.trim_end().strip_suffix(')')?;
        let (_, inner) = inner.rsplit_once('(')?;
        let (stated, range) = dates::find(inner, Order::DayFirst)?;
        (inner.len() < 60 && range.end >= inner.trim_end().len()).then_some(stated)
    })?;
    Some(DatedBy { stated: Stated { time: None, ..stated }, basis: PublishedBasis::Text, updated: false })
}

/// The first date of publication in the data of the page's scripts.
fn in_scripts(html: &str) -> Option<Stated> {
    let mut best: Option<(usize, Stated)> = None;
    for key in names("script") {
        // `"key":"value"`, and the same inside a string, its quotes escaped.
        let found = memchr::memmem::find_iter(html.as_bytes(), key.as_bytes());
        let value = found.take(40).find_map(|at| {
            let before = html[..at].ends_with(['"', '\'']);
            let rest = html[at + key.len()..].trim_start_matches('\\').strip_prefix(['"', '\''])?.trim_start();
            let rest = rest.strip_prefix(':')?.trim_start().trim_start_matches('\\').strip_prefix(['"', '\''])?;
            let value = start_of(rest, 40);
            let end = value.find(['"', '\'', '\\']).unwrap_or(value.len());
            let stated = day(&value[..end]).filter(|_| before)?;
            Some((at, stated))
        });
        if let Some((at, stated)) = value
            && best.is_none_or(|(first, _)| at < first)
        {
            best = Some((at, stated));
        }
    }
    best.map(|(_, stated)| stated)
}

/// The beginning of a text, of at most so many bytes.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The day in a metadata value: ISO, RFC 2822, or as people write it.
pub(super) fn day(text: &str) -> Option<Stated> {
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
