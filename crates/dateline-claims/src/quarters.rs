//! Quarters of a town: "the exclusive Alta Vista neighborhood", "the suburb of Norvale", "Osta's Lower quarter".
//!
//! Made from the words for parts of a town and the capitals beside them. A quarter bears what name it likes: that a town
//! of another country is called so says nothing. Leaves which town it is of to [`crate::scene`].

use crate::events::event_words;
use crate::home::is_held;
use crate::reading::Reading;
use crate::scene::kilometres;
use crate::sets::has;
use crate::words::Line;
use dateline_atlas::{PlaceKind, PlaceMention};
use dateline_model::Span;

/// Kilometres within which a part of a town and the town are named in one report.
const NEAR: f64 = 50.0;

/// The first quarter where one of these sentences puts the deed, as written.
pub(crate) fn told<'r>(reading: &'r Reading, ranks: &[usize]) -> Option<&'r str> {
    let first = ranks.first().map_or(0, |&i| reading.lines[i].block);
    let telling = ranks.iter().map(|&i| &reading.lines[i]);
    let mut early = telling.filter(|l| l.block <= first + 2 && !event_words(l).is_empty());
    early.find_map(quarter).map(|span| span.slice(&reading.report.text))
}

/// Where a sentence names a quarter in which something was.
fn quarter(line: &Line) -> Option<Span> {
    (1..line.words.len()).filter(|&k| has("quarter", line.lower(k))).find_map(|k| {
        let capital = |k: &usize| line.words.get(*k).is_some_and(|w| w.is_capitalised() && w.is_wordlike());
        if line.lower(k + 1) == "of" && capital(&(k + 2)) {
            let last = (k + 2..).take_while(capital).last()?;
            return is_in(line, k).then(|| line.stretch(k + 2, last + 1));
        }
        let first = (0..k).rev().take_while(capital).last().filter(|&first| first > 0)?;
        is_in(line, first).then(|| line.stretch(first, k + 1))
    })
}

/// "in the exclusive", "on the main road of" before the name at word `first`; not "a resident of the".
fn is_in(line: &Line, first: usize) -> bool {
    let plain = |k: &usize| matches!(line.lower(*k), "the" | "a") || line.words[*k].tag == "JJ";
    let at = (0..first).rev().find(|k| !plain(k));
    at.is_some_and(|k| {
        let before = k.checked_sub(1).map_or("", |k| line.lower(k));
        let lives = has("lives", before) || has("dweller", before) || has("seated", before);
        // "the Back of the Yards neighborhood" begins before "of"
        let of = line.lower(k) == "of" && k > 0 && !line.words[k - 1].is_capitalised();
        (has("located", line.lower(k)) || of) && !lives
    })
}

/// Whether a mention is called a part of a town: "the Norvale neighborhood", "the suburb of Norvale".
pub(crate) fn is_called(line: &Line, m: &PlaceMention) -> bool {
    let at = line.word_from(m.span.start);
    let of = at > 1 && line.lower(at - 1) == "of" && has("quarter", line.lower(at - 2));
    of || has("quarter", line.lower(line.word_from(m.span.end)))
}

/// A quarter, or a district, that bears the name of a town far from all else the report names.
pub(crate) fn is_namesake(reading: &Reading, line: &Line, m: &PlaceMention, filed: Option<&PlaceMention>) -> bool {
    let district = line.lower(line.word_from(m.span.end)) == "district";
    let part = is_called(line, m) || district && filed.is_some_and(|f| f.country != m.country);
    let other = |o: &&PlaceMention| o.geonames != m.geonames || o.name != m.name;
    let mut others = reading.names.places.iter().filter(other).peekable();
    let near = |o: &PlaceMention| o.country == m.country && (district || kilometres(o, m) < NEAR);
    part && m.kind != PlaceKind::Quarter && !is_held(reading, m) && others.peek().is_some() && !others.any(near)
}
