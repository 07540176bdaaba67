//! Several runs side by side, in the background of the page's own: the same network from many seeds, or several kinds of it
//! on the same seed.

use std::collections::VecDeque;

use burn::tensor::Device;

use super::library::Library;
use super::session::{Clock, Goal, Session};
use crate::model::spec::Options;
use crate::protocol::{self, Configure, Metrics, Problem, View};

/// A survey in progress: its runs take turns, each as far as its next measurement.
pub struct Survey {
    id: u32,
    steps: u64,
    every: u64,
    waiting: VecDeque<(u32, Entry)>,
}

enum Entry {
    Planned(Box<Options>),
    Begun(Box<Session>),
}

/// A measurement of one of the runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surveyed {
    /// Which of the survey's runs.
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

    /// Trains the run whose turn it is, one step after the other while `more` says so. Returns a measurement when one is due;
    /// nothing while a run waits for data.
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
        let mut session = match next {
            Entry::Begun(session) => session,
            Entry::Planned(options) => {
                let view = View { panels: Vec::new(), ..View::default() };
                let configure = Configure { run: 0, options: *options, checkpoint: None, view };
                let mut session = Session::new(configure, device, library, clock)?;
                session.set_goal(Goal::Playing);
                Box::new(session)
            }
        };
        session.feed(library);
        let until = (session.steps() / self.every + 1) * self.every;
        let until = until.min(self.steps);
        while session.steps() < until && more() {
            if session.can_step() != (true, true) {
                break;
            }
            session.train();
        }
        if session.steps() < until {
            session.barrier().await?;
            self.waiting.push_front((entry, Entry::Begun(session)));
            return Ok(None);
        }
        let metrics = session.metrics().await?;
        let done = session.steps() >= self.steps;
        if !done {
            self.waiting.push_back((entry, Entry::Begun(session)));
        }
        Ok(Some(Surveyed { entry, metrics, done }))
    }
}
