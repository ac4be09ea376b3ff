//! Learns the weights of linking from judged pairs, and says how they do on incidents they were not learned from.
//!
//! Made from the lines that `pairs` writes. Logistic regression towards the weights set by hand
//! (`crates/dateline-ledger/data/prior.toml`), because the sets at hand are small and mostly of one kind: a weight keeps
//! its sign and a share of what it was set to. Copying the weights into `weights.toml` is left to a person.

use anyhow::{Context, Result};
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to learn from.
#[derive(Debug, Args)]
pub struct LearnArgs {
    /// Files of pairs, as `measure pairs` prints them.
    #[arg(required = true)]
    pairs: Vec<PathBuf>,
    /// The weights to start from and to stay near.
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/dateline-ledger/data/prior.toml"))]
    prior: PathBuf,
    /// Weights to compare with.
    #[arg(long, value_name = "FILE", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/dateline-ledger/data/weights.toml"))]
    now: PathBuf,
}

const PULL: f64 = 3.0;
const ROUNDS: usize = 500;
const KEPT: f64 = 0.4;
/// Twin attacks, and attacks on the same place a day later, are too rare in the sets to be learned from.
const RARE: [&str; 2] = ["other_scene", "said_again"];
/// The share of their weight that rare features keep at least.
const RARE_KEPT: f64 = 0.9;

type Weights = BTreeMap<String, f64>;

struct Pair {
    same: bool,
    counts: f64,
    half: char,
    features: Vec<(String, f64)>,
}

/// Prints the weights, and before them, as remarks, what halves of the incidents say of each other.
pub fn run(args: &LearnArgs) -> Result<ExitCode> {
    let (prior, now) = (weights(&args.prior)?, weights(&args.now)?);
    let mut pairs: Vec<Pair> = Vec::new();
    for file in &args.pairs {
        let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
        pairs.extend(text.lines().filter_map(pair));
    }
    println!(
        "# {} pairs; on the half they were not learned from (log loss, less is better; share decided rightly):",
        pairs.len()
    );
    for (from, on) in [('a', 'b'), ('b', 'a')] {
        let learned = learn(pairs.iter().filter(|p| p.half == from), &prior);
        for (name, weights) in [("prior", &prior), ("now", &now), ("learned", &learned)] {
            let (loss, right) = judged(pairs.iter().filter(|p| p.half == on), weights);
            println!("#   {name:<8} on half {on}: {loss:.4} {right:.4}");
        }
    }
    for (name, weight) in learn(pairs.iter(), &prior) {
        println!("{name} = {weight:.2}");
    }
    Ok(ExitCode::SUCCESS)
}

fn weights(path: &Path) -> Result<Weights> {
    let file: toml::Table =
        std::fs::read_to_string(path).with_context(|| path.display().to_string())?.parse().context("weights")?;
    let table = file.get("weights").and_then(|w| w.as_table()).cloned().unwrap_or_default();
    Ok(table.iter().filter_map(|(name, w)| Some((name.clone(), w.as_float()?))).collect())
}

fn pair(line: &str) -> Option<Pair> {
    let mut parts = line.split('\t');
    let (same, counts) = (parts.next()? == "1", parts.next()?.parse().ok()?);
    let half = parts.next()?.chars().next()?;
    let features = parts.filter_map(|p| p.split_once('=')).filter_map(|(n, v)| Some((n.to_owned(), v.parse().ok()?)));
    Some(Pair { same, counts, half, features: features.collect() })
}

/// How likely the weights hold a pair to be of one incident.
fn likely(pair: &Pair, weights: &Weights) -> f64 {
    let sum: f64 = pair.features.iter().map(|(n, v)| weights.get(n).unwrap_or(&0.0) * v).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn judged<'a>(pairs: impl Iterator<Item = &'a Pair>, weights: &Weights) -> (f64, f64) {
    let (mut loss, mut right, mut all) = (0.0, 0.0, 0.0);
    for pair in pairs {
        let chance = likely(pair, weights).clamp(1e-6, 1.0 - 1e-6);
        loss -= pair.counts * if pair.same { chance.ln() } else { (1.0 - chance).ln() };
        right += pair.counts * f64::from(u8::from((chance > 0.5) == pair.same));
        all += pair.counts;
    }
    let all = f64::max(all, 1e-9);
    (loss / all, right / all)
}

fn learn<'a>(pairs: impl Iterator<Item = &'a Pair>, prior: &Weights) -> Weights {
    let pairs: Vec<&Pair> = pairs.collect();
    let mut weights = prior.clone();
    let mut steps = Weights::new();
    for _ in 0..ROUNDS {
        let mut slope: BTreeMap<&str, f64> = BTreeMap::new();
        for pair in &pairs {
            let error = (likely(pair, &weights) - f64::from(u8::from(pair.same))) * pair.counts;
            for (name, value) in &pair.features {
                *slope.entry(name).or_default() += error * value;
            }
        }
        for (name, set) in prior {
            let Some(weight) = weights.get_mut(name) else { continue };
            let slope = slope.get(name.as_str()).unwrap_or(&0.0) + PULL * (*weight - set);
            let step = steps.entry(name.clone()).or_insert(1e-6);
            *step += slope * slope;
            *weight -= 0.5 * slope / step.sqrt();
            let least = if RARE.contains(&name.as_str()) { RARE_KEPT } else { KEPT } * set;
            *weight = if *set > 0.0 { weight.max(least) } else { weight.min(least) };
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::{Weights, judged, learn, pair};

    #[test]
    fn learns_what_tells_pairs_apart() {
        let line = |same: &str, name: &str| format!("{same}\t1.0\ta\talways=1\t{name}=1");
        let lines: Vec<String> = (0..40).flat_map(|_| [line("1", "near"), line("0", "far")]).collect();
        let pairs: Vec<_> = lines.iter().filter_map(|l| pair(l)).collect();
        let prior = Weights::from([("always".into(), -1.0), ("near".into(), 1.0), ("far".into(), -1.0)]);
        let learned = learn(pairs.iter(), &prior);
        assert!(learned["near"] > 1.0 && learned["far"] < -0.4);
        let (loss, right) = judged(pairs.iter(), &learned);
        assert!(right == 1.0 && loss < judged(pairs.iter(), &prior).0);
    }
}
