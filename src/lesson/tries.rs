//! The conditions that tick off a "try this" step.

use crate::options::Key;

/// One part of a "try this" step. A step ticks when all its parts were done in order, and never for less than its text asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Try {
    /// The training loss fell to half its initial value.
    LossHalved,
    /// The test accuracy, 0…1, reached this on enough examples.
    Accuracy(f64),
    /// The test loss fell below this on enough examples.
    TestLoss(f64),
    /// The network was trained for a while since a person last changed an option or a weight.
    Trained,
    /// It was trained for a while with unchanged options since the first step.
    TrainedFromStart,
    /// It was trained for a while from this many seeds, with all other options the same.
    TrainedFromSeeds(usize),
    /// It was trained for a while with fewer hidden layers than the lesson's default.
    FewerLayers,
    /// A weight was edited.
    WeightEdited,
    /// The largest weight of all was given the opposite sign.
    LargestWeightTurned,
    /// All background runs finished: many seeds, or a race.
    Surveyed,
    /// Another test example was chosen.
    OtherExample,
    /// A misclassified test digit was chosen.
    WrongDigit,
    /// A test digit was chosen whose reconstruction error is above the mean of those shown.
    PoorDigit,
    /// A token was pointed at.
    Token,
    /// A digit was drawn, not just a dot or a blot.
    Drawn,
    /// A value of a feature map was chosen.
    Spotted,
    /// The ring on the map of the latent space was put where the nearest test digit is of this class.
    RingAt(u8),
    /// The free run stays on the shown wave: its root mean squared error is below this.
    FreeRun(f64),
    /// The discriminator took a step alone, while training was paused.
    DiscriminatorStep,
    /// The generator took a step alone, while training was paused.
    GeneratorStep,
    /// The inner condition, while the option has this value (URL form).
    With(Key, &'static str, &'static Self),
    /// The inner condition, while the options are this worked example.
    Example(&'static str, &'static Self),
    /// The inner condition, while the option differs from the lesson's default.
    Changed(Key, &'static Self),
}
