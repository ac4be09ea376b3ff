//! The built-in shapes a pattern can name: numbers, years, days of the month, ordinals, clock times, decades.
//!
//! Each reads from a token onwards and says how many tokens it took and what they amount to.

use super::lexicon::Lexicon;
use super::pattern::Held;
use super::tokens::{Token, TokenKind};

/// Most words of one spelled number: keeps the reader linear on endless rows of them.
const LONGEST_NUMBER: usize = 8;

/// A shape that takes more than a look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// "14", "5 1/2", "twenty-four", "a", "several".
    Number,
    /// "1996", "nineteen ninety-six".
    Year,
    /// "96", "'96".
    ShortYear,
    /// "3", "3rd".
    Day,
    /// "third", "3rd".
    Ordinal,
    /// "5:00", "17:30".
    Time,
    /// "5.30": only beside a word that makes it a time.
    DotTime,
    /// "5", "17".
    Hour,
    /// "0500".
    Military,
    /// "1990s", "'90s".
    Decade,
    /// "3", "03": any one or two digits.
    Digits,
    /// "12.09.2024", "3.2.21".
    Dotted,
}

impl Shape {
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "number" => Shape::Number,
            "year" => Shape::Year,
            "short-year" => Shape::ShortYear,
            "day" => Shape::Day,
            "ordinal" => Shape::Ordinal,
            "time" => Shape::Time,
            "dot-time" => Shape::DotTime,
            "hour" => Shape::Hour,
            "military" => Shape::Military,
            "decade" => Shape::Decade,
            "digits" => Shape::Digits,
            "dotted" => Shape::Dotted,
            _ => return None,
        })
    }
}

