//! Amounts and ranges: a number with its money or unit, or two of them: "between 5 and 10", "5-10", "from 31 to 45".

use super::pieces::{FIRST, Kind, Pieces};
use super::units::{currency_before, past_currency, unit_after};
use super::values::{fraction, number};
use crate::numbers::tables;

/// An amount as written, without the words around it that change what it says.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    /// First piece, money before it included.
    pub(super) first: usize,
    /// One past its last piece, its unit included.
    pub(super) end: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: Option<String>,
}

/// One number with what it is measured in.
struct Measured {
    first: usize,
    number: usize,
    /// One past the number; `end` is past its unit.
    number_end: usize,
    end: usize,
    value: f64,
    money: Option<String>,
    unit: Option<String>,
}

impl Measured {
    fn at(p: &Pieces, i: usize) -> Option<Self> {
        let (number_end, value) = number(p, i)?;
        let (first, money) = currency_before(p, i);
        let signed = matches!(p.lower(first - 1), "-" | "−" | "+") && p.is_glued(first) && !p.is_glued(first - 1);
        let first = if signed && first > FIRST { first - 1 } else { first };
        let (end, unit) = unit_after(p, number_end);
        Some(Measured { first, number: i, number_end, end, value, money, unit })
    }

    /// The number after the money signs at `i`.
    fn after(p: &Pieces, i: usize) -> Option<Self> {
        Measured::at(p, past_currency(p, i))
    }

    fn measure(&self) -> Option<&String> {
        self.money.as_ref().or(self.unit.as_ref())
    }

    fn to(self, other: Measured, p: &Pieces) -> Amount {
        // "1 to 2 thousand": the scale belongs to both
        let scale = tables().scales.get(p.lower(other.number_end - 1)).map_or(1.0, |s| *s as f64);
        let low = if self.value < scale && self.value * scale <= other.value { self.value * scale } else { self.value };
        let unit = other.measure().or(self.measure()).cloned();
        Amount { first: self.first, end: other.end, low: low.min(other.value), high: low.max(other.value), unit }
    }
}

/// The amount whose number starts at piece `i`.
pub(super) fn amount(p: &Pieces, i: usize) -> Option<Amount> {
    if let Some((end, value)) = fraction(p, i) {
        return Some(Amount { first: i, end, low: value, high: value, unit: None });
    }
    if p.lower(i) == "between" {
        return between(p, i);
    }
    let one = Measured::at(p, i)?;
    if is_inside_word(p, &one) || is_clock(p, &one) {
        return None;
    }
    if let Some(other) = other_end(p, &one).or_else(|| from_to(p, &one)) {
        return Some(one.to(other, p));
    }
    if one.measure().is_none() && (is_name(p, &one) || is_year(p, &one) || is_code(p, &one)) {
        return None;
    }
    let bare_scale = p.is(i, Kind::Letters) && tables().scales.contains_key(p.lower(i));
    if p.lower(i) == "one" && !counts_one(p, &one) || bare_scale && one.measure().is_none() {
        return None;
    }
    let unit = one.measure().cloned();
    Some(Amount { first: one.first, end: one.end, low: one.value, high: one.value, unit })
}

/// "between $62 and $68".
fn between(p: &Pieces, i: usize) -> Option<Amount> {
    let one = Measured::after(p, i + 1)?;
    let other = Measured::after(p, one.end + 1).filter(|_| matches!(p.lower(one.end), "and" | "to"))?;
    let years = is_year(p, &one) && is_year(p, &other);
    (!years).then(|| Amount { first: i, ..one.to(other, p) })
}

/// The other end of a range: "5-10", "15 to 22 miles", "three or four".
fn other_end(p: &Pieces, one: &Measured) -> Option<Measured> {
    let at = one.end;
    let other = Measured::after(p, at + 1)?;
    if is_year(p, one) && one.measure().is_none() && other.measure().is_none() {
        return None;
    }
    let alike = one.measure() == other.measure()
        || one.measure().is_none() && other.money.is_none()
        || other.measure().is_none() && one.money.is_some() && one.unit.is_none();
    let joined = match p.lower(at) {
        // "up 3% to 5%", "by $43 to $419": a change and what it led to
        "to" => {
            let change =
                matches!(p.lower(one.first - 1), "by" | "up" | "down" | "rose" | "fell" | "gained" | "added" | "lost");
            alike && !(change && one.measure().is_some())
        }
        "or" => alike && one.unit.is_none() && one.value < other.value && other.value <= one.value * 3.0,
        _ if p.is_hyphen(at) => {
            let even = p.is_glued(at) == p.is_glued(at + 1);
            // "2019-03-04"
            let third = p.is_hyphen(other.number_end) && p.is(other.number_end + 1, Kind::Digits);
            even && !third && (alike || one.measure().is_none())
        }
        _ => false,
    };
    joined.then_some(other)
}

