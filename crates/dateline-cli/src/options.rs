//! The options that every command which reads reports understands, and what they make the facade do.

use crate::exit::Usage;
use crate::output::say;
use crate::progress::Progress;
use crate::walk::walk;
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline::model::Report;
use dateline::{Found, Input, Knowledge, Ledger, Options, Skipped};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What to read, and how.
#[derive(Args, Debug)]
pub(crate) struct Reading {
    /// Files and folders to read; `-` reads standard input
    #[arg(required = true, value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    /// Read relative times of undated reports against this day (2024-09-17)
    #[arg(long, value_name = "DATE", value_parser = day)]
    anchor: Option<Date>,
    /// The same for each report: a JSON object from file stem to day
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    anchors: Option<PathBuf>,
    /// Take each file's text as it is, so that offsets are the file's
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    laid: Laid,
    /// Where exports keep their parts, if not under a usual name (text=body,date=published_at)
    #[arg(long, value_name = "PART=FIELD,…", value_delimiter = ',', value_parser = field)]
    fields: Vec<(String, String)>,
    /// Worker threads [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

/// What a user lays over the program's own knowledge.
#[derive(Args, Debug, Default)]
pub(crate) struct Laid {
    /// Lay the packs of this folder, made by `dateline atlas add`, over the program's own atlas; may be given again
    #[arg(long = "atlas", value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    packs: Vec<PathBuf>,
    /// Read with the frames of this folder's .txt files too; may be given again
    #[arg(long = "frames", value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    frames: Vec<PathBuf>,
}

impl Laid {
    /// The program's knowledge with what these folders hold.
    pub(crate) fn knowledge(&self) -> Result<Knowledge> {
        let mut knowledge = Knowledge::default();
        if !self.packs.is_empty() {
            knowledge = knowledge.with_atlas(crate::packs::atlas(&self.packs)?);
        }
        if !self.frames.is_empty() {
            knowledge = knowledge.with_frames(crate::frames::frames(&self.frames)?);
        }
        Ok(knowledge)
    }
}

/// How figures are weighed.
#[derive(Args, Debug)]
pub(crate) struct Weighing {
    /// The rule of estimation; `dateline rules` lists them
    #[arg(long, value_name = "NAME")]
    rule: Option<String>,
    /// Show the ledger as it stood at the end of this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

impl Weighing {
    /// How a ledger that is kept is to be added up.
    pub(crate) fn options(&self) -> Result<dateline::ledger::Options> {
        let rule = self.rule.as_deref().unwrap_or_default();
        if !rule.is_empty() {
            known(rule)?;
        }
        Ok(dateline::ledger::Options {
            rule: dateline::ledger::Rule::named(rule).unwrap_or_default(),
            as_of: self.as_of,
        })
    }
}

impl Reading {
    /// The facade's options.
    pub(crate) fn options(&self, weighing: Option<&Weighing>) -> Result<Options> {
        let plain = Options::default();
        let anchors = self.anchors.as_deref().map(anchors).transpose()?.unwrap_or_default();
        let mut options =
            Options { anchor: self.anchor, anchors, raw: self.raw, threads: self.threads.map(usize::from), ..plain };
        options.knowledge = self.laid.knowledge()?;
        options.fields = self.fields.iter().cloned().collect();
        if let Some(weighing) = weighing {
            options.as_of = weighing.as_of;
            if let Some(rule) = &weighing.rule {
                known(rule)?;
                options.rule.clone_from(rule);
            }
        }
        Ok(options)
    }

    /// Reads the inputs and hands them to `work`; names everything that was skipped.
    pub(crate) fn read<T>(&self, work: impl FnOnce(Vec<Input>) -> (T, Vec<Skipped>)) -> (T, usize) {
        let progress = Progress::start("finding files".to_owned());
        let (inputs, mut skipped) = walk(&self.paths).inputs();
        drop(progress);
        let progress = Progress::start(files(inputs.len()));
        let (value, unread) = work(inputs);
        drop(progress);
        skipped.extend(unread);
        (value, name_skipped(skipped))
    }

