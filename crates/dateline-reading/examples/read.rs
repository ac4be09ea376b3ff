//! Prints what reading finds in files: `cargo run -p dateline-reading --example read -- [--raw] [--text] FILE…`.
//!
//! One line a report (name, date, basis, language, agencies, dateline, title); `--text` adds the blocks of the text.

use dateline_reading::{Options, Source, read};

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut take = |flag: &str| {
        let before = arguments.len();
        arguments.retain(|a| a != flag);
        arguments.len() < before
    };
    let (raw, text) = (take("--raw"), take("--text"));
    let options = Options { raw, ..Options::default() };
    for path in arguments {
        let result = std::fs::read(&path).map_err(|e| e.to_string());
        let reports = result.and_then(|bytes| read(&bytes, &Source::path(&path), &options).map_err(|e| e.to_string()));
        match reports {
            Ok(reports) => reports.iter().for_each(|report| print(report, text)),
            Err(reason) => eprintln!("{path}\t{reason}"),
        }
    }
}

fn print(report: &dateline_model::Report, text: bool) {
    let (date, basis) = report.published.as_ref().map_or(("-".into(), "-"), |p| (p.date.to_string(), p.basis.code()));
    let place = report.dateline_place.map_or("-", |span| span.slice(&report.text));
    let language = report.language.as_deref().unwrap_or("-");
    let title = report.title.as_deref().unwrap_or("-");
    println!("{}\t{date}\t{basis}\t{language}\t{}\t{place}\t{title}", report.label(), report.agencies.join(","));
    if text {
        for block in &report.blocks {
            println!("  [{}] {}", block.kind, block.span.slice(&report.text));
        }
    }
}
