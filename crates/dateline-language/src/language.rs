//! A loaded language pack: text becomes a parsed document.

use crate::arcs::Parser;
use crate::casing;
use crate::document::{Document, Entity, Pos, Sentence, Token};
use crate::error::LanguageError;
use crate::labels::intern;
use crate::lemmas::Lemmatiser;
use crate::names::NameFinder;
use crate::network::{Encoder, Linear, PADDING, Work};
use crate::parts::{Origin, Parts};
use crate::ruler::{Ruler, Seen, Set};
use crate::segment::pieces;
use crate::sentences::Piece;
use crate::tokenizer::{Tokenizer, runs};
use crate::transition::States;
use crate::vocabulary::{Lane, Lexicon, Traits, Vocabulary, Word};
use crate::words;
use compact_str::CompactString;
use dateline_model::{Block, Span};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Sentences are run through the network together until they make this many rows.
const BATCH: usize = 512;

/// How far the rows of padding between two texts are from the nearer one.
const BETWEEN: [u8; PADDING] = [1, 2, 2, 1];

/// A language pack, ready to parse. It is shared between threads; each call borrows a workspace of its own.
#[derive(Debug)]
pub struct Language {
    origin: Origin,
    lexicon: Lexicon,
    shared: Encoder,
    naming: Encoder,
    tagger: Linear,
    tags: Vec<(&'static str, Pos, &'static str)>,
    parser: Parser,
    names: NameFinder,
    lemmatiser: Lemmatiser,
    workspaces: Mutex<Vec<Workspace>>,
}

#[derive(Debug, Default)]
struct Workspace {
    vocabulary: Vocabulary,
    work: Work,
    shared: Vec<f32>,
    naming: Vec<f32>,
    distance: Vec<u8>,
    scores: Vec<f32>,
    arcs: States,
    names: States,
    sets: Vec<Set>,
}

/// What the network says of one text, its token numbers counted from the text's start.
struct Reading {
    tokens: Vec<ReadToken>,
    /// Whether the parser would begin a sentence at a token.
    starts: Vec<bool>,
}

struct ReadToken {
    tag: &'static str,
    pos: Pos,
    morph: &'static str,
    head: usize,
    relation: &'static str,
    lemma: CompactString,
}

impl Language {
    /// Loads a model file's bytes.
    ///
    /// # Errors
    /// When the bytes are no model file, of another version, truncated or damaged.
    pub fn load(bytes: &[u8]) -> Result<Language, LanguageError> {
        let parts = Parts::read(bytes)?;
        let tags: Vec<_> = parts
            .tags
            .iter()
            .map(|tag| (intern(&tag.tag), Pos::from_code(&tag.pos).unwrap_or_default(), intern(&tag.morph)))
            .collect();
        let names: Vec<&'static str> = tags.iter().map(|tag| tag.0).collect();
        let tokenizer = Tokenizer::new(&parts.affixes, parts.exceptions).map_err(LanguageError::Corrupt)?;
        let ruler = Ruler::load(&parts.rules, &names)?;
        let lexicon = Lexicon { tokenizer, norms: parts.norms.into_iter().collect(), ruler };
        let language = Language {
            origin: parts.origin,
            lexicon,
            shared: Encoder::load(&parts.shared)?,
            naming: Encoder::load(&parts.naming)?,
            tagger: Linear::load(&parts.tagger)?,
            tags,
            parser: Parser::load(&parts.parser)?,
            names: NameFinder::load(&parts.names)?,
            lemmatiser: Lemmatiser::load(&parts.lemmatiser, parts.lemmas, parts.extra_lemmas)?,
            workspaces: Mutex::default(),
        };
        language.checked(parts.parser.reduce.weights.width, parts.names.reduce.weights.width)
    }

    fn checked(self, parser: usize, names: usize) -> Result<Language, LanguageError> {
        let (shared, naming) = (self.shared.width, self.naming.width);
        let fits = self.tagger.inner == shared && self.tagger.width == self.tags.len();
        if fits && parser == shared && names == naming {
            Ok(self)
        } else {
            Err(LanguageError::Corrupt("its parts do not fit together"))
        }
    }

