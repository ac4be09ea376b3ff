//! A draft becomes a report: furniture goes, dates are weighed, wires are credited, the text is laid out in blocks.
//!
//! Every format's reader ends here, so that a page, a feed entry and a text of one story give one report.

use crate::bylines;
use crate::clean::{ends_sentence, key, word_count};
use crate::colophon;
use crate::dateline::{self, Dateline};
use crate::dates::{Order, Stated};
use crate::draft::{DatedBy, Draft, Piece};
use crate::error::ReadError;
use crate::furniture::{self, Furniture};
use crate::head;
use crate::language;
use crate::outlets::outlets;
use crate::read::{Options, Source};
use crate::related;
use crate::title;
use crate::weigh;
use crate::wires::wires;
use dateline_model::{Block, BlockKind, Note, OriginId, Outlet, PublishedBasis, Report, ReportId, ReportKind, Span};
use std::collections::BTreeSet;

/// The report a draft makes.
pub(crate) fn report(mut draft: Draft, source: &Source, options: &Options) -> Result<Report, ReadError> {
    draft.url = draft.url.take().or(source.url.map(str::to_owned));
    head::take(&mut draft);
    let outlet = outlet_of(&draft).or_else(|| colophon::outlet_name(&draft).map(|name| by_name(&name)));
    let order = number_order(outlet.as_ref());
    mark_title(&mut draft, outlet.as_ref());
    let swept = sweep(&mut draft, order);
    let mut text = Text::default();
    for piece in &draft.pieces {
        text.push(&piece.text, piece.kind.unwrap_or(BlockKind::Paragraph));
    }
    if text.blocks.is_empty() || !text.text.chars().any(char::is_alphabetic) {
        return Err(ReadError::NoStory);
    }
    finish(draft, text, outlet, swept, source, options)
}

/// The report of a text taken as it is: the same findings, nothing removed.
pub(crate) fn raw(text: String, mut draft: Draft, source: &Source, options: &Options) -> Result<Report, ReadError> {
    let blocks: Vec<Block> =
        draft.pieces.iter().map(|p| Block { span: Span::from(p.at.clone()), kind: BlockKind::Paragraph }).collect();
    draft.url = source.url.map(str::to_owned);
    head::take(&mut draft);
    let outlet = outlet_of(&draft);
    let swept = sweep(&mut draft.clone(), number_order(outlet.as_ref()));
    if blocks.is_empty() {
        return Err(ReadError::Empty);
    }
    finish(draft, Text { text, blocks }, outlet, swept, source, options)
}

/// What was learnt from the lines that were removed.
#[derive(Debug, Default)]
struct Swept {
    dates: Vec<DatedBy>,
    credits: Vec<String>,
}

fn finish(
    draft: Draft,
    text: Text,
    outlet: Option<Outlet>,
    swept: Swept,
    source: &Source,
    options: &Options,
) -> Result<Report, ReadError> {
    let Text { text, blocks } = text;
    let dateline = find_dateline(&text, &blocks);
    let mut agencies: BTreeSet<String> = wires().credited(&text).into_iter().collect();
    for credit in swept.credits.iter().chain(&draft.credits) {
        agencies.extend(wires().credited(credit));
        let parts = credit.split(['|', '/', '•', '·', '–', '—', ',', '(', ')', '©']);
        agencies.extend(parts.filter_map(|part| wires().find(part)).map(|wire| wire.code.clone()));
    }
    let mut dates = draft.dates;
    dates.extend(swept.dates);
    dates.extend(blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).take(2).find_map(|b| {
        let stated = crate::stamps::deictic(b.span.slice(&text))?;
        Some(DatedBy { stated, basis: PublishedBasis::Text, updated: false })
    }));
    let mut notes = draft.notes;
    let mut dateline_place = None;
    if let Some((start, line)) = dateline {
        agencies.extend(line.agencies);
        dateline_place = line.place.map(|r| Span::new(start + r.start, start + r.end));
        dates.extend(line.date.map(|stated| DatedBy { stated, basis: PublishedBasis::Dateline, updated: false }));
    }
    let edition = draft.title.as_deref().and_then(title::edition);
    dates.extend(edition.map(|stated| DatedBy { stated, basis: PublishedBasis::Dateline, updated: false }));
    let published = weigh::published(&dates, draft.url.as_deref(), options.anchor, &mut notes);
    let language = language::detect(&text).or(draft.language);
    let title = draft.title.filter(|t| !t.is_empty());
    let id = content_id(title.as_deref(), &text);
    Ok(Report {
        id: ReportId(id.clone()),
        path: source.path.map(str::to_owned),
        url: draft.url,
        outlet,
        title,
        language,
        published,
        agencies: agencies.into_iter().collect(),
        copy_of: None,
        origin: OriginId(id),
        kind: ReportKind::Other,
        text,
        blocks,
        dateline_place,
        notes,
    })
}

