//! `plane`: a regression target that rises evenly, (x₁ + x₂) / 12: −1 in one corner of the region and 1 in the other.
//!
//! Points are uniform in the region. The target is taken where the point, moved by up to 6 × noise along each axis, would be,
//! and kept in −1…1. (TensorFlow Playground divides by 10 and so leaves −1…1 in two corners.)

use super::{Draw, HALF, Set};

pub(super) const SET: Set = Set { classes: false, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let point = [draw.uniform(-HALF, HALF), draw.uniform(-HALF, HALF)];
    let judged = draw.moved(point, HALF);
    (point, target(judged))
}

fn target([x, y]: [f64; 2]) -> f64 {
    ((x + y) / (2.0 * HALF)).clamp(-1.0, 1.0)
}
