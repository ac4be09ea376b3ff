//! Where a report's own incident took place.
//!
//! Made from the places its main sentences name, weighed by what the words around each make of it: a scene, someone's
//! home, the hospital the wounded were taken to. A county gives way to a town in it, a quarter to its town. Where no
//! place is named at all, a local outlet still speaks for its state. Leaves which place a name means to the atlas.

use crate::areas::{
    is_byline, is_capital, is_country, is_in_told_state, is_into, is_other_area, is_placed, names_district,
    names_this_town, state_of,
};
use crate::frames::is_facility;
use crate::home::{Home, Told, country_filed_from, home_of_outlet, is_at_talks, is_foreign_office, is_told_there};
use crate::quarters;
use crate::reading::Reading;
use crate::sets::has;
use crate::spots::spot_told;
use crate::times::TimeKind;
use crate::whereabouts::weight;
use crate::words::Line;
use dateline_atlas::{NAMES_STATES, PlaceKind, PlaceMention};
use dateline_model::{Place, PlacePrecision, Role, Span, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// Kilometres within which a part of a town lies from its middle.
pub(crate) const PART: f64 = 25.0;
/// How many times larger a town is than a part of it.
const LARGER: u32 = 8;
/// The same where nothing but the dateline says that it is a part.
const MUCH_LARGER: u32 = 20;
/// Share of a county's weight that a town in it needs to take its place.
const OF_COUNTY: f64 = 0.1;
/// Share that is left of a mention that leads astray.
const ASTRAY: f64 = 0.15;
/// Share of it that goes to the town whose own police speak: what leads astray is likely a quarter there.
const LENT: f64 = 0.5;

/// How many first sentences tell where something happened, though they name no one harmed.
pub(crate) const LEAD: usize = 5;
/// How much more a mention says that puts the deed outside, or so many kilometres from, a town.
const EXACT: f64 = 1.3;
/// Weight from which a place speaks for itself in a country that others speak for.
const NAMED: f64 = 2.0;
/// Weight of the dateline where the lead says that it happened there.
const SEEN: f64 = 12.0;

/// A place with all that speaks for it.
struct Scene<'r> {
    mentions: Vec<&'r PlaceMention>,
    weight: f64,
    /// Its police, sheriff or courts are named: it is a town of its own.
    governed: bool,
    /// It is called a neighbourhood or a section.
    quarter: bool,
    /// It is the dateline.
    dateline: bool,
    /// Something is told to have happened "in the town of" that name.
    placed: bool,
    /// A sentence that tells of the deed says that something was there, and no talks.
    told_there: bool,
}

impl Scene<'_> {
    /// How the report speaks of it.
    fn told(&self, reading: &Reading) -> Told {
        let dateline = |m: &PlaceMention| reading.report.dateline_place.is_some_and(|d| d.overlaps(m.span));
        let spoken = |m: &PlaceMention| reading.lines.iter().any(|l| l.span.contains(m.span) && is_at_talks(l, m));
        match self.told_there {
            true => Told::There,
            false if self.mentions.iter().all(|m| dateline(m) || spoken(m)) => Told::Filed,
            false => Told::Named,
        }
    }
}

