//! Splits a run of non-white characters into tokens: exceptions, prefixes, suffixes, infixes and URLs.
//!
//! The rules come with the package; the order in which they are tried is spaCy's. Results are cached by the caller.

use crate::pattern::Pattern;
use rustc_hash::FxHashMap;

/// Longer runs are left whole: they are no words, and matching rules against them would take long.
const LONGEST: usize = 400;

/// A token within a run: its bytes, and the normal form an exception gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The normal form, where an exception sets one.
    pub norm: Option<String>,
}

/// How an exception cuts its text: the length in bytes and the normal form of each part.
pub type Parts = Vec<(usize, Option<String>)>;

/// An exception as the model file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The text it applies to.
    pub text: String,
    /// Its tokens.
    pub parts: Parts,
    /// How the text is cut without the exception, where affix rules would cut it: byte lengths.
    pub affixes: Vec<usize>,
}

/// The affix rules in source form, as the model file holds them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Affixes {
    /// Marks split off the front.
    pub prefix: Option<String>,
    /// Marks split off the end.
    pub suffix: Option<String>,
    /// Where words are split inside.
    pub infix: Option<String>,
    /// What is never split.
    pub whole: Option<String>,
    /// What is left whole once affixes are off: addresses.
    pub url: Option<String>,
}

/// The tokeniser of one package.
#[derive(Debug, Default)]
pub struct Tokenizer {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    infix: Option<Pattern>,
    whole: Option<Pattern>,
    url: Option<Pattern>,
    exceptions: FxHashMap<String, Parts>,
    phrases: FxHashMap<String, Vec<Phrase>>,
}

/// An exception that affix rules would cut: its tokens as they appear when they did.
#[derive(Debug)]
struct Phrase {
    text: String,
    words: Vec<String>,
}

/// A run's characters, with the byte at which each begins.
struct Run<'t> {
    text: &'t str,
    chars: Vec<char>,
    bytes: Vec<usize>,
}

impl<'t> Run<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Run { text, chars: text.chars().collect(), bytes }
    }

    fn slice(&self, low: usize, high: usize) -> &'t str {
        &self.text[self.bytes[low]..self.bytes[high]]
    }
}

