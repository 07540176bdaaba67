//! The map of an autoencoder's code: where examples lie in two of its dimensions, and what points of it become.

use burn::tensor::{Device, Tensor, TensorData};

use super::plane::grid;
use super::readback::Readback;
use crate::model::autoencoder::Autoencoder;
use crate::protocol::{Floats, Latent, Problem, View};

/// The two units that the view asks for, of a code of `code` units: two different ones, whatever the view says.
pub fn axes(view: &View, code: usize) -> [usize; 2] {
    let [across, up] = view.axes.map(|axis| (axis as usize).min(code - 1));
    if across == up { [across, (across + 1) % code] } else { [across, up] }
}

/// What is known before the decoder is asked.
pub struct Map {
    /// Units of a code.
    pub code: usize,
    /// Codes of the examples on the map, one after the other.
    pub codes: Vec<f32>,
    /// Their true classes.
    pub labels: Vec<u8>,
    /// Pixels across and down of a picture.
    pub side: u32,
}

impl Map {
    /// The map with the view's point decoded, or the probed example's own code where the view has none.
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
        let region = region(&positions, view.point);
        // The probed example's code stays on the device: units that are shown are replaced in it, the others kept.
        let base = model.encode(probe);
        let point = match view.point {
            Some(point) => self.with(base, shown, &[point], &device),
            None => base,
        };
        let mut readback = Readback::default();
        let decoded = readback.register(model.decode(point.clone()));
        let cells: Vec<[f32; 2]> = grid(view.grid, region).collect();
        let places = (!cells.is_empty()).then(|| {
            let base = point.clone().repeat_dim(0, cells.len());
            readback.register(model.decode(self.with(base, shown, &cells, &device)))
        });
        let point = readback.register(point);
        let mut values = readback.all().await?;
        let mut take = |place: usize| Floats(std::mem::take(&mut values[place]));
        Ok(Latent {
            axes: shown.map(|axis| axis as u32),
            region,
            positions: Floats(positions),
            labels: self.labels,
            point: take(point),
            side: self.side,
            decoded: take(decoded),
            grid: view.grid,
            decoded_grid: places.map(take).unwrap_or_default(),
        })
    }

    /// The codes with the shown units replaced, row by row.
    ///
    /// # Shapes
    /// - `codes`, result: `[rows, code]`, as many rows as places
    fn with(&self, codes: Tensor<2>, shown: [usize; 2], places: &[[f32; 2]], device: &Device) -> Tensor<2> {
        let (mut keep, mut set) = (vec![1.0f32; self.code], vec![0.0f32; places.len() * self.code]);
        for (which, axis) in shown.into_iter().enumerate() {
            keep[axis] = 0.0;
            for (row, place) in set.chunks_mut(self.code).zip(places) {
                row[axis] = place[which];
            }
        }
        let keep = Tensor::<2>::from_data(TensorData::new(keep, [1, self.code]), device);
        codes * keep + Tensor::from_data(TensorData::new(set, [places.len(), self.code]), device)
    }
}

/// Left, right, bottom and top of a region that holds all positions and the point, at round numbers, so that it rests while
/// the network learns.
fn region(positions: &[f32], point: Option<[f32; 2]>) -> [f32; 4] {
    let mut region = [0.0; 4];
    for axis in 0..2 {
        let along = positions.iter().skip(axis).step_by(2).copied().chain(point.map(|point| point[axis]));
        let (mut low, mut high) = (f32::INFINITY, f32::NEG_INFINITY);
        for value in along.filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        (region[2 * axis], region[2 * axis + 1]) = if high > low { round(low, high) } else { (-1.0, 1.0) };
    }
    region
}

/// The range from `low` to `high`, outwards to multiples of a power of two that is a sixteenth of it to an eighth.
fn round(low: f32, high: f32) -> (f32, f32) {
    let step = ((high - low) / 8.0).log2().floor().exp2();
    ((low / step).floor() * step, (high / step).ceil() * step)
}
