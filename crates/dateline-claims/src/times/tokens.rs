//! The words, numbers and signs of a text, each with its place, for the time rules.
//!
//! Made from plain text and the lexicon's word list. Leaves grammar to others: a token knows only its word's
//! number in the lexicon, whether a space precedes it and whether it begins with a capital.

use super::lexicon::Lexicon;

/// A word, a run of digits, or one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Sign,
    /// The end of a paragraph: nothing matches across it.
    Break,
}

/// One token; offsets are bytes on character boundaries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: TokenKind,
    /// The word's number in the lexicon; 0 when the lexicon does not know it.
    pub word: u16,
    /// No white space before it.
    pub glued: bool,
    pub capital: bool,
}

/// Cuts `text` into tokens, in one pass.
pub(super) fn cut(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter = Cutter { text, lexicon, at: 0, lower: String::new(), tokens: Vec::with_capacity(text.len() / 5) };
    while let Some(first) = cutter.peek(cutter.at) {
        let before = cutter.at;
        if first.is_whitespace() {
            cutter.skip_space();
        } else {
            cutter.take(first);
        }
        debug_assert!(cutter.at > before);
    }
    cutter.tokens
}

struct Cutter<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    at: usize,
    lower: String,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// Passes white space; a blank line ends a paragraph.
    fn skip_space(&mut self) {
        let (start, mut lines) = (self.at, 0);
        while let Some(c) = self.peek(self.at).filter(|c| c.is_whitespace()) {
            lines += usize::from(c == '\n');
            self.at += c.len_utf8();
        }
        if lines > 1 {
            let token = Token { start, end: start, kind: TokenKind::Break, word: 0, glued: false, capital: false };
            self.tokens.push(token);
        }
    }

    fn take(&mut self, first: char) {
        let start = self.at;
        let kind = if first.is_ascii_digit() {
            self.at = self.number_end(start);
            TokenKind::Number
        } else if first.is_alphabetic() {
            self.at = self.word_end(start);
            TokenKind::Word
        } else {
            self.at += first.len_utf8();
            TokenKind::Sign
        };
        let word = self.look_up(start, kind);
        let glued = self.tokens.last().is_some_and(|t| t.end == start && t.kind != TokenKind::Break);
        self.tokens.push(Token { start, end: self.at, kind, word, glued, capital: first.is_uppercase() });
    }

    /// Digits, with thousands set off by commas ("1,200"); a decimal point stays a sign of its own.
    fn number_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
        let mut end = start + digits(start);
        while end < bytes.len() && bytes[end] == b',' && digits(end + 1) == 3 {
            end += 4;
        }
        end
    }

    /// Letters; single letters with full stops between them stay together ("a.m.").
    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        while let Some(c) = self.peek(end).filter(|c| c.is_alphabetic()) {
            end += c.len_utf8();
        }
        if end - start == 1 {
            let bytes = self.text.as_bytes();
            let is = |at: usize, test: fn(&u8) -> bool| bytes.get(at).is_some_and(test);
            while is(end, |b| *b == b'.')
                && is(end + 1, u8::is_ascii_alphabetic)
                && !is(end + 2, u8::is_ascii_alphabetic)
            {
                end += 2;
            }
            if end - start > 1 && is(end, |b| *b == b'.') {
                end += 1;
            }
        }
        end
    }

    /// The lexicon's number for the token just cut; takes in the full stop of a known abbreviation ("Sept.").
    fn look_up(&mut self, start: usize, kind: TokenKind) -> u16 {
        if kind == TokenKind::Number {
            return 0;
        }
        self.lower.clear();
        for c in self.text[start..self.at].chars() {
            self.lower.extend(if c == '’' { '\'' } else { c }.to_lowercase());
        }
        if kind == TokenKind::Word && self.peek(self.at) == Some('.') {
            self.lower.push('.');
            if let Some(word) = self.lexicon.word(&self.lower) {
                self.at += 1;
                return word;
            }
            self.lower.pop();
        }
        self.lexicon.word(&self.lower).unwrap_or(0)
    }
}
