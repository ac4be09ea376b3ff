//! The log of operations: adding to it, reading it, and which of its operations hold.
//!
//! Each operation is sealed by a hash over the seal before it, itself and the rows that came with it: a log that was
//! edited shows. Nothing here knows what the operations mean for the ledger.

use crate::error::StoreError;
use crate::file::Store;
use dateline_model::Decision;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use std::path::Path;

/// Who did something, when and why; the time is the caller's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// When, as it is to be kept (2031-03-05T10:00:00Z).
    pub at: String,
    /// Who; may be empty.
    pub by: String,
    /// Why; may be empty.
    pub why: String,
}

/// One operation of the log, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub number: u64,
    /// "add", "analyse", "date", "decide" or "undo".
    pub kind: String,
    /// Who, when, why.
    pub stamp: Stamp,
    /// What it did, in words.
    pub what: String,
    /// Whether an undo took it back.
    pub undone: bool,
    /// Why the decision does not apply any more, where it does not.
    pub unapplied: Option<String>,
}

/// A row that comes with an operation.
pub(crate) enum Row {
    Received {
        report: String,
        path: String,
        anchor: Option<String>,
        body: String,
    },
    /// The received report by its rank among this operation's, or by its row.
    Analysis {
        received: Which,
        version: String,
        dated: String,
        body: String,
    },
}

/// Which report an analysis is of.
#[derive(Clone, Copy)]
pub(crate) enum Which {
    Row(i64),
    /// The last report this operation received.
    Last,
}

/// Adds an operation with its rows; gives its number.
pub(crate) fn append(db: &Connection, kind: &str, stamp: &Stamp, body: &str, rows: Vec<Row>) -> rusqlite::Result<i64> {
    let before: Option<(i64, String)> = db
        .query_row("SELECT number, seal FROM operations ORDER BY number DESC LIMIT 1", [], |r| {
            Ok((r.get(0)?, r.get(1)?))
        })
        .optional()?;
    let (last, seal) = before.unwrap_or_default();
    let number = last + 1;
    let mut hasher = sealed(&seal, number, kind, stamp, body);
    let mut receive =
        db.prepare_cached("INSERT INTO received (operation, report, path, anchor, body) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut analyse = db.prepare_cached(
        "INSERT INTO analyses (operation, received, version, dated, hash, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut latest = 0;
    let (mut of_received, mut of_analyses) = (blake3::Hasher::new(), blake3::Hasher::new());
    for row in rows {
        match row {
            Row::Received { report, path, anchor, body } => {
                receive.execute(params![number, report, path, anchor, body])?;
                latest = db.last_insert_rowid();
                feed(&mut of_received, &[&report, &path, anchor.as_deref().unwrap_or(""), &body]);
            }
            Row::Analysis { received, version, dated, body } => {
                let received = if let Which::Row(row) = received { row } else { latest };
                let hash = hash(&body);
                analyse.execute(params![number, received, version, dated, hash, body])?;
                feed(&mut of_analyses, &[&received.to_string(), &version, &dated, &hash]);
            }
        }
    }
    let seal = finish(&mut hasher, &of_received, &of_analyses);
    db.execute(
        "INSERT INTO operations (number, kind, at, by, why, body, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![number, kind, stamp.at, stamp.by, stamp.why, body, seal],
    )?;
    Ok(number)
}

/// The beginning of an operation's seal.
fn sealed(before: &str, number: i64, kind: &str, stamp: &Stamp, body: &str) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    feed(&mut hasher, &[before, &number.to_string(), kind, &stamp.at, &stamp.by, &stamp.why, body]);
    hasher
}

fn finish(hasher: &mut blake3::Hasher, received: &blake3::Hasher, analyses: &blake3::Hasher) -> String {
    hasher.update(received.finalize().as_bytes()).update(analyses.finalize().as_bytes());
    hasher.finalize().to_hex()[..32].to_owned()
}

/// Feeds texts so that no two lists of texts are fed alike.
fn feed(hasher: &mut blake3::Hasher, texts: &[&str]) {
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
}

/// A hash of a body.
pub(crate) fn hash(body: &str) -> String {
    blake3::hash(body.as_bytes()).to_hex()[..32].to_owned()
}

/// A hash of several texts.
pub(crate) fn hash_of(texts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    feed(&mut hasher, texts);
    hasher.finalize().to_hex()[..32].to_owned()
}

/// The last operation's number; 0 for an empty log.
pub(crate) fn last(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("SELECT coalesce(max(number), 0) FROM operations", [], |r| r.get(0))
}

/// The operations that were taken back; an undo that was itself undone takes nothing back.
pub(crate) fn undone(db: &Connection) -> rusqlite::Result<BTreeSet<i64>> {
    let mut ask = db.prepare_cached("SELECT number, body FROM operations WHERE kind = 'undo' ORDER BY number DESC")?;
    let undos = ask.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, String>(1)?)))?;
    let mut gone = BTreeSet::new();
    for undo in undos {
        let (number, body) = undo?;
        if !gone.contains(&number)
            && let Ok(target) = body.parse::<i64>()
        {
            gone.insert(target);
        }
    }
    Ok(gone)
}

/// The decisions that hold, by number.
pub(crate) fn decisions(store: &Store) -> Result<Vec<Decision>, StoreError> {
    let gone = store.say(undone(&store.db))?;
    let mut out = Vec::new();
    for (number, kind, stamp, body) in operations(store)? {
        if kind == "decide" && !gone.contains(&number) {
            out.push(decision(store, number, stamp, &body)?);
        }
    }
    Ok(out)
}

