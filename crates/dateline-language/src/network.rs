//! The arithmetic: maxout layers with normalisation, linear layers, and the hashed embedding.
//!
//! Weights are laid out for the machine when a model is loaded: pieces apart, so that the maximum over pieces runs
//! along whole rows. Products go to a matrix library; a row's result does not depend on the rows beside it.

use crate::error::LanguageError;
use crate::hash::row_keys;
use crate::parts::{EncoderParts, LayerParts, LinearParts, Matrix};
use gemmkit::{MatMut, MatRef, Parallelism, gemm};

type Load<T> = Result<T, LanguageError>;

/// `rows × inner` times `inner × width` into `out`, which must hold `rows × width` values.
///
/// The library sums a single row in another order than many; a row that is alone is therefore given a companion.
pub fn product(left: &[f32], inner: usize, right: &[f32], width: usize, out: &mut [f32]) {
    let rows = left.len() / inner.max(1);
    if rows == 1 {
        let mut pair = vec![0.0; 2 * width];
        product(&left.repeat(2), inner, right, width, &mut pair);
        out.copy_from_slice(&pair[..width]);
    } else if rows > 1 && width > 0 {
        let left = MatRef::from_row_major(left, rows, inner);
        let right = MatRef::from_row_major(right, inner, width);
        gemm(1.0, left, right, 0.0, MatMut::from_row_major(out, rows, width), Parallelism::Serial);
    }
}

/// A linear layer, its weights input × output.
#[derive(Debug)]
pub struct Linear {
    pub inner: usize,
    pub width: usize,
    weights: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Linear {
    pub fn load(parts: &LinearParts) -> Load<Linear> {
        let (inner, width) = (parts.weights.width, parts.weights.height());
        if inner == 0 || width == 0 || parts.bias.len() != width {
            return Err(LanguageError::Corrupt("a linear layer"));
        }
        Ok(Linear { inner, width, weights: transposed(&parts.weights), bias: parts.bias.clone() })
    }

    /// One output row for each input row.
    pub fn forward(&self, input: &[f32], out: &mut Vec<f32>) {
        out.resize(input.len() / self.inner * self.width, 0.0);
        product(input, self.inner, &self.weights, self.width, out);
        for row in out.chunks_exact_mut(self.width) {
            row.iter_mut().zip(&self.bias).for_each(|(value, bias)| *value += bias);
        }
    }

    /// The weights from one input to all outputs.
    pub fn row(&self, input: usize) -> &[f32] {
        &self.weights[input * self.width..(input + 1) * self.width]
    }
}

pub fn transposed(matrix: &Matrix) -> Vec<f32> {
    let (height, width) = (matrix.height(), matrix.width);
    let mut out = vec![0.0; matrix.values.len()];
    for (r, row) in matrix.values.chunks_exact(width.max(1)).enumerate() {
        for (c, &value) in row.iter().enumerate() {
            out[c * height + r] = value;
        }
    }
    out
}

/// A maxout layer with layer normalisation: the largest of a few linear pieces for each output, centred and scaled.
#[derive(Debug)]
pub struct Maxout {
    pub inner: usize,
    pub width: usize,
    pieces: usize,
    /// Input × (piece × output).
    weights: Vec<f32>,
    /// Piece × output.
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    pub fn load(parts: &LayerParts) -> Load<Maxout> {
        let (inner, width) = (parts.weights.width, parts.gain.len());
        let pieces = parts.weights.height().checked_div(width).unwrap_or(0);
        let fits = inner > 0 && pieces > 0 && parts.weights.height() == width * pieces;
        if !fits || parts.bias.len() != width * pieces || parts.shift.len() != width {
            return Err(LanguageError::Corrupt("a maxout layer"));
        }
        let apart = |o: usize, p: usize| p * width + o;
        let mut weights = vec![0.0; inner * width * pieces];
        let mut bias = vec![0.0; width * pieces];
        for o in 0..width {
            for p in 0..pieces {
                let row = (o * pieces + p) * inner;
                bias[apart(o, p)] = parts.bias[o * pieces + p];
                for i in 0..inner {
                    weights[i * width * pieces + apart(o, p)] = parts.weights.values[row + i];
                }
            }
        }
        let (gain, shift) = (parts.gain.clone(), parts.shift.clone());
        Ok(Maxout { inner, width, pieces, weights, bias, gain, shift })
    }

    /// Adds the layer's output for each input row to the row of `sums` that `targets` names for it.
    pub fn add_to(
        &self,
        input: &[f32],
        scratch: &mut Vec<f32>,
        sums: &mut [f32],
        targets: impl Iterator<Item = usize>,
    ) {
        let wide = self.width * self.pieces;
        scratch.resize(input.len() / self.inner * wide, 0.0);
        product(input, self.inner, &self.weights, wide, scratch);
        pulp::Arch::new().dispatch(
            #[inline(always)]
            || {
                for (row, target) in scratch.chunks_exact_mut(wide).zip(targets) {
                    self.finish(row, &mut sums[target * self.width..(target + 1) * self.width]);
                }
            },
        );
    }

