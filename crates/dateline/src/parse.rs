//! The language models a run parses with: English ships with the program, other languages are cut into sentences only.

use dateline_language::{Document, Language, embedded_english, segment};
use dateline_model::Report;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Option<Language>> = LazyLock::new(|| Language::load(embedded_english()).ok());

/// The document of a report: parsed where a model for its language is at hand.
pub(crate) fn document(report: &Report) -> Document {
    let english = report.language.as_deref().is_none_or(|tag| tag.starts_with("en"));
    match ENGLISH.as_ref().filter(|_| english) {
        Some(language) => language.parse(&report.text, &report.blocks),
        None => segment(&report.text, &report.blocks),
    }
}
