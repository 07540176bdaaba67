//! How long what comes next may take, so that the page can tell a worker that is busy from one that is stuck.

use burn::tensor::{Device, Distribution, Tensor};

use super::fetch::now;
use super::port::Port;
use crate::cost;
use crate::options::Options;
use crate::protocol::{self, Event, Occupation, Question};

/// Milliseconds below which nothing is announced: silence of this length is normal.
const WORTH_SAYING: f64 = 500.0;
/// Milliseconds of a step from which on its speed is told.
const LONG: f64 = 500.0;
/// Floating-point operations of a step that takes as long anywhere.
const MUCH: u64 = 100_000_000;
/// Milliseconds of training from which on a speed can be read.
const CLOCK: f64 = 50.0;
/// What is announced is so many times what is expected: a busy machine is slower than an idle one.
const MARGIN: f64 = 3.0;
/// Milliseconds that WebGPU may take for the first step, picture and measurement of a run, whose shaders are compiled then.
const FIRST_ON_WEBGPU: f64 = 60_000.0;
/// Milliseconds that WebGPU may take for what has shaders of its own in the middle of a run: another panel, a question.
const NEW_ON_WEBGPU: f64 = 5_000.0;
/// Milliseconds that the first comparisons with the CPU may take.
#[cfg(feature = "gpu")]
const AUDIT: f64 = 10_000.0;
/// Steps that the work of a picture may be worth. A picture of the plane is of ten thousand examples.
const PICTURE: f64 = 40.0;
/// Milliseconds that building a million parameters may take.
const MILLION: f64 = 1500.0;

/// What is expected of the run in progress.
pub(super) struct Forecast {
    device: protocol::Device,
    flops_per_second: f64,
    flops_per_step: u64,
    /// Milliseconds of the longest picture lately; none before the first.
    picture: Option<f64>,
    /// A step was taken and waited for.
    stepped: bool,
    /// A measurement is done.
    measured: bool,
    /// Something else is to be seen than in the picture before.
    looked: bool,
}

impl Forecast {
    pub(super) fn new(device: protocol::Device, flops_per_second: f64) -> Self {
        Self {
            device,
            flops_per_second,
            flops_per_step: 0,
            picture: None,
            stepped: false,
            measured: false,
            looked: false,
        }
    }

    /// Whether the numbers are in this program's own memory.
    pub(super) fn computes_here(&self) -> bool {
        self.device == protocol::Device::Cpu
    }

    /// A run begins.
    pub(super) fn begin(&mut self, flops_per_step: u64) {
        *self = Self { flops_per_step, ..Self::new(self.device, self.flops_per_second) };
    }

    /// The next steps are of so many operations.
    pub(super) fn on_retuned(&mut self, flops_per_step: u64) {
        self.flops_per_step = flops_per_step;
    }

    /// Tells the page that a run of these options is built next.
    pub(super) fn announce_building(&self, options: &Options, port: &Port) {
        let millions = cost::parameters(options) as f64 / 1e6;
        port.send(&busy(MARGIN * MILLION * millions, self.on_webgpu(FIRST_ON_WEBGPU)));
    }

    /// So many steps took so many milliseconds. Returns the operations a second of one that took long, for the page to say what
    /// the next ones take: not of the first on WebGPU, which waits for shaders, nor of little work, which something else held up.
    pub(super) fn record_steps(&mut self, steps: u64, milliseconds: f64) -> Option<f64> {
        if steps == 0 {
            return None;
        }
        let first = !std::mem::replace(&mut self.stepped, true);
        let speed = |milliseconds: f64| self.flops_per_step as f64 * steps as f64 * 1000.0 / milliseconds;
        // A short slice says more of the clock than of the device: that it is at least so fast. Without that, the first step on
        // WebGPU, whose shaders are compiled then, would stand for all.
        self.flops_per_second =
            if milliseconds > CLOCK { speed(milliseconds) } else { self.flops_per_second.max(speed(CLOCK)) };
        let long = milliseconds >= LONG * steps as f64 && self.flops_per_step >= MUCH;
        (long && (self.computes_here() || !first)).then_some(self.flops_per_second)
    }

