//! The newsroom's day for a moment stated in UTC: what appeared at 23:30 UTC in Berlin is dated the next day there.
//!
//! The clocks are in `data/zones.txt`; a country that is not in it keeps the day as stated.

use crate::dates::Stated;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::{Span, ToSpan};
use std::collections::BTreeMap;
use std::sync::LazyLock;

struct Clock {
    minutes: i64,
    summer: bool,
}

static CLOCKS: LazyLock<BTreeMap<&'static str, Clock>> = LazyLock::new(|| {
    let rows = include_str!("../data/zones.txt").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('|').map(str::trim);
        let (country, minutes, rule) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
        Some((country, Clock { minutes, summer: rule == "eu" }))
    })
    .collect()
});

/// Whether a date as written says that its time is in UTC: "2031-03-04T23:30:00Z", "Tue, 04 Mar 2031 23:30:00 GMT".
pub(crate) fn is_utc(written: &str) -> bool {
    let text = written.trim();
    let iso = text.len() > 15 && text.as_bytes().get(4) == Some(&b'-') && text.contains(':');
    let mail = text.matches(':').count() == 2 && text.as_bytes().get(3) == Some(&b',');
    let ends = |ends: &[&str]| ends.iter().any(|end| text.ends_with(end));
    iso && ends(&["Z", "+00:00", "+0000", "UTC"]) || mail && ends(&["GMT", "+0000", "UTC"])
}

/// The day and time on the clocks of `country` at a moment stated in UTC; none where its clock is not known.
pub(crate) fn local(stated: Stated, country: &str) -> Option<Stated> {
    let clock = CLOCKS.get(country)?;
    let moment = stated.date()?.to_datetime(stated.time?);
    let summer = clock.summer && is_summer(moment);
    let there = moment.checked_add(Span::new().minutes(clock.minutes + if summer { 60 } else { 0 })).ok()?;
    Some(Stated { year: Some(there.year()), month: there.month(), day: Some(there.day()), time: Some(there.time()) })
}

/// From one in the morning, UTC, of the last Sunday of March to that of October.
fn is_summer(moment: DateTime) -> bool {
    let switch = |month: i8| {
        let last = Date::new(moment.year(), month, 31).ok()?;
        let back = i64::from(last.weekday().since(Weekday::Sunday));
        Some(last.checked_sub(back.days()).ok()?.at(1, 0, 0, 0))
    };
    switch(3).zip(switch(10)).is_some_and(|(from, to)| from <= moment && moment < to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Order, find};

    fn day(written: &str, country: &str) -> Option<String> {
        let (stated, _) = find(written, Order::Unknown)?;
        local(stated, country)?.date().map(|d| d.to_string())
    }

    #[test]
    fn moments_get_the_newsrooms_day() {
        for (written, country, expected) in [
            ("2031-01-06T23:00:00Z", "DE", "2031-01-07"),
            ("2031-01-06T22:30:00Z", "DE", "2031-01-06"),
            ("2031-07-06T22:30:00Z", "DE", "2031-07-07"),
            ("2031-03-30T00:59:00Z", "GB", "2031-03-30"),
            ("2031-05-04T00:53:29Z", "AR", "2031-05-03"),
            ("2031-12-31T19:00:00Z", "IN", "2032-01-01"),
        ] {
            assert_eq!(day(written, country).as_deref(), Some(expected), "{written} {country}");
        }
        assert_eq!(day("2031-01-06T23:00:00Z", "US"), None);
        assert_eq!(day("2031-01-06", "DE"), None);
    }

    #[test]
    fn only_moments_in_utc_are_moved() {
        assert!(is_utc("2031-01-06T23:00:00Z") && is_utc("2031-01-06 23:00:00+00:00"));
        assert!(is_utc("Tue, 04 Mar 2031 23:30:00 GMT") && !is_utc("4 March 2031 23:30 GMT"));
        assert!(!is_utc("2031-01-06T23:00:00+01:00") && !is_utc("2031-01-06") && !is_utc("Z"));
    }

    #[test]
    fn the_table_is_sound() {
        let rows: Vec<&str> = include_str!("../data/zones.txt").lines().filter(|l| !l.starts_with('#')).collect();
        assert_eq!(rows.len(), CLOCKS.len(), "every row is read, each country once");
        for pair in rows.windows(2) {
            assert!(pair[0] < pair[1], "sorted: {pair:?}");
        }
        for (country, clock) in CLOCKS.iter() {
            assert!(country.len() == 2 && (-720..=840).contains(&clock.minutes), "{country}");
        }
    }
}
