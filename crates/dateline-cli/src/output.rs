//! The two streams: data to standard output or a file, remarks to standard error; and whether either is painted.

use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, Write};

/// When to paint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Whether standard output is to be painted.
    pub(crate) fn on(self) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
                let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
            }
        }
    }
}

/// Widest a dossier is set without being asked: longer lines are hard to follow.
const WIDEST: u16 = 120;

/// Columns to set a dossier in: those asked for, else the terminal's, else 80.
pub(crate) fn columns(asked: Option<usize>) -> usize {
    let terminal = || io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    asked.unwrap_or_else(|| terminal().map_or(80, |(width, _)| usize::from(width.0.min(WIDEST))))
}

/// Writes to standard output through a buffer, and flushes it.
pub(crate) fn write(content: impl FnOnce(&mut BufWriter<io::StdoutLock>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    content(&mut out)?;
    out.flush()
}

/// Says one line on standard error, without what could steer a terminal (a file's name may hold anything).
pub(crate) fn say(line: &str) {
    let clean: String = line.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect();
    let _ = writeln!(io::stderr().lock(), "dateline: {clean}");
}
