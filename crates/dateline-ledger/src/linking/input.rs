//! The input in its own order, whatever order it came in: by path and id, each thing once.
//!
//! Made from what the stages before hand over; leaves judging to the rest of `linking`.

use super::Linked;
use crate::words::Map;
use dateline_model::{Account, Claim, Note, Report};
use std::collections::HashSet;

/// Reports by path and id, accounts and claims by report and rank; repeats of an id, and what belongs to no report,
/// are left out.
pub(super) fn ordered(mut reports: Vec<Report>, accounts: Vec<Account>, claims: Vec<Claim>) -> Linked {
    reports.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.id.cmp(&b.id)));
    let mut seen: Map<String, usize> = Map::default();
    let mut kept: Vec<Report> = Vec::with_capacity(reports.len());
    for report in reports {
        if let Some(first) = seen.get(&report.id.0) {
            let again = report.path.as_deref().unwrap_or("an input without a name");
            kept[*first].notes.push(Note::new("read-twice", format!("the same report was given again as {again}")));
            continue;
        }
        seen.insert(report.id.0.clone(), kept.len());
        kept.push(report);
    }
    let accounts = in_rank(accounts, &seen, |a| (&a.report.0, &a.id.0));
    let known: HashSet<&str> = accounts.iter().map(|a| a.id.as_str()).collect();
    let mut claims = in_rank(claims, &seen, |c| (&c.report.0, &c.id.0));
    for claim in &mut claims {
        claim.account = claim.account.take().filter(|a| known.contains(a.as_str()));
    }
    Linked { reports: kept, accounts, claims, ..Linked::default() }
}

fn in_rank<T>(items: Vec<T>, reports: &Map<String, usize>, key: impl Fn(&T) -> (&String, &String)) -> Vec<T> {
    let mut ranked: Vec<(usize, T)> =
        items.into_iter().filter_map(|item| Some((*reports.get(key(&item).0)?, item))).collect();
    // Ranks are written without leading zeros: within one report the shorter id is the earlier.
    ranked.sort_by(|(n, a), (m, b)| {
        let (a, b) = (key(a).1, key(b).1);
        n.cmp(m).then_with(|| a.len().cmp(&b.len())).then_with(|| a.cmp(b))
    });
    ranked.dedup_by(|(_, a), (_, b)| key(a).1 == key(b).1);
    ranked.into_iter().map(|(_, item)| item).collect()
}
