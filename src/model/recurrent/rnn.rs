//! The plain cell (Elman 1990): hₜ = tanh(xₜ W + hₜ₋₁ U + b). Every step multiplies the gradient by U and a slope below 1,
//! so that it has nearly always vanished (or exploded) at distant steps.

use burn::tensor::Tensor;

use super::{State, Watch};
use crate::model::activation::tanh;

/// One time step.
///
/// # Shapes
/// - `input`, `recurrent`: `[batch, units]`, xₜ W + b and hₜ₋₁ U
pub(super) fn step(input: Tensor<2>, recurrent: Tensor<2>, watch: &mut impl Watch) -> State {
    State { hidden: watch.state("hidden", tanh(input + recurrent)), memory: None }
}
