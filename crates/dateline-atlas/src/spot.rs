//! Which spans of a text are places, before anyone asks which place.
//!
//! Made from words, candidates and the lists in `atlas/context.txt`: every capitalised run that some layer knows is
//! weighed by what stands around it; names of people, teams, newspapers and groups fall below the line. A name that is
//! surely a place once is more readily one elsewhere in the same text.

use crate::atlas::Atlas;
use crate::context::Set;
use crate::evidence::Evidence;
use crate::fold::fold;
use crate::gazetteer::{Candidate, Match};
use crate::pack::PlaceKind;
use crate::places::{PlaceContext, PlaceRole};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;
use std::collections::BTreeSet;

/// A span that is a place, with everything its name may mean.
#[derive(Debug, Clone)]
pub(crate) struct Spot<'a> {
    pub first: usize,
    pub last: usize,
    pub span: Span,
    pub candidates: Vec<Candidate<'a>>,
    pub role: PlaceRole,
    pub hint: Hint,
    /// Whether the name is that of a part of some town, or of a facility: "South Austin", "the Austin neighborhood",
    /// "Jefferson High School".
    pub part: bool,
    /// Whether the next spot is the area that holds this one ("Kidal, Mali").
    pub held_by_next: bool,
    /// How surely it is a place.
    pub weight: f64,
}

/// What the words around a name say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    None,
    /// "Gao region", "the province of Homs"
    Area,
    /// "the town of Gao", "Gao city"
    Town,
    /// "the Austin neighborhood": a part of a town the text is likely to name
    Quarter,
}

/// Countries whose news names the state behind every town but its own and the largest.
pub const NAMES_STATES: [&str; 3] = ["AU", "CA", "US"];

/// Inhabitants of a town that may be called a city by the way.
const KNOWN: u32 = 20_000;
/// Weight at which a span counts as a place.
const LINE: f64 = 1.0;
/// Weight at which a name helps its other mentions.
const SURE: f64 = 2.6;
/// Most words of a place name.
const MOST: usize = 6;

/// What weighing a span needs to see.
pub(crate) struct Scene<'s, 'a> {
    pub atlas: &'a Atlas,
    pub text: &'s str,
    pub words: &'s Words,
    context: &'s PlaceContext<'s>,
    pub evidence: &'s Evidence,
    sure: BTreeSet<String>,
}

/// The places of a text, in its order.
pub(crate) fn find<'a>(
    atlas: &'a Atlas,
    text: &str,
    words: &Words,
    context: &PlaceContext,
    evidence: &Evidence,
) -> Vec<Spot<'a>> {
    let mut scene = Scene { atlas, text, words, context, evidence, sure: BTreeSet::new() };
    let sure = scene.spots().into_iter().filter(|s| s.weight >= SURE && s.role != PlaceRole::Demonym);
    scene.sure = sure.map(|s| words.phrase(s.first, s.last).into_owned()).collect();
    let mut spots = scene.spots();
    link_containers(words, &mut spots);
    drop_misplaced(words, &mut spots);
    spots
}

