//! The drawing pad's answer to the digit on its sheet.

use super::State;
use crate::data::digits::pixel;
use crate::protocol::{Images, PictureId};

/// The pad's answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing is drawn.
    Empty,
    /// The trainer has not classified this digit yet.
    Pending,
    /// It cannot be classified now; the reason, as a message id.
    Impossible(&'static str),
    /// The probability of every class.
    Answer(Vec<f32>),
}

impl Reading {
    /// For the current drawing; an answer to an earlier stroke does not count.
    pub fn of(state: &State) -> Self {
        let drawn = &state.display.view.drawn;
        if drawn.is_empty() {
            return Self::Empty;
        }
        match state.run.picture::<Images>(PictureId::Pad) {
            Some(said) if drawn.iter().map(|byte| pixel(*byte)).eq(said.pixels.iter().copied()) => {
                Self::Answer(said.probabilities.to_vec())
            }
            _ => state.why_empty().map_or(Self::Pending, Self::Impossible),
        }
    }
}
