//! The article's classification: integer tokens, length 100, ten classes. The label depends on one early token.

use super::{TokenSet, sequences};
use crate::data::random::below;

/// Classes, as in the article; tokens below this number are the class.
pub const CLASSES: usize = 10;
/// Size of the vocabulary: 0 to 9 are classes, the others mean nothing.
pub const VOCABULARY: usize = 20;
/// The class token stands at one of this many first positions.
pub const EARLY: usize = 10;

/// Sequences of `length` tokens, 10…19 with equal probability, except for one of 0…9 at one of the first [`EARLY`]
/// positions: it is the label. At the end it lies at least `length` − [`EARLY`] tokens back.
pub fn generate(length: usize, train: usize, test: usize, seed: u64) -> TokenSet {
    let length = length.max(1);
    let inputs = sequences(train, test, seed, |rng| {
        let label = below(rng, CLASSES as u32) as u8;
        let place = below(rng, EARLY.min(length) as u32) as usize;
        let token = |at| {
            let filler = (CLASSES as u32 + below(rng, (VOCABULARY - CLASSES) as u32)) as u8;
            if at == place { label } else { filler }
        };
        (0..length).map(token).collect()
    });
    let targets = inputs.iter().copied().filter(|token| usize::from(*token) < CLASSES).collect();
    TokenSet {
        length,
        names: (0..VOCABULARY).map(|token| token.to_string()).collect(),
        classes: CLASSES,
        targets_per_sequence: 1,
        inputs,
        targets,
        train,
    }
}
