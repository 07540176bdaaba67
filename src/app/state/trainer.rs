//! The page's knowledge of its trainers.

use crate::app::device::Refusal;
use crate::app::lifecycle::{Worker, Workers};
use crate::cost;
use crate::lesson::LessonId;
use crate::options::Options;
use crate::protocol::{Details, Device, Problem};

/// The trainers and their devices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trainer {
    /// Which worker trains, and which one is starting.
    pub workers: Workers,
    /// Why `auto` does not try WebGPU again, if so.
    pub refused: Option<Refusal>,
    /// The problem with the starting worker's program, while it is being retried.
    pub missing: Option<Problem>,
    /// File problems to report once the server has been asked for its build: another build would be their cause.
    pub unreported: Vec<Problem>,
    /// Whether the server has another build of the page.
    pub replaced: bool,
    /// Workers lost in a row, without a checkpoint in between.
    pub losses: u32,
    /// Script promises to settle once the device they chose has taken over, or was refused.
    pub awaiting: Vec<u32>,
    /// Each device's speed at its latest measurement.
    pub speed: Speeds,
}

impl Trainer {
    /// The worker that trains.
    pub fn active(&self) -> Option<&Worker> {
        self.workers.active()
    }

    /// The active worker's device.
    pub fn device(&self) -> Option<Device> {
        self.active().map(Worker::device)
    }
}

/// Floating-point operations per second, for each device.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Speeds {
    cpu: Speed,
    web_gpu: Speed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Speed {
    /// Of a product of matrices.
    product: Option<f64>,
    /// Of this lesson's latest steps.
    steps: Option<(LessonId, f64)>,
}

impl Speeds {
    /// The expected speed of a step with these options: that of this lesson's latest steps, else derived from that of a
    /// matrix product.
    pub fn of(&self, device: Device, options: &Options) -> Option<f64> {
        let Speed { product, steps } = match device {
            Device::Cpu => self.cpu,
            Device::WebGpu => self.web_gpu,
        };
        let measured = steps.filter(|(lesson, _)| *lesson == options.lesson()).map(|(_, speed)| speed);
        measured.or_else(|| product.map(|product| product * cost::speed_in_products(options)))
    }

    /// Records the speed of a matrix product.
    pub fn multiplied(&mut self, device: Device, flops_per_second: f64) {
        if flops_per_second.is_finite() && flops_per_second > 0.0 {
            self.at(device).product = Some(flops_per_second);
        }
    }

    /// Records the speed of this lesson's steps.
    pub fn record_step(&mut self, device: Device, lesson: LessonId, flops_per_second: f64) {
        if flops_per_second.is_finite() && flops_per_second > 0.0 {
            self.at(device).steps = Some((lesson, flops_per_second));
        }
    }

    fn at(&mut self, device: Device) -> &mut Speed {
        match device {
            Device::Cpu => &mut self.cpu,
            Device::WebGpu => &mut self.web_gpu,
        }
    }
}

/// How an active or starting worker was lost.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    /// It ended by itself; its last message, for a report.
    Crashed(Details),
    /// It was silent for this many seconds.
    Silent(u32),
    /// It reports that its device is unusable.
    Device(Problem),
}
