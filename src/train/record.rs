//! Batch losses: a by-product of every step, kept on the device until the page is told.

use super::experiment::BatchLosses;
use super::schedule::keeps_batch_loss;
use crate::observe::readback::Readback;
use crate::protocol::{BatchLoss, Problem};

/// Batch losses that have not been read back, by rising step.
#[derive(Default)]
pub struct Record {
    waiting: Vec<(u64, BatchLosses)>,
}

impl Record {
    /// Takes the losses of the step of this number, from 0, if they are among those that are kept.
    pub fn note(&mut self, step: u64, losses: BatchLosses) {
        if keeps_batch_loss(step) {
            self.waiting.push((step, losses));
        }
    }

    /// Forgets this step and those after it: they are taken again or were never valid.
    pub fn forget_from(&mut self, step: u64) {
        self.waiting.retain(|(known, _)| *known < step);
    }

    /// Reads back all that are waiting, in one go.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn read(&mut self) -> Result<Vec<BatchLoss>, Problem> {
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
