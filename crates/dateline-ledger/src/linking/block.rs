//! Which pairs of accounts are worth comparing: those that share a day and a place, or rare words.
//!
//! Made from profiles; every key is a hash, every list of holders is bounded, so that the number of pairs grows with
//! the number of accounts and not with its square. Leaves judging to `pair`.

use super::profile::{Profile, Rarity};
use crate::words::{mix, set};
use rayon::prelude::*;

/// Width of a cell of the map in degrees; two places half of it apart share a cell.
const CELL: f32 = 0.5;
/// Days before its publication at which an undated event may lie, for the keys of day and place.
const BACK: i32 = 4;
/// Widest range of days that gets a key a day.
const WIDEST: i32 = 7;
/// The rarest words that become keys, alone and two by two.
const RAREST: usize = 12;
/// Accounts that may hold a single word for it to be a key.
const FEW: u32 = 30;
/// Holders of a key that are all compared with each other; beyond it, each with the ones just before it.
const ALL_PAIRS: usize = 24;
/// Holders beyond which a key of day and place says nothing.
const TOO_MANY: usize = 2000;
/// Holders beyond which two words say nothing.
const TOO_MANY_WORDS: usize = 60;

/// Pairs of indexes worth comparing, each once, smaller index first, in order.
pub(crate) fn candidates(profiles: &[Profile], rarity: &Rarity) -> Vec<(u32, u32)> {
    let mut postings: Vec<(u64, u32)> = profiles
        .par_iter()
        .enumerate()
        .flat_map_iter(|(n, p)| keys(p, rarity).into_iter().map(move |key| (key, n as u32)))
        .collect();
    postings.par_sort_unstable();
    let mut pairs = Vec::new();
    for run in postings.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() <= most(run[0].0)) {
        for (k, holder) in run.iter().enumerate() {
            let back = if run.len() <= ALL_PAIRS { 0 } else { k.saturating_sub(ALL_PAIRS / 2) };
            pairs.extend(run[back..k].iter().map(|earlier| (earlier.1, holder.1)));
        }
    }
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Keys of words are odd, keys of day and place even.
fn most(key: u64) -> usize {
    if key & 1 == 1 { TOO_MANY_WORDS } else { TOO_MANY }
}

fn keys(profile: &Profile, rarity: &Rarity) -> Vec<u64> {
    let mut keys = Vec::new();
    let places = places(profile);
    for day in days(profile) {
        keys.extend(places.iter().map(|place| key(1, *place, day as u64)));
        keys.extend(profile.actors.iter().map(|actor| key(2, *actor, day as u64)));
    }
    let rare = rarest(profile, rarity);
    keys.extend(rare.iter().filter(|w| rarity.held(**w) <= FEW).map(|w| key(3, *w, 0)));
    for (n, word) in rare.iter().enumerate() {
        keys.extend(rare[..n].iter().map(|other| key(4, *word.min(other), *word.max(other))));
    }
    set(keys)
}

fn key(kind: u64, a: u64, b: u64) -> u64 {
    let of_words = u64::from(kind > 2);
    mix(mix(a.wrapping_add(kind)) ^ b.wrapping_mul(0x9e37_79b9_7f4a_7c15)) & !1 | of_words
}

fn days(profile: &Profile) -> std::ops::RangeInclusive<i32> {
    match (profile.days, profile.told) {
        (Some((start, end)), _) if end - start <= WIDEST => start..=end + 1,
        (None, Some(told)) if !profile.background => told - BACK..=told,
        #[allow(clippy::reversed_empty_ranges)]
        _ => 1..=0,
    }
}

/// The cells round a town, or else the names of the areas; a town also has the names of its areas.
fn places(profile: &Profile) -> Vec<u64> {
    let mut out: Vec<u64> = profile.place.into_iter().chain(profile.area).chain(profile.country).collect();
    if let Some((lat, lon)) = profile.point.filter(|_| profile.in_town) {
        for (north, east) in [(-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)] {
            let cell = |degrees: f32, shift: f32| ((degrees / CELL + shift).floor() as i32) as u32;
            out.push(u64::from(cell(lat, north)) << 32 | u64::from(cell(lon, east)));
        }
    }
    set(out)
}

/// The words of most weight that other accounts hold too.
fn rarest(profile: &Profile, rarity: &Rarity) -> Vec<u64> {
    let mut words: Vec<(u64, f32)> = profile.words.iter().copied().filter(|(w, _)| rarity.held(*w) > 1).collect();
    words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.into_iter().take(RAREST).map(|(word, _)| word).collect()
}
