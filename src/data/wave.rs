//! Waves with two harmonics, each with its own period and phases.

use std::f64::consts::TAU;

use super::random::{Purpose, stream, uniform};

/// Shortest and longest period, in steps.
pub const PERIODS: [f64; 2] = [10.0, 20.0];
/// Amplitudes of a wave's first and second harmonic.
pub const AMPLITUDES: [f64; 2] = [0.7, 0.3];

/// Waves of equal length.
#[derive(Clone, Debug, PartialEq)]
pub struct WaveSet {
    /// Values of each wave.
    pub length: usize,
    /// Wave after wave.
    pub values: Vec<f32>,
    /// How many of the waves, from the first, are for training.
    pub train: usize,
}

impl WaveSet {
    /// xₜ = 0.7 sin(τt/p + φ) + 0.3 sin(2τt/p + ψ), τ = 2π, with the period p = U(10, 20) and phases φ, ψ = U(0, τ) of each
    /// wave. More or longer waves leave the first values of the first waves unchanged.
    pub fn generate(length: usize, train: usize, test: usize, seed: u64) -> Self {
        let mut rng = stream(seed, Purpose::Waves, 0);
        let mut values = Vec::with_capacity((train + test) * length);
        for _ in 0..train + test {
            let turn = TAU / uniform(&mut rng, PERIODS[0], PERIODS[1]);
            let phases = [uniform(&mut rng, 0.0, TAU), uniform(&mut rng, 0.0, TAU)];
            values.extend((0..length).map(|step| {
                let angle = turn * step as f64;
                let first = AMPLITUDES[0] * libm::sin(angle + phases[0]);
                (first + AMPLITUDES[1] * libm::sin(2.0 * angle + phases[1])) as f32
            }));
        }
        Self { length, values, train }
    }

    /// A wave.
    pub fn wave(&self, index: usize) -> &[f32] {
        &self.values[index * self.length..(index + 1) * self.length]
    }
}
