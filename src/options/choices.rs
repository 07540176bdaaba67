//! Everything that a person can choose by name, each as an enum, so that code that forgets a variant does not compile.

use crate::choice;
use crate::choice::Choice;
use crate::data::clouds::CloudId;
use crate::data::plane::PlaneId;

choice! {
    /// An activation function of hidden units.
    pub enum Activation {
        /// f(z) = z
        Linear = "linear",
        /// f(z) = 1 / (1 + e⁻ᶻ)
        Sigmoid = "sigmoid",
        /// f(z) = tanh z
        #[default]
        Tanh = "tanh",
        /// f(z) = max(0, z)
        Relu = "relu",
        /// f(z) = z for z ≥ 0, 0.01 z below
        LeakyRelu = "leaky-relu",
        /// f(z) = z Φ(z), with Φ the normal distribution function (Hendrycks & Gimpel 2016)
        Gelu = "gelu",
        /// f(z) = z / (1 + e⁻ᶻ) (Elfwing et al. 2017)
        Silu = "silu",
    }
}

choice! {
    /// The activation of an output unit that separates two classes, which also determines the classes' values.
    pub enum OutputActivation {
        /// Classes −1 and 1.
        #[default]
        Tanh = "tanh",
        /// Classes 0 and 1: the output is a probability.
        Sigmoid = "sigmoid",
    }
}

choice! {
    /// An update rule.
    pub enum OptimizerId {
        /// Plain stochastic gradient descent.
        Sgd = "sgd",
        /// With a velocity (Polyak 1964).
        Momentum = "momentum",
        /// Kingma & Ba 2014.
        #[default]
        Adam = "adam",
    }
}

choice! {
    /// The losses that a generator and a discriminator minimise.
    pub enum Objective {
        /// Goodfellow et al. 2014, eq. 1.
        MinMax = "minmax",
        /// Ibid., section 3.
        #[default]
        NonSaturating = "non-saturating",
        /// Mao et al. 2017.
        LeastSquares = "least-squares",
    }
}

choice! {
    /// What a sequence network is trained to do, in any lesson.
    pub enum TaskId {
        /// Recall the first token at the end.
        #[default]
        Recall = "recall",
        /// To continue a wave.
        Wave = "wave",
        /// Predict the next character of a text.
        Characters = "characters",
        /// Classify the pattern of a sequence.
        Classify = "classify",
        /// To write a sequence backwards.
        Reverse = "reverse",
        /// To write a sequence in order.
        Sort = "sort",
    }
}

choice! {
    /// The tasks of a recurrent network.
    pub enum RecurrentTask {
        /// [`TaskId::Recall`]
        #[default]
        Recall = "recall",
        /// [`TaskId::Wave`]
        Wave = "wave",
        /// [`TaskId::Characters`]
        Characters = "characters",
        /// [`TaskId::Classify`]
        Classify = "classify",
    }
}

choice! {
    /// The tasks of a self-attention network.
    pub enum TransformerTask {
        /// [`TaskId::Reverse`]
        #[default]
        Reverse = "reverse",
        /// [`TaskId::Sort`]
        Sort = "sort",
        /// [`TaskId::Recall`]
        Recall = "recall",
        /// [`TaskId::Classify`]
        Classify = "classify",
    }
}

choice! {
    /// The cell of a recurrent network.
    pub enum CellId {
        /// Elman's: the state is recomputed at every step.
        Rnn = "rnn",
        /// Gated recurrent unit.
        Gru = "gru",
        /// Long short-term memory.
        #[default]
        Lstm = "lstm",
    }
}

choice! {
    /// How positions are encoded in a network without an order of its own.
    pub enum Positions {
        /// No positions.
        None = "none",
        /// A parameter vector for each position.
        #[default]
        Learned = "learned",
        /// Sines and cosines (Vaswani et al. 2017, section 3.5).
        Sinusoidal = "sinusoidal",
    }
}

choice! {
    /// How a convolution treats the picture's border.
    pub enum Padding {
        /// Zeros around the picture keep its size.
        #[default]
        Same = "same",
        /// No zeros: the result is smaller.
        Valid = "valid",
    }
}

choice! {
    /// What a pool keeps of its window.
    pub enum Pooling {
        /// The largest value.
        #[default]
        Max = "max",
        /// The mean.
        Average = "average",
    }
}

choice! {
    /// Whether something is done.
    pub enum Switch {
        /// Off.
        #[default]
        Off = "off",
        /// On.
        On = "on",
    }
}

choice! {
    /// Where a network is trained.
    pub enum DeviceChoice {
        /// On the CPU, or on WebGPU if the work per step is large.
        #[default]
        Auto = "auto",
        /// On the CPU.
        Cpu = "cpu",
        /// On WebGPU.
        WebGpu = "webgpu",
    }
}

/// A data set that can be chosen. Each lesson has some of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSet {
    /// Points in the plane with a target each.
    Plane(PlaneId),
    /// Points in the plane for a generator to imitate.
    Cloud(CloudId),
    /// Handwritten digits.
    Mnist,
}

const MNIST: &str = "mnist";

impl DataSet {
    /// Data sets for generators.
    pub const GENERATIVE: &'static [&'static str] =
        &joined::<{ CloudId::NAMES.len() + 1 }>(&[CloudId::NAMES, &[MNIST]]);
}

impl Default for DataSet {
    fn default() -> Self {
        Self::Plane(PlaneId::default())
    }
}

impl Choice for DataSet {
    const ALL: &'static [Self] = &all::<{ PlaneId::ALL.len() + CloudId::ALL.len() + 1 }>();
    const NAMES: &'static [&'static str] =
        &joined::<{ PlaneId::ALL.len() + CloudId::ALL.len() + 1 }>(&[PlaneId::NAMES, CloudId::NAMES, &[MNIST]]);

    fn name(self) -> &'static str {
        match self {
            Self::Plane(set) => set.name(),
            Self::Cloud(set) => set.name(),
            Self::Mnist => MNIST,
        }
    }
}

const fn all<const N: usize>() -> [DataSet; N] {
    let mut sets = [DataSet::Mnist; N];
    let mut at = 0;
    while at < PlaneId::ALL.len() {
        sets[at] = DataSet::Plane(PlaneId::ALL[at]);
        at += 1;
    }
    let mut cloud = 0;
    while cloud < CloudId::ALL.len() {
        sets[at + cloud] = DataSet::Cloud(CloudId::ALL[cloud]);
        cloud += 1;
    }
    sets
}

/// Some lists of names as one.
const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut names = [""; N];
    let (mut list, mut at) = (0, 0);
    while list < lists.len() {
        let mut item = 0;
        while item < lists[list].len() {
            names[at] = lists[list][item];
            item += 1;
            at += 1;
        }
        list += 1;
    }
    names
}
