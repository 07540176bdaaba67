//! A run's reports: its facts, progress, measurements and pictures.

use serde::{Deserialize, Serialize};

use super::Picture;

/// Measurements of a single state of the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metrics {
    /// Optimizer steps taken.
    pub step: u64,
    /// Epochs completed, with fraction.
    pub epoch: f64,
    /// Mean loss over training examples, without penalties.
    pub train_loss: f64,
    /// Mean loss over test examples, without penalties.
    pub test_loss: f64,
    /// Share of training examples classified correctly, 0…1; `None` for regression.
    pub train_accuracy: Option<f64>,
    /// Share of test examples classified correctly, 0…1; `None` for regression.
    pub test_accuracy: Option<f64>,
    /// Training examples measured (a sample of them for large sets).
    pub train_examples: u32,
    /// Test examples measured: a sample while a large set trains; all of them when paused, or as many as the lesson's knob
    /// says.
    pub test_examples: u32,
    /// The learning rate of the next step.
    pub learning_rate: f64,
    /// Recent optimizer steps per second of training; 0 when paused from the start.
    pub steps_per_second: f64,
}

/// Facts of a run that do not change during training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Trainable numbers.
    pub parameters: u64,
    /// Floating-point operations of one optimizer step, forward and backward.
    pub flops_per_step: u64,
    /// Optimizer steps per epoch.
    pub steps_per_epoch: u64,
    /// Training examples.
    pub train_examples: u32,
    /// Test examples.
    pub test_examples: u32,
    /// Whether the targets are classes.
    pub classes: bool,
}

/// Losses of one optimizer step's batch, before the step, without penalties.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BatchLoss {
    /// Optimizer steps taken before this one: the loss belongs to the parameters at that time.
    pub step: u64,
    /// Mean loss over the batch; of a GAN, the discriminator's. `None` if only the generator took the step.
    pub loss: Option<f32>,
    /// The generator's mean loss, of a GAN.
    pub generator: Option<f32>,
}

/// A measurement that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measuring {
    /// Examples measured so far, training and test.
    pub done: u32,
    /// Examples that are to be measured.
    pub total: u32,
    /// Test examples among them.
    pub test: u32,
}

/// How far a run has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The run's id.
    pub run: u32,
    /// Whether it is training.
    pub playing: bool,
    /// Whether it waits for data.
    pub waiting: bool,
    /// The step that it trains to; `None` if it trains until told to stop.
    pub goal: Option<u64>,
    /// Optimizer steps taken.
    pub step: u64,
    /// Epochs completed, with fraction.
    pub epoch: f64,
    /// Recent optimizer steps per second.
    pub steps_per_second: f64,
    /// Batch losses since the last report, by ascending step, thinned as in `train::schedule`.
    pub losses: Vec<BatchLoss>,
    /// Steps at which parameters were replaced from outside, since the last report.
    pub edits: Vec<u64>,
    /// Progress of measuring all test examples.
    pub measuring: Option<Measuring>,
}

/// Pictures of a run at one state of its parameters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The run's progress: the pictures are of this step.
    pub progress: Progress,
    /// The pictures requested by the view.
    pub pictures: Vec<Picture>,
}
