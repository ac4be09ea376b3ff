//! `dateline review`: what people decide about a ledger; each decision says who made it, when and why.

use crate::exit::{Exit, Usage};
use crate::ledger::{LedgerFile, stamp};
use crate::options::Laid;
use crate::output::say;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use dateline_model::{Category, Modality, Qualifier, Quantity, SpeakerType};
use dateline_store::{Figure, HandClaim, Review};

/// Decide about a ledger: merge or split incidents, move a report, set a field, reject or add a claim
#[derive(Args)]
#[command(
    after_help = "A decision outlasts every later reading and linking; `dateline undo` takes it back. One that no \
    longer applies stays in `dateline log`, with the reason.\n\nExample:\n  dateline review set i-a6042e killed \"10 to \
    14, best 12\" --ledger sahel.ledger --by \"A. Desk\" --why \"the hospital's list\""
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Args)]
struct Signed {
    #[command(flatten)]
    file: LedgerFile,
    #[command(flatten)]
    laid: Laid,
    /// Who decides
    #[arg(long, value_name = "WHO")]
    by: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: String,
}

#[derive(Subcommand)]
enum What {
    /// Two incidents are one
    Merge {
        /// The one
        #[arg(value_name = "INCIDENT")]
        a: String,
        /// The other
        #[arg(value_name = "INCIDENT")]
        b: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// Some reports of an incident tell of another one
    Split {
        /// The incident
        incident: String,
        /// The reports that leave it, by id or file name
        #[arg(required = true, value_name = "REPORT")]
        reports: Vec<String>,
        #[command(flatten)]
        signed: Signed,
    },
    /// A report tells of this incident
    Move {
        /// The report, by id or file name
        report: String,
        /// The incident
        incident: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// A field of an incident has this value
    Set {
        /// The incident
        incident: String,
        /// title, date, place, site, country, latitude, longitude, type, status, or a category of figures (killed,
        /// wounded:civilians)
        field: String,
        /// The value, as the field is written
        value: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// A claim does not count
    Reject {
        /// The claim's id, as `dateline show --explain` has it
        claim: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// A figure stands in a report that was not read from it
    AddClaim(ByHand),
}

#[derive(Args)]
struct ByHand {
    /// The incident
    incident: String,
    /// The report, by id or file name
    report: String,
    /// What happened to them: killed, wounded, missing…
    #[arg(long, value_name = "NAME", value_parser = category)]
    category: Category,
    /// How many, in the report's own words
    #[arg(long, value_name = "WORDS")]
    figure: String,
    /// The least number the words allow
    #[arg(long, value_name = "N")]
    low: Option<u64>,
    /// The greatest number the words allow
    #[arg(long, value_name = "N")]
    high: Option<u64>,
    /// Who they were
    #[arg(long, value_name = "NAME", default_value = "unspecified")]
    group: String,
    /// The report's own words, the figure among them
    #[arg(long, value_name = "WORDS")]
    words: String,
    /// Who says so, in the report's own words [default: the outlet]
    #[arg(long, value_name = "WORDS")]
    speaker: Option<String>,
    /// What kind of source that is
    #[arg(long, value_name = "NAME", default_value = "other", value_parser = speaker)]
    speaker_type: SpeakerType,
    /// How sure
    #[arg(long, value_name = "NAME", default_value = "asserted", value_parser = modality)]
    modality: Modality,
    #[command(flatten)]
    signed: Signed,
}

pub(crate) fn run(arguments: Arguments) -> Result<Exit> {
    let (review, signed) = match arguments.what {
        What::Merge { a, b, signed } => (Review::Merge(a, b), signed),
        What::Split { incident, reports, signed } => (Review::Split(incident, reports), signed),
        What::Move { report, incident, signed } => (Review::Move(report, incident), signed),
        What::Set { incident, field, value, signed } => (Review::Set(incident, field, value), signed),
        What::Reject { claim, signed } => (Review::Reject(claim), signed),
        What::AddClaim(hand) => claim(hand)?,
    };
    let stamp = stamp(Some(&signed.by), Some(&signed.why))?;
    let done = signed.file.write(&signed.laid)?.review(&review, &stamp)?;
    say(&format!("decision {}: {}", done.number, done.what));
    match done.unapplied {
        None => Ok(Exit::Done),
        Some(reason) => {
            say(&format!("decision {} is kept, but does not apply: {reason}", done.number));
            Ok(Exit::Failed)
        }
    }
}

fn claim(hand: ByHand) -> Result<(Review, Signed)> {
    let read = hand.figure.replace([',', ' '], "").parse::<u64>().ok();
    let (low, high) = match (hand.low, hand.high) {
        (None, None) => (read, read),
        bounds => bounds,
    };
    let qualifier = match (low, high) {
        (None, None) => bail!(Usage("say how many the figure is with --low, --high or both".to_owned())),
        (Some(low), Some(high)) if low > high => bail!(Usage(format!("{low} is more than {high}"))),
        (Some(low), Some(high)) if low == high => Qualifier::Exact,
        (Some(_), Some(_)) => Qualifier::Range,
        (Some(_), None) => Qualifier::AtLeast,
        (None, Some(_)) => Qualifier::UpTo,
    };
    let quantity = Quantity::new(low, high, qualifier, hand.figure);
    let figure = Figure { category: hand.category, group: hand.group, quantity };
    let ByHand { incident, report, words, speaker, speaker_type, modality, signed, .. } = hand;
    let hand = HandClaim { incident, report, words, figure, speaker, speaker_kind: speaker_type, modality };
    Ok((Review::AddClaim(hand), signed))
}

fn category(text: &str) -> Result<Category, String> {
    Category::from_code(text).ok_or_else(|| named(Category::ALL.iter().map(|c| c.code())))
}

fn speaker(text: &str) -> Result<SpeakerType, String> {
    SpeakerType::from_code(text).ok_or_else(|| named(SpeakerType::ALL.iter().map(|c| c.code())))
}

fn modality(text: &str) -> Result<Modality, String> {
    Modality::from_code(text).ok_or_else(|| named(Modality::ALL.iter().map(|c| c.code())))
}

fn named<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    format!("one of {}", codes.collect::<Vec<_>>().join(", "))
}
