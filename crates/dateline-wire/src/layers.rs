//! The line of one report's layers.

use crate::offsets::{Offsets, Stretch};
use crate::parts;
use crate::report::{self, Published};
use dateline::{AttributionLayer, Layers, PlaceLayer, QuantityLayer};
use dateline_model::{PlacePrecision, Span};
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Line<'a> {
    r#type: &'static str,
    id: &'a str,
    path: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<Published>,
    text: &'a str,
    sentences: Vec<Stretch>,
    tokens: Vec<Token<'a>>,
    entities: Vec<Entity<'a>>,
    times: Vec<Time<'a>>,
    quantities: Vec<Quantity<'a>>,
    places: Vec<Place<'a>>,
    attributions: Vec<Attribution>,
}

#[derive(Serialize)]
struct Token<'a> {
    #[serde(flatten)]
    at: Stretch,
    tag: Option<&'a str>,
    lemma: Option<&'a str>,
    head: Option<usize>,
    relation: Option<&'a str>,
}

#[derive(Serialize)]
struct Entity<'a> {
    #[serde(flatten)]
    at: Stretch,
    label: &'a str,
}

#[derive(Serialize)]
struct Time<'a> {
    #[serde(flatten)]
    at: Stretch,
    kind: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Quantity<'a> {
    #[serde(flatten)]
    at: Stretch,
    #[serde(serialize_with = "parts::amount")]
    low: Option<f64>,
    #[serde(serialize_with = "parts::amount")]
    high: Option<f64>,
    qualifier: &'static str,
    unit: Option<&'a str>,
    noun: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    #[serde(flatten)]
    at: Stretch,
    name: Option<&'a str>,
    geonames: Option<u64>,
    #[serde(serialize_with = "parts::degrees")]
    latitude: Option<f64>,
    #[serde(serialize_with = "parts::degrees")]
    longitude: Option<f64>,
    country: Option<&'a str>,
    precision: Option<&'static str>,
}

#[derive(Serialize)]
struct Attribution {
    source: Option<Stretch>,
    cue: Option<Stretch>,
    content: Vec<Stretch>,
}

pub(crate) fn line(layers: &Layers) -> Line<'_> {
    let text = &Offsets::of(&layers.text);
    Line {
        r#type: "layers",
        id: layers.id.as_str(),
        path: layers.path.as_deref(),
        language: layers.language.as_deref(),
        published: layers.published.as_ref().map(report::published),
        text: &layers.text,
        sentences: stretches(&layers.sentences, text),
        tokens: tokens(layers, text),
        entities: layers.entities.iter().map(|e| Entity { at: text.stretch(e.span), label: &e.label }).collect(),
        times: layers.times.iter().map(|t| Time { at: text.stretch(t.span), kind: &t.kind, value: &t.value }).collect(),
        quantities: layers.quantities.iter().map(|one| quantity(one, text)).collect(),
        places: layers.places.iter().map(|one| place(one, text)).collect(),
        attributions: layers.attributions.iter().map(|one| attribution(one, text)).collect(),
    }
}

fn stretches(spans: &[Span], text: &Offsets) -> Vec<Stretch> {
    spans.iter().map(|&span| text.stretch(span)).collect()
}

fn tokens<'a>(layers: &'a Layers, text: &Offsets) -> Vec<Token<'a>> {
    let token = |one: &'a dateline::TokenLayer| Token {
        at: text.stretch(one.span),
        tag: one.tag.as_deref(),
        lemma: one.lemma.as_deref(),
        head: one.head,
        relation: one.relation.as_deref(),
    };
    layers.tokens.iter().map(token).collect()
}

fn quantity<'a>(one: &'a QuantityLayer, text: &Offsets) -> Quantity<'a> {
    Quantity {
        at: text.stretch(one.span),
        low: one.low,
        high: one.high,
        qualifier: one.qualifier.code(),
        unit: one.unit.as_deref(),
        noun: one.noun.as_deref(),
    }
}

fn place<'a>(one: &'a PlaceLayer, text: &Offsets) -> Place<'a> {
    Place {
        at: text.stretch(one.span),
        name: one.name.as_deref(),
        geonames: one.geonames,
        latitude: one.latitude,
        longitude: one.longitude,
        country: one.country.as_deref(),
        precision: one.precision.map(PlacePrecision::code),
    }
}

fn attribution(one: &AttributionLayer, text: &Offsets) -> Attribution {
    Attribution {
        source: one.source.map(|span| text.stretch(span)),
        cue: one.cue.map(|span| text.stretch(span)),
        content: stretches(&one.content, text),
    }
}
