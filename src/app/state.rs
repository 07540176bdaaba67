//! What the page knows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::around::Around;
use super::device::Program;
use super::hidden::Hidden;
use super::history::History;
use super::url::Remark;
use crate::data::digits::doubt::Doubt;
use crate::lesson::{LessonId, Panel};
use crate::model::spec::{Group, Key, Options, Refused};
use crate::protocol::{
    Checkpoint, Command, Device, Measuring, Metrics, Observation, Problem, RequestId, Summary, View,
};

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
    /// Whether the network is being trained or will be as soon as it can: the transport shows pause.
    pub fn is_training(&self) -> bool {
        self.run.wants_play || self.run.training.is_some()
    }

    /// Whether it would train if somebody saw it.
    pub fn rests_unseen(&self) -> bool {
        !self.around.seen && self.run.training.is_none() && (self.run.wants_play || !self.run.queue.is_empty())
    }

    /// Why there may be no picture yet, as a message id; none where the run is there and has its data.
    pub fn why_empty(&self) -> Option<&'static str> {
        // Before the page was opened there is no run, and nobody has given up.
        let gave_up = self.trainer.starting.is_none() && self.run.id > 0;
        if self.options.lacks_input() {
            return Some("state-no-input");
        }
        match (&self.trainer.active, &self.run.summary) {
            (None, _) if gave_up => Some("state-no-trainer"),
            (None, _) => Some("state-starting"),
            (Some(_), _) if self.run.failed => Some("state-failed"),
            (Some(_), _) if self.run.lacks_data => Some("state-no-data"),
            (Some(_), None) => Some("state-building"),
            (Some(_), Some(_)) => self.run.waiting.then_some("state-waiting"),
        }
    }

    /// Whether a "try this" step of the lesson is done, by its place from 0.
    pub fn has_tried(&self, place: usize) -> bool {
        let parts = self.options.lesson().lesson().tries.get(place);
        parts.is_some_and(|parts| self.run.tried.get(place).is_some_and(|done| *done >= parts.len()))
    }

    /// Whether the observation of this name is there and shows the present network, not the one before it.
    pub fn is_current(&self, name: &str) -> bool {
        self.run.pictures.contains_key(name) && !self.run.outdated.contains(name)
    }

    /// The panels to show: the lesson's that suit the run, or those of them that the link names.
    pub fn panels(&self) -> Vec<Panel> {
        let all = self.all_panels();
        let chosen: Vec<Panel> = all.iter().copied().filter(|panel| self.display.panels.contains(panel)).collect();
        if chosen.is_empty() { all } else { chosen }
    }

    /// The lesson's panels that suit the run.
    pub fn all_panels(&self) -> Vec<Panel> {
        let all = self.options.lesson().lesson().panels.iter().copied();
        all.filter(|panel| panel.suits(&self.options)).collect()
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
    /// The curve panel shows accuracy instead of loss.
    pub accuracy_tab: bool,
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
            lang: String::from("en"),
            play: false,
            steps: 0,
            show_test: false,
            discretize: false,
            log_loss: false,
            accuracy_tab: false,
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
        let view = View { panels: self.view.panels.clone(), ..View::default() };
        Self { token: 0, doubt: None, view, ..self.clone() }
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

/// The trainer and its device.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer {
    /// The worker that trains, once it said so.
    pub active: Option<Active>,
    /// A worker that starts up, to take over when it is ready (WebGPU compiles while the CPU trains).
    pub starting: Option<Device>,
    /// What the CPU's worker was last started with.
    pub on_cpu: Program,
    /// Why `auto` chose what it chose, or why WebGPU was refused.
    pub why: Why,
    /// WebGPU was found absent or wrong: not tried again by `auto`.
    pub refused: Option<Problem>,
    /// A worker that is ready and takes over as soon as the active one has told its checkpoint.
    pub standby: Option<Active>,
    /// Workers lost in a row, without training in between.
    pub crashes: u32,
    /// Scripts' promises to settle when the device that they chose has taken over, or was refused.
    pub awaiting: Vec<u32>,
}

impl Default for Trainer {
    fn default() -> Self {
        Self {
            active: None,
            starting: None,
            on_cpu: Program::Dense,
            why: Why::SmallWork,
            refused: None,
            standby: None,
            crashes: 0,
            awaiting: Vec::new(),
        }
    }
}

/// The worker that trains.
#[derive(Clone, Debug, PartialEq)]
pub struct Active {
    /// Its device.
    pub device: Device,
    /// The adapter's name.
    pub adapter: Option<String>,
}

/// The reason for the device in use; message `device-why-<variant>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person chose it.
    Chosen,
    /// The work per step is small: the CPU is faster.
    SmallWork,
    /// The work per step is large: WebGPU is worth it.
    LargeWork,
    /// WebGPU is absent or wrong.
    Refused,
    /// WebGPU is starting; the CPU trains meanwhile.
    Starting,
    /// The GPU worker was lost; the CPU went on from the last checkpoint.
    Lost,
}

