//! The nouns of Dateline: report, span, quantity, account, claim, incident, estimate, note.
//!
//! Plain values without input or output. Every later crate hands these over; none of them reads a clock, a disk
//! or a network. Spans count **bytes** of the report's text here; the contract (`dateline-wire`) counts code points.
//!
//! ```
//! use dateline_model::{Quantity, Qualifier};
//! let toll = Quantity::more_than(70, "more than 70");
//! assert_eq!((toll.low, toll.high, toll.qualifier), (Some(71), None, Qualifier::MoreThan));
//! ```

mod account;
mod claim;
mod codes;
mod decision;
mod event;
mod ids;
mod incident;
mod note;
mod place;
mod quantity;
mod report;
mod span;
mod time;

pub use account::{Account, Confidence, Effect, Participant, ParticipantKind, Role, Standing};
pub use claim::{
    Casualties, Category, Claim, ClaimKind, Matter, Modality, Relay, Responsibility, Said, Sort, Speaker, SpeakerType,
    Stance,
};
pub use decision::{Decision, NamedClaim, NamedIncident, Ruling};
pub use event::{Event, EventType, Muc, Stage, Subtype};
pub use ids::{AccountId, ClaimId, IncidentId, OriginId, ReportId};
pub use incident::{
    Change, Estimate, HistoryEntry, Incident, IncidentResponsibility, Joined, Ledger, NamedActor, Sources, Status,
};
pub use note::{Found, Note};
pub use place::{Place, PlacePrecision};
pub use quantity::{Qualifier, Quantity};
pub use report::{Block, BlockKind, Outlet, Published, PublishedBasis, Report, ReportKind};
pub use span::Span;
pub use time::{DatePrecision, EventDate, PublishedPrecision};
