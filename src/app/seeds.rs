//! The same network trained from many seeds in the background, and the results.

use super::State;
use crate::options::{Key, Options, Value};

/// How many seeds are tried.
pub const COUNT: u64 = 50;

/// These options with each seed from 1 to `count`.
pub fn entries(options: &Options, count: u64) -> Vec<Options> {
    (1..=count).filter_map(|seed| with_seed(options, seed)).collect()
}

fn with_seed(options: &Options, seed: u64) -> Option<Options> {
    let mut options = options.clone();
    options.set(Key::Seed, Value::Integer(seed)).ok()?;
    Some(options)
}

/// The results so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Seeds {
    /// Seed by seed.
    pub outcomes: Vec<Outcome>,
    /// Whether it is still running.
    pub running: bool,
    /// Optimizer steps of each.
    pub steps: u64,
}

/// The result of one seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// Its final test loss and, for classification, whether every test example is classified correctly; `None` until it is
    /// done.
    pub result: Option<(f64, Option<bool>)>,
}

impl Seeds {
    /// The page's survey, if it is one over seeds alone.
    pub fn of(state: &State) -> Option<Self> {
        let survey = state.survey.as_ref()?;
        let first = survey.entries.first()?;
        let same = |options: &Options| with_seed(options, 0) == with_seed(first, 0);
        if survey.entries.len() < 2 || !survey.entries.iter().all(same) {
            return None;
        }
        let outcomes =
            survey.entries.iter().zip(&survey.measured).zip(&survey.done).map(|((options, measured), done)| {
                let last = measured.last().filter(|_| *done);
                Outcome {
                    seed: options.integer(Key::Seed),
                    result: last.map(|last| (last.test_loss, last.test_accuracy.map(|accuracy| accuracy >= 1.0))),
                }
            });
        Some(Self { outcomes: outcomes.collect(), running: survey.running, steps: survey.steps })
    }

    /// How many are done.
    pub fn done(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.result.is_some()).count()
    }

    /// How many finished runs classify every test example correctly; `None` without classes.
    pub fn solved(&self) -> Option<usize> {
        let results = self.outcomes.iter().filter_map(|outcome| outcome.result?.1);
        let all: Vec<bool> = results.collect();
        (!all.is_empty()).then(|| all.into_iter().filter(|solved| *solved).count())
    }
}
