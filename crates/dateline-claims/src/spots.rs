//! Villages and spots that no gazetteer knows: "near Ochopewa", "attacked Kwarin Mata", "Wuro Bokki, a village in …".
//!
//! Made from runs of capitalised words, what the language model takes them for and the words around them; leaves to `scene` when
//! one of them says where an incident took place.

use crate::names::Names;
use crate::sets::has;
use crate::whereabouts::names_care;
use crate::words::Line;
use dateline_language::Document;
use dateline_model::{BlockKind, Span};

/// Most words of a name.
const MOST: usize = 4;

/// The spots of a report that stand as places do and are none the atlas knows, in the order of the text.
pub(crate) fn unknown_spots(document: &Document, lines: &[Line], names: &Names) -> Vec<Span> {
    let taken = |span: Span| {
        names.places.iter().any(|p| p.span.overlaps(span)) || names.actors.iter().any(|a| a.span.overlaps(span))
    };
    let told = lines.iter().filter(|line| line.kind != BlockKind::Title);
    let runs = told.flat_map(|line| runs(line).map(move |(first, end)| (line, first, end)));
    let spots = runs.filter(|&(line, first, end)| {
        let span = line.stretch(first, end);
        let label = document.entities.iter().find(|e| e.span.overlaps(span)).map(|e| e.label);
        let place = matches!(label, Some("GPE" | "LOC" | "FAC"));
        let other = label.is_some_and(|l| !matches!(l, "PERSON" | "ORG")) && !place;
        let street = line.words[first..end].iter().any(|w| has("ground", w.lower.trim_end_matches('s')));
        let stands =
            is_settlement(line, end) || place && is_located(line, first) || near(line, first) && closes(line, end);
        // "in Deerfield Township"
        let called = end - first > 1 && has("settlement", line.lower(end - 1)) && is_located(line, first);
        // "it happened on Route 9 in Norvale around 6:20 a.m."
        let told = happens(line) && before_is_in(line, first) && closes(line, end) && label.is_none();
        let stands = stands || called || told;
        !taken(span) && !other && !street && stands && !goes_on(line, end) && !names_care(line, first)
    });
    spots.map(|(line, first, end)| line.stretch(first, end)).collect()
}

/// The runs of capitalised words of a sentence, but for the one it begins with: the rank of the first word, and one
/// past the last.
fn runs<'l>(line: &'l Line) -> impl Iterator<Item = (usize, usize)> + 'l {
    let capital = |k: usize| {
        line.words.get(k).is_some_and(|w| w.is_capitalised() && w.is_wordlike() && !w.text.contains(char::is_numeric))
    };
    let begins = move |&k: &usize| k > 0 && capital(k) && !capital(k - 1);
    let run = move |first: usize| (first, (first..).find(|&k| !capital(k)).unwrap_or(first));
    (0..line.words.len()).filter(begins).map(run).filter(|(first, end)| end - first <= MOST)
}

/// "near Ochopewa", "outside Kwarin Mata": words that stand before nothing but places.
fn near(line: &Line, first: usize) -> bool {
    let before = |n: usize| first.checked_sub(n).map_or("", |k| line.lower(k));
    matches!(before(1), "near" | "outside") || before(1) == "of" && has("settlement", before(2))
}

/// Whether a sentence only says when and where something took place.
fn happens(line: &Line) -> bool {
    line.words.iter().any(|w| has("takes_place", &w.lower))
}

fn before_is_in(line: &Line, first: usize) -> bool {
    first.checked_sub(1).is_some_and(|k| line.lower(k) == "in")
}

/// Whether a name ends its phrase.
fn closes(line: &Line, end: usize) -> bool {
    matches!(
        line.lower(end),
        "," | "." | ";" | "around" | "about" | "in" | "on" | "at" | "after" | "when" | "where" | "and" | "by" | ""
    )
}

/// "in", "near", "attacked", "the village of" before a name.
fn is_located(line: &Line, first: usize) -> bool {
    let before = |n: usize| first.checked_sub(n).map_or("", |k| line.lower(k));
    let cue = if before(1) == "the" { before(2) } else { before(1) };
    has("located", cue) || cue == "of" && has("settlement", before(2))
}

/// ", a village in", "village", "community" behind a name.
fn is_settlement(line: &Line, end: usize) -> bool {
    let apposed = line.lower(end) == ","
        && matches!(line.lower(end + 1), "a" | "an" | "the")
        && (end + 2..end + 5).any(|k| has("settlement", line.lower(k)));
    apposed || has("settlement", line.lower(end))
}

/// Whether a name goes on behind: "Kwarin Mata's men", "Larose High".
fn goes_on(line: &Line, end: usize) -> bool {
    line.words.get(end).is_some_and(|w| matches!(w.lower.as_str(), "'s" | "’s" | "-") || w.is_capitalised())
}
