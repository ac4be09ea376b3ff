//! Speed: reports a second and peak memory, on one thread and on all cores.
//!
//! CPU time is what counts: on a shared machine the wall clock measures the neighbours. The output of every run is
//! hashed, because its bytes must not depend on the number of threads.

use crate::Where;
use crate::sets::{Sets, Tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use wait4::Wait4;

/// One run of the program over all texts.
#[derive(Debug, Clone)]
struct Run {
    threads: usize,
    wall: f64,
    cpu: f64,
    peak: u64,
    output: String,
}

/// Measures, prints, and with `write` keeps the result in `measure/speed.json`.
pub fn run(at: &Where, runs: usize, write: bool) -> Result<ExitCode> {
    let sets = Sets::load()?;
    let needs = at.data.join(&sets.speed.needs);
    if !needs.exists() {
        eprintln!("speed: no data at {}, left out", needs.display());
        return Ok(ExitCode::SUCCESS);
    }
    let tools = Tools::find(at)?;
    let texts = sets.speed.texts(&tools)?;
    let reports = count(&texts)?;
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let mut best = Vec::new();
    for threads in if cores > 1 { vec![1, cores] } else { vec![1] } {
        best.push(fastest(&tools, &texts, threads, runs.max(1))?);
    }
    print!("{}", shown(reports, &best));
    if write {
        fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/speed.json"), json(reports, &best)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The run with the least CPU time; an output that differs between runs is an error.
fn fastest(tools: &Tools, texts: &Path, threads: usize, runs: usize) -> Result<Run> {
    let all = (0..runs).map(|_| once(&tools.dateline, texts, threads)).collect::<Result<Vec<_>>>()?;
    if all.iter().any(|r| r.output != all[0].output) {
        bail!("two runs on {threads} threads printed different bytes");
    }
    all.into_iter().min_by(|a, b| a.cpu.total_cmp(&b.cpu)).context("no run")
}

fn once(program: &Path, texts: &Path, threads: usize) -> Result<Run> {
    let begun = Instant::now();
    let mut command = Command::new(program);
    command.arg("read").arg(texts).args(["--format", "jsonl"]).env("RAYON_NUM_THREADS", threads.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().with_context(|| format!("running {}", program.display()))?;
    let output = hash(child.stdout.take().context("the program's output")?)?;
    let used = child.wait4().context("waiting for the program")?;
    let wall = begun.elapsed().as_secs_f64();
    if !used.status.success() && used.status.code() != Some(3) {
        bail!("{} on {}: {}", program.display(), texts.display(), used.status);
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Run { threads, wall, cpu, peak: used.rusage.maxrss, output })
}

/// The hash of everything a pipe gives.
fn hash(mut pipe: impl Read) -> Result<String> {
    let (mut hasher, mut buffer) = (blake3::Hasher::new(), vec![0; 1 << 16]);
    loop {
        match pipe.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().to_hex().to_string()),
            n => drop(hasher.update(&buffer[..n])),
        }
    }
}

fn count(texts: &Path) -> Result<usize> {
    let mut n = 0;
    for entry in fs::read_dir(texts)? {
        n += usize::from(entry?.path().extension().is_some_and(|x| x == "txt"));
    }
    Ok(n)
}

fn shown(reports: usize, runs: &[Run]) -> String {
    let mut out = format!("{reports} reports\nthreads   wall s    CPU s   reports/CPU s   reports/s   peak MiB\n");
    for r in runs {
        let (by_cpu, by_wall) = (reports as f64 / r.cpu.max(1e-9), reports as f64 / r.wall.max(1e-9));
        let peak = r.peak as f64 / f64::from(1 << 20);
        out += &format!("{:>7}{:>9.2}{:>9.2}{by_cpu:>16.0}{by_wall:>12.0}{peak:>11.0}\n", r.threads, r.wall, r.cpu);
    }
    let same = runs.iter().all(|r| r.output == runs[0].output);
    out += if same { "the same bytes on every number of threads\n" } else { "THE BYTES DEPEND ON THE THREADS\n" };
    out
}

fn json(reports: usize, runs: &[Run]) -> Result<String> {
    let one = |r: &Run| {
        serde_json::json!({
            "threads": r.threads,
            "reports_per_cpu_second": (reports as f64 / r.cpu.max(1e-9)).round(),
            "reports_per_second": (reports as f64 / r.wall.max(1e-9)).round(),
            "peak_mib": (r.peak as f64 / f64::from(1 << 20)).round(),
        })
    };
    let runs: Vec<_> = runs.iter().map(one).collect();
    Ok(serde_json::to_string_pretty(&serde_json::json!({"reports": reports, "runs": runs}))? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_reads_to_the_end() {
        let long = vec![7_u8; 200_000];
        assert_eq!(hash(&long[..]).unwrap(), blake3::hash(&long).to_hex().to_string());
    }

    #[test]
    fn different_bytes_are_said_aloud() {
        let run = |output: &str| Run { threads: 1, wall: 1.0, cpu: 1.0, peak: 1 << 20, output: output.to_owned() };
        assert!(shown(10, &[run("a"), run("b")]).contains("DEPEND"));
        assert!(!shown(10, &[run("a"), run("a")]).contains("DEPEND"));
    }
}
