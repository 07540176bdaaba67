//! What every family can do. A session drives it and knows nothing else.

use std::future::Future;
use std::pin::Pin;

use burn::tensor::Tensor;

use super::library::Library;
use crate::options::Options;
use crate::protocol::{Array, Examples, Floats, Measuring, Misfit, Part, Picture, Problem, Summary, View};

/// Something read back from a device.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + 'a>>;

/// One optimizer step to take. A family with several optimizers (a GAN's k discriminator steps and one generator step)
/// counts them as one step here.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// Number of the step, from 0: randomness of the step (dropout) is drawn for it.
    pub number: u64,
    /// Training examples of its batch.
    pub examples: &'a [u32],
    /// Learning rate.
    pub rate: f64,
}

/// Mean losses of one step's batch before the step, without penalties, still on the device: tensors of one element.
#[derive(Default)]
pub struct BatchLosses {
    /// Of the network, or of a GAN's discriminator.
    pub loss: Option<Tensor<1>>,
    /// Of a GAN's generator.
    pub generator: Option<Tensor<1>>,
}

/// How many examples a measurement looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Enough for a picture while training.
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
    /// Share classified right, for classes.
    pub accuracy: Option<f64>,
    /// How many.
    pub examples: u32,
}

/// A family at work on its data.
///
/// Steps only enqueue work; everything that reads back is a future, because the browser's GPU cannot be waited for.
pub trait Experiment {
    /// Facts that do not change while it trains.
    fn summary(&self) -> Summary;

    /// The order in which an epoch visits the training examples: a permutation of `0..train_examples`.
    fn order(&self, epoch: u64) -> Vec<u32>;

    /// The data files that it lacks, the most urgent first.
    fn wants(&self) -> Vec<&'static str>;

    /// Takes up what the library has of the files it wants. Returns examples arrived and in all.
    fn feed(&mut self, library: &Library) -> (u32, u32);

    /// Whether these training examples have arrived.
    fn ready(&self, examples: &[u32]) -> bool;

    /// Whether enough has arrived to measure so much.
    fn measurable(&self, extent: Extent) -> bool;

    /// Takes a step. Its losses come as a by-product.
    fn step(&mut self, step: Step<'_>) -> BatchLosses;

    /// Takes a step of one of several networks that learn against each other.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where the lesson has one network only.
    fn step_part(&mut self, _step: Step<'_>, _part: Part) -> Result<BatchLosses, Problem> {
        Err(Problem::Unfit(Misfit::OneNetworkOnly))
    }

    /// Takes the next steps with these options. They differ from those before in what
    /// [`Key::goes_on`](crate::options::Key::goes_on) says.
    fn retune(&mut self, options: &Options);

    /// Whether every parameter is a finite number; waits until the steps so far are done.
    fn all_finite(&self) -> Pending<'_, bool>;

    /// Remembers network and optimizer as they are now, instead of what was remembered before. Costs nothing: tensors are shared
    /// until a step changes them.
    fn remember(&mut self);

    /// Goes back to what was remembered, or stays where nothing was.
    fn recall(&mut self);

    /// Training and test examples that a measurement of this extent looks at.
    fn examples_of(&self, extent: Extent) -> (u32, u32);

    /// Begins to measure loss and accuracy of the parameters as they are now, instead of a measurement under way. Steps may be
    /// taken before it is done.
    fn begin_measuring(&mut self, extent: Extent);

    /// Gives up the measurement under way.
    fn stop_measuring(&mut self);

    /// The measurement under way.
    fn measuring(&self) -> Option<Measuring>;

    /// Measures some more examples, some milliseconds of work on a CPU. The result, once all are measured.
    fn measure_more(&mut self) -> Pending<'_, Option<Measured>>;

    /// What the view's panels draw.
    fn observe<'a>(&'a self, view: &'a View) -> Pending<'a, Vec<Picture>>;

    /// The parameters.
    fn parameters(&self) -> Pending<'_, Vec<Array>>;

    /// The optimizer's state.
    fn optimizer(&self) -> Pending<'_, Vec<Array>>;

    /// Replaces parameters; those not named stay.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where a name or a shape does not fit; nothing is changed.
    fn set_parameters(&mut self, arrays: &[Array]) -> Result<(), Problem>;

    /// Replaces the optimizer's state; what does not fit is left out.
    fn set_optimizer(&mut self, arrays: &[Array]);

    /// The gradients of the last step's smooth loss, which includes the penalty on squared weights but not that on |w| (see
    /// [`super::optimizer`]); none before the first step.
    fn gradients(&self) -> Pending<'_, Vec<Array>>;

    /// The outputs for raw inputs of this width, and the outputs' width.
    fn predict(&self, width: u32, inputs: Floats) -> Pending<'_, (u32, Floats)>;

    /// Every layer's activations for one raw input.
    fn activations(&self, input: Floats) -> Pending<'_, Vec<Array>>;

    /// Training and test examples.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where they have not all arrived.
    fn dataset(&self) -> Result<(Examples, Examples), Problem>;
}

/// How many rows of `expected` numbers the raw inputs are.
///
/// # Errors
/// [`Problem::Unfit`] where they are not such rows, or not finite.
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

/// The first of these numbers that is none of so many tokens.
pub(super) fn no_token(raw: &[f32], tokens: usize) -> Option<Misfit> {
    let wrong = raw.iter().copied().find(|token| token.fract() != 0.0 || !(0.0..tokens as f32).contains(token));
    wrong.map(|value| Misfit::Token { value, most: tokens.saturating_sub(1) as u32 })
}
