//! The time lexicon of one language: word classes, rules with their examples, from one readable file.
//!
//! The files stand in `lexicon/times-*.toml`. Leaves the meaning of a reading to [`super::readings`].

use super::pattern::{self, Ask, Tree};
use super::shapes::Shape;
use super::tokens::{Token, TokenKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A lexicon file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The file is not the TOML that is expected.
    #[error("times lexicon: {0}")]
    Form(#[from] toml::de::Error),
    /// A rule's pattern is broken.
    #[error("times lexicon, rule '{rule}': {what}")]
    Pattern {
        /// The rule's name.
        rule: String,
        /// What is wrong.
        what: String,
    },
}

/// One rule of the file, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub name: String,
    /// The reading that makes the value.
    pub read: String,
    /// What the reading is told besides the slots.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    #[serde(rename = "match")]
    pub patterns: Vec<String>,
    /// Sentences with the expressions marked: `They left [three days ago = 2024-09-14].`
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests"))]
    pub yes: Vec<String>,
    /// Sentences in which nothing is a time.
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code, reason = "run by the tests"))]
    pub no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    capital: Vec<String>,
    classes: BTreeMap<String, BTreeMap<String, String>>,
    rule: Vec<Rule>,
}

/// The words, classes and rules of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: HashMap<String, u16>,
    classes: HashMap<String, u16>,
    /// Class and value of each word, by word number.
    members: Vec<Vec<(u16, &'static str)>>,
    /// Words that count only with a capital ("May").
    capital: Vec<bool>,
    pub rules: Vec<Rule>,
    pub tree: Tree,
    /// First nodes of the tree that a word may fit, by word number.
    by_word: Vec<Vec<usize>>,
    /// First nodes that digits may fit.
    by_number: Vec<usize>,
}

impl Lexicon {
    /// Reads a lexicon from the text of its file.
    pub fn read(source: &'static str) -> Result<Self, LexiconError> {
        let file: File = toml::from_str(source)?;
        let mut lexicon = Lexicon::default();
        lexicon.add_word("");
        for (class, values) in &file.classes {
            lexicon.add_class(class, values);
        }
        for word in &file.capital {
            for form in [word.clone(), format!("{word}.")] {
                if let Some(word) = lexicon.word(&form) {
                    lexicon.capital[usize::from(word)] = true;
                }
            }
        }
        let mut firsts = Vec::new();
        for (number, rule) in file.rule.iter().enumerate() {
            for pattern in &rule.patterns {
                let rows = pattern::rows(pattern, &mut lexicon)
                    .map_err(|what| LexiconError::Pattern { rule: rule.name.clone(), what })?;
                for row in rows {
                    lexicon.tree.add(&row, number, &mut firsts);
                }
            }
        }
        lexicon.rules = file.rule;
        lexicon.index(&firsts);
        Ok(lexicon)
    }

    fn add_class(&mut self, name: &str, values: &BTreeMap<String, String>) {
        let class = self.classes.len() as u16;
        self.classes.insert(name.to_owned(), class);
        for (value, words) in values {
            // The lexicons live as long as the program: their few values may as well be static.
            let value: &'static str = Box::leak(value.clone().into_boxed_str());
            for word in words.split_whitespace() {
                let word = usize::from(self.add_word(word));
                self.members[word].push((class, value));
            }
        }
    }

    /// The number of a word, new or known.
    pub fn add_word(&mut self, word: &str) -> u16 {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let number = self.members.len() as u16;
        self.words.insert(word.to_owned(), number);
        self.members.push(Vec::new());
        self.capital.push(false);
        number
    }

    /// The number of a lower-case word.
    pub fn word(&self, word: &str) -> Option<u16> {
        self.words.get(word).copied()
    }

    /// The number of a class.
    pub fn class(&self, name: &str) -> Option<u16> {
        self.classes.get(name).copied()
    }

    /// The value of a token in a class, if it belongs to it.
    pub fn in_class(&self, token: &Token, class: u16) -> Option<&'static str> {
        let word = usize::from(token.word);
        if token.kind == TokenKind::Number || (self.capital[word] && !token.capital) {
            return None;
        }
        self.members[word].iter().find(|(c, _)| *c == class).map(|(_, value)| *value)
    }

    /// The first nodes of the rows that may begin at a token.
    pub fn firsts(&self, token: &Token) -> &[usize] {
        match token.kind {
            TokenKind::Number => &self.by_number,
            TokenKind::Break => &[],
            _ => &self.by_word[usize::from(token.word)],
        }
    }

    fn index(&mut self, firsts: &[usize]) {
        self.by_word = vec![Vec::new(); self.members.len()];
        for node in firsts {
            let ask = self.tree.ask(*node).clone();
            if matches!(ask, Ask::Shape(_)) {
                self.by_number.push(*node);
            }
            for word in self.words_for(&ask) {
                self.by_word[word].push(*node);
            }
        }
    }

    /// The words that can begin what is asked for.
    fn words_for(&self, ask: &Ask) -> Vec<usize> {
        let class = match ask {
            Ask::Words(words) => return words.iter().map(|w| usize::from(*w)).collect(),
            Ask::Class(class) => Some(*class),
            Ask::Shape(Shape::Number | Shape::Year) => self.class("number"),
            Ask::Shape(Shape::Ordinal) => self.class("ordinal"),
            Ask::Shape(Shape::Decade | Shape::ShortYear) => self.class("apostrophe"),
            Ask::Shape(_) => None,
        };
        let Some(class) = class else { return Vec::new() };
        (1..self.members.len()).filter(|word| self.members[*word].iter().any(|(c, _)| *c == class)).collect()
    }
}

/// The language a text's time expressions are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl Language {
    /// From a BCP 47 tag; English when it is another or none.
    pub fn from_tag(tag: Option<&str>) -> Self {
        match tag.map(|t| t.split('-').next().unwrap_or("").to_ascii_lowercase()).as_deref() {
            Some("fr") => Language::French,
            Some("es") => Language::Spanish,
            _ => Language::English,
        }
    }
}

/// The lexicon of a language, or `None` where its file is broken (a test makes sure that none is).
pub(super) fn of(language: Language) -> Option<&'static Lexicon> {
    static ENGLISH: LazyLock<Result<Lexicon, LexiconError>> =
        LazyLock::new(|| Lexicon::read(source(Language::English)));
    static FRENCH: LazyLock<Result<Lexicon, LexiconError>> = LazyLock::new(|| Lexicon::read(source(Language::French)));
    static SPANISH: LazyLock<Result<Lexicon, LexiconError>> =
        LazyLock::new(|| Lexicon::read(source(Language::Spanish)));
    match language {
        Language::English => ENGLISH.as_ref(),
        Language::French => FRENCH.as_ref(),
        Language::Spanish => SPANISH.as_ref(),
    }
    .ok()
}

/// The text of a language's file.
pub(super) fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../lexicon/times-en.toml"),
        Language::French => include_str!("../../lexicon/times-fr.toml"),
        Language::Spanish => include_str!("../../lexicon/times-es.toml"),
    }
}
