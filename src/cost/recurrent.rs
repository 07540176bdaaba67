//! The work of a recurrent network.
//!
//! What is counted per sequence of T steps, for u units, an embedding of width e over v tokens (for waves e = 1 and there is no
//! embedding), s sums per unit (1 RNN, 3 GRU, 4 LSTM) and o outputs, given at A steps (all T, or the last only):
//!
//! | | forward | backward |
//! |---|---|---|
//! | product with the state, per step | 2u·su | 4u·su |
//! | what the input adds, per step | su to add it to the product; for waves 3su to compute it | su; for waves 3su |
//! | gates and candidate, per step | su | 2su |
//! | state, per step: RNN 0, GRU 4u, LSTM 5u | as stated | twice that |
//! | output, per answer | 2uo + o | 4uo + o |
//!
//! The products of the embedding with the input weights and their bias are computed once per step of the optimizer and not per
//! sequence: v(2e + 1)su forward and v(4e + 1)su backward; they are spread over the batch. Losses are counted as in a
//! multilayer perceptron, per answer.
//!
//! Kept for the way back, per step: the sums and the gates, and what they make of the state; per answer its state and outputs.

use super::Work;
use crate::options::{CellId, Key, Options};
use crate::shape::recurrent::RecurrentShape;
use crate::shape::train_examples;

/// The work on one sequence.
pub(super) fn of(options: &Options) -> Work {
    let RecurrentShape { length, tokens, outputs, each } = RecurrentShape::of(options);
    let [length, outputs] = [length, outputs].map(|count| count as u64);
    let units = options.integer(Key::Hidden);
    let (sums, state) = match options.choice_or_default(Key::Cell) {
        CellId::Rnn => (1, 0),
        CellId::Gru => (3, 4),
        CellId::Lstm => (4, 5),
    };
    let wide = sums * units;
    let (tokens, width) = tokens.map_or((0, 1), |tokens| (tokens as u64, options.integer(Key::Embedding)));
    let answers = if each { length } else { 1 };
    let added = if tokens == 0 { 6 } else { 2 };
    let step = 6 * units * wide + added * wide + 3 * wide + 3 * state * units;
    let loss = if tokens == 0 { 4 } else { 6 * outputs + 2 };
    let batch = options.integer(Key::Batch).min(train_examples(options)).max(1);
    let table = tokens * (6 * width + 2) * wide / batch;
    let weights = tokens * width + width * wide + units * wide + units * outputs;
    Work {
        parameters: weights + wide + outputs,
        weights,
        per_example: length * step + answers * (6 * units * outputs + 2 * outputs + loss) + table,
        kept: length * (2 * wide + 4 * units) + answers * (units + 4 * outputs),
    }
}
