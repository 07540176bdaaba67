//! What the page knows of its trainers.

use crate::app::device::Refusal;
use crate::app::lifecycle::{Worker, Workers};
use crate::cost;
use crate::lesson::LessonId;
use crate::options::Options;
use crate::protocol::{Details, Device, Problem};

/// The trainers and their devices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trainer {
    /// Which worker trains, which one starts.
    pub workers: Workers,
    /// Why WebGPU is not tried again by `auto`, if it is not.
    pub refused: Option<Refusal>,
    /// What is wrong with the program of the worker that starts, while it is asked for again.
    pub missing: Option<Problem>,
    /// Problems of files that are told as soon as the server was asked whether it has another build of the page, which would be their cause.
    pub unreported: Vec<Problem>,
    /// The server has another build of the page.
    pub replaced: bool,
    /// Workers lost in a row, without a checkpoint in between.
    pub losses: u32,
    /// Scripts' promises to settle when the device that they chose has taken over, or was refused.
    pub awaiting: Vec<u32>,
    /// How fast each device was when it was measured last.
    pub speed: Speeds,
}

impl Trainer {
    /// The worker that trains.
    pub fn active(&self) -> Option<&Worker> {
        self.workers.active()
    }

    /// The device of the worker that trains.
    pub fn device(&self) -> Option<Device> {
        self.active().map(Worker::device)
    }
}

/// Floating-point operations a second, of each device.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Speeds {
    cpu: Speed,
    web_gpu: Speed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Speed {
    /// Of a product of matrices.
    product: Option<f64>,
    /// Of the steps that this lesson took last.
    steps: Option<(LessonId, f64)>,
}

impl Speeds {
    /// What is expected of a step with these options: what the lesson's steps reached last, or else what follows from the
    /// speed of a product of matrices.
    pub fn of(&self, device: Device, options: &Options) -> Option<f64> {
        let Speed { product, steps } = match device {
            Device::Cpu => self.cpu,
            Device::WebGpu => self.web_gpu,
        };
        let measured = steps.filter(|(lesson, _)| *lesson == options.lesson()).map(|(_, speed)| speed);
        measured.or_else(|| product.map(|product| product * cost::speed_in_products(options)))
    }

    /// A product of matrices was measured.
    pub fn multiplied(&mut self, device: Device, flops_per_second: f64) {
        if flops_per_second.is_finite() && flops_per_second > 0.0 {
            self.at(device).product = Some(flops_per_second);
        }
    }

    /// Steps of this lesson were measured.
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

/// How a worker that trained, or was to train, was lost.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    /// It ended by itself; what it said last, for a report.
    Crashed(Details),
    /// It was not heard from for so many seconds.
    Silent(u32),
    /// It says that its device cannot be used.
    Device(Problem),
}
