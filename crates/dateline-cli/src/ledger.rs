//! The options that every command on a ledger's file understands, and the time and name that an operation bears.

use crate::options::Laid;
use anyhow::{Context, Result};
use clap::{Args, ValueEnum, ValueHint};
use dateline_store::{Stamp, Store, StoreError};
use std::path::PathBuf;

/// Which file.
#[derive(Args, Debug)]
pub(crate) struct LedgerFile {
    /// The ledger's file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) ledger: PathBuf,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON object
    Json,
    /// One JSON object a line
    Jsonl,
}

impl LedgerFile {
    /// The ledger, to read. What a run that ended early has left is taken in first, where the file can be written.
    pub(crate) fn read(&self) -> Result<Store> {
        let store = Store::read(&self.ledger)?;
        if store.is_behind()? {
            drop(store);
            match Store::open(&self.ledger) {
                Ok(mut writing) => match writing.catch_up() {
                    Err(StoreError::ReadWith { .. }) => {
                        crate::output::say(
                            "the last reports are not linked yet; `dateline add` with the folders they were read with \
                             (--atlas, --frames) links them",
                        );
                    }
                    done => done?,
                },
                Err(_) => {
                    crate::output::say("the last reports are not linked yet, and the file cannot be written");
                }
            }
            return Ok(Store::read(&self.ledger)?);
        }
        Ok(store)
    }

    /// The ledger, to write: undated reports that get another day are read again with what is laid over.
    pub(crate) fn write(&self, laid: &Laid) -> Result<Store> {
        let reading = dateline::Options { knowledge: laid.knowledge()?, ..dateline::Options::default() };
        Ok(Store::open(&self.ledger)?.reading_with(&reading))
    }
}

/// An operation's stamp: now, by whom, why.
pub(crate) fn stamp(by: Option<&str>, why: Option<&str>) -> Result<Stamp> {
    let text = |value: Option<&str>| value.unwrap_or_default().trim().to_owned();
    Ok(Stamp { at: now()?, by: text(by), why: text(why) })
}

/// The time in UTC, to the second: this crate alone knows it.
#[expect(clippy::disallowed_methods, reason = "the program knows the time; the crates below are told")]
fn now() -> Result<String> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).context("the clock is wrong")?;
    let seconds = i64::try_from(since.as_secs()).context("the clock is wrong")?;
    let time = jiff::Timestamp::from_second(seconds).context("the clock is wrong")?;
    Ok(time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}
