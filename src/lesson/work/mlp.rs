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

use super::{Work, autoencoder, conv};
use crate::data::{digits, plane};
use crate::lesson::LessonId;
use crate::model::spec::{Key, Options};

/// Numbers kept per unit: its sum and its activation.
const KEPT: u64 = 2;

/// Units of every layer: inputs, hidden layers, outputs.
pub fn layer_sizes(options: &Options) -> Vec<u32> {
    let (inputs, outputs) = match options.lesson() {
        LessonId::Neuron | LessonId::Xor => (2, 1),
        LessonId::Boundary => (options.subset(Key::Features).len(), 1),
        LessonId::Digits => (digits::PIXELS, digits::CLASSES),
        // The dense layers after the convolutions.
        LessonId::Convnet => (conv::flattened(options) as usize, digits::CLASSES),
        LessonId::Autoencoder => return autoencoder::layer_sizes(options),
        // Counted by files of their own.
        LessonId::Attention | LessonId::Sequence | LessonId::Gan => (0, 0),
    };
    let mut sizes = vec![inputs as u32];
    sizes.extend(options.layers(Key::Layers));
    sizes.push(outputs as u32);
    sizes
}

/// The work on one example.
pub fn of(options: &Options) -> Work {
    let Work { parameters, weights, per_example, kept } = hidden_layers(options);
    let output = match options.lesson() {
        // The neuron's own activation is that of its output.
        LessonId::Neuron if options.choice(Key::Activation) == "linear" => 4,
        LessonId::Neuron => 3 + 4,
        LessonId::Xor => 6 + 3,
        // tanh at the output makes a class; a surface is the output itself.
        LessonId::Boundary if plane::has_classes(options.choice(Key::Data)) => 3 + 4,
        LessonId::Digits => 6 * digits::CLASSES as u64 + 2,
        _ => 4,
    };
    Work { parameters, weights, per_example: per_example + output, kept }
}

/// The work of the layers with the hidden units' activations and dropout, without what is done to the outputs.
pub(super) fn hidden_layers(options: &Options) -> Work {
    let Work { parameters, weights, per_example, kept } = layers(&layer_sizes(options));
    let hidden: u64 = options.layers(Key::Layers).iter().copied().map(u64::from).sum();
    let activations = if options.choice(Key::Activation) == "linear" { 0 } else { 3 * hidden };
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
