//! Points in the plane with a target each: one data set per file.
//!
//! The sets are those of TensorFlow Playground (`src/dataset.ts`), drawn from this project's own streams: points and noise
//! have one stream each, so that changing the noise leaves the points in place. Points are drawn for class +1 and class −1
//! in turn. `docs/data.md` has the formulas.

use rand_chacha::ChaCha8Rng;

use super::random::{Purpose, shuffle, stream, uniform};
use crate::choice;

mod circle;
pub mod features;
mod gaussians;
mod hills;
mod slope;
mod spiral;
mod xor;

/// The visible square: left, right, bottom and top. Noisy points may lie outside.
pub const REGION: [f32; 4] = [-HALF as f32, HALF as f32, -HALF as f32, HALF as f32];

/// Half the region's side.
const HALF: f64 = 6.0;

choice! {
    /// A data set in the plane. A new one is a file, a line here and a line in `PlaneId::set`.
    pub enum PlaneId {
        /// A disc inside a ring.
        #[default]
        Circle = "circle",
        /// Opposite quadrants.
        Xor = "xor",
        /// Two normal distributions.
        Gaussians = "gaussians",
        /// Two arms.
        Spiral = "spiral",
        /// A surface that rises evenly.
        Slope = "plane",
        /// A surface of hills and hollows.
        Hills = "hills",
    }
}

impl PlaneId {
    const fn set(self) -> &'static Set {
        match self {
            Self::Circle => &circle::SET,
            Self::Xor => &xor::SET,
            Self::Gaussians => &gaussians::SET,
            Self::Spiral => &spiral::SET,
            Self::Slope => &slope::SET,
            Self::Hills => &hills::SET,
        }
    }

    /// Whether the targets of this set are the classes −1 and +1.
    pub const fn has_classes(self) -> bool {
        self.set().classes
    }
}

/// One data set's definition.
struct Set {
    /// Whether the targets are the classes −1 and +1.
    classes: bool,
    /// Draws a point with its target.
    draw: fn(&mut Draw) -> ([f64; 2], f64),
    /// The noise-free target at any place, 0 where the set has no points.
    target: fn([f64; 2]) -> f64,
}

/// The random streams that a set draws a point from.
struct Draw {
    /// The point's number.
    index: usize,
    /// Points in all.
    count: usize,
    /// Noise, 0…0.5.
    level: f64,
    points: ChaCha8Rng,
    noise: ChaCha8Rng,
}

impl Draw {
    /// The class whose turn it is: +1, −1, +1, …
    fn class(&self) -> f64 {
        if self.index.is_multiple_of(2) { 1.0 } else { -1.0 }
    }

    fn uniform(&mut self, low: f64, high: f64) -> f64 {
        uniform(&mut self.points, low, high)
    }

    /// The point moved by up to `reach` × the noise level along each axis.
    fn moved(&mut self, [x, y]: [f64; 2], reach: f64) -> [f64; 2] {
        let reach = reach * self.level;
        [x + uniform(&mut self.noise, -reach, reach), y + uniform(&mut self.noise, -reach, reach)]
    }
}

/// Points with their targets.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaneSet {
    /// x₁ and x₂ of each point.
    pub points: Vec<[f32; 2]>,
    /// −1 or +1 for classes, a value in −1…1 for regression; one per point.
    pub targets: Vec<f32>,
    /// Whether the targets are classes.
    pub classes: bool,
    /// How many points, from the first, are for training; the others are for testing. At least one of each.
    pub train: usize,
    /// Left, right, bottom and top of the visible square.
    pub region: [f32; 4],
}

/// Draws a data set: `points` in total (at least 2), `noise_percent` in 0…50, `test_percent` of the points for testing.
///
/// The points are shuffled, and the first [`train_count`] of them are for training, so that training and test points come
/// from one distribution.
pub fn generate(id: PlaneId, points: usize, noise_percent: f64, test_percent: f64, seed: u64) -> PlaneSet {
    let set = id.set();
    let count = points.max(2);
    let mut draw = Draw {
        index: 0,
        count,
        level: noise_percent / 100.0,
        points: stream(seed, Purpose::Points, 0),
        noise: stream(seed, Purpose::Noise, 0),
    };
    let mut drawn: Vec<_> = (0..count)
        .map(|index| {
            draw.index = index;
            (set.draw)(&mut draw)
        })
        .collect();
    shuffle(&mut stream(seed, Purpose::Split, 0), &mut drawn);
    PlaneSet {
        points: drawn.iter().map(|([x, y], _)| [*x as f32, *y as f32]).collect(),
        targets: drawn.iter().map(|(_, target)| *target as f32).collect(),
        classes: set.classes,
        train: train_count(points, test_percent),
        region: REGION,
    }
}

/// How many of the points are for training: rounded, but at least one, and at least one is left for testing.
pub fn train_count(points: usize, test_percent: f64) -> usize {
    let count = points.max(2);
    let test = (count as f64 * test_percent / 100.0).round() as usize;
    count - test.clamp(1, count - 1)
}

/// The noise-free target at the centre of each cell of a `side` × `side` grid over the region, row by row from the top:
/// −1…1, and 0 where the set has no points.
pub fn thumbnail(id: PlaneId, side: usize) -> Vec<f32> {
    let set = id.set();
    let middle = |cell: usize| 2.0 * HALF * (cell as f64 + 0.5) / side as f64 - HALF;
    let cell = |row, column| (set.target)([middle(column), -middle(row)]) as f32;
    (0..side).flat_map(|row| (0..side).map(move |column| cell(row, column))).collect()
}

/// Distance of two places.
fn distance([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> f64 {
    libm::hypot(ax - bx, ay - by)
}
