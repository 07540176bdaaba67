//! Pictures of digits, and a network's results for them.

use serde::{Deserialize, Serialize};

use crate::protocol::{Floats, Spot};

/// Small greyscale pictures with captions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Images {
    /// Index of the first in its set.
    pub first: u32,
    /// Number of pictures in the set.
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

/// Every layer's output for one picture, as pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Maps {
    /// The picture's index in the test set; `None` if a person drew it.
    pub index: Option<u32>,
    /// Its true class, if known.
    pub label: Option<u8>,
    /// The picture, kernels and layers in order of computation.
    pub stacks: Vec<Stack>,
}

/// Small pictures of the same size.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stack {
    /// `input`, or a parameter's or a layer's path in the network.
    pub name: String,
    /// How many there are; only the first ones are shown.
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

/// How one value of a feature map is computed: a convolution's Σ x·w + b, or a pool's largest or mean x.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// The value's place.
    pub spot: Spot,
    /// Width and height of the window in pixels.
    pub side: u32,
    /// Channels that come in.
    pub channels: u32,
    /// The window's input, channel by channel, row by row; 0 in the padding.
    pub patch: Floats,
    /// The kernel's weights in the same order; empty for a pool.
    pub kernel: Floats,
    /// The bias; 0 for a pool.
    pub bias: f32,
    /// The network's own result, after the activation.
    pub value: f32,
}

impl Window {
    /// Numbers of one channel.
    pub fn field(&self) -> usize {
        (self.side * self.side) as usize
    }

    /// Σ x·w of each channel; empty for a pool.
    pub fn channel_sums(&self) -> Vec<f64> {
        let field = self.field().max(1);
        let pairs = self.patch.chunks(field).zip(self.kernel.chunks(field));
        let product = |(x, w): (&f32, &f32)| f64::from(*x) * f64::from(*w);
        pairs.map(|(patch, kernel)| patch.iter().zip(kernel).map(product).sum()).collect()
    }

    /// Σ x·w + b over all channels: the activation's input.
    pub fn sum(&self) -> f64 {
        self.channel_sums().iter().sum::<f64>() + f64::from(self.bias)
    }
}

/// The confusion matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Confusion {
    /// Classes.
    pub classes: u32,
    /// How many examples of each true class (rows) were assigned to each predicted class (columns), row by row.
    pub counts: Vec<u32>,
    /// The cell whose examples are shown: true class, predicted class.
    pub cell: Option<[u8; 2]>,
    /// The first test examples of that cell.
    pub examples: Vec<u32>,
    /// Width and height of their pictures in pixels.
    pub side: u32,
    /// Their pictures, 0…1, one after the other.
    pub pixels: Floats,
}

/// Small greyscale pictures, each with the network's input and its reconstruction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rebuilt {
    /// Index of the first in its set.
    pub first: u32,
    /// Number of pictures in the set.
    pub of: u32,
    /// Pixels across and down.
    pub side: u32,
    /// True class of each.
    pub labels: Vec<u8>,
    /// Picture after picture, 0…1, top row first.
    pub originals: Floats,
    /// The network's actual inputs; empty if these are the originals.
    pub corrupted: Floats,
    /// The reconstructions.
    pub rebuilt: Floats,
    /// Mean squared error of each reconstruction.
    pub errors: Floats,
}

/// Two dimensions of the latent space: where examples lie, and decoded points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Latent {
    /// The units shown, across and up.
    pub axes: [u32; 2],
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// Positions of the examples: across, up, across, up, …
    pub positions: Floats,
    /// The true class of each.
    pub labels: Vec<u8>,
    /// The selected point: every unit of its code.
    pub point: Floats,
    /// Width and height of a decoded picture in pixels.
    pub side: u32,
    /// The decoded selected point, 0…1, top row first.
    pub decoded: Floats,
    /// Number of decoded points in each direction, at the centres of equally many cells of the region; 0 for none. Units
    /// that are not on the axes have the selected point's values.
    pub grid: u32,
    /// The decoded points, picture after picture, top row first.
    pub decoded_grid: Floats,
}
