//! What people decide about a ledger: who, when, why, and what.
//!
//! A decision is kept as it was made; whether it still applies is found each time the ledger is derived.

use crate::claim::Claim;
use crate::ids::{ClaimId, IncidentId, ReportId};

/// An incident as a decision names it: by its id, and by its reports should the id be gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NamedIncident {
    /// Its id when the decision was made.
    pub id: IncidentId,
    /// The reports whose main account it held then, in order.
    pub reports: Vec<ReportId>,
}

/// A claim as a decision names it: by its id, and by its words should the id be another's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NamedClaim {
    /// Its id when the decision was made.
    pub id: ClaimId,
    /// The report that carries it.
    pub report: ReportId,
    /// The words of its evidence.
    pub words: String,
    /// The words of its number; empty where it has none.
    pub figure: String,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(tag = "what", rename_all = "snake_case"))]
pub enum Ruling {
    /// Two incidents are one.
    Merge {
        /// The one.
        a: NamedIncident,
        /// The other.
        b: NamedIncident,
    },
    /// Some reports of an incident tell of another, together.
    Split {
        /// The incident.
        incident: NamedIncident,
        /// The reports that leave it.
        reports: Vec<ReportId>,
    },
    /// A report tells of this incident.
    Move {
        /// The report.
        report: ReportId,
        /// Where it belongs.
        incident: NamedIncident,
    },
    /// A field of an incident has this value.
    Set {
        /// The incident.
        incident: NamedIncident,
        /// The field's name.
        field: String,
        /// Its value, as the field is written.
        value: String,
    },
    /// A claim does not count.
    Reject {
        /// The claim.
        claim: NamedClaim,
    },
    /// A claim that was not read from its report, but stands there.
    AddClaim {
        /// The incident it is about.
        incident: NamedIncident,
        /// The claim; its evidence lies in its report's text.
        claim: Box<Claim>,
    },
}

impl Ruling {
    /// The ruling's name: "merge", "split", "move", "set", "reject", "add-claim".
    pub fn code(&self) -> &'static str {
        match self {
            Ruling::Merge { .. } => "merge",
            Ruling::Split { .. } => "split",
            Ruling::Move { .. } => "move",
            Ruling::Set { .. } => "set",
            Ruling::Reject { .. } => "reject",
            Ruling::AddClaim { .. } => "add-claim",
        }
    }

    /// What was decided, in words.
    pub fn in_words(&self) -> String {
        match self {
            Ruling::Merge { a, b } => format!("{} and {} are one incident", a.id, b.id),
            Ruling::Split { incident, reports } => {
                let reports: Vec<&str> = reports.iter().map(ReportId::as_str).collect();
                format!("{} of {} tells of another incident", reports.join(", "), incident.id)
            }
            Ruling::Move { report, incident } => format!("report {report} tells of {}", incident.id),
            Ruling::Set { incident, field, value } => format!("{field} of {} is {value}", incident.id),
            Ruling::Reject { claim } => format!("claim {} (“{}”) does not count", claim.id, claim.words),
            Ruling::AddClaim { incident, claim } => format!("claim {} added by hand to {}", claim.id, incident.id),
        }
    }
}

/// A decision: what, by whom, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Decision {
    /// Its number in the log.
    pub number: u64,
    /// Who decided.
    pub by: String,
    /// When, as the log has it (2031-03-05T10:00:00Z).
    pub at: String,
    /// Why.
    pub why: String,
    /// What.
    pub ruling: Ruling,
}
