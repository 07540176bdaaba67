//! The table of knobs, one row each.

use serde::{Deserialize, Serialize};

use super::choices::{
    Activation, CellId, DataSet, DeviceChoice, Objective, OptimizerId, OutputActivation, Padding, Pooling, Positions,
    Switch, TaskId,
};
use super::{Control, Group, Kind};
use crate::choice::Choice;
use crate::data::plane::features::Feature;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Knob {
    /// URL key, scripting key, and message id.
    pub name: &'static str,
    /// Where it stands on the page.
    pub group: Group,
    /// The values it accepts.
    pub kind: Kind,
    /// How it is shown.
    pub control: Control,
    /// Default in URL form, unless the lesson sets its own.
    pub default: &'static str,
    /// Unit, as a message id `unit-<unit>`, or empty.
    pub unit: &'static str,
}

const fn whole(min: u64, max: u64) -> Kind {
    Kind::Integer { min, max }
}
const fn number(min: f64, max: f64) -> Kind {
    Kind::Number { min, max }
}

const fn choice<T: Choice>() -> Kind {
    Kind::Choice(T::NAMES)
}

/// Hidden layers of a generator or a discriminator.
const PLAYER: Kind = Kind::Layers { page_layers: 4, page_units: 256, max_layers: 8, max_units: 1024 };

/// Learning rates and penalties offered; the URL accepts any in range.
const RATES: &[f64] = &[0.000_01, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
const PENALTIES: &[f64] = &[0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];
const BATCHES: &[f64] = &[1.0, 2.0, 5.0, 10.0, 16.0, 20.0, 32.0, 64.0, 128.0, 256.0];
const NOISE: &[f64] = &[0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0, 45.0, 50.0];
const SHARES: &[f64] = &[10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0];
const DROPOUTS: &[f64] = &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0];
const POINTS: &[f64] = &[50.0, 100.0, 200.0, 300.0, 400.0, 500.0, 750.0, 1000.0, 2000.0];
const TESTED: &[f64] = &[100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0];
const KERNELS: &[f64] = &[1.0, 3.0, 5.0, 7.0];
const STRIDES: &[f64] = &[1.0, 2.0, 3.0];
const DIGITS: &[f64] = &[1000.0, 2000.0, 5000.0, 10_000.0, 20_000.0, 40_000.0, 60_000.0];
const DISTANCES: &[f64] = &[5.0, 10.0, 20.0, 40.0, 60.0, 80.0, 100.0, 150.0, 200.0];

const CODES: &[f64] = &[2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0];
const CORRUPTIONS: &[f64] = &[5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0];
const LENGTHS: &[f64] = &[4.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0, 30.0, 40.0, 60.0, 80.0, 100.0, 150.0, 200.0];
const WIDTHS: &[f64] = &[8.0, 16.0, 24.0, 32.0, 48.0, 64.0, 96.0, 128.0];
const FORWARD: &[f64] = &[0.0, 16.0, 32.0, 64.0, 128.0, 256.0];
const HEADS: &[f64] = &[1.0, 2.0, 4.0, 8.0];
const BLOCKS: &[f64] = &[1.0, 2.0, 3.0, 4.0];
const LATENTS: &[f64] = &[1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 16.0, 32.0, 64.0];
const REPEATS: &[f64] = &[1.0, 2.0, 3.0, 4.0, 5.0, 8.0, 10.0];
const DECAYS: &[f64] = &[0.0, 0.5, 0.9];

