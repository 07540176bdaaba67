//! The work of a run, counted from its options alone: parameters, and floating-point operations per step.
//!
//! Each family has a file that says what it counts per example. To the batch's examples come, once per step: per parameter 2
//! for SGD (w − ηg), 4 for momentum (μv + g, w − ηv) or 14 for Adam (moments 3 + 4, corrections 2, root, ε, quotient,
//! w − η·); per weight 2 for the penalty on w² (in the gradient: g + λw), and for that on |w| 3 for a mean of gradients
//! and the threshold's 1, or 2 with Adam, where it differs from weight to weight. An addition, a multiplication and an
//! elementary function are one operation each; comparisons are none.
//!
//! Each family's file also says how many numbers per example its step keeps from the way forward for the way back: what a step
//! takes of the memory follows from that ([`bytes_per_step`]).

use crate::options::{Family, Key, OptimizerId, Options};
use crate::shape::batch;

mod attention;
mod autoencoder;
mod conv;
mod gan;
mod mlp;
mod recurrent;

/// What a network computes for one example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Trainable numbers.
    pub parameters: u64,
    /// Those that penalties apply to: parameters of two or more dimensions.
    pub weights: u64,
    /// Floating-point operations forward and backward, the loss included.
    pub per_example: u64,
    /// Numbers kept from the forward pass for the backward pass.
    pub kept: u64,
}

impl Work {
    /// Floating-point operations of the forward pass for one example, at least 1: about a third of the total.
    pub fn forward(&self) -> u64 {
        (self.per_example / 3).max(1)
    }
}

/// The work of the lesson's network. A new family is one new line here.
pub fn of(options: &Options) -> Work {
    match options.family() {
        Family::Mlp(points) => mlp::of(options, points),
        Family::ConvNet => conv::of(options),
        Family::Autoencoder => autoencoder::of(options),
        Family::Recurrent => recurrent::of(options),
        Family::Transformer => attention::of(options),
        Family::Gan => gan::of(options),
    }
}

/// Trainable numbers: weights and biases.
pub fn parameters(options: &Options) -> u64 {
    of(options).parameters
}

/// Floating-point operations of one optimizer step on a full batch, as defined at the top of this module.
pub fn flops_per_step(options: &Options) -> u64 {
    let Work { parameters, weights, per_example, kept: _ } = of(options);
    let batch = batch(options);
    let (update, threshold) = match options.optimizer() {
        OptimizerId::Sgd => (2, 1),
        OptimizerId::Momentum => (4, 1),
        OptimizerId::Adam => (14, 2),
    };
    let threshold = 3 + threshold;
    let penalty = |key: Key, each: u64| if options.number(key) > 0.0 { each } else { 0 };
    let penalties = penalty(Key::L1, threshold) + penalty(Key::L2, 2);
    let updates = if options.family() == Family::Gan { gan::updates(options) } else { parameters };
    batch * per_example + penalties * weights + update * updates
}

/// Maximum bytes for one step, including what is kept: an estimate that `tests/memory.rs` compares with actual allocations.
///
/// Per parameter, four bytes each: the value, its gradient, and the update rule's state, before and after the step and as
/// last known to be finite, and a copy of all of it when a checkpoint is made. Per example, what the backward pass needs,
/// and the gradients that it computes.
pub fn bytes_per_step(options: &Options) -> u64 {
    const NUMBER: u64 = 4;
    let Work { parameters, kept, .. } = of(options);
    let remembered = match options.optimizer() {
        OptimizerId::Sgd => 0,
        OptimizerId::Momentum => 1,
        OptimizerId::Adam => 2,
    };
    NUMBER * (parameters * (6 + 5 * remembered) + batch(options) * kept)
}

/// Roughly how many times the speed of a small matrix product the lesson's steps reach on a CPU: of a dozen networks with
/// slow steps, most were within a factor of three of it in Chromium. Large products are faster than the small one; anything
/// but products is slower.
pub fn speed_in_products(options: &Options) -> f64 {
    match options.family() {
        Family::Mlp(_) | Family::Autoencoder | Family::Gan => 1.5,
        Family::ConvNet | Family::Recurrent => 1.0,
        Family::Transformer => 0.5,
    }
}
