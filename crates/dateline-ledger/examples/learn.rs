//! Learns the weights of linking from judged pairs: `learn < pairs.tsv > learned.toml`.
//!
//! One pair a line: `1` or `0` for one incident or two, how much the pair counts, then the features that held as
//! `name=value` (what `compare` returns), all tab-separated. Pairs in conflict are left out by whoever writes them.
//! Logistic regression towards the weights set by hand in `prior.toml` (the first argument), because the sets at hand
//! are small and mostly of one kind: a weight keeps its sign and a share of what it was set to.

use std::collections::BTreeMap;
use std::io::{BufRead, Error, ErrorKind};

const PULL: f64 = 3.0;
const ROUNDS: usize = 500;
const KEPT: f64 = 0.4;
/// Twin attacks are too rare in the sets to be learned from.
const RARE: (&str, f64) = ("other_scene", 0.9);

struct Pair {
    same: f64,
    counts: f64,
    features: Vec<(String, f64)>,
}

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or_else(|| Error::new(ErrorKind::InvalidInput, "name the prior's file"))?;
    let file: toml::Table = std::fs::read_to_string(path)?.parse().map_err(Error::other)?;
    let table = file.get("weights").and_then(|w| w.as_table()).cloned().unwrap_or_default();
    let prior: BTreeMap<String, f64> =
        table.iter().filter_map(|(name, w)| Some((name.clone(), w.as_float()?))).collect();
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let pairs: Vec<Pair> = lines.iter().filter_map(|line| pair(line)).collect();
    for (name, weight) in learn(&pairs, &prior) {
        println!("{name} = {weight:.2}");
    }
    Ok(())
}

fn pair(line: &str) -> Option<Pair> {
    let mut parts = line.split('\t');
    let (same, counts) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let features = parts.filter_map(|p| p.split_once('=')).filter_map(|(n, v)| Some((n.to_owned(), v.parse().ok()?)));
    Some(Pair { same, counts, features: features.collect() })
}

fn learn(pairs: &[Pair], prior: &BTreeMap<String, f64>) -> BTreeMap<String, f64> {
    let mut weights = prior.clone();
    let mut steps: BTreeMap<String, f64> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let mut slope: BTreeMap<&str, f64> = BTreeMap::new();
        for pair in pairs {
            let sum: f64 = pair.features.iter().map(|(n, v)| weights.get(n).unwrap_or(&0.0) * v).sum();
            let error = (1.0 / (1.0 + (-sum).exp()) - pair.same) * pair.counts;
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
            let least = if name == RARE.0 { RARE.1 } else { KEPT } * set;
            *weight = if *set > 0.0 { weight.max(least) } else { weight.min(least) };
        }
    }
    weights
}
