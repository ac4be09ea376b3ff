//! Which sentences can bear a claim: the cheap test before the costly parser.
//!
//! A report without a word for violence or harm is not parsed at all; of the others only the sentences that hold such
//! a word, a statement of responsibility, or the words right around them. Entities cost as much again, and are looked
//! for only where a deed is told that a name may have part in.

use crate::binding::may_count;
use crate::events::{BOMB, FOUGHT, LEAST, event_words, judge};
use crate::frames::{FrameSet, Scene};
use crate::harm::{Hit, hits};
use crate::numbers::{NumberKind, numbers};
use crate::responsibility::owning::may_own;
use crate::responsibility::stated;
use crate::sets::has;
use crate::words::Line;
use dateline_language::{Document, Syntax};
use dateline_model::{Category, Span};

/// The ranks of the sentences worth parsing, in order; none for a report that tells of no violence and no harm, or of
/// so little beside what it is about that it cannot be judged to tell of an incident, whatever its figures, but for the
/// crimes it names. Of a report
/// about an accident, a trial or the like, only those that say how many were killed or hurt.
///
/// `document` is cut but not parsed, and was made from `text`.
pub fn worth_parsing(text: &str, document: &Document, frames: &FrameSet) -> Vec<usize> {
    let lines: Vec<Line> =
        document.sentences.iter().map(|s| Line::new(text, document, s, &[], Span::default())).collect();
    let harmed: Vec<usize> = lines.iter().map(|line| hits(line).len()).collect();
    let bears = |rank: usize| harmed[rank] > 0 || !stated(&lines[rank]).is_empty() || may_own(&lines[rank]);
    let added = |rank: usize| frames.may_read_added(&lines[rank]);
    // what was struck, only the tree will tell
    let struck: Vec<bool> = lines.iter().map(|line| frames.may_read(line) && is_of_attack(line)).collect();
    let (judged, added) = (judge(&lines, &harmed, &struck), (0..lines.len()).any(added));
    let beside = !added && judged.is_beside_violence();
    if beside && !lines.iter().take(3).any(counts_the_harmed) {
        let told = |line: &Line| names_a_crime(line) || tells_plainly(line);
        let crimes: Vec<usize> = (0..lines.len()).filter(|&rank| told(&lines[rank])).collect();
        // where one crime is told, the sentences around may tell of others
        let near = |rank: usize| crimes.iter().any(|&c| c.abs_diff(rank) <= AROUND);
        return (0..lines.len())
            .filter(|&rank| crimes.contains(&rank) || near(rank) && frames.may_read(&lines[rank]))
            .collect();
    }
    let violent = judged.is_incident || (judged.plain || judged.is_violent_throughout()) && judged.violence >= LEAST;
    if !added && !violent {
        let told = |line: &Line| harms_people(line) || names_a_crime(line) || tells_plainly(line);
        return (0..lines.len()).filter(|&rank| told(&lines[rank])).collect();
    }
    let told = |rank: usize| bears(rank) || !beside && frames.may_read(&lines[rank]);
    // whom "he said" speaks of, the sentence before may tell
    let before = |rank: usize| lines.get(rank + 1).is_some_and(|next| says_by_pronoun(next) && told(rank + 1));
    // "The Red Cross counted 15": who sets another number against the one told before
    let counted = |rank: usize| {
        (rank.saturating_sub(crate::anaphora::REACH)..rank).any(bears) && crate::anaphora::may_point(&lines[rank])
    };
    // "Two suspects were picked up": what befell them, only the tree will tell
    let may = |rank: usize| {
        let line = &lines[rank];
        may_count(line, &[]) && numbers(line).iter().any(|n| n.kind == NumberKind::Numeral)
    };
    (0..lines.len()).filter(|&rank| told(rank) || before(rank) || counted(rank) || may(rank)).collect()
}

/// "He said", "they told", "according to her": a speaker named before.
fn says_by_pronoun(line: &Line) -> bool {
    let says = |i: usize| (i + 1..i + 4).any(|k| has("says", line.lower(k)));
    let to = |i: usize| i > 1 && line.lower(i - 1) == "to" && line.lower(i - 2) == "according";
    (0..line.words.len()).any(|i| match line.lower(i) {
        "he" | "she" | "they" | "it" => says(i),
        "the" => has("stands_for", line.lower(i + 1)) && says(i),
        "him" | "her" | "them" => to(i),
        _ => false,
    })
}

/// Within how many sentences of a crime that is named others are looked for.
const AROUND: usize = 3;

/// Whether a sentence names a crime and its victims, whatever else it is about: "the murder of", "Ruiz's murder",
/// "was murdered".
fn names_a_crime(line: &Line) -> bool {
    let before = |i: usize| i.checked_sub(1).map_or("", |k| line.lower(k));
    // "the murder in Osta of Ana Ruiz"
    let of =
        |i: usize| matches!(line.lower(i + 1), "in" | "on" | "last") && (i + 3..i + 6).any(|k| line.lower(k) == "of");
    let noun = |i: usize| line.lower(i + 1) == "of" || of(i) || matches!(before(i), "'s" | "’s" | "'" | "’");
    (0..line.words.len()).any(|i| has("crime_verb", line.lower(i)) || has("crime_noun", line.lower(i)) && noun(i))
}

/// Whether a sentence tells of a deed in plain words, whatever the report is about: rebels who killed or attacked, a bomb
/// that went off.
fn tells_plainly(line: &Line) -> bool {
    let has_word = |set: &str| line.words.iter().any(|w| has(set, &w.lower));
    let heaviest = event_words(line).iter().map(|e| e.weight).max().unwrap_or(0);
    let harmed = || hits(line).iter().any(hurts);
    let armed = || ["attackers", "outlaws", "rebel_noun", "troops"].into_iter().any(has_word);
    let wrecked = || has_word("goes_off") || has_word("wrecked");
    // "was shot to death": whoever did it
    (armed() || heaviest >= FOUGHT) && harmed() || armed() && heaviest >= FOUGHT || heaviest >= BOMB && wrecked()
}

/// Whether a sentence tells of a bomb, or of an attack by those who bear arms.
fn is_of_attack(line: &Line) -> bool {
    let has_word = |set: &str| line.words.iter().any(|w| has(set, &w.lower));
    let heaviest = event_words(line).iter().map(|e| e.weight).max().unwrap_or(0);
    heaviest >= BOMB || heaviest >= FOUGHT && ["attackers", "outlaws", "rebel_noun"].into_iter().any(has_word)
}

/// Whether a sentence says that people were killed or hurt, and has a number.
fn counts_the_harmed(line: &Line) -> bool {
    hits(line).iter().any(hurts) && numbers(line).iter().any(|n| n.kind == NumberKind::Numeral)
}

/// Whether a sentence says that people were killed or hurt, and has words for how many: "a man", "two", "dozens".
fn harms_people(line: &Line) -> bool {
    hits(line).iter().any(hurts) && numbers(line).iter().any(|n| n.kind != NumberKind::Ordinal)
}

fn hurts(hit: &Hit) -> bool {
    matches!(hit.category, Category::Killed | Category::Wounded | Category::Casualties)
}

/// The ranks of the parsed sentences whose entities are worth finding, in order.
pub fn worth_naming(text: &str, document: &Document, frames: &FrameSet) -> Vec<usize> {
    let syntax = Syntax::new(document);
    let scene = Scene { text, document, syntax: &syntax, actors: &[] };
    let sentences = document.sentences.iter().enumerate();
    sentences.filter(|(_, sentence)| frames.asks_for_names(&scene, sentence)).map(|(rank, _)| rank).collect()
}
