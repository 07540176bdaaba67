//! Scores a network over many examples, slice by slice.

use std::ops::Range;

use burn::tensor::Tensor;

use super::experiment::{Measured, Score};
use super::task::Split;
use crate::model::dropout::Dropout;
use crate::model::loss::{Loss, largest};
use crate::model::network::Network;
use crate::observe::readback::Readback;
use crate::protocol::{Measuring, Problem};

/// A measurement under way.
pub(super) struct Measurement<N> {
    /// Outside autodiff, as it was when the measurement began: later steps do not change it.
    network: N,
    train: Tally,
    /// Empty if there are no separate test examples.
    test: Tally,
}

/// Totals over one split.
#[derive(Default)]
struct Tally {
    examples: u32,
    done: u32,
    loss: f64,
    right: f64,
    /// The predicted class of each example, for single-class tasks.
    guesses: Vec<u8>,
}

impl Tally {
    fn of(examples: u32) -> Self {
        Self { examples, ..Self::default() }
    }

    fn score(&self, classes: bool) -> Score {
        let count = f64::from(self.examples.max(1));
        let accuracy = classes.then(|| self.right / count);
        Score { loss: self.loss / count, accuracy, examples: self.examples }
    }
}

impl<N: Network> Measurement<N> {
    /// Measures this network over this many training and test examples, from the first of each.
    pub(super) fn new(network: N, train: u32, test: u32) -> Self {
        Self { network, train: Tally::of(train), test: Tally::of(test) }
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Measuring {
        Measuring {
            done: self.train.done + self.test.done,
            total: self.train.examples + self.test.examples,
            test: self.test.examples,
        }
    }

    /// The next examples to score, at most this many; `None` when all are done.
    pub(super) fn next(&self, most: u32) -> Option<(Split, Range<u32>)> {
        let rest = |tally: &Tally| {
            (tally.done < tally.examples).then(|| tally.done..tally.examples.min(tally.done.saturating_add(most)))
        };
        let train = rest(&self.train).map(|range| (Split::Train, range));
        train.or_else(|| rest(&self.test).map(|range| (Split::Test, range)))
    }

    /// Scores the next examples, given as network inputs and target rows.
    ///
    /// # Shapes
    /// - `inputs`: `[examples, input width]`; `targets`: `examples` rows of `target_width`.
    ///
    /// # Errors
    /// Where the device is lost.
    pub(super) async fn score(
        &mut self,
        inputs: Tensor<2>,
        targets: &[f32],
        target_width: usize,
        loss: Loss,
    ) -> Result<(), Problem> {
        let mut readback = Readback::default();
        readback.register(self.network.forward(inputs, &mut Dropout::off()));
        let outputs = readback.one().await?;
        let tally = if self.train.done < self.train.examples { &mut self.train } else { &mut self.test };
        for (row, target) in outputs.chunks(target_width).zip(targets.chunks(target_width)) {
            let (value, right) = loss.of_example(row, target);
            tally.loss += value;
            tally.right += right;
            tally.done += 1;
            if matches!(loss, Loss::CrossEntropy { classes } if classes == row.len()) {
                tally.guesses.push(largest(row) as u8);
            }
        }
        Ok(())
    }

    /// The result, and the predicted class of each test example.
    pub(super) fn result(self, classes: bool) -> (Measured, Vec<u8>) {
        let train = self.train.score(classes);
        let test = if self.test.examples == 0 { train } else { self.test.score(classes) };
        (Measured { train, test }, self.test.guesses)
    }
}
