//! Which pairs of accounts are worth comparing: those that share a day and a place, or rare words.
//!
//! Made from profiles; every key is a hash, every list of holders is bounded, so that the number of pairs grows with
//! the number of accounts and not with its square. Leaves judging to `pair`.

use super::profile::{Profile, Rarity};
use crate::words::{mix, set};
use rayon::prelude::*;
use std::collections::HashSet;

/// Width of a cell of the map in degrees; two places half of it apart share a cell.
const CELL: f32 = 0.5;
/// Days before its publication at which an undated event may lie, for the keys of day and place.
const BACK: i32 = 4;
/// Widest range of days that gets a key a day.
const WIDEST: i32 = 7;
/// The rarest words that become keys, alone and two by two.
const RAREST: usize = 10;
/// Days of a window within which two words are compared; two accounts half of it apart share one. Without windows,
/// two words would meet by chance ever more often the longer a stream of news gets.
const WINDOW: i32 = 128;
/// Accounts whose keys are held in memory at once.
const AT_ONCE: usize = 200_000;
/// Accounts that may hold a single word for it to be a key.
const FEW: u32 = 30;
/// A word that more than one account in so many holds is a stock word.
const STOCK_SHARE: u32 = 50;
/// Holders of a key that are all compared with each other; beyond it, each with the ones just before it.
const ALL_PAIRS: usize = 24;
/// Holders beyond which a key of day and place says nothing.
const TOO_MANY: usize = 2000;
/// Holders beyond which two words say nothing.
const TOO_MANY_WORDS: usize = 60;

/// Pairs of indexes worth comparing, each once, smaller index first, in order.
pub(crate) fn candidates(profiles: &[Profile], rarity: &Rarity) -> Vec<(u32, u32)> {
    let timeless = timeless(profiles, rarity);
    let parts = profiles.len().div_ceil(AT_ONCE).max(1) as u64;
    let mut pairs = Vec::new();
    // The keys are dealt with in parts, each with all its holders, so that memory stays bounded.
    for part in 0..parts {
        let own = |key: &u64| (key >> 2) % parts == part;
        let mut postings: Vec<(u64, u32)> = profiles
            .par_iter()
            .enumerate()
            .flat_map_iter(|(n, p)| keys(p, rarity, &timeless).into_iter().filter(own).map(move |key| (key, n as u32)))
            .collect();
        postings.par_sort_unstable();
        for run in postings.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() <= most(run[0].0)) {
            for (k, holder) in run.iter().enumerate() {
                let back = if run.len() <= ALL_PAIRS { 0 } else { k.saturating_sub(ALL_PAIRS / 2) };
                let earlier =
                    run[back..k].iter().filter(|e| worth(e.0, &profiles[e.1 as usize], &profiles[holder.1 as usize]));
                pairs.extend(earlier.map(|earlier| (earlier.1, holder.1)));
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
    }
    pairs
}

/// The keys of two words of accounts that bear no time at all: others are asked for these too, whatever their window.
fn timeless(profiles: &[Profile], rarity: &Rarity) -> HashSet<u64> {
    let untimed = profiles.par_iter().filter(|p| windows(p).is_empty());
    untimed.flat_map_iter(|p| two_words(p, rarity, &[None])).collect()
}

/// Holders beyond which a key says nothing.
fn most(key: u64) -> usize {
    if key & 3 == OF_WORDS { TOO_MANY_WORDS } else { TOO_MANY }
}

fn keys(profile: &Profile, rarity: &Rarity, timeless: &HashSet<u64>) -> Vec<u64> {
    let mut keys = Vec::new();
    let places = places(profile);
    for day in days(profile) {
        keys.extend(places.iter().map(|place| key(1, *place, day as u64)));
        keys.extend(areas(profile).map(|area| key(0, area, day as u64)));
        keys.extend(profile.actors.iter().map(|actor| key(2, *actor, day as u64)));
    }
    let rare = rarest(profile, rarity);
    keys.extend(rare.iter().filter(|w| rarity.held(**w) <= FEW).map(|w| key(3, u64::from(*w), 0)));
    keys.extend(two_words(profile, rarity, &windows(profile)));
    if !timeless.is_empty() {
        keys.extend(two_words(profile, rarity, &[None]).filter(|key| timeless.contains(key)));
    }
    set(keys)
}

/// A key for every two of the rarest words in every window.
fn two_words(profile: &Profile, rarity: &Rarity, windows: &[Option<i32>]) -> impl Iterator<Item = u64> + use<> {
    let rare = rarest(profile, rarity);
    let mut keys = Vec::with_capacity(windows.len() * RAREST * RAREST / 2);
    for window in windows {
        let place = window.map_or(0, |w| mix((w as u64) | 1 << 40));
        for (n, word) in rare.iter().enumerate() {
            let pair = |other: &u32| key(4, u64::from(*word.min(other)), u64::from(*word.max(other)) ^ place);
            keys.extend(rare[..n].iter().map(pair));
        }
    }
    keys.into_iter()
}

/// The windows the event or its telling lies in; none where neither is known.
fn windows(profile: &Profile) -> Vec<Option<i32>> {
    let moments = profile.days.map(|(start, _)| start).into_iter().chain(profile.told);
    set(moments
        .flat_map(|day| [2 * day.div_euclid(WINDOW), 2 * (day + WINDOW / 2).div_euclid(WINDOW) + 1])
        .map(Some)
        .collect())
}

/// What the two lowest bits of a key say it is of: a day and a spot, words, or a day and a whole area.
const OF_WORDS: u64 = 1;
const OF_AREA: u64 = 2;

fn key(kind: u64, a: u64, b: u64) -> u64 {
    let of = match kind {
        3.. => OF_WORDS,
        0 => OF_AREA,
        _ => 0,
    };
    mix(mix(a.wrapping_add(kind)) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)) & !3 | of
}

