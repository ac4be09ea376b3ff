//! Reports of an invented world in words: lines of JSON, as exports of other tools have them.
//!
//! Made from what `world` says happened and the sentences in `measure/world`; beside the reports goes a file that says
//! which incident each is of. Reading them is left to the program.

use crate::world::{Dice, Part, Telling, world};
use anyhow::{Context, Result};
use clap::Args;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

/// What to write.
#[derive(Debug, Args)]
pub struct WorldArgs {
    /// The file of reports; the truth goes beside it, into FILE.truth.
    file: PathBuf,
    /// How many reports.
    #[arg(long, default_value_t = 10_000)]
    reports: usize,
    /// Another world of the same size.
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

static TOWNS: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| rows(include_str!("../world/towns.txt")).filter_map(|l| l.split_once(" | ")).collect());

/// Part, deed, sentence.
static SENTENCES: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    let cut = |line: &'static str| {
        let mut cells = line.splitn(3, " | ");
        Some([cells.next()?, cells.next()?, cells.next()?])
    };
    rows(include_str!("../world/sentences.txt")).filter_map(cut).collect()
});

fn rows(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

const GROUPS: [&str; 24] = [
    "the River Front",
    "the Plains Army",
    "the Green Hills Brigade",
    "the Sons of the Lake",
    "the Free Valley Movement",
    "the Southern Shield",
    "the Union of the Faithful",
    "the Red Dune Militia",
    "the People's Guard",
    "the Border Lions",
    "the Harvest Front",
    "the National Awakening",
    "the Desert Wind",
    "the Black Ford Brigade",
    "the Patriots of the East",
    "the Cedar Army",
    "the Iron Gate Group",
    "the Coast Defence",
    "the Upland Resistance",
    "the Liberation Column",
    "the Salt Road Rebels",
    "the Morning Star Front",
    "the Delta Volunteers",
    "the Northern Alliance of Chiefs",
];
const SITES: [&str; 12] = [
    "a market",
    "a bus station",
    "a police post",
    "an army post",
    "a mosque",
    "a church",
    "a school",
    "a checkpoint",
    "a mine",
    "a hospital",
    "a camp for displaced people",
    "a village hall",
];
const OFFICIALS: [&str; 6] = [
    "the governor",
    "a local official",
    "the mayor",
    "a police spokesman",
    "the ministry of defence",
    "a hospital official",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Writes a world of reports and its truth.
pub fn run(args: &WorldArgs) -> Result<ExitCode> {
    let words = write(&args.file, args.reports, args.seed)?;
    println!("{} reports, {} words each on average", args.reports, words / args.reports.max(1));
    Ok(ExitCode::SUCCESS)
}

/// Where the truth about a file of reports lies.
pub fn truth_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".truth");
    name.into()
}

/// Writes the reports and the truth; gives the number of words.
pub fn write(file: &Path, reports: usize, seed: u64) -> Result<usize> {
    let open = |path: &Path| File::create(path).with_context(|| path.display().to_string()).map(BufWriter::new);
    let (mut out, mut truth) = (open(file)?, open(&truth_of(file))?);
    let mut dice = Dice::new(seed ^ 0x5eed);
    let (mut words, mut before) = (0, (usize::MAX, String::new()));
    for telling in world(reports, seed, TOWNS.len(), GROUPS.len()) {
        let text = match telling.part {
            Part::Copy if before.0 == telling.event.number => cut(&before.1, &mut dice),
            _ => text(&telling, &mut dice),
        };
        words += text.split_whitespace().count();
        let outlet = format!("Daily {}", dice.roll(60));
        let line = serde_json::json!({
            "title": title(&telling, &mut dice),
            "date": telling.published.map(|d| d.to_string()),
            "outlet": outlet,
            "text": text,
        });
        writeln!(out, "{line}")?;
        writeln!(truth, "{}", telling.event.number)?;
        before = (telling.event.number, text);
    }
    out.flush()?;
    truth.flush()?;
    Ok(words)
}

/// A reprint: the first paragraphs of what another outlet wrote.
fn cut(text: &str, dice: &mut Dice) -> String {
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let keep = (paragraphs.len() - dice.roll(3).min(paragraphs.len() - 1)).max(1);
    paragraphs[..keep].join("\n\n")
}

