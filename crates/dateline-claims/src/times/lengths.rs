//! Readings of lengths of time and of what recurs.

use super::calendar;
use super::lexicon::Rule;
use super::mention::TimeKind;
use super::pattern::{Held, Match};
use super::readings::{offset_of, unit_of};
use super::scene::{Scene, Time};

/// "two weeks", "five-day", "the past two years".
pub(super) fn duration(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let unit = unit_of(rule, fitted)?;
    let (letter, each) = unit.letter();
    let count = match fitted.get("number") {
        Some(Held::Count(count)) => count,
        _ if rule.with.get("number").is_some_and(|n| n == "X") => None,
        _ => rule.with.get("number").map_or(Some(1.0), |n| n.parse().ok()),
    };
    let half = fitted.get("half").is_some() || rule.with.contains_key("half");
    let Some(count) = count.map(|n| n + if half { 0.5 } else { 0.0 }) else {
        let (sign, letter) = letter.split_at(letter.len() - 1);
        return Some(Time::open(TimeKind::Duration, format!("P{sign}X{letter}")));
    };
    let mut time = Time::open(TimeKind::Duration, length(count * each, letter));
    if let (Some(by), Some(anchor)) = (offset_of(rule, fitted), scene.anchor) {
        let other = calendar::shift(anchor, unit, by * count.ceil() as i64)?;
        time.stretch.days = Some((anchor.min(other), anchor.max(other)));
        time.relative = true;
    }
    Some(time)
}

/// The TIMEX3 value of a length.
fn length(count: f64, letter: &str) -> String {
    let (sign, letter) = letter.strip_prefix('T').map_or(("", letter), |rest| ("T", rest));
    let whole = count.trunc() as i64;
    let smaller = match (sign, letter) {
        ("T", "H") => Some("30M"),
        ("T", "M") => Some("30S"),
        ("", "Y") => Some("6M"),
        ("", "D") => Some("T12H"),
        _ => None,
    };
    match (count.fract() == 0.5, smaller) {
        (true, Some(smaller)) if whole == 0 => {
            format!("P{sign}{smaller}")
        }
        (true, Some(smaller)) => format!("P{sign}{whole}{letter}{smaller}"),
        _ if count.fract() == 0.0 => format!("P{sign}{whole}{letter}"),
        _ => format!("P{sign}{count}{letter}"),
    }
}

/// "daily", "every Friday", "each year".
pub(super) fn set(rule: &Rule, fitted: &Match<'_>) -> Option<Time> {
    let part = fitted.code("part").and_then(|p| p.split_once(' '));
    if let Some(number) = fitted.int("weekday") {
        let tail = part.map(|(code, _)| format!("T{code}")).unwrap_or_default();
        let mut time = Time::open(TimeKind::Set, format!("XXXX-WXX-{number}{tail}"));
        time.weekday = calendar::weekday(number);
        return Some(time);
    }
    if let Some(month) = fitted.int("month") {
        return Some(Time::open(TimeKind::Set, format!("XXXX-{month:02}")));
    }
    if let Some(season) = fitted.code("season") {
        return Some(Time::open(TimeKind::Set, format!("XXXX-{season}")));
    }
    if let Some((code, _)) = part {
        return Some(Time::open(TimeKind::Set, format!("XXXX-XX-XXT{code}")));
    }
    let unit = unit_of(rule, fitted)?;
    let count = if let Some(Held::Count(Some(n))) = fitted.get("number") { n } else { 1.0 };
    let (letter, each) = unit.letter();
    let value =
        if unit == calendar::Unit::Quarter && count == 1.0 { "P1Q".to_owned() } else { length(count * each, letter) };
    Some(Time::open(TimeKind::Set, value))
}
