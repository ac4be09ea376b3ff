//! Adding reports: each is read once, kept with what it says, and acknowledged when it is on the disk.
//!
//! Made from reports as `dateline::read` gives them. Linking them is left to `derive`.

use crate::error::StoreError;
use crate::file::Store;
use crate::log::{Row, Stamp, Which, append, body};
use dateline::{Analysis, analyse_all, analysis_version};
use dateline_model::{Account, Claim, Note, Published, Report, ReportKind};
use jiff::civil::Date;
use rusqlite::{OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
        let mut added = Added::default();
        let mut rest = reports.into_iter().peekable();
        while rest.peek().is_some() {
            let mut fresh: Vec<(Report, Option<Date>)> = Vec::new();
            for (report, anchor) in rest.by_ref().take(TOGETHER) {
                if self.say(self.holds(&report))? || fresh.iter().any(|(other, _)| same(other, &report)) {
                    added.known += 1;
                } else {
                    fresh.push((report, anchor));
                }
            }
            added.new += fresh.len();
            if !fresh.is_empty() {
                self.keep(fresh, stamp)?;
            }
            progress(added.new + added.known);
        }
        self.derive()?;
        Ok(added)
    }

    /// Whether a report of this content and name is in the ledger, and was not taken back.
    fn holds(&self, report: &Report) -> rusqlite::Result<bool> {
        let gone = crate::log::undone(&self.db)?;
        let mut ask = self.db.prepare_cached("SELECT operation FROM received WHERE report = ?1 AND path = ?2")?;
        let path = report.path.as_deref().unwrap_or("");
        let rows = ask.query_map(params![report.id.as_str(), path], |r| r.get::<_, i64>(0))?;
        for row in rows {
            if !gone.contains(&row?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Analyses reports and puts them on the disk as one operation.
    fn keep(&mut self, fresh: Vec<(Report, Option<Date>)>, stamp: &Stamp) -> Result<(), StoreError> {
        // The report is kept as it was read: its kind and the remarks of the analysis come with the analysis.
        let read: Vec<(String, Option<Date>)> = fresh.iter().map(|(r, anchor)| (body(r), *anchor)).collect();
        let analyses = analyse_all(fresh, &self.reading);
        let what = if analyses.len() == 1 { "1 report".to_owned() } else { format!("{} reports", analyses.len()) };
        let version = analysis_version(&self.reading.knowledge);
        let mut rows = Vec::with_capacity(2 * analyses.len());
        for (analysis, (report, anchor)) in analyses.iter().zip(read) {
            rows.push(Row::Received {
                report: analysis.report.id.0.clone(),
                path: analysis.report.path.clone().unwrap_or_default(),
                anchor: anchor.map(|day| day.to_string()),
                body: report,
            });
            let version = version.clone();
            let kept = body(&Kept::of(analysis));
            rows.push(Row::Analysis { received: Which::Last, version, dated: String::new(), body: kept });
        }
        self.commit("add", stamp, &what, rows)
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

fn same(a: &Report, b: &Report) -> bool {
    a.id == b.id && a.path == b.path
}
