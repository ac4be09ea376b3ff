//! What people decide: understood against the ledger as it stands, kept in the log, and applied.
//!
//! Made from ids as people write them. How decisions change the ledger is left to `dateline-ledger`.

use crate::error::{StoreError, of};
use crate::file::Store;
use crate::log::{Stamp, append, body, last};
use dateline_ledger::{Options, settable};
use dateline_model::{
    Casualties, Category, Claim, ClaimId, ClaimKind, IncidentId, Ledger, Modality, NamedClaim, NamedIncident, Quantity,
    ReportId, Ruling, Said, Span, Speaker, SpeakerType, Standing,
};
use rusqlite::{OptionalExtension, TransactionBehavior};

/// A decision as a person states it; ids may be cut short where that is clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    /// Two incidents are one.
    Merge(String, String),
    /// These reports of an incident tell of another.
    Split(String, Vec<String>),
    /// A report tells of this incident.
    Move(String, String),
    /// A field of an incident has this value.
    Set(String, String, String),
    /// A claim does not count.
    Reject(String),
    /// A claim that was not read from its report, but stands there.
    AddClaim(HandClaim),
}

/// A figure as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What happened to them.
    pub category: Category,
    /// Who they were; "unspecified" for everyone.
    pub group: String,
    /// How many; its words stand in the quoted ones.
    pub quantity: Quantity,
}

/// A claim as a person reads it in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandClaim {
    /// The incident it is about.
    pub incident: String,
    /// The report that carries it.
    pub report: String,
    /// The report's own words.
    pub words: String,
    /// What they say.
    pub figure: Figure,
    /// Who says so, in the report's own words; nobody for the outlet itself.
    pub speaker: Option<String>,
    /// What kind of source that is.
    pub speaker_kind: SpeakerType,
    /// How sure.
    pub modality: Modality,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewed {
    /// Its number in the log.
    pub number: u64,
    /// What was decided, in words.
    pub what: String,
    /// Why it does not apply, where it does not.
    pub unapplied: Option<String>,
}

