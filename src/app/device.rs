//! Which device a run wants, and why.

use super::state::Why;
use crate::lesson::work::flops_per_step;
use crate::model::spec::{Key, Options};
use crate::protocol::Device;

/// Work of one optimizer step above which `auto` takes WebGPU, in floating-point operations.
///
/// An estimate, not a measurement: a step on WebGPU takes milliseconds of submitting whatever its size, the CPU path computes
/// some GFLOP/s in one thread, so the two meet at a few tens of MFLOP. Every lesson's defaults lie below: they succeed on a
/// CPU, and begin at once.
pub const WORTH_A_GPU: u64 = 64_000_000;

/// The device that these options want, and why. `refused` says that WebGPU was found absent or wrong.
pub fn choose(options: &Options, refused: bool) -> (Device, Why) {
    match options.choice(Key::Device) {
        "cpu" => (Device::Cpu, Why::Chosen),
        "webgpu" if !refused => (Device::WebGpu, Why::Chosen),
        "webgpu" => (Device::Cpu, Why::Refused),
        _ if flops_per_step(options) < WORTH_A_GPU => (Device::Cpu, Why::SmallWork),
        _ if refused => (Device::Cpu, Why::Refused),
        _ => (Device::WebGpu, Why::LargeWork),
    }
}
