//! Stretches of the calendar and their TIMEX3 values: days, weeks, months, quarters, seasons, years, decades.

use super::mention::Precision;
use jiff::civil::{Date, Weekday};

/// A stretch of the calendar: its value, its first and last day, and its length.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub value: String,
    pub days: Option<(Date, Date)>,
    pub precision: Precision,
}

impl Stretch {
    fn new(value: String, first: Date, last: Date, precision: Precision) -> Self {
        Stretch { value, days: Some((first, last)), precision }
    }

    /// A value that has no place in the calendar.
    pub fn open(value: impl Into<String>, precision: Precision) -> Self {
        Stretch { value: value.into(), days: None, precision }
    }
}

/// A unit of the calendar that expressions count in; the codes are those of the lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Unit::Second,
            "TM" => Unit::Minute,
            "TH" => Unit::Hour,
            "D" => Unit::Day,
            "W" => Unit::Week,
            "WE" => Unit::Weekend,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            _ => return None,
        })
    }

    /// The letter of a TIMEX3 duration, and how many of it one unit is.
    pub fn letter(self) -> (&'static str, f64) {
        match self {
            Unit::Second => ("TS", 1.0),
            Unit::Minute => ("TM", 1.0),
            Unit::Hour => ("TH", 1.0),
            Unit::Day => ("D", 1.0),
            Unit::Week => ("W", 1.0),
            Unit::Weekend => ("WE", 1.0),
            Unit::Month => ("M", 1.0),
            Unit::Quarter => ("Q", 1.0),
            Unit::Year => ("Y", 1.0),
            Unit::Decade => ("Y", 10.0),
            Unit::Century => ("Y", 100.0),
        }
    }
}

/// The day `date` itself.
pub(super) fn day(date: Date) -> Stretch {
    Stretch::new(date.to_string(), date, date, Precision::Day)
}

/// The ISO week of `date`.
pub(super) fn week(date: Date) -> Option<Stretch> {
    let monday = shift(date, Unit::Day, -i64::from(date.weekday().to_monday_zero_offset()))?;
    let iso = date.iso_week_date();
    let value = format!("{:04}-W{:02}", iso.year(), iso.week());
    Some(Stretch::new(value, monday, shift(monday, Unit::Day, 6)?, Precision::Week))
}

/// The week-end that closes the ISO week of `date`.
pub(super) fn weekend(date: Date) -> Option<Stretch> {
    let week = week(date)?;
    let (monday, sunday) = week.days?;
    Some(Stretch::new(format!("{}-WE", week.value), shift(monday, Unit::Day, 5)?, sunday, Precision::Week))
}

/// A month; the year may be out of range.
pub(super) fn month(year: i64, month: i64) -> Option<Stretch> {
    let first = date(year, month, 1)?;
    Some(Stretch::new(format!("{year:04}-{month:02}"), first, first.last_of_month(), Precision::Month))
}

/// A quarter, 1 to 4.
pub(super) fn quarter(year: i64, quarter: i64) -> Option<Stretch> {
    let first = date(year, quarter * 3 - 2, 1)?;
    let last = date(year, quarter * 3, 1)?.last_of_month();
    Some(Stretch::new(format!("{year:04}-Q{quarter}"), first, last, Precision::Quarter))
}

/// A season by its TIMEX3 code. Winter is named after the year it begins in.
pub(super) fn season(year: i64, code: &str) -> Option<Stretch> {
    let first_month = match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let first = date(year, first_month, 1)?;
    let last = shift(first, Unit::Month, 2)?.last_of_month();
    Some(Stretch::new(format!("{year:04}-{code}"), first, last, Precision::Season))
}

/// A year.
pub(super) fn year(year: i64) -> Option<Stretch> {
    Some(Stretch::new(format!("{year:04}"), date(year, 1, 1)?, date(year, 12, 31)?, Precision::Year))
}

/// The ten years from `first`, which ends in 0.
pub(super) fn decade(first: i64) -> Option<Stretch> {
    let value = format!("{:03}", first / 10);
    Some(Stretch::new(value, date(first, 1, 1)?, date(first + 9, 12, 31)?, Precision::Decade))
}

/// The `nth` century.
pub(super) fn century(nth: i64) -> Option<Stretch> {
    let first = (nth - 1).checked_mul(100).filter(|y| (0..=2200).contains(y))?;
    let value = format!("{:02}", nth - 1);
    Some(Stretch::new(value, date(first.max(1), 1, 1)?, date(first + 99, 12, 31)?, Precision::Century))
}

/// The stretch of a unit that holds `date`.
pub(super) fn around(date: Date, unit: Unit) -> Option<Stretch> {
    let y = i64::from(date.year());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(day(date)),
        Unit::Week => week(date),
        Unit::Weekend => weekend(date),
        Unit::Month => month(y, i64::from(date.month())),
        Unit::Quarter => quarter(y, (i64::from(date.month()) + 2) / 3),
        Unit::Year => year(y),
        Unit::Decade => decade(y / 10 * 10),
        Unit::Century => century(y / 100 + 1),
    }
}

/// `date` moved by so many units; `None` out of range.
pub(super) fn shift(date: Date, unit: Unit, by: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Ok(span),
        Unit::Day => span.try_days(by),
        Unit::Week | Unit::Weekend => span.try_weeks(by),
        Unit::Month => span.try_months(by),
        Unit::Quarter => span.try_months(by.checked_mul(3)?),
        Unit::Year => span.try_years(by),
        Unit::Decade => span.try_years(by.checked_mul(10)?),
        Unit::Century => span.try_years(by.checked_mul(100)?),
    };
    let span = span.ok()?;
    date.checked_add(span).ok()
}

/// A date from numbers of any size.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok().filter(|y| *y > 0)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The weekday by its number, Monday being 1.
pub(super) fn weekday(number: i64) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()
}

/// The first or last third, or the middle, of a stretch ("early December").
pub(super) fn part_of(stretch: Stretch, edge: &str) -> Stretch {
    let Some((first, last)) = stretch.days else { return stretch };
    let third = last.duration_since(first).as_hours() / 24 / 3;
    let days = match edge {
        "start" => shift(first, Unit::Day, third).map(|end| (first, end)),
        "end" => shift(last, Unit::Day, -third).map(|start| (start, last)),
        "mid" => shift(first, Unit::Day, third).zip(shift(last, Unit::Day, -third)),
        _ => None,
    };
    Stretch { days: days.or(Some((first, last))), ..stretch }
}
