//! A sentence cut finer than words: digits, letters and marks apart, so that "$13.6M" and "54GB" can be read.

use dateline_model::Span;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Digits,
    Letters,
    Mark,
}

#[derive(Debug)]
struct Piece<'t> {
    kind: Kind,
    text: &'t str,
    lower: String,
    start: usize,
    end: usize,
}

/// The pieces of a sentence; a few empty ones stand before the first, so that looking back is safe.
pub(super) struct Pieces<'t>(Vec<Piece<'t>>);

/// Rank of a sentence's first piece.
pub(super) const FIRST: usize = 8;

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str, sentence: Span) -> Self {
        let mut list: Vec<Piece> = (0..FIRST).map(|_| Piece::empty(sentence.start)).collect();
        let whole = text.get(sentence.start..sentence.end).unwrap_or("");
        let mut at = 0;
        while let Some(c) = whole[at..].chars().next() {
            let rest = &whole[at..];
            let (kind, length) = if starts_number(rest, whole[..at].chars().next_back()) {
                (Kind::Digits, digits(rest))
            } else if c.is_alphabetic() {
                (Kind::Letters, rest.find(|c: char| !c.is_alphabetic() && c != '\'' && c != '’').unwrap_or(rest.len()))
            } else {
                (Kind::Mark, c.len_utf8())
            };
            if !c.is_whitespace() {
                let text = &rest[..length];
                let lower = text.to_lowercase().replace('’', "'");
                let start = sentence.start + at;
                list.push(Piece { kind, text, lower, start, end: start + length });
            }
            at += length;
        }
        Pieces(list)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// In lower case; "" past the end.
    pub(super) fn lower(&self, i: usize) -> &str {
        self.0.get(i).map_or("", |p| p.lower.as_str())
    }

    pub(super) fn text(&self, i: usize) -> &'t str {
        self.0.get(i).map_or("", |p| p.text)
    }

    pub(super) fn is(&self, i: usize, kind: Kind) -> bool {
        self.0.get(i).is_some_and(|p| p.kind == kind && !p.text.is_empty())
    }

    /// Whether no blank stands between this piece and the one before it.
    pub(super) fn is_glued(&self, i: usize) -> bool {
        i > FIRST && self.0.get(i).is_some_and(|p| p.start == self.0[i - 1].end)
    }

    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "–" | "—" | "‑")
    }

    pub(super) fn has_at(&self, i: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.lower(i + k) == w)
    }

    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        match (self.0.get(first), end.checked_sub(1).and_then(|last| self.0.get(last))) {
            (Some(a), Some(b)) => Span::new(a.start, b.end),
            _ => Span::default(),
        }
    }
}

impl Piece<'_> {
    fn empty(at: usize) -> Self {
        Piece { kind: Kind::Mark, text: "", lower: String::new(), start: at, end: at }
    }
}

/// Whether a number in digits starts here; ".5" does, the stop in "No.5" does not.
fn starts_number(rest: &str, before: Option<char>) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some(c) if c.is_ascii_digit() => true,
        Some('.') => chars.next().is_some_and(|c| c.is_ascii_digit()) && !before.is_some_and(|c| c.is_alphanumeric()),
        _ => false,
    }
}

/// Length of a number in digits, with its thousands ("1,200") and its decimals ("7.5").
fn digits(rest: &str) -> usize {
    let run = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = run(0);
    while rest[end..].starts_with(',') && run(end + 1) == 3 {
        end += 4;
    }
    if rest[end..].starts_with('.') && run(end + 1) > 0 {
        end += 1 + run(end + 1);
    }
    end
}
