//! `dateline log`: what was done to a ledger, by whom, when and why.

use crate::exit::Exit;
use crate::ledger::LedgerFile;
use crate::output;
use anyhow::{Context, Result};
use clap::Args;
use dateline_store::Entry;
use std::io::Write;

/// List what was done to a ledger, oldest first: reports added, decisions made, operations taken back
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    file: LedgerFile,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let store = arguments.file.read()?;
    let entries = store.log()?;
    output::write(|out| entries.iter().try_for_each(|entry| writeln!(out, "{}", line(entry))))
        .context("cannot write to standard output")?;
    Ok(Exit::Done)
}

/// "3  2031-03-05T10:00:00Z  decide  by A. Desk: i-… and i-… are one incident – one blast, two towns".
fn line(entry: &Entry) -> String {
    let by = if entry.stamp.by.is_empty() { String::new() } else { format!("by {}: ", entry.stamp.by) };
    let why = if entry.stamp.why.is_empty() { String::new() } else { format!(" – {}", entry.stamp.why) };
    let undone = if entry.undone { " (taken back)" } else { "" };
    let reason = entry.unapplied.as_ref().filter(|_| !entry.undone);
    let unapplied = reason.map(|reason| format!(" (does not apply: {reason})")).unwrap_or_default();
    let line = format!(
        "{:>5}  {:20}  {:7}  {by}{}{why}{undone}{unapplied}",
        entry.number, entry.stamp.at, entry.kind, entry.what
    );
    line.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
