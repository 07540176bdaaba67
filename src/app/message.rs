//! The messages that change the page's state, and the effects that it requests.

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
    /// The page was opened with this fragment (without `#`), or the fragment was edited by hand.
    Opened(String),
    /// The person went back or forward to a history entry of this page with this fragment.
    Returned(String),
    /// Another lesson was chosen.
    Lesson(LessonId),
    /// A worked example of the lesson was chosen, by its name.
    Preset(String),
    /// A knob was changed. Training restarts, except for a change of device, which loses nothing.
    Set(Key, Value),
    /// Text was typed for a knob (parsed here, so that errors are reported in one place).
    Typed(Key, String),
    /// Text was typed for one item of a knob's list: a layer's units, a convolution's filters; by its index from 0.
    TypedItem(Key, usize, String),
    /// Text typed into a panel's field is not a whole number from 1 to `most`.
    Mistyped {
        /// The field.
        field: Field,
        /// The typed text.
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
    /// Take one step of one part of the network.
    PartStep(Part),
    /// Start over with the same seed.
    Reset,
    /// Start over with this new seed.
    NewSeed(u32),
    /// Train these in the background.
    Survey {
        /// The runs to train.
        entries: Vec<Options>,
        /// Optimizer steps of each.
        steps: u64,
        /// Steps between two measurements.
        every: u64,
    },
    /// Cancel the background runs; their measurements stay.
    EndSurvey,
    /// A single number of a parameter was edited.
    Edit {
        /// The network it belonged to: [`Run::network`](super::state::Run::network).
        network: u32,
        /// The parameter.
        name: String,
        /// Its row-major index.
        index: u32,
        /// The new value.
        value: f32,
    },
    /// A display setting was changed.
    Show(DisplayChange),
    /// A notice was dismissed.
    Dismiss(u32),
    /// Files or a link were dropped on the page or pasted into it.
    Dropped,
    /// The link is to be copied.
    Share,
    /// The link was copied, or the browser refused to copy this link.
    LinkCopied(Result<(), String>),
    /// This device's worker sent an event.
    Event(Device, Event),
    /// The page has drawn the frame.
    Drawn,
    /// The framed page came into sight, or went out of it.
    Seen(bool),
    /// A panel was scrolled onto or off the screen.
    OnScreen(Panel, bool),
    /// The embedding page described itself.
    Host(Host),
    /// About a second, this many milliseconds, has passed.
    Tick(f64),
    /// The browser is online again.
    Online,
    /// Whether the server now has another build of the page ([`Effect::CheckBuild`]).
    BuildChecked {
        /// It has another one.
        replaced: bool,
    },
    /// A script made a call; `promise` identifies it.
    Script {
        /// Number of the promise to settle.
        promise: u32,
        /// The call.
        call: Call,
    },
}

/// A change to how the page displays the run.
#[derive(Clone, Debug, PartialEq)]
pub enum DisplayChange {
    /// Colour theme.
    Theme(Theme),
    /// The size of type and strokes.
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
    /// The digit drawn by the person, 28 × 28 bytes, and why it hardly is one; empty for no digit.
    Drawn(Vec<u8>, Option<Doubt>),
    /// The pen was lifted: the drawing is meant as it is.
    PenLifted,
    /// The point of the plane at which the network's units show their values.
    Place(Option<[f32; 2]>),
    /// The feature-map value whose arithmetic is shown.
    Spot(Spot),
    /// The confusion-matrix cell whose digits are shown.
    Cell(Option<[u8; 2]>),
    /// The two latent units on the map's axes: across and up.
    Axes([u32; 2]),
    /// The point of the map to decode; `None` for the probed digit's own code.
    Point(Option<[f32; 2]>),
    /// Decoded places behind the map.
    DecodedGrid(bool),
    /// The two units on the fold's axes; `None` for the most influential ones.
    Pair(Option<[u32; 2]>),
    /// The attention head that is shown enlarged.
    Head(u32),
    /// The selected token, or other step, of the sequence.
    Token(u32),
    /// The sampling temperature of the network's text.
    Temperature(f32),
    /// Language of the words.
    Language(String),
}

/// The calls that a script can make (see `globalThis.gradientGarden`).
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// Change options by name; all or none.
    Configure(Vec<(String, String)>),
    /// Start over with the same seed.
    Reset,
    /// Take this many steps, then pause.
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
    /// Every layer's activations for one input row.
    Activations(Floats),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start a worker with this program; it replaces one on the same device.
    Start(Program),
    /// End the worker of this device.
    Stop(Device),
    /// Send it a command.
    Send(Device, Command),
    /// Write the fragment into the address bar without adding a history entry.
    WriteUrl(String),
    /// The same, as a new history entry so that Back restores the previous state, unless the change extends the current
    /// entry ([`Entries`](super::entries::Entries)).
    PushUrl(String, Change),
    /// Check whether the server has another build of the page; [`Msg::BuildChecked`] follows within seconds.
    CheckBuild,
    /// Copy the page's address with this fragment; [`Msg::LinkCopied`] reports the result.
    CopyLink(String),
    /// Settle a script's promise; `None` resolves it without a value.
    Settle {
        /// Its number.
        promise: u32,
        /// With what.
        result: Result<Option<Answer>, Problem>,
    },
}

/// The kind of a person's change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another lesson.
    Lesson,
    /// A worked example.
    Preset,
    /// A knob.
    Knob(Key),
    /// The display was changed: the kind of [`DisplayChange`].
    Shown(Discriminant<DisplayChange>),
}
