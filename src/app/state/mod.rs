//! What the page knows.

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
    /// How the page shows it.
    pub display: Display,
    /// What else follows from the link that the page was opened with.
    pub opened: Opened,
    /// What is around the page, where it is inside a frame.
    pub around: Around,
    /// The trainer and its device.
    pub trainer: Trainer,
    /// The run in progress.
    pub run: Run,
    /// Runs in the background, if some were asked for.
    pub survey: Option<Survey>,
    /// What the page has to say, newest last. A person dismisses them.
    pub notices: Vec<Notice>,
    /// Next number for a notice or a request.
    pub next_id: u32,
}

impl Default for State {
    /// The first lesson as it is before the page was opened; [`Msg::Opened`](super::Msg::Opened) starts the trainer.
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

    /// Whether the network is being trained or will be as soon as it can: the transport shows pause.
    pub fn is_training(&self) -> bool {
        self.run.goal != Goal::Rest
    }

    /// Whether nothing moves because the trainer's device compiles shaders for what it has not computed before.
    pub fn compiles_shaders(&self) -> bool {
        self.trainer.active().is_some_and(|worker| worker.watch.compiles_shaders())
    }

    /// Whether it would train if somebody saw it.
    pub fn rests_unseen(&self) -> bool {
        let trains = |id| self.run.pending.get(id).is_some_and(|request| request.asked.trains());
        let rests = match self.run.goal {
            Goal::Play => true,
            Goal::Rest => self.run.queue.iter().any(trains),
            Goal::Train { .. } => false,
        };
        rests && !self.around.seen
    }

    /// Why there may be no picture yet, as a message id; none where the run is there and has its data.
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

    /// The first trainer's device, once it has built the run or would if an input was chosen; the problem where there is no
    /// hope of it. None while that is not known.
    pub fn readiness(&self) -> Option<Result<Device, Problem>> {
        match (self.trainer.device(), &self.run.phase) {
            _ if self.trainer.workers == Workers::GaveUp => Some(Err(Problem::NoTrainer)),
            (None, _) if self.trainer.missing.is_some() => self.trainer.missing.clone().map(Err),
            (_, Phase::Failed(problem)) => Some(Err(problem.clone())),
            (Some(device), Phase::Built(_) | Phase::NoInput) => Some(Ok(device)),
            (None, _) | (_, Phase::Unsent | Phase::Building) => None,
        }
    }

    /// Whether a "try this" step of the lesson is done, by its place from 0.
    pub fn has_tried(&self, place: usize) -> bool {
        let parts = self.options.lesson().lesson().tries.get(place);
        parts.is_some_and(|parts| self.run.tried.get(place).is_some_and(|done| *done >= parts.len()))
    }

    /// Whether the observation of this name is there and shows the present network, not the one before it.
    pub fn is_current(&self, id: PictureId) -> bool {
        self.run.pictures.contains_key(&id) && !self.run.outdated.contains(&id)
    }
}

/// How the page shows the run; part of the URL, but not of the run.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the page")]
pub struct Display {
    /// What is not offered.
    pub hide: Hidden,
    /// Only these panels, or all of the lesson's if empty.
    pub panels: Vec<Panel>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
    /// How large type and strokes are.
    pub size: Size,
    /// Language of the words (`en`).
    pub lang: String,
    /// Play at once.
    pub play: bool,
    /// Train that far at once, then stop; 0 for not.
    pub steps: u64,
    /// Test points are drawn, too.
    pub show_test: bool,
    /// The field has two colours only.
    pub discretize: bool,
    /// The loss has a logarithmic axis.
    pub log_loss: bool,
    /// The tabs that were chosen, where they are not their slots' first.
    pub tabs: BTreeMap<Slot, Panel>,
    /// The gallery of all lessons has the whole page.
    pub gallery: bool,
    /// Token of a sequence whose attention is shown, by its place from 0.
    pub token: u32,
    /// Why the drawn digit is hardly one.
    pub doubt: Option<Doubt>,
    /// What is observed: resolution, strip of digits, probe.
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
    /// Puts the drawing pad's sheet away: another digit takes the place of the one that was drawn.
    pub fn clear_sheet(&mut self) {
        self.view.drawn.clear();
        self.doubt = None;
    }

