//! Supervised learning: examples with targets, one network, one optimizer.

use std::rc::Rc;

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::{BatchLosses, Experiment, Extent, Measured, Pending, Step, fitting};
use super::library::Library;
use super::measurement::Measurement;
use super::optimizer::{Optimizer, Rule};
use super::task::{Scene, Split, Task};
use crate::cost;
use crate::data::order;
use crate::model::dropout::Dropout;
use crate::model::loss::squared_penalty;
use crate::model::network::{Network, Signal};
use crate::model::parameters::{self, Parameter};
use crate::observe::finite::all_finite;
use crate::observe::readback::Readback;
use crate::observe::sparsity;
use crate::options::{Key, Options};
use crate::protocol::{Array, Examples, Floats, Measuring, Misfit, Picture, Problem, Summary, View};

/// Floating-point operations per slice of a measurement: about ten milliseconds on a CPU.
const SLICE: u64 = 40_000_000;
/// Minimum examples to measure together if a network is so large that reading its parameters takes longer than multiplying
/// with them, and the most operations that these may take.
const TOGETHER: (u64, u64) = (32, 400_000_000);

/// A [`Task`] with its network and optimizer.
pub struct Supervised<T: Task> {
    task: T,
    model: T::Net,
    optimizer: Optimizer,
    settings: Settings,
    seed: u64,
    parameters: u64,
    gradients: Vec<Parameter>,
    /// The state for [`Experiment::recall`].
    remembered: Option<(T::Net, Optimizer)>,
    measurement: Option<Measurement<T::Net>>,
    /// Examples per slice of a measurement.
    slice: u32,
    /// Whether there are separate test examples.
    tests: bool,
    /// See [`Scene::guesses`].
    guesses: Rc<[u8]>,
    /// With autodiff, for gradients.
    device: Device,
}

/// Settings that may change during a run.
struct Settings {
    /// Factor of the penalty on squared weights.
    l2: f64,
    /// Whether a penalty makes weights exactly 0, so that they are counted.
    sparse: bool,
    /// Probability that a hidden unit is dropped in a training step, 0…1.
    dropout: f64,
    /// Examples per step.
    batch: u64,
    /// Floating-point operations per step.
    flops: u64,
}

impl Settings {
    fn of(options: &Options) -> Self {
        Self {
            l2: options.number(Key::L2),
            sparse: options.number(Key::L1) > 0.0,
            dropout: options.number(Key::Dropout) / 100.0,
            batch: options.integer(Key::Batch).max(1),
            flops: cost::flops_per_step(options),
        }
    }
}

impl<T: Task> Supervised<T> {
    /// A network for the task, initialised from the seed, on this device.
    pub fn new(options: &Options, task: T, device: &Device) -> Self {
        let device = device.clone().autodiff();
        let seed = options.integer(Key::Seed);
        // The slices are the same everywhere, so that sums have the same bits.
        let forward = cost::of(options).forward();
        let (examples, most) = TOGETHER;
        let slice = (SLICE / forward).max(examples.min(most / forward)).max(1);
        let slice = task.rows().min(u32::try_from(slice).unwrap_or(u32::MAX));
        Self {
            model: task.network(options, &device),
            task,
            optimizer: Optimizer::new(Rule::of(options)).with_l1(options.number(Key::L1)),
            settings: Settings::of(options),
            seed,
            parameters: cost::parameters(options),
            gradients: Vec::new(),
            remembered: None,
            measurement: None,
            slice,
            tests: options.lesson().lesson().tests,
            guesses: Rc::default(),
            device,
        }
    }

    /// Inputs and targets of these examples, row by row.
    fn rows(&self, split: Split, indices: impl Iterator<Item = u32>) -> (Vec<f32>, Vec<f32>) {
        let (mut raw, mut inputs, mut targets) = (Vec::with_capacity(self.task.widths().0), Vec::new(), Vec::new());
        for index in indices {
            raw.clear();
            self.task.example(split, index, &mut raw, &mut targets);
            self.task.encode(&raw, &mut inputs);
        }
        (inputs, targets)
    }

