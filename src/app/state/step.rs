//! The "try this" step in progress, the control or panel it refers to, and the results of finished steps.

use super::State;
use crate::lesson::{Panel, Try};
use crate::options::Key;
use crate::protocol::Metrics;

/// What a step refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The button that plays.
    Play,
    /// The button for a new seed.
    NewSeed,
    /// The menu of worked examples.
    Example,
    /// A knob.
    Knob(Key),
    /// A panel.
    Panel(Panel),
}

/// The measurement when a step was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Witness {
    /// The training loss at the start of the run.
    pub first_loss: Option<f64>,
    /// The newest measurement.
    pub metrics: Metrics,
}

impl State {
    /// The index of the first unfinished step; `None` when all are done.
    pub fn current_step(&self) -> Option<usize> {
        (0..self.options.lesson().lesson().tries.len()).find(|place| !self.has_tried(*place))
    }

    /// What this step refers to next.
    pub fn step_target(&self, place: usize) -> Option<Target> {
        let parts = self.options.lesson().lesson().tries.get(place)?;
        let done = self.run.tried.get(place).copied().unwrap_or(0);
        self.target_of(parts.get(done)?)
    }

    fn target_of(&self, what: &Try) -> Option<Target> {
        let panels = self.all_panels();
        let first = |wanted: &[Panel]| wanted.iter().copied().find(|panel| panels.contains(panel)).map(Target::Panel);
        match *what {
            Try::LossHalved
            | Try::Accuracy(_)
            | Try::TestLoss(_)
            | Try::FreeRun(_)
            | Try::Trained
            | Try::TrainedFromStart => Some(Target::Play),
            Try::TrainedFromSeeds(_) => Some(Target::NewSeed),
            Try::FewerLayers => Some(Target::Knob(Key::Layers)),
            Try::WeightEdited => first(&[Panel::Surface, Panel::Network]),
            Try::LargestWeightTurned => first(&[Panel::Network]),
            Try::Surveyed => first(&[Panel::Seeds, Panel::Race]),
            Try::OtherExample => first(&[Panel::Tokens, Panel::Digits, Panel::Rebuilt, Panel::Sequence]),
            Try::WrongDigit => first(&[Panel::Digits]),
            Try::PoorDigit => first(&[Panel::Rebuilt]),
            Try::Token => first(&[Panel::Tokens]),
            Try::Drawn => first(&[Panel::Pad]),
            Try::Spotted => first(&[Panel::Maps]),
            Try::RingAt(_) => first(&[Panel::Codes]),
            Try::DiscriminatorStep | Try::GeneratorStep => first(&[Panel::Game]),
            Try::With(key, value, then) => {
                let is_set = self.options.get(key).is_some_and(|now| now.to_string() == value);
                if is_set { self.target_of(then) } else { Some(Target::Knob(key)) }
            }
            Try::Changed(key, then) => {
                if self.options.is_changed(key) {
                    self.target_of(then)
                } else {
                    Some(Target::Knob(key))
                }
            }
            Try::Example(name, then) => {
                if self.options.preset() == Some(name) {
                    self.target_of(then)
                } else {
                    Some(Target::Example)
                }
            }
        }
    }
}
