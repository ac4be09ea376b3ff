//! What the pair decision sees of an account: numbers and hashes instead of text.
//!
//! Made from an account with its report and its claims; leaves judging to `pair`.

use super::published::weekdays_among;
use crate::calendar::day;
use crate::words::{Map, fold, hash, set, words};
use dateline_model::{
    Account, Category, Claim, ClaimKind, Confidence, DatePrecision, Event, Place, PlacePrecision, PublishedBasis,
    Report, Role, Standing,
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static COMMON: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| list(include_str!("../../data/common_words.txt")));
/// Phrases by their first word.
static AGAIN: LazyLock<BTreeMap<&'static str, Vec<Vec<&'static str>>>> = LazyLock::new(|| {
    let mut phrases: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
    for phrase in list(include_str!("../../data/again.txt")) {
        let words: Vec<&str> = phrase.split(' ').collect();
        phrases.entry(words[0]).or_default().push(words);
    }
    phrases
});
static NEWS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| list(include_str!("../../data/news_words.txt")));

fn list(file: &'static str) -> BTreeSet<&'static str> {
    file.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect()
}

/// Reports of a news stream a word's rarity is reckoned against, beside those at hand.
const STREAM: f32 = 1000.0;
/// How many of them hold a stock word of such reports.
const STOCK: f32 = 150.0;
/// Words of an account that count: enough for its lead and what follows, not for a whole feature.
const LONGEST: usize = 400;

/// What the pair decision sees of an account.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// Index of the report.
    pub report: usize,
    /// Whether its report is mainly about it.
    pub main: bool,
    /// Whether it is only recalled.
    pub background: bool,
    /// First and last day, where known.
    pub days: Option<(i32, i32)>,
    /// Whether that range is a guess from the day of publication.
    pub day_guessed: bool,
    /// The weekdays its words name, one bit each, where it bears no date.
    pub weekdays: u8,
    /// Whether its words say that something of the kind had happened before.
    pub again: bool,
    /// The day its report was published.
    pub told: Option<i32>,
    /// Two letters of the country.
    pub country: Option<u64>,
    /// Degrees north and east.
    pub point: Option<(f32, f32)>,
    /// Whether the point is a town or a spot in it, rather than the middle of an area.
    pub in_town: bool,
    /// Whether no more than the country is known.
    pub country_only: bool,
    /// Which place it is: a town's id where it has one, however the report spells it; else the name.
    pub place: Option<u64>,
    /// Words that tell its name from another's.
    pub place_name: Vec<u64>,
    /// The words of the names of the place and its area, sorted.
    pub place_words: Vec<u32>,
    /// The first-order area.
    pub area: Option<u64>,
    /// Words that tell the named spot from another.
    pub site: Vec<u64>,
    /// The same, and those of what else was attacked there by its name: not of the victims, who may be called like a town.
    pub spots: Vec<u64>,
    /// Words that say what kind of spot it is.
    pub site_kind: Vec<u64>,
    /// Directory ids, or names, of those who did it.
    pub actors: Vec<u64>,
    /// Words of what was attacked.
    pub targets: Vec<u64>,
    /// What kind of event.
    pub event: Option<Event>,
    /// Numbers killed and wounded that are worth comparing.
    pub killed: Vec<u64>,
    /// The same for the wounded.
    pub wounded: Vec<u64>,
    /// Words with their weights, sorted by word; the weights' squares add up to 1.
    pub words: Vec<(u32, f32)>,
    /// The same for the opening of the report, where the report is mainly about it.
    pub story: Vec<(u32, f32)>,
}

