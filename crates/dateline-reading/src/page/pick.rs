//! Which blocks of a page are the story: what the extractor chose, mended by the order and make of the page.

use super::walk::{Make, PageBlock};
use crate::clean::{ends_sentence, word_count};
use crate::draft::Piece;
use dateline_model::BlockKind;
use dom_query::Document;
use dom_smoothie::{Config, ParsePolicy, Readability, TextMode};
use std::collections::BTreeMap;

/// The pieces of the story, in order.
pub(super) fn pieces(
    blocks: &[PageBlock],
    extracted: &str,
    description: Option<&str>,
    body: Option<&str>,
) -> Vec<Piece> {
    let chosen = mended(blocks, extracted, description);
    let length: usize = chosen.iter().map(|b| b.text.len()).sum();
    // A page whose text is built by a script still carries it in its metadata.
    if let Some(body) = body.filter(|body| body.len() > 400 && body.len() > length * 2) {
        return body.lines().map(crate::clean::tidy).filter(|l| !l.is_empty()).map(Piece::plain).collect();
    }
    chosen.into_iter().map(piece).collect()
}

/// A block as a piece of a draft.
pub(super) fn piece(block: &PageBlock) -> Piece {
    let kind = match block.make {
        Make::Headline | Make::Heading if !ends_sentence(&block.text) => Some(BlockKind::Heading),
        Make::Caption => Some(BlockKind::Caption),
        _ => None,
    };
    Piece { text: block.text.clone(), kind, at: 0..0 }
}

/// The extractor's text without white space, for comparison; `html` is what the document was built of.
///
/// The extractor keeps a copy of the tree, for the pages of which its strictest rules leave too little. Most need none,
/// and their blocks tell which; where they are wrong the tree is built anew.
pub(super) fn extracted(document: Document, blocks: &[PageBlock], html: &str) -> String {
    let config =
        || Config { text_mode: TextMode::Formatted, disable_json_ld: true, keep_classes: true, ..Config::default() };
    let fewest = config().char_threshold;
    let told: usize = blocks.iter().filter(|b| is_story(b) && !b.away).map(|b| b.text.len()).sum();
    let mut document = document;
    if told >= fewest * 3 {
        let strict = Readability::with_document(document, None, Some(config()))
            .and_then(|mut reader| reader.parse_with_policy(ParsePolicy::Strict));
        let text = strict.map(|article| compact(&article.text_content)).unwrap_or_default();
        if text.chars().nth(fewest).is_some() {
            return text;
        }
        document = super::tree::build(html);
    }
    let relaxed = Readability::with_document(document, None, Some(config())).and_then(|mut reader| reader.parse());
    relaxed.map(|article| compact(&article.text_content)).unwrap_or_default()
}

fn compact(text: &str) -> String {
    // White space of plain text is ASCII, and so no part of another character.
    if text.is_ascii() || text.chars().all(crate::clean::is_plain) {
        let mut visible = String::with_capacity(text.len());
        text.split(|c| matches!(c, '\t'..='\r' | ' ')).for_each(|word| visible.push_str(word));
        return visible;
    }
    text.chars().filter(|c| !c.is_whitespace() && !crate::clean::is_invisible(*c)).collect()
}

fn mended<'a>(blocks: &'a [PageBlock], text: &str, description: Option<&str>) -> Vec<&'a PageBlock> {
    let mut chosen = matched(blocks, text);
    if !chosen.iter().zip(blocks).any(|(c, b)| *c && is_story(b)) {
        chosen = blocks.iter().map(|b| is_story(b) && !b.away).collect();
    }
    let trusted = trusts_make(blocks, &chosen);
    for (at, block) in blocks.iter().enumerate() {
        let teaser = block.linked > 60 && block.make != Make::Headline && word_count(&block.text) < 30;
        if chosen[at] && ((trusted && block.away) || teaser) {
            chosen[at] = false;
        }
    }
    bring_back(blocks, &mut chosen, trusted, description);
    blocks.iter().zip(chosen).filter(|(_, c)| *c).map(|(b, _)| b).collect()
}

