//! What a run has measured, what it measures, and who waits for it.

use super::{Goal, Session};
use crate::options::Key;
use crate::protocol::{Measuring, Metrics, Problem, RequestId};
use crate::train::experiment::{Experiment, Extent, Measured};

/// Milliseconds after which a run that trains is measured off schedule, so that the numbers on the page stay fresh.
const FRESH: f64 = 1500.0;

/// What came of measuring some more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Advance {
    /// There is nothing to measure.
    Idle,
    /// Some examples were measured; there are more.
    UnderWay,
    /// A measurement is done.
    Done {
        /// What was measured.
        metrics: Metrics,
        /// Whether it is one of the schedule's.
        scheduled: bool,
    },
}

/// A measurement that is under way in the experiment.
#[derive(Clone, Copy, Debug)]
struct Begun {
    step: u64,
    epoch: f64,
    extent: Extent,
    scheduled: bool,
}

/// Milliseconds from which on a first measurement is told of.
const LONG: f64 = 1000.0;

/// The measurements of a run.
#[derive(Debug, Default)]
pub(super) struct Measurements {
    begun: Option<Begun>,
    /// This step is to be measured by the schedule, but its examples have not arrived.
    due: Option<u64>,
    /// The examples that are missing may not come for long: steps do not wait for them.
    starved: bool,
    newest: Option<(Metrics, Extent)>,
    /// When the first one began.
    since: Option<f64>,
    /// When the newest was done.
    at: f64,
    /// Requests that are answered with the metrics of the parameters as they are.
    owed: Vec<RequestId>,
}

impl Measurements {
    /// Whether the next step has to wait: for a measurement that the schedule or a request asks for. `another`: the schedule
    /// asks for one after it.
    pub(super) fn hold(&self, another: bool) -> bool {
        !self.owed.is_empty() || (another && self.begun.is_some_and(|begun| begun.scheduled))
    }

    /// Whether the step is to be measured before the next, and examples are missing for it.
    pub(super) fn waits_for_data(&self) -> bool {
        self.due.is_some() && !self.starved
    }

    /// Measures the step by the schedule, now or when the examples have arrived.
    pub(super) fn schedule(&mut self, step: u64, epoch: f64, experiment: &mut dyn Experiment) {
        if experiment.measurable(Extent::Sample) {
            self.begin(Begun { step, epoch, extent: Extent::Sample, scheduled: true }, experiment);
        } else {
            self.due = Some(step);
        }
    }

    fn begin(&mut self, begun: Begun, experiment: &mut dyn Experiment) {
        experiment.begin_measuring(begun.extent);
        (self.begun, self.due) = (Some(begun), None);
    }

    /// The goal has changed: a measurement of everything is for a run that is paused.
    pub(super) fn adapt(&mut self, step: u64, paused: bool, experiment: &mut dyn Experiment) {
        let all = self.begun.is_some_and(|begun| begun.extent == Extent::All);
        let stale = self.begun.is_some_and(|begun| begun.step != step && !begun.scheduled);
        if (all && !paused) || stale {
            self.stop(experiment);
        }
    }

    fn stop(&mut self, experiment: &mut dyn Experiment) {
        experiment.stop_measuring();
        self.begun = None;
    }

    /// Steps after this one were not valid.
    pub(super) fn forget_after(&mut self, step: u64, experiment: &mut dyn Experiment) {
        if self.begun.is_some_and(|begun| begun.step > step) {
            self.stop(experiment);
        }
        self.due = self.due.filter(|due| *due <= step);
        self.newest = self.newest.filter(|(newest, _)| newest.step <= step);
    }

    /// The parameters are others now.
    pub(super) fn forget_all(&mut self, experiment: &mut dyn Experiment) {
        self.stop(experiment);
        (self.due, self.newest) = (None, None);
    }

    /// The measurement that a person waits for, if one is under way: that of all test examples, or a first one that takes long.
    pub(super) fn awaited(&mut self, now: f64, experiment: &dyn Experiment) -> Option<Measuring> {
        let begun = self.begun?;
        let first = self.newest.is_none() && now - *self.since.get_or_insert(now) > LONG;
        if begun.extent == Extent::All || first { experiment.measuring() } else { None }
    }
}

