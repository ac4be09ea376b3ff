//! Do two accounts tell of one incident? A sum of named features, each with its weight, or a plain contradiction.
//!
//! Made from two profiles; leaves groups of more than two to `cluster`. The weights are data: `data/weights.toml`.

use super::profile::Profile;
use crate::words::shared;
use dateline_model::{Event, Subtype};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A feature that held, and what it speaks for: above zero for one incident, below against it.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its name, as in the file of weights.
    pub name: &'static str,
    /// How far it held: 1, or for likeness of words 0 to 1.
    pub value: f32,
    /// Its share of the decision, in log-odds.
    pub weight: f32,
}

/// Why two accounts were joined or kept apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PairDecision {
    /// What held.
    pub features: Vec<Feature>,
    /// What rules a join out, whatever else holds.
    pub conflict: Option<&'static str>,
}

impl PairDecision {
    /// The sum of the features; above zero speaks for one incident.
    pub fn score(&self) -> f32 {
        self.features.iter().map(|f| f.weight).sum()
    }

    /// The decision in words: the conflict, or the features by weight.
    ///
    /// ```
    /// use dateline_ledger::{Feature, PairDecision};
    /// let feature = |name, weight| Feature { name, value: 1.0, weight };
    /// let features = vec![feature("near", 1.0), feature("same_day", 2.0)];
    /// assert_eq!(PairDecision { features, conflict: None }.in_words(), "same day (+2.0), near (+1.0)");
    /// ```
    pub fn in_words(&self) -> String {
        if let Some(conflict) = self.conflict {
            return format!("kept apart: {conflict}");
        }
        // How alike the words are changes a little with every report that comes: whole numbers tell enough.
        let whole = |f: &Feature| matches!(f.name, "words" | "story");
        let shown = |f: &Feature| if whole(f) { f.weight.round() } else { f.weight };
        let mut features: Vec<&Feature> =
            self.features.iter().filter(|f| f.name != "always" && shown(f) != 0.0).collect();
        features.sort_by(|a, b| shown(b).abs().total_cmp(&shown(a).abs()).then(a.name.cmp(b.name)));
        let said = features.iter().map(|f| {
            let digits = usize::from(!whole(f));
            format!("{} ({:+.digits$})", f.name.replace('_', " "), shown(f))
        });
        said.collect::<Vec<_>>().join(", ")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub join: f32,
    pub weigh: f32,
    weights: BTreeMap<String, f32>,
}

pub(crate) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    // The file is part of the program; a test reads it and checks every name.
    toml::from_str(include_str!("../../data/weights.toml")).unwrap_or(Weights {
        join: f32::MAX,
        weigh: f32::MAX,
        weights: BTreeMap::new(),
    })
});

/// Days between two events of which a slip in the telling may still be the cause.
const SLIP: i32 = 3;
/// Days that no slip of a weekday explains.
const WEEK: i32 = 7;
/// Days after which hardly anyone tells of an event without its date.
const MONTHS: i32 = 120;
/// Kilometres within which two points may be one town.
const NEAR: f32 = 25.0;
/// Kilometres that no confusion of a town with its surroundings explains.
const FAR: f32 = 120.0;
/// The same where one of the places is an area.
const AREAS: f32 = 300.0;
/// Likeness of words from which a date or place in conflict may be a slip.
const ALIKE: f32 = 0.25;
/// Likeness that reports of two incidents hardly reach, however stock their words.
const HARDLY_OTHER: f32 = 0.45;

/// Likeness of words below which two accounts have next to nothing in common.
const UNLIKE: f32 = 0.08;

/// What two profiles have in common, and what tells them apart.
pub(crate) fn decide(a: &Profile, b: &Profile, copy: f64) -> PairDecision {
    let (likeness, story) = likeness(a, b);
    let alike = likeness.max(story) >= ALIKE || copy >= 0.5;
    let mut made = Made { decision: PairDecision::default() };
    made.add("always", 1.0);
    when(a, b, likeness.max(story).max(copy as f32), copy, &mut made);
    place(a, b, alike, &mut made);
    who_and_what(a, b, &mut made);
    how_many(a, b, &mut made);
    made.add("words", likeness);
    made.add("story", story);
    other_scene(likeness.max(story), &mut made);
    if copy >= 0.5 && a.main && b.main {
        made.add("copy", 1.0);
    } else if copy > 0.0 && a.main && b.main {
        made.add("partial_copy", 1.0);
    }
    if a.main && b.main {
        made.add("both_main", 1.0);
    }
    if a.background != b.background {
        made.add("one_background", 1.0);
    }
    if a.report == b.report {
        one_report(&mut made);
    }
    made.decision
}

