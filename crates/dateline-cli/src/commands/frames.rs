//! `dateline frames`: the frames there are, and whether they read their own examples.

use crate::exit::Exit;
use crate::{frames, output};
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use dateline::Knowledge;
use dateline::frames::Misread;
use std::io::{self, Write};
use std::path::PathBuf;

/// List the frames: which words tell of which deed; with --check, try their example sentences
#[derive(Args)]
pub(crate) struct Arguments {
    /// Add the frames of this folder's .txt files; may be given again
    #[arg(long = "frames", value_name = "DIR", value_hint = ValueHint::DirPath)]
    folders: Vec<PathBuf>,
    /// Try every example sentence, and name those that are not read as written
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let knowledge = Knowledge::default().with_frames(frames::frames(&arguments.folders)?);
    if !arguments.check {
        output::write(|out| list(&knowledge, out)).context("cannot write to standard output")?;
        return Ok(Exit::Done);
    }
    let wrong = knowledge.misread();
    let examples: usize = knowledge.frames().frames().iter().map(|f| f.examples.len()).sum();
    output::write(|out| {
        wrong.iter().try_for_each(|one| tell(one, out))?;
        writeln!(out, "{examples} examples, {} misread", wrong.len())
    })
    .context("cannot write to standard output")?;
    Ok(if wrong.is_empty() { Exit::Done } else { Exit::Failed })
}

fn list(knowledge: &Knowledge, out: &mut dyn Write) -> io::Result<()> {
    for frame in knowledge.frames().frames() {
        writeln!(out, "{} ({})", frame.name, frame.subtype.code())?;
        for (kind, words) in [("verbs", &frame.verbs), ("nouns", &frame.nouns)] {
            let plain: Vec<&str> = words.iter().map(|w| w.split('/').next().unwrap_or(w)).collect();
            if !plain.is_empty() {
                writeln!(out, "  {kind}: {}", plain.join(", "))?;
            }
        }
    }
    Ok(())
}

fn tell(one: &Misread, out: &mut dyn Write) -> io::Result<()> {
    let said = |read: &Option<Vec<String>>| read.as_ref().map_or_else(|| "nothing".to_owned(), |r| r.join("; "));
    writeln!(out, "{}, line {}: {}", one.file, one.line, one.text)?;
    writeln!(out, "  should read  {}\n  reads        {}", said(&one.wanted), said(&one.found))
}
