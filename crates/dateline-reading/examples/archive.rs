//! Streams a web archive or JSON lines: `cargo run --release -p dateline-reading --example archive -- FILE [FROM]`.
//!
//! Prints the number of records, reports and skipped parts, the records a second, and the peak of memory.

use dateline_reading::{Options, Source, read_stream};
use std::ops::ControlFlow;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else { return eprintln!("give a file") };
    let from = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut file = std::fs::File::open(&path).expect("a readable file");
    let (mut reports, mut bytes, mut skipped) = (0usize, 0usize, 0usize);
    let start = std::time::Instant::now();
    let records = read_stream(&mut file, &Source::path(&path), &Options::default(), from, &mut |_, result| {
        match result {
            Ok(report) => {
                reports += 1;
                bytes += report.text.len();
            }
            Err(_) => skipped += 1,
        }
        ControlFlow::Continue(())
    });
    let rate = (reports + skipped) as f64 / start.elapsed().as_secs_f64();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|l| l.starts_with("VmHWM")).unwrap_or("").trim();
    println!(
        "{records:?} records, {reports} reports ({bytes} bytes of text), {skipped} skipped, {rate:.0} pages/s, {peak}"
    );
}
