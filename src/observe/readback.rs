//! Several tensors from the device in one batch: on WebGPU every wait costs a round trip.

use burn::tensor::{Tensor, Transaction};

use crate::model::parameters::Parameter;
use crate::protocol::{Array, Floats, Problem};

/// Tensors to be read together, flattened.
#[derive(Default)]
pub struct Readback {
    transaction: Transaction,
    count: usize,
}

impl Readback {
    /// Adds a tensor outside autodiff. Returns its place in the result.
    pub fn register<const D: usize>(&mut self, tensor: Tensor<D>) -> usize {
        self.transaction = std::mem::take(&mut self.transaction).register(tensor);
        self.count += 1;
        self.count - 1
    }

    /// All of them, in the order of registration.
    ///
    /// # Errors
    /// [`Problem::NoWebGpu`] where the device is lost or failed.
    pub async fn all(self) -> Result<Vec<Vec<f32>>, Problem> {
        if self.count == 0 {
            return Ok(Vec::new());
        }
        let lost = |why: String| Problem::NoWebGpu(why);
        let data = self.transaction.execute_async().await.map_err(|error| lost(error.to_string()))?;
        data.into_iter().map(|data| data.try_into_vec::<f32>().map_err(|error| lost(format!("{error:?}")))).collect()
    }

    /// The only one.
    ///
    /// # Errors
    /// As [`Readback::all`].
    pub async fn one(self) -> Result<Vec<f32>, Problem> {
        Ok(self.all().await?.into_iter().next().unwrap_or_default())
    }

    /// Parameters, gradients or activations as plain arrays.
    ///
    /// # Errors
    /// As [`Readback::all`].
    pub async fn arrays(parameters: Vec<Parameter>) -> Result<Vec<Array>, Problem> {
        let mut readback = Self::default();
        let mut names = Vec::new();
        for parameter in parameters {
            readback.register(parameter.values);
            names.push((parameter.name, parameter.shape));
        }
        let values = readback.all().await?;
        let arrays = names.into_iter().zip(values);
        Ok(arrays.map(|((name, shape), values)| Array { name, shape, values: Floats(values) }).collect())
    }
}
