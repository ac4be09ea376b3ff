//! The merged record of one incident, and the ledger that holds all of them.

use crate::account::Account;
use crate::claim::{Category, Claim, Stance};
use crate::codes::codes;
use crate::decision::Decision;
use crate::event::Event;
use crate::ids::{AccountId, ClaimId, IncidentId, ReportId};
use crate::place::Place;
use crate::report::Report;
use crate::time::EventDate;
use jiff::civil::Date;

codes! {
    /// What a new figure did to the account.
    Change { First = "first", Update = "update", Correction = "correction", Contradiction = "contradiction" }
}

codes! {
    /// Whether a person has looked at it.
    Status { Open = "open", Reviewed = "reviewed" }
}

/// A name, and the directory id it resolves to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NamedActor {
    /// As named.
    pub name: String,
    /// Directory id.
    pub actor: Option<String>,
}

/// How many reports, outlets and independent origins speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sources {
    /// Reports.
    pub reports: usize,
    /// Different outlets.
    pub outlets: usize,
    /// Different text origins; reprints of one wire count once.
    pub independent: usize,
}

/// What an actor is said to have to do with it, and by which claims.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct IncidentResponsibility {
    /// As named.
    pub actor: String,
    /// Directory id.
    pub actor_id: Option<String>,
    /// What is said.
    pub stance: Stance,
    /// The claims that say so.
    pub claims: Vec<ClaimId>,
}

/// A figure derived from the claims under a named rule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Estimate {
    /// What happened to them.
    pub category: Category,
    /// Who they were.
    pub group: String,
    /// Lowest.
    pub low: Option<u64>,
    /// Best.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// The rule's name.
    pub rule: String,
    /// The claim the best figure is from.
    pub winner: Option<ClaimId>,
    /// Every claim that was weighed; at least one.
    pub claims: Vec<ClaimId>,
    /// Why the winner won, in a sentence.
    pub why: String,
}

/// One step of how the account changed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HistoryEntry {
    /// The day from which the account stood so.
    pub as_of: Option<Date>,
    /// What kind of step.
    pub change: Change,
    /// What happened to them.
    pub category: Category,
    /// Who they were.
    pub group: String,
    /// Lowest so far.
    pub low: Option<u64>,
    /// Best so far.
    pub best: Option<u64>,
    /// Highest so far.
    pub high: Option<u64>,
    /// The claims that made the step.
    pub claims: Vec<ClaimId>,
}

/// One incident, merged from all its accounts.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What, where, when in one line.
    pub title: String,
    /// The kind of event.
    pub event: Event,
    /// When.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<Place>,
    /// Who is said to have done it.
    pub perpetrators: Vec<NamedActor>,
    /// What was attacked.
    pub targets: Vec<NamedActor>,
    /// With what.
    pub weapons: Vec<String>,
    /// Who claims, denies or is accused of it.
    pub responsibility: Vec<IncidentResponsibility>,
    /// Its reports; at least one.
    pub reports: Vec<ReportId>,
    /// Its accounts; at least one.
    pub accounts: Vec<AccountId>,
    /// Its claims.
    pub claims: Vec<ClaimId>,
    /// Incidents merged into it.
    pub absorbed: Vec<IncidentId>,
    /// How many sources.
    pub sources: Sources,
    /// The figures under the chosen rule.
    pub estimates: Vec<Estimate>,
    /// How the account changed.
    pub history: Vec<HistoryEntry>,
    /// What the reports call unclear, and what they contradict each other on.
    pub open_questions: Vec<String>,
    /// Whether a person has looked at it.
    pub status: Status,
    /// The report whose words date and place evidence point into, for `date` and `place`.
    pub evidence_report: ReportId,
    /// Whether it is recalled as background only, by every account of it.
    pub background: bool,
    /// What people decided about it, by number.
    #[cfg_attr(feature = "serde", serde(default))]
    pub decisions: Vec<Decision>,
    /// Why its accounts were joined, by account: for each, the one it is closest to.
    #[cfg_attr(feature = "serde", serde(default))]
    pub joined: Vec<Joined>,
}

/// Why an account was put with another.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Joined {
    /// The account.
    pub account: AccountId,
    /// The one it is closest to.
    pub to: AccountId,
    /// What they have in common and what tells them apart, the most telling first, each with its weight.
    pub why: String,
}

/// Everything that was read, and what it adds up to. Lists are in a stable order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Ledger {
    /// By path, then id.
    pub reports: Vec<Report>,
    /// By report, then rank.
    pub accounts: Vec<Account>,
    /// By report, then rank.
    pub claims: Vec<Claim>,
    /// By date, then id.
    pub incidents: Vec<Incident>,
}
