//! How is this sentence built? Text becomes a document of sentences and tokens.

mod arcs;
mod casing;
mod convert;
mod document;
mod embedded;
mod error;
mod format;
mod hash;
mod labels;
mod language;
mod lemmas;
mod lemmas_romance;
mod lexical;
mod names;
mod network;
mod parts;
mod pattern;
mod pattern_syntax;
mod ruler;
mod segment;
mod sentences;
mod syntax;
mod tokenizer;
mod transition;
mod vocabulary;
mod words;

pub use convert::convert;
pub use document::{Document, Entity, Pos, Sentence, Token};
pub use embedded::embedded_english;
pub use error::LanguageError;
pub use language::Language;
pub use parts::Origin;
pub use segment::{segment, sentence_spans};
pub use syntax::{Oblique, Relation, Syntax};
