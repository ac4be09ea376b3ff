//! How many articles a second the cascade of tests and parser takes, and the whole of reading and extraction, on one
//! thread: `cargo run --release -p dateline --example cascade -- FOLDER…`, each a folder of text files.

use dateline::{Input, Knowledge, Options, analyse, parsed, read};
use std::fs;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let with = Knowledge::default();
    let options = Options { threads: Some(1), ..Options::default() };
    println!("folder: articles, parsed | read /s | cascade and parser /s, where nothing is parsed /s | all of it /s");
    // what is loaded once is not counted
    let first = "Gunmen killed six people and wounded two in Gao on Monday, police said. Another died in hospital.";
    let warm = vec![Input { path: "first.txt".to_owned(), bytes: first.repeat(4).into_bytes() }];
    let analysed = |(report, anchor)| drop(analyse(report, anchor, &with));
    read(warm, &options).0.into_iter().for_each(analysed);
    for folder in std::env::args().skip(1) {
        let mut inputs = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            inputs.push(Input { path: path.display().to_string(), bytes: fs::read(&path)? });
        }
        let (reports, reading) = timed(|| read(inputs, &options).0);
        let count = reports.len() as f64;
        let copies = reports.clone();
        let (worth, parsing) = timed(|| reports.iter().filter(|(r, _)| parsed(r, with.frames()).is_some()).count());
        let aside: Vec<_> = reports.iter().filter(|(r, _)| parsed(r, with.frames()).is_none()).collect();
        let (_, gating) = timed(|| aside.iter().for_each(|(r, _)| drop(parsed(r, with.frames()))));
        let (_, analysing) = timed(|| copies.into_iter().for_each(analysed));
        let rate = |seconds: f64| (count / seconds) as u64;
        let gated = (aside.len() as f64 / gating.max(0.01)) as u64;
        println!(
            "{folder}: {count}, {worth} | {} | {}, {gated} | {}",
            rate(reading),
            rate(parsing),
            rate(reading + analysing)
        );
    }
    Ok(())
}

/// What `work` gives, and the seconds of processor time it took.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (before, clock) = (on_processor(), Instant::now());
    let value = work();
    let wall = clock.elapsed().as_secs_f64();
    (value, before.zip(on_processor()).map_or(wall, |(before, after)| after - before))
}

/// Seconds this process has spent on a processor, where the system tells.
fn on_processor() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    // after the name in brackets: state, then 10 numbers, then time in the program and time in the system
    let ticks = told.rsplit(") ").next()?.split(' ').skip(11).take(2).map(|n| n.parse::<f64>().ok());
    Some(ticks.sum::<Option<f64>>()? / 100.0)
}