/// Fits a shape at `at`: tokens taken, and the value.
pub(super) fn fit(shape: Shape, text: &str, tokens: &[Token], at: usize, lex: &Lexicon) -> Option<(usize, Held)> {
    let reader = Reader { text, tokens, lex };
    match shape {
        Shape::Number => reader.number(at),
        Shape::Year => reader.year(at),
        Shape::ShortYear => reader.short_year(at),
        Shape::Day => reader.day(at),
        Shape::Ordinal => reader.ordinal(at),
        Shape::Time => reader.time(at, &[":", "h", "H"]),
        Shape::DotTime => reader.time(at, &["."]),
        Shape::Hour => reader.small(at, 0, 24).map(|n| (1, Held::Clock(n as i8, 0))),
        Shape::Military => reader.military(at),
        Shape::Decade => reader.decade(at),
        Shape::Dotted => reader.dotted(at),
        Shape::Digits => reader.small(at, 0, 99).map(|n| (1, Held::Int(n))),
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lex: &'a Lexicon,
}

impl Reader<'_> {
    fn str(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|t| self.text.get(t.start..t.end)).unwrap_or("")
    }

    fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued && t.kind != TokenKind::Break)
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// Digits that are not a piece of something longer ("3.14", "$5", "A-320").
    fn digits(&self, at: usize) -> Option<&str> {
        if !self.is_number(at) {
            return None;
        }
        let before = at.checked_sub(1).filter(|_| self.glued(at)).map(|b| self.str(b)).unwrap_or("");
        let after = if self.glued(at + 1) { self.str(at + 1) } else { "" };
        let piece = |sign: &str| matches!(sign, "." | "$" | "€" | "£" | "#");
        let decimal = after == "." && self.is_number(at + 2) && self.glued(at + 2);
        let word = before.chars().next_back().is_some_and(char::is_alphabetic);
        (!piece(before) && !decimal && !word && after != "%").then(|| self.str(at))
    }

    fn small(&self, at: usize, low: i64, high: i64) -> Option<i64> {
        let digits = self.digits(at).filter(|d| d.len() <= 2)?;
        digits.parse().ok().filter(|n| (low..=high).contains(n))
    }

    fn class_number(&self, at: usize, class: &str) -> Option<&'static str> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
        self.lex.in_class(token, self.lex.class(class)?)
    }

    fn number(&self, at: usize) -> Option<(usize, Held)> {
        if self.is_number(at) { self.figure(at) } else { self.spelled(at) }
    }

    /// "14", "2.5", "5 1/2".
    fn figure(&self, at: usize) -> Option<(usize, Held)> {
        let whole: f64 = self.str(at).replace(',', "").parse().ok()?;
        if self.glued(at) && matches!(self.str(at.wrapping_sub(1)), "." | "$" | "€" | "£" | "#" | "/") {
            return None;
        }
        if self.str(at + 1) == "." && self.glued(at + 1) && self.is_number(at + 2) && self.glued(at + 2) {
            let value: f64 = format!("{}.{}", whole, self.str(at + 2)).parse().ok()?;
            return Some((3, Held::Count(Some(value))));
        }
        if self.is_number(at + 1) && self.str(at + 2) == "/" && self.is_number(at + 3) && self.str(at + 3) == "2" {
            return Some((4, Held::Count(Some(whole + 0.5))));
        }
        Some((1, Held::Count(Some(whole))))
    }

    /// "twenty-four", "two hundred", "a couple of", "several".
    fn spelled(&self, at: usize) -> Option<(usize, Held)> {
        let (mut total, mut last, mut here) = (0.0, f64::INFINITY, at);
        while let Some(code) = self.class_number(here, "number").filter(|_| here - at < LONGEST_NUMBER) {
            if code == "X" {
                return (here == at).then_some((1, Held::Count(None)));
            }
            let n: f64 = code.parse().ok()?;
            if here == at && n == 1.0 && self.class_number(at + 1, "number-noun").is_some() {
                // "a couple of", "a few", "a hundred"
                let (length, value) = self.spelled(at + 1)?;
                return Some((length + 1, value));
            }
            if n >= 100.0 && here > at {
                total *= n;
            } else if n < last && (here == at || last >= 20.0) {
                total += n;
            } else {
                break;
            }
            last = n;
            here += 1;
            if self.str(here) == "-" && self.class_number(here + 1, "number").is_some_and(|c| c != "X") && last >= 20.0
            {
                here += 1;
            }
        }
        let ended_on_hyphen = here > at && self.str(here - 1) == "-";
        let here = here - usize::from(ended_on_hyphen);
        (here > at).then_some((here - at, Held::Count(Some(total))))
    }

    fn year(&self, at: usize) -> Option<(usize, Held)> {
        if let Some(digits) = self.digits(at).filter(|d| d.len() == 4) {
            return Some((1, Held::Int(digits.parse().ok()?)));
        }
        // "nineteen ninety-six", "twenty twelve"
        let century: i64 = self.class_number(at, "number")?.parse().ok().filter(|n| (18..=20).contains(n))?;
        let tens: i64 = self.class_number(at + 1, "number")?.parse().ok().filter(|n| (10..=90).contains(n))?;
        if tens < 20 {
            return Some((2, Held::Int(century * 100 + tens)));
        }
        let step = 2 + usize::from(self.str(at + 2) == "-");
        let ones: Option<i64> = self.class_number(at + step, "number").and_then(|c| c.parse().ok());
        match ones.filter(|n| (1..=9).contains(n)) {
            Some(ones) => Some((step + 1, Held::Int(century * 100 + tens + ones))),
            None => Some((2, Held::Int(century * 100 + tens))),
        }
    }

    fn short_year(&self, at: usize) -> Option<(usize, Held)> {
        let skip = usize::from(matches!(self.str(at), "'" | "’" | "‘"));
        let digits = self.str(at + skip);
        if !self.is_number(at + skip) || digits.len() != 2 {
            return None;
        }
        let n: i64 = digits.parse().ok()?;
        Some((skip + 1, Held::Int(if n < 50 { 2000 + n } else { 1900 + n })))
    }

    /// One or two digits from 1 to 31, with or without the ending of an ordinal.
    fn day(&self, at: usize) -> Option<(usize, Held)> {
        let n = self.small(at, 1, 31)?;
        let ending = self.glued(at + 1) && self.class_number(at + 1, "ordinal-ending").is_some();
        (ending || !self.glued(at + 1) || self.tokens[at + 1].kind == TokenKind::Sign)
            .then_some((1 + usize::from(ending), Held::Int(n)))
    }

    fn ordinal(&self, at: usize) -> Option<(usize, Held)> {
        if let Some(code) = self.class_number(at, "ordinal") {
            return Some((1, Held::Int(code.parse().ok()?)));
        }
        let n = self.small(at, 1, 99)?;
        (self.glued(at + 1) && self.class_number(at + 1, "ordinal-ending").is_some()).then_some((2, Held::Int(n)))
    }

    fn time(&self, at: usize, parting: &[&str]) -> Option<(usize, Held)> {
        let digits = |i: usize| self.is_number(i).then(|| self.str(i));
        let hour: i8 = digits(at).filter(|d| d.len() <= 2)?.parse().ok().filter(|h| *h <= 24)?;
        let minute = digits(at + 2).filter(|d| d.len() == 2)?;
        if !parting.contains(&self.str(at + 1)) || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let minute: i8 = minute.parse().ok().filter(|m| *m < 60)?;
        Some((3, Held::Clock(hour, minute)))
    }

    /// Three numbers with full stops between, the last of two or four digits.
    fn dotted(&self, at: usize) -> Option<(usize, Held)> {
        let glued = (at + 1..at + 5).all(|i| self.glued(i));
        if !glued || self.glued(at) || self.str(at + 1) != "." || self.str(at + 3) != "." {
            return None;
        }
        let short = |i: usize| Some(self.str(i)).filter(|d| self.is_number(i) && d.len() <= 2)?.parse::<i64>().ok();
        let year = Some(self.str(at + 4)).filter(|d| self.is_number(at + 4) && matches!(d.len(), 2 | 4))?;
        Some((5, Held::Figures(short(at)?, short(at + 2)?, year.parse().ok()?)))
    }

    fn military(&self, at: usize) -> Option<(usize, Held)> {
        let digits = self.digits(at).filter(|d| d.len() == 4)?;
        let (hour, minute): (i8, i8) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
        (hour <= 24 && minute < 60).then_some((1, Held::Clock(hour, minute)))
    }

    /// "1990s", "'90s", "90s": the first year of the ten.
    fn decade(&self, at: usize) -> Option<(usize, Held)> {
        let skip = usize::from(matches!(self.str(at), "'" | "’" | "‘"));
        let ending = self.glued(at + skip + 1) && self.str(at + skip + 1) == "s";
        let first: i64 = self.str(at + skip).parse().ok().filter(|n| n % 10 == 0)?;
        if !ending || !self.is_number(at + skip) {
            return None;
        }
        match self.str(at + skip).len() {
            4 => Some((skip + 2, Held::Int(first))),
            2 if first >= 20 => Some((skip + 2, Held::Int(1900 + first))),
            _ => None,
        }
    }
}
