//! The features that a network may be given for a point: raw, without scaling.

use crate::choice;

choice! {
    /// A feature of a point.
    pub enum Feature {
        /// x₁
        #[default]
        X1 = "x1",
        /// x₂
        X2 = "x2",
        /// x₁²
        X1Squared = "x1^2",
        /// x₂²
        X2Squared = "x2^2",
        /// x₁ x₂
        Product = "x1x2",
        /// sin x₁
        SinX1 = "sinx1",
        /// sin x₂
        SinX2 = "sinx2",
    }
}

impl Feature {
    /// Its value at a point.
    pub fn of(self, [x, y]: [f32; 2]) -> f32 {
        match self {
            Self::X1 => x,
            Self::X2 => y,
            Self::X1Squared => x * x,
            Self::X2Squared => y * y,
            Self::Product => x * y,
            Self::SinX1 => libm::sinf(x),
            Self::SinX2 => libm::sinf(y),
        }
    }

    /// How it is written, such as "x₁²".
    pub const fn label(self) -> &'static str {
        match self {
            Self::X1 => "x₁",
            Self::X2 => "x₂",
            Self::X1Squared => "x₁²",
            Self::X2Squared => "x₂²",
            Self::Product => "x₁x₂",
            Self::SinX1 => "sin x₁",
            Self::SinX2 => "sin x₂",
        }
    }
}
