//! What the tokens of a run's sequences are called.

use super::LessonId;
use crate::data::text;
use crate::data::tokens::{TokenSet, classify, recall, reverse, sort};
use crate::model::spec::{Key, Options};

/// The tokens' names by their numbers; a class is called what the token of its number is. None where steps are numbers or
/// the lesson has no sequences.
pub fn vocabulary(options: &Options) -> Vec<String> {
    // Sets without a sequence.
    let names = |set: fn(usize, usize, usize, u64) -> TokenSet| set(1, 0, 0, 0).names;
    match (options.lesson(), options.choice(Key::Task)) {
        (LessonId::Sequence | LessonId::Attention, "recall") => names(recall::generate),
        (LessonId::Sequence | LessonId::Attention, "classify") => names(classify::generate),
        (LessonId::Attention, "reverse") => names(reverse::generate),
        (LessonId::Attention, "sort") => names(sort::generate),
        (LessonId::Sequence, "characters") => text::carroll().alphabet.iter().map(char::to_string).collect(),
        _ => Vec::new(),
    }
}
