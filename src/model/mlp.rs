//! The feed-forward network: aⱼ = f(Σᵢ wᵢⱼ xᵢ + bⱼ), layer after layer.

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData};

use super::activation::Nonlinearity;
use super::dropout::Dropout;
use super::init;
use super::network::{Network, Signal};
use crate::options::{Key, Options};
use crate::shape::layer_sizes;

/// The configuration of a multilayer perceptron.
#[derive(Clone, Debug)]
pub struct MlpConfig {
    /// Units per layer: inputs, hidden layers, outputs. At least two numbers.
    pub sizes: Vec<u32>,
    /// Of the hidden layers.
    pub activation: Nonlinearity,
    /// Of the output layer: tanh for two classes, linear for regression and for logits.
    pub output: Nonlinearity,
}

impl MlpConfig {
    /// The network with Glorot-uniform weights from the seed and biases of zero.
    pub fn init(&self, seed: u64, device: &Device) -> Mlp {
        let layers = self.sizes.windows(2).zip(0..).map(|(pair, layer)| {
            let (inputs, units) = (pair[0] as usize, pair[1] as usize);
            let weight = TensorData::new(init::glorot_uniform(seed, layer, inputs, units), [inputs, units]);
            Linear {
                weight: Param::from_data(weight, device),
                bias: Some(Param::from_data(TensorData::new(vec![0.0f32; units], [units]), device)),
            }
        });
        Mlp { layers: layers.collect(), activation: Hidden(self.activation), output: Hidden(self.output) }
    }
}

/// A multilayer perceptron. Its parameters are `layers.<i>.weight`, shape `[inputs, units]`, and `layers.<i>.bias`.
#[derive(Module, Debug)]
pub struct Mlp {
    layers: Vec<Linear>,
    #[module(skip)]
    activation: Hidden,
    #[module(skip)]
    output: Hidden,
}

/// Keeps the activation out of burn's module tree: it is not a parameter.
#[derive(Clone, Debug)]
struct Hidden(Nonlinearity);

impl Mlp {
    /// The network for these options: layers as in [`layer_sizes`], initialised from the seed.
    pub fn of(options: &Options, output: Nonlinearity, device: &Device) -> Self {
        let activation = options.activation().into();
        MlpConfig { sizes: layer_sizes(options), activation, output }.init(options.integer(Key::Seed), device)
    }

    /// The activations of every layer, output last, without dropout.
    ///
    /// # Shapes
    /// - `input`: `[batch, inputs]`
    /// - results: `[batch, units]` each
    pub fn activations(&self, input: Tensor<2>) -> Vec<Tensor<2>> {
        let mut signal = input;
        (0..self.layers.len())
            .map(|index| {
                signal = self.layer(index, signal.clone());
                signal.clone()
            })
            .collect()
    }

    fn layer(&self, index: usize, input: Tensor<2>) -> Tensor<2> {
        let last = index + 1 == self.layers.len();
        let activation = if last { self.output.0 } else { self.activation.0 };
        activation.apply(self.layers[index].forward(input))
    }

    /// The activation of the hidden layers.
    pub fn activation(&self) -> Nonlinearity {
        self.activation.0
    }

    /// The activation of the output layer.
    pub fn output(&self) -> Nonlinearity {
        self.output.0
    }

    /// The layers, first to last.
    pub fn layers(&self) -> &[Linear] {
        &self.layers
    }
}

impl Network for Mlp {
    /// After the output activation, with dropout on the hidden units.
    fn forward(&self, input: Tensor<2>, dropout: &mut Dropout) -> Tensor<2> {
        let mut signal = input;
        for index in 0..self.layers.len() {
            signal = self.layer(index, signal);
            if index + 1 < self.layers.len() {
                signal = dropout.apply(signal);
            }
        }
        signal
    }

    fn signals(&self, input: Tensor<2>) -> Vec<Signal> {
        let layers = self.activations(input).into_iter().enumerate();
        layers.map(|(layer, values)| Signal::of(format!("layers.{layer}"), values)).collect()
    }
}
