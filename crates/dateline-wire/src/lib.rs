//! The outside shapes: the versioned contract as JSON.
//!
//! Made from a [`Ledger`] (or one report's [`Layers`]), written to any [`Write`]; the words and fields are those of
//! `schema/ledger.schema.json`. Spans, bytes inside the program, become code points here, and the text they cover is
//! cut here, so `text[start..end] == exact` holds for every piece of evidence by construction. What the nouns mean is
//! left to `dateline-model`; what people see, to `dateline-faces`.
//!
//! ```
//! let ledger = dateline_model::Ledger::default();
//! let mut out = Vec::new();
//! dateline_wire::json(&ledger, &mut out)?;
//! assert!(out.starts_with(br#"{"dateline":"1","#));
//! # Ok::<(), std::io::Error>(())
//! ```

mod account;
mod claim;
mod incident;
mod layers;
mod offsets;
mod parts;
mod report;

use dateline::Layers;
use dateline_model::Ledger;
use offsets::Texts;
use serde::Serialize;
use std::io::{self, Write};

/// The major version of the contract, as `json` states it.
pub const VERSION: &str = "1";

/// Writes one JSON object a line: reports, then accounts, claims and incidents, each in the ledger's order.
///
/// # Errors
/// Those of `out`.
pub fn json_lines(ledger: &Ledger, out: &mut impl Write) -> io::Result<()> {
    let texts = Texts::of(&ledger.reports);
    for report in &ledger.reports {
        line(&report::line(report), out)?;
    }
    for account in &ledger.accounts {
        line(&account::line(account, &texts), out)?;
    }
    for claim in &ledger.claims {
        line(&claim::line(claim, &texts), out)?;
    }
    for incident in &ledger.incidents {
        line(&incident::line(incident, &texts), out)?;
    }
    Ok(())
}

/// Writes the whole ledger as one JSON object, one noun a line, so that two of them can be compared by line.
///
/// # Errors
/// Those of `out`.
pub fn json(ledger: &Ledger, out: &mut impl Write) -> io::Result<()> {
    let texts = Texts::of(&ledger.reports);
    write!(out, "{{\"dateline\":\"{VERSION}\"")?;
    list("reports", ledger.reports.iter().map(report::line), out)?;
    list("accounts", ledger.accounts.iter().map(|a| account::line(a, &texts)), out)?;
    list("claims", ledger.claims.iter().map(|c| claim::line(c, &texts)), out)?;
    list("incidents", ledger.incidents.iter().map(|i| incident::line(i, &texts)), out)?;
    out.write_all(b"}\n")
}

/// Writes what each stage saw in one report, as one line.
///
/// # Errors
/// Those of `out`.
pub fn layers_line(layers: &Layers, out: &mut impl Write) -> io::Result<()> {
    line(&layers::line(layers), out)
}

fn list<T: Serialize>(name: &str, items: impl Iterator<Item = T>, out: &mut impl Write) -> io::Result<()> {
    write!(out, ",\n\"{name}\":[")?;
    for (rank, item) in items.enumerate() {
        out.write_all(if rank == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    out.write_all(b"]")
}

fn line<T: Serialize>(item: &T, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, item)?;
    out.write_all(b"\n")
}
