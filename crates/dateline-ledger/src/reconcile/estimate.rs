//! The best figure under a rule, with the bounds, the winner and the reason.
//!
//! Made from the figures of one subject; leaves which figures those are to `figures`.

use super::figures::{Figure, Subject, WHOLE};
use super::totals::{Lists, total_from_groups};
use crate::calendar::long;
use crate::rules::{Aside, Criterion, Range, Rule, Spec, authority};
use dateline_model::{Category, Estimate, Qualifier};
use std::collections::{BTreeMap, BTreeSet};

/// The estimates of all subjects, and the totals that no report gives.
pub(crate) fn estimates(figures: &BTreeMap<Subject, Vec<Figure<'_>>>, lists: &Lists, rule: Rule) -> Vec<Estimate> {
    let mut out: Vec<Estimate> = figures.iter().filter_map(|(subject, list)| estimate(subject, list, rule)).collect();
    let totals: Vec<Estimate> = Category::ALL.iter().filter_map(|c| total_from_groups(*c, &out, lists)).collect();
    out.extend(totals);
    out.sort_by(|a, b| (a.category, a.group != WHOLE, &a.group).cmp(&(b.category, b.group != WHOLE, &b.group)));
    out
}

/// The estimate of one subject; `None` when every figure of it is superseded.
pub(crate) fn estimate(subject: &Subject, figures: &[Figure<'_>], rule: Rule) -> Option<Estimate> {
    let spec = rule.spec()?;
    let standing: Vec<&Figure<'_>> = figures.iter().filter(|f| !f.outdated).collect();
    let first = standing.first()?;
    let (winner, why) = choose(&standing, spec);
    let best = winner.map(|w| value(w, spec));
    let (low, high) = match (spec.range, best) {
        (Range::Best, Some(best)) => (best, best),
        (Range::Reliable, _) => {
            let mut reliable = standing.clone();
            spec.aside.iter().for_each(|aside| set_aside(&mut reliable, *aside, &mut Vec::new()));
            bounds(&reliable, spec).unwrap_or((value(first, spec), value(first, spec)))
        }
        _ => bounds(&standing, spec).unwrap_or((value(first, spec), value(first, spec))),
    };
    Some(Estimate {
        category: subject.category,
        group: subject.group.clone(),
        low: Some(low.min(best.unwrap_or(low))),
        best,
        high: Some(high.max(best.unwrap_or(high))),
        rule: spec.name.clone(),
        winner: winner.map(|w| w.claim.id.clone()),
        claims: standing.iter().map(|f| f.claim.id.clone()).collect(),
        why,
    })
}

/// The number a figure stands for under a rule.
pub(crate) fn value(figure: &Figure<'_>, spec: &Spec) -> u64 {
    let quantity = &figure.casualties.quantity;
    spec.words.get(quantity.qualifier.code()).copied().or(quantity.point()).unwrap_or(0)
}

/// From the lowest to the highest number anyone stands by; "some" counts only where nobody gives a number.
fn bounds(figures: &[&Figure<'_>], spec: &Spec) -> Option<(u64, u64)> {
    let numbered = figures.iter().filter(|f| f.casualties.quantity.qualifier != Qualifier::Vague && !f.stray);
    let numbered: Vec<_> = numbered.collect();
    let used: Vec<_> = if numbered.is_empty() { figures.iter().collect() } else { numbered };
    let low = used.iter().map(|f| value(f, spec)).min()?;
    let high = used.iter().map(|f| f.casualties.quantity.high.unwrap_or(0).max(value(f, spec))).max()?;
    Some((low, high))
}

/// The figure a rule chooses, and why.
fn choose<'f, 'a>(figures: &[&'f Figure<'a>], spec: &Spec) -> (Option<&'f Figure<'a>>, String) {
    if spec.best.is_empty() {
        return (None, "The rule gives only the range.".to_owned());
    }
    let mut left = figures.to_vec();
    let mut why = Vec::new();
    for aside in &spec.aside {
        set_aside(&mut left, *aside, &mut why);
    }
    for criterion in &spec.best {
        narrow(&mut left, *criterion, spec, &mut why);
    }
    left.sort_by(|a, b| {
        (value(a, spec), a.day.is_none(), a.day, &a.claim.id).cmp(&(
            value(b, spec),
            b.day.is_none(),
            b.day,
            &b.claim.id,
        ))
    });
    let reason = match (figures.len(), why.is_empty()) {
        (1, _) => "The only figure.".to_owned(),
        (n, true) => format!("All {n} figures agree."),
        (n, false) => format!("Of {n} figures, {}.", why.join("; ")),
    };
    (left.first().copied(), reason)
}

fn set_aside(left: &mut Vec<&Figure<'_>>, aside: Aside, why: &mut Vec<String>) {
    let drops = |f: &Figure<'_>| match aside {
        Aside::Doubtful => f.doubtful,
        Aside::Party => f.party,
    };
    let dropped = left.iter().filter(|f| drops(f)).count();
    if dropped == 0 || dropped == left.len() {
        return;
    }
    left.retain(|f| !drops(f));
    let what = match aside {
        Aside::Doubtful => "unconfirmed, without a number, or far from all others",
        Aside::Party => "resting on a party's own claim",
    };
    why.push(format!("{dropped} set aside as {what}"));
}

fn narrow(left: &mut Vec<&Figure<'_>>, criterion: Criterion, spec: &Spec, why: &mut Vec<String>) {
    if left.iter().all(|f| value(f, spec) == value(left[0], spec))
        && !matches!(criterion, Criterion::MostRecent | Criterion::Definite)
    {
        return;
    }
    let before = left.len();
    let reason = match criterion {
        Criterion::Lowest => keep_least(left, |f| value(f, spec), "the lowest"),
        Criterion::Highest => keep_least(left, |f| u64::MAX - value(f, spec), "the highest"),
        Criterion::Exact => keep_least(left, inexact, "the most exact"),
        Criterion::Definite => definite(left),
        Criterion::Authority => keep_least(left, rank, "from the best placed source"),
        Criterion::Majority => majority(left, spec),
        Criterion::MostRecent => most_recent(left),
    };
    if left.len() < before {
        why.push(reason);
    }
}

fn keep_least<K: Ord>(left: &mut Vec<&Figure<'_>>, key: impl Fn(&Figure<'_>) -> K, reason: &str) -> String {
    if let Some(least) = left.iter().map(|f| key(f)).min() {
        left.retain(|f| key(f) == least);
    }
    reason.to_owned()
}

