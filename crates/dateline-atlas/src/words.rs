//! The words of a text as names are looked up: folded, with their case and what stands before each.
//!
//! Made from raw text without any other stage, so that the atlas can be asked before a sentence is parsed.

use crate::fold::{fold_into, is_apostrophe};
use dateline_model::Span;
use std::borrow::Cow;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// "town"
    Lower,
    /// "Town", "McAllen"
    Title,
    /// "JNIM", "U.S."
    Upper,
    /// "2024"
    Digit,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Blanks only.
    Space,
    /// A hyphen without blanks.
    Hyphen,
    /// A comma.
    Comma,
    /// An opening or closing bracket.
    Bracket,
    /// A slash without blanks.
    Slash,
    /// A quotation mark, opening or closing.
    Quote,
    /// A dash between blanks.
    Dash,
    /// The end of a sentence, or another strong mark.
    Break,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub start: usize,
    /// End without a possessive "'s".
    pub end: usize,
    /// Its folded form in `Words::folded`.
    pub folded: (usize, usize),
    pub case: Case,
    pub gap: Gap,
    pub possessive: bool,
}

/// A text's words; the folded forms of neighbours are joined by one blank, so a phrase is a slice.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub list: Vec<Word>,
    pub folded: String,
}

impl Words {
    pub fn of(text: &str) -> Words {
        let mut words = Words::default();
        let mut at = 0;
        let mut previous_end = 0;
        while let Some((start, end)) = next_word(text, at) {
            let (end, possessive, resume) = trim_possessive(text, start, end);
            let gap = gap_of(&text[previous_end..start], words.list.last().map(|w| &text[w.start..w.end]));
            words.push(text, start, end, gap, possessive);
            previous_end = resume;
            at = resume;
        }
        words
    }

    fn push(&mut self, text: &str, start: usize, end: usize, gap: Gap, possessive: bool) {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let from = self.folded.len();
        fold_into(&text[start..end], &mut self.folded);
        let folded = (from, self.folded.len());
        self.list.push(Word { start, end, folded, case: case_of(&text[start..end]), gap, possessive });
    }

    /// The folded words `i..=j`; a possessive inside counts with its "s", as names are folded ("coxs bazar").
    pub fn phrase(&self, i: usize, j: usize) -> Cow<'_, str> {
        let plain = &self.folded[self.list[i].folded.0..self.list[j].folded.1];
        if self.list[i..j].iter().all(|w| !w.possessive) {
            return Cow::Borrowed(plain);
        }
        let mut out = String::with_capacity(plain.len() + 2);
        for k in i..=j {
            out.push_str(self.get(k));
            let s = self.list[k].possessive && k < j && !self.get(k).ends_with('s');
            out.push_str(if s { "s " } else { " " });
        }
        out.pop();
        Cow::Owned(out)
    }

    /// The folded word at `i`, or nothing outside the text.
    pub fn get(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |w| &self.folded[w.folded.0..w.folded.1])
    }

    /// The folded word `back` words before `i`, if no break lies between.
    pub fn before(&self, i: usize, back: usize) -> &str {
        let joined = i >= back && (i - back + 1..=i).all(|k| !matches!(self.list[k].gap, Gap::Break | Gap::Dash));
        if joined { self.get(i - back) } else { "" }
    }

    /// The folded word `on` words after `j`, if no break lies between.
    pub fn after(&self, j: usize, on: usize) -> &str {
        let joined =
            j + on < self.list.len() && (j + 1..=j + on).all(|k| !matches!(self.list[k].gap, Gap::Break | Gap::Dash));
        if joined { self.get(j + on) } else { "" }
    }

    /// The stretch of text that the words `i..=j` cover.
    pub fn span(&self, i: usize, j: usize) -> Span {
        Span::new(self.list[i].start, self.list[j].end)
    }

    /// Whether word `i` begins a sentence or a line.
    pub fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || matches!(self.list[i].gap, Gap::Break | Gap::Quote | Gap::Dash)
    }

    /// How many words from `i` on may belong to one name: joined by blanks or hyphens, `most` at most.
    pub fn reach(&self, i: usize, most: usize) -> usize {
        let mut n = 1;
        while n < most && i + n < self.list.len() {
            let w = &self.list[i + n];
            if !matches!(w.gap, Gap::Space | Gap::Hyphen) {
                break;
            }
            n += 1;
        }
        n
    }
}

