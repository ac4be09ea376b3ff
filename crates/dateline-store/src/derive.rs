//! From the log to the tables that follow from it.
//!
//! Made from the active operations: reports with their analyses, and decisions. The result is a function of these
//! alone: neither the order in which reports arrived nor how often the tables were derived before changes a row. Only
//! rows that changed are written.

use crate::add::Kept;
use crate::error::{StoreError, of};
use crate::file::Store;
use crate::log::{Row, Stamp, Which, append, body, decisions, last, parsed, parsed_in, undone};
use crate::rows::{Derived, IncidentRow, ReportRow};
use dateline::{Analysis, analyse_dated, analysis_version, laid_over, link_analyses, linking_version};
use dateline_ledger::{Linked, Rule, reconcile_whole};
use dateline_model::{Published, Report};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How often to begin anew when other programs add to the log meanwhile.
const TRIES: usize = 20;

/// A report that counts, with where it stands in the log.
struct Received {
    row: i64,
    analysis: Analysis,
    /// The row of its analysis, and the version that read it.
    read: (i64, String),
}

/// What the log adds up to, and the analyses of dated reports that it lacks.
pub(crate) struct AddedUp {
    pub linked: Linked,
    pub received: HashMap<String, i64>,
    pub dated: Vec<Row>,
}

