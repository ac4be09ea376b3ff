//! Adding reports: each is read once, kept with what it says, and acknowledged when it is on the disk.
//!
//! Made from reports as `dateline::read` gives them. Linking them is left to `derive`.

use crate::error::StoreError;
use crate::file::Store;
use crate::log::{Row, Stamp, Which, append, body};
use dateline::{Analysis, analyse_all, analysis_version};
use dateline_model::{Account, Claim, Note, Published, Report, ReportKind};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, TransactionBehavior};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Reports that are acknowledged together.
const TOGETHER: usize = 200;

/// What was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Added {
    /// Reports that are new.
    pub new: usize,
    /// Reports that the ledger held already.
    pub known: usize,
}

/// What an analysis adds to its report, as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept<'a> {
    pub kind: ReportKind,
    pub notes: Cow<'a, [Note]>,
    pub published: Option<Published>,
    pub accounts: Cow<'a, [Account]>,
    pub claims: Cow<'a, [Claim]>,
}

impl Kept<'_> {
    pub fn of(analysis: &Analysis) -> Kept<'_> {
        Kept {
            kind: analysis.report.kind,
            notes: Cow::Borrowed(&analysis.report.notes),
            published: analysis.report.published.clone(),
            accounts: Cow::Borrowed(&analysis.accounts),
            claims: Cow::Borrowed(&analysis.claims),
        }
    }

    /// The analysis, with the report as it was read.
    pub fn with(self, report: Report) -> Analysis {
        let report = Report { kind: self.kind, notes: self.notes.into_owned(), published: self.published, ..report };
        Analysis { report, accounts: self.accounts.into_owned(), claims: self.claims.into_owned() }
    }
}

/// Reports, each with the day it is to be read against.
type Reports = Vec<(Report, Option<Date>)>;
/// The hash of a report's content, and where it was read.
type Name = (String, String);

/// Analysed reports on their way to the disk.
struct Batch {
    names: BTreeSet<Name>,
    rows: Vec<Row>,
}

impl Batch {
    fn of(fresh: Reports, reading: &dateline::Options) -> Batch {
        // The report is kept as it was read: its kind and the remarks of the analysis come with the analysis.
        let read: Vec<(String, Option<Date>)> = fresh.iter().map(|(r, anchor)| (body(r), *anchor)).collect();
        let analyses = analyse_all(fresh, reading);
        let version = analysis_version(&reading.knowledge);
        let (mut names, mut rows) = (BTreeSet::new(), Vec::with_capacity(2 * analyses.len()));
        for (analysis, (kept, anchor)) in analyses.iter().zip(read) {
            let (report, path) = name(&analysis.report);
            names.insert((report.clone(), path.clone()));
            rows.push(Row::Received { report, path, anchor: anchor.map(|day| day.to_string()), body: kept });
            let (version, body) = (version.clone(), body(&Kept::of(analysis)));
            rows.push(Row::Analysis { received: Which::Last, version, dated: String::new(), body });
        }
        Batch { names, rows }
    }
}

