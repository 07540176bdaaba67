//! Network families, one per file, and [`spec`]: what can be asked for, with its ranges.

#[cfg(feature = "trainer")]
pub mod activation;
#[cfg(feature = "trainer")]
pub mod attention;
#[cfg(feature = "trainer")]
pub mod autoencoder;
#[cfg(feature = "trainer")]
pub mod conv;
#[cfg(feature = "trainer")]
pub mod dropout;
#[cfg(feature = "trainer")]
pub mod gan;
#[cfg(feature = "trainer")]
pub mod init;
#[cfg(feature = "trainer")]
pub mod loss;
#[cfg(feature = "trainer")]
pub mod mlp;
#[cfg(feature = "trainer")]
pub mod network;
#[cfg(feature = "trainer")]
pub mod parameters;
#[cfg(feature = "trainer")]
pub mod recurrent;
pub mod spec;
