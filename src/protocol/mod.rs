//! What crosses the worker's boundary: [`Command`] in, [`Event`] out. Plain data; no tensor, no browser type.
//!
//! Every message is one byte buffer ([`encode`], [`decode`]) that the browser transfers without copying; [`Floats`] are a
//! block copy rather than a list of numbers.

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

/// Many `f32`, serialised as one block of bytes.
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
                // The block may start anywhere in the message, so it may be unaligned.
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
    /// As many values as the shape requires.
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

/// Identifies a request and its answer.
pub type RequestId = u32;

/// What the page shows, and so what should be read back from the device.
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
    /// Index of the test digit, or other test example, whose activations the network shows.
    pub probe: u32,
    /// A digit drawn by the person, 28 × 28 bytes, shown instead of the probe; empty for none.
    pub drawn: Vec<u8>,
    /// The point of the plane at which the network's units show their values, if any.
    pub place: Option<[f32; 2]>,
    /// The feature-map value whose arithmetic is shown.
    pub spot: Spot,
    /// The confusion-matrix cell whose digits are shown: true class, predicted class.
    pub cell: Option<[u8; 2]>,
    /// The two latent units on the map's axes, across and up.
    pub axes: [u32; 2],
    /// The point of that map to decode; `None` for the probed example's own code.
    pub point: Option<[f32; 2]>,
    /// Decoded points behind the map, across and up; 0 for none.
    pub grid: u32,
    /// The two hidden units on the fold's axes, across and up; `None` for the most influential ones.
    pub pair: Option<[u32; 2]>,
    /// The enlarged attention head, counted through all blocks.
    pub head: u32,
    /// Sampling temperature: 0 always takes the most likely choice, 1 uses the probabilities as they are.
    pub temperature: f32,
}

impl View {
    /// Whether the page shows this panel.
    pub fn wants(&self, panel: Panel) -> bool {
        self.panels.contains(&panel)
    }

    /// Decoded points behind a latent map in each direction, if wanted.
    pub const GRID: u32 = 12;
    /// Highest sampling temperature.
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
            // At the lower edge of the bar of the first digit, a 7: a window with and without ink.
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
    /// Build a run and stay paused; with a checkpoint, continue another trainer's run. Answered by [`Event::Configured`]
    /// and a first [`Event::Measured`] and [`Event::Frame`], or by [`Event::Failed`].
    Configure(Box<Configure>),
    /// Use other options from the next step on, without a new run. Answered by [`Event::Retuned`], or by [`Event::Failed`].
    Retune {
        /// Number of the run.
        run: u32,
        /// They differ from the run's only in keys for which [`Key::goes_on`](crate::options::Key::goes_on) holds.
        options: Box<Options>,
    },
    /// Train until told to stop.
    Play,
    /// Stop after the step in progress, and measure all test examples.
    Pause,
    /// Take exactly this many optimizer steps, then pause. Answered by [`Answer::Metrics`].
    Train {
        /// Whom to answer.
        id: RequestId,
        /// Number of steps.
        steps: u64,
    },
    /// Train to the end of the current epoch, then pause. Answered by [`Answer::Metrics`].
    TrainEpoch {
        /// Whom to answer.
        id: RequestId,
    },
    /// Send the run's state, to continue from it elsewhere. Answered by [`Event::Kept`], or by [`Event::Answered`] with the
    /// reason why it cannot.
    Checkpoint {
        /// Whom to answer.
        id: RequestId,
    },
    /// Give a sign of life. Answered by [`Event::Alive`] from the training loop, so that a stuck trainer gives none.
    Ping,
    /// What to observe from now on; a paused trainer sends one frame.
    Look(View),
    /// Fetch failed data files again now, without waiting for their pauses.
    FetchAgain,
    /// The page has drawn the last frame and wants the next.
    Drawn,
    /// Train several runs in the background, replacing an earlier survey. Each measurement is an [`Event::Surveyed`].
    Survey(Box<Survey>),
    /// Give the survey up.
    EndSurvey,
    /// A question about the run.
    Ask {
        /// Whom to answer.
        id: RequestId,
        /// The question.
        question: Question,
    },
}

/// A run to build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Configure {
    /// The run's id; frames carry it, so that late ones can be recognised.
    pub run: u32,
    /// Everything that defines it.
    pub options: Options,
    /// Where to continue from; its bytes come with the message.
    pub checkpoint: Option<Kept>,
    /// What to observe.
    pub view: View,
}

