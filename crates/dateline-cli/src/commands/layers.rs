//! `dateline layers`: what each stage saw in each report.

use crate::exit::Exit;
use crate::options::Reading;
use crate::output::{self, say};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

/// Print what each stage saw in each report: sentences, words, names, times, numbers, places, who says what
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a report, one a line
    Jsonl,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let Format::Jsonl = arguments.format;
    let options = arguments.reading.options(None)?;
    let (layers, skipped) = arguments.reading.read(|inputs| dateline::layers(inputs, &options));
    if layers.is_empty() {
        say("nothing could be read");
        return Ok(Exit::Failed);
    }
    output::write(|out| layers.iter().try_for_each(|one| dateline_wire::layers_line(one, out)))
        .context("cannot write to standard output")?;
    Ok(if skipped == 0 { Exit::Done } else { Exit::Skipped })
}
