//! How many weights are exactly 0, which is the purpose of the L1 penalty.

use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::Tensor;

use super::readback::Readback;
use crate::protocol::{Picture, PictureId, Problem, Sparsity};

/// Counts the weights (parameters of two or more dimensions) of a network outside autodiff, and those that are 0. They are
/// counted on the device; one number per parameter is read back.
///
/// # Errors
/// As [`Readback::all`].
pub async fn read<M: Module>(network: &M) -> Result<Picture, Problem> {
    let mut counter = Counter::default();
    network.visit(&mut counter);
    let zeros = counter.zeros.all().await?.into_iter().flatten().sum::<f32>() as u32;
    Ok(Picture::new(PictureId::Sparsity, Sparsity { zeros, weights: counter.weights }))
}

#[derive(Default)]
struct Counter {
    zeros: Readback,
    weights: u32,
}

impl ModuleVisitor for Counter {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if D >= 2 {
            let values = param.val();
            self.weights += values.dims().iter().product::<usize>() as u32;
            // As floats, like everything that is read back; exact up to 2²⁴.
            self.zeros.register(values.equal_elem(0.0).float().sum());
        }
    }
}
