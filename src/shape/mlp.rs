//! The layers of networks of dense layers.

use super::{autoencoder, conv};
use crate::data::digits;
use crate::options::{Family, Key, Options, Points};

/// Units of every layer: inputs, hidden layers, outputs.
pub fn layer_sizes(options: &Options) -> Vec<u32> {
    let (inputs, outputs) = match options.family() {
        Family::Mlp(Points::Line | Points::Gate) => (2, 1),
        Family::Mlp(Points::Plane) => (options.features().len(), 1),
        Family::Mlp(Points::Digits) => (digits::PIXELS, digits::CLASSES),
        // The dense layers after the convolutions.
        Family::ConvNet => (conv::flattened(options) as usize, digits::CLASSES),
        Family::Autoencoder => return autoencoder::layer_sizes(options),
        // Described by files of their own.
        Family::Transformer | Family::Recurrent | Family::Gan => (0, 0),
    };
    let mut sizes = vec![inputs as u32];
    sizes.extend(options.layers(Key::Layers));
    sizes.push(outputs as u32);
    sizes
}
