//! What a matched rule means: one function for each `read` of the lexicon files.
//!
//! A reading takes the slots of the match and the scene and gives the value, or nothing where the slots make no
//! sense together. Here are those of the calendar; times of day and lengths have files of their own.

use super::calendar::{self, Stretch, Unit};
use super::lexicon::Rule;
use super::mention::{Precision, TimeKind};
use super::pattern::{Held, Match};
use super::resolve::{self, Direction};
use super::scene::{Outcome, Scene, Time};
use super::tense::Tense;
use super::{clocks, lengths};
use jiff::civil::Date;

/// How many hours ago a thing may have happened on the day on which it is told.
const HOURS: f64 = 6.0;

/// Reads a match; `None` when its slots do not make a time.
pub(super) fn read(rule: &'static Rule, fitted: &Match<'_>, scene: &mut Scene<'_>) -> Option<Outcome> {
    if rule.read == "nothing" {
        return Some(Outcome::Nothing);
    }
    let time = match rule.read.as_str() {
        "date" => full_date(rule, fitted, scene),
        "figures" => figures(fitted, scene),
        "shift" => shift(rule, fitted, scene),
        "unit" => unit(rule, fitted, scene),
        "quarter" => quarter(rule, fitted, scene),
        "decade" => decade(rule, fitted, scene),
        "century" => Some(Time::of(TimeKind::Date, calendar::century(fitted.int("ordinal")?)?, false)),
        "clock" => clocks::clock(rule, fitted, scene),
        "part" => clocks::part(rule, fitted, scene),
        "duration" => lengths::duration(rule, fitted, scene),
        "set" => lengths::set(rule, fitted),
        "reference" => Some(Time::open(TimeKind::Date, rule.with.get("value")?.as_str())),
        _ => None,
    }?;
    if time.kind == TimeKind::Date && time.stretch.days.is_some() {
        scene.focus = Some((time.stretch.clone(), fitted.last));
        let year = time.stretch.days.map(|(start, _)| start.year());
        if let Some(year) = year.filter(|y| scene.anchor.is_none_or(|anchor| *y < anchor.year())) {
            scene.past_year = Some(i64::from(year));
        }
    }
    Some(Outcome::Time(time))
}

/// Adds the part of the day, if there is one ("Tuesday night"): the mention becomes a time.
fn with_part(mut time: Time, rule: &Rule, fitted: &Match<'_>) -> Time {
    let part = rule.with.get("part").map(String::as_str).or(fitted.code("part"));
    if let Some((code, name)) = part.and_then(|part| part.split_once(' ')) {
        if time.stretch.precision == Precision::Day {
            time.kind = TimeKind::Time;
            time.stretch.value.push_str(&format!("T{code}"));
        }
        time.time_of_day = Some(name.to_owned());
    }
    if let Some(edge) = fitted.code("edge") {
        time.stretch =
            if time.stretch.precision > Precision::Day { calendar::part_of(time.stretch, edge) } else { time.stretch };
    }
    time
}

/// Weekday, day, month and year, as many as there are.
pub(super) fn full_date(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let year = fitted.int("year").or_else(|| {
        let by: i64 = fitted.code("year-offset")?.parse().ok()?;
        Some(i64::from(scene.anchor?.year()) + by)
    });
    let year = year.or(scene.past_year.filter(|_| rule.with.contains_key("past-year")));
    let month = fitted.int("month").or_else(|| rule.with.get("month")?.parse().ok());
    let day = fitted.int("day").or_else(|| rule.with.get("day")?.parse().ok());
    let direction = scene.direction(rule, fitted);
    let mut time = match (year, month, day) {
        (Some(y), Some(m), Some(d)) => Time::of(TimeKind::Date, calendar::day(calendar::date(y, m, d)?), false),
        (Some(y), Some(m), None) => Time::of(TimeKind::Date, calendar::month(y, m)?, false),
        (Some(y), None, None) => Time::of(TimeKind::Date, plausible_year(y, fitted, scene)?, false),
        (None, Some(m), Some(d)) => match scene.anchor {
            Some(anchor) => Time::of(TimeKind::Date, calendar::day(resolve::month_day(anchor, m, d, direction)?), true),
            None => Time::open(TimeKind::Date, calendar::date(2024, m, d).map(|_| format!("XXXX-{m:02}-{d:02}"))?),
        },
        (None, Some(_), None) if rule.with.contains_key("nth") => nth_weekday(rule, scene.anchor?, direction)?,
        (None, Some(m), None) => match scene.anchor {
            Some(anchor) => Time::of(TimeKind::Date, resolve::month(anchor, m, direction)?, true),
            None => Time::open(TimeKind::Date, format!("XXXX-{m:02}")),
        },
        (None, None, None) => weekday(rule, fitted, scene, direction)?,
        _ => return None,
    };
    if let (Some((first, _)), Some(last)) = (time.stretch.days, fitted.int("last")) {
        let to = fitted.int("last-month").unwrap_or(i64::from(first.month()));
        let end = calendar::date(i64::from(first.year()), to, last).filter(|end| *end >= first);
        time.stretch.days = end.map(|end| (first, end)).or(time.stretch.days);
    }
    Some(with_part(time, rule, fitted))
}

