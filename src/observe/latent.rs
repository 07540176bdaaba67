//! The map of an autoencoder's latent space: where examples lie along two of its dimensions, and decoded points.

use burn::tensor::{Tensor, TensorData};

use super::plane::grid;
use super::readback::Readback;
use crate::model::autoencoder::Autoencoder;
use crate::protocol::{Floats, Latent, Problem, View};

/// The two units that the view selects from a code of `code` units: always valid and different.
pub fn axes(view: &View, code: usize) -> [usize; 2] {
    let [across, up] = view.axes.map(|axis| (axis as usize).min(code - 1));
    if across == up { [across, (across + 1) % code] } else { [across, up] }
}

/// What is known before decoding.
pub struct Map {
    /// Units of a code.
    pub code: usize,
    /// Codes of the examples on the map, one after another.
    pub codes: Vec<f32>,
    /// Their true classes.
    pub labels: Vec<u8>,
    /// Width and height of a picture in pixels.
    pub side: u32,
}

impl Map {
    /// The map with the view's point decoded, or the probed example's own code if the view has none.
    ///
    /// # Shapes
    /// - `probe`: `[1, side²]`
    ///
    /// # Errors
    /// As [`Readback::all`].
    pub async fn read(self, model: &Autoencoder, view: &View, probe: Tensor<2>) -> Result<Latent, Problem> {
        let device = probe.device();
        let shown = axes(view, self.code);
        let positions: Vec<f32> = self.codes.chunks(self.code).flat_map(|code| shown.map(|axis| code[axis])).collect();
        let mut readback = Readback::default();
        readback.register(model.encode(probe));
        let own = readback.one().await?;
        let point = view.point.map_or(own.clone(), |place| with(&own, shown, place));
        let region = region(&positions, shown.map(|axis| point[axis]));
        // The selected point first, then the points behind the map: one pass through the decoder.
        let mut codes = point.clone();
        codes.extend(grid(view.grid, region).flat_map(|place| with(&point, shown, place)));
        let rows = codes.len() / self.code;
        let mut readback = Readback::default();
        readback.register(model.decode(Tensor::from_data(TensorData::new(codes, [rows, self.code]), &device)));
        let mut decoded = readback.one().await?;
        let decoded_grid = decoded.split_off((self.side * self.side) as usize);
        Ok(Latent {
            axes: shown.map(|axis| axis as u32),
            region,
            positions: Floats(positions),
            labels: self.labels,
            point: Floats(point),
            side: self.side,
            decoded: Floats(decoded),
            grid: view.grid,
            decoded_grid: Floats(decoded_grid),
        })
    }
}

/// The code with the shown units moved to this point.
fn with(code: &[f32], shown: [usize; 2], place: [f32; 2]) -> Vec<f32> {
    let mut code = code.to_vec();
    for (axis, value) in shown.into_iter().zip(place) {
        code[axis] = value;
    }
    code
}

/// Left, right, bottom and top of a region that contains all positions and the point, at round numbers, so that it stays
/// still while the network learns.
pub fn region(positions: &[f32], point: [f32; 2]) -> [f32; 4] {
    let mut region = [0.0; 4];
    for axis in 0..2 {
        let along = positions.iter().skip(axis).step_by(2).copied().chain([point[axis]]);
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        for value in along.filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        (region[2 * axis], region[2 * axis + 1]) = match (low.is_finite(), high > low) {
            (true, true) => round(low, high),
            (true, false) => (low - 1.0, low + 1.0),
            (false, _) => (-1.0, 1.0),
        };
    }
    region
}

/// Extends the range from `low` to `high` to multiples of a power of two that is between a sixteenth and an eighth of it.
fn round(low: f32, high: f32) -> (f32, f32) {
    let step = ((high - low) / 8.0).log2().floor().exp2();
    ((low / step).floor() * step, (high / step).ceil() * step)
}
