//! What do an incident's claims add up to?
//!
//! Made from linked accounts and claims: for each incident its event, date, place, actors, the estimates under a
//! rule, the history and the open questions. Leaves which accounts belong together to `linking`.

mod as_of;
mod estimate;
mod figures;
mod grade;
mod history;
mod questions;
mod set;
mod totals;

pub use set::{SETTABLE, settable};

use crate::incident::{Members, describe};
use crate::linking::{Linked, Membership};
use crate::rules::Rule;
use crate::words::Map;
use dateline_model::{ClaimKind, Incident, IncidentResponsibility, Joined, Ledger, Stance};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How to add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The rule of estimation.
    pub rule: Rule,
    /// Show the ledger as it stood on this day: what was said or published later, or at no known time, is left out.
    pub as_of: Option<Date>,
}

/// Derives the ledger from linked accounts and claims.
pub fn reconcile(linked: &Linked, options: &Options) -> Ledger {
    match options.as_of {
        Some(day) => reconcile_whole(as_of::until(linked, day), options.rule),
        None => reconcile_whole(linked.clone(), options.rule),
    }
}

/// [`reconcile`] for those who have no more use for what was linked: nothing is copied.
pub fn reconcile_whole(mut linked: Linked, rule: Rule) -> Ledger {
    let joined = std::mem::take(&mut linked.joined);
    let index = crate::incident::Index::of(&linked);
    let mut incidents: Vec<Incident> =
        linked.incidents.par_iter().filter_map(|m| incident(&linked, &index, m, rule)).collect();
    incidents.sort_by(|a, b| {
        let start = |i: &Incident| i.date.as_ref().map(|d| d.start);
        (start(a).is_none(), start(a), &a.id).cmp(&(start(b).is_none(), start(b), &b.id))
    });
    drop(index);
    say_why(&mut incidents, joined);
    Ledger { reports: linked.reports, accounts: linked.accounts, claims: linked.claims, incidents }
}

/// Tells each incident why its accounts were joined; what a person put elsewhere since is left out.
fn say_why(incidents: &mut [Incident], joined: Vec<Joined>) {
    let mut of: Map<String, usize> = Map::default();
    for (n, incident) in incidents.iter().enumerate().filter(|(_, i)| i.accounts.len() > 1) {
        of.extend(incident.accounts.iter().map(|id| (id.0.clone(), n)));
    }
    for one in joined {
        let (at, to) = (of.get(one.account.as_str()), of.get(one.to.as_str()));
        if let Some(n) = at.filter(|_| at == to) {
            incidents[*n].joined.push(one);
        }
    }
}

fn incident(linked: &Linked, index: &crate::incident::Index<'_>, of: &Membership, rule: Rule) -> Option<Incident> {
    let members = Members::of(linked, index, of);
    let mut incident = describe(&members)?;
    let doers = members.perpetrator_ids();
    let figures = figures::gather(&members.claims, |c| members.report(&c.report), &doers);
    incident.responsibility = responsibility(&members);
    incident.estimates = estimate::estimates(&figures, &totals::lists(&figures, &|c| members.report(&c.report)), rule);
    if rule.spec().is_some_and(|spec| spec.graded) {
        grade_all(&mut incident, &figures);
    }
    incident.history = history::history(&figures, rule);
    incident.open_questions = questions::questions(&members, &figures);
    if let Some(decisions) = linked.decided.get(&of.id) {
        set::apply(&mut incident, decisions);
    }
    Some(incident)
}

/// Puts the grade behind the reason of each estimate that figures are given for.
fn grade_all(incident: &mut Incident, figures: &BTreeMap<figures::Subject, Vec<figures::Figure<'_>>>) {
    let grades: Vec<Option<String>> = incident
        .estimates
        .iter()
        .map(|e| {
            let subject = figures::Subject { category: e.category, group: e.group.clone() };
            figures.get(&subject).and_then(|list| grade::grade(incident, &e.group, list))
        })
        .collect();
    for (estimate, grade) in incident.estimates.iter_mut().zip(grades) {
        if let Some(grade) = grade {
            estimate.why = format!("{} {grade}", estimate.why);
        }
    }
}

fn responsibility(members: &Members<'_>) -> Vec<IncidentResponsibility> {
    let mut out: BTreeMap<(String, Stance), IncidentResponsibility> = BTreeMap::new();
    for claim in members.claims.iter().filter(|c| c.kind == ClaimKind::Responsibility) {
        let Some(stated) = &claim.responsibility else { continue };
        let key = stated.actor_id.clone().unwrap_or_else(|| crate::words::fold(&stated.actor));
        let entry = out.entry((key, stated.stance)).or_insert_with(|| IncidentResponsibility {
            actor: stated.actor.clone(),
            actor_id: stated.actor_id.clone(),
            stance: stated.stance,
            claims: Vec::new(),
        });
        entry.claims.push(claim.id.clone());
    }
    let mut out: Vec<IncidentResponsibility> = out.into_values().collect();
    out.sort_by(|a, b| (a.stance, &a.actor, &a.actor_id).cmp(&(b.stance, &b.actor, &b.actor_id)));
    out
}
