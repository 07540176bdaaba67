//! The layers of an autoencoder.

use crate::data::digits::PIXELS;
use crate::options::{Key, Options};

/// Units of every layer: pixels, the encoder's hidden layers, the latent code, the same layers in reverse, pixels.
pub(super) fn layer_sizes(options: &Options) -> Vec<u32> {
    let hidden = options.layers(Key::Layers);
    let ends = [PIXELS as u32];
    let code = [options.integer(Key::Code) as u32];
    let forward = ends.iter().chain(hidden).chain(&code);
    forward.chain(hidden.iter().rev()).chain(&ends).copied().collect()
}
