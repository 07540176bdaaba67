//! The curves of a run: its measurements, batch losses, and the steps at which a person changed something.

use crate::options::{Key, Value};
use crate::protocol::{BatchLoss, Metrics};

/// The measurements of a run, by ascending step. On the CPU, the same seed gives the same history regardless of speed and
/// of what was viewed, because it keeps only scheduled steps (`train::schedule`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    measured: Vec<Metrics>,
    /// The newest measurement, if it is off schedule; the next one replaces it.
    latest: Option<Metrics>,
    losses: Vec<BatchLoss>,
    marks: Vec<Mark>,
}

/// A change made to the run from outside.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Optimizer steps taken before the change.
    pub step: u64,
    /// What was changed.
    pub changes: Vec<Change>,
    /// Measurements that came before it.
    before: usize,
}

/// A change in the middle of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Parameters were replaced by hand.
    Parameters,
    /// An option that can change without resetting the parameters.
    Option {
        /// The option.
        key: Key,
        /// Its old value.
        from: Value,
        /// Its new value.
        to: Value,
    },
}

impl History {
    /// Adds a measurement. A second one at the same step replaces the first, unless the run was changed in between.
    pub fn take(&mut self, metrics: Metrics, scheduled: bool) {
        let kept = self.marks.last().map_or(0, |mark| mark.before);
        if self.measured.last().is_some_and(|last| last.step > metrics.step) {
            return;
        }
        // The first measurement after a change shows its effect.
        if scheduled || (kept > 0 && self.measured.len() == kept) {
            while self.measured.len() > kept && self.measured.last().is_some_and(|last| last.step >= metrics.step) {
                self.measured.pop();
            }
            self.measured.push(metrics);
            self.latest = self.latest.filter(|latest| latest.step > metrics.step);
        } else {
            self.latest = Some(metrics);
        }
    }

    /// Adds batch losses that follow those already recorded.
    pub fn take_losses(&mut self, losses: Vec<BatchLoss>) {
        let known = self.losses.last().map(|last| last.step);
        self.losses.extend(losses.into_iter().filter(|loss| known.is_none_or(|known| loss.step > known)));
    }

    /// Records a change after this step: earlier measurements stay, and the curves restart there.
    pub fn mark(&mut self, step: u64, change: Change) {
        let last = self.measured.last().map(|last| last.step);
        if let Some(latest) = self.latest.take().filter(|latest| last.is_none_or(|last| last <= latest.step)) {
            if last == Some(latest.step) {
                self.measured.pop();
            }
            self.measured.push(latest);
        }
        let before = self.measured.len();
        match self.marks.last_mut() {
            // Nothing was measured or trained in between, so on the curve it is a single change.
            Some(mark) if mark.step == step => {
                mark.changes.retain(|known| !known.is_of(&change));
                mark.changes.push(change);
                mark.before = before;
            }
            _ => self.marks.push(Mark { step, changes: vec![change], before }),
        }
    }

    /// Rewinds to this step; everything later will be recomputed.
    pub fn rewind(&mut self, step: u64) {
        self.measured.retain(|metrics| metrics.step <= step);
        self.latest = self.latest.filter(|latest| latest.step <= step);
        self.losses.retain(|loss| loss.step < step);
        self.marks.retain(|mark| mark.step <= step);
    }

    /// The measurements by ascending step, newest last.
    pub fn measurements(&self) -> Vec<Metrics> {
        self.segments().concat()
    }

    /// The measurements, split wherever the run was changed.
    pub fn segments(&self) -> Vec<Vec<Metrics>> {
        let mut measured = self.measured.as_slice();
        let mut segments = Vec::with_capacity(self.marks.len() + 1);
        let mut begun = 0;
        for mark in &self.marks {
            let (segment, rest) = measured.split_at((mark.before - begun).min(measured.len()));
            segments.push(segment.to_vec());
            (measured, begun) = (rest, mark.before);
        }
        let mut last = measured.to_vec();
        if let Some(latest) = self.latest {
            last.retain(|metrics| metrics.step < latest.step);
            last.push(latest);
        }
        segments.push(last);
        segments
    }

    /// The newest measurement.
    pub fn newest(&self) -> Option<Metrics> {
        self.latest.or(self.measured.last().copied())
    }

    /// The first measurement.
    pub fn first(&self) -> Option<Metrics> {
        self.measured.first().copied().or(self.latest)
    }

    /// Batch losses, by ascending step.
    pub fn losses(&self) -> &[BatchLoss] {
        &self.losses
    }

    /// The changes, by ascending step.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }
}

impl Change {
    /// Whether both changes concern the same thing, so that only the later one matters.
    fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Parameters, Self::Parameters) => true,
            (Self::Option { key, .. }, Self::Option { key: other, .. }) => key == other,
            (Self::Parameters, Self::Option { .. }) | (Self::Option { .. }, Self::Parameters) => false,
        }
    }
}
