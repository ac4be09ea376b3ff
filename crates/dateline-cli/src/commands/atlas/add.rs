//! `dateline atlas add`: a file of places or actors becomes a pack in a folder.

use super::plain;
use crate::exit::{Exit, Usage};
use crate::output::{self, say};
use crate::packs;
use crate::progress::Progress;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};
use dateline_atlas::import::{self, Imported};
use dateline_atlas::{Atlas, write_actors};
use jiff::civil::Date;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

/// Make a pack from a file of places or actors, and put it over all others in a folder
#[derive(Args)]
#[command(after_help = "geonames     a dump of places (allCountries.txt, ML.txt) or alternateNamesV2.txt\n\
    whosonfirst  Who's On First places as JSON lines\n\
    csv          a table with the columns name, latitude, longitude, and where known country (code or name), kind \
    (town, quarter, admin1, admin2, airport, region), population, admin1, admin2, other_names (parted by ;), geonames\n\
    actors       id | role | countries | years | name | aliases (parted by ;) | source | note, one actor a line\n\n\
    Files may be packed (.zst). The first two need no --source and --licence.\n\nExamples:\n  \
    dateline atlas add geonames ML.txt --atlas packs\n  dateline atlas add csv towns.csv --atlas packs --source \
    \"our stringers\" --licence ours\n  dateline read reports/ --atlas packs")]
pub(crate) struct Arguments {
    /// What the file is
    #[arg(value_enum)]
    kind: Kind,
    /// The file
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Folder to put the pack in; it is made where there is none
    #[arg(long = "atlas", value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Where the file is from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// Under which licence
    #[arg(long, value_name = "TEXT")]
    licence: Option<String>,
    /// Day of the file's content [default: the file's own]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Geonames,
    Whosonfirst,
    Csv,
    Actors,
}

/// Largest file of actors that is read, in bytes.
const LARGEST: u64 = 64 << 20;

pub(crate) fn run(arguments: &Arguments) -> Result<Exit> {
    let file = arguments.file.display();
    let head = arguments.head()?;
    fs::create_dir_all(&arguments.folder)
        .with_context(|| format!("cannot make the folder {}", arguments.folder.display()))?;
    let progress = Progress::start(format!("reading {file}"));
    let pack = arguments.pack(&head);
    drop(progress);
    let (pack, told) = pack.with_context(|| file.to_string())?;
    let stem = arguments.file.file_name().unwrap_or_default().to_string_lossy();
    let stem = stem.split('.').next().unwrap_or("pack").to_owned();
    let to = packs::next(&arguments.folder, arguments.kind.word(), &stem)?;
    fs::write(&to, &pack).with_context(|| format!("cannot write {}", to.display()))?;
    let line = format!("{}: {told}, {} bytes", to.display(), pack.len());
    output::write(|out| writeln!(out, "{}", plain(&line))).context("cannot write to standard output")?;
    Ok(Exit::Done)
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Kind::Geonames => "geonames",
            Kind::Whosonfirst => "whosonfirst",
            Kind::Csv => "csv",
            Kind::Actors => "actors",
        }
    }

    /// What it is, whose it is and under which licence, where that is known beforehand.
    fn known(self) -> (&'static str, Option<(&'static str, &'static str)>) {
        match self {
            Kind::Geonames => ("places", Some(("GeoNames (geonames.org)", "CC BY 4.0"))),
            Kind::Whosonfirst => {
                ("places", Some(("Who's On First (whosonfirst.org)", "as whosonfirst.org/docs/licenses says")))
            }
            Kind::Csv => ("places of one's own", None),
            Kind::Actors => ("actors of one's own", None),
        }
    }
}

impl Arguments {
    /// The head of the pack, one `key: value` a line.
    fn head(&self) -> Result<String> {
        let (what, known) = self.kind.known();
        let given = |given: &Option<String>, known: Option<&str>, flag: &str| {
            let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let value = given.as_deref().or(known).map(line).filter(|value| !value.is_empty());
            value.ok_or_else(|| anyhow::anyhow!(Usage(format!("a pack says its {flag}: give --{flag}"))))
        };
        let source = given(&self.source, known.map(|k| k.0), "source")?;
        let licence = given(&self.licence, known.map(|k| k.1), "licence")?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().replace(char::is_control, " ");
        let date = self.date.map_or_else(|| day_of(&self.file), Ok)?;
        let rebuild = format!("dateline atlas add {} {name} --atlas DIR --date {date}", self.kind.word());
        Ok(format!("what: {what}\nsource: {source}: {name}\nlicence: {licence}\ndate: {date}\nrebuild: {rebuild}\n"))
    }

    /// The bytes of the pack, and what went into it.
    fn pack(&self, head: &str) -> Result<(Vec<u8>, String)> {
        let mut reader = open(&self.file)?;
        if self.kind == Kind::Actors {
            let mut text = String::new();
            reader.take(LARGEST + 1).read_to_string(&mut text).context("it is no text")?;
            if text.len() as u64 > LARGEST {
                bail!("it is larger than {} MiB", LARGEST >> 20);
            }
            let count = import::actors(&text)?;
            return Ok((write_actors(head, &text)?, format!("{count} actors")));
        }
        let imported = match self.kind {
            Kind::Geonames => {
                let below = packs::files(&self.folder)?;
                let below = below.iter().map(|file| Ok((packs::name(file), packs::open(file)?)));
                import::geonames(&mut reader, &Atlas::with_packs(below.collect::<Result<Vec<_>>>()?)?)?
            }
            Kind::Csv => import::table(&mut reader, Atlas::embedded())?,
            _ => import::whos_on_first(&mut reader)?,
        };
        let told = told(&imported);
        Ok((imported.writer.finish(head)?, told))
    }
}

/// What went into a pack; rows that could not be read are said on standard error.
fn told(imported: &Imported) -> String {
    if let Some(first) = &imported.first_bad {
        say(&format!("{} rows could not be read; the first: {first}", imported.bad));
    }
    let Imported { rows, passed_over, .. } = imported;
    format!("{} places of {rows} rows ({passed_over} of no kind the atlas keeps)", imported.writer.len())
}

/// The file, unpacked where it is a zstd frame.
fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).context("cannot read it")?;
    let mut file = BufReader::with_capacity(1 << 16, file);
    if file.fill_buf().context("cannot read it")?.starts_with(b"\x28\xB5\x2F\xFD") {
        let unpacked = ruzstd::decoding::StreamingDecoder::new(file).context("it is no whole zstd frame")?;
        return Ok(Box::new(BufReader::with_capacity(1 << 16, unpacked)));
    }
    Ok(Box::new(file))
}

/// The day a file was last written, in UTC.
fn day_of(path: &Path) -> Result<Date> {
    let cannot = || format!("cannot read {}", path.display());
    let written = fs::metadata(path).with_context(cannot)?.modified().with_context(cannot)?;
    let written = jiff::Timestamp::try_from(written).with_context(cannot)?;
    Ok(written.to_zoned(jiff::tz::TimeZone::UTC).date())
}
