//! Panels, and where they stand.

use crate::choice;
use crate::options::{DataSet, Options};

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
        /// Loss over the steps.
        Loss = "loss",
        /// Accuracy over the steps.
        Accuracy = "accuracy",
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
            Self::Loss | Self::Accuracy | Self::Reach => Some(Slot::Curves),
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
            Self::Accuracy => options.has_classes(),
            _ => true,
        }
    }
}