impl Store {
    /// Keeps a decision and applies it.
    ///
    /// # Errors
    /// When it names what is not there or cannot be; and those of the file.
    pub fn review(&mut self, review: &Review, stamp: &Stamp) -> Result<Reviewed, StoreError> {
        if stamp.by.trim().is_empty() || stamp.why.trim().is_empty() {
            return Err(StoreError::Refused("a decision says who decided, and why".to_owned()));
        }
        self.catch_up()?;
        let ruling = self.ruling(review)?;
        let path = self.path.clone();
        let (number, what) = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|tx| {
                let ruling = numbered(ruling, last(&tx)? + 1);
                let number = append(&tx, "decide", stamp, &body(&ruling), Vec::new())?;
                tx.commit().map(|()| (number, ruling.in_words()))
            })
            .map_err(|e| of(&path, e))?;
        self.derive()?;
        let unapplied = self.say(
            self.db.query_row("SELECT reason FROM unapplied WHERE number = ?1", [number], |r| r.get(0)).optional(),
        )?;
        Ok(Reviewed { number: number.unsigned_abs(), what, unapplied })
    }

    fn ruling(&self, review: &Review) -> Result<Ruling, StoreError> {
        let refuse = |why: String| Err(StoreError::Refused(why));
        match review {
            Review::Merge(a, b) => {
                let (a, b) = (self.named(a)?, self.named(b)?);
                if a.id == b.id { refuse(format!("both are incident {}", a.id)) } else { Ok(Ruling::Merge { a, b }) }
            }
            Review::Split(incident, reports) => {
                let reports: Result<Vec<ReportId>, _> = reports.iter().map(|r| self.report(r)).collect();
                Ok(Ruling::Split { incident: self.named(incident)?, reports: reports? })
            }
            Review::Move(report, incident) => {
                Ok(Ruling::Move { report: self.report(report)?, incident: self.named(incident)? })
            }
            Review::Set(incident, field, value) => {
                settable(field, value).map_err(StoreError::Refused)?;
                let (field, value) = (field.clone(), value.clone());
                Ok(Ruling::Set { incident: self.named(incident)?, field, value })
            }
            Review::Reject(claim) => self.reject(claim),
            Review::AddClaim(claim) => self.by_hand(claim),
        }
    }

    /// An incident with the reports it rests on now.
    fn named(&self, id: &str) -> Result<NamedIncident, StoreError> {
        let id = self.incident(id)?;
        let ledger = self.slice(std::slice::from_ref(&id), &Options::default())?;
        let of = |a: &&dateline_model::Account| a.incident.as_ref() == Some(&id) && a.standing == Standing::Main;
        let reports = ledger.accounts.iter().filter(of).map(|a| a.report.clone()).collect();
        Ok(NamedIncident { id, reports })
    }

    fn reject(&self, id: &str) -> Result<Ruling, StoreError> {
        let none = || StoreError::Refused(format!("no claim has the id “{id}”"));
        let (report, _) = id.split_once('/').ok_or_else(none)?;
        let report = self.report(report)?;
        let ledger = self.one_report(&report, &Options::default())?;
        let rank = id.split_once('/').map_or("", |(_, rank)| rank);
        let full = format!("{report}/{rank}");
        let claim = ledger.claims.iter().find(|c| c.id.as_str() == full).ok_or_else(none)?;
        let text = text_of(&ledger, &report);
        let words = claim.evidence.first().map_or("", |e| e.slice(text)).to_owned();
        let figure = claim.casualties.as_ref().map_or_else(String::new, |f| f.quantity.text.clone());
        Ok(Ruling::Reject { claim: NamedClaim { id: claim.id.clone(), report, words, figure } })
    }

    fn by_hand(&self, hand: &HandClaim) -> Result<Ruling, StoreError> {
        let (incident, report) = (self.named(&hand.incident)?, self.report(&hand.report)?);
        let ledger = self.one_report(&report, &Options::default())?;
        let text = text_of(&ledger, &report);
        let refuse = |what: &str| StoreError::Refused(format!("“{what}” does not stand in report {report}"));
        let find = |words: &str, from: usize| {
            let at = text.get(from..).and_then(|rest| rest.find(words)).filter(|_| !words.is_empty());
            at.map(|at| Span::new(from + at, from + at + words.len()))
        };
        let evidence = find(&hand.words, 0).ok_or_else(|| refuse(&hand.words))?;
        let number = find(&hand.figure.quantity.text, evidence.start)
            .filter(|n| evidence.contains(*n))
            .ok_or_else(|| refuse(&hand.figure.quantity.text))?;
        let speaker = match &hand.speaker {
            None => None,
            Some(words) => {
                let span = find(words, 0).ok_or_else(|| refuse(words))?;
                Some(Speaker { text: words.clone(), name: None, actor: None, kind: hand.speaker_kind, span })
            }
        };
        let published = ledger.reports.iter().find(|r| r.id == report).and_then(|r| r.published.as_ref());
        Ok(Ruling::AddClaim {
            incident,
            claim: Box::new(Claim {
                id: ClaimId::default(),
                report,
                account: None,
                incident: None,
                kind: ClaimKind::Casualties,
                modality: hand.modality,
                anonymous: false,
                speaker,
                via: Vec::new(),
                said: published.map(|p| Said { date: p.date, basis: "published".to_owned() }),
                evidence: vec![evidence],
                casualties: Some(Casualties {
                    category: hand.figure.category,
                    group: hand.figure.group.clone(),
                    quantity: hand.figure.quantity.clone(),
                    superseded: false,
                    part_of: None,
                    site: None,
                    span: number,
                }),
                responsibility: None,
                matter: None,
                read_by: "by hand".to_owned(),
            }),
        })
    }

    /// The incident a claim, account or report belongs to, or the incident itself, by any id.
    ///
    /// # Errors
    /// When nothing or more than one thing has the id; and those of the file.
    pub fn about(&self, id: &str, options: &Options) -> Result<Ledger, StoreError> {
        let report = id.split_once('/').map_or(id, |(report, _)| report);
        match self.incident(id) {
            Ok(incident) => self.slice(&[incident], options),
            Err(_) => self.report(report).and_then(|report| self.one_report(&report, options)),
        }
    }

    /// The id an incident goes by now; itself where the ledger does not know it.
    pub fn current(&self, id: &IncidentId) -> IncidentId {
        self.incident(id.as_str()).unwrap_or_else(|_| id.clone())
    }
}

fn text_of<'a>(ledger: &'a Ledger, report: &ReportId) -> &'a str {
    ledger.reports.iter().find(|r| r.id == *report).map_or("", |r| r.text.as_str())
}

/// A claim by hand bears the number of its decision.
fn numbered(ruling: Ruling, number: i64) -> Ruling {
    match ruling {
        Ruling::AddClaim { incident, mut claim } => {
            claim.id = ClaimId(format!("{}/h{number}", claim.report));
            Ruling::AddClaim { incident, claim }
        }
        other => other,
    }
}
