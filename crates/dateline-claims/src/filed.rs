//! What the first sentences of a report make of the town it was filed from: "a car bomb outside the Finance Ministry",
//! told in Kabul and naming no other place, went off in Kabul.
//!
//! Wires file from capitals on deeds far away, and then they say where. Leaves how much that weighs to [`crate::scene`].

use crate::areas::is_other_area;
use crate::events::event_words;
use crate::harm::hits;
use crate::reading::Reading;
use crate::scene::{PART, holds, is_town, kilometres};
use crate::sets::has;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, PlacePrecision};

/// In how many first sentences of the text a deed is told.
const FIRST: usize = 3;

/// Whether the first sentence that tells of the deed sets it among what only a city has, and neither it nor one before
/// names another town or area.
pub(crate) fn is_told_in_the_city(reading: &Reading, filed: &PlaceMention) -> bool {
    let dateline = |m: &PlaceMention| reading.report.dateline_place.is_some_and(|d| d.overlaps(m.span));
    let body = reading.lines.iter().filter(|l| l.kind != BlockKind::Title).take(FIRST);
    let mut told = false;
    for line in body {
        let named = reading.names.places.iter().filter(|m| line.span.contains(m.span) && !dateline(m));
        let part = |m: &PlaceMention| m.country == filed.country && kilometres(m, filed) < PART;
        let other = |m: &PlaceMention| {
            let area = matches!(m.precision, PlacePrecision::Admin1 | PlacePrecision::District) && !holds(m, filed);
            m.geonames != filed.geonames && is_town(m) && !part(m) || area || is_other_area(reading, m, Some(filed))
        };
        if named.into_iter().any(other) || is_away(line) {
            return false;
        }
        let tells = !event_words(line).is_empty() || !hits(line).is_empty();
        told |= tells;
        if tells && is_urban(line) || told && names_a_quarter(line) {
            return true;
        }
    }
    false
}

/// "outside the Finance Ministry", "in a metro train", "in the capital": what a city has, and no one who speaks.
fn is_urban(line: &Line) -> bool {
    (1..line.words.len()).any(|i| {
        let follows =
            |k: usize| has("says", line.lower(k)) || has("person_noun", line.lower(k)) || line.lower(k) == "'s";
        let capital = line.lower(i) == "capital" && line.lower(i - 1) == "the";
        let speaks = (i + 1..i + 3).any(follows);
        (has("urban", line.lower(i)) || capital) && !speaks && is_struck(line, i)
    })
}

/// "in the Abbasiya district": a part of a town, by its name.
fn names_a_quarter(line: &Line) -> bool {
    (2..line.words.len()).any(|i| {
        let part = has("quarter", line.lower(i)) || matches!(line.lower(i), "district" | "area");
        let the = (i.saturating_sub(4)..i).find(|&k| line.lower(k) == "the");
        let named = the.is_some_and(|k| (k + 1..i).all(|n| line.words[n].is_capitalised()) && k + 1 < i);
        part && named && the.is_some_and(|k| k > 0 && has("located_at", line.lower(k - 1)))
    })
}

/// "outside the", "through a", "hit an" within a few words before what stands at word `i`.
fn is_struck(line: &Line, i: usize) -> bool {
    (i.saturating_sub(5)..i).any(|k| {
        has("located", line.lower(k))
            || has("struck", line.lower(k))
            || matches!(line.lower(k), "on" | "through" | "into" | "of")
    })
}

/// "in the south", "in eastern Norland", "in a village", "near the border": not in the town the report was filed from.
fn is_away(line: &Line) -> bool {
    (1..line.words.len()).any(|i| {
        let before = line.lower(i - 1);
        let side = has("compass", line.lower(i)) && !matches!(line.lower(i), "central" | "upper" | "lower");
        let area = side && (before == "the" || has("located_at", before)) && !has("quarter", line.lower(i + 1));
        area || has("outlying", line.lower(i))
    })
}
