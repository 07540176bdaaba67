//! Several tensors from the device in one batch: on WebGPU every wait costs a round trip.

use burn::tensor::{Device, Tensor, Transaction};

use crate::model::parameters::Parameter;
use crate::protocol::{self, Array, Details, Failure, Floats, Problem};

/// Tensors to be read together, flattened.
#[derive(Default)]
pub struct Readback {
    transaction: Transaction,
    count: usize,
    /// Where the tensors are.
    device: Option<protocol::Device>,
}

impl Readback {
    /// Adds a tensor outside autodiff. Returns its place in the result.
    pub fn register<const D: usize>(&mut self, tensor: Tensor<D>) -> usize {
        self.device.get_or_insert_with(|| name(&tensor.device()));
        self.transaction = std::mem::take(&mut self.transaction).register(tensor);
        self.count += 1;
        self.count - 1
    }

    /// All of them, in the order of registration.
    ///
    /// # Errors
    /// [`Problem::Device`] where it is lost or failed.
    pub async fn all(self) -> Result<Vec<Vec<f32>>, Problem> {
        if self.count == 0 {
            return Ok(Vec::new());
        }
        let device = self.device.unwrap_or(protocol::Device::Cpu);
        let failed = |failure: Failure, text: String| Problem::Device { device, failure, details: Details(text) };
        let data = self.transaction.execute_async().await.map_err(|error| {
            let text = error.to_string();
            failed(Failure::from_message(&text, Failure::ReadBack), text)
        })?;
        let read = data.into_iter().map(burn::tensor::TensorData::try_into_vec::<f32>);
        read.map(|values| values.map_err(|error| failed(Failure::ReadBack, format!("{error:?}")))).collect()
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

/// Which device this is.
pub fn name(device: &Device) -> protocol::Device {
    // burn's devices have no name but their type's.
    if format!("{device:?}").contains("Flex") { protocol::Device::Cpu } else { protocol::Device::WebGpu }
}
