//! What is observed of a run, as plain data that panels draw.
//!
//! - [`plane`]: in the plane, or along a line.
//! - [`network`]: a network as a diagram.
//! - [`images`]: pictures of digits, and what networks make of them.
//! - [`sequences`]: sequences of tokens and values.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::choice;

mod images;
mod network;
mod plane;
mod sequences;

pub use images::{Confusion, Images, Latent, Maps, Rebuilt, Stack, Window};
pub use network::{Column, Layers, Links, Sparsity};
pub use plane::{Arrows, Curve, Field, Fit, Fold, Histogram, Mesh, Scatter, Surface};
pub use sequences::{Matrices, Tokens, Writing};

choice! {
    /// What a picture is of. A panel's own picture is called as the panel is.
    pub enum PictureId {
        /// What the network says at every point of the plane.
        #[default]
        Output = "output",
        /// The examples in the plane.
        Points = "points",
        /// The network as a diagram.
        Network = "network",
        /// Examples along a line of inputs, and what the network says there.
        Fit = "fit",
        /// The loss over two weights, and the way through it.
        Surface = "surface",
        /// The plane as the last hidden layer folds it.
        Fold = "fold",
        /// Test digits with their probabilities.
        Digits = "digits",
        /// The digit that a person drew, with its probabilities.
        Pad = "pad",
        /// What every stage of a convolutional network makes of one digit.
        Maps = "maps",
        /// The arithmetic of one value of a feature map.
        Pixel = "pixel",
        /// Which digits are taken for which.
        Confusion = "confusion",
        /// Test digits and what a network rebuilt of them.
        Rebuilt = "rebuilt",
        /// Where test digits lie in a network's code, and what a point of it becomes.
        Codes = "codes",
        /// The chosen head of a self-attention.
        Attention = "attention",
        /// Every head, small.
        Heads = "heads",
        /// A sequence of tokens, and what a network says of it.
        Tokens = "tokens",
        /// What the discriminator says everywhere.
        Game = "game",
        /// Real examples in the plane.
        Real = "real",
        /// Generated examples, and where the discriminator would have them go.
        Fakes = "fakes",
        /// Where the generator moves the grid of latent numbers.
        Mesh = "mesh",
        /// How generated examples spread over the sectors of a cloud.
        Coverage = "coverage",
        /// Digits that a generator makes.
        Samples = "samples",
        /// A sequence and what a network says of it.
        Sequence = "sequence",
        /// States and gates of a recurrent network over time.
        Gates = "gates",
        /// The gradient that reaches every past step.
        Reach = "reach",
        /// How many weights are exactly 0.
        Sparsity = "sparsity",
    }
}

/// A kind of observation.
pub trait Observed: Sized + 'static {
    /// It, if the observation is of this kind.
    fn of(observation: &Observation) -> Option<&Arc<Self>>;
}

macro_rules! observations {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// Plain data that panels draw, whatever family it comes from. Cheap to clone.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Observation { $($(#[$doc])* $kind(Arc<$kind>),)* }

        $(
            impl From<$kind> for Observation {
                fn from(observed: $kind) -> Self {
                    Self::$kind(Arc::new(observed))
                }
            }

            impl Observed for $kind {
                fn of(observation: &Observation) -> Option<&Arc<Self>> {
                    if let Observation::$kind(observed) = observation { Some(observed) } else { None }
                }
            }
        )*
    };
}

observations! {
    /// Lines over a shared x.
    Curve,
    /// A function sampled on a grid.
    Field,
    /// A network's layers, units and links.
    Layers,
    /// Small grey pictures with captions.
    Images,
    /// Small grey pictures, each with what a network rebuilt of it.
    Rebuilt,
    /// The map of a code and what a point of it stands for.
    Latent,
    /// Matrices of one shape.
    Matrices,
    /// A sequence of tokens and what a network says of it.
    Tokens,
    /// What a network wrote.
    Writing,
    /// Points in the plane.
    Scatter,
    /// What every layer of a network makes of one picture, as pictures.
    Maps,
    /// The arithmetic of one value of a feature map.
    Window,
    /// Which classes are taken for which.
    Confusion,
    /// Outputs along a line of inputs.
    Fit,
    /// A loss over two parameters.
    Surface,
    /// A plane as a layer sees it.
    Fold,
    /// Points in the plane with a direction each.
    Arrows,
    /// A grid of points, moved.
    Mesh,
    /// How many of a network's weights are exactly 0.
    Sparsity,
    /// Counts per bin.
    Histogram,
}

/// An observation, and what it is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// What it is of.
    pub id: PictureId,
    /// The data.
    pub data: Observation,
}

impl Picture {
    /// A picture of something.
    pub fn new(id: PictureId, data: impl Into<Observation>) -> Self {
        Self { id, data: data.into() }
    }
}
