//! Pictures of digits, and what networks make of them.

use serde::{Deserialize, Serialize};

use crate::protocol::{Floats, Spot};

/// Small grey pictures with captions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Images {
    /// Index of the first in its set.
    pub first: u32,
    /// How many the set has.
    pub of: u32,
    /// Pixels across and down.
    pub side: u32,
    /// Picture after picture, 0…1, top row first.
    pub pixels: Floats,
    /// True class of each.
    pub labels: Vec<u8>,
    /// Probabilities of each class, picture by picture.
    pub probabilities: Floats,
}

/// What every layer of a network makes of one picture, as pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maps {
    /// The picture's place in the test set; none where a person drew it.
    pub index: Option<u32>,
    /// Its true class, where that is known.
    pub label: Option<u8>,
    /// The picture, kernels and layers in the order in which they are computed.
    pub stacks: Vec<Stack>,
}

/// Small pictures of the same size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// `input`, or a parameter's or a layer's path in the network.
    pub name: String,
    /// How many there are; the first of them are shown.
    pub of: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Picture after picture, top row first.
    pub values: Floats,
}

impl Stack {
    /// Pixels of one picture.
    pub fn pixels(&self) -> usize {
        (self.width * self.height) as usize
    }

    /// How many are shown.
    pub fn shown(&self) -> usize {
        self.values.len().checked_div(self.pixels()).unwrap_or(0)
    }
}

/// The arithmetic of one value of a feature map: a convolution's Σ x·w + b, or a pool's largest or mean x.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// Which value.
    pub spot: Spot,
    /// Pixels across and down of the window.
    pub side: u32,
    /// Channels that come in.
    pub channels: u32,
    /// What comes in, channel by channel, row by row; 0 in the padding.
    pub patch: Floats,
    /// The kernel's weights in the same order; empty for a pool.
    pub kernel: Floats,
    /// The bias; 0 for a pool.
    pub bias: f32,
    /// The value as the network has it, after the activation.
    pub value: f32,
}

impl Window {
    /// Numbers of one channel.
    pub fn field(&self) -> usize {
        (self.side * self.side) as usize
    }

    /// Σ x·w of each channel; none for a pool.
    pub fn channel_sums(&self) -> Vec<f64> {
        let field = self.field().max(1);
        let pairs = self.patch.chunks(field).zip(self.kernel.chunks(field));
        let product = |(x, w): (&f32, &f32)| f64::from(*x) * f64::from(*w);
        pairs.map(|(patch, kernel)| patch.iter().zip(kernel).map(product).sum()).collect()
    }

    /// Σ x·w + b over all channels: what the activation is given.
    pub fn sum(&self) -> f64 {
        self.channel_sums().iter().sum::<f64>() + f64::from(self.bias)
    }
}

/// Which classes are taken for which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    /// Classes.
    pub classes: u32,
    /// How many examples of each true class (rows) were taken for each class (columns), row by row.
    pub counts: Vec<u32>,
    /// The cell whose examples are shown: true class, class taken for it.
    pub cell: Option<[u8; 2]>,
    /// The first test examples of that cell.
    pub examples: Vec<u32>,
    /// Pixels across and down of their pictures.
    pub side: u32,
    /// Their pictures, 0…1, one after the other.
    pub pixels: Floats,
}

/// Small grey pictures, each with what a network was given of it and what it made of that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// Index of the first in its set.
    pub first: u32,
    /// How many the set has.
    pub of: u32,
    /// Pixels across and down.
    pub side: u32,
    /// True class of each.
    pub labels: Vec<u8>,
    /// Picture after picture, 0…1, top row first.
    pub originals: Floats,
    /// What the network was given instead; empty where that is the originals.
    pub corrupted: Floats,
    /// What it made of that.
    pub rebuilt: Floats,
    /// Mean squared error of each, rebuilt against original.
    pub errors: Floats,
}

/// Two dimensions of the space of codes: where examples lie, and what places in it become when they are decoded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Latent {
    /// The units shown, across and up.
    pub axes: [u32; 2],
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// Where examples lie: across, up, across, up, …
    pub positions: Floats,
    /// The true class of each.
    pub labels: Vec<u8>,
    /// The chosen point: every unit of its code.
    pub point: Floats,
    /// Pixels across and down of a decoded picture.
    pub side: u32,
    /// The chosen point decoded, 0…1, top row first.
    pub decoded: Floats,
    /// Places across and down that are decoded, at the middles of as many cells of the region; 0 for none. Units that are
    /// not shown are there as they are in the chosen point.
    pub grid: u32,
    /// These decoded, picture after picture, top row first.
    pub decoded_grid: Floats,
}
