//! Dates that a page puts behind a word: "Published on 4 March 2031", "Datum:" and the day in the next line.

use super::walk::PageBlock;
use super::when::{names, start_of};
use crate::dates::{self, Order};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static LABELS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| names("label").iter().copied().collect());

/// Longest label, in words.
const MOST_WORDS: usize = 4;

/// The dates behind labels, as written, in the order of the page.
pub(super) fn dates<'a>(blocks: impl Iterator<Item = &'a PageBlock>) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = false;
    for block in blocks {
        let text = block.text.as_str();
        if std::mem::take(&mut waiting) && text.len() < 60 && dated_first(text).is_some() {
            found.push(text.to_owned());
        }
        if text.len() <= 40 && is_label(text) {
            waiting = true;
        } else if text.len() < 400 {
            found.extend(behind_label(text).map(str::to_owned));
        }
    }
    found.truncate(4);
    found
}

/// The date at the very start of `text`.
fn dated_first(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', ':', '-', '–', '|', ',']);
    let (_, range) = dates::find(start_of(text, 60), Order::DayFirst)?;
    // A weekday or an article may stand before the day.
    (range.start <= 16 && !text[..range.start].contains(['.', ';'])).then(|| start_of(text, 60))
}

/// Whether the whole line is a label.
fn is_label(line: &str) -> bool {
    let bare = line.trim().trim_end_matches([':', ' ']).to_lowercase();
    LABELS.contains(bare.as_str())
}

/// What follows a label that opens the line, if it is a date. A label without a colon is no label before a word that
/// is none of a date's: "Data published by the ministry on …".
fn behind_label(line: &str) -> Option<&str> {
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut ends = line.match_indices([' ', ':', '\u{a0}']).map(|(at, _)| at).take(MOST_WORDS).collect::<Vec<_>>();
    ends.reverse();
    ends.into_iter().find_map(|end| is_label(&line[..end]).then(|| dated_first(&line[end..])).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_before_dates() {
        for line in [
            "Published on 4 March 2031",
            "Datum: 04.03.2031 Autor: Jan Muster Quelle: Beispiel",
            "Veröffentlicht am 04.03.2031 Dauer: 3 Minuten",
            "Publié le mardi 4 mars 2031 à 10h15",
            "Data di pubblicazione: 4 marzo 2031",
            "Date: Tuesday, March 4, 2031",
        ] {
            assert!(behind_label(line).is_some(), "{line}");
        }
        assert!(is_label("Erschienen am:") && is_label("Опубликовано"));
    }

    #[test]
    fn other_words_do_not() {
        for line in [
            "Data from the ministry of 4 March 2031 show a rise",
            "Published reports of the attack of 4 March 2031",
            "The exhibition opens on 4 March 2031",
            "Date night: what to do. 4 March 2031",
            "Released: the men held since 4 March 2031",
        ] {
            assert!(behind_label(line).is_none(), "{line}");
        }
    }
}
