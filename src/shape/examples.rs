//! How many examples a run has, and how many of them make a step.

use super::recurrent;
use crate::data::{gate, line, plane, text};
use crate::options::{DataSet, Family, Key, Options, Points, RecurrentTask};

/// Training examples.
pub fn train_examples(options: &Options) -> u64 {
    match options.family() {
        Family::Mlp(Points::Line) => line::INPUTS.len() as u64,
        Family::Mlp(Points::Gate) => gate::INPUTS.len() as u64,
        Family::Mlp(Points::Plane) => {
            plane::train_count(options.integer(Key::Points) as usize, options.number(Key::TestShare)) as u64
        }
        Family::Mlp(Points::Digits) | Family::ConvNet | Family::Autoencoder => options.integer(Key::Digits),
        Family::Transformer => u64::from(super::attention::GENERATED.0),
        Family::Gan if options.data() == Some(DataSet::Mnist) => options.integer(Key::Digits),
        Family::Gan => options.integer(Key::Points),
        Family::Recurrent => match options.choice_or_default(Key::Task) {
            RecurrentTask::Characters => text::carroll().windows(options.integer(Key::Length) as usize).0 as u64,
            RecurrentTask::Recall | RecurrentTask::Wave | RecurrentTask::Classify => u64::from(recurrent::GENERATED.0),
        },
    }
}

/// Examples of a full batch.
pub fn batch(options: &Options) -> u64 {
    options.integer(Key::Batch).min(train_examples(options))
}
