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
const AT_ONCE: usize = 500_000;
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
    let rare: Vec<Rarest> = profiles.par_iter().map(|p| rarest(p, rarity)).collect();
    let timeless = timeless(profiles, &rare);
    let parts = profiles.len().div_ceil(AT_ONCE).max(1) as u64;
    let mut pairs = Vec::new();
    // The keys are dealt with in parts, each with all its holders, so that memory stays bounded.
    for part in 0..parts {
        let own = |key: &u64| (key >> 34) % parts == part;
        // Half a key and its holder: of one part, two keys hardly ever have a half in common.
        let posting = |key: u64, holder: usize| (key & HALF) << 32 | holder as u64;
        let mut postings: Vec<u64> = (0..profiles.len())
            .into_par_iter()
            .flat_map_iter(|n| {
                let of = keys(&profiles[n], &rare[n], rarity, &timeless);
                of.into_iter().filter(own).map(move |key| posting(key, n))
            })
            .collect();
        postings.par_sort_unstable();
        postings.dedup();
        for run in postings.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() <= most(run[0] >> 32)) {
            for (k, posting) in run.iter().enumerate() {
                let holder = (posting & HALF) as u32;
                let back = if run.len() <= ALL_PAIRS { 0 } else { k.saturating_sub(ALL_PAIRS / 2) };
                let earlier = run[back..k].iter().map(|e| ((e & HALF) as u32, e >> 32));
                let near = earlier.filter(|(e, key)| worth(*key, &profiles[*e as usize], &profiles[holder as usize]));
                pairs.extend(near.map(|(e, _)| (e, holder)));
            }
        }
        pairs.par_sort_unstable();
        pairs.dedup();
    }
    pairs
}

/// The lower half of a key or a posting.
const HALF: u64 = u32::MAX as u64;

/// The keys of two words of accounts that bear no time at all: others are asked for these too, whatever their window.
fn timeless(profiles: &[Profile], rare: &[Rarest]) -> HashSet<u64> {
    let untimed = profiles.par_iter().zip(rare).filter(|(p, _)| windows(p).is_empty());
    untimed.flat_map_iter(|(_, rare)| two_words(rare, &[None]).collect::<Vec<_>>()).collect()
}

/// Holders beyond which a key says nothing.
fn most(key: u64) -> usize {
    if key & 3 == OF_WORDS { TOO_MANY_WORDS } else { TOO_MANY }
}

fn keys(profile: &Profile, rare: &Rarest, rarity: &Rarity, timeless: &HashSet<u64>) -> Vec<u64> {
    let mut keys = Vec::new();
    let places = places(profile);
    for day in days(profile) {
        keys.extend(places.iter().map(|place| key(1, *place, day as u64)));
        keys.extend(areas(profile).map(|area| key(0, area, day as u64)));
        keys.extend(profile.actors.iter().map(|actor| key(2, *actor, day as u64)));
    }
    keys.extend(rare.iter().filter(|w| rarity.held(**w) <= FEW).map(|w| key(3, u64::from(*w), 0)));
    keys.extend(two_words(rare, &windows(profile)));
    if !timeless.is_empty() {
        keys.extend(two_words(rare, &[None]).filter(|key| timeless.contains(key)));
    }
    keys
}

/// A key for every two of the rarest words in every window.
fn two_words(rare: &Rarest, windows: &[Option<i32>]) -> impl Iterator<Item = u64> {
    windows.iter().flat_map(move |window| {
        let place = window.map_or(0, |w| mix((w as u64) | 1 << 40));
        let pair = move |a: u32, b: u32| key(4, u64::from(a.min(b)), u64::from(a.max(b)) ^ place);
        rare.iter().enumerate().flat_map(move |(n, word)| rare[..n].iter().map(move |other| pair(*word, *other)))
    })
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

/// The few words of an account that tell most.
type Rarest = Vec<u32>;

/// The words of most weight that other accounts hold too, but not many: two stock words meet in any two reports.
fn rarest(profile: &Profile, rarity: &Rarity) -> Rarest {
    let many = (rarity.accounts() / STOCK_SHARE).max(FEW);
    let telling = |word: u32| (2..=many).contains(&rarity.held(word));
    let mut words: Vec<(u32, f32)> = profile.words.iter().copied().filter(|(w, _)| telling(*w)).collect();
    let first = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if words.len() > RAREST {
        words.select_nth_unstable_by(RAREST, first);
        words.truncate(RAREST);
    }
    words.sort_unstable_by(first);
    words.into_iter().map(|(word, _)| word).collect()
}