impl<'a> Scene<'_, 'a> {
    fn spots(&self) -> Vec<Spot<'a>> {
        let mut out: Vec<Spot<'a>> = Vec::new();
        let mut i = 0;
        while i < self.words.list.len() {
            let taken = self.evidence.taken_until(i).or_else(|| self.never_until(i));
            let spot = if taken.is_some() { None } else { self.best_at(i).or_else(|| self.demonym_at(i)) };
            i = taken.or(spot.as_ref().map(|s| s.last)).unwrap_or(i) + 1;
            out.extend(spot);
        }
        out
    }

    /// The last word of a phrase that is no place, however its words are written: of "LOWER EAST SIDE", "EAST" is none.
    fn never_until(&self, i: usize) -> Option<usize> {
        let capital = |k: usize| self.words.list[k].case != Case::Lower;
        (2..=self.words.reach(i, 3))
            .rev()
            .map(|n| i + n - 1)
            .find(|&j| capital(i) && capital(j) && self.atlas.context.has(Set::Never, self.words.phrase(i, j).as_ref()))
    }

    fn best_at(&self, i: usize) -> Option<Spot<'a>> {
        let words = self.words;
        // "the pro-Moscow administration" is nowhere
        let sides = words.list[i].gap == Gap::Hyphen && matches!(words.before(i, 1), "pro" | "anti");
        if !may_begin(words, i) || sides {
            return None;
        }
        if let Some(spot) = self.abbreviation_at(i) {
            return Some(spot);
        }
        (1..=words.reach(i, MOST)).rev().find_map(|n| {
            let j = i + n - 1;
            let never = (n > 1 || words.list[i].case != Case::Upper)
                && self.atlas.context.has(Set::Never, words.phrase(i, j).as_ref());
            if words.list[j].case == Case::Lower || self.evidence.is_taken(j) || never {
                return None;
            }
            let candidates = self.known(i, j);
            let candidates = if candidates.is_empty() { self.spelled_like(i, j) } else { candidates };
            if candidates.is_empty() {
                return None;
            }
            let mut spot = self.spot(i, j, candidates);
            if spot.candidates.is_empty() {
                return None;
            }
            spot.weight = self.weigh(&spot);
            (spot.weight >= LINE).then_some(spot)
        })
    }

    fn spot(&self, i: usize, j: usize, mut candidates: Vec<Candidate<'a>>) -> Spot<'a> {
        // "Berkeley Township" is not Berkeley County
        let after =
            if self.words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space) { self.words.get(j + 1) } else { "" };
        if OFFICES.contains(&after) {
            let own = |c: &Candidate| fold(c.name).rsplit(' ').next().is_some_and(|own| own == after);
            let city = after == "city" && self.is_city_of_that_name(j + 1);
            let small = |c: &Candidate| matches!(c.kind, PlaceKind::Town | PlaceKind::Admin2) && c.population <= KNOWN;
            candidates.retain(|c| !city || !small(c) || own(c));
            let other = |c: &Candidate| {
                c.kind == PlaceKind::Admin2
                    && fold(c.name).rsplit(' ').next().is_some_and(|own| OFFICES.contains(&own) && own != after)
            };
            candidates.retain(|c| !other(c));
        }
        Spot {
            first: i,
            last: j,
            span: self.words.span(i, j),
            role: self.role(i, j),
            hint: self.hint(i, j),
            part: self.is_part(i, j),
            candidates,
            held_by_next: false,
            weight: 0.0,
        }
    }

    /// "a shooting in Harbor City": where "City" belongs to the name and no office follows, not a small town called Harbor.
    fn is_city_of_that_name(&self, k: usize) -> bool {
        let (words, next) = (self.words, self.words.list.get(k + 1));
        let office = next.is_some_and(|w| w.gap == Gap::Space && w.case != Case::Lower);
        words.list[k].case != Case::Lower && !office
    }

    /// "Fla.", ", TX"
    fn abbreviation_at(&self, i: usize) -> Option<Spot<'a>> {
        let (full, country) = self.atlas.abbreviations.at(self.text, self.words, i)?;
        let mut candidates = self.atlas.gazetteer.named(full, &self.atlas.countries);
        candidates.retain(|c| c.country == country && (c.kind == PlaceKind::Admin1 || c.capital));
        let mut spot = self.spot(i, i, candidates);
        if self.text[spot.span.end..].starts_with('.') && !self.text[spot.span.range()].ends_with('.') {
            spot.span.end += 1;
        }
        spot.weight = SURE - 0.1;
        (!spot.candidates.is_empty()).then_some(spot)
    }

    /// "Malian", where the caller wants adjectives too.
    fn demonym_at(&self, i: usize) -> Option<Spot<'a>> {
        if !self.context.demonyms || self.evidence.is_taken(i) || self.words.list[i].case == Case::Lower {
            return None;
        }
        (1..=self.words.reach(i, 2)).rev().find_map(|n| {
            let j = i + n - 1;
            let country = self.atlas.countries.of_demonym(&self.words.phrase(i, j))?;
            let mut spot = self.spot(i, j, vec![self.atlas.gazetteer.country(country)]);
            spot.role = PlaceRole::Demonym;
            Some(spot)
        })
    }

    fn known(&self, i: usize, j: usize) -> Vec<Candidate<'a>> {
        let words = self.words;
        let phrase = &*words.phrase(i, j);
        let upper = i == j && words.list[i].case == Case::Upper;
        let mut candidates = self.atlas.gazetteer.named(phrase, &self.atlas.countries);
        if upper && phrase.len() <= 4 {
            let large = |c: &Candidate| c.kind == PlaceKind::Town && c.population > 300_000;
            let known = |c: &Candidate| c.kind == PlaceKind::Country || c.capital || large(c);
            // "SWAT officers" in plain text is an acronym, "GAZA CITY" in capitals is not
            let cried = |k: usize| words.list.get(k).is_some_and(|w| w.case == Case::Upper);
            let shouted = cried(i + 1) || i > 0 && cried(i - 1) || self.opens_dateline(i, j);
            candidates.retain(|c| known(c) || phrase.len() == 4 && c.match_kind == Match::Name && shouted);
        }
        if let Some(full) = long_form(phrase) {
            for more in self.atlas.gazetteer.named(&full, &self.atlas.countries) {
                if !candidates.iter().any(|c| c.name == more.name && c.geonames == more.geonames) {
                    candidates.push(more);
                }
            }
        }
        if phrase == "us" && words.list[i].case != Case::Upper {
            candidates.clear();
        }
        candidates
    }

    /// Towns of the countries the text speaks of that are spelled like words no layer knows, where the words stand as
    /// a place does: "in Dayr az Zawr", "the town of Kubani".
    fn spelled_like(&self, i: usize, j: usize) -> Vec<Candidate<'a>> {
        let words = self.words;
        let phrase = &*words.phrase(i, j);
        let placed = matches!(self.role(i, j), PlaceRole::Located | PlaceRole::Origin) || self.hint(i, j) == Hint::Town;
        let open = words.list.get(j + 1).is_some_and(|w| {
            matches!(w.gap, Gap::Space | Gap::Hyphen)
                && w.case != Case::Lower
                && !self.atlas.context.has(Set::Follow, words.get(j + 1))
        });
        // "in the Andean department"
        let adjective = ["an", "ese", "ish", "ic"].iter().any(|end| words.get(j).ends_with(end))
            && words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space && w.case == Case::Lower)
            && words.before(i, 1) == "the";
        let small = words.list[i].case == Case::Lower;
        let person = (i..=j).any(|k| self.evidence.surnames.contains(words.get(k)));
        if !placed
            || open
            || person
            || adjective
            || small
            || phrase.len() < 4
            || j - i > 3
            || self.evidence.is_demonym(i)
        {
            return Vec::new();
        }
        let mut candidates = self.atlas.gazetteer.like(phrase);
        candidates.retain(|c| self.evidence.countries.get(c.country).is_some_and(|votes| *votes >= 0.9));
        candidates
    }

    fn role(&self, i: usize, j: usize) -> PlaceRole {
        let (words, lists) = (self.words, &self.atlas.context);
        let mut back = 1;
        while matches!(words.before(i, back), "the" | "nearby") || lists.has(Set::Direction, words.before(i, back)) {
            back += 1;
        }
        let before = words.before(i, back);
        let after = words.after(j, 1);
        let next = words.list.get(j + 1).filter(|w| w.gap == Gap::Space);
        if lists.has(Set::Locative, before)
            && next.is_none_or(|w| w.case == Case::Lower || lists.has(Set::Follow, after))
        {
            return PlaceRole::Located;
        }
        if before == "from" {
            return PlaceRole::Origin;
        }
        if lists.has(Set::Speech, after) && next.is_some() {
            return PlaceRole::Government;
        }
        if next.is_some_and(|w| w.case != Case::Lower || !lists.has(Set::Function, after)) {
            return PlaceRole::Modifier;
        }
        if lists.has(Set::Locative, before) { PlaceRole::Located } else { PlaceRole::Plain }
    }

    fn hint(&self, i: usize, j: usize) -> Hint {
        let (words, lists) = (self.words, &self.atlas.context);
        let after = if words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space) { words.get(j + 1) } else { "" };
        let before = words.before(i, 1);
        let of = if matches!(before, "of" | "de" | "du") { words.before(i, 2) } else { "" };
        // in "the Faubourg neighborhood of Metz" the neighborhood has a name of its own
        let own = i > 2 && words.list[i - 3].case == Case::Title && words.list[i - 2].gap == Gap::Space;
        // "Osta Local Government Area"
        let local = after == "local" && words.after(j, 2) == "government";
        if local || lists.has(Set::Area, after) || lists.has(Set::Area, of) {
            Hint::Area
        } else if lists.has(Set::Quarter, after) || lists.has(Set::Quarter, of) && !own {
            Hint::Quarter
        } else if [after, of, before].iter().any(|w| lists.has(Set::Settlement, w)) {
            Hint::Town
        } else {
            Hint::None
        }
    }

    /// How surely the span is a place; each line is one reason.
    fn weigh(&self, spot: &Spot) -> f64 {
        let (words, evidence) = (self.words, self.evidence);
        let (i, j) = (spot.first, spot.last);
        let single = i == j;
        let mut weight = prominence(&spot.candidates);
        weight += match spot.role {
            PlaceRole::Located => 2.0,
            PlaceRole::Origin => 1.2,
            PlaceRole::Government if single => -0.8,
            _ => 0.0,
        };
        let linked = matches!(words.before(i, 1), "of" | "to" | "between" | "and" | "through" | "via" | "for" | "or");
        weight += if linked { 0.6 } else { 0.0 };
        weight += if spot.hint != Hint::None { 1.5 } else { 0.0 };
        weight += if single { 0.0 } else { 0.8 };
        weight += if self.sure.contains(words.phrase(i, j).as_ref()) { 1.3 } else { 0.0 };
        weight += if self.held_ahead(j) { 2.0 } else { 0.0 };
        weight += if self.opens_dateline(i, j) { 3.0 } else { 0.0 };
        weight += if self.context.dateline.is_some_and(|d| d.overlaps(spot.span)) { 4.0 } else { 0.0 };
        weight += self.neighbours(i, j);
        weight -= if self.is_street(i, j) { 6.0 } else { 0.0 };
        weight -= if single && self.has_age(j) { 5.0 } else { 0.0 };
        if single && words.starts_sentence(i) && spot.role != PlaceRole::Located {
            weight -= 0.6;
        }
        if single && evidence.lower.contains(words.get(i)) {
            weight -= 2.5;
        }
        if (i..=j).all(|k| evidence.surnames.contains(words.get(k))) {
            weight -= 3.5;
        }
        let given = single && self.atlas.context.has(Set::Given, words.get(i));
        if given && spot.candidates.first().is_some_and(|c| c.kind != PlaceKind::Country) {
            weight -= 1.5;
        }
        weight + self.entity(spot.span)
    }

    /// What a named-entity recogniser says, where one has run.
    fn entity(&self, span: Span) -> f64 {
        let Some(entities) = self.context.entities else { return 0.0 };
        let Some((found, label)) = entities.iter().find(|(e, _)| e.overlaps(span)) else { return -0.5 };
        match *label {
            "GPE" | "LOC" => 2.5,
            "FAC" => 0.5,
            "PERSON" | "PER" => -3.0,
            _ if *found == span => -1.0,
            _ => -1.0,
        }
    }
}

