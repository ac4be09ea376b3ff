//! Which year, month or day an incomplete date means: against the anchor, by the direction of the words around it.

use super::calendar::{self, Stretch, Unit};
use super::tense::Tense;
use jiff::civil::Date;

/// Where an expression points, by its own words or by the verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// "last": strictly before the anchor.
    Last,
    /// "next": strictly after it.
    Next,
    /// "this": of the anchor's own week or year.
    This,
    /// No word says: the verb does.
    Tense(Tense),
}

/// The weekday (Monday is 1) meant from `anchor`.
pub(super) fn weekday(anchor: Date, number: i64, direction: Direction) -> Option<Date> {
    let back = (i64::from(anchor.weekday().to_monday_one_offset()) - number).rem_euclid(7);
    let by = match direction {
        Direction::Last if back == 0 => -7,
        Direction::Last => -back,
        Direction::Next => 7 - back,
        Direction::This => number - i64::from(anchor.weekday().to_monday_one_offset()),
        Direction::Tense(Tense::Future) if back > 0 => 7 - back,
        Direction::Tense(_) => -back,
    };
    calendar::shift(anchor, Unit::Day, by)
}

/// The day of a month without its year: the nearest, unless that is far and the verb says otherwise.
pub(super) fn month_day(anchor: Date, month: i64, day: i64, direction: Direction) -> Option<Date> {
    let year = i64::from(anchor.year());
    let all: Vec<Date> = (year - 1..=year + 1).filter_map(|y| calendar::date(y, month, day)).collect();
    let past = all.iter().rev().find(|d| **d <= anchor).copied();
    let future = all.iter().find(|d| **d >= anchor).copied();
    match direction {
        Direction::Last => past,
        Direction::Next => future,
        Direction::This => calendar::date(year, month, day),
        Direction::Tense(tense) => {
            let (Some(past), Some(future)) = (past, future) else { return past.or(future) };
            let (back, ahead) = (distance(past, anchor), distance(anchor, future));
            let near = back.min(ahead) <= 120;
            Some(match tense {
                Tense::Past if ahead > 100 => past,
                _ if near => {
                    if back <= ahead {
                        past
                    } else {
                        future
                    }
                }
                Tense::Future => future,
                _ => past,
            })
        }
    }
}

/// The year of a month that stands alone.
pub(super) fn month(anchor: Date, month: i64, direction: Direction) -> Option<Stretch> {
    let ahead = (month - i64::from(anchor.month())).rem_euclid(12);
    let year = i64::from(anchor.year());
    let past = if month <= i64::from(anchor.month()) { year } else { year - 1 };
    let future = if month >= i64::from(anchor.month()) { year } else { year + 1 };
    let chosen = match direction {
        Direction::Last if ahead == 0 => year - 1,
        Direction::Last => past,
        Direction::Next if ahead == 0 => year + 1,
        Direction::Next => future,
        Direction::This => year,
        Direction::Tense(Tense::Future) if ahead <= 9 => future,
        Direction::Tense(Tense::Unknown) if ahead <= 2 => future,
        Direction::Tense(_) => past,
    };
    calendar::month(chosen, month)
}

/// The year of a quarter or season that stands alone: `make` builds it for a year.
pub(super) fn yearly(anchor: Date, direction: Direction, make: impl Fn(i64) -> Option<Stretch>) -> Option<Stretch> {
    let year = i64::from(anchor.year());
    let of = |y: i64| make(y).and_then(|s| s.days.map(|days| (s, days)));
    let begun = |(_, days): &(Stretch, (Date, Date))| days.0 <= anchor;
    let ended = |(_, days): &(Stretch, (Date, Date))| days.1 < anchor;
    // A forecast of "the third quarter" made in November is for the one that has just ended.
    let near = |s: &(Stretch, (Date, Date))| !ended(s) && distance(anchor, s.1.0) <= 183;
    let years = year - 1..=year + 1;
    let found = match direction {
        Direction::This => of(year),
        Direction::Last => years.rev().filter_map(of).find(ended),
        Direction::Next => years.filter_map(of).find(|s| !begun(s)),
        Direction::Tense(Tense::Future) => {
            years.clone().filter_map(of).find(near).or_else(|| years.rev().filter_map(of).find(begun))
        }
        Direction::Tense(_) => years.rev().filter_map(of).find(begun),
    };
    found.map(|(stretch, _)| stretch)
}

/// A date in figures whose order is unclear: the order that gives a real date; of two the one nearer to the anchor,
/// and without an anchor the day first.
pub(super) fn figures(anchor: Option<Date>, a: i64, b: i64, year: i64) -> Option<Date> {
    let year = match year {
        0..=49 => 2000 + year,
        50..=99 => 1900 + year,
        _ => year,
    };
    let (day_first, month_first) = (calendar::date(year, b, a), calendar::date(year, a, b));
    let (Some(first), Some(second), Some(anchor)) = (day_first, month_first, anchor) else {
        return day_first.or(month_first);
    };
    // A report cannot tell of a day after its own: such a reading counts as much farther.
    let cost = |d: Date| if d > anchor { 400 + distance(anchor, d) } else { distance(d, anchor) };
    Some(if cost(second) < cost(first) { second } else { first })
}

/// Days from one date to a later one.
pub(super) fn distance(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}
