//! The language models a run parses with: English ships with the program, other languages are cut into sentences only.

use dateline_claims::{FrameSet, may_tell_of_harm, told_blocks, worth_naming, worth_parsing};
use dateline_language::{Document, Language, embedded_english, segment};
use dateline_model::Report;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Option<Language>> = LazyLock::new(|| Language::load(embedded_english()).ok());

fn model(report: &Report) -> Option<&'static Language> {
    let english = report.language.as_deref().is_none_or(|tag| tag.starts_with("en"));
    ENGLISH.as_ref().filter(|_| english)
}

/// The document that a report's claims are read from: parsed where a model for its language is at hand and a sentence
/// can bear a claim; `None` when the report's words cannot add up to violence or harm.
pub fn parsed(report: &Report, frames: &FrameSet) -> Option<Document> {
    let Some(language) = model(report) else { return Some(segment(&report.text, &report.blocks)) };
    if !frames.has_added() && !may_tell_of_harm(&report.text) {
        return None;
    }
    let mut document = language.segment(&report.text, &told_blocks(report));
    let which = worth_parsing(&report.text, &document, frames);
    if which.is_empty() {
        return None;
    }
    language.parse_sentences(&report.text, &mut document, &which);
    let named = worth_naming(&report.text, &document, frames);
    language.name_sentences(&report.text, &mut document, &named);
    Some(document)
}

/// A sentence of English, parsed.
pub(crate) fn sentence(text: &str) -> Document {
    ENGLISH.as_ref().map_or_else(|| segment(text, &[]), |english| english.parse(text, &[]))
}

/// The document of a report, every sentence parsed where a model for its language is at hand.
pub(crate) fn whole_document(report: &Report) -> Document {
    match model(report) {
        Some(language) => language.parse(&report.text, &report.blocks),
        None => segment(&report.text, &report.blocks),
    }
}
