//! Which reports share their text: copies, near-copies and partial reprints.
//!
//! Made from the reports' words: five-word shingles, a fair sample of their hashes, and an index of the sample, so
//! that only reports with a passage in common are ever compared. Leaves wire credits to `linking`, which knows which
//! reports speak of one incident.

use crate::words::{hash, mix, set, shared, words};
use dateline_model::Report;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// One hash in this many is kept of a long text.
const SAMPLE: u64 = 4;
/// A text of fewer shingles is kept whole: a sample of it would be too small to judge by.
const SHORT: usize = 160;
/// A passage that more reports than this share is a page's furniture, or a wire found through its other passages.
const COMMON: usize = 64;
/// Reports whose passages are held in memory at once.
const AT_ONCE: usize = 200_000;
/// Shingles two reports must share before their likeness is weighed at all.
const FEWEST: usize = 4;
/// From this share of the shorter text on, it is a reprint.
pub(crate) const COPY: f64 = 0.5;
/// From this share on, part of it is.
pub(crate) const PART: f64 = 0.2;

/// Two reports that share text; `a` comes before `b` in the slice that was searched.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedText {
    /// Index of the one report.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// The share of the shorter report's passages that the longer one holds, 0 to 1.
    pub share: f64,
}

/// What the search for copies found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Copies {
    /// Every pair that shares a passage worth the name, by index.
    pub pairs: Vec<SharedText>,
}

impl Copies {
    /// Groups of reports that share one text origin: for each report, the first index of its group.
    pub fn groups(&self, reports: usize) -> Vec<usize> {
        let mut groups = Groups::new(reports);
        for pair in self.pairs.iter().filter(|p| p.share >= PART) {
            groups.join(pair.a, pair.b);
        }
        (0..reports).map(|i| groups.find(i)).collect()
    }
}

/// Finds the reports of a slice that share text.
pub fn find_copies(reports: &[Report]) -> Copies {
    let prints: Vec<Print> = reports.par_iter().map(|r| Print::of(&r.text)).collect();
    let parts = prints.len().div_ceil(AT_ONCE).max(1) as u64;
    let mut meetings: Vec<(u32, u32)> = Vec::new();
    // The passages are dealt with in parts, each with all its holders, so that memory stays bounded.
    for part in 0..parts {
        let own = |h: &&u64| (**h / SAMPLE) % parts == part;
        let held = |(n, p): (usize, &'_ Print)| p.sample.iter().filter(own).map(|h| (*h, n as u32)).collect::<Vec<_>>();
        let mut postings: Vec<(u64, u32)> = prints.iter().enumerate().flat_map(held).collect();
        postings.par_sort_unstable();
        for run in postings.chunk_by(|a, b| a.0 == b.0).filter(|run| (2..=COMMON).contains(&run.len())) {
            // Each with the first and with its neighbour: enough to join a group without comparing all pairs of it.
            for (k, pair) in run.windows(2).enumerate() {
                meetings.push((pair[0].1, pair[1].1));
                if k > 0 {
                    meetings.push((run[0].1, pair[1].1));
                }
            }
        }
    }
    meetings.par_sort_unstable();
    let pairs = meetings.chunk_by(|a, b| a == b).filter(|run| run.len() >= FEWEST).map(|run| run[0]);
    let pairs = pairs.filter_map(|(a, b)| {
        let (a, b) = (a as usize, b as usize);
        let share = prints[a].share(&prints[b]);
        (share >= PART).then_some(SharedText { a, b, share })
    });
    Copies { pairs: pairs.collect() }
}

/// The hashes of a text's shingles: a sample, or all of a short text.
struct Print {
    sample: Vec<u64>,
    rest: Vec<u64>,
}

impl Print {
    fn of(text: &str) -> Print {
        let words: Vec<u64> = words(text).iter().map(|w| hash(w.as_bytes())).collect();
        let all = set(words.windows(SHINGLE).map(shingle).collect());
        let keep_rest = all.len() < SHORT;
        let (sample, rest): (Vec<u64>, Vec<u64>) = all.into_iter().partition(|h| h % SAMPLE == 0);
        Print { sample, rest: if keep_rest { rest } else { Vec::new() } }
    }

    fn share(&self, other: &Print) -> f64 {
        let (mut same, mut least) = (shared(&self.sample, &other.sample), self.sample.len().min(other.sample.len()));
        if !self.rest.is_empty() && !other.rest.is_empty() {
            same += shared(&self.rest, &other.rest);
            least = (self.sample.len() + self.rest.len()).min(other.sample.len() + other.rest.len());
        }
        if least == 0 { 0.0 } else { same as f64 / least as f64 }
    }
}

fn shingle(words: &[u64]) -> u64 {
    words.iter().fold(0, |h, w| mix(h.rotate_left(5) ^ w))
}

/// Groups that are joined pair by pair; a group is known by its smallest member.
pub(crate) struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    pub(crate) fn new(n: usize) -> Groups {
        Groups { parent: (0..n).collect() }
    }

    pub(crate) fn find(&mut self, mut n: usize) -> usize {
        while self.parent[n] != n {
            self.parent[n] = self.parent[self.parent[n]];
            n = self.parent[n];
        }
        n
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

/// For each report that reprints another: the one it reprints, by `order` (the earliest published, the longest).
pub(crate) fn originals(copies: &Copies, order: &[usize]) -> BTreeMap<usize, usize> {
    let mut best: BTreeMap<usize, usize> = BTreeMap::new();
    for pair in copies.pairs.iter().filter(|p| p.share >= COPY) {
        let (first, later) = if order[pair.a] < order[pair.b] { (pair.a, pair.b) } else { (pair.b, pair.a) };
        let known = best.entry(later).or_insert(first);
        if order[first] < order[*known] {
            *known = first;
        }
    }
    best
}
