//! How long to train between looks at the inbox, and how often to send a picture.

use super::fetch::now;
use crate::protocol::Device;

/// Milliseconds of training between two looks at the inbox.
const SLICE: f64 = 12.0;
/// Milliseconds between two reports of how far the run has come.
const REPORT: f64 = 100.0;
/// Milliseconds between two pictures, at least.
const PICTURE: f64 = 40.0;
/// Pictures take about this share of the time, so that a costly picture slows the pictures and not the training.
const SHARE: f64 = 0.25;
/// Milliseconds from one picture to the next that are never exceeded for the sake of [`SHARE`]: ten pictures a second are what a
/// person sees as motion.
const MOTION: f64 = 90.0;
/// The same for a picture that takes longer than [`MOTION`] itself.
const SLOWEST: f64 = 250.0;
/// Milliseconds of training between two checkpoints: what is lost at most with the worker, together with the step under way and, on WebGPU,
/// the comparison that finds a wrong one.
const CHECKPOINT: f64 = 1500.0;
/// The same where a checkpoint costs next to nothing.
const CHEAP_CHECKPOINT: f64 = 500.0;
/// Milliseconds that wrong steps may cost: those since the last comparison, a picture, and the steps that are compared until the
/// difference is found and confirmed.
const AT_RISK: f64 = 1700.0;
/// Steps that are taken beyond the pause from one comparison to the next: the one under way when it is over, and the two that are compared.
const COMPARED: f64 = 3.0;
/// Comparing steps with the CPU takes about this share of the time.
const AUDIT_SHARE: f64 = 0.05;
/// Milliseconds between two comparisons, and between two checkpoints that may be compared, at most, where a comparison takes no longer
/// than this: after wrong steps the run goes on from the last checkpoint that was compared. The step that is compared is the run's
/// own, mostly, so that little of the time is lost.
const AUDIT: f64 = 1000.0;
/// The same where a comparison takes longer; three quarters of the time are left to training then, but for the slowest.
const RARE_AUDIT: f64 = 10_000.0;
/// Comparisons of a run that have shaders to wait for, which say nothing of what the next ones take.
const FIRST_AUDITS: u32 = 2;
/// Checkpoints take at most this share of the time where that loses no more than [`CHECKPOINT`].
const CHECKPOINT_SHARE: f64 = 0.05;
/// Milliseconds of enqueued work that a device should have at most, so that a command is heard soon.
const QUEUE: f64 = 50.0;

/// Pace of one device.
#[derive(Debug)]
pub(super) struct Pace {
    /// Steps that may be enqueued before waiting for them; none where a step is done when it returns.
    queue: Option<u64>,
    picture: f64,
    /// Milliseconds that the last picture took.
    cost: f64,
    report: f64,
    checkpoint: f64,
    checkpoint_cost: f64,
    /// Where steps are compared with the CPU.
    audit: Option<Audits>,
}

/// Comparisons of a run's steps with the CPU.
#[derive(Clone, Copy, Debug)]
struct Audits {
    /// When the last one was.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    last: f64,
    /// How many there were.
    count: u32,
    /// How long one takes beside the run's own steps: none before [`FIRST_AUDITS`] are over.
    cost: Option<f64>,
    /// How long a step of the run takes.
    step: f64,
}

impl Audits {
    /// None yet; the first is due.
    const NONE: Self = Self { last: f64::NEG_INFINITY, count: 0, cost: None, step: 0.0 };

    /// Milliseconds from one to the next, and from one checkpoint to the next, at most where a comparison takes no long time and a
    /// picture this long. At least half of the time is left to training.
    fn most(self, picture: f64) -> f64 {
        let least = self.cost.unwrap_or(0.0).min(AUDIT);
        (AT_RISK - picture - COMPARED * self.step).clamp(least, AUDIT)
    }

    /// Milliseconds from one to the next.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    fn pause(self, picture: f64) -> f64 {
        let Some(cost) = self.cost else { return self.most(picture) };
        if cost <= AUDIT { (cost / AUDIT_SHARE).min(self.most(picture)) } else { (3.0 * cost).min(RARE_AUDIT) }
    }

    /// One more, which took so many milliseconds, so many steps of the run among them.
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

    /// A slice of work that is done when it returns, on any device.
    pub(super) fn timed() -> Slice {
        Slice { begun: now(), steps: 0, queue: None }
    }

    /// Learns from a slice how many steps the device does in [`QUEUE`].
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

    /// Whether a report is due; if so, it is taken as made.
    pub(super) fn report_due(&mut self) -> bool {
        let due = now() - self.report >= REPORT;
        if due {
            self.report = now();
        }
        due
    }

    /// Whether the state is to be kept now.
    pub(super) fn checkpoint_due(&self) -> bool {
        let most = self.audit.map_or(CHECKPOINT, |audits| audits.most(self.cost));
        let pause = (self.checkpoint_cost / CHECKPOINT_SHARE).max(CHEAP_CHECKPOINT).min(most);
        now() - self.checkpoint >= pause
    }

    /// It was kept, which took so many milliseconds.
    pub(super) fn record_checkpoint(&mut self, cost: f64) {
        (self.checkpoint, self.checkpoint_cost) = (now(), cost);
    }

    /// Whether steps are to be compared with the CPU now.
    #[cfg(feature = "gpu")]
    pub(super) fn audit_due(&self) -> bool {
        self.audit.is_some_and(|audits| now() - audits.last >= audits.pause(self.cost))
    }

    /// Milliseconds that a comparison takes; none before that is known.
    #[cfg(feature = "gpu")]
    pub(super) fn audit_cost(&self) -> Option<f64> {
        self.audit.and_then(|audits| audits.cost)
    }

    /// They were compared, which took so many milliseconds, so many steps of the run among them.
    #[cfg(feature = "gpu")]
    pub(super) fn record_audit(&mut self, took: f64, steps: u64) {
        self.audit = self.audit.map(|audits| audits.done(took, steps));
    }

    /// Another run begins: what it computes is compared and kept soon.
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
    /// Whether one more step fits; counts it.
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

/// Milliseconds from the end of a picture of this cost to the beginning of the next.
fn pause(cost: f64) -> f64 {
    let share = cost * (1.0 / SHARE - 1.0);
    if cost < MOTION {
        share.clamp(PICTURE, MOTION) - cost
    } else {
        // Of a picture that takes longer than that, training still has a third of the time.
        share.min((SLOWEST - cost).max(cost / 2.0))
    }
}
