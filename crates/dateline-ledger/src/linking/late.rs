//! Which accounts bear a day too late, reckoned from a page that was changed or moved weeks after the event.
//!
//! "On Sunday" on a page that says it is of November is a Sunday of November. Where another report told the same two
//! great tolls of the same town weeks before that, in much the same words, that day is no evidence.
//! Made from profiles; leaves judging pairs to `pair`.

use super::profile::Profile;
use std::collections::BTreeMap;

/// Fewer killed, or fewer wounded, may be met with twice in one town by chance.
const KILLED: u64 = 20;
const WOUNDED: u64 = 50;
/// Days by which the telling may lag behind an event that is told by its weekday, and a slip of dates may reach.
const WEEK: i32 = 7;
/// Days by which a page is taken to be late.
const LATEST: i32 = 120;

/// Takes the day and the date of publication from accounts that bear one too late.
pub(super) fn doubt(profiles: &mut [Profile], alike: impl Fn(&Profile, &Profile) -> bool) {
    let mut told: BTreeMap<(u64, u64, u64), Vec<usize>> = BTreeMap::new();
    for (n, profile) in profiles.iter().enumerate().filter(|(_, p)| p.main && p.in_town && p.told.is_some()) {
        let great = |figures: &[u64], least: u64| figures.iter().copied().filter(|n| *n >= least).collect::<Vec<_>>();
        for killed in great(&profile.killed, KILLED) {
            for wounded in great(&profile.wounded, WOUNDED).into_iter().filter(|w| killed % 10 > 0 || w % 10 > 0) {
                told.entry((profile.place.unwrap_or(0), killed, wounded)).or_default().push(n);
            }
        }
    }
    let profile = |n: usize| &profiles[n];
    let before_it_happened = |n: usize, m: usize| {
        let gap = reckoned_day(profile(n)).zip(profile(m).told).map_or(0, |(day, told)| day - told);
        (WEEK + 1..=LATEST).contains(&gap) && alike(profile(n), profile(m))
    };
    let mut late: Vec<usize> = told
        .values()
        .flat_map(|holders| holders.iter().copied().filter(|&n| holders.iter().any(|&m| before_it_happened(n, m))))
        .collect();
    late.sort_unstable();
    late.dedup();
    for n in late {
        (profiles[n].days, profiles[n].told) = (None, None);
    }
}

/// The last day of an account that was told within days of it: likely reckoned from the day of its report.
fn reckoned_day(profile: &Profile) -> Option<i32> {
    let ((_, end), told) = profile.days.zip(profile.told)?;
    (0..=WEEK).contains(&(told - end)).then_some(end)
}
