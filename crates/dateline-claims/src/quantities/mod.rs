//! How many and how much: every quantity of a sentence, with its bounds and its unit, for the layer of quantities.
//!
//! Wider than what claims count: money, shares, measures, ages, scores and lengths of time are in it, and decimals.
//! Dates, times of day, and numbers that are part of a name are not. Casualties are counted by [`crate::numbers`] and
//! [`crate::counts`], which take whole numbers of people only.

mod pieces;
mod ranges;
mod units;
mod values;

use crate::QuantitySpan;
use crate::numbers::tables;
use crate::times::{TimeKind, TimeMention};
use dateline_model::{Qualifier, Span};
use pieces::{FIRST, Kind, Pieces};
use ranges::Amount;

/// The quantities of one sentence, in order, not overlapping.
pub(crate) fn quantities(text: &str, sentence: Span, times: &[TimeMention]) -> Vec<QuantitySpan> {
    let p = Pieces::new(text, sentence);
    let dates: Vec<Span> = times.iter().filter(|t| is_date(text, t)).map(|t| t.span).collect();
    let (mut found, mut i) = (Vec::new(), FIRST);
    while i < p.len() {
        let Some((end, quantity)) = crowd(&p, i).or_else(|| measured(&p, i, &dates)) else {
            i += 1;
            continue;
        };
        found.push(quantity);
        i = end.max(i + 1);
    }
    found
}

/// Whether a time expression is a day, a year or an hour; "the last three months" is a length as well.
fn is_date(text: &str, time: &TimeMention) -> bool {
    let words = time.span.slice(text).to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphabetic());
    let length = words.clone().any(units::is_time) && !words.any(units::is_month);
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && !length
}

/// "dozens", "hundreds", "tens of thousands".
fn crowd(p: &Pieces, i: usize) -> Option<(usize, QuantitySpan)> {
    let crowds = &tables().crowds;
    let rough = |k: usize| crowds.get(p.lower(k)).copied().filter(|n| *n >= 20);
    // "test scores", "he scores": a crowd only with what it is a crowd of
    let low = rough(i).filter(|_| p.lower(i) != "scores" || p.lower(i + 1) == "of")?;
    let larger = rough(i + 2).filter(|n| p.lower(i + 1) == "of" && *n >= 2000);
    let (end, low) = match larger {
        Some(scale) => (i + 3, low.saturating_mul(scale / 2)),
        None => (i + 1, low),
    };
    let qualifier = match low {
        _ if p.lower(i) == "dozens" && larger.is_none() => Qualifier::Dozens,
        _ if p.lower(i) == "scores" && larger.is_none() => Qualifier::Scores,
        200..=1999 => Qualifier::Hundreds,
        2000.. => Qualifier::Thousands,
        _ => return None,
    };
    let span = p.span(i, end);
    Some((end, QuantitySpan { span, low: Some(low as f64), high: None, qualifier, unit: None, noun: noun(p, end) }))
}

/// What is counted: the word after the quantity.
fn noun(p: &Pieces, end: usize) -> Option<String> {
    p.is(end, Kind::Letters).then(|| p.lower(end).to_owned())
}

fn measured(p: &Pieces, i: usize, dates: &[Span]) -> Option<(usize, QuantitySpan)> {
    let amount = ranges::amount(p, i)?;
    let timed = amount.unit.as_deref().is_none_or(units::is_time);
    let span = p.span(amount.first, amount.end);
    if timed && dates.iter().any(|d| d.overlaps(span)) {
        return None;
    }
    let (first, end, qualifier) = qualified(p, &amount);
    let (low, high, qualifier) = bounds(&amount, qualifier);
    let noun = amount.unit.is_none().then(|| noun(p, end)).flatten();
    Some((end, QuantitySpan { span: p.span(first, end), low, high, qualifier, unit: amount.unit, noun }))
}

/// The words beside an amount that change what it says, and how far they reach.
fn qualified(p: &Pieces, amount: &Amount) -> (usize, usize, Option<Qualifier>) {
    let table = tables();
    let (mut first, mut end, mut qualifier) = (amount.first, amount.end, None);
    for _ in 0..2 {
        // "at least some 40": the outer qualifier decides
        let mut phrases = table.wide.iter().chain(&table.before);
        let Some((words, q)) = phrases.find(|(words, _)| {
            first >= FIRST + words.len()
                && p.has_at(first - words.len(), words)
                // "some two", "the past two years"
                && !(words.len() == 1 && (words[0] == "some" && amount.low < 5.0 || words[0] == "past"))
        }) else {
            break;
        };
        first -= words.len();
        qualifier = Some(*q);
    }
    if matches!(p.lower(first - 1), "~" | "≈") {
        (first, qualifier) = (first - 1, Some(Qualifier::About));
    }
    if qualifier.is_none() {
        if let Some((words, q)) = table.after_words.iter().find(|(words, _)| p.has_at(end, words)) {
            (end, qualifier) = (end + words.len(), Some(*q));
        } else if p.lower(end) == "+" && p.is_glued(end) {
            (end, qualifier) = (end + 1, Some(Qualifier::AtLeast));
        }
    }
    (first, end, qualifier)
}

/// Least and greatest value. Beyond a whole number of things lies the next whole number.
fn bounds(amount: &Amount, qualifier: Option<Qualifier>) -> (Option<f64>, Option<f64>, Qualifier) {
    let (low, high) = (amount.low, amount.high);
    if low != high {
        let about = qualifier == Some(Qualifier::About);
        return (Some(low), Some(high), if about { Qualifier::About } else { Qualifier::Range });
    }
    let step = if amount.unit.is_none() && low.fract() == 0.0 { 1.0 } else { 0.0 };
    match qualifier {
        None => (Some(low), Some(low), Qualifier::Exact),
        Some(Qualifier::AtLeast) => (Some(low), None, Qualifier::AtLeast),
        Some(Qualifier::MoreThan) => (Some(low + step), None, Qualifier::MoreThan),
        Some(Qualifier::UpTo) => (None, Some(low), Qualifier::UpTo),
        Some(Qualifier::LessThan) => (None, Some(low - step), Qualifier::LessThan),
        Some(_) => (Some(low), Some(low), Qualifier::About),
    }
}
