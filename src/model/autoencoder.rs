//! The autoencoder: an encoder compresses the input to a short latent code; a decoder reconstructs the input from it.
//! Rumelhart, Hinton and Williams 1986 ("the encoding problem"); Hinton and Salakhutdinov 2006 for images of digits.

use burn::module::Module;
use burn::tensor::{Device, Tensor};

use super::activation::Nonlinearity;
use super::dropout::Dropout;
use super::init;
use super::mlp::{Mlp, MlpConfig};
use super::network::{Network, Signal};
use crate::options::{Key, Options};
use crate::shape::layer_sizes;

/// x̂ = g(f(x)) with an encoder f and its mirror image g, both multilayer perceptrons. The latent units are linear, so that
/// the code is unbounded; outputs are sigmoid, for pixels 0…1.
///
/// Parameters are `encoder.layers.<i>.weight`, shape `[inputs, units]`, `encoder.layers.<i>.bias`, and the same of `decoder`.
#[derive(Module, Debug)]
pub struct Autoencoder {
    encoder: Mlp,
    decoder: Mlp,
}

impl Autoencoder {
    /// The network for these options: layers as in [`layer_sizes`], initialised from the seed.
    pub fn of(options: &Options, device: &Device) -> Self {
        let (sizes, seed) = (layer_sizes(options), options.integer(Key::Seed));
        let activation = options.activation().into();
        // The code is the middle of the chain, with equally many layers before and after it.
        let code = sizes.len() / 2;
        let half = |sizes: &[u32], output| MlpConfig { sizes: sizes.to_vec(), activation, output }.init(seed, device);
        let encoder = half(&sizes[..=code], Nonlinearity::Linear);
        let decoder = half(&sizes[code..], Nonlinearity::Sigmoid);
        // Both halves started with the streams of layers 0, 1, …; now every parameter has its own.
        init::seeded(Self { encoder, decoder }, seed)
    }

    /// The codes of these inputs.
    ///
    /// # Shapes
    /// - `input`: `[batch, inputs]`
    /// - result: `[batch, code]`
    pub fn encode(&self, input: Tensor<2>) -> Tensor<2> {
        self.encoder.forward(input, &mut Dropout::off())
    }

    /// Decodes these codes.
    ///
    /// # Shapes
    /// - `code`: `[batch, code]`
    /// - result: `[batch, inputs]`, 0…1
    pub fn decode(&self, code: Tensor<2>) -> Tensor<2> {
        self.decoder.forward(code, &mut Dropout::off())
    }
}

impl Network for Autoencoder {
    /// Reconstructs the inputs from their codes, 0…1; dropout applies to hidden units of both halves, never to the latent
    /// units.
    fn forward(&self, input: Tensor<2>, dropout: &mut Dropout) -> Tensor<2> {
        let code = self.encoder.forward(input, dropout);
        self.decoder.forward(code, dropout)
    }

    /// The encoder's hidden layers, `code`, the decoder's layers.
    fn signals(&self, input: Tensor<2>) -> Vec<Signal> {
        let named = |half: &str, signal: Signal| Signal { name: format!("{half}.{}", signal.name), ..signal };
        let mut signals: Vec<Signal> =
            self.encoder.signals(input.clone()).into_iter().map(|s| named("encoder", s)).collect();
        if let Some(code) = signals.last_mut() {
            "code".clone_into(&mut code.name);
        }
        signals.extend(self.decoder.signals(self.encode(input)).into_iter().map(|s| named("decoder", s)));
        signals
    }
}
