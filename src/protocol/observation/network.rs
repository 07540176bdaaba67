//! A network as a diagram.

use serde::{Deserialize, Serialize};

use crate::protocol::Floats;

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
    /// Shown units' pictures, one after another, top row first: the unit's output at every point of the plane, or a
    /// first-layer unit's weights as an image.
    pub maps: Floats,
    /// Whether the pictures are weights (scaled to their own largest) rather than activations.
    pub weight_maps: bool,
    /// Shown units' activations for the probed example; empty if maps show them.
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
    /// Weights between the shown units, left unit by left unit; empty if there are too many to draw.
    pub weights: Floats,
}

/// How many of a network's weights (biases aside) are exactly 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sparsity {
    /// Weights that are exactly 0.
    pub zeros: u32,
    /// All of them.
    pub weights: u32,
}
