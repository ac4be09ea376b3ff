//! Finds the places a text names and says which ones are meant.
//!
//! Made from raw text, the gazetteer and what the caller knows (dateline, outlet, named entities). First which spans
//! are places, by `spot`; then which place each is, by `decide`. Leaves sites to `sites`.

use crate::atlas::Atlas;
use crate::decide::{self, Choice};
use crate::evidence::Evidence;
use crate::fold::fold;
use crate::gazetteer::{Candidate, Match};
use crate::pack::PlaceKind;
use crate::relative::{self, Relative};
use crate::spot::{self, NAMES_STATES, Spot};
use crate::words::Words;
use dateline_model::{PlacePrecision, Span};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What the caller knows about the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlaceContext<'a> {
    /// The place name of the dateline.
    pub dateline: Option<Span>,
    /// Country of the outlet, ISO 3166-1 alpha-2.
    pub outlet_country: Option<&'a str>,
    /// What the outlet calls itself: "WXYZ News 7 - Norvale, OH".
    pub outlet_name: Option<&'a str>,
    /// The outlet's domain: "norvaleherald.com".
    pub outlet_domain: Option<&'a str>,
    /// Named entities with their labels ("GPE", "LOC", "PERSON", "ORG"…), if a recogniser has run.
    pub entities: Option<&'a [(Span, &'a str)]>,
    /// Whether adjectives and nationality nouns ("Malian") count as mentions of their country.
    pub demonyms: bool,
}

/// What the words around a place make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceRole {
    /// The dateline.
    Dateline,
    /// After "in", "at", "near", "outside": where something is.
    Located,
    /// "60 km east of it".
    Relative,
    /// After a comma, as the area that holds the place before ("Kidal, Mali").
    Container,
    /// "Washington said", "talks with Tehran": its government is meant.
    Government,
    /// After "from".
    Origin,
    /// Directly before a noun ("the Bamako attack", "Gaza hospitals").
    Modifier,
    /// None of these.
    Plain,
    /// An adjective or nationality noun; only where asked for.
    Demonym,
}

/// A place named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    /// Where.
    pub span: Span,
    /// Its name, as the atlas spells it, "St." and the like written out.
    pub name: String,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// First-order area.
    pub admin1: Option<String>,
    /// Second-order area.
    pub admin2: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// How exact the coordinates are.
    pub precision: PlacePrecision,
    /// What it is.
    pub kind: PlaceKind,
    /// What the words around it make of it.
    pub role: PlaceRole,
    /// "60 km east of it", computed.
    pub relative: Option<Relative>,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// How many places bear the name.
    pub rivals: usize,
    /// Whether more than the name and the size of the place speaks for it: its area is named, or another place or outlet of
    /// it, or no other place bears the name.
    pub backed: bool,
}

/// The places of `text` in its order; spans do not overlap.
pub(crate) fn find(atlas: &Atlas, text: &str, context: &PlaceContext) -> Vec<PlaceMention> {
    let words = Words::of(text);
    let evidence = Evidence::gather(atlas, text, &words, context);
    let spots = spot::find(atlas, text, &words, context, &evidence);
    let chosen = decide::choose(&words, &spots, &evidence);
    let made = |(spot, choice): (&Spot, Option<Choice>)| Some(mention(text, &words, spot, &choice?, context));
    spots.iter().zip(chosen).filter_map(made).collect()
}

/// The places a short text names, as the gazetteer knows them.
pub(crate) fn candidates_in<'a>(atlas: &'a Atlas, text: &str) -> Vec<Candidate<'a>> {
    let (words, context) = (Words::of(text), PlaceContext::default());
    let evidence = Evidence::gather(atlas, text, &words, &context);
    let spots = spot::find(atlas, text, &words, &context, &evidence);
    decide::choose(&words, &spots, &evidence).into_iter().flatten().map(|choice| choice.place).collect()
}

fn mention(text: &str, words: &Words, spot: &Spot, choice: &Choice, context: &PlaceContext) -> PlaceMention {
    let place = &choice.place;
    let relative = relative::before(text, words, spot.first, (place.latitude, place.longitude));
    let role = match &relative {
        _ if context.dateline.is_some_and(|d| d.overlaps(spot.span)) => PlaceRole::Dateline,
        Some(_) => PlaceRole::Relative,
        None => spot.role,
    };
    PlaceMention {
        span: spot.span,
        name: shown_as(spot.span.slice(text), place, spot).unwrap_or_else(|| written_out(place.name)),
        geonames: place.geonames.map(u64::from),
        latitude: place.latitude,
        longitude: place.longitude,
        admin1: place.admin1.map(str::to_owned),
        admin2: place.admin2.map(str::to_owned),
        country: (!place.country.is_empty()).then(|| place.country.to_owned()),
        precision: precision(place.kind),
        kind: place.kind,
        role,
        relative,
        population: place.population,
        rivals: spot.candidates.len(),
        backed: choice.backed,
    }
}

/// The names news uses of towns in conflict, by their folded form and country.
static TOWNS: LazyLock<BTreeMap<(String, &str), &str>> = LazyLock::new(|| {
    let towns = crate::lines::entries(crate::sources::text("places/towns.txt")).filter(|cells| cells.len() > 3);
    towns.map(|cells| ((fold(cells[0]), cells[3]), cells[0])).collect()
});

