//! The layers of a generator and a discriminator.

use crate::data::digits;
use crate::options::{DataSet, Key, Options};

/// Units of every layer of the generator and of the discriminator.
pub fn player_sizes(options: &Options) -> (Vec<u32>, Vec<u32>) {
    let example = if options.data() == Some(DataSet::Mnist) { digits::PIXELS as u32 } else { 2 };
    let player = |first: u32, hidden: Key, last: u32| {
        std::iter::once(first).chain(options.layers(hidden).iter().copied()).chain([last]).collect()
    };
    let latent = options.integer(Key::Latent) as u32;
    (player(latent, Key::Generator, example), player(example, Key::Discriminator, 1))
}
