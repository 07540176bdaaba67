//! What can happen to the page, and what it asks for.

use std::mem::Discriminant;

use super::around::Host;
use super::device::Program;
use super::state::{Field, Size, Theme};
use crate::data::digits::doubt::Doubt;
use crate::lesson::{LessonId, Panel};
use crate::options::{Key, Options, Value};
use crate::protocol::{Answer, Array, Command, Device, Event, Floats, Part, Problem, Spot, Tempo};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The page was opened with this fragment (without `#`), or the fragment was changed by hand.
    Opened(String),
    /// The person went back or forward in the browser's history, to an entry of this page with this fragment.
    Returned(String),
    /// Another lesson was chosen.
    Lesson(LessonId),
    /// A worked example of the lesson was chosen, by its name.
    Preset(String),
    /// A knob was turned. Training starts anew with it, except for the device, which is switched without losing anything.
    Set(Key, Value),
    /// A knob's text was typed (parsed here, so that a mistake is told in one place).
    Typed(Key, String),
    /// The text of one item of a knob's list was typed: the units of a layer, the filters of a convolution; by its place from 0.
    TypedItem(Key, usize, String),
    /// What was typed into a field of a panel is not a whole number from 1 to `most`.
    Mistyped {
        /// The field.
        field: Field,
        /// What was typed.
        text: String,
        /// The largest number that it takes.
        most: u32,
    },
    /// A knob was put back to its default.
    PutBack(Key),
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// One batch.
    OneBatch,
    /// One epoch.
    OneEpoch,
    /// One step of one part of the network.
    PartStep(Part),
    /// Start over with the same seed.
    Reset,
    /// Start over with this new seed.
    NewSeed(u32),
    /// Train these in the background.
    Survey {
        /// What to train.
        entries: Vec<Options>,
        /// Optimizer steps of each.
        steps: u64,
        /// Steps from one measurement to the next.
        every: u64,
    },
    /// Give the runs in the background up; what was measured stays.
    EndSurvey,
    /// One number of one parameter was edited.
    Edit {
        /// The network that it was read from: [`Run::network`](super::state::Run::network).
        network: u32,
        /// The parameter.
        name: String,
        /// Its row-major index.
        index: u32,
        /// The new value.
        value: f32,
    },
    /// How the page shows the run was changed.
    Show(DisplayChange),
    /// A notice was dismissed.
    Dismiss(u32),
    /// Files, or a link, were dropped on the page or pasted into it.
    Dropped,
    /// The link is to be copied.
    Share,
    /// It was copied, or the browser refused to copy this link.
    LinkCopied(Result<(), String>),
    /// The worker of this device said something.
    Event(Device, Event),
    /// The page has drawn the frame.
    Drawn,
    /// The page, inside a frame, has come into sight, or is out of it.
    Seen(bool),
    /// A panel has come onto the screen, or is scrolled out of it.
    OnScreen(Panel, bool),
    /// The page around this one says what it is like.
    Host(Host),
    /// About a second went by: so many milliseconds.
    Tick(f64),
    /// The browser is online again.
    Online,
    /// The server was asked which build of the page it has ([`Effect::CheckBuild`]).
    BuildChecked {
        /// It has another one.
        replaced: bool,
    },
    /// A script asks; `promise` tells it from others.
    Script {
        /// Number of the promise to settle.
        promise: u32,
        /// What it asks.
        call: Call,
    },
}

/// A change of how the page shows the run.
#[derive(Clone, Debug, PartialEq)]
pub enum DisplayChange {
    /// Colour theme.
    Theme(Theme),
    /// How large type and strokes are.
    Size(Size),
    /// Test points.
    TestPoints(bool),
    /// Two colours only.
    Discretize(bool),
    /// Logarithmic loss.
    LogLoss(bool),
    /// Another tab of a slot.
    Tab(Panel),
    /// The gallery of all lessons.
    Gallery(bool),
    /// How fast play goes.
    Tempo(Tempo),
    /// First digit of the strip.
    Strip(u32),
    /// Digit the network shows.
    Probe(u32),
    /// The digit that the person drew, 28 × 28 bytes, and why it is hardly one; empty for none.
    Drawn(Vec<u8>, Option<Doubt>),
    /// The pen was lifted: what is drawn is meant.
    PenLifted,
    /// The point of the plane whose values the network's units show.
    Place(Option<[f32; 2]>),
    /// The value of a feature map whose arithmetic is shown.
    Spot(Spot),
    /// The cell of the confusion matrix whose digits are shown.
    Cell(Option<[u8; 2]>),
    /// The two units of a code that its map shows, across and up.
    Axes([u32; 2]),
    /// The place on that map that is decoded; none for the probed digit's own code.
    Point(Option<[f32; 2]>),
    /// Decoded places behind the map.
    DecodedGrid(bool),
    /// Units that a layer is seen along; none for those that say most.
    Pair(Option<[u32; 2]>),
    /// Head of self-attention that is shown large.
    Head(u32),
    /// Token, or other step, of the sequence that is looked at.
    Token(u32),
    /// Temperature that the network writes at.
    Temperature(f32),
    /// Language of the words.
    Language(String),
}

/// What a script can ask (see `globalThis.gradientGarden`).
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// Change options by name; all or none.
    Configure(Vec<(String, String)>),
    /// Start over with the same seed.
    Reset,
    /// So many steps, then pause.
    Train(u64),
    /// The examples.
    Dataset,
    /// The parameters.
    Parameters,
    /// Replace parameters.
    SetParameters(Vec<Array>),
    /// The gradients of the last step.
    Gradients,
    /// The outputs for these rows.
    Predict {
        /// Numbers per row.
        width: u32,
        /// Row after row.
        inputs: Floats,
    },
    /// Every layer's activations for one row.
    Activations(Floats),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start a worker with this program; one on the same device ends.
    Start(Program),
    /// End the worker of this device.
    Stop(Device),
    /// Send it a command.
    Send(Device, Command),
    /// Write the fragment into the address bar without a new entry in the history.
    WriteUrl(String),
    /// The same for a person's change: as a new entry, so that the way back leads to what was there before, unless the change
    /// goes on with the last one ([`Entries`](super::entries::Entries)).
    PushUrl(String, Change),
    /// Look whether the server has another build of the page; [`Msg::BuildChecked`] follows within seconds.
    CheckBuild,
    /// Copy the page's address with this fragment; what came of it is [`Msg::LinkCopied`].
    CopyLink(String),
    /// Settle a script's promise; `None` is a promise without a value.
    Settle {
        /// Its number.
        promise: u32,
        /// With what.
        result: Result<Option<Answer>, Problem>,
    },
}

/// What a person changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another lesson.
    Lesson,
    /// A worked example.
    Preset,
    /// A knob.
    Knob(Key),
    /// How the page shows the run: the kind of [`DisplayChange`].
    Shown(Discriminant<DisplayChange>),
}
