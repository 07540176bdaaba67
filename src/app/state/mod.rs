//! The page's state.

use super::around::Around;
use super::cost::{Cost, Smaller};
use super::device::{Why, choose};
use super::hidden::Hidden;
use super::lifecycle::{Goal, Phase, Workers};
use super::remark::Remark;
use crate::choice;
use crate::data::digits::doubt::Doubt;
use std::collections::BTreeMap;

use crate::lesson::{LessonId, Panel, Slot};
use crate::options::{Group, Key, Options, Refused};
use crate::protocol::{Details, Device, Metrics, PictureId, Problem, View};

mod offered;
mod run;
mod slots;
mod step;
mod trainer;

pub use run::{Asked, Asker, Request, Run};
pub use step::{Target, Witness};
pub use trainer::{Loss, Speeds, Trainer};

/// Everything the page shows is derived from this.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Everything that defines the run.
    pub options: Options,
    /// The display settings.
    pub display: Display,
    /// Further settings of the link that the page was opened with.
    pub opened: Opened,
    /// The embedding page, if there is one.
    pub around: Around,
    /// The trainer and its device.
    pub trainer: Trainer,
    /// The run in progress.
    pub run: Run,
    /// Background runs, if any were started.
    pub survey: Option<Survey>,
    /// Messages to the person, newest last, until dismissed.
    pub notices: Vec<Notice>,
    /// The next id for a notice or request.
    pub next_id: u32,
}

impl Default for State {
    /// The first lesson, before the page is opened; [`Msg::Opened`](super::Msg::Opened) starts the trainer.
    fn default() -> Self {
        let options = Options::of(LessonId::Boundary);
        Self {
            run: Run::new(&options),
            options,
            display: Display::default(),
            opened: Opened::default(),
            around: Around::default(),
            trainer: Trainer::default(),
            survey: None,
            notices: Vec::new(),
            next_id: 1,
        }
    }
}

impl State {
    /// Why this device trains.
    pub fn why_device(&self) -> Why {
        match choose(&self.options, self.trainer.refused) {
            (Device::WebGpu, _) if self.trainer.device() != Some(Device::WebGpu) => Why::Starting,
            (_, why) => why,
        }
    }

    /// Whether the network is training or will as soon as it can: the transport then offers pause.
    pub fn is_training(&self) -> bool {
        self.run.goal != Goal::Rest
    }

    /// Whether training stalls because the device is compiling shaders.
    pub fn compiles_shaders(&self) -> bool {
        self.trainer.active().is_some_and(|worker| worker.watch.compiles_shaders())
    }

    /// Whether it would train if the page were in sight.
    pub fn rests_unseen(&self) -> bool {
        let trains = |id| self.run.pending.get(id).is_some_and(|request| request.asked.trains());
        let rests = match self.run.goal {
            Goal::Play => true,
            Goal::Rest => self.run.queue.iter().any(trains),
            Goal::Train { .. } => false,
        };
        rests && !self.around.seen
    }

    /// Why there may be no picture yet, as a message id; `None` if the run exists and has its data.
    pub fn why_empty(&self) -> Option<&'static str> {
        if self.options.lacks_input() {
            return Some("state-no-input");
        }
        match (&self.trainer.workers, &self.run.phase) {
            (Workers::GaveUp, _) => Some("state-no-trainer"),
            (Workers::Starting(_), _) if self.trainer.missing.is_some() => Some("state-no-program"),
            (Workers::Asleep | Workers::Starting(_), _) => Some("state-starting"),
            (_, Phase::Failed(_)) => Some("state-failed"),
            _ if self.run.missing.is_some() && (self.run.waits() || self.run.metrics.is_none()) => {
                Some("state-no-data")
            }
            _ if self.run.summary.is_none() => Some("state-building"),
            _ => self.run.waits().then_some("state-waiting"),
        }
    }

    /// The first trainer's device, once it has built the run (or would, given an input); the problem if that is hopeless.
    /// `None` while unknown.
    pub fn readiness(&self) -> Option<Result<Device, Problem>> {
        match (self.trainer.device(), &self.run.phase) {
            _ if self.trainer.workers == Workers::GaveUp => Some(Err(Problem::NoTrainer)),
            (None, _) if self.trainer.missing.is_some() => self.trainer.missing.clone().map(Err),
            (_, Phase::Failed(problem)) => Some(Err(problem.clone())),
            (Some(device), Phase::Built(_) | Phase::NoInput) => Some(Ok(device)),
            (None, _) | (_, Phase::Unsent | Phase::Building) => None,
        }
    }

    /// Whether the lesson's "try this" step at this index is done.
    pub fn has_tried(&self, place: usize) -> bool {
        let parts = self.options.lesson().lesson().tries.get(place);
        parts.is_some_and(|parts| self.run.tried.get(place).is_some_and(|done| *done >= parts.len()))
    }

    /// Whether this observation exists and shows the current network rather than the previous one.
    pub fn is_current(&self, id: PictureId) -> bool {
        self.run.pictures.contains_key(&id) && !self.run.outdated.contains(&id)
    }
}

