//! Which spans of a text are places, before anyone asks which place.
//!
//! Made from words, candidates and the lists in `atlas/context.txt`: every capitalised run that some layer knows is
//! weighed by what stands around it; names of people, teams, newspapers and groups fall below the line.

use crate::atlas::Atlas;
use crate::context::Set;
use crate::decide::Evidence;
use crate::gazetteer::{Candidate, Match};
use crate::pack::PlaceKind;
use crate::places::{PlaceContext, PlaceRole};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;

/// A span that is a place, with everything its name may mean.
#[derive(Debug, Clone)]
pub(crate) struct Spot<'a> {
    pub first: usize,
    pub last: usize,
    pub span: Span,
    pub candidates: Vec<Candidate<'a>>,
    pub role: PlaceRole,
    pub hint: Hint,
    /// Whether the next spot is the area that holds this one ("Kidal, Mali").
    pub held_by_next: bool,
}

/// What the words around a name say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    None,
    /// "Gao region", "the province of Homs"
    Area,
    /// "the town of Gao", "Gao city"
    Town,
}

/// Weight at which a span counts as a place.
const LINE: f64 = 1.0;
/// Most words of a place name.
const MOST: usize = 6;

/// The places of a text, in its order.
pub(crate) fn find<'a>(
    atlas: &'a Atlas,
    text: &str,
    words: &Words,
    context: &PlaceContext,
    evidence: &Evidence,
) -> Vec<Spot<'a>> {
    let mut out: Vec<Spot<'a>> = Vec::new();
    let mut i = 0;
    while i < words.list.len() {
        if let Some(end) = evidence.taken_until(i) {
            i = end + 1;
            continue;
        }
        match best_at(atlas, text, words, context, evidence, i) {
            Some(spot) => {
                i = spot.last + 1;
                out.push(spot);
            }
            None => i += 1,
        }
    }
    link_containers(words, &mut out);
    out
}

fn best_at<'a>(
    atlas: &'a Atlas,
    text: &str,
    words: &Words,
    context: &PlaceContext,
    evidence: &Evidence,
    i: usize,
) -> Option<Spot<'a>> {
    if !may_begin(words, i) {
        return None;
    }
    for n in (1..=words.reach(i, MOST)).rev() {
        let j = i + n - 1;
        if words.list[j].case == Case::Lower
            || evidence.is_taken(j)
            || n == 1 && atlas.context.has(Set::Never, words.get(i))
        {
            continue;
        }
        let candidates = known(atlas, words, i, j);
        if candidates.is_empty() {
            continue;
        }
        let spot = Spot {
            first: i,
            last: j,
            span: words.span(i, j),
            role: role(atlas, words, i, j),
            hint: hint(atlas, words, i, j),
            candidates,
            held_by_next: false,
        };
        if weigh(atlas, text, words, context, evidence, &spot) >= LINE {
            return Some(spot);
        }
    }
    None
}

/// A name begins with a capital, or with an article tied to one by a hyphen ("al-Bab").
fn may_begin(words: &Words, i: usize) -> bool {
    let word = &words.list[i];
    match word.case {
        Case::Title | Case::Upper => true,
        Case::Lower => {
            let next = words.list.get(i + 1);
            word.end - word.start <= 3 && next.is_some_and(|n| n.gap == Gap::Hyphen && n.case == Case::Title)
        }
        Case::Digit => false,
    }
}

fn known<'a>(atlas: &'a Atlas, words: &Words, i: usize, j: usize) -> Vec<Candidate<'a>> {
    let phrase = words.phrase(i, j);
    let upper = i == j && words.list[i].case == Case::Upper;
    let mut candidates = atlas.gazetteer.named(phrase, &atlas.countries);
    if upper && phrase.len() <= 4 {
        candidates.retain(|c| c.kind == PlaceKind::Country || c.capital || c.population > 300_000 || phrase.len() == 4);
    }
    if i == j && candidates.is_empty() && phrase.starts_with("saint") {
        return Vec::new();
    }
    if candidates.is_empty() && phrase.starts_with("st ") {
        candidates = atlas.gazetteer.named(&phrase.replacen("st ", "saint ", 1), &atlas.countries);
    }
    if phrase == "us" && words.list[i].case != Case::Upper {
        candidates.clear();
    }
    candidates
}

fn role(atlas: &Atlas, words: &Words, i: usize, j: usize) -> PlaceRole {
    let mut before = words.before(i, 1);
    let mut back = 1;
    while matches!(before, "the" | "nearby" | "central" | "downtown") || atlas.context.has(Set::Direction, before) {
        back += 1;
        before = words.before(i, back);
    }
    let after = words.after(j, 1);
    if atlas.context.has(Set::Locative, before) {
        return PlaceRole::Located;
    }
    if before == "from" {
        return PlaceRole::Origin;
    }
    let space = words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space);
    if atlas.context.has(Set::Speech, after) && space {
        return PlaceRole::Government;
    }
    if space && !after.is_empty() && words.list[j + 1].case == Case::Lower && !atlas.context.has(Set::Function, after) {
        return PlaceRole::Modifier;
    }
    PlaceRole::Plain
}

fn hint(atlas: &Atlas, words: &Words, i: usize, j: usize) -> Hint {
    let after = if words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space) { words.get(j + 1) } else { "" };
    let of = (words.before(i, 1) == "of").then(|| words.before(i, 2)).unwrap_or("");
    let before = words.before(i, 1);
    if atlas.context.has(Set::Area, after) || atlas.context.has(Set::Area, of) {
        Hint::Area
    } else if [after, of, before].iter().any(|w| atlas.context.has(Set::Settlement, w)) {
        Hint::Town
    } else {
        Hint::None
    }
}