    /// Where the pack came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Cuts `text` into sentences and tokens as the pack's tokeniser does, without parsing.
    ///
    /// A stretch of more than 6,000 bytes without a stop (a table, a mistake) is cut at blanks into several sentences.
    pub fn segment(&self, text: &str, blocks: &[Block]) -> Document {
        self.with_workspace(|space| {
            let mut document = Document::default();
            let mut spans = Vec::new();
            for Piece { span, excess } in pieces(text, blocks) {
                space.vocabulary.trim();
                let first = document.tokens.len();
                let mut push = |span: Span| {
                    let token = Token::plain(span, document.tokens.len(), span.slice(text));
                    document.tokens.push(token);
                };
                if excess {
                    // Never parsed: plainer tokens do, at a tenth of the price where no word is known yet.
                    words::split(text, span, &mut spans);
                    spans.drain(..).for_each(&mut push);
                } else {
                    self.tokenise(text, span, &mut space.vocabulary, |span, _| push(span));
                }
                let tokens = first..document.tokens.len();
                document.sentences.push(Sentence {
                    span,
                    tokens,
                    parsed: false,
                    named: false,
                    excess,
                    breaks: Vec::new(),
                });
            }
            document
        })
    }

    /// Cuts and parses `text`: tags, lemmas, heads, relations, entities.
    pub fn parse(&self, text: &str, blocks: &[Block]) -> Document {
        let mut document = self.segment(text, blocks);
        let all: Vec<usize> = (0..document.sentences.len()).collect();
        self.parse_sentences(text, &mut document, &all);
        self.name_sentences(text, &mut document, &all);
        document
    }

    /// Parses the sentences numbered `which` of a document of `text`: tags, lemmas, heads, relations. What is parsed
    /// already stays as it is.
    ///
    /// What a sentence's parse says does not depend on which others are parsed with it. Of a stretch without a stop,
    /// cut into sentences of about 6,000 bytes each, only the first 16 are ever parsed.
    pub fn parse_sentences(&self, text: &str, document: &mut Document, which: &[usize]) {
        let open = |one: &Sentence| !one.parsed && !one.excess && !one.tokens.is_empty();
        self.in_batches(document, which, open, |document, batch, space| self.parse_batch(text, document, batch, space));
        document.sentences.iter_mut().filter(|one| one.tokens.is_empty()).for_each(|one| one.parsed = true);
        document.parsed = document.sentences.iter().all(|one| one.parsed);
    }

    /// Finds the entities in the parsed ones of the sentences numbered `which`: as dear as parsing them, and therefore
    /// left out where nobody asks.
    pub fn name_sentences(&self, text: &str, document: &mut Document, which: &[usize]) {
        let open = |one: &Sentence| one.parsed && !one.named && !one.tokens.is_empty();
        self.in_batches(document, which, open, |document, batch, space| self.name_batch(text, document, batch, space));
        document.entities.sort_by_key(|entity| entity.span);
    }

    /// Hands the wanted sentences on, together until they make enough rows for the network to be worth starting.
    fn in_batches(
        &self,
        document: &mut Document,
        which: &[usize],
        open: impl Fn(&Sentence) -> bool,
        each: impl Fn(&mut Document, &[usize], &mut Workspace),
    ) {
        let wanted = |&n: &usize| document.sentences.get(n).is_some_and(&open);
        let mut todo: Vec<usize> = which.iter().copied().filter(wanted).collect();
        todo.sort_unstable();
        todo.dedup();
        self.with_workspace(|space| {
            let mut from = 0;
            while from < todo.len() {
                let mut to = from;
                let mut rows = 0;
                while to < todo.len() && (to == from || rows < BATCH) {
                    rows += document.sentences[todo[to]].tokens.len() + PADDING;
                    to += 1;
                }
                space.vocabulary.trim();
                each(document, &todo[from..to], space);
                from = to;
            }
        });
    }

