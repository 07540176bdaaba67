//! The interface that every network family implements. A session drives it and knows nothing else.

use std::future::Future;
use std::pin::Pin;

use burn::tensor::Tensor;

use super::library::Library;
use crate::options::Options;
use crate::protocol::{Array, Examples, Floats, Measuring, Misfit, Part, Picture, Problem, Summary, View};

/// A value being read back from a device.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + 'a>>;

/// One optimizer step. A family with several optimizers (a GAN's k discriminator steps and one generator step) counts them
/// as one step here.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The step's index from 0, for which its randomness (dropout) is drawn.
    pub number: u64,
    /// Training examples of its batch.
    pub examples: &'a [u32],
    /// Learning rate.
    pub rate: f64,
}

/// Mean losses of a step's batch before the step, without penalties, still on the device: tensors with one element.
#[derive(Default)]
pub struct BatchLosses {
    /// Of the network, or of a GAN's discriminator.
    pub loss: Option<Tensor<1>>,
    /// Of a GAN's generator.
    pub generator: Option<Tensor<1>>,
}

/// How many examples a measurement includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Enough for a display while training.
    Sample,
    /// All test examples.
    All,
}

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// Loss, accuracy and number of training examples.
    pub train: Score,
    /// Loss, accuracy and number of test examples.
    pub test: Score,
}

/// Mean loss and accuracy over some examples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Mean loss, without penalties.
    pub loss: f64,
    /// Share classified correctly, for classes.
    pub accuracy: Option<f64>,
    /// Number of examples.
    pub examples: u32,
}

/// A network with its data and optimizers. Steps only enqueue work; everything that reads back is a future, because the
/// browser's GPU cannot be waited for.
pub trait Experiment {
    /// Facts that do not change during training.
    fn summary(&self) -> Summary;

    /// The order in which an epoch visits the training examples: a permutation of `0..train_examples`.
    fn order(&self, epoch: u64) -> Vec<u32>;

    /// The data files it lacks, most urgent first.
    fn wants(&self) -> Vec<&'static str>;

    /// Takes the files it wants from the library. Returns examples loaded and in total.
    fn feed(&mut self, library: &Library) -> (u32, u32);

    /// Whether these training examples are loaded.
    fn ready(&self, examples: &[u32]) -> bool;

    /// Whether enough is loaded to measure this extent.
    fn measurable(&self, extent: Extent) -> bool;

    /// Takes a step. Its losses are a by-product.
    fn step(&mut self, step: Step<'_>) -> BatchLosses;

    /// Takes a step of one of several networks that learn against each other.
    ///
    /// # Errors
    /// [`Problem::Unfit`] if the lesson has only one network.
    fn step_part(&mut self, _step: Step<'_>, _part: Part) -> Result<BatchLosses, Problem> {
        Err(Problem::Unfit(Misfit::OneNetworkOnly))
    }

    /// Uses these options from the next step on. They differ from the previous ones only in keys for which
    /// [`Key::goes_on`](crate::options::Key::goes_on) holds.
    fn retune(&mut self, options: &Options);

    /// Whether every parameter is finite; waits for all steps taken so far.
    fn all_finite(&self) -> Pending<'_, bool>;

    /// Remembers network and optimizer in their current state, replacing what was remembered before. Costs nothing: tensors
    /// are shared until a step changes them.
    fn remember(&mut self);

    /// Restores the remembered state, if there is one.
    fn recall(&mut self);

    /// Training and test examples that a measurement of this extent includes.
    fn examples_of(&self, extent: Extent) -> (u32, u32);

    /// Starts to measure loss and accuracy of the current parameters, replacing a measurement in progress. Steps may be
    /// taken before it is done.
    fn begin_measuring(&mut self, extent: Extent);

    /// Cancels the measurement in progress.
    fn stop_measuring(&mut self);

    /// The measurement under way.
    fn measuring(&self) -> Option<Measuring>;

    /// Measures some more examples: some milliseconds of work on a CPU. Returns the result once all are measured.
    fn measure_more(&mut self) -> Pending<'_, Option<Measured>>;

    /// The pictures for the view's panels.
    fn observe<'a>(&'a self, view: &'a View) -> Pending<'a, Vec<Picture>>;

    /// The parameters.
    fn parameters(&self) -> Pending<'_, Vec<Array>>;

    /// The optimizer's state.
    fn optimizer(&self) -> Pending<'_, Vec<Array>>;

    /// Replaces parameters; those not named are kept.
    ///
    /// # Errors
    /// [`Problem::Unfit`] if a name or a shape does not fit; nothing is changed.
    fn set_parameters(&mut self, arrays: &[Array]) -> Result<(), Problem>;

    /// Replaces the optimizer's state; what does not fit is ignored.
    fn set_optimizer(&mut self, arrays: &[Array]);

    /// The gradients of the last step's smooth loss, which includes the penalty on squared weights but not that on |w| (see
    /// [`super::optimizer`]); `None` before the first step.
    fn gradients(&self) -> Pending<'_, Vec<Array>>;

    /// The outputs for raw inputs of this width, and the outputs' width.
    fn predict(&self, width: u32, inputs: Floats) -> Pending<'_, (u32, Floats)>;

    /// Every layer's activations for one raw input.
    fn activations(&self, input: Floats) -> Pending<'_, Vec<Array>>;

    /// Training and test examples.
    ///
    /// # Errors
    /// [`Problem::Unfit`] if not all are loaded.
    fn dataset(&self) -> Result<(Examples, Examples), Problem>;
}

/// The number of rows of raw inputs, with `expected` numbers each.
///
/// # Errors
/// [`Problem::Unfit`] if they do not form such rows, or are not finite.
pub(super) fn fitting(width: usize, expected: usize, inputs: &[f32]) -> Result<usize, Problem> {
    if width != expected || !inputs.len().is_multiple_of(expected) || inputs.is_empty() {
        let (numbers, width, expected) = (inputs.len() as u64, width as u64, expected as u64);
        return Err(Problem::Unfit(Misfit::Rows { numbers, width, expected }));
    }
    if let Some(value) = inputs.iter().copied().find(|value| !value.is_finite()) {
        return Err(Problem::Unfit(Misfit::InputNotFinite { value }));
    }
    Ok(inputs.len() / expected)
}

/// The first of these numbers that is not a valid token.
pub(super) fn no_token(raw: &[f32], tokens: usize) -> Option<Misfit> {
    let wrong = raw.iter().copied().find(|token| token.fract() != 0.0 || !(0.0..tokens as f32).contains(token));
    wrong.map(|value| Misfit::Token { value, most: tokens.saturating_sub(1) as u32 })
}
