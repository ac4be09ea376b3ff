//! The shapes that several nouns share: event, date, place, quantity, named actor.

use crate::offsets::{Evidence, Offsets};
use dateline_model as model;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
pub(crate) struct Event {
    r#type: &'static str,
    subtype: &'static str,
    muc: Option<&'static str>,
    stage: &'static str,
}

pub(crate) fn event(event: &model::Event) -> Event {
    Event {
        r#type: event.event_type().code(),
        subtype: event.subtype.code(),
        muc: event.muc.map(model::Muc::code),
        stage: event.stage.code(),
    }
}

#[derive(Serialize)]
pub(crate) struct EventDate<'a> {
    start: Option<String>,
    end: String,
    precision: &'static str,
    basis: &'a str,
    evidence: Vec<Evidence<'a>>,
}

pub(crate) fn date<'a>(date: &'a model::EventDate, text: &Offsets<'a>) -> EventDate<'a> {
    EventDate {
        start: (!date.open).then(|| date.start.to_string()),
        end: date.end.to_string(),
        precision: date.precision.code(),
        basis: &date.basis,
        evidence: text.all(&date.evidence),
    }
}

#[derive(Serialize)]
pub(crate) struct Place<'a> {
    name: Option<&'a str>,
    site: Option<&'a str>,
    admin1: Option<&'a str>,
    country: Option<&'a str>,
    #[serde(serialize_with = "degrees")]
    latitude: Option<f64>,
    #[serde(serialize_with = "degrees")]
    longitude: Option<f64>,
    geonames: Option<u64>,
    precision: &'static str,
    evidence: Vec<Evidence<'a>>,
}

pub(crate) fn place<'a>(place: &'a model::Place, text: &Offsets<'a>) -> Place<'a> {
    Place {
        name: place.name.as_deref(),
        site: place.site.as_deref(),
        admin1: place.admin1.as_deref(),
        country: country(place.country.as_deref()),
        latitude: place.latitude,
        longitude: place.longitude,
        geonames: place.geonames,
        precision: place.precision.code(),
        evidence: text.all(&place.evidence),
    }
}

/// The contract knows two capital letters or nothing.
fn country(code: Option<&str>) -> Option<&str> {
    code.filter(|code| code.len() == 2 && code.bytes().all(|letter| letter.is_ascii_uppercase()))
}

/// Five decimals, about a metre: what the gazetteer gives, and the same digits on every machine.
#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(crate) fn degrees<S: Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match value.filter(|value| value.is_finite()) {
        // Adding zero turns -0.0 into 0.0.
        Some(value) => out.serialize_f64((value * 1e5).round() / 1e5 + 0.0),
        None => out.serialize_none(),
    }
}

/// A number as it is written: without decimals where it has none.
#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
pub(crate) fn amount<S: Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match value.filter(|value| value.is_finite()) {
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => out.serialize_i64(value as i64),
        Some(value) => out.serialize_f64(value),
        None => out.serialize_none(),
    }
}

#[derive(Serialize)]
pub(crate) struct Quantity<'a> {
    low: Option<u64>,
    high: Option<u64>,
    qualifier: &'static str,
    text: &'a str,
}

pub(crate) fn quantity(quantity: &model::Quantity) -> Quantity<'_> {
    Quantity { low: quantity.low, high: quantity.high, qualifier: quantity.qualifier.code(), text: &quantity.text }
}

#[derive(Serialize)]
pub(crate) struct Named<'a> {
    name: &'a str,
    actor: Option<&'a str>,
}

pub(crate) fn named(actors: &[model::NamedActor]) -> Vec<Named<'_>> {
    actors.iter().map(|actor| Named { name: &actor.name, actor: actor.actor.as_deref() }).collect()
}
