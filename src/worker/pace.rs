//! How long to train between checks of the inbox, and how often to send a picture.

use super::fetch::now;
use crate::protocol::Device;

/// Milliseconds of training between two checks of the inbox.
const SLICE: f64 = 12.0;
/// Milliseconds between two progress reports.
const REPORT: f64 = 100.0;
/// Minimum milliseconds between two pictures.
const PICTURE: f64 = 40.0;
/// Approximate share of the time for pictures, so that costly pictures slow down pictures rather than training.
const SHARE: f64 = 0.25;
/// Maximum interval between pictures, in milliseconds, even if it exceeds [`SHARE`]: ten pictures per second look like
/// motion.
const MOTION: f64 = 90.0;
/// The same for a picture that takes longer than [`MOTION`] itself.
const SLOWEST: f64 = 250.0;
/// Milliseconds of training between two checkpoints: the most that is lost with a worker, apart from the current step and,
/// on WebGPU, the comparison that finds a wrong one.
const CHECKPOINT: f64 = 1500.0;
/// The same when a checkpoint costs next to nothing.
const CHEAP_CHECKPOINT: f64 = 500.0;
/// Milliseconds that wrong steps may cost: those since the last comparison, a picture, and the steps compared until the
/// difference is found and confirmed.
const AT_RISK: f64 = 1700.0;
/// Extra steps taken beyond the pause between comparisons: the one in progress when it ends, and the two that are compared.
const COMPARED: f64 = 3.0;
/// Approximate share of the time for comparing steps with the CPU.
const AUDIT_SHARE: f64 = 0.05;
/// Maximum milliseconds between two comparisons, and between two comparable checkpoints, if a comparison takes no longer
/// than this: after wrong steps the run continues from the last compared checkpoint. The compared step is usually the run's
/// own, so little time is lost.
const AUDIT: f64 = 1000.0;
/// The same for slower comparisons; except for the slowest, three quarters of the time remain for training.
const RARE_AUDIT: f64 = 10_000.0;
/// Comparisons at the start of a run that wait for shaders, and so do not predict the following ones.
const FIRST_AUDITS: u32 = 2;
/// Maximum share of the time for checkpoints, as long as no more than [`CHECKPOINT`] is lost.
const CHECKPOINT_SHARE: f64 = 0.05;
/// Milliseconds of work to enqueue on a device at most, so that commands are handled soon.
const QUEUE: f64 = 50.0;

/// Pace of one device.
#[derive(Debug)]
pub(super) struct Pace {
    /// Steps that may be enqueued before waiting for them; `None` if a step is done when it returns.
    queue: Option<u64>,
    picture: f64,
    /// Milliseconds that the last picture took.
    cost: f64,
    report: f64,
    checkpoint: f64,
    checkpoint_cost: f64,
    /// Comparisons, if steps are compared with the CPU.
    audit: Option<Audits>,
}

/// The schedule of comparisons with the CPU.
#[derive(Clone, Copy, Debug)]
struct Audits {
    /// Time of the last comparison.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    last: f64,
    /// How many there were.
    count: u32,
    /// The duration of a comparison beyond the run's own steps; `None` until [`FIRST_AUDITS`] are over.
    cost: Option<f64>,
    /// How long a step of the run takes.
    step: f64,
}

impl Audits {
    /// None yet; the first is due.
    const NONE: Self = Self { last: f64::NEG_INFINITY, count: 0, cost: None, step: 0.0 };

    /// Maximum milliseconds between comparisons, and between checkpoints, given this duration of a comparison and of a
    /// picture. At least half of the time remains for training.
    fn most(self, picture: f64) -> f64 {
        let least = self.cost.unwrap_or(0.0).min(AUDIT);
        (AT_RISK - picture - COMPARED * self.step).clamp(least, AUDIT)
    }

    /// Milliseconds between two comparisons.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    fn pause(self, picture: f64) -> f64 {
        let Some(cost) = self.cost else { return self.most(picture) };
        if cost <= AUDIT { (cost / AUDIT_SHARE).min(self.most(picture)) } else { (3.0 * cost).min(RARE_AUDIT) }
    }

    /// Records a comparison that took this many milliseconds and included this many of the run's steps.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    fn done(self, took: f64, steps: u64) -> Self {
        let cost = (took - steps as f64 * self.step).max(0.0);
        let least = self.cost.map_or(cost, |least| least.min(cost));
        let count = self.count.saturating_add(1);
        Self { last: now(), count, cost: (count > FIRST_AUDITS).then_some(least), ..self }
    }
}

