//! What a reading knows besides its slots: the anchor, the date last spoken of, the verbs around; and what it makes.

use super::calendar::{Stretch, Unit};
use super::lexicon::{Lexicon, Rule};
use super::mention::{Precision, TimeKind, TimeMention};
use super::pattern::Match;
use super::resolve::Direction;
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
    pub kind: TimeKind,
    pub stretch: Stretch,
    pub weekday: Option<Weekday>,
    pub relative: bool,
    pub time_of_day: Option<String>,
}

impl Time {
    pub fn of(kind: TimeKind, stretch: Stretch, relative: bool) -> Self {
        Time { kind, stretch, weekday: None, relative, time_of_day: None }
    }

    pub fn open(kind: TimeKind, value: impl Into<String>) -> Self {
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
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'static Lexicon,
    pub anchor: Option<Date>,
    /// The stretch last spoken of, and the token where that was.
    pub focus: Option<(Stretch, usize)>,
    /// The year before that of the anchor that was spoken of last.
    pub past_year: Option<i64>,
    /// The quarter a report of figures is about.
    pub quarter: Option<(i64, i64)>,
    /// The token after the last mention.
    pub taken: usize,
}

impl<'a> Scene<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'static Lexicon, anchor: Option<Date>) -> Self {
        Scene { text, tokens, lexicon, anchor, focus: None, past_year: None, quarter: None, taken: 0 }
    }

    pub fn tense(&self, fitted: &Match<'_>) -> Tense {
        tense::near(self.text, self.tokens, fitted.first, fitted.last, self.lexicon)
    }

    pub fn direction(&self, rule: &Rule, fitted: &Match<'_>) -> Direction {
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
    pub fn base(&self, rule: &Rule, at: usize, unit: Unit) -> Option<Date> {
        self.focus_day(rule, at, unit).or(self.anchor)
    }

    fn focus_day(&self, rule: &Rule, at: usize, unit: Unit) -> Option<Date> {
        let fine = match unit {
            Unit::Month => Precision::Month,
            Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century => Precision::Year,
            _ => Precision::Day,
        };
        let leans = rule.with.get("base").is_some_and(|b| b == "focus");
        let (stretch, seen) = self.focus.as_ref().filter(|_| leans)?;
        let near = stretch.precision <= fine && at.saturating_sub(*seen) <= FOCUS_REACH;
        stretch.days.filter(|_| near).map(|days| days.0)
    }

    /// Whether "the next day" follows no date at all: the day after the report cannot be meant, unless a verb looks
    /// ahead.
    pub fn leans_on_nothing(&self, rule: &Rule, fitted: &Match<'_>, offset: Option<i64>) -> bool {
        let leans = rule.with.get("base").is_some_and(|b| b == "focus");
        leans
            && offset.is_some_and(|by| by > 0)
            && self.tense(fitted) != Tense::Future
            && self.focus_day(rule, fitted.first, Unit::Day).is_none()
    }
}