/// The place of the report's own incident; `ranks` are the sentences that tell of it.
pub fn scene(reading: &Reading, ranks: &[usize]) -> Option<Place> {
    let mut scenes = scenes(reading, ranks);
    let part = join_parts(&mut scenes);
    let home = Home::of(reading, ranks);
    // a dateline abroad, a summit, a namesake far away: the report is of another country
    let other = best(&scenes).and_then(|b| home.instead_of(reading, &b.mentions, b.told(reading)));
    if let Some(other) = other {
        scenes.retain(|s| s.mentions[0].country.as_deref() == Some(other) && (s.told_there || s.weight >= NAMED));
        if scenes.is_empty() {
            let site = crate::participants::site(reading, ranks).filter(is_named).or(quarters::told(reading, ranks));
            return home.place(reading, other).map(|p| Place { site: site.map(str::to_owned), ..p });
        }
    }
    let Some(best) = best(&scenes) else {
        return home_of_outlet(reading).or_else(|| home.place(reading, home.sure()?));
    };
    let village = spot_told(reading, ranks, |_| true);
    // "in Mali's capital" says the town all the same
    let capital = ranks.iter().any(|&i| reading.lines[i].words.iter().any(|w| w.lower == "capital"));
    let in_dateline = |m: &&PlaceMention| reading.report.dateline_place.is_some_and(|d| d.overlaps(m.span));
    let quarter = quarters::told(reading, ranks);
    if let Some(country) = country_filed_from(reading, best.mentions[0])
        && !capital
        && best.weight < SEEN
        && quarter.is_none()
        && best.mentions.iter().all(in_dateline)
    {
        let site = spot_told(reading, ranks, |s| s.village).or(village).map(str::to_owned);
        return Some(Place { site, ..country });
    }
    let site = crate::participants::site(reading, ranks);
    let spot = part.filter(|p| p.of == best.mentions[0].span).map(|p| p.span.slice(&reading.report.text));
    let quarter = quarter.filter(|q| !q.contains(best.mentions[0].span.slice(&reading.report.text)));
    // a county or a state is told, and a village in it that no gazetteer knows
    let coarse = best.mentions[0].precision >= PlacePrecision::District;
    // "the village of Osta, near Gao": the atlas knows Gao alone
    let own = spot_told(reading, ranks, |s| s.village).filter(|_| !is_told_in(reading, &best.mentions));
    let village = village.or_else(|| ranks.iter().find_map(|&i| namesake(reading, i, best.mentions[0])));
    let spot = spot.or(quarter).filter(|_| !coarse);
    // "Cedar Avenue, Eastgate": the street is that of the quarter
    let both = site.filter(is_named).zip(spot).filter(|(site, spot)| !site.contains(spot) && !spot.contains(site));
    let both = both.map(|(site, spot)| format!("{site}, {spot}"));
    let site = village.filter(|_| coarse).or(own).or(both.as_deref()).or(site.filter(is_named)).or(spot).or(site);
    let mut evidence: Vec<Span> = best.mentions.iter().map(|m| m.span).collect();
    evidence.dedup();
    Some(place_of(best.mentions[0], evidence, site))
}

/// Whether something was in a place itself by one of its mentions, and not near it or in its district.
fn is_told_in(reading: &Reading, mentions: &[&PlaceMention]) -> bool {
    mentions.iter().any(|m| {
        let Some(line) = reading.lines.iter().find(|l| l.span.contains(m.span)) else { return false };
        let at = line.word_from(m.span.start);
        let inside = at > 0 && (has("struck", line.lower(at - 1)) || matches!(line.lower(at - 1), "in" | "at" | "on"));
        let beside = at > 0 && matches!(line.lower(at - 1), "near" | "outside");
        is_town(m) && inside && !beside && !is_at_talks(line, m)
    })
}

/// Whether a site has a name of its own: "Cedar Avenue", not "a street", nor "Street".
fn is_named(site: &&str) -> bool {
    site.chars().any(char::is_uppercase) && !has("ground", &site.to_lowercase())
}

/// The name of a village that the atlas took for a town of that name elsewhere: "in Stokes", where the report is of Pitt
/// County and the only Stokes known is far away.
fn namesake<'r>(reading: &'r Reading, i: usize, county: &PlaceMention) -> Option<&'r str> {
    let line = &reading.lines[i];
    let elsewhere = |m: &&PlaceMention| {
        let at = line.word_from(m.span.start);
        let located = at.checked_sub(1).is_some_and(|k| matches!(line.lower(k), "in" | "near" | "outside"));
        line.span.contains(m.span) && located && is_town(m) && is_astray(reading, county, m)
    };
    reading.names.places.iter().find(elsewhere).map(|m| m.span.slice(&reading.report.text))
}

