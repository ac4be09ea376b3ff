//! What the fuzz targets of the language engine check: no model file makes it panic, and its laws hold for every text.

use dateline_language::{Document, Language, Syntax, embedded_english};
use std::ops::Range;
use std::sync::LazyLock;

/// Where a model file's body begins: behind its first bytes, its version and the checksum of the body.
const BODY: usize = 8 + 4 + 32;
const CHECKSUM: Range<usize> = 12..BODY;

/// A text with the sorts of words that a tokeniser's tables and a pipeline's rules are about.
const TEXT: &str =
    "Gunmen didn't kill 12 men in Gao (Mali). \"We saw U.S. jets\", Mr. Ba told www.a.example/b?c=1 at 5 p.m.";

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::load(embedded_english()).expect("it loads"));

/// Loads `bytes` as they are; then, with a checksum that fits, in place of a stretch of the English model.
pub fn load(bytes: &[u8]) {
    attempt(bytes);
    let Some((place, patch)) = bytes.split_first_chunk::<4>() else { return };
    let mut model = embedded_english().to_vec();
    let [low, mid, high, mode] = *place;
    let room = model.len() - BODY;
    // The tables at the front are small and full of lengths: half of the damage is done there.
    let reach = if mode & 1 == 0 { room.min(150_000) } else { room };
    let start = BODY + u32::from_le_bytes([low, mid, high, 0]) as usize % reach;
    let end = if mode & 2 == 0 { (start + patch.len()).min(model.len()) } else { start };
    model.splice(start..end, patch.iter().copied());
    let checksum = *blake3::hash(&model[BODY..]).as_bytes();
    model[CHECKSUM].copy_from_slice(&checksum);
    attempt(&model);
}

fn attempt(bytes: &[u8]) {
    if let Ok(language) = Language::load(bytes) {
        check(TEXT, &language.parse(TEXT, &[]));
    }
}

/// Cuts and parses `text` and checks the laws; a sentence parsed alone must be as it is in company.
pub fn parse(text: &str) {
    let whole = ENGLISH.parse(text, &[]);
    check(text, &whole);
    let mut some = ENGLISH.segment(text, &[]);
    check(text, &some);
    let last = some.sentences.len().saturating_sub(1);
    ENGLISH.parse_sentences(text, &mut some, &[last]);
    if let Some(sentence) = some.sentences.get(last) {
        assert_eq!(some.tokens[sentence.tokens.clone()], whole.tokens[sentence.tokens.clone()], "alone and in company");
    }
}

fn check(text: &str, document: &Document) {
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.span.start >= end && text.get(token.span.range()).is_some_and(|t| !t.is_empty()), "{token:?}");
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        let mut heads = document.tokens[sentence.tokens.clone()].iter().map(|token| token.head);
        assert!(heads.all(|head| sentence.tokens.contains(&head)));
    }
    assert_eq!(next, document.tokens.len());
    for entity in &document.entities {
        assert!(!entity.tokens.is_empty() && entity.tokens.end <= document.tokens.len());
    }
    let syntax = Syntax::new(document);
    for token in 0..document.tokens.len() {
        assert!(syntax.subtree(token).contains(&token) && syntax.noun_phrase(token).contains(&token));
        let _ = (syntax.doer(token), syntax.undergoer(token), syntax.obliques_around(token));
    }
}