/// "from 208 pounds to 193", "from $36,040 at closing time to $34,935".
fn from_to(p: &Pieces, one: &Measured) -> Option<Measured> {
    if p.lower(one.first - 1) != "from" || is_year(p, one) && one.measure().is_none() {
        return None;
    }
    let near = one.end..(one.end + 7).min(p.len());
    let mut marks = near.take_while(|&k| !matches!(p.lower(k), "," | ";" | "." | "(" | ")"));
    let to = marks.find(|&k| p.lower(k) == "to")?;
    let other = Measured::after(p, to + 1)?;
    let alike = one.money == other.money && (one.unit == other.unit || one.unit.is_none() || other.unit.is_none());
    let year = is_year(p, &other) && other.measure().is_none();
    (alike && !year).then_some(other)
}

/// Digits that are part of a word, a code or a rank: "A2", "F-150", "COVID-19", "71st".
fn is_inside_word(p: &Pieces, one: &Measured) -> bool {
    if !p.is(one.number, Kind::Digits) {
        return false;
    }
    let i = one.number;
    let lettered = one.first == i && p.is_glued(i) && p.is(i - 1, Kind::Letters);
    let hyphened = p.is_glued(i)
        && p.is_glued(i - 1)
        && matches!(p.lower(i - 1), "-" | "–" | "/" | "." | "_" | ":")
        && (p.is(i - 2, Kind::Digits) || p.is(i - 2, Kind::Letters) && p.lower(i - 1) != "/")
        && p.lower(i - 2) != "minus";
    let after = one.number_end;
    let tail = p.is(after, Kind::Letters) && p.is_glued(after) && after == i + 1 && one.unit.is_none();
    let rank = tail
        && (p.lower(after).len() > 4
            || matches!(p.lower(after), "st" | "nd" | "rd" | "th" | "s" | "'s" | "am" | "pm" | "a" | "p" | "d" | "x"));
    lettered || hyphened || rank || p.lower(i - 1) == "#"
}

/// "10.45pm", "5 am", "0500 GMT", "12:30".
fn is_clock(p: &Pieces, one: &Measured) -> bool {
    let after = one.number_end;
    let dotted = matches!(p.lower(after), "a" | "p") && p.lower(after + 1) == "." && p.lower(after + 2) == "m";
    let colon = p.lower(after) == ":" && p.is_glued(after) && p.is_glued(after + 1) && p.is(after + 1, Kind::Digits);
    matches!(p.lower(after), "am" | "pm" | "gmt") || dotted || colon
}

/// "2019", where nothing says that it is a count.
fn is_year(p: &Pieces, one: &Measured) -> bool {
    let four = p.text(one.number).len() == 4 && p.text(one.number).bytes().all(|b| b.is_ascii_digit());
    four && one.number_end == one.number + 1 && (1800.0..2100.0).contains(&one.value)
}

/// A number after a name is part of it: "Unit 3", "iPhone 11".
fn is_name(p: &Pieces, one: &Measured) -> bool {
    let before = one.first - 1;
    p.is(one.number, Kind::Digits)
        && p.is(before, Kind::Letters)
        && before > FIRST
        && !p.is_glued(one.first)
        && p.text(before).chars().any(char::is_uppercase)
        && !matches!(p.lower(before), "about" | "over" | "up" | "nearly" | "around" | "the")
}

/// "007", "555123456".
fn is_code(p: &Pieces, one: &Measured) -> bool {
    let written = p.text(one.number);
    let plain = written.bytes().all(|b| b.is_ascii_digit());
    plain && one.number_end == one.number + 1 && (written.len() >= 9 || written.len() > 1 && written.starts_with('0'))
}

/// Whether "one" counts: "one solution", "one of the bridges", but not "no one" or "the one that".
fn counts_one(p: &Pieces, one: &Measured) -> bool {
    let before =
        matches!(p.lower(one.first - 1), "no" | "every" | "each" | "the" | "this" | "that" | "any" | "some" | "which");
    let after = matches!(
        p.lower(one.end),
        "another"
            | "day"
            | ""
            | "time"
            | "or"
            | "that"
            | "who"
            | "can"
            | "would"
            | "'s"
            | "is"
            | "has"
            | "was"
            | "in"
            | "if"
            | "should"
            | "for"
            | "to"
    );
    let stops = p.is(one.end, Kind::Mark) && !p.is_hyphen(one.end);
    !before && !after && !stops
}
