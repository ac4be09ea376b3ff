//! `dateline incidents`: the incidents of a ledger's file that meet a filter.

use crate::exit::{Exit, Usage};
use crate::ledger::{Format, LedgerFile};
use crate::options::{Weighing, day};
use crate::output::{self, Colour};
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_faces::DossierOptions;
use dateline_model::{Incident, IncidentId};
use dateline_store::{Filter, GeoBox};
use jiff::civil::Date;
use std::io::Write;

/// List the incidents of a ledger, all or those that meet every condition given
#[derive(Args)]
#[command(
    after_help = "The formats json and jsonl print the incidents with their reports, accounts and claims; without \
    a condition, the whole ledger.\n\nExamples:\n  dateline incidents --ledger sahel.ledger --place Gao --from \
    2031-03-01\n  dateline incidents --ledger sahel.ledger --box 12,-9,17,1 --toll 10 --format jsonl"
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    file: LedgerFile,
    #[command(flatten)]
    wanted: Wanted,
    #[command(flatten)]
    weighing: Weighing,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// When to paint
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// Columns [default: the terminal's, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
}

/// Which incidents.
#[derive(Args)]
struct Wanted {
    /// Part of the name of the place, site, area, or the country's two letters
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// Within this box: south,west,north,east in degrees
    #[arg(long = "box", value_name = "S,W,N,E", value_parser = degrees, allow_hyphen_values = true)]
    within: Option<GeoBox>,
    /// On this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<Date>,
    /// On this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<Date>,
    /// Part of the name of who did it or was attacked, or a directory id
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Part of the name of the event's type or sub-type
    #[arg(long = "type", value_name = "NAME")]
    kind: Option<String>,
    /// At least so many killed, wounded, or either
    #[arg(long, value_name = "N")]
    toll: Option<u64>,
    /// All these words stand in one of its reports
    #[arg(long, value_name = "WORDS")]
    text: Option<String>,
    /// Also those that reports only recall
    #[arg(long)]
    background: bool,
}

impl Wanted {
    fn filter(&self) -> Filter {
        let (place, actor, kind) = (self.place.clone(), self.actor.clone(), self.kind.clone());
        Filter {
            place,
            within: self.within,
            from: self.from,
            to: self.to,
            actor,
            kind,
            toll: self.toll,
            text: self.text.clone(),
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let options = arguments.weighing.options()?;
    let store = arguments.file.read()?;
    let filter = arguments.wanted.filter();
    let found = store.incidents(&filter)?;
    let whole = filter == Filter::default();
    if arguments.format == Format::Text {
        let shown: Vec<&Incident> = found.iter().filter(|i| arguments.wanted.background || !i.background).collect();
        let setting = DossierOptions {
            width: output::columns(arguments.width.map(usize::from)),
            colour: arguments.color.on(),
            explain: false,
        };
        let list = dateline_faces::list(&shown, &setting);
        output::write(|out| out.write_all(list.as_bytes())).context("cannot write to standard output")?;
        return Ok(Exit::Done);
    }
    let ids: Vec<IncidentId> = found.into_iter().map(|i| i.id).collect();
    let ledger = if whole { store.ledger(&options)? } else { store.slice(&ids, &options)? };
    output::write(|out| match arguments.format {
        Format::Json => dateline_wire::json(&ledger, out),
        _ => dateline_wire::json_lines(&ledger, out),
    })
    .context("cannot write to standard output")?;
    Ok(Exit::Done)
}

/// Four numbers with commas between them.
fn degrees(text: &str) -> Result<GeoBox> {
    let numbers: Vec<f64> = text.split(',').map_while(|n| n.trim().parse().ok()).collect();
    match numbers.as_slice() {
        [south, west, north, east] if south <= north && text.matches(',').count() == 3 => {
            Ok(GeoBox { south: *south, west: *west, north: *north, east: *east })
        }
        _ => bail!(Usage("a box is written south,west,north,east, as 12,-9,17,1".to_owned())),
    }
}
