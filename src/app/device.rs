//! Which device a run wants, and why; which program trains there.

use crate::cost::flops_per_step;
use crate::lesson::LessonId;
use crate::options::{DeviceChoice, Options};
use crate::protocol::Device;

/// Work of one optimizer step above which `auto` takes WebGPU, in floating-point operations.
///
/// An estimate, not a measurement: a step on WebGPU takes milliseconds to submit whatever its size, and the CPU path
/// computes some GFLOP/s in one thread, so they break even at a few tens of MFLOP. Every lesson's defaults lie below: they
/// run well on a CPU and start at once.
pub const WORTH_A_GPU: u64 = 64_000_000;

/// The device that these options call for, and why. `refused` says why WebGPU is not to be used, if so.
pub fn choose(options: &Options, refused: Option<Refusal>) -> (Device, Why) {
    let wanted = match options.device() {
        DeviceChoice::Cpu => return (Device::Cpu, Why::Chosen),
        DeviceChoice::WebGpu => Why::Chosen,
        DeviceChoice::Auto if flops_per_step(options) < WORTH_A_GPU => return (Device::Cpu, Why::SmallWork),
        DeviceChoice::Auto => Why::LargeWork,
    };
    match refused {
        None => (Device::WebGpu, wanted),
        Some(Refusal::Unusable) => (Device::Cpu, Why::Refused),
        Some(Refusal::Lost) => (Device::Cpu, Why::Lost),
    }
}

/// Why WebGPU is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was missing or gave wrong results before training.
    Unusable,
    /// It was lost, or gave wrong results, during training.
    Lost,
}

/// The reason for the device in use; message `device-why-<variant>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person chose it.
    Chosen,
    /// The work per step is small: the CPU is faster.
    SmallWork,
    /// The work per step is large: WebGPU is worth it.
    LargeWork,
    /// WebGPU is missing or gives wrong results.
    Refused,
    /// WebGPU is starting; the CPU trains meanwhile.
    Starting,
    /// The GPU worker was lost; the CPU continued from the last checkpoint.
    Lost,
}

/// A trainer's program: what a worker runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The CPU, for dense networks only: a smaller program, so that most lessons start sooner.
    Dense,
    /// The CPU, for every family of networks.
    Cpu,
    /// WebGPU, for every family of networks.
    WebGpu,
}

impl Program {
    /// The smallest program that can train the lesson on this device.
    pub fn of(device: Device, lesson: LessonId) -> Self {
        match device {
            Device::Cpu if lesson.lesson().dense => Self::Dense,
            Device::Cpu => Self::Cpu,
            Device::WebGpu => Self::WebGpu,
        }
    }

    /// The worker's first script, in the site's folder.
    pub const fn script(self) -> &'static str {
        match self {
            Self::Dense => "trainer_dense_loader.js",
            Self::Cpu => "trainer_cpu_loader.js",
            Self::WebGpu => "trainer_gpu_loader.js",
        }
    }

    /// Whether it is one of its files.
    pub fn owns(self, file: &str) -> bool {
        self.script().strip_suffix("_loader.js").is_some_and(|name| file.starts_with(name))
    }

    /// Where it trains.
    pub fn device(self) -> Device {
        match self {
            Self::Dense | Self::Cpu => Device::Cpu,
            Self::WebGpu => Device::WebGpu,
        }
    }

    /// Whether it supports the lesson's network family.
    pub fn knows(self, lesson: LessonId) -> bool {
        self != Self::Dense || lesson.lesson().dense
    }
}
