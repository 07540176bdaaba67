//! The order in which an epoch visits its examples.

use super::random::{Purpose, shuffle, stream};

/// The order of an epoch: every index of `0..examples` once. It depends only on its arguments, never on when data arrived.
///
/// Examples come in chunks of `chunk` (the last may be shorter); an epoch visits chunk by chunk and shuffles within each.
/// Epoch 0 takes the chunks in file order, so that training starts when the first has arrived; later epochs shuffle the
/// chunks too. With one chunk (`chunk` ≥ `examples`, or 0) every epoch is a plain shuffle of all examples.
pub fn order(seed: u64, epoch: u64, examples: usize, chunk: usize) -> Vec<u32> {
    let mut rng = stream(seed, Purpose::Order, epoch);
    let mut order: Vec<u32> = (0..examples as u32).collect();
    let mut chunks: Vec<&mut [u32]> = order.chunks_mut(if chunk == 0 { examples.max(1) } else { chunk }).collect();
    if epoch > 0 {
        shuffle(&mut rng, &mut chunks);
    }
    for chunk in &mut chunks {
        shuffle(&mut rng, chunk);
    }
    chunks.concat()
}
