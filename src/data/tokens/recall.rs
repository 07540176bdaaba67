//! Recall: the first token has to be recalled at the end, after a stretch of distractors.

use super::{TokenSet, sequences};
use crate::data::random::below;

/// Tokens to be recalled: the classes.
pub const SYMBOLS: usize = 8;
/// Tokens that mean nothing.
pub const DISTRACTORS: usize = 4;
/// Tokens in all.
pub const VOCABULARY: usize = SYMBOLS + DISTRACTORS + 1;
/// The last token: a cue to recall the first.
pub const CUE: u8 = (SYMBOLS + DISTRACTORS) as u8;

/// Sequences of `distance` + 1 tokens: a symbol (`A`…`H`), `distance` − 1 distractors (`a`…`d`), and the cue `?`, each symbol
/// and distractor equally likely. The target at the cue is the symbol, `distance` tokens ago. The distance is at least 1.
pub fn generate(distance: usize, train: usize, test: usize, seed: u64) -> TokenSet {
    let distance = distance.max(1);
    let inputs = sequences(train, test, seed, |rng| {
        let symbol = below(rng, SYMBOLS as u32) as u8;
        let between = (1..distance).map(|_| SYMBOLS as u8 + below(rng, DISTRACTORS as u32) as u8);
        std::iter::once(symbol).chain(between).chain([CUE]).collect()
    });
    let targets = inputs.iter().copied().step_by(distance + 1).collect();
    let symbols = ('A'..).take(SYMBOLS);
    let distractors = ('a'..).take(DISTRACTORS);
    TokenSet {
        length: distance + 1,
        names: symbols.chain(distractors).chain(std::iter::once('?')).map(String::from).collect(),
        classes: SYMBOLS,
        targets_per_sequence: 1,
        inputs,
        targets,
        train,
    }
}
