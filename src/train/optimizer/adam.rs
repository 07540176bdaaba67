//! Adam, by burn.

use burn::optim::{AdamConfig, AdamState, AdaptiveMomentumState, Optimizer as _};
use burn::tensor::Tensor;

use super::Slot;

pub(super) fn step(rate: f64, beta1: f32, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
    let rule = AdamConfig::new().with_beta_1(beta1).with_epsilon(1e-8).build();
    let second = slot.moments.pop();
    let first = slot.moments.pop();
    let state = first
        .zip(second)
        .map(|(first, second)| AdamState::new(AdaptiveMomentumState::new(slot.time - 1, first, second)));
    let (value, state) = rule.step(rate, value, gradient, state);
    if let Some(AdamState { momentum }) = state {
        slot.moments.extend([momentum.moment_1, momentum.moment_2]);
    }
    value
}
