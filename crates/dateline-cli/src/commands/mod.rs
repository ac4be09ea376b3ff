//! The program's commands, one file each.

mod add;
mod atlas;
mod compact;
mod completions;
mod explain;
mod frames;
mod incidents;
mod language;
mod layers;
mod log;
mod man;
mod read;
mod review;
mod rules;
mod show;
mod undo;
mod verify;
mod watch;

use crate::exit::Exit;
use clap::Subcommand;

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    Read(read::Arguments),
    Add(add::Arguments),
    Incidents(incidents::Arguments),
    Show(show::Arguments),
    Explain(explain::Arguments),
    Review(review::Arguments),
    Log(log::Arguments),
    Undo(undo::Arguments),
    Verify(verify::Arguments),
    Compact(compact::Arguments),
    Layers(layers::Arguments),
    Rules(rules::Arguments),
    Frames(frames::Arguments),
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
        Command::Add(arguments) => add::run(&arguments),
        Command::Incidents(arguments) => incidents::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Review(arguments) => review::run(arguments),
        Command::Log(arguments) => log::run(&arguments),
        Command::Undo(arguments) => undo::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Compact(arguments) => compact::run(&arguments),
        Command::Layers(arguments) => layers::run(&arguments),
        Command::Rules(arguments) => rules::run(&arguments),
        Command::Frames(arguments) => frames::run(&arguments),
        Command::Atlas(arguments) => atlas::run(&arguments),
        Command::Language(arguments) => language::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
    }
}
