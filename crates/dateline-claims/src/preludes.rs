//! What a report says came before its own deed: "The raid came six days after an ambush near Osta. Nine soldiers died in
//! that ambush.", "The executions followed an attack in which eleven men were killed".
//!
//! Made from sentences that put the report's deed behind another, and those after them that point to that other one: by
//! "that attack", "at the time", or a word for a deed of its kind which is none of the lead's. Leaves figures in the same
//! sentence as "two days after" to [`crate::standing`].

use crate::accounts::Recalled;
use crate::departures::Lead;
use crate::events::{EventWord, event_words};
use crate::pointing::points_back;
use crate::reading::Reading;
use crate::sequels::goes_back;
use crate::sets::has;
use crate::several::another;
use crate::words::Line;
use dateline_model::{BlockKind, Standing, Subtype};

/// The deeds recalled as what the report's own came after, each with its sentences.
pub(crate) fn preludes(reading: &Reading, lead: &Lead, apart: &[Recalled]) -> Vec<Recalled> {
    let mut found: Vec<Recalled> = Vec::new();
    let free = |i: usize| {
        reading.verdicts[i].standing == Standing::Main && !apart.iter().any(|r: &Recalled| r.lines.contains(&i))
    };
    for (i, line) in reading.lines.iter().enumerate().skip(1) {
        if line.kind == BlockKind::Title {
            continue;
        }
        let Some(at) = comes_after(line) else { continue };
        let kinds = kinds_of(line, at);
        let mut lines: Vec<usize> = Vec::new();
        if free(i) && !lead.ranks().contains(&i) && reading.figures[i].iter().all(|f| f.count.first() > at) {
            lines.push(i);
        }
        for k in (i + 1..reading.lines.len()).take_while(|&k| reading.lines[k].block == line.block) {
            let next = &reading.lines[k];
            let of_kind = !of_that(reading, lead, next, &kinds).is_empty();
            let points = points_back(next) || says_at_the_time(next) || of_kind;
            if !free(k) || goes_back(reading, lead, k) && !of_kind {
                break;
            }
            if points {
                lines.push(k);
            }
        }
        if !lines.is_empty() {
            let mut one = another(lines[0]);
            one.verdict.reason = "the incident came after it".to_owned();
            found.push(Recalled { lines, ..one });
        }
    }
    found
}

/// Where the words for the earlier deed begin: behind "came six days after", "took place a week after", "followed".
fn comes_after(line: &Line) -> Option<usize> {
    let deed = |from: usize, to: usize| {
        let named = |k: usize| {
            let event = event_words(line).iter().any(|e| (e.first..e.end).contains(&k));
            event
                || ["act_noun", "incident_word"].iter().any(|set| has(set, line.lower(k)))
                || line.lower(k) == "operation"
        };
        (from..to).any(named)
    };
    let came = |i: usize| {
        let verb = has("comes", line.lower(i)) || line.lower(i) == "took" && line.lower(i + 1) == "place";
        let after = (i + 1..i + 7).find(|&k| line.lower(k) == "after")?;
        (verb && has("stretch_of_time", line.lower(after - 1))).then_some(after + 1)
    };
    let followed = |i: usize| {
        let active = !has("be", line.lower(i.wrapping_sub(1))) && line.lower(i + 1) != "by";
        (matches!(line.lower(i), "followed" | "follows") && active).then_some(i + 1)
    };
    let after = (1..line.words.len().min(12)).find_map(|i| {
        let at = came(i).or_else(|| followed(i))?;
        (deed(0, i) && deed(at, line.words.len())).then_some(at)
    });
    // "calling it revenge for the bomb at Osta a week earlier"
    let avenges = |i: &usize| has("in_reprisal", line.lower(*i)) && matches!(line.lower(i + 1), "for" | "after");
    after.or_else(|| (1..line.words.len()).find(avenges).map(|i| i + 2).filter(|&at| deed(at, line.words.len())))
}

/// Of which kinds the deeds told behind word `at` are.
fn kinds_of(line: &Line, at: usize) -> Vec<Subtype> {
    event_words(line).into_iter().filter(|e| e.first >= at).map(|e| e.subtype).collect()
}

/// "the blast", where the report's own deed is no blast.
fn of_that(reading: &Reading, lead: &Lead, line: &Line, kinds: &[Subtype]) -> Vec<EventWord> {
    let led: Vec<Subtype> =
        lead.ranks().iter().flat_map(|&k| event_words(&reading.lines[k])).map(|e| e.subtype).collect();
    let of = |e: &EventWord| {
        let definite = e.first > 0 && has("definite", line.lower(e.first - 1));
        definite && kinds.contains(&e.subtype) && !led.contains(&e.subtype)
    };
    event_words(line).into_iter().filter(of).collect()
}

/// "The army said at the time that it had lost nine men".
fn says_at_the_time(line: &Line) -> bool {
    let said = |i: usize| has("said", line.lower(i)) || has("relayed", line.lower(i));
    line.find("at the time", 1).is_some_and(|i| (i.saturating_sub(2)..i).any(said))
}
