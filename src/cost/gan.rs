//! The work of a generator against a discriminator, both multilayer perceptrons.
//!
//! What is counted per example of the batch, for a layer of n inputs and m units: forward 2nm + m, and m for the activation
//! unless linear; backward 2nm for the weights' gradient and m for the biases', 2nm for the inputs', 2m for the activation.
//!
//! | | generator | discriminator |
//! |---|---|---|
//! | each of k steps of D | forward | forward and backward for a real example and a fake; the inputs of the first layer need no gradient |
//! | the step of G | forward and backward; the latent numbers need no gradient | forward, and backward for inputs only |
//!
//! Kept for the way back, per unit of the generator and for a real example and a fake of the discriminator: its
//! activation; the steps of the two come one after the other.
//!
//! The losses take 5 per judged example forward and 3 backward (product, absolute, exponential, logarithm, sum).

use super::Work;
use crate::options::{Key, Options};
use crate::shape::player_sizes;

/// Trainable numbers of the generator and of the discriminator.
fn parameters(options: &Options) -> (u64, u64) {
    let (generator, discriminator) = player_sizes(options);
    let count = |sizes: &[u32]| layers(sizes).map(|(inputs, units)| inputs * units + units).sum();
    (count(&generator), count(&discriminator))
}

/// Parameters that a step updates, one that is updated k times counted k times.
pub(super) fn updates(options: &Options) -> u64 {
    let (generator, discriminator) = parameters(options);
    generator + options.integer(Key::Repeats) * discriminator
}

/// The work on one example of the batch.
pub(super) fn of(options: &Options) -> Work {
    let (generator, discriminator) = player_sizes(options);
    let (g, d) = (Player::of(&generator, true), Player::of(&discriminator, false));
    let judged = 8;
    let of_discriminator = g.forward + 2 * (d.forward + d.weights + d.inputs - d.first_inputs + judged);
    let of_generator = g.forward + g.weights + g.inputs - g.first_inputs + d.forward + d.inputs + judged;
    let (of_g, of_d) = parameters(options);
    Work {
        parameters: of_g + of_d,
        weights: [&generator, &discriminator].into_iter().flat_map(|sizes| layers(sizes)).map(|(n, m)| n * m).sum(),
        per_example: options.integer(Key::Repeats) * of_discriminator + of_generator,
        kept: generator.iter().chain(&discriminator).chain(&discriminator).copied().map(u64::from).sum::<u64>(),
    }
}

/// Operations of one network on one example.
struct Player {
    forward: u64,
    /// Backward, for the gradients of weights and biases.
    weights: u64,
    /// Backward, for the gradients of every layer's inputs, with the activations passed on the way.
    inputs: u64,
    /// The part of `inputs` that the first layer's inputs take.
    first_inputs: u64,
}

impl Player {
    fn of(sizes: &[u32], bent_output: bool) -> Self {
        let last = sizes.len().saturating_sub(2);
        let mut player = Self { forward: 0, weights: 0, inputs: 0, first_inputs: 0 };
        for (index, (n, m)) in layers(sizes).enumerate() {
            let bent = u64::from(index < last || bent_output);
            player.forward += 2 * n * m + m + bent * m;
            player.weights += 2 * n * m + m;
            player.inputs += 2 * n * m + 2 * bent * m;
            if index == 0 {
                player.first_inputs = 2 * n * m;
            }
        }
        player
    }
}

fn layers(sizes: &[u32]) -> impl Iterator<Item = (u64, u64)> {
    sizes.windows(2).map(|pair| (u64::from(pair[0]), u64::from(pair[1])))
}
