//! A recurrent network.

use crate::data::text;
use crate::data::tokens::{classify, recall};
use crate::options::{Key, Options, RecurrentTask};

/// Sequences that are generated for training and for testing.
pub const GENERATED: (u32, u32) = (4000, 500);

/// The dimensions of a recurrent network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecurrentShape {
    /// Steps of a sequence.
    pub length: usize,
    /// Size of the vocabulary; `None` for a wave, whose steps are numbers.
    pub tokens: Option<usize>,
    /// Numbers per answer.
    pub outputs: usize,
    /// Whether there is an answer at every step, or only after the last.
    pub each: bool,
}

impl RecurrentShape {
    /// For the options' task.
    pub fn of(options: &Options) -> Self {
        let length = options.integer(Key::Length) as usize;
        match options.choice_or_default(Key::Task) {
            RecurrentTask::Wave => Self { length, tokens: None, outputs: 1, each: true },
            RecurrentTask::Characters => {
                let letters = text::carroll().alphabet.len();
                Self { length, tokens: Some(letters), outputs: letters, each: true }
            }
            RecurrentTask::Classify => {
                Self { length, tokens: Some(classify::VOCABULARY), outputs: classify::CLASSES, each: false }
            }
            RecurrentTask::Recall => Self {
                length: options.integer(Key::Distance) as usize + 1,
                tokens: Some(recall::VOCABULARY),
                outputs: recall::SYMBOLS,
                each: false,
            },
        }
    }
}