/// Runs to train in the background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// The survey's id; measurements carry it, so that late ones can be recognised.
    pub id: u32,
    /// The options to train, each with its index in the survey.
    pub entries: Vec<(u32, Options)>,
    /// Optimizer steps of each.
    pub steps: u64,
    /// Steps between two measurements.
    pub every: u64,
}

/// One of two networks that learn against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The one that distinguishes real examples from generated ones.
    Discriminator,
    /// The one that generates examples.
    Generator,
}

/// A question about the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// The examples: [`Answer::Dataset`].
    Dataset,
    /// The parameters: [`Answer::Arrays`].
    Parameters,
    /// Replace parameters, by name and shape; those not named are kept. [`Answer::Metrics`].
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
    /// Take a step of one part only, counted as a step. [`Answer::Metrics`].
    Step(Part),
    /// The gradients of the last step's full loss: [`Answer::Arrays`].
    Gradients,
    /// The outputs for these raw inputs, row by row: [`Answer::Rows`].
    Predict {
        /// Numbers per row, as in [`Examples::inputs`].
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
    /// Metrics of the current parameters.
    Metrics(Metrics),
    /// The examples as given to the network.
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
    /// Numbers per input row: the raw inputs (x₁, x₂ in the plane; pixels 0…1 of a digit), before features are computed.
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
    /// Training examples taken in the current epoch. The step number alone does not determine the position in the epoch:
    /// the batch size may have changed on the way.
    pub seen: u64,
    /// All parameters.
    pub parameters: Vec<Array>,
    /// The optimizer's state, `<parameter>.<moment>`, and its counters.
    pub optimizer: Vec<Array>,
}

/// A checkpoint kept by the page. Only trainers read its bytes: for a large network they are many megabytes, which travel
/// alongside a message and never through the page's memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Kept {
    /// The run's id.
    pub run: u32,
    /// Its step.
    pub step: u64,
    /// See [`Checkpoint::seen`].
    pub seen: u64,
    /// The update rule whose state it contains: another rule cannot use that.
    pub optimizer: OptimizerId,
}

/// What a worker does before it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Fetching its program: bytes loaded, and in total if known.
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
    /// Checking what its device computes.
    SelfTest,
}

/// Why a worker is silent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occupation {
    /// It computes.
    #[default]
    Computing,
    /// WebGPU first compiles shaders for something new.
    Shaders,
}

/// Trainer to page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The worker is starting, and has reached this stage.
    Starting(Stage),
    /// A sign of life.
    Alive,
    /// The worker may be silent for this many milliseconds, for this reason: its next computation cannot be interrupted.
    Busy(u32, Occupation),
    /// A checkpoint for the page to keep; its bytes come with the message.
    Kept {
        /// The checkpoint.
        checkpoint: Kept,
        /// The request; `None` if it was merely due.
        id: Option<RequestId>,
        /// Whether the results are known to be correct: computed by the CPU, or compared with it.
        verified: bool,
    },
    /// The module has loaded and its device works; commands may be sent.
    Ready {
        /// The program's version.
        version: String,
        /// The device.
        device: Device,
        /// The adapter's name, if known.
        adapter: Option<String>,
        /// Floating-point operations per second, measured on a small matrix product.
        flops_per_second: f64,
    },
    /// The worker's program could not be fetched; the worker is of no more use.
    NotLoaded {
        /// The file.
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
    /// A data file that the run needs could not be fetched and is being retried. `None`: all that failed have arrived.
    Missing {
        /// For which run.
        run: u32,
        /// The problem, if any.
        problem: Option<Problem>,
    },
    /// A run was built.
    Configured {
        /// The run's id.
        run: u32,
        /// Its facts.
        summary: Summary,
    },
    /// A run goes on with other options.
    Retuned {
        /// The run's id.
        run: u32,
        /// Steps taken with the previous options.
        step: u64,
        /// The new options.
        options: Box<Options>,
        /// Its facts with them.
        summary: Summary,
    },
    /// A run could not be built or continued; it is paused.
    Failed {
        /// The run's id.
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
    /// The run's progress; several times per second, however long a picture or a measurement takes.
    Progress(Progress),
    /// A step took long.
    Stepped {
        /// Of which run.
        run: u32,
        /// Floating-point operations per second.
        flops_per_second: f64,
    },
    /// The run was measured.
    Measured {
        /// The run's id.
        run: u32,
        /// A measurement and its step.
        metrics: Metrics,
        /// Whether it is one of the scheduled steps, which are the same in every run. Others depend on the clock, or are
        /// made because the run was paused.
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
    /// The worker is dead; its last message.
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
