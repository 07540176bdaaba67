//! A run: the loop around an [`Experiment`]. It counts steps, picks batches, measures, observes and answers.

use burn::tensor::Device;

use super::experiment::{self, Experiment, Extent, Step};
use super::library::Library;
use crate::model::spec::{Key, Options};
use crate::protocol::{
    Answer, Array, Checkpoint, Configure, Floats, Frame, Metrics, Part, Problem, Question, RequestId, Summary, View,
};

/// Milliseconds of some clock that only goes forward.
pub type Clock = fn() -> f64;

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Nothing.
    Paused,
    /// Train until told otherwise.
    Playing,
    /// Train to this step, then answer.
    Until {
        /// The last step.
        step: u64,
        /// Whom to answer.
        id: RequestId,
    },
}

/// A run in progress.
pub struct Session {
    run: u32,
    options: Options,
    experiment: Box<dyn Experiment>,
    view: View,
    goal: Goal,
    step: u64,
    steps_per_epoch: u64,
    batch: usize,
    epoch_order: (u64, Vec<u32>),
    measured: Option<Metrics>,
    measured_at: f64,
    measured_all: bool,
    speed: Speed,
    /// When play may take its next step.
    next: f64,
    clock: Clock,
}

impl Session {
    /// Milliseconds between two measurements of a large set while training.
    const MEASURE_EVERY: f64 = 400.0;
    /// A set up to this size is measured for every frame.
    const SMALL: u32 = 10_000;
    /// Play begins at so many steps a second and gets faster by as many as it has taken: a tiny network would have learned all
    /// before its first picture. After [`Self::BEGINNING`] steps it goes as fast as it can.
    const GENTLE: f64 = 60.0;
    /// See [`Self::GENTLE`].
    const BEGINNING: u64 = 10_000;
    /// Milliseconds of lateness that are made up for.
    const LATE: f64 = 100.0;

    /// Builds a run, paused; a checkpoint continues another one.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where the checkpoint does not belong to such a network, or this program does not know the lesson.
    pub fn new(configure: Configure, device: &Device, library: &Library, clock: Clock) -> Result<Self, Problem> {
        let Configure { run, options, checkpoint, view } = configure;
        let mut experiment = experiment::build(&options, device)?;
        experiment.feed(library);
        let mut step = 0;
        if let Some(checkpoint) = checkpoint {
            experiment.set_parameters(&checkpoint.parameters)?;
            experiment.set_optimizer(&checkpoint.optimizer);
            step = checkpoint.step;
        }
        let steps_per_epoch = experiment.summary().steps_per_epoch.max(1);
        let batch = options.integer(Key::Batch).max(1) as usize;
        Ok(Self {
            run,
            experiment,
            view,
            goal: Goal::Paused,
            step,
            steps_per_epoch,
            batch,
            epoch_order: (u64::MAX, Vec::new()),
            measured: None,
            measured_at: f64::NEG_INFINITY,
            measured_all: false,
            speed: Speed::default(),
            next: f64::NEG_INFINITY,
            clock,
            options,
        })
    }

    /// The run's number.
    pub fn run(&self) -> u32 {
        self.run
    }

    /// The run's facts.
    pub fn summary(&self) -> Summary {
        self.experiment.summary()
    }

    /// What it is doing.
    pub fn goal(&self) -> Goal {
        self.goal
    }

    /// Optimizer steps taken.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// Sets what to do. A request that is thereby cut short is the caller's to answer.
    pub fn set_goal(&mut self, goal: Goal) {
        self.speed.restart((self.clock)(), self.step);
        self.goal = goal;
    }

    /// The goal of training to the end of the epoch in progress.
    pub fn epoch_end(&self) -> u64 {
        (self.step / self.steps_per_epoch + 1) * self.steps_per_epoch
    }

    /// What to observe from now on.
    pub fn look(&mut self, view: View) {
        self.view = view;
    }