    fn parse_batch(&self, text: &str, document: &mut Document, batch: &[usize], space: &mut Workspace) {
        let (words, units) = self.words_of_all(text, document, batch, space);
        for (&number, reading) in batch.iter().zip(self.read(&words, &units, space)) {
            let first = document.sentences[number].tokens.start;
            for (at, read) in reading.tokens.into_iter().enumerate() {
                put(&mut document.tokens[first + at], read, first);
            }
            let sentence = &mut document.sentences[number];
            sentence.breaks = (1..reading.starts.len()).filter(|&at| reading.starts[at]).collect();
            sentence.parsed = true;
        }
    }

    fn name_batch(&self, text: &str, document: &mut Document, batch: &[usize], space: &mut Workspace) {
        let (words, units) = self.words_of_all(text, document, batch, space);
        let bases = self.names_prepared(&words, &units, space);
        for ((&number, unit), base) in batch.iter().zip(units).zip(bases) {
            let sentence = &mut document.sentences[number];
            sentence.named = true;
            let first = sentence.tokens.start;
            let mut starts = vec![false; unit.len()];
            sentence.breaks.iter().chain([&0]).for_each(|&at| starts[at] = true);
            for (range, label) in self.names_of(&words[unit], base, &starts, space) {
                document.entities.push(entity(&document.tokens, first + range.start..first + range.end, label));
            }
        }
    }

    fn words_of_all(
        &self,
        text: &str,
        document: &Document,
        batch: &[usize],
        space: &mut Workspace,
    ) -> (Vec<Word>, Vec<Range<usize>>) {
        let mut words = Vec::new();
        let mut units = Vec::new();
        for &number in batch {
            let start = words.len();
            self.words_of(text, document, number, &mut space.vocabulary, &mut words);
            units.push(start..words.len());
        }
        (words, units)
    }

    /// The words of a sentence; those of the tokeniser where it agrees with the document, else the document's.
    fn words_of(
        &self,
        text: &str,
        document: &Document,
        number: usize,
        vocabulary: &mut Vocabulary,
        words: &mut Vec<Word>,
    ) {
        let sentence = &document.sentences[number];
        let tokens = &document.tokens[sentence.tokens.clone()];
        let spaced = |end: usize| text.as_bytes().get(end) == Some(&b' ');
        let first = words.len();
        let mut agrees = true;
        self.tokenise(text, sentence.span, vocabulary, |span, form| {
            agrees &= tokens.get(words.len() - first).is_some_and(|token| token.span == span);
            words.push(Word { form, spaced: spaced(span.end) });
        });
        if !agrees || words.len() - first != tokens.len() {
            words.truncate(first);
            for token in tokens {
                let form = vocabulary.add_form(token.text(text), None);
                words.push(Word { form, spaced: spaced(token.span.end) });
            }
        }
        if casing::is_shouted(tokens.iter().map(|token| token.text(text))) {
            self.restore_case(&mut words[first..], vocabulary);
        } else {
            for word in &mut words[first..] {
                if let Some(name) = casing::read_as(&vocabulary.form(word.form).text) {
                    word.form = vocabulary.add_form(name, None);
                }
            }
        }
    }

    fn restore_case(&self, words: &mut [Word], vocabulary: &mut Vocabulary) {
        let mut first = true;
        for word in words {
            let text = vocabulary.form(word.form).text.clone();
            let restored = casing::restored(&text, first, &self.lemmatiser);
            first &= !text.chars().any(char::is_alphabetic);
            if restored != text {
                word.form = vocabulary.add_form(&restored, None);
            }
        }
    }

