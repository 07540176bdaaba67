//! A run: the loop around an [`Experiment`]. It counts steps, picks batches, measures, observes and answers.
//!
//! What a run reports depends on its options and its step alone: [`Schedule`] says after which steps it is measured, and a step
//! waits until the measurement of an earlier one is done ([`Session::activity`]).

use burn::tensor::Device;

use super::build::build;
use super::experiment::{BatchLosses, Experiment, Extent, Step};
use super::library::Library;
use super::record::Record;
use super::resolution;
use super::schedule::Schedule;
use crate::options::{Key, Options};
use crate::protocol::{
    Answer, Array, Checkpoint, Floats, Frame, Misfit, Part, Problem, Progress, Question, RequestId, Summary, View,
};

mod measuring;
mod speed;

pub use measuring::Advance;
use measuring::Measurements;
use speed::Speed;

/// Milliseconds of some clock that only goes forward.
pub type Clock = fn() -> f64;

/// What a run is to do.
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

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Nothing: it is paused, or has reached its goal.
    Resting,
    /// It waits for the examples of the next step, or of a measurement that comes before it.
    Waiting,
    /// The next step waits for a measurement.
    Measuring,
    /// It can take a step.
    Training,
}

/// A run to build.
pub struct Plan {
    /// Its number.
    pub run: u32,
    /// Everything that defines it.
    pub options: Options,
    /// Where to continue from.
    pub checkpoint: Option<Checkpoint>,
    /// What to observe.
    pub view: View,
}

/// A run in progress.
pub struct Session {
    run: u32,
    options: Options,
    experiment: Box<dyn Experiment>,
    view: View,
    goal: Goal,
    step: u64,
    /// The last step after which all parameters were known to be finite numbers. The experiment remembers that state.
    verified: u64,
    steps_per_epoch: u64,
    batch: usize,
    epoch_order: (u64, Vec<u32>),
    /// None for a run that only measures what it is asked for.
    schedule: Option<Schedule>,
    measurements: Measurements,
    record: Record,
    /// See [`Progress::edits`].
    edits: Vec<u64>,
    speed: Speed,
    /// When play may take its next step.
    next: f64,
    clock: Clock,
}

impl Session {
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
    pub fn new(plan: Plan, device: &Device, library: &Library, clock: Clock) -> Result<Self, Problem> {
        let Plan { run, options, checkpoint, view } = plan;
        let mut experiment = build(&options, device)?;
        experiment.feed(library);
        let mut step = 0;
        if let Some(checkpoint) = checkpoint {
            experiment.set_parameters(&checkpoint.parameters)?;
            experiment.set_optimizer(&checkpoint.optimizer);
            step = checkpoint.step;
        }
        experiment.remember();
        let steps_per_epoch = experiment.summary().steps_per_epoch.max(1);
        let batch = options.integer(Key::Batch).max(1) as usize;
        let (train, test) = experiment.examples_of(Extent::Sample);
        let schedule = Schedule::new(&options, train + test);
        let mut session = Self {
            run,
            experiment,
            view: resolution::afford(view, &options),
            goal: Goal::Paused,
            step,
            verified: step,
            steps_per_epoch,
            batch,
            epoch_order: (u64::MAX, Vec::new()),
            schedule: Some(schedule),
            measurements: Measurements::default(),
            record: Record::default(),
            edits: Vec::new(),
            speed: Speed::default(),
            next: f64::NEG_INFINITY,
            clock,
            options,
        };
        session.arrived();
        Ok(session)
    }

    /// The same, but it only measures what it is asked for, and keeps no batch losses: for runs that nobody watches.
    #[must_use]
    pub fn unwatched(mut self) -> Self {
        self.schedule = None;
        self.measurements.forget_all(&mut *self.experiment);
        self
    }

    /// The run's number.
    pub fn run(&self) -> u32 {
        self.run
    }

    /// Everything that defines the run.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The run's facts.
    pub fn summary(&self) -> Summary {
        self.experiment.summary()
    }

    /// What it is to do.
    pub fn goal(&self) -> Goal {
        self.goal
    }

    /// Optimizer steps taken.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// Sets what to do. A request that is thereby cut short is answered with the metrics as they are, like one whose step is
    /// reached: [`Session::answers`].
    pub fn set_goal(&mut self, goal: Goal) {
        if let Goal::Until { id, .. } = self.goal {
            self.owe(id);
        }
        if self.goal != Goal::Paused {
            self.speed.note((self.clock)(), self.step);
        }
        self.speed.restart((self.clock)(), self.step, goal != Goal::Paused);
        self.goal = goal;
        self.measurements.suit(self.step, goal == Goal::Paused, &mut *self.experiment);
    }

