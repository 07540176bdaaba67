//! The shape of a network, derived from its options alone: layers, stages, maps. Independent of burn.

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
