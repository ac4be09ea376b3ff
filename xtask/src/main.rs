//! Tasks for people who work on Dateline: data builds and checks. Not part of the program.

mod atlas;

use clap::{Parser, Subcommand};

/// Tasks for people who work on Dateline.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Compile the gazetteer from unpacked packages.
    Atlas(atlas::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Atlas(args) => atlas::run(&args),
    }
}
