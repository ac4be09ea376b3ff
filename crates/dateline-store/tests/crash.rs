//! Killed at any moment: the file opens, is sound, and holds everything that was acknowledged.
//!
//! The test starts itself as a child that adds reports and says after each what is safe, and kills it at random.
//! `DATELINE_KILLS=300` kills more often.

mod common;

use common::{fresh, sound, stamp, text};
use dateline_store::Store;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FILE: &str = "DATELINE_CRASH_FILE";

fn words(n: usize) -> String {
    format!(
        " date 2031-03-05 Report {n}\n\nA bomb killed {} people in Gao, Mali, on Tuesday, police said.\n",
        n % 90 + 2
    )
}

/// The child: adds one report after another for ever.
#[test]
fn child() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let mut store = Store::open_or_make(Path::new(&path)).unwrap();
    let first = store.size().unwrap().0 as usize;
    for n in first.. {
        store
            .add(text(&format!("{n}.txt"), &words(n)), &stamp(""), &mut |_| {
                println!("safe {n}");
                std::io::stdout().flush().unwrap();
            })
            .unwrap();
    }
}

#[test]
fn nothing_acknowledged_is_lost() {
    if std::env::var_os(FILE).is_some() {
        return;
    }
    let kills: u64 = std::env::var("DATELINE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let (_folder, mut path) = fresh();
    let (mut safe, mut state) = (None, 88_172_645_463_325_252_u64);
    for kill in 0..kills {
        if kill % 25 == 24 {
            // A new file now and then: its making is killed too, and the old one does not grow without end.
            path.set_file_name(format!("{kill}.ledger"));
            safe = None;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture", "--test-threads", "1"])
            .env(FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let out = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || {
            let said = |line: &String| line.rsplit_once("safe ").and_then(|(_, n)| n.parse::<usize>().ok());
            out.lines().map_while(Result::ok).filter_map(|line| said(&line)).last()
        });
        let start = Instant::now();
        let moment = Duration::from_micros(state % 900_000);
        std::thread::sleep(moment.saturating_sub(start.elapsed()));
        child.kill().unwrap();
        child.wait().unwrap();
        safe = reader.join().unwrap().or(safe);
        if !path.exists() {
            assert_eq!(safe, None);
            continue;
        }
        let mut store = Store::open_or_make(&path).unwrap();
        store.catch_up().unwrap();
        let held = store.size().unwrap().0 as usize;
        assert!(held >= safe.map_or(0, |n| n + 1), "kill {kill}: {held} reports, but {safe:?} was acknowledged");
        sound(&store);
    }
}
