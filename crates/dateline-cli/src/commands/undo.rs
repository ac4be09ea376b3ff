//! `dateline undo`: takes back an operation on a ledger; the log keeps both.

use crate::exit::Exit;
use crate::ledger::{LedgerFile, stamp};
use crate::options::Laid;
use crate::output::say;
use anyhow::Result;
use clap::Args;

/// Take back an operation on a ledger; undoing the undo brings it back
#[derive(Args)]
pub(crate) struct Arguments {
    /// Number of the operation; `dateline log` lists them
    #[arg(value_name = "N")]
    number: u64,
    #[command(flatten)]
    file: LedgerFile,
    #[command(flatten)]
    laid: Laid,
    /// Who takes it back, for the log
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// Why, for the log
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let stamp = stamp(arguments.by.as_deref(), arguments.why.as_deref())?;
    let done = arguments.file.write(&arguments.laid)?.undo(arguments.number, &stamp)?;
    say(&format!("operation {} is taken back (operation {done})", arguments.number));
    Ok(Exit::Done)
}
