//! When an undated report came out, judged by the incident it joined.
//!
//! Made from the report's own weekdays ("Tuesday's attacks", "Thursday's edition") counted from the day of the
//! incident; leaves dates that a report states to the earlier stages.

use crate::calendar::after;
use crate::words::words;
use dateline_model::{IncidentId, Note, Published, PublishedBasis, PublishedPrecision, Report};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words that turn a weekday away from the days just after the incident.
const ELSEWHEN: [&str; 8] = ["last", "next", "previous", "every", "coming", "dernier", "prochain", "pasado"];
/// A weekday that falls later than this after the incident is one before it.
const LONGEST: i32 = 4;

static DAYS: LazyLock<BTreeMap<&'static str, i32>> = LazyLock::new(|| {
    let lines = include_str!("../../data/weekdays.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.zip(0..).flat_map(|(line, n)| line.split(' ').map(move |word| (word, n))).collect()
});

/// When a report without a date came out, given the day of the incident it speaks of: the latest weekday its text
/// names, counted from that day; the day itself when it names none.
///
/// ```
/// use dateline_ledger::infer_published;
/// use jiff::civil::date;
/// let text = "Tuesday's attacks left 12 dead. Thursday's edition of the daily named the victims.";
/// assert_eq!(infer_published(text, date(2024, 9, 17)).date, date(2024, 9, 19));
/// ```
pub fn infer_published(text: &str, incident: Date) -> Published {
    let words = words(text);
    let first = i32::from(incident.weekday().to_monday_zero_offset());
    let mut latest = 0;
    for (n, word) in words.iter().enumerate() {
        let Some(weekday) = DAYS.get(word.as_str()) else { continue };
        let elsewhen = |m: Option<&String>| m.is_some_and(|w| ELSEWHEN.contains(&w.as_str()));
        if elsewhen(n.checked_sub(1).and_then(|m| words.get(m))) || elsewhen(words.get(n + 1)) {
            continue;
        }
        let later = (weekday - first).rem_euclid(7);
        if later <= LONGEST {
            latest = latest.max(later);
        }
    }
    Published {
        date: after(incident, latest),
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Inferred,
    }
}

/// Gives a report the day inferred from the incident it joined, and says so in a note.
pub(crate) fn write_inferred(report: &mut Report, incident: &IncidentId, day: Date) {
    let published = infer_published(&report.text, day);
    let message = format!(
        "the report bears no date; {} is inferred from incident {incident} of {} and the weekdays the report names",
        published.date,
        crate::calendar::long(day)
    );
    report.notes.push(Note::new("date-inferred", message));
    report.published = Some(published);
}

/// The weekdays among some words, one bit each, Monday the lowest.
pub(crate) fn weekdays_among(words: &[String]) -> u8 {
    words.iter().filter_map(|w| DAYS.get(w.as_str())).fold(0, |mask, day| mask | 1 << day)
}

#[cfg(test)]
mod tests {
    use super::infer_published;
    use jiff::civil::date;

    #[test]
    fn counts_weekdays_from_the_incident() {
        let tuesday = date(2024, 9, 17);
        for (text, day) in [
            ("At least nine died in the raid, officials said on Wednesday.", 18),
            ("The raid on Tuesday left nine dead.", 17),
            ("Nobody has claimed it.", 17),
            ("The raid came a day after Monday's march; talks resume next Friday.", 17),
            ("L'attaque de mardi a fait neuf morts, selon un bilan donné vendredi.", 20),
        ] {
            assert_eq!(infer_published(text, tuesday).date, date(2024, 9, day), "{text}");
        }
    }
}
