//! What crosses the worker's boundary: [`Command`] in, [`Event`] out. Plain data; no tensor, no browser type.
//!
//! Every message is one byte buffer ([`encode`], [`decode`]) that the browser transfers without copying; a list of
//! [`Floats`] in it is a block copy, not a list of numbers.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod flaw;
mod observation;
mod problem;
mod report;
mod tempo;

pub use flaw::Flaw;
pub use observation::{
    Arrows, Column, Confusion, Curve, Field, Fit, Fold, Histogram, Images, Latent, Layers, Links, Maps, Matrices, Mesh,
    Observation, Observed, Picture, PictureId, Rebuilt, Scatter, Sparsity, Stack, Surface, Tokens, Window, Writing,
};
pub use problem::{Details, Failure, Misfit, Problem, Quantity, StepValue};
pub use report::{BatchLoss, Frame, Measuring, Metrics, Progress, Summary};
pub use tempo::Tempo;

use crate::lesson::Panel;
use crate::options::{OptimizerId, Options};

/// Many `f32`, written as one block of bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floats(pub Vec<f32>);

impl std::ops::Deref for Floats {
    type Target = [f32];
    fn deref(&self) -> &[f32] {
        &self.0
    }
}

impl From<Vec<f32>> for Floats {
    fn from(values: Vec<f32>) -> Self {
        Self(values)
    }
}

impl Serialize for Floats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytemuck::cast_slice(&self.0))
    }
}

impl<'de> Deserialize<'de> for Floats {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;
        impl serde::de::Visitor<'_> for Bytes {
            type Value = Floats;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("f32s")
            }
            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Floats, E> {
                if !bytes.len().is_multiple_of(4) {
                    return Err(E::invalid_length(bytes.len(), &self));
                }
                // The block lies anywhere in the message, so it may be unaligned.
                let mut values = vec![0.0; bytes.len() / 4];
                bytemuck::cast_slice_mut::<f32, u8>(&mut values).copy_from_slice(bytes);
                Ok(Floats(values))
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

/// A named array in row-major order: a parameter, its gradient, a layer's activations, an optimizer's state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Array {
    /// Such as `layers.0.weight` (shape `[inputs, units]`) or `layers.0.bias` (shape `[units]`).
    pub name: String,
    /// Length of each dimension.
    pub shape: Vec<u32>,
    /// As many values as the shape says.
    pub values: Floats,
}

/// The device that trains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Device {
    /// burn's Flex backend, one thread, SIMD.
    Cpu,
    /// burn's WebGPU backend.
    WebGpu,
}

impl Device {
    /// The name in the URL, the scripting interface and the message files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::WebGpu => "webgpu",
        }
    }
}

/// Tells a request's answer from others.
pub type RequestId = u32;

/// What the page shows, and so what is worth reading back from the device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// How fast play goes.
    pub tempo: Tempo,
    /// Panels that are on screen.
    pub panels: Vec<Panel>,
    /// Side of the output field in samples.
    pub field: u32,
    /// Side of a unit's map in samples.
    pub unit: u32,
    /// First test digit of the strip.
    pub strip: u32,
    /// Test digit, or other test example, whose activations the network shows.
    pub probe: u32,
    /// A digit that the person drew, 28 × 28 bytes: shown instead of the probe. Empty for none.
    pub drawn: Vec<u8>,
    /// The point of the plane whose values the network's units show; none for no point.
    pub place: Option<[f32; 2]>,
    /// The value of a feature map whose arithmetic is shown.
    pub spot: Spot,
    /// The cell of the confusion matrix whose digits are shown: true class, class taken for it.
    pub cell: Option<[u8; 2]>,
    /// The two units of a code that its map shows, across and up.
    pub axes: [u32; 2],
    /// The place on that map that is decoded; none for the probed example's own code.
    pub point: Option<[f32; 2]>,
    /// Decoded places behind the map, across and down; 0 for none.
    pub grid: u32,
    /// The two units of a hidden layer that its fold shows, across and up; none for those that say most.
    pub pair: Option<[u32; 2]>,
    /// Head of self-attention that is shown large, counted through all blocks.
    pub head: u32,
    /// Temperature that a network writes at: 0 for its likeliest choice each time, 1 for its probabilities as they are.
    pub temperature: f32,
}

impl View {
    /// Whether the page shows this panel.
    pub fn wants(&self, panel: Panel) -> bool {
        self.panels.contains(&panel)
    }

    /// Places across and down that are decoded behind a code's map, where a person wants them.
    pub const GRID: u32 = 12;
    /// Highest temperature that a network writes at.
    pub const HOTTEST: f32 = 2.0;
}

/// A value of a feature map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Stage, from 0.
    pub stage: u32,
    /// Map of the stage.
    pub map: u32,
    /// Row, from the top.
    pub row: u32,
    /// Column, from the left.
    pub column: u32,
}