/// How the page displays the run; part of the URL, but not of the run.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the page")]
pub struct Display {
    /// Controls that are not offered.
    pub hide: Hidden,
    /// Only these panels; if empty, all of the lesson's.
    pub panels: Vec<Panel>,
    /// Light, dark, or the system's choice.
    pub theme: Theme,
    /// The size of type and strokes.
    pub size: Size,
    /// Language of the words (`en`).
    pub lang: String,
    /// Play at once.
    pub play: bool,
    /// Train to this step at once, then stop; 0 for no.
    pub steps: u64,
    /// Test points are drawn, too.
    pub show_test: bool,
    /// The field has two colours only.
    pub discretize: bool,
    /// The loss has a logarithmic axis.
    pub log_loss: bool,
    /// Selected tabs, where they are not their slot's first.
    pub tabs: BTreeMap<Slot, Panel>,
    /// Whether the lesson gallery fills the page.
    pub gallery: bool,
    /// The token whose attention is shown, by its index in the sequence.
    pub token: u32,
    /// Why the drawn digit hardly is one.
    pub doubt: Option<Doubt>,
    /// What to observe: resolution, strip of digits, probe.
    pub view: View,
}

impl Default for Display {
    fn default() -> Self {
        Self {
            hide: Hidden::default(),
            panels: Vec::new(),
            theme: Theme::Auto,
            size: Size::Normal,
            lang: String::from("en"),
            play: false,
            steps: 0,
            show_test: false,
            discretize: false,
            log_loss: false,
            tabs: BTreeMap::new(),
            gallery: false,
            token: 0,
            doubt: None,
            view: View::default(),
        }
    }
}

impl Display {
    /// Clears the drawing pad's sheet: another digit replaces the drawn one.
    pub fn clear_sheet(&mut self) {
        self.view.drawn.clear();
        self.doubt = None;
    }

    /// The same display for another lesson, without selections that belong to the previous one.
    #[must_use]
    pub fn for_another_lesson(&self) -> Self {
        let view = View { tempo: self.view.tempo, panels: self.view.panels.clone(), ..View::default() };
        Self { token: 0, doubt: None, tabs: BTreeMap::new(), gallery: false, view, ..self.clone() }
    }
}

/// Further settings of the link that the page was opened with, until another lesson is chosen. Not part of the URL.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// Groups containing a knob that the link sets: they start open.
    pub groups: Vec<Group>,
    /// The link is from TensorFlow Playground, whose losses are half as large.
    pub playground: bool,
    /// Whether the link has `hide=`, even an empty one.
    pub hides: bool,
}

choice! {
    /// The size of type and strokes.
    pub enum Size {
        /// For a person at a screen.
        #[default]
        Normal = "normal",
        /// For an audience and a projector.
        Large = "large",
    }
}

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The system's choice.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes in menu order.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The name in the URL and in the message files (`theme-<name>`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Background runs: many seeds, or several kinds of network on the same seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Its number.
    pub id: u32,
    /// The options of each run.
    pub entries: Vec<Options>,
    /// Optimizer steps of each.
    pub steps: u64,
    /// Steps between two measurements.
    pub every: u64,
    /// The measurements of each run.
    pub measured: Vec<Vec<Metrics>>,
    /// Which entries are done.
    pub done: Vec<bool>,
    /// Still running; false when all are done or it was cancelled.
    pub running: bool,
}

impl Survey {
    /// Whether it is about these options: they differ from the survey's only in the device and in what its entries vary.
    pub fn is_about(&self, options: &Options) -> bool {
        let Some(first) = self.entries.first().filter(|first| first.lesson() == options.lesson()) else { return false };
        let varies = |key: Key| self.entries.iter().any(|entry| entry.get(key) != first.get(key));
        options.iter().all(|(key, value)| key == Key::Device || first.get(key) == Some(value) || varies(key))
    }

    /// Entries that are done.
    pub fn count_done(&self) -> usize {
        self.done.iter().filter(|done| **done).count()
    }
}

/// Something the page has to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// To dismiss it by.
    pub id: u32,
    /// Its content.
    pub about: About,
}

