//! Observations of a run, as plain data that panels draw.
//!
//! - [`plane`]: in the plane, or along a line.
//! - [`network`]: a network as a diagram.
//! - [`images`]: pictures of digits, and a network's results for them.
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
    /// The subject of a picture. A panel's own picture has the panel's name.
    pub enum PictureId {
        /// The network's output at every point of the plane.
        #[default]
        Output = "output",
        /// The examples in the plane.
        Points = "points",
        /// The network as a diagram.
        Network = "network",
        /// Examples along a line of inputs, and the network's output there.
        Fit = "fit",
        /// The loss over two weights, and the path through it.
        Surface = "surface",
        /// The plane as the last hidden layer folds it.
        Fold = "fold",
        /// Test digits with their probabilities.
        Digits = "digits",
        /// The digit drawn by a person, with its probabilities.
        Pad = "pad",
        /// Every stage's output for one digit in a convolutional network.
        Maps = "maps",
        /// How one value of a feature map is computed.
        Pixel = "pixel",
        /// The confusion matrix of the test digits.
        Confusion = "confusion",
        /// Test digits and their reconstructions.
        Rebuilt = "rebuilt",
        /// Where test digits lie in the latent space, and decoded points.
        Codes = "codes",
        /// The selected attention head.
        Attention = "attention",
        /// Every head, small.
        Heads = "heads",
        /// A sequence of tokens, and the network's answers.
        Tokens = "tokens",
        /// The discriminator's output everywhere.
        Game = "game",
        /// Real examples in the plane.
        Real = "real",
        /// Generated examples, and their gradients.
        Fakes = "fakes",
        /// The generator's image of the latent grid.
        Mesh = "mesh",
        /// How generated examples spread over the sectors of a cloud.
        Coverage = "coverage",
        /// Digits that a generator makes.
        Samples = "samples",
        /// A sequence and the network's output.
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
    /// The data, if the observation is of this kind.
    fn of(observation: &Observation) -> Option<&Arc<Self>>;
}

macro_rules! observations {
    ($($(#[$doc:meta])* $kind:ident,)*) => {
        /// Plain data that panels draw, whichever family it comes from. Cheap to clone.
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
    /// Small greyscale pictures with captions.
    Images,
    /// Small greyscale pictures, each with its reconstruction.
    Rebuilt,
    /// The latent map and its decoded points.
    Latent,
    /// Matrices of one shape.
    Matrices,
    /// A sequence of tokens with the network's answers.
    Tokens,
    /// A text written by a network.
    Writing,
    /// Points in the plane.
    Scatter,
    /// Every layer's output for one picture, as pictures.
    Maps,
    /// How one value of a feature map is computed.
    Window,
    /// The confusion matrix.
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

/// An observation, and its subject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// Its subject.
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