/// The bounds of the next word at or after `at`.
fn next_word(text: &str, at: usize) -> Option<(usize, usize)> {
    let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
    let mut end = start;
    let mut rest = text[start..].char_indices().peekable();
    while let Some((i, c)) = rest.next() {
        let follows = rest.peek().map(|&(_, d)| d);
        let inside = follows.is_some_and(char::is_alphanumeric);
        let letter = c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        if letter || (is_apostrophe(c) && inside) || (c == '.' && initials(&text[start..start + i], follows)) {
            end = start + i + c.len_utf8();
        } else {
            break;
        }
    }
    Some((start, end))
}

/// Whether a full stop after `so_far` belongs to initials: "U.S.", "D.C."
fn initials(so_far: &str, next: Option<char>) -> bool {
    let single = |s: &str| s.chars().count() == 1 && s.chars().all(char::is_alphabetic);
    let mut parts = so_far.split('.');
    let dotted = so_far.contains('.');
    parts.all(single) && (dotted || next.is_some_and(char::is_uppercase))
}

/// Cuts a possessive ending off: (end without it, whether there was one, where to go on).
fn trim_possessive(text: &str, start: usize, end: usize) -> (usize, bool, usize) {
    let word = &text[start..end];
    let mut back = word.char_indices().rev();
    if let (Some((_, 's' | 'S')), Some((at, mark))) = (back.next(), back.next())
        && is_apostrophe(mark)
        && at > 0
    {
        return (start + at, true, end);
    }
    let mut after = text[end..].chars();
    let mark = after.next().filter(|c| word.ends_with('s') && matches!(c, '\'' | '’'));
    match mark {
        Some(mark) if after.next().is_none_or(|c| c == ' ') => (end, true, end + mark.len_utf8()),
        _ => (end, false, end),
    }
}

fn case_of(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::Digit };
    if !first.is_uppercase() {
        // "al-" and scripts without case: treated as lower; "iPhone" too.
        return Case::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) { Case::Upper } else { Case::Title }
}

fn gap_of(between: &str, previous: Option<&str>) -> Gap {
    match between {
        "" | " " => return Gap::Space,
        "-" | "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        "/" => return Gap::Slash,
        ". " if previous.is_some_and(is_title_word) => return Gap::Space,
        _ => {}
    }
    if between.contains(['.', '!', '?', ':', ';', '…', '|', '*', '•']) || between.matches('\n').count() > 1 {
        return Gap::Break;
    }
    if between.contains(['—', '–']) || between.contains(" -") || between.contains("--") {
        return Gap::Dash;
    }
    if between.contains(['"', '“', '”', '«', '»']) {
        return Gap::Quote;
    }
    if between.contains(['(', ')', '[', ']']) {
        return Gap::Bracket;
    }
    if between.contains(',') {
        return Gap::Comma;
    }
    if between.chars().all(char::is_whitespace) { Gap::Space } else { Gap::Quote }
}

/// Short forms whose full stop does not end anything before a name.
fn is_title_word(word: &str) -> bool {
    const SHORT: [&str; 28] = [
        "St", "Ste", "Mt", "Ft", "Pt", "Dr", "Mr", "Mrs", "Ms", "Gen", "Col", "Lt", "Sgt", "Gov", "Sen", "Rep", "Prof",
        "Capt", "Maj", "Brig", "Adm", "Hon", "Rev", "Supt", "Insp", "Det", "Cpl", "Messrs",
    ];
    let short = |form: &str| form == word || word.chars().all(char::is_uppercase) && form.eq_ignore_ascii_case(word);
    SHORT.iter().any(|form| short(form)) || (word.chars().count() == 1 && word.chars().all(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let words = Words::of(text);
        (0..words.list.len()).map(|i| words.get(i).to_owned()).collect()
    }

    #[test]
    fn splits_as_names_need_it() {
        assert_eq!(folded("Hay'at Tahrir al-Sham"), ["hayat", "tahrir", "al", "sham"]);
        assert_eq!(folded("the U.S. embassy in N'Djamena."), ["the", "us", "embassy", "in", "ndjamena"]);
        assert_eq!(folded("Mali’s army"), ["mali", "army"]);
        assert_eq!(folded("It fell. Next"), ["it", "fell", "next"]);
    }

    #[test]
    fn names_do_not_cross_marks() {
        let words = Words::of("St. Louis, Gao. Kidal");
        assert_eq!(words.reach(0, 4), 2);
        assert_eq!(Words::of("MT. VERNON, Ohio").reach(0, 4), 2);
        assert_eq!(words.list[3].gap, Gap::Break);
    }

    #[test]
    fn survives_any_text() {
        for text in ["'", "''s", "s'", "a.", ".a.b", "é'́s", "\u{301}", "“”", "x\n\n\ny", "’s’s"] {
            Words::of(text);
        }
    }
}