/// The profile of one account; its words are still counts.
pub(crate) fn profile(account: &Account, report: usize, of: &Report, claims: &[&Claim]) -> Profile {
    let place = account.place.as_ref();
    let main = account.standing == Standing::Main;
    let spoken = words(&told(account, of));
    // The day of an account in a report dated by its incident was reckoned from that incident: no evidence for it.
    let inferred = main && of.published.as_ref().is_some_and(|p| p.basis == PublishedBasis::Inferred);
    // A day without evidence is that of the report: it dates what nothing else dates, and links nothing.
    let stated = account.date.as_ref().filter(|d| !d.evidence.is_empty());
    let days = stated.filter(|_| !inferred).map(|d| (day(d.start), day(d.end).max(day(d.start))));
    Profile {
        report,
        main,
        background: account.standing == Standing::Background,
        days,
        day_guessed: account.date.as_ref().is_some_and(|d| is_guess(&d.basis) || d.precision > DatePrecision::Week),
        weekdays: if days.is_none() { weekdays_among(&spoken) } else { 0 },
        again: says_again(&spoken),
        told: of.published.as_ref().filter(|_| !inferred).map(|p| day(p.date)),
        country: place.and_then(|p| p.country.as_deref()).map(name),
        point: place.and_then(|p| Some((p.latitude? as f32, p.longitude? as f32))),
        country_only: place.is_some_and(|p| p.precision == PlacePrecision::Country),
        in_town: place.is_some_and(|p| p.precision <= PlacePrecision::Town),
        place: place.and_then(key),
        place_name: place.and_then(|p| p.name.as_deref()).map(|n| telling(&words(n))).unwrap_or_default(),
        place_words: place.map(place_words).unwrap_or_default(),
        area: place.and_then(|p| p.admin1.as_deref()).map(name),
        site: place.and_then(|p| p.site.as_deref()).map(|s| telling(&words(s))).unwrap_or_default(),
        spots: spots(account),
        site_kind: place.and_then(|p| p.site.as_deref()).map(kinds).unwrap_or_default(),
        actors: actors(account),
        targets: targets(account),
        event: Some(account.event),
        killed: figures(claims, Category::Killed),
        wounded: figures(claims, Category::Wounded),
        words: counts(&spoken),
        story: if main { counts(&words(&of.text)) } else { Vec::new() },
    }
}

/// Whether a date's basis says it was only taken from the day of publication.
fn is_guess(basis: &str) -> bool {
    basis.contains("published") && !basis.contains("weekday") && !basis.contains("relative")
}

/// The words that tell of it: its sentences, and for the main account the headline.
fn told(account: &Account, report: &Report) -> String {
    let mut out = String::new();
    if account.standing == Standing::Main
        && let Some(title) = &report.title
    {
        out.push_str(title);
    }
    for span in &account.evidence {
        out.push('\n');
        out.push_str(span.slice(&report.text));
    }
    out
}

/// "Again", "a second attack": it was not the first.
fn says_again(words: &[String]) -> bool {
    words.iter().enumerate().any(|(n, word)| {
        let phrases = AGAIN.get(word.as_str());
        phrases.is_some_and(|p| p.iter().any(|p| words.get(n..n + p.len()).is_some_and(|w| w == p.as_slice())))
    })
}

fn name(text: &str) -> u64 {
    hash(fold(text).as_bytes())
}

/// Those of some words that tell a name from another: no common or stock words.
fn telling(words: &[String]) -> Vec<u64> {
    set(words.iter().filter(|w| is_telling(w)).map(|w| hash(w.as_bytes())).collect())
}

fn is_telling(word: &str) -> bool {
    word.len() > 1 && !COMMON.contains(word) && !NEWS.contains(word)
}

/// The stock words of a name: what kind of spot it is ("market", "station").
fn kinds(text: &str) -> Vec<u64> {
    set(words(text).iter().filter(|w| NEWS.contains(w.as_str())).map(|w| hash(w.as_bytes())).collect())
}

/// The words of their names and their directory ids; "gunmen" is nobody.
fn actors(account: &Account) -> Vec<u64> {
    let doers = account.participants.iter().filter(|p| p.role == Role::Perpetrator);
    let stated: Vec<_> = doers.filter(|p| p.confidence != Some(Confidence::Denied)).collect();
    let ids = stated.iter().filter_map(|p| p.actor.as_deref()).map(name);
    let named = stated.iter().filter_map(|p| p.name.as_deref()).flat_map(|n| telling(&words(n)));
    set(ids.chain(named).collect())
}

