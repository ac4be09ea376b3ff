//! "About 60 km east of Gao": a point told by its distance from a place.
//!
//! Made from the words before a place name and the place's coordinates; leaves naming the point to the caller.

use crate::words::{Gap, Words};
use dateline_model::Span;

/// A point told by distance, and perhaps direction, from a named place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Relative {
    /// The words that say so, the place's name left out.
    pub span: Span,
    /// Distance in kilometres.
    pub km: f64,
    /// Degrees clockwise from north, where a direction is told.
    pub bearing: Option<f64>,
    /// Degrees north of the point; of the place itself without a direction.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How far off the point may be, in kilometres.
    pub uncertainty_km: f64,
}

/// Reads "60 km (37 miles) east of" before word `i`.
pub(crate) fn before(text: &str, words: &Words, i: usize, place: (f64, f64)) -> Option<Relative> {
    let mut at = i.checked_sub(1)?;
    if words.get(at) == "the" {
        at = at.checked_sub(1)?;
    }
    if !matches!(words.get(at), "of" | "from") || words.list[i].gap == Gap::Break {
        return None;
    }
    let link = at;
    let mut bearing = None;
    let mut factor = None;
    // Back over at most seven words: direction, unit, a second measure in brackets, number.
    for back in 1..=7 {
        let k = link.checked_sub(back)?;
        if words.list[k + 1].gap == Gap::Break {
            return None;
        }
        let word = words.get(k);
        if let Some(degrees) = direction(word) {
            bearing = bearing.or(Some(degrees));
        } else if let Some(unit) = unit(word) {
            factor = Some(unit);
        } else if let (Some(unit), Some(number)) = (factor, number(word)) {
            let first = first_measure(words, k).unwrap_or((k, number * unit));
            return Some(point(Span::new(words.list[first.0].start, words.list[link].end), first.1, bearing, place));
        } else if let Some((number, unit)) = joined(word, text, words, k) {
            return Some(point(Span::new(words.list[k].start, words.list[link].end), number * unit, bearing, place));
        } else if !matches!(word, "the" | "away" | "to" | "some" | "about") {
            return None;
        }
    }
    None
}

/// "60 kilometres (37 miles)": the measure before the bracket is the writer's own.
fn first_measure(words: &Words, k: usize) -> Option<(usize, f64)> {
    let unit = unit(words.get(k.checked_sub(1)?))?;
    let at = k.checked_sub(2)?;
    (words.list[k].gap == Gap::Bracket).then_some((at, number(words.get(at))? * unit))
}

/// "60km"
fn joined(word: &str, _text: &str, _words: &Words, _k: usize) -> Option<(f64, f64)> {
    let digits = word.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = word.split_at(digits);
    Some((number.parse().ok()?, unit(rest)?))
}

fn point(span: Span, km: f64, bearing: Option<f64>, place: (f64, f64)) -> Relative {
    let (latitude, longitude) = bearing.map_or(place, |degrees| travel(place, degrees, km));
    let uncertainty_km = if bearing.is_some() { (km * 0.4).max(5.0) } else { km.max(5.0) };
    Relative { span, km, bearing, latitude, longitude, uncertainty_km }
}

/// The point `km` from `from` at a bearing.
fn travel(from: (f64, f64), bearing: f64, km: f64) -> (f64, f64) {
    let (lat, lon, b, d) = (from.0.to_radians(), from.1.to_radians(), bearing.to_radians(), km / 6371.0);
    let to = (lat.sin() * d.cos() + lat.cos() * d.sin() * b.cos()).asin();
    let along = lon + (b.sin() * d.sin() * lat.cos()).atan2(d.cos() - lat.sin() * to.sin());
    let degrees = along.to_degrees();
    (to.to_degrees(), (degrees + 540.0).rem_euclid(360.0) - 180.0)
}

fn unit(word: &str) -> Option<f64> {
    match word {
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kilomètres" => Some(1.0),
        "mile" | "miles" | "mi" => Some(1.609),
        "metres" | "meters" | "m" => Some(0.001),
        _ => None,
    }
}

fn number(word: &str) -> Option<f64> {
    const WORDS: [(&str, f64); 14] = [
        ("a", 1.0),
        ("one", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
    ];
    word.parse().ok().or_else(|| WORDS.iter().find(|(w, _)| *w == word).map(|(_, n)| *n))
}

fn direction(word: &str) -> Option<f64> {
    Some(match word {
        "north" | "nord" | "norte" => 0.0,
        "northeast" | "northeastern" => 45.0,
        "east" | "est" | "este" => 90.0,
        "southeast" => 135.0,
        "south" | "sud" | "sur" => 180.0,
        "southwest" => 225.0,
        "west" | "ouest" | "oeste" => 270.0,
        "northwest" => 315.0,
        _ => return None,
    })
}
