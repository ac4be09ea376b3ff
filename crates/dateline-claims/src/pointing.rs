//! Sentences that point back to another incident told right before: "Police blamed that attack on the rebels", "three
//! soldiers died there", "Eighteen of the guests have been freed".
//!
//! Made from the sentences that are set apart already, by date, words or place, and the words that point. Leaves those
//! that point to what came before the report's own incident to [`crate::preludes`].

use crate::accounts::Recalled;
use crate::binding::Figure;
use crate::harm::hits;
use crate::reading::Reading;
use crate::sets::has;
use crate::several::{harms_nobody, points_back};
use crate::words::Line;
use dateline_model::Standing;

/// "Police blamed that attack on the rebels", "three soldiers died there", right behind a sentence on another incident: they
/// are of that one.
pub(crate) fn pointing_back(reading: &Reading, apart: &[Recalled]) -> Vec<Recalled> {
    let is_apart = |i: usize| apart.iter().any(|r| r.lines.contains(&i));
    let points = |line: &Line| {
        let harmed = |at: usize| hits(line).iter().any(|h| h.end == at);
        let there = (0..line.words.len()).any(|i| line.lower(i) == "there" && harmed(i));
        there || points_back(line) || harms_nobody(line)
    };
    let main = |i: usize| reading.verdicts[i].standing == Standing::Main && !is_apart(i);
    // "No one was hurt" may stand between
    let before = |i: usize| {
        let here = |k: &usize| reading.lines[*k].block == reading.lines[i].block;
        let silent = |k: &usize| main(*k) && harms_nobody(&reading.lines[*k]);
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
    let points = |&i: &usize| main(i) && (points(&reading.lines[i]) || of_them(i) || of_those(i));
    let mut found: Vec<Recalled> = Vec::new();
    for i in (1..reading.lines.len()).filter(points) {
        let Some(k) = before(i) else { continue };
        match found.last_mut().filter(|r| r.lines.contains(&k)) {
            Some(r) => r.lines.push(i),
            None => found.push(Recalled {
                lines: vec![k, i],
                verdict: reading.verdicts[k].clone(),
                place: None,
                deeds: Vec::new(),
            }),
        }
    }
    found
}
