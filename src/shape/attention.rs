//! A network of self-attention.

use crate::data::tokens::{classify, recall, reverse, sort};
use crate::options::{Key, Options, Positions, TransformerTask};

/// Sequences that are generated for training and for testing.
pub const GENERATED: (u32, u32) = (8000, 500);

/// The dimensions of a self-attention network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransformerShape {
    /// Tokens per sequence.
    pub length: usize,
    /// Size of the vocabulary.
    pub tokens: usize,
    /// Classes per answer.
    pub classes: usize,
    /// Answers: one per token, or one for the last.
    pub answers: usize,
    /// Numbers per token, a multiple of the heads.
    pub width: usize,
    /// Heads of each attention.
    pub heads: usize,
    /// Blocks.
    pub blocks: usize,
    /// Hidden units of a feed-forward layer, 0 for none.
    pub forward: usize,
    /// Whether positions are parameters.
    pub learned: bool,
}

impl TransformerShape {
    /// For the options' task and network.
    pub fn of(options: &Options) -> Self {
        let size = |key| options.integer(key) as usize;
        let (length, heads) = (size(Key::Length), size(Key::Heads).max(1));
        let (tokens, classes, answers) = match options.choice_or_default(Key::Task) {
            TransformerTask::Sort => (sort::VOCABULARY, sort::VOCABULARY, length),
            TransformerTask::Recall => (recall::VOCABULARY, recall::SYMBOLS, 1),
            TransformerTask::Classify => (classify::VOCABULARY, classify::CLASSES, 1),
            TransformerTask::Reverse => (reverse::VOCABULARY, reverse::VOCABULARY, length),
        };
        Self {
            length,
            tokens,
            classes,
            answers,
            width: size(Key::Width).next_multiple_of(heads),
            heads,
            blocks: size(Key::Blocks),
            forward: size(Key::Forward),
            learned: options.choice_or_default::<Positions>(Key::Positions) == Positions::Learned,
        }
    }
}
