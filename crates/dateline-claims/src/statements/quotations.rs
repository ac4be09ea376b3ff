//! Words in quotation marks: where they begin and end, over sentences, and to whose statement they belong.

use super::Statement;
use crate::words::Line;
use std::ops::Range;

/// What stands between two quotation marks; words count through all sentences.
#[derive(Debug, Clone)]
pub(super) struct Quotation {
    pub(super) words: Range<usize>,
    paragraph: usize,
    /// Whether its closing mark stands in the same paragraph.
    closed: bool,
}

impl Quotation {
    fn touches(&self, content: &std::collections::BTreeSet<usize>) -> bool {
        content.range(self.words.clone()).next().is_some()
    }
}

/// The quotations of a report; one that is not closed ends with its paragraph.
pub(super) fn quotations(lines: &[Line]) -> Vec<Quotation> {
    let (mut found, mut open, mut at, mut paragraph) = (Vec::new(), None, 0, usize::MAX);
    for line in lines {
        if line.block != paragraph {
            close(&mut found, &mut open, at, paragraph, false);
            paragraph = line.block;
        }
        for word in &line.words {
            match word.text {
                "“" | "``" | "«" => open = open.or(Some(at + 1)),
                "”" | "''" | "»" => close(&mut found, &mut open, at, paragraph, true),
                "\"" if open.is_some() => close(&mut found, &mut open, at, paragraph, true),
                "\"" => open = Some(at + 1),
                _ => {}
            }
            at += 1;
        }
    }
    close(&mut found, &mut open, at, paragraph, false);
    found
}

fn close(found: &mut Vec<Quotation>, open: &mut Option<usize>, end: usize, paragraph: usize, closed: bool) {
    if let Some(start) = open.take().filter(|&start| start < end) {
        found.push(Quotation { words: start..end, paragraph, closed });
    }
}

/// Lets the words said run on over sentences: to the end of an open quotation, and on to the quotations that follow
/// it in the paragraph with no one else to speak them.
pub(super) fn run_on(statements: &mut [Statement], quotations: &[Quotation], line_of: &[usize]) {
    let line = |word: usize| line_of.get(word).copied().unwrap_or(usize::MAX);
    let speaking: Vec<usize> = statements.iter().filter_map(|s| s.cue.first().map(|&c| line(c))).collect();
    for statement in statements.iter_mut().filter(|s| s.quotes) {
        let Some(own) = statement.cue.first().map(|&c| line(c)) else { continue };
        for quotation in quotations.iter().filter(|q| line(q.words.start) != line(q.words.end - 1)) {
            if quotation.words.len() > 4 && quotation.touches(&statement.content) {
                statement.content.extend(quotation.words.clone());
            }
        }
        let Some(last) = quotations.iter().rposition(|q| q.touches(&statement.content)) else { continue };
        let mut before = &quotations[last];
        let end = statement.content.iter().chain(&statement.cue).copied().max().unwrap_or(0);
        for quotation in quotations[last + 1..].iter().filter(|q| q.words.start > end) {
            let start = quotation.words.start;
            let opens = start < 2 || line(start - 2) != line(start);
            let same = quotation.paragraph == before.paragraph
                || !before.closed && quotation.paragraph == before.paragraph + 1;
            if !same {
                break;
            }
            let free = line(start) > own && !speaking.contains(&line(start));
            if free && opens && quotation.words.len() > 2 {
                statement.content.extend(quotation.words.clone());
                before = quotation;
            }
        }
    }
}
