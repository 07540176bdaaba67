//! Several runs side by side, in the background: the same network from many seeds, or several kinds of it on the same seed.

use std::collections::VecDeque;

use burn::tensor::Device;

use super::library::Library;
use super::session::{Activity, Clock, Goal, Plan, Session};
use crate::options::Options;
use crate::protocol::{self, Metrics, Problem, View};

/// A survey in progress: its runs take turns, each until its next measurement.
pub struct Survey {
    id: u32,
    steps: u64,
    every: u64,
    waiting: VecDeque<(u32, Entry)>,
}

enum Entry {
    Planned(Box<Options>),
    Begun(Box<Run>),
}

/// A run that has begun.
struct Run {
    session: Session,
    /// Its next step would make a parameter infinite or NaN: it ends where it is.
    diverged: bool,
    /// It was measured once, so every kind of computation it needs has run before.
    measured: bool,
}

/// A measurement of one of the runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surveyed {
    /// The run's index in the survey.
    pub entry: u32,
    /// Measured over all test examples.
    pub metrics: Metrics,
    /// Whether this run is done.
    pub done: bool,
}

impl Survey {
    /// Nothing has been built yet.
    pub fn new(survey: protocol::Survey) -> Self {
        let planned = survey.entries.into_iter().map(|(number, options)| (number, Entry::Planned(Box::new(options))));
        Self { id: survey.id, steps: survey.steps, every: survey.every.max(1), waiting: planned.collect() }
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Whether all runs are done.
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether the current run is about to do something for the first time.
    pub fn begins(&self) -> bool {
        !matches!(self.waiting.front(), Some((_, Entry::Begun(run))) if run.measured)
    }

    /// Trains the current run step by step while `more` allows, and measures it when due. Returns a finished measurement;
    /// `None` while a run waits for data.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn advance(
        &mut self,
        device: &Device,
        library: &Library,
        clock: Clock,
        mut more: impl FnMut() -> bool,
    ) -> Result<Option<Surveyed>, Problem> {
        let Some((entry, next)) = self.waiting.pop_front() else { return Ok(None) };
        let mut run = match next {
            Entry::Begun(run) => run,
            Entry::Planned(options) => {
                let view = View { panels: Vec::new(), ..View::default() };
                let plan = Plan { run: 0, options: *options, checkpoint: None, view };
                let session = Session::new(plan, device, library, clock)?.in_background();
                Box::new(Run { session, diverged: false, measured: false })
            }
        };
        let Run { session, diverged, measured: was_measured } = &mut *run;
        session.feed(library);
        if session.goal() == Goal::Paused && !session.owes() {
            let until = ((session.steps() / self.every + 1) * self.every).min(self.steps);
            session.set_goal(Goal::Until { step: until, id: entry });
        }
        let mut measured = None;
        while measured.is_none() && more() {
            match session.activity() {
                Activity::Training => session.train(),
                Activity::Waiting => break,
                Activity::Measuring | Activity::Resting => {
                    *diverged |= session.verify().await?.is_some();
                    session.settle();
                    session.measure_some().await?;
                    measured = session.answers().map(|(_, metrics)| metrics);
                }
            }
        }
        *diverged |= session.verify().await?.is_some();
        let Some(metrics) = measured else {
            self.waiting.push_front((entry, Entry::Begun(run)));
            return Ok(None);
        };
        *was_measured = true;
        let done = session.steps() >= self.steps || *diverged;
        if !done {
            self.waiting.push_back((entry, Entry::Begun(run)));
        }
        Ok(Some(Surveyed { entry, metrics, done }))
    }
}
