//! Several reports in one text file, as people save them: each under a head of its own, or parted by ruled lines.
//!
//! Nothing is cut on a guess: a head is a "date …" line, or two fields such as "Title: …" and "Date: …" in a row; a
//! ruled line of equals signs counts only where what follows each opens as a report does.

use crate::clean::word_count;
use crate::{dateline, dates};
use std::ops::Range;

/// Most reports of one file.
const MOST: usize = 10_000;
/// Fewest words of a report between ruled lines.
const SHORTEST: usize = 12;

/// The stretches of a text that are reports of their own, two at least; none where the text is one report.
pub(crate) fn parts(text: &str) -> Vec<Range<usize>> {
    let heads = heads(text);
    if heads.len() >= 2 {
        let ends = heads.iter().skip(1).copied().chain([text.len()]);
        let mut parts: Vec<Range<usize>> = heads.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
        // What stands above the first head belongs to it.
        parts[0].start = 0;
        return parts;
    }
    let ruled = ruled(text);
    if ruled.len() >= 2 && ruled.iter().all(|part| opens(&text[part.clone()])) { ruled } else { Vec::new() }
}

/// Lines with where they begin.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim())
    })
}

/// Where the heads begin.
fn heads(text: &str) -> Vec<usize> {
    let (mut found, mut blank, mut opened) = (Vec::new(), true, None);
    for (at, line) in lines(text) {
        let field = is_field(line);
        if let Some(start) = opened.take().filter(|_| field) {
            found.push(start);
        } else if blank && is_dated(line) {
            found.push(at);
        } else if blank && field {
            opened = Some(at);
        }
        blank = line.is_empty() || is_rule(line);
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// "date 2031-03-04 …": the head that other tools put above a saved report.
fn is_dated(line: &str) -> bool {
    let rest = ["date ", "Date ", "DATE "].iter().find_map(|mark| line.strip_prefix(mark));
    rest.is_some_and(|rest| dates::iso_prefix(rest).is_some())
}

fn is_field(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "url",
        "link",
        "title",
        "headline",
        "subject",
        "date",
        "published",
        "publication",
        "outlet",
        "source",
        "from",
        "author",
    ];
    line.split_once(':')
        .is_some_and(|(name, value)| !value.trim().is_empty() && NAMES.contains(&name.trim().to_lowercase().as_str()))
}

/// "=====".
fn is_rule(line: &str) -> bool {
    line.len() >= 5 && line.bytes().all(|b| b == b'=')
}

fn ruled(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, line) in lines(text).filter(|(_, line)| is_rule(line)) {
        parts.push(start..at);
        start = at + text[at..].find('\n').map_or(line.len(), |end| end + 1);
    }
    parts.push(start..text.len());
    parts.retain(|part| !text[part.clone()].trim().is_empty());
    parts.truncate(MOST);
    parts
}

/// Whether a stretch opens as a report does: its first lines hold a dateline that is sure.
fn opens(part: &str) -> bool {
    let mut first = part.lines().map(str::trim).filter(|line| !line.is_empty()).take(3);
    word_count(part) >= SHORTEST && first.any(|line| dateline::parse(line).is_some_and(|d| d.sure))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> usize {
        parts(text).len()
    }

    #[test]
    fn heads_and_ruled_lines_part_reports() {
        let dated = "date 2031-03-05\n\nSix die in Gao\n\nA bomb killed six.\n\ndate 2031-03-06 Three die\n\nGunmen killed three.\n";
        let cut: Vec<&str> = parts(dated).into_iter().map(|part| &dated[part]).collect();
        assert!(cut.len() == 2 && cut[1].starts_with("date 2031-03-06 Three die\n"), "{cut:?}");
        let fields = "URL: https://post.example/1\nTitle: Six die\n\nA bomb.\n\nURL: https://post.example/2\nTitle: Three die\n\nGunmen.\n";
        assert_eq!(count(fields), 2);
        let ruled = "Six die in Gao\n\nGAO, Mali (AFP) - A bomb killed six people at a market on Tuesday, police said.\n=====\n\
                     Three die\n\nKIDAL, Mali (AFP) - Gunmen killed three traders on a road near Kidal, the mayor said.\n";
        assert_eq!(count(ruled), 2);
    }

    #[test]
    fn one_report_stays_one() {
        for text in [
            "date 2031-03-05\n\nSix die in Gao\n\nA bomb killed six on that date 2031-03-04, police said.\n",
            "Title: Six die\nDate: 2031-03-05\n\nA bomb killed six.\n\nSource: police\n",
            "GAO, Mali (AFP) - A bomb killed six people at a market on Tuesday, police said.\n=====\nNotes of the desk.\n",
            "Weapons\n-----\nRifles\n\n=====\n\nA table of the arms that were found in the house of the dead man.\n",
            "From: a village\n\nTo: the town, a road of nine miles.\n",
            "",
        ] {
            assert!(parts(text).is_empty(), "{text}");
        }
    }
}
