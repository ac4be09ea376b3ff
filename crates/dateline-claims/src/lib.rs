//! Who says what happened? A report and its document become accounts and claims, each with its evidence.
//!
//! Knowledge is in `lexicon/`: words for harm, cues of speech, hedges, events, groups of people. The code joins
//! them: numbers to people ([`counts`]), people to what happened to them ([`binding`]), statements to their
//! speakers ([`attribution`]), sentences to the report's own incident or to one it recalls (`standing`).

mod about;
mod accounts;
mod again;
mod anaphora;
mod apart;
mod areas;
mod aside;
pub mod attribution;
mod belonging;
mod besides;
pub mod binding;
mod bygone;
mod captors;
mod certainty;
mod companions;
mod comparisons;
mod concerted;
pub mod counts;
mod damage;
mod day;
mod departures;
mod events;
mod extract;
mod fate;
mod filed;
pub mod frames;
mod gate;
mod happening;
mod harm;
mod headline;
mod home;
mod identified;
mod individuals;
mod inherited;
mod introduced;
mod killers;
mod later;
pub mod lexicon;
mod locals;
mod made_up;
mod measures;
mod modality;
mod nameless;
mod names;
mod nationality;
mod noun_phrases;
pub mod numbers;
mod offices;
mod own_men;
mod parted;
mod participants;
mod pointing;
mod preludes;
mod quantities;
mod quarters;
mod reading;
mod responsibility;
mod roles;
mod same_men;
mod scene;
mod sequels;
mod sets;
mod several;
mod speakers;
pub mod spots;
mod standing;
mod statements;
mod subtolls;
mod syntax;
mod tie;
pub mod times;
mod tolls;
mod totals;
mod triggers;
mod turns;
mod undated;
mod unverified;
mod weapons;
mod weeding;
mod whereabouts;
pub mod words;

pub use frames::FrameSet;
pub use gate::may_tell_of_harm;
pub use reading::told_blocks;
pub use triggers::{worth_naming, worth_parsing};

use dateline_atlas::{Atlas, PlaceContext, PlaceMention};
use dateline_language::Document;
use dateline_model::{Account, Claim, Note, Qualifier, Report, ReportKind, Span};
use jiff::civil::Date;

/// What extraction makes of one report.
#[derive(Debug, Clone)]
pub struct Extraction {
    /// Whether the report is about a current violent incident.
    pub kind: ReportKind,
    /// Main first, then in the order of the text.
    pub accounts: Vec<Account>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
    /// Remarks for the report.
    pub notes: Vec<Note>,
}

impl Extraction {
    /// What a report holds whose words cannot add up to violence or harm.
    pub fn nothing() -> Self {
        let notes = vec![Note::new("kind", "no words, or too few, for violence or harm")];
        Extraction { kind: ReportKind::Other, accounts: Vec::new(), claims: Vec::new(), notes }
    }
}

/// A stretch of text that says who says what; spans in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributionSpans {
    /// Who says it.
    pub source: Option<Span>,
    /// The word that hands over.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
}

/// A number with its words; spans in bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantitySpan {
    /// Where it stands.
    pub span: Span,
    /// Least value.
    pub low: Option<f64>,
    /// Greatest value.
    pub high: Option<f64>,
    /// What the words around it make of it.
    pub qualifier: Qualifier,
    /// What it is measured in: money, a unit, "%"; `None` for a count.
    pub unit: Option<String>,
    /// What is counted.
    pub noun: Option<String>,
}

/// What the stage saw on its way, for people who want to look inside.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Time expressions.
    pub times: Vec<times::TimeMention>,
    /// Numbers.
    pub quantities: Vec<QuantitySpan>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// Who says what.
    pub attributions: Vec<AttributionSpans>,
}

/// Reads the accounts and claims out of a report. Spans are bytes of `report.text`.
///
/// `document` must have been made from `report.text`; what is not in it is not seen. Relative times are read against
/// the date of publication, or against `anchor` where there is none.
pub fn extract(
    report: &Report,
    document: &Document,
    atlas: &Atlas,
    frames: &FrameSet,
    anchor: Option<Date>,
) -> Extraction {
    let reading = reading::Reading::new(report, document, atlas, frames, anchor);
    let mut told = extract::accounts_and_claims(&reading);
    locals::name_groups(atlas, &report.text, &mut told.accounts, &mut told.claims);
    let kind = if reading.judgement.is_incident { ReportKind::Incident } else { ReportKind::Other };
    let notes = vec![Note::new("kind", reading.judgement.reason.clone())];
    Extraction { kind, accounts: told.accounts, claims: told.claims, notes }
}

/// Every place named, nationalities among them.
fn places(report: &Report, atlas: &Atlas) -> Vec<PlaceMention> {
    let context = PlaceContext { demonyms: true, ..names::context_of(report) };
    atlas.places_in(&report.text, &context)
}

/// What the stage sees in a report: times, quantities, places, attributions.
pub fn see(report: &Report, document: &Document, atlas: &Atlas, anchor: Option<Date>) -> Seen {
    let reading = reading::Reading::new(report, document, atlas, FrameSet::embedded(), anchor);
    let mut seen = Seen {
        times: times::find(&report.text, report.published.as_ref().map(|p| p.date).or(anchor)),
        places: places(report, atlas),
        ..Seen::default()
    };
    seen.attributions = statements::statements(&reading.lines, &reading.attributions);
    for line in &reading.lines {
        let from = seen.times.partition_point(|t| t.span.end <= line.span.start);
        let near = &seen.times[from..];
        let near = &near[..near.partition_point(|t| t.span.start < line.span.end)];
        seen.quantities.extend(quantities::quantities(&report.text, line.span, near));
    }
    seen
}
