//! The ledger's input as it was known on a day.
//!
//! Made from linked reports by leaving out what was published or said later; incidents keep their ids.

use super::figures::day_of;
use super::history::is_after;
use crate::linking::{Linked, Membership};
use dateline_model::Report;
use jiff::civil::Date;
use std::collections::HashMap;

/// What was published and said by `day`; what bears no date is left out, for nobody knows that it was known.
pub(crate) fn until(linked: &Linked, day: Date) -> Linked {
    let known = |r: &&Report| !is_after(r.published.as_ref().map(|p| p.date), day);
    let reports: Vec<Report> = linked.reports.iter().filter(known).cloned().collect();
    let kept: HashMap<&str, &Report> = reports.iter().map(|r| (r.id.as_str(), r)).collect();
    let mut moved = HashMap::new();
    let mut accounts = Vec::new();
    for (n, account) in linked.accounts.iter().enumerate() {
        if kept.contains_key(account.report.as_str()) {
            moved.insert(n, accounts.len());
            accounts.push(account.clone());
        }
    }
    let said =
        |c: &&dateline_model::Claim| kept.get(c.report.as_str()).is_some_and(|r| !is_after(day_of(c, Some(r)), day));
    let claims = linked.claims.iter().filter(said).cloned().collect();
    let cut = |m: &Membership| {
        let accounts: Vec<usize> = m.accounts.iter().filter_map(|n| moved.get(n).copied()).collect();
        (!accounts.is_empty()).then(|| Membership { accounts, ..m.clone() })
    };
    let incidents = linked.incidents.iter().filter_map(cut).collect();
    let (decided, rejected, joined) = (linked.decided.clone(), linked.rejected.clone(), linked.joined.clone());
    Linked { accounts, claims, incidents, reports, decided, rejected, joined, ..Linked::default() }
}