fn title(telling: &Telling, dice: &mut Dice) -> String {
    let (town, _) = TOWNS[telling.event.town];
    let what = match telling.event.deed {
        "bomb" => ["Blast", "Bomb attack"],
        "strike" => ["Air strike", "Bombing"],
        "ambush" => ["Ambush", "Attack on convoy"],
        _ => ["Attack", "Raid"],
    };
    let what = dice.of(&what);
    match telling.part {
        Part::Later => format!("{town} remembers its dead"),
        Part::Correction => format!("Toll of {town} {} corrected", what.to_lowercase()),
        _ if dice.one_in(2) => format!("{what} in {town} kills {}", told(telling)),
        _ => format!("{what} leaves dead in {town}"),
    }
}

/// The toll that a report has: the first ones may have too low a one.
fn told(telling: &Telling) -> u64 {
    let early = telling.part == Part::Lead && telling.number.is_multiple_of(3);
    if early { telling.event.first_toll } else { telling.event.toll.0 }
}

fn text(telling: &Telling, dice: &mut Dice) -> String {
    let mut parts = match telling.part {
        Part::Later => vec!["later"],
        Part::Update => vec!["lead", "update"],
        Part::Lie => vec!["lead", "lie"],
        Part::Correction => vec!["lead", "correct"],
        Part::Lead | Part::Copy => vec!["lead"],
    };
    parts.extend(std::iter::repeat_n("voice", 2 + dice.roll(3)));
    parts.extend(std::iter::repeat_n("quiet", 2 + dice.roll(4)));
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        let of = |s: &&[&'static str; 3]| s[0] == part && (s[1] == "*" || s[1] == telling.event.deed);
        let ways: Vec<&str> = SENTENCES.iter().filter(of).map(|s| s[2]).filter(|s| !said.contains(s)).collect();
        if !ways.is_empty() {
            said.push(ways[dice.roll(ways.len())]);
        }
    }
    said.iter().map(|s| filled(s, telling)).collect::<Vec<_>>().join("\n\n")
}

fn filled(sentence: &str, telling: &Telling) -> String {
    let event = &telling.event;
    let (town, country) = TOWNS[event.town];
    let weekday = WEEKDAYS[usize::from(event.day.weekday().to_monday_zero_offset().unsigned_abs())];
    let month = MONTHS[usize::from(event.day.month().unsigned_abs() - 1)];
    let [witness, elder, quarter, first, site] = &event.names;
    let rank = event.number;
    let marks = [
        ("{town}", town.to_owned()),
        ("{country}", country.to_owned()),
        ("{site}", format!("{} in {site}", SITES[rank % SITES.len()])),
        ("{day}", weekday.to_owned()),
        ("{month}", format!("{} {month} {}", event.day.day(), event.day.year())),
        ("{k}", told(telling).to_string()),
        ("{w}", event.toll.1.to_string()),
        ("{old}", event.first_toll.to_string()),
        ("{lie}", event.claimed_toll.to_string()),
        ("{group}", GROUPS[event.group].to_owned()),
        ("{official}", OFFICIALS[(rank / 7) % OFFICIALS.len()].to_owned()),
        ("{witness}", format!("{first} {witness}")),
        ("{elder}", elder.clone()),
        ("{quarter}", quarter.clone()),
    ];
    let text = marks.iter().fold(sentence.to_owned(), |text, (mark, word)| text.replace(mark, word));
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, TOWNS, truth_of, write};

    #[test]
    fn no_mark_stays_and_every_report_has_its_truth() {
        let folder = std::env::temp_dir().join(format!("dateline-world-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("w.jsonl");
        write(&file, 300, 3).unwrap();
        let (lines, truth) =
            (std::fs::read_to_string(&file).unwrap(), std::fs::read_to_string(truth_of(&file)).unwrap());
        assert_eq!((lines.lines().count(), truth.lines().count()), (300, 300));
        for line in lines.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(!value["text"].as_str().unwrap().contains('{'), "{line}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_files_of_words_read() {
        assert!(TOWNS.len() > 150 && SENTENCES.len() > 25);
        assert!(TOWNS.windows(2).all(|w| (w[0].1, w[0].0) < (w[1].1, w[1].0)), "towns are sorted");
    }
}
