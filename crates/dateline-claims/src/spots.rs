//! Villages and spots that no gazetteer knows: "near Ochopewa", "attacked Kwarin Mata", "Wuro Bokki, a village in …".
//!
//! Made from runs of capitalised words, what the language model takes them for and the words around them; leaves to `scene` when
//! one of them says where an incident took place.

use crate::names::Names;
use crate::reading::Reading;
use crate::scene::{LEAD, is_of_attack};
use crate::sets::has;
use crate::whereabouts::names_care;
use crate::words::Line;
use dateline_language::Document;
use dateline_model::{BlockKind, Span, Standing};

/// Most words of a name.
const MOST: usize = 4;

/// A name that stands as a place's does.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// Where it is named.
    pub span: Span,
    /// Whether it is a village or a town of its own by all that is said, and no spot within one.
    pub village: bool,
}

/// The spots of a report that stand as places do and are none the atlas knows, in the order of the text.
pub(crate) fn unknown_spots(document: &Document, lines: &[Line], names: &Names) -> Vec<Spot> {
    let taken = |span: Span| {
        names.places.iter().any(|p| p.span.overlaps(span)) || names.actors.iter().any(|a| a.span.overlaps(span))
    };
    let told = lines.iter().filter(|line| line.kind != BlockKind::Title);
    let runs = told.flat_map(|line| runs(line).map(move |(first, end)| (line, first, end)));
    let spots = runs.filter_map(|(line, first, end)| {
        let span = line.stretch(first, end);
        let held = is_located(line, first) && is_held(line, end, names);
        let village = is_village(line, first, end) || held;
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
        let stands = stands || called || told || village || is_of_a_building(line, first, end) && place;
        let stands = stands && !goes_on(line, end) && !names_care(line, first);
        (!taken(span) && !other && !street && stands).then_some(Spot { span, village })
    });
    spots.collect()
}

/// The first unknown spot of a kind that the telling sentences, or the first ones, name.
pub(crate) fn spot_told<'r>(reading: &'r Reading, ranks: &[usize], is_one: impl Fn(&Spot) -> bool) -> Option<&'r str> {
    let of = |s: &Spot| (0..reading.lines.len()).find(|&i| reading.lines[i].span.contains(s.span));
    // a village that the first sentences name is where it was
    let telling = |i: usize, s: &Spot| {
        let early =
            i <= LEAD && reading.verdicts[i].standing == Standing::Main && (s.village || is_of_attack(reading, i));
        early || ranks.contains(&i)
    };
    let mut spots = reading.names.spots.iter().filter(|s| is_one(s));
    spots.find(|s| of(s).is_some_and(|i| telling(i, s))).map(|s| s.span.slice(&reading.report.text))
}

/// "Osta village", "Osta, a hamlet", "the village of Osta", "at Osta, 60 km from", "overran Osta displaced people's camp".
fn is_village(line: &Line, first: usize, end: usize) -> bool {
    let before = |n: usize| first.checked_sub(n).map_or("", |k| line.lower(k));
    let village = |k: usize| has("village", line.lower(k));
    let apposed = line.lower(end) == "," && has("article", line.lower(end + 1)) && (end + 2..end + 5).any(village);
    let far = line.lower(end) == "," && (end + 2..end + 4).any(|k| has("distance", line.lower(k)));
    let side = line.lower(end) == "," && has("compass", line.lower(end + 1)) && line.lower(end + 2) == "of";
    let far = far || side;
    let camp = (end..end + 4).take_while(|&k| has("camp_kind", line.lower(k))).last().map_or(end, |k| k + 1);
    let camp = camp > end && matches!(line.lower(camp), "camp" | "camps" | "settlement");
    let located = is_located(line, first);
    before(1) == "of" && has("village", before(2))
        || has("village_before", before(1)) && !line.lower(first).is_empty()
        || apposed
        || village(end)
        || located && (far || camp || has("subdivision", line.lower(end)) && line.lower(end + 1) == "of")
}

/// "at Osta in Jere Local Government Area", "in Osta, Norland province": an area stands right behind.
fn is_held(line: &Line, end: usize, names: &Names) -> bool {
    let link = matches!(line.lower(end), "," | "in" | "of");
    let from = end + 1 + usize::from(line.lower(end) == "," && matches!(line.lower(end + 1), "in"));
    let from = from + usize::from(has("article", line.lower(from)));
    let from = from + usize::from(has("compass", line.lower(from)));
    let capital = |k: &usize| line.words.get(*k).is_some_and(|w| w.is_capitalised() && w.is_wordlike());
    let Some(last) = (from..from + MOST).take_while(capital).last() else { return false };
    let area = |k: usize| {
        has("subdivision", line.lower(k))
            || matches!(line.lower(k), "county" | "district" | "province" | "region" | "state")
    };
    let known = |k: usize| line.words.get(k).is_some_and(|w| names.places.iter().any(|p| p.span.contains(w.span)));
    link && ((from..=last + 1).any(area) || line.lower(from + 1) == "local" || known(from))
        && known_area(line, from, last, names)
}

/// Whether the words behind are no person's or body's: an area by its own word, or a place the atlas knows.
fn known_area(line: &Line, from: usize, last: usize, names: &Names) -> bool {
    let span = line.stretch(from, last + 1);
    !names.actors.iter().any(|a| a.span.overlaps(span))
}

/// "from the Government Secondary School, Osta, in": where the building stands.
fn is_of_a_building(line: &Line, first: usize, end: usize) -> bool {
    let building =
        first > 1 && crate::frames::is_facility(line.lower(first - 2)) && line.words[first - 2].is_capitalised();
    building && line.lower(first - 1) == "," && matches!(line.lower(end), "," | "." | "in")
}

/// The runs of capitalised words of a sentence, but for the one it begins with: the rank of the first word, and one
/// past the last.
fn runs<'l>(line: &'l Line) -> impl Iterator<Item = (usize, usize)> + 'l {
    let capital = |k: usize| {
        line.words.get(k).is_some_and(|w| w.is_capitalised() && w.is_wordlike() && !w.text.contains(char::is_numeric))
    };
    // "Wad al-Sharifi", "San Juan de Osta"
    let link = move |k: usize| k > 0 && has("name_link", line.lower(k)) && !line.words[k].is_capitalised();
    let joins = move |k: usize| {
        let next = (k..k + 3).find(|&n| !link(n) && line.lower(n) != "-");
        link(k) && next.is_some_and(capital)
    };
    let within =
        move |k: usize| capital(k) || joins(k) || k > 0 && line.lower(k) == "-" && link(k - 1) && capital(k + 1);
    let begins = move |&k: &usize| k > 0 && capital(k) && !within(k - 1);
    let run = move |first: usize| (first, (first..).find(|&k| !within(k)).unwrap_or(first));
    let names = move |&(first, end): &(usize, usize)| (first..end).filter(|&k| capital(k)).count() <= MOST;
    (0..line.words.len()).filter(begins).map(run).filter(names)
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
    let struck = cue == "on" && has("struck_noun", before(if before(1) == "the" { 3 } else { 2 }));
    has("located", cue) || struck || cue == "of" && has("settlement", before(2))
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
