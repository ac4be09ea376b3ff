//! Scores the main text and dates of saved pages: `cargo run --release -p dateline-reading --example pages -- DIR [-v]`.
//!
//! DIR holds gzipped pages and `evaldata.json`: for each page strings that must (`with`) and must not (`without`) be in
//! the text, and its date. Prints precision, recall and F by segments (on the text, and on the text without captions),
//! the share of right dates, and pages a second of one core. `-o FILE` writes what was read, to compare two builds.

use dateline_model::{BlockKind, Report};
use dateline_reading::{Options, Source, read};
use serde_json::Value;
use std::io::Read;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(dir) = arguments.first() else { return eprintln!("give the folder of pages") };
    let verbose = arguments.iter().any(|a| a == "-v");
    let list: Value =
        serde_json::from_slice(&std::fs::read(format!("{dir}/evaldata.json")).expect("evaldata.json")).expect("JSON");
    let pages: Vec<(String, Value, Vec<u8>)> =
        list.as_object().into_iter().flatten().filter_map(|(url, facts)| load(dir, url, facts)).collect();
    let start = processor_seconds();
    let reports: Vec<_> =
        pages.iter().map(|(url, _, bytes)| read(bytes, &Source::url(url), &Options::default())).collect();
    let rate = pages.len() as f64 / (processor_seconds() - start);
    if let Some(at) = arguments.iter().position(|a| a == "-o") {
        let told: String = pages.iter().zip(&reports).map(|((url, ..), read)| format!("{url}\n{read:#?}\n")).collect();
        std::fs::write(arguments.get(at + 1).expect("a file"), told).expect("written");
    }
    let (mut all, mut main) = ([0usize; 4], [0usize; 4]);
    let (mut dated, mut right, mut given) = (0, 0, 0);
    for ((url, facts, _), result) in pages.iter().zip(&reports) {
        let report = result.as_ref().ok().and_then(|r| r.first());
        if let Err(error) = result {
            eprintln!("{url}: {error}");
        }
        count(&mut all, facts, report.map_or("", |r| &r.text), verbose.then_some(url));
        count(&mut main, facts, &report.map(without_captions).unwrap_or_default(), None);
        let gold = facts["date"].as_str().unwrap_or("");
        let found = report.and_then(|r| r.published.as_ref());
        if !gold.is_empty() {
            dated += 1;
            let same = found.is_some_and(|p| p.date.to_string() == gold);
            right += usize::from(same);
            given += usize::from(found.is_some());
            if verbose && !same {
                println!("DATE {url} gold {gold} got {:?}", found.map(|p| (p.date.to_string(), p.basis)));
            }
        }
    }
    print("text", &all);
    print("text without captions", &main);
    println!("dates right {right} of {dated} ({given} given); {} pages, {rate:.0} pages/s", pages.len());
}

/// Seconds that this thread ran, whatever else the machine did meanwhile; of the clock where the system does not say.
fn processor_seconds() -> f64 {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGAN.elapsed().as_secs_f64(), |ns| ns / 1e9)
}

fn load(dir: &str, url: &str, facts: &Value) -> Option<(String, Value, Vec<u8>)> {
    let packed = std::fs::read(format!("{dir}/{}.gz", facts["file"].as_str()?)).ok()?;
    let mut bytes = Vec::new();
    flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes).ok()?;
    Some((url.to_owned(), facts.clone(), bytes))
}

fn without_captions(report: &Report) -> String {
    let blocks = report.blocks.iter().filter(|b| b.kind != BlockKind::Caption);
    blocks.map(|b| b.span.slice(&report.text)).collect::<Vec<_>>().join("\n\n")
}

fn count(cells: &mut [usize; 4], facts: &Value, text: &str, name: Option<&String>) {
    for (list, hit, miss) in [("with", 0, 1), ("without", 2, 3)] {
        for segment in facts[list].as_array().into_iter().flatten().filter_map(Value::as_str) {
            // Soft hyphens are removed from the text, so they are from the segments.
            let found = text.contains(segment.replace('\u{ad}', "").trim());
            cells[if found { hit } else { miss }] += 1;
            if let Some(name) = name.filter(|_| found != (list == "with")) {
                println!(
                    "{} {name} :: {}",
                    if found { "FP" } else { "FN" },
                    segment.chars().take(150).collect::<String>()
                );
            }
        }
    }
}

fn print(name: &str, [tp, missed, fp, tn]: &[usize; 4]) {
    let (p, r) = (*tp as f64 / (tp + fp).max(1) as f64, *tp as f64 / (tp + missed).max(1) as f64);
    let f = 2.0 * p * r / (p + r).max(1e-9);
    println!(
        "{name}: P {p:.3} R {r:.3} F {f:.3} (kept {tp}, missed {missed}, furniture kept {fp}, furniture dropped {tn})"
    );
}
