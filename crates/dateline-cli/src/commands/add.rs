//! `dateline add`: reports into a ledger's file.

use crate::exit::Exit;
use crate::ledger::{LedgerFile, stamp};
use crate::options::Reading;
use crate::output::say;
use anyhow::Result;
use clap::Args;
use dateline_store::{Added, Store};

/// Add reports to a ledger: each is read once and kept with what it says; the file is made where there is none
#[derive(Args)]
#[command(
    after_help = "What is said to be added is on the disk, whatever happens next. A report that the ledger holds \
    already is not read again: a run that was stopped is taken up by giving the same command again.\n\nExample:\n  dateline add reports/ --ledger sahel.ledger"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    file: LedgerFile,
    /// Who adds them, for the log
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// Why, for the log
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// Also read again what an older program read; decisions stay
    #[arg(long)]
    again: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let options = arguments.reading.options(None)?;
    let stamp = stamp(arguments.by.as_deref(), arguments.why.as_deref())?;
    let mut store = Store::open_or_make(&arguments.file.ledger)?.reading_with(&options);
    let mut added = Added::default();
    // Each batch is on the disk before the next is read: a run that ends early is taken up where it stopped.
    let (reports, skipped) = arguments.reading.batches(&options, &mut |batch| {
        let kept = store.keep(batch, &stamp, &mut |_| {})?;
        added = Added { new: added.new + kept.new, known: added.known + kept.known };
        Ok(())
    })?;
    store.add(Vec::new(), &stamp, &mut |_| {})?;
    if reports == 0 {
        say("nothing could be read");
        return Ok(Exit::Failed);
    }
    if arguments.again {
        let again = store.analyse_again(&stamp)?;
        say(&format!("{} read again", count(again, "report")));
    }
    let (_, incidents) = store.size()?;
    let known = if added.known > 0 { format!(", {} known already", added.known) } else { String::new() };
    let incidents = count(usize::try_from(incidents)?, "incident");
    say(&format!("{} added to {}{known}; it holds {incidents}", count(added.new, "report"), store.path().display()));
    Ok(if skipped == 0 { Exit::Done } else { Exit::Skipped })
}

fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}
