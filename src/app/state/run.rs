//! The page's knowledge of the current run.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::Witness;
use crate::app::cost::Cost;
use crate::app::history::History;
use crate::app::lifecycle::{Activity, Goal, Phase};
use crate::options::Options;
use crate::protocol::{
    Command, Kept, Measuring, Metrics, Observation, Observed, PictureId, Problem, Question, RequestId, Summary,
};

/// The run in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its id; late events of other runs are dropped.
    pub id: u32,
    /// The id of its network. It stays while the run continues with other settings or on another device, and changes when
    /// the parameters are reset.
    pub network: u32,
    /// How far it is with its trainer.
    pub phase: Phase,
    /// What is wanted of it.
    pub goal: Goal,
    /// Its facts, once built; during a rebuild, those of the previous build.
    pub summary: Option<Summary>,
    /// Examples loaded and in total, while data is loading.
    pub loading: Option<(u32, u32)>,
    /// The problem with a data file that it lacks, while the file is being retried.
    pub missing: Option<Problem>,
    /// Optimizer steps taken.
    pub step: u64,
    /// Epochs completed, with fraction.
    pub epoch: f64,
    /// Recent optimizer steps per second.
    pub steps_per_second: f64,
    /// The latest measurement, at the step it states.
    pub metrics: Option<Metrics>,
    /// Progress of measuring all test examples.
    pub measuring: Option<Measuring>,
    /// The run's curves. Cheap to clone.
    pub history: Arc<History>,
    /// The newest picture of each kind. Cheap to clone.
    pub pictures: BTreeMap<PictureId, Observation>,
    /// Pictures that still show the previous network.
    pub outdated: BTreeSet<PictureId>,
    /// Last checkpoint, to continue from if the worker is lost.
    pub checkpoint: Option<Kept>,
    /// Last checkpoint known to be correct, to continue from if WebGPU turns out to compute incorrectly.
    pub verified: Option<Kept>,
    /// Requests not yet answered.
    pub pending: BTreeMap<RequestId, Request>,
    /// Those that are queued until the trainer can accept them.
    pub queue: VecDeque<RequestId>,
    /// Completed parts of each "try this" step.
    pub tried: Vec<usize>,
    /// The measurement when each step was done.
    pub witnesses: Vec<Option<Witness>>,
    /// The step at which a person last changed an option or a weight; 0 if never.
    pub changed_at: u64,
    /// Seeds with which the network was trained for a while under the current options.
    pub seeds: BTreeSet<u64>,
    /// The options it was built with, or has been retuned to since.
    pub built_with: Options,
    /// The cost of one step, if it was announced because it is high.
    pub cost: Option<Cost>,
    /// Script promises to settle once it is built.
    pub awaiting: Vec<u32>,
}

/// A question under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who made it.
    pub asker: Asker,
    /// What it asks for.
    pub asked: Asked,
    /// The step to train to, once known.
    pub until: Option<u64>,
    /// Workers lost while handling it.
    pub losses: u32,
}

/// What a request asks of a trainer.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Train this many steps.
    Steps(u64),
    /// To train to the end of the epoch.
    Epoch,
    /// A question about the run.
    Question(Question),
    /// Its checkpoint.
    Checkpoint,
}

impl Asked {
    /// Whether it asks for a fixed amount of training.
    pub fn trains(&self) -> bool {
        match self {
            Self::Steps(_) | Self::Epoch => true,
            Self::Question(_) | Self::Checkpoint => false,
        }
    }

    /// As a command to the trainer.
    pub fn command(&self, id: RequestId) -> Command {
        match self {
            Self::Steps(steps) => Command::Train { id, steps: *steps },
            Self::Epoch => Command::TrainEpoch { id },
            Self::Question(question) => Command::Ask { id, question: question.clone() },
            Self::Checkpoint => Command::Checkpoint { id },
        }
    }
}

/// Who made a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The page itself; metrics are displayed, a problem becomes a notice.
    Page,
    /// A script, by the id of its promise.
    Script(u32),
    /// The hand-over to another worker.
    HandOver,
}

impl Run {
    /// The newest picture with this id, if it has this type.
    pub fn picture<T: Observed>(&self, id: PictureId) -> Option<&Arc<T>> {
        self.pictures.get(&id).and_then(T::of)
    }

    /// Test examples measured and in total, if the metrics are of a sample (the first examples).
    pub fn sample(&self) -> Option<(u32, u32)> {
        let measured = self.metrics?.test_examples;
        let all = self.summary.as_ref()?.test_examples;
        (measured < all).then_some((measured, all))
    }

    /// Marks every picture as outdated.
    pub fn outdate_pictures(&mut self) {
        self.outdated = self.pictures.keys().copied().collect();
    }

    /// Whether the trainer has built it, so that it accepts commands.
    pub fn is_built(&self) -> bool {
        self.phase.activity().is_some()
    }

    /// Whether it waits for data.
    pub fn waits(&self) -> bool {
        self.phase.activity() == Some(Activity::Waiting)
    }

    /// The step that it continues from if its trainer is lost.
    pub fn kept_step(&self) -> u64 {
        self.checkpoint.map_or(0, |kept| kept.step)
    }

    /// Epochs at that step, with fraction.
    pub fn kept_epoch(&self) -> f64 {
        let examples = self.summary.as_ref().map_or(1, |summary| summary.train_examples.max(1));
        self.checkpoint.map_or(0.0, |kept| kept.seen as f64 / f64::from(examples))
    }

    /// A run that is not built yet.
    pub fn new(options: &Options) -> Self {
        Self {
            id: 0,
            network: 0,
            phase: Phase::default(),
            goal: Goal::default(),
            summary: None,
            loading: None,
            missing: None,
            step: 0,
            epoch: 0.0,
            steps_per_second: 0.0,
            metrics: None,
            measuring: None,
            history: Arc::default(),
            pictures: BTreeMap::new(),
            outdated: BTreeSet::new(),
            checkpoint: None,
            verified: None,
            pending: BTreeMap::new(),
            queue: VecDeque::new(),
            tried: vec![0; options.lesson().lesson().tries.len()],
            witnesses: vec![None; options.lesson().lesson().tries.len()],
            changed_at: 0,
            seeds: BTreeSet::new(),
            built_with: options.clone(),
            cost: None,
            awaiting: Vec::new(),
        }
    }
}
