//! The catalogue: one lesson per file = data + model + knobs + panels + texts.
//!
//! A new lesson is a variant of [`LessonId`], a file here, and a line in [`LessonId::lesson`]. Its texts are messages
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
    /// The options that a person can set.
    pub schema: Schema,
    /// Worked examples: the lesson's defaults with these changes.
    pub presets: &'static [Preset],
    /// Steps with the defaults after which it has visibly succeeded; its texts and the acceptance figures are held to this.
    pub budget: u64,
    /// Whether its networks consist of dense layers only, so that the small trainer supports them.
    pub dense: bool,
    /// Its panels; those of a slot in the order of its tabs.
    pub panels: &'static [Panel],
    /// Its loss, as a message id `loss-<loss>` with its unit.
    pub loss: &'static str,
    /// The prefix of its curves' message ids: `curve` for training and test, `single` without test examples.
    pub curves: &'static str,
    /// The kind of its examples in the message `state-measuring`: `points`, `digits` or `sequences`.
    pub examples: &'static str,
    /// Whether there is a separate test measurement: on held-out examples or, for a GAN, of the generator. Without one,
    /// test and training measurements are the same.
    pub tests: bool,
    /// Its formula as MathML.
    pub formula: &'static str,
    /// The conditions that tick its "try this" steps, part by part; their texts are `lesson-<name>-try-1`….
    pub tries: &'static [&'static [Try]],
}

impl Lesson {
    /// The name in the URL and in the message files.
    pub const fn name(&self) -> &'static str {
        self.schema.lesson.name()
    }
}

/// A worked example. Its texts are `preset-<lesson>-<name>` with `.help`, and with `.look` if there is something else to
/// look for than with the lesson's defaults. The first change is the characteristic one.
#[derive(Debug)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// Steps after which it has shown its point, if different from [`Lesson::budget`].
    pub budget: Option<u64>,
    /// Its differences from the lesson's defaults, in URL form.
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
