//! Initial values of parameters, drawn on the host from the run's seed: the same on every device.

use burn::module::{Module, ModuleMapper, Param};
use burn::tensor::{Tensor, TensorData};

use super::parameters::restored;
use crate::data::random::{self, Purpose};

/// Glorot (Xavier) uniform weights of a layer, shape `[inputs, units]`, row-major: U(−a, a) with a = √(6 / (inputs +
/// units)). Glorot & Bengio 2010, eq. 16. `layer` distinguishes the layers of a run.
pub fn glorot_uniform(seed: u64, layer: u64, inputs: usize, units: usize) -> Vec<f32> {
    uniform(seed, layer, inputs * units, glorot_bound(inputs, units))
}

fn glorot_bound(inputs: usize, outputs: usize) -> f64 {
    (6.0 / (inputs + outputs) as f64).sqrt()
}

fn uniform(seed: u64, layer: u64, count: usize, bound: f64) -> Vec<f32> {
    let mut stream = random::stream(seed, Purpose::Parameters, layer);
    (0..count).map(|_| random::uniform(&mut stream, -bound, bound) as f32).collect()
}

/// The module initialised from the seed, replacing what burn's own layers drew on their device:
///
/// | parameter | first values |
/// |---|---|
/// | weights `[inputs, units]` of a linear layer | Glorot uniform |
/// | kernels `[out, in, height, width]` of a convolution | Glorot uniform with fans `in · height · width` and `out · height · width` |
/// | vectors `[tokens, width]` of an embedding | normal with mean 0 and variance 1, as burn's own |
/// | biases | 0 |
/// | other one-dimensional parameters (a normalization's scale and shift) | as the layer made them: constants |
///
/// Each parameter has its own stream, by its position in the module.
pub fn seeded<M: Module>(module: M, seed: u64) -> M {
    module.map(&mut Seeder { seed, next: 0, path: Vec::new() })
}

struct Seeder {
    seed: u64,
    /// Place of the next parameter.
    next: u64,
    /// Names of fields, each with the type it is a field of.
    path: Vec<(String, String)>,
}

impl ModuleMapper for Seeder {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.push((name.to_owned(), container.to_owned()));
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.pop();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let (seed, place) = (self.seed, self.next);
        self.next += 1;
        let (name, container) = self.path.last().map_or(("", ""), |(name, container)| (name, container));
        let shape = param.dims();
        let count = shape.iter().product();
        let drawn = match (D, name) {
            (1, "bias") => vec![0.0; count],
            (0 | 1, _) => return param,
            _ if container.contains("Embedding") => {
                let mut stream = random::stream(seed, Purpose::Parameters, place);
                (0..count).map(|_| random::normal(&mut stream) as f32).collect()
            }
            _ => {
                let field: usize = shape[2..].iter().product();
                uniform(seed, place, count, glorot_bound(shape[0] * field, shape[1] * field))
            }
        };
        param.map(|old| {
            let new = TensorData::new(drawn, shape);
            restored(&old, Tensor::from_data(new, &old.device().without_autodiff()))
        })
    }
}