/// The name to show where the gazetteer's is not the one that the report writes.
fn shown_as(written: &str, place: &Candidate, spot: &Spot) -> Option<String> {
    // a town by the name of its province, which sounds like none of its own: the province may be meant
    let area = |c: &Candidate| precision(c.kind) > PlacePrecision::Town;
    let alike = fold(written).chars().next() == fold(place.name).chars().next();
    let own = || own_spelling(written, place).filter(|_| alike || !spot.candidates.iter().any(area));
    known_as(written, place).map(str::to_owned).or_else(own)
}

/// "Jenin", which a gazetteer spells Janīn, or calls so by its other names: as the report writes it; "JENIN" of a dateline
/// in small letters. Letters for a name ("LA") are no spelling, towns of English-speaking federations are known by one, and
/// a hand-kept place, or one of a user's pack, bears the name it was given there.
fn own_spelling(written: &str, place: &Candidate) -> Option<String> {
    let town = matches!(precision(place.kind), PlacePrecision::Town)
        && !NAMES_STATES.contains(&place.country)
        && place.layer == "geonames";
    let other = match place.match_kind {
        Match::Alternate | Match::Variant => true,
        Match::Name => is_transliterated(place.name),
        Match::Spelling => false,
    };
    let cried = !written.chars().any(char::is_lowercase);
    let letters = written.contains('.') || cried && written.chars().count() < 5;
    (town && other && !letters).then(|| if cried { in_small_letters(written) } else { written.to_owned() })
}

/// Whether a name bears marks that scholars put on letters and newspapers do not: "Khōst", "Baʻqūbah".
fn is_transliterated(name: &str) -> bool {
    let mark = |c| matches!(c, '\u{304}' | '\u{323}' | '\u{32e}' | '\u{331}' | 'ʻ' | 'ʼ' | '‘');
    name.nfd().any(mark)
}

/// "DEIR EZ-ZOR" as "Deir Ez-Zor".
fn in_small_letters(cried: &str) -> String {
    let mut first = true;
    let letter = |c: char| {
        let small = c.is_alphabetic() && !first;
        first = !c.is_alphabetic() && !matches!(c, '\'' | '’');
        if small { c.to_lowercase().collect::<Vec<_>>() } else { vec![c] }
    };
    cried.chars().flat_map(letter).collect()
}

/// "Oicha", which a gazetteer calls Hyosha: the hand-kept name of a town, where the report writes that.
fn known_as(written: &str, place: &Candidate) -> Option<&'static str> {
    let town = matches!(precision(place.kind), PlacePrecision::Town);
    TOWNS.get(&(fold(written), place.country)).copied().filter(|_| town)
}

/// "St. Louis" as "Saint Louis": gazetteers write now one, now the other.
fn written_out(name: &str) -> String {
    let long = |word: &str| match word {
        "Ft." => "Fort".to_owned(),
        "Mt." => "Mount".to_owned(),
        "St." => "Saint".to_owned(),
        "Ste." => "Sainte".to_owned(),
        _ => word.to_owned(),
    };
    name.split(' ').map(long).collect::<Vec<_>>().join(" ")
}

/// The area of an outlet, standing where the outlet is named.
pub(crate) fn home(span: Span, place: &Candidate) -> PlaceMention {
    PlaceMention {
        span,
        name: place.name.to_owned(),
        geonames: place.geonames.map(u64::from),
        latitude: place.latitude,
        longitude: place.longitude,
        admin1: Some(place.name.to_owned()),
        admin2: None,
        country: (!place.country.is_empty()).then(|| place.country.to_owned()),
        precision: precision(place.kind),
        kind: place.kind,
        role: PlaceRole::Plain,
        relative: None,
        population: place.population,
        rivals: 1,
        backed: true,
    }
}

/// ACLED's and UCDP's steps: town, district, first-order area or region, country.
fn precision(kind: PlaceKind) -> PlacePrecision {
    match kind {
        PlaceKind::Town | PlaceKind::Quarter | PlaceKind::Airport => PlacePrecision::Town,
        PlaceKind::Admin2 => PlacePrecision::District,
        PlaceKind::Admin1 | PlaceKind::Region => PlacePrecision::Admin1,
        PlaceKind::Country | PlaceKind::Continent => PlacePrecision::Country,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Atlas, PlaceContext, PlaceMention};

    fn first(text: &str) -> Option<PlaceMention> {
        Atlas::embedded().places_in(text, &PlaceContext::default()).into_iter().next()
    }

    #[test]
    fn a_town_is_shown_as_the_report_spells_it() {
        let name = |text| first(text).map(|p| p.name);
        let spelled = "Two men were shot in Tartous, Syria, on Sunday.";
        assert_eq!(name(spelled).as_deref(), Some("Tartous"));
        assert_eq!(name("TARTOUS, Syria (AP) - Two men were shot.").as_deref(), Some("Tartous"));
        assert_eq!(
            first(spelled).and_then(|p| p.geonames),
            first("Two men were shot in Ţarţūs, Syria.").and_then(|p| p.geonames)
        );
        assert_eq!(name("Two men were shot in Khost, Afghanistan.").as_deref(), Some("Khost"));
        // an American town has one name, whatever people call it
        assert_eq!(name("Two men were shot in Philly, Pennsylvania, on Sunday.").as_deref(), Some("Philadelphia"));
    }

    #[test]
    fn capitals_become_small_letters() {
        assert_eq!(super::in_small_letters("DEIR EZ-ZOR"), "Deir Ez-Zor");
        assert_eq!(super::in_small_letters("N'DJAMENA"), "N'djamena");
    }
}
