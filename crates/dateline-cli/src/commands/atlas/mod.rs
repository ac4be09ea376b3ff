//! `dateline atlas`: what is known of places and actors, from where, under which licence; and packs of one's own.

mod add;
mod find;

use crate::exit::Exit;
use crate::{output, packs};
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueHint};
use dateline::Knowledge;
use std::io::Write;
use std::path::PathBuf;

/// Show what the atlas knows and from where; make packs from files of places and actors
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    Add(add::Arguments),
    Find(find::Arguments),
    /// Show what each part of the atlas is: its source, licence, date and hash
    Licences {
        #[command(flatten)]
        packs: Packs,
    },
}

/// The packs to lay over the program's own atlas.
#[derive(Args)]
struct Packs {
    /// Folder of packs to lay over the program's own atlas; may be given again, the last wins
    #[arg(long = "atlas", value_name = "DIR", value_hint = ValueHint::DirPath)]
    folders: Vec<PathBuf>,
}

impl Packs {
    fn atlas(&self) -> Result<Knowledge> {
        if self.folders.is_empty() {
            return Ok(Knowledge::default());
        }
        packs::atlas(&self.folders).map(|atlas| Knowledge::default().with_atlas(atlas))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    match &arguments.what {
        What::Add(arguments) => add::run(arguments),
        What::Find(arguments) => find::run(arguments),
        What::Licences { packs } => licences(packs),
    }
}

fn licences(packs: &Packs) -> Result<Exit> {
    let atlas = packs.atlas()?;
    output::write(|out| {
        for file in atlas.atlas().licences() {
            writeln!(out, "{}", plain(&file.file))?;
            let lines = [
                ("what", &file.what),
                ("source", &file.source),
                ("licence", &file.licence),
                ("date", &file.date),
                ("rebuild", &file.rebuild),
                ("hash", &file.hash),
            ];
            for (key, value) in lines {
                writeln!(out, "  {key:<8} {}", plain(value))?;
            }
        }
        Ok(())
    })
    .context("cannot write to standard output")?;
    Ok(Exit::Done)
}

/// Without what could steer a terminal: a pack from elsewhere may hold anything.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
