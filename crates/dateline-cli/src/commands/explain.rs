//! `dateline explain`: where one line of a ledger comes from.

use crate::exit::Exit;
use crate::options::{Reading, Weighing};
use crate::output::{self, Colour};
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_faces::DossierOptions;
use std::io::Write;

/// Show where a line comes from: the sentence in its paragraph, what read it, and which claims an estimate left behind
#[derive(Args)]
#[command(after_help = "Ids stand in `dateline read … --explain` and in `--format jsonl`; the beginning of one is \
    enough.\n\nExample:\n  dateline explain 3f2a91c0-c4 reports/")]
pub(crate) struct Arguments {
    /// Id of a report, an account, a claim or an incident
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    weighing: Weighing,
    /// When to paint
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let options = arguments.reading.options(Some(&arguments.weighing))?;
    let (ledger, skipped) = arguments.reading.read(|inputs| {
        let outcome = dateline::run(inputs, &options);
        (outcome.ledger, outcome.skipped)
    });
    let setting = DossierOptions {
        width: output::columns(arguments.width.map(usize::from)),
        colour: arguments.color.on(),
        explain: true,
    };
    let Some(told) = dateline_faces::explain(&ledger, &arguments.id, &setting) else {
        bail!(
            "no report, account, claim or incident has the id “{}”, or several begin so; `dateline read … --explain` \
             shows the ids",
            arguments.id
        );
    };
    output::write(|out| out.write_all(told.as_bytes())).context("cannot write to standard output")?;
    Ok(if skipped == 0 { Exit::Done } else { Exit::Skipped })
}
