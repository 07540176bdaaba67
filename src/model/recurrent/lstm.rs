//! Long short-term memory (Hochreiter & Schmidhuber 1997; the forget gate by Gers et al. 2000):
//!
//! - input gate i = σ(x W_i + h U_i + b_i): how much is written
//! - forget gate f = σ(x W_f + h U_f + b_f): how much of the memory is kept
//! - output gate o = σ(x W_o + h U_o + b_o): how much of it is shown
//! - candidate g = tanh(x W_g + h U_g + b_g)
//! - memory cₜ = f ⊙ cₜ₋₁ + i ⊙ g, hidden state hₜ = o ⊙ tanh(cₜ)
//!
//! From cₜ to cₜ₋₁ the gradient is only multiplied by f, which learns to stay near 1. Sums in the order i, f, o, g.

use burn::tensor::{Tensor, activation};

use super::{State, Watch, sums};
use crate::model::activation::tanh;

/// One time step.
///
/// # Shapes
/// - `input`, `recurrent`: `[batch, 4 · units]`, x W + b and h U
pub(super) fn step(input: Tensor<2>, recurrent: Tensor<2>, state: State, watch: &mut impl Watch) -> State {
    let units = recurrent.dims()[1] / 4;
    let all = input + recurrent;
    let gates = activation::sigmoid(sums(&all, units, 0, 3));
    let [write, keep, show] = [0, 1, 2].map(|gate| sums(&gates, units, gate, 1));
    let candidate = tanh(sums(&all, units, 3, 1));
    watch.gate("input", &write);
    watch.gate("forget", &keep);
    watch.gate("output", &show);
    watch.gate("candidate", &candidate);
    let written = write * candidate;
    let memory = match state.memory {
        Some(memory) => keep * memory + written,
        None => written,
    };
    let memory = watch.state("memory", memory);
    let hidden = watch.state("hidden", show * tanh(memory.clone()));
    State { hidden, memory: Some(memory) }
}
