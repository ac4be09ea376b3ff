//! Specs a person who knows news but no Rust can write: names in short contexts, and words that are no names.

use dateline_atlas::{Atlas, PlaceContext, PlaceMention};

/// Share of a list that must come out right.
const ENOUGH: f64 = 0.95;

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

/// The sentence without its marks, and the byte range of what was marked.
fn marked(line: &str, open: char, close: char) -> (String, usize, usize) {
    let from = line.find(open).unwrap_or(0);
    let to = line.find(close).unwrap_or(from + 1);
    (line.replacen(open, "", 1).replacen(close, "", 1), from, to - 1)
}

fn over(places: &[PlaceMention], from: usize, to: usize) -> Option<&PlaceMention> {
    places.iter().find(|p| p.span.start < to && from < p.span.end)
}

fn km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (la, lb, dlo) = (a.0.to_radians(), b.0.to_radians(), (b.1 - a.1).to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dlo / 2.0).sin().powi(2);
    12742.0 * h.sqrt().min(1.0).asin()
}

/// Fails unless enough of the list is right; prints what is not.
fn judge(what: &str, all: usize, wrong: &[String]) {
    let right = 1.0 - wrong.len() as f64 / all.max(1) as f64;
    println!("{what}: {} of {all} right\n{}", all - wrong.len(), wrong.join("\n"));
    assert!(right >= ENOUGH, "{what}: only {right:.3} right:\n{}", wrong.join("\n"));
}

#[test]
fn toponyms_of_conflict_are_placed() {
    let atlas = Atlas::embedded();
    let (mut all, mut wrong) = (0, Vec::new());
    for line in lines(include_str!("specs/places.txt")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (text, from, to) = marked(cells[0], '[', ']');
        let (latitude, longitude) = cells[2].split_once(',').expect("two numbers");
        let point = (latitude.parse().expect("a number"), longitude.parse().expect("a number"));
        let reach = if cells[3] == "area" { 300.0 } else { 60.0 };
        let places = atlas.places_in(&text, &PlaceContext::default());
        let found = over(&places, from, to);
        let right = found
            .is_some_and(|p| p.country.as_deref() == Some(cells[1]) && km((p.latitude, p.longitude), point) <= reach);
        all += 1;
        if !right {
            let got = found.map(|p| format!("{} {:?} {:.2},{:.2}", p.name, p.country, p.latitude, p.longitude));
            wrong.push(format!("{line} -> {got:?}"));
        }
    }
    assert!(all >= 300, "only {all} toponyms");
    judge("toponyms", all, &wrong);
}

#[test]
fn what_is_no_place_is_left_alone() {
    let atlas = Atlas::embedded();
    let (mut all, mut wrong) = (0, Vec::new());
    for line in lines(include_str!("specs/not-places.txt")) {
        let (text, from, to) = marked(line, '{', '}');
        let places = atlas.places_in(&text, &PlaceContext::default());
        all += 1;
        if let Some(place) = over(&places, from, to) {
            wrong.push(format!("{line} -> {}", place.name));
        }
    }
    judge("traps of places", all, &wrong);
}

#[test]
fn actors_resolve() {
    let atlas = Atlas::embedded();
    let (mut all, mut wrong) = (0, Vec::new());
    for line in lines(include_str!("specs/actors.txt")) {
        let (sentence, id) = line.split_once(" | ").expect("sentence | id");
        let (text, from, to) = marked(sentence, '[', ']');
        let actors = atlas.actors_in(&text);
        let found = actors.iter().find(|m| m.span.start < to && from < m.span.end).map(|m| m.actor.id.as_str());
        all += 1;
        if found != Some(id) {
            wrong.push(format!("{line} -> {found:?}"));
        }
    }
    assert!(all >= 200, "only {all} actor forms");
    judge("actors", all, &wrong);
}

#[test]
fn what_is_no_actor_is_left_alone() {
    let atlas = Atlas::embedded();
    let (mut all, mut wrong) = (0, Vec::new());
    for line in lines(include_str!("specs/not-actors.txt")) {
        let (text, from, to) = marked(line, '{', '}');
        let actors = atlas.actors_in(&text);
        all += 1;
        if let Some(m) = actors.iter().find(|m| m.span.start < to && from < m.span.end) {
            wrong.push(format!("{line} -> {}", m.actor.id));
        }
    }
    judge("traps of actors", all, &wrong);
}
