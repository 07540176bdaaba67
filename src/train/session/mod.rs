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

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Position {
    /// Optimizer steps taken.
    step: u64,
    /// See [`Checkpoint::seen`].
    seen: u64,
}

/// A run in progress.
pub struct Session {
    run: u32,
    options: Options,
    experiment: Box<dyn Experiment>,
    view: View,
    goal: Goal,
    at: Position,
    /// Where all parameters were last known to be finite numbers. The experiment remembers that state.
    verified: Position,
    /// Training examples, at least 1.
    examples: u64,
    batch: u64,
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
        let mut at = Position::default();
        if let Some(checkpoint) = checkpoint {
            experiment.set_parameters(&checkpoint.parameters)?;
            experiment.set_optimizer(&checkpoint.optimizer);
            at = Position { step: checkpoint.step, seen: checkpoint.seen };
        }
        experiment.remember();
        let schedule = schedule(&options, &*experiment);
        let mut session = Self {
            run,
            examples: u64::from(experiment.summary().train_examples).max(1),
            batch: options.integer(Key::Batch).max(1),
            experiment,
            view: resolution::afford(view, &options),
            goal: Goal::Paused,
            at,
            verified: at,
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
        self.at.step
    }

    /// Sets what to do. A request that is thereby cut short is answered with the metrics as they are, like one whose step is
    /// reached: [`Session::answers`].
    pub fn set_goal(&mut self, goal: Goal) {
        if let Goal::Until { id, .. } = self.goal {
            self.owe(id);
        }
        if self.goal != Goal::Paused {
            self.speed.note((self.clock)(), self.at.step);
        }
        self.speed.restart((self.clock)(), self.at.step, goal != Goal::Paused);
        self.goal = goal;
        self.measurements.adapt(self.at.step, goal == Goal::Paused, &mut *self.experiment);
    }

    /// The goal of training to the end of the epoch in progress.
    pub fn epoch_end(&self) -> u64 {
        self.at.step + (self.examples - self.at.seen % self.examples).div_ceil(self.batch)
    }

    /// Goes on with other options, from the next step on.
    ///
    /// # Errors
    /// [`Problem::Unfit`] where they describe another run; nothing is changed.
    pub fn retune(&mut self, options: Options) -> Result<Summary, Problem> {
        let other = self.options.differing(&options).find(|key| !key.goes_on());
        if other.is_some() || options.lesson() != self.options.lesson() {
            return Err(Problem::Unfit(Misfit::AnotherRun));
        }
        self.experiment.retune(&options);
        // What is gone back to has the new options, too.
        self.verify_as_is();
        let epoch_end = self.epoch_end();
        self.batch = options.integer(Key::Batch).max(1);
        if let Goal::Until { step, .. } = &mut self.goal
            && *step == epoch_end
        {
            // The rest of the epoch takes another number of steps.
            *step = self.at.step + (self.examples - self.at.seen % self.examples).div_ceil(self.batch);
        }
        if self.schedule.is_some() {
            self.schedule = Some(schedule(&options, &*self.experiment));
        }
        if options.get(Key::Tested) != self.options.get(Key::Tested) {
            self.measurements.forget_all(&mut *self.experiment);
        }
        self.options = options;
        Ok(self.summary())
    }

    /// What to observe from now on.
    pub fn look(&mut self, view: View) {
        if view.tempo != self.view.tempo {
            // A long pause that was begun at another tempo is over.
            self.next = f64::NEG_INFINITY;
        }
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
            Goal::Until { step, .. } if self.at.step >= step => return Activity::Resting,
            Goal::Playing | Goal::Until { .. } => {}
        }
        let range = self.batch_range();
        if !self.experiment.ready(&self.epoch_order.1[range]) || self.measurements.waits_for_data() {
            Activity::Waiting
        } else if self.measurements.hold(self.is_scheduled(self.at.step + 1)) {
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
        let reached = matches!(self.goal, Goal::Until { step, .. } if self.at.step >= step);
        let settled = reached && self.experiment.measurable(Extent::All);
        if settled {
            self.set_goal(Goal::Paused);
        }
        settled
    }

    /// Steps a second that play keeps to; none where it goes as fast as it can, as scripts and stated numbers of steps do.
    fn kept_pace(&self) -> Option<f64> {
        if self.goal == Goal::Playing { self.view.tempo.steps_per_second(self.at.step) } else { None }
    }

    /// Milliseconds until play takes its next step, so that a person can follow it; none where it need not wait.
    pub fn holds_back(&self) -> Option<f64> {
        self.kept_pace()?;
        let wait = self.next - (self.clock)();
        (wait > 0.0).then_some(wait)
    }