/// The places of the main sentences, in the order in which they are first named.
fn scenes<'r>(reading: &'r Reading, ranks: &[usize]) -> Vec<Scene<'r>> {
    let in_dateline = |m: &PlaceMention| reading.report.dateline_place.is_some_and(|d| d.overlaps(m.span));
    let spots = spots_told(reading, ranks);
    let told = |m: &PlaceMention| {
        let early = || (0..reading.lines.len().min(LEAD)).filter(|&i| is_of_attack(reading, i));
        let telling = ranks.iter().copied().chain(early()).any(|i| reading.lines[i].span.contains(m.span));
        let telling = telling || is_timed_there(reading, m);
        telling || reading.lines.iter().any(|l| l.span.contains(m.span) && at_spot(l, m, &spots))
    };
    let anchor = anchor(reading);
    let filed = reading.names.places.iter().find(|m| in_dateline(m));
    let namesake = |m: &PlaceMention| {
        reading.lines.iter().any(|l| l.span.contains(m.span) && quarters::is_namesake(reading, l, m, filed))
    };
    let astray = |m: &PlaceMention| anchor.is_some_and(|a| is_astray(reading, a.place, m)) || namesake(m);
    let from_capital = filed.is_some_and(|f| is_capital(&reading.names, f) && names_district(reading, f));
    let elsewhere = from_capital
        || spot_told(reading, ranks, |s| s.village).is_some()
        || reading.names.places.iter().any(|m| {
            let finer = is_town(m) || is_other_area(reading, m, filed);
            finer && !in_dateline(m) && told(m) && !astray(m)
        });
    let here = reading.lines.iter().take(2).any(names_this_town)
        || filed.is_some_and(|f| crate::filed::is_told_in_the_city(reading, f));
    let outlets = reading.names.atlas.outlets_in(&reading.report.text);
    let homes = reading.names.atlas.homes_in(&reading.report.text);
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    let mut scenes: Vec<Scene<'r>> = Vec::new();
    let mut lent = 0.0;
    for mention in &reading.names.places {
        let dateline = in_dateline(mention);
        let line = reading.lines.iter().position(|l| l.span.contains(mention.span));
        let Some(i) = line.or(dateline.then_some(0)).filter(|i| *i < reading.lines.len()) else { continue };
        if reading.verdicts[i].standing != Standing::Main && !dateline {
            continue;
        }
        let line = &reading.lines[i];
        let unbacked = in_longer_name(line, mention) && !is_backed(reading, &homes, mention)
            || is_foreign_office(line, line.word_from(mention.span.end));
        if !dateline && (unbacked || is_byline(line)) {
            continue;
        }
        // where the reporter sat is the scene only where the text names no other town
        let weight = match (dateline, elsewhere) {
            (true, _) if here => SEEN,
            (true, true) => 0.5,
            (true, false) => 3.0,
            _ if outlets.iter().any(|o| beside(o.span, mention.span)) => 0.3,
            _ if from_capital && i < 4 && is_into(line, line.word_from(mention.span.start)) => weight(line, i, mention),
            _ if told(mention) && is_placed(line, mention) => weight(line, i, mention) * EXACT,
            _ => weight(line, i, mention) * if told(mention) { 1.0 } else { 0.3 },
        };
        let strays = !dateline && (astray(mention) || is_country(reading, mention));
        lent += if strays { weight * LENT } else { 0.0 };
        let weight = if strays { weight * ASTRAY } else { weight };
        let n = *order.entry(key_of(mention)).or_insert(scenes.len());
        if n == scenes.len() {
            scenes.push(Scene {
                mentions: Vec::new(),
                weight: 0.0,
                governed: false,
                quarter: false,
                dateline: false,
                placed: false,
                told_there: false,
            });
        }
        let scene = &mut scenes[n];
        scene.weight += weight;
        scene.mentions.push(mention);
        let after = line.word_from(mention.span.end);
        scene.governed |= governs(line, after) || governed_before(line, mention);
        scene.dateline |= dateline;
        scene.placed |= is_placed(line, mention) && told(mention) && !strays;
        scene.quarter |= quarters::is_called(line, mention);
        scene.told_there |= !dateline && !strays && told(mention) && is_told_there(line, mention);
    }
    let own = anchor.filter(|a| a.own).and_then(|a| order.get(&key_of(a.place)));
    if let Some(scene) = own.and_then(|n| scenes.get_mut(*n)) {
        scene.weight += lent;
    }
    scenes
}

