//! Builds a dependency tree from left to right: the arc-eager system, with sentence breaks and second thoughts.
//!
//! A word may be put back on the buffer once (when it found no head), and a head may be replaced by a later one. The
//! moves, their conditions and the features of a state are those the pipelines were trained with.

use crate::error::LanguageError;
use crate::labels::intern;
use crate::parts::TransitionParts;
use crate::transition::{NOTHING, Scorer, States};

const SHIFT: usize = 0;
const REDUCE: usize = 1;
const LEFT: usize = 2;
const RIGHT: usize = 3;
const BREAK: usize = 4;
const KINDS: usize = 5;

/// What separates a relation from its lifted head's relation in labels of arcs that cross others.
const LIFTED: &str = "||";

/// The parser of one package.
#[derive(Debug)]
pub struct Parser {
    scorer: Scorer,
    moves: Vec<(usize, &'static str)>,
}

/// The tree over one text: heads (itself for a root), relations, and where sentences start.
#[derive(Debug, Default)]
pub struct Tree {
    /// By token.
    pub heads: Vec<usize>,
    /// By token.
    pub relations: Vec<&'static str>,
    /// By token.
    pub starts: Vec<bool>,
}

#[derive(Debug, Default)]
struct State {
    length: usize,
    next: usize,
    stack: Vec<usize>,
    again: Vec<usize>,
    unshiftable: Vec<bool>,
    breaks: Vec<bool>,
    heads: Vec<usize>,
    relations: Vec<&'static str>,
    /// The child that was last attached on the left and on the right, and the one before each child.
    last: [Vec<usize>; 2],
    before: Vec<usize>,
}

impl State {
    fn new(length: usize) -> State {
        State {
            length,
            unshiftable: vec![false; length],
            breaks: vec![false; length],
            heads: vec![NOTHING; length],
            relations: vec![""; length],
            last: [vec![NOTHING; length], vec![NOTHING; length]],
            before: vec![NOTHING; length],
            ..State::default()
        }
    }

    fn stack(&self, i: usize) -> usize {
        self.stack.len().checked_sub(i + 1).map_or(NOTHING, |at| self.stack[at])
    }

    fn buffer(&self, i: usize) -> usize {
        if let Some(at) = self.again.len().checked_sub(i + 1) {
            return self.again[at];
        }
        let at = self.next + i - self.again.len();
        if at < self.length { at } else { NOTHING }
    }

    fn left(&self) -> usize {
        self.length - self.next + self.again.len()
    }

    fn starts(&self, token: usize) -> bool {
        token == 0 || self.breaks.get(token).copied().unwrap_or(false)
    }

    fn child(&self, side: usize, head: usize) -> usize {
        self.last[side].get(head).copied().unwrap_or(NOTHING)
    }

    fn features(&self, base: usize) -> [usize; 8] {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        [b0, self.buffer(1), s0, self.stack(1), self.stack(2), self.child(0, b0), self.child(0, s0), self.child(1, s0)]
            .map(|token| if token == NOTHING { NOTHING } else { base + token })
    }

    fn valid(&self) -> [bool; KINDS] {
        let mut valid = [false; KINDS];
        let (b0, depth, left) = (self.buffer(0), self.stack.len(), self.left());
        let start = self.starts(b0);
        let blocked = self.unshiftable.get(b0).copied().unwrap_or(false);
        valid[SHIFT] = depth == 0 || (left >= 2 && !start && !blocked);
        valid[REDUCE] = depth > 0;
        valid[LEFT] = depth > 0 && left > 0 && !start;
        valid[RIGHT] = valid[LEFT];
        let b1 = self.buffer(1);
        valid[BREAK] = left >= 2 && b0 != NOTHING && b1 == b0 + 1 && !self.starts(b1);
        valid
    }

    fn take(&mut self, kind: usize, label: &'static str) {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        match kind {
            SHIFT => self.push(),
            REDUCE => {
                self.stack.pop();
                if self.heads[s0] == NOTHING && !self.stack.is_empty() {
                    self.unshiftable[s0] = true;
                    self.again.push(s0);
                }
            }
            LEFT => {
                self.attach(b0, s0, label);
                self.unshiftable[b0] = false;
                self.stack.pop();
            }
            RIGHT => {
                self.attach(s0, b0, label);
                self.push();
            }
            _ => {
                let b1 = self.buffer(1);
                self.breaks[b1] = true;
            }
        }
    }

