//! `dateline watch`: feeds in, a folder of web archives out, which the other commands read.

use crate::exit::Exit;
use crate::ledger::stamp;
use crate::output::say;
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use dateline_store::Store;
use dateline_watch::{Archive, Event, Feeds, Fetcher, Limits, Pass, State, Watch};
use std::path::{Path, PathBuf};

/// Poll feeds and keep what is new as web archives that `read` understands
///
/// This is the only command that talks to the network. Hosts' rules for robots are obeyed, requests are conditional and
/// spaced, hosts that ask for rest get it, and no address inside a private network is called unless the list allows it.
#[derive(Args)]
#[command(
    after_help = "A list of feeds:\n  contact = \"desk@example.org\"   # goes with every request\n  delay = 5                      # \
    seconds between two requests to one host\n  [[feed]]\n  url = \"https://example.org/world.rss\"\n  every = 30                     \
    # minutes between two polls\n  pages = true                   # fetch the pages behind its entries\n\nExamples:\n  \
    dateline watch feeds.toml --into reports\n  dateline watch feeds.toml --into reports --once && dateline read reports\n\nExit \
    codes: 0 done · 1 failed · 2 usage · 3 done, but something could not be fetched · 70 a bug"
)]
pub(crate) struct Arguments {
    /// The list of feeds
    #[arg(value_name = "FEEDS", value_hint = ValueHint::FilePath)]
    feeds: PathBuf,
    /// Folder for the archives, one file a pass
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    into: PathBuf,
    /// What is remembered between passes [default: .watch.json in the folder]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    state: Option<PathBuf>,
    /// Also add what is kept to this ledger; the file is made where there is none
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ledger: Option<PathBuf>,
    /// Make one pass over all feeds and end
    #[arg(long)]
    once: bool,
    /// Say what is kept and what has nothing new, too
    #[arg(long, short)]
    verbose: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let name = arguments.feeds.display().to_string();
    let list = std::fs::read_to_string(&arguments.feeds).with_context(|| format!("cannot read the feeds in {name}"))?;
    let feeds = Feeds::parse(&list, &name)?;
    std::fs::create_dir_all(&arguments.into)
        .with_context(|| format!("cannot make the folder {}", arguments.into.display()))?;
    let memory = arguments.state.clone().unwrap_or_else(|| arguments.into.join(".watch.json"));
    let fetcher = Fetcher::new(Limits::default(), feeds.contact.as_deref(), &feeds.allow_private);
    let mut watch = Watch::new(feeds, fetcher, State::load(&memory)?, now);
    loop {
        let pass = one_pass(&mut watch, arguments, &memory)?;
        if arguments.once {
            return Ok(if pass.failed == 0 { Exit::Done } else { Exit::Skipped });
        }
        std::thread::sleep(watch.next_due());
    }
}

fn one_pass(watch: &mut Watch, arguments: &Arguments, memory: &Path) -> Result<Pass> {
    let mut archive = Archive::new(&arguments.into);
    let done = watch.pass(arguments.once, &mut archive, &mut |event| {
        if arguments.verbose || matches!(event, Event::Failed(..) | Event::Left(..)) {
            say(&event.to_string());
        }
    });
    // What was kept is remembered even where the pass broke off.
    watch.state().save(memory)?;
    let pass = done.with_context(|| format!("cannot write into {}", arguments.into.display()))?;
    if let Some(file) = archive.close() {
        say(&format!("kept {} in {}", pass.kept, file.display()));
        if let Some(ledger) = &arguments.ledger {
            add(&file, ledger)?;
        }
    }
    Ok(pass)
}

/// Adds an archive's reports to a ledger.
fn add(archive: &Path, ledger: &Path) -> Result<()> {
    let name = archive.display().to_string();
    let bytes = std::fs::read(archive).with_context(|| format!("cannot read {name}"))?;
    let options = dateline::Options::default();
    let (reports, skipped) = dateline::read(vec![dateline::Input { path: name.clone(), bytes }], &options);
    for one in skipped {
        say(&format!("skipped {}: {}", one.path, one.reason));
    }
    let added = Store::open_or_make(ledger)?.add(reports, &stamp(None, Some("watch"))?, &mut |_| {})?;
    say(&format!("added {} to {}", added.new, ledger.display()));
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the program knows the time; the crates below are told")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
