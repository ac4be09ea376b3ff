//! A sentence as the rules see it: its words with their lower-case forms, made from the document's tokens.

use compact_str::CompactString;
use dateline_language::{Document, Sentence, Token};
use dateline_model::{Block, BlockKind, Span};

/// One word, number or mark.
#[derive(Debug, Clone)]
pub struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// In lower case, with straight apostrophes and hyphens.
    pub lower: CompactString,
    /// Where it stands in the report, in bytes.
    pub span: Span,
    /// Fine tag, empty when the sentence was not parsed.
    pub tag: &'static str,
    /// Relation to its head, empty when the sentence was not parsed.
    pub relation: &'static str,
    /// Rank of its head in the sentence; its own for a root.
    pub head: usize,
}

impl Word<'_> {
    /// Whether it starts with a capital letter.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it is a word or number rather than a mark.
    pub fn is_wordlike(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }

    /// Whether it opens or closes a quotation.
    pub fn is_quote(&self) -> bool {
        matches!(self.lower.as_str(), "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''" | "‘" | "’")
    }
}

/// One sentence of a report, with the block it stands in.
#[derive(Debug, Clone)]
pub struct Line<'t> {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Its words.
    pub words: Vec<Word<'t>>,
    /// Rank of its block (paragraph) in the report.
    pub block: usize,
    /// What its block is.
    pub kind: BlockKind,
}

impl<'t> Line<'t> {
    /// The sentence's words, from the tokens of a document.
    ///
    /// Words within `dateline` are left out: a dateline ("NIAMEY, March 5 (Reuters) -") is no part of the sentence.
    pub fn new(text: &'t str, document: &Document, sentence: &Sentence, blocks: &[Block], dateline: Span) -> Self {
        let words = words(text, document, sentence, dateline);
        let block = blocks.iter().rposition(|b| b.span.start <= sentence.span.start).unwrap_or(0);
        let kind = blocks.get(block).map_or(BlockKind::Paragraph, |b| b.kind);
        Line { span: sentence.span, words, block, kind }
    }

    /// Whether the words carry tags and relations.
    pub fn is_parsed(&self) -> bool {
        self.words.iter().any(|w| !w.tag.is_empty())
    }

    /// Whether the word at `i` is a verb; an unparsed one may be.
    pub fn may_be_verb(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|w| w.tag.is_empty() || w.tag.starts_with("VB"))
    }

    /// The words that hang on word `i`, with their relations.
    pub fn children(&self, i: usize) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        self.words.iter().enumerate().filter(move |(k, w)| *k != i && w.head == i).map(|(k, w)| (k, w.relation))
    }

    /// The lower-case form of the word at `i`, or "" past either end.
    pub fn lower(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w.lower.as_str())
    }

    /// Whether the words from `i` on are those of `phrase`.
    pub fn has_at(&self, i: usize, phrase: &[String]) -> bool {
        !phrase.is_empty() && phrase.iter().enumerate().all(|(k, p)| self.lower(i + k) == p)
    }

    /// The first place at or after `from` where the words of `phrase` stand.
    pub fn find(&self, phrase: &str, from: usize) -> Option<usize> {
        let phrase: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        (from..self.words.len()).find(|&i| self.has_at(i, &phrase))
    }

    /// Whether the phrase stands anywhere in the sentence.
    pub fn has(&self, phrase: &str) -> bool {
        self.find(phrase, 0).is_some()
    }

    /// The stretch of text from word `first` up to, not including, word `end`; trimmed of marks at its ends.
    pub fn stretch(&self, first: usize, end: usize) -> Span {
        let (mut a, mut b) = (first.min(self.words.len()), end.min(self.words.len()));
        while a < b && !self.words[a].is_wordlike() {
            a += 1;
        }
        while b > a && !self.words[b - 1].is_wordlike() {
            b -= 1;
        }
        if a >= b {
            return Span::new(self.span.start, self.span.start);
        }
        Span::new(self.words[a].span.start, self.words[b - 1].span.end)
    }

    /// The rank of the first word that starts at or after byte `at`.
    pub fn word_from(&self, at: usize) -> usize {
        self.words.partition_point(|w| w.span.start < at)
    }
}

/// The words of a sentence; white space that the tokeniser keeps as a token is no word, nor are marks around a word or
/// a number that is only held at arm's length.
fn words<'t>(text: &'t str, document: &Document, sentence: &Sentence, dateline: Span) -> Vec<Word<'t>> {
    let tokens = document.tokens.get(sentence.tokens.clone()).unwrap_or(&[]);
    let scare = scare_quotes(tokens, text);
    let counts = |token: &Token| {
        let blank = token.text(text).chars().all(char::is_whitespace);
        !dateline.contains(token.span) && !blank && !scare.contains(&token.span)
    };
    // the rank of each token that is a word
    let mut next = 0..;
    let ranks: Vec<Option<usize>> = tokens.iter().map(|token| counts(token).then(|| next.next()).flatten()).collect();
    let words = tokens.iter().zip(&ranks).filter_map(|(token, own)| Some((token, (*own)?)));
    words
        .map(|(token, own)| {
            let written = token.text(text);
            let head = token.head.checked_sub(sentence.tokens.start).and_then(|h| ranks.get(h).copied().flatten());
            let head = head.unwrap_or(own);
            Word {
                text: written,
                lower: folded(written),
                span: token.span,
                tag: token.tag,
                relation: token.relation,
                head,
            }
        })
        .collect()
}

/// In lower case, with straight apostrophes and hyphens.
fn folded(written: &str) -> CompactString {
    if written.is_ascii() {
        let mut lower = CompactString::from(written);
        lower.make_ascii_lowercase();
        return lower;
    }
    let straight = |c| match c {
        '’' => '\'',
        '‑' | '–' => '-',
        c => c,
    };
    written.to_lowercase().chars().map(straight).collect()
}

/// The marks around a few words that a sentence quotes as its own part: more than 93 “martyrs”, “at least 24” victims.
fn scare_quotes(tokens: &[Token], text: &str) -> Vec<Span> {
    const MOST: usize = 3;
    let close_of = |mark: &str| match mark {
        "“" | "``" => Some(["”", "''", "\""]),
        "\"" => Some(["\"", "''", "”"]),
        "«" => Some(["»"; 3]),
        "‘" => Some(["’"; 3]),
        _ => None,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(close) = close_of(tokens[at].text(text)) else {
            at += 1;
            continue;
        };
        let inner = |t: &&Token| t.text(text).chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | ',' | '.'));
        let within = tokens[at + 1..].iter().take(MOST).take_while(inner).count();
        let end = at + 1 + within;
        let quoted = &tokens[at + 1..end];
        let speaks = |t: &Token| t.tag.starts_with("PRP") || matches!(t.tag, "VBD" | "VBP" | "VBZ" | "UH");
        let said = quoted.len() > 1 && quoted.iter().any(speaks)
            || quoted.last().is_some_and(|t| matches!(t.text(text), "," | "."));
        let closed = tokens.get(end).filter(|t| close.contains(&t.text(text)));
        match closed {
            Some(mark) if within > 0 && !said => {
                found.extend([tokens[at].span, mark.span]);
                at = end + 1;
            }
            // a quotation that runs on: what closes it opens nothing
            _ => {
                at = (at + 1..tokens.len())
                    .find(|&k| close.contains(&tokens[k].text(text)))
                    .map_or(tokens.len(), |k| k + 1)
            }
        }
    }
    found
}