/// "The truck came under fire on Tuesday evening on a track outside Osta": the first sentences give the hour
/// and the town.
fn is_timed_there(reading: &Reading, m: &PlaceMention) -> bool {
    let first = reading.lines.iter().take(LEAD).find(|l| l.span.contains(m.span));
    let timed = |l: &&Line| reading.times.iter().any(|t| t.kind == TimeKind::Time && l.span.contains(t.span));
    first.filter(timed).is_some_and(|l| is_placed(l, m))
}

/// Whether a sentence tells of somebody attacking, or of what went off: "the fighters struck the town of Osta".
pub(crate) fn is_of_attack(reading: &Reading, i: usize) -> bool {
    let line = &reading.lines[i];
    let acts = |role: Role| matches!(role, Role::Perpetrator | Role::Target);
    reading.deeds[i].iter().flat_map(|d| &d.fills).any(|f| acts(f.role))
        || crate::tie::attackers_act(line)
        || (0..line.words.len()).any(|k| {
            let off = has("goes_off", line.lower(k)) || line.lower(k) == "went" && line.lower(k + 1) == "off";
            off && line.words[k].tag.starts_with("VB")
        })
}

/// The nouns of the spots that the telling sentences name: "school" of "taken from a school".
fn spots_told(reading: &Reading, ranks: &[usize]) -> BTreeSet<String> {
    let lines = ranks.iter().map(|&i| &reading.lines[i]);
    let spots = lines.flat_map(|l| reading.names.sites.iter().filter(move |s| l.span.contains(s.span)));
    let noun = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    spots.map(|s| noun(&s.name)).collect()
}

/// "outside the school in Talata Mafara", where the school is what was attacked: it says where, whatever its sentence is of.
fn at_spot(line: &Line, mention: &PlaceMention, spots: &BTreeSet<String>) -> bool {
    let at = line.word_from(mention.span.start);
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    matches!(before(1), "in" | "at" | "near" | "outside" | "of") && spots.contains(before(2))
}

/// Whether a place stands in an outlet's name, or right behind it: "WBRC FOX6 News - Birmingham, AL".
fn beside(outlet: Span, place: Span) -> bool {
    outlet.overlaps(place) || place.start >= outlet.end && place.start - outlet.end < 30
}

/// Whether the words from rank `k` on name a town's own police or office: "police", "Metropolitan Police Department".
fn governs(line: &Line, k: usize) -> bool {
    let (word, next) = (line.lower(k), line.lower(k + 1));
    has("governs", word)
        || matches!(word, "city" | "metro" | "metropolitan") && has("governs", next)
        || word == "public" && next == "safety"
}

/// "police in Penn Hills", "the Penn Hills mayor's office", "the city of Gaston".
fn governed_before(line: &Line, mention: &PlaceMention) -> bool {
    let at = line.word_from(mention.span.start);
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    matches!(before(1), "in" | "of")
        && (has("governs", before(2)) || matches!(before(2), "city" | "town" | "village" | "suburb"))
}

/// The place a local report speaks from.
#[derive(Clone, Copy)]
struct Anchor<'r> {
    place: &'r PlaceMention,
    /// Whether its own police or offices are named.
    own: bool,
}

/// Whether a place's name only begins that of a building or a ground: "Libby Lake Park", "Bellevue Hospital".
fn in_longer_name(line: &Line, mention: &PlaceMention) -> bool {
    let next = line.word_from(mention.span.end);
    let close = |k: usize, end: usize| {
        line.words.get(k).filter(|w| w.is_capitalised() && w.span.start == end + 1 && !has("governs", &w.lower))
    };
    let mut end = mention.span.end;
    for k in next..next + 3 {
        let Some(word) = close(k, end) else { return false };
        if is_facility(&word.lower) || has("ground", &word.lower) {
            return true;
        }
        end = word.span.end;
    }
    false
}

