//! Generator against discriminator: two networks, two optimizers; one step of the interface is k discriminator steps and
//! one generator step.
//!
//! All randomness is drawn on the host: latent numbers and batches follow from seed and step, so that a checkpoint consists
//! of a step number, both networks' parameters and both optimizers' moments.

use burn::module::Module;
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::{BatchLosses, Experiment, Extent, Measured, Pending, Step, fitting};
use super::library::Library;
use super::optimizer::{Optimizer, Rule};
use crate::cost;
use crate::data::order;
use crate::data::random::{self, Purpose, below, stream};
use crate::model::gan::Gan;
use crate::model::network::{Network, Signal};
use crate::model::parameters::{self, Parameter};
use crate::observe::finite::all_finite;
use crate::observe::readback::Readback;
use crate::options::{Key, Objective, Options};
use crate::protocol::{Array, Examples, Floats, Measuring, Misfit, Part, Picture, Problem, Summary, View};

mod pictures;
mod score;
mod source;

use source::Source;

/// Draws within a step: the discriminator's are numbered from 0, the generator's is the last.
const DRAWS: u64 = 64;
/// Prefixes of the parameters' names.
const PLAYERS: [&str; 2] = ["generator.", "discriminator."];

/// The two players at work.
pub struct GanExperiment {
    source: Source,
    players: Gan,
    settings: Settings,
    generator: Optimizer,
    discriminator: Optimizer,
    /// Of the last generator step, then of the last discriminator step.
    gradients: [Vec<Parameter>; 2],
    /// The state for [`Experiment::recall`]: both players and their optimizers.
    remembered: Option<(Gan, [Optimizer; 2])>,
    /// The players being measured, outside autodiff.
    measured: Option<Gan>,
    latent: usize,
    seed: u64,
    parameters: u64,
    /// Latent numbers of the samples that are measured and shown, row by row.
    shown: Vec<f32>,
    /// With autodiff, for gradients.
    device: Device,
}

/// Settings that may change during a run.
struct Settings {
    objective: Objective,
    /// Discriminator steps before each generator step.
    repeats: u64,
    /// Examples per step.
    batch: u64,
    /// Floating-point operations per step.
    flops: u64,
}

impl Settings {
    fn of(options: &Options) -> Self {
        Self {
            objective: options.choice_or_default(Key::Objective),
            repeats: options.integer(Key::Repeats).clamp(1, DRAWS - 1),
            batch: options.integer(Key::Batch).max(1),
            flops: cost::flops_per_step(options),
        }
    }
}

impl GanExperiment {
    /// The players for these options, initialised from the seed, on this device.
    pub fn new(options: &Options, device: &Device) -> Self {
        let device = device.clone().autodiff();
        let (seed, latent) = (options.integer(Key::Seed), options.integer(Key::Latent) as usize);
        let source = Source::new(options);
        let rule = Rule::of(options);
        Self {
            players: Gan::of(options, &device),
            settings: Settings::of(options),
            generator: Optimizer::new(rule),
            discriminator: Optimizer::new(rule),
            gradients: Default::default(),
            remembered: None,
            measured: None,
            latent,
            seed,
            parameters: cost::parameters(options),
            shown: normals(seed, Purpose::ShownLatent, 0, source.measured_count() as usize * latent),
            source,
            device,
        }
    }

    /// Latent numbers for a draw within a step, `[rows, latent]`.
    fn latents(&self, step: u64, draw: u64, rows: usize, device: &Device) -> Tensor<2> {
        let values = normals(self.seed, Purpose::Latent, step * DRAWS + draw, rows * self.latent);
        tensor(values, rows, device)
    }

    fn plain(&self) -> Device {
        self.device.clone().without_autodiff()
    }

    /// Real examples for a discriminator step: the first step takes the step's batch; the others draw from the examples
    /// that were loaded together with it.
    fn real(&self, step: &Step<'_>, draw: u64) -> Tensor<2> {
        let mut rows = Vec::new();
        if draw == 0 {
            step.examples.iter().for_each(|index| self.source.row(*index, &mut rows));
        } else {
            let near = self.source.arriving_with(step.examples.first().copied().unwrap_or(0));
            let mut draws = stream(self.seed, Purpose::FurtherBatch, step.number * DRAWS + draw);
            for _ in step.examples {
                self.source.row(near.start + below(&mut draws, near.end - near.start), &mut rows);
            }
        }
        tensor(rows, step.examples.len(), &self.device)
    }

    /// The discriminator's full loss for a step: shape \[1\]. `draw` counts its batches within the step.
    pub fn discriminator_loss(&self, step: &Step<'_>, draw: u64) -> Tensor<1> {
        let latents = self.latents(step.number, draw, step.examples.len(), &self.plain());
        let fakes = Tensor::from_inner(self.players.valid().generate(latents));
        let real = self.players.judge(self.real(step, draw));
        self.settings.objective.of_discriminator(real, self.players.judge(fakes))
    }