/// How surely the span is a place; each line is one reason.
fn weigh(atlas: &Atlas, text: &str, words: &Words, context: &PlaceContext, evidence: &Evidence, spot: &Spot) -> f64 {
    let (i, j) = (spot.first, spot.last);
    let single = i == j;
    let mut weight = prominence(&spot.candidates);
    weight += match spot.role {
        PlaceRole::Located => 2.0,
        PlaceRole::Origin => 1.2,
        PlaceRole::Government if single => -0.8,
        _ => 0.0,
    };
    if matches!(words.before(i, 1), "of" | "to" | "between" | "and" | "through" | "via" | "for") {
        weight += 0.6;
    }
    if spot.hint != Hint::None {
        weight += 1.5;
    }
    if !single {
        weight += 0.8;
    }
    if context.dateline.is_some_and(|d| d.overlaps(spot.span)) {
        weight += 4.0;
    }
    weight += neighbours(atlas, words, evidence, i, j);
    if single && words.starts_sentence(i) && spot.role != PlaceRole::Located {
        weight -= 1.0;
    }
    if single && evidence.lower.contains(words.get(i)) {
        weight -= 2.5;
    }
    if (i..=j).all(|k| evidence.surnames.contains(words.get(k))) {
        weight -= 3.5;
    }
    if single && atlas.context.has(Set::Given, words.get(i)) && spot.candidates[0].kind != PlaceKind::Country {
        weight -= 1.5;
    }
    weight + entity(text, context, spot.span)
}

/// The best known of the places a name may mean: known ones need little else to speak for them.
fn prominence(candidates: &[Candidate]) -> f64 {
    let one = |c: &Candidate| {
        let base: f64 = match c.kind {
            PlaceKind::Country | PlaceKind::Continent => 3.0,
            PlaceKind::Region | PlaceKind::Quarter | PlaceKind::Admin1 => 2.2,
            PlaceKind::Admin2 => 1.0,
            PlaceKind::Airport => 1.0,
            PlaceKind::Town if c.layer == "hand" => 1.5,
            PlaceKind::Town => match c.population {
                0..500 => 0.2,
                500..5_000 => 0.4,
                5_000..50_000 => 0.7,
                50_000..300_000 => 1.2,
                300_000..1_000_000 => 1.7,
                _ => 2.2,
            },
        };
        if c.match_kind == Match::Name { base } else { base - 0.5 }
    };
    candidates.iter().map(one).fold(0.0, f64::max)
}

/// What the capitalised words next to a name make of it.
fn neighbours(atlas: &Atlas, words: &Words, evidence: &Evidence, i: usize, j: usize) -> f64 {
    let list = &atlas.context;
    let mut weight = 0.0;
    let before = words.before(i, 1);
    let joined = i > 0 && matches!(words.list[i].gap, Gap::Space | Gap::Hyphen);
    if joined && list.has(Set::Title, before) {
        weight -= 4.0;
    } else if joined && list.has(Set::Given, before) && words.list[i - 1].case != Case::Lower {
        weight -= 4.0;
    } else if joined
        && matches!(words.list[i - 1].case, Case::Title | Case::Upper)
        && !words.starts_sentence(i - 1)
        && !list.has(Set::Beside, before)
        && !evidence.is_demonym(i - 1)
    {
        weight -= 2.5;
    }
    let Some(next) = words.list.get(j + 1) else { return weight };
    let after = words.get(j + 1);
    if next.gap == Gap::Hyphen && list.has(Set::Backed, after) {
        weight -= 3.5;
    }
    let capital = matches!(next.case, Case::Title | Case::Upper);
    if next.gap == Gap::Space && capital && !words.list[j].possessive {
        weight += if list.has(Set::Follow, after) { 0.3 } else { -2.5 };
    }
    weight
}

/// What a named-entity recogniser says, where one has run.
fn entity(_text: &str, context: &PlaceContext, span: Span) -> f64 {
    let Some(entities) = context.entities else { return 0.0 };
    let Some((found, label)) = entities.iter().find(|(e, _)| e.overlaps(span)) else { return -0.5 };
    match *label {
        "GPE" | "LOC" => 2.5,
        "FAC" => 0.5,
        "PERSON" | "PER" => -3.0,
        _ if *found == span => -1.0,
        _ => -1.5,
    }
}

/// Marks "Kidal, Mali" and "Lewiston, Maine": the second is the area of the first.
fn link_containers(words: &Words, spots: &mut [Spot]) {
    for n in 1..spots.len() {
        let (before, after) = (&spots[n - 1], &spots[n]);
        let adjacent = after.first == before.last + 1;
        let comma = adjacent && matches!(words.list[after.first].gap, Gap::Comma | Gap::Bracket);
        let held = comma && before.candidates.iter().any(|c| after.candidates.iter().any(|a| holds(a, c)));
        if held {
            spots[n - 1].held_by_next = true;
            spots[n].role = PlaceRole::Container;
        }
    }
}

/// Whether `area` is a country, state or district that `place` lies in.
pub(crate) fn holds(area: &Candidate, place: &Candidate) -> bool {
    match area.kind {
        PlaceKind::Country => area.country == place.country && place.kind != PlaceKind::Country,
        PlaceKind::Admin1 => {
            area.country == place.country
                && place.kind != PlaceKind::Country
                && place.admin1_id != 0
                && area.admin1_id == place.admin1_id
                && area.geonames != place.geonames
        }
        PlaceKind::Admin2 => area.admin2.is_some() && area.admin2 == place.admin2 && area.admin1_id == place.admin1_id,
        PlaceKind::Region => {
            area.country == place.country && crate::gazetteer::distance_km(area, place) < area.radius * 1.6
        }
        _ => false,
    }
}
