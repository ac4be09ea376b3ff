//! Who says what a sentence says before its last comma: "…, hospital and police officials said on Monday."
//!
//! A tree often hangs such speakers on what was said, as one more of those who died; the marks do not lie about them.

use super::scope::ends_statement;
use crate::sets::has;
use crate::words::{Line, Word};
use std::ops::Range;

/// The most words of a speaker.
const LONGEST: usize = 14;
/// Words of a name and its commas, at the most.
const NAME: usize = 6;

/// The phrase between the last comma before a verb of saying and the verb, where it can speak and what is said stands before
/// the comma, and the name set off behind it; `tail` is where the sentence or clause goes on behind the verb.
pub(super) fn set_off(line: &Line, cue: usize, tail: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let verb = matches!(line.words.get(cue)?.tag, "VBD" | "VBZ" | "VBP" | "VBN") || records_show(line, cue);
    if !verb || !ends_statement(line, tail) {
        return None;
    }
    let close = before_adverbs(line, cue);
    let open = before_name(line, close);
    let name = (open < close).then_some(open + 1..close - 1);
    let end = without_letters(line, open);
    let comma = (end.saturating_sub(LONGEST)..end).rev().find(|&i| line.lower(i) == ",")?;
    let said = line.words[..comma].iter().any(|w| w.tag.starts_with("VB"));
    // "“They fired,” an officer of the force told the daily"
    let phrase = comma + 1 + usize::from(line.words.get(comma + 1).is_some_and(Word::is_quote))..end;
    (said && !phrase.is_empty() && is_noun_phrase(line, &phrase) && can_say(line, &phrase) && !lists(line, &phrase))
        .then_some((phrase, name))
}

/// "…, figures from the council show": read as one noun, the last of the sentence is a verb.
pub(super) fn records_show(line: &Line, i: usize) -> bool {
    let shows = matches!(line.lower(i), "show" | "shows" | "showed" | "indicate") && ends_statement(line, i + 1);
    let comma = || (i.saturating_sub(LONGEST)..i).rev().find(|&k| line.lower(k) == ",");
    let first = |comma: usize| (comma + 1..i).find(|&k| !has("article", line.lower(k)));
    let recorded = |k: usize| has("on_record", line.lower(k)) && matches!(line.lower(k + 1), "from" | "of" | "by");
    shows && comma().and_then(first).is_some_and(|k| recorded(k) || recorded(k + 1))
}

/// "The army, to which the tribe owes nothing, announced": the phrase before what is set off by commas before `cue`.
pub(super) fn before_relative(line: &Line, cue: usize) -> Option<Range<usize>> {
    let close = cue.checked_sub(1).filter(|&i| line.lower(i) == ",")?;
    let opens = |&i: &usize| {
        line.lower(i) == "," && line.words[i + 1].is_wordlike() && matches!(line.lower(i + 2), "which" | "whom")
    };
    let open = (close.saturating_sub(LONGEST)..close).rev().find(opens)?;
    crate::noun_phrases::phrase_before(line, open).map(|(range, _)| range).filter(|r| can_say(line, r))
}

fn before_adverbs(line: &Line, cue: usize) -> usize {
    let mut end = cue;
    while end > 0 && crate::noun_phrases::is_adverbial(line, end - 1) {
        end -= 1;
    }
    end
}

/// "the coordinator, Oda Tari, announced": before a name that commas set off.
fn before_name(line: &Line, end: usize) -> usize {
    let Some(close) = end.checked_sub(1).filter(|&i| line.lower(i) == ",") else { return end };
    let open = (close.saturating_sub(NAME)..close).rev().find(|&i| line.lower(i) == ",");
    let named = |open: &usize| open + 1 < close && (open + 1..close).all(|i| line.words[i].is_capitalised());
    open.filter(named).unwrap_or(end)
}

/// "the Union for Rights (UR)": without the letters that stand for the name.
fn without_letters(line: &Line, end: usize) -> usize {
    let open = end.checked_sub(3).filter(|&i| line.lower(i) == "(" && line.lower(end - 1) == ")");
    open.unwrap_or(end)
}

/// Words that a noun phrase is made of, and no clause: "residents and a ruling party official in Osta".
fn is_noun_phrase(line: &Line, phrase: &Range<usize>) -> bool {
    let opens = &line.words[phrase.start];
    let begins = !matches!(opens.tag, "IN" | "CC" | "TO" | "WRB" | "RB") && !has("relative", &opens.lower);
    let part = |i: usize| {
        let word = &line.words[i];
        let before_noun = || line.words.get(i + 1).is_some_and(|w| w.tag.starts_with("NN") || w.tag.starts_with("JJ"));
        // "the 35 the army gave": a second phrase begins
        let second = || i > phrase.start && !matches!(line.words[i - 1].tag, "IN" | "CC" | "PDT");
        match word.tag {
            _ if has("article", &word.lower) && second() || word.lower == "than" => false,
            "VBN" | "VBG" => before_noun() && i > phrase.start,
            "WP" | "WDT" | "WRB" | "TO" | "MD" | "EX" | "PRP" => false,
            "VBD" | "VBZ" | "VBP" | "VB" => false,
            _ => word.is_wordlike() || matches!(word.lower.as_str(), "-" | "." | "'" | "’") || word.is_quote(),
        }
    };
    begins && phrase.clone().all(part)
}

/// Whether a phrase is one of those who say something.
fn can_say(line: &Line, phrase: &Range<usize>) -> bool {
    const SPEAKERS: [&str; 7] =
        ["plural_speaker", "speaker_noun", "organisation", "body_of", "person_noun", "office_holder", "rank"];
    let speaks = |i: usize| {
        let word = line.lower(i);
        SPEAKERS.into_iter().any(|set| has(set, word))
            || word.ends_with("sources")
            || has("medium", word)
            || crate::counts::people_named(word).is_some()
            || line.words[i].tag.starts_with("NNP")
    };
    // "taken 16 prisoner, a claim the capital dismissed": no claim says so
    let first = phrase.start + usize::from(has("article", line.lower(phrase.start)));
    let own = ["accusation", "own_figure", "own_charge"].into_iter().any(|set| has(set, line.lower(first)));
    let of_whom = !matches!(line.lower(first + 1), "of" | "from" | "by");
    phrase.clone().any(speaks) && !(own && of_whom)
}

/// "residents of Osta, Lena and Kord said": the comma stands between names.
fn lists(line: &Line, phrase: &Range<usize>) -> bool {
    let name = |i: usize| line.words[i].is_capitalised();
    let names = phrase.clone().any(|i| line.lower(i) == "and")
        && phrase.clone().filter(|&i| line.words[i].is_wordlike() && line.lower(i) != "and").all(name);
    names && phrase.start > 1 && name(phrase.start - 2)
}
