//! `spiral`: two arms that wind around each other, class +1 and class −1.
//!
//! Of n points per arm the i-th lies at radius r = 5 i/n and angle t = 1.75 · 2π i/n, plus π for class −1, at (r sin t, r
//! cos t), moved by up to 1 × noise along each axis. Both arms start at the centre.

use std::f64::consts::{PI, TAU};

use super::{Draw, Set, distance};

const RADIUS: f64 = 5.0;
const TURNS: f64 = 1.75;
/// Half the width of an arm in the thumbnail.
const HALF_WIDTH: f64 = 0.5;

pub(super) const SET: Set = Set { classes: true, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let class = draw.class();
    let share = (draw.index / 2) as f64 / draw.count.div_ceil(2) as f64;
    let radius = RADIUS * share;
    let angle = TURNS * TAU * share + if class > 0.0 { 0.0 } else { PI };
    let point = [radius * libm::sin(angle), radius * libm::cos(angle)];
    (draw.moved(point, 1.0), class)
}

fn target([x, y]: [f64; 2]) -> f64 {
    let radius = distance([x, y], [0.0, 0.0]);
    if radius > RADIUS {
        return 0.0;
    }
    // The angle of the place from the arm of class +1 at its radius, in −π…π; the other arm is at ±π.
    let turned = libm::remainder(libm::atan2(x, y) - TURNS * TAU * radius / RADIUS, TAU).abs();
    // Going outwards, an arm comes back after a full turn.
    let width = HALF_WIDTH * TAU * TURNS / RADIUS;
    match turned {
        turned if turned < width.min(PI / 2.0) => 1.0,
        turned if turned > PI - width.min(PI / 2.0) => -1.0,
        _ => 0.0,
    }
}