impl Tokenizer {
    /// Compiles the rules; `Err` names the rule that cannot be read.
    pub fn new(affixes: &Affixes, exceptions: Vec<Exception>) -> Result<Self, &'static str> {
        let compile = |source: &Option<String>, name| match source {
            Some(source) => Pattern::new(source).map(Some).ok_or(name),
            None => Ok(None),
        };
        let mut tokenizer = Tokenizer {
            prefix: compile(&affixes.prefix, "tokeniser prefixes")?,
            suffix: compile(&affixes.suffix, "tokeniser suffixes")?,
            infix: compile(&affixes.infix, "tokeniser infixes")?,
            whole: compile(&affixes.whole, "tokeniser whole words")?,
            url: compile(&affixes.url, "tokeniser addresses")?,
            ..Tokenizer::default()
        };
        for exception in exceptions {
            tokenizer.add(exception)?;
        }
        Ok(tokenizer)
    }

    fn add(&mut self, exception: Exception) -> Result<(), &'static str> {
        let mut words = Vec::new();
        let mut at = 0;
        for len in exception.affixes {
            words.push(exception.text.get(at..at + len).ok_or("tokeniser exceptions")?.to_owned());
            at += len;
        }
        if !words.is_empty() && at != exception.text.len() {
            return Err("tokeniser exceptions");
        }
        if let Some(first) = words.first() {
            let phrase = Phrase { text: exception.text.clone(), words: words.clone() };
            self.phrases.entry(first.clone()).or_default().push(phrase);
        }
        let mut cut = 0;
        for (len, _) in &exception.parts {
            cut += len;
            if *len == 0 || !exception.text.is_char_boundary(cut.min(exception.text.len())) {
                return Err("tokeniser exceptions");
            }
        }
        if cut != exception.text.len() {
            return Err("tokeniser exceptions");
        }
        self.exceptions.insert(exception.text, exception.parts);
        Ok(())
    }

    /// The tokens of a run of non-white (or of white) characters.
    pub fn split(&self, text: &str) -> Vec<Piece> {
        if let Some(parts) = self.exceptions.get(text) {
            return placed(parts, 0);
        }
        self.with_phrases(text, self.split_affixes(text, true))
    }

    /// The tokens by affix rules; exceptions are honoured inside when `exceptions` is set.
    pub fn split_affixes(&self, text: &str, exceptions: bool) -> Vec<Piece> {
        let run = Run::new(text);
        if run.chars.len() > LONGEST {
            return vec![Piece { start: 0, end: text.len(), norm: None }];
        }
        let mut heads = Vec::new();
        let mut tails = Vec::new();
        let (low, high) = self.peel(&run, exceptions, &mut heads, &mut tails);
        let piece = |(low, high): (usize, usize)| Piece { start: run.bytes[low], end: run.bytes[high], norm: None };
        let mut pieces: Vec<Piece> = heads.into_iter().map(piece).collect();
        if low < high {
            match self.exceptions.get(run.slice(low, high)).filter(|_| exceptions) {
                Some(parts) => pieces.extend(placed(parts, run.bytes[low])),
                None => pieces.extend(self.inner(&run, low, high).into_iter().map(piece)),
            }
        }
        pieces.extend(tails.into_iter().rev().map(piece));
        pieces
    }

    /// Whether any affix rule applies to the text: such exceptions are also looked for among the tokens.
    pub fn has_affix(&self, text: &str) -> bool {
        let run = Run::new(text);
        let (low, high) = (0, run.chars.len());
        self.prefix_len(&run, low, high) > 0
            || self.suffix_len(&run, low, high) > 0
            || self.infix.as_ref().is_some_and(|infix| infix.search(&run.chars, 0).is_some())
    }

    /// Splits prefixes and suffixes off until none applies or an exception is left.
    fn peel(
        &self,
        run: &Run<'_>,
        exceptions: bool,
        heads: &mut Vec<(usize, usize)>,
        tails: &mut Vec<(usize, usize)>,
    ) -> (usize, usize) {
        let special = |low, high| exceptions && low < high && self.exceptions.contains_key(run.slice(low, high));
        let (mut low, mut high) = (0, run.chars.len());
        let mut last = None;
        while low < high && last != Some(high - low) {
            let whole = self.whole.as_ref().is_some_and(|whole| whole.match_at(&run.chars[low..high], 0).is_some());
            if whole || special(low, high) {
                break;
            }
            last = Some(high - low);
            let head = self.prefix_len(run, low, high);
            if head > 0 && special(low + head, high) {
                heads.push((low, low + head));
                low += head;
                break;
            }
            let tail = self.suffix_len(run, low + head, high);
            if tail > 0 && special(low, high - tail) {
                tails.push((high - tail, high));
                high -= tail;
                break;
            }
            if head > 0 {
                heads.push((low, low + head));
                low += head;
            }
            if tail > 0 && tail <= high - low {
                tails.push((high - tail, high));
                high -= tail;
            }
        }
        (low, high)
    }

    fn prefix_len(&self, run: &Run<'_>, low: usize, high: usize) -> usize {
        let found = self.prefix.as_ref().and_then(|prefix| prefix.match_at(&run.chars[low..high], 0));
        found.unwrap_or(0)
    }

    fn suffix_len(&self, run: &Run<'_>, low: usize, high: usize) -> usize {
        let found = self.suffix.as_ref().and_then(|suffix| suffix.search(&run.chars[low..high], 0));
        found.map_or(0, |(start, end)| end - start)
    }

    /// What is left between the affixes: an address stays whole, anything else is cut at infixes.
    fn inner(&self, run: &Run<'_>, low: usize, high: usize) -> Vec<(usize, usize)> {
        let chars = &run.chars[low..high];
        let whole = |pattern: &Option<Pattern>| pattern.as_ref().is_some_and(|p| p.match_at(chars, 0).is_some());
        if whole(&self.whole) || whole(&self.url) {
            return vec![(low, high)];
        }
        let mut found = Vec::new();
        let mut start = 0;
        let mut from = 0;
        while let Some((at, end)) = self.infix.as_ref().and_then(|infix| infix.search(chars, from)) {
            from = if end > at { end } else { at + 1 };
            if at > 0 {
                if at > start {
                    found.push((low + start, low + at));
                }
                if end > at {
                    found.push((low + at, low + end));
                }
                start = end;
            }
            if from > chars.len() {
                break;
            }
        }
        if start < chars.len() {
            found.push((low + start, high));
        }
        found
    }

    /// Puts exceptions back together that affix rules took apart: the longest first, then the leftmost.
    fn with_phrases(&self, text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
        let word = |piece: &Piece| &text[piece.start..piece.end];
        let mut matches: Vec<(usize, usize, &Phrase)> = Vec::new();
        for start in 0..pieces.len() {
            for phrase in self.phrases.get(word(&pieces[start])).into_iter().flatten() {
                let end = start + phrase.words.len();
                if end <= pieces.len()
                    && pieces[start..end].iter().map(word).eq(phrase.words.iter().map(String::as_str))
                {
                    matches.push((start, end, phrase));
                }
            }
        }
        if matches.is_empty() {
            return pieces;
        }
        matches.sort_by_key(|&(start, end, _)| (std::cmp::Reverse(end - start), start));
        let mut seen = vec![false; pieces.len()];
        let mut chosen = vec![None; pieces.len()];
        for (start, end, phrase) in matches {
            if !seen[start] && !seen[end - 1] {
                chosen[start] = Some((end, phrase));
            }
            seen[start..end].fill(true);
        }
        let mut out = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            let parts = chosen[at].and_then(|(end, phrase)| Some((end, self.exceptions.get(&phrase.text)?)));
            if let Some((end, parts)) = parts {
                out.extend(placed(parts, pieces[at].start));
                at = end;
            } else {
                out.push(pieces[at].clone());
                at += 1;
            }
        }
        out
    }
}

fn placed(parts: &Parts, mut start: usize) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(parts.len());
    for (len, norm) in parts {
        pieces.push(Piece { start, end: start + len, norm: norm.clone() });
        start += len;
    }
    pieces
}

/// The runs of `text` a tokeniser sees: words, and white space except the one blank between two words.
pub fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut white = text.chars().next().is_some_and(crate::pattern::is_space);
    for (at, c) in text.char_indices() {
        if crate::pattern::is_space(c) != white {
            if start < at {
                runs.push((start, at));
            }
            start = if c == ' ' { at + 1 } else { at };
            white = !white;
        }
    }
    if start < text.len() {
        runs.push((start, text.len()));
    }
    runs
}
