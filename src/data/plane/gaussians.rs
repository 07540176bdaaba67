//! `gaussians`: a round cloud of class +1 around (2, 2) and one of class −1 around (−2, −2).
//!
//! Each coordinate is normal around its cloud's centre. The variance grows linearly from 0.5 without noise to 4 at a noise
//! of 0.5, so that noise spreads the clouds into each other.

use super::{Draw, Set, distance};
use crate::data::random::normal;

const MIDDLE: [f64; 2] = [2.0, 2.0];
const VARIANCE: f64 = 0.5;
const VARIANCE_PER_NOISE: f64 = 7.0;

pub(super) const SET: Set = Set { classes: true, draw, target };

fn draw(draw: &mut Draw) -> ([f64; 2], f64) {
    let class = draw.class();
    let deviation = (VARIANCE + VARIANCE_PER_NOISE * draw.level).sqrt();
    (MIDDLE.map(|middle| class * middle + deviation * normal(&mut draw.points)), class)
}

/// The class times the cloud's density relative to its peak, so that the clouds look like clouds.
fn target(place: [f64; 2]) -> f64 {
    let density = |middle| libm::exp(-distance(place, middle).powi(2) / (2.0 * VARIANCE));
    density(MIDDLE) - density(MIDDLE.map(|x| -x))
}
