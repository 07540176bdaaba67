//! What is observed of a run, as plain data that panels draw.

use serde::{Deserialize, Serialize};

use super::{Floats, Spot};
use crate::data::plane::PlaneSet;

/// Plain data that panels draw, whatever family it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Observation {
    /// Lines over a shared x.
    Curve {
        /// Positions.
        x: Floats,
        /// One line each: name and values.
        lines: Vec<(String, Floats)>,
    },
    /// A function sampled on a grid.
    Field(Field),
    /// A network's layers, units and links.
    Layers(Layers),
    /// Small grey pictures with captions.
    Images(Images),
    /// Small grey pictures, each with what a network rebuilt of it.
    Rebuilt(Rebuilt),
    /// The map of a code and what a point of it stands for.
    Latent(Latent),
    /// Rows and columns of numbers.
    Matrix {
        /// Number of columns.
        columns: u32,
        /// Row after row.
        values: Floats,
    },
    /// Matrices of one shape.
    Matrices(Matrices),
    /// A sequence of tokens and what a network says of it.
    Tokens(Tokens),
    /// What a network wrote.
    Text {
        /// What it was given to go on from.
        given: String,
        /// How it went on.
        written: String,
    },
    /// Points in the plane.
    Scatter(Scatter),
    /// What every layer of a network makes of one picture, as pictures.
    Maps(Maps),
    /// The arithmetic of one value of a feature map.
    Window(Window),
    /// Which classes are taken for which.
    Confusion(Confusion),
    /// Outputs along a line of inputs.
    Fit(Fit),
    /// A loss over two parameters.
    Surface(Surface),
    /// A plane as a layer sees it.
    Fold(Fold),
    /// Points in the plane with a direction each.
    Arrows(Arrows),
    /// A grid of points, moved.
    Mesh(Mesh),
    /// How many of a network's weights (biases aside) are exactly 0.
    Sparsity {
        /// Those that are.
        zeros: u32,
        /// All of them.
        weights: u32,
    },
    /// Counts per bin.
    Histogram {
        /// Bin edges, one more than counts.
        edges: Floats,
        /// Counts.
        counts: Vec<u32>,
    },
}

/// A function of the plane sampled at the middles of a grid's cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Cells across.
    pub width: u32,
    /// Cells down.
    pub height: u32,
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// Row after row, top row first.
    pub values: Floats,
    /// The values that have the colours of −1 and +1: −1 and 1 for classes, 0 and 1 for probabilities.
    pub range: [f32; 2],
}

impl Observation {
    /// The name of the picture that has [`Self::Sparsity`]. It is no panel's own.
    pub const SPARSITY: &'static str = "sparsity";
}

impl Field {
    /// The value's place on the ramp of colours, −1…1 within [`Self::range`].
    pub fn shade(&self, value: f32) -> f32 {
        let [low, high] = self.range;
        // Written so that −1…1 stays as it is, to the bit.
        value * (2.0 / (high - low)) - (high + low) / (high - low)
    }

    /// The value of the cell in which the place lies.
    pub fn at(&self, x: f64, y: f64) -> Option<f32> {
        let [left, right, bottom, top] = self.region.map(f64::from);
        let cell = |share: f64, cells: u32| ((share * f64::from(cells)) as usize).min(cells.saturating_sub(1) as usize);
        let column = cell((x - left) / (right - left), self.width);
        let row = cell((top - y) / (top - bottom), self.height);
        self.values.get(row * self.width as usize + column).copied()
    }

    /// Every value's place on the ramp.
    pub fn shades(&self) -> Vec<f32> {
        self.values.iter().map(|value| self.shade(*value)).collect()
    }
}

/// Outputs along a line through the inputs, with the examples that lie on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// Places along the line, by the first input.
    pub x: Floats,
    /// The output at each of them.
    pub curve: Floats,
    /// Where the examples are.
    pub places: Floats,
    /// What each of them should be.
    pub targets: Floats,
    /// What the network says of each.
    pub outputs: Floats,
    /// How steep the output's activation is at each of them; empty where that is not known.
    pub slopes: Floats,
    /// Between which values any output stays; infinite where there is no bound.
    pub bounds: [f32; 2],
    /// The smallest mean squared error that any parameters have on these targets; none where it is not known.
    pub least: Option<f32>,
    /// Weights, then the bias.
    pub parameters: Floats,
}

/// A loss over two parameters, with the way that training has taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// Decimal logarithm of the loss.
    pub field: Field,
    /// The two parameters, for setting them: name and row-major index of each.
    pub parameters: [(String, u32); 2],
    /// Where the two parameters have been: x, y, x, y, …; the last place is the present one.
    pub path: Floats,
    /// x, y of both ends of a line whose every place is best for some value of the other parameters; empty for none.
    pub valley: Floats,
    /// What the other parameters are.
    pub rest: Floats,
}

