//! The work of a multilayer perceptron.
//!
//! What is counted per example of the batch, for a layer of n inputs and m units:
//!
//! | | forward | backward |
//! |---|---|---|
//! | weights | 2nm | 2nm for the weights' gradient, 2nm for the inputs' (not for the first layer: the data have none) |
//! | biases | m | m |
//! | activation, unless linear | m | 2m: the derivative, and the product with what comes back |
//! | dropout of hidden units, if any | m | m |
//!
//! A squared error takes 3 per output forward (difference, square, sum) and 1 backward; binary cross-entropy of a logit takes
//! 6 forward (product, difference, exponential, logarithm, two sums) and 3 backward (sigmoid, difference, division); softmax with cross-entropy takes 4
//! per class (subtract the largest, exponential, sum, divide) and 2 per example (logarithm, sum) forward, and 2 per class
//! backward (subtract the target, divide by the batch).
//!
//! Kept for the way back: the inputs, and per unit its sum, its activation and, with dropout, what is dropped.

use super::Work;
use crate::data::digits;
use crate::data::plane::PlaneId;
use crate::options::{Activation, Key, Options, Points};
use crate::shape::layer_sizes;

/// Numbers kept per unit: its sum and its activation.
const KEPT: u64 = 2;

/// The work on one example of these.
pub(super) fn of(options: &Options, points: Points) -> Work {
    let Work { parameters, weights, per_example, kept } = hidden_layers(options);
    let output = match points {
        // The neuron's own activation is that of its output.
        Points::Line if options.activation() == Activation::Linear => 4,
        Points::Line => 3 + 4,
        Points::Gate => 6 + 3,
        // tanh at the output makes a class; a surface is the output itself.
        Points::Plane if options.plane_id().is_some_and(PlaneId::has_classes) => 3 + 4,
        Points::Plane => 4,
        Points::Digits => 6 * digits::CLASSES as u64 + 2,
    };
    Work { parameters, weights, per_example: per_example + output, kept }
}

/// The work of the layers with the hidden units' activations and dropout, without what is done to the outputs.
pub(super) fn hidden_layers(options: &Options) -> Work {
    let Work { parameters, weights, per_example, kept } = layers(&layer_sizes(options));
    let hidden: u64 = options.layers(Key::Layers).iter().copied().map(u64::from).sum();
    let activations = if options.activation() == Activation::Linear { 0 } else { 3 * hidden };
    let dropout = if options.number(Key::Dropout) > 0.0 { 2 * hidden } else { 0 };
    Work { parameters, weights, per_example: per_example + activations + dropout, kept: kept + dropout }
}

/// The work of a chain of layers with these numbers of units, without activations and the loss.
pub(super) fn layers(sizes: &[u32]) -> Work {
    let (mut weights, mut biases, mut products) = (0, 0, 0);
    let kept = sizes.iter().copied().map(u64::from).sum::<u64>() * KEPT;
    for (index, pair) in sizes.windows(2).enumerate() {
        let (inputs, units) = (u64::from(pair[0]), u64::from(pair[1]));
        weights += inputs * units;
        biases += units;
        products += if index == 0 { 4 } else { 6 } * inputs * units;
    }
    Work { parameters: weights + biases, weights, per_example: products + 2 * biases, kept }
}