    /// The generator's full loss for a step: shape \[1\].
    pub fn generator_loss(&self, step: &Step<'_>) -> Tensor<1> {
        let latents = self.latents(step.number, DRAWS - 1, step.examples.len(), &self.device);
        // Gradients flow through the discriminator, without updating it.
        let judge = Gan { discriminator: self.players.discriminator.clone().no_grad(), ..self.players.clone() };
        self.settings.objective.of_generator(judge.judge(self.players.generate(latents))).mean()
    }

    fn step_discriminator(&mut self, step: &Step<'_>, draw: u64) -> Tensor<1> {
        let loss = self.discriminator_loss(step, draw);
        let gradients = loss.backward();
        let gradients = GradientsParams::from_grads(gradients, &self.players.discriminator);
        self.gradients[1] = parameters::list_gradients(&self.players, &gradients);
        self.players = self.discriminator.step(step.rate, self.players.clone(), gradients);
        loss.inner()
    }

    fn step_generator(&mut self, step: &Step<'_>) -> Tensor<1> {
        let loss = self.generator_loss(step);
        let gradients = loss.backward();
        let gradients = GradientsParams::from_grads(gradients, &self.players.generator);
        self.gradients[0] = parameters::list_gradients(&self.players, &gradients);
        self.players = self.generator.step(step.rate, self.players.clone(), gradients);
        loss.inner()
    }

    /// The first samples that this generator makes from the shown latent numbers.
    fn sample(&self, players: &Gan, count: usize) -> Tensor<2> {
        let values = self.shown[..count * self.latent].to_vec();
        players.generate(tensor(values, count, &self.plain()))
    }

    fn encoded(&self, width: u32, inputs: &[f32]) -> Result<Tensor<2>, Problem> {
        let rows = fitting(width as usize, self.source.width(), inputs)?;
        Ok(tensor(inputs.iter().map(|raw| self.source.encode(*raw)).collect(), rows, &self.plain()))
    }
}

impl Experiment for GanExperiment {
    fn summary(&self) -> Summary {
        let examples = self.source.count();
        Summary {
            parameters: self.parameters,
            flops_per_step: self.settings.flops,
            steps_per_epoch: u64::from(examples).div_ceil(self.settings.batch),
            train_examples: examples,
            test_examples: self.source.measured_count(),
            classes: true,
        }
    }

    fn order(&self, epoch: u64) -> Vec<u32> {
        order::order(self.seed, epoch, self.source.count() as usize, self.source.chunk())
    }

