//! Is this line a headline, and which part of it is the site's name?

use crate::clean::{ends_sentence, key, word_count};
use crate::dates::{self, Order, Stated};
use crate::outlets::outlets;

/// Whether a first line reads like a headline: short, no final stop (a question may be one).
pub(crate) fn is_headline(line: &str) -> bool {
    let words = word_count(line);
    let stopped = ends_sentence(line) && !line.trim_end_matches(['"', '”', '\'', '’']).ends_with('?');
    (2..=30).contains(&words)
        && line.len() <= 240
        && !stopped
        && !line.ends_with([':', ',', ';'])
        && line.chars().any(char::is_alphabetic)
}

/// Whether a line between paragraphs reads like a heading: a few words, no final stop.
pub(crate) fn is_heading(line: &str) -> bool {
    let words = word_count(line);
    let first = line.trim_start_matches(['\'', '"', '“', '‘', '«', '¿', '¡', ' ']).chars().next();
    let starts = first.is_some_and(|c| !c.is_lowercase() && (c.is_alphabetic() || c.is_numeric()));
    let quoted_question = line.ends_with('?');
    (1..=14).contains(&words)
        && line.len() <= 110
        && starts
        && (!ends_sentence(line) || quoted_question)
        && !line.ends_with([',', ';', ':', '-', '—'])
        && !breaks_off(line)
        && line.chars().any(char::is_alphabetic)
}

/// A line whose last word asks for another: "Anyone who saw it is asked to call".. "at".
fn breaks_off(line: &str) -> bool {
    const OPEN: &[&str] =
        &["at", "to", "of", "the", "and", "a", "an", "with", "from", "by", "for", "or", "is", "was", "that"];
    word_count(line) > 3 && line.split_whitespace().next_back().is_some_and(|last| OPEN.contains(&last))
}

/// The day that a headline ends with, set off from it: the edition's. "Evening bulletin – March 3, 2031", "Situation
/// report (3 March 2031)", but not "Remembering the victims of March 3, 2031".
pub(crate) fn edition(title: &str) -> Option<Stated> {
    let (stated, range) = dates::find(title, Order::Unknown)?;
    let before = title[..range.start].trim_end();
    let set_off = before.ends_with(['-', '–', '—', '|', ':', '(', '[', ',', '•', '·']) && word_count(before) > 0;
    let after = title[range.end..].trim_matches([' ', ')', ']', '.']);
    (set_off && after.is_empty()).then_some(stated)
}

/// The headline without the site's name: "Blast kills three - Norvale News" → "Blast kills three".
pub(crate) fn trim_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let mut title = title.trim_start_matches(['×', '•', ' ']).trim();
    for mark in [" | ", " :: ", " » ", " – ", " — ", " - "] {
        while let Some((head, tail)) = title.rsplit_once(mark) {
            let loose = matches!(mark, " | " | " :: " | " » ");
            let is_site = site.is_some_and(|site| key(site) == key(tail))
                || outlets().by_name(tail).is_some()
                || names_site(tail);
            if word_count(head) < 3 || !(is_site || loose && word_count(tail) <= 5) {
                break;
            }
            title = head.trim_end();
        }
    }
    title
}

/// "News, Weather & Sports", "WBOY", "wave3.com-Louisville News": words and call signs that only sites have.
fn names_site(tail: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "weather",
        "sports",
        "tv",
        "radio",
        "newspaper",
        "noticias",
        "actualités",
        "herald",
        "tribune",
        "gazette",
        "times",
        "online",
    ];
    if word_count(tail) > 9 {
        return false;
    }
    let key = key(tail);
    let named = key.split(' ').any(|word| WORDS.contains(&word));
    let call_sign = tail.split_whitespace().count() <= 2
        && tail.len() >= 3
        && tail.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let domain =
        tail.split_whitespace().any(|word| word.contains(".com") || word.contains(".org") || word.contains(".net"));
    named || call_sign || domain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_and_headings() {
        assert!(is_headline("Blast in Norvale kills three"));
        assert!(is_headline("Who attacked Norvale?"));
        assert!(!is_headline("A blast in Norvale killed three people on Tuesday."));
        assert!(is_heading("'Under control'") && is_heading("Army calls for calm"));
        assert!(!is_heading("He went home.") && !is_heading("and then he left"));
    }

    #[test]
    fn a_day_at_the_end_is_the_editions() {
        let day = |title| edition(title).and_then(|stated| stated.date()).map(|date| date.to_string());
        assert_eq!(day("Evening bulletin -- March 3, 2031").as_deref(), Some("2031-03-03"));
        assert_eq!(day("Situation report (3 March 2031)").as_deref(), Some("2031-03-03"));
        assert_eq!(day("Remembering the victims of March 3, 2031"), None);
        assert_eq!(day("March 3, 2031: the day the market burned"), None);
    }

    #[test]
    fn the_site_is_no_part_of_the_headline() {
        assert_eq!(trim_site("Blast in Norvale kills three - BBC News", None), "Blast in Norvale kills three");
        assert_eq!(trim_site("Blast in Norvale kills three | Example | World", None), "Blast in Norvale kills three");
        assert_eq!(trim_site("Blast - the third - kills three", None), "Blast - the third - kills three");
        assert_eq!(trim_site("Norvale: two dead - three hurt", None), "Norvale: two dead - three hurt");
    }
}
