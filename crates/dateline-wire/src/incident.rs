//! An incident's line.

use crate::offsets::Texts;
use crate::parts::{self, Event, EventDate, Named, Place};
use dateline_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Line<'a> {
    r#type: &'static str,
    id: &'a str,
    title: &'a str,
    event: Event,
    date: Option<EventDate<'a>>,
    place: Option<Place<'a>>,
    perpetrators: Vec<Named<'a>>,
    targets: Vec<Named<'a>>,
    weapons: &'a [String],
    responsibility: Vec<Responsibility<'a>>,
    reports: Vec<&'a str>,
    accounts: Vec<&'a str>,
    claims: Vec<&'a str>,
    absorbed: Vec<&'a str>,
    sources: Sources,
    estimates: Vec<Estimate<'a>>,
    history: Vec<Entry<'a>>,
    open_questions: &'a [String],
    status: &'static str,
    background: bool,
    /// The report that the evidence of `date` and `place` points into.
    evidence_report: &'a str,
    decisions: Vec<Decision<'a>>,
}

/// What a person decided about it.
#[derive(Serialize)]
struct Decision<'a> {
    number: u64,
    what: &'static str,
    by: &'a str,
    at: &'a str,
    why: &'a str,
    /// The claim it rejects or adds.
    claim: Option<&'a str>,
    /// The field it sets.
    field: Option<&'a str>,
    value: Option<&'a str>,
    text: String,
}

#[derive(Serialize)]
struct Responsibility<'a> {
    actor: &'a str,
    actor_id: Option<&'a str>,
    stance: &'static str,
    claims: Vec<&'a str>,
}

#[derive(Serialize)]
struct Sources {
    reports: usize,
    outlets: usize,
    independent: usize,
}

#[derive(Serialize)]
struct Estimate<'a> {
    category: &'static str,
    group: &'a str,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    rule: &'a str,
    winner: Option<&'a str>,
    claims: Vec<&'a str>,
    why: &'a str,
}

#[derive(Serialize)]
struct Entry<'a> {
    as_of: Option<String>,
    change: &'static str,
    category: &'static str,
    group: &'a str,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
    claims: Vec<&'a str>,
}

pub(crate) fn line<'a>(incident: &'a model::Incident, texts: &Texts<'a>) -> Line<'a> {
    let text = texts.get(&incident.evidence_report);
    Line {
        r#type: "incident",
        id: incident.id.as_str(),
        title: &incident.title,
        event: parts::event(&incident.event),
        date: incident.date.as_ref().map(|date| parts::date(date, text)),
        place: incident.place.as_ref().map(|place| parts::place(place, text)),
        perpetrators: parts::named(&incident.perpetrators),
        targets: parts::named(&incident.targets),
        weapons: &incident.weapons,
        responsibility: incident.responsibility.iter().map(responsibility).collect(),
        reports: incident.reports.iter().map(model::ReportId::as_str).collect(),
        accounts: incident.accounts.iter().map(model::AccountId::as_str).collect(),
        claims: ids(&incident.claims),
        absorbed: incident.absorbed.iter().map(model::IncidentId::as_str).collect(),
        sources: sources(incident.sources),
        estimates: incident.estimates.iter().map(estimate).collect(),
        history: incident.history.iter().map(entry).collect(),
        open_questions: &incident.open_questions,
        status: incident.status.code(),
        background: incident.background,
        evidence_report: incident.evidence_report.as_str(),
        decisions: incident.decisions.iter().map(decision).collect(),
    }
}

fn decision(decision: &model::Decision) -> Decision<'_> {
    let (claim, field, value) = match &decision.ruling {
        model::Ruling::Reject { claim } => (Some(claim.id.as_str()), None, None),
        model::Ruling::AddClaim { claim, .. } => (Some(claim.id.as_str()), None, None),
        model::Ruling::Set { field, value, .. } => (None, Some(field.as_str()), Some(value.as_str())),
        _ => (None, None, None),
    };
    Decision {
        number: decision.number,
        what: decision.ruling.code(),
        by: &decision.by,
        at: &decision.at,
        why: &decision.why,
        claim,
        field,
        value,
        text: decision.ruling.in_words(),
    }
}

fn ids(claims: &[model::ClaimId]) -> Vec<&str> {
    claims.iter().map(model::ClaimId::as_str).collect()
}

fn sources(sources: model::Sources) -> Sources {
    Sources { reports: sources.reports, outlets: sources.outlets, independent: sources.independent }
}

fn responsibility(about: &model::IncidentResponsibility) -> Responsibility<'_> {
    Responsibility {
        actor: &about.actor,
        actor_id: about.actor_id.as_deref(),
        stance: about.stance.code(),
        claims: ids(&about.claims),
    }
}

fn estimate(estimate: &model::Estimate) -> Estimate<'_> {
    Estimate {
        category: estimate.category.code(),
        group: &estimate.group,
        low: estimate.low,
        best: estimate.best,
        high: estimate.high,
        rule: &estimate.rule,
        winner: estimate.winner.as_ref().map(model::ClaimId::as_str),
        claims: ids(&estimate.claims),
        why: &estimate.why,
    }
}

fn entry(entry: &model::HistoryEntry) -> Entry<'_> {
    Entry {
        as_of: entry.as_of.map(|day| day.to_string()),
        change: entry.change.code(),
        category: entry.category.code(),
        group: &entry.group,
        low: entry.low,
        best: entry.best,
        high: entry.high,
        claims: ids(&entry.claims),
    }
}
