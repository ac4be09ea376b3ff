//! Finds names, dates and numbers: tokens are read from left to right as begin, inside, last, single or outside.

use crate::error::LanguageError;
use crate::labels::intern;
use crate::parts::TransitionParts;
use crate::transition::{NOTHING, Scorer, States};
use std::ops::Range;

const BEGIN: usize = 1;
const IN: usize = 2;
const LAST: usize = 3;
const UNIT: usize = 4;
const OUT: usize = 5;

/// The name finder of one package.
#[derive(Debug)]
pub struct NameFinder {
    scorer: Scorer,
    moves: Vec<(usize, &'static str)>,
}

/// A name: its tokens and its label.
pub type Name = (Range<usize>, &'static str);

impl NameFinder {
    pub fn load(parts: &TransitionParts) -> Result<NameFinder, LanguageError> {
        let scorer = Scorer::load(parts)?;
        if scorer.features != 3 || parts.moves.iter().any(|(kind, _)| !(BEGIN..=OUT).contains(kind)) {
            return Err(LanguageError::Corrupt("the moves of the names"));
        }
        let moves = parts.moves.iter().map(|(kind, label)| (*kind, intern(label))).collect();
        Ok(NameFinder { scorer, moves })
    }

    /// Prepares the vectors of a batch of texts.
    pub fn prepare(&self, vectors: &[f32], states: &mut States) {
        self.scorer.prepare(vectors, states);
    }

    /// The names in a text whose rows begin at `base`; none crosses a sentence start or begins with white space.
    pub fn find(&self, base: usize, is_space: &[bool], starts: &[bool], states: &mut States) -> Vec<Name> {
        let length = is_space.len();
        let mut names = Vec::new();
        let mut open: Option<(usize, &'static str)> = None;
        for at in 0..length {
            let first = open.map_or(NOTHING, |(start, _)| base + start);
            let before = if open.is_some() { (base + at).checked_sub(1).unwrap_or(NOTHING) } else { NOTHING };
            self.scorer.score(&[base + at, first, before], states);
            let goes_on = at + 1 < length && !starts[at + 1];
            let valid = |kind: usize, label: &str| match (kind, open) {
                (IN, Some((_, name))) => goes_on && name == label,
                (LAST, Some((_, name))) => name == label,
                (BEGIN, None) => goes_on && !is_space[at],
                (UNIT, None) => !label.is_empty() && !is_space[at],
                (OUT, None) => true,
                _ => false,
            };
            let mut best: Option<(f32, (usize, &'static str))> = None;
            for (&one, &score) in self.moves.iter().zip(&states.scores) {
                if best.is_none_or(|(most, _)| score > most) && valid(one.0, one.1) {
                    best = Some((score, one));
                }
            }
            match best {
                Some((_, (BEGIN, label))) => open = Some((at, label)),
                Some((_, (UNIT, label))) => names.push((at..at + 1, label)),
                Some((_, (LAST, label))) => names.extend(open.take().map(|(start, _)| (start..at + 1, label))),
                Some(_) => {}
                None => break,
            }
        }
        names
    }
}