    fn tokenise(&self, text: &str, within: Span, vocabulary: &mut Vocabulary, mut each: impl FnMut(Span, u32)) {
        let mut start = within.start;
        for run in within.slice(text).split(crate::pattern::is_space) {
            let mut at = start;
            for &(form, len) in vocabulary.split(&self.lexicon, run) {
                each(Span::new(at, at + len as usize), form);
                at += len as usize;
            }
            // The separator that was taken out belongs to no run.
            start += run.len();
            start += text[start..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Parses a whole text as the training library does: one sequence, white space tokens and all, its sentences
    /// where the parser put them. For comparisons; a report is better served by [`Language::parse`].
    pub fn parse_whole(&self, text: &str) -> Document {
        self.with_workspace(|space| {
            let mut words = Vec::new();
            let mut document = Document { parsed: true, ..Document::default() };
            for (start, end) in runs(text) {
                let mut at = start;
                for &(form, len) in space.vocabulary.split(&self.lexicon, &text[start..end]) {
                    let span = Span::new(at, at + len as usize);
                    at = span.end;
                    words.push(Word { form, spaced: at == end && text.as_bytes().get(at) == Some(&b' ') });
                    document.tokens.push(Token::plain(span, document.tokens.len(), span.slice(text)));
                }
            }
            let all = 0..words.len();
            let all = std::slice::from_ref(&all);
            for reading in self.read(&words, all, space) {
                for base in self.names_prepared(&words, all, space) {
                    let names = self.names_of(&words, base, &reading.starts, space);
                    document.entities =
                        names.into_iter().map(|(range, label)| entity(&document.tokens, range, label)).collect();
                }
                for (token, read) in document.tokens.iter_mut().zip(reading.tokens) {
                    put(token, read, 0);
                }
                document.sentences = sentences(&document.tokens, &reading.starts);
            }
            document
        })
    }

    fn with_workspace<T>(&self, work: impl FnOnce(&mut Workspace) -> T) -> T {
        let idle = self.workspaces.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut space = idle.unwrap_or_default();
        space.vocabulary.trim();
        let value = work(&mut space);
        self.workspaces.lock().unwrap_or_else(PoisonError::into_inner).push(space);
        value
    }

    /// Tags and parses texts, given as ranges of `words`.
    fn read(&self, words: &[Word], units: &[Range<usize>], space: &mut Workspace) -> Vec<Reading> {
        let Workspace { vocabulary, work, shared, distance, .. } = space;
        vocabulary.embed(words, &self.lexicon, Lane::Shared, &self.shared, work);
        let row = |word, rows: &mut Vec<f32>| rows.extend_from_slice(vocabulary.shared_row(word, &self.shared));
        let bases = encode(&self.shared, row, words, units, shared, distance, work);
        self.tagger.forward(&space.shared, &mut space.scores);
        self.parser.prepare(&space.shared, &mut space.arcs);
        units.iter().zip(bases).map(|(unit, base)| self.read_unit(&words[unit.clone()], base, space)).collect()
    }

    /// Makes texts, given as ranges of `words`, ready for [`Language::names_of`]; where each one's rows begin.
    fn names_prepared(&self, words: &[Word], units: &[Range<usize>], space: &mut Workspace) -> Vec<usize> {
        let Workspace { vocabulary, work, naming, distance, .. } = space;
        vocabulary.embed(words, &self.lexicon, Lane::Naming, &self.naming, work);
        let row = |word, rows: &mut Vec<f32>| rows.extend_from_slice(vocabulary.naming_row(word, &self.naming));
        let bases = encode(&self.naming, row, words, units, naming, distance, work);
        self.names.prepare(&space.naming, &mut space.names);
        bases
    }

    fn names_of(
        &self,
        words: &[Word],
        base: usize,
        starts: &[bool],
        space: &mut Workspace,
    ) -> Vec<(Range<usize>, &'static str)> {
        self.names.find(base, &spaces(words, &space.vocabulary), starts, &mut space.names)
    }

    fn read_unit(&self, words: &[Word], base: usize, space: &mut Workspace) -> Reading {
        let tree = self.parser.parse(base, &spaces(words, &space.vocabulary), &mut space.arcs);
        let tags: Vec<_> = (0..words.len()).map(|at| self.tag(base + at, &space.scores)).collect();
        let seen: Vec<Seen<'_>> = (words.iter().zip(&tags).zip(&tree.relations))
            .map(|((word, tag), &relation)| {
                let form = space.vocabulary.form(word.form);
                let (text, Traits { lower, is_space, rules, .. }) = (form.text.as_str(), &form.traits);
                Seen { tag: tag.0, pos: tag.1, relation, text, lower, is_space: *is_space, rules }
            })
            .collect();
        self.lexicon.ruler.apply(&seen, &mut space.sets);
        let mut tokens = Vec::with_capacity(words.len());
        for (at, word) in words.iter().enumerate() {
            let set = space.sets[at];
            let (tag, pos, morph) = tags[at];
            let (pos, morph) = (set.pos.unwrap_or(pos), set.morph.unwrap_or(morph));
            let lemma = match set.lemma {
                Some(lemma) => CompactString::const_new(lemma),
                None => {
                    let first = tree.starts[at] && self.lemmatiser.minds_place();
                    let find = |text: &str| self.lemmatiser.lemma(text, pos, morph, first);
                    if first {
                        find(&space.vocabulary.form(word.form).text)
                    } else {
                        space.vocabulary.lemma(word.form, pos, morph, find)
                    }
                }
            };
            let relation = set.relation.unwrap_or(tree.relations[at]);
            tokens.push(ReadToken { tag: set.tag.unwrap_or(tag), pos, morph, head: tree.heads[at], relation, lemma });
        }
        Reading { tokens, starts: tree.starts }
    }

    /// The class with the highest score, the first of equals.
    fn tag(&self, row: usize, scores: &[f32]) -> (&'static str, Pos, &'static str) {
        let scores = &scores[row * self.tags.len()..(row + 1) * self.tags.len()];
        let mut best = 0;
        for (class, score) in scores.iter().enumerate() {
            if *score > scores[best] {
                best = class;
            }
        }
        self.tags[best]
    }
}

fn spaces(words: &[Word], vocabulary: &Vocabulary) -> Vec<bool> {
    words.iter().map(|word| vocabulary.form(word.form).traits.is_space).collect()
}

/// Fills an encoder's rows, the texts a few zero rows apart, lets them take in their neighbours, and says where each
/// text's rows begin.
fn encode(
    encoder: &Encoder,
    row: impl Fn(Word, &mut Vec<f32>),
    words: &[Word],
    units: &[Range<usize>],
    rows: &mut Vec<f32>,
    distance: &mut Vec<u8>,
    work: &mut Work,
) -> Vec<usize> {
    let mut bases = Vec::with_capacity(units.len());
    rows.clear();
    distance.clear();
    let pad = |rows: &mut Vec<f32>| rows.resize(rows.len() + PADDING * encoder.width, 0.0);
    pad(rows);
    distance.extend((1..=PADDING as u8).rev());
    for unit in units {
        bases.push(rows.len() / encoder.width);
        words[unit.clone()].iter().for_each(|&word| row(word, rows));
        pad(rows);
        distance.resize(distance.len() + unit.len(), 0);
        distance.extend(BETWEEN);
    }
    encoder.contextualise(rows, distance, work);
    bases
}

fn put(token: &mut Token, read: ReadToken, first: usize) {
    token.tag = read.tag;
    token.pos = read.pos;
    token.morph = read.morph;
    token.head = first + read.head;
    token.relation = read.relation;
    token.lemma = read.lemma;
}

fn entity(tokens: &[Token], range: Range<usize>, label: &'static str) -> Entity {
    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
    Entity { span, tokens: range, label }
}

fn sentences(tokens: &[Token], starts: &[bool]) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match found.last_mut().filter(|_| !starts[at]) {
            Some(last) => {
                last.tokens.end = at + 1;
                last.span = last.span.cover(token.span);
            }
            None => {
                let (span, tokens) = (token.span, at..at + 1);
                found.push(Sentence { span, tokens, parsed: true, named: true, excess: false, breaks: Vec::new() });
            }
        }
    }
    found
}