impl Default for View {
    fn default() -> Self {
        Self {
            tempo: Tempo::Gentle,
            panels: Panel::ALL.to_vec(),
            field: 100,
            unit: 24,
            strip: 0,
            probe: 0,
            drawn: Vec::new(),
            place: None,
            // At the lower edge of the bar of the first digit, a 7: a window with ink and without.
            spot: Spot { stage: 0, map: 0, row: 9, column: 17 },
            cell: None,
            axes: [0, 1],
            point: None,
            grid: 0,
            pair: None,
            head: 0,
            temperature: 0.5,
        }
    }
}

/// Page to trainer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Command {
    /// Build a run and stay paused; a checkpoint continues another trainer's run. Answered by [`Event::Configured`] and a
    /// first [`Event::Measured`] and [`Event::Frame`], or by [`Event::Failed`].
    Configure(Box<Configure>),
    /// Go on with other options between two steps, without a new run. Answered by [`Event::Retuned`], or by [`Event::Failed`].
    Retune {
        /// Number of the run.
        run: u32,
        /// They differ from its own in what [`Key::goes_on`](crate::options::Key::goes_on) says.
        options: Box<Options>,
    },
    /// Train until told otherwise.
    Play,
    /// Stop after the step in progress, and measure all test examples.
    Pause,
    /// Take exactly so many optimizer steps, then pause. Answered by [`Answer::Metrics`].
    Train {
        /// Whom to answer.
        id: RequestId,
        /// How many.
        steps: u64,
    },
    /// Train to the end of the epoch in progress, then pause. Answered by [`Answer::Metrics`].
    TrainEpoch {
        /// Whom to answer.
        id: RequestId,
    },
    /// The state of the run is to be kept, to go on from it elsewhere. Answered by [`Event::Kept`], or by
    /// [`Event::Answered`] with the reason why it cannot.
    Checkpoint {
        /// Whom to answer.
        id: RequestId,
    },
    /// Give a sign of life. Answered by [`Event::Alive`] from the loop that trains, so that a trainer that is stuck gives none.
    Ping,
    /// What to observe from now on; a paused trainer sends one frame.
    Look(View),
    /// Ask again for data files that failed, now and not after their pauses.
    FetchAgain,
    /// The page has drawn the last frame and wants the next.
    Drawn,
    /// Train several runs in the background, instead of those of an earlier survey. Each measurement is an
    /// [`Event::Surveyed`].
    Survey(Box<Survey>),
    /// Give the survey up.
    EndSurvey,
    /// A question about the run.
    Ask {
        /// Whom to answer.
        id: RequestId,
        /// What is asked.
        question: Question,
    },
}

/// A run to build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configure {
    /// Number of the run; frames carry it, so that late ones are told apart.
    pub run: u32,
    /// Everything that defines it.
    pub options: Options,
    /// Where to continue from; its bytes lie beside the message.
    pub checkpoint: Option<Kept>,
    /// What to observe.
    pub view: View,
}

/// Runs to train in the background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Its number; measurements carry it, so that late ones are told apart.
    pub id: u32,
    /// What to train, each with its number within the survey.
    pub entries: Vec<(u32, Options)>,
    /// Optimizer steps of each.
    pub steps: u64,
    /// Steps from one measurement to the next.
    pub every: u64,
}

/// One of two networks that learn against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// What tells real from fake.
    Discriminator,
    /// What makes fakes.
    Generator,
}

/// A question about the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The examples: [`Answer::Dataset`].
    Dataset,
    /// The parameters: [`Answer::Arrays`].
    Parameters,
    /// Replace parameters, by name and shape; those not named stay. [`Answer::Metrics`].
    SetParameters(Vec<Array>),
    /// Change one number of one parameter. [`Answer::Metrics`].
    Edit {
        /// The parameter.
        name: String,
        /// Its row-major index.
        index: u32,
        /// The new value.
        value: f32,
    },
    /// Take one step of one part only, and count it as a step. [`Answer::Metrics`].
    Step(Part),
    /// The gradients of the last step's whole loss: [`Answer::Arrays`].
    Gradients,
    /// The outputs for these raw inputs, row by row: [`Answer::Rows`].
    Predict {
        /// Numbers per row, as [`Examples::inputs`] has them.
        width: u32,
        /// Row after row.
        inputs: Floats,
    },
    /// Every layer's activations for one raw input: [`Answer::Arrays`].
    Activations {
        /// One row.
        input: Floats,
    },
}

/// An answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// Measured on the parameters as they are now.
    Metrics(Metrics),
    /// The examples as the network is given them.
    Dataset {
        /// Training examples.
        train: Examples,
        /// Test examples.
        test: Examples,
    },
    /// Parameters, gradients or activations.
    Arrays(Vec<Array>),
    /// Outputs, row by row.
    Rows {
        /// Numbers per row.
        width: u32,
        /// Row after row.
        values: Floats,
    },
}

/// Examples, row by row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Examples {
    /// Numbers per input row: the raw inputs (x₁, x₂ in the plane; pixels 0…1 of a digit), before features are taken.
    pub input_width: u32,
    /// Input rows.
    pub inputs: Floats,
    /// Numbers per target row: 1 in the plane (−1 or +1, or a value), 10 (one-hot) for digits.
    pub target_width: u32,
    /// Target rows.
    pub targets: Floats,
}

