//! Reverse: every token stands where its mirror image stood. Nothing but the position says which token to take.

use super::TokenSet;
use crate::data::random::{Purpose, below, stream};

/// Tokens in all, each of them a class: `A`…`J`.
pub const VOCABULARY: usize = 10;

/// Sequences of `length` tokens, equally likely. The target at place t (from 0) is the token at place `length` − 1 − t.
pub fn generate(length: usize, train: usize, test: usize, seed: u64) -> TokenSet {
    let length = length.max(1);
    let mut rng = stream(seed, Purpose::Tokens, 0);
    let count = (train + test) * length;
    let inputs: Vec<u8> = (0..count).map(|_| below(&mut rng, VOCABULARY as u32) as u8).collect();
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