    fn push(&mut self) {
        let token = self.again.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    fn attach(&mut self, head: usize, child: usize, label: &'static str) {
        let old = self.heads[child];
        if old != NOTHING {
            let last = &mut self.last[usize::from(old < child)][old];
            if *last == child {
                *last = self.before[child];
            }
        }
        let last = &mut self.last[usize::from(head < child)][head];
        self.before[child] = *last;
        *last = child;
        self.heads[child] = head;
        self.relations[child] = label;
    }
}

impl Parser {
    pub fn load(parts: &TransitionParts) -> Result<Parser, LanguageError> {
        let scorer = Scorer::load(parts)?;
        if scorer.features != 8 || parts.moves.iter().any(|(kind, _)| *kind >= KINDS) {
            return Err(LanguageError::Corrupt("the parser's moves"));
        }
        let moves = parts.moves.iter().map(|(kind, label)| (*kind, intern(label))).collect();
        Ok(Parser { scorer, moves })
    }

    /// Prepares the vectors of a batch of texts.
    pub fn prepare(&self, vectors: &[f32], states: &mut States) {
        self.scorer.prepare(vectors, states);
    }

    /// The tree over a text whose rows begin at `base`, given which tokens are white space.
    pub fn parse(&self, base: usize, is_space: &[bool], states: &mut States) -> Tree {
        let mut state = State::new(is_space.len());
        // Every token is pushed at most twice and popped once a push; breaks are as many as tokens. The bound is
        // never met and only keeps a damaged model from running on.
        let mut steps = 8 * is_space.len() + 8;
        while (!state.stack.is_empty() || state.left() > 0) && steps > 0 {
            steps -= 1;
            let valid = state.valid();
            let only_reduce = valid == [false, true, false, false, false];
            let (kind, label) = if only_reduce {
                (REDUCE, "")
            } else {
                self.scorer.score(&state.features(base), states);
                let Some(best) = best_move(&self.moves, &states.scores, valid) else { break };
                best
            };
            state.take(kind, label);
        }
        finish(state, is_space)
    }
}

fn best_move(moves: &[(usize, &'static str)], scores: &[f32], valid: [bool; KINDS]) -> Option<(usize, &'static str)> {
    let mut best: Option<(f32, (usize, &'static str))> = None;
    for (&one, &score) in moves.iter().zip(scores) {
        if valid[one.0] && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, one));
        }
    }
    best.map(|(_, one)| one)
}

fn finish(state: State, is_space: &[bool]) -> Tree {
    let mut tree = Tree { heads: state.heads, relations: state.relations, starts: Vec::new() };
    for token in 0..tree.heads.len() {
        if tree.heads[token] == NOTHING {
            tree.heads[token] = token;
            tree.relations[token] = "ROOT";
        }
    }
    if tree.relations.iter().any(|relation| relation.contains(LIFTED)) {
        lower(&mut tree, is_space);
    }
    tree.starts = starts(&tree.heads);
    tree
}

/// Moves arcs that training lifted, so that none crossed another, back to where they belong.
fn lower(tree: &mut Tree, is_space: &[bool]) {
    for token in 0..tree.heads.len() {
        if let Some((relation, target)) = tree.relations[token].split_once(LIFTED) {
            let head = find_below(tree, tree.heads[token], token, target, is_space);
            tree.heads[token] = head;
            tree.relations[token] = intern(relation);
        }
    }
}

/// The first token below `top` with the relation `target`, level by level; `top` where there is none.
fn find_below(tree: &Tree, top: usize, token: usize, target: &str, is_space: &[bool]) -> usize {
    let mut level = vec![top];
    let mut seen = vec![false; tree.heads.len()];
    while !level.is_empty() {
        let mut below = Vec::new();
        for &head in &level {
            for child in 0..tree.heads.len() {
                let is_child = tree.heads[child] == head && child != head;
                if !is_child || child == token || is_space[child] || std::mem::replace(&mut seen[child], true) {
                    continue;
                }
                if tree.relations[child] == target {
                    return child;
                }
                below.push(child);
            }
        }
        level = below;
    }
    top
}

/// A sentence starts at the leftmost token below each root.
fn starts(heads: &[usize]) -> Vec<bool> {
    let mut leftmost: Vec<usize> = (0..heads.len()).collect();
    for _ in 0..12 {
        let mut changed = false;
        for child in (0..heads.len()).chain((0..heads.len()).rev()) {
            let head = heads[child];
            if leftmost[child] < leftmost[head] {
                leftmost[head] = leftmost[child];
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut starts = vec![false; heads.len()];
    for (token, &head) in heads.iter().enumerate() {
        if token == head {
            starts[leftmost[token]] = true;
        }
    }
    starts
}