impl Session {
    /// This request is answered with the metrics of the parameters as they are now; until then no step is taken.
    pub fn owe(&mut self, id: RequestId) {
        self.measurements.owed.push(id);
    }

    /// Says whether data files fail to come: then steps do not wait to be measured on what is missing.
    pub fn set_starved(&mut self, starved: bool) {
        self.measurements.starved = starved;
    }

    /// Whether a measurement is under way.
    pub fn is_measuring(&self) -> bool {
        self.measurements.begun.is_some()
    }

    /// Whether there is something to measure now.
    pub fn will_measure(&self) -> bool {
        self.is_measuring() || self.next_measurement().is_some()
    }

    /// Whether a request is waiting for metrics.
    pub fn owes(&self) -> bool {
        !self.measurements.owed.is_empty()
    }

    /// Requests that are waiting for metrics, and those metrics, once they are measured.
    pub fn answers(&mut self) -> Option<(Vec<RequestId>, Metrics)> {
        let metrics = self.known().filter(|_| !self.measurements.owed.is_empty())?;
        Some((std::mem::take(&mut self.measurements.owed), metrics))
    }

    /// What is measured of a run in this state: everything when it is paused, as far as it has arrived.
    fn wanted(&self) -> Extent {
        let all = self.goal == Goal::Paused && self.experiment.measurable(Extent::All);
        let differ = self.experiment.examples_of(Extent::All) != self.experiment.examples_of(Extent::Sample);
        if all && differ { Extent::All } else { Extent::Sample }
    }

    /// The metrics of the parameters as they are now, if they are measured as far as is wanted.
    fn known(&self) -> Option<Metrics> {
        let wanted = self.wanted();
        let (metrics, extent) = self.measurements.newest?;
        let enough = extent == Extent::All || wanted == Extent::Sample;
        let speed = self.speed.value();
        (metrics.step == self.at.step && enough).then_some(Metrics { steps_per_second: speed, ..metrics })
    }

    /// Measures some more examples, if there is something to measure: some milliseconds of work on a CPU.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn measure_some(&mut self) -> Result<Advance, Problem> {
        if self.measurements.begun.is_none() {
            let Some(next) = self.next_measurement() else { return Ok(Advance::Idle) };
            self.measurements.begin(next, &mut *self.experiment);
        }
        let Some(measured) = self.experiment.measure_more().await? else { return Ok(Advance::UnderWay) };
        let Some(Begun { step, epoch, extent, scheduled }) = self.measurements.begun.take() else {
            return Ok(Advance::Idle);
        };
        let metrics = self.metrics_of(step, epoch, measured);
        (self.measurements.newest, self.measurements.at) = (Some((metrics, extent)), (self.clock)());
        Ok(Advance::Done { metrics, scheduled })
    }

    fn next_measurement(&self) -> Option<Begun> {
        if !self.measurable() {
            return None;
        }
        if let Some(due) = self.measurements.due {
            return Some(Begun {
                step: self.at.step,
                epoch: self.epoch(),
                extent: Extent::Sample,
                scheduled: due == self.at.step,
            });
        }
        let measurements = &self.measurements;
        let fresh =
            self.goal != Goal::Paused && (self.clock)() - measurements.at < FRESH && measurements.owed.is_empty();
        if fresh || self.known().is_some() {
            return None;
        }
        Some(Begun { step: self.at.step, epoch: self.epoch(), extent: self.wanted(), scheduled: false })
    }

    fn metrics_of(&self, step: u64, epoch: f64, measured: Measured) -> Metrics {
        Metrics {
            step,
            epoch,
            train_loss: measured.train.loss,
            test_loss: measured.test.loss,
            train_accuracy: measured.train.accuracy,
            test_accuracy: measured.test.accuracy,
            train_examples: measured.train.examples,
            test_examples: measured.test.examples,
            learning_rate: self.options.number(Key::LearningRate),
            steps_per_second: self.speed.value(),
        }
    }
}
