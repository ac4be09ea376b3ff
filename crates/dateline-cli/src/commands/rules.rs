//! `dateline rules`: the rules of estimation there are.

use crate::exit::Exit;
use crate::output;
use anyhow::{Context, Result};
use clap::Args;
use std::io::Write;

/// List the rules of estimation: what each does, and whose practice it follows
#[derive(Args)]
pub(crate) struct Arguments {}

pub(crate) fn run(_: &Arguments) -> Result<Exit> {
    let default = dateline::Options::default().rule;
    output::write(|out| {
        for rule in dateline::rules() {
            let mark = if rule.name == default { " (default)" } else { "" };
            writeln!(out, "{}{mark}\n  {}\n  practice: {}", rule.name, rule.summary, rule.practice)?;
        }
        Ok(())
    })
    .context("cannot write to standard output")?;
    Ok(Exit::Done)
}
