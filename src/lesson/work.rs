//! The work of a run, counted from its options alone: layer sizes, parameters, and floating-point operations per step.
//!
//! What is counted for a multilayer perceptron, per example of the batch, for a layer of n inputs and m units:
//!
//! | | forward | backward |
//! |---|---|---|
//! | weights | 2nm | 2nm for the weights' gradient, 2nm for the inputs' (not for the first layer: the data have none) |
//! | biases | m | m |
//! | activation, unless linear | m | 2m: the derivative, and the product with what comes back |
//! | dropout of hidden units, if any | m | m |
//!
//! A squared error takes 3 per output forward (difference, square, sum) and 1 backward; softmax with cross-entropy takes 4
//! per class (subtract the largest, exponential, sum, divide) and 2 per example (logarithm, sum) forward, and 2 per class
//! backward (subtract the target, divide by the batch). Then, once per step: 2 per weight for each penalty, and per parameter
//! 2 for SGD (w − ηg), 4 for momentum (μv + g, w − ηv) or 14 for Adam (moments 3 + 4, corrections 2, root, ε, quotient,
//! w − η·). An addition, a multiplication and an elementary function are one operation each; comparisons are none.

use super::LessonId;
use crate::data::{digits, plane};
use crate::model::spec::{Key, Options};

/// Units of every layer: inputs, hidden layers, outputs.
pub fn layer_sizes(options: &Options) -> Vec<u32> {
    let (inputs, outputs) = match options.lesson() {
        LessonId::Boundary => (options.subset(Key::Features).len(), 1),
        LessonId::Digits => (digits::PIXELS, digits::CLASSES),
    };
    let mut sizes = vec![inputs as u32];
    sizes.extend(options.layers(Key::Layers));
    sizes.push(outputs as u32);
    sizes
}

/// Training examples.
pub fn train_examples(options: &Options) -> u64 {
    match options.lesson() {
        LessonId::Boundary => {
            plane::train_count(options.integer(Key::Points) as usize, options.number(Key::TestShare)) as u64
        }
        LessonId::Digits => options.integer(Key::Digits),
    }
}

/// Trainable numbers: weights and biases.
pub fn parameters(options: &Options) -> u64 {
    layers(&layer_sizes(options)).map(|(inputs, units)| (inputs + 1) * units).sum()
}

/// Floating-point operations of one optimizer step on a full batch, as the module's page counts them.
pub fn flops_per_step(options: &Options) -> u64 {
    let batch = options.integer(Key::Batch).min(train_examples(options));
    let weights: u64 = layers(&layer_sizes(options)).map(|(inputs, units)| inputs * units).sum();
    let penalties = [Key::L1, Key::L2].into_iter().filter(|key| options.number(*key) > 0.0).count() as u64;
    let update = match options.choice(Key::Optimizer) {
        "momentum" => 4,
        "adam" => 14,
        _ => 2,
    };
    batch * flops_per_example(options) + 2 * penalties * weights + update * parameters(options)
}

/// Forward and backward of one example.
fn flops_per_example(options: &Options) -> u64 {
    let sizes = layer_sizes(options);
    let hidden: u64 = options.layers(Key::Layers).iter().copied().map(u64::from).sum();
    let products: u64 = layers(&sizes)
        .enumerate()
        .map(|(index, (inputs, units))| if index == 0 { 4 * inputs * units } else { 6 * inputs * units })
        .sum();
    let biases: u64 = layers(&sizes).map(|(_, units)| 2 * units).sum();
    let activations = if options.choice(Key::Activation) == "linear" { 0 } else { 3 * hidden };
    let dropout = if options.number(Key::Dropout) > 0.0 { 2 * hidden } else { 0 };
    let output = match options.lesson() {
        // tanh at the output makes a class; a surface is the output itself.
        LessonId::Boundary if plane::has_classes(options.choice(Key::Data)) => 3 + 4,
        LessonId::Boundary => 4,
        LessonId::Digits => 6 * digits::CLASSES as u64 + 2,
    };
    products + biases + activations + dropout + output
}

/// Inputs and units of each layer.
fn layers(sizes: &[u32]) -> impl Iterator<Item = (u64, u64)> {
    sizes.windows(2).map(|pair| (u64::from(pair[0]), u64::from(pair[1])))
}
