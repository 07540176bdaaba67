//! The attention matrix of every head.

use burn::tensor::Tensor;

use super::readback::Readback;
use crate::protocol::{Floats, Matrices};

/// Most rows and columns of a small matrix.
pub const SMALL: usize = 32;

/// One sequence's attention weights, registered to be read back.
pub struct Heads {
    places: Vec<usize>,
    each: usize,
    length: usize,
}

impl Heads {
    /// Registers every block's weights, `[1, heads, length, length]` each.
    pub fn new(weights: Vec<Tensor<4>>, readback: &mut Readback) -> Self {
        let [_, heads, length, _] = weights.first().map_or([1, 1, 1, 1], Tensor::dims);
        Self { places: weights.into_iter().map(|weights| readback.register(weights)).collect(), each: heads, length }
    }

    /// Every head as a matrix of at most [`SMALL`] rows and columns, and the selected head (counted through all blocks) at
    /// full size. They are named `<block>.<head>`, both counted from 1; rows and columns are named after the tokens.
    pub fn matrices(self, values: &[Vec<f32>], chosen: usize, labels: &[String]) -> (Matrices, Matrices) {
        let (length, heads) = (self.length, self.each);
        let all: Vec<_> = self.places.iter().flat_map(|place| values[*place].chunks(length * length)).collect();
        let chosen = chosen.min(all.len().saturating_sub(1));
        let name = |index: usize| format!("{}.{}", index / heads + 1, index % heads + 1);
        let matrix = |side: usize, labels: &[String], items| Matrices {
            rows: side as u32,
            columns: side as u32,
            row_labels: labels.to_vec(),
            labels: labels.to_vec(),
            items,
        };
        let step = length.div_ceil(SMALL).max(1);
        let small = all.iter().enumerate();
        let small = small.map(|(index, values)| (name(index), [0.0, 1.0], Floats(pooled(values, length, step))));
        let overview = matrix(length.div_ceil(step), if step == 1 { labels } else { &[] }, small.collect());
        let large = all.get(chosen).map(|values| (name(chosen), [0.0, 1.0], Floats(values.to_vec())));
        (overview, matrix(length, labels, large.into_iter().collect()))
    }
}

/// The largest value of each `step` × `step` square of a square matrix.
pub fn pooled(values: &[f32], length: usize, step: usize) -> Vec<f32> {
    let side = length.div_ceil(step);
    let mut largest = vec![0.0f32; side * side];
    for (index, value) in values.iter().enumerate() {
        let (row, column) = (index / length / step, index % length / step);
        let cell = &mut largest[row * side + column];
        *cell = cell.max(*value);
    }
    largest
}
