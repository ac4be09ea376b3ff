//! From bytes to code points: one pass over a report's text, then every offset at once.

use dateline_model::{Report, ReportId, Span};
use serde::Serialize;
use std::collections::HashMap;

/// Bytes between two remembered counts: an offset costs at most one look at so many bytes.
const STEP: usize = 64;

/// The code points of one text, counted at every [`STEP`]th byte.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    /// Code points that start before byte `i * STEP`; `None` where bytes and code points are the same.
    counts: Option<Vec<usize>>,
}

impl<'a> Offsets<'a> {
    /// Counts the code points of `text`.
    pub(crate) fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Offsets { text, counts: None };
        }
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut seen = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(seen);
            seen += starts(chunk);
        }
        Offsets { text, counts: Some(counts) }
    }

    /// The code points before byte `at`, which lies on a character boundary.
    fn point(&self, at: usize) -> usize {
        let Some(counts) = &self.counts else { return at };
        let step = (at / STEP).min(counts.len().saturating_sub(1));
        counts.get(step).copied().unwrap_or(0) + starts(&self.text.as_bytes()[step * STEP..at])
    }

    /// The span in code points. One that does not lie in the text on character boundaries is drawn in to the nearest
    /// that does, so that no span can make a line that contradicts its own text.
    pub(crate) fn stretch(&self, span: Span) -> Stretch {
        let (start, end) = self.bounds(span);
        Stretch { start: self.point(start), end: self.point(end) }
    }

    /// The span in code points with the text it covers.
    pub(crate) fn evidence(&self, span: Span) -> Evidence<'a> {
        let (start, end) = self.bounds(span);
        Evidence { start: self.point(start), end: self.point(end), exact: &self.text[start..end] }
    }

    /// Each span with the text it covers.
    pub(crate) fn all(&self, spans: &[Span]) -> Vec<Evidence<'a>> {
        spans.iter().map(|&span| self.evidence(span)).collect()
    }

    fn bounds(&self, span: Span) -> (usize, usize) {
        let end = self.boundary(span.end.min(self.text.len()));
        let start = self.boundary(span.start.min(end));
        (start, end)
    }

    /// The last character boundary at or before byte `at`, which lies in the text.
    fn boundary(&self, at: usize) -> usize {
        (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }
}

fn starts(bytes: &[u8]) -> usize {
    // A byte that continues a character is 10xxxxxx.
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// The texts of a ledger's reports, by report.
pub(crate) struct Texts<'a> {
    by_report: HashMap<&'a ReportId, Offsets<'a>>,
    none: Offsets<'a>,
}

impl<'a> Texts<'a> {
    /// Counts the code points of every report.
    pub(crate) fn of(reports: &'a [Report]) -> Self {
        let by_report = reports.iter().map(|report| (&report.id, Offsets::of(&report.text))).collect();
        Texts { by_report, none: Offsets::of("") }
    }

    /// The text of this report; an empty one for a report the ledger does not hold.
    pub(crate) fn get(&self, report: &ReportId) -> &Offsets<'a> {
        self.by_report.get(report).unwrap_or(&self.none)
    }
}

/// A stretch of text in code points, half open.
#[derive(Serialize, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A stretch of text in code points, half open, with the text.
#[derive(Serialize, Debug, PartialEq, Eq)]
pub(crate) struct Evidence<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) exact: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters of one to four bytes, over several steps.
    fn mixed() -> String {
        "Ségou, à l’aube : “77 tués” — 𐍈 ок. ".repeat(20)
    }

    fn by_points(text: &str, start: usize, end: usize) -> String {
        text.chars().skip(start).take(end - start).collect()
    }

    #[test]
    fn every_span_cut_by_code_points_is_the_span_cut_by_bytes() {
        let text = mixed();
        let offsets = Offsets::of(&text);
        let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (rank, &start) in edges.iter().enumerate() {
            for &end in edges[rank..].iter().step_by(7) {
                let found = offsets.evidence(Span::new(start, end));
                assert_eq!(found.exact, &text[start..end]);
                assert_eq!(by_points(&text, found.start, found.end), found.exact);
            }
        }
    }

    #[test]
    fn a_span_outside_the_text_is_drawn_in() {
        for text in ["", "abc", "é", &mixed()] {
            let offsets = Offsets::of(text);
            for start in 0..text.len() + 3 {
                for end in [0, 1, start, start + 1, text.len() + 9, usize::MAX] {
                    let found = offsets.evidence(Span { start, end });
                    assert!(found.start <= found.end);
                    assert_eq!(by_points(text, found.start, found.end), found.exact);
                }
            }
        }
    }

    #[test]
    fn ascii_needs_no_table() {
        assert!(Offsets::of("at noon").counts.is_none());
        assert_eq!(Offsets::of("at noon").stretch(Span::new(3, 5)), Stretch { start: 3, end: 5 });
    }
}
