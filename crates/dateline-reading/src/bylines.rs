//! Lines under a headline that date a report beside names this crate has never met: "12 May 2031 / The Norvale Courier",
//! "Norvale, 12 May 2031", "Posted on May 12, 2031 by admin".
//!
//! A full date, few words, all of them names, and no sentence; the same words may head a paragraph further down, so the
//! caller asks only of lines before the story. Leaves lines made of date words and known outlets to [`crate::stamps`].

use crate::clean::{ends_sentence, word_count};
use crate::dates::{self, Order};
use crate::stamps::{self, Stamp};

/// Most words that stand beside the date.
const MOST: usize = 9;

/// Words that head what is told of a day, and not what appeared on it.
const TOLD: &str = " attack attacks anniversary battle bombing briefing bulletin chronology day diary highlights killing massacre \
    raid remembering report review shooting siege situation statement strike summary timeline update war week ";
/// Small words of the names of outlets and towns.
const LINKS: &str = " and at by d' de del des di du e el et in l' la las le les los of on the und y ";

/// Reads a line of names with a full date as a stamp.
pub(crate) fn stamp(line: &str, order: Order) -> Option<Stamp> {
    if let Some(known) = stamps::stamp(line, order) {
        return Some(known);
    }
    if line.len() > 120 || ends_sentence(line) && !line.ends_with("m.") {
        return None;
    }
    let (_, range) = dates::find(line, order)?;
    let (before, after) = (&line[..range.start], &line[range.end..]);
    let rest = format!("{before} | {after}");
    if word_count(&rest) > MOST || before.trim_end().ends_with(" of") || !is_set_off(before, after) {
        return None;
    }
    // what the known words make of it, names taken away
    let bare = without_names(&rest)?;
    stamps::stamp(&format!("{bare} {}", &line[range]), order).map(|found| Stamp {
        stated: dates::Stated { time: found.stated.time.or_else(|| dates::find_time(line)), ..found.stated },
        ..found
    })
}

/// Whether a word names what is told of a day: "Battle", "anniversary".
pub(crate) fn is_told(word: &str) -> bool {
    !word.is_empty() && TOLD.contains(&format!(" {} ", word.to_lowercase()))
}

/// Whether the date stands apart from the names: by a mark, at the head of the line, or behind "posted on".
fn is_set_off(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let marked = before.ends_with(['|', '/', '•', '·', '–', '—', '-', ',', '(', ':', '.']);
    let words: Vec<&str> = before.split([' ', ',', '.']).filter(|w| !w.is_empty()).collect();
    let day = words.last().is_some_and(|w| dates::is_weekday(w));
    let weekday_off = day && (words.len() == 1 || before.contains([',', '|', '/', '•', '·', '–', '—']));
    let posted = words.first().is_some_and(|w| stamps::is_beside_word(w));
    let opens = before.is_empty()
        && after.trim_start().starts_with(['|', '/', '•', '·', '–', '—', '-', ',', '(', 'a', 'b', 'A', 'B', ':'])
        || before.is_empty() && after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    marked || weekday_off || posted || opens
}

/// The words that are no names: none if a word is neither a date's nor a name, or a name is of what is told of a day.
fn without_names(rest: &str) -> Option<String> {
    let mut bare = Vec::new();
    for word in rest.split_whitespace() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = plain.to_lowercase();
        if is_told(plain) {
            return None;
        }
        let known = plain.is_empty() || stamps::is_beside_word(plain) || word.starts_with(|c: char| c.is_ascii_digit());
        if known {
            bare.push(word.trim_matches(['(', ')']));
            continue;
        }
        let zone = (2..=5).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_uppercase());
        let name = plain.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
        let admin =
            matches!(lower.as_str(), "admin" | "administrator" | "desk" | "editor" | "newsroom" | "staff" | "web");
        if !zone && !name && !admin && !LINKS.contains(&format!(" {lower} ")) {
            return None;
        }
    }
    Some(bare.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_names_with_a_date() {
        for line in [
            "12 May 2031 / The Norvale Courier",
            "The Norvale Courier | May 12, 2031",
            "THE NORVALE COURIER, Thursday, May 12, 2031",
            "Norvale, 12 May 2031",
            "May 12, 2031 3:40 PM PHT",
            "May 12, 2031 at 2:20 p.m. EDT",
            "Posted on May 12, 2031 by admin",
            "Norvale, May 12, 2031 (NORVALE.CD)",
            "12/05/2031 - The Norvale Courier",
            "By Ada Writer in Norvale, May 12, 2031",
        ] {
            assert!(stamp(line, Order::DayFirst).is_some(), "{line}");
        }
        let timed = stamp("May 12, 2031 3:40 PM PHT", Order::Unknown).unwrap();
        assert_eq!(timed.stated.time.map(|t| t.hour()), Some(15));
    }

    #[test]
    fn what_is_told_of_a_day_is_none() {
        for line in [
            "Battle of Norvale, 3 May 2031",
            "The massacre of May 3, 2031",
            "Solhan mourns on June 5, 2031",
            "Nine people died on May 3, 2031, the mayor said.",
            "Situation report, 3 May 2031",
            "Norvale, May 12",
            "12/05/2031",
            "Remembering May 3, 2031",
            "Norvale Market Bombing, May 3, 2031",
            "Ada Writer, born May 3, 2001, is mayor",
        ] {
            assert!(stamp(line, Order::Unknown).is_none(), "{line}");
        }
    }
}