/// How alike the words of two accounts are, and the openings of their reports.
fn likeness(a: &Profile, b: &Profile) -> (f32, f32) {
    // Where it was is compared by itself: two attacks in one town are not alike for the town's name.
    let known = if a.place.is_some() && a.place == b.place { a.place_words.as_slice() } else { &[] };
    (cosine(&a.words, &b.words, known), cosine(&a.story, &b.story, known))
}

/// Whether two accounts are told in words so alike that a date in conflict may be a slip, and of one kind of event.
pub(super) fn alike(a: &Profile, b: &Profile) -> bool {
    let (words, story) = likeness(a, b);
    let mut made = Made { decision: PairDecision::default() };
    who_and_what(a, b, &mut made);
    words.max(story) >= ALIKE && !made.holds("other_type") && !made.holds("other_actor")
}

/// One report tells of one incident once, unless it was cut in two: the same day, the same place, nothing between.
fn one_report(made: &mut Made) {
    made.add("one_report", 1.0);
    let here = ["same_spot", "near", "same_area"].iter().any(|name| made.holds(name));
    let otherwise =
        ["other_site", "other_kind_of_site", "other_type", "other_actor"].iter().any(|name| made.holds(name));
    if !made.holds("same_day") || !here || otherwise {
        made.conflict("one report tells of both");
    }
}

/// Another spot and one more difference beside it: two attacks, not two accounts of one.
fn other_scene(likeness: f32, made: &mut Made) {
    let elsewhere = made.holds("other_site") || made.holds("other_kind_of_site");
    let otherwise = ["next_day", "few_days", "other_type", "toll_far_off"].iter().any(|name| made.holds(name));
    if elsewhere && (otherwise || likeness < UNLIKE) {
        made.add("other_scene", 1.0);
    }
}

struct Made {
    decision: PairDecision,
}

impl Made {
    fn add(&mut self, name: &'static str, value: f32) {
        let weight = WEIGHTS.weights.get(name).copied().unwrap_or(0.0) * value;
        if value != 0.0 {
            self.decision.features.push(Feature { name, value, weight });
        }
    }

    fn holds(&self, name: &str) -> bool {
        self.decision.features.iter().any(|f| f.name == name)
    }

    fn conflict(&mut self, why: &'static str) {
        self.decision.conflict.get_or_insert(why);
    }
}

fn when(a: &Profile, b: &Profile, likeness: f32, copy: f64, made: &mut Made) {
    match (a.days, b.days) {
        (Some(x), Some(y)) => dated(a, b, gap(x, y), (likeness, copy), made),
        _ if a.background || b.background => undated_background(a, b, made),
        (None, None) => made.add("date_unknown", 1.0),
        (Some(days), None) | (None, Some(days)) => one_dated(a, b, days, likeness >= ALIKE, made),
    }
    if let (Some(x), Some(y)) = (a.told, b.told) {
        match (x - y).abs() {
            0..=3 => made.add("told_together", 1.0),
            4..=20 => {}
            21..=MONTHS => made.add("told_weeks_apart", 1.0),
            _ => made.add("told_months_apart", 1.0),
        }
    }
}

/// `alike` is the likeness of their words, and the share of text they have in common.
fn dated(a: &Profile, b: &Profile, gap: i32, alike: (f32, f64), made: &mut Made) {
    let exact = |p: &Profile| p.days.is_some_and(|(s, e)| s == e) && !p.day_guessed;
    let both_exact = exact(a) && exact(b);
    match gap {
        0 if both_exact => made.add("same_day", 1.0),
        0 => made.add("date_overlap", 1.0),
        1 => made.add("next_day", 1.0),
        _ if a.background != b.background => made.conflict("recalled with another date"),
        2..=SLIP => made.add("few_days", 1.0),
        _ => {
            made.add("days_apart", 1.0);
            days_apart(gap, both_exact && at_once(a) && at_once(b), alike, made);
        }
    }
    // "Gunmen attacked the village again": not the attack of the day before.
    let later = if a.days > b.days { a } else { b };
    if (1..=SLIP).contains(&gap) && both_exact && later.again {
        made.add("said_again", 1.0);
        if at_once(a) && at_once(b) && alike.1 < 0.5 {
            made.conflict("the later one says that it had happened before");
        }
    }
}

/// Days that no slip explains are of two events, unless the words are nearly the same; and where each was told within
/// days of its own, only a text that was printed again under another date is excused.
fn days_apart(gap: i32, each_at_once: bool, (likeness, copy): (f32, f64), made: &mut Made) {
    let enough = if gap > WEEK || each_at_once { HARDLY_OTHER } else { ALIKE };
    if likeness < enough || (gap > WEEK && each_at_once && copy < 0.5) {
        made.conflict("the days are too far apart");
    }
}