macro_rules! knobs {
    ($($(#[$doc:meta])* $key:ident = $name:literal, $group:ident, $kind:expr, $control:expr, $default:literal, $unit:literal;)*) => {
        /// A knob. Its row in the table is [`Key::knob`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Key { $($(#[$doc])* $key,)* }

        impl Key {
            /// All knobs in page order.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];

            /// The knob's row in the table.
            pub const fn knob(self) -> &'static Knob {
                match self { $(Self::$key => const { &Knob {
                    name: $name, group: Group::$group, kind: $kind, control: $control, default: $default, unit: $unit,
                } },)* }
            }
        }
    };
}

knobs! {
    /// Data set.
    Data = "data", Data, choice::<DataSet>(), Control::Thumbnails, "circle", "";
    /// The task of a sequence network.
    Task = "task", Data, choice::<TaskId>(), Control::Menu, "recall", "";
    /// Steps between the token to recall and the end of the sequence.
    Distance = "distance", Data, whole(1, 400), Control::Slider(DISTANCES), "40", "";
    /// Steps of a sequence, unless the task determines them.
    Length = "length", Data, whole(2, 200), Control::Slider(LENGTHS), "40", "";
    /// Points drawn by the person, to imitate.
    Drawn = "drawn", Data, Kind::Points { max: 300 }, Control::Sketch, "0,30,0,33,3,40,9,49,19,56,31,60,45,58,58,51,67,39,70,26,67,11,58,-3,45,-16,31,-28,19,-40,9,-50,3,-59,0,-64,0,-66,-3,-59,-9,-50,-19,-40,-31,-28,-45,-16,-58,-3,-67,11,-70,25,-67,39,-58,51,-45,58,-31,60,-19,56,-9,49,-3,40", "";
    /// Noise: share of the data's own spread, in percent (see `data::plane` for each set's definition).
    Noise = "noise", Data, number(0.0, 50.0), Control::Slider(NOISE), "0", "percent";
    /// Points in total, training and test together.
    Points = "points", Data, whole(20, 5000), Control::Slider(POINTS), "500", "";
    /// Training digits used, of 60,000.
    Digits = "digits", Data, whole(100, 60_000), Control::Slider(DIGITS), "60000", "";
    /// Test digits measured when paused.
    Tested = "tested", Data, whole(100, 10_000), Control::Slider(TESTED), "10000", "";
    /// Whether inputs are corrupted for the network to restore.
    Denoise = "denoise", Data, choice::<Switch>(), Control::Menu, "off", "";
    /// Share of the pixels replaced in corrupted inputs, in percent.
    Corruption = "corruption", Data, number(0.0, 90.0), Control::Slider(CORRUPTIONS), "30", "percent";
    /// Share of the points held out for testing.
    TestShare = "test", Data, number(10.0, 90.0), Control::Slider(SHARES), "50", "percent";
    /// Input features.
    Features = "features", Features, Kind::Subset(Feature::NAMES), Control::Toggles, "x1,x2", "";
    /// Convolutions and pools.
    Filters = "filters", Network, Kind::Stages { max_stages: 12, max_filters: 256 }, Control::Stages, "8,p,16,p", "";
    /// Side of every kernel, in pixels.
    Kernel = "kernel", Network, whole(1, 7), Control::Select(KERNELS), "3", "";
    /// Pixels between one position of the kernel and the next.
    Stride = "stride", Network, whole(1, 3), Control::Select(STRIDES), "1", "";
    /// How a convolution treats the picture's border.
    Padding = "padding", Network, choice::<Padding>(), Control::Menu, "same", "";
    /// What a pool keeps of its window.
    Pool = "pool", Network, choice::<Pooling>(), Control::Menu, "max", "";
    /// Units of each hidden layer.
    Layers = "layers", Network, Kind::Layers { page_layers: 8, page_units: 16, max_layers: 16, max_units: 1024 }, Control::Layers, "4,3", "";
    /// Units of an autoencoder's code.
    Code = "code", Network, whole(2, 32), Control::Slider(CODES), "32", "";
    /// Heads of each self-attention.
    Heads = "heads", Network, whole(1, 8), Control::Slider(HEADS), "1", "";
    /// Numbers per token between a transformer's blocks; rounded up to a multiple of the heads, which take equal shares.
    Width = "width", Network, whole(1, 512), Control::Slider(WIDTHS), "32", "";
    /// Number of blocks, each with self-attention and a feed-forward layer.
    Blocks = "blocks", Network, whole(1, 4), Control::Slider(BLOCKS), "1", "";
    /// Hidden units of each block's feed-forward layer; 0 for blocks without one.
    Forward = "forward", Network, whole(0, 1024), Control::Slider(FORWARD), "64", "";
    /// How positions are encoded in a network without an order of its own.
    Positions = "positions", Network, choice::<Positions>(), Control::Menu, "learned", "";
    /// Whether each token looks only at itself and those before it.
    Causal = "causal", Network, choice::<Switch>(), Control::Menu, "off", "";
    /// Random numbers that a generator turns into one sample.
    Latent = "latent", Network, whole(1, 256), Control::Slider(LATENTS), "2", "";
    /// Units of each hidden layer of the generator.
    Generator = "generator", Network, PLAYER, Control::Layers, "64,64", "";
    /// Units of each hidden layer of the discriminator.
    Discriminator = "discriminator", Network, PLAYER, Control::Layers, "64,64", "";
    /// The cell of a recurrent network.
    Cell = "cell", Network, choice::<CellId>(), Control::Menu, "lstm", "";
    /// Size of a recurrent network's hidden state.
    Hidden = "hidden", Network, whole(1, 512), Control::Slider(WIDTHS), "32", "";
    /// Size of a token's embedding.
    Embedding = "embedding", Network, whole(1, 512), Control::Slider(WIDTHS), "16", "";
    /// Activation of the hidden layers.
    Activation = "activation", Network, choice::<Activation>(), Control::Menu, "tanh", "";
    /// Activation of an output unit that separates two classes, which also determines the classes' values: −1 and 1, or 0
    /// and 1.
    Output = "output", Network, choice::<OutputActivation>(), Control::Menu, "tanh", "";
    /// Update rule.
    Optimizer = "optimizer", Training, choice::<OptimizerId>(), Control::Menu, "adam", "";
    /// The losses that generator and discriminator minimise.
    Objective = "objective", Training, choice::<Objective>(), Control::Menu, "non-saturating", "";
    /// Discriminator steps before each generator step.
    Repeats = "k", Training, whole(1, 32), Control::Slider(REPEATS), "1", "";
    /// Adam's β₁: how much of the mean gradient is kept from step to step.
    Beta1 = "beta1", Training, number(0.0, 0.999), Control::Select(DECAYS), "0.9", "";
    /// Learning rate.
    LearningRate = "lr", Training, number(1e-7, 10.0), Control::Select(RATES), "0.03", "";
    /// Examples per step.
    Batch = "batch", Training, whole(1, 1024), Control::Slider(BATCHES), "10", "";
    /// Seed of all randomness of the run.
    Seed = "seed", Training, whole(0, 4_294_967_295), Control::Field, "1", "";
    /// Weight of Σ|w| in the loss.
    L1 = "l1", Regularization, number(0.0, 10.0), Control::Select(PENALTIES), "0", "";
    /// Weight of ½Σw² in the loss.
    L2 = "l2", Regularization, number(0.0, 10.0), Control::Select(PENALTIES), "0", "";
    /// Probability that a hidden unit is dropped in a training step, in percent.
    Dropout = "dropout", Regularization, number(0.0, 90.0), Control::Slider(DROPOUTS), "0", "percent";
    /// Where the network is trained.
    Device = "device", Device, choice::<DeviceChoice>(), Control::Menu, "auto", "";
}

impl Key {
    /// The knob of this URL name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|key| key.knob().name == name)
    }

    /// Whether a run continues when this knob is changed in the middle of it, with the new value from the next step on.
    /// Other knobs change the parameters or the training data, and restart the run. (The device is not part of a run.)
    pub const fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Tested
                | Self::LearningRate
                | Self::L1
                | Self::L2
                | Self::Optimizer
                | Self::Dropout
                | Self::Objective
                | Self::Repeats
                | Self::Beta1
                | Self::Batch
        )
    }
}
