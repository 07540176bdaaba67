//! The corrupted images that a denoising network is given.

use rand_chacha::ChaCha8Rng;

use super::random;

/// Salt-and-pepper noise: of one uniform number u for each pixel, a pixel becomes 1 where u < share / 2, 0 where
/// share / 2 ≤ u < share, and stays where u ≥ share (Vincent et al. 2010, "Stacked Denoising Autoencoders", JMLR 11).
pub fn salt_and_pepper(rng: &mut ChaCha8Rng, share: f64, pixels: &mut [f32]) {
    for pixel in pixels {
        let drawn = random::unit(rng);
        if drawn < share {
            *pixel = if drawn < share / 2.0 { 1.0 } else { 0.0 };
        }
    }
}
