//! Measures the atlas: time to open, look-ups a second, text a second, memory.
//!
//! Usage: `cargo run --release -p dateline-atlas --example speed -- FILE…`

use dateline_atlas::{Atlas, PlaceContext};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let started = Instant::now();
    let atlas = Atlas::embedded();
    println!("open: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);

    let names = ["Gao", "Deir ez-Zor", "Springfield", "Khan Younis", "Nowhereville", "Mali", "Kharkiv", "San José"];
    let folded = names.map(dateline_atlas::fold);
    let pack = &atlas.packs()[0].1;
    let started = Instant::now();
    let mut found = 0;
    for n in 0..1_000_000 {
        found += pack.named(&folded[n % names.len()]).filter_map(|n| pack.record(n)).count();
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("Pack::named: {:.0} look-ups a second ({found} records read, nothing allocated)", 1e6 / seconds);

    let keys = pack.names_from("", usize::MAX);
    let started = Instant::now();
    let found: usize = keys.iter().map(|key| pack.named(key).count()).sum();
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "every name once: {:.0} look-ups a second ({found} hits of {} names)",
        keys.len() as f64 / seconds,
        keys.len()
    );
    drop(keys);

    let started = Instant::now();
    let mut found = 0;
    for n in 0..400_000 {
        found += atlas.find_place(names[n % names.len()]).len();
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("find_place: {:.0} look-ups a second ({found} candidates)", 400_000.0 / seconds);

    let texts: Vec<String> = std::env::args().skip(1).filter_map(|p| std::fs::read_to_string(p).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let started = Instant::now();
    let mut places = 0;
    for text in &texts {
        places += atlas.places_in(text, &PlaceContext::default()).len();
    }
    let seconds = started.elapsed().as_secs_f64();
    println!("places_in: {} texts, {bytes} bytes, {places} places, {:.3} s", texts.len(), seconds);

    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS")) {
        println!("{line}");
    }
    Ok(())
}