fn days(profile: &Profile) -> std::ops::RangeInclusive<i32> {
    match (profile.days, profile.told) {
        (Some((start, end)), _) if end - start <= WIDEST => start..=end + 1,
        (None, Some(told)) if !profile.background => told - BACK..=told,
        #[allow(clippy::reversed_empty_ranges)]
        _ => 1..=0,
    }
}

/// Whether a key that two accounts share makes them worth comparing: two towns of one area are not near for that.
fn worth(key: u64, a: &Profile, b: &Profile) -> bool {
    key & 3 != OF_AREA || !a.in_town || !b.in_town
}

/// The name of the place, and the cells round a town.
fn places(profile: &Profile) -> Vec<u64> {
    let mut out: Vec<u64> = profile.place.into_iter().collect();
    if let Some((lat, lon)) = profile.point.filter(|_| profile.in_town) {
        for (north, east) in [(-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)] {
            let cell = |degrees: f32, shift: f32| ((degrees / CELL + shift).floor() as i32) as u32;
            out.push(u64::from(cell(lat, north)) << 32 | u64::from(cell(lon, east)));
        }
    }
    set(out)
}

/// The areas round a place; for one that is an area itself, its own name too.
fn areas(profile: &Profile) -> impl Iterator<Item = u64> {
    let own = profile.place.filter(|_| !profile.in_town);
    set(own.into_iter().chain(profile.area).chain(profile.country).collect()).into_iter()
}

/// The words of most weight that other accounts hold too, but not many: two stock words meet in any two reports.
fn rarest(profile: &Profile, rarity: &Rarity) -> Vec<u32> {
    let many = (rarity.accounts() / STOCK_SHARE).max(FEW);
    let telling = |word: u32| (2..=many).contains(&rarity.held(word));
    let mut words: Vec<(u32, f32)> = profile.words.iter().copied().filter(|(w, _)| telling(*w)).collect();
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.into_iter().take(RAREST).map(|(word, _)| word).collect()
}
