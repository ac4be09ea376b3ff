//! The five arrows in order: read, parse, extract, link, reconcile.

use crate::analyse::{Analysis, analyse, analyse_dated, link_analyses};
use crate::guard::guarded;
use crate::stream::{Found, distil, gather, read_each, run_each};
use crate::{Input, Layers, Ledger, Options, Outcome, RuleInfo, Skipped};
use dateline_ledger::{reconcile, reconcile_whole};
use dateline_model::{Published, Report, ReportId};
use dateline_reading::Source;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Reads the inputs and adds them up: one pure function of the inputs and the options.
///
/// Inputs that cannot be read are named in [`Outcome::skipped`]; they never end a run. Neither the order of the
/// inputs nor the number of threads changes a byte of the ledger.
///
/// ```
/// use dateline::{Input, Options, run};
/// let text = " date 2031-03-04 A bomb killed six people in Gao, Mali, on Tuesday, police said.";
/// let input = Input { path: "a.txt".into(), bytes: text.into() };
/// let outcome = run(vec![input], &Options::default());
/// let figure = outcome.ledger.claims[0].casualties.as_ref().unwrap();
/// assert_eq!(figure.quantity.low, Some(6));
/// assert_eq!(outcome.ledger.claims[0].speaker.as_ref().unwrap().text, "police");
/// ```
pub fn run(inputs: Vec<Input>, options: &Options) -> Outcome {
    run_each(by_path(inputs), options, &mut |_| {})
}

/// In the order of their paths, whichever came first.
fn by_path(mut inputs: Vec<Input>) -> impl Iterator<Item = Found> + Send {
    inputs.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.bytes.cmp(&b.bytes)));
    inputs.into_iter().map(Found::Whole)
}

/// Analyses reports and adds them up; one that a stage breaks on is named.
pub(crate) fn add_up(reports: Vec<Report>, options: &Options) -> (Ledger, Vec<Skipped>) {
    let one = |report: Report| {
        let anchor = anchor_of(report.path.as_deref(), options);
        guarded(&named(&report), || analyse(report, anchor, &options.knowledge))
    };
    let (read, broken) = parted(reports.into_par_iter().map(one).collect());
    let again = |asked: Vec<(&Analysis, Published)>| {
        // What breaks on the new day is kept as it was read without it.
        let dated = |once: &Analysis, day: &Published| guarded("", || analyse_dated(once, day, &options.knowledge));
        asked.into_par_iter().map(|(once, day)| dated(once, &day).unwrap_or_else(|_| once.clone())).collect()
    };
    let linked = link_analyses(read, &[], again);
    let ledger_options = dateline_ledger::Options {
        rule: dateline_ledger::Rule::named(&options.rule).unwrap_or_default(),
        as_of: options.as_of,
    };
    let ledger = match options.as_of {
        Some(_) => reconcile(&linked, &ledger_options),
        None => reconcile_whole(linked, ledger_options.rule),
    };
    (ledger, broken)
}

/// What a report is named by where it cannot be read.
pub(crate) fn named(report: &Report) -> String {
    report.path.clone().or_else(|| report.url.clone()).unwrap_or_else(|| report.id.0.clone())
}

/// What was made, and what broke.
fn parted<T>(done: Vec<Result<T, Skipped>>) -> (Vec<T>, Vec<Skipped>) {
    let (mut made, mut broken) = (Vec::with_capacity(done.len()), Vec::new());
    for one in done {
        match one {
            Ok(one) => made.push(one),
            Err(skipped) => broken.push(skipped),
        }
    }
    (made, broken)
}

/// Reads the inputs and says what each stage saw, in the order of the paths.
pub fn layers(inputs: Vec<Input>, options: &Options) -> (Vec<Layers>, Vec<Skipped>) {
    in_pool(options.threads, || {
        let (mut reports, mut skipped) = gather(by_path(inputs), options, &mut |_| {});
        distil(&mut reports, options);
        let one = |report: Report| guarded(&named(&report), || Layers::of(report, options));
        let (layers, broken) = parted(reports.into_par_iter().map(one).collect());
        skipped.extend(broken);
        (layers, skipped)
    })
}

/// Only reads the inputs: their reports with the day each is to be read against, by path, and what held none. Inputs
/// of one content give reports of one id.
pub fn read(inputs: Vec<Input>, options: &Options) -> (Vec<(Report, Option<Date>)>, Vec<Skipped>) {
    read_each(by_path(inputs), options, &mut |_| {})
}

/// A report with the day its relative times are read against.
pub(crate) fn anchored(report: Report, options: &Options) -> (Report, Option<Date>) {
    let anchor = anchor_of(report.path.as_deref(), options);
    (report, anchor)
}

/// The rules of estimation there are.
pub fn rules() -> Vec<RuleInfo> {
    let info = |r: &dateline_ledger::RuleInfo| RuleInfo {
        name: r.name.to_string(),
        summary: r.summary.to_string(),
        practice: r.practice.to_string(),
    };
    dateline_ledger::rules().iter().map(info).collect()
}

/// Runs `work` on a pool of this many threads; on the caller's own pool when none can be made.
pub(crate) fn in_pool<T: Send>(threads: Option<usize>, work: impl FnOnce() -> T + Send) -> T {
    let pool = threads.and_then(|n| rayon::ThreadPoolBuilder::new().num_threads(n.max(1)).build().ok());
    match pool {
        Some(pool) => pool.install(work),
        None => work(),
    }
}

/// How the file at `path` is read.
pub(crate) fn reading_options(path: &str, options: &Options) -> dateline_reading::Options {
    dateline_reading::Options {
        raw: options.raw,
        anchor: anchor_of(Some(path), options),
        fields: options.fields.clone(),
    }
}

/// The reports of one input; a stage that breaks on it costs this input only.
pub(crate) fn read_guarded(input: &Input, options: &Options) -> (Vec<Report>, Vec<Skipped>) {
    guarded(&input.path, || read_one(input, options)).unwrap_or_else(|broken| (Vec::new(), vec![broken]))
}

/// The reports of one input, and what of it could not be read: all of it, or parts of an archive or feed.
fn read_one(input: &Input, options: &Options) -> (Vec<Report>, Vec<Skipped>) {
    let reading = reading_options(&input.path, options);
    match dateline_reading::read_all(&input.bytes, &Source::path(&input.path), &reading) {
        Ok(held) => {
            let name = |part: &str| {
                if part.starts_with(&input.path) { part.to_owned() } else { format!("{}/{part}", input.path) }
            };
            let skipped = held.skipped.iter().map(|s| Skipped { path: name(&s.part), reason: s.reason.to_string() });
            (held.reports, skipped.collect())
        }
        Err(error) => (Vec::new(), vec![Skipped { path: input.path.clone(), reason: error.to_string() }]),
    }
}

/// Two files of one content are two reports: the later ones, by path, get a number behind their hash.
pub(crate) fn name_apart(reports: &mut [Report]) {
    let mut seen: BTreeMap<ReportId, usize> = BTreeMap::new();
    for report in reports {
        let times = seen.entry(report.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            report.id.0 = format!("{}-{times}", report.id.0);
            report.origin.0 = report.id.0.clone();
        }
    }
}

/// The day to read a report's relative times against when it bears none.
pub(crate) fn anchor_of(path: Option<&str>, options: &Options) -> Option<Date> {
    let name = path.unwrap_or("").rsplit(['/', '\\']).next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    options.anchors.get(stem).copied().or(options.anchor)
}
