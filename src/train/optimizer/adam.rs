//! Adam, by burn.

use burn::optim::{AdamConfig, AdamState, AdaptiveMomentumState, Optimizer as _};
use burn::tensor::Tensor;

use super::Slot;

const BETA2: f32 = 0.999;
const EPSILON: f32 = 1e-8;

pub(super) fn step(rate: f64, beta1: f32, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
    let rule = AdamConfig::new().with_beta_1(beta1).with_beta_2(BETA2).with_epsilon(EPSILON).build();
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

/// A step with a penalty l1 · |w|, l1 > 0: the moments are burn's; the new value is S(w − a m̂, a l1) with a = η / max(√v̂
/// + ε, l1).
pub(super) fn proximal_step(
    rate: f64,
    beta1: f32,
    l1: f64,
    value: Tensor<1>,
    gradient: Tensor<1>,
    slot: &mut Slot,
) -> Tensor<1> {
    // Only for the moments: burn's new value would be a different one.
    step(rate, beta1, value.clone(), gradient, slot);
    let [first, second] = &slot.moments[..] else { return value };
    let corrected = |beta: f32| 1.0 / (1.0 - f64::from(beta).powf(slot.time as f64));
    let mean = first.clone().mul_scalar(corrected(beta1));
    let spread = second.clone().mul_scalar(corrected(BETA2)).sqrt().add_scalar(EPSILON);
    let steps = spread.clamp_min(l1).recip().mul_scalar(rate);
    let moved = value - steps.clone() * mean;
    let threshold = steps.mul_scalar(l1);
    moved.clone() - moved.min_pair(threshold.clone()).max_pair(threshold.neg())
}
