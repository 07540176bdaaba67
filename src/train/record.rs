//! Batch losses: a by-product of every step, kept on the device until they are reported.

use super::experiment::BatchLosses;
use super::schedule::keeps_batch_loss;
use crate::observe::readback::Readback;
use crate::protocol::{BatchLoss, Problem};

/// Batch losses not yet read back, by ascending step.
#[derive(Default)]
pub(super) struct Record {
    waiting: Vec<(u64, BatchLosses)>,
}

impl Record {
    /// Records the losses of the step with this index from 0, if they are among those to keep.
    pub(super) fn note(&mut self, step: u64, losses: BatchLosses) {
        if keeps_batch_loss(step) {
            self.waiting.push((step, losses));
        }
    }

    /// Forgets this step and later ones: they are repeated or were never valid.
    pub(super) fn forget_from(&mut self, step: u64) {
        self.waiting.retain(|(known, _)| *known < step);
    }

    /// Reads back all pending losses together.
    ///
    /// # Errors
    /// Where the device is lost.
    pub(super) async fn read(&mut self) -> Result<Vec<BatchLoss>, Problem> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut readback = Readback::default();
        let places: Vec<_> = waiting
            .into_iter()
            .map(|(step, losses)| {
                let [loss, generator] = [losses.loss, losses.generator].map(|loss| Some(readback.register(loss?)));
                (step, loss, generator)
            })
            .collect();
        let values = readback.all().await?;
        let value = |place: Option<usize>| values.get(place?)?.first().copied();
        let losses = places.into_iter();
        Ok(losses
            .map(|(step, loss, generator)| BatchLoss { step, loss: value(loss), generator: value(generator) })
            .collect())
    }
}
