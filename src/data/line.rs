//! The worked example of a single neuron: four points with two inputs each, y = X·(1, 2) + 3.
//!
//! The second input is the first plus one, so all points lie on one line of the input plane. Whatever its w₁, w₂ and b, a
//! linear neuron outputs (w₁ + w₂) x₁ + (b + w₂) on that line: the points determine two numbers, made of three parameters.
//! A whole line of parameters fits them exactly.

use super::random::{Purpose, stream, uniform};

/// x₁ and x₂ of each point.
pub const INPUTS: [[f32; 2]; 4] = [[1.0, 2.0], [2.0, 3.0], [3.0, 4.0], [4.0, 5.0]];

/// The visible part of the input plane: left, right, bottom and top.
pub const REGION: [f32; 4] = [0.0, 6.0, 0.0, 6.0];

/// The difference between the largest and the smallest target.
const SPREAD: f64 = 9.0;

/// y of each point: x₁ + 2 x₂ + 3 + ε with ε = U(−9, 9) ν, where ν is the noise, 0…0.5.
pub fn targets(noise_percent: f64, seed: u64) -> [f32; 4] {
    let reach = SPREAD * noise_percent / 100.0;
    let mut noise = stream(seed, Purpose::Noise, 0);
    INPUTS.map(|[x1, x2]| (f64::from(x1) + 2.0 * f64::from(x2) + 3.0 + uniform(&mut noise, -reach, reach)) as f32)
}

/// The least-squares line over x₁ for these targets: slope and intercept. A linear neuron fits best when w₁ + w₂ is the
/// slope and b + w₂ the intercept.
pub fn least_squares(targets: &[f32; 4]) -> [f64; 2] {
    let points = || INPUTS.iter().zip(targets).map(|([x1, _], y)| (f64::from(*x1), f64::from(*y)));
    let mean = |read: fn((f64, f64)) -> f64| points().map(read).sum::<f64>() / 4.0;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let covariance: f64 = points().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let variance: f64 = points().map(|point| (point.0 - x).powi(2)).sum();
    let slope = covariance / variance;
    [slope, y - slope * x]
}

/// The mean squared error of a slope and an intercept.
pub fn error(targets: &[f32; 4], [slope, intercept]: [f64; 2]) -> f64 {
    let miss = |([x1, _], y): (&[f32; 2], &f32)| (slope * f64::from(*x1) + intercept - f64::from(*y)).powi(2);
    INPUTS.iter().zip(targets).map(miss).sum::<f64>() / INPUTS.len() as f64
}
