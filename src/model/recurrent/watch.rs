//! Observing a cell while it runs.

use burn::tensor::{Gradients, Tensor};

/// Observes a running cell. By default it records nothing and changes nothing.
pub trait Watch {
    /// A gate or candidate of this time step, shape `[batch, units]`.
    fn gate(&mut self, _name: &'static str, _values: &Tensor<2>) {}

    /// A state of this time step, `hidden` or `memory`, shape `[batch, units]`; the returned value replaces it.
    fn state(&mut self, _name: &'static str, values: Tensor<2>) -> Tensor<2> {
        values
    }
}

/// Nobody looks on.
pub struct Unwatched;

impl Watch for Unwatched {}

/// Tensors by name, step by step.
#[derive(Default)]
struct Kept(Vec<(&'static str, Vec<Tensor<2>>)>);

impl Kept {
    fn push(&mut self, name: &'static str, values: Tensor<2>) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, steps)) => steps.push(values),
            None => self.0.push((name, vec![values])),
        }
    }
}

/// Records every gate and state of one sequence, in the cell's order.
#[derive(Default)]
pub struct Trace(Kept);

impl Trace {
    /// Each name with its values, shape `[length, units]`.
    pub fn stacked(self) -> impl Iterator<Item = (&'static str, Tensor<2>)> {
        self.0.0.into_iter().map(|(name, steps)| (name, Tensor::cat(steps, 0)))
    }
}

impl Watch for Trace {
    fn gate(&mut self, name: &'static str, values: &Tensor<2>) {
        self.0.push(name, values.clone());
    }

    fn state(&mut self, name: &'static str, values: Tensor<2>) -> Tensor<2> {
        self.0.push(name, values.clone());
        values
    }
}

/// Adds a zero to every state of one sequence. The gradient of a loss by that zero is its gradient by the state, along all
/// paths through later steps.
#[derive(Default)]
pub struct Reach(Kept);

impl Reach {
    /// Each state's name with the norms of its gradients, ‖∂L/∂stateₜ‖₂ for every step t, shape `[length]`.
    pub fn norms(self, gradients: &Gradients) -> impl Iterator<Item = (&'static str, Tensor<1>)> {
        self.0.0.into_iter().map(|(name, zeros)| {
            let steps = zeros.into_iter().map(|zero| zero.grad(gradients).unwrap_or_else(|| zero.inner()));
            let norms = Tensor::cat(steps.collect(), 0).square().sum_dim(1).sqrt();
            let length = norms.dims()[0];
            (name, norms.reshape([length]))
        })
    }
}

impl Watch for Reach {
    fn state(&mut self, name: &'static str, values: Tensor<2>) -> Tensor<2> {
        let zero = values.zeros_like().detach().require_grad();
        self.0.push(name, zero.clone());
        values + zero
    }
}
