//! `circle`: a disc of class +1 inside a ring of class −1.
//!
//! With R = 5: radius uniform in 0…0.5R inside and in 0.7R…R outside, angle uniform. The target is +1 if the point, moved
//! by up to R × noise along each axis, is closer to the centre than 0.5R, so noise flips labels and moves no point.

use super::{Draw, Set, distance};

const RADIUS: f64 = 5.0;
const INNER: f64 = 0.5 * RADIUS;
const GAP_END: f64 = 0.7 * RADIUS;

pub(super) const SET: Set = Set { classes: true, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let (low, high) = if draw.class() > 0.0 { (0.0, INNER) } else { (GAP_END, RADIUS) };
    let radius = draw.uniform(low, high);
    let angle = draw.uniform(0.0, std::f64::consts::TAU);
    let point = [radius * libm::sin(angle), radius * libm::cos(angle)];
    let judged = draw.moved(point, RADIUS);
    (point, if distance(judged, [0.0, 0.0]) < INNER { 1.0 } else { -1.0 })
}

fn target(place: [f64; 2]) -> f64 {
    match distance(place, [0.0, 0.0]) {
        radius if radius < INNER => 1.0,
        radius if (GAP_END..=RADIUS).contains(&radius) => -1.0,
        _ => 0.0,
    }
}
