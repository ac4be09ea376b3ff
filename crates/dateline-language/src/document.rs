//! What parsing makes: sentences, tokens with their place in the tree, and named entities.
//!
//! A plain value made by [`segment`](crate::segment()) (no syntax yet) or by a language pack. Spans are bytes of the
//! text it was made from; the text itself stays with the report.

use compact_str::CompactString;
use dateline_model::Span;
use std::ops::Range;

/// One text, cut into sentences and tokens.
///
/// Invariants: tokens are ordered and disjoint; every token belongs to exactly one sentence; a token's head lies in
/// its own sentence; entities are ordered, disjoint, and each lies within one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// In the order of the text.
    pub tokens: Vec<Token>,
    /// In the order of the text.
    pub sentences: Vec<Sentence>,
    /// In the order of the text; those of the sentences where they were looked for.
    pub entities: Vec<Entity>,
    /// Whether every sentence has been parsed.
    pub parsed: bool,
}

/// A sentence: its bytes and its tokens. It never crosses a block of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Whether its tokens carry tags, heads and relations.
    pub parsed: bool,
    /// Whether its entities have been looked for.
    pub named: bool,
    /// The ranks of the tokens within it where the parser would rather have begun another sentence.
    pub(crate) breaks: Vec<usize>,
    /// Whether it lies so far into text without a stop that it is never parsed.
    pub(crate) excess: bool,
}

/// A word or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The fine tag of the language's model ("VBD"); empty when not parsed.
    pub tag: &'static str,
    /// The coarse part of speech; `Pos::Unknown` when not parsed.
    pub pos: Pos,
    /// Features ("Number=Plur|Tense=Past"); empty when none or not parsed.
    pub morph: &'static str,
    /// Index of its head in [`Document::tokens`]; its own index for a root and when not parsed.
    pub head: usize,
    /// The relation to its head as the model calls it ("nsubj"); empty when not parsed.
    pub relation: &'static str,
    pub(crate) lemma: CompactString,
}

impl Token {
    /// A token that nothing is known of but its place and its words.
    pub(crate) fn plain(span: Span, index: usize, text: &str) -> Token {
        let lemma = CompactString::from_str_to_lowercase(text);
        Token { span, tag: "", pos: Pos::Unknown, morph: "", head: index, relation: "", lemma }
    }

    /// The dictionary form; the lower-cased word when not parsed.
    pub fn lemma(&self) -> &str {
        &self.lemma
    }

    /// The words, out of the text the document was made from.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        self.span.slice(text)
    }
}

/// A name, date or number the model found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// As the model calls it ("PERSON", "GPE", "ORG", "DATE", "CARDINAL"…).
    pub label: &'static str,
}

impl Document {
    /// The sentence that token `index` belongs to.
    pub fn sentence_of(&self, index: usize) -> Option<&Sentence> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= index);
        self.sentences.get(at).filter(|sentence| sentence.tokens.contains(&index))
    }

    /// The index of the sentence that holds byte `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end <= offset);
        self.sentences.get(at).filter(|sentence| sentence.span.start <= offset).map(|_| at)
    }

    /// The tokens that share at least one byte with `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// Whether token `index` heads its sentence (or nothing is known of its head).
    pub fn is_root(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.head == index)
    }

    /// The tokens whose head is `index`, in the order of the text.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.sentence_of(index).map_or(0..0, |sentence| sentence.tokens.clone());
        range.filter(move |&child| child != index && self.tokens[child].head == index)
    }

    /// The entity that token `index` is part of.
    pub fn entity_of(&self, index: usize) -> Option<&Entity> {
        let at = self.entities.partition_point(|entity| entity.tokens.end <= index);
        self.entities.get(at).filter(|entity| entity.tokens.contains(&index))
    }
}

macro_rules! pos {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// The coarse parts of speech of Universal Dependencies, and spaCy's `SPACE`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum Pos { #[default] $($(#[$doc])* $variant),+ }

        impl Pos {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Pos] = &[$(Pos::$variant),+];

            /// The universal name ("NOUN"); empty for `Unknown`.
            pub fn code(self) -> &'static str {
                match self { $(Pos::$variant => $code),+ }
            }

            /// The value with this universal name, or `None`.
            pub fn from_code(code: &str) -> Option<Pos> {
                match code { $($code => Some(Pos::$variant),)+ _ => None }
            }
        }
    };
}

pos! {
    /// Not parsed.
    Unknown = "",
    /// Adjective.
    Adj = "ADJ",
    /// Preposition.
    Adp = "ADP",
    /// Adverb.
    Adv = "ADV",
    /// Auxiliary verb.
    Aux = "AUX",
    /// Coordinating conjunction.
    Cconj = "CCONJ",
    /// Determiner.
    Det = "DET",
    /// Interjection.
    Intj = "INTJ",
    /// Common noun.
    Noun = "NOUN",
    /// Number.
    Num = "NUM",
    /// Particle.
    Part = "PART",
    /// Pronoun.
    Pron = "PRON",
    /// Proper noun.
    Propn = "PROPN",
    /// Mark.
    Punct = "PUNCT",
    /// Subordinating conjunction.
    Sconj = "SCONJ",
    /// White space.
    Space = "SPACE",
    /// Symbol.
    Sym = "SYM",
    /// Verb.
    Verb = "VERB",
    /// Anything else.
    X = "X",
}
