//! An account's line.

use crate::offsets::{Evidence, Offsets, Texts};
use crate::parts::{self, Event, EventDate, Place, Quantity};
use dateline_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Line<'a> {
    r#type: &'static str,
    id: &'a str,
    report: &'a str,
    incident: Option<&'a str>,
    standing: &'static str,
    event: Event,
    date: Option<EventDate<'a>>,
    time_of_day: Option<&'a str>,
    place: Option<Place<'a>>,
    participants: Vec<Participant<'a>>,
    evidence: Vec<Evidence<'a>>,
    reason: &'a str,
}

#[derive(Serialize)]
struct Participant<'a> {
    role: &'static str,
    kind: &'static str,
    mentions: &'a [String],
    name: Option<&'a str>,
    actor: Option<&'a str>,
    nationality: Option<&'a str>,
    number: Option<Quantity<'a>>,
    effect: Option<&'static str>,
    confidence: Option<&'static str>,
    evidence: Vec<Evidence<'a>>,
}

pub(crate) fn line<'a>(account: &'a model::Account, texts: &Texts<'a>) -> Line<'a> {
    let text = texts.get(&account.report);
    Line {
        r#type: "account",
        id: account.id.as_str(),
        report: account.report.as_str(),
        incident: account.incident.as_ref().map(model::IncidentId::as_str),
        standing: account.standing.code(),
        event: parts::event(&account.event),
        date: account.date.as_ref().map(|date| parts::date(date, text)),
        time_of_day: account.time_of_day.as_deref(),
        place: account.place.as_ref().map(|place| parts::place(place, text)),
        participants: account.participants.iter().map(|one| participant(one, text)).collect(),
        evidence: text.all(&account.evidence),
        reason: &account.reason,
    }
}

fn participant<'a>(one: &'a model::Participant, text: &Offsets<'a>) -> Participant<'a> {
    Participant {
        role: one.role.code(),
        kind: one.kind.code(),
        mentions: &one.mentions,
        name: one.name.as_deref(),
        actor: one.actor.as_deref(),
        nationality: one.nationality.as_deref(),
        number: one.number.as_ref().map(parts::quantity),
        effect: one.effect.map(model::Effect::code),
        confidence: one.confidence.map(model::Confidence::code),
        evidence: text.all(&one.evidence),
    }
}
