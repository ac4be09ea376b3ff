//! For whom a speaker speaks: "a caller who said he spoke for the Front", "Amo Sel, a spokesman of the Front", "the
//! Front's commander", "a leaflet signed by the Front".
//!
//! Made from the speaker's phrase and all that is said of it before its verb. Leaves to the directory which body is meant.

use super::owning::{BearsArms, is_a_band};
use crate::sets::has;
use crate::words::Line;
use dateline_model::SpeakerType;
use std::ops::Range;

/// One who speaks for a body that bears arms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envoy {
    /// The words that say who speaks, with the name he gave.
    pub teller: Range<usize>,
    /// The words that name the body.
    pub body: Range<usize>,
}

/// For whom the one at `source` speaks; `None` where that is a body itself, or nobody who bears arms.
pub fn envoy(line: &Line, source: &Range<usize>, bears_arms: BearsArms) -> Option<Envoy> {
    let root = root_of(line, source)?;
    let kind = |range: &Range<usize>| bears_arms(line.stretch(range.start, range.end));
    if kind(&(root..root + 1)) == Some(SpeakerType::ArmedGroup) || is_a_band(line, source) {
        return None;
    }
    let whole = described(line, source);
    let links: Vec<Range<usize>> = whole.clone().filter_map(|k| linked(line, k, &whole)).collect();
    let group = links.iter().find(|body| kind(body) == Some(SpeakerType::ArmedGroup) || is_a_band(line, body));
    let force = || links.iter().find(|body| kind(body).is_some() || is_unnamed_body(line, body));
    let signed = || {
        let strong = |k: &usize| {
            matches!(line.lower(*k), "signed" | "bearing" | "behalf" | "name") || has("speaks_for", line.lower(*k))
        };
        let bodies = whole.clone().filter(strong).filter_map(|k| linked(line, k, &whole));
        bodies.into_iter().find(|body| line.words[body.start].is_capitalised())
    };
    let body = group.or_else(force).cloned().or_else(signed)?;
    Some(Envoy { teller: with_given_name(line, source, &whole), body })
}

/// "a caller", "a man who telephoned the station", "a second man rang the agency": one who only lends a voice.
pub fn is_caller(line: &Line, source: &Range<usize>) -> bool {
    let rings = || (0..line.words.len()).any(|i| has("contacts", line.lower(i)));
    // "on the tape a man says"
    let taped = || (0..source.start).any(|i| has("recording", line.lower(i)));
    let lends = |i: usize| has("voice_of_another", line.lower(i)) && (rings() || taped());
    source.clone().any(|i| line.lower(i) == "caller" || lends(i))
}

/// "claimed responsibility on behalf of the Front", "in the name of the Front": whom it names behind word `at`.
pub fn on_behalf_of(line: &Line, at: usize) -> Option<Range<usize>> {
    let end = line.words.len();
    let link = (at..end).find(|&k| matches!(line.lower(k), "behalf" | "name") && line.lower(k + 1) == "of")?;
    let in_or_on = matches!(line.lower(link - 1), "on" | "in" | "the");
    body_at(line, link + 2, end).filter(|body| in_or_on && body.clone().any(|i| line.words[i].is_capitalised()))
}

/// The head of a phrase: the word that hangs on none of it.
fn root_of(line: &Line, source: &Range<usize>) -> Option<usize> {
    let hangs = |i: usize| line.words[i].head != i && source.contains(&line.words[i].head);
    source.clone().find(|&i| line.words[i].is_wordlike() && !hangs(i))
}

/// The phrase with what describes it, up to its verb.
fn described(line: &Line, source: &Range<usize>) -> Range<usize> {
    let Some(root) = root_of(line, source) else { return source.clone() };
    let verb = line.words[root].head;
    let end = if verb > root { verb } else { crate::syntax::phrase_of(line, root).end };
    source.start..end.max(source.end)
}

