//! A recurrent network on one sequence: its states and gates over time, and the gradient that reaches its past.

use burn::module::Module as _;
use burn::tensor::{Device, Tensor, TensorData};

use super::readback::Readback;
use crate::model::loss::Loss;
use crate::model::recurrent::{Reach, Recurrent, Trace};
use crate::protocol::{Curve, Floats, Matrices};

/// Most units that are shown.
const SHOWN: usize = 64;

/// A row of numbers as a tensor `[1, numbers]`.
pub fn row(values: &[f32], device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(values.to_vec(), [1, values.len()]), device)
}

/// Every state and gate of one sequence, on its way from the device.
pub struct Gates {
    rows: usize,
    columns: usize,
    places: Vec<(&'static str, usize)>,
}

impl Gates {
    /// Takes the network, outside autodiff, through the sequence.
    ///
    /// # Shapes
    /// - `input`: `[1, length]`
    pub fn new(network: &Recurrent, input: Tensor<2>, readback: &mut Readback) -> Self {
        let columns = input.dims()[1];
        let rows = network.cell().units().min(SHOWN);
        let mut trace = Trace::default();
        network.forward_watched(input, &mut trace);
        // The states first: they are what the gates act on.
        let mut traces: Vec<_> = trace.stacked().collect();
        traces.sort_by_key(|(name, _)| match *name {
            "hidden" => 0,
            "memory" => 1,
            _ => 2,
        });
        let shown =
            traces.into_iter().map(|(name, values)| (name, readback.register(values.narrow(1, 0, rows).transpose())));
        Self { rows, columns, places: shown.collect() }
    }

    /// As matrices, units × time, whose columns are called so.
    pub fn matrices(self, values: &mut [Vec<f32>], labels: Vec<String>) -> Matrices {
        let items = self.places.into_iter().map(|(name, place)| {
            let values = std::mem::take(&mut values[place]);
            let largest = values.iter().fold(1.0f32, |largest, value| largest.max(value.abs()));
            let range = match name {
                "hidden" | "candidate" => [-1.0, 1.0],
                "memory" => [-largest, largest],
                _ => [0.0, 1.0],
            };
            (name.to_owned(), range, Floats(values))
        });
        Matrices {
            rows: self.rows as u32,
            columns: self.columns as u32,
            labels,
            row_labels: Vec::new(),
            items: items.collect(),
        }
    }
}

/// The gradient that reaches every past step, on its way from the device.
pub struct Reached {
    places: Vec<(&'static str, usize)>,
}

impl Reached {
    /// Takes the network, outside autodiff, through the sequence and the loss of its last answer back again.
    ///
    /// `target` is what that answer should be, as the loss takes it.
    pub fn new(
        network: &Recurrent,
        input: &[f32],
        target: &[f32],
        loss: Loss,
        device: &Device,
        readback: &mut Readback,
    ) -> Self {
        let device = device.clone().autodiff();
        let network = network.clone().train().no_grad();
        let mut reach = Reach::default();
        let outputs = network.forward_watched(row(input, &device), &mut reach);
        let last = outputs.dims()[1] - target.len();
        let gradients = loss.of(outputs.narrow(1, last, target.len()), row(target, &device)).backward();
        Self { places: reach.norms(&gradients).map(|(name, norms)| (name, readback.register(norms))).collect() }
    }

    /// ‖∂L/∂stateₜ‖ over the steps t = 1…T.
    pub fn curve(self, values: &mut [Vec<f32>]) -> Curve {
        let lines: Vec<_> = self
            .places
            .into_iter()
            .map(|(name, place)| (name.to_owned(), Floats(std::mem::take(&mut values[place]))))
            .collect();
        let steps = lines.first().map_or(0, |(_, norms)| norms.len());
        Curve { x: Floats((1..=steps).map(|step| step as f32).collect()), lines }
    }
}
