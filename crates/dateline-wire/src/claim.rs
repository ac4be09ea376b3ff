//! A claim's line.

use crate::offsets::{Evidence, Offsets, Texts};
use crate::parts::{self, Quantity};
use dateline_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Line<'a> {
    r#type: &'static str,
    id: &'a str,
    report: &'a str,
    account: Option<&'a str>,
    incident: Option<&'a str>,
    kind: &'static str,
    modality: &'static str,
    speaker: Option<Speaker<'a>>,
    via: Vec<Relay<'a>>,
    anonymous: bool,
    said: Option<Said<'a>>,
    evidence: Vec<Evidence<'a>>,
    casualties: Option<Casualties<'a>>,
    responsibility: Option<Responsibility<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matter: Option<Matter<'a>>,
    read_by: &'a str,
}

#[derive(Serialize)]
struct Speaker<'a> {
    text: &'a str,
    name: Option<&'a str>,
    actor: Option<&'a str>,
    r#type: &'static str,
    /// Where the speaker is named; absent where that is not known.
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Relay<'a> {
    text: &'a str,
    actor: Option<&'a str>,
}

#[derive(Serialize)]
struct Said<'a> {
    date: String,
    basis: &'a str,
}

#[derive(Serialize)]
struct Casualties<'a> {
    category: &'static str,
    group: &'a str,
    quantity: Quantity<'a>,
    superseded: bool,
    part_of: Option<&'a str>,
    site: Option<&'a str>,
    /// Where the number itself stands.
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Responsibility<'a> {
    stance: &'static str,
    actor: &'a str,
    actor_id: Option<&'a str>,
}

#[derive(Serialize)]
struct Matter<'a> {
    what: &'a str,
    sort: Option<&'static str>,
    quantity: Option<Quantity<'a>>,
    /// Where the words for it stand.
    evidence: Vec<Evidence<'a>>,
}

pub(crate) fn line<'a>(claim: &'a model::Claim, texts: &Texts<'a>) -> Line<'a> {
    let text = texts.get(&claim.report);
    Line {
        r#type: "claim",
        id: claim.id.as_str(),
        report: claim.report.as_str(),
        account: claim.account.as_ref().map(model::AccountId::as_str),
        incident: claim.incident.as_ref().map(model::IncidentId::as_str),
        kind: claim.kind.code(),
        modality: claim.modality.code(),
        speaker: claim.speaker.as_ref().map(|speaker| said_by(speaker, text)),
        via: claim.via.iter().map(|relay| Relay { text: &relay.text, actor: relay.actor.as_deref() }).collect(),
        anonymous: claim.anonymous,
        said: claim.said.as_ref().map(|said| Said { date: said.date.to_string(), basis: &said.basis }),
        evidence: text.all(&claim.evidence),
        casualties: claim.casualties.as_ref().map(|figure| casualties(figure, text)),
        responsibility: claim.responsibility.as_ref().map(responsibility),
        matter: claim.matter.as_ref().map(|about| matter(about, text)),
        read_by: &claim.read_by,
    }
}

fn said_by<'a>(speaker: &'a model::Speaker, text: &Offsets<'a>) -> Speaker<'a> {
    Speaker {
        text: &speaker.text,
        name: speaker.name.as_deref(),
        actor: speaker.actor.as_deref(),
        r#type: speaker.kind.code(),
        evidence: place_of(speaker.span, text),
    }
}

fn casualties<'a>(figure: &'a model::Casualties, text: &Offsets<'a>) -> Casualties<'a> {
    Casualties {
        category: figure.category.code(),
        group: &figure.group,
        quantity: parts::quantity(&figure.quantity),
        superseded: figure.superseded,
        part_of: figure.part_of.as_ref().map(model::ClaimId::as_str),
        site: figure.site.as_deref(),
        evidence: place_of(figure.span, text),
    }
}

fn responsibility(about: &model::Responsibility) -> Responsibility<'_> {
    Responsibility { stance: about.stance.code(), actor: &about.actor, actor_id: about.actor_id.as_deref() }
}

fn matter<'a>(about: &'a model::Matter, text: &Offsets<'a>) -> Matter<'a> {
    Matter {
        what: &about.what,
        sort: about.sort.map(model::Sort::code),
        quantity: about.quantity.as_ref().map(parts::quantity),
        evidence: place_of(about.span, text),
    }
}

fn place_of<'a>(span: model::Span, text: &Offsets<'a>) -> Vec<Evidence<'a>> {
    if span.is_empty() { Vec::new() } else { vec![text.evidence(span)] }
}