    /// The next data file the run needs.
    pub fn wants(&self) -> Option<&'static str> {
        self.experiment.wants()
    }

    /// Takes up files that have arrived. Returns examples arrived and in all.
    pub fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.measured_at = f64::NEG_INFINITY;
        self.experiment.feed(library)
    }

    /// Whether it wants to train, and whether it can: `(wants, can)`.
    pub fn can_step(&mut self) -> (bool, bool) {
        let wants = match self.goal {
            Goal::Paused => false,
            Goal::Playing => true,
            Goal::Until { step, .. } => self.step < step,
        };
        if !wants {
            return (false, false);
        }
        let range = self.batch_range();
        let can = self.experiment.ready(&self.epoch_order.1[range]);
        (true, can)
    }

    /// Whether nothing is missing to measure and observe the run.
    pub fn measurable(&self) -> bool {
        self.experiment.measurable(Extent::Sample)
    }

    /// The request whose goal is reached, once; the run is then paused.
    pub fn reached(&mut self) -> Option<RequestId> {
        match self.goal {
            Goal::Until { step, id } if self.step >= step && self.experiment.measurable(Extent::All) => {
                self.speed.note((self.clock)(), self.step, true);
                self.goal = Goal::Paused;
                Some(id)
            }
            _ => None,
        }
    }

    /// Whether play waits so that a person sees how it begins; scripts and stated numbers of steps never wait.
    pub fn holds_back(&self) -> bool {
        self.goal == Goal::Playing && self.step < Self::BEGINNING && (self.clock)() < self.next
    }

    /// Takes one step. The batch is the next of the epoch's order, the last of an epoch may be smaller.
    pub fn train(&mut self) {
        let range = self.batch_range();
        let rate = self.options.number(Key::LearningRate);
        self.experiment.step(Step { number: self.step, examples: &self.epoch_order.1[range], rate });
        self.step += 1;
        if self.goal == Goal::Playing && self.step < Self::BEGINNING {
            let now = (self.clock)();
            self.next = self.next.max(now - Self::LATE) + 1000.0 / (Self::GENTLE + self.step as f64);
        }
    }

    /// Takes one step of one part on the next batch.
    fn train_part(&mut self, part: Part) -> Result<(), Problem> {
        let range = self.batch_range();
        let examples = &self.epoch_order.1[range];
        if !self.experiment.ready(examples) {
            return Err(Problem::Unfit("the examples of this step have not arrived yet".to_owned()));
        }
        let rate = self.options.number(Key::LearningRate);
        self.experiment.step_part(Step { number: self.step, examples, rate }, part)?;
        self.step += 1;
        Ok(())
    }

    /// Waits until the steps so far are done.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn barrier(&self) -> Result<(), Problem> {
        self.experiment.barrier().await
    }

    fn batch_range(&mut self) -> std::ops::Range<usize> {
        let epoch = self.step / self.steps_per_epoch;
        if self.epoch_order.0 != epoch {
            self.epoch_order = (epoch, self.experiment.order(epoch));
        }
        let first = (self.step % self.steps_per_epoch) as usize * self.batch;
        first..(first + self.batch).min(self.epoch_order.1.len())
    }

    /// Metrics of the parameters as they are now, over all test examples.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn metrics(&mut self) -> Result<Metrics, Problem> {
        self.measure(if self.experiment.measurable(Extent::All) { Extent::All } else { Extent::Sample }).await
    }

    async fn measure(&mut self, extent: Extent) -> Result<Metrics, Problem> {
        let at = self.step;
        let known = self.measured.filter(|known| known.step == at && (self.measured_all || extent == Extent::Sample));
        if let Some(known) = known {
            return Ok(Metrics { steps_per_second: self.speed.value, ..known });
        }
        let measured = self.experiment.measure(extent).await?;
        let metrics = Metrics {
            step: at,
            epoch: at as f64 / self.steps_per_epoch as f64,
            train_loss: measured.train.loss,
            test_loss: measured.test.loss,
            train_accuracy: measured.train.accuracy,
            test_accuracy: measured.test.accuracy,
            train_examples: measured.train.examples,
            test_examples: measured.test.examples,
            learning_rate: self.options.number(Key::LearningRate),
            steps_per_second: self.speed.value,
        };
        self.measured = Some(metrics);
        self.measured_at = (self.clock)();
        self.measured_all = extent == Extent::All;
        Ok(metrics)
    }

    /// A picture of the run as it is now, with new metrics where they are due.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn frame(&mut self) -> Result<Frame, Problem> {
        let playing = self.goal != Goal::Paused;
        self.speed.note((self.clock)(), self.step, playing);
        let small = self.experiment.summary().test_examples < Self::SMALL;
        let due = small || (self.clock)() - self.measured_at >= Self::MEASURE_EVERY;
        let metrics = match self.measured {
            Some(metrics) if playing && !due => metrics,
            _ if playing => self.measure(Extent::Sample).await?,
            _ => self.metrics().await?,
        };
        let pictures = self.experiment.observe(&self.view).await?;
        let (wants, can) = self.can_step();
        Ok(Frame {
            run: self.run,
            playing,
            waiting: wants && !can,
            step: self.step,
            epoch: self.step as f64 / self.steps_per_epoch as f64,
            steps_per_second: self.speed.value,
            metrics,
            pictures,
        })
    }

    /// Answers a question.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where it does not fit the run; nothing is changed.
    pub async fn answer(&mut self, question: Question) -> Result<Answer, Problem> {
        match question {
            Question::Dataset => {
                let (train, test) = self.experiment.dataset()?;
                Ok(Answer::Dataset { train, test })
            }
            Question::Parameters => Ok(Answer::Arrays(self.experiment.parameters().await?)),
            Question::SetParameters(arrays) => {
                self.replace(&arrays)?;
                Ok(Answer::Metrics(self.metrics().await?))
            }
            Question::Edit { name, index, value } => {
                self.edit(&name, index, value).await?;
                Ok(Answer::Metrics(self.metrics().await?))
            }
            Question::Step(part) => {
                self.train_part(part)?;
                Ok(Answer::Metrics(self.metrics().await?))
            }
            Question::Gradients => Ok(Answer::Arrays(self.experiment.gradients().await?)),
            Question::Predict { width, inputs } => {
                let (width, values) = self.experiment.predict(width, inputs).await?;
                Ok(Answer::Rows { width, values })
            }
            Question::Activations { input } => Ok(Answer::Arrays(self.experiment.activations(input).await?)),
            Question::Checkpoint => Ok(Answer::Checkpoint(Box::new(self.checkpoint().await?))),
        }
    }

    /// Everything needed to continue elsewhere. All randomness is drawn by step and epoch, so the step is enough of it.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn checkpoint(&self) -> Result<Checkpoint, Problem> {
        let parameters = self.experiment.parameters().await?;
        Ok(Checkpoint { step: self.step, parameters, optimizer: self.experiment.optimizer().await? })
    }

    fn replace(&mut self, arrays: &[Array]) -> Result<(), Problem> {
        self.experiment.set_parameters(arrays)?;
        self.measured = None;
        Ok(())
    }

    async fn edit(&mut self, name: &str, index: u32, value: f32) -> Result<(), Problem> {
        let arrays = self.experiment.parameters().await?;
        let unfit = || Problem::Unfit(format!("{name}[{index}] is no parameter of this network"));
        let mut array = arrays.into_iter().find(|array| array.name == name).ok_or_else(unfit)?;
        let mut values = array.values.0;
        *values.get_mut(index as usize).ok_or_else(unfit)? = value;
        array.values = Floats(values);
        self.replace(&[array])
    }
}

/// Steps per second, smoothed over about a second of training.
#[derive(Debug, Default)]
struct Speed {
    since: f64,
    step: u64,
    value: f64,
}

impl Speed {
    fn restart(&mut self, now: f64, step: u64) {
        (self.since, self.step) = (now, step);
    }

    fn note(&mut self, now: f64, step: u64, playing: bool) {
        // The first number comes early, so that a short run has one; from then on it is smoothed.
        const WINDOW: f64 = 250.0;
        const FIRST: f64 = 5.0;
        let elapsed = now - self.since;
        if playing && elapsed >= if self.value == 0.0 { FIRST } else { WINDOW } {
            let lately = step.saturating_sub(self.step) as f64 * 1000.0 / elapsed;
            self.value = if self.value == 0.0 { lately } else { 0.5 * (self.value + lately) };
            self.restart(now, step);
        }
    }
}
