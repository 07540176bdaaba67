//! `xor`: class +1 where x₁ and x₂ have the same sign, class −1 where they differ.
//!
//! Each coordinate is uniform in −5…5 and then moved 0.3 away from the axis. The target is the sign of the product of the
//! coordinates after each is moved by up to 5 × noise, so noise flips labels and moves no point.

use super::{Draw, Set};

const REACH: f64 = 5.0;
const PADDING: f64 = 0.3;

pub(super) const SET: Set = Set { classes: true, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let point = [draw.uniform(-REACH, REACH), draw.uniform(-REACH, REACH)]
        .map(|x| if x > 0.0 { x + PADDING } else { x - PADDING });
    let judged = draw.moved(point, REACH);
    (point, class(judged))
}

fn class([x, y]: [f64; 2]) -> f64 {
    if x * y >= 0.0 { 1.0 } else { -1.0 }
}

fn target(place: [f64; 2]) -> f64 {
    let inside = place.iter().all(|x| (PADDING..=REACH + PADDING).contains(&x.abs()));
    if inside { class(place) } else { 0.0 }
}