    /// Takes one step. The batch is the next of the epoch's order, the last of an epoch may be smaller.
    pub fn train(&mut self) {
        let range = self.batch_range();
        let examples = range.len();
        let rate = self.options.number(Key::LearningRate);
        let step = Step { number: self.at.step, examples: &self.epoch_order.1[range], rate };
        let losses = self.experiment.step(step);
        self.note(losses);
        self.advance(examples);
        self.arrived();
        if let Some(pace) = self.kept_pace() {
            let now = (self.clock)();
            self.next = self.next.max(now - Self::LATE) + 1000.0 / pace;
        }
    }

    /// Has the step measured if the schedule says so. The measurement is of the parameters as they are now.
    fn arrived(&mut self) {
        if self.is_scheduled(self.at.step) {
            let epoch = self.epoch();
            self.measurements.schedule(self.at.step, epoch, &mut *self.experiment);
        }
    }

    fn is_scheduled(&self, step: u64) -> bool {
        self.schedule.is_some_and(|schedule| schedule.measures(step))
    }

    /// Keeps the losses of the step that was taken, if anybody watches.
    fn note(&mut self, losses: BatchLosses) {
        if self.schedule.is_some() {
            self.record.note(self.at.step, losses);
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
        let (number, count) = (self.at.step, examples.len());
        let losses = self.experiment.step_part(Step { number, examples, rate }, part)?;
        if !self.experiment.all_finite().await? {
            self.experiment.recall();
            return Err(Problem::NotFinite { step: self.at.step + 1 });
        }
        self.note(losses);
        self.advance(count);
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
        if self.at == self.verified {
            return Ok(None);
        }
        if self.experiment.all_finite().await? {
            self.verify_as_is();
            return Ok(None);
        }
        // Since the last look it went wrong: the same steps once more, one by one.
        let end = self.at.step;
        self.go_back();
        while self.at.step < end {
            self.train();
            if self.experiment.all_finite().await? {
                self.verify_as_is();
                continue;
            }
            self.go_back();
            self.set_goal(Goal::Paused);
            return Ok(Some(self.at.step + 1));
        }
        Ok(None)
    }

    /// The parameters as they are now are known to be finite.
    fn verify_as_is(&mut self) {
        self.experiment.remember();
        self.verified = self.at;
    }

    /// Goes back to the last state that is known to be finite.
    fn go_back(&mut self) {
        self.experiment.recall();
        self.at = self.verified;
        self.record.forget_from(self.at.step);
        self.measurements.forget_after(self.at.step, &mut *self.experiment);
    }

    /// The next batch, as places in the epoch's order.
    fn batch_range(&mut self) -> std::ops::Range<usize> {
        let epoch = self.at.seen / self.examples;
        if self.epoch_order.0 != epoch {
            self.epoch_order = (epoch, self.experiment.order(epoch));
        }
        let first = self.at.seen % self.examples;
        first as usize..(first + self.batch).min(self.examples) as usize
    }

    /// A step was taken on so many examples.
    fn advance(&mut self, examples: usize) {
        self.at.step += 1;
        self.at.seen += examples as u64;
    }

    /// How far the run has come, with the batch losses since it was last asked.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn progress(&mut self) -> Result<Progress, Problem> {
        let activity = self.activity();
        let playing = self.goal != Goal::Paused;
        if playing {
            self.speed.note((self.clock)(), self.at.step);
        }
        Ok(Progress {
            run: self.run,
            playing,
            waiting: activity == Activity::Waiting,
            goal: match self.goal {
                Goal::Until { step, .. } => Some(step),
                Goal::Paused | Goal::Playing => None,
            },
            step: self.at.step,
            epoch: self.epoch(),
            steps_per_second: self.speed.value(),
            losses: self.record.read().await?,
            edits: std::mem::take(&mut self.edits),
            measuring: self.measurements.awaited((self.clock)(), &*self.experiment),
        })
    }

    /// Passes over the training examples, with fraction.
    fn epoch(&self) -> f64 {
        self.at.seen as f64 / self.examples as f64
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
        let Position { step, seen } = self.at;
        Ok(Checkpoint { step, seen, parameters, optimizer: self.experiment.optimizer().await? })
    }

    fn replace(&mut self, arrays: &[Array]) -> Result<(), Problem> {
        self.experiment.set_parameters(arrays)?;
        self.measurements.forget_all(&mut *self.experiment);
        self.edits.push(self.at.step);
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

/// When a run of these options is measured.
fn schedule(options: &Options, experiment: &dyn Experiment) -> Schedule {
    let (train, test) = experiment.examples_of(Extent::Sample);
    Schedule::new(options, train + test)
}