impl Store {
    /// Brings the derived tables up to the log.
    pub(crate) fn derive(&mut self) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let through = self.say(last(&self.db))?;
            let added = self.add_up()?;
            let unapplied = added.linked.unapplied.clone();
            let ledger = reconcile_whole(added.linked, Rule::default());
            let derived = Derived::of(&ledger, unapplied, &added.received);
            let path = self.path.clone();
            let written = self.db.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|tx| {
                if last(&tx)? != through {
                    return Ok(false);
                }
                let mut through = through;
                if !added.dated.is_empty() {
                    let what = match added.dated.len() {
                        1 => "1 undated report read again, on the day its incident gave it".to_owned(),
                        n => format!("{n} undated reports read again, on the days their incidents gave them"),
                    };
                    through = append(&tx, "date", &Stamp::default(), &what, added.dated)?;
                }
                write(&tx, &derived, &ledger.reports)?;
                tx.execute("UPDATE derived SET through = ?1, by = ?2", params![through, linking_version()])?;
                tx.commit().map(|()| true)
            });
            if written.map_err(|e| of(&path, e))? {
                return Ok(());
            }
        }
        Err(StoreError::Busy(self.path.clone()))
    }

    /// Whether operations are in the log that the derived tables do not take in yet, or another program made them.
    ///
    /// # Errors
    /// Those of the file.
    pub fn is_behind(&self) -> Result<bool, StoreError> {
        if self.is_older()? {
            return Ok(true);
        }
        let asked = self.db.query_row(
            "SELECT (SELECT coalesce(max(number), 0) FROM operations) > through OR (through > 0 AND by <> ?1) FROM derived",
            [linking_version()],
            |r| r.get(0),
        );
        self.say(asked)
    }

    /// Takes in operations that were acknowledged by a run that ended before it had linked them, and derives anew what
    /// another program derived.
    ///
    /// # Errors
    /// Those of the file.
    pub fn catch_up(&mut self) -> Result<(), StoreError> {
        if self.is_behind()? { self.derive() } else { Ok(()) }
    }

    /// Links everything in the log that holds.
    pub(crate) fn add_up(&self) -> Result<AddedUp, StoreError> {
        let (held, again) = self.received()?;
        let decisions = decisions(self)?;
        let received: HashMap<String, i64> = held.iter().map(|r| (r.analysis.report.id.0.clone(), r.row)).collect();
        let read: HashMap<i64, (i64, String)> = held.iter().map(|r| (r.row, r.read.clone())).collect();
        let repeats = again.into_iter().map(|report| Analysis { report, accounts: Vec::new(), claims: Vec::new() });
        let analyses: Vec<Analysis> = held.into_iter().map(|r| r.analysis).chain(repeats).collect();
        let (mut dated, mut failed) = (Vec::new(), None);
        let version = analysis_version(&self.reading.knowledge);
        let again = |asked: Vec<(&Analysis, Published)>| {
            let on_day = |(once, day): (&Analysis, Published)| {
                let Some(row) = received.get(once.report.id.as_str()) else { return once.clone() };
                let (since, by) = read.get(row).cloned().unwrap_or_default();
                match self.dated(*row, since, &once.report, &day) {
                    Ok(Some(kept)) => kept,
                    Ok(None) if laid_over(&by) != laid_over(&version) => {
                        let (path, with) = (self.path.clone(), with_what(laid_over(&by)));
                        failed.get_or_insert(StoreError::ReadWith { path, with });
                        once.clone()
                    }
                    Ok(None) => {
                        let analysis = analyse_dated(once, &day, &self.reading.knowledge);
                        dated.push(Row::Analysis {
                            received: Which::Row(*row),
                            version: version.clone(),
                            dated: day.date.to_string(),
                            body: body(&Kept::of(&analysis)),
                        });
                        analysis
                    }
                    Err(error) => {
                        failed.get_or_insert(error);
                        once.clone()
                    }
                }
            };
            asked.into_iter().map(on_day).collect()
        };
        let linked = link_analyses(analyses, &decisions, again);
        match failed {
            Some(error) => Err(error),
            None => Ok(AddedUp { linked, received, dated }),
        }
    }

    /// The reports that count, each content once, under the first of its names; and the reports that repeat one.
    fn received(&self) -> Result<(Vec<Received>, Vec<Report>), StoreError> {
        let gone = self.say(undone(&self.db))?;
        let mut first: BTreeMap<String, (String, i64, String)> = BTreeMap::new();
        let mut repeats = Vec::new();
        let mut ask =
            self.say(self.db.prepare("SELECT row, operation, report, path, body FROM received ORDER BY path, row"))?;
        let mut rows = self.say(ask.query([]))?;
        while let Some(row) = self.say(rows.next())? {
            let operation: i64 = self.say(row.get(1))?;
            if gone.contains(&operation) {
                continue;
            }
            let (id, path, body): (String, String, String) =
                (self.say(row.get(2))?, self.say(row.get(3))?, self.say(row.get(4))?);
            match first.get(&id) {
                None => {
                    first.insert(id, (path, self.say(row.get(0))?, body));
                }
                // Two programs that added one file at one time; it is one report.
                Some((known, ..)) if *known == path => {}
                Some(_) => repeats.push(parsed(self, &body)?),
            }
        }
        let mut kept = Vec::with_capacity(first.len());
        for (_, row, body) in first.into_values() {
            let (read, analysis) = self.latest(row, &gone)?;
            kept.push((row, body, read, analysis));
        }
        let path = &self.path;
        let held: Result<Vec<Received>, StoreError> = kept
            .into_par_iter()
            .map(|(row, body, read, analysis)| {
                let analysis = parsed_in::<Kept<'_>>(path, &analysis)?.with(parsed_in(path, &body)?);
                Ok(Received { row, analysis, read })
            })
            .collect();
        Ok((held?, repeats))
    }

    /// The latest analysis of a report by itself.
    fn latest(&self, row: i64, gone: &BTreeSet<i64>) -> Result<((i64, String), String), StoreError> {
        let ask = || {
            let mut ask = self.db.prepare_cached(
                "SELECT row, operation, body, version FROM analyses WHERE received = ?1 AND dated = '' ORDER BY row DESC",
            )?;
            let mut rows = ask.query([row])?;
            while let Some(found) = rows.next()? {
                let body: Option<String> = found.get(2)?;
                if let Some(body) = body.filter(|_| found.get(1).is_ok_and(|o: i64| !gone.contains(&o))) {
                    return Ok(Some(((found.get(0)?, found.get(3)?), body)));
                }
            }
            Ok(None)
        };
        let what = || format!("the log has no analysis of the report in row {row}");
        self.say(ask())?.ok_or_else(|| StoreError::Damaged { path: self.path.clone(), what: what() })
    }

    /// What is kept of a report on the day its incident gave it, read since its analysis by itself.
    fn dated(&self, row: i64, since: i64, once: &Report, day: &Published) -> Result<Option<Analysis>, StoreError> {
        let ask = || {
            self.db
                .prepare_cached(
                    "SELECT body FROM analyses WHERE received = ?1 AND dated = ?2 AND row > ?3 AND body IS NOT NULL \
                     ORDER BY row DESC LIMIT 1",
                )?
                .query_row(params![row, day.date.to_string(), since], |r| r.get::<_, String>(0))
                .optional()
        };
        let Some(kept) = self.say(ask())? else { return Ok(None) };
        Ok(Some(parsed::<Kept<'_>>(self, &kept)?.with(once.clone())))
    }
}

/// What a version was read with, in words.
fn with_what(laid: &str) -> String {
    let (frames, packs): (Vec<&str>, Vec<&str>) = laid.split('+').partition(|part| part.starts_with("frames:"));
    let name = |part: &&str| part.split(':').next().unwrap_or("").to_owned();
    let packs: Vec<String> = packs.iter().filter(|p| !p.is_empty()).map(name).collect();
    match (packs.is_empty(), frames.is_empty()) {
        (true, true) => "nothing but the program's own packs and frames".to_owned(),
        (true, false) => "frames of one's own".to_owned(),
        (false, true) => format!("the packs {}", packs.join(", ")),
        (false, false) => format!("the packs {} and frames of one's own", packs.join(", ")),
    }
}

/// Writes what changed.
fn write(db: &Connection, derived: &Derived, reports: &[Report]) -> rusqlite::Result<()> {
    write_reports(db, derived, reports)?;
    write_incidents(db, &derived.incidents)?;
    db.execute("DELETE FROM unapplied", [])?;
    for (number, reason) in &derived.unapplied {
        db.execute("INSERT INTO unapplied VALUES (?1, ?2)", params![number.cast_signed(), reason])?;
    }
    Ok(())
}

fn write_reports(db: &Connection, derived: &Derived, reports: &[Report]) -> rusqlite::Result<()> {
    let mut ask = db.prepare("SELECT report, hash, received FROM reports")?;
    let known = ask.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
    let mut known: HashMap<String, (String, i64)> = known.collect::<Result<_, _>>()?;
    // The rows are in the order of the reports they are made from.
    let both = derived.reports.iter().zip(reports);
    let changed: Vec<(&ReportRow, &Report)> =
        both.filter(|(row, _)| known.get(&row.report).is_none_or(|(hash, _)| *hash != row.hash)).collect();
    let mut unspoken = db.prepare("DELETE FROM words WHERE rowid = ?1")?;
    let mut drop = db.prepare("DELETE FROM reports WHERE report = ?1")?;
    let mut put = db.prepare(
        "INSERT OR REPLACE INTO reports (report, path, published, received, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut speak = db.prepare("INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)")?;
    for (row, report) in changed {
        put.execute(params![row.report, row.path, row.published, row.received, row.hash, row.body])?;
        let before = known.get(&row.report).map(|(_, received)| *received);
        if before == Some(row.received) {
            continue;
        }
        if let Some(before) = before {
            unspoken.execute([before])?;
        }
        speak.execute(params![row.received, report.title, report.text])?;
    }
    for row in &derived.reports {
        known.remove(&row.report);
    }
    for (report, (_, received)) in known {
        drop.execute([report])?;
        unspoken.execute([received])?;
    }
    Ok(())
}

fn write_incidents(db: &Connection, incidents: &[IncidentRow]) -> rusqlite::Result<()> {
    let mut ask = db.prepare("SELECT id, hash, row FROM incidents")?;
    let known = ask.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
    let mut known: HashMap<String, (String, i64)> = known.collect::<Result<_, _>>()?;
    let same = |row: &&IncidentRow| known.get(&row.id).is_some_and(|(hash, _)| *hash == row.hash);
    let (kept, changed): (Vec<&IncidentRow>, Vec<&IncidentRow>) = incidents.iter().partition(same);
    for row in kept {
        known.remove(&row.id);
    }
    for (id, (_, row)) in known {
        db.prepare_cached("DELETE FROM incidents WHERE row = ?1")?.execute([row])?;
        db.prepare_cached("DELETE FROM spots WHERE row = ?1")?.execute([row])?;
        db.prepare_cached("DELETE FROM holds WHERE incident = ?1")?.execute([&id])?;
        db.prepare_cached("DELETE FROM known_as WHERE incident = ?1")?.execute([&id])?;
    }
    changed.into_iter().try_for_each(|row| put_incident(db, row))
}

fn put_incident(db: &Connection, row: &IncidentRow) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO incidents (id, start, \"end\", latitude, longitude, place, type, actors, background, killed, toll, \
         hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?
    .execute(params![
        row.id,
        row.start,
        row.end,
        row.spot.map(|s| s.0),
        row.spot.map(|s| s.1),
        row.place,
        row.kind,
        row.actors,
        row.background,
        row.killed,
        row.toll,
        row.hash,
        row.body
    ])?;
    let number = db.last_insert_rowid();
    if let Some((lat, lon)) = row.spot {
        db.prepare_cached("INSERT INTO spots VALUES (?1, ?2, ?2, ?3, ?3)")?.execute(params![number, lat, lon])?;
    }
    for report in &row.reports {
        db.prepare_cached("INSERT OR IGNORE INTO holds VALUES (?1, ?2)")?.execute([report, &row.id])?;
    }
    for id in &row.known_as {
        db.prepare_cached("INSERT OR REPLACE INTO known_as VALUES (?1, ?2)")?.execute([id, &row.id])?;
    }
    Ok(())
}
