//! What one report says by itself: the part of the road that looks at no other report, and that a store can keep.
//!
//! Made from a report; leaves to [`crate::run()`] and to stores what many reports add up to.

use crate::guard::guarded;
use crate::run::named;
use crate::{Knowledge, Skipped};
use dateline_claims::{Extraction, extract};
use dateline_ledger::{Linked, link_decided};
use dateline_model::{Account, Claim, Decision, Note, Published, PublishedBasis, Report, ReportId};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What one report says, before any other is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The report, with its kind and the remarks of the stages.
    pub report: Report,
    /// Its accounts; none belongs to an incident yet.
    pub accounts: Vec<Account>,
    /// Its claims.
    pub claims: Vec<Claim>,
}

/// The version of everything that reads a report: the program's, and a hash of its code, lexicons, models and atlas.
/// Two programs of one version read one report alike.
pub fn analysis_version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION"), "+", env!("DATELINE_ANALYSIS"))
}

/// What a report says, its relative times read against `anchor` when it bears no date.
pub fn analyse(mut report: Report, anchor: Option<Date>, with: &Knowledge) -> Analysis {
    let mut extraction = match crate::parse::document(&report, with.frames()) {
        Some(document) => extract(&report, &document, with.atlas(), with.frames(), anchor),
        None => Extraction::nothing(),
    };
    report.kind = extraction.kind;
    report.notes.append(&mut extraction.notes);
    Analysis { report, accounts: extraction.accounts, claims: extraction.claims }
}

/// What many reports say, each by itself, in their order.
pub fn analyse_all(reports: Vec<(Report, Option<Date>)>, with: &Knowledge, threads: Option<usize>) -> Vec<Analysis> {
    let one = |(report, anchor): (Report, Option<Date>)| {
        let kept = report.clone();
        guarded(&named(&kept), || analyse(report, anchor, with)).unwrap_or_else(|broken| nothing(kept, broken))
    };
    crate::run::in_pool(threads, || reports.into_par_iter().map(one).collect())
}

/// The analysis of a report that a stage broke on: it says nothing, and says why.
fn nothing(mut report: Report, broken: Skipped) -> Analysis {
    report.notes.push(Note::new("broken", broken.reason));
    Analysis { report, accounts: Vec::new(), claims: Vec::new() }
}

/// What an undated report says once the incident it tells of has given it a day.
pub fn analyse_dated(once: &Analysis, published: &Published, with: &Knowledge) -> Analysis {
    let mut report = once.report.clone();
    report.notes.retain(|note| note.code != "kind");
    let message = format!("it bears no date; {} follows from the incident it tells of", published.date);
    report.notes.push(Note::new("date-inferred", message));
    report.published = Some(published.clone());
    analyse(report, None, with)
}

/// Links reports, then reads those once more that linking could date (now that "Tuesday" has a day), and links again.
///
/// `again` gives the analysis of an undated report on a day, in the order it is asked: [`analyse_dated`], or what a
/// store has kept of it.
pub fn link_analyses(
    analyses: Vec<Analysis>,
    decisions: &[Decision],
    again: impl FnOnce(Vec<(&Analysis, Published)>) -> Vec<Analysis>,
) -> Linked {
    let linked = link_all(analyses.iter(), decisions);
    let inferred: BTreeMap<&ReportId, &Published> = linked
        .reports
        .iter()
        .filter_map(|r| Some((&r.id, r.published.as_ref().filter(|p| p.basis == PublishedBasis::Inferred)?)))
        .collect();
    if inferred.is_empty() {
        return linked;
    }
    let undated = |a: &Analysis| inferred.get(&a.report.id).filter(|_| a.report.published.is_none());
    let asked: Vec<(&Analysis, Published)> =
        analyses.iter().filter_map(|a| undated(a).map(|day| (a, (*day).clone()))).collect();
    let read = again(asked);
    let kept = analyses.iter().filter(|a| undated(a).is_none());
    link_all(kept.chain(&read), decisions)
}

fn link_all<'a>(analyses: impl Iterator<Item = &'a Analysis>, decisions: &[Decision]) -> Linked {
    let (mut reports, mut accounts, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    for one in analyses {
        reports.push(one.report.clone());
        accounts.extend_from_slice(&one.accounts);
        claims.extend_from_slice(&one.claims);
    }
    link_decided(reports, accounts, claims, decisions)
}
