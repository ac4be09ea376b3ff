//! How the account of each figure changed, day by day.
//!
//! Made from the figures of one subject in the order they were said; each step is the estimate as it stood that day.
//! Leaves the estimate itself to `estimate`.

use super::estimate::{estimate, rank, value};
use super::figures::{Figure, Subject};
use crate::rules::Rule;
use dateline_model::{Change, ClaimId, Estimate, HistoryEntry};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The steps of all subjects, by day.
pub(crate) fn history(figures: &BTreeMap<Subject, Vec<Figure<'_>>>, rule: Rule) -> Vec<HistoryEntry> {
    let mut out: Vec<HistoryEntry> = figures.iter().flat_map(|(s, list)| of_subject(s, list, rule)).collect();
    out.sort_by(|a, b| {
        (a.as_of.is_none(), a.as_of, a.category, &a.group).cmp(&(b.as_of.is_none(), b.as_of, b.category, &b.group))
    });
    out
}

fn of_subject(subject: &Subject, figures: &[Figure<'_>], rule: Rule) -> Vec<HistoryEntry> {
    let mut order: Vec<&Figure<'_>> = figures.iter().collect();
    order.sort_by_key(|f| (f.day.is_none(), f.day, !f.outdated));
    let mut known: Vec<Figure<'_>> = Vec::new();
    let mut out: Vec<HistoryEntry> = Vec::new();
    for step in order.chunk_by(|a, b| a.day == b.day && a.outdated == b.outdated) {
        let before = estimate(subject, &known, rule);
        let superseded = step[0].outdated;
        if superseded && before.is_some() {
            continue;
        }
        // A figure a report itself calls outdated stands until the report that says so.
        known.extend(step.iter().map(|f| standing(f)));
        let Some(after) = estimate(subject, &known, rule) else { continue };
        if superseded {
            known.clear();
        }
        let unchanged = out.last().is_some_and(|l| (l.low, l.best, l.high) == (after.low, after.best, after.high));
        if !unchanged {
            let corrected = out.last().is_some_and(|l| l.change == Change::Correction);
            let change = match out.is_empty() {
                true => Change::First,
                false => change(before.as_ref(), &after, step, &known, rule, corrected),
            };
            out.push(entry(subject, step, change, &after));
        }
    }
    out
}

fn standing<'a>(figure: &Figure<'a>) -> Figure<'a> {
    Figure { outdated: false, ..figure.clone() }
}

fn entry(subject: &Subject, step: &[&Figure<'_>], change: Change, after: &Estimate) -> HistoryEntry {
    HistoryEntry {
        as_of: step[0].day,
        change,
        category: subject.category,
        group: subject.group.clone(),
        low: after.low,
        best: after.best,
        high: after.high,
        claims: step.iter().map(|f| f.claim.id.clone()).collect::<Vec<ClaimId>>(),
    }
}

/// What a step did. A best figure that falls corrects where whoever gave the old one, or a better placed source, says
/// so, and contradicts where others do; so does a higher one of others after a correction, and a party's own figure.
fn change(
    before: Option<&Estimate>,
    after: &Estimate,
    step: &[&Figure<'_>],
    known: &[Figure<'_>],
    rule: Rule,
    corrected: bool,
) -> Change {
    let old = before.and_then(|e| e.best);
    let winner = |of: Option<&Estimate>| {
        let id = of.and_then(|e| e.winner.as_ref());
        id.and_then(|id| known.iter().find(|f| f.claim.id == *id))
    };
    let (giver, taker) = (winner(before), winner(Some(after)));
    let entitled = giver.zip(taker).is_none_or(|(old, new)| {
        let vouched = old.claim.speaker.is_some() && new.claim.speaker.is_some();
        !vouched || old.voice == new.voice || rank(new) <= rank(old)
    });
    if old.is_some() && after.best < old {
        return if entitled { Change::Correction } else { Change::Contradiction };
    }
    let others = known.iter().any(|f| !f.party);
    let disputed = corrected && after.best > old && giver.zip(taker).is_some_and(|(old, new)| old.voice != new.voice);
    let contradicts = step.iter().any(|f| f.party && old.is_some_and(|old| !allows(f, old, rule)));
    if disputed || contradicts && others { Change::Contradiction } else { Change::Update }
}

/// Whether a figure's words leave room for `n`.
fn allows(figure: &Figure<'_>, n: u64, rule: Rule) -> bool {
    let quantity = &figure.casualties.quantity;
    let low = rule.spec().map_or(quantity.low.unwrap_or(0), |spec| value(figure, spec));
    quantity.low.is_none_or(|_| low <= n) && quantity.high.is_none_or(|high| n <= high)
}

/// Whether a day is known to lie after another.
pub(crate) fn is_after(day: Option<Date>, as_of: Date) -> bool {
    day.is_none_or(|d| d > as_of)
}
