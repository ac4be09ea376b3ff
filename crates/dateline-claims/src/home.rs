//! Of which country an incident is, by whom its sentences speak of: armed groups and forces, people, places.
//!
//! Made from the actors, adjectives and places of the sentences that tell of it. A dateline abroad, a summit, an embassy
//! and the far namesake of a village say little of where something happened. Leaves which place of the country is the
//! scene to [`crate::scene`].

use crate::areas::is_capital;
use crate::reading::Reading;
use crate::scene::place_of;
use crate::sets::has;
use crate::whereabouts::stands_in;
use crate::words::Line;
use dateline_atlas::{ActorRole, NAMES_STATES, PlaceKind, PlaceMention, PlaceRole};
use dateline_model::{Place, PlacePrecision, Role, Span};
use std::collections::BTreeMap;

/// Votes from which a country is that of the incident.
const ENOUGH: f64 = 2.0;
/// The same where only the dateline speaks for another.
const ENOUGH_FILED: f64 = 1.0;
/// How many times more must speak for another country than for that of the place which seems to be the scene.
const MORE: f64 = 2.0;
/// The same where a sentence says that something was there.
const MUCH_MORE: f64 = 12.0;
/// Share of a vote in a sentence that does not tell of the incident.
const ASIDE: f64 = 0.2;
/// Share of what is enough that no namesake may have spoken.
const KNOWN_SHARE: f64 = 0.5;
/// The vote of a dateline.
const FILED: f64 = 1.0;
/// Inhabitants of a town whose name needs no help to be taken for it.
const KNOWN: u32 = 150_000;

/// How a report speaks of the place that seems to be the scene.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// Something was there.
    There,
    /// It is named.
    Named,
    /// The report was filed there, or somebody spoke there, and that is all.
    Filed,
}

/// What speaks for the countries of an incident.
pub(crate) struct Home {
    votes: BTreeMap<String, Vec<Vote>>,
}

/// One thing that speaks for a country.
struct Vote {
    kind: Kind,
    weight: f64,
    /// The weight it would have in a sentence that tells of the incident.
    full: f64,
    span: Span,
}

/// What speaks for a country.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// An armed group, a force, a government.
    Actor,
    /// An adjective: "Norlandic".
    People,
    /// Its own name, or that of its capital.
    Known,
    /// A place that has namesakes.
    Place,
    /// Where the report was filed.
    Filed,
}

impl Home {
    /// What the sentences `ranks`, which tell of an incident, and those around them say of its country.
    pub(crate) fn of(reading: &Reading, ranks: &[usize]) -> Home {
        let mut home = Home::of_these(reading, ranks);
        for (i, line) in reading.main_lines().into_iter().filter(|(i, _)| !ranks.contains(i)) {
            home.hear(reading, i, line, ASIDE);
        }
        let dateline = reading.report.dateline_place;
        let filed = reading.names.places.iter().find(|m| dateline.is_some_and(|d| d.overlaps(m.span)));
        if let Some((country, m)) = filed.and_then(|m| Some((m.country.as_deref()?, m))) {
            home.vote(country, Vote { kind: Kind::Filed, weight: FILED, full: 0.0, span: m.span });
        }
        home
    }

    /// What these sentences alone say of it.
    pub(crate) fn of_these(reading: &Reading, ranks: &[usize]) -> Home {
        let mut home = Home { votes: BTreeMap::new() };
        for &i in ranks {
            home.hear(reading, i, &reading.lines[i], 1.0);
        }
        home
    }