/// A run's state: enough to continue it exactly, on any device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Optimizer steps taken.
    pub step: u64,
    /// Training examples that they were taken on, counted anew in every epoch. The step alone does not say where in the epoch the
    /// run is: the batch size may have changed on the way.
    pub seen: u64,
    /// All parameters.
    pub parameters: Vec<Array>,
    /// The optimizer's state, `<parameter>.<moment>`, and its counters.
    pub optimizer: Vec<Array>,
}

/// A checkpoint that the page keeps. Only trainers read its bytes: for a large network they are many megabytes, which travel
/// beside a message and never through the page's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kept {
    /// Which run it is of.
    pub run: u32,
    /// Its step.
    pub step: u64,
    /// See [`Checkpoint::seen`].
    pub seen: u64,
    /// Whose state is in it beside the parameters: that of one update rule says nothing to another.
    pub optimizer: OptimizerId,
}

/// What a worker does before it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Its program is fetched: bytes that have come, and in all if that is known.
    Fetching {
        /// Bytes that have come.
        done: u32,
        /// Bytes in all; 0 if unknown.
        total: u32,
    },
    /// Its program is compiled.
    Compiling,
    /// It asks for its device.
    Adapter,
    /// It checks what its device computes.
    SelfTest,
}

/// What keeps a worker silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occupation {
    /// It computes.
    #[default]
    Computing,
    /// WebGPU compiles shaders first, for what it has not computed before.
    Shaders,
}

/// Trainer to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker starts, and is at this.
    Starting(Stage),
    /// A sign of life.
    Alive,
    /// The worker may be silent for so many milliseconds, with this: what it does next cannot be interrupted.
    Busy(u32, Occupation),
    /// The run's state is to be kept; its bytes lie beside the message.
    Kept {
        /// Which.
        checkpoint: Kept,
        /// Who asked; none if it was due.
        id: Option<RequestId>,
        /// Whether what was computed is known to be right: by the CPU, or compared with it.
        verified: bool,
    },
    /// The module is there and its device works; commands may be sent.
    Ready {
        /// The program's version.
        version: String,
        /// The device.
        device: Device,
        /// The adapter's name, where there is one.
        adapter: Option<String>,
        /// Floating-point operations a second, measured on a small product of matrices.
        flops_per_second: f64,
    },
    /// The worker's program could not be fetched; the worker is of no more use.
    NotLoaded {
        /// Which file of it.
        file: String,
        /// What is wrong with it.
        flaw: Flaw,
    },
    /// The device cannot be used; the worker ends itself.
    Unavailable(Problem),
    /// Data is on its way.
    Loading {
        /// For which run.
        run: u32,
        /// Examples that have arrived.
        done: u32,
        /// Examples in all.
        total: u32,
    },
    /// A data file that the run needs could not be fetched; it is tried again. None: all that failed are there now.
    Missing {
        /// For which run.
        run: u32,
        /// What is wrong.
        problem: Option<Problem>,
    },
    /// A run was built.
    Configured {
        /// Which one.
        run: u32,
        /// Its facts.
        summary: Summary,
    },
    /// A run goes on with other options.
    Retuned {
        /// Which one.
        run: u32,
        /// The steps that were taken with those before.
        step: u64,
        /// They.
        options: Box<Options>,
        /// Its facts with them.
        summary: Summary,
    },
    /// A run could not be built or continued; it is paused.
    Failed {
        /// Which one.
        run: u32,
        /// Why.
        problem: Problem,
    },
    /// A run of the survey was measured.
    Surveyed {
        /// Number of the survey.
        id: u32,
        /// Number of the run within it.
        entry: u32,
        /// Over all test examples.
        metrics: Metrics,
        /// Whether this run is done.
        done: bool,
    },
    /// How far the run has come; several times a second, however long a picture or a measurement takes.
    Progress(Progress),
    /// A step took long.
    Stepped {
        /// Of which run.
        run: u32,
        /// Floating-point operations a second.
        flops_per_second: f64,
    },
    /// The run was measured.
    Measured {
        /// Which one.
        run: u32,
        /// What was measured, and at which step.
        metrics: Metrics,
        /// Whether it is one of the schedule's steps, which are the same in every run. Others are measured by the clock or
        /// because the run was paused.
        scheduled: bool,
    },
    /// A picture of the run.
    Frame(Box<Frame>),
    /// A request's answer.
    Answered {
        /// Whose.
        id: RequestId,
        /// The answer, or why there is none.
        answer: Result<Answer, Problem>,
    },
    /// The worker is dead; what it said last.
    Crashed(Details),
}

/// Writes a message.
///
/// # Errors
/// Only if the message cannot be represented, which its types rule out.
pub fn encode<T: Serialize>(message: &T) -> Result<Vec<u8>, postcard::Error> {
    postcard::to_stdvec(message)
}

/// Reads a message.
///
/// # Errors
/// If the bytes are not such a message.
pub fn decode<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
