//! `dateline read`: reports in, dossier or ledger out.

use crate::exit::Exit;
use crate::options::{Reading, Weighing};
use crate::output::{self, Colour, say};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum, ValueHint};
use dateline::Ledger;
use dateline_faces::DossierOptions;
use std::io::Write;
use std::path::PathBuf;

/// Read reports and print one dossier an incident: every figure with who says so, where, and how sure
///
/// Figures that disagree stay side by side; the estimate is made by the rule you choose and says which claim won.
#[derive(Args)]
#[command(after_help = "Examples:\n  dateline read reports/\n  dateline read a.txt b.txt --html dossier.html\n  \
    cat a.txt | dateline read - --format jsonl\n\nExit codes: 0 done · 1 failed · 2 usage · 3 done, but inputs were \
    skipped · 70 a bug")]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    weighing: Weighing,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
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

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Dossiers for people
    Text,
    /// The ledger as one JSON object
    Json,
    /// The ledger as one JSON object a line
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let options = arguments.reading.options(Some(&arguments.weighing))?;
    let (ledger, skipped) = arguments.reading.add_up(&options);
    if ledger.reports.is_empty() {
        say("nothing could be read");
        return Ok(Exit::Failed);
    }
    if let Some(path) = &arguments.html {
        std::fs::write(path, dateline_faces::html(&ledger))
            .with_context(|| format!("cannot write the page to {}", path.display()))?;
    }
    print(&ledger, arguments)?;
    Ok(if skipped == 0 { Exit::Done } else { Exit::Skipped })
}

fn print(ledger: &Ledger, arguments: &Arguments) -> Result<()> {
    output::write(|out| match arguments.format {
        Format::Json => dateline_wire::json(ledger, out),
        Format::Jsonl => dateline_wire::json_lines(ledger, out),
        Format::Text => {
            let options = DossierOptions {
                width: output::columns(arguments.width.map(usize::from)),
                colour: arguments.color.on(),
                explain: arguments.explain,
            };
            out.write_all(dateline_faces::dossier(ledger, &options).as_bytes())
        }
    })
    .context("cannot write to standard output")
}