    /// The goal of training to the end of the epoch in progress.
    pub fn epoch_end(&self) -> u64 {
        (self.step / self.steps_per_epoch + 1) * self.steps_per_epoch
    }

    /// What to observe from now on.
    pub fn look(&mut self, view: View) {
        self.view = resolution::afford(view, &self.options);
    }

    /// The data files that the run lacks, the most urgent first.
    pub fn wants(&self) -> Vec<&'static str> {
        self.experiment.wants()
    }

    /// Takes up files that have arrived. Returns examples arrived and in all.
    pub fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.experiment.feed(library)
    }

    /// What it does now.
    pub fn activity(&mut self) -> Activity {
        match self.goal {
            Goal::Paused => return Activity::Resting,
            Goal::Until { step, .. } if self.step >= step => return Activity::Resting,
            Goal::Playing | Goal::Until { .. } => {}
        }
        let range = self.batch_range();
        if !self.experiment.ready(&self.epoch_order.1[range]) || self.measurements.waits_for_data() {
            Activity::Waiting
        } else if self.measurements.hold(self.is_scheduled(self.step + 1)) {
            Activity::Measuring
        } else {
            Activity::Training
        }
    }

    /// Whether nothing is missing to measure and observe the run.
    pub fn measurable(&self) -> bool {
        self.experiment.measurable(Extent::Sample)
    }

    /// Pauses a run whose goal is a step that is reached. Returns whether it was.
    pub fn settle(&mut self) -> bool {
        let reached = matches!(self.goal, Goal::Until { step, .. } if self.step >= step);
        let settled = reached && self.experiment.measurable(Extent::All);
        if settled {
            self.set_goal(Goal::Paused);
        }
        settled
    }

    /// Whether play waits so that a person sees how it begins; scripts and stated numbers of steps never wait.
    pub fn holds_back(&self) -> bool {
        self.goal == Goal::Playing && self.step < Self::BEGINNING && (self.clock)() < self.next
    }

    /// Takes one step. The batch is the next of the epoch's order, the last of an epoch may be smaller.
    pub fn train(&mut self) {
        let range = self.batch_range();
        let rate = self.options.number(Key::LearningRate);
        let step = Step { number: self.step, examples: &self.epoch_order.1[range], rate };
        let losses = self.experiment.step(step);
        self.note(losses);
        self.step += 1;
        self.arrived();
        if self.goal == Goal::Playing && self.step < Self::BEGINNING {
            let now = (self.clock)();
            self.next = self.next.max(now - Self::LATE) + 1000.0 / (Self::GENTLE + self.step as f64);
        }
    }

    /// Has the step measured if the schedule says so. The measurement is of the parameters as they are now.
    fn arrived(&mut self) {
        if self.is_scheduled(self.step) {
            self.measurements.schedule(self.step, &mut *self.experiment);
        }
    }

    fn is_scheduled(&self, step: u64) -> bool {
        self.schedule.is_some_and(|schedule| schedule.measures(step))
    }

    /// Keeps the losses of the step that was taken, if anybody watches.
    fn note(&mut self, losses: BatchLosses) {
        if self.schedule.is_some() {
            self.record.note(self.step, losses);
        }
    }

    /// Takes one step of one part on the next batch.
    async fn train_part(&mut self, part: Part) -> Result<(), Problem> {
        let range = self.batch_range();
        let examples = &self.epoch_order.1[range];
        if !self.experiment.ready(examples) {
            return Err(Problem::Unfit(Misfit::ExamplesMissing));
        }
        let rate = self.options.number(Key::LearningRate);
        let losses = self.experiment.step_part(Step { number: self.step, examples, rate }, part)?;
        if !self.experiment.all_finite().await? {
            self.experiment.recall();
            return Err(Problem::NotFinite { step: self.step + 1 });
        }
        self.note(losses);
        self.step += 1;
        self.verify_as_is();
        self.arrived();
        Ok(())
    }

    /// Waits until the steps so far are done, and looks whether all parameters are finite numbers. Where they are not, finds the
    /// step that made them so, goes back to the state before it, and pauses. Returns that step, counted from 1.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn verify(&mut self) -> Result<Option<u64>, Problem> {
        if self.step == self.verified {
            return Ok(None);
        }
        if self.experiment.all_finite().await? {
            self.verify_as_is();
            return Ok(None);
        }
        // Since the last look it went wrong: the same steps once more, one by one.
        let end = self.step;
        self.go_back();
        while self.step < end {
            self.train();
            if self.experiment.all_finite().await? {
                self.verify_as_is();
                continue;
            }
            self.go_back();
            self.set_goal(Goal::Paused);
            return Ok(Some(self.step + 1));
        }
        Ok(None)
    }

    /// The parameters as they are now are known to be finite.
    fn verify_as_is(&mut self) {
        self.experiment.remember();
        self.verified = self.step;
    }

    /// Goes back to the last state that is known to be finite.
    fn go_back(&mut self) {
        self.experiment.recall();
        self.step = self.verified;
        self.record.forget_from(self.step);
        self.measurements.forget_after(self.step, &mut *self.experiment);
    }

    fn batch_range(&mut self) -> std::ops::Range<usize> {
        let epoch = self.step / self.steps_per_epoch;
        if self.epoch_order.0 != epoch {
            self.epoch_order = (epoch, self.experiment.order(epoch));
        }
        let first = (self.step % self.steps_per_epoch) as usize * self.batch;
        first..(first + self.batch).min(self.epoch_order.1.len())
    }

    /// How far the run has come, with the batch losses since it was last asked.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn progress(&mut self) -> Result<Progress, Problem> {
        let activity = self.activity();
        let playing = self.goal != Goal::Paused;
        if playing {
            self.speed.note((self.clock)(), self.step);
        }
        Ok(Progress {
            run: self.run,
            playing,
            waiting: activity == Activity::Waiting,
            goal: match self.goal {
                Goal::Until { step, .. } => Some(step),
                Goal::Paused | Goal::Playing => None,
            },
            step: self.step,
            epoch: self.epoch_of(self.step),
            steps_per_second: self.speed.value(),
            losses: self.record.read().await?,
            edits: std::mem::take(&mut self.edits),
            measuring: self.measurements.awaited((self.clock)(), &*self.experiment),
        })
    }

    fn epoch_of(&self, step: u64) -> f64 {
        step as f64 / self.steps_per_epoch as f64
    }

    /// A picture of the run as it is now.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn frame(&mut self) -> Result<Frame, Problem> {
        let pictures = self.experiment.observe(&self.view).await?;
        Ok(Frame { progress: self.progress().await?, pictures })
    }

    /// Answers a question. None where the answer is the metrics, which take their time: they come by [`Session::answers`] if
    /// they are owed to whoever asks.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where it does not fit the run; nothing is changed.
    pub async fn ask(&mut self, question: Question) -> Result<Option<Answer>, Problem> {
        Ok(Some(match question {
            Question::Dataset => {
                let (train, test) = self.experiment.dataset()?;
                Answer::Dataset { train, test }
            }
            Question::Parameters => Answer::Arrays(self.experiment.parameters().await?),
            Question::SetParameters(arrays) => {
                self.replace(&arrays)?;
                return Ok(None);
            }
            Question::Edit { name, index, value } => {
                self.edit(&name, index, value).await?;
                return Ok(None);
            }
            Question::Step(part) => {
                self.train_part(part).await?;
                return Ok(None);
            }
            Question::Gradients => Answer::Arrays(self.experiment.gradients().await?),
            Question::Predict { width, inputs } => {
                let (width, values) = self.experiment.predict(width, inputs).await?;
                Answer::Rows { width, values }
            }
            Question::Activations { input } => Answer::Arrays(self.experiment.activations(input).await?),
        }))
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
        self.measurements.forget_all(&mut *self.experiment);
        self.edits.push(self.step);
        self.verify_as_is();
        Ok(())
    }

    async fn edit(&mut self, name: &str, index: u32, value: f32) -> Result<(), Problem> {
        let arrays = self.experiment.parameters().await?;
        let unfit = || Problem::Unfit(Misfit::UnknownNumber { name: name.to_owned(), index });
        let mut array = arrays.into_iter().find(|array| array.name == name).ok_or_else(unfit)?;
        let mut values = array.values.0;
        *values.get_mut(index as usize).ok_or_else(unfit)? = value;
        array.values = Floats(values);
        self.replace(&[array])
    }
}
