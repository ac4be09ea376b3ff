//! The facade: reports in, ledger out, one pure function.

mod analyse;
mod guard;
mod knowledge;
mod layers;
mod parse;
mod run;
mod stream;

pub use analyse::{
    Analysis, analyse, analyse_all, analyse_dated, analysis_version, laid_over, link_analyses, linking_version,
};
pub use dateline_claims::frames;
pub use dateline_ledger as ledger;
pub use dateline_model as model;
pub use dateline_model::Ledger;
pub use dateline_reading::is_stream;
pub use knowledge::Knowledge;
pub use layers::{AttributionLayer, EntityLayer, Layers, PlaceLayer, QuantityLayer, TimeLayer, TokenLayer};
pub use parse::parsed;
pub use run::{layers, read, rules, run};
pub use stream::{Found, Progress, Taker, read_batches, read_each, run_each};

use jiff::civil::Date;
use std::collections::BTreeMap;

/// One file as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// Where it was read, as the user named it.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// How to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The rule of estimation, by name.
    pub rule: String,
    /// Show the ledger as it stood on this day.
    pub as_of: Option<Date>,
    /// Read undated reports against this day.
    pub anchor: Option<Date>,
    /// The same per report, by file stem.
    pub anchors: BTreeMap<String, Date>,
    /// Take the text as it is: no boilerplate removed.
    pub raw: bool,
    /// Where exports keep their parts, if not under a usual name: `text`, `title`, `date`, `url`, … → the field or column.
    pub fields: BTreeMap<String, String>,
    /// Worker threads; `None` for all cores.
    pub threads: Option<usize>,
    /// The atlas and frames to read with: the program's own, or with a user's own laid over them.
    pub knowledge: Knowledge,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            rule: "recent".to_owned(),
            as_of: None,
            anchor: None,
            anchors: BTreeMap::new(),
            raw: false,
            fields: BTreeMap::new(),
            threads: None,
            knowledge: Knowledge::default(),
        }
    }
}

/// An input that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The input.
    pub path: String,
    /// Why, without a final stop.
    pub reason: String,
}

/// What a run gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The ledger.
    pub ledger: Ledger,
    /// The inputs that were not read.
    pub skipped: Vec<Skipped>,
}

/// A rule of estimation, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// Its name.
    pub name: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// Whose practice it follows.
    pub practice: String,
}
