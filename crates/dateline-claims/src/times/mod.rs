//! Which times does a text speak of, and which days are meant?
//!
//! From plain text and the date it was published comes a list of [`TimeMention`]s: where each expression stands,
//! its TIMEX3 value, and the first and last day it can mean. The words and rules are data
//! (`lexicon/times-*.toml`, each rule with its own examples); the engine walks over the tokens once. Which event
//! happened at which of these times is left to the rest of the crate.
//!
//! ```
//! use dateline_claims::times;
//! let anchor = jiff::civil::date(2024, 9, 17);
//! let found = times::find("Gunmen attacked the camp late on Monday, three days after the truce.", Some(anchor));
//! assert_eq!(found[0].value, "2024-09-16");
//! ```

mod calendar;
mod clocks;
mod lengths;
mod lexicon;
mod mention;
mod pattern;
mod readings;
mod resolve;
mod scene;
mod shapes;
mod tense;
#[cfg(test)]
mod tests;
mod tokens;

pub use lexicon::{Language, LexiconError};
pub use mention::{Precision, TimeKind, TimeMention};

use dateline_model::Span;
use jiff::civil::Date;
use lexicon::Lexicon;
use pattern::{Match, Walk};
use scene::{Outcome, Scene};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use tokens::Token;

/// The time expressions of an English text, in order and disjoint. `anchor` is the day it was published.
pub fn find(text: &str, anchor: Option<Date>) -> Vec<TimeMention> {
    find_in(text, Language::English, anchor)
}

/// The time expressions of a text in `language`, in order and disjoint. `anchor` is the day it was published.
pub fn find_in(text: &str, language: Language, anchor: Option<Date>) -> Vec<TimeMention> {
    lexicon::of(language).map(|lexicon| scan(text, lexicon, anchor)).unwrap_or_default()
}

fn scan(text: &str, lexicon: &'static Lexicon, anchor: Option<Date>) -> Vec<TimeMention> {
    let tokens = tokens::cut(text, lexicon);
    let mut scene = Scene::new(text, &tokens, lexicon, anchor);
    let mut found: Vec<TimeMention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match read_at(text, &tokens, at, lexicon, &mut scene) {
            Some((mention, next)) => {
                found.extend(mention);
                next
            }
            None => at + 1,
        };
    }
    found
}

/// The longest reading that begins at a token, and the token after it.
fn read_at(
    text: &str,
    tokens: &[Token],
    at: usize,
    lexicon: &'static Lexicon,
    scene: &mut Scene<'_>,
) -> Option<(Option<TimeMention>, usize)> {
    let mut walk = Walk::new(text, tokens, lexicon);
    for node in lexicon.firsts(&tokens[at]) {
        walk.follow(*node, at, None);
    }
    // Words beside an expression must not hide a longer one that begins with the expression itself.
    let led = walk.found.len();
    for first in walk.found.iter().map(|(_, m)| m.first).filter(|first| *first > at).collect::<BTreeSet<_>>() {
        for node in lexicon.firsts(&tokens[first]) {
            walk.follow(*node, first, None);
        }
    }
    let mut fits: Vec<_> = walk.found.into_iter().enumerate().collect();
    // The longest first; of equals the one that has its words beside it, then the rule that stands first in the
    // file, then the fuller row of it.
    fits.sort_by_key(|(n, (rule, m))| (Reverse(m.last), *n >= led, *rule, Reverse(m.held.len())));
    for (_, (rule, fitted)) in fits {
        let rule = &lexicon.rules[rule];
        match readings::read(rule, &fitted, scene) {
            Some(Outcome::Nothing) => return Some((None, fitted.last)),
            Some(Outcome::Time(time)) => {
                let (first, last) = trimmed(text, tokens, &fitted);
                let first = widened(tokens, first, lexicon, scene.taken);
                scene.taken = last;
                let span = Span::new(tokens[first].start, tokens[last - 1].end);
                return Some((Some(time.into_mention(span, &rule.name)), fitted.last));
            }
            None => {}
        }
    }
    None
}

/// The tokens of a match without commas at either end.
fn trimmed(text: &str, tokens: &[Token], fitted: &Match<'_>) -> (usize, usize) {
    let loose = |at: usize| matches!(&text[tokens[at].start..tokens[at].end], "," | "-" | "–");
    let (mut first, mut last) = (fitted.first, fitted.last);
    while first + 1 < last && loose(first) {
        first += 1;
    }
    while last > first + 1 && loose(last - 1) {
        last -= 1;
    }
    (first, last)
}

/// Takes in the words before an expression that belong to it: "the", "about", "at least".
fn widened(tokens: &[Token], first: usize, lexicon: &Lexicon, taken: usize) -> usize {
    let Some(class) = lexicon.class("lead") else { return first };
    let counted = tokens[first].kind == tokens::TokenKind::Number
        || lexicon.class("number").is_some_and(|number| lexicon.in_class(&tokens[first], number).is_some());
    let leads = |at: usize| match lexicon.in_class(&tokens[at], class) {
        Some("number") => counted,
        found => found.is_some(),
    };
    (taken..first).rev().take(4).take_while(|at| leads(*at)).last().unwrap_or(first)
}
