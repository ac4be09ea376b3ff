//! Whether a place stands on more than its name: on its state, on what else of its area the text names.
//!
//! Made from a candidate, its spot and the votes of the text. Local news names the state behind every place but its own;
//! what it does not say is of its own area, or is no such place. Leaves choosing among candidates to `decide`.

use crate::decide::Votes;
use crate::evidence::Evidence;
use crate::gazetteer::{Candidate, distance};
use crate::pack::PlaceKind;
use crate::spot::{NAMES_STATES, Spot};

/// Inhabitants of a town that news of its country names without its state.
const KNOWN: u32 = 150_000;

/// Whether anything but its name and size speaks for a place: the words beside it, its area, or that no other place of
/// another area bears the name.
pub(crate) fn is_backed(place: &Candidate, spot: &Spot, votes: &Votes) -> bool {
    let same = |c: &&Candidate| c.country == place.country && c.admin1_id == place.admin1_id;
    let spoken = match place.admin1_id {
        0 => votes.country(place.country) > 0.0,
        area => votes.area(area) > 0.0,
    };
    spot.held_by_next || spoken || spot.candidates.iter().filter(|c| !same(c)).count() == 0
}

/// Kilometres from the middle of its area within which a place is near home.
const HOME: f64 = 600.0;

/// Whether a place of which nothing says where it lies is far from all that speaks for an area: local news names the
/// state or the country behind every place but its own and the best known, so that it is a quarter or a street of that
/// name.
pub(crate) fn is_far_from_home(place: &Candidate, spot: &Spot, votes: &Votes, evidence: &Evidence) -> bool {
    let settled = matches!(place.kind, PlaceKind::Town | PlaceKind::Quarter | PlaceKind::Admin2);
    let at_home = evidence.countries.keys().any(|country| NAMES_STATES.contains(&country.as_str()));
    let abroad = !NAMES_STATES.contains(&place.country) && votes.country(place.country) == 0.0 && !place.capital;
    let unsaid = votes.area(place.admin1_id) == 0.0 && !spot.held_by_next;
    let far = |home: &(f64, f64)| distance((place.latitude, place.longitude), *home) > HOME;
    settled
        && at_home
        && unsaid
        && (abroad || place.population < KNOWN && NAMES_STATES.contains(&place.country))
        && !evidence.homes.is_empty()
        && evidence.homes.iter().all(far)
}

/// A county that all think of at its name: so many people live in it, and so many more than in others of the name.
pub(crate) fn is_famous(county: &Candidate, spot: &Spot) -> bool {
    let other = |c: &&Candidate| c.admin1_id != county.admin1_id || c.geonames != county.geonames;
    county.kind == PlaceKind::Admin2
        && county.population > 300_000
        && spot.candidates.iter().filter(other).all(|c| c.population < county.population / 4)
}

/// Whether the name at `m` is that of a county with the name at `n` in front: "DeKalb" and "DeKalb County".
pub(crate) fn is_county_of_name(names: &[&str], n: usize, m: usize) -> bool {
    names[m].strip_prefix(names[n]).is_some_and(|rest| matches!(rest, " county" | " parish"))
}

/// Whether a town's name at `n` is but short for a famous county elsewhere that the text names in full.
pub(crate) fn is_short_for(spots: &[Spot], names: &[&str], n: usize, chosen: &[Option<usize>]) -> bool {
    let Some(place) = chosen[n].and_then(|c| spots[n].candidates.get(c)) else { return false };
    let county = |m: usize| spots[m].candidates.get(chosen[m]?).filter(|c| is_famous(c, &spots[m]));
    !spots[n].held_by_next
        && place.kind == PlaceKind::Town
        && (0..spots.len())
            .filter(|&m| is_county_of_name(names, n, m))
            .any(|m| county(m).is_some_and(|c| c.admin1_id != place.admin1_id))
}

#[cfg(test)]
mod tests {
    use crate::{Atlas, PlaceContext, PlaceMention};

    fn places(text: &str, outlet: Option<&str>) -> Vec<PlaceMention> {
        let context = PlaceContext { outlet_name: outlet, ..PlaceContext::default() };
        Atlas::embedded().places_in(text, &context)
    }

    fn area(text: &str, name: &str, outlet: Option<&str>) -> Option<String> {
        places(text, outlet).into_iter().find(|p| p.name.starts_with(name)).and_then(|p| p.admin1)
    }

    #[test]
    fn what_else_is_of_an_area_says_which_town_is_meant() {
        let story = "A clerk was shot at a store in Albany, police said.";
        assert_eq!(area(&format!("{story} Call 229-555-0142."), "Albany", None).as_deref(), Some("Georgia"));
        assert_eq!(area(&format!("{story} Call 541-555-0142."), "Albany", None).as_deref(), Some("Oregon"));
        assert_eq!(area(story, "Albany", Some("KGW News 8 - Portland, OR")).as_deref(), Some("Oregon"));
        assert_eq!(area(story, "Albany", Some("walb")).as_deref(), Some("Georgia"));
    }

    #[test]
    fn a_short_name_is_that_of_the_county_all_think_of() {
        let text = "DeKalb County police are looking for the man who fired. It was the second shooting in DeKalb.";
        assert_eq!(area(text, "DeKalb County", None).as_deref(), Some("Georgia"));
        assert!(!places(text, None).iter().any(|p| p.admin1.as_deref() == Some("Illinois")));
        let held = "A man was shot in DeKalb, Illinois, on Sunday.";
        assert_eq!(area(held, "DeKalb", None).as_deref(), Some("Illinois"));
    }

    #[test]
    fn a_quarter_called_like_a_town_far_away_is_none() {
        let quarter = "A boy was found shot in Bordeaux. Detectives at 615-555-0142 want to hear from witnesses.";
        assert!(places(quarter, None).is_empty(), "{:?}", places(quarter, None));
        let told = "A boy was found shot in Bordeaux, France, where his aunt lives. She can be called at 615-555-0142.";
        assert_eq!(area(told, "Bordeaux", None).as_deref(), Some("Nouvelle-Aquitaine"));
        assert_eq!(places("A bomb went off in Bordeaux, police said.", None).len(), 1);
    }

    #[test]
    fn a_place_says_whether_more_than_its_name_speaks_for_it() {
        let backed = |text| places(text, None).first().map(|p| p.backed);
        assert_eq!(backed("Two were shot in Springfield, Ohio."), Some(true));
        assert_eq!(backed("Two were shot in Springfield."), Some(false));
    }
}
