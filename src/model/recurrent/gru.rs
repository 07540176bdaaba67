//! The gated recurrent unit (Cho et al. 2014, <https://arxiv.org/abs/1406.1078v1>):
//!
//! - update gate z = σ(x W_z + h U_z + b_z): how much of the old state is kept
//! - reset gate r = σ(x W_r + h U_r + b_r): how much of it the candidate sees
//! - candidate n = tanh(x W_n + r ⊙ (h U_n) + b_n)
//! - hₜ = z ⊙ hₜ₋₁ + (1 − z) ⊙ n
//!
//! As in burn and PyTorch, the reset gate acts on the product h U_n, so that all three products are one. Sums in the order
//! z, r, n.

use burn::tensor::{Tensor, activation};

use super::{State, Watch, sums};
use crate::model::activation::tanh;

/// One time step.
///
/// # Shapes
/// - `input`, `recurrent`: `[batch, 3 · units]`, x W + b and h U
pub(super) fn step(input: &Tensor<2>, recurrent: &Tensor<2>, state: State, watch: &mut impl Watch) -> State {
    let units = recurrent.dims()[1] / 3;
    let gates = activation::sigmoid(sums(input, units, 0, 2) + sums(recurrent, units, 0, 2));
    let (update, reset) = (sums(&gates, units, 0, 1), sums(&gates, units, 1, 1));
    watch.gate("update", &update);
    watch.gate("reset", &reset);
    let candidate = tanh(sums(input, units, 2, 1) + reset * sums(recurrent, units, 2, 1));
    watch.gate("candidate", &candidate);
    let hidden = candidate.clone() + update * (state.hidden - candidate);
    State { hidden: watch.state("hidden", hidden), memory: None }
}