/// Which place it is: reports spell one town in many ways.
fn key(place: &Place) -> Option<u64> {
    let town = place.geonames.filter(|_| place.precision <= PlacePrecision::Town);
    town.map(|id| hash(&id.to_le_bytes())).or_else(|| place.name.as_deref().map(name))
}

fn place_words(place: &Place) -> Vec<u32> {
    let names = place.name.iter().chain(&place.admin1);
    set(names.flat_map(|name| words(name)).map(|word| short(&word)).collect())
}

fn targets(account: &Account) -> Vec<u64> {
    let hit = account.participants.iter().filter(|p| matches!(p.role, Role::Target | Role::Victim));
    set(hit.flat_map(|p| p.name.iter().chain(&p.mentions)).flat_map(|m| telling(&words(m))).collect())
}

fn spots(account: &Account) -> Vec<u64> {
    let hit = account.participants.iter().filter(|p| p.role == Role::Target).filter_map(|p| p.name.as_deref());
    let site = account.place.as_ref().and_then(|p| p.site.as_deref());
    set(hit.chain(site).flat_map(|name| telling(&words(name))).collect())
}

fn figures(claims: &[&Claim], category: Category) -> Vec<u64> {
    let counted = claims.iter().filter(|c| c.kind == ClaimKind::Casualties).filter_map(|c| c.casualties.as_ref());
    let same = counted.filter(|c| c.category == category && !c.quantity.is_word());
    set(same.filter_map(|c| c.quantity.point()).filter(|n| *n > 0).collect())
}

/// Half a hash is enough to tell words apart, and there are many words.
fn short(word: &str) -> u32 {
    (hash(word.as_bytes()) >> 32) as u32
}

fn counts(words: &[String]) -> Vec<(u32, f32)> {
    let mut seen: Map<u32, f32> = Map::default();
    for word in words.iter().take(LONGEST) {
        if word.len() > 1 && !COMMON.contains(word.as_str()) {
            *seen.entry(short(word)).or_default() += 1.0;
        }
    }
    let mut out: Vec<(u32, f32)> = seen.into_iter().collect();
    out.sort_unstable_by_key(|(word, _)| *word);
    out
}

/// One of a profile's two lists of words.
pub(crate) type List = fn(&mut Profile) -> &mut Vec<(u32, f32)>;

/// How rare each word is, over the accounts at hand and a news stream's stock words.
pub(crate) struct Rarity {
    held: Map<u32, u32>,
    accounts: f32,
}

impl Rarity {
    /// Reckons how rare the words of a list are, and turns its counts into weights whose squares add up to 1.
    pub fn weigh(profiles: &mut [Profile], list: List) -> Rarity {
        let mut rarity = Rarity { held: Map::default(), accounts: profiles.len() as f32 };
        for profile in profiles.iter_mut() {
            for (word, _) in list(profile) {
                *rarity.held.entry(*word).or_default() += 1;
            }
        }
        let stock: BTreeSet<u32> = NEWS.iter().map(|w| short(w)).collect();
        profiles.par_iter_mut().for_each(|profile| {
            let words = list(profile);
            for (word, count) in words.iter_mut() {
                *count = (1.0 + count.ln()) * rarity.weight(*word, &stock);
            }
            let length = words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
            if length > 0.0 {
                words.iter_mut().for_each(|(_, w)| *w /= length);
            }
        });
        rarity
    }

    /// How many accounts are at hand.
    pub fn accounts(&self) -> u32 {
        self.accounts as u32
    }

    /// In how many of the accounts at hand the word stands.
    pub fn held(&self, word: u32) -> u32 {
        self.held.get(&word).copied().unwrap_or(0)
    }

    fn weight(&self, word: u32, stock: &BTreeSet<u32>) -> f32 {
        let expected = if stock.contains(&word) { STOCK } else { 0.0 };
        ((STREAM + self.accounts) / (1.0 + expected + self.held(word) as f32)).ln()
    }
}
