//! Sentences that point back to another incident told right before: "Police blamed that attack on the rebels", "three
//! soldiers died there", "Eighteen of the guests have been freed".
//!
//! Made from the sentences that are set apart already, by date, words or place, and the words that point. Leaves those
//! that point to what came before the report's own incident to [`crate::preludes`].

use crate::accounts::Recalled;
use crate::binding::Figure;
use crate::events::event_words;
use crate::harm::hits;
use crate::reading::Reading;
use crate::sets::has;
use crate::several::names_deed;
use crate::standing::Verdict;
use crate::words::Line;
use dateline_model::{Category, Standing};

/// So many are those of a long time, wherever they are told.
const GREAT: u64 = 1000;

/// "Police blamed that attack on the rebels", "three soldiers died there", right behind a sentence on another incident: they
/// are of that one.
pub(crate) fn pointing_back(reading: &Reading, apart: &[Recalled]) -> Vec<Recalled> {
    let is_apart = |i: usize| apart.iter().any(|r| r.lines.contains(&i));
    let points = |line: &Line| {
        let harmed = |at: usize| hits(line).iter().any(|h| h.end == at);
        // "The local authorities there report six dead"
        let people = |at: usize| at > 0 && (at < 8) && line.words[at - 1].tag.starts_with("NN");
        let there = (0..line.words.len()).any(|i| line.lower(i) == "there" && (harmed(i) || people(i)));
        there || points_back(line) || harms_nobody(line)
    };
    let main = |i: usize| reading.verdicts[i].standing == Standing::Main && !is_apart(i);
    // "No one was hurt" may stand between
    let before = |i: usize| {
        let here = |k: &usize| reading.lines[*k].block == reading.lines[i].block;
        let tells = |k: usize| reading.tells(k) || reading.says_struck(k);
        let silent = |k: &usize| main(*k) && (harms_nobody(&reading.lines[*k]) || !tells(*k));
        (0..i).rev().take_while(here).find(|k| !silent(k)).filter(|&k| !main(k) && !is_apart(k))
    };
    // "Two of them were let go"
    let of_them = |i: usize| {
        let bare = |f: &Figure| f.count.of_them && f.count.head.is_none();
        !reading.figures[i].is_empty() && reading.figures[i].iter().all(bare)
    };
    // "Eighteen of the guests", behind 24 guests
    let of_those = |i: usize| {
        let line = &reading.lines[i];
        let told = |noun: &str| before(i).is_some_and(|k| reading.lines[k].words.iter().any(|w| w.lower == noun));
        let again = |f: &Figure| {
            let end = f.count.number.end;
            line.lower(end) == "of"
                && has("definite", line.lower(end + 1))
                && (end + 2..end + 4).any(|k| line.lower(k).ends_with('s') && told(line.lower(k)))
        };
        !reading.figures[i].is_empty() && reading.figures[i].iter().all(again)
    };
    let points = |&i: &usize| {
        main(i)
            && (points(&reading.lines[i])
                || of_them(i)
                || of_those(i)
                || goes_on_counting(reading, i)
                || is_that_day(&reading.lines[i]))
    };
    let mut found: Vec<Recalled> = Vec::new();
    for i in (1..reading.lines.len()).filter(points) {
        let counted = || i.checked_sub(1).filter(|&k| goes_on_counting(reading, i) && !is_apart(k));
        // "That night gunmen raided a village", behind a sentence on another day
        let night = || i.checked_sub(1).filter(|&k| is_that_day(&reading.lines[i]) && !main(k) && !is_apart(k));
        let Some(k) = before(i).or_else(counted).or_else(night) else { continue };
        match found.last_mut().filter(|r| r.lines.contains(&k)) {
            Some(r) => r.lines.push(i),
            None => found.push(Recalled {
                lines: vec![k, i],
                verdict: if goes_on_counting(reading, i) { total_of(reading, k) } else { None }
                    .unwrap_or_else(|| reading.verdicts[k].clone()),
                place: None,
                deeds: Vec::new(),
            }),
        }
    }
    found
}

/// The verdict on a sentence all of whose figures are totals of a war or of a long time.
fn total_of(reading: &Reading, k: usize) -> Option<Verdict> {
    let of = |f: &Figure| reading.verdict(k, f.count.first());
    let total = |v: &Verdict| v.standing == Standing::Background && v.reason.contains("total");
    let all = !reading.figures[k].is_empty() && reading.figures[k].iter().all(|f| total(&of(f)));
    all.then(|| of(&reading.figures[k][0]))
}

/// "Fifty-one of the others have died", "More than 2,000 have been wounded", right behind a total: of the same long time.
fn goes_on_counting(reading: &Reading, i: usize) -> bool {
    let line = &reading.lines[i];
    let figures = &reading.figures[i];
    let Some(k) = i.checked_sub(1).filter(|&k| total_of(reading, k).is_some()) else { return false };
    let perfect = |at: usize| {
        let verb = (at + 1..at + 4).find(|&n| line.words.get(n).is_some_and(|w| w.tag == "VBN"));
        matches!(line.lower(at), "has" | "have") && verb.is_some()
    };
    let long = |f: &Figure| matches!(f.category, Category::Killed | Category::Wounded | Category::Displaced);
    let anew = |f: &Figure| long(f) && f.count.of_the.is_none() && !f.count.of_them;
    let first = figures.iter().find(|f| f.part_of.is_none());
    let great = |f: &Figure| f.count.number.quantity.point().is_some_and(|n| n >= GREAT);
    let same = reading.lines[k].block == line.block;
    let dated = reading.times.iter().any(|t| line.span.contains(t.span) && t.days.is_some());
    (0..line.words.len()).any(perfect) && !dated && first.is_some_and(|f| anew(f) && (same || great(f)))
}

/// "that attack", "that action".
pub(crate) fn points_back(line: &Line) -> bool {
    (0..line.words.len()).any(|at| {
        let named = |k: usize| names_deed(line, k) || matches!(line.lower(k), "action" | "bomb" | "bombs" | "incident");
        // "Those two attacks"
        let counted = crate::numbers::numeral(line.lower(at + 1)).is_some();
        match line.lower(at) {
            "that" => named(at + 1),
            "those" => named(at + 1) || counted && named(at + 2),
            _ => false,
        }
    })
}

/// "in a clash", "by a roadside bomb", "in another ambush": a deed not spoken of before.
pub(crate) fn tells_of_a_deed(line: &Line) -> bool {
    event_words(line).iter().any(|e| {
        let article = (e.first.saturating_sub(3)..e.first).find(|&k| matches!(line.lower(k), "a" | "an" | "another"));
        let noun = line.words[e.end - 1].tag.starts_with("NN");
        let led = |k: usize| k > 0 && matches!(line.lower(k - 1), "in" | "by" | "when" | "during");
        noun && article.is_some_and(led)
    })
}

/// "No one was hurt.", "There were no casualties."
pub(crate) fn harms_nobody(line: &Line) -> bool {
    let none = matches!((line.lower(0), line.lower(1)), ("no", _) | ("nobody", _) | ("none", "was" | "were"))
        || matches!((line.lower(0), line.lower(1), line.lower(2)), ("there", "were" | "was", "no"));
    none && line.words.len() < 10
}

/// "That night", "That same day": the day of the sentence before.
fn is_that_day(line: &Line) -> bool {
    let same = usize::from(line.lower(1) == "same");
    line.lower(0) == "that" && matches!(line.lower(1 + same), "night" | "day" | "evening" | "morning" | "afternoon")
}
