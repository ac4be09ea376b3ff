//! A document without syntax: blocks become sentences, sentences become tokens.

use crate::document::{Document, Sentence, Token};
use crate::sentences::{self, Piece};
use crate::words;
use dateline_model::{Block, Span};

/// Cuts `text` into sentences and tokens, without a language pack.
///
/// No sentence crosses a block; text outside the blocks is left out. Without blocks the whole text is one.
///
/// ```
/// let text = "Lt. Col. Ba spoke at 5 p.m. on Friday. At least 1,200 fled.";
/// let document = dateline_language::segment(text, &[]);
/// assert_eq!(document.sentences.len(), 2);
/// assert_eq!(document.sentences[1].span.slice(text), "At least 1,200 fled.");
/// ```
pub fn segment(text: &str, blocks: &[Block]) -> Document {
    let mut document = Document::default();
    let mut spans = Vec::new();
    for Piece { span: sentence, excess } in pieces(text, blocks) {
        let first = document.tokens.len();
        spans.clear();
        words::split(text, sentence, &mut spans);
        for &span in &spans {
            document.tokens.push(Token::plain(span, document.tokens.len(), span.slice(text)));
        }
        let tokens = first..document.tokens.len();
        document.sentences.push(Sentence {
            span: sentence,
            tokens,
            parsed: false,
            named: false,
            excess,
            breaks: Vec::new(),
        });
    }
    document
}

/// The spans of all sentences, in the order of the blocks.
pub fn sentence_spans(text: &str, blocks: &[Block]) -> Vec<Span> {
    pieces(text, blocks).into_iter().map(|piece| piece.span).collect()
}

pub(crate) fn pieces(text: &str, blocks: &[Block]) -> Vec<Piece> {
    if blocks.is_empty() {
        return sentences::split(text, Span::new(0, text.len()));
    }
    blocks.iter().flat_map(|block| sentences::split(text, block.span)).collect()
}
