//! The stages of a convolutional network: the number and size of their maps.

use crate::data::digits;
use crate::options::{Key, Options, Padding, Stage};

/// Side of a pool's window, and its stride.
pub const POOL: u32 = 2;

/// A stage with its input and output shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageShape {
    /// The stage.
    pub stage: Stage,
    /// Channels that come in.
    pub channels: u32,
    /// Width and height of the input in pixels.
    pub from: u32,
    /// Number of output maps: a convolution's filters; for a pool, as many as its inputs.
    pub maps: u32,
    /// Width and height of the output in pixels.
    pub side: u32,
    /// Side of the window that one value is computed from.
    pub window: u32,
    /// Pixels between one window and the next.
    pub stride: u32,
    /// Rows and columns of zeros before the picture (above, left) and after it.
    pub padding: (u32, u32),
}

impl StageShape {
    /// Row or column of the window's first pixel for the value in this row or column; negative in the padding.
    pub fn first(&self, at: u32) -> i64 {
        i64::from(at * self.stride) - i64::from(self.padding.0)
    }

    /// The value in this map, row and column, clamped to the existing ones.
    pub fn nearest(&self, [map, row, column]: [u32; 3]) -> [u32; 3] {
        let end = self.side.saturating_sub(1);
        [map.min(self.maps.saturating_sub(1)), row.min(end), column.min(end)]
    }
}

/// The stages of these options. Every combination of knobs is a network:
///
/// - a picture of one pixel is not pooled any further: such a pool is left out;
/// - if a kernel is larger than the picture, the picture is padded with zeros as for `same`.
pub fn stages(options: &Options) -> Vec<StageShape> {
    let kernel = options.integer(Key::Kernel) as u32;
    let stride = (options.integer(Key::Stride) as u32).max(1);
    let same = options.choice_or_default::<Padding>(Key::Padding) == Padding::Same;
    let (mut channels, mut from) = (1, digits::SIDE as u32);
    let mut stages = Vec::new();
    for &stage in options.stages(Key::Filters) {
        let shaped = match stage {
            Stage::Pool if from == 1 => continue,
            Stage::Pool => {
                let side = from / POOL;
                StageShape { stage, channels, from, maps: channels, side, window: POOL, stride: POOL, padding: (0, 0) }
            }
            Stage::Convolution(maps) if same || kernel > from => {
                let side = from.div_ceil(stride);
                let zeros = ((side - 1) * stride + kernel).saturating_sub(from);
                let padding = (zeros / 2, zeros - zeros / 2);
                StageShape { stage, channels, from, maps, side, window: kernel, stride, padding }
            }
            Stage::Convolution(maps) => {
                let side = (from - kernel) / stride + 1;
                StageShape { stage, channels, from, maps, side, window: kernel, stride, padding: (0, 0) }
            }
        };
        (channels, from) = (shaped.maps, shaped.side);
        stages.push(shaped);
    }
    stages
}

/// `convolutions.0`, `pools.0`, `convolutions.1`, …: the stages' names.
pub fn names(stages: &[StageShape]) -> Vec<String> {
    let (mut convolutions, mut pools) = (0.., 0..);
    let mut name = |stage: Stage| match stage {
        Stage::Convolution(_) => format!("convolutions.{}", convolutions.next().unwrap_or(0)),
        Stage::Pool => format!("pools.{}", pools.next().unwrap_or(0)),
    };
    stages.iter().map(|shaped| name(shaped.stage)).collect()
}

/// Values that the last stage passes to the first dense layer.
pub fn flattened(options: &Options) -> u32 {
    let last = |shaped: &StageShape| shaped.maps * shaped.side * shaped.side;
    stages(options).last().map_or(digits::PIXELS as u32, last)
}
