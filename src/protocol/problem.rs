//! What could not be done, as facts. The message files have the words (`problem-…`, `misfit-…`), [`app::words`] puts them
//! together.
//!
//! [`app::words`]: crate::app::words

use serde::{Deserialize, Serialize};

use super::{Device, Flaw};
use crate::lesson::LessonId;
use crate::options::Refused;

/// A technical text: what a panic, a browser or a library said. It is for a report ("copy the details"); no sentence shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details(pub String);

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Problem {
    /// A value that is not allowed.
    Refused(Refused),
    /// The browser has no WebGPU, or no adapter that it can use.
    NoAdapter,
    /// A device failed.
    Device {
        /// Which one.
        device: Device,
        /// In what way.
        failure: Failure,
        /// What it said.
        details: Details,
    },
    /// WebGPU computed something else than the known values of the self-test.
    WrongWebGpu {
        /// What was compared.
        quantity: Quantity,
        /// Which number of it.
        index: u32,
        /// What it should be.
        expected: f32,
        /// What came back.
        found: f32,
    },
    /// WebGPU computed something else than the CPU in the same step.
    WrongStep {
        /// The step, counted from 1.
        step: u64,
        /// What differs.
        value: StepValue,
        /// Of which parameter.
        name: String,
        /// What the CPU found.
        expected: f32,
        /// What WebGPU found.
        found: f32,
    },
    /// A data file could not be fetched or read.
    Data {
        /// Which one.
        file: String,
        /// In what way.
        flaw: Flaw,
        /// What the browser or the decoder said.
        details: Details,
    },
    /// A file of a trainer's program could not be fetched or started.
    Program {
        /// Which one.
        file: String,
        /// In what way.
        flaw: Flaw,
    },
    /// This step would have made a parameter infinite or not a number. The run is paused, and stands where it stood before
    /// the step.
    NotFinite {
        /// The step, counted from 1.
        step: u64,
    },
    /// No input is chosen, so that there is no network.
    NoInput,
    /// A question or a checkpoint that does not fit the run.
    Unfit(Misfit),
    /// The run was replaced by another before it could answer.
    Abandoned,
    /// There is no trainer: its worker ended too often.
    NoTrainer,
    /// The checkpoint that the run was to go on from could not be read.
    CheckpointUnread,
    /// A step would take so much of the memory that the run is not even built.
    TooLarge {
        /// Bytes that it takes, as counted.
        bytes: u64,
    },
    /// WebGPU's worker did not answer for so many seconds.
    NoAnswer {
        /// How many.
        seconds: u32,
    },
}

impl Problem {
    /// Whether the worker that says so is of no more use: its device is.
    pub fn is_of_device(&self) -> bool {
        match self {
            Self::NoAdapter | Self::Device { .. } | Self::WrongWebGpu { .. } | Self::WrongStep { .. } => true,
            Self::Refused(_)
            | Self::Data { .. }
            | Self::Program { .. }
            | Self::NotFinite { .. }
            | Self::NoInput
            | Self::Unfit(_)
            | Self::Abandoned
            | Self::NoTrainer
            | Self::CheckpointUnread
            | Self::TooLarge { .. }
            | Self::NoAnswer { .. } => false,
        }
    }

    /// What helps whoever looks into a report, beyond the words.
    pub fn details(&self) -> Option<&Details> {
        match self {
            Self::Device { details, .. } | Self::Data { details, .. } => {
                Some(details).filter(|details| !details.0.is_empty())
            }
            Self::Refused(_)
            | Self::NoAdapter
            | Self::WrongWebGpu { .. }
            | Self::WrongStep { .. }
            | Self::Program { .. }
            | Self::NotFinite { .. }
            | Self::NoInput
            | Self::Unfit(_)
            | Self::Abandoned
            | Self::NoTrainer
            | Self::CheckpointUnread
            | Self::TooLarge { .. }
            | Self::NoAnswer { .. } => None,
        }
    }
}

