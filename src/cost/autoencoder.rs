//! The work of an autoencoder: a chain of layers, counted as [`mlp`] counts them, with the code in its middle.
//!
//! To weights, biases and the activations of the hidden layers (the code is linear) come, per pixel of the output, 4 forward
//! for the sigmoid (sign, exponential, sum, quotient) and 3 backward for its derivative, and 3 forward and 1 backward for the
//! squared error. Noise belongs to the data and is not counted.

use super::{Work, mlp};
use crate::data::digits::PIXELS;
use crate::options::{Activation, Key, Options};
use crate::shape::layer_sizes;

/// The work on one example.
pub(super) fn of(options: &Options) -> Work {
    let Work { parameters, weights, per_example, kept } = mlp::layers(&layer_sizes(options));
    let hidden: u64 = 2 * options.layers(Key::Layers).iter().copied().map(u64::from).sum::<u64>();
    let activations = if options.activation() == Activation::Linear { 0 } else { 3 * hidden };
    Work { parameters, weights, per_example: per_example + activations + (7 + 4) * PIXELS as u64, kept }
}
