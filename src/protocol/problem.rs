//! Problems as data. The message files have the texts (`problem-…`, `misfit-…`), which [`app::words`] puts together.
//!
//! [`app::words`]: crate::app::words

use serde::{Deserialize, Serialize};

use super::{Device, Flaw};
use crate::lesson::LessonId;
use crate::options::Refused;

/// A technical text: the message of a panic, the browser or a library. It is meant for a report ("copy the details"); no
/// notice shows it.
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
        /// The device.
        device: Device,
        /// How it failed.
        failure: Failure,
        /// Its error message.
        details: Details,
    },
    /// WebGPU's result differs from the known values of the self-test.
    WrongWebGpu {
        /// The quantity compared.
        quantity: Quantity,
        /// The index of the number.
        index: u32,
        /// The expected value.
        expected: f32,
        /// The actual value.
        found: f32,
    },
    /// WebGPU's result differs from the CPU's in the same step.
    WrongStep {
        /// The step, counted from 1.
        step: u64,
        /// The kind of value that differs.
        value: StepValue,
        /// Of which parameter.
        name: String,
        /// The CPU's value.
        expected: f32,
        /// WebGPU's value.
        found: f32,
    },
    /// A data file could not be fetched or read.
    Data {
        /// The file.
        file: String,
        /// How it failed.
        flaw: Flaw,
        /// The error message of the browser or the decoder.
        details: Details,
    },
    /// A file of a trainer's program could not be fetched or started.
    Program {
        /// The file.
        file: String,
        /// How it failed.
        flaw: Flaw,
    },
    /// This step would have made a parameter infinite or NaN. The run is paused in its state before the step.
    NotFinite {
        /// The step, counted from 1.
        step: u64,
    },
    /// No input is selected, so there is no network.
    NoInput,
    /// A question or a checkpoint that does not fit the run.
    Unfit(Misfit),
    /// The run was replaced by another before it could answer.
    Abandoned,
    /// There is no trainer: its worker ended too often.
    NoTrainer,
    /// The checkpoint to continue from could not be read.
    CheckpointUnread,
    /// A step would need so much memory that the run is not even built.
    TooLarge {
        /// Bytes that it takes, as counted.
        bytes: u64,
    },
    /// WebGPU's worker did not answer for this many seconds.
    NoAnswer {
        /// The number of seconds.
        seconds: u32,
    },
}

impl Problem {
    /// Whether it means that the worker, or its device, is of no more use.
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

    /// Technical details for a bug report.
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

crate::choice! {
    /// How a device failed; message `problem-device-<name>`.
    pub enum Failure {
        /// The browser does not hand it out.
        Refused = "refused",
        /// It is gone: the driver was reset, another program took it, or the system ended it.
        #[default]
        Lost = "lost",
        /// The program using it crashed.
        Crashed = "crashed",
        /// It has not enough memory.
        OutOfMemory = "out-of-memory",
        /// It rejects the trainer's commands: a program that it cannot compile, or a call that it considers invalid.
        Rejected = "rejected",
        /// It did not return its results.
        ReadBack = "read-back",
        /// It gave no result for the self-test.
        SelfTest = "self-test",
    }
}

impl Failure {
    /// The kind of failure that a library's message indicates, since it has no type for it; `otherwise` if it indicates
    /// none.
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

/// The quantities that the self-test compares.
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
        /// The parameters that exist.
        known: Vec<String>,
    },
    /// A parameter is given twice.
    Twice {
        /// The parameter.
        name: String,
    },
    /// A parameter has no number with this index.
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
        /// The given shape.
        given: Vec<u32>,
    },
    /// A parameter has another number of values.
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
    /// Inputs are not rows with as many numbers as the lesson's examples have.
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
        /// The value.
        value: f32,
        /// The largest that there is.
        most: u32,
    },
    /// The options for retuning describe another run.
    AnotherRun,
    /// Only one network learns, so no part can take a step alone.
    OneNetworkOnly,
    /// Not all examples are loaded.
    ExamplesMissing,
    /// The program leaves out the lesson's family of networks.
    FamilyMissing {
        /// The lesson.
        lesson: LessonId,
    },
}

impl Misfit {
    /// Whether the given shape is that of the transposed matrix, as other libraries store it.
    pub fn looks_transposed(expected: &[u32], given: &[u32]) -> bool {
        expected.len() == 2 && expected != given && expected.iter().rev().eq(given)
    }
}
