//! The network as a diagram.
//!
//! The page draws in this order: [`draw_links`], then every unit's bitmap into its [`Unit::rect`], then [`draw_frames`].
//!
//! - `layout`: the positions of units, links and biases.
//! - `travel`: hit testing, and keyboard navigation.
//! - `draw`: the marks.

mod draw;
mod layout;
mod travel;

pub use draw::{MOST_LINKS, draw_frames, draw_links};

use super::pen::{Place, Rect};
use crate::protocol::Layers;

/// A shown unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Column, from the left.
    pub column: usize,
    /// Place in the column's `shown`.
    pub row: usize,
    /// Index in the layer.
    pub index: u32,
    /// Its position, and that of its bitmap.
    pub rect: Rect,
    /// Whether it stands for the whole column: the picture that is the network's input.
    pub picture: bool,
    /// Where to draw its activation as a bar beside it (a classifier's outputs).
    pub bar: Option<Rect>,
}

/// Radius of the rounded corners of a unit's picture and frame, in canvas pixels.
pub fn corner(rect: Rect, scale: f64) -> f64 {
    (6.0 * scale).min(rect.width / 8.0)
}

/// A link between shown units.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkShape {
    /// Column of its left unit.
    pub column: usize,
    /// Row of its left unit.
    pub from: usize,
    /// Row of its right unit.
    pub to: usize,
    /// The weight.
    pub weight: f32,
    /// |w| relative to the largest of these links, 0…1.
    pub strength: f64,
    /// The curve as sampled places.
    pub path: Vec<Place>,
}

impl LinkShape {
    /// Whether it is inactive: its weight is exactly 0.
    pub fn is_dead(&self) -> bool {
        self.weight == 0.0
    }
}

/// A unit's bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Bias {
    /// Column.
    pub column: usize,
    /// Row.
    pub row: usize,
    /// The bias.
    pub value: f32,
    /// Middle of its dot.
    pub at: Place,
    /// Radius of its dot in canvas pixels.
    pub radius: f64,
}

/// Where everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    /// Required size of the canvas: as requested, or larger if units would get too small (let the page scroll then).
    pub size: (f64, f64),
    /// Shown units, column by column.
    pub units: Vec<Unit>,
    /// Links, column by column, left unit by left unit; empty if there are too many to tell apart.
    pub links: Vec<LinkShape>,
    /// Outlines of the bundles that replace such links.
    pub bundles: Vec<[Place; 4]>,
    /// Biases, column by column.
    pub biases: Vec<Bias>,
    /// Below a column, how many units it has (`784`), or how many of them are not shown (`⋮ +112`).
    pub counts: Vec<(Place, String)>,
    /// Canvas pixels per CSS pixel.
    pub scale: f64,
}

/// A thing in the diagram.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hit {
    /// A unit.
    Unit {
        /// Column.
        column: usize,
        /// Row in the column's `shown`.
        row: usize,
    },
    /// A link.
    Link {
        /// Column of its left unit.
        column: usize,
        /// Row of its left unit.
        from: usize,
        /// Row of its right unit.
        to: usize,
    },
    /// A bias.
    Bias {
        /// Column.
        column: usize,
        /// Row in the column's `shown`.
        row: usize,
    },
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From a unit to the bias (else the unit) above; from a link to the link before.
    Up,
    /// From a unit to its bias (else the unit below); from a link to the link after.
    Down,
    /// From a unit to an incoming link; from a link to its left unit.
    Left,
    /// From a unit to an outgoing link; from a link to its right unit.
    Right,
}

/// The number behind a link or a bias: its parameter's name, its index there, its value. `None` for units.
pub fn weight_of(layers: &Layers, hit: Hit) -> Option<(&str, u32, f32)> {
    match hit {
        Hit::Unit { .. } => None,
        Hit::Link { column, from, to } => {
            let (left, right, links) =
                (layers.columns.get(column)?, layers.columns.get(column + 1)?, layers.links.get(column)?);
            let (i, j) = (*left.shown.get(from)?, *right.shown.get(to)?);
            let weight = *links.weights.get(from * right.shown.len() + to)?;
            Some((&links.name, i * right.units + j, weight))
        }
        Hit::Bias { column, row } => {
            let column = layers.columns.get(column)?;
            Some((&column.bias_name, *column.shown.get(row)?, *column.biases.get(row)?))
        }
    }
}
