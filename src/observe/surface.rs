//! The loss of a single neuron over its two weights, at its current bias.

use burn::tensor::{Device, Tensor, TensorData};

use super::plane::{around, grid};
use super::readback::Readback;
use crate::model::mlp::Mlp;
use crate::protocol::{Field, Floats, Problem, Surface};

/// Side of the grid.
const SIDE: u32 = 64;
/// Losses below this are shown as this.
const LEAST: f32 = 1e-12;
/// Decades that the colours span at most.
const DECADES: f32 = 6.0;

/// What a surface is made from, besides the network.
pub struct Around<'a> {
    /// The path of the weights; the last point is the current one.
    pub path: &'a [[f32; 2]],
    /// A line w₁ + w₂ = this on which every point is optimal for some bias, if there is one.
    pub valley: Option<f64>,
    /// A point that must be in the picture besides the path.
    pub bottom: Option<[f32; 2]>,
    /// The bias.
    pub bias: f32,
}

/// The mean squared error over a square of weights around the path.
///
/// # Shapes
/// - `inputs`: `[n, 2]`
/// - `targets`: `[n, 1]`
///
/// # Errors
/// As [`Readback::all`].
pub async fn read(
    neuron: &Mlp,
    inputs: Tensor<2>,
    targets: Tensor<2>,
    way: Around<'_>,
    device: &Device,
) -> Result<Surface, Problem> {
    let region = around(way.path.iter().copied().chain(way.bottom), 4.0);
    let cells = (SIDE * SIDE) as usize;
    let (across, up): (Vec<f32>, Vec<f32>) = grid(SIDE, region).map(|[x, y]| (x, y)).unzip();
    let weights = Tensor::<2>::from_data(TensorData::new([across, up].concat(), [2, cells]), device);
    let errors = neuron.output().apply(inputs.matmul(weights) + way.bias) - targets;
    let mut readback = Readback::default();
    readback.register(errors.square().mean_dim(0));
    let losses = readback.one().await?;
    // A loss too large for f32 is as high as the picture goes; NaN stays NaN, which `max` would drop.
    let height = |loss: &f32| match loss {
        loss if loss.is_infinite() => f32::MAX.log10(),
        loss if loss.is_nan() => f32::NAN,
        loss => loss.max(LEAST).log10(),
    };
    let values: Vec<f32> = losses.iter().map(height).collect();
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (finite().fold(f32::INFINITY, f32::min), finite().fold(f32::NEG_INFINITY, f32::max));
    Ok(Surface {
        field: Field { width: SIDE, height: SIDE, region, values: Floats(values), range: scale(low, high) },
        parameters: [0, 1].map(|index| ("layers.0.weight".to_owned(), index)),
        path: Floats(way.path.concat()),
        valley: Floats(way.valley.map(|sum| line(sum as f32, region)).unwrap_or_default()),
        rest: Floats(vec![way.bias]),
    })
}

/// The range of the colours: whole decades, so that they stay still; if it spans less than one, the actual range.
fn scale(low: f32, high: f32) -> [f32; 2] {
    if high - low >= 1.0 {
        [low.floor().max(high.ceil() - DECADES), high.ceil()]
    } else if high - low > 1e-4 {
        [low, high]
    } else {
        // Flat, or without finite values.
        let middle = if low.is_finite() { low } else { 0.0 };
        [middle - 0.5, middle + 0.5]
    }
}

/// Where x + y = `sum` enters and leaves the region; empty if it does not meet it.
fn line(sum: f32, [left, right, bottom, top]: [f32; 4]) -> Vec<f32> {
    let (from, to) = (left.max(sum - top), right.min(sum - bottom));
    if from < to { vec![from, sum - from, to, sum - to] } else { Vec::new() }
}
