//! The catalogue: one lesson per file = data + model + knobs + panels + words.
//!
//! A new lesson is one new file and one new line in the table below. Its words are messages `lesson-<name>…` in the message
//! files; its experiment (the trainer's side) is built in `train::experiment::build`.

use serde::{Deserialize, Serialize};

use crate::model::spec::{Key, Options};

mod attention;
mod autoencoder;
mod boundary;
mod convnet;
mod digits;
mod gan;
mod neuron;
mod sequence;
mod tries;
mod vocabulary;
pub mod work;
mod xor;

pub use tries::Try;
pub use vocabulary::vocabulary;

macro_rules! panels {
    ($($(#[$doc:meta])* $panel:ident = $name:literal;)*) => {
        /// A panel of the page: a card with a heading, a picture, a legend and a text alternative.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Panel { $($(#[$doc])* $panel,)* }

        impl Panel {
            /// All panels.
            pub const ALL: &'static [Self] = &[$(Self::$panel,)*];

            /// The name in the URL (`panels=loss,output`), of the observation it draws, and in the message files
            /// (`panel-<name>`).
            pub const fn name(self) -> &'static str {
                match self { $(Self::$panel => $name,)* }
            }
        }
    };
}

panels! {
    /// What the network says at every point of the plane.
    Output = "output";
    /// The network as a diagram.
    Network = "network";
    /// Examples along a line of inputs, and what the network says there.
    Fit = "fit";
    /// The loss over two weights, and the way through it.
    Surface = "surface";
    /// The plane as the last hidden layer folds it.
    Fold = "fold";
    /// The same network from many seeds.
    Seeds = "seeds";
    /// Loss and accuracy over the steps.
    Loss = "loss";
    /// Test digits with predicted class and probabilities.
    Digits = "digits";
    /// What every stage of a convolutional network makes of one digit.
    Maps = "maps";
    /// The arithmetic of one value of a feature map.
    Pixel = "pixel";
    /// Which digits are taken for which.
    Confusion = "confusion";
    /// A pad to draw a digit on.
    Pad = "pad";
    /// Test digits and what a network rebuilt of them.
    Rebuilt = "rebuilt";
    /// Where test digits lie in a network's code, and what a point of it becomes.
    Codes = "codes";
    /// What every head of every self-attention looks at.
    Attention = "attention";
    /// A sequence of tokens, and what a network says of it.
    Tokens = "tokens";
    /// Real points and fakes, and what the discriminator says everywhere.
    Game = "game";
    /// How fakes spread over the sectors of a cloud.
    Coverage = "coverage";
    /// Digits that a generator makes.
    Samples = "samples";
    /// A sequence and what a network says of it.
    Sequence = "sequence";
    /// States and gates of a recurrent network over time.
    Gates = "gates";
    /// The gradient that reaches every past step.
    Reach = "reach";
    /// Several kinds of network on the same seed.
    Race = "race";
    /// The idea, its formula, and what to try.
    Idea = "idea";
}

impl Panel {
    /// The panel of this name. `boundary` is understood for `output`.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "boundary" { "output" } else { name };
        Self::ALL.iter().copied().find(|panel| panel.name() == name)
    }

    /// Whether it has something to draw for a run of these options, in a lesson that has it.
    pub fn suits(self, options: &Options) -> bool {
        match self {
            Self::Game | Self::Coverage => options.choice(Key::Data) != "mnist",
            Self::Samples => options.choice(Key::Data) == "mnist",
            _ => true,
        }
    }
}

/// A lesson's entry in the catalogue.
#[derive(Debug)]
pub struct Lesson {
    /// The name in the URL and in the message files.
    pub name: &'static str,
    /// Its knobs, each with the lesson's own default where it differs from the table's.
    pub knobs: &'static [(Key, Option<&'static str>)],
    /// Names that a choice is narrowed to in this lesson; other choices have all of the table's names.
    pub only: &'static [(Key, &'static [&'static str])],
    /// Worked examples: the lesson's defaults with these changes.
    pub presets: &'static [Preset],
    /// Steps of the defaults after which it has visibly succeeded; the words and the figures of acceptance hold it to this.
    pub budget: u64,
    /// Whether its networks are made of dense layers only, so that the small trainer knows them.
    pub dense: bool,
    /// Its panels, in the order of attention.
    pub panels: &'static [Panel],
    /// Its loss, as a message id `loss-<loss>` with its unit.
    pub loss: &'static str,
    /// What the lines of its curves are called, as the beginning of message ids: `curve` for training and test, `single` where
    /// there are no test examples.
    pub curves: &'static str,
    /// What its examples are, as the message `state-measuring` names them: `points`, `digits` or `sequences`.
    pub examples: &'static str,
    /// Whether something is measured beside the training examples: test examples that are not trained on or, of a GAN, the
    /// generator. Without, test and training measurements are the same.
    pub tests: bool,
    /// Its formula as MathML.
    pub formula: &'static str,
    /// What ticks each of its "try this" steps, part after part; their words are `lesson-<name>-try-1`….
    pub tries: &'static [&'static [Try]],
}

/// A worked example. Its words are `preset-<lesson>-<name>` with `.help`, and with `.look` where there is something else to look
/// for than in the lesson's defaults. The first change is the one that it is about.
#[derive(Debug)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Steps after which it has shown what it is for, where that is another number than [`Lesson::budget`].
    pub budget: Option<u64>,
    /// Where it differs from the lesson's defaults, in the URL's form.
    pub changes: &'static [(Key, &'static str)],
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
    /// One neuron.
    Neuron = neuron;
    /// The gate XOR.
    Xor = xor;
    /// Two classes, or a surface, in the plane.
    Boundary = boundary;
    /// Handwritten digits.
    Digits = digits;
    /// Handwritten digits, seen through convolutions.
    Convnet = convnet;
    /// Digits through a narrow code.
    Autoencoder = autoencoder;
    /// Waves, tokens and text, step by step.
    Sequence = sequence;
    /// Self-attention on tokens.
    Attention = attention;
    /// Generator against discriminator.
    Gan = gan;
}

impl LessonId {
    /// The lesson of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.lesson().name == name)
    }
}
