//! Dates as news gives them: a day, a week, a month or a year, and how we know.

use crate::codes::codes;
use crate::span::Span;
use jiff::civil::Date;

codes! {
    /// How exact the date of a publication is.
    PublishedPrecision { Hour = "hour", Day = "day", Month = "month", Year = "year" }
}

codes! {
    /// How exact the date of an event is: the day itself, or a range no wider than a week, a month, a year.
    DatePrecision { Exact = "exact", Day = "day", Week = "week", Month = "month", Year = "year" }
}

/// When something happened: first and last day it may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EventDate {
    /// First day.
    pub start: Date,
    /// Last day; the same as `start` for a single day.
    pub end: Date,
    /// Whether the first day is not told, only by when it had happened: `start` is then no more than the likeliest day.
    // left out where it is not: a ledger written before it was known reads, and hashes, as it did
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub open: bool,
    /// How exact.
    pub precision: DatePrecision,
    /// How it was found: "weekday against the dateline", "inferred from 003"…
    pub basis: String,
    /// The time expressions it was read from.
    pub evidence: Vec<Span>,
}

impl EventDate {
    /// Whether it names one single day.
    pub fn is_day(&self) -> bool {
        self.start == self.end
    }
}