    /// The mean loss over a batch, and the smooth loss, which adds the penalty on squared weights. The penalty on |w|
    /// belongs to the update rule.
    pub fn loss(&self, examples: &[u32], step: u64) -> [Tensor<1>; 2] {
        let (mut inputs, targets) = self.rows(Split::Train, examples.iter().copied());
        self.task.corrupt(step, &mut inputs);
        let rows = examples.len();
        let targets = tensor(targets, rows, &self.device);
        let mut dropout = Dropout::of_step(self.seed, step, self.settings.dropout);
        let outputs = self.model.forward(tensor(inputs, rows, &self.device), &mut dropout);
        let loss = self.task.loss().of(outputs, targets);
        let smooth = match squared_penalty(&self.model, self.settings.l2) {
            Some(penalty) => loss.clone() + penalty,
            None => loss.clone(),
        };
        [loss, smooth]
    }

    fn encoded(&self, width: usize, inputs: &[f32]) -> Result<Tensor<2>, Problem> {
        let (raw_width, _) = self.task.widths();
        let rows = fitting(width, raw_width, inputs)?;
        let mut encoded = Vec::new();
        for row in inputs.chunks(raw_width) {
            if let Some(why) = self.task.unfit(row) {
                return Err(Problem::Unfit(why));
            }
            self.task.encode(row, &mut encoded);
        }
        Ok(tensor(encoded, rows, &self.device.clone().without_autodiff()))
    }

    fn examples(&self, split: Split) -> Examples {
        let (raw_width, target_width) = self.task.widths();
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for index in 0..self.task.count_loaded(split) {
            self.task.example(split, index, &mut inputs, &mut targets);
        }
        Examples {
            input_width: raw_width as u32,
            inputs: Floats(inputs),
            target_width: target_width as u32,
            targets: Floats(targets),
        }
    }
}

impl<T: Task> Experiment for Supervised<T> {
    fn summary(&self) -> Summary {
        let (train_examples, test_examples) = self.task.counts();
        Summary {
            parameters: self.parameters,
            flops_per_step: self.settings.flops,
            steps_per_epoch: u64::from(train_examples).div_ceil(self.settings.batch),
            train_examples,
            test_examples,
            classes: self.task.classes(),
        }
    }

    fn order(&self, epoch: u64) -> Vec<u32> {
        order::order(self.seed, epoch, self.task.counts().0 as usize, self.task.chunk())
    }

