//! What a time expression comes to: the value handed to the rest of the crate.

use dateline_model::{DatePrecision, Span};
use jiff::civil::{Date, Weekday};

/// The kind of a time expression, as TimeML tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or anything longer that has a place in the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

impl TimeKind {
    /// The kind's code in the contract.
    pub fn code(self) -> &'static str {
        match self {
            TimeKind::Date => "date",
            TimeKind::Time => "time",
            TimeKind::Duration => "duration",
            TimeKind::Set => "set",
        }
    }
}

/// How long the stretch of the calendar is that an expression names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day, or a time of day.
    Day,
    /// A week or a weekend.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Spring, summer, autumn, winter.
    Season,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// No stretch at all: a length, a recurrence, "recently".
    None,
}

impl Precision {
    /// The model's precision for an event that happened then; `None` where no date can be given.
    ///
    /// Quarters, seasons, decades and centuries count as a year: the bounds stand in [`TimeMention::days`].
    pub fn of_event(self) -> Option<DatePrecision> {
        Some(match self {
            Precision::Day => DatePrecision::Day,
            Precision::Week => DatePrecision::Week,
            Precision::Month => DatePrecision::Month,
            Precision::Quarter | Precision::Season | Precision::Year => DatePrecision::Year,
            Precision::Decade | Precision::Century | Precision::None => return None,
        })
    }
}

/// A time expression with its normalised value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What kind it is.
    pub kind: TimeKind,
    /// The TIMEX3 value: `2024-09-17`, `2024-W38`, `P2D`, `2024-09-17T05:00`, `PAST_REF`, `XXXX-WXX-2` …
    pub value: String,
    /// First and last day meant, where they can be told.
    pub days: Option<(Date, Date)>,
    /// How long the stretch named is.
    pub precision: Precision,
    /// The weekday, where the expression names nothing else ("Tuesday night").
    pub weekday: Option<Weekday>,
    /// Whether it was read against the anchor or another date of the text.
    pub relative: bool,
    /// "05:00", "morning", "dawn".
    pub time_of_day: Option<String>,
    /// The rule that read it, for explanations.
    pub rule: &'static str,
}
