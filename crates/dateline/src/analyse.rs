//! What one report says by itself: the part of the road that looks at no other report, and that a store can keep.
//!
//! Made from a report; leaves to [`crate::run()`] and to stores what many reports add up to.

use crate::guard::guarded;
use crate::run::named;
use crate::{Knowledge, Options, Skipped};
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

/// The version of everything that reads a report: the program's, a hash of its code, lexicons, models and atlas, and
/// what a user laid over them. Two programs of one version read one report alike.
pub fn analysis_version(with: &Knowledge) -> String {
    let program = concat!(env!("CARGO_PKG_VERSION"), "+", env!("DATELINE_ANALYSIS"));
    let packs = with.laid().into_iter().map(|(name, hash)| format!("+{name}:{hash}"));
    let frames = with.own_frames().map(|n| format!("+frames:{n}"));
    std::iter::once(program.to_owned()).chain(packs).chain(frames).collect()
}

/// The version of everything that links analysed reports and adds them up: two programs of one version make the same
/// ledger of the same analyses.
pub fn linking_version() -> &'static str {
    concat!(env!("CARGO_PKG_VERSION"), "+", env!("DATELINE_LINKING"))
}

/// The part of an [`analysis_version`] that says what a user laid over the program's own knowledge; empty for nothing.
///
/// ```
/// assert_eq!(dateline::laid_over("0.1.0+a1b2+streets:c3+frames:d4"), "streets:c3+frames:d4");
/// assert_eq!(dateline::laid_over("0.1.0+a1b2"), "");
/// ```
pub fn laid_over(version: &str) -> &str {
    version.splitn(3, '+').nth(2).unwrap_or("")
}

/// What a report says, its relative times read against `anchor` when it bears no date.
pub fn analyse(mut report: Report, anchor: Option<Date>, with: &Knowledge) -> Analysis {
    let mut extraction = match crate::parse::parsed(&report, with.frames()) {
        Some(document) => extract(&report, &document, with.atlas(), with.frames(), anchor),
        None => Extraction::nothing(),
    };
    report.kind = extraction.kind;
    report.notes.append(&mut extraction.notes);
    Analysis { report, accounts: extraction.accounts, claims: extraction.claims }
}

/// What many reports say, each by itself, in their order.
pub fn analyse_all(reports: Vec<(Report, Option<Date>)>, options: &Options) -> Vec<Analysis> {
    let one = |(report, anchor): (Report, Option<Date>)| {
        let kept = report.clone();
        let made = guarded(&named(&kept), || analyse(report, anchor, &options.knowledge));
        made.unwrap_or_else(|broken| nothing(kept, broken))
    };
    crate::run::in_pool(options.threads, || reports.into_par_iter().map(one).collect())
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
    mut analyses: Vec<Analysis>,
    decisions: &[Decision],
    again: impl FnOnce(Vec<(&Analysis, Published)>) -> Vec<Analysis>,
) -> Linked {
    let linked = link_all(analyses.clone(), decisions);
    let inferred: BTreeMap<ReportId, Published> = linked
        .reports
        .iter()
        .filter_map(|r| Some((r.id.clone(), r.published.clone().filter(|p| p.basis == PublishedBasis::Inferred)?)))
        .collect();
    if inferred.is_empty() {
        return linked;
    }
    // Large ledgers fill the memory: what was linked first is not needed any more.
    drop(linked);
    let day = |a: &Analysis| inferred.get(&a.report.id).filter(|_| a.report.published.is_none());
    let read = again(analyses.iter().filter_map(|a| Some((a, day(a)?.clone()))).collect());
    analyses.retain(|a| day(a).is_none());
    analyses.extend(read);
    link_all(analyses, decisions)
}

fn link_all(analyses: Vec<Analysis>, decisions: &[Decision]) -> Linked {
    let (mut reports, mut accounts, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    for one in analyses {
        reports.push(one.report);
        accounts.extend(one.accounts);
        claims.extend(one.claims);
    }
    link_decided(reports, accounts, claims, decisions)
}