/// "Thanksgiving": the nth weekday of a month.
fn nth_weekday(rule: &Rule, anchor: Date, direction: Direction) -> Option<Time> {
    let number = |key: &str| rule.with.get(key).and_then(|v| v.parse::<i64>().ok());
    let (month, nth) = (number("month")?, number("nth")?);
    let of_year = |year: i64| {
        let first = calendar::date(year, month, 1)?;
        let weekday = i64::from(first.weekday().to_monday_one_offset());
        let day = 1 + (number("weekday")? - weekday).rem_euclid(7) + 7 * (nth - 1);
        calendar::date(year, month, day).map(calendar::day)
    };
    Some(Time::of(TimeKind::Date, resolve::yearly(anchor, direction, of_year)?, true))
}

/// A year that stands alone must be one news would speak of, and not a count ("2,000 villages").
fn plausible_year(year: i64, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Stretch> {
    let now = scene.anchor.map_or(2030, |a| i64::from(a.year()));
    if !(1500..=now + 40).contains(&year) {
        return None;
    }
    let next = scene.tokens.get(fitted.last).filter(|t| !t.capital && t.kind == super::tokens::TokenKind::Word);
    let word = next.and_then(|t| scene.text.get(t.start..t.end)).unwrap_or("");
    let class = scene.lexicon.class("counted");
    let counted = next.zip(class).is_some_and(|(t, c)| scene.lexicon.in_class(t, c).is_some());
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let before = fitted.first.checked_sub(1).and_then(|b| scene.tokens.get(b));
    let led = before.zip(scene.lexicon.class("year-before"));
    let led = led.is_some_and(|(t, c)| scene.lexicon.in_class(t, c).is_some());
    let count = counted && (year % 10 == 0 || !led) || plural && year % 100 == 0 && !led;
    if count { None } else { calendar::year(year) }
}

fn weekday(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>, direction: Direction) -> Option<Time> {
    let number = fitted.int("weekday")?;
    let weeks: i64 = rule.with.get("weeks").map_or(Some(0), |w| w.parse().ok())?;
    let mut time = match scene.base(rule, fitted.first, Unit::Day) {
        Some(anchor) => {
            let day = resolve::weekday(anchor, number, direction)?;
            Time::of(TimeKind::Date, calendar::day(calendar::shift(day, Unit::Week, weeks)?), true)
        }
        None => Time::open(TimeKind::Date, format!("XXXX-WXX-{number}")),
    };
    time.weekday = calendar::weekday(number);
    Some(time)
}

/// "02/03/2021", "2021-03-02", "3.2.21".
fn figures(fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    if let Some(Held::Figures(a, b, year)) = fitted.get("dotted") {
        let date = resolve::figures(scene.anchor, a, b, year)?;
        return Some(Time::of(TimeKind::Date, calendar::day(date), false));
    }
    let (a, b) = (fitted.int("a")?, fitted.int("b")?);
    let date = match (fitted.int("year"), fitted.int("c")) {
        (Some(year), None) if fitted.held.first().is_some_and(|(slot, _)| *slot == "year") => {
            calendar::date(year, a, b)?
        }
        (Some(year), None) => resolve::figures(scene.anchor, a, b, year)?,
        (None, Some(short)) => resolve::figures(scene.anchor, a, b, short)?,
        _ => return None,
    };
    Some(Time::of(TimeKind::Date, calendar::day(date), false))
}

pub(super) fn unit_of(rule: &Rule, fitted: &Match<'_>) -> Option<Unit> {
    Unit::from_code(fitted.code("unit").or(rule.with.get("unit").map(String::as_str))?)
}

pub(super) fn offset_of(rule: &Rule, fitted: &Match<'_>) -> Option<i64> {
    fitted.code("offset").or(rule.with.get("offset").map(String::as_str))?.parse().ok()
}

/// "three days ago", "two weeks later", "the day before".
fn shift(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let unit = unit_of(rule, fitted)?;
    let sign = offset_of(rule, fitted)?;
    let count = match fitted.get("number") {
        Some(Held::Count(count)) => count,
        _ if rule.with.get("number").is_some_and(|n| n == "X") => None,
        _ => Some(1.0),
    };
    let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let short = matches!(unit, Unit::Second | Unit::Minute | Unit::Hour);
    // "a few minutes ago": on the day on which it is told
    let anchor = scene.anchor.filter(|_| short && sign < 0 && (unit != Unit::Hour || count.is_none_or(|n| n <= HOURS)));
    let today = |time: Time| match anchor {
        Some(day) => {
            let stretch = Stretch { days: Some((day, day)), precision: Precision::Day, ..time.stretch };
            Time { stretch, relative: true, ..time }
        }
        None => time,
    };
    let Some(count) = count else { return Some(today(Time::open(TimeKind::Date, reference))) };
    if short {
        return lengths::duration(rule, fitted, scene).map(today);
    }
    if let (Unit::Year, Some((y, q)), true) = (unit, scene.quarter, count == 1.0) {
        return Some(Time::of(TimeKind::Date, calendar::quarter(y + sign, q)?, true));
    }
    let Some(base) = scene.base(rule, fitted.first, unit) else {
        return Some(Time::open(TimeKind::Date, reference));
    };
    let whole = calendar::shift(base, unit, sign * count.trunc() as i64)?;
    let date = if count.fract() > 0.0 && matches!(unit, Unit::Year | Unit::Decade) {
        calendar::shift(whole, Unit::Month, sign * 6)?
    } else {
        whole
    };
    let stretch = if unit == Unit::Weekend { calendar::weekend(date) } else { calendar::around(date, unit) }?;
    Some(with_part(Time::of(TimeKind::Date, stretch, true), rule, fitted))
}

/// "last week", "this month", "yesterday", "last spring", "the weekend".
fn unit(rule: &Rule, fitted: &Match<'_>, scene: &mut Scene<'_>) -> Option<Time> {
    let direction = scene.direction(rule, fitted);
    if let Some(code) = fitted.code("season") {
        let Some(anchor) = scene.anchor else { return Some(Time::open(TimeKind::Date, format!("XXXX-{code}"))) };
        let stretch = match fitted.int("year") {
            Some(year) => calendar::season(year, code)?,
            None => match offset_of(rule, fitted) {
                Some(by) => calendar::season(i64::from(anchor.year()) + by, code)?,
                None => resolve::yearly(anchor, direction, |y| calendar::season(y, code))?,
            },
        };
        return Some(with_part(Time::of(TimeKind::Date, stretch, true), rule, fitted));
    }
    let unit = unit_of(rule, fitted)?;
    let offset = offset_of(rule, fitted);
    if unit == Unit::Day && scene.leans_on_nothing(rule, fitted, offset) {
        return Some(Time::open(TimeKind::Date, "XXXX-XX-XX"));
    }
    let Some(base) = scene.base(rule, fitted.first, unit) else {
        let value = match offset {
            Some(0) => "PRESENT_REF",
            Some(n) if n > 0 => "FUTURE_REF",
            _ => "PAST_REF",
        };
        return Some(with_part(Time::open(TimeKind::Date, value), rule, fitted));
    };
    let by = match (unit, offset) {
        (_, Some(by)) => by,
        // "the weekend": the one behind, unless it has begun or the verb looks ahead.
        (Unit::Weekend, None) => match direction {
            Direction::Tense(Tense::Future) => 0,
            _ if base.weekday().to_monday_one_offset() >= 6 => 0,
            _ => -1,
        },
        (_, None) => 0,
    };
    let stretch = calendar::around(calendar::shift(base, unit, by)?, unit)?;
    if unit == Unit::Quarter {
        scene.quarter = stretch.days.map(|(first, _)| (i64::from(first.year()), i64::from(first.month() + 2) / 3));
    }
    Some(with_part(Time::of(TimeKind::Date, stretch, true), rule, fitted))
}

/// "the third quarter", "the quarter", "the year-earlier quarter".
fn quarter(rule: &Rule, fitted: &Match<'_>, scene: &mut Scene<'_>) -> Option<Time> {
    let back = offset_of(rule, fitted).unwrap_or(0);
    let stated = fitted.int("ordinal").filter(|q| (1..=4).contains(q));
    if fitted.get("ordinal").is_some() && stated.is_none() {
        return None;
    }
    let (year, q) = match (fitted.int("year"), stated) {
        (Some(year), Some(q)) => (year, q),
        (Some(year), None) => (year, scene.quarter?.1),
        (None, Some(q)) => match fitted.code("year-offset").and_then(|c| c.parse::<i64>().ok()) {
            Some(by) => (i64::from(scene.anchor?.year()) + by, q),
            None => {
                let Some(anchor) = scene.anchor else { return Some(Time::open(TimeKind::Date, format!("XXXX-Q{q}"))) };
                let direction = scene.direction(rule, fitted);
                let first = resolve::yearly(anchor, direction, |y| calendar::quarter(y, q))?.days?.0;
                (i64::from(first.year()) + back, q)
            }
        },
        (None, None) => {
            let (year, q) = scene.quarter.or_else(|| last_quarter(scene.anchor?))?;
            (year + back, q)
        }
    };
    // Only the quarter a report is about is kept: comparisons do not move it.
    if back == 0 && fitted.get("year").is_none() && fitted.get("year-offset").is_none() {
        scene.quarter = Some((year, q));
    }
    Some(Time::of(TimeKind::Date, calendar::quarter(year, q)?, true))
}

/// The last quarter that has ended.
fn last_quarter(anchor: Date) -> Option<(i64, i64)> {
    let back = calendar::shift(anchor, Unit::Month, -3)?;
    Some((i64::from(back.year()), (i64::from(back.month()) + 2) / 3))
}

/// "the 1990s", "the nineties".
fn decade(rule: &Rule, fitted: &Match<'_>, _: &Scene<'_>) -> Option<Time> {
    let first = fitted.int("decade").or_else(|| fitted.int("decade-word"))?;
    Some(with_part(Time::of(TimeKind::Date, calendar::decade(first)?, false), rule, fitted))
}
