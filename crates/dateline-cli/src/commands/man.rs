//! `dateline man`: the manual, made from the arguments themselves.

use crate::exit::{Exit, Usage};
use crate::output;
use anyhow::{Context, Result, bail};
use clap::Args;
use clap_mangen::Man;
use std::io::Write;

/// Print a page of the manual, for `man -l -`
#[derive(Args)]
pub(crate) struct Arguments {
    /// The command to print the page of [default: the program's own page]
    command: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let program = crate::arguments();
    let page = match &arguments.command {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone().name(format!("dateline-{name}")).bin_name(format!("dateline {name}")),
            None => bail!(Usage(format!("there is no command “{name}”; `dateline --help` lists them"))),
        },
    };
    let mut roff = Vec::new();
    Man::new(page).render(&mut roff).context("cannot write the page")?;
    output::write(|out| out.write_all(&roff)).context("cannot write to standard output")?;
    Ok(Exit::Done)
}