fn decision(store: &Store, number: i64, stamp: Stamp, body: &str) -> Result<Decision, StoreError> {
    let ruling = parsed(store, body)?;
    Ok(Decision { number: number.unsigned_abs(), by: stamp.by, at: stamp.at, why: stamp.why, ruling })
}

/// A body of JSON as the value it holds.
pub(crate) fn parsed<'a, T: serde::Deserialize<'a>>(store: &Store, body: &'a str) -> Result<T, StoreError> {
    parsed_in(&store.path, body)
}

/// The same for those who have only the file's path at hand.
pub(crate) fn parsed_in<'a, T: serde::Deserialize<'a>>(path: &Path, body: &'a str) -> Result<T, StoreError> {
    let what = |e: serde_json::Error| StoreError::Damaged { path: path.to_path_buf(), what: e.to_string() };
    serde_json::from_str(body).map_err(what)
}

/// A value as a body of JSON.
pub(crate) fn body<T: serde::Serialize>(value: &T) -> String {
    // The nouns have string keys only and no numbers that JSON lacks; degrees that are not finite become null.
    serde_json::to_string(value).unwrap_or_default()
}

type Operation = (i64, String, Stamp, String);

fn operations(store: &Store) -> Result<Vec<Operation>, StoreError> {
    let ask = || {
        let mut ask = store.db.prepare("SELECT number, kind, at, by, why, body FROM operations ORDER BY number")?;
        let rows = ask.query_map([], |r| {
            Ok((r.get(0)?, r.get(1)?, Stamp { at: r.get(2)?, by: r.get(3)?, why: r.get(4)? }, r.get(5)?))
        })?;
        rows.collect()
    };
    store.say(ask())
}

impl Store {
    /// The log, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn log(&self) -> Result<Vec<Entry>, StoreError> {
        let gone = self.say(undone(&self.db))?;
        let mut out = Vec::new();
        for (number, kind, stamp, body) in operations(self)? {
            let what = match kind.as_str() {
                "decide" => decision(self, number, stamp.clone(), &body)?.ruling.in_words(),
                "undo" => format!("operation {body} is taken back"),
                _ => body,
            };
            let unapplied =
                self.db.query_row("SELECT reason FROM unapplied WHERE number = ?1", [number], |r| r.get(0)).optional();
            let unapplied = self.say(unapplied)?;
            let undone = gone.contains(&number);
            out.push(Entry { number: number.unsigned_abs(), kind, stamp, what, undone, unapplied });
        }
        Ok(out)
    }

    /// Operations whose seals do not hold: the log was edited or is damaged there.
    pub(crate) fn broken_seals(&self) -> Result<Vec<String>, StoreError> {
        let (mut before, mut out) = (String::new(), Vec::new());
        for (number, kind, stamp, body) in operations(self)? {
            let mut hasher = sealed(&before, number, &kind, &stamp, &body);
            let (received, analyses) = self.say(self.rows_of(number))?;
            let kept: String =
                self.say(self.db.query_row("SELECT seal FROM operations WHERE number = ?1", [number], |r| r.get(0)))?;
            if finish(&mut hasher, &received, &analyses) != kept {
                out.push(format!("operation {number} of the log ({kind}) is not as it was written"));
            }
            before = kept;
        }
        Ok(out)
    }

    /// The hashes over the rows that came with an operation.
    fn rows_of(&self, number: i64) -> rusqlite::Result<(blake3::Hasher, blake3::Hasher)> {
        let (mut of_received, mut of_analyses) = (blake3::Hasher::new(), blake3::Hasher::new());
        let mut ask = self.db.prepare_cached(
            "SELECT report, path, coalesce(anchor, ''), body FROM received WHERE operation = ?1 ORDER BY row",
        )?;
        let mut rows = ask.query([number])?;
        while let Some(row) = rows.next()? {
            let texts: [String; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            feed(&mut of_received, &texts.each_ref().map(String::as_str));
        }
        let mut ask = self.db.prepare_cached(
            "SELECT received, version, dated, hash, body FROM analyses WHERE operation = ?1 ORDER BY row",
        )?;
        let mut rows = ask.query([number])?;
        while let Some(row) = rows.next()? {
            let received: i64 = row.get(0)?;
            let (version, dated, kept): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let body: Option<String> = row.get(4)?;
            // A body that was dropped by compacting is vouched for by its hash; one that is there must fit it.
            let found = body.map_or(kept, |body| hash(&body));
            feed(&mut of_analyses, &[&received.to_string(), &version, &dated, &found]);
        }
        Ok((of_received, of_analyses))
    }

    /// Takes back an operation; taking back an undo brings back what it took.
    ///
    /// # Errors
    /// When there is no such operation, it cannot be taken back, or was; and those of the file.
    pub fn undo(&mut self, number: u64, stamp: &Stamp) -> Result<u64, StoreError> {
        let target = i64::try_from(number).unwrap_or(i64::MAX);
        let kind: Option<String> = self.say(
            self.db.query_row("SELECT kind FROM operations WHERE number = ?1", [target], |r| r.get(0)).optional(),
        )?;
        let refuse = |why: String| Err(StoreError::Refused(why));
        match kind.as_deref() {
            None => return refuse(format!("the log has no operation {number}; `dateline log` lists them")),
            Some("date" | "analyse") => {
                return refuse(format!(
                    "operation {number} only read reports again; an add or a decision can be undone"
                ));
            }
            Some(_) => {}
        }
        if self.say(undone(&self.db))?.contains(&target) {
            return refuse(format!("operation {number} was taken back before"));
        }
        let done = self.say(self.db.unchecked_transaction().and_then(|tx| {
            let done = append(&tx, "undo", stamp, &target.to_string(), Vec::new())?;
            tx.commit().map(|()| done)
        }))?;
        self.derive()?;
        Ok(done.unsigned_abs())
    }
}
