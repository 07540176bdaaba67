//! What a network looks like, from its options alone: layers, stages, maps. Knows nothing of burn.

pub mod attention;
mod autoencoder;
pub mod conv;
mod examples;
mod gan;
mod mlp;
pub mod recurrent;

pub use examples::{batch, train_examples};
pub use gan::player_sizes;
pub use mlp::layer_sizes;
