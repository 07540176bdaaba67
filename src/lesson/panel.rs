//! Panels, and where they stand.

use crate::choice;
use crate::options::{DataSet, Options};

choice! {
    /// A panel of the page. The same name is used in the URL (`panels=loss,output`), for the observation it draws, and in
    /// the message files (`panel-<name>`).
    pub enum Panel {
        /// The network's output at every point of the plane.
        #[default]
        Output = "output",
        /// The network as a diagram.
        Network = "network",
        /// Examples along a line of inputs, and the network's output there.
        Fit = "fit",
        /// The loss over two weights, and the path through it.
        Surface = "surface",
        /// The plane as the last hidden layer folds it.
        Fold = "fold",
        /// The same network from many seeds.
        Seeds = "seeds",
        /// Loss over the steps.
        Loss = "loss",
        /// Accuracy over the steps.
        Accuracy = "accuracy",
        /// Test digits with predicted class and probabilities.
        Digits = "digits",
        /// Every stage's output for one digit in a convolutional network.
        Maps = "maps",
        /// How one value of a feature map is computed.
        Pixel = "pixel",
        /// The confusion matrix of the test digits.
        Confusion = "confusion",
        /// A pad to draw a digit on.
        Pad = "pad",
        /// Test digits and their reconstructions.
        Rebuilt = "rebuilt",
        /// Where test digits lie in the latent space, and decoded points.
        Codes = "codes",
        /// The attention matrix of every head.
        Attention = "attention",
        /// A sequence of tokens, with the network's answers.
        Tokens = "tokens",
        /// Real points and generated samples, and the discriminator's field.
        Game = "game",
        /// How generated samples spread over the sectors of a cloud.
        Coverage = "coverage",
        /// Digits that a generator makes.
        Samples = "samples",
        /// A sequence and the network's output for it.
        Sequence = "sequence",
        /// States and gates of a recurrent network over time.
        Gates = "gates",
        /// The gradient that reaches every past step.
        Reach = "reach",
        /// The recurrent cells compared on the same seed.
        Race = "race",
        /// The idea, its formula, and steps to try.
        Idea = "idea",
    }
}

choice! {
    /// A place on the page for panels that answer one question; each panel is one of its tabs.
    pub enum Slot {
        /// What the network is made of, and what happens inside it.
        #[default]
        Network = "network",
        /// What it does.
        Output = "output",
        /// How it learns.
        Curves = "curves",
    }
}

impl Panel {
    /// The panel's slot; `None` for the idea, which is read next to the slots.
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
            Self::Loss | Self::Accuracy | Self::Reach => Some(Slot::Curves),
            Self::Idea => None,
        }
    }

    /// The panel that a link names. `boundary` is accepted for `output`.
    pub fn of_link(name: &str) -> Option<Self> {
        Self::from_name(if name == "boundary" { "output" } else { name })
    }

    /// Whether it has something to draw for a run with these options.
    pub fn suits(self, options: &Options) -> bool {
        match self {
            Self::Game | Self::Coverage => options.data() != Some(DataSet::Mnist),
            Self::Samples => options.data() == Some(DataSet::Mnist),
            Self::Accuracy => options.has_classes(),
            _ => true,
        }
    }
}