/// Whether anything else speaks for the state of a place in countries where news names it, elsewhere for its country.
fn is_backed(reading: &Reading, homes: &[PlaceMention], m: &PlaceMention) -> bool {
    let unstated = m.country.as_deref().is_none_or(|c| !NAMES_STATES.contains(&c));
    let other = |o: &PlaceMention| o.geonames != m.geonames;
    let same = |o: &PlaceMention| o.country == m.country && (unstated || o.admin1 == m.admin1) && other(o);
    // a bare name behind the longer one is short for it, unless something is said to be in it
    let alone = |o: &PlaceMention| {
        let line = reading.lines.iter().find(|l| l.span.contains(o.span));
        let within = |l: &Line| l.word_from(o.span.start).checked_sub(1).is_some_and(|k| l.lower(k) == "in");
        let bare = |l: &Line| !in_longer_name(l, o) && (o.span.start < m.span.start || within(l));
        o.geonames == m.geonames && line.is_none_or(bare)
    };
    let mut places = reading.names.places.iter();
    let only = unstated && !reading.names.places.iter().any(other);
    m.precision > PlacePrecision::Town || only || homes.iter().any(same) || places.any(|o| same(o) || alone(o))
}

/// The place a local report speaks from: the town whose own police it names most ("Cincinnati police", where "police in
/// Madisonville" may be those of a quarter), else its dateline, else the town or county whose police it names at all.
fn anchor<'r>(reading: &'r Reading) -> Option<Anchor<'r>> {
    let places = &reading.names.places;
    let dateline = reading.report.dateline_place.and_then(|d| places.iter().find(|m| d.overlaps(m.span)));
    let larger = |town: &&PlaceMention| is_town(town) && dateline.is_none_or(|d| town.population > d.population);
    let own = governed_most(reading, |line, m| governs(line, line.word_from(m.span.end)));
    if let Some(place) = own.filter(larger) {
        return Some(Anchor { place, own: true });
    }
    let named = || {
        governed_most(reading, |line, m| {
            let after = line.word_from(m.span.end);
            governs(line, after) || matches!(line.lower(after), "sheriff" | "county") || governed_before(line, m)
        })
    };
    dateline.or_else(named).map(|place| Anchor { place, own: false })
}

/// The place that `governed` holds of most often, the first of equals.
fn governed_most<'r>(
    reading: &'r Reading,
    is_governed: impl Fn(&Line, &PlaceMention) -> bool,
) -> Option<&'r PlaceMention> {
    let mut governed: BTreeMap<String, (usize, &PlaceMention)> = BTreeMap::new();
    for mention in reading.names.places.iter().filter(|m| m.precision <= PlacePrecision::District) {
        let Some(line) = reading.lines.iter().find(|l| l.span.contains(mention.span)) else { continue };
        if is_governed(line, mention) {
            governed.entry(key_of(mention)).or_insert((0, mention)).0 += 1;
        }
    }
    let most = governed.into_values().max_by_key(|(n, m)| (*n, std::cmp::Reverse(m.span.start)));
    most.map(|(_, mention)| mention)
}

/// Whether a town lies in another state than the place a local report speaks from, and no state is named behind it: in
/// countries where one would be, it is likely a quarter, a street or a person of that name.
fn is_astray(reading: &Reading, anchor: &PlaceMention, m: &PlaceMention) -> bool {
    let named = reading.names.places.iter().any(|next| {
        next.precision >= PlacePrecision::Admin1 && next.span.start >= m.span.end && next.span.start - m.span.end <= 3
    }) || is_in_told_state(reading, m);
    m.precision <= PlacePrecision::District
        && m.country == anchor.country
        && m.country.as_deref().is_some_and(|c| NAMES_STATES.contains(&c))
        && m.admin1 != anchor.admin1
        && kilometres(m, anchor) > PART
        && !named
}

/// Whether a place is a town or smaller.
pub(crate) fn is_town(m: &PlaceMention) -> bool {
    matches!(m.precision, PlacePrecision::Town | PlacePrecision::Site)
}

/// A part of a town: where it is named, and where its town is first named.
struct Part {
    span: Span,
    of: Span,
}

/// Gives what speaks for a quarter to its town, where the report names both; the first quarter that was one.
fn join_parts(scenes: &mut [Scene]) -> Option<Part> {
    let mut first = None;
    for n in 0..scenes.len() {
        let Some(town) = (0..scenes.len()).filter(|&m| m != n).find(|&m| is_part(&scenes[n], &scenes[m])) else {
            continue;
        };
        let weight = std::mem::take(&mut scenes[n].weight);
        scenes[town].weight += weight;
        let (span, of) = (scenes[n].mentions[0].span, scenes[town].mentions[0].span);
        first.get_or_insert(Part { span, of });
    }
    first
}