/// What an area calls itself where two of one name differ by it alone.
const OFFICES: [&str; 7] = ["borough", "city", "county", "parish", "town", "township", "village"];

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

/// "st louis" is also "saint louis", "mt vernon" "mount vernon", "ft myers" "fort myers".
fn long_form(phrase: &str) -> Option<String> {
    let (first, rest) = phrase.split_once(' ')?;
    let long = match first {
        "st" => "saint",
        "ste" => "sainte",
        "mt" => "mount",
        "ft" => "fort",
        "saint" => "st",
        _ => return None,
    };
    Some(format!("{long} {rest}"))
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
                5_000..50_000 => 0.8,
                50_000..300_000 => 1.3,
                300_000..1_000_000 => 1.8,
                _ => 2.3,
            },
        };
        if c.match_kind >= Match::Variant { base } else { base - 0.5 }
    };
    candidates.iter().map(one).fold(0.0, f64::max)
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

/// "Waynesville, Indiana", where no Waynesville is known in Indiana: it is a village there, not the town of that name
/// elsewhere. Only in countries whose news names the state behind every town.
fn drop_misplaced(words: &Words, spots: &mut Vec<Spot>) {
    let state = |c: &Candidate| c.kind == PlaceKind::Admin1 && NAMES_STATES.contains(&c.country);
    let mut wrong: BTreeSet<String> = BTreeSet::new();
    let mut right: BTreeSet<String> = BTreeSet::new();
    for n in 0..spots.len() {
        let name = || words.phrase(spots[n].first, spots[n].last).into_owned();
        if spots[n].held_by_next {
            right.insert(name());
            continue;
        }
        let Some(next) = spots.get(n + 1) else { continue };
        let adjacent = next.first == spots[n].last + 1 && words.list[next.first].gap == Gap::Comma;
        let ends = words.list.get(next.last + 1).is_none_or(|w| {
            matches!(w.gap, Gap::Comma | Gap::Break)
                || w.case == Case::Lower && !matches!(words.get(next.last + 1), "and")
        });
        let town = |c: &Candidate| c.kind == PlaceKind::Town;
        let only = !spots[n].candidates.is_empty() && spots[n].candidates.iter().all(town);
        if adjacent && ends && only && next.candidates.iter().any(state) {
            wrong.insert(name());
        }
    }
    spots.retain(|s| {
        let name = words.phrase(s.first, s.last);
        !wrong.contains(name.as_ref()) || right.contains(name.as_ref())
    });
}

/// Whether `area` is a country, state or district that `place` lies in.
pub(crate) fn holds(area: &Candidate, place: &Candidate) -> bool {
    let smaller = place.kind != PlaceKind::Country && place.kind != PlaceKind::Continent;
    smaller
        && match area.kind {
            PlaceKind::Country => area.country == place.country,
            PlaceKind::Admin1 => {
                place.admin1_id != 0 && area.admin1_id == place.admin1_id && area.geonames != place.geonames
            }
            PlaceKind::Admin2 => {
                area.admin2.is_some()
                    && area.admin2 == place.admin2
                    && area.admin1_id == place.admin1_id
                    && area.geonames != place.geonames
            }
            PlaceKind::Region => {
                crate::gazetteer::distance_km(area, place) < area.radius * 1.5 && place.kind != PlaceKind::Region
            }
            _ => false,
        }
}