/// Sixteen hex digits of the hash of title and text: the same story read twice has one id.
pub(crate) fn content_id(title: Option<&str>, text: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(title.unwrap_or("").as_bytes()).update(b"\n").update(text.as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

fn outlet_of(draft: &Draft) -> Option<Outlet> {
    let by_url = draft.url.as_deref().and_then(|url| outlets().outlet_of(url));
    let named = draft.outlet_name.as_deref().filter(|name| !name.trim().is_empty());
    match (by_url, named) {
        (Some(outlet), Some(name)) if outlet.name.is_none() => Some(Outlet { name: Some(name.to_owned()), ..outlet }),
        (Some(outlet), _) => Some(outlet),
        (None, Some(name)) => Some(by_name(name)),
        (None, None) => None,
    }
}

fn by_name(name: &str) -> Outlet {
    let unknown = || Outlet { name: Some(name.to_owned()), ..Outlet::default() };
    outlets().by_name(name).map_or_else(unknown, Into::into)
}

/// 4/9 is in April in the United States and in September nearly everywhere else.
fn number_order(outlet: Option<&Outlet>) -> Order {
    match outlet.and_then(|o| o.country.as_deref()) {
        Some("US") => Order::MonthFirst,
        Some(_) => Order::DayFirst,
        None => Order::Unknown,
    }
}

/// Finds the headline among the first lines unless the format gave one, and drops its repetitions.
fn mark_title(draft: &mut Draft, outlet: Option<&Outlet>) {
    let site = outlet.and_then(|o| o.name.as_deref());
    if let Some(title) = draft.title.take() {
        let trimmed = title::trim_site(&title, site).to_owned();
        let repeated =
            draft.pieces.iter().take(6).position(|p| key(&p.text) == key(&title) || key(&p.text) == key(&trimmed));
        if let Some(at) = repeated {
            draft.pieces.remove(at);
        }
        draft.pieces.insert(0, Piece { kind: Some(BlockKind::Title), ..Piece::plain(trimmed.clone()) });
        draft.title = Some(trimmed);
        return;
    }
    let candidate = draft.pieces.iter().take(4).position(|p| !is_head_matter(&p.text));
    let Some(mut at) = candidate else { return };
    // "The Norvale Courier | May 12, 2031" above the headline
    let headed =
        |n: usize| draft.pieces.get(n).is_some_and(|p| title::is_headline(&p.text) && !is_head_matter(&p.text));
    if bylines::stamp(&draft.pieces[at].text, Order::Unknown).is_some() && headed(at + 1) {
        at += 1;
    }
    let more = draft.pieces.len() > at + 1;
    let line = &draft.pieces[at].text;
    if !more
        || !title::is_headline(line)
        || dateline::parse(line).is_some_and(|d| d.sure && !d.is_place_with_colon())
        || dateline::alone(line).is_some()
    {
        return;
    }
    let trimmed = title::trim_site(line, site).to_owned();
    draft.pieces[at].text.clone_from(&trimmed);
    draft.pieces[at].kind = Some(BlockKind::Title);
    let title_key = key(&trimmed);
    let mut seen = 0;
    draft.pieces.retain(|p| {
        seen += 1;
        seen <= at + 1 || seen > at + 6 || key(title::trim_site(&p.text, site)) != title_key
    });
    draft.title = Some(trimmed);
}

fn is_head_matter(line: &str) -> bool {
    furniture::classify(line).is_some()
        || crate::stamps::stamp(line, Order::Unknown).is_some()
        || furniture::is_caption(line)
}

/// Removes furniture and date lines, keeping what they tell, and names headings and captions.
fn sweep(draft: &mut Draft, order: Order) -> Swept {
    let mut swept = Swept::default();
    let pieces = std::mem::take(&mut draft.pieces);
    let last = pieces.len();
    let mut story = 0usize;
    let mut in_tail = false;
    let mut kept: Vec<Piece> = Vec::with_capacity(last);
    let end = related::tail(&pieces).unwrap_or(last);
    for (at, mut piece) in pieces.into_iter().enumerate() {
        if at >= end {
            swept.credits.push(piece.text);
            continue;
        }
        if piece.kind == Some(BlockKind::Title) {
            kept.push(piece);
            continue;
        }
        let place = Place {
            near_head: story < 2,
            near_end: at + 4 >= last,
            before_story: story == 0,
            closes: at + 1 == end && story > 0,
        };
        if take_stamp(&piece.text, order, place, &mut swept) {
            continue;
        }
        if let Some(kind) = furniture::classify(&piece.text).filter(|_| piece.kind.is_none()) {
            in_tail = in_tail || kind == Furniture::Tail;
            let story =
                furniture::after_copyright(&piece.text).filter(|_| kind == Furniture::Copyright).map(str::to_owned);
            swept.credits.push(std::mem::take(&mut piece.text));
            let Some(story) = story else { continue };
            piece.text = story;
        }
        let is_story = word_count(&piece.text) >= 12 && ends_sentence(&piece.text)
            || !place.near_head && ends_sentence(&piece.text) && !in_tail;
        if in_tail && !is_story {
            continue;
        }
        in_tail = false;
        story += usize::from(is_story);
        if piece.kind.is_none() && furniture::is_caption(&piece.text) {
            piece.kind = Some(BlockKind::Caption);
        }
        kept.push(piece);
    }
    name_headings(&mut kept);
    related::drop(&mut kept);
    draft.pieces = kept;
    swept
}

#[derive(Clone, Copy)]
struct Place {
    near_head: bool,
    before_story: bool,
    near_end: bool,
    /// Nothing stands behind it.
    closes: bool,
}

/// Whether the line dates the report; a bare date does so only near the head or, where nothing else does, as the very
/// last line, a named one also close to the end.
fn take_stamp(line: &str, order: Order, place: Place, swept: &mut Swept) -> bool {
    if !place.near_head && !place.near_end {
        return false;
    }
    // "Headline Posted: Friday, July 17, 2031 2:26 PM": the headline stands above already.
    let tail = ["Posted:", "Updated:", "Published:"].iter().filter_map(|mark| line.find(mark)).min();
    let line = tail
        .filter(|at| place.near_head && word_count(&line[..*at]) <= 24 && !ends_sentence(line[..*at].trim()))
        .map_or(line, |at| &line[at..]);
    // a town with the day is a dateline, and stays
    if dateline::alone(line).is_some() {
        return false;
    }
    let closing = place.closes && swept.dates.iter().all(|d| d.stated.date().is_none());
    let plain = crate::stamps::stamp(line, order).filter(|s| place.near_head || s.named || closing);
    // what names a town or an outlet beside the day is the story's own, as a dateline is
    let own = || bylines::stamp(line, order).filter(|_| place.before_story);
    let (stamp, basis) = match plain {
        Some(stamp) => (stamp, PublishedBasis::Text),
        None => match own() {
            Some(stamp) => (stamp, PublishedBasis::Dateline),
            None => return false,
        },
    };
    swept.dates.push(DatedBy { stated: stamp.stated, basis, updated: stamp.updated });
    swept.credits.push(line.to_owned());
    true
}

/// A short line without a stop is a heading if a paragraph follows it.
fn name_headings(pieces: &mut [Piece]) {
    for at in 0..pieces.len() {
        let follows = pieces.get(at + 1).is_some_and(|next| ends_sentence(&next.text) || word_count(&next.text) > 14);
        let piece = &mut pieces[at];
        if piece.kind.is_none() && title::is_heading(&piece.text) && follows && at > 0 {
            piece.kind = Some(BlockKind::Heading);
        }
    }
}

/// The dateline and the offset of its paragraph: a sure one among the first paragraphs, an unsure one in the first.
fn find_dateline(text: &str, blocks: &[Block]) -> Option<(usize, Dateline)> {
    let heading = |b: &&Block| b.kind == BlockKind::Heading && dateline::alone(b.span.slice(text)).is_some();
    let paragraphs = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph || heading(b));
    paragraphs.take(5).enumerate().find_map(|(at, block)| {
        let paragraph = block.span.slice(text);
        if let Some(line) = dateline::alone(paragraph) {
            return Some((block.span.start, line));
        }
        let line = dateline::parse(paragraph)?;
        let enough = word_count(paragraph) >= 6 && (line.sure || at == 0 && paragraph.len() > 80);
        enough.then_some((block.span.start, line))
    })
}

/// The text being laid out: blocks parted by blank lines.
#[derive(Default)]
struct Text {
    text: String,
    blocks: Vec<Block>,
}

impl Text {
    fn push(&mut self, piece: &str, kind: BlockKind) {
        if piece.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(piece);
        self.blocks.push(Block { span: Span::new(start, self.text.len()), kind });
    }
}

/// A remark that a date without a year could not be placed.
pub(crate) fn undated(stated: &Stated) -> Note {
    Note::new(
        "date-without-year",
        format!("the dateline says day {} of month {} but no year", stated.day.unwrap_or(0), stated.month),
    )
}