    #[inline(always)]
    fn finish(&self, row: &mut [f32], sum: &mut [f32]) {
        row.iter_mut().zip(&self.bias).for_each(|(value, bias)| *value += bias);
        let (best, rest) = row.split_at_mut(self.width);
        for piece in rest.chunks_exact(self.width) {
            best.iter_mut().zip(piece).for_each(|(best, &value)| *best = best.max(value));
        }
        let mean = total(best) / self.width as f32;
        best.iter_mut().for_each(|value| *value -= mean);
        let variance = total_squares(best) / self.width as f32 + 1e-8;
        let scale = 1.0 / variance.sqrt();
        for (((sum, value), gain), shift) in sum.iter_mut().zip(&*best).zip(&self.gain).zip(&self.shift) {
            *sum += value * scale * gain + shift;
        }
    }
}

/// A sum in eight lanes, so that it vectorises and rounds little.
#[inline(always)]
fn total(values: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().sum();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value);
    }
    lanes.iter().sum::<f32>() + rest
}

#[inline(always)]
fn total_squares(values: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    let chunks = values.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|value| value * value).sum();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, value)| *lane += value * value);
    }
    lanes.iter().sum::<f32>() + rest
}

/// A feature of a word that an embedding table is keyed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    Norm,
    Prefix,
    Suffix,
    Shape,
    Spacy,
    IsSpace,
}

impl Feature {
    fn from_name(name: &str) -> Option<Feature> {
        Some(match name {
            "NORM" => Feature::Norm,
            "PREFIX" => Feature::Prefix,
            "SUFFIX" => Feature::Suffix,
            "SHAPE" => Feature::Shape,
            "SPACY" => Feature::Spacy,
            "IS_SPACE" => Feature::IsSpace,
            _ => return None,
        })
    }
}

/// A word's features, by the order of [`Feature`].
pub type Features = [u64; 6];

#[derive(Debug)]
struct Table {
    feature: Feature,
    seed: u32,
    height: u32,
    rows: Vec<f32>,
}

/// Turns words into vectors that know their neighbours.
#[derive(Debug)]
pub struct Encoder {
    tables: Vec<Table>,
    mix: Maxout,
    windows: Vec<Maxout>,
    /// Length of a vector.
    pub width: usize,
    /// Whether the white space after a word counts.
    pub sees_space: bool,
}

/// Rows of zeros between two texts in one batch: as many as there are window layers in the trained pipelines.
pub const PADDING: usize = 4;

impl Encoder {
    pub fn load(parts: &EncoderParts) -> Load<Encoder> {
        let wrong = LanguageError::Corrupt("the encoder");
        let (mix, windows) = parts.layers.split_first().ok_or_else(|| wrong.clone())?;
        let mix = Maxout::load(mix)?;
        let width = mix.width;
        let windows: Vec<Maxout> = windows.iter().map(Maxout::load).collect::<Load<_>>()?;
        let mut tables = Vec::new();
        for table in &parts.tables {
            let feature = Feature::from_name(&table.feature).ok_or_else(|| wrong.clone())?;
            let height = u32::try_from(table.rows.height()).map_err(|_| wrong.clone())?;
            let seed = u32::try_from(table.seed).map_err(|_| wrong.clone())?;
            if height == 0 || table.rows.width != width {
                return Err(wrong);
            }
            tables.push(Table { feature, seed, height, rows: table.rows.values.clone() });
        }
        let fits = windows.iter().all(|layer| layer.inner == 3 * width && layer.width == width);
        if !fits || windows.len() > PADDING || mix.inner != width * tables.len() {
            return Err(wrong);
        }
        let sees_space = tables.iter().any(|table| table.feature == Feature::Spacy);
        Ok(Encoder { tables, mix, windows, width, sees_space })
    }

    /// The context-free vectors of words, one row each.
    pub fn embed(&self, words: &[Features], work: &mut Work, out: &mut Vec<f32>) {
        let width = self.width;
        work.wide.clear();
        work.wide.resize(words.len() * self.mix.inner, 0.0);
        for (word, row) in words.iter().zip(work.wide.chunks_exact_mut(self.mix.inner)) {
            for (table, cell) in self.tables.iter().zip(row.chunks_exact_mut(width)) {
                for key in row_keys(word[table.feature as usize], table.seed) {
                    let start = (key % table.height) as usize * width;
                    cell.iter_mut().zip(&table.rows[start..start + width]).for_each(|(sum, value)| *sum += value);
                }
            }
        }
        out.clear();
        out.resize(words.len() * width, 0.0);
        self.mix.add_to(&work.wide, &mut work.pieces, out, 0..words.len());
    }

    /// Lets rows take in their neighbours, in place. Texts must stand [`PADDING`] zero rows apart; `distance` says how
    /// far each row is from a text, for a row of padding is only worked out while a text still looks that far.
    pub fn contextualise(&self, rows: &mut [f32], distance: &[u8], work: &mut Work) {
        let width = self.width;
        for (depth, layer) in self.windows.iter().enumerate() {
            let reach = self.windows.len() - 1 - depth;
            let wanted = || (0..distance.len()).filter(|&row| usize::from(distance[row]) <= reach);
            work.wide.clear();
            for row in wanted() {
                let from = row.saturating_sub(1) * width;
                let to = ((row + 2) * width).min(rows.len());
                if row == 0 {
                    work.wide.resize(work.wide.len() + width, 0.0);
                }
                work.wide.extend_from_slice(&rows[from..to]);
                if row + 1 == distance.len() {
                    work.wide.resize(work.wide.len() + width, 0.0);
                }
            }
            layer.add_to(&work.wide, &mut work.pieces, rows, wanted());
        }
    }
}

/// Buffers that are kept from call to call.
#[derive(Debug, Default)]
pub struct Work {
    wide: Vec<f32>,
    pieces: Vec<f32>,
}
