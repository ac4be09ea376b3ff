//! Dates as news pages write them: "September 17, 2024", "le 4 octobre 2024", "17.09.2024", "2024-09-17T05:00Z".
//!
//! Only for dates *of the report*; times inside its sentences are read elsewhere.

use jiff::civil::{Date, Time};
use regex::{Captures, Regex};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A date as stated: what is missing is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stated {
    pub year: Option<i16>,
    pub month: i8,
    pub day: Option<i8>,
    pub time: Option<Time>,
}

impl Stated {
    /// The calendar day (the first of the month where no day is stated), if a year is known and the day exists.
    pub fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day.unwrap_or(1)).ok()
    }

    /// Gives a stated day the year in which it lies nearest to `anchor`.
    pub fn near(mut self, anchor: Date) -> Self {
        if self.year.is_none() {
            let distance = |year: i16| {
                let date = Date::new(year, self.month, self.day.unwrap_or(1)).ok()?;
                date.since(anchor).ok().map(|span| span.get_days().abs())
            };
            let year = anchor.year();
            let years = [year.saturating_sub(1), year, year.saturating_add(1)];
            self.year = years.into_iter().filter_map(|y| Some((distance(y)?, y))).min().map(|(_, y)| y);
        }
        self
    }
}

/// How a date of two numbers below 13 is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// 4/9 is the fourth of September.
    DayFirst,
    /// 4/9 is the ninth of April.
    MonthFirst,
    /// Not known: such a date is not read.
    Unknown,
}

static MONTHS: LazyLock<BTreeMap<&'static str, i8>> = LazyLock::new(|| {
    let mut months = BTreeMap::new();
    for line in include_str!("../data/months.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((number, names)) = line.split_once('|') else { continue };
        let number: i8 = number.trim().parse().unwrap_or(0);
        months.extend(names.split_whitespace().map(|name| (name, number)));
    }
    months
});

fn month_names() -> String {
    let mut names: Vec<&str> = MONTHS.keys().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.join("|")
}

/// 1970 to 2099: earlier "dates of publication" on a page are the story's subject, later ones are mistakes.
fn plausible_year(text: &str) -> Option<i16> {
    text.parse().ok().filter(|year| (1970..2100).contains(year))
}

struct Pattern {
    regex: Regex,
    year: Year,
    read: fn(&Captures, Order) -> Option<Stated>,
}

/// Where a pattern has its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    /// First, before a mark or 年.
    Opens,
    /// Last, behind a blank, a comma or a hyphen.
    Spaced,
    /// Last, behind a mark.
    Marked,
}

/// Most bytes of a date before and behind the first digit of its year.
const BEFORE_YEAR: usize = 80;
const BEHIND_YEAR: usize = 24;
/// Most years of a text that are looked at.
const MOST_YEARS: usize = 64;

/// What stands around a year of a text: most texts hold none, and each pattern fits few of them.
#[derive(Debug)]
struct Around {
    /// Where the year's digits begin.
    at: usize,
    opens: bool,
    spaced: bool,
    marked: bool,
}

impl Around {
    fn years(text: &str) -> impl Iterator<Item = Around> {
        let bytes = text.as_bytes();
        memchr::memchr2_iter(b'1', b'2', bytes).filter_map(|at| {
            let year = bytes.get(at..at + 4)?;
            if !matches!(&year[..2], b"19" | b"20") || !year[2].is_ascii_digit() || !year[3].is_ascii_digit() {
                return None;
            }
            let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(0);
            Some(Around {
                at,
                opens: bytes.get(at + 4).is_some_and(|b| matches!(b, b'-' | b'/' | b'.') || !b.is_ascii()),
                // Blanks of other scripts are no ASCII.
                spaced: matches!(before, b' ' | b'-' | b'\t' | b'\n' | b'\r') || !before.is_ascii(),
                marked: matches!(before, b'.' | b'/' | b'-' | b' '),
            })
        })
    }

