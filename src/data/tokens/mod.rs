//! Sequences of tokens with a question about them: one task per file.
//!
//! A task's sequences come one after another from one stream: more of them leave the first ones unchanged. No test sequence
//! occurs in training, as long as the task has enough of them. `docs/data.md` has the definitions.

pub mod classify;
pub mod recall;
pub mod reverse;
pub mod sort;

use std::collections::HashSet;

use rand_chacha::ChaCha8Rng;

use super::random::{Purpose, stream};

/// Give up after this many consecutive draws that duplicate a training sequence: the task has hardly any others at this length.
const DRAWS: usize = 1000;

/// Sequences of equal length, with a target at some or all positions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenSet {
    /// Tokens per sequence.
    pub length: usize,
    /// The tokens' names on the page; their number is the size of the vocabulary.
    pub names: Vec<String>,
    /// Classes a target is one of.
    pub classes: usize,
    /// Positions that have a target: all of them, or only the last.
    pub targets_per_sequence: usize,
    /// The sequences one after another, each token an index into `names`.
    pub inputs: Vec<u8>,
    /// The targets, sequence by sequence.
    pub targets: Vec<u8>,
    /// How many of the sequences, from the first, are for training.
    pub train: usize,
}

impl TokenSet {
    /// A sequence's tokens.
    pub fn input(&self, index: usize) -> &[u8] {
        &self.inputs[index * self.length..(index + 1) * self.length]
    }

    /// A sequence's targets, for its last `targets_per_sequence` positions.
    pub fn target(&self, index: usize) -> &[u8] {
        &self.targets[index * self.targets_per_sequence..(index + 1) * self.targets_per_sequence]
    }
}

/// Sequences for training, then those for testing, drawn by a task. A test sequence that occurs in training is redrawn, at
/// most [`DRAWS`] times.
fn sequences(train: usize, test: usize, seed: u64, mut draw: impl FnMut(&mut ChaCha8Rng) -> Vec<u8>) -> Vec<u8> {
    let mut rng = stream(seed, Purpose::Tokens, 0);
    let known: Vec<Vec<u8>> = (0..train).map(|_| draw(&mut rng)).collect();
    let mut inputs = known.concat();
    let known: HashSet<Vec<u8>> = known.into_iter().collect();
    let mut exhausted = false;
    for _ in 0..test {
        let mut drawn = draw(&mut rng);
        for _ in 0..if exhausted { 0 } else { DRAWS } {
            if !known.contains(&drawn) {
                break;
            }
            drawn = draw(&mut rng);
        }
        exhausted = exhausted || known.contains(&drawn);
        inputs.extend(drawn);
    }
    inputs
}
