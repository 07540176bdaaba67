//! Data sets: pure, seeded, and the same bits on every platform. Knows neither burn nor the browser.
//!
//! - [`random`]: all randomness of a run, as independent streams of one seed.
//! - [`plane`]: points in the plane, one data set per file, and the [features](plane::features) taken of a point.
//! - [`line`](mod@line) and [`gate`]: the four points of the worked examples of one neuron and of XOR.
//! - [`clouds`]: points in the plane to be imitated, and how well it is done.
//! - [`digits`]: the real MNIST, in chunks.
//! - [`corruption`]: what a denoising network is given instead of an image.
//! - [`tokens`], [`text`], [`wave`]: sequences.
//! - [`order`]: in which order an epoch visits its examples.
//!
//! `docs/data.md` has the definitions as formulas.

pub mod clouds;
pub mod corruption;
pub mod digits;
pub mod gate;
pub mod line;
pub mod order;
pub mod plane;
pub mod random;
pub mod text;
pub mod tokens;
pub mod wave;
