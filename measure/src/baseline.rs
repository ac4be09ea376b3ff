//! The baseline: the figures last committed, and what changed against them.

use crate::figures::Figures;
use crate::sets::Sets;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// Figures by set.
pub type Baseline = BTreeMap<String, Figures>;

/// How a figure stands against the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The same, or not to be judged.
    Same,
    /// Better beyond the tolerance.
    Gain,
    /// Worse, within the tolerance, or a change in a figure that is not judged.
    Moved,
    /// Worse beyond the tolerance.
    Drop,
}

/// One figure, before and now.
#[derive(Debug)]
pub struct Change {
    name: String,
    before: Option<f64>,
    now: Option<f64>,
    /// How it stands.
    pub verdict: Verdict,
}

fn path() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/baseline.json"))
}

/// The committed figures; none yet where there is no file.
pub fn read() -> Result<Baseline> {
    match fs::read_to_string(path()) {
        Ok(text) => serde_json::from_str(&text).context("measure/baseline.json"),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(Baseline::new()),
        Err(e) => Err(e).context("measure/baseline.json"),
    }
}

/// Writes the figures, sorted, one a line.
pub fn write(baseline: &Baseline) -> Result<()> {
    let text = serde_json::to_string_pretty(baseline)?;
    fs::write(path(), text + "\n").context("measure/baseline.json")
}

/// Every figure of a set, before and now; a figure that is gone counts as a drop.
pub fn changes(before: Option<&Figures>, now: &Figures, sets: &Sets) -> Vec<Change> {
    let empty = Figures::new();
    let before = before.unwrap_or(&empty);
    let mut names: Vec<&String> = before.keys().chain(now.keys()).collect();
    names.sort();
    names.dedup();
    let one = |name: &String| {
        let (b, n) = (before.get(name).copied().flatten(), now.get(name).copied().flatten());
        Change { name: name.clone(), before: b, now: n, verdict: verdict(name, b, n, sets) }
    };
    names.into_iter().map(one).collect()
}

fn verdict(name: &str, before: Option<f64>, now: Option<f64>, sets: &Sets) -> Verdict {
    let last = name.rsplit('.').next().unwrap_or(name);
    let listed = |list: &[String]| list.iter().any(|x| x == last);
    if before == now {
        return Verdict::Same;
    }
    let (Some(before), Some(now)) = (before, now) else {
        let gone = before.is_some() && !listed(&sets.neutral);
        return if gone { Verdict::Drop } else { Verdict::Moved };
    };
    if listed(&sets.neutral) {
        return Verdict::Moved;
    }
    // Shares lie in 0..1; percentages and errors in kilometres or persons are a hundred times coarser.
    let scale = if before.abs() > 1.0 || now.abs() > 1.0 { 100.0 } else { 1.0 };
    let gain = if listed(&sets.lower_is_better) { before - now } else { now - before };
    // Differences of rounded figures carry a trace of binary noise.
    let limit = sets.tolerance * scale + 1e-9;
    if gain < -limit {
        Verdict::Drop
    } else if gain > limit {
        Verdict::Gain
    } else {
        Verdict::Moved
    }
}

/// The changes of one set as a table; the unchanged figures too if `all`.
pub fn table(set: &str, changes: &[Change], all: bool) -> String {
    let mut out = String::new();
    let shown: Vec<_> = changes.iter().filter(|c| all || c.verdict != Verdict::Same).collect();
    let _ = writeln!(out, "{set}: {} figures, {} changed", changes.len(), count_changed(changes));
    for c in shown {
        let mark = match c.verdict {
            Verdict::Same => " ",
            Verdict::Gain => "+",
            Verdict::Moved => "~",
            Verdict::Drop => "DROP",
        };
        let _ = writeln!(out, "  {mark:<5}{:<46}{:>10} -> {:<10}", c.name, shown_figure(c.before), shown_figure(c.now));
    }
    out
}

fn count_changed(changes: &[Change]) -> usize {
    changes.iter().filter(|c| c.verdict != Verdict::Same).count()
}

fn shown_figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "none".to_owned(), |x| x.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &str, before: Option<f64>, now: Option<f64>) -> Verdict {
        verdict(name, before, now, &Sets::load().unwrap())
    }

    #[test]
    fn a_fall_within_the_tolerance_is_no_drop() {
        assert_eq!(judged("figures.F1", Some(0.700), Some(0.695)), Verdict::Moved);
        assert_eq!(judged("figures.F1", Some(0.700), Some(0.694)), Verdict::Drop);
        assert_eq!(judged("figures.F1", Some(0.700), Some(0.720)), Verdict::Gain);
        assert_eq!(judged("figures.F1", Some(0.700), Some(0.700)), Verdict::Same);
    }

    #[test]
    fn errors_are_better_when_smaller_and_counts_are_not_judged() {
        assert_eq!(judged("incident.killed.rmse", Some(0.9), Some(1.6)), Verdict::Drop);
        assert_eq!(judged("incident.killed.rmse", Some(0.9), Some(0.5)), Verdict::Gain);
        assert_eq!(judged("figures.n", Some(10.0), Some(2.0)), Verdict::Moved);
    }

    #[test]
    fn a_figure_that_is_gone_is_a_drop_and_a_new_one_is_not() {
        assert_eq!(judged("claims.F1", Some(0.5), None), Verdict::Drop);
        assert_eq!(judged("claims.F1", None, Some(0.5)), Verdict::Moved);
    }
}