    /// The same page for another lesson: digits, units and places that were pointed at belong to the one before.
    #[must_use]
    pub fn for_another_lesson(&self) -> Self {
        let view = View { tempo: self.view.tempo, panels: self.view.panels.clone(), ..View::default() };
        Self { token: 0, doubt: None, tabs: BTreeMap::new(), gallery: false, view, ..self.clone() }
    }
}

/// What follows from the link that the page was opened with, beyond options and display, until another lesson is chosen. Not
/// part of the URL.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opened {
    /// Groups with a knob that the link sets: they are open at first.
    pub groups: Vec<Group>,
    /// The link is one of TensorFlow Playground, whose losses are half as large.
    pub playground: bool,
    /// The link says what it hides, if only that it is nothing.
    pub hides: bool,
}

choice! {
    /// How large type and strokes are.
    pub enum Size {
        /// For a person before the screen.
        #[default]
        Normal = "normal",
        /// For a room before a projector.
        Large = "large",
    }
}

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes in the order of the menu.
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

/// Runs in the background of the page's own: many seeds, or several kinds of network on the same seed.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Its number.
    pub id: u32,
    /// What is trained.
    pub entries: Vec<Options>,
    /// Optimizer steps of each.
    pub steps: u64,
    /// Steps from one measurement to the next.
    pub every: u64,
    /// What was measured, entry by entry.
    pub measured: Vec<Vec<Metrics>>,
    /// Which entries are done.
    pub done: Vec<bool>,
    /// It goes on; false when all are done or it was given up.
    pub running: bool,
}

impl Survey {
    /// Whether these options are what it is about: they differ from what is trained in nothing but the device and what its
    /// entries differ in.
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
    /// What.
    pub about: About,
}

/// A field for a whole number that is not a knob of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// An item of a knob's list, by its place from 0: the units of a layer, the filters of a convolution.
    Item(Key, usize),
    /// The feature map whose arithmetic is shown.
    Map,
    /// The row of the value in it.
    Row,
    /// The column of the value in it.
    Column,
}

/// What a notice is about; its words are message `notice-<variant>` or `problem-<variant>`.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Something in the link that defines the run was not taken as it stands.
    Link(Remark),
    /// How many more such things there are than are named one by one.
    MoreLink(u32),
    /// What else in the link has no use here, none of which changes the run.
    UnusedLink {
        /// The first of it, as it stands in the link.
        unused: Vec<String>,
        /// How many more.
        more: u32,
    },
    /// The link is longer than is read.
    LongLink,
    /// Something could not be done.
    Problem(Problem),
    /// The trainer's worker was lost; training goes on from this step.
    Lost(Loss, u64),
    /// A step was broken off by Pause; the run stands at this step.
    Interrupted(u64),
    /// One step takes long, or much memory; settings that take less.
    Costly(Cost, Vec<Smaller>),
    /// One step would not fit into the memory; settings that would.
    TooLarge(Cost, Vec<Smaller>),
    /// The trainer's worker ended too often; the person can start it again by Play.
    GaveUp,
    /// The server has another build of the page by now: what this one lacks will not come.
    Replaced,
    /// The link was copied.
    Copied,
    /// The browser did not let this link be copied.
    NotCopied(String),
    /// What was typed into a field is not a whole number from 1 to `most`; the field keeps its number.
    Mistyped {
        /// The field.
        field: Field,
        /// What was typed; cut to [`Refused::SHOWN`] characters.
        text: String,
        /// The largest number that it takes.
        most: u32,
    },
    /// A number of a network that is no longer there was to be changed.
    EditGone,
    /// Going back or forward started another run; the one before had taken so many steps.
    StartedOver(u64),
    /// Files or a link were dropped or pasted, which the page does not take.
    Dropped,
}

impl About {
    /// What was typed into the field is not a whole number from 1 to `most`.
    pub fn mistyped(field: Field, text: &str, most: u32) -> Self {
        Self::Mistyped { field, text: Refused::shorten(text.trim()), most }
    }

    /// What helps whoever looks into a report, beyond the words: a person can copy it.
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

    /// Whether a report of it would help: a fault of a trainer, a device or a file, not of what a person typed.
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

    /// Whether nothing went wrong: said quietly, and in no warning's colours.
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
