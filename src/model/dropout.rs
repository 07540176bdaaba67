//! Dropout with masks drawn on the host: burn's own layer draws on the device, so CPU and WebGPU could not give the same
//! run.

use burn::tensor::{Tensor, TensorData};
use rand_chacha::ChaCha8Rng;

use crate::data::random::{self, Purpose};

/// The dropout of one forward pass. Its masks come from one stream, in the order in which the network requests them.
#[derive(Debug)]
pub struct Dropout {
    rate: f64,
    stream: Option<ChaCha8Rng>,
}

impl Dropout {
    /// No dropout, for measurements, predictions and pictures.
    pub fn off() -> Self {
        Self { rate: 0.0, stream: None }
    }

    /// The dropout of a training step at this rate, 0…1.
    pub fn of_step(seed: u64, step: u64, rate: f64) -> Self {
        let stream = (rate > 0.0).then(|| random::stream(seed, Purpose::Dropout, step));
        Self { rate, stream }
    }

    /// The signal with each element 0 with probability `rate`, else divided by 1 − rate, so that the mean is preserved
    /// (Srivastava et al. 2014, inverted form). The shape is unchanged.
    pub fn apply<const D: usize>(&mut self, signal: Tensor<D>) -> Tensor<D> {
        let Some(stream) = &mut self.stream else { return signal };
        let keep = (1.0 / (1.0 - self.rate)) as f32;
        let shape = signal.dims();
        let drawn = (0..shape.iter().product()).map(|_| if random::unit(stream) < self.rate { 0.0 } else { keep });
        let mask = Tensor::from_data(TensorData::new(drawn.collect::<Vec<f32>>(), shape), &signal.device());
        signal * mask
    }
}
