//! What every format's reader hands over: pieces of a report before furniture is cleared and dates are weighed.

use crate::dates::Stated;
use dateline_model::{BlockKind, Note, PublishedBasis};
use std::ops::Range;

/// A paragraph as the format gave it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Piece {
    /// Its text: white space folded, invisible characters gone.
    pub text: String,
    /// What the format says it is; `None` when only the words can tell.
    pub kind: Option<BlockKind>,
    /// Where it stood in the decoded file (plain text only).
    pub at: Range<usize>,
}

impl Piece {
    /// A piece whose kind the words must tell.
    pub fn plain(text: String) -> Self {
        Piece { text, kind: None, at: 0..0 }
    }
}

/// A date somebody stated for the report.
#[derive(Debug, Clone)]
pub(crate) struct DatedBy {
    pub stated: Stated,
    pub basis: PublishedBasis,
    /// A date of change rather than of publication.
    pub updated: bool,
}

/// A report before it is cleaned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub pieces: Vec<Piece>,
    /// The headline the format names.
    pub title: Option<String>,
    pub url: Option<String>,
    pub outlet_name: Option<String>,
    pub language: Option<String>,
    pub dates: Vec<DatedBy>,
    /// Bylines, copyright notices and the like, read for the wires they name.
    pub credits: Vec<String>,
    pub notes: Vec<Note>,
}
