//! The options of a lesson: its knobs, and the networks and examples that they describe.

use super::Key;
use crate::choice;

choice! {
    /// A lesson, in menu order.
    pub enum LessonId {
        /// One neuron.
        #[default]
        Neuron = "neuron",
        /// The gate XOR.
        Xor = "xor",
        /// Two classes, or a surface, in the plane.
        Boundary = "boundary",
        /// Handwritten digits.
        Digits = "digits",
        /// Handwritten digits for a convolutional network.
        Convnet = "convnet",
        /// Digits through a narrow code.
        Autoencoder = "autoencoder",
        /// Waves, tokens and text, step by step.
        Sequence = "sequence",
        /// Self-attention on tokens.
        Attention = "attention",
        /// Generator against discriminator.
        Gan = "gan",
    }
}

/// A network family, with its examples if these differ within the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Multilayer perceptrons.
    Mlp(Points),
    /// Convolutional networks for digits.
    ConvNet,
    /// Autoencoders of digits.
    Autoencoder,
    /// Recurrent networks for sequences.
    Recurrent,
    /// Self-attention networks for sequences of tokens.
    Transformer,
    /// Generators against discriminators.
    Gan,
}

/// Examples of a multilayer perceptron.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Points {
    /// The four points of the single-neuron example.
    Line,
    /// The four points of the gate XOR.
    Gate,
    /// Points in the plane.
    Plane,
    /// Handwritten digits.
    Digits,
}

/// What a person can set in a lesson.
#[derive(Debug)]
pub struct Schema {
    /// The lesson.
    pub lesson: LessonId,
    /// Its networks and examples.
    pub family: Family,
    /// Its knobs, each with the lesson's own default if it differs from the table's.
    pub knobs: &'static [(Key, Option<&'static str>)],
    /// The names to which a choice is restricted in this lesson; other choices have all of the table's names.
    pub only: &'static [(Key, &'static [&'static str])],
}
