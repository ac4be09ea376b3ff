//! One published text, as read.

use crate::codes::codes;
use crate::ids::{OriginId, ReportId};
use crate::note::Note;
use crate::span::Span;
use crate::time::PublishedPrecision;
use jiff::civil::{Date, Time};

codes! {
    /// Whether the report is about a current violent incident.
    ReportKind { Incident = "incident", Other = "other" }
}

codes! {
    /// How the date of publication is known.
    PublishedBasis {
        Header = "header", Metadata = "metadata", Url = "url", Dateline = "dateline", Text = "text", Inferred = "inferred",
    }
}

/// The date of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Published {
    /// The day (the first of the month or year where only that is known).
    pub date: Date,
    /// The hour and minute, where stated.
    pub time: Option<Time>,
    /// How exact.
    pub precision: PublishedPrecision,
    /// How it is known.
    pub basis: PublishedBasis,
}

/// Who published a report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Outlet {
    /// Its name ("Le Soir").
    pub name: Option<String>,
    /// Its web domain, without "www.".
    pub domain: Option<String>,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

codes! {
    /// What a block of a report's text is.
    BlockKind { Title = "title", Heading = "heading", Paragraph = "paragraph", Caption = "caption" }
}

/// A title, heading, paragraph or caption of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Block {
    /// Where it stands in the text, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One published text: clean, dated, with its outlet and the agencies it credits.
///
/// Invariant: `blocks` are ordered, disjoint and within `text`; boilerplate is not part of `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Report {
    /// Content hash.
    pub id: ReportId,
    /// Where it was read, as the user named it.
    pub path: Option<String>,
    /// Its address, if known.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<Outlet>,
    /// Its headline.
    pub title: Option<String>,
    /// Language, BCP 47.
    pub language: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The wires its text credits ("AFP"), sorted.
    pub agencies: Vec<String>,
    /// The report it reprints.
    pub copy_of: Option<ReportId>,
    /// The group of reports that share its text origin.
    pub origin: OriginId,
    /// Whether it is about a current violent incident.
    pub kind: ReportKind,
    /// The cleaned text.
    pub text: String,
    /// Titles, headings and paragraphs of `text`.
    pub blocks: Vec<Block>,
    /// Where the dateline stands ("BAMAKO, Sept 17 (Reuters) -"), place name only, if there is one.
    pub dateline_place: Option<Span>,
    /// Remarks of the stages.
    pub notes: Vec<Note>,
}

impl Report {
    /// What people call the report in a table: the stem of its path, or its id.
    pub fn label(&self) -> &str {
        let Some(path) = self.path.as_deref() else { return self.id.as_str() };
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        }
    }
}
