//! Gradient descent with momentum. burn's own keeps its velocity private, so it could not move between devices.

use burn::tensor::Tensor;

use super::Slot;

const BETA: f64 = 0.9;

pub(super) fn step(rate: f64, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
    let velocity = match slot.moments.pop() {
        Some(velocity) => velocity.mul_scalar(BETA) + gradient,
        None => gradient,
    };
    slot.moments.push(velocity.clone());
    value - velocity.mul_scalar(rate)
}
