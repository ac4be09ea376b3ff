//! What a matched rule means: one function for each `read` of the lexicon files.
//!
//! A reading takes the slots of the match and the scene (anchor, the date last spoken of, the verbs around) and
//! gives the value, or nothing where the slots make no sense together.

use super::calendar::{self, Stretch, Unit};
use super::lexicon::{Lexicon, Rule};
use super::mention::{Precision, TimeKind, TimeMention};
use super::pattern::{Held, Match};
use super::resolve::{self, Direction};
use super::tense::{self, Tense};
use super::tokens::Token;
use dateline_model::Span;
use jiff::civil::{Date, Weekday};

/// How many tokens back a date may lie for "the next day" to lean on it.
const FOCUS_REACH: usize = 80;

/// What a rule comes to.
#[derive(Debug)]
pub(super) enum Outcome {
    /// Known not to be a time: the words are passed over.
    Nothing,
    /// A time.
    Time(Time),
}

/// A mention without its place.
#[derive(Debug, Clone)]
pub(super) struct Time {
    kind: TimeKind,
    stretch: Stretch,
    weekday: Option<Weekday>,
    relative: bool,
    time_of_day: Option<String>,
}

impl Time {
    fn of(kind: TimeKind, stretch: Stretch, relative: bool) -> Self {
        Time { kind, stretch, weekday: None, relative, time_of_day: None }
    }

    fn open(kind: TimeKind, value: impl Into<String>) -> Self {
        Self::of(kind, Stretch::open(value, Precision::None), false)
    }

    pub fn into_mention(self, span: Span, rule: &'static str) -> TimeMention {
        let Time { kind, stretch, weekday, relative, time_of_day } = self;
        let Stretch { value, days, precision } = stretch;
        TimeMention { span, kind, value, days, precision, weekday, relative, time_of_day, rule }
    }
}

/// What the readings look at besides the slots, and what they leave for later ones.
pub(super) struct Scene<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'static Lexicon,
    anchor: Option<Date>,
    /// The stretch last spoken of, and the token where that was.
    focus: Option<(Stretch, usize)>,
    /// The quarter a report of figures is about.
    quarter: Option<(i64, i64)>,
    /// The token after the last mention.
    pub taken: usize,
}

impl<'a> Scene<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'static Lexicon, anchor: Option<Date>) -> Self {
        Scene { text, tokens, lexicon, anchor, focus: None, quarter: None, taken: 0 }
    }

    fn tense(&self, fitted: &Match<'_>) -> Tense {
        tense::near(self.text, self.tokens, fitted.first, fitted.last, self.lexicon)
    }

    fn direction(&self, rule: &Rule, fitted: &Match<'_>) -> Direction {
        match fitted.code("direction").or(rule.with.get("direction").map(String::as_str)) {
            Some("last") => Direction::Last,
            Some("next") => Direction::Next,
            Some("this") => Direction::This,
            Some("past") => Direction::Tense(Tense::Past),
            Some("future") => Direction::Tense(Tense::Future),
            _ => match self.tense(fitted) {
                Tense::Past | Tense::Unknown if rule.with.get("lean").is_some_and(|l| l == "past") => Direction::Last,
                tense => Direction::Tense(tense),
            },
        }
    }

    /// The day that the text speaks of just before, or the anchor. What is counted in months and years may lean on
    /// a month or a year as well.
    fn base(&self, rule: &Rule, at: usize, unit: Unit) -> Option<Date> {
        let fine = match unit {
            Unit::Month => Precision::Month,
            Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
            _ => Precision::Day,
        };
        let focus = self
            .focus
            .as_ref()
            .filter(|(stretch, seen)| stretch.precision <= fine && at.saturating_sub(*seen) <= FOCUS_REACH);
        let leans = rule.with.get("base").is_some_and(|b| b == "focus");
        let day = focus.filter(|_| leans).and_then(|(stretch, _)| stretch.days).map(|days| days.0);
        day.or(self.anchor)
    }
}

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
        "clock" => clock(rule, fitted, scene),
        "part" => part(rule, fitted, scene),
        "duration" => duration(rule, fitted, scene),
        "set" => set(rule, fitted),
        "reference" => Some(Time::open(TimeKind::Date, rule.with.get("value")?.as_str())),
        _ => None,
    }?;
    if time.kind == TimeKind::Date && time.stretch.days.is_some() {
        scene.focus = Some((time.stretch.clone(), fitted.last));
    }
    Some(Outcome::Time(time))
}

