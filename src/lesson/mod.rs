//! The catalogue: one lesson per file = data + model + knobs + panels + words.
//!
//! A new lesson is one new file and one new line in the table below. Its words are messages `lesson-<name>…` in the message
//! files; its experiment (the trainer's side) is built in `train::experiment::build`.

use serde::{Deserialize, Serialize};

use crate::model::spec::Key;

mod boundary;
mod digits;
pub mod work;

/// A panel of the page: a card with a heading, a picture, a legend and a text alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Panel {
    /// What the network says at every point of the plane.
    Output,
    /// The network as a diagram.
    Network,
    /// Loss and accuracy over the steps.
    Loss,
    /// Test digits with predicted class and probabilities.
    Digits,
    /// The idea, its formula, and what to try.
    Idea,
}

impl Panel {
    /// All panels.
    pub const ALL: [Self; 5] = [Self::Output, Self::Network, Self::Loss, Self::Digits, Self::Idea];

    /// The name in the URL (`panels=loss,output`), of the observation it draws, and in the message files (`panel-<name>`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Output => "output",
            Self::Network => "network",
            Self::Loss => "loss",
            Self::Digits => "digits",
            Self::Idea => "idea",
        }
    }

    /// The panel of this name. `boundary` is understood for `output`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "boundary" { "output" } else { name };
        Self::ALL.into_iter().find(|panel| panel.name() == name)
    }
}

/// A lesson's entry in the catalogue.
#[derive(Debug)]
pub struct Lesson {
    /// The name in the URL and in the message files.
    pub name: &'static str,
    /// Its knobs, each with the lesson's own default where it differs from the table's.
    pub knobs: &'static [(Key, Option<&'static str>)],
    /// Its panels, in the order of attention.
    pub panels: &'static [Panel],
    /// Its loss, as a message id `loss-<loss>` with its unit.
    pub loss: &'static str,
    /// Its formula as MathML.
    pub formula: &'static str,
    /// What ticks each of its "try this" steps; their words are `lesson-<name>-try-1`….
    pub tries: &'static [Try],
}

/// What ticks a "try this" step off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Try {
    /// The training loss fell to half of where it began.
    LossHalved,
    /// The network was trained with fewer hidden layers than the lesson's default.
    FewerLayers,
    /// A weight was edited.
    WeightEdited,
    /// The test accuracy reached this, 0…1.
    Accuracy(f64),
    /// A test example was picked for the network to show.
    Picked,
    /// The network was trained without dropout.
    NoDropout,
}

macro_rules! lessons {
    ($($(#[$doc:meta])* $id:ident = $room:ident;)*) => {
        /// A lesson of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum LessonId { $($(#[$doc])* $id,)* }

        impl LessonId {
            /// All lessons in the order of the menu.
            pub const ALL: &'static [Self] = &[$(Self::$id,)*];

            /// The lesson's entry.
            pub const fn lesson(self) -> &'static Lesson {
                match self { $(Self::$id => &$room::LESSON,)* }
            }
        }
    };
}

lessons! {
    /// Two classes, or a surface, in the plane.
    Boundary = boundary;
    /// Handwritten digits.
    Digits = digits;
}

impl LessonId {
    /// The lesson of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.lesson().name == name)
    }
}
