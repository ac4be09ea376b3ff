//! One statement, with the one who made it: the atom of the ledger.

use crate::codes::codes;
use crate::ids::{AccountId, ClaimId, IncidentId, ReportId};
use crate::quantity::Quantity;
use crate::span::Span;
use jiff::civil::Date;

codes! {
    /// What a claim is about.
    ClaimKind {
        Casualties = "casualties", Responsibility = "responsibility", Occurrence = "occurrence", Damage = "damage",
        Arrests = "arrests", Strength = "strength", Status = "status", Reaction = "reaction",
    }
}

codes! {
    /// How sure, and in what manner, it was said.
    Modality {
        Asserted = "asserted", Claimed = "claimed", Admitted = "admitted", Denied = "denied",
        Unconfirmed = "unconfirmed", Expected = "expected",
    }
}

codes! {
    /// What kind of source a speaker is. A claim without a speaker is the outlet's own ("unattributed").
    SpeakerType {
        Government = "government", Military = "military", Police = "police", ArmedGroup = "armed_group",
        AnonymousOfficial = "anonymous_official", Medical = "medical", Witness = "witness", Resident = "resident",
        Ngo = "ngo", Un = "un", Intergovernmental = "intergovernmental", Media = "media", Expert = "expert",
        Document = "document", Family = "family", Other = "other",
    }
}

codes! {
    /// What happened to the people counted.
    Category {
        Killed = "killed", Wounded = "wounded", Casualties = "casualties", Missing = "missing", Captured = "captured",
        Arrested = "arrested", Kidnapped = "kidnapped", Released = "released", Displaced = "displaced",
    }
}

codes! {
    /// What is said about who did it.
    Stance { Claims = "claims", Denies = "denies", Accuses = "accuses", Suspects = "suspects", Admits = "admits" }
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Speaker {
    /// As written where the statement is made ("the general staff", "he").
    pub text: String,
    /// The name it resolves to.
    pub name: Option<String>,
    /// Directory id.
    pub actor: Option<String>,
    /// What kind of source.
    pub kind: SpeakerType,
    /// Where the speaker is named.
    pub span: Span,
}

/// One step of the relay chain between the speaker and the outlet ("told AFP").
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Relay {
    /// As written.
    pub text: String,
    /// Directory id.
    pub actor: Option<String>,
}

/// When it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Said {
    /// The day.
    pub date: Date,
    /// How it is known: "text", "published".
    pub basis: String,
}

/// A figure: what happened to how many of whom.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Casualties {
    /// What happened to them.
    pub category: Category,
    /// Who they were: one of the contract's groups, or the report's own noun.
    pub group: String,
    /// How many.
    pub quantity: Quantity,
    /// Whether the report itself gives a newer figure in its place ("up from 31").
    pub superseded: bool,
    /// The figure it is a part of ("among them 14 women"), by its rank among the report's claims.
    pub part_of: Option<ClaimId>,
    /// The named spot it is limited to, where the report limits it.
    pub site: Option<String>,
    /// Where the number itself stands.
    pub span: Span,
}

/// A statement about who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Responsibility {
    /// What is said.
    pub stance: Stance,
    /// About whom, as named.
    pub actor: String,
    /// Directory id.
    pub actor_id: Option<String>,
}

codes! {
    /// What a claim of damage says was done to a thing, or what manner of reaction is told.
    Sort {
        Damaged = "damaged", Destroyed = "destroyed", Burned = "burned", Looted = "looted",
        Condemnation = "condemnation", Condolence = "condolence", Concern = "concern", Praise = "praise",
        Call = "call", Vow = "vow",
    }
}

/// What a claim speaks of that is neither a figure of people harmed nor who did it: the houses that were burned, the
/// fighters who came, the words of a reaction.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Matter {
    /// As written, without article and number: "houses", "fighters".
    pub what: String,
    /// What was done to it, or the manner of the reaction.
    pub sort: Option<Sort>,
    /// How many, where the report says so.
    pub quantity: Option<Quantity>,
    /// Where it stands.
    pub span: Span,
}

/// One statement of a report, with the one who made it and the sentence it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// The report that carries it.
    pub report: ReportId,
    /// The account it belongs to.
    pub account: Option<AccountId>,
    /// The incident it was linked to.
    pub incident: Option<IncidentId>,
    /// What it is about.
    pub kind: ClaimKind,
    /// How sure.
    pub modality: Modality,
    /// Who said it; `None` when the outlet itself does.
    pub speaker: Option<Speaker>,
    /// The relay chain, nearest to the speaker first.
    pub via: Vec<Relay>,
    /// Whether the speaker is not named.
    pub anonymous: bool,
    /// When it was said.
    pub said: Option<Said>,
    /// The sentences it was read from; at least one.
    pub evidence: Vec<Span>,
    /// The figure, for `kind` casualties.
    pub casualties: Option<Casualties>,
    /// The stance, for `kind` responsibility.
    pub responsibility: Option<Responsibility>,
    /// What is spoken of, for the kinds damage, strength, arrests, reaction and occurrence.
    // left out where there is none: a ledger written before it was known reads, and hashes, as it did
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub matter: Option<Matter>,
    /// Which line of which lexicon or frame read it, for `explain`.
    pub read_by: String,
}
