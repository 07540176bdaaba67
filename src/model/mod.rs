//! Network families on burn, one per file, built from their shapes.

pub mod activation;
pub mod attention;
pub mod autoencoder;
pub mod conv;
pub mod dropout;
pub mod gan;
pub mod init;
pub mod loss;
pub mod mlp;
pub mod network;
pub mod parameters;
pub mod recurrent;