/// Whether it was told when it had just happened.
fn at_once(profile: &Profile) -> bool {
    profile.days.zip(profile.told).is_some_and(|((_, end), told)| (0..=SLIP).contains(&(told - end)))
}

/// A recalled event without a date joins nothing that has one: "a similar attack" is not this attack.
fn undated_background(a: &Profile, b: &Profile, made: &mut Made) {
    if a.background && b.background {
        made.add("date_unknown", 1.0);
    } else {
        made.conflict("recalled without a date");
    }
}

fn one_dated(a: &Profile, b: &Profile, days: (i32, i32), alike: bool, made: &mut Made) {
    made.add("date_unknown", 1.0);
    let undated = if a.days.is_none() { a } else { b };
    if let Some(told) = undated.told
        && told < days.0 - 1
    {
        made.add("told_before", 1.0);
        if !alike {
            made.conflict("told before it happened");
        }
    }
    if undated.weekdays != 0 && days.0 == days.1 {
        let weekday = (days.0 + 3).rem_euclid(7);
        made.add(if undated.weekdays & (1 << weekday) != 0 { "weekday_fits" } else { "weekday_misses" }, 1.0);
    }
}

/// Days between two ranges, 0 when they overlap.
fn gap(a: (i32, i32), b: (i32, i32)) -> i32 {
    (a.0 - b.1).max(b.0 - a.1).max(0)
}

fn place(a: &Profile, b: &Profile, alike: bool, made: &mut Made) {
    let same_name = a.place.is_some() && a.place == b.place;
    let apart = a.point.zip(b.point).map(|(x, y)| kilometres(x, y));
    let same_country = a.country.is_some() && a.country == b.country;
    match apart {
        // "the village of Sarako in Talba", and "Sarako", which a gazetteer knows
        Some(km) if (NEAR..=FAR).contains(&km) && (is_spot_in(a, b) || is_spot_in(b, a)) => made.add("near", 1.0),
        Some(km) if a.in_town && b.in_town => in_towns(km, same_name, alike, made),
        _ if same_name && !a.in_town && !b.in_town && !a.country_only => made.add("same_area", 1.0),
        _ if same_name && !a.country_only => made.add("near", 1.0),
        _ if within(a, b) || within(b, a) => made.add("within_area", 1.0),
        Some(km) if km <= 2.0 * NEAR && !a.country_only && !b.country_only => made.add("within_area", 1.0),
        // two counties, or a town and a county that does not hold it, of one country
        Some(km) if same_country && !a.country_only && !b.country_only && km > AREAS => {
            made.add("far_apart", 1.0);
            if !alike {
                made.conflict("they are far apart");
            }
        }
        _ if same_country => made.add("same_country", 1.0),
        _ if a.country.is_some() && b.country.is_some() => {
            made.add("far_apart", 1.0);
            if !alike && apart.is_none_or(|km| km > FAR) {
                made.conflict("they are in different countries");
            }
        }
        _ => made.add("place_unknown", 1.0),
    }
    sites(a, b, made);
}

/// Whether a spot that `outer` names within its town is the town of `inner`.
fn is_spot_in(inner: &Profile, outer: &Profile) -> bool {
    inner.in_town && inner.place != outer.place && shared(&inner.place_name, &outer.spots) > 0
}

fn in_towns(km: f32, same_name: bool, alike: bool, made: &mut Made) {
    match km {
        _ if same_name && km <= NEAR => made.add("same_spot", 1.0),
        _ if km <= 3.0 => made.add("same_spot", 1.0),
        _ if km <= NEAR => made.add("near", 1.0),
        _ if km <= FAR => made.add("other_town", 1.0),
        _ => {
            made.add("far_apart", 1.0);
            if !alike {
                made.conflict("they are far apart");
            }
        }
    }
}

/// Whether the place of `inner` lies in the area that is all `outer` knows of its own.
fn within(inner: &Profile, outer: &Profile) -> bool {
    !outer.in_town
        && outer.place.is_some()
        && (inner.area == outer.place || inner.area == outer.area && inner.area.is_some())
}

fn sites(a: &Profile, b: &Profile, made: &mut Made) {
    if shared(&a.site, &b.site) > 0 {
        made.add("same_site", 1.0);
    } else if shared(&a.site_kind, &b.site_kind) > 0 {
        made.add("same_kind_of_site", 1.0);
    } else if !a.site.is_empty() && !b.site.is_empty() {
        made.add("other_site", 1.0);
    } else if !a.site_kind.is_empty() && !b.site_kind.is_empty() {
        made.add("other_kind_of_site", 1.0);
    }
}