/// A field for a whole number that is not a knob itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// An item of a knob's list, by index from 0: a layer's units, a convolution's filters.
    Item(Key, usize),
    /// The selected value's feature map.
    Map,
    /// The row of the value in it.
    Row,
    /// The column of the value in it.
    Column,
}

/// The content of a notice; its text is message `notice-<variant>` or `problem-<variant>`.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// A part of the link that defines the run could not be applied as written.
    Link(Remark),
    /// The number of further such parts, beyond those listed.
    MoreLink(u32),
    /// Other parts of the link that have no effect here; none changes the run.
    UnusedLink {
        /// The first of them, as written in the link.
        unused: Vec<String>,
        /// How many more.
        more: u32,
    },
    /// The link is too long to be read in full.
    LongLink,
    /// Something could not be done.
    Problem(Problem),
    /// The worker was lost; training continues from this step.
    Lost(Loss, u64),
    /// Pause broke off a step; the run is at this step.
    Interrupted(u64),
    /// One step takes long, or much memory; settings that need less.
    Costly(Cost, Vec<Smaller>),
    /// One step would not fit into memory; settings that would.
    TooLarge(Cost, Vec<Smaller>),
    /// The worker ended too often; the person can restart it with Play.
    GaveUp,
    /// The server now has another build of the page: files missing here will never arrive.
    Replaced,
    /// The link was copied.
    Copied,
    /// The browser did not let this link be copied.
    NotCopied(String),
    /// Text typed into a field is not a whole number from 1 to `most`; the field keeps its number.
    Mistyped {
        /// The field.
        field: Field,
        /// The text; cut to [`Refused::SHOWN`] characters.
        text: String,
        /// The largest number that it takes.
        most: u32,
    },
    /// An edit was meant for a network that no longer exists.
    EditGone,
    /// Going back or forward restarted the run; the previous one had taken this many steps.
    StartedOver(u64),
    /// Files or a link that the page does not accept were dropped or pasted.
    Dropped,
}

impl About {
    /// A [`Self::Mistyped`] notice for text that is not a whole number from 1 to `most`.
    pub fn mistyped(field: Field, text: &str, most: u32) -> Self {
        Self::Mistyped { field, text: Refused::shorten(text.trim()), most }
    }

    /// Technical details for a bug report, beyond the words: the person can copy them.
    pub fn details(&self) -> Option<&Details> {
        match self {
            Self::Problem(problem) | Self::Lost(Loss::Device(problem), _) => problem.details(),
            Self::Lost(Loss::Crashed(details), _) => Some(details),
            Self::Link(_)
            | Self::MoreLink(_)
            | Self::UnusedLink { .. }
            | Self::LongLink
            | Self::Lost(Loss::Silent(_), _)
            | Self::Interrupted(_)
            | Self::Costly(..)
            | Self::TooLarge(..)
            | Self::GaveUp
            | Self::Replaced
            | Self::Copied
            | Self::NotCopied(_)
            | Self::Mistyped { .. }
            | Self::EditGone
            | Self::StartedOver(_)
            | Self::Dropped => None,
        }
    }

    /// Whether a report would help: a fault of a trainer, a device or a file, not a typing error.
    pub fn is_fault(&self) -> bool {
        match self {
            Self::Problem(problem) => {
                problem.is_of_device() || matches!(problem, Problem::Data { .. } | Problem::Program { .. })
            }
            Self::Lost(..) | Self::GaveUp => true,
            Self::Link(_)
            | Self::MoreLink(_)
            | Self::UnusedLink { .. }
            | Self::LongLink
            | Self::Interrupted(_)
            | Self::Costly(..)
            | Self::TooLarge(..)
            | Self::Replaced
            | Self::Copied
            | Self::NotCopied(_)
            | Self::Mistyped { .. }
            | Self::EditGone
            | Self::StartedOver(_)
            | Self::Dropped => false,
        }
    }

    /// Whether nothing went wrong: shown quietly, without warning colours.
    pub fn is_news(&self) -> bool {
        match self {
            Self::Copied
            | Self::StartedOver(_)
            | Self::Dropped
            | Self::Interrupted(_)
            | Self::Costly(..)
            | Self::Link(Remark::Nearest(_))
            | Self::UnusedLink { .. }
            | Self::Problem(Problem::NoInput) => true,
            Self::Link(Remark::Refused(_))
            | Self::MoreLink(_)
            | Self::LongLink
            | Self::Problem(_)
            | Self::Lost(..)
            | Self::TooLarge(..)
            | Self::GaveUp
            | Self::Replaced
            | Self::Mistyped { .. }
            | Self::NotCopied(_)
            | Self::EditGone => false,
        }
    }
}
