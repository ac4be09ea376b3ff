//! The value of a number as written: digits and words, scales ("million", "bn"), fractions.

use super::pieces::{Kind, Pieces};
use super::units::{currency_before, is_time};
use crate::numbers::tables;

/// A number that starts at piece `i`: one past its last piece, and its value.
pub(super) fn number(p: &Pieces, i: usize) -> Option<(usize, f64)> {
    let table = tables();
    if p.is(i, Kind::Digits) {
        let value: f64 = p.text(i).replace(',', "").parse().ok()?;
        if let Some(found) = slashed(p, i, value) {
            return Some(found);
        }
        if p.is(i + 1, Kind::Letters) && p.is_glued(i + 1) {
            let short = table.short.get(p.text(i + 1));
            let of_money = || table.money_short.get(p.text(i + 1)).filter(|_| currency_before(p, i).1.is_some());
            if let Some(scale) = short.or_else(of_money) {
                return Some((i + 2, value * *scale as f64));
            }
        }
        return Some(scaled(p, i + 1, value));
    }
    if let Some((end, value)) = cardinal(p, i) {
        return Some(scaled(p, end, value));
    }
    let is_scale = |k: usize| table.scales.contains_key(p.lower(k)) && p.lower(k) != "score";
    if matches!(p.lower(i), "a" | "an") && is_scale(i + 1) {
        return Some(scaled(p, i + 1, 1.0));
    }
    let counted = p.is(i - 1, Kind::Digits) || matches!(p.lower(i - 1), "several" | "few" | "couple" | "half");
    (is_scale(i) && !counted).then(|| scaled(p, i, 1.0))
}

/// "1/16".
fn slashed(p: &Pieces, i: usize, over: f64) -> Option<(usize, f64)> {
    let slash = matches!(p.lower(i + 1), "/" | "⁄") && p.is_glued(i + 1) && p.is_glued(i + 2);
    let under: f64 = p.text(i + 2).replace(',', "").parse().ok().filter(|_| slash && p.is(i + 2, Kind::Digits))?;
    (over < under && under > 1.0 && over.fract() == 0.0 && p.lower(i + 3) != "/").then_some((i + 3, over / under))
}

/// A number word: "seven", "twenty-two".
fn cardinal(p: &Pieces, i: usize) -> Option<(usize, f64)> {
    let cardinals = &tables().cardinals;
    let value = *cardinals.get(p.lower(i))?;
    let ones = cardinals.get(p.lower(i + 2)).filter(|n| (1..10).contains(*n));
    let joined = p.is_hyphen(i + 1) && p.is_glued(i + 1) && p.is_glued(i + 2) && value >= 20 && value % 10 == 0;
    match ones.filter(|_| joined) {
        Some(ones) => Some((i + 3, (value + ones) as f64)),
        None => Some((i + 1, value as f64)),
    }
}

/// The value with the scales after it: "2.5 million", "two hundred and six", "1.8 billion-mile".
fn scaled(p: &Pieces, mut end: usize, value: f64) -> (usize, f64) {
    let table = tables();
    let scale = |k: usize| table.scales.get(p.lower(k)).filter(|_| p.lower(k) != "score").map(|s| *s as f64);
    let (mut total, mut group) = (0.0, value);
    loop {
        if p.is_hyphen(end) && p.is_glued(end) && p.lower(end + 1) != "dozen" && scale(end + 1).is_some() {
            end += 1;
        } else if let Some(scale) = scale(end) {
            group *= scale;
            end += 1;
            if scale >= 1000.0 {
                total += group;
                group = 0.0;
            }
        } else if let Some(short) = table.short.get(p.text(end)).filter(|_| p.text(end).len() > 1) {
            group *= *short as f64;
            end += 1;
        } else if p.lower(end) == "and"
            && group + total >= 100.0
            && scale(end - 1).is_some()
            && cardinal(p, end + 1).is_some_and(|(_, n)| n < 100.0)
        {
            end += 1;
        } else if let Some((after, n)) = cardinal(p, end)
            .filter(|_| p.is(end - 1, Kind::Letters) && (scale(end - 1).is_some() || p.lower(end - 1) == "and"))
        {
            group += n;
            end = after;
        } else {
            return (end, total + group);
        }
    }
}

/// "half of", "a third of", "two-thirds", "one in three", "three out of four".
pub(super) fn fraction(p: &Pieces, i: usize) -> Option<(usize, f64)> {
    if p.lower(i) == "half" {
        return half(p, i);
    }
    if p.lower(i) == "a" {
        return denominator(p.lower(i + 1)).filter(|_| p.lower(i + 2) == "of").map(|under| (i + 2, 1.0 / under));
    }
    let (end, over) = cardinal(p, i)?;
    let at = end + usize::from(p.is_hyphen(end));
    if let Some(under) = denominator(p.lower(at)) {
        let several = over > 1.0 && p.lower(at).ends_with('s');
        let one = over == 1.0 && p.lower(at + 1) == "of";
        if over < under && (several || one) {
            return Some((at + 1, over / under));
        }
    }
    let out_of = p.lower(end) == "out" && p.lower(end + 1) == "of";
    let start = if out_of { end + 2 } else { end + 1 };
    if !out_of && p.lower(end) != "in" {
        return None;
    }
    let (after, under) = number(p, start)?;
    let fits = over < under && under <= 100.0 && (over == 1.0 || out_of) && !is_time(p.lower(after));
    fits.then_some((after, over / under))
}

fn half(p: &Pieces, i: usize) -> Option<(usize, f64)> {
    if p.lower(i + 1) == "a" && p.lower(i + 2) == "dozen" {
        return Some((i + 3, 6.0));
    }
    // "the first half", "her better half": a part by name, no share
    if matches!(p.lower(i - 1), "first" | "second" | "one" | "other" | "better" | "half") {
        return None;
    }
    let shared = matches!(p.lower(i + 1), "of" | "the" | "its" | "their" | "a" | "an" | "his" | "her" | "all" | "that");
    shared.then_some((i + 1, 0.5))
}

/// What "third", "quarters", "tenths" divide by; "second" divides nothing.
fn denominator(word: &str) -> Option<f64> {
    let one = word.strip_suffix('s').unwrap_or(word);
    match one {
        "quarter" => Some(4.0),
        _ => tables().ordinals.get(one).filter(|n| **n > 2).map(|n| *n as f64),
    }
}
