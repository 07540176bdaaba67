//! The catalogue: one lesson per file = data + model + knobs + panels + words.
//!
//! A new lesson is a variant of [`LessonId`], a file here, and a line in [`LessonId::lesson`]. Its words are messages
//! `lesson-<name>…` in the message files; its experiment (the trainer's side) is built in `train::build`.

use crate::choice;
use crate::options::{DataSet, Key, Options, Schema};

mod attention;
mod autoencoder;
mod boundary;
mod convnet;
mod digits;
mod gan;
mod neuron;
mod presets;
mod sequence;
mod tries;
mod vocabulary;
mod wire;
mod xor;

pub use crate::options::LessonId;
pub use tries::Try;
pub use vocabulary::vocabulary;

choice! {
    /// A panel of the page. Its name is that in the URL (`panels=loss,output`), of the observation it draws, and in the message
    /// files (`panel-<name>`).
    pub enum Panel {
        /// What the network says at every point of the plane.
        #[default]
        Output = "output",
        /// The network as a diagram.
        Network = "network",
        /// Examples along a line of inputs, and what the network says there.
        Fit = "fit",
        /// The loss over two weights, and the way through it.
        Surface = "surface",
        /// The plane as the last hidden layer folds it.
        Fold = "fold",
        /// The same network from many seeds.
        Seeds = "seeds",
        /// Loss and accuracy over the steps.
        Loss = "loss",
        /// Test digits with predicted class and probabilities.
        Digits = "digits",
        /// What every stage of a convolutional network makes of one digit.
        Maps = "maps",
        /// The arithmetic of one value of a feature map.
        Pixel = "pixel",
        /// Which digits are taken for which.
        Confusion = "confusion",
        /// A pad to draw a digit on.
        Pad = "pad",
        /// Test digits and what a network rebuilt of them.
        Rebuilt = "rebuilt",
        /// Where test digits lie in a network's code, and what a point of it becomes.
        Codes = "codes",
        /// What every head of every self-attention looks at.
        Attention = "attention",
        /// A sequence of tokens, and what a network says of it.
        Tokens = "tokens",
        /// Real points and fakes, and what the discriminator says everywhere.
        Game = "game",
        /// How fakes spread over the sectors of a cloud.
        Coverage = "coverage",
        /// Digits that a generator makes.
        Samples = "samples",
        /// A sequence and what a network says of it.
        Sequence = "sequence",
        /// States and gates of a recurrent network over time.
        Gates = "gates",
        /// The gradient that reaches every past step.
        Reach = "reach",
        /// Several kinds of network on the same seed.
        Race = "race",
        /// The idea, its formula, and what to try.
        Idea = "idea",
    }
}

choice! {
    /// A place of the page for panels that answer one question; a panel is one of its tabs.
    pub enum Slot {
        /// What the network is made of, and what happens in it.
        #[default]
        Network = "network",
        /// What it does.
        Output = "output",
        /// How it learns.
        Curves = "curves",
    }
}

impl Panel {
    /// Where it stands; none for the idea, which is read beside them.
    pub const fn slot(self) -> Option<Slot> {
        match self {
            Self::Network
            | Self::Fit
            | Self::Fold
            | Self::Maps
            | Self::Pixel
            | Self::Codes
            | Self::Attention
            | Self::Game
            | Self::Gates => Some(Slot::Network),
            Self::Output
            | Self::Surface
            | Self::Seeds
            | Self::Digits
            | Self::Confusion
            | Self::Pad
            | Self::Rebuilt
            | Self::Tokens
            | Self::Coverage
            | Self::Samples
            | Self::Sequence
            | Self::Race => Some(Slot::Output),
            Self::Loss | Self::Reach => Some(Slot::Curves),
            Self::Idea => None,
        }
    }

    /// The panel that a link means. `boundary` is understood for `output`.
    pub fn of_link(name: &str) -> Option<Self> {
        Self::from_name(if name == "boundary" { "output" } else { name })
    }

    /// Whether it has something to draw for a run of these options, in a lesson that has it.
    pub fn suits(self, options: &Options) -> bool {
        match self {
            Self::Game | Self::Coverage => options.data() != Some(DataSet::Mnist),
            Self::Samples => options.data() == Some(DataSet::Mnist),
            _ => true,
        }
    }
}

/// A lesson's entry in the catalogue.
#[derive(Debug)]
pub struct Lesson {
    /// What a person can set.
    pub schema: Schema,
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

impl Lesson {
    /// The name in the URL and in the message files.
    pub const fn name(&self) -> &'static str {
        self.schema.lesson.name()
    }
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

impl LessonId {
    /// The lesson's entry in the catalogue.
    pub const fn lesson(self) -> &'static Lesson {
        match self {
            Self::Neuron => &neuron::LESSON,
            Self::Xor => &xor::LESSON,
            Self::Boundary => &boundary::LESSON,
            Self::Digits => &digits::LESSON,
            Self::Convnet => &convnet::LESSON,
            Self::Autoencoder => &autoencoder::LESSON,
            Self::Sequence => &sequence::LESSON,
            Self::Attention => &attention::LESSON,
            Self::Gan => &gan::LESSON,
        }
    }
}
