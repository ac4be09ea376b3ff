//! Whether the verbs around an expression look back or ahead.
//!
//! News tells of what has happened: without a cue the answer is "unknown", which the readings take for the past.

use super::lexicon::Lexicon;
use super::tokens::{Token, TokenKind};

/// How many words to look at on either side.
const REACH: usize = 14;
/// Verbs usually stand before the time they go with: a later one counts as so much farther away.
const AFTER: usize = 3;

/// Where the nearest verb points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// The tense of the cue nearest to the tokens `first..last`, within their sentence.
pub(super) fn near(text: &str, tokens: &[Token], first: usize, last: usize, lex: &Lexicon) -> Tense {
    let before = (first.saturating_sub(REACH)..first).rev();
    let after = last..tokens.len().min(last + REACH);
    let back = nearest(text, tokens, before, lex);
    let ahead = nearest(text, tokens, after, lex).map(|(distance, tense)| (distance + AFTER, tense));
    match (back, ahead) {
        (Some(b), Some(a)) if a.0 < b.0 => a.1,
        (Some(b), _) => b.1,
        (None, Some(a)) => a.1,
        (None, None) => Tense::Unknown,
    }
}

fn nearest(text: &str, tokens: &[Token], range: impl Iterator<Item = usize>, lex: &Lexicon) -> Option<(usize, Tense)> {
    for (distance, at) in range.enumerate() {
        let token = tokens.get(at)?;
        if ends_sentence(text, tokens, at) {
            return None;
        }
        if sets_off(text, tokens, at) {
            return Some((distance, Tense::Past));
        }
        if let Some(tense) = cue(text, token, lex) {
            // "to be published": the form in -ed belongs to the helper before it.
            let ahead = tense == Tense::Past && helped(text, tokens, at, lex);
            return Some((distance, if ahead { Tense::Future } else { tense }));
        }
    }
    None
}

/// Whether a sentence ends at this token.
pub(super) fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    match token.kind {
        TokenKind::Break => true,
        TokenKind::Sign => {
            let sign = text.get(token.start..token.end).unwrap_or("");
            let next_is_capital = tokens.get(at + 1).is_none_or(|t| t.capital || t.kind != TokenKind::Word);
            matches!(sign, "!" | "?" | "¿" | "¡") || (sign == "." && next_is_capital)
        }
        _ => false,
    }
}

/// "was set off on Sunday", "set fire to a bus": no plan.
fn sets_off(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |k: usize| tokens.get(k).and_then(|t| text.get(t.start..t.end)).unwrap_or("");
    word(at) == "set" && matches!(word(at + 1), "ablaze" | "alight" | "fire" | "off")
}

/// Whether "to be", "will be" or the like stands before this word.
fn helped(text: &str, tokens: &[Token], at: usize, lex: &Lexicon) -> bool {
    let Some(helper) = at.checked_sub(1).and_then(|b| tokens.get(b)) else { return false };
    let class = lex.class("cue");
    let is_helper = class.is_some_and(|class| lex.in_class(helper, class) == Some("helper"));
    let before = at.checked_sub(2).and_then(|b| tokens.get(b)).and_then(|t| text.get(t.start..t.end));
    is_helper && text.get(helper.start..helper.end) == Some("be") && !matches!(before, Some("could" | "should"))
}

fn cue(text: &str, token: &Token, lex: &Lexicon) -> Option<Tense> {
    if token.kind != TokenKind::Word {
        return None;
    }
    if let Some(code) = lex.class("cue").and_then(|class| lex.in_class(token, class)) {
        return match code {
            "future" => Some(Tense::Future),
            "past" => Some(Tense::Past),
            _ => None,
        };
    }
    let word = text.get(token.start..token.end).unwrap_or("");
    (!token.capital && word.len() > 3 && word.ends_with("ed")).then_some(Tense::Past)
}
