//! Tasks for people who work on Dateline: data builds and checks. Not part of the program.

mod atlas;
mod persons;

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
    /// Pick the nouns for persons out of WordNet's database files.
    Persons(persons::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Atlas(args) => atlas::run(&args),
        Task::Persons(args) => persons::run(&args),
    }
}
