//! Parts of the ledger as values: some incidents with their reports, accounts and claims, under any rule.
//!
//! Made from the derived tables; adding up is left to `dateline-ledger`.

use crate::error::StoreError;
use crate::file::Store;
use crate::log::parsed;
use crate::rows::Told;
use dateline_ledger::{Linked, Membership, Options, reconcile, reconcile_whole};
use dateline_model::{Decision, Incident, IncidentId, Ledger, Report, ReportId, Ruling};
use rusqlite::OptionalExtension;
use std::collections::{BTreeSet, HashMap};

type Kept = (String, String, String);

impl Store {
    /// The whole ledger: what `dateline::run` gives for the same reports, and what people decided.
    ///
    /// # Errors
    /// Those of the file.
    pub fn ledger(&self, options: &Options) -> Result<Ledger, StoreError> {
        let ask = || {
            let mut ask = self.db.prepare(
                "SELECT reports.report, reports.body, received.body FROM reports \
                 JOIN received ON received.row = reports.received",
            )?;
            let rows = ask.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
            rows.collect::<Result<Vec<Kept>, _>>()
        };
        let kept = self.say(ask())?;
        let incidents = self.incidents(&crate::Filter::default())?;
        self.part(kept, incidents, options)
    }

    /// Some incidents with everything their reports say. Ids that the ledger does not hold are left out.
    ///
    /// # Errors
    /// Those of the file.
    pub fn slice(&self, ids: &[IncidentId], options: &Options) -> Result<Ledger, StoreError> {
        let mut incidents: Vec<Incident> = Vec::new();
        for id in ids {
            let body: Option<String> = self.say(
                self.db
                    .prepare_cached("SELECT body FROM incidents WHERE id = ?1")
                    .and_then(|mut ask| ask.query_row([id.as_str()], |r| r.get(0)).optional()),
            )?;
            if let Some(body) = body {
                incidents.push(parsed(self, &body)?);
            }
        }
        let reports: BTreeSet<&ReportId> = incidents.iter().flat_map(|i| &i.reports).collect();
        let kept: Result<Vec<Kept>, _> = reports.into_iter().map(|id| self.kept(id)).collect();
        self.part(kept?, incidents, options)
    }

    /// One report with what it says.
    ///
    /// # Errors
    /// Those of the file, and when it holds no such report.
    pub fn one_report(&self, id: &ReportId, options: &Options) -> Result<Ledger, StoreError> {
        let ask = || {
            let mut ask = self.db.prepare("SELECT incident FROM holds WHERE report = ?1 ORDER BY incident")?;
            let rows = ask.query_map([id.as_str()], |r| r.get::<_, String>(0).map(IncidentId))?;
            rows.collect::<Result<Vec<IncidentId>, _>>()
        };
        let incidents = self.say(ask())?;
        if incidents.is_empty() {
            return self.part(vec![self.kept(id)?], Vec::new(), options);
        }
        self.slice(&incidents, options)
    }

    fn kept(&self, id: &ReportId) -> Result<Kept, StoreError> {
        self.say(
            self.db
                .prepare_cached(
                    "SELECT reports.report, reports.body, received.body FROM reports \
             JOIN received ON received.row = reports.received WHERE reports.report = ?1",
                )
                .and_then(|mut ask| ask.query_row([id.as_str()], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))),
        )
    }

    /// Adds up these incidents over these reports.
    fn part(&self, kept: Vec<Kept>, incidents: Vec<Incident>, options: &Options) -> Result<Ledger, StoreError> {
        let mut told = Vec::with_capacity(kept.len());
        for (_, body, received) in &kept {
            let one: Told<'_> = parsed(self, body)?;
            let read: Report = parsed(self, received)?;
            let report = Report { text: read.text, ..one.report.into_owned() };
            told.push((report, one.accounts.into_owned(), one.claims.into_owned()));
        }
        told.sort_by(|a, b| (&a.0.path, &a.0.id).cmp(&(&b.0.path, &b.0.id)));
        let mut linked = Linked::default();
        for (report, accounts, claims) in told {
            linked.reports.push(report);
            linked.accounts.extend(accounts);
            linked.claims.extend(claims);
        }
        let rank: HashMap<String, usize> =
            linked.accounts.iter().enumerate().map(|(n, a)| (a.id.0.clone(), n)).collect();
        for incident in incidents {
            let accounts = incident.accounts.iter().filter_map(|a| rank.get(a.as_str()).copied()).collect();
            let Incident { id, background, absorbed, decisions, joined, .. } = incident;
            linked.joined.extend(joined);
            linked.rejected.extend(rejected(&decisions));
            if !decisions.is_empty() {
                linked.decided.insert(id.clone(), decisions);
            }
            linked.incidents.push(Membership { id, accounts, background, absorbed });
        }
        Ok(match options.as_of {
            Some(_) => reconcile(&linked, options),
            None => reconcile_whole(linked, options.rule),
        })
    }
}

/// The claims that decisions reject.
fn rejected(decisions: &[Decision]) -> impl Iterator<Item = dateline_model::ClaimId> + '_ {
    decisions.iter().filter_map(|d| match &d.ruling {
        Ruling::Reject { claim } => Some(claim.id.clone()),
        _ => None,
    })
}
