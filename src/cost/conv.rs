//! The work of a convolutional network.
//!
//! What is counted per example of the batch, for a convolution of c channels to m filters of k × k on a result of s × s:
//!
//! | | forward | backward |
//! |---|---|---|
//! | kernels | 2·k²·c·m·s² | as much for the kernels' gradient, as much for the inputs' (not for the first stage: the data have none) |
//! | biases | m·s² | m·s² |
//! | activation, unless linear | m·s² | 2m·s²: the derivative, and the product with what comes back |
//! | max pool to s × s | 0: comparisons only | 0: each value goes back to where it came from |
//! | average pool to s × s | 4 per value: three sums, one quotient | 1 per value: the quotient |
//!
//! Products with the zeros around the picture are counted: they are computed. The dense layers are counted as those of a
//! multilayer perceptron ([`super::mlp`]), which also pass a gradient on to the stages before them.
//!
//! Kept for the way back: per value of a convolution its sum and its activation, per value of a pool the value.

use super::{Work, mlp};
use crate::data::digits;
use crate::options::{Activation, Key, Options, Pooling, Stage};
use crate::shape::conv::{StageShape, stages};
use crate::shape::layer_sizes;

/// Numbers kept per value of a feature map.
const KEPT: u64 = 2;
/// The work on one example.
pub(super) fn of(options: &Options) -> Work {
    let linear = options.activation() == Activation::Linear;
    let average = options.choice_or_default::<Pooling>(Key::Pool) == Pooling::Average;
    let (mut weights, mut biases, mut flops, mut kept) = (0, 0, 0, 0);
    let stages = stages(options);
    for (index, shaped) in stages.iter().enumerate() {
        let made = u64::from(shaped.maps * shaped.side * shaped.side);
        kept += match shaped.stage {
            Stage::Convolution(_) => KEPT * made,
            Stage::Pool => made,
        };
        match shaped.stage {
            Stage::Convolution(_) => {
                let field = u64::from(shaped.window * shaped.window * shaped.channels);
                weights += field * u64::from(shaped.maps);
                biases += u64::from(shaped.maps);
                // Whether something before the stage has parameters decides whether its inputs have a gradient.
                let passes = if learns(&stages[..index]) { 3 } else { 2 };
                flops += passes * 2 * field * made + 2 * made + if linear { 0 } else { 3 * made };
            }
            Stage::Pool if average => flops += if learns(&stages[..index]) { 5 * made } else { 4 * made },
            Stage::Pool => {}
        }
    }
    let dense = mlp::hidden_layers(options);
    // The first dense layer passes a gradient on to the stages; that of a multilayer perceptron has none to pass on.
    if let ([inputs, units, ..], true) = (&layer_sizes(options)[..], learns(&stages)) {
        flops += 2 * u64::from(*inputs) * u64::from(*units);
    }
    Work {
        parameters: weights + biases + dense.parameters,
        weights: weights + dense.weights,
        per_example: flops + dense.per_example + 6 * digits::CLASSES as u64 + 2,
        kept: kept + dense.kept,
    }
}

/// Whether one of these stages has parameters.
fn learns(stages: &[StageShape]) -> bool {
    stages.iter().any(|shaped| matches!(shaped.stage, Stage::Convolution(_)))
}