    /// The stretch of the text that a date with this year can lie in.
    fn reach(&self, text: &str) -> Range<usize> {
        let (mut start, mut end) = (self.at.saturating_sub(BEFORE_YEAR), (self.at + BEHIND_YEAR).min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        start..end
    }

    fn may_be(&self, year: Year) -> bool {
        match year {
            Year::Opens => self.opens,
            Year::Spaced => self.spaced,
            Year::Marked => self.marked,
        }
    }
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let m = month_names();
    let pattern = |source: &str, year, read| Regex::new(source).ok().map(|regex| Pattern { regex, year, read });
    [
        pattern(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T|_)", Year::Opens, |c, _| ymd(&c[1], &c[2], &c[3])),
        pattern(r"(\d{4})年(\d{1,2})月(\d{1,2})日", Year::Opens, |c, _| ymd(&c[1], &c[2], &c[3])),
        pattern(
            &format!(r"(?i)\b(\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[\s-]+(?:of |de |d')?({m})\b\.?,?[\s-]+(?:de |del )?(\d{{4}})\b"),
            Year::Spaced,
            |c, _| named(c.get(3).map(|y| y.as_str()), &c[2], &c[1]),
        ),
        pattern(
            &format!(r"(?i)\b({m})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s?,?\s+(\d{{4}})\b"),
            Year::Spaced,
            |c, _| named(c.get(3).map(|y| y.as_str()), &c[1], &c[2]),
        ),
        pattern(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b", Year::Marked, |c, _| ymd(&c[3], &c[2], &c[1])),
        pattern(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b", Year::Marked, |c, order| slashed(&c[1], &c[2], &c[3], order)),
    ]
    .into_iter()
    .flatten()
    .collect()
});

static NO_YEAR: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let m = month_names();
    let pattern = |source: &str, read| Regex::new(source).ok().map(|regex| Pattern { regex, year: Year::Spaced, read });
    [
        // FBIS and old wires write the year in two digits: "3 APR 90".
        pattern(&format!(r"(?i)^(\d{{1,2}}) ({m})\.? (\d{{2}})$"), |c, _| {
            let short: i16 = c[3].parse().ok()?;
            let year = if short >= 70 { 1900 + short } else { 2000 + short };
            named(Some(&year.to_string()), &c[2], &c[1])
        }),
        pattern(&format!(r"(?i)^(\d{{1,2}})(?:er|º|\.)? (?:de )?({m})\.?$"), |c, _| named(None, &c[2], &c[1])),
        pattern(&format!(r"(?i)^({m})\.? \(?(\d{{1,2}})\)?$"), |c, _| named(None, &c[1], &c[2])),
    ]
    .into_iter()
    .flatten()
    .collect()
});

fn ymd(year: &str, month: &str, day: &str) -> Option<Stated> {
    let stated = Stated {
        year: Some(plausible_year(year)?),
        month: month.parse().ok()?,
        day: Some(day.parse().ok()?),
        time: None,
    };
    stated.date().map(|_| stated)
}

fn named(year: Option<&str>, month: &str, day: &str) -> Option<Stated> {
    let month = *MONTHS.get(month.to_lowercase().as_str())?;
    let year = match year {
        Some(year) => Some(plausible_year(year)?),
        None => None,
    };
    let stated = Stated { year, month, day: Some(day.parse().ok()?), time: None };
    // A leap year stands in for the unknown one, so that 29 February is allowed.
    Date::new(year.unwrap_or(2000), month, stated.day?).ok().map(|_| stated)
}

fn slashed(first: &str, second: &str, year: &str, order: Order) -> Option<Stated> {
    let (a, b): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    match order {
        _ if a > 12 || a == b => ymd(year, second, first),
        _ if b > 12 => ymd(year, first, second),
        Order::DayFirst => ymd(year, second, first),
        Order::MonthFirst => ymd(year, first, second),
        Order::Unknown => None,
    }
}

/// The first full date (day, month, year) in `text`, with the time beside it and where the date stands.
pub(crate) fn find(text: &str, order: Order) -> Option<(Stated, Range<usize>)> {
    let (stated, range) = Around::years(text).take(MOST_YEARS).find_map(|year| beside(text, &year, order))?;
    Some((Stated { time: find_time(text), ..stated }, range))
}

/// The first date that a year is part of.
fn beside(text: &str, year: &Around, order: Order) -> Option<(Stated, Range<usize>)> {
    let Range { start, end } = year.reach(text);
    let mut best: Option<(Stated, Range<usize>)> = None;
    for pattern in PATTERNS.iter().filter(|pattern| year.may_be(pattern.year)) {
        let mut from = start;
        while let Some(found) = pattern.regex.captures_at(&text[..end], from) {
            let Some(whole) = found.get(0) else { break };
            if let Some(stated) = (pattern.read)(&found, order) {
                if best.as_ref().is_none_or(|(_, range)| whole.start() < range.start) {
                    best = Some((stated, whole.range()));
                }
                break;
            }
            from = whole.end();
        }
    }
    best
}

/// A day that is the whole of `text`, its year perhaps missing ("Sept 17", "5 de octubre", "3 APR 90").
pub(crate) fn whole(text: &str) -> Option<Stated> {
    let text = text.trim();
    let text = match text.split_once([' ', ',']) {
        Some((first, rest)) if is_weekday(first.trim_end_matches(['.', ','])) => rest.trim_start_matches([' ', ',']),
        _ => text,
    };
    if let Some((stated, range)) = find(text, Order::Unknown) {
        return (range.start == 0 && range.end >= text.trim_end_matches('.').len()).then_some(stated);
    }
    NO_YEAR.iter().find_map(|p| p.regex.captures(text).and_then(|c| (p.read)(&c, Order::Unknown)))
}

