//! Gradient descent with momentum. burn's own keeps its velocity private, so it could not move between devices.

use burn::tensor::Tensor;

use super::{Slot, soft_threshold};

const BETA: f64 = 0.9;

pub(super) fn step(rate: f64, l1: f64, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
    let velocity = match slot.moments.pop() {
        Some(velocity) => velocity.mul_scalar(BETA) + gradient,
        None => gradient,
    };
    slot.moments.push(velocity.clone());
    // The velocity for a gradient that was 1 from the first step on: Σ βⁱ = (1 − βᵗ) / (1 − β).
    let reach = (1.0 - BETA.powf(slot.time as f64)) / (1.0 - BETA);
    soft_threshold(value - velocity.mul_scalar(rate), rate * reach * l1)
}
