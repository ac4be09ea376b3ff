//! How is this sentence built? Text becomes a document of sentences and tokens.
//!
//! [`Language::load`] takes a model file's bytes (English ships with the crate: [`embedded_english`]) and parses text
//! into a [`Document`]: sentences, tokens with tags, lemmas, heads and relations, and entities. [`Syntax`] answers who is
//! subject of what without naming labels. A caller that needs only some sentences cuts with [`Language::segment`] and
//! parses those with [`Language::parse_sentences`]. [`segment()`] does without any model. [`convert()`] makes a model file
//! from a downloaded spaCy package of the small family (English, French, Spanish were tried).
//!
//! Left to others: what a text is about, which place or actor a name means. Nothing here reads a disk or a clock.
//!
//! ```
//! use dateline_language::{Language, Syntax, embedded_english};
//! let english = Language::load(embedded_english())?;
//! let text = "Gunmen killed 12 soldiers in Gao. The army denied it.";
//! let mut document = english.segment(text, &[]);
//! english.parse_sentences(text, &mut document, &[0]);
//! let syntax = Syntax::new(&document);
//! let object = syntax.object(1).expect("soldiers");
//! assert_eq!(document.tokens[object].text(text), "soldiers");
//! assert!(!document.sentences[1].parsed);
//! # Ok::<(), dateline_language::LanguageError>(())
//! ```

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
