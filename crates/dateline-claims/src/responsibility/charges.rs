//! Charges beside plain blame: "the bureau has charged the Front with planting both bombs", "the army and the Front blamed
//! each other", "a raid attributed by officials to the Front".
//!
//! Read from the verb and the phrases around it. Leaves which of them bear arms to whoever asks.

use super::{Manner, Stated, is_deed, object};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Stance;
use std::ops::Range;

/// Such statements in a sentence.
pub(super) fn charges(line: &Line) -> Vec<Stated> {
    let at = |i: usize| charged_with(line, i).into_iter().chain(each_other(line, i).into_iter().flatten());
    (1..line.words.len()).flat_map(at).collect()
}

fn accuses(actor: Range<usize>, at: usize, phrase: String, teller: Option<Range<usize>>) -> Stated {
    Stated { stance: Some(Stance::Accuses), actor: Some(actor), at, phrase, manner: Manner::Outright, teller }
}

/// "charged the Front with planting the bomb".
fn charged_with(line: &Line, at: usize) -> Option<Stated> {
    if !matches!(line.lower(at), "charged" | "charges") || !line.may_be_verb(at) {
        return None;
    }
    let actor = object(line, at + 1).filter(|actor| line.lower(actor.end) == "with")?;
    let with = actor.end + 1;
    let deed = (with..line.words.len().min(with + 5)).any(|k| is_deed(line, k) || has("does_harm", line.lower(k)));
    deed.then(|| accuses(actor, at, format!("{} … with", line.words[at].text), None))
}

/// "the army and the Front blamed each other for the raid": each of the two, by the other's word.
fn each_other(line: &Line, at: usize) -> Option<Vec<Stated>> {
    let mutual = matches!((line.lower(at + 1), line.lower(at + 2)), ("each", "other") | ("one", "another"));
    // "the army and the Front traded blame for the raid"
    let traded = has("trades", line.lower(at)) && matches!(line.lower(at + 1), "blame" | "accusations");
    if !(mutual && has("blames", line.lower(at)) || traded)
        || line.lower(at + 3) == "of" && has("no_deed", line.lower(at + 4))
    {
        return None;
    }
    let by_tree = crate::syntax::subject(line, at).map(|(both, _)| both).filter(|both| both.end <= at);
    // "…, with the army and the Front trading blame"
    let leads = |k: usize| matches!(line.lower(k), "with" | "as" | "while" | "and" | "but");
    let part =
        |k: &usize| (line.words[*k].is_wordlike() || line.lower(*k) == "-") && !(leads(*k) && leads_in(line, *k));
    let both = by_tree.or_else(|| (0..at).rev().take_while(part).last().filter(|_| traded).map(|start| start..at))?;
    let and = both.clone().find(|&i| line.lower(i) == "and")?;
    let bare = |range: &Range<usize>| range.start + usize::from(has("article", line.lower(range.start)))..range.end;
    let (one, other) = (both.start..and, and + 1..both.end);
    let plain = |range: &Range<usize>| {
        !range.is_empty()
            && range.clone().all(|i| (line.words[i].is_wordlike() || line.lower(i) == "-") && line.lower(i) != "and")
    };
    let phrase = || format!("{} each other", line.words[at].text);
    let each = |actor: &Range<usize>, by: &Range<usize>| accuses(bare(actor), at, phrase(), Some(by.clone()));
    (plain(&one) && plain(&other)).then(|| vec![each(&other, &one), each(&one, &other)])
}

/// Whether a word opens the clause that it stands in.
fn leads_in(line: &Line, k: usize) -> bool {
    k == 0 || !line.words[k - 1].is_wordlike() && line.lower(k - 1) != "-"
}

/// "an attack the police blamed on the Front": who stands between the deed and the verb without a tree to say so.
pub(super) fn blamer_within(line: &Line, verb: usize) -> Option<Range<usize>> {
    let on = matches!((line.lower(verb), line.lower(verb + 1)), ("blamed", "on") | ("attributed", "to"));
    let part = |k: &usize| {
        let word = &line.words[*k];
        word.is_wordlike()
            && (word.tag.starts_with("NN") || has("article", &word.lower) || word.tag == "JJ")
            && !is_deed(line, *k)
    };
    let start = (0..verb).rev().take_while(part).last().filter(|_| on)?;
    (start > 0 && start < verb && is_deed(line, start - 1)).then_some(start..verb)
}