impl Pace {
    pub(super) fn of(device: Device) -> Self {
        Self {
            queue: (device == Device::WebGpu).then_some(1),
            picture: f64::NEG_INFINITY,
            cost: 0.0,
            report: f64::NEG_INFINITY,
            checkpoint: now(),
            checkpoint_cost: 0.0,
            audit: (device == Device::WebGpu).then_some(Audits::NONE),
        }
    }

    /// A slice of training.
    pub(super) fn slice(&self) -> Slice {
        Slice { begun: now(), steps: 0, queue: self.queue }
    }

    /// A slice whose work is done when it returns, on any device.
    pub(super) fn timed() -> Slice {
        Slice { begun: now(), steps: 0, queue: None }
    }

    /// Learns from a slice how many steps the device completes in [`QUEUE`].
    pub(super) fn done(&mut self, slice: &Slice) {
        let Some(queue) = &mut self.queue else { return };
        if slice.steps == 0 {
            return;
        }
        let took = now() - slice.begun;
        if let Some(audits) = &mut self.audit {
            audits.step = took / slice.steps as f64;
        }
        if took > QUEUE {
            *queue = (*queue / 2).max(1);
        } else if took < QUEUE / 2.0 && slice.steps == *queue {
            *queue *= 2;
        }
    }

    /// Whether a report is due; if so, counts it as sent.
    pub(super) fn report_due(&mut self) -> bool {
        let due = now() - self.report >= REPORT;
        if due {
            self.report = now();
        }
        due
    }

    /// Whether a checkpoint is due.
    pub(super) fn checkpoint_due(&self) -> bool {
        let most = self.audit.map_or(CHECKPOINT, |audits| audits.most(self.cost));
        let pause = (self.checkpoint_cost / CHECKPOINT_SHARE).max(CHEAP_CHECKPOINT).min(most);
        now() - self.checkpoint >= pause
    }

    /// Records that a checkpoint took this many milliseconds.
    pub(super) fn record_checkpoint(&mut self, cost: f64) {
        (self.checkpoint, self.checkpoint_cost) = (now(), cost);
    }

    /// Whether a comparison with the CPU is due.
    #[cfg(feature = "gpu")]
    pub(super) fn audit_due(&self) -> bool {
        self.audit.is_some_and(|audits| now() - audits.last >= audits.pause(self.cost))
    }

    /// Milliseconds of a comparison; `None` while unknown.
    #[cfg(feature = "gpu")]
    pub(super) fn audit_cost(&self) -> Option<f64> {
        self.audit.and_then(|audits| audits.cost)
    }

    /// Records a comparison that took this many milliseconds and included this many of the run's steps.
    #[cfg(feature = "gpu")]
    pub(super) fn record_audit(&mut self, took: f64, steps: u64) {
        self.audit = self.audit.map(|audits| audits.done(took, steps));
    }

    /// Starts another run: its results are compared and kept soon.
    pub(super) fn begin(&mut self) {
        self.audit = self.audit.map(|_| Audits::NONE);
        self.checkpoint = if self.audit.is_some() { f64::NEG_INFINITY } else { now() };
    }

    pub(super) fn picture_due(&self) -> bool {
        now() - self.picture >= pause(self.cost)
    }

    pub(super) fn record_picture(&mut self, cost: f64) {
        self.cost = cost;
        self.picture = now();
    }
}

/// A slice of training.
#[derive(Debug)]
pub(super) struct Slice {
    begun: f64,
    steps: u64,
    queue: Option<u64>,
}

impl Slice {
    /// Whether one more step fits into the slice; if so, counts it.
    pub(super) fn more(&mut self) -> bool {
        let fits = match self.queue {
            Some(queue) => self.steps < queue,
            None => self.steps == 0 || now() - self.begun < SLICE,
        };
        self.steps += u64::from(fits);
        fits
    }

    /// Milliseconds since it began.
    pub(super) fn elapsed(&self) -> f64 {
        now() - self.begun
    }

    pub(super) fn steps(&self) -> u64 {
        self.steps
    }
}

/// Milliseconds between the end of a picture with this cost and the start of the next.
fn pause(cost: f64) -> f64 {
    let share = cost * (1.0 / SHARE - 1.0);
    if cost < MOTION {
        share.clamp(PICTURE, MOTION) - cost
    } else {
        // Even with pictures slower than that, a third of the time remains for training.
        share.min((SLOWEST - cost).max(cost / 2.0))
    }
}
