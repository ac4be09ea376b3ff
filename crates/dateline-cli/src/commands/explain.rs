//! `dateline explain`: where one line of a ledger comes from.

use crate::exit::Exit;
use crate::ledger::LedgerFile;
use crate::options::{Reading, Weighing};
use crate::output::{self, Colour};
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_faces::DossierOptions;
use std::io::Write;
use std::path::PathBuf;

/// Show where a line comes from: the sentence in its paragraph, what read it, and which claims an estimate left behind
#[derive(Args)]
#[command(after_help = "Ids stand in `dateline read … --explain` and in `--format jsonl`; the beginning of one is \
    enough.\n\nExamples:\n  dateline explain 3f2a91c0/c4 reports/\n  dateline explain i-a6042e --ledger \
    sahel.ledger")]
#[command(mut_arg("paths", |path| path.required(false).required_unless_present("ledger")))]
pub(crate) struct Arguments {
    /// Id of a report, an account, a claim or an incident
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    reading: Reading,
    /// Look in this ledger's file, in the place of reading reports
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, conflicts_with = "paths")]
    ledger: Option<PathBuf>,
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
    let mut id = arguments.id.clone();
    let (ledger, skipped) = match &arguments.ledger {
        Some(path) => {
            let store = LedgerFile { ledger: path.clone() }.read()?;
            // An incident is found by the ids that were merged into it, and told under its own.
            if let Ok(incident) = store.incident(&id) {
                id = incident.0;
            }
            (store.about(&id, &arguments.weighing.options()?)?, 0)
        }
        None => {
            let options = arguments.reading.options(Some(&arguments.weighing))?;
            arguments.reading.read(|inputs| {
                let outcome = dateline::run(inputs, &options);
                (outcome.ledger, outcome.skipped)
            })
        }
    };
    let setting = DossierOptions {
        width: output::columns(arguments.width.map(usize::from)),
        colour: arguments.color.on(),
        explain: true,
    };
    let Some(told) = dateline_faces::explain(&ledger, &id, &setting) else {
        bail!(
            "no report, account, claim or incident has the id “{}”, or several begin so; `dateline read … --explain` \
             shows the ids",
            id
        );
    };
    output::write(|out| out.write_all(told.as_bytes())).context("cannot write to standard output")?;
    Ok(if skipped == 0 { Exit::Done } else { Exit::Skipped })
}
