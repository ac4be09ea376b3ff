//! Dictionary forms by rule: endings are replaced, exceptions come first, and a known word is preferred.

use crate::document::Pos;
use crate::error::LanguageError;
use crate::lemmas_romance::{Extra, Tables};
use crate::lexical::is_letter;
use crate::parts::{ExtraLemmaParts, LemmaParts};
use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

/// The tables of one part of speech.
#[derive(Debug)]
pub struct Table {
    pub rules: Vec<(String, String)>,
    pub exceptions: FxHashMap<String, Vec<String>>,
    pub index: FxHashSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    English,
    French,
    Spanish,
    Plain,
}

/// The lemmatiser of one package.
#[derive(Debug)]
pub struct Lemmatiser {
    kind: Kind,
    tables: FxHashMap<Pos, Table>,
    extra: Extra,
}

impl Lemmatiser {
    pub fn load(kind: &str, parts: Vec<LemmaParts>, extra: ExtraLemmaParts) -> Result<Lemmatiser, LanguageError> {
        let mut tables = FxHashMap::default();
        for part in parts {
            let Some(pos) = Pos::from_code(&part.pos.to_uppercase()) else { continue };
            if part.rules.is_empty() && part.exceptions.is_empty() && part.index.is_empty() {
                continue;
            }
            let table = Table {
                rules: part.rules,
                exceptions: part.exceptions.into_iter().collect(),
                index: part.index.into_iter().collect(),
            };
            tables.insert(pos, table);
        }
        let kind = match kind {
            "english" => Kind::English,
            "french" => Kind::French,
            "spanish" => Kind::Spanish,
            _ => Kind::Plain,
        };
        let pos = |name: &str| Pos::from_code(&name.to_uppercase()).unwrap_or_default();
        let extra = Extra {
            lookup: extra.lookup.into_iter().collect(),
            named: extra.named.into_iter().collect(),
            groups: extra.groups.into_iter().map(|(name, groups)| (pos(&name), groups)).collect(),
        };
        Ok(Lemmatiser { kind, tables, extra })
    }

    /// Whether a lemma depends on where in its sentence a word stands.
    pub fn minds_place(&self) -> bool {
        self.kind == Kind::Spanish
    }

    /// Whether a word in small letters is a known noun, verb, adjective or adverb, or a regular form of one.
    pub fn knows(&self, lower: &str) -> bool {
        self.tables.values().any(|table| table.knows(lower))
    }

    /// The dictionary form of a word with this part of speech and these features; `first` where it opens a sentence.
    pub fn lemma(&self, word: &str, pos: Pos, morph: &str, first: bool) -> CompactString {
        let lower = CompactString::from_str_to_lowercase(word);
        if matches!(pos, Pos::Unknown | Pos::Space) || self.kind == Kind::English && is_base_form(pos, morph) {
            return lower;
        }
        let tables = Tables { tables: &self.tables, extra: &self.extra };
        match self.kind {
            Kind::French => return tables.french(word, pos).into(),
            Kind::Spanish => return tables.spanish(word, pos, morph, first).into(),
            Kind::English | Kind::Plain => {}
        }
        let Some(table) = self.tables.get(&pos) else {
            return if pos == Pos::Propn { CompactString::new(word) } else { lower };
        };
        table.lemma(&lower).unwrap_or_else(|| CompactString::new(word))
    }
}

impl Table {
    fn knows(&self, lower: &str) -> bool {
        let regular = |(old, new): &(String, String)| {
            lower.strip_suffix(old.as_str()).is_some_and(|stem| self.index.contains(&format!("{stem}{new}")))
        };
        self.index.contains(lower) || self.exceptions.contains_key(lower) || self.rules.iter().any(regular)
    }

    fn lemma(&self, lower: &str) -> Option<CompactString> {
        // An exception is put before all forms, each before the last, unless a rule made it already.
        let mut known: Vec<CompactString> = Vec::new();
        let mut unknown: Option<CompactString> = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else { continue };
            let form = CompactString::new(stem) + new;
            if form.is_empty() {
                continue;
            }
            if self.index.contains(form.as_str()) {
                known.insert(0, form);
            } else if !form.chars().all(is_letter) {
                known.push(form);
            } else {
                unknown.get_or_insert(form);
            }
        }
        for form in self.exceptions.get(lower).into_iter().flatten() {
            if !known.iter().any(|one| one == form) {
                known.insert(0, CompactString::new(form));
            }
        }
        known.into_iter().next().or(unknown)
    }
}

/// Whether an English word needs no lemmatising: singular, infinitive, plain present, positive.
fn is_base_form(pos: Pos, morph: &str) -> bool {
    let has = |feature: &str| morph.split('|').any(|one| one == feature);
    let number = morph.split('|').any(|one| one.starts_with("Number="));
    match pos {
        Pos::Noun if has("Number=Sing") => true,
        Pos::Verb if has("VerbForm=Fin") && has("Tense=Pres") && !number => true,
        _ => has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos"),
    }
}
