//! Which sentences can bear a claim: the cheap test before the costly parser.
//!
//! A report without a word for violence or harm is not parsed at all; of the others only the sentences that hold such
//! a word, a statement of responsibility, or the words right around them.

use crate::events::event_words;
use crate::frames::FrameSet;
use crate::harm::hits;
use crate::responsibility::stated;
use crate::words::Line;
use aho_corasick::{AhoCorasick, MatchKind};
use dateline_language::Document;
use dateline_model::Span;
use std::sync::LazyLock;

/// One automaton over the first words of all forms; `None` would only mean that every report is read with care.
static FIRST_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let first = |phrase: String| phrase.split(' ').next().map(str::to_owned);
    let mut words: Vec<String> = crate::harm::written().chain(crate::events::written()).filter_map(first).collect();
    words.retain(|word| word.len() > 2);
    words.sort_unstable();
    words.dedup();
    AhoCorasick::builder().ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(words).ok()
});

/// Whether a text holds any word for violence or harm at all: the first and cheapest test, over the raw text.
///
/// ```
/// assert!(dateline_claims::may_tell_of_harm("Two people were KILLED."));
/// assert!(!dateline_claims::may_tell_of_harm("The bakery won a prize."));
/// ```
pub fn may_tell_of_harm(text: &str) -> bool {
    let Some(automaton) = FIRST_WORDS.as_ref() else { return true };
    let word = |at: Option<&u8>| at.is_some_and(|b| b.is_ascii_alphanumeric());
    let bytes = text.as_bytes();
    automaton
        .find_iter(text)
        .any(|m| !word(m.start().checked_sub(1).and_then(|i| bytes.get(i))) && !word(bytes.get(m.end())))
}

/// The ranks of the sentences worth parsing, in order; empty for a report that tells of no violence and no harm.
///
/// `document` is cut but not parsed, and was made from `text`.
pub fn worth_parsing(text: &str, document: &Document, frames: &FrameSet) -> Vec<usize> {
    let lines: Vec<Line> =
        document.sentences.iter().map(|s| Line::new(text, document, s, &[], Span::default())).collect();
    let bears = |line: &Line| {
        let own = !hits(line).is_empty() || !event_words(line).is_empty() || !stated(line).is_empty();
        own || frames.may_read_added(line)
    };
    // where nothing else tells of violence, what burnt and what was thrown need not be known
    if !lines.iter().any(bears) {
        return Vec::new();
    }
    (0..lines.len()).filter(|&rank| bears(&lines[rank]) || frames.may_read(&lines[rank])).collect()
}
