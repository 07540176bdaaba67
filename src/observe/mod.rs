//! From tensors to plain data.
//!
//! - [`readback`]: several tensors from the device in one batch.
//! - [`plane`]: the output field and every unit's map.
//! - [`finite`]: whether all of a network's numbers are finite.
//! - [`path`]: the path of a few parameters, and [`surface`]: the loss around it.
//! - [`fold`]: the plane as a layer maps it.
//! - [`convolution`]: kernels and feature maps, and how one of their values is computed.
//! - [`heads`]: the attention matrix of every head.
//! - [`recurrent`]: gates over time, and the gradient through time.
//! - [`images`]: weights and activations of a network that reads images.
//! - [`sparsity`]: how many weights are exactly 0.
//! - [`latent`]: the map of an autoencoder's latent space, and decoded points.

pub mod convolution;
pub mod finite;
pub mod fold;
pub mod heads;
pub mod images;
pub mod latent;
pub mod path;
pub mod plane;
pub mod readback;
pub mod recurrent;
pub mod sparsity;
pub mod surface;