fn who_and_what(a: &Profile, b: &Profile, made: &mut Made) {
    if !a.actors.is_empty() && !b.actors.is_empty() {
        let same = shared(&a.actors, &b.actors) > 0;
        made.add(if same { "same_actor" } else { "other_actor" }, 1.0);
    }
    if shared(&a.targets, &b.targets) > 0 {
        made.add("same_target", 1.0);
    }
    if let (Some(x), Some(y)) = (a.event, b.event) {
        kinds(x, y, made);
    }
}

/// An attack that is answered is a clash: reports of one incident call it either. But what falls from the sky is not
/// what was laid on the road, though both are explosions.
fn kinds(x: Event, y: Event, made: &mut Made) {
    let armed = |e: Event| matches!(e.subtype, Subtype::Attack | Subtype::ArmedClash);
    let means = means(x.subtype).zip(means(y.subtype));
    match (x.subtype == y.subtype, x.event_type() == y.event_type()) {
        (true, _) => made.add("same_subtype", 1.0),
        _ if means.is_some_and(|(x, y)| x != y) => made.add("other_type", 1.0),
        (_, true) => made.add("same_type", 1.0),
        _ if armed(x) && armed(y) => {}
        _ => made.add("other_type", 1.0),
    }
}

/// How an explosion came about, where that is told.
fn means(subtype: Subtype) -> Option<Means> {
    match subtype {
        Subtype::AirStrike | Subtype::Shelling => Some(Means::FromAfar),
        Subtype::SuicideBomb | Subtype::RemoteExplosive | Subtype::Grenade => Some(Means::Laid),
        _ => None,
    }
}

#[derive(PartialEq)]
enum Means {
    FromAfar,
    Laid,
}

fn how_many(a: &Profile, b: &Profile, made: &mut Made) {
    let telling = |x: &[u64], y: &[u64]| x.iter().any(|n| *n > 2 && y.contains(n));
    if telling(&a.killed, &b.killed) {
        made.add("same_toll", 1.0);
    } else if let (Some(x), Some(y)) = (a.killed.last(), b.killed.last())
        && x.max(y) > &(x.min(y) * 4)
    {
        made.add("toll_far_off", 1.0);
    }
    if telling(&a.wounded, &b.wounded) {
        made.add("same_second_toll", 1.0);
    }
}

/// The likeness of two lists of weighted words, those left out that are known to be in both.
fn cosine(a: &[(u32, f32)], b: &[(u32, f32)], known: &[u32]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += if known.contains(&a[i].0) { 0.0 } else { a[i].1 * b[j].1 };
                i += 1;
                j += 1;
            }
        }
    }
    if known.is_empty() || sum == 0.0 {
        return sum.min(1.0);
    }
    // The squares of each list add up to 1.
    let rest = |list: &[(u32, f32)]| {
        let weight = |word: &u32| list.binary_search_by_key(word, |(w, _)| *w).map_or(0.0, |n| list[n].1);
        1.0 - known.iter().map(|word| weight(word) * weight(word)).sum::<f32>()
    };
    (sum / (rest(a) * rest(b)).max(1e-6).sqrt()).min(1.0)
}

/// Great-circle distance (haversine, mean radius of the earth).
pub(crate) fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let [lat_a, lon_a, lat_b, lon_b] = [a.0, a.1, b.0, b.1].map(|d| f64::from(d).to_radians());
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    (2.0 * 6371.0 * h.sqrt().min(1.0).asin()) as f32
}

#[cfg(test)]
mod tests {
    use super::{WEIGHTS, kilometres};

    #[test]
    fn every_feature_has_a_weight_and_every_weight_a_feature() {
        let source = include_str!("pair.rs");
        assert!(WEIGHTS.weights.len() > 20, "the file of weights does not read");
        for name in WEIGHTS.weights.keys() {
            assert!(source.contains(&format!("\"{name}\"")), "no feature is called {name}");
        }
        for part in source.split("made.add(\"").skip(1) {
            let name = part.split('"').next().unwrap_or("");
            assert!(
                name.is_empty() || name.contains(')') || WEIGHTS.weights.contains_key(name),
                "{name} has no weight"
            );
        }
    }

    #[test]
    fn measures_the_globe() {
        let (bamako, gao) = ((12.65, -8.0), (16.27, -0.04));
        assert!((kilometres(bamako, gao) - 950.0).abs() < 20.0);
        assert_eq!(kilometres(gao, gao), 0.0);
    }
}
