//! Killed at any moment: the file opens, is sound, and holds everything that was acknowledged.
//!
//! The test starts itself as a child that adds reports and says after each what is safe, and kills it at random.
//! `DATELINE_KILLS=300` kills more often.

mod common;

use common::{fresh, sound, stamp, text};
use dateline_store::Store;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FILE: &str = "DATELINE_CRASH_FILE";
/// Where it is set, the child adds so many reports at once.
const AT_ONCE: &str = "DATELINE_CRASH_AT_ONCE";
/// Enough that an `add` is acknowledged in several parts.
const MANY: usize = 450;

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
    if std::env::var_os(AT_ONCE).is_some() {
        return whole(Path::new(&path));
    }
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

/// The child that adds many reports at once.
fn whole(path: &Path) {
    let said = |n: usize| {
        println!("safe {n}");
        std::io::stdout().flush().unwrap();
    };
    Store::open_or_make(path).unwrap().add(many(), &stamp(""), &mut { said }).unwrap();
}

fn many() -> Vec<common::Read> {
    (0..MANY).flat_map(|n| text(&format!("{n}.txt"), &words(n))).collect()
}

/// An `add` of many reports that is killed keeps what it acknowledged; begun again, it passes that over, and the ledger
/// is the one that an undisturbed run gives.
#[test]
fn an_add_that_is_killed_is_begun_again() {
    if std::env::var_os(FILE).is_some() {
        return;
    }
    let kills: u64 = std::env::var("DATELINE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let (_folder, path) = fresh();
    let (mut safe, mut state) = (0, 0x2545_f491_4f6c_dd1d_u64);
    for kill in 0..kills.div_ceil(4) {
        let mut child = started(&path, true);
        let out = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || heard(out));
        std::thread::sleep(Duration::from_micros(moment(&mut state) % 2_500_000));
        child.kill().unwrap();
        child.wait().unwrap();
        safe = reader.join().unwrap().unwrap_or(0).max(safe);
        if path.exists() {
            let mut store = Store::open_or_make(&path).unwrap();
            store.catch_up().unwrap();
            let held = store.size().unwrap().0 as usize;
            assert!(held >= safe, "kill {kill}: {held} reports, but {safe} were acknowledged");
            sound(&store);
        }
    }
    let mut store = Store::open_or_make(&path).unwrap();
    let added = store.add(many(), &stamp(""), &mut |_| {}).unwrap();
    assert!(added.known >= safe && added.new + added.known == MANY, "{added:?}, {safe} were safe");
    sound(&store);
    let (_other, undisturbed) = common::with(many());
    let plain = dateline_ledger::Options::default();
    assert_eq!(store.ledger(&plain).unwrap(), undisturbed.ledger(&plain).unwrap());
}

fn moment(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

/// The number that a child last called safe.
fn heard(out: impl BufRead) -> Option<usize> {
    let said = |line: &String| line.rsplit_once("safe ").and_then(|(_, n)| n.parse::<usize>().ok());
    out.lines().map_while(Result::ok).filter_map(|line| said(&line)).last()
}

fn started(path: &Path, at_once: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "child", "--nocapture", "--test-threads", "1"]).env(FILE, path);
    if at_once {
        command.env(AT_ONCE, "1");
    }
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
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
        let mut child = started(&path, false);
        let at = moment(&mut state);
        let out = BufReader::new(child.stdout.take().unwrap());
        let reader = std::thread::spawn(move || heard(out));
        let start = Instant::now();
        let at = Duration::from_micros(at % 900_000);
        std::thread::sleep(at.saturating_sub(start.elapsed()));
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
