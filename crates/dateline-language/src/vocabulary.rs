//! What has been seen before: how runs split, and each word's features and vectors. Same answers, found faster.
//!
//! A cache of bounded size that belongs to one thread's work at a time. Nothing in it depends on the order in which
//! texts come: an entry is a function of its key and of the package.

use crate::document::Pos;
use crate::lexical::{base_norm, prefix, shape, string_id, suffix};
use crate::network::{Encoder, Features, Work};
use crate::pattern::is_space;
use crate::ruler::Ruler;
use crate::tokenizer::Tokenizer;
use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// More words than this are not kept.
const MOST_WORDS: usize = 16_000;
/// More runs than this are not kept.
const MOST_RUNS: usize = 24_000;
/// Nor more of their text than this.
const MOST_BYTES: usize = 4 << 20;

/// A word as written (and with the normal form an exception gave it).
#[derive(Debug)]
pub struct Form {
    pub text: CompactString,
    /// Empty where no exception gave one.
    norm: CompactString,
    /// What only parsing asks for: worked out by [`Vocabulary::embed`].
    pub traits: Traits,
    /// Rows of the shared encoder (no blank after it, a blank after it) and of the names' encoder.
    rows: [Option<u32>; 3],
    lemmas: Vec<(Pos, &'static str, CompactString)>,
}

/// What parsing asks of a word.
#[derive(Debug, Default)]
pub struct Traits {
    pub lower: CompactString,
    pub is_space: bool,
    pub rules: Box<[u16]>,
    features: Option<Features>,
}

/// A token of a text being parsed.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    pub form: u32,
    pub spaced: bool,
}

/// Which of a package's two encoders: the one that tagger and parser share, or that of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Shared,
    Naming,
}

/// What a vocabulary needs of the package.
#[derive(Debug)]
pub struct Lexicon {
    pub tokenizer: Tokenizer,
    pub norms: FxHashMap<u64, String>,
    pub ruler: Ruler,
}

/// The cache.
#[derive(Debug, Default)]
pub struct Vocabulary {
    forms: Vec<Form>,
    by_text: FxHashMap<(CompactString, CompactString), u32>,
    runs: FxHashMap<CompactString, (u32, u32)>,
    pieces: Vec<(u32, u32)>,
    bytes: usize,
    shared: Vec<f32>,
    naming: Vec<f32>,
}

impl Vocabulary {
    /// Empties the cache when it has grown too large; to be called between texts only.
    pub fn trim(&mut self) {
        if self.forms.len() > MOST_WORDS || self.runs.len() > MOST_RUNS || self.bytes > MOST_BYTES {
            *self = Vocabulary::default();
        }
    }

    /// The form with this number.
    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The tokens of a run: each one's form and length in bytes.
    pub fn split(&mut self, lexicon: &Lexicon, run: &str) -> &[(u32, u32)] {
        let (start, end) = match self.runs.get(run) {
            Some(&range) => range,
            None => self.add_run(lexicon, run),
        };
        &self.pieces[start as usize..end as usize]
    }

    fn add_run(&mut self, lexicon: &Lexicon, run: &str) -> (u32, u32) {
        let start = self.pieces.len() as u32;
        for piece in lexicon.tokenizer.split(run) {
            let text = &run[piece.start..piece.end];
            let form = self.add_form(text, piece.norm.as_deref());
            self.pieces.push((form, text.len() as u32));
        }
        let range = (start, self.pieces.len() as u32);
        self.bytes += run.len();
        self.runs.insert(CompactString::new(run), range);
        range
    }

    /// The form of a word; `norm` is the normal form an exception gave it.
    pub fn add_form(&mut self, text: &str, norm: Option<&str>) -> u32 {
        let key = (CompactString::new(text), CompactString::new(norm.unwrap_or("")));
        if let Some(&number) = self.by_text.get(&key) {
            return number;
        }
        let number = self.forms.len() as u32;
        let (text, norm) = key.clone();
        self.forms.push(Form { text, norm, traits: Traits::default(), rows: [None; 3], lemmas: Vec::new() });
        self.by_text.insert(key, number);
        number
    }

    /// Makes sure that the words' traits and context-free vectors are there.
    pub fn embed(&mut self, words: &[Word], lexicon: &Lexicon, lane: Lane, encoder: &Encoder, work: &mut Work) {
        let mut wanted: Vec<Features> = Vec::new();
        let (slots, store) = match lane {
            Lane::Shared => (0, &mut self.shared),
            Lane::Naming => (2, &mut self.naming),
        };
        let mut next = (store.len() / encoder.width) as u32;
        for word in words {
            let form = &mut self.forms[word.form as usize];
            let spaced = encoder.sees_space && word.spaced;
            let slot = &mut form.rows[slots + usize::from(spaced && lane == Lane::Shared)];
            if slot.is_none() {
                *slot = Some(next);
                next += 1;
                let mut features = form.features(lexicon);
                features[4] = u64::from(spaced);
                wanted.push(features);
            }
        }
        if !wanted.is_empty() {
            let mut rows = Vec::new();
            encoder.embed(&wanted, work, &mut rows);
            store.extend_from_slice(&rows);
        }
    }

    /// The word's row for the encoder that tagger and parser share; [`Vocabulary::embed`] must have seen it.
    pub fn shared_row(&self, word: Word, encoder: &Encoder) -> &[f32] {
        let slot = usize::from(encoder.sees_space && word.spaced);
        row(&self.shared, self.forms[word.form as usize].rows[slot], encoder.width)
    }

    /// The word's row for the names' encoder; [`Vocabulary::embed`] must have seen it.
    pub fn naming_row(&self, word: Word, encoder: &Encoder) -> &[f32] {
        row(&self.naming, self.forms[word.form as usize].rows[2], encoder.width)
    }

    /// The lemma of a word, looked up once for each part of speech and features.
    pub fn lemma(
        &mut self,
        form: u32,
        pos: Pos,
        morph: &'static str,
        find: impl Fn(&str) -> CompactString,
    ) -> CompactString {
        let form = &mut self.forms[form as usize];
        let known = form.lemmas.iter().find(|one| one.0 == pos && std::ptr::eq(one.1, morph));
        if let Some((_, _, lemma)) = known {
            return lemma.clone();
        }
        let lemma = find(&form.text);
        form.lemmas.push((pos, morph, lemma.clone()));
        lemma
    }
}

impl Form {
    /// The word's features, worked out with its other traits when they are first asked for.
    fn features(&mut self, lexicon: &Lexicon) -> Features {
        if let Some(features) = self.traits.features {
            return features;
        }
        let text = self.text.as_str();
        let lower = CompactString::from_str_to_lowercase(text);
        let is_space = text.chars().all(is_space);
        let given = Some(self.norm.as_str()).filter(|norm| !norm.is_empty());
        let norm = given.or_else(|| lexicon.norms.get(&string_id(text)).map(String::as_str));
        let norm = norm.or_else(|| base_norm(text)).unwrap_or(&lower);
        let features = [
            string_id(norm),
            string_id(prefix(text)),
            string_id(suffix(text)),
            string_id(&shape(text)),
            0,
            u64::from(is_space),
        ];
        let rules = lexicon.ruler.rules_of(&lower).into();
        self.traits = Traits { lower, is_space, rules, features: Some(features) };
        features
    }
}

fn row(store: &[f32], row: Option<u32>, width: usize) -> &[f32] {
    let start = row.map_or(0, |row| row as usize * width);
    &store[start..start + width]
}
