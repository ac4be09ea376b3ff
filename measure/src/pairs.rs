//! Judged pairs of reports, from sets whose incidents are known: what the weights of linking are learned from.
//!
//! Made from texts and a file that says which incident each is of, by the program's own stages up to the comparing of
//! pairs. One pair a line: `1` or `0` for one incident or two, how much it counts, the half of the incidents it lies
//! in (`a` or `b`, or `-` between the halves), then the features that held. Learning is left to `learn`.

use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_ledger::{PairDecision, compare, link};
use dateline_model::{Report, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Which texts, and what is known of them.
#[derive(Debug, Args)]
pub struct PairsArgs {
    /// The folder of texts.
    texts: PathBuf,
    /// Lines of JSON: one object a text, with its name and its incident.
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// The field that names the text (the name of its file without the ending).
    #[arg(long, default_value = "article")]
    name: String,
    /// The field that names its incident.
    #[arg(long, default_value = "incident")]
    incident: String,
    /// Incidents to take, one a line (what begins with `?` is left out); all where the file is not named.
    #[arg(long, value_name = "FILE")]
    only: Option<PathBuf>,
    /// How much each report's pairs count together.
    #[arg(long, default_value_t = 1.0)]
    counts: f64,
}

/// Prints the pairs.
pub fn run(args: &PairsArgs) -> Result<ExitCode> {
    let gold = gold(args)?;
    let (reports, _) = dateline::read(inputs(&args.texts)?, &dateline::Options::default());
    let analyses = dateline::analyse_all(reports, &dateline::Options::default());
    let (mut reports, mut accounts, mut claims) = (Vec::new(), Vec::new(), Vec::new());
    for one in analyses {
        reports.push(one.report);
        accounts.extend(one.accounts);
        claims.extend(one.claims);
    }
    let linked = link(reports, accounts, claims);
    let known: BTreeMap<&str, &str> =
        linked.reports.iter().filter_map(|r| Some((r.id.as_str(), gold.get(&stem(r)?)?.as_str()))).collect();
    let judged = compare(&linked).into_iter().filter_map(|(a, b, decision)| {
        let (a, b) = (&linked.accounts[a], &linked.accounts[b]);
        let main = a.standing == Standing::Main && b.standing == Standing::Main && a.report != b.report;
        let pair = (a.report.as_str(), b.report.as_str());
        let of = (*known.get(pair.0)?, *known.get(pair.1)?);
        (main && decision.conflict.is_none()).then_some((pair, of, decision))
    });
    print!("{}", lines(&judged.collect::<Vec<_>>(), args.counts));
    Ok(ExitCode::SUCCESS)
}

type Judged<'a> = ((&'a str, &'a str), (&'a str, &'a str), PairDecision);

fn lines(judged: &[Judged<'_>], counts: f64) -> String {
    let mut pairs_of: BTreeMap<&str, f64> = BTreeMap::new();
    for ((a, b), ..) in judged {
        *pairs_of.entry(a).or_default() += 1.0;
        *pairs_of.entry(b).or_default() += 1.0;
    }
    let share = |report: &str| 0.5 / pairs_of.get(report).copied().unwrap_or(1.0);
    let mut out = String::new();
    for ((a, b), of, decision) in judged {
        let half = if half(of.0) == half(of.1) { half(of.0) } else { '-' };
        let weight = counts * (share(a) + share(b));
        let _ = write!(out, "{}\t{weight:.4}\t{half}", u8::from(of.0 == of.1));
        for feature in &decision.features {
            let _ = write!(out, "\t{}={:.3}", feature.name, feature.value);
        }
        out.push('\n');
    }
    out
}

/// Which half of the incidents one lies in: by its name, so that it stays there when others come.
fn half(incident: &str) -> char {
    if blake3::hash(incident.as_bytes()).as_bytes()[0] & 1 == 0 { 'a' } else { 'b' }
}

fn stem(report: &Report) -> Option<String> {
    let path = Path::new(report.path.as_deref()?);
    Some(path.file_stem()?.to_string_lossy().into_owned())
}

/// The incident of each text that has one.
fn gold(args: &PairsArgs) -> Result<BTreeMap<String, String>> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let only: Option<BTreeSet<String>> = match &args.only {
        None => None,
        Some(path) => Some(read(path)?.lines().filter_map(listed).collect()),
    };
    let mut out = BTreeMap::new();
    for line in read(&args.gold)?.lines().filter(|l| !l.trim().is_empty()) {
        let object: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| object.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        let (Some(name), Some(incident)) = (field(&args.name), field(&args.incident)) else { continue };
        if only.as_ref().is_none_or(|only| only.contains(&incident)) {
            out.insert(name, incident);
        }
    }
    if out.is_empty() {
        bail!("{} names no text and incident by `{}` and `{}`", args.gold.display(), args.name, args.incident);
    }
    Ok(out)
}

/// An incident of a list with remarks; one that is in doubt is none.
fn listed(line: &str) -> Option<String> {
    let name = line.split('#').next().unwrap_or("").trim();
    (!name.is_empty() && !name.starts_with('?')).then(|| name.to_owned())
}

fn inputs(folder: &Path) -> Result<Vec<dateline::Input>> {
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_some_and(|x| x == "txt") {
            inputs.push(dateline::Input { path: path.display().to_string(), bytes: std::fs::read(&path)? });
        }
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::{half, lines, listed};
    use dateline_ledger::{Feature, PairDecision};

    #[test]
    fn a_report_counts_the_same_however_many_pairs_it_has() {
        let decision =
            || PairDecision { features: vec![Feature { name: "near", value: 1.0, weight: 2.0 }], conflict: None };
        let judged = [(("r", "s"), ("x", "x"), decision()), (("r", "t"), ("x", "y"), decision())];
        let out = lines(&judged, 2.0);
        let weights: f64 = out.lines().filter_map(|l| l.split('\t').nth(1)?.parse::<f64>().ok()).sum();
        assert!((weights - 3.0).abs() < 1e-3, "{out}");
        assert!(out.starts_with("1\t") && out.contains("near=1.000"));
        assert_eq!(half("x"), half("x"));
    }

    #[test]
    fn doubtful_incidents_are_left_out() {
        assert_eq!(listed("a_raid   # two days"), Some("a_raid".to_owned()));
        assert_eq!((listed("? a_trial"), listed("# remark")), (None, None));
    }
}