/// Adds the part of the day, if there is one ("Tuesday night"): the mention becomes a time.
fn with_part(mut time: Time, fitted: &Match<'_>) -> Time {
    if let Some((code, name)) = fitted.code("part").and_then(|part| part.split_once(' ')) {
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
fn full_date(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let year = fitted.int("year").or_else(|| {
        let by: i64 = fitted.code("year-offset")?.parse().ok()?;
        Some(i64::from(scene.anchor?.year()) + by)
    });
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
    Some(with_part(time, fitted))
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
    let count = counted && (year % 10 == 0 || year < 1900) || plural && year % 100 == 0;
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
    let (a, b) = (fitted.int("a")?, fitted.int("b")?);
    let date = match (fitted.int("year"), fitted.int("c")) {
        (Some(year), None) if fitted.held.first().is_some_and(|(slot, _)| *slot == "year") => {
            calendar::date(year, a, b)?
        }
        (Some(year), None) => resolve::figures(scene.anchor, a, b, year)?,
        (None, Some(short)) => resolve::figures(scene.anchor, a, b, short)?,
        _ => return None,
    };
    let mut time = Time::of(TimeKind::Date, calendar::day(date), false);
    if let Some(Held::Clock(hour, minute)) = fitted.get("time") {
        set_clock(&mut time, hour, minute);
    }
    Some(time)
}

fn unit_of(rule: &Rule, fitted: &Match<'_>) -> Option<Unit> {
    Unit::from_code(fitted.code("unit").or(rule.with.get("unit").map(String::as_str))?)
}

fn offset_of(rule: &Rule, fitted: &Match<'_>) -> Option<i64> {
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
    let Some(count) = count else { return Some(Time::open(TimeKind::Date, reference)) };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return duration(rule, fitted, scene);
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
    Some(with_part(Time::of(TimeKind::Date, stretch, true), fitted))
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
        return Some(with_part(Time::of(TimeKind::Date, stretch, true), fitted));
    }
    let unit = unit_of(rule, fitted)?;
    let offset = offset_of(rule, fitted);
    let Some(base) = scene.base(rule, fitted.first, unit) else {
        let value = match offset {
            Some(0) => "PRESENT_REF",
            Some(n) if n > 0 => "FUTURE_REF",
            _ => "PAST_REF",
        };
        return Some(with_part(Time::open(TimeKind::Date, value), fitted));
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
    Some(with_part(Time::of(TimeKind::Date, stretch, true), fitted))
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
fn decade(_: &Rule, fitted: &Match<'_>, _: &Scene<'_>) -> Option<Time> {
    let first = fitted.int("decade").or_else(|| fitted.int("decade-word"))?;
    Some(with_part(Time::of(TimeKind::Date, calendar::decade(first)?, false), fitted))
}

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
fn clock(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
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
fn part(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let (code, name) = fitted.code("part").or(rule.with.get("part").map(String::as_str))?.split_once(' ')?;
    let focus = rule.with.get("base").is_some_and(|b| b == "focus");
    let (day, known) = match (focus, offset_of(rule, fitted)) {
        (true, Some(by)) => {
            let base = scene.base(rule, fitted.first, Unit::Day);
            (base.and_then(|base| calendar::shift(base, Unit::Day, by)), true)
        }
        _ => day_of(rule, fitted, scene)?,
    };
    let stretch = match day {
        Some(day) => Stretch { days: known.then_some((day, day)), ..calendar::day(day) },
        None => Stretch::open("XXXX-XX-XX", Precision::Day),
    };
    let mut time = Time::of(TimeKind::Time, stretch, true);
    time.stretch.value.push_str(&format!("T{code}"));
    time.time_of_day = Some(name.to_owned());
    time.weekday = fitted.int("weekday").and_then(calendar::weekday);
    Some(time)
}

/// "two weeks", "five-day", "the past two years".
fn duration(rule: &Rule, fitted: &Match<'_>, scene: &Scene<'_>) -> Option<Time> {
    let unit = unit_of(rule, fitted)?;
    let (letter, each) = unit.letter();
    let count = match fitted.get("number") {
        Some(Held::Count(count)) => count,
        _ if rule.with.get("number").is_some_and(|n| n == "X") => None,
        _ => Some(1.0),
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
fn set(rule: &Rule, fitted: &Match<'_>) -> Option<Time> {
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
    let value = if unit == Unit::Quarter && count == 1.0 { "P1Q".to_owned() } else { length(count * each, letter) };
    Some(Time::open(TimeKind::Set, value))
}