/// Which blocks are part of the extractor's text, found in order.
fn matched(blocks: &[PageBlock], text: &str) -> Vec<bool> {
    let mut cursor = 0;
    let mut chosen = Vec::with_capacity(blocks.len());
    for block in blocks {
        let wanted = compact(&block.text);
        // A short line ("News") stands somewhere in every text: it must follow what was found before.
        let reach = if wanted.len() < 40 { (cursor + wanted.len() + 200).min(text.len()) } else { text.len() };
        let found = find_between(text, cursor, reach, &wanted)
            .or_else(|| (wanted.len() >= 40).then(|| find(text, &wanted)).flatten());
        if let Some(at) = found {
            cursor = at + wanted.len();
        }
        chosen.push(found.is_some());
    }
    chosen
}

fn find_between(text: &str, from: usize, mut to: usize, wanted: &str) -> Option<usize> {
    while to < text.len() && !text.is_char_boundary(to) {
        to += 1;
    }
    find(text.get(from..to)?, wanted).map(|at| from + at)
}

/// `str::find`, several times as fast on long texts: the opening is looked for, and the rest compared.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    let opening = memchr::memmem::Finder::new(&wanted[..wanted.len().min(24)]);
    let mut from = 0;
    // A text that repeats the opening without end is searched the long way.
    for _ in 0..64 {
        let at = from + opening.find(text.get(from..)?)?;
        if text[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    memchr::memmem::find(text.get(from..)?, wanted).map(|at| from + at)
}

/// Whether the page's class names can be believed: not if they would throw most of the story away.
fn trusts_make(blocks: &[PageBlock], chosen: &[bool]) -> bool {
    let length = |away: bool| -> usize {
        blocks.iter().zip(chosen).filter(|(b, c)| **c && b.away == away && is_story(b)).map(|(b, _)| b.text.len()).sum()
    };
    length(true) * 2 < length(false) + length(true)
}

/// A block that reads like a paragraph of a story.
fn is_story(block: &PageBlock) -> bool {
    let long = block.text.len() >= 60 && (ends_sentence(&block.text) || block.text.len() >= 140);
    long && block.linked < 40 && block.make != Make::Caption
}

/// Brings back what the extractor missed: paragraphs among or beside the chosen ones, and the lead above them.
fn bring_back(blocks: &[PageBlock], chosen: &mut [bool], trusted: bool, description: Option<&str>) {
    let Some(first) = chosen.iter().position(|c| *c) else { return };
    let last = chosen.iter().rposition(|c| *c).unwrap_or(first);
    let mut siblings: BTreeMap<usize, usize> = BTreeMap::new();
    for (block, _) in blocks.iter().zip(chosen.iter()).filter(|(b, c)| **c && is_story(b)) {
        *siblings.entry(block.parent).or_default() += 1;
    }
    let headline = blocks[..first].iter().rposition(|b| b.make == Make::Headline);
    let told = description.map(|d| compact(d).chars().take(50).collect::<String>()).filter(|d| d.len() >= 30);
    for (at, block) in blocks.iter().enumerate() {
        if chosen[at] {
            continue;
        }
        let opening = at < first
            && block.text.len() >= 40
            && told.as_ref().is_some_and(|told| compact(&block.text).starts_with(told.as_str()));
        if opening && block.linked < 30 && block.make != Make::Headline {
            chosen[at] = true;
        }
        if trusted && block.away {
            continue;
        }
        let beside = siblings.get(&block.parent).is_some_and(|n| *n >= 2);
        let within = at > first && at < last;
        let story = is_story(block) && (beside || within);
        let above = at < first && first - at <= 25;
        let between = headline.is_some_and(|h| at > h) && at < first && first - at <= 8 && is_story(block);
        let lead =
            between || above && block.text.len() >= 40 && block.linked < 30 && block.lead && ends_sentence(&block.text);
        let heading = within && beside && block.make == Make::Heading && block.linked < 30;
        chosen[at] |= story || lead || heading;
    }
}
