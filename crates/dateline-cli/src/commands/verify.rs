//! `dateline verify`: whether a ledger's file is what its log adds up to.

use crate::exit::Exit;
use crate::ledger::LedgerFile;
use crate::output::{self, say};
use anyhow::{Context, Result};
use clap::Args;
use std::io::Write;

/// Derive everything in a ledger from its log once more, and compare
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    file: LedgerFile,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let store = arguments.file.read()?;
    let findings = store.verify()?;
    let (reports, incidents) = store.size()?;
    if findings.is_empty() {
        let path = store.path().display();
        output::write(|out| {
            let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            let (reports, incidents) = (count(reports, "report"), count(incidents, "incident"));
            writeln!(out, "{path}: sound; {reports}, {incidents}, as the log has them")
        })
        .context("cannot write to standard output")?;
        return Ok(Exit::Done);
    }
    for finding in &findings {
        say(finding);
    }
    Ok(Exit::Failed)
}
