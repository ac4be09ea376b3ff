//! `dateline completions`: what a shell needs to complete the program's arguments.

use crate::exit::Exit;
use crate::output;
use anyhow::{Context, Result};
use clap::Args;
use clap_complete::Shell;
use std::io::Write;

/// Print the completions for a shell
#[derive(Args)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::arguments(), "dateline", &mut script);
    output::write(|out| out.write_all(&script)).context("cannot write to standard output")?;
    Ok(Exit::Done)
}
