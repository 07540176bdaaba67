//! The recurrent cells compared on the same seed: the background runs and their progress.

use super::State;
use crate::options::{CellId, Key, Options, Value};
use crate::protocol::Metrics;

/// Approximate number of measurements per cell.
const MEASURED: u64 = 25;

/// These options, once for every kind of cell.
pub fn entries(options: &Options) -> Vec<Options> {
    CellId::ALL.iter().filter_map(|cell| with_cell(options, *cell)).collect()
}

fn with_cell(options: &Options, cell: CellId) -> Option<Options> {
    let mut options = options.clone();
    options.set(Key::Cell, Value::Choice(cell.name().to_owned())).ok()?;
    Some(options)
}

/// The length of such a race in steps: that of the matching worked example, whatever its cell, or of the lesson.
pub fn steps(options: &Options) -> u64 {
    let entries = entries(options);
    entries.iter().find(|entry| entry.preset().is_some()).unwrap_or(options).budget()
}

/// Steps between two measurements in a race of this many steps.
pub fn every(steps: u64) -> u64 {
    (steps / MEASURED).max(1)
}

/// The page's survey as a race.
#[derive(Clone, Debug, PartialEq)]
pub struct Race {
    /// Each cell with its measurements.
    pub lanes: Vec<(CellId, Vec<Metrics>)>,
    /// Steps of each.
    pub steps: u64,
    /// Whether it is still running.
    pub running: bool,
}

impl Race {
    /// The page's survey, if it compares cells alone.
    pub fn of(state: &State) -> Option<Self> {
        let survey = state.survey.as_ref()?;
        let first = survey.entries.first()?;
        let plain = |options: &Options| with_cell(options, CellId::default());
        if plain(first).is_none()
            || survey.entries.len() < 2
            || !survey.entries.iter().all(|o| plain(o) == plain(first))
        {
            return None;
        }
        let cell = |options: &Options| options.choice_or_default(Key::Cell);
        let lanes = survey.entries.iter().map(cell).zip(survey.measured.iter().cloned()).collect();
        Some(Self { lanes, steps: survey.steps, running: survey.running })
    }

    /// Steps taken of all, 0…1.
    pub fn progress(&self) -> f64 {
        let taken: u64 = self.lanes.iter().filter_map(|lane| lane.1.last()).map(|last| last.step).sum();
        taken as f64 / (self.steps * self.lanes.len() as u64).max(1) as f64
    }
}
