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
use crate::data::text;
use crate::data::tokens::{classify, recall};
use crate::model::spec::{Key, Options};

/// Sequences that are generated for training and for testing.
pub const GENERATED: (u32, u32) = (4000, 500);

/// What a recurrent network is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Steps of a sequence.
    pub length: usize,
    /// Size of the vocabulary; none for a wave, whose steps are numbers.
    pub tokens: Option<usize>,
    /// Numbers per answer.
    pub outputs: usize,
    /// Whether there is an answer at every step, or only after the last.
    pub each: bool,
}

impl Shape {
    /// For the options' task.
    pub fn of(options: &Options) -> Self {
        let length = options.integer(Key::Length) as usize;
        match options.choice(Key::Task) {
            "wave" => Self { length, tokens: None, outputs: 1, each: true },
            "characters" => {
                let letters = text::carroll().alphabet.len();
                Self { length, tokens: Some(letters), outputs: letters, each: true }
            }
            "classify" => Self { length, tokens: Some(classify::VOCABULARY), outputs: classify::CLASSES, each: false },
            _ => Self {
                length: options.integer(Key::Distance) as usize + 1,
                tokens: Some(recall::VOCABULARY),
                outputs: recall::SYMBOLS,
                each: false,
            },
        }
    }
}

/// Training sequences.
pub fn train_examples(options: &Options) -> u64 {
    match options.choice(Key::Task) {
        "characters" => text::carroll().windows(options.integer(Key::Length) as usize).0 as u64,
        _ => u64::from(GENERATED.0),
    }
}

/// The work on one sequence.
pub fn of(options: &Options) -> Work {
    let Shape { length, tokens, outputs, each } = Shape::of(options);
    let [length, outputs] = [length, outputs].map(|count| count as u64);
    let units = options.integer(Key::Hidden);
    let (sums, state) = match options.choice(Key::Cell) {
        "rnn" => (1, 0),
        "gru" => (3, 4),
        _ => (4, 5),
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
