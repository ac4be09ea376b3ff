//! The rows of the derived tables, made from a linked and reconciled ledger.
//!
//! A row's hash is over everything in it, so that only rows that changed are written, and a row that was tampered with
//! shows.

use crate::log::{body, hash_of};
use dateline_model::{Account, Category, Claim, Incident, Ledger, Report};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A report with what it says, as the derived table keeps it: the text stands in the log.
#[derive(Serialize, Deserialize)]
pub(crate) struct Told<'a> {
    pub report: Cow<'a, Report>,
    pub accounts: Cow<'a, [Account]>,
    pub claims: Cow<'a, [Claim]>,
}

/// A row of `reports`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReportRow {
    pub report: String,
    pub path: String,
    pub published: Option<String>,
    pub received: i64,
    pub body: String,
    pub hash: String,
}

/// A row of `incidents`, with those that hang on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct IncidentRow {
    pub id: String,
    pub start: Option<String>,
    pub end: Option<String>,
    pub spot: Option<(f64, f64)>,
    pub place: String,
    pub kind: String,
    pub actors: String,
    pub background: bool,
    pub killed: Option<i64>,
    pub toll: Option<i64>,
    pub reports: Vec<String>,
    pub known_as: Vec<String>,
    pub body: String,
    pub hash: String,
}

/// Everything that follows from the log.
#[derive(Default)]
pub(crate) struct Derived {
    pub reports: Vec<ReportRow>,
    pub incidents: Vec<IncidentRow>,
    pub unapplied: BTreeMap<u64, String>,
}

impl Derived {
    /// The rows of a ledger; `received` says where each report stands in the log.
    pub fn of(ledger: &Ledger, unapplied: BTreeMap<u64, String>, received: &HashMap<String, i64>) -> Derived {
        let mut out = Derived { unapplied, ..Derived::default() };
        let (mut accounts, mut claims) = (ledger.accounts.as_slice(), ledger.claims.as_slice());
        let mut cut = Vec::with_capacity(ledger.reports.len());
        for report in &ledger.reports {
            // Both lists are in the order of the reports.
            let own = |id: &str| id == report.id.as_str();
            let (these, later) = accounts.split_at(accounts.iter().take_while(|a| own(a.report.as_str())).count());
            let (said, after) = claims.split_at(claims.iter().take_while(|c| own(c.report.as_str())).count());
            (accounts, claims) = (later, after);
            let row = received.get(report.id.as_str()).copied().unwrap_or_default();
            cut.push((report, these, said, row));
        }
        out.reports =
            cut.into_par_iter().map(|(report, these, said, row)| ReportRow::of(report, these, said, row)).collect();
        out.incidents = ledger.incidents.par_iter().map(IncidentRow::of).collect();
        out
    }
}

impl ReportRow {
    fn of(report: &Report, accounts: &[Account], claims: &[Claim], received: i64) -> ReportRow {
        let told = Told {
            report: Cow::Owned(Report { text: String::new(), ..report.clone() }),
            accounts: Cow::Borrowed(accounts),
            claims: Cow::Borrowed(claims),
        };
        let row = ReportRow {
            report: report.id.0.clone(),
            path: report.path.clone().unwrap_or_default(),
            published: report.published.as_ref().map(|p| p.date.to_string()),
            received,
            body: body(&told),
            hash: String::new(),
        };
        ReportRow { hash: row.reckoned(), ..row }
    }

    /// The hash that belongs to what the row holds.
    pub fn reckoned(&self) -> String {
        let published = self.published.as_deref().unwrap_or("");
        hash_of(&[&self.report, &self.path, published, &self.received.to_string(), &self.body])
    }
}

impl IncidentRow {
    fn of(incident: &Incident) -> IncidentRow {
        let place = incident.place.as_ref();
        let names = |p: &dateline_model::Place| [p.name.clone(), p.site.clone(), p.admin1.clone(), p.country.clone()];
        let (date, event) = (incident.date.as_ref(), incident.event);
        let whole = |category: Category| {
            let mut of = incident.estimates.iter().filter(|e| e.category == category && e.group == "unspecified");
            of.next().and_then(|e| e.best.or(e.low)).and_then(|n| i64::try_from(n).ok())
        };
        let tolls = [Category::Killed, Category::Wounded, Category::Casualties].map(whole);
        let row = IncidentRow {
            id: incident.id.0.clone(),
            start: date.map(|d| d.start.to_string()),
            end: date.map(|d| d.end.to_string()),
            spot: place
                .and_then(|p| p.latitude.zip(p.longitude))
                .filter(|(lat, lon)| lat.is_finite() && lon.is_finite()),
            place: barred(place.map(names).into_iter().flatten().flatten()),
            kind: barred([event.event_type().code().to_owned(), event.subtype.code().to_owned()]),
            actors: barred(actors(incident)),
            background: incident.background,
            killed: tolls[0],
            toll: tolls.into_iter().flatten().max(),
            reports: incident.reports.iter().map(|r| r.0.clone()).collect(),
            known_as: std::iter::once(&incident.id).chain(&incident.absorbed).map(|id| id.0.clone()).collect(),
            body: body(incident),
            hash: String::new(),
        };
        IncidentRow { hash: row.reckoned(), ..row }
    }

    /// The hash that belongs to what the row holds.
    pub fn reckoned(&self) -> String {
        let IncidentRow { id, start, end, spot, place, kind, actors, background, killed, toll, .. } = self;
        let few = format!("{:?}", (start, end, spot, background, killed, toll, &self.reports, &self.known_as));
        hash_of(&[id, place, kind, actors, &few, &self.body])
    }
}

/// Everyone who is named in it, by name and by directory id.
fn actors(incident: &Incident) -> Vec<String> {
    let named = incident.perpetrators.iter().chain(&incident.targets);
    let named = named.flat_map(|a| [Some(a.name.clone()), a.actor.clone()]);
    let stated = incident.responsibility.iter().flat_map(|r| [Some(r.actor.clone()), r.actor_id.clone()]);
    let mut all: Vec<String> = named.chain(stated).flatten().collect();
    all.sort();
    all.dedup();
    all
}

/// "|gao|mali|": names folded, so that each can be found whole or in part.
fn barred(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().fold("|".to_owned(), |all, name| all + &fold(&name) + "|")
}

/// Lower case, without diacritics, one space between words.
pub(crate) fn fold(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{barred, fold};

    #[test]
    fn folds_names() {
        assert_eq!(fold("Faladié, (Bamako)"), "faladie bamako");
        assert_eq!(barred(["Gao".to_owned(), "ML".to_owned()]), "|gao|ml|");
        assert_eq!(fold("Explosions/Remote violence"), "explosions remote violence");
    }
}
