//! What a number is measured in: money before it or after it, a unit after it, from `lexicon/units.txt`.

use super::pieces::{Kind, Pieces};
use crate::lexicon::own_rows;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static UNITS: LazyLock<BTreeMap<String, BTreeSet<String>>> = LazyLock::new(|| {
    let rows = own_rows("units.txt", include_str!("../../lexicon/units.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.into_iter().collect())).collect()
});

fn is(kind: &str, word: &str) -> bool {
    UNITS.get(kind).is_some_and(|words| words.contains(word))
}

/// Whether a word is a length of time.
pub(super) fn is_time(word: &str) -> bool {
    is("time", word)
}

/// A month by its name or its short form.
pub(super) fn is_month(word: &str) -> bool {
    is("month", word)
}

fn is_sign(p: &Pieces, i: usize) -> bool {
    is("money sign", p.text(i))
}

/// Money written before the number at `i`: its first piece (`i` where there is none) and the currency.
pub(super) fn currency_before(p: &Pieces, i: usize) -> (usize, Option<String>) {
    if is_sign(p, i - 1) {
        // "US$5", "HK $5m"
        let country = is("money code", p.text(i - 2)) || is("money country", p.text(i - 2));
        let first = if country { i - 2 } else { i - 1 };
        return (first, Some(format!("{}{}", if country { p.text(first) } else { "" }, p.text(i - 1))));
    }
    let written = p.text(i - 1);
    if (is("money code", written) || is("money country", written)) && is_sign(p, i - 2) {
        // "$A5"
        return (i - 2, Some(format!("{}{written}", p.text(i - 2))));
    }
    let code = is("money code", written) && p.is(i, Kind::Digits);
    if code { (i - 1, Some(written.to_owned())) } else { (i, None) }
}

/// The first piece past the signs of money at `i`.
pub(super) fn past_currency(p: &Pieces, i: usize) -> usize {
    let money = |k: usize| {
        let code = is("money code", p.text(k)) || is("money country", p.text(k));
        is_sign(p, k) || code && (is_sign(p, k + 1) || p.is(k + 1, Kind::Digits))
    };
    (i..i + 3).find(|&k| !money(k)).unwrap_or(i)
}

/// The unit that follows at piece `end`: one past its last piece, and what it is.
pub(super) fn unit_after(p: &Pieces, end: usize) -> (usize, Option<String>) {
    if p.lower(end) == "per" && p.lower(end + 1) == "cent" {
        return (end + 2, Some("percent".to_owned()));
    }
    if p.is_hyphen(end) && p.is_glued(end) && is_unit(p.lower(end + 1)) {
        return (end + 2, Some(p.lower(end + 1).to_owned()));
    }
    let written = p.lower(end);
    let symbol = is_sign(p, end) && p.is_glued(end);
    if symbol || is_unit(written) { (end + 1, Some(written.to_owned())) } else { (end, None) }
}

fn is_unit(word: &str) -> bool {
    is("measure", word) || is_time(word)
}
