//! Which device a run wants, and why; which program trains there.

use crate::cost::flops_per_step;
use crate::lesson::LessonId;
use crate::options::{DeviceChoice, Options};
use crate::protocol::Device;

/// Work of one optimizer step above which `auto` takes WebGPU, in floating-point operations.
///
/// An estimate, not a measurement: a step on WebGPU takes milliseconds of submitting whatever its size, the CPU path computes
/// some GFLOP/s in one thread, so the two meet at a few tens of MFLOP. Every lesson's defaults lie below: they succeed on a
/// CPU, and begin at once.
pub const WORTH_A_GPU: u64 = 64_000_000;

/// The device that these options want, and why. `refused` is what became of WebGPU, if it is not to be used.
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

/// What became of WebGPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was found absent or wrong before it trained.
    Unusable,
    /// It was lost, or computed wrongly, while it trained.
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
    /// WebGPU is absent or wrong.
    Refused,
    /// WebGPU is starting; the CPU trains meanwhile.
    Starting,
    /// The GPU worker was lost; the CPU went on from the last checkpoint.
    Lost,
}

/// A trainer's program: what a worker runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The CPU, for networks of dense layers only: it is smaller, so that most lessons begin sooner.
    Dense,
    /// The CPU, for every family of networks.
    Cpu,
    /// WebGPU, for every family of networks.
    WebGpu,
}

impl Program {
    /// The smallest program that trains the lesson on the device.
    pub fn of(device: Device, lesson: LessonId) -> Self {
        match device {
            Device::Cpu if lesson.lesson().dense => Self::Dense,
            Device::Cpu => Self::Cpu,
            Device::WebGpu => Self::WebGpu,
        }
    }

    /// The first script of its worker, in the site's folder.
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

    /// Whether it knows the lesson's networks.
    pub fn knows(self, lesson: LessonId) -> bool {
        self != Self::Dense || lesson.lesson().dense
    }
}
