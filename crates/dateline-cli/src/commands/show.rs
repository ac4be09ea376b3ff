//! `dateline show`: the dossier of one incident of a ledger's file.

use crate::exit::Exit;
use crate::ledger::{Format, LedgerFile};
use crate::options::Weighing;
use crate::output::{self, Colour};
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use dateline_faces::DossierOptions;
use std::io::Write;
use std::path::PathBuf;

/// Show the dossier of one incident of a ledger
#[derive(Args)]
#[command(after_help = "The beginning of an id is enough; an id that was merged into another shows that one.\n\n\
    Example:\n  dateline show i-a6042e --ledger sahel.ledger --compare")]
pub(crate) struct Arguments {
    /// Id of the incident; `dateline incidents` lists them
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    file: LedgerFile,
    #[command(flatten)]
    weighing: Weighing,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show what every rule of estimation makes of it, side by side
    #[arg(long, conflicts_with_all = ["rule", "html", "format"])]
    compare: bool,
    /// Also write a self-contained page with the evidence marked in the reports' texts
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    html: Option<PathBuf>,
    /// Put its sentence and its id under each line of the dossier
    #[arg(long)]
    explain: bool,
    /// When to paint the dossier
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Columns of the dossier [default: the terminal's, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let options = arguments.weighing.options()?;
    let store = arguments.file.read()?;
    let id = store.incident(&arguments.id)?;
    let setting = DossierOptions {
        width: output::columns(arguments.width.map(usize::from)),
        colour: arguments.color.on(),
        explain: arguments.explain,
    };
    let ids = std::slice::from_ref(&id);
    if arguments.compare {
        let under = |rule: dateline::RuleInfo| {
            let named = dateline::ledger::Rule::named(&rule.name).unwrap_or_default();
            let ledger = store.slice(ids, &dateline::ledger::Options { rule: named, as_of: options.as_of })?;
            Ok((rule.name, ledger))
        };
        let ledgers: Result<Vec<_>> = dateline::rules().into_iter().map(under).collect();
        let text = dateline_faces::compare(&ledgers?, &setting);
        output::write(|out| out.write_all(text.as_bytes())).context("cannot write to standard output")?;
        return Ok(Exit::Done);
    }
    let ledger = store.slice(ids, &options)?;
    if let Some(path) = &arguments.html {
        std::fs::write(path, dateline_faces::html(&ledger))
            .with_context(|| format!("cannot write the page to {}", path.display()))?;
    }
    output::write(|out| match arguments.format {
        Format::Json => dateline_wire::json(&ledger, out),
        Format::Jsonl => dateline_wire::json_lines(&ledger, out),
        Format::Text => out.write_all(dateline_faces::dossier(&ledger, &setting).as_bytes()),
    })
    .context("cannot write to standard output")?;
    Ok(Exit::Done)
}
