//! Activation functions.

use burn::tensor::{Tensor, activation};

use crate::options::{Activation, OutputActivation};

/// A unit's nonlinearity f in aⱼ = f(Σᵢ wᵢⱼ xᵢ + bⱼ): every choosable [`Activation`], and those that only a family uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonlinearity {
    /// f(z) = z
    Linear,
    /// f(z) = 1 / (1 + e⁻ᶻ)
    Sigmoid,
    /// f(z) = tanh z
    Tanh,
    /// f(z) = max(0, z)
    Relu,
    /// f(z) = z for z ≥ 0, 0.01 z below
    LeakyRelu,
    /// f(z) = z for z ≥ 0, 0.2 z below: the slope of discriminators since Radford et al. 2015
    SteepLeakyRelu,
    /// f(z) = z Φ(z), with Φ the normal distribution function (Hendrycks & Gimpel 2016), exact form
    Gelu,
    /// f(z) = z / (1 + e⁻ᶻ) (Elfwing et al. 2017)
    Silu,
}

impl From<Activation> for Nonlinearity {
    fn from(activation: Activation) -> Self {
        match activation {
            Activation::Linear => Self::Linear,
            Activation::Sigmoid => Self::Sigmoid,
            Activation::Tanh => Self::Tanh,
            Activation::Relu => Self::Relu,
            Activation::LeakyRelu => Self::LeakyRelu,
            Activation::Gelu => Self::Gelu,
            Activation::Silu => Self::Silu,
        }
    }
}

impl From<OutputActivation> for Nonlinearity {
    fn from(activation: OutputActivation) -> Self {
        match activation {
            OutputActivation::Tanh => Self::Tanh,
            OutputActivation::Sigmoid => Self::Sigmoid,
        }
    }
}

impl Nonlinearity {
    /// Applies f to every element; the shape is unchanged.
    pub fn apply<const D: usize>(self, z: Tensor<D>) -> Tensor<D> {
        match self {
            Self::Linear => z,
            Self::Sigmoid => activation::sigmoid(z),
            Self::Tanh => tanh(z),
            Self::Relu => activation::relu(z),
            Self::LeakyRelu => activation::leaky_relu(z, 0.01),
            Self::SteepLeakyRelu => activation::leaky_relu(z, 0.2),
            Self::Gelu => gelu(z),
            Self::Silu => activation::silu(z),
        }
    }

    /// Whether f stays within −1…1.
    pub fn is_bounded(self) -> bool {
        matches!(self, Self::Sigmoid | Self::Tanh)
    }

    /// f′(z) where f(z) = `a`; `None` if the output alone does not determine it.
    pub fn slope(self, a: f32) -> Option<f32> {
        match self {
            Self::Linear => Some(1.0),
            Self::Sigmoid => Some(a * (1.0 - a)),
            Self::Tanh => Some(1.0 - a * a),
            Self::Relu => Some(if a > 0.0 { 1.0 } else { 0.0 }),
            Self::LeakyRelu => Some(if a > 0.0 { 1.0 } else { 0.01 }),
            Self::SteepLeakyRelu => Some(if a > 0.0 { 1.0 } else { 0.2 }),
            Self::Gelu | Self::Silu => None,
        }
    }

    /// The bounds of f; infinite where it has none.
    pub const fn bounds(self) -> [f32; 2] {
        match self {
            Self::Sigmoid => [0.0, 1.0],
            Self::Tanh => [-1.0, 1.0],
            Self::Relu => [0.0, f32::INFINITY],
            // The lowest points of the two curves lie at z = −0.7518 and z = −1.2785.
            Self::Gelu => [-0.169_971, f32::INFINITY],
            Self::Silu => [-0.278_465, f32::INFINITY],
            Self::Linear | Self::LeakyRelu | Self::SteepLeakyRelu => [f32::NEG_INFINITY, f32::INFINITY],
        }
    }
}

/// tanh z, also for large z. In the language of WebGPU's shaders, tanh z is only as exact as sinh z / cosh z, and so NaN
/// from z = 89 on with some drivers (<https://github.com/gpuweb/gpuweb/issues/4458>). Beyond ±9.02, tanh is ±1 in `f32` and
/// its slope 0, so that clamping changes no number; the CPU programs do without.
pub fn tanh<const D: usize>(z: Tensor<D>) -> Tensor<D> {
    const LIMIT: f32 = 15.0;
    if cfg!(feature = "gpu") { z.clamp(-LIMIT, LIMIT).tanh() } else { z.tanh() }
}

/// z Φ(z) = z (1 + erf(z/√2)) / 2, composed from burn's tensors: the gradient of burn 0.22's own `gelu` is exact on the
/// CPU, but on the GPU it is that of its tanh approximation, which differs in the third digit.
pub fn gelu<const D: usize>(z: Tensor<D>) -> Tensor<D> {
    let doubled = (z.clone() * std::f64::consts::FRAC_1_SQRT_2).erf() + 1.0;
    z * doubled * 0.5
}
