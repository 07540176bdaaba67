//! The work of a network of self-attention.
//!
//! What is counted per sequence of T tokens, for width d, h heads, n blocks with f hidden units in their feed-forward layers, and
//! A answers (all T, or the last only) of c classes:
//!
//! | | forward | backward |
//! |---|---|---|
//! | embedding | – | Td to add up what comes back |
//! | positions, if any | Td | Td where they are learned |
//! | a normalization, per token (two per block, one without feed-forward layer, and one before the output) | 7d | 11d |
//! | queries, keys, values, output of a block's attention | 4T(2d² + d) | 4T(4d² + d) |
//! | scores, divided by √(d/h) | 2T²d + hT² | 4T²d + hT² |
//! | softmax of the scores | 4hT² | 4hT² |
//! | weighted sum of the values | 2T²d | 4T²d |
//! | feed-forward layer of a block | T(4df + f + d), activation Tf | T(8df + f + d), activation 2Tf |
//! | adding to what went past, per attention and per feed-forward layer; the same for its dropout, if any | Td | Td |
//! | output | A(2dc + c) | A(4dc + c) |
//!
//! A normalization takes sum, difference, square, sum, quotient, scale and shift; back come the gradients of shift (1) and scale
//! (2), and of the input (8). The loss is counted as in a multilayer perceptron, per answer.
//!
//! Kept for the way back, per block: 16 numbers per token and unit of its width, 4 per hidden unit, and 6 per pair of tokens and head.

use super::Work;
use crate::options::{Key, Options, Positions};
use crate::shape::attention::TransformerShape;

/// The work on one sequence.
pub(super) fn of(options: &Options) -> Work {
    let shape = TransformerShape::of(options);
    let [length, tokens, classes, answers, width, heads, blocks, forward] = [
        shape.length,
        shape.tokens,
        shape.classes,
        shape.answers,
        shape.width,
        shape.heads,
        shape.blocks,
        shape.forward,
    ]
    .map(|count| count as u64);
    let places = if shape.learned { length * width } else { 0 };
    let layers = if forward > 0 { 2 } else { 1 };

    let weights = (tokens + classes) * width + places + blocks * (4 * width * width + 2 * forward * width);
    let biases = if forward > 0 { forward + width } else { 0 } + 4 * width;
    let norms = 2 * width * (blocks * layers + 1);
    let parameters = weights + blocks * biases + norms + classes;

    let added = match options.choice_or_default(Key::Positions) {
        Positions::None => 0,
        Positions::Learned => 2 * length * width,
        Positions::Sinusoidal => length * width,
    };
    let normalization = 18 * width;
    let square = length * length;
    let attention = 4 * length * (6 * width * width + 2 * width) + 12 * square * width + 10 * heads * square;
    let feed = if forward > 0 { length * (12 * width * forward + 2 * forward + 2 * width + 3 * forward) } else { 0 };
    let dropped = if options.number(Key::Dropout) > 0.0 { 2 } else { 1 };
    let block = attention + feed + layers * length * (normalization + dropped * 2 * width);
    let output = answers * (normalization + 6 * width * classes + 2 * classes + 6 * classes + 2);
    let kept = blocks * (length * (16 * width + 4 * forward) + 6 * heads * square) + 4 * length * width;
    Work { parameters, weights, per_example: length * width + added + blocks * block + output, kept }
}
