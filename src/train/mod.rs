//! Training: the interface of all families ([`experiment`]), the loop around it ([`session`]), update rules and devices.
//!
//! - [`experiment`]: the trait that every family implements; [`build`] maps lessons to experiments.
//! - [`supervised`]: examples with targets, one network, one optimizer, for a [`task`]; [`neuron`], [`xor`], [`plane`], [`digits`], [`convnet`],
//!   [`autoencoder`] and [`attention`] are its tasks.
//! - [`gan`]: generator against discriminator, two networks with an optimizer each.
//! - [`chunks`]: MNIST as it is loaded, for all lessons on digits; [`library`] keeps files, [`files`] decides which is
//!   fetched next.
//! - [`session`]: the loop around an experiment; [`schedule`] decides when it is measured, [`record`] keeps batch losses
//!   until they are read back, [`measurement`] scores a network in slices.
//! - [`resolution`]: the resolution of the pictures of the plane.
//! - [`survey`]: several runs side by side, in the background.
//! - [`optimizer`]: update rules whose state can be moved between devices.
//! - `audit`: takes the same steps on a device and on the CPU.
//! - [`device`]: initialises devices and checks them before they are trusted.

pub mod attention;
#[cfg(any(feature = "gpu", all(feature = "dense", not(target_arch = "wasm32"))))]
pub mod audit;
pub mod autoencoder;
pub mod build;
pub mod chunks;
pub mod convnet;
pub mod device;
pub mod digits;
pub mod experiment;
pub mod files;
pub mod gan;
pub mod library;
mod measurement;
pub mod neuron;
pub mod optimizer;
pub mod plane;
mod record;
mod resolution;
pub mod schedule;
pub mod sequence;
pub mod session;
pub mod supervised;
pub mod survey;
pub mod task;
pub mod xor;
