//! Which reports rest on one text: copies, and reports of one incident that credit one and the same wire.
//!
//! Made from the pairs that share text and from the incidents; writes `copy_of` and `origin`.

use super::Linked;
use crate::origin::{Copies, Groups, originals};
use crate::words::{Map, fold};
use dateline_model::{OriginId, Standing};
use std::collections::BTreeMap;

/// Sets `copy_of` and `origin` of every report.
pub(super) fn write_origins(linked: &mut Linked, copies: &Copies) {
    let order = seniority(linked);
    let copied = originals(copies, &order);
    let mut groups = Groups::new(linked.reports.len());
    for (n, first) in copies.groups(linked.reports.len()).into_iter().enumerate() {
        groups.join(n, first);
    }
    for (a, b) in same_wire(linked) {
        groups.join(a, b);
    }
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for n in 0..linked.reports.len() {
        let senior = first.entry(groups.find(n)).or_insert(n);
        if order[n] < order[*senior] {
            *senior = n;
        }
    }
    for n in 0..linked.reports.len() {
        let senior = first.get(&groups.find(n)).copied().unwrap_or(n);
        let origin = OriginId(format!("o-{}", linked.reports[senior].id));
        let copy_of = copied.get(&n).map(|first| linked.reports[*first].id.clone());
        linked.reports[n].origin = origin;
        linked.reports[n].copy_of = copy_of;
    }
}

/// Each report's rank by age: the earliest published first, then the longest, then by id.
fn seniority(linked: &Linked) -> Vec<usize> {
    let age = |n: &usize| {
        let r = &linked.reports[*n];
        let published = r.published.as_ref();
        (published.is_none(), published.map(|p| (p.date, p.time)), std::cmp::Reverse(r.text.len()), r.id.clone())
    };
    let mut by_age: Vec<usize> = (0..linked.reports.len()).collect();
    by_age.sort_by_cached_key(age);
    let mut order = vec![0; by_age.len()];
    for (rank, n) in by_age.into_iter().enumerate() {
        order[n] = rank;
    }
    order
}

/// Pairs of reports whose main accounts are of one incident and that credit one wire, and no other.
fn same_wire(linked: &Linked) -> Vec<(usize, usize)> {
    let report_of: Map<&str, usize> = linked.reports.iter().enumerate().map(|(n, r)| (r.id.as_str(), n)).collect();
    let mut first: Map<(&str, String), usize> = Map::default();
    let mut out = Vec::new();
    for account in linked.accounts.iter().filter(|a| a.standing == Standing::Main) {
        let Some(incident) = &account.incident else { continue };
        let Some(n) = report_of.get(account.report.as_str()) else { continue };
        let [agency] = linked.reports[*n].agencies.as_slice() else { continue };
        let senior = *first.entry((incident.as_str(), fold(agency))).or_insert(*n);
        out.push((senior, *n));
    }
    out
}
