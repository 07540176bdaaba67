//! Observations in the plane, or along a line.

use serde::{Deserialize, Serialize};

use crate::data::plane::PlaneSet;
use crate::protocol::Floats;

/// Lines over a shared x.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Positions.
    pub x: Floats,
    /// One line each: name and values.
    pub lines: Vec<(String, Floats)>,
}

/// Counts per bin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Histogram {
    /// Bin edges, one more than counts.
    pub edges: Floats,
    /// Counts.
    pub counts: Vec<u32>,
}

/// A function of the plane sampled at the centres of a grid's cells.
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
    /// The values with the colours of −1 and +1: −1 and 1 for classes, 0 and 1 for probabilities.
    pub range: [f32; 2],
}

impl Field {
    /// The value's position on the colour ramp, −1…1 within [`Self::range`].
    pub fn shade(&self, value: f32) -> f32 {
        let [low, high] = self.range;
        // Written so that −1…1 is preserved to the bit.
        value * (2.0 / (high - low)) - (high + low) / (high - low)
    }

    /// The value of the cell that contains the point.
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
    /// Points along the line, by the first input.
    pub x: Floats,
    /// The output at each of them.
    pub curve: Floats,
    /// Where the examples are.
    pub places: Floats,
    /// Their targets.
    pub targets: Floats,
    /// Their outputs.
    pub outputs: Floats,
    /// Slope of the output's activation at each of them; empty if unknown.
    pub slopes: Floats,
    /// The bounds of any output; infinite where there is none.
    pub bounds: [f32; 2],
    /// The smallest mean squared error of any parameters on these targets; `None` if unknown.
    pub least: Option<f32>,
    /// Weights, then the bias.
    pub parameters: Floats,
}

/// A loss over two parameters, with the path that training has taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Surface {
    /// Decimal logarithm of the loss.
    pub field: Field,
    /// The two parameters, for setting them: name and row-major index of each.
    pub parameters: [(String, u32); 2],
    /// The path of the two parameters: x, y, x, y, …; the last point is the current one.
    pub path: Floats,
    /// x, y of both ends of a line on which every point is optimal for some value of the other parameters; empty for none.
    pub valley: Floats,
    /// The values of the other parameters.
    pub rest: Floats,
}

/// A plane and its examples, as a layer maps them, along two of its units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fold {
    /// Units of the layer.
    pub units: u32,
    /// The unit across and the unit up; the same twice if the layer has only one.
    pub axes: [u32; 2],
    /// Left, right, bottom and top of the visible part.
    pub region: [f32; 4],
    /// Places on each line of the mesh.
    pub length: u32,
    /// The mesh of the plane, line by line: both units' activations at every point.
    pub mesh: Floats,
    /// The examples' inputs, two each.
    pub inputs: Floats,
    /// Both units' activations for each example.
    pub places: Floats,
    /// −1 or +1 for each example.
    pub targets: Floats,
    /// The network's output for each example: the probability of +1.
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

impl Scatter {
    /// The point nearest to a place, if within `reach`, as a share of the region's width.
    pub fn nearest(&self, (x1, x2): (f64, f64), reach: f64, with_test: bool) -> Option<[f32; 2]> {
        let shown = if with_test { self.targets.len() } else { self.train as usize };
        let points = self.positions.chunks_exact(2).take(shown).map(|point| [point[0], point[1]]);
        let distance = |[a, b]: [f32; 2]| (f64::from(a) - x1).hypot(f64::from(b) - x2);
        let nearest = points.min_by(|one, other| distance(*one).total_cmp(&distance(*other)))?;
        let width = f64::from(self.region[1] - self.region[0]);
        (distance(nearest) <= reach * width).then_some(nearest)
    }
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

/// The images of a grid's points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mesh {
    /// Left, right, bottom and top of the region.
    pub region: [f32; 4],
    /// Points of a row of the grid.
    pub columns: u32,
    /// x₁ and x₂ of each point, row by row.
    pub positions: Floats,
}
