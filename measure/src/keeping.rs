//! How a ledger's file bears size: an invented world is added to it, incidents are shown, and it is verified.
//!
//! Made by running the program as a user would; what the reports are is left to `tell`. Prints reports a second by the
//! clock and by CPU time, peak memory, the time to show an incident, and how well the incidents fit the truth.

use crate::tell::{truth_of, write};
use crate::world::Dice;
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_store::{Filter, Store};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// How many, and where.
#[derive(Debug, Args)]
pub struct KeepingArgs {
    /// The program to measure.
    #[arg(long, value_name = "FILE")]
    dateline: PathBuf,
    /// Where the world and the ledger are written.
    #[arg(long, value_name = "DIR")]
    keep: PathBuf,
    /// How many reports.
    #[arg(long, default_value_t = 100_000)]
    reports: usize,
    /// How many incidents to show.
    #[arg(long, default_value_t = 50)]
    shown: usize,
}

/// Measures and prints.
pub fn run(args: &KeepingArgs) -> Result<ExitCode> {
    let (program, folder) = (&args.dateline, &args.keep);
    let (reports, ledger) = (folder.join("world.jsonl"), folder.join("world.ledger"));
    if ledger.exists() {
        bail!("{} is there already", ledger.display());
    }
    let words = write(&reports, args.reports, 7)?;
    println!("{} reports of {} words on average", args.reports, words / args.reports.max(1));
    let added = ran(Command::new(program).arg("add").arg(&reports).arg("--ledger").arg(&ledger))?;
    let (by_clock, by_cpu) = (args.reports as f64 / added.wall, args.reports as f64 / added.cpu);
    println!("added: {by_clock:.0} a second, {by_cpu:.0} a CPU second; peak {:.0} MiB", added.peak);
    let store = Store::read(&ledger)?;
    let mut times = Vec::new();
    let incidents = store.incidents(&Filter::default())?;
    let mut dice = Dice::new(3);
    for _ in 0..args.shown.max(1) {
        let id = &dice.of(&incidents).id;
        times.push(ran(Command::new(program).args(["show", id.as_str(), "--ledger"]).arg(&ledger))?.wall * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("shown: {:.0} ms in the middle, {:.0} ms at most", times[times.len() / 2], times[times.len() - 1]);
    let verified = ran(Command::new(program).args(["verify", "--ledger"]).arg(&ledger))?;
    println!("verified in {:.0} s", verified.wall);
    let (precision, recall) = fit(&store, &reports)?;
    println!("{} incidents, P {precision:.3} R {recall:.3}", incidents.len());
    Ok(ExitCode::SUCCESS)
}

/// What a run took: seconds by the clock and of the CPU, and MiB at most.
struct Ran {
    wall: f64,
    cpu: f64,
    peak: f64,
}

fn ran(command: &mut Command) -> Result<Ran> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().context("running the program")?;
    let used = child.wait4().context("waiting for it")?;
    if !used.status.success() {
        bail!("{command:?}: {}", used.status);
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Ran { wall: begun.elapsed().as_secs_f64(), cpu, peak: used.rusage.maxrss as f64 / f64::from(1 << 20) })
}

/// B-cubed precision and recall of the main accounts' incidents; a report without one stands alone.
fn fit(store: &Store, reports: &Path) -> Result<(f64, f64)> {
    let truth = std::fs::read_to_string(truth_of(reports))?;
    let truth: Vec<&str> = truth.lines().collect();
    let ledger = store.ledger(&dateline_ledger::Options::default())?;
    let main: BTreeMap<&str, &str> = ledger
        .accounts
        .iter()
        .filter(|a| a.standing == dateline_model::Standing::Main)
        .filter_map(|a| Some((a.report.as_str(), a.incident.as_ref()?.as_str())))
        .collect();
    let mut pairs: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for report in &ledger.reports {
        // "world.jsonl/17" is the seventeenth line.
        let rank = report.path.as_deref().and_then(|p| p.rsplit('/').next()?.parse::<usize>().ok());
        let Some(event) = rank.and_then(|n| truth.get(n.checked_sub(1)?)) else { continue };
        let found = main.get(report.id.as_str()).copied().unwrap_or(report.id.as_str());
        *pairs.entry((event, found)).or_default() += 1.0;
    }
    let (mut real, mut found): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = (BTreeMap::new(), BTreeMap::new());
    for ((event, incident), n) in &pairs {
        *real.entry(event).or_default() += n;
        *found.entry(incident).or_default() += n;
    }
    let all: f64 = pairs.values().sum();
    let precision = pairs.iter().map(|((_, i), n)| n * n / found[i]).sum::<f64>() / all;
    let recall = pairs.iter().map(|((e, _), n)| n * n / real[e]).sum::<f64>() / all;
    Ok((precision, recall))
}