/// An ISO date at the start, of day, month or year precision, and the rest of the text: the header of a saved report.
pub(crate) fn iso_prefix(text: &str) -> Option<(Stated, &str)> {
    static ISO: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^(\d{4})-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2})\S*)?(?:\s+|$)").ok());
    let found = ISO.as_ref()?.captures(text)?;
    let stated = Stated {
        year: Some(plausible_year(&found[1])?),
        month: found[2].parse().ok()?,
        day: found.get(3).and_then(|d| d.as_str().parse().ok()),
        time: found.get(4).and_then(|t| find_time(t.as_str())),
    };
    stated.date()?;
    Some((stated, &text[found.get(0)?.end()..]))
}

/// The first time of day in `text`: "14:02", "04:37 AM", "22h15".
pub(crate) fn find_time(text: &str) -> Option<Time> {
    static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:\b|T)(\d{1,2})(?::|h|\.)(\d{2})(?::\d{2})?(?:\.\d+)?\s?(am|pm|a\.m\.|p\.m\.|uhr|gmt|utc|z|ist|et|est|edt|h)?(?:\b|\s|$)").ok()
    });
    // Minutes stand behind a mark that stands behind an hour; most texts hold nothing of the kind.
    let clock = |w: &[u8]| w[0].is_ascii_digit() && matches!(w[1], b':' | b'h' | b'H' | b'.') && w[2].is_ascii_digit();
    if !text.as_bytes().windows(3).any(clock) {
        return None;
    }
    TIME.as_ref()?.captures_iter(text).find_map(|found| {
        let mark = found.get(3).map(|m| m.as_str().to_lowercase()).unwrap_or_default();
        // "17.09" without a mark is a date, not a time.
        if found[0].contains('.') && !found[0].contains(':') && mark.is_empty() {
            return None;
        }
        let hour: i8 = found[1].parse().ok()?;
        let hour = match (mark.chars().next(), hour) {
            (Some('p'), 1..=11) => hour + 12,
            (Some('a'), 12) => 0,
            _ => hour,
        };
        Time::new(hour, found[2].parse().ok()?, 0, 0).ok()
    })
}

/// Whether the word names a month.
pub(crate) fn is_month(word: &str) -> bool {
    MONTHS.contains_key(word.to_lowercase().trim_end_matches('.'))
}

/// Whether the word names a day of the week, in full or short.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: &str = " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
        lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
        montag dienstag mittwoch donnerstag freitag samstag sonntag lunedì martedì mercoledì giovedì venerdì sabato domenica \
        segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta \
        понедельник вторник среда четверг пятница суббота воскресенье ";
    let word = word.to_lowercase();
    !word.is_empty() && DAYS.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        find(text, Order::Unknown).and_then(|(s, _)| s.date()).map(|d| d.to_string())
    }

    #[test]
    fn dates_of_many_pages() {
        for (text, date) in [
            ("Updated November 09, 2031 at 04:37 AM ET", "2031-11-09"),
            ("Le 4 octobre 2031", "2031-10-04"),
            ("13 de octubre de 2031", "2031-10-13"),
            ("1er mai 2031", "2031-05-01"),
            ("Mon, 3rd of March 2031", "2031-03-03"),
            ("17.09.2031", "2031-09-17"),
            ("25/12/2031", "2031-12-25"),
            ("2031-09-17T05:00:00Z", "2031-09-17"),
            ("2031年9月17日", "2031-09-17"),
            ("12 сентября 2031", "2031-09-12"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_is_ambiguous() {
        for text in ["04/09/2031", "31 February 2031", "the 1412 campaign", "12 May", "May 68 people"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(find("04/09/2031", Order::DayFirst).is_some());
    }

    #[test]
    fn years_come_from_the_anchor() {
        let anchor = jiff::civil::date(2031, 1, 2);
        let stated = whole("Dec. 30").unwrap().near(anchor);
        assert_eq!(stated.date().unwrap().to_string(), "2030-12-30");
        assert_eq!(whole("3 APR 90").unwrap().year, Some(1990));
        assert!(whole("Gaza City").is_none());
    }

    #[test]
    fn times_of_day() {
        assert_eq!(find_time("at 04:37 PM ET").unwrap(), Time::constant(16, 37, 0, 0));
        assert_eq!(find_time("à 22h15").unwrap(), Time::constant(22, 15, 0, 0));
        assert_eq!(find_time("17.09.2031"), None);
    }
}
