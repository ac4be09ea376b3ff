//! Finding incidents: by place, box, day, actor, type, toll and words; and anything by its id or the beginning of it.
//!
//! Made from the derived tables by one question to SQLite. What is found is put together by `slice`.

use crate::error::StoreError;
use crate::file::Store;
use crate::log::parsed;
use crate::rows::fold;
use dateline_model::{Incident, IncidentId, ReportId};
use jiff::civil::Date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

/// A box on the map, in degrees; one that crosses the antimeridian has its west east of its east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Box {
    /// Southern edge.
    pub south: f64,
    /// Western edge.
    pub west: f64,
    /// Northern edge.
    pub north: f64,
    /// Eastern edge.
    pub east: f64,
}

/// Which incidents are wanted: those that meet every condition that is set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Part of the name of its place, site, area or country code.
    pub place: Option<String>,
    /// Lies in this box.
    pub within: Option<Box>,
    /// Happened on this day or later.
    pub from: Option<Date>,
    /// Happened on this day or earlier.
    pub to: Option<Date>,
    /// Part of the name or directory id of someone who is said to have done it or was attacked.
    pub actor: Option<String>,
    /// Part of the name of its type or sub-type.
    pub kind: Option<String>,
    /// At least so many were killed, wounded, or either.
    pub toll: Option<u64>,
    /// All these words stand in one of its reports.
    pub text: Option<String>,
}

impl Filter {
    /// The conditions in SQL, with their values.
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut sql = vec!["TRUE".to_owned()];
        let mut values: Vec<Value> = Vec::new();
        let mut and = |condition: &str, value: Value| {
            values.push(value);
            sql.push(condition.replace('?', &format!("?{}", values.len())));
        };
        for (column, text) in [("place", &self.place), ("actors", &self.actor), ("type", &self.kind)] {
            if let Some(text) = text {
                and(&format!("instr({column}, ?) > 0"), fold(text).into());
            }
        }
        if let Some(day) = self.from {
            and("\"end\" >= ?", day.to_string().into());
        }
        if let Some(day) = self.to {
            and("start <= ?", day.to_string().into());
        }
        if let Some(toll) = self.toll {
            and("toll >= ?", i64::try_from(toll).unwrap_or(i64::MAX).into());
        }
        if let Some(Box { south, west, north, east }) = self.within {
            // The tree rounds outward; the columns are exact.
            and("row IN (SELECT row FROM spots WHERE north >= ?)", south.into());
            and("latitude >= ?", south.into());
            and("latitude <= ?", north.into());
            let between = if west <= east { "AND" } else { "OR" };
            values.push(west.into());
            values.push(east.into());
            let (w, e) = (values.len() - 1, values.len());
            sql.push(format!("(longitude >= ?{w} {between} longitude <= ?{e})"));
        }
        if let Some(text) = &self.text {
            values.push(phrase(text).into());
            sql.push(format!(
                "id IN (SELECT holds.incident FROM words JOIN reports ON reports.received = words.rowid \
                 JOIN holds ON holds.report = reports.report WHERE words MATCH ?{})",
                values.len()
            ));
        }
        (sql.join(" AND "), values)
    }
}

/// All words of a text, each as it stands, for the index of words.
fn phrase(text: &str) -> String {
    text.split_whitespace().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect::<Vec<_>>().join(" ")
}

impl Store {
    /// The incidents that meet a filter, by date, then id; under the default rule.
    ///
    /// # Errors
    /// Those of the file.
    pub fn incidents(&self, filter: &Filter) -> Result<Vec<Incident>, StoreError> {
        let (conditions, values) = filter.conditions();
        let sql = format!("SELECT body FROM incidents WHERE {conditions} ORDER BY start IS NULL, start, id");
        let ask = || {
            let mut ask = self.db.prepare(&sql)?;
            let bodies = ask.query_map(params_from_iter(values), |r| r.get::<_, String>(0))?;
            bodies.collect::<Result<Vec<String>, _>>()
        };
        self.say(ask())?.iter().map(|body| parsed(self, body)).collect()
    }

    /// How many reports and incidents the ledger holds.
    ///
    /// # Errors
    /// Those of the file.
    pub fn size(&self) -> Result<(u64, u64), StoreError> {
        let sql = "SELECT (SELECT count(*) FROM reports), (SELECT count(*) FROM incidents)";
        let (reports, incidents): (i64, i64) = self.say(self.db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?))))?;
        Ok((reports.unsigned_abs(), incidents.unsigned_abs()))
    }

    /// The incident that goes by this id, or the only one of which one begins so. An id that was merged away is found.
    ///
    /// # Errors
    /// When there is none or there are several; and those of the file.
    pub fn incident(&self, id: &str) -> Result<IncidentId, StoreError> {
        let own = "SELECT incident FROM known_as WHERE id = ?1 OR (?1 <> ?2 AND id = ?1)";
        let begins = "SELECT DISTINCT id FROM incidents WHERE id >= ?1 AND id < ?2 LIMIT 2";
        let other = "SELECT DISTINCT incident FROM known_as WHERE id >= ?1 AND id < ?2 LIMIT 2";
        self.one_of("incident", id, &[own, begins, other]).map(IncidentId)
    }

    /// The report that has this id, or the only one that begins so or whose path ends so.
    ///
    /// # Errors
    /// As for [`Store::incident`].
    pub fn report(&self, id: &str) -> Result<ReportId, StoreError> {
        let own = "SELECT report FROM reports WHERE report = ?1 OR (?1 <> ?2 AND report = ?1)";
        let begins = "SELECT report FROM reports WHERE report >= ?1 AND report < ?2 LIMIT 2";
        let path = "SELECT report FROM reports WHERE path = ?1 OR substr(path, -length(?1) - 1) = '/' || ?1 OR ?2 = '' LIMIT 2";
        self.one_of("report", id, &[own, begins, path]).map(ReportId)
    }

    /// The answer of the first question that has one, and not two.
    fn one_of(&self, what: &str, id: &str, questions: &[&str]) -> Result<String, StoreError> {
        let refuse = |why: &str| Err(StoreError::Refused(format!("{why} {what} has the id “{id}”")));
        if id.is_empty() {
            return refuse("no");
        }
        let after = format!("{id}\u{10ffff}");
        for question in questions {
            let ask = || {
                let mut ask = self.db.prepare_cached(question)?;
                let found = ask.query_map([id, &after], |r| r.get::<_, String>(0))?;
                found.collect::<Result<Vec<String>, _>>()
            };
            match self.say(ask())?.as_slice() {
                [] => {}
                [one] => return Ok(one.clone()),
                _ => return refuse("more than one"),
            }
        }
        refuse("no")
    }
}

#[cfg(test)]
mod tests {
    use super::phrase;

    #[test]
    fn words_are_asked_for_as_they_stand() {
        assert_eq!(phrase("police  OR \"bus"), "\"police\" \"OR\" \"\"\"bus\"");
    }
}
