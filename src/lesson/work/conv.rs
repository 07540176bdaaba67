//! The work of a convolutional network, and the shape of what each of its stages makes.
//!
//! What is counted per example of the batch, for a convolution of c channels to m filters of k × k on a result of s × s:
//!
//! | | forward | backward |
//! |---|---|---|
//! | kernels | 2·k²·c·m·s² | as much for the kernels' gradient, as much for the inputs' (not for the first stage: the data have none) |
//! | biases | m·s² | m·s² |
//! | activation, unless linear | m·s² | 2m·s²: the derivative, and the product with what comes back |
//! | max pool to s × s | 0: comparisons only | 0: each value goes back to where it came from |
//! | average pool to s × s | 4 per value: three sums, one quotient | 1 per value: the quotient |
//!
//! Products with the zeros around the picture are counted: they are computed. The dense layers are counted as those of a
//! multilayer perceptron ([`super::mlp`]), which also pass a gradient on to the stages before them.
//!
//! Kept for the way back: per value of a convolution its sum and its activation, per value of a pool the value.

use super::{Work, mlp};
use crate::data::digits;
use crate::model::spec::{Key, Options, Stage};

/// Numbers kept per value of a feature map.
const KEPT: u64 = 2;
/// Side of a pool's window, and its stride.
pub const POOL: u32 = 2;

/// A stage with the shapes before and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shaped {
    /// The stage.
    pub stage: Stage,
    /// Channels that come in.
    pub channels: u32,
    /// Pixels across and down of what comes in.
    pub from: u32,
    /// Maps that go out: filters of a convolution, as many as come in for a pool.
    pub maps: u32,
    /// Pixels across and down of what goes out.
    pub side: u32,
    /// Side of the window that one value is computed from.
    pub window: u32,
    /// Pixels from one window to the next.
    pub stride: u32,
    /// Rows and columns of zeros before the picture (above, left), and after it.
    pub padding: (u32, u32),
}

impl Shaped {
    /// Row or column of the window's first pixel for the value in this row or column; below 0 it lies in the padding.
    pub fn first(&self, at: u32) -> i64 {
        i64::from(at * self.stride) - i64::from(self.padding.0)
    }

    /// The value in this map, row and column, or the nearest that there is.
    pub fn nearest(&self, [map, row, column]: [u32; 3]) -> [u32; 3] {
        let end = self.side.saturating_sub(1);
        [map.min(self.maps.saturating_sub(1)), row.min(end), column.min(end)]
    }
}

/// The stages of these options. Every combination of knobs is a network:
///
/// - a picture of one pixel is not pooled any further: such a pool is left out;
/// - where a kernel is larger than the picture, the picture is padded with zeros as for `same`.
pub fn stages(options: &Options) -> Vec<Shaped> {
    let kernel = options.integer(Key::Kernel) as u32;
    let stride = (options.integer(Key::Stride) as u32).max(1);
    let same = options.choice(Key::Padding) == "same";
    let (mut channels, mut from) = (1, digits::SIDE as u32);
    let mut stages = Vec::new();
    for &stage in options.stages(Key::Filters) {
        let shaped = match stage {
            Stage::Pool if from == 1 => continue,
            Stage::Pool => {
                let side = from / POOL;
                Shaped { stage, channels, from, maps: channels, side, window: POOL, stride: POOL, padding: (0, 0) }
            }
            Stage::Convolution(maps) if same || kernel > from => {
                let side = from.div_ceil(stride);
                let zeros = ((side - 1) * stride + kernel).saturating_sub(from);
                let padding = (zeros / 2, zeros - zeros / 2);
                Shaped { stage, channels, from, maps, side, window: kernel, stride, padding }
            }
            Stage::Convolution(maps) => {
                let side = (from - kernel) / stride + 1;
                Shaped { stage, channels, from, maps, side, window: kernel, stride, padding: (0, 0) }
            }
        };
        (channels, from) = (shaped.maps, shaped.side);
        stages.push(shaped);
    }
    stages
}

/// `convolutions.0`, `pools.0`, `convolutions.1`, …: the stages' names.
pub fn names(stages: &[Shaped]) -> Vec<String> {
    let (mut convolutions, mut pools) = (0.., 0..);
    let mut name = |stage: Stage| match stage {
        Stage::Convolution(_) => format!("convolutions.{}", convolutions.next().unwrap_or(0)),
        Stage::Pool => format!("pools.{}", pools.next().unwrap_or(0)),
    };
    stages.iter().map(|shaped| name(shaped.stage)).collect()
}

/// Values that the last stage hands to the first dense layer.
pub fn flattened(options: &Options) -> u32 {
    let last = |shaped: &Shaped| shaped.maps * shaped.side * shaped.side;
    stages(options).last().map_or(digits::PIXELS as u32, last)
}

/// The most values that one example has between two layers: bounds how many examples are worth measuring at once.
pub fn widest(options: &Options) -> u32 {
    let values = stages(options).into_iter().map(|shaped| shaped.maps * shaped.side * shaped.side);
    values.chain(mlp::layer_sizes(options)).max().unwrap_or(1)
}

/// The work on one example.
pub fn of(options: &Options) -> Work {
    let linear = options.choice(Key::Activation) == "linear";
    let average = options.choice(Key::Pool) == "average";
    let (mut weights, mut biases, mut flops, mut kept) = (0, 0, 0, 0);
    let stages = stages(options);
    for (index, shaped) in stages.iter().enumerate() {
        let made = u64::from(shaped.maps * shaped.side * shaped.side);
        kept += match shaped.stage {
            Stage::Convolution(_) => KEPT * made,
            Stage::Pool => made,
        };
        match shaped.stage {
            Stage::Convolution(_) => {
                let field = u64::from(shaped.window * shaped.window * shaped.channels);
                weights += field * u64::from(shaped.maps);
                biases += u64::from(shaped.maps);
                // Whether something before the stage has parameters decides whether its inputs have a gradient.
                let passes = if learns(&stages[..index]) { 3 } else { 2 };
                flops += passes * 2 * field * made + 2 * made + if linear { 0 } else { 3 * made };
            }
            Stage::Pool if average => flops += if learns(&stages[..index]) { 5 * made } else { 4 * made },
            Stage::Pool => {}
        }
    }
    let dense = mlp::hidden_layers(options);
    // The first dense layer passes a gradient on to the stages; that of a multilayer perceptron has none to pass on.
    if let ([inputs, units, ..], true) = (&mlp::layer_sizes(options)[..], learns(&stages)) {
        flops += 2 * u64::from(*inputs) * u64::from(*units);
    }
    Work {
        parameters: weights + biases + dense.parameters,
        weights: weights + dense.weights,
        per_example: flops + dense.per_example + 6 * digits::CLASSES as u64 + 2,
        kept: kept + dense.kept,
    }
}

/// Whether one of these stages has parameters.
fn learns(stages: &[Shaped]) -> bool {
    stages.iter().any(|shaped| matches!(shaped.stage, Stage::Convolution(_)))
}
