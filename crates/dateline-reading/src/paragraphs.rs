//! Plain text cut into paragraphs: blank lines, one line each, or lines wrapped at a fixed width.

use crate::clean::{ends_sentence, tidy};
use crate::draft::Piece;
use std::ops::Range;

/// The paragraphs of a decoded text, in order, with where each stood.
pub(crate) fn split(text: &str) -> Vec<Piece> {
    let lines = line_ranges(text);
    let wrapped = is_wrapped(text, &lines);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    for line in lines {
        let blank = text[line.clone()].trim().is_empty();
        let indented = text[line.clone()].starts_with(['\t', ' ']) && wrapped;
        if blank || !wrapped || indented {
            push(text, open.take(), &mut pieces);
        }
        if blank {
            continue;
        }
        open = Some(open.map_or(line.start, |o| o.start)..line.end);
    }
    push(text, open, &mut pieces);
    pieces
}

fn push(text: &str, range: Option<Range<usize>>, pieces: &mut Vec<Piece>) {
    let Some(range) = range else { return };
    let raw = &text[range.clone()];
    let start = range.start + (raw.len() - raw.trim_start().len());
    let end = range.end - (raw.len() - raw.trim_end().len());
    let tidied = tidy(raw);
    if start < end && !tidied.is_empty() {
        pieces.push(Piece { text: tidied, kind: None, at: start..end });
    }
}

fn line_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        ranges.push(start..start + line.len());
        start += line.len();
    }
    ranges
}

/// Whether lines are wrapped at a fixed width: no line is long, and most lines that are followed by another one
/// are nearly full and stop in mid-sentence.
fn is_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    const WIDEST: usize = 110;
    let mut widest = 0;
    let (mut inner, mut cut) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let (line, next) = (text[pair[0].clone()].trim(), text[pair[1].clone()].trim());
        let width = line.chars().count();
        widest = widest.max(width);
        if line.is_empty() || next.is_empty() {
            continue;
        }
        inner += 1;
        cut += usize::from(width >= 45 && !ends_sentence(line));
    }
    inner >= 3 && widest <= WIDEST && cut * 10 >= inner * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        split(text).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_unless_lines_are_wrapped() {
        assert_eq!(texts("One thing.\nAnother thing.\n\n\nThird.").len(), 3);
        let wrapped = "The governor said on Sunday that armed men had entered the\n\
                       village before dawn and that soldiers were looking for them in\n\
                       the hills to the north of the river, where two other attacks\n\
                       were reported.\n\nNobody claimed the attack.\n";
        let paragraphs = texts(wrapped);
        assert_eq!(paragraphs.len(), 2);
        assert!(paragraphs[0].contains("entered the village"));
    }

    #[test]
    fn ranges_cover_what_they_name() {
        let text = "  A b.  \r\n\r\n C\u{200B}d.\n";
        let pieces = split(text);
        assert_eq!(&text[pieces[0].at.clone()], "A b.");
        assert_eq!(pieces[1].text, "Cd.");
    }
}