    /// Reads the inputs and adds them up, one after another, so that they may be larger than memory; names everything
    /// that was skipped.
    pub(crate) fn add_up(&self, options: &Options) -> (Ledger, usize) {
        self.each(|found, look| {
            let outcome = dateline::run_each(found, options, look);
            (outcome.ledger, outcome.skipped)
        })
    }

    /// Only reads the inputs and hands their reports to `take` batch by batch, until it fails; names everything that was
    /// skipped. Gives the number of reports and of what was skipped.
    pub(crate) fn batches(
        &self,
        options: &Options,
        take: &mut (dyn FnMut(Vec<(Report, Option<Date>)>) -> Result<()> + Send),
    ) -> Result<(usize, usize)> {
        let (mut failed, mut reports) = (None, 0);
        let ((), skipped) = self.each(|found, look| {
            let mut unread = Vec::new();
            dateline::read_batches(found, options, &mut |batch, skipped, done| {
                look(done);
                reports = done.reports;
                unread.extend(skipped);
                failed = take(batch).err();
                if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            ((), unread)
        });
        failed.map_or(Ok((reports, skipped)), Err)
    }

    fn each<T>(&self, work: impl FnOnce(Files, Look) -> (T, Vec<Skipped>)) -> (T, usize) {
        let progress = Progress::start("finding files".to_owned());
        let walk = walk(&self.paths);
        let count = walk.count();
        progress.say(files(count));
        let mut look = |done: dateline::Progress| progress.say(format!("{}, {} reports", files(count), done.reports));
        let (value, skipped) = work(Box::new(walk.each()), &mut look);
        drop(progress);
        (value, name_skipped(skipped))
    }
}

/// Files, opened when their turn comes.
type Files = Box<dyn Iterator<Item = Found> + Send>;
/// Who is told how far a run is.
type Look<'a> = &'a mut (dyn FnMut(dateline::Progress) + Send);

fn files(count: usize) -> String {
    if count == 1 { "reading 1 file".to_owned() } else { format!("reading {count} files") }
}

fn name_skipped(mut skipped: Vec<Skipped>) -> usize {
    skipped.sort();
    for one in &skipped {
        say(&format!("skipped {}: {}", one.path, one.reason));
    }
    skipped.len()
}

/// A part and the field that holds it, as they are written on the command line.
fn field(text: &str) -> Result<(String, String), String> {
    const PARTS: [&str; 9] = ["author", "date", "html", "language", "outlet", "text", "title", "updated", "url"];
    match text.split_once('=') {
        Some((part, field)) if PARTS.contains(&part) && !field.is_empty() => Ok((part.to_owned(), field.to_owned())),
        _ => Err(format!("it is written PART=FIELD, where PART is one of {}", PARTS.join(", "))),
    }
}

/// A day as it is written on the command line.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse::<Date>().map_err(|_| "a day is written 2024-09-17".to_owned())
}

fn known(rule: &str) -> Result<()> {
    let names: Vec<String> = dateline::rules().into_iter().map(|rule| rule.name).collect();
    if !names.iter().any(|name| name == rule) {
        bail!(Usage(format!("there is no rule “{rule}”; the rules are {}", names.join(", "))));
    }
    Ok(())
}

/// The days of a file of anchors; entries that are null or empty say that the report has none.
fn anchors(path: &Path) -> Result<BTreeMap<String, Date>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the anchors in {name}"))?;
    let entries: BTreeMap<String, Option<String>> =
        serde_json::from_str(&text).with_context(|| format!("{name} is not a JSON object from file stem to day"))?;
    let mut days = BTreeMap::new();
    for (stem, value) in entries {
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        // A time behind the day is allowed and left out.
        let head = value.get(..10).unwrap_or(&value);
        let day =
            head.parse().map_err(|_| anyhow::anyhow!("{name}: “{value}” for {stem} is not a day like 2024-09-17"))?;
        days.insert(stem, day);
    }
    Ok(days)
}