    /// What one sentence says: each country once as an actor's, once as a people's, once as a place's.
    fn hear(&mut self, reading: &Reading, i: usize, line: &Line, share: f64) {
        let mut said: BTreeMap<(Kind, String), (f64, Span)> = BTreeMap::new();
        let mut say = |kind: Kind, country: &str, weight: f64, span: Span| {
            let old = said.entry((kind, country.to_owned())).or_insert((0.0, span));
            if weight > old.0 {
                *old = (weight, span);
            }
        };
        for m in reading.names.actors.iter().filter(|m| line.span.contains(m.span)) {
            let weight = match m.actor.role {
                ActorRole::Government | ActorRole::Party => 0.5,
                role if role.is_armed() && role != ActorRole::Peacekeepers => 1.0,
                _ => continue,
            };
            for country in &m.actor.theatre {
                say(Kind::Actor, country, weight, m.span);
            }
        }
        let victims: Vec<Span> =
            reading.deeds[i].iter().flat_map(|d| &d.fills).filter(|f| f.role == Role::Victim).map(|f| f.span).collect();
        for (k, word) in line.words.iter().enumerate().filter(|(_, w)| w.is_capitalised()) {
            let country = reading.names.atlas.country_of_demonym(word.text);
            let foreign = victims.iter().any(|v| v.overlaps(word.span)) || is_foreign_office(line, k + 1);
            if let Some(country) = country.filter(|_| !foreign) {
                say(Kind::People, country, 0.5, word.span);
            }
        }
        let dateline = |m: &PlaceMention| reading.report.dateline_place.is_some_and(|d| d.overlaps(m.span));
        for m in reading.names.places.iter().filter(|m| line.span.contains(m.span) && !dateline(m)) {
            let Some(country) = m.country.as_deref() else { continue };
            let weight = match m.role {
                _ if is_told_there(line, m) => 1.5,
                _ if is_foreign_office(line, line.word_from(m.span.end)) || is_at_talks(line, m) => continue,
                PlaceRole::Government => 0.2,
                _ => 0.6,
            };
            let known =
                m.precision == PlacePrecision::Country || m.population >= KNOWN && is_capital(&reading.names, m);
            say(if known { Kind::Known } else { Kind::Place }, country, weight, m.span);
        }
        for ((kind, country), (weight, span)) in said {
            self.vote(&country, Vote { kind, weight: weight * share, full: weight, span });
        }
    }

    fn vote(&mut self, country: &str, vote: Vote) {
        self.votes.entry(country.to_owned()).or_default().push(vote);
    }

    /// How much speaks for a country.
    fn share(&self, country: &str) -> f64 {
        self.votes.get(country).map_or(0.0, |votes| votes.iter().map(|v| v.weight).sum())
    }

