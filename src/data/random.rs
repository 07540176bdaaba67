//! All randomness of a run, as independent streams of one seed.
//!
//! A stream is identified by the seed, its purpose, and a counter (an epoch, a step), so that any part of a run is
//! available directly, without generating the parts before it. The numbers are defined here rather than by a crate's
//! distributions, and elementary functions come from `libm`, so that a link means the same run natively, in WebAssembly,
//! and after an upgrade.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The purpose of a stream. A new purpose takes the next number; changing the others would change existing runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Where points lie, without noise.
    Points = 1,
    /// The noise on data points.
    Noise = 2,
    /// Which points are for training and which for testing.
    Split = 3,
    /// Initial values of parameters; counter: the layer.
    Parameters = 4,
    /// Order of the examples; counter: the epoch.
    Order = 5,
    /// Dropped units; counter: the step.
    Dropout = 6,
    /// The corruption of a denoising network's training inputs; counter: the step.
    Corruption = 7,
    /// The corruption of a denoising network's measured or shown examples; counter: 2 · its index, + 1 for a training
    /// example.
    MeasuredCorruption = 8,
    /// Sequences of tokens.
    Tokens = 9,
    /// Latent numbers for a generator's training; counter: 64 × the step, plus the index of the draw within it.
    Latent = 12,
    /// Latent numbers of the samples that are shown and measured.
    ShownLatent = 13,
    /// Real examples of a discriminator's further batches within a step; counter as for [`Self::Latent`].
    FurtherBatch = 14,
    /// Periods and phases of waves.
    Waves = 10,
    /// Sampling of the text that a network writes.
    Writing = 11,
}

/// The stream of this seed, purpose and counter: ChaCha with 8 rounds, keyed by seed and purpose, the counter as its nonce.
pub fn stream(seed: u64, purpose: Purpose, counter: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8] = purpose as u8;
    let mut stream = ChaCha8Rng::from_seed(key);
    stream.set_stream(counter);
    stream
}

/// Uniform in 0 ≤ x < 1, a multiple of 2⁻⁵³. Takes 64 bits of the stream.
pub fn unit(rng: &mut ChaCha8Rng) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (rng.next_u64() >> 11) as f64 * STEP
}

/// Uniform in `low` ≤ x < `high` (`high` itself if rounding reaches it).
pub fn uniform(rng: &mut ChaCha8Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * unit(rng)
}

/// Normal with mean 0 and variance 1, by the Box–Muller transform √(−2 ln u)·cos 2πv. Always takes 128 bits of the stream,
/// so that the n-th normal does not depend on the earlier values.
pub fn normal(rng: &mut ChaCha8Rng) -> f64 {
    // 1 − u is in 0 < x ≤ 1, where the logarithm is finite.
    let radius = (-2.0 * libm::log(1.0 - unit(rng))).sqrt();
    radius * libm::cos(std::f64::consts::TAU * unit(rng))
}

/// Uniform in 0…`bound` − 1, without bias (Lemire 2019, <https://arxiv.org/abs/1805.10941>); 0 for a bound of 0.
pub fn below(rng: &mut ChaCha8Rng, bound: u32) -> u32 {
    let bound = u64::from(bound);
    // The low half of a product is uniform over whole multiples of `bound` once the first 2³² mod `bound` are rejected.
    let refused = if bound == 0 { 0 } else { (1_u64 << 32) % bound };
    loop {
        let product = u64::from(rng.next_u32()) * bound;
        if product & 0xffff_ffff >= refused {
            return (product >> 32) as u32;
        }
    }
}

/// Fisher–Yates shuffle, from the last place to the first. At most 2³² − 1 items: indices are drawn as `u32`, which is the
/// same width on wasm32 and everywhere else.
pub fn shuffle<T>(rng: &mut ChaCha8Rng, items: &mut [T]) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(rng, last as u32 + 1) as usize);
    }
}
