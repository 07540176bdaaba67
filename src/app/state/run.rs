//! What the page knows of the run in progress.

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
    /// Its number; events of other runs are late and dropped.
    pub id: u32,
    /// Number of its network. It stays while the run goes on with other settings or on another device, and changes when the
    /// parameters begin anew.
    pub network: u32,
    /// How far it is with its trainer.
    pub phase: Phase,
    /// What is wanted of it.
    pub goal: Goal,
    /// Its facts, once it was built; those of the build before while it is built again.
    pub summary: Option<Summary>,
    /// Examples arrived and in all, while data is on its way.
    pub loading: Option<(u32, u32)>,
    /// What is wrong with a data file that it lacks, while the file is asked for again.
    pub missing: Option<Problem>,
    /// Optimizer steps taken.
    pub step: u64,
    /// Passes over the training examples, with fraction.
    pub epoch: f64,
    /// Optimizer steps per second, lately.
    pub steps_per_second: f64,
    /// Measured last, at the step that it says.
    pub metrics: Option<Metrics>,
    /// The measurement of all test examples, while one is under way.
    pub measuring: Option<Measuring>,
    /// The run's curves. Cheap to clone.
    pub history: Arc<History>,
    /// The newest picture of each thing. Cheap to clone.
    pub pictures: BTreeMap<PictureId, Observation>,
    /// Those that still show the network before this one.
    pub outdated: BTreeSet<PictureId>,
    /// Last checkpoint, to go on from if the worker is lost.
    pub checkpoint: Option<Kept>,
    /// The last one that is known to be right, to go on from if WebGPU turns out to compute wrongly.
    pub verified: Option<Kept>,
    /// Questions that are not answered yet.
    pub pending: BTreeMap<RequestId, Request>,
    /// Those of them that wait until the trainer can take them.
    pub queue: VecDeque<RequestId>,
    /// Parts of each "try this" step that are done.
    pub tried: Vec<usize>,
    /// What was measured when each of them was done.
    pub witnesses: Vec<Option<Witness>>,
    /// The step at which a person last changed an option or a weight; 0 where nothing was changed since the start.
    pub changed_at: u64,
    /// Seeds from which the network was trained for a while with the options as they are, the seed aside.
    pub seeds: BTreeSet<u64>,
    /// The options it was built with, or has gone on with since.
    pub built_with: Options,
    /// What one step takes, where that was said because it is much.
    pub cost: Option<Cost>,
    /// Scripts' promises to settle when it is built.
    pub awaiting: Vec<u32>,
}

/// A question under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who asks.
    pub asker: Asker,
    /// What is asked.
    pub asked: Asked,
    /// The step to train to, once it is known.
    pub until: Option<u64>,
    /// Workers that were lost while they had it.
    pub losses: u32,
}

/// What a trainer is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// To train so many steps.
    Steps(u64),
    /// To train to the end of the epoch.
    Epoch,
    /// A question about the run.
    Question(Question),
    /// Its checkpoint.
    Checkpoint,
}

impl Asked {
    /// Whether it is to train a stated amount.
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

/// Who asked a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The page itself; the answer's metrics are shown, a problem becomes a notice.
    Page,
    /// A script, by the number of its promise.
    Script(u32),
    /// The hand-over to a starting device.
    HandOver,
}

impl Run {
    /// The newest picture of this, if it is of that kind.
    pub fn picture<T: Observed>(&self, id: PictureId) -> Option<&Arc<T>> {
        self.pictures.get(&id).and_then(T::of)
    }

    /// Test examples measured and in all, where the numbers shown are of a sample: the first of them.
    pub fn sample(&self) -> Option<(u32, u32)> {
        let measured = self.metrics?.test_examples;
        let all = self.summary.as_ref()?.test_examples;
        (measured < all).then_some((measured, all))
    }

    /// Marks every picture as one of another state than the present.
    pub fn outdate_pictures(&mut self) {
        self.outdated = self.pictures.keys().copied().collect();
    }

    /// Whether the trainer has built it, so that it takes commands.
    pub fn is_built(&self) -> bool {
        self.phase.activity().is_some()
    }

    /// Whether it waits for data.
    pub fn waits(&self) -> bool {
        self.phase.activity() == Some(Activity::Waiting)
    }

    /// The step that it goes on from if its trainer is lost.
    pub fn kept_step(&self) -> u64 {
        self.checkpoint.map_or(0, |kept| kept.step)
    }

    /// Passes over the training examples at that step, with fraction.
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
