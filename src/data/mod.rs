//! Data sets: pure, seeded, and bit-identical on every platform. Independent of burn and the browser.
//!
//! - [`random`]: all randomness of a run, as independent streams of one seed.
//! - [`plane`]: points in the plane, one data set per file, and the [features](plane::features) computed from a point.
//! - [`line`](mod@line) and [`gate`]: the four points of the worked examples of one neuron and of XOR.
//! - [`clouds`]: points in the plane for a generator to imitate, and a measure of how well it does.
//! - [`digits`]: the real MNIST, in chunks.
//! - [`corruption`]: the corrupted images that a denoising network is given.
//! - [`tokens`], [`text`], [`wave`]: sequences.
//! - [`order`]: the order in which an epoch visits its examples.
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