    /// The country but `here` that most speaks for, and how much: something besides a place that has namesakes must; and
    /// the forces of a country that fights abroad do not.
    fn most_but(&self, here: &str, enough: f64) -> Option<(&str, f64)> {
        let weigh = |(country, votes): (&'_ String, &Vec<Vote>)| {
            let abroad = fights_abroad(country);
            let counts = |v: &&Vote| !(abroad && matches!(v.kind, Kind::Actor | Kind::People));
            votes.iter().filter(counts).map(|v| v.weight).sum::<f64>()
        };
        let known = |v: &&Vote| !matches!(v.kind, Kind::Place | Kind::Filed);
        let sound = |votes: &[Vote]| votes.iter().filter(known).map(|v| v.weight).sum::<f64>() >= enough * KNOWN_SHARE;
        let others = self.votes.iter().filter(|(country, votes)| *country != here && sound(votes));
        let weighed = others.map(|entry| (entry.0.as_str(), weigh(entry)));
        weighed.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The country that clearly more speaks for than for any other.
    pub(crate) fn sure(&self) -> Option<&str> {
        let (country, votes) = self.most_but("", ENOUGH_FILED)?;
        let next = self.most_but(country, 0.0).map_or(0.0, |(_, votes)| votes);
        (votes >= ENOUGH_FILED && votes >= MORE * next).then_some(country)
    }

    /// The country that speaks louder than that of the place at these mentions, which seems to be the scene.
    pub(crate) fn instead_of(&self, reading: &Reading, mentions: &[&PlaceMention], told: Told) -> Option<&str> {
        let here = mentions.first()?.country.as_deref()?;
        let enough = if told == Told::Filed { ENOUGH_FILED } else { ENOUGH };
        let (country, votes) = self.most_but(here, enough)?;
        let other = |v: &Vote| !mentions.iter().any(|m| m.span == v.span);
        let own = self.votes.get(here).is_some_and(|votes| votes.iter().any(other));
        // the name of a village, and no more than that, speaks for its country
        let alone = !own && mentions.iter().all(|m| m.population < KNOWN && !is_held(reading, m));
        let least = match told {
            // of a country that somebody only speaks in, little else is said
            Told::Filed => MORE * self.votes.get(here).map_or(0.0, |votes| votes.iter().map(|v| v.full).sum()),
            _ if alone => 0.0,
            Told::There => MUCH_MORE * self.share(here),
            Told::Named => MORE * self.share(here),
        };
        (votes >= enough && votes >= least).then_some(country)
    }

    /// Whether anything but the dateline speaks for a country.
    pub(crate) fn speaks_of(&self, country: &str) -> bool {
        self.votes.get(country).is_some_and(|votes| votes.iter().any(|v| v.kind != Kind::Filed))
    }

    /// A country as the place of an account.
    pub(crate) fn place(&self, reading: &Reading, country: &str) -> Option<Place> {
        // news of a federation names the state
        let votes = self.votes.get(country).filter(|_| !NAMES_STATES.contains(&country))?;
        let mut evidence: Vec<Span> = votes.iter().map(|v| v.span).collect();
        evidence.sort();
        evidence.dedup();
        country_as_place(reading, country, evidence)
    }
}

/// "US embassy", "Italian consulate": an office of a country that is seldom in it.
pub(crate) fn is_foreign_office(line: &Line, k: usize) -> bool {
    has("foreign_office", line.lower(k))
}

/// A country whose forces strike and serve in others: of it being spoken of, nothing follows for where.
fn fights_abroad(code: &str) -> bool {
    has("fights_abroad", &code.to_lowercase())
}

/// "Norvale, Norland": the country or the state stands behind the name.
pub(crate) fn is_held(reading: &Reading, m: &PlaceMention) -> bool {
    let behind = |o: &PlaceMention| o.span.start > m.span.end && o.span.start - m.span.end <= 3;
    reading.names.places.iter().any(|o| o.role == PlaceRole::Container && behind(o))
}

/// Whether something was at a place, and no talks: "in Norvale", but not "issued a communique in Norvale", nor "in Norvale
/// Alto", which is another.
pub(crate) fn is_told_there(line: &Line, m: &PlaceMention) -> bool {
    let next = line.words.get(line.word_from(m.span.end));
    let day = |w: &str| has("day_or_month", w) || has("governs", w) || has("settlement", w);
    let longer = next.is_some_and(|w| w.is_capitalised() && w.span.start == m.span.end + 1 && !day(&w.lower));
    // "at Norvale's Bar"
    let owner = next.is_some_and(|w| matches!(w.lower.as_str(), "'s" | "’s"));
    stands_in(line, line.word_from(m.span.start)) && !longer && !owner && !is_at_talks(line, m)
}

/// "a news conference in", "the summit held last week in", "their spokesman in" a place.
pub(crate) fn is_at_talks(line: &Line, m: &PlaceMention) -> bool {
    let at = line.word_from(m.span.start);
    let seat = at.checked_sub(2).map_or("", |k| line.lower(k));
    let speaks = has("seated", seat) || has("says", seat) || has("lives", seat);
    speaks || (at.saturating_sub(6)..at).any(|k| has("talks", line.lower(k)))
}

/// Where a report was filed from a capital and names no other place, the country: wires file from capitals.
pub(crate) fn country_filed_from(reading: &Reading, dateline: &PlaceMention) -> Option<Place> {
    let atlas = reading.names.atlas;
    let capital =
        atlas.find_place(&dateline.name).iter().any(|c| c.capital && c.geonames.map(u64::from) == dateline.geonames);
    capital.then(|| country_as_place(reading, dateline.country.as_deref()?, vec![dateline.span])).flatten()
}

fn country_as_place(reading: &Reading, code: &str, evidence: Vec<Span>) -> Option<Place> {
    let atlas = reading.names.atlas;
    let name = atlas.country_name(code)?;
    let country = atlas.find_place(name).into_iter().find(|c| c.kind == PlaceKind::Country)?;
    Some(Place {
        name: Some(name.to_owned()),
        site: None,
        admin1: None,
        country: Some(code.to_owned()),
        latitude: Some(country.latitude),
        longitude: Some(country.longitude),
        geonames: country.geonames.map(u64::from),
        precision: PlacePrecision::Country,
        backed: true,
        evidence,
    })
}

/// The state that most of the outlets, hospitals, police and telephone numbers of a report are of, where it names no
/// place.
pub(crate) fn home_of_outlet(reading: &Reading) -> Option<Place> {
    let homes = reading.names.atlas.homes_in(&reading.report.text);
    let of = |home: &PlaceMention| homes.iter().filter(|h| h.name == home.name && h.country == home.country).count();
    let abroad = |home: &PlaceMention| reading.names.places.iter().any(|p| p.country != home.country);
    let most = homes.iter().find(|home| 2 * of(home) > homes.len()).filter(|home| !abroad(home))?;
    let told = homes.iter().filter(|h| h.name == most.name && h.country == most.country).map(|h| h.span);
    Some(place_of(most, told.collect(), None))
}