impl Store {
    /// Adds reports with the day each is to be read against, and links the ledger anew. `progress` hears how many are
    /// on the disk: those are safe whatever happens next. A report that is there already is not read again.
    ///
    /// # Errors
    /// Those of the file; what was acknowledged before stays.
    pub fn add(
        &mut self,
        reports: Vec<(Report, Option<Date>)>,
        stamp: &Stamp,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Added, StoreError> {
        let added = self.keep(reports, stamp, progress)?;
        self.catch_up()?;
        Ok(added)
    }

    /// Adds reports and leaves linking to a later [`Store::add`] or [`Store::catch_up`]: for those who add in parts.
    ///
    /// # Errors
    /// Those of the file; what was acknowledged before stays.
    pub fn keep(
        &mut self,
        reports: Vec<(Report, Option<Date>)>,
        stamp: &Stamp,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Added, StoreError> {
        let (mut added, mut told) = (Added::default(), 0);
        let gone = self.say(crate::log::undone(&self.db))?;
        let mut rest = reports.into_iter();
        let mut read: Option<Batch> = None;
        loop {
            let (batch, known) = self.fresh(&mut rest, &gone, read.as_ref())?;
            let reading = self.reading.clone();
            // The next reports are analysed while the last ones go to the disk.
            let (analysed, written) = std::thread::scope(|threads| {
                let next = threads.spawn(move || batch.map(|reports| Batch::of(reports, &reading)));
                let written = read.take().map_or(Ok(0), |done| self.write(done, stamp));
                (next.join(), written)
            });
            added.new += written?;
            if told < added.new + added.known {
                told = added.new + added.known;
                progress(told);
            }
            // What repeats a report of this batch is safe when the batch is.
            added.known += known;
            read = analysed.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            if read.is_none() && rest.len() == 0 {
                progress(added.new + added.known);
                return Ok(added);
            }
        }
    }

    /// The next reports that are new, none when there are no more; and how many were passed over.
    fn fresh(
        &self,
        rest: &mut std::vec::IntoIter<(Report, Option<Date>)>,
        gone: &BTreeSet<i64>,
        waiting: Option<&Batch>,
    ) -> Result<(Option<Reports>, usize), StoreError> {
        let (mut fresh, mut names, mut known) = (Reports::new(), BTreeSet::new(), 0);
        for (report, anchor) in rest.by_ref() {
            let name = name(&report);
            if !names.insert(name.clone())
                || waiting.is_some_and(|batch| batch.names.contains(&name))
                || self.say(self.holds(&name, gone))?
            {
                known += 1;
                continue;
            }
            fresh.push((report, anchor));
            if fresh.len() == TOGETHER {
                break;
            }
        }
        Ok(((!fresh.is_empty()).then_some(fresh), known))
    }

    /// Whether a report of this content and name is in the ledger, and was not taken back.
    fn holds(&self, (report, path): &Name, gone: &BTreeSet<i64>) -> rusqlite::Result<bool> {
        let mut ask = self.db.prepare_cached("SELECT operation FROM received WHERE report = ?1 AND path = ?2")?;
        let rows = ask.query_map([report, path], |r| r.get::<_, i64>(0))?;
        for row in rows {
            if !gone.contains(&row?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts analysed reports on the disk as one operation; gives their number.
    fn write(&mut self, batch: Batch, stamp: &Stamp) -> Result<usize, StoreError> {
        let held = batch.names.len();
        let what = if held == 1 { "1 report".to_owned() } else { format!("{held} reports") };
        self.commit("add", stamp, &what, batch.rows).map(|()| held)
    }

    /// Appends one operation by itself.
    pub(crate) fn commit(&mut self, kind: &str, stamp: &Stamp, what: &str, rows: Vec<Row>) -> Result<(), StoreError> {
        let path = self.path.clone();
        let done = self.db.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|tx| {
            append(&tx, kind, stamp, what, rows)?;
            tx.commit()
        });
        done.map_err(|e| crate::error::of(&path, e))
    }

    /// Reads every report that an older program read once more; decisions stay. Gives the number of reports.
    ///
    /// # Errors
    /// Those of the file.
    pub fn analyse_again(&mut self, stamp: &Stamp) -> Result<usize, StoreError> {
        let version = analysis_version(&self.reading.knowledge);
        let old: Vec<i64> = self.say(self.older_than(&version))?;
        for rows in old.chunks(TOGETHER) {
            let mut reports = Vec::new();
            for row in rows {
                let (body, anchor): (String, Option<String>) =
                    self.say(self.db.query_row("SELECT body, anchor FROM received WHERE row = ?1", [row], |r| {
                        Ok((r.get(0)?, r.get(1)?))
                    }))?;
                let report: Report = crate::log::parsed(self, &body)?;
                reports.push((report, anchor.and_then(|day| day.parse().ok())));
            }
            let analyses = analyse_all(reports, &self.reading);
            let kept = rows.iter().zip(&analyses).map(|(row, analysis)| Row::Analysis {
                received: Which::Row(*row),
                version: version.clone(),
                dated: String::new(),
                body: body(&Kept::of(analysis)),
            });
            let what = format!("{} read again by {version}", rows.len());
            self.commit("analyse", stamp, &what, kept.collect())?;
        }
        if !old.is_empty() {
            self.derive()?;
        }
        Ok(old.len())
    }

    /// Received reports whose latest analysis is of another version.
    fn older_than(&self, version: &str) -> rusqlite::Result<Vec<i64>> {
        let gone = crate::log::undone(&self.db)?;
        let mut ask = self.db.prepare("SELECT row, operation FROM received ORDER BY row")?;
        let all: Vec<(i64, i64)> = ask.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut old = Vec::new();
        for (row, _) in all.into_iter().filter(|(_, operation)| !gone.contains(operation)) {
            let latest: Option<String> = self
                .db
                .prepare_cached(
                    "SELECT version FROM analyses WHERE received = ?1 AND dated = '' ORDER BY row DESC LIMIT 1",
                )?
                .query_row([row], |r| r.get(0))
                .optional()?;
            if latest.as_deref() != Some(version) {
                old.push(row);
            }
        }
        Ok(old)
    }
}

fn name(report: &Report) -> Name {
    (report.id.0.clone(), report.path.clone().unwrap_or_default())
}
