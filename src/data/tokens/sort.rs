//! Sort: the same tokens, smallest first. Where a token goes depends on all the others.

use super::{TokenSet, sequences};
use crate::data::random::below;

/// The vocabulary; each token is a class: `0`…`9`.
pub const VOCABULARY: usize = 10;

/// Sequences of `length` digits, equally likely. The target at position t (from 0) is the digit preceded by t others in
/// ascending order; equal digits count separately.
pub fn generate(length: usize, train: usize, test: usize, seed: u64) -> TokenSet {
    let length = length.max(1);
    let token = |rng: &mut _| below(rng, VOCABULARY as u32) as u8;
    let inputs = sequences(train, test, seed, |rng| (0..length).map(|_| token(rng)).collect());
    let mut targets = inputs.clone();
    targets.chunks_mut(length).for_each(<[u8]>::sort_unstable);
    TokenSet {
        length,
        names: (0..VOCABULARY).map(|token| token.to_string()).collect(),
        classes: VOCABULARY,
        targets_per_sequence: length,
        inputs,
        targets,
        train,
    }
}
