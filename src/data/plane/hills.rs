//! `hills`: a regression target with three peaks and three hollows.
//!
//! Each is a cone of height ±1 and radius 2: s · max(0, 1 − d/2) at distance d from its centre; where two meet, the larger
//! in absolute value counts. Points are uniform in the region. The target is taken at the point moved by up to 6 × noise
//! along each axis.

use super::{Draw, HALF, Set, distance};

/// Middle and sign of each cone.
const CONES: [([f64; 2], f64); 6] = [
    ([-4.0, 2.5], 1.0),
    ([0.0, 2.5], -1.0),
    ([4.0, 2.5], 1.0),
    ([-4.0, -2.5], -1.0),
    ([0.0, -2.5], 1.0),
    ([4.0, -2.5], -1.0),
];
const RADIUS: f64 = 2.0;

pub(super) const SET: Set = Set { classes: false, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let point = [draw.uniform(-HALF, HALF), draw.uniform(-HALF, HALF)];
    let judged = draw.moved(point, HALF);
    (point, target(judged))
}

fn target(place: [f64; 2]) -> f64 {
    CONES
        .iter()
        .map(|&(middle, sign)| sign * (1.0 - distance(place, middle) / RADIUS).max(0.0))
        .fold(0.0, |largest: f64, height| if height.abs() > largest.abs() { height } else { largest })
}