/// A plane and the examples in it, as a layer sees them along two of its units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// Units of the layer.
    pub units: u32,
    /// The unit across and the unit up; the same twice where the layer has one only.
    pub axes: [u32; 2],
    /// Left, right, bottom and top of what is shown.
    pub region: [f32; 4],
    /// Places on each line of the mesh.
    pub length: u32,
    /// The mesh of the plane, line after line: both units' activations at every place.
    pub mesh: Floats,
    /// The examples' inputs, two each.
    pub inputs: Floats,
    /// Both units' activations for each example.
    pub places: Floats,
    /// −1 or +1 for each example.
    pub targets: Floats,
    /// What the network says of each example: the probability of +1.
    pub outputs: Floats,
    /// p, q and r: the probability of +1 is σ(p·a + q·b + r) at activations a and b, with all other units at their mean over
    /// the examples.
    pub side: [f32; 3],
}

/// Points in the plane with a target each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// x₁, x₂, x₁, x₂, …
    pub positions: Floats,
    /// −1 or +1 for classes; any value in −1…1 for regression.
    pub targets: Floats,
    /// How many of the points, from the first, are for training; the others are for testing.
    pub train: u32,
    /// Whether the targets are classes.
    pub classes: bool,
}

impl From<&PlaneSet> for Scatter {
    fn from(set: &PlaneSet) -> Self {
        Self {
            region: set.region,
            positions: Floats(set.points.iter().flatten().copied().collect()),
            targets: Floats(set.targets.clone()),
            train: set.train as u32,
            classes: set.classes,
        }
    }
}

/// Points in the plane with a direction each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrows {
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// x₁, x₂, x₁, x₂, …
    pub positions: Floats,
    /// Direction and length along x₁ and x₂, as many as positions.
    pub directions: Floats,
}

/// Where the points of a grid are moved to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mesh {
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// Points of a row of the grid.
    pub columns: u32,
    /// x₁ and x₂ of each point, row after row.
    pub positions: Floats,
}

/// A network as a diagram: inputs first, output last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// Columns of units.
    pub columns: Vec<Column>,
    /// Links between column `i` and `i + 1`.
    pub links: Vec<Links>,
}

/// One column of a diagram.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Units in the layer.
    pub units: u32,
    /// Names of the shown units' labels: feature names for inputs, class names for outputs, else empty.
    pub labels: Vec<String>,
    /// Indices of the units shown (all of them for small layers).
    pub shown: Vec<u32>,
    /// Side of each shown unit's picture; 0 for none.
    pub map_side: u32,
    /// Shown units' pictures, one after the other, top row first: what the unit says at every point of the plane, or a
    /// first-layer unit's weights as an image.
    pub maps: Floats,
    /// Whether the pictures are weights (scaled to their own largest) rather than activations.
    pub weight_maps: bool,
    /// Shown units' activations for the probed example; empty where maps say it.
    pub activations: Floats,
    /// Shown units' biases; empty for inputs.
    pub biases: Floats,
    /// Parameter the biases belong to, for editing; empty for inputs.
    pub bias_name: String,
}

/// Links between two neighbouring columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Links {
    /// Parameter the weights belong to, for editing: the number from unit `i` to unit `j` has index `i * units + j`,
    /// `units` of the right column.
    pub name: String,
    /// Weights between the shown units, left unit by left unit; empty where they are too many to draw.
    pub weights: Floats,
}

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

/// Matrices of one shape, each with a name, such as the heads of a self-attention or the gates of a cell over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrices {
    /// Rows of each.
    pub rows: u32,
    /// Columns of each.
    pub columns: u32,
    /// What the rows stand for; empty where their numbers say enough.
    pub row_labels: Vec<String>,
    /// What the columns stand for, such as the tokens read; empty where their numbers say enough.
    pub labels: Vec<String>,
    /// Name, smallest and largest value that are to be told apart, and the values row after row.
    pub items: Vec<(String, [f32; 2], Floats)>,
}

/// A sequence of tokens and what a network says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tokens {
    /// Index of the sequence in its set.
    pub index: u32,
    /// How many the set has.
    pub of: u32,
    /// What each token is called.
    pub names: Vec<String>,
    /// The tokens.
    pub tokens: Vec<u8>,
    /// True class at each of the last positions, as many as have one; a class is called what the token of its number is.
    pub targets: Vec<u8>,
    /// Probabilities of each class, position by position.
    pub probabilities: Floats,
}
