//! Which days of a report that bears no date may be those of its own incident.
//!
//! A day with its year that stands deep in such a report, or behind a lead that counts by weekdays, is as a rule that of
//! an incident it recalls; taken for the report's own, it would date everything the report says by a wrong year. No day
//! costs less than a wrong one. Leaves the choice among the days that remain to [`day`](crate::day).

use crate::times::{TimeKind, TimeMention};
use crate::words::Line;
use jiff::civil::Date;
use std::borrow::Cow;

/// Sentences within which a day may be the report's own where its lead names none.
const FIRST: usize = 4;

/// A report's times, where it bears no date: "on Wednesday" is reckoned from a day that its lead names, and from no other.
pub(crate) fn settled(published: Option<Date>, lines: &[Line], times: Vec<TimeMention>) -> Vec<TimeMention> {
    let stated = |t: &TimeMention| !t.relative && t.days.is_some_and(|(start, end)| start == end);
    if published.is_some() || times.iter().any(|t| stated(t) && is_within(lines, lead(lines, &times), t)) {
        return times;
    }
    times.into_iter().map(|t| if t.relative { TimeMention { days: None, ..t } } else { t }).collect()
}

/// The times that may date the report's own incident: all of them where the report bears a date.
pub(crate) fn own_times<'t>(
    published: Option<Date>,
    lines: &[Line],
    times: &'t [TimeMention],
) -> Cow<'t, [TimeMention]> {
    if published.is_some() {
        return Cow::Borrowed(times);
    }
    let lead = lead(lines, times);
    Cow::Owned(times.iter().filter(|t| t.days.is_none() || is_within(lines, lead, t)).cloned().collect())
}

/// How many first sentences tell when the report's own incident was: up to the first that counts by weekdays, which only
/// the report's own date could place.
fn lead(lines: &[Line], times: &[TimeMention]) -> usize {
    let counted = |t: &&TimeMention| t.relative || t.weekday.is_some() || t.days.is_none();
    let dated = |t: &&TimeMention| matches!(t.kind, TimeKind::Date | TimeKind::Time);
    let first = times.iter().filter(dated).filter(counted).map(|t| t.span.start).min();
    let line = first.and_then(|at| lines.iter().position(|line| line.span.start <= at && at < line.span.end));
    line.map_or(FIRST, |line| (line + 1).min(FIRST))
}

fn is_within(lines: &[Line], first: usize, time: &TimeMention) -> bool {
    lines.iter().take(first).any(|line| line.span.contains(time.span))
}
