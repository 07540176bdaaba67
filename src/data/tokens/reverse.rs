//! Reverse: every token moves to its mirror position. Only positions determine which token to take.

use super::{TokenSet, sequences};
use crate::data::random::below;

/// The vocabulary; each token is a class: `A`…`J`.
pub const VOCABULARY: usize = 10;

/// Sequences of `length` tokens, equally likely. The target at place t (from 0) is the token at place `length` − 1 − t.
pub fn generate(length: usize, train: usize, test: usize, seed: u64) -> TokenSet {
    let length = length.max(1);
    let token = |rng: &mut _| below(rng, VOCABULARY as u32) as u8;
    let inputs = sequences(train, test, seed, |rng| (0..length).map(|_| token(rng)).collect());
    let targets = inputs.chunks(length).flat_map(|tokens| tokens.iter().rev().copied()).collect();
    TokenSet {
        length,
        names: ('A'..).take(VOCABULARY).map(String::from).collect(),
        classes: VOCABULARY,
        targets_per_sequence: length,
        inputs,
        targets,
        train,
    }
}
