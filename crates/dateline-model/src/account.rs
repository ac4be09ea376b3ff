//! What one report says about one incident.

use crate::codes::codes;
use crate::event::Event;
use crate::ids::{AccountId, IncidentId, ReportId};
use crate::place::Place;
use crate::quantity::Quantity;
use crate::span::Span;
use crate::time::EventDate;

codes! {
    /// The account's place in its report: what the report is about, another current incident, or one recalled.
    Standing { Main = "main", Other = "other", Background = "background" }
}

codes! {
    /// What a participant does in the event.
    Role { Perpetrator = "perpetrator", Target = "target", Victim = "victim", Instrument = "instrument" }
}

codes! {
    /// What a participant is.
    ParticipantKind {
        Person = "person", Group = "group", Organisation = "organisation", Facility = "facility", Vehicle = "vehicle",
        Weapon = "weapon", Other = "other",
    }
}

codes! {
    /// What befell a participant.
    Effect {
        Death = "death", Injury = "injury", Captured = "captured", None = "none", Escaped = "escaped",
        Damaged = "damaged", Destroyed = "destroyed",
    }
}

codes! {
    /// On whose word a perpetrator is one.
    Confidence {
        Fact = "fact", Claimed = "claimed", AccusedByAuthorities = "accused_by_authorities", Accused = "accused",
        Possible = "possible", Denied = "denied",
    }
}

/// Someone or something that takes part in an event, with the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Participant {
    /// What it does.
    pub role: Role,
    /// What it is.
    pub kind: ParticipantKind,
    /// As written; at least one.
    pub mentions: Vec<String>,
    /// As the atlas or the report names it.
    pub name: Option<String>,
    /// Directory id.
    pub actor: Option<String>,
    /// English short name of its country, where it is another than the incident's.
    pub nationality: Option<String>,
    /// How many.
    pub number: Option<Quantity>,
    /// What befell it.
    pub effect: Option<Effect>,
    /// On whose word.
    pub confidence: Option<Confidence>,
    /// Where the text says so; at least one.
    pub evidence: Vec<Span>,
}

/// What one report says about one incident.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The report that gives it.
    pub report: ReportId,
    /// The incident it was linked to.
    pub incident: Option<IncidentId>,
    /// Its place in the report.
    pub standing: Standing,
    /// The kind of event.
    pub event: Event,
    /// When it happened.
    pub date: Option<EventDate>,
    /// "05:00", "dawn": as normalised from the text.
    pub time_of_day: Option<String>,
    /// Where it happened.
    pub place: Option<Place>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// The sentences that tell of it, in the order of the text; at least one.
    pub evidence: Vec<Span>,
    /// Why it has its standing, in one sentence.
    pub reason: String,
}
