//! How is this sentence built? Text becomes a document of sentences and tokens.

mod document;
mod segment;
mod sentences;
mod words;

pub use document::{Document, Entity, Pos, Sentence, Token};
pub use segment::{segment, sentence_spans};