/// The run in progress.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "what is wanted and what is may differ in any combination")]
pub struct Run {
    /// Its number; events of other runs are late and dropped.
    pub id: u32,
    /// Number of its network. It stays while the run goes on with other settings or on another device, and changes when the
    /// parameters begin anew.
    pub network: u32,
    /// It was built and has facts.
    pub summary: Option<Summary>,
    /// It trains.
    pub playing: bool,
    /// It should train as soon as it can.
    pub wants_play: bool,
    /// It waits for data.
    pub waiting: bool,
    /// Examples arrived and in all, while data is on its way.
    pub loading: Option<(u32, u32)>,
    /// Optimizer steps taken.
    pub step: u64,
    /// Passes over the training examples, with fraction.
    pub epoch: f64,
    /// Optimizer steps per second, lately.
    pub steps_per_second: f64,
    /// Measured last, at the step that it says.
    pub metrics: Option<Metrics>,
    /// The measurement of all test examples, while one is under way.
    pub measuring: Option<Measuring>,
    /// The run's curves. Cheap to clone.
    pub history: Arc<History>,
    /// Newest observation of each name. Cheap to clone.
    pub pictures: BTreeMap<String, Arc<Observation>>,
    /// Names of those that still show the network before this one.
    pub outdated: BTreeSet<String>,
    /// Last checkpoint, to go on from if the worker is lost.
    pub checkpoint: Option<Arc<Checkpoint>>,
    /// Questions under way: who asked.
    pub pending: BTreeMap<RequestId, Asker>,
    /// Parts of each "try this" step that are done.
    pub tried: Vec<usize>,
    /// The step at which a person last changed an option or a weight; 0 where nothing was changed since the start.
    pub changed_at: u64,
    /// Seeds from which the network was trained for a while with the options as they are, the seed aside.
    pub seeds: BTreeSet<u64>,
    /// The trainer has built it, so that commands may be sent.
    pub built: bool,
    /// It could not be built.
    pub failed: bool,
    /// Some of its data could not be fetched, so it waits in vain.
    pub lacks_data: bool,
    /// The options it was built with.
    pub built_with: Options,
    /// The request for so many steps, or an epoch, under way.
    pub training: Option<RequestId>,
    /// Commands that wait until the trainer can take them.
    pub queue: VecDeque<Command>,
    /// Frames drawn since the last checkpoint was asked for.
    pub frames: u32,
    /// Scripts' promises to settle when it is built.
    pub awaiting: Vec<u32>,
}

impl Run {
    /// Test examples measured and in all, where the numbers shown are of a sample: the first of them.
    pub fn sample(&self) -> Option<(u32, u32)> {
        let measured = self.metrics?.test_examples;
        let all = self.summary.as_ref()?.test_examples;
        (measured < all).then_some((measured, all))
    }

    /// A run that is not built yet.
    pub fn new(options: &Options) -> Self {
        Self {
            id: 0,
            network: 0,
            summary: None,
            playing: false,
            wants_play: false,
            waiting: false,
            loading: None,
            step: 0,
            epoch: 0.0,
            steps_per_second: 0.0,
            metrics: None,
            measuring: None,
            history: Arc::default(),
            pictures: BTreeMap::new(),
            outdated: BTreeSet::new(),
            checkpoint: None,
            pending: BTreeMap::new(),
            tried: vec![0; options.lesson().lesson().tries.len()],
            changed_at: 0,
            seeds: BTreeSet::new(),
            built: false,
            failed: false,
            lacks_data: false,
            built_with: options.clone(),
            training: None,
            queue: VecDeque::new(),
            frames: 0,
            awaiting: Vec::new(),
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

/// Who asked a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The page itself; the answer's metrics are shown, a problem becomes a notice.
    Page,
    /// The page, for the rest of an epoch: asked again if the trainer changes meanwhile.
    Epoch,
    /// The page, for training up to this step: asked again for the rest if the trainer changes meanwhile.
    Until(u64),
    /// A script, by the number of its promise.
    Script(u32),
    /// The hand-over to a starting device.
    HandOver,
    /// The regular checkpoint.
    Checkpoint,
    /// A knob that keeps the parameters was turned: the run goes on from the checkpoint with the new options.
    Reconfigure,
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
    /// The trainer's worker ended; training goes on from the last checkpoint.
    Crashed(String),
    /// The trainer's worker ended too often; the person can start it again by Play.
    GaveUp,
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

    /// Whether nothing went wrong: said quietly, and in no warning's colours.
    pub fn is_news(&self) -> bool {
        match self {
            Self::Copied
            | Self::StartedOver(_)
            | Self::Dropped
            | Self::Link(Remark::Nearest(_))
            | Self::UnusedLink { .. }
            | Self::Problem(Problem::NoInput) => true,
            Self::Link(Remark::Refused(_))
            | Self::MoreLink(_)
            | Self::LongLink
            | Self::Problem(_)
            | Self::Crashed(_)
            | Self::GaveUp
            | Self::Mistyped { .. }
            | Self::NotCopied(_)
            | Self::EditGone => false,
        }
    }
}
