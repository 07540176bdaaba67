//! From tensors to plain data.
//!
//! - [`readback`]: several tensors from the device in one batch.
//! - [`plane`]: the output field and every unit's map.
//! - [`finite`]: whether all of a network's numbers are finite.
//! - [`path`]: where a few parameters have been, and [`surface`]: the loss around it.
//! - [`fold`]: the plane as a layer sees it.
//! - [`convolution`]: kernels and feature maps, and the arithmetic of one of their values.
//! - [`heads`]: what every head of a self-attention looks at.
//! - [`recurrent`]: gates over time, and the gradient that reaches the past.
//! - [`images`]: weights and activations of a network that looks at images.
//! - [`sparsity`]: how many weights are exactly 0.
//! - [`latent`]: the map of an autoencoder's code, and points of it decoded.

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
