//! Readings of times of day: clock times and parts of the day, with the day they belong to.

use super::calendar::{self, Stretch, Unit};
use super::lexicon::Rule;
use super::mention::{Precision, TimeKind};
use super::pattern::{Held, Match};
use super::readings::{full_date, offset_of};
use super::scene::{Scene, Time};
use super::tense;
use jiff::civil::Date;

fn set_clock(time: &mut Time, hour: i8, minute: i8) {
    let of_day = format!("{hour:02}:{minute:02}");
    time.kind = TimeKind::Time;
    time.stretch.value.push_str(&format!("T{of_day}"));
    time.time_of_day = Some(of_day);
}

/// The day a time of day belongs to: stated, spoken of in the same sentence, or left open. The flag says whether
/// the text itself gives it.
fn day_of(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<(Option<Date>, bool)> {
    if fitted.get("weekday").is_some() || fitted.get("month").is_some() {
        let stated = full_date(rule, fitted, scene)?;
        return Some((stated.stretch.days.map(|days| days.0), true));
    }
    if let Some(by) = offset_of(rule, fitted) {
        return Some((scene.anchor.and_then(|anchor| calendar::shift(anchor, Unit::Day, by)), true));
    }
    let focus = scene.focus.as_ref().filter(|(s, _)| s.precision == Precision::Day);
    let same_sentence =
        |seen: usize| !(seen..fitted.first).any(|at| tense::ends_sentence(scene.text, scene.tokens, at));
    let focused = focus.filter(|(_, seen)| same_sentence(*seen)).and_then(|(s, _)| s.days).map(|days| days.0);
    Some((focused.or(scene.anchor), focused.is_some()))
}

/// "5:00 am", "noon Thursday", "1700 GMT".
pub(super) fn clock(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let held = ["time", "hour", "military"].into_iter().find_map(|slot| fitted.get(slot));
    let (mut hour, minute) = match (held, fitted.code("clock-word").or(rule.with.get("clock").map(String::as_str))) {
        (Some(Held::Clock(hour, minute)), _) => (hour, minute),
        (None, Some(word)) => (word.parse().ok()?, 0),
        _ => return None,
    };
    let part = fitted.code("part").and_then(|p| p.split_once(' ')).map(|(_, name)| name);
    let evening = matches!(part, Some("afternoon" | "evening" | "night"));
    match fitted.code("meridiem") {
        Some("pm") if hour < 12 => hour += 12,
        Some("am") if hour == 12 => hour = 0,
        None if evening && (1..12).contains(&hour) => hour += 12,
        _ => {}
    }
    let (day, known) = day_of(rule, fitted, scene)?;
    let stretch = match day {
        Some(day) => Stretch { days: known.then_some((day, day)), ..calendar::day(day) },
        None => Stretch::open("XXXX-XX-XX", Precision::Day),
    };
    let mut time = Time::of(TimeKind::Time, stretch, true);
    time.weekday = fitted.int("weekday").filter(|_| fitted.get("month").is_none()).and_then(calendar::weekday);
    set_clock(&mut time, hour, minute);
    Some(time)
}

/// "this morning", "overnight", "at dawn".
pub(super) fn part(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let (code, name) = fitted.code("part").or(rule.with.get("part").map(String::as_str))?.split_once(' ')?;
    let focus = rule.with.get("base").is_some_and(|b| b == "focus");
    let (day, known) = match (focus, offset_of(rule, fitted)) {
        (true, Some(_)) if scene.leans_on_nothing(rule, fitted, offset_of(rule, fitted)) => (None, false),
        (true, Some(by)) => {
            let base = scene.base(rule, fitted.first, Unit::Day);
            (base.and_then(|base| calendar::shift(base, Unit::Day, by)), true)
        }
        _ => day_of(rule, fitted, scene)?,
    };
    let stretch = match day {
        // A night spoken of on the day after began the day before.
        Some(day) if !known && rule.with.get("span").is_some_and(|s| s == "night") => {
            let eve = calendar::shift(day, Unit::Day, -1)?;
            Stretch { days: Some((eve, day)), ..calendar::day(day) }
        }
        Some(day) => Stretch { days: known.then_some((day, day)), ..calendar::day(day) },
        None => Stretch::open("XXXX-XX-XX", Precision::Day),
    };
    let mut time = Time::of(TimeKind::Time, stretch, true);
    time.stretch.value.push_str(&format!("T{code}"));
    time.time_of_day = Some(name.to_owned());
    time.weekday = fitted.int("weekday").and_then(calendar::weekday);
    Some(time)
}