    /// A picture took so many milliseconds.
    pub(super) fn record_picture(&mut self, milliseconds: f64) {
        self.looked = false;
        // The first one compiles shaders, which says nothing of the others.
        self.picture = Some(self.picture.map_or(milliseconds, |longest| milliseconds.max(longest / 2.0)));
    }

    /// The next picture is of something else.
    pub(super) fn record_look(&mut self) {
        self.looked = true;
    }

    /// A measurement is done.
    pub(super) fn record_measurement(&mut self) {
        self.measured = true;
    }

    /// Tells the page that a run in the background comes next: on WebGPU, each has shaders of its own where it begins.
    pub(super) fn announce_survey(&self, begins: bool, port: &Port) {
        self.announce_at_least(0.0, if begins { FIRST_ON_WEBGPU } else { 0.0 }, port);
    }

    /// Tells the page that a question about a run of these options is answered next.
    pub(super) fn announce_answer(&self, question: &Question, options: &Options, port: &Port) {
        let rows = match question {
            Question::Predict { width, inputs } => inputs.len() as u64 / u64::from(*width).max(1),
            _ => 1,
        };
        let answer = MARGIN * self.milliseconds(cost::of(options).forward().saturating_mul(rows));
        self.announce_at_least(answer, NEW_ON_WEBGPU, port);
    }

    /// Tells the page that steps are compared with the CPU's next, which took so many milliseconds before.
    #[cfg(feature = "gpu")]
    pub(super) fn announce_audit(&self, before: Option<f64>, port: &Port) {
        self.announce_at_least(before.map_or(AUDIT, |cost| MARGIN * cost), 0.0, port);
    }

    /// Tells the page that the worker may not be heard from for a while, if so.
    pub(super) fn announce(&self, port: &Port) {
        self.announce_at_least(0.0, 0.0, port);
    }

    /// The same where so many milliseconds of computing come next, and of compiling shaders on WebGPU.
    fn announce_at_least(&self, computing: f64, shaders: f64, port: &Port) {
        let computing = self.computing().max(computing);
        let shaders = self.on_webgpu(self.shaders().max(shaders));
        if computing.max(shaders) >= WORTH_SAYING {
            port.send(&busy(computing, shaders));
        }
    }

    /// Milliseconds of the longest computation that may come next.
    fn computing(&self) -> f64 {
        let step = self.milliseconds(self.flops_per_step);
        MARGIN * step.max(self.picture.unwrap_or(PICTURE * step))
    }

    /// Milliseconds of the shaders that may be missing for what comes next.
    fn shaders(&self) -> f64 {
        if !(self.stepped && self.measured && self.picture.is_some()) {
            FIRST_ON_WEBGPU
        } else if self.looked {
            NEW_ON_WEBGPU
        } else {
            0.0
        }
    }

    /// Milliseconds that so many floating-point operations take; 0 where the speed is not known.
    fn milliseconds(&self, flops: u64) -> f64 {
        if self.flops_per_second > 0.0 { flops as f64 * 1000.0 / self.flops_per_second } else { 0.0 }
    }

    /// Milliseconds that only WebGPU takes, for its shaders.
    fn on_webgpu(&self, milliseconds: f64) -> f64 {
        match self.device {
            protocol::Device::Cpu => 0.0,
            protocol::Device::WebGpu => milliseconds,
        }
    }
}

/// So many milliseconds of computing come next, and of compiling shaders; ten minutes are as good as any longer time.
fn busy(computing: f64, shaders: f64) -> Event {
    let occupation = if shaders > computing { Occupation::Shaders } else { Occupation::Computing };
    Event::Busy((computing + shaders).min(600_000.0) as u32, occupation)
}

/// Floating-point operations a second, of a product of small matrices.
pub(super) fn measure_speed(device: &Device) -> f64 {
    const SIDE: usize = 192;
    const ROUNDS: u32 = 4;
    let random = || Tensor::<2>::random([SIDE, SIDE], Distribution::Default, device);
    let (left, mut product) = (random(), random());
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let begun = now();
        product = left.clone().matmul(product);
        best = best.min(now() - begun);
    }
    // A clock may be coarser than the product takes.
    2.0 * (SIDE as f64).powi(3) * 1000.0 / best.max(0.1)
}