/// The words that name a body, where word `k` of a description says that the speaker speaks for it.
fn linked(line: &Line, k: usize, whole: &Range<usize>) -> Option<Range<usize>> {
    let behind = |at: usize| body_at(line, at, whole.end);
    let next = line.lower(k + 1);
    if has("envoy", line.lower(k)) {
        return match next {
            "of" | "for" | "from" => behind(k + 2),
            // "an adviser to its commander"
            "to" if has("own_mark", line.lower(k + 2)) => Some(k + 2..k + 3),
            _ => body_before(line, k, whole.start),
        };
    }
    // "the Front's Radio Fanar", "the Front's news agency"
    let mouthpiece = || (k + 1..whole.end.min(k + 5)).any(|i| has("medium", line.lower(i)));
    if matches!(line.lower(k), "'s" | "’s") && mouthpiece() {
        return body_before(line, k, whole.start);
    }
    match (line.lower(k), next) {
        ("behalf" | "name", "of") | ("signed", "by") => behind(k + 2),
        // "a letter signed “the Army of the River”"
        ("signed", _) => behind(k + 1),
        // "a sheet bearing the signature of the Front"
        ("bearing", _) => behind((k + 2..whole.end.min(k + 4)).find(|&i| line.lower(i) == "of")? + 1),
        // "Amo Sel of the Front"
        ("of", _) if k > whole.start && line.words[k - 1].is_capitalised() => behind(k + 1),
        (verb, "for" | "to") if has("speaks_for", verb) => behind(k + 2),
        (verb, _) if has("represents", verb) => behind(k + 1),
        _ => None,
    }
}

/// The noun phrase at word `at`; of "a little-known front, the Sons of the Hill", the name.
fn body_at(line: &Line, at: usize, end: usize) -> Option<Range<usize>> {
    let article = |i: usize| usize::from(has("article", line.lower(i)));
    let stretch = |start: usize| {
        let ends = |i: &usize| {
            let word = &line.words[*i];
            let bracket = word.lower == "(" || word.lower == ")";
            !word.is_wordlike() && !matches!(word.lower.as_str(), "-" | "." | "'")
                || bracket
                || matches!(word.tag, "VBD" | "VBZ" | "VBP" | "MD" | "WDT" | "WP")
                || word.tag == "VBG" && *i > start
                || matches!(word.lower.as_str(), "in" | "on" | "at" | "by" | "here")
        };
        start..(start..end).find(ends).unwrap_or(end)
    };
    let at = at + usize::from(line.words.get(at).is_some_and(|w| w.is_quote()));
    let first = stretch(at + article(at));
    let named = |range: &Range<usize>| range.clone().any(|i| line.words[i].is_capitalised());
    if !named(&first) && line.lower(first.end) == "," {
        let name = stretch(first.end + 1 + article(first.end + 1));
        if is_a_band(line, &name) {
            return Some(name);
        }
    }
    (!first.is_empty()).then_some(first)
}

/// "the Front's military spokesman", "army commander", "its spokesman": the words before the noun.
fn body_before(line: &Line, noun: usize, from: usize) -> Option<Range<usize>> {
    let part = |i: &usize| {
        let word = &line.words[*i];
        let tight = matches!(word.lower.as_str(), "-" | "'s" | "'" | "’s");
        tight
            || word.is_wordlike()
                && (word.tag.starts_with("NN") || word.tag.starts_with("JJ") || word.is_capitalised())
                && !has("article", &word.lower)
    };
    let start = (from..noun).rev().take_while(part).last();
    let Some(start) = start else {
        return (noun > from && has("own_mark", line.lower(noun - 1))).then_some(noun - 1..noun);
    };
    let owner = (start..noun).find(|&i| matches!(line.lower(i), "'s" | "'" | "’s"));
    Some(start..owner.unwrap_or(noun)).filter(|body| !body.is_empty())
}

/// "the group's spokesman", "the battalion commander", "its spokesman": a body that the report has named before.
fn is_unnamed_body(line: &Line, body: &Range<usize>) -> bool {
    let sets = ["body_called", "generic_group", "force_noun", "state_forces"];
    body.len() == 1 && has("own_mark", line.lower(body.start))
        || body.clone().any(|i| sets.iter().any(|set| has(set, line.lower(i))))
}

/// "a man who identified himself as Amo Sel": the phrase up to the name that he gave.
fn with_given_name(line: &Line, source: &Range<usize>, whole: &Range<usize>) -> Range<usize> {
    let given = whole.clone().find(|&i| line.lower(i) == "as" && i > 0 && has("oneself", line.lower(i - 1)));
    let capital = |i: &usize| line.words[*i].is_capitalised();
    let end = given.map(|at| at + 1 + (at + 1..whole.end).take_while(capital).count());
    source.start..end.unwrap_or(source.end).max(source.end)
}
