//! `dateline compact`: makes a ledger's file small.

use crate::exit::Exit;
use crate::ledger::LedgerFile;
use crate::options::Laid;
use crate::output::say;
use anyhow::Result;
use clap::Args;

/// Make a ledger's file small: drops what newer readings of a report replace; no report, claim or decision goes
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    file: LedgerFile,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let mut store = arguments.file.write(&Laid::default())?;
    let done = store.compact()?;
    say(&format!("{}: {} bytes, before {}", store.path().display(), done.after, done.before));
    Ok(Exit::Done)
}
