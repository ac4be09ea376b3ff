//! `dateline atlas find`: what is known by a name, and which layer knows it.

use super::{Packs, plain};
use crate::exit::Exit;
use crate::output::{self, say};
use anyhow::{Context, Result};
use clap::Args;
use dateline_atlas::{Actor, Atlas, Candidate, Match};
use std::io::{self, Write};

/// Show what is known by a name and from where: places by it, places spelled like it, names that begin with it, actors
#[derive(Args)]
#[command(after_help = "Each line of a place: how the name stands to it, what it is, where it lies, its coordinates, \
    inhabitants, GeoNames id, and the layer that knows it.\n\nExamples:\n  dateline atlas find \"Deir Ezzor\"\n  \
    dateline atlas find Gao --atlas packs")]
pub(crate) struct Arguments {
    /// A name, in any spelling
    #[arg(value_name = "NAME", required = true)]
    name: Vec<String>,
    #[command(flatten)]
    packs: Packs,
    /// Most lines of each kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let layered = arguments.packs.atlas()?;
    let atlas = layered.atlas();
    let name = arguments.name.join(" ");
    let found = Found::of(atlas, &name, arguments.most);
    if found.is_empty() {
        say(&format!("nothing is known by “{name}”"));
        return Ok(Exit::Failed);
    }
    output::write(|out| found.print(out)).context("cannot write to standard output")?;
    Ok(Exit::Done)
}

struct Found<'a> {
    named: Vec<Candidate<'a>>,
    spelled: Vec<Candidate<'a>>,
    beginning: Vec<String>,
    actors: Vec<&'a Actor>,
}

impl<'a> Found<'a> {
    fn of(atlas: &'a Atlas, name: &str, most: usize) -> Found<'a> {
        let exact = |c: &Candidate| c.match_kind != Match::Spelling;
        let mut named: Vec<_> = atlas.find_place(name).into_iter().filter(exact).collect();
        let known = |c: &Candidate| named.iter().any(|n| n.name == c.name && n.geonames == c.geonames);
        let mut spelled: Vec<_> = atlas.places_like(name).into_iter().filter(|c| !known(c)).collect();
        for list in [&mut named, &mut spelled] {
            list.sort_by_key(|c| (std::cmp::Reverse(c.match_kind), c.kind, std::cmp::Reverse(c.population)));
            list.truncate(most);
        }
        let folded = dateline_atlas::fold(name);
        let beginning = atlas.names_from(name, most.saturating_add(1)).into_iter().filter(|n| *n != folded);
        let beginning = beginning.take(most).collect();
        Found { named, spelled, beginning, actors: atlas.find_actor(name) }
    }

    fn is_empty(&self) -> bool {
        self.named.is_empty() && self.spelled.is_empty() && self.beginning.is_empty() && self.actors.is_empty()
    }

    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        for (heading, places) in [("places by this name", &self.named), ("places spelled like it", &self.spelled)] {
            if !places.is_empty() {
                writeln!(out, "{heading}")?;
                places.iter().try_for_each(|place| self::place(place, out))?;
            }
        }
        if !self.actors.is_empty() {
            writeln!(out, "actors by this name")?;
            self.actors.iter().try_for_each(|one| actor(one, out))?;
        }
        if !self.beginning.is_empty() {
            writeln!(out, "names that begin with it\n  {}", plain(&self.beginning.join(", ")))?;
        }
        Ok(())
    }
}

fn place(c: &Candidate, out: &mut impl Write) -> io::Result<()> {
    let how = match c.match_kind {
        Match::Name => "its name",
        Match::Variant => "a spelling of its name",
        Match::Alternate => "another name",
        Match::Spelling => "sounds like it",
    };
    let areas = [Some(c.name), c.admin2, c.admin1, Some(c.country)];
    let areas: Vec<&str> = areas.into_iter().flatten().filter(|a| !a.is_empty()).collect();
    let people = if c.population == 0 { String::new() } else { format!(" · about {} inhabitants", c.population) };
    let id = c.geonames.map(|id| format!(" · GeoNames {id}")).unwrap_or_default();
    writeln!(
        out,
        "  {} · {} · {how} · {:.4}, {:.4}{people}{id} · {}",
        plain(&areas.join(", ")),
        c.kind.word(),
        c.latitude,
        c.longitude,
        plain(c.layer)
    )
}

fn actor(a: &Actor, out: &mut impl Write) -> io::Result<()> {
    let about = [a.kind.code(), &a.theatre.join(" "), &a.years, &a.aliases.join("; "), &a.note];
    let about: Vec<&str> = about.into_iter().filter(|t| !t.is_empty()).collect();
    writeln!(out, "  {} · {} · {} · {}", plain(&a.id), plain(&a.name), plain(&about.join(" · ")), plain(&a.layer))
}
