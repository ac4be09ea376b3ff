//! Measures the `dateline` program: accuracy and speed on named data sets, against a committed baseline.
//!
//! It makes figures from data that lies outside the repository (`--data`), by running the release program and the
//! set's scorer as `measure/sets.toml` says. Where the data is missing it says so and succeeds, so that a machine
//! without it passes. What a figure means is left to the scorer.

mod baseline;
mod figures;
mod growth;
mod keeping;
mod learn;
mod pairs;
mod sets;
mod speed;
mod tell;
mod world;

use anyhow::{Context, Result, bail};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// Accuracy and speed of the dateline program on data sets outside the repository.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// List the sets and whether their data is there.
    List(Where),
    /// Measure, and print the figures beside the baseline's; exit 1 on a drop beyond the tolerance.
    Compare(Where),
    /// Measure, and write the figures into the baseline.
    Update(Where),
    /// Reports a second and peak memory, on one thread and on all cores.
    Speed(SpeedArgs),
    /// Write an invented world of reports, and beside it what is true of it.
    World(tell::WorldArgs),
    /// How time and memory of linking grow with the number of reports.
    Growth(growth::GrowthArgs),
    /// Add an invented world to a ledger's file, show incidents and verify it.
    Keeping(keeping::KeepingArgs),
    /// Write judged pairs of reports, from a set whose incidents are known.
    Pairs(pairs::PairsArgs),
    /// Learn the weights of linking from judged pairs.
    Learn(learn::LearnArgs),
}

/// Where things lie.
#[derive(Debug, Args)]
struct Where {
    /// Sets to measure, by name; all if none is named.
    sets: Vec<String>,
    /// The folder of the data sets.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The folder of the scorers [default: `tools` beside the data].
    #[arg(long, value_name = "DIR")]
    tools: Option<PathBuf>,
    /// The program to measure [default: the release build, built first].
    #[arg(long, value_name = "FILE")]
    dateline: Option<PathBuf>,
    /// The Python that runs the scorers.
    #[arg(long, default_value = "python3")]
    python: String,
    /// Keep each set's working folder under this one.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Show every figure, not only those that changed.
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
struct SpeedArgs {
    #[command(flatten)]
    at: Where,
    /// Times each number of threads is measured; the fastest counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Write the result to `measure/speed.json`.
    #[arg(long)]
    write: bool,
}

fn main() -> Result<ExitCode> {
    match Cli::parse().task {
        Task::List(at) => list(&at),
        Task::Compare(at) => compare(&at),
        Task::Update(at) => update(&at),
        Task::Speed(args) => speed::run(&args.at, args.runs, args.write),
        Task::World(args) => tell::run(&args),
        Task::Growth(args) => growth::run(&args),
        Task::Keeping(args) => keeping::run(&args),
        Task::Pairs(args) => pairs::run(&args),
        Task::Learn(args) => learn::run(&args),
    }
}

fn list(at: &Where) -> Result<ExitCode> {
    for set in &sets::Sets::load()?.set {
        let there = if at.data.join(&set.needs).exists() { "there" } else { "no data" };
        println!("{:<14}{there:<9}{}", set.name, set.about);
    }
    Ok(ExitCode::SUCCESS)
}

fn compare(at: &Where) -> Result<ExitCode> {
    let sets = sets::Sets::load()?;
    let (measured, failed) = measure(at, &sets)?;
    let before = baseline::read()?;
    let mut drops = 0;
    for (set, now) in &measured {
        let changes = baseline::changes(before.get(set), now, &sets);
        drops += changes.iter().filter(|c| c.verdict == baseline::Verdict::Drop).count();
        print!("{}", baseline::table(set, &changes, at.all));
    }
    if drops > 0 {
        eprintln!("{drops} figures fell by more than {}", sets.tolerance);
    }
    Ok(if drops > 0 || failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn update(at: &Where) -> Result<ExitCode> {
    let sets = sets::Sets::load()?;
    let (measured, failed) = measure(at, &sets)?;
    let mut baseline = baseline::read()?;
    for (set, now) in measured {
        print!("{}", baseline::table(&set, &baseline::changes(baseline.get(&set), &now, &sets), at.all));
        baseline.insert(set, now);
    }
    baseline::write(&baseline)?;
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The figures of every asked set whose data is there, by set; and whether one of them could not be measured.
fn measure(at: &Where, sets: &sets::Sets) -> Result<(baseline::Baseline, bool)> {
    for name in &at.sets {
        if !sets.set.iter().any(|s| s.name == *name) {
            bail!("no set is called `{name}`; `measure list` names them");
        }
    }
    let asked = sets.set.iter().filter(|s| at.sets.is_empty() || at.sets.contains(&s.name));
    let (there, missing): (Vec<_>, Vec<_>) = asked.partition(|s| at.data.join(&s.needs).exists());
    for set in missing {
        eprintln!("{}: no data at {}, left out", set.name, at.data.join(&set.needs).display());
    }
    let (mut measured, mut failed) = (baseline::Baseline::new(), false);
    if there.is_empty() {
        return Ok((measured, false));
    }
    let tools = sets::Tools::find(at)?;
    for set in there {
        eprintln!("{}: {}", set.name, set.about);
        match set.measure(&tools) {
            Ok(figures) => drop(measured.insert(set.name.clone(), figures)),
            Err(error) => {
                eprintln!("{}: could not be measured: {error:#}", set.name);
                failed = true;
            }
        }
    }
    Ok((measured, failed))
}

/// The program to measure: the one named, or the release build, built now.
fn program(at: &Where) -> Result<PathBuf> {
    if let Some(named) = &at.dateline {
        return std::path::absolute(named).context("the path of the program");
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let build = ["build", "--release", "--quiet", "--package", "dateline-cli", "--bin", "dateline"];
    let status = Command::new(cargo).args(build).current_dir(root).status().context("running cargo")?;
    if !status.success() {
        bail!("the release build failed");
    }
    // This program lies in TARGET/PROFILE, and so does the one it measures.
    let me = std::env::current_exe().context("the path of this program")?;
    let target = me.parent().and_then(|p| p.parent()).context("this program lies in no target folder")?;
    Ok(target.join("release").join(format!("dateline{}", std::env::consts::EXE_SUFFIX)))
}
