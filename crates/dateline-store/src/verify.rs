//! Whether a ledger's file is what it should be: whole, its log unedited, its tables what the log adds up to.

use crate::error::StoreError;
use crate::file::Store;
use crate::rows::{Derived, IncidentRow, ReportRow};
use dateline_ledger::{Rule, reconcile_whole};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Findings of one kind that are told one by one.
const TOLD: usize = 10;

impl Store {
    /// Derives everything from the log once more and compares; gives what differs, a sentence each.
    ///
    /// # Errors
    /// Those of the file.
    pub fn verify(&self) -> Result<Vec<String>, StoreError> {
        // One view of the file, whatever others add meanwhile.
        let view = self.say(self.db.unchecked_transaction())?;
        let mut findings = self.unsound()?;
        if !findings.is_empty() {
            return Ok(findings);
        }
        findings.extend(few(self.broken_seals()?));
        if self.is_behind()? {
            findings.push("the last operations are not linked yet, or another program linked them".to_owned());
            return Ok(findings);
        }
        let added = self.add_up()?;
        if !added.dated.is_empty() {
            findings.push(format!("{} analyses of undated reports are missing", added.dated.len()));
        }
        let unapplied = added.linked.unapplied.clone();
        let ledger = reconcile_whole(added.linked, Rule::default());
        let derived = Derived::of(&ledger, unapplied, &added.received);
        findings.extend(few(self.reports_differ(&derived)?));
        findings.extend(few(self.incidents_differ(&derived)?));
        findings.extend(self.rest_differs(&derived)?);
        self.say(view.finish())?;
        Ok(findings)
    }

    /// What SQLite itself finds wrong with the file.
    fn unsound(&self) -> Result<Vec<String>, StoreError> {
        let ask = || {
            let mut ask = self.db.prepare("PRAGMA integrity_check(10)")?;
            let said = ask.query_map([], |r| r.get::<_, String>(0))?;
            said.collect::<Result<Vec<String>, _>>()
        };
        Ok(self.say(ask())?.into_iter().filter(|line| line != "ok").collect())
    }

    fn reports_differ(&self, derived: &Derived) -> Result<Vec<String>, StoreError> {
        let ask = || {
            let mut ask = self.db.prepare("SELECT report, path, published, received, body, hash FROM reports")?;
            let rows = ask.query_map([], |r| {
                Ok(ReportRow {
                    report: r.get(0)?,
                    path: r.get(1)?,
                    published: r.get(2)?,
                    received: r.get(3)?,
                    body: r.get(4)?,
                    hash: r.get(5)?,
                })
            })?;
            rows.map(|row| row.map(|row| (row.report.clone(), row))).collect::<Result<BTreeMap<_, _>, _>>()
        };
        let kept = self.say(ask())?;
        let wanted = derived.reports.iter().map(|row| (row.report.clone(), row.clone())).collect();
        Ok(differ("report", &kept, &wanted))
    }

    fn incidents_differ(&self, derived: &Derived) -> Result<Vec<String>, StoreError> {
        let mut reports = self.lists("SELECT incident, report FROM holds")?;
        let mut names = self.lists("SELECT incident, id FROM known_as")?;
        let ask = || {
            let mut ask = self.db.prepare(
                "SELECT id, start, \"end\", latitude, longitude, place, type, actors, background, killed, toll, body, \
                 hash FROM incidents",
            )?;
            let rows = ask.query_map([], |r| {
                let id: String = r.get(0)?;
                let spot: (Option<f64>, Option<f64>) = (r.get(3)?, r.get(4)?);
                Ok(IncidentRow {
                    start: r.get(1)?,
                    end: r.get(2)?,
                    spot: spot.0.zip(spot.1),
                    place: r.get(5)?,
                    kind: r.get(6)?,
                    actors: r.get(7)?,
                    background: r.get(8)?,
                    killed: r.get(9)?,
                    toll: r.get(10)?,
                    reports: reports.remove(&id).unwrap_or_default(),
                    known_as: names.remove(&id).unwrap_or_default(),
                    body: r.get(11)?,
                    hash: r.get(12)?,
                    id,
                })
            })?;
            rows.map(|row| row.map(|row| (row.id.clone(), row))).collect::<Result<BTreeMap<_, _>, _>>()
        };
        let kept = self.say({
            let mut ask = ask;
            ask()
        })?;
        let sorted = |row: &IncidentRow| {
            let mut row = row.clone();
            row.reports.sort();
            row.known_as.sort();
            (row.id.clone(), row)
        };
        Ok(differ("incident", &kept, &derived.incidents.iter().map(sorted).collect()))
    }

    /// Sorted values by the first column.
    fn lists(&self, sql: &str) -> Result<HashMap<String, Vec<String>>, StoreError> {
        let ask = || {
            let mut ask = self.db.prepare(sql)?;
            let mut rows = ask.query([])?;
            let mut out: HashMap<String, Vec<String>> = HashMap::new();
            while let Some(row) = rows.next()? {
                out.entry(row.get(0)?).or_default().push(row.get(1)?);
            }
            out.values_mut().for_each(|list| list.sort());
            Ok(out)
        };
        self.say(ask())
    }

    /// The index of words, the map, and the decisions that do not apply.
    fn rest_differs(&self, derived: &Derived) -> Result<Vec<String>, StoreError> {
        let numbers = |sql: &str| {
            let mut ask = self.db.prepare(sql)?;
            let rows = ask.query_map([], |r| r.get::<_, i64>(0))?;
            rows.collect::<Result<BTreeSet<i64>, _>>()
        };
        let mut out = Vec::new();
        let words = self.say(numbers("SELECT rowid FROM words"))?;
        if words != derived.reports.iter().map(|row| row.received).collect() {
            out.push("the index of words does not fit the reports".to_owned());
        }
        let spots = self.say(numbers("SELECT row FROM spots"))?;
        if spots != self.say(numbers("SELECT row FROM incidents WHERE latitude IS NOT NULL"))? {
            out.push("the map does not fit the incidents".to_owned());
        }
        let unapplied = self.say(numbers("SELECT number FROM unapplied"))?;
        if unapplied != derived.unapplied.keys().map(|n| n.cast_signed()).collect() {
            out.push("the decisions that do not apply are others".to_owned());
        }
        Ok(out)
    }
}

/// What is missing, too many, or other than it should be.
fn differ<T: PartialEq>(what: &str, kept: &BTreeMap<String, T>, wanted: &BTreeMap<String, T>) -> Vec<String> {
    let missing = wanted.keys().filter(|id| !kept.contains_key(*id)).map(|id| format!("{what} {id} is missing"));
    let extra = kept
        .keys()
        .filter(|id| !wanted.contains_key(*id))
        .map(|id| format!("{what} {id} does not follow from the log"));
    let other = wanted.iter().filter(|(id, row)| kept.get(*id).is_some_and(|k| k != *row));
    let other = other.map(|(id, _)| format!("{what} {id} is not what the log adds up to"));
    missing.chain(extra).chain(other).collect()
}

/// The first findings, and how many more there are.
fn few(mut findings: Vec<String>) -> Vec<String> {
    let more = findings.len().saturating_sub(TOLD);
    findings.truncate(TOLD);
    if more > 0 {
        findings.push(format!("and {more} more of the kind"));
    }
    findings
}
