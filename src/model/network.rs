//! The interface of all supervised networks.

use burn::module::Module;
use burn::tensor::Tensor;

use super::dropout::Dropout;

/// A network from a row of numbers to a row of numbers. Images and token sequences are rows as well: the network reshapes
/// them.
pub trait Network: Module {
    /// The outputs: values, or logits if the loss expects them.
    ///
    /// # Shapes
    /// - `input`: `[batch, inputs]`
    /// - result: `[batch, outputs]`
    fn forward(&self, input: Tensor<2>, dropout: &mut Dropout) -> Tensor<2>;

    /// Every layer's output for one input, first to last, without dropout. Names are unique.
    ///
    /// # Shapes
    /// - `input`: `[1, inputs]`
    fn signals(&self, input: Tensor<2>) -> Vec<Signal>;
}

/// One layer's output for one input.
#[derive(Clone, Debug)]
pub struct Signal {
    /// The layer's path in the module, such as `layers.0`.
    pub name: String,
    /// Length of each dimension, without the batch.
    pub shape: Vec<u32>,
    /// The values, flattened.
    pub values: Tensor<1>,
}

impl Signal {
    /// A layer's values for a batch of one.
    ///
    /// # Shapes
    /// - `values`: `[1, …]`
    pub fn of<const D: usize>(name: impl Into<String>, values: Tensor<D>) -> Self {
        let shape = values.dims();
        Self {
            name: name.into(),
            shape: shape[1..].iter().map(|length| *length as u32).collect(),
            values: values.reshape([shape.iter().product::<usize>()]),
        }
    }
}
