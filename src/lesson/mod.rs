//! The catalogue: one lesson per file = data + model + knobs + panels + words.
//!
//! A new lesson is a variant of [`LessonId`], a file here, and a line in [`LessonId::lesson`]. Its words are messages
//! `lesson-<name>…` in the message files; its experiment (the trainer's side) is built in `train::build`.

use crate::options::{Key, Schema};

mod attention;
mod autoencoder;
mod boundary;
mod chapter;
mod convnet;
mod digits;
mod gan;
mod neuron;
mod panel;
mod presets;
mod sequence;
mod tries;
mod vocabulary;
mod wire;
mod xor;

pub use crate::options::LessonId;
pub use chapter::Chapter;
pub use panel::{Panel, Slot};
pub use tries::Try;
pub use vocabulary::vocabulary;

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
    /// Its panels: those of each slot in the order of its tabs.
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
