//! Groups of accounts that tell of one incident, joined best pair first while every join suits the whole group.
//!
//! Made from scored pairs; a group grows only while its members agree on average and none contradicts another, so
//! that a chain of half-likenesses joins nothing. Leaves the judgement of a pair to `pair`.

use super::pair::WEIGHTS;
use std::collections::HashSet;

/// Members of a group that are asked about a join; enough to notice a contradiction, few enough for large groups.
const ASKED: usize = 10;

/// A pair and its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub a: usize,
    pub b: usize,
    pub score: f32,
}

/// The groups among `n` accounts, each sorted, ordered by first member. `score` is asked about pairs within a join;
/// `None` means the two contradict each other.
pub(crate) fn cluster(n: usize, mut edges: Vec<Edge>, score: impl Fn(usize, usize) -> Option<f32>) -> Vec<Vec<usize>> {
    edges.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut group_of: Vec<usize> = (0..n).collect();
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    let mut refused: HashSet<(usize, usize, usize, usize)> = HashSet::new();
    for edge in edges {
        let (a, b) = (group_of[edge.a].min(group_of[edge.b]), group_of[edge.a].max(group_of[edge.b]));
        let asked = (a, b, groups[a].len(), groups[b].len());
        if a == b || refused.contains(&asked) {
            continue;
        }
        if suits(&groups[a], &groups[b], &score) {
            let moved = std::mem::take(&mut groups[b]);
            moved.iter().for_each(|m| group_of[*m] = a);
            groups[a].extend(moved);
            groups[a].sort_unstable();
        } else {
            refused.insert(asked);
        }
    }
    groups.retain(|g| !g.is_empty());
    groups.sort_unstable();
    groups
}

fn suits(a: &[usize], b: &[usize], score: &impl Fn(usize, usize) -> Option<f32>) -> bool {
    let (mut sum, mut pairs) = (0.0, 0.0);
    for x in some(a) {
        for y in some(b) {
            let Some(s) = score(x.min(y), x.max(y)) else { return false };
            sum += s;
            pairs += 1.0;
        }
    }
    sum / pairs >= WEIGHTS.join
}

/// Up to `ASKED` members, evenly spread.
fn some(group: &[usize]) -> impl Iterator<Item = usize> {
    let step = group.len().div_ceil(ASKED);
    group.iter().copied().step_by(step.max(1))
}

#[cfg(test)]
mod tests {
    use super::{Edge, cluster};

    fn groups(scores: &[(usize, usize, f32)], n: usize) -> Vec<Vec<usize>> {
        let edges = scores.iter().filter(|s| s.2 > 0.0).map(|s| Edge { a: s.0, b: s.1, score: s.2 }).collect();
        cluster(n, edges, |a, b| {
            let found = scores.iter().find(|s| (s.0, s.1) == (a, b)).map_or(-1.0, |s| s.2);
            (found > -5.0).then_some(found)
        })
    }

    #[test]
    fn joins_what_agrees() {
        assert_eq!(groups(&[(0, 1, 3.0), (1, 2, 2.0), (0, 2, 1.0)], 4), [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn does_not_chain() {
        assert_eq!(groups(&[(0, 1, 3.0), (1, 2, 0.5), (0, 2, -2.0)], 3), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn keeps_contradictions_apart() {
        assert_eq!(groups(&[(0, 1, 9.0), (1, 2, 8.0), (0, 2, -9.0)], 3), [vec![0, 1], vec![2]]);
    }
}
