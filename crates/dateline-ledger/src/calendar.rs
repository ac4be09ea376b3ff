//! Days as numbers, and as titles write them.
//!
//! Made from civil dates; leaves reading dates from text to `dateline-claims`.

use dateline_model::{DatePrecision, EventDate};
use jiff::civil::Date;

/// Days since 1970-01-01.
pub(crate) fn day(date: Date) -> i32 {
    // The era arithmetic of the proleptic Gregorian calendar, with March as the first month.
    let (y, m, d) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date `days` after `date`, or `date` itself at the end of the calendar.
pub(crate) fn after(date: Date, days: i32) -> Date {
    date.checked_add(jiff::Span::new().days(days)).unwrap_or(date)
}

/// "17 September 2024", "September 2024", "2024", "27 to 29 October 2023".
pub(crate) fn in_words(date: &EventDate) -> String {
    let start = date.start;
    match date.precision {
        DatePrecision::Year => start.year().to_string(),
        DatePrecision::Month => format!("{} {}", month(start), start.year()),
        _ if date.is_day() => long(start),
        _ => {
            let end = date.end;
            match (start.year() == end.year(), start.month() == end.month()) {
                (true, true) => format!("{} to {}", start.day(), long(end)),
                (true, false) => format!("{} {} to {}", start.day(), month(start), long(end)),
                _ => format!("{} to {}", long(start), long(end)),
            }
        }
    }
}

/// "17 September 2024".
pub(crate) fn long(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(date.month() - 1).ok().and_then(|m| NAMES.get(m)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{after, day, in_words};
    use dateline_model::{DatePrecision, EventDate};
    use jiff::civil::date;

    #[test]
    fn counts_days() {
        assert_eq!(day(date(1970, 1, 1)), 0);
        assert_eq!(day(date(2000, 3, 1)), 11_017);
        assert_eq!(day(date(2024, 9, 17)) - day(date(2024, 2, 29)), 201);
        assert_eq!(day(date(1969, 12, 31)), -1);
        assert_eq!(after(date(2024, 2, 28), 2), date(2024, 3, 1));
    }

    #[test]
    fn writes_ranges() {
        let range = |start, end, precision| {
            in_words(&EventDate { start, end, open: false, precision, basis: String::new(), evidence: Vec::new() })
        };
        let (a, b) = (date(2023, 10, 27), date(2023, 11, 2));
        assert_eq!(range(a, a, DatePrecision::Day), "27 October 2023");
        assert_eq!(range(a, b, DatePrecision::Week), "27 October to 2 November 2023");
        assert_eq!(range(a, b, DatePrecision::Month), "October 2023");
        assert_eq!(range(a, b, DatePrecision::Year), "2023");
    }
}