fn inexact(figure: &Figure<'_>) -> u8 {
    match figure.casualties.quantity.qualifier {
        Qualifier::Exact => 0,
        Qualifier::About | Qualifier::Range => 1,
        _ if figure.casualties.quantity.is_word() => 3,
        _ => 2,
    }
}

/// Tenths by which a definite figure may lie above the floor of an open-ended one that means the same.
const SAME: u64 = 13;

/// "More than 70" does not speak against 77: it is the same toll, told loosely.
fn definite(left: &mut Vec<&Figure<'_>>) -> String {
    let quantity = |f: &Figure<'_>| f.casualties.quantity.clone();
    let exact: Vec<u64> =
        left.iter().map(|f| quantity(f)).filter(|q| q.qualifier == Qualifier::Exact).filter_map(|q| q.low).collect();
    left.retain(|f| {
        let open = matches!(f.casualties.quantity.qualifier, Qualifier::AtLeast | Qualifier::MoreThan);
        let floor = f.casualties.quantity.low.unwrap_or(0);
        !open || !exact.iter().any(|n| *n >= floor && n.saturating_mul(10) <= floor.saturating_mul(SAME))
    });
    "definite rather than “at least” or “more than”".to_owned()
}

/// How well placed whoever gives a figure is; less is better.
pub(crate) fn rank(figure: &Figure<'_>) -> usize {
    authority(figure.claim.speaker.as_ref().map_or("unattributed", |s| s.kind.code()))
}

fn most_recent(left: &mut Vec<&Figure<'_>>) -> String {
    let latest = left.iter().filter_map(|f| f.day).max();
    left.retain(|f| f.day == latest);
    latest.map_or_else(String::new, |day| format!("the most recent ({})", long(day)))
}

fn majority(left: &mut Vec<&Figure<'_>>, spec: &Spec) -> String {
    let mut voices: BTreeMap<u64, BTreeSet<&str>> = BTreeMap::new();
    for figure in left.iter() {
        voices.entry(value(figure, spec)).or_default().insert(&figure.voice);
    }
    let most = voices.values().map(BTreeSet::len).max().unwrap_or(0);
    let kept: BTreeSet<u64> = voices.iter().filter(|(_, v)| v.len() == most).map(|(n, _)| *n).collect();
    left.retain(|f| kept.contains(&value(f, spec)));
    format!("the one most independent voices give ({most})")
}