/// Whether a scene is a quarter of a larger town: it is called one, or only the larger one's police are named.
fn is_part(part: &Scene, town: &Scene) -> bool {
    let (a, b) = (part.mentions[0], town.mentions[0]);
    is_town(a)
        && is_town(b)
        && a.country == b.country
        && b.population / LARGER >= a.population.max(500)
        && (part.quarter
            || a.kind == PlaceKind::Quarter
            || town.governed && !part.governed
            || town.dateline && !part.governed && b.population / MUCH_LARGER >= a.population)
        && kilometres(a, b) < PART
}

/// The scene that most speaks for: towns before counties, counties before states.
fn best<'s, 'r>(scenes: &'s [Scene<'r>]) -> Option<&'s Scene<'r>> {
    let score = |s: &Scene| {
        let m = s.mentions[0];
        let holders = scenes.iter().filter(|h| holds(h.mentions[0], m)).map(|h| h.weight).sum::<f64>();
        let exact = match m.precision {
            PlacePrecision::Site | PlacePrecision::Town => 1.0,
            PlacePrecision::District => 0.9,
            PlacePrecision::Admin1 => 0.45,
            PlacePrecision::Country => 0.15,
        };
        s.weight * exact + if s.weight > 0.0 { 0.3 * holders } else { 0.0 }
    };
    let gives_way = |s: &Scene| {
        let county = s.mentions[0];
        let room = s.weight * OF_COUNTY;
        county.precision == PlacePrecision::District
            && scenes
                .iter()
                .any(|t| is_town(t.mentions[0]) && t.weight >= room && t.weight > 0.0 && holds(county, t.mentions[0]))
    };
    // "a police base in Dagestan", "the blast in the town of Khasavyurt"
    let refined = |s: &Scene| {
        let area = s.mentions[0];
        let inside = |t: &&Scene| t.placed && !t.dateline && t.weight > 0.0 && holds(area, t.mentions[0]);
        area.precision == PlacePrecision::Admin1 && scenes.iter().filter(inside).count() == 1
    };
    let standing = scenes.iter().filter(|s| s.weight > 0.0 && !gives_way(s) && !refined(s));
    standing.max_by(|a, b| {
        score(a).total_cmp(&score(b)).then_with(|| b.mentions[0].span.start.cmp(&a.mentions[0].span.start))
    })
}

/// Whether one place is the county, state or country of the other.
pub(crate) fn holds(area: &PlaceMention, place: &PlaceMention) -> bool {
    let smaller = place.precision < area.precision;
    smaller
        && area.country == place.country
        && match area.precision {
            PlacePrecision::Country => true,
            PlacePrecision::Admin1 => state_of(area).is_some() && state_of(area) == place.admin1.as_deref(),
            PlacePrecision::District => {
                area.admin2.is_some() && area.admin2 == place.admin2 && area.admin1 == place.admin1
            }
            _ => false,
        }
}

fn key_of(mention: &PlaceMention) -> String {
    mention.geonames.map_or_else(|| mention.name.clone(), |id| id.to_string())
}

/// Kilometres between two places, near enough for a town.
pub(crate) fn kilometres(a: &PlaceMention, b: &PlaceMention) -> f64 {
    let north = (a.latitude - b.latitude) * 111.0;
    let east = (a.longitude - b.longitude) * 111.0 * a.latitude.to_radians().cos();
    north.hypot(east)
}

/// A mention as the place of an account.
pub fn place_of(m: &PlaceMention, evidence: Vec<Span>, site: Option<&str>) -> Place {
    Place {
        name: Some(m.name.clone()),
        site: site.map(str::to_owned),
        admin1: m.admin1.clone(),
        country: m.country.clone(),
        latitude: Some(m.latitude),
        longitude: Some(m.longitude),
        geonames: m.geonames,
        precision: m.precision,
        backed: m.backed,
        evidence,
    }
}
