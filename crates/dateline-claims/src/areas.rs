//! What the states, districts and capitals that a report names make of its towns: a village misread, a country taken for its
//! capital, a district told where the report was filed from the capital.
//!
//! Leaves which place is the scene to [`crate::scene`].

use crate::names::Names;
use crate::reading::Reading;
use crate::scene::{holds, is_town};
use crate::sets::has;
use crate::whereabouts::{is_close, stands_in};
use crate::words::Line;
use dateline_atlas::{PlaceKind, PlaceMention};
use dateline_model::{PlacePrecision, Report, Standing};

/// Inhabitants of a town that the world's news calls by one name.
const SMALL: u32 = 150_000;

/// Whether one of the first sentences puts something in a district or a town away from the capital a report was filed from.
pub(crate) fn names_district(reading: &Reading, filed: &PlaceMention) -> bool {
    let lines =
        || reading.lines.iter().enumerate().take(4).filter(|(i, _)| reading.verdicts[*i].standing == Standing::Main);
    let within =
        |m: &PlaceMention| lines().any(|(_, l)| l.span.contains(m.span) && is_into(l, l.word_from(m.span.start)));
    let away = |m: &&PlaceMention| {
        m.precision <= PlacePrecision::District && m.country == filed.country && m.admin1 != filed.admin1
    };
    reading.names.places.iter().filter(away).any(within)
}

/// "crossed into the Osta district", "the village of Osta, in".
pub(crate) fn is_into(line: &Line, at: usize) -> bool {
    let first = if at > 1 && line.lower(at - 1) == "the" { at - 1 } else { at };
    stands_in(line, at) || first > 0 && line.lower(first - 1) == "into"
}

/// Whether a place is its country's capital.
pub(crate) fn is_capital(names: &Names, m: &PlaceMention) -> bool {
    let known = names.atlas.find_place(&m.name);
    known.iter().any(|c| c.capital && c.geonames.map(u64::from) == m.geonames)
}

/// Whether the title or one of the first sentences puts something in the state that a town lies in.
pub(crate) fn is_in_told_state(reading: &Reading, m: &PlaceMention) -> bool {
    let told = |o: &&PlaceMention| {
        let first = reading.lines.iter().take(3).find(|l| l.span.contains(o.span));
        first.is_some_and(|l| stands_in(l, l.word_from(o.span.start)))
    };
    let state = |o: &&PlaceMention| {
        o.precision == PlacePrecision::Admin1 && state_of(o) == state_of(m) && o.country == m.country
    };
    m.admin1.is_some() && reading.names.places.iter().filter(state).any(|o| told(&o))
}

/// A village whose name the atlas only guessed at, in another state than the one the report names: "Kusakli" in the state
/// of Siirt is not Koçaklı in that of Batman.
pub(crate) fn is_misread(report: &Report, lines: &[Line], names: &Names, m: &PlaceMention) -> bool {
    let written = m.span.slice(&report.text);
    // accents alone make no other name
    let differs = |(a, b): (char, char)| b.is_ascii() && !a.eq_ignore_ascii_case(&b);
    let guessed = written.chars().count() == m.name.chars().count() && written.chars().zip(m.name.chars()).any(differs);
    let states = names.places.iter().filter(|o| o.precision == PlacePrecision::Admin1 && o.country == m.country);
    let lead = |o: &&PlaceMention| lines.iter().take(3).any(|l| l.span.contains(o.span));
    let mut states = states.filter(lead).peekable();
    let other_state = guessed && states.peek().is_some() && states.all(|o| state_of(o) != state_of(m));
    m.precision <= PlacePrecision::Town && (other_state || is_of_no_told_country(report, lines, names, m))
}

