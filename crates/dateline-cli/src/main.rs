//! The dateline program: reads what it is pointed at, calls the facade, prints what the faces and the wire make.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 done, 1 failed for a reason the user
//! can mend, 2 usage, 3 done but inputs were skipped, 70 a bug.

mod commands;
mod exit;
mod frames;
mod ledger;
mod options;
mod output;
mod packs;
mod progress;
mod walk;

use clap::{CommandFactory, Parser};
use exit::Exit;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Reads news reports of violence and says what happened, where, when, to whom – and who says so.
#[derive(Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

/// The program's arguments, for completions and the manual.
pub(crate) fn arguments() -> clap::Command {
    Cli::command()
}

fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|about| output::say(&format!("a bug: {about}"))));
    let done = catch_unwind(AssertUnwindSafe(|| commands::run(Cli::parse().command)));
    match done {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(error)) => exit::report(&error).into(),
        Err(_) => {
            output::say("this should not happen; please report it with the input that caused it");
            Exit::Bug.into()
        }
    }
}
