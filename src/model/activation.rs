//! Activation functions.

use burn::tensor::{Tensor, activation};

/// A unit's non-linearity f in aⱼ = f(Σᵢ wᵢⱼ xᵢ + bⱼ).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
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
    /// f(z) = z Φ(z), with Φ the normal distribution function (Hendrycks & Gimpel 2016), exact form
    Gelu,
    /// f(z) = z / (1 + e⁻ᶻ) (Elfwing et al. 2017)
    Silu,
}

impl Activation {
    /// The activation of this name in [`super::spec::ACTIVATIONS`]; an unknown name is linear.
    pub fn from_name(name: &str) -> Self {
        match name {
            "sigmoid" => Self::Sigmoid,
            "tanh" => Self::Tanh,
            "relu" => Self::Relu,
            "leaky-relu" => Self::LeakyRelu,
            "gelu" => Self::Gelu,
            "silu" => Self::Silu,
            _ => Self::Linear,
        }
    }

    /// Applies f to every element; the shape stays.
    pub fn apply<const D: usize>(self, z: Tensor<D>) -> Tensor<D> {
        match self {
            Self::Linear => z,
            Self::Sigmoid => activation::sigmoid(z),
            Self::Tanh => activation::tanh(z),
            Self::Relu => activation::relu(z),
            Self::LeakyRelu => activation::leaky_relu(z, 0.01),
            Self::Gelu => activation::gelu(z),
            Self::Silu => activation::silu(z),
        }
    }

    /// Whether f stays within −1…1.
    pub fn is_bounded(self) -> bool {
        matches!(self, Self::Sigmoid | Self::Tanh)
    }
}