    fn wants(&self) -> Vec<&'static str> {
        self.source.wants()
    }

    fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.source.feed(library)
    }

    fn ready(&self, examples: &[u32]) -> bool {
        let arrived = self.source.count_loaded();
        examples.iter().all(|example| *example < arrived)
    }

    fn measurable(&self, _extent: Extent) -> bool {
        self.source.count_loaded() >= self.source.measured_count().min(self.source.count())
    }

    fn step(&mut self, step: Step<'_>) -> BatchLosses {
        // The first of several discriminator steps uses the step's own batch.
        let loss = self.step_discriminator(&step, 0);
        for draw in 1..self.settings.repeats {
            self.step_discriminator(&step, draw);
        }
        BatchLosses { loss: Some(loss), generator: Some(self.step_generator(&step)) }
    }

    fn step_part(&mut self, step: Step<'_>, part: Part) -> Result<BatchLosses, Problem> {
        Ok(match part {
            Part::Discriminator => {
                BatchLosses { loss: Some(self.step_discriminator(&step, 0)), ..BatchLosses::default() }
            }
            Part::Generator => BatchLosses { generator: Some(self.step_generator(&step)), ..BatchLosses::default() },
        })
    }

    fn retune(&mut self, options: &Options) {
        for optimizer in [&mut self.generator, &mut self.discriminator] {
            optimizer.retune(Rule::of(options), 0.0);
        }
        self.settings = Settings::of(options);
    }

    fn all_finite(&self) -> Pending<'_, bool> {
        Box::pin(all_finite(parameters::list(&self.players)))
    }

    fn remember(&mut self) {
        self.remembered = Some((self.players.clone(), [self.generator.clone(), self.discriminator.clone()]));
    }

    fn recall(&mut self) {
        if let Some((players, [generator, discriminator])) = self.remembered.clone() {
            (self.players, self.generator, self.discriminator) = (players, generator, discriminator);
        }
    }

    fn examples_of(&self, _extent: Extent) -> (u32, u32) {
        let count = self.source.measured_count();
        (count.min(self.source.count()), count)
    }

    fn begin_measuring(&mut self, _extent: Extent) {
        self.measured = Some(self.players.valid());
    }

    fn stop_measuring(&mut self) {
        self.measured = None;
    }

    fn measuring(&self) -> Option<Measuring> {
        let (train, test) = self.examples_of(Extent::All);
        self.measured.as_ref().map(|_| Measuring { done: 0, total: train + test, test })
    }

    /// All at once: it takes no longer than a step.
    fn measure_more(&mut self) -> Pending<'_, Option<Measured>> {
        Box::pin(async move {
            match self.measured.take() {
                Some(players) => self.score(&players).await.map(Some),
                None => Ok(None),
            }
        })
    }

    fn observe<'a>(&'a self, view: &'a View) -> Pending<'a, Vec<Picture>> {
        Box::pin(pictures::observe(self, view))
    }

    fn parameters(&self) -> Pending<'_, Vec<Array>> {
        Box::pin(Readback::arrays(parameters::list(&self.players)))
    }

    fn optimizer(&self) -> Pending<'_, Vec<Array>> {
        Optimizer::arrays([&self.generator, &self.discriminator])
    }

    fn set_parameters(&mut self, arrays: &[Array]) -> Result<(), Problem> {
        self.players = parameters::assign(&self.players, arrays)?;
        Ok(())
    }

    fn set_optimizer(&mut self, arrays: &[Array]) {
        let device = self.plain();
        for (optimizer, player) in [&mut self.generator, &mut self.discriminator].into_iter().zip(PLAYERS) {
            let own: Vec<_> = arrays.iter().filter(|array| array.name.starts_with(player)).cloned().collect();
            optimizer.restore(&own, &device);
        }
    }

    fn gradients(&self) -> Pending<'_, Vec<Array>> {
        Box::pin(Readback::arrays(self.gradients.concat()))
    }

    /// D(x) of each row.
    fn predict(&self, width: u32, inputs: Floats) -> Pending<'_, (u32, Floats)> {
        Box::pin(async move {
            /// A few rows at once: the activations of all rows may not fit into memory.
            const ROWS: usize = 1000;
            fitting(width as usize, self.source.width(), &inputs)?;
            let players = self.players.valid();
            let mut judged = Vec::new();
            for rows in inputs.chunks(self.source.width() * ROWS) {
                let mut readback = Readback::default();
                readback.register(players.judge(self.encoded(width, rows)?));
                judged.extend(readback.one().await?.into_iter().map(|said| self.settings.objective.answer(said)));
            }
            Ok((1, Floats(judged)))
        })
    }

    /// The discriminator's layers for the row, and a sample of the current generator.
    fn activations(&self, input: Floats) -> Pending<'_, Vec<Array>> {
        Box::pin(async move {
            let input = self.encoded(input.len() as u32, &input)?;
            let signals = self.players.valid().discriminator.signals(input).into_iter();
            let mut layers: Vec<_> = signals
                .map(|Signal { name, shape, values }| Parameter {
                    name: format!("{}{name}", PLAYERS[1]),
                    shape,
                    values,
                })
                .collect();
            let count = self.source.measured_count() as usize;
            let samples = self.sample(&self.players.valid(), count).reshape([count * self.source.width()]);
            let shape = vec![count as u32, self.source.width() as u32];
            layers.push(Parameter { name: "generator.samples".to_owned(), shape, values: samples });
            let mut arrays = Readback::arrays(layers).await?;
            if let Some(samples) = arrays.last_mut() {
                samples.values.0.iter_mut().for_each(|value| *value = self.source.decode(*value));
            }
            Ok(arrays)
        })
    }

    /// Real examples, each with target 1; there is no test set.
    fn dataset(&self) -> Result<(Examples, Examples), Problem> {
        if self.source.count_loaded() < self.source.count() {
            return Err(Problem::Unfit(Misfit::ExamplesMissing));
        }
        let of = |count: u32| {
            let mut inputs = Vec::new();
            (0..count).for_each(|index| self.source.row(index, &mut inputs));
            for value in &mut inputs {
                *value = self.source.decode(*value);
            }
            Examples {
                input_width: self.source.width() as u32,
                inputs: Floats(inputs),
                target_width: 1,
                targets: Floats(vec![1.0; count as usize]),
            }
        };
        Ok((of(self.source.count()), of(0)))
    }
}

/// This many standard normal numbers from a stream.
fn normals(seed: u64, purpose: Purpose, counter: u64, count: usize) -> Vec<f32> {
    let mut stream = stream(seed, purpose, counter);
    (0..count).map(|_| random::normal(&mut stream) as f32).collect()
}

/// Rows of numbers as a tensor `[rows, numbers per row]`.
fn tensor(values: Vec<f32>, rows: usize, device: &Device) -> Tensor<2> {
    let width = values.len() / rows.max(1);
    Tensor::from_data(TensorData::new(values, [rows, width]), device)
}
