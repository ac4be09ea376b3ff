//! The program's commands, one file each.

mod atlas;
mod completions;
mod explain;
mod language;
mod layers;
mod man;
mod read;
mod rules;
mod watch;

use crate::exit::Exit;
use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
    Explain(explain::Arguments),
    Layers(layers::Arguments),
    Rules(rules::Arguments),
    Atlas(atlas::Arguments),
    Language(language::Arguments),
    Watch(watch::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Does it.
pub(crate) fn run(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Read(arguments) => read::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Layers(arguments) => layers::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Atlas(arguments) => atlas::run(&arguments),
        Command::Language(arguments) => language::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
