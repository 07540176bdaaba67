//! A convolutional network's view of one picture: kernels, feature maps, and how one of their values is computed.

use burn::tensor::Tensor;

use super::readback::Readback;
use crate::data::digits::SIDE;
use crate::model::conv::{ConvNet, flat};
use crate::model::loss::softmax;
use crate::options::Stage;
use crate::protocol::{Floats, Spot, Stack, Window};
use crate::shape::conv::{StageShape, names};

/// Most maps, and most kernels, shown per layer.
pub const SHOWN: usize = 32;
/// Most units shown of a dense layer.
const UNITS: usize = 256;

/// A network's activations for one picture, registered to be read back together with other values.
pub struct Look {
    pixels: Vec<f32>,
    /// Each stack's index in the result, with its metadata.
    stacks: Vec<(usize, Stack)>,
    window: Option<(Places, Window)>,
}

/// Where a window's numbers are.
struct Places {
    patch: usize,
    kernel: Option<(usize, usize)>,
    value: usize,
    shaped: StageShape,
}

impl Look {
    /// Registers all layers if `maps`, and the computation of one value if there is a spot.
    ///
    /// # Shapes
    /// - `input`: `[1, side²]`, the same as `pixels`
    pub fn new(
        network: &ConvNet,
        input: Tensor<2>,
        pixels: Vec<f32>,
        maps: bool,
        spot: Option<Spot>,
        readback: &mut Readback,
    ) -> Self {
        let made = network.maps(input.clone());
        let stacks = if maps { stacks(network, &made, input.clone(), readback) } else { Vec::new() };
        let window = spot.and_then(|spot| window(network, &made, input, spot, readback));
        Self { pixels, stacks, window }
    }

    /// The pictures, from the values read back.
    pub fn read(self, values: &mut [Vec<f32>]) -> (Vec<Stack>, Option<Window>) {
        let side = SIDE as u32;
        let input = Stack { name: "input".to_owned(), of: 1, width: side, height: side, values: Floats(self.pixels) };
        let mut stacks = vec![input];
        let last = self.stacks.len();
        for (index, (place, stack)) in self.stacks.into_iter().enumerate() {
            let read = std::mem::take(&mut values[place]);
            let values = if index + 1 == last { softmax(&read) } else { read };
            stacks.push(Stack { values: Floats(values), ..stack });
        }
        let window = self.window.map(|(places, window)| places.fill(&window, values));
        (stacks, window)
    }
}

/// Registers kernels, maps and dense layers in order of computation; the outputs come last.
fn stacks(network: &ConvNet, made: &[Tensor<4>], input: Tensor<2>, readback: &mut Readback) -> Vec<(usize, Stack)> {
    let mut stacks = Vec::new();
    let mut convolutions = network.convolutions().iter();
    for ((shaped, name), maps) in network.stages().iter().zip(names(network.stages())).zip(made) {
        if let (Stage::Convolution(_), Some(convolution)) = (shaped.stage, convolutions.next()) {
            // Deeper kernels are stacks themselves; only those applied to the picture can be shown as pictures.
            let weight = convolution.weight.val();
            let [of, channels, height, width] = weight.dims();
            if channels == 1 {
                let place = readback.register(weight.narrow(0, 0, of.min(SHOWN)));
                stacks.push((place, stack(format!("{name}.weight"), of, width, height)));
            }
        }
        let [_, of, height, width] = maps.dims();
        let place = readback.register(maps.clone().narrow(1, 0, of.min(SHOWN)));
        stacks.push((place, stack(name, of, width, height)));
    }
    let last = made.last().map_or(input, |maps| flat(maps.clone()));
    for (layer, units) in network.dense(last).into_iter().enumerate() {
        let [_, of] = units.dims();
        let place = readback.register(units.narrow(1, 0, of.min(UNITS)));
        stacks.push((place, stack(format!("dense.{layer}"), of, 1, 1)));
    }
    stacks
}

