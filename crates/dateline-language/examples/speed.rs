//! Words a second of the whole pipeline by CPU time: `speed MODEL TEXTS.jsonl [THREADS] [whole]`, one JSON string a line.

use dateline_language::Language;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: speed MODEL TEXTS.jsonl [THREADS] [whole]";
    let model = std::fs::read(arguments.next().ok_or(usage)?)?;
    let texts = std::fs::read_to_string(arguments.next().ok_or(usage)?)?;
    let threads: usize = arguments.next().map_or(Ok(1), |n| n.parse())?;
    let whole = arguments.next().is_some();
    let texts: Vec<String> = texts.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let start = Instant::now();
    let language = Language::load(&model)?;
    println!("load {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let (tokens, cpu): (usize, f64) = std::thread::scope(|scope| {
        let parts = texts.chunks(texts.len().div_ceil(threads));
        let language = &language;
        let count = move |text: &String| {
            let document = if whole { language.parse_whole(text) } else { language.parse(text, &[]) };
            document.tokens.len()
        };
        let running = parts.map(|part| scope.spawn(move || (part.iter().map(count).sum::<usize>(), cpu_seconds())));
        let running: Vec<_> = running.collect();
        let done = running.into_iter().map(|one| one.join().unwrap_or_default());
        done.fold((0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    });
    let seconds = start.elapsed().as_secs_f64();
    println!("{words} words, {tokens} tokens in {seconds:.2} s, {cpu:.2} CPU s");
    println!("{:.0} words and {:.0} tokens a CPU second", words as f64 / cpu, tokens as f64 / cpu);
    println!("{:.0} words a second by the clock", words as f64 / seconds);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    Ok(())
}

/// What this thread has computed so far; zero where the system does not say.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e9
}
