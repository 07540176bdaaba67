//! Initialises devices and checks them before they are trusted.

use burn::module::Param;
use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData, activation};

use crate::observe::readback::{self, Readback};
#[cfg(feature = "gpu")]
use crate::protocol::Stage;
use crate::protocol::{Details, Failure, Problem, Quantity};

/// A working device, and its adapter's name if known.
pub type Found = (Device, Option<String>);

/// The CPU: burn's Flex backend.
#[cfg(feature = "dense")]
pub fn cpu() -> Found {
    (Device::flex(), None)
}

/// WebGPU: burn's backend of that name, checked by [`self_test`]. `at` is called when that begins: the first shaders take a
/// while.
///
/// # Errors
/// [`Problem::NoAdapter`] if the browser has none, [`Problem::Device`] if it refuses, [`Problem::WrongWebGpu`] if it
/// computes incorrectly.
#[cfg(feature = "gpu")]
pub async fn webgpu(at: impl Fn(Stage)) -> Result<Found, Problem> {
    use burn::tensor::wgpu::{WgpuBackend, WgpuInitError};
    // Natively (tests on a machine with an adapter), the same backend uses whatever API the system has.
    let api = if cfg!(target_arch = "wasm32") { WgpuBackend::WebGpu } else { WgpuBackend::Auto };
    let options = Device::wgpu_options().graphics_api(api);
    let (device, setup) = options.init_with_setup_async().await.map_err(|error| match error {
        WgpuInitError::AdapterUnavailable { .. } => Problem::NoAdapter,
        other => Problem::Device {
            device: crate::protocol::Device::WebGpu,
            failure: Failure::Refused,
            details: Details(other.to_string()),
        },
    })?;
    let info = setup.adapter.get_info();
    let name = [info.name, info.driver, info.driver_info].into_iter().find(|name| !name.is_empty());
    at(Stage::SelfTest);
    self_test(&device).await?;
    Ok((device, name))
}

/// Compares a small forward and backward pass with values worked out by hand: on the web, shader errors are only logged,
/// and the results are garbage.
///
/// y = tanh(x W + b), L = Σ y, with x = (1, −2), W = ((0.5, −1), (0.25, 0.75)), b = (0.1, 0.2): z = (0.1, −2.3),
/// ∂L/∂b = 1 − y², ∂L/∂W = xᵀ (1 − y²).
///
/// # Errors
/// [`Problem::WrongWebGpu`] with the value that differs, [`Problem::Device`] if nothing comes back.
pub async fn self_test(device: &Device) -> Result<(), Problem> {
    let device = device.clone().autodiff();
    let weight = TensorData::new(vec![0.5f32, -1.0, 0.25, 0.75], [2, 2]);
    let layer = Linear {
        weight: Param::from_data(weight, &device),
        bias: Some(Param::from_data(TensorData::new(vec![0.1f32, 0.2], [2]), &device)),
    };
    let input = Tensor::<2>::from_data(TensorData::new(vec![1.0f32, -2.0], [1, 2]), &device);
    let output = activation::tanh(layer.forward(input));
    let gradients = output.clone().sum().backward();
    let mut readback = Readback::default();
    readback.register(output.inner());
    let none =
        || Problem::Device { device: readback::name(&device), failure: Failure::SelfTest, details: Details::default() };
    readback.register(layer.weight.val().grad(&gradients).ok_or_else(none)?);
    let bias = layer.bias.as_ref().and_then(|bias| bias.val().grad(&gradients));
    readback.register(bias.ok_or_else(none)?);
    verify(&readback.all().await?)
}

/// Compares the self-test's results (output, ∂L/∂W, ∂L/∂b) with the known values.
///
/// # Errors
/// [`Problem::WrongWebGpu`] with the first value that differs or is missing.
pub fn verify(found: &[Vec<f32>]) -> Result<(), Problem> {
    const TOLERANCE: f32 = 1e-4;
    let z: [f32; 2] = [0.1, -2.3];
    let y = z.map(f32::tanh);
    let slope = y.map(|y| 1.0 - y * y);
    let expected = [y.to_vec(), vec![slope[0], slope[1], -2.0 * slope[0], -2.0 * slope[1]], slope.to_vec()];
    for (place, (quantity, expected)) in Quantity::ALL.into_iter().zip(&expected).enumerate() {
        for (index, value) in (0..).zip(expected) {
            let got = found.get(place).and_then(|values| values.get(index as usize)).copied().unwrap_or(f32::NAN);
            if got.is_nan() || (got - value).abs() > TOLERANCE {
                return Err(Problem::WrongWebGpu { quantity, index, expected: *value, found: got });
            }
        }
    }
    Ok(())
}
