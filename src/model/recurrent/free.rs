//! Free runs of a recurrent network: its outputs become its next inputs. The steps are only enqueued; nothing is read back
//! in between.

use burn::tensor::{Int, Tensor};

use super::network::Recurrent;
use super::watch::Unwatched;
use super::{Inputs, unroll};

impl Recurrent {
    /// Continues these values on its own.
    ///
    /// # Shapes
    /// - `given`: `[1, length]`
    /// - result: `[1, steps]`, the value after the last given one first
    pub fn run_free(&self, given: Tensor<2>, steps: usize) -> Tensor<2> {
        let device = given.device();
        let (mut state, _) = unroll(self.cell(), &self.inputs(given), false, &device, &mut Unwatched);
        let mut said = Vec::with_capacity(steps);
        for _ in 0..steps {
            let output = self.answer(state.hidden.clone());
            said.push(output.clone());
            state = self.cell().step(self.cell().project(output), state, &mut Unwatched);
        }
        Tensor::cat(said, 1)
    }

    /// Continues these tokens on its own, each drawn from softmax(z / temperature) of the outputs z: the largest of z +
    /// temperature · g with Gumbel noise g is such a draw (Gumbel 1954), and at temperature 0 the most likely token.
    ///
    /// # Shapes
    /// - `given`: `[1, length]`
    /// - `noise`: `[steps, tokens]`, one row of −ln(−ln U(0, 1)) for each token to write
    /// - result: `[steps]`
    pub fn write(&self, given: Tensor<2>, noise: Tensor<2>, temperature: f32) -> Tensor<1, Int> {
        let device = given.device();
        let inputs = self.inputs(given);
        let (mut state, _) = unroll(self.cell(), &inputs, false, &device, &mut Unwatched);
        let Inputs::Tokens { table, .. } = inputs else { return Tensor::zeros([0], &device) };
        let [steps, _] = noise.dims();
        let noise = noise.mul_scalar(temperature);
        let mut written = Vec::with_capacity(steps);
        for step in 0..steps {
            let token = (self.answer(state.hidden.clone()) + noise.clone().narrow(0, step, 1)).argmax(1).reshape([1]);
            written.push(token.clone());
            state = self.cell().step(table.clone().select(0, token), state, &mut Unwatched);
        }
        Tensor::cat(written, 0)
    }
}
