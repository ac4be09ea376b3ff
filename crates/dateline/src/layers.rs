//! What each stage saw in one report, as plain values for `dateline layers`.
//!
//! Filled by the facade from the stages' own types; written as JSON by `dateline-wire`. Spans count bytes of `text`.
//! A layer whose stage does not exist is left empty.

use crate::Options;
use dateline_model::{PlacePrecision, Published, Qualifier, Report, ReportId, Span};

/// A word, with what the parser made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TokenLayer {
    /// Where it stands.
    pub span: Span,
    /// Its universal part of speech.
    pub tag: Option<String>,
    /// Its dictionary form.
    pub lemma: Option<String>,
    /// Index of its head among the tokens; the root is its own head.
    pub head: Option<usize>,
    /// Its relation to its head.
    pub relation: Option<String>,
}

/// A name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityLayer {
    /// Where it stands.
    pub span: Span,
    /// What it names.
    pub label: String,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TimeLayer {
    /// Where it stands.
    pub span: Span,
    /// "date", "time", "duration" or "set".
    pub kind: String,
    /// Its value as TimeML spells it.
    pub value: String,
}

/// A number with its bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityLayer {
    /// Where it stands.
    pub span: Span,
    /// Least value.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// What the words around it make of it.
    pub qualifier: Qualifier,
    /// What it is measured in, where it is not a count.
    pub unit: Option<String>,
    /// What is counted.
    pub noun: Option<String>,
}

/// A place name, and what the atlas makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceLayer {
    /// Where it stands.
    pub span: Span,
    /// As the atlas spells it.
    pub name: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// How exact.
    pub precision: Option<PlacePrecision>,
}

/// Who says what: the source, the words of saying, and what is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttributionLayer {
    /// Who says it.
    pub source: Option<Span>,
    /// The words of saying.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
}

/// What each stage saw in one report.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Layers {
    /// The report.
    pub id: ReportId,
    /// Where it was read.
    pub path: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The text all spans point into.
    pub text: String,
    /// Sentences.
    pub sentences: Vec<Span>,
    /// Words.
    pub tokens: Vec<TokenLayer>,
    /// Names.
    pub entities: Vec<EntityLayer>,
    /// Time expressions.
    pub times: Vec<TimeLayer>,
    /// Numbers.
    pub quantities: Vec<QuantityLayer>,
    /// Places.
    pub places: Vec<PlaceLayer>,
    /// Who says what.
    pub attributions: Vec<AttributionLayer>,
}

impl Layers {
    /// What each stage sees in a report.
    pub(crate) fn of(report: Report, options: &Options) -> Layers {
        let anchor = crate::run::anchor_of(report.path.as_deref(), options);
        let document = crate::parse::whole_document(&report);
        let seen = dateline_claims::see(&report, &document, options.knowledge.atlas(), anchor);
        Layers {
            sentences: document.sentences.iter().map(|s| s.span).collect(),
            tokens: document.tokens.iter().map(token).collect(),
            entities: document
                .entities
                .iter()
                .map(|e| EntityLayer { span: e.span, label: e.label.to_owned() })
                .collect(),
            times: seen
                .times
                .into_iter()
                .map(|t| TimeLayer { span: t.span, kind: t.kind.code().to_owned(), value: t.value })
                .collect(),
            quantities: seen.quantities.into_iter().map(quantity).collect(),
            places: seen.places.into_iter().map(place).collect(),
            attributions: seen
                .attributions
                .into_iter()
                .map(|a| AttributionLayer { source: a.source, cue: a.cue, content: a.content })
                .collect(),
            id: report.id,
            path: report.path,
            language: report.language,
            published: report.published,
            text: report.text,
        }
    }
}

fn token(token: &dateline_language::Token) -> TokenLayer {
    let parsed = !token.tag.is_empty();
    let some = |value: &str| parsed.then(|| value.to_owned());
    TokenLayer {
        span: token.span,
        tag: some(token.pos.code()),
        lemma: some(token.lemma()),
        head: parsed.then_some(token.head),
        relation: some(token.relation),
    }
}

fn quantity(q: dateline_claims::QuantitySpan) -> QuantityLayer {
    QuantityLayer { span: q.span, low: q.low, high: q.high, qualifier: q.qualifier, unit: q.unit, noun: q.noun }
}

fn place(m: dateline_atlas::PlaceMention) -> PlaceLayer {
    PlaceLayer {
        span: m.span,
        name: Some(m.name),
        geonames: m.geonames,
        latitude: Some(m.latitude),
        longitude: Some(m.longitude),
        country: m.country,
        precision: Some(m.precision),
    }
}