fn stack(name: String, of: usize, width: usize, height: usize) -> Stack {
    Stack { name, of: of as u32, width: width as u32, height: height as u32, values: Floats::default() }
}

/// Registers the numbers behind one value; a spot beyond the stage's end is clamped.
fn window(
    network: &ConvNet,
    made: &[Tensor<4>],
    input: Tensor<2>,
    spot: Spot,
    readback: &mut Readback,
) -> Option<(Places, Window)> {
    let stages = network.stages();
    let stage = (spot.stage as usize).min(stages.len().checked_sub(1)?);
    let shaped = stages[stage];
    let [at_map, row, column] = shaped.nearest([spot.map, spot.row, spot.column]);
    let spot = Spot { stage: stage as u32, map: at_map, row, column };
    let before = match stage {
        0 => input.reshape([1, 1, SIDE, SIDE]),
        _ => made[stage - 1].clone(),
    };
    let (rows, columns) = (inside(&shaped, spot.row), inside(&shaped, spot.column));
    let map = spot.map as usize;
    let convolution = stages[..=stage].iter().filter(|shaped| matches!(shaped.stage, Stage::Convolution(_))).count();
    let convolution = network.convolutions().get(convolution.wrapping_sub(1));
    let (channels, kernel) = match (shaped.stage, convolution) {
        (Stage::Convolution(_), Some(convolution)) => {
            let weight = readback.register(convolution.weight.val().narrow(0, map, 1));
            let bias = convolution.bias.as_ref().map(|bias| readback.register(bias.val().narrow(0, map, 1)));
            (0..shaped.channels as usize, bias.map(|bias| (weight, bias)))
        }
        // A pool only reads its own channel.
        _ => (map..map + 1, None),
    };
    let count = channels.len() as u32;
    let at = (spot.row as usize, spot.column as usize);
    let places = Places {
        patch: readback.register(before.slice([0..1, channels, rows, columns])),
        kernel,
        value: readback.register(made[stage].clone().slice([0..1, map..map + 1, at.0..at.0 + 1, at.1..at.1 + 1])),
        shaped,
    };
    let window = Window {
        spot,
        side: shaped.window,
        channels: count,
        patch: Floats::default(),
        kernel: Floats::default(),
        bias: 0.0,
        value: 0.0,
    };
    Some((places, window))
}

/// The rows (or columns) of the picture that the window of this row (or column) covers.
fn inside(shaped: &StageShape, at: u32) -> std::ops::Range<usize> {
    let first = shaped.first(at);
    let end = (first + i64::from(shaped.window)).min(i64::from(shaped.from));
    first.max(0) as usize..end.max(0) as usize
}

impl Places {
    fn fill(self, window: &Window, values: &mut [Vec<f32>]) -> Window {
        let Spot { row, column, .. } = window.spot;
        let (rows, columns) = (inside(&self.shaped, row), inside(&self.shaped, column));
        let side = self.shaped.window as usize;
        // Positions of the window before the picture's first row and column.
        let skipped = |first: i64| (-first).max(0) as usize;
        let (top, left) = (skipped(self.shaped.first(row)), skipped(self.shaped.first(column)));
        let read = std::mem::take(&mut values[self.patch]);
        let mut patch = vec![0.0; window.channels as usize * side * side];
        for (channel, part) in read.chunks((rows.len() * columns.len()).max(1)).enumerate() {
            for (line, numbers) in part.chunks(columns.len().max(1)).enumerate() {
                let start = (channel * side + top + line) * side + left;
                patch[start..start + numbers.len()].copy_from_slice(numbers);
            }
        }
        let first = |place: usize, values: &[Vec<f32>]| values[place].first().copied().unwrap_or(f32::NAN);
        Window {
            patch: Floats(patch),
            bias: self.kernel.map_or(0.0, |(_, bias)| first(bias, values)),
            value: first(self.value, values),
            kernel: Floats(self.kernel.map(|(kernel, _)| std::mem::take(&mut values[kernel])).unwrap_or_default()),
            ..window.clone()
        }
    }
}
