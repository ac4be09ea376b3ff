//! How a run ended, as an exit code and, where it failed, in words.

use crate::output::say;
use std::io;
use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done.
    Done,
    /// It failed for a reason the user can mend.
    Failed,
    /// It was asked for something there is not.
    Usage,
    /// It was done, but inputs were skipped.
    Skipped,
    /// The program is wrong.
    Bug,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Skipped => 3,
            Exit::Bug => 70,
        })
    }
}

/// A mistake in how the program was called.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl std::fmt::Display for Usage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Says what went wrong. A reader that closed the pipe has what it wanted: that is no failure.
pub(crate) fn report(error: &anyhow::Error) -> Exit {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    };
    if error.chain().any(closed) {
        return Exit::Done;
    }
    say(&format!("{error:#}"));
    if error.is::<Usage>() { Exit::Usage } else { Exit::Failed }
}
