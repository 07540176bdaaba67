//! The names of the tokens in a run's sequences.

use crate::data::text;
use crate::data::tokens::{TokenSet, classify, recall, reverse, sort};
use crate::options::{Family, Key, Options, RecurrentTask, TransformerTask};

/// The tokens' names by number; a class has the name of the token with its number. `None` if steps are numbers or the
/// lesson has no sequences.
pub fn vocabulary(options: &Options) -> Vec<String> {
    // Sets without a sequence.
    let names = |set: fn(usize, usize, usize, u64) -> TokenSet| set(1, 0, 0, 0).names;
    match options.family() {
        Family::Recurrent => match options.choice_or_default(Key::Task) {
            RecurrentTask::Recall => names(recall::generate),
            RecurrentTask::Classify => names(classify::generate),
            RecurrentTask::Characters => text::carroll().alphabet.iter().map(char::to_string).collect(),
            RecurrentTask::Wave => Vec::new(),
        },
        Family::Transformer => match options.choice_or_default(Key::Task) {
            TransformerTask::Recall => names(recall::generate),
            TransformerTask::Classify => names(classify::generate),
            TransformerTask::Reverse => names(reverse::generate),
            TransformerTask::Sort => names(sort::generate),
        },
        Family::Mlp(_) | Family::ConvNet | Family::Autoencoder | Family::Gan => Vec::new(),
    }
}
