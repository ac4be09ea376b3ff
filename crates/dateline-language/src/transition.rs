//! Scores the moves of a transition system: a hidden layer precomputed for every token, summed for every state.

use crate::error::LanguageError;
use crate::network::{Linear, product};
use crate::parts::{LinearParts, TransitionParts};

/// A feature's token: none.
pub const NOTHING: usize = usize::MAX;

/// Moves that are scored together, in registers.
const STRIP: usize = 32;

/// The network of a parser or of the names.
#[derive(Debug)]
pub struct Scorer {
    reduce: Linear,
    /// Input × (feature × piece × hidden).
    lower: Vec<f32>,
    /// Feature × piece × hidden.
    pad: Vec<f32>,
    /// Piece × hidden.
    bias: Vec<f32>,
    hidden: usize,
    pieces: usize,
    /// Number of features.
    pub features: usize,
    /// The output layer in strips of [`STRIP`] moves: strip × hidden × move, the last one filled up with zeros.
    upper: Vec<[f32; STRIP]>,
    /// The output layer's bias, in the same strips.
    upper_bias: Vec<[f32; STRIP]>,
    moves: usize,
}

/// A text's tokens as the scorer sees them, and room for one state.
#[derive(Debug, Default)]
pub struct States {
    reduced: Vec<f32>,
    tokens: Vec<f32>,
    sum: Vec<f32>,
    /// The scores of the moves in the state that was scored last.
    pub scores: Vec<f32>,
}

impl Scorer {
    pub fn load(parts: &TransitionParts) -> Result<Scorer, LanguageError> {
        let wrong = LanguageError::Corrupt("a transition system");
        let reduce = Linear::load(&parts.reduce)?;
        let upper = Linear::load(&parts.upper)?;
        let (features, hidden) = (parts.features, upper.inner);
        let wide = parts.lower.weights.height();
        let pieces = parts.lower.bias.len() / hidden;
        let fits = features > 0
            && pieces > 0
            && features.checked_mul(hidden * pieces) == Some(wide)
            && parts.lower.bias.len() == hidden * pieces
            && parts.pad.len() == wide
            && parts.lower.weights.width == reduce.width
            && parts.moves.len() == upper.width;
        if !fits {
            return Err(wrong);
        }
        let apart = Apart { hidden, pieces };
        let mut lower = Vec::with_capacity(wide * reduce.width);
        let LinearParts { weights, bias } = &parts.lower;
        let columns = crate::network::transposed(weights);
        columns.chunks_exact(wide).for_each(|row| apart.push(row, &mut lower));
        let mut pad = Vec::with_capacity(wide);
        apart.push(&parts.pad, &mut pad);
        let mut spread = Vec::with_capacity(bias.len());
        apart.push(bias, &mut spread);
        let (moves, output) = (upper.width, &upper);
        let strip = |row: &[f32], at: usize| {
            let mut strip = [0.0; STRIP];
            row.iter().skip(at).zip(&mut strip).for_each(|(&value, slot)| *slot = value);
            strip
        };
        let starts = || (0..moves).step_by(STRIP);
        let upper_bias = starts().map(|at| strip(&output.bias, at)).collect();
        let cells = starts().flat_map(|at| (0..hidden).map(move |input| (at, input)));
        let upper = cells.map(|(at, input)| strip(output.row(input), at)).collect();
        Ok(Scorer { reduce, lower, pad, bias: spread, hidden, pieces, features, upper, upper_bias, moves })
    }

    /// Prepares the tokens of a text, given their vectors.
    pub fn prepare(&self, vectors: &[f32], states: &mut States) {
        self.reduce.forward(vectors, &mut states.reduced);
        let rows = states.reduced.len() / self.reduce.width;
        states.tokens.resize(rows * self.pad.len(), 0.0);
        product(&states.reduced, self.reduce.width, &self.lower, self.pad.len(), &mut states.tokens);
    }

    /// Scores all moves for a state whose features are these tokens (of the prepared text) or [`NOTHING`].
    pub fn score(&self, tokens: &[usize], states: &mut States) {
        pulp::Arch::new().dispatch(Score { scorer: self, tokens, states });
    }

    #[inline(always)]
    fn score_wide(&self, tokens: &[usize], states: &mut States) {
        let block = self.hidden * self.pieces;
        states.sum.clear();
        states.sum.extend_from_slice(&self.bias);
        let sum = &mut states.sum[..block];
        for (feature, &token) in tokens.iter().enumerate() {
            let row = if token == NOTHING { &self.pad } else { &states.tokens[token * self.pad.len()..] };
            let cell = &row[feature * block..(feature + 1) * block];
            sum.iter_mut().zip(cell).for_each(|(sum, value)| *sum += value);
        }
        let (best, rest) = sum.split_at_mut(self.hidden);
        for piece in rest.chunks_exact(self.hidden) {
            best.iter_mut().zip(piece).for_each(|(best, &value)| *best = best.max(value));
        }
        states.scores.clear();
        for (strip, bias) in self.upper.chunks_exact(self.hidden).zip(&self.upper_bias) {
            let mut scores = *bias;
            for (&weight, row) in best.iter().zip(strip) {
                scores.iter_mut().zip(row).for_each(|(score, value)| *score += weight * value);
            }
            states.scores.extend_from_slice(&scores);
        }
        states.scores.truncate(self.moves);
    }
}

/// The scoring of one state, compiled for the widest registers the machine has.
struct Score<'s> {
    scorer: &'s Scorer,
    tokens: &'s [usize],
    states: &'s mut States,
}

impl pulp::WithSimd for Score<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.scorer.score_wide(self.tokens, self.states);
    }
}

/// Reorders hidden × piece to piece × hidden, block by block.
struct Apart {
    hidden: usize,
    pieces: usize,
}

impl Apart {
    fn push(&self, values: &[f32], out: &mut Vec<f32>) {
        for block in values.chunks_exact(self.hidden * self.pieces) {
            for p in 0..self.pieces {
                out.extend((0..self.hidden).map(|h| block[h * self.pieces + p]));
            }
        }
    }
}
