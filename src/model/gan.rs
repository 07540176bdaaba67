//! Generator against discriminator (Goodfellow et al. 2014, <https://arxiv.org/abs/1406.2661>): two multilayer perceptrons and
//! the losses that they minimise.
//!
//! The generator G turns latent numbers z into a sample, with ReLU inside and tanh at the end; the discriminator D rates how real
//! an example is, with leaky ReLU (slope 0.2) inside. D's output here is the score s before any squashing.

use burn::module::Module;
use burn::tensor::{Device, Tensor, activation};

use super::activation::Nonlinearity;
use super::dropout::Dropout;
use super::mlp::{Mlp, MlpConfig};
use super::network::Network;
use crate::options::{Key, Objective, Options};
use crate::shape;

/// Keeps the discriminator's initial values independent of the generator's: seeds of runs are below 2³².
const DISCRIMINATOR_SEED: u64 = 1 << 32;

/// The two players. Their parameters are `generator.layers.<i>.weight` and so on.
#[derive(Module, Debug)]
pub struct Gan {
    /// From latent numbers to an example, each number −1…1.
    pub generator: Mlp,
    /// From an example to its score s; larger means more real.
    pub discriminator: Mlp,
}

impl Gan {
    /// The players for these options, with Glorot-uniform weights from the seed and zero biases.
    pub fn of(options: &Options, device: &Device) -> Self {
        let (generator, discriminator) = shape::player_sizes(options);
        let seed = options.integer(Key::Seed);
        let generator = MlpConfig { sizes: generator, activation: Nonlinearity::Relu, output: Nonlinearity::Tanh };
        let discriminator =
            MlpConfig { sizes: discriminator, activation: Nonlinearity::SteepLeakyRelu, output: Nonlinearity::Linear };
        Self {
            generator: generator.init(seed, device),
            discriminator: discriminator.init(seed | DISCRIMINATOR_SEED, device),
        }
    }

    /// G(z).
    ///
    /// # Shapes
    /// - `latents`: `[batch, latent]`
    /// - result: `[batch, numbers per example]`
    pub fn generate(&self, latents: Tensor<2>) -> Tensor<2> {
        self.generator.forward(latents, &mut Dropout::off())
    }

    /// s of each example.
    ///
    /// # Shapes
    /// - `examples`: `[batch, numbers per example]`
    /// - result: `[batch, 1]`
    pub fn judge(&self, examples: Tensor<2>) -> Tensor<2> {
        self.discriminator.forward(examples, &mut Dropout::off())
    }
}

/// The losses of an objective. s is D's output; D(x) = σ(s) but for least squares, where D(x) = s. ⟨·⟩ is a mean, over real
/// examples x or generated ones G(z).
///
/// - `minmax`: L_D = −⟨ln D(x)⟩ − ⟨ln(1 − D(G(z)))⟩ and L_G = ⟨ln(1 − D(G(z)))⟩ (Goodfellow et al. 2014, eq. 1)
/// - `non-saturating`: the same L_D, and L_G = −⟨ln D(G(z))⟩ (ibid., section 3)
/// - `least-squares`: L_D = ½⟨(s(x) − 1)²⟩ + ½⟨s(G(z))²⟩ and L_G = ½⟨(s(G(z)) − 1)²⟩ (Mao et al. 2017, eq. 9,
///   <https://arxiv.org/abs/1611.04076>)
impl Objective {
    /// L_D, a tensor of one element.
    ///
    /// # Shapes
    /// - `real`, `fake`: s of each example, `[batch, 1]`
    pub fn of_discriminator(self, real: Tensor<2>, fake: Tensor<2>) -> Tensor<1> {
        match self {
            Self::MinMax | Self::NonSaturating => softplus(real.neg()).mean() + softplus(fake).mean(),
            Self::LeastSquares => ((real - 1.0).square().mean() + fake.square().mean()).mul_scalar(0.5),
        }
    }

    /// L_G of every generated example; L_G is their mean.
    ///
    /// # Shapes
    /// - `fake`: s of each generated example, `[batch, 1]`, as is the result
    pub fn of_generator(self, fake: Tensor<2>) -> Tensor<2> {
        match self {
            Self::MinMax => softplus(fake).neg(),
            Self::NonSaturating => softplus(fake.neg()),
            Self::LeastSquares => (fake - 1.0).square().mul_scalar(0.5),
        }
    }

    /// L_D and L_G on the host in f64, from the scores s of real and generated examples, for metrics.
    pub fn losses(self, real: &[f32], fake: &[f32]) -> (f64, f64) {
        let mean = |of: &[f32], each: &dyn Fn(f64) -> f64| {
            of.iter().map(|s| each(f64::from(*s))).sum::<f64>() / of.len().max(1) as f64
        };
        let plus = |s: f64| s.max(0.0) + libm::log1p(libm::exp(-s.abs()));
        let classic = || mean(real, &|s| plus(-s)) + mean(fake, &plus);
        match self {
            Self::MinMax => (classic(), -mean(fake, &plus)),
            Self::NonSaturating => (classic(), mean(fake, &|s| plus(-s))),
            Self::LeastSquares => {
                let off = |of, to: f64| 0.5 * mean(of, &|s| (s - to).powi(2));
                (off(real, 1.0) + off(fake, 0.0), off(fake, 1.0))
            }
        }
    }

    /// D(x): a probability, or s itself for least squares.
    pub fn answer(self, s: f32) -> f32 {
        if self == Self::LeastSquares { s } else { 1.0 / (1.0 + (-s).exp()) }
    }

    /// Whether D considers the example real: D(x) > ½.
    pub fn takes_for_real(self, s: f32) -> bool {
        s > if self == Self::LeastSquares { 0.5 } else { 0.0 }
    }
}

/// ln(1 + eˢ), computed as max(s, 0) + ln(1 + e^−|s|), which never overflows. −ln σ(s) is softplus(−s), and −ln(1 − σ(s))
/// is softplus(s).
fn softplus(s: Tensor<2>) -> Tensor<2> {
    activation::relu(s.clone()) + s.abs().neg().exp().log1p()
}
