//! First values of parameters, drawn on the host from the run's seed: the same on every device.

use crate::data::random::{self, Purpose};

/// Glorot (Xavier) uniform weights of a layer, shape `[inputs, units]`, row-major: U(−a, a) with
/// a = √(6 / (inputs + units)). Glorot & Bengio 2010, eq. 16. `layer` tells layers of one run apart.
pub fn glorot_uniform(seed: u64, layer: u64, inputs: usize, units: usize) -> Vec<f32> {
    let bound = (6.0 / (inputs + units) as f64).sqrt();
    let mut stream = random::stream(seed, Purpose::Parameters, layer);
    (0..inputs * units).map(|_| random::uniform(&mut stream, -bound, bound) as f32).collect()
}