/// A small town under another name than the one written, in a country that neither the dateline nor the first sentences
/// speak of, where they speak of others: "Kantale" in Sri Lanka is not Kantilo in India.
fn is_of_no_told_country(report: &Report, lines: &[Line], names: &Names, m: &PlaceMention) -> bool {
    let written = m.span.slice(&report.text);
    let initial = |s: &str| s.chars().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_lowercase();
    let tail = |s: &str| s.chars().rev().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_lowercase();
    let renamed = initial(written) != initial(&m.name) || tail(written) != tail(&m.name);
    let dateline = |o: &PlaceMention| report.dateline_place.is_some_and(|d| d.overlaps(o.span));
    let lead = |o: &PlaceMention| lines.iter().take(4).any(|l| l.span.contains(o.span));
    let told =
        |o: &&PlaceMention| dateline(o) || lead(o) && (o.precision == PlacePrecision::Country || is_capital(names, o));
    let mut told = names.places.iter().filter(told).peekable();
    renamed && m.population < SMALL && told.peek().is_some() && told.all(|o| o.country != m.country)
}

/// "in central Mexico", in a report from Mexico City: the country, though the atlas took it for its capital.
pub(crate) fn is_country(reading: &Reading, m: &PlaceMention) -> bool {
    let written = m.span.slice(&reading.report.text);
    let longer = is_town(m) && m.name.len() > written.len() && m.name.starts_with(written);
    longer && reading.names.atlas.find_place(written).iter().any(|c| c.kind == PlaceKind::Country)
}

/// The state that a place is, or lies in.
pub(crate) fn state_of(m: &PlaceMention) -> Option<&str> {
    let own = (m.precision == PlacePrecision::Admin1).then_some(m.name.as_str());
    m.admin1.as_deref().or(own)
}

/// "in the town of Osta", "on the outskirts of Osta", "at Osta village": said to be a town, with something in it.
pub(crate) fn is_placed(line: &Line, mention: &PlaceMention) -> bool {
    let at = line.word_from(mention.span.start);
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    // "in the upland town of Osta"
    let the = if before(3) == "the" { 3 } else { 4 };
    let struck = has("located_at", before(the + 1)) || has("located", before(the + 1));
    let called = before(1) == "of" && before(the) == "the" && has("settlement", before(2)) && struck;
    let edge = before(1) == "of" && before(2) == "outskirts" || before(1) == "outside";
    is_town(mention) && (called || edge || is_close(line, at))
}

/// "outside his home in this port": the town that the report was filed from.
pub(crate) fn names_this_town(line: &Line) -> bool {
    let town = |k: usize| has("settlement", line.lower(k)) || has("town_noun", line.lower(k));
    (1..line.words.len()).any(|k| {
        let seated = k > 1 && has("seated", line.lower(k - 2));
        let this = line.lower(k) == "this" && has("located_at", line.lower(k - 1)) && !seated;
        this && (town(k + 1) || town(k + 2) && line.words[k + 1].tag == "JJ")
    })
}

/// "in Kenya's Garissa county", "in northern Iraq": an area where something is told to have happened, which does not hold
/// the town the report was filed from.
pub(crate) fn is_other_area(reading: &Reading, m: &PlaceMention, filed: Option<&PlaceMention>) -> bool {
    let Some(line) = reading.lines.iter().find(|l| l.span.contains(m.span)) else { return false };
    let foreign = filed.is_some_and(|f| f.country != m.country);
    let area = match m.precision {
        PlacePrecision::Country => foreign,
        PlacePrecision::Admin1 | PlacePrecision::District => filed.is_none_or(|f| !holds(m, f)),
        _ => false,
    };
    area && stands_in(line, line.word_from(m.span.start))
}

/// A line that says nothing but where its reporters sat: "In Bangkok and Singapore".
pub(crate) fn is_byline(line: &Line) -> bool {
    let mut words = line.words.iter().filter(|w| w.is_wordlike());
    let first = words.next().is_some_and(|w| w.lower == "in");
    first && line.words.len() <= 7 && words.all(|w| w.is_capitalised() || w.lower == "and")
}