/// How a device failed; message `problem-device-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The browser does not hand it out.
    Refused,
    /// It is gone: the driver was reset, another program took it, or the system ended it.
    Lost,
    /// What uses it ended by itself.
    Crashed,
    /// It has not enough memory.
    OutOfMemory,
    /// It does not take what the trainer gives it: a program that it cannot compile, a call that it holds for wrong.
    Rejected,
    /// It did not give back what it had computed.
    ReadBack,
    /// It gave no result for the self-test.
    SelfTest,
}

impl Failure {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Refused, Self::Lost, Self::Crashed, Self::OutOfMemory, Self::Rejected, Self::ReadBack, Self::SelfTest];

    /// The name in the message files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Lost => "lost",
            Self::Crashed => "crashed",
            Self::OutOfMemory => "out-of-memory",
            Self::Rejected => "rejected",
            Self::ReadBack => "read-back",
            Self::SelfTest => "self-test",
        }
    }

    /// The kind that a library's text tells of, since it has no type for it; this one where it tells of none.
    pub fn from_message(text: &str, otherwise: Self) -> Self {
        let text = text.to_ascii_lowercase();
        let says = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
        if says(&["lost", "poisoned"]) {
            Self::Lost
        } else if says(&["memory", "allocat"]) || ["buffer", "exceeds"].iter().all(|mark| text.contains(mark)) {
            Self::OutOfMemory
        } else if says(&["wgpu", "shader", "pipeline"]) {
            Self::Rejected
        } else {
            otherwise
        }
    }
}

/// What the self-test compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity {
    /// The layer's output.
    Output,
    /// The gradient of its weights.
    WeightGradient,
    /// The gradient of its biases.
    BiasGradient,
}

impl Quantity {
    /// In the order of the self-test.
    pub const ALL: [Self; 3] = [Self::Output, Self::WeightGradient, Self::BiasGradient];

    /// As a formula.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Output => "y",
            Self::WeightGradient => "∂L/∂W",
            Self::BiasGradient => "∂L/∂b",
        }
    }
}

/// What a step computes for each number of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepValue {
    /// Its gradient.
    Gradient,
    /// Its new value.
    Parameter,
}

impl StepValue {
    /// As the message files call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gradient => "gradient",
            Self::Parameter => "parameter",
        }
    }
}

/// Why a question, or a checkpoint, does not fit the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Misfit {
    /// There is no run yet.
    NoRunYet,
    /// The network has no such parameter.
    UnknownParameter {
        /// As it was called.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A parameter is given twice.
    Twice {
        /// The parameter.
        name: String,
    },
    /// A parameter has no number of this index.
    UnknownNumber {
        /// The parameter.
        name: String,
        /// Row-major index.
        index: u32,
    },
    /// A parameter has another shape.
    Shape {
        /// The parameter.
        name: String,
        /// Its shape.
        expected: Vec<u32>,
        /// What was given.
        given: Vec<u32>,
    },
    /// A parameter has not so many values.
    Count {
        /// The parameter.
        name: String,
        /// Its number of values.
        expected: u64,
        /// How many were given.
        given: u64,
    },
    /// A parameter would not be finite.
    ParameterNotFinite {
        /// The parameter.
        name: String,
        /// The value that is not allowed.
        value: f32,
    },
    /// An input is not finite.
    InputNotFinite {
        /// The value that is not allowed.
        value: f32,
    },
    /// Inputs are not rows of as many numbers as the lesson's examples have.
    Rows {
        /// Numbers in all.
        numbers: u64,
        /// Numbers per row.
        width: u64,
        /// Numbers of an example.
        expected: u64,
    },
    /// An input is no token.
    Token {
        /// What it is.
        value: f32,
        /// The largest that there is.
        most: u32,
    },
    /// Options that a run is to go on with describe another one.
    AnotherRun,
    /// Only one network learns, so that none of several can take a step alone.
    OneNetworkOnly,
    /// The examples have not all arrived.
    ExamplesMissing,
    /// The program leaves out the lesson's family of networks.
    FamilyMissing {
        /// The lesson.
        lesson: LessonId,
    },
}

impl Misfit {
    /// Whether a shape that is not the expected one is that of the transposed matrix, as other libraries store it.
    pub fn looks_transposed(expected: &[u32], given: &[u32]) -> bool {
        expected.len() == 2 && expected != given && expected.iter().rev().eq(given)
    }
}
