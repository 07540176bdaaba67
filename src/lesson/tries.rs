//! What ticks a "try this" step off.

use crate::options::Key;

/// A part of a "try this" step. A step has one or more parts, done one after the other, and ticks when it has had them all: never
/// on less than its words ask for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Try {
    /// The training loss fell to half of where it began.
    LossHalved,
    /// The test accuracy, 0…1, reached this on enough examples.
    Accuracy(f64),
    /// The test loss fell below this on enough examples.
    TestLoss(f64),
    /// The network was trained for a while since a person last changed an option or a weight.
    Trained,
    /// It was trained for a while with one and the same options from the first step.
    TrainedFromStart,
    /// It was trained for a while from so many seeds, with all other options the same.
    TrainedFromSeeds(usize),
    /// It was trained for a while with fewer hidden layers than the lesson's default.
    FewerLayers,
    /// A weight was edited.
    WeightEdited,
    /// The largest weight of all was given the opposite sign.
    LargestWeightTurned,
    /// All runs in the background were done: many seeds, or a race.
    Surveyed,
    /// Another test example was chosen.
    OtherExample,
    /// A test digit that the network takes for another was chosen.
    WrongDigit,
    /// A test digit was chosen whose reconstruction has an error above the mean of those beside it.
    PoorDigit,
    /// A token was pointed at.
    Token,
    /// A digit was drawn, not just a dot or a blot.
    Drawn,
    /// A value of a feature map was chosen.
    Spotted,
    /// The ring on the map of a code was put where the nearest test digit is this one.
    RingAt(u8),
    /// The free run of the shown wave keeps to it: its root mean squared error is below this.
    FreeRun(f64),
    /// The discriminator took a step alone, while training was paused.
    DiscriminatorStep,
    /// The generator took a step alone, while training was paused.
    GeneratorStep,
    /// That, while an option has this value, in the URL's form.
    With(Key, &'static str, &'static Self),
    /// That, while the options are this worked example.
    Example(&'static str, &'static Self),
    /// That, while an option has another value than the lesson's default.
    Changed(Key, &'static Self),
}