    fn wants(&self) -> Vec<&'static str> {
        self.task.wants()
    }

    fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.task.feed(library)
    }

    fn ready(&self, examples: &[u32]) -> bool {
        let arrived = self.task.count_loaded(Split::Train);
        examples.iter().all(|example| *example < arrived)
    }

    fn measurable(&self, extent: Extent) -> bool {
        let (train, test) = self.examples_of(extent);
        self.task.count_loaded(Split::Train) >= train && self.task.count_loaded(Split::Test) >= test
    }

    fn step(&mut self, step: Step<'_>) -> BatchLosses {
        let [loss, whole] = self.loss(step.examples, step.number);
        let gradients = whole.backward();
        let gradients = GradientsParams::from_grads(gradients, &self.model);
        self.gradients = parameters::list_gradients(&self.model, &gradients);
        self.model = self.optimizer.step(step.rate, self.model.clone(), gradients);
        self.task.on_step(&self.model);
        BatchLosses { loss: Some(loss.inner()), generator: None }
    }

    fn retune(&mut self, options: &Options) {
        self.task.retune(options);
        self.optimizer.retune(Rule::of(options), options.number(Key::L1));
        self.settings = Settings::of(options);
    }

    fn all_finite(&self) -> Pending<'_, bool> {
        Box::pin(all_finite(parameters::list(&self.model)))
    }

    fn remember(&mut self) {
        self.remembered = Some((self.model.clone(), self.optimizer.clone()));
    }

    fn recall(&mut self) {
        if let Some((model, optimizer)) = self.remembered.clone() {
            (self.model, self.optimizer) = (model, optimizer);
            self.task.on_replaced();
        }
    }

    fn examples_of(&self, extent: Extent) -> (u32, u32) {
        let (train, test) = self.task.sample();
        (train, if extent == Extent::All { self.task.test_limit() } else { test })
    }

    fn begin_measuring(&mut self, extent: Extent) {
        let (train, test) = self.examples_of(extent);
        let test = if self.tests { test } else { 0 };
        self.measurement = Some(Measurement::new(self.model.valid(), train, test));
    }

    fn stop_measuring(&mut self) {
        self.measurement = None;
    }

    fn measuring(&self) -> Option<Measuring> {
        self.measurement.as_ref().map(Measurement::progress)
    }

    fn measure_more(&mut self) -> Pending<'_, Option<Measured>> {
        Box::pin(async move {
            let Some(mut measurement) = self.measurement.take() else { return Ok(None) };
            if let Some((split, examples)) = measurement.next(self.slice) {
                let (mut inputs, targets) = self.rows(split, examples.clone());
                let count = examples.len();
                self.task.corrupt_measured(split, examples, &mut inputs);
                let inputs = tensor(inputs, count, &self.device.clone().without_autodiff());
                measurement.score(inputs, &targets, self.task.widths().1, self.task.loss()).await?;
            }
            if measurement.next(self.slice).is_some() {
                self.measurement = Some(measurement);
                return Ok(None);
            }
            let (measured, guesses) = measurement.result(self.task.classes());
            self.guesses = guesses.into();
            Ok(Some(measured))
        })
    }

    fn observe<'a>(&'a self, view: &'a View) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let device = self.device.clone().without_autodiff();
            let network = self.model.valid();
            let sparsity = if self.settings.sparse { Some(sparsity::read(&network).await?) } else { None };
            let mut pictures = self.task.observe(Scene { network, view, device, guesses: &self.guesses }).await?;
            pictures.extend(sparsity);
            Ok(pictures)
        })
    }

    fn parameters(&self) -> Pending<'_, Vec<Array>> {
        Box::pin(Readback::arrays(parameters::list(&self.model)))
    }

    fn optimizer(&self) -> Pending<'_, Vec<Array>> {
        Optimizer::arrays([&self.optimizer])
    }

    fn set_parameters(&mut self, arrays: &[Array]) -> Result<(), Problem> {
        self.model = parameters::assign(&self.model, arrays)?;
        self.task.on_replaced();
        Ok(())
    }

    fn set_optimizer(&mut self, arrays: &[Array]) {
        self.optimizer.restore(arrays, &self.device.clone().without_autodiff());
    }

    fn gradients(&self) -> Pending<'_, Vec<Array>> {
        Box::pin(Readback::arrays(self.gradients.clone()))
    }

    fn predict(&self, width: u32, inputs: Floats) -> Pending<'_, (u32, Floats)> {
        Box::pin(async move {
            let (raw_width, _) = self.task.widths();
            fitting(width as usize, raw_width, &inputs)?;
            let (network, loss) = (self.model.valid(), self.task.loss());
            let (mut width, mut answers) = (0, Vec::new());
            // In slices: the activations of all rows at once may not fit into memory.
            for rows in inputs.chunks(raw_width * self.slice as usize) {
                let outputs = network.forward(self.encoded(raw_width, rows)?, &mut Dropout::off());
                width = outputs.dims()[1];
                let mut readback = Readback::default();
                readback.register(outputs);
                answers.extend(readback.one().await?.chunks(width).flat_map(|row| loss.answer(row)));
            }
            Ok((width as u32, Floats(answers)))
        })
    }

    fn activations(&self, input: Floats) -> Pending<'_, Vec<Array>> {
        Box::pin(async move {
            let input = self.encoded(input.len(), &input)?;
            let signals = self.model.valid().signals(input).into_iter();
            let layers = signals.map(|Signal { name, shape, values }| Parameter { name, shape, values });
            Readback::arrays(layers.collect()).await
        })
    }

    fn dataset(&self) -> Result<(Examples, Examples), Problem> {
        let (train, test) = self.task.counts();
        if self.task.count_loaded(Split::Train) < train || self.task.count_loaded(Split::Test) < test {
            return Err(Problem::Unfit(Misfit::ExamplesMissing));
        }
        Ok((self.examples(Split::Train), self.examples(Split::Test)))
    }
}

/// Rows of numbers as a tensor `[rows, numbers per row]`.
fn tensor(values: Vec<f32>, rows: usize, device: &Device) -> Tensor<2> {
    let width = values.len() / rows.max(1);
    Tensor::from_data(TensorData::new(values, [rows, width]), device)
}
