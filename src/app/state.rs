//! What the page knows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::lesson::Panel;
use crate::model::spec::{Group, Options, Refused};
use crate::protocol::{Device, Metrics, Observation, Problem, RequestId, Summary, View};

/// Everything the page shows is derived from this.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Everything that defines the run.
    pub options: Options,
    /// How the page shows it.
    pub display: Display,
    /// The trainer and its device.
    pub trainer: Trainer,
    /// The run in progress.
    pub run: Run,
    /// What the page has to say, newest last. A person dismisses them.
    pub notices: Vec<Notice>,
    /// Next number for a notice or a request.
    pub next_id: u32,
}

/// How the page shows the run; part of the URL, but not of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Display {
    /// Groups of controls that are hidden.
    pub hide: Vec<Group>,
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
    /// What is observed: resolution, strip of digits, probe.
    pub view: View,
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

/// The trainer and its device.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainer {
    /// The worker that trains, once it said so.
    pub active: Option<Active>,
    /// A worker that starts up, to take over when it is ready (WebGPU compiles while the CPU trains).
    pub starting: Option<Device>,
    /// Why `auto` chose what it chose, or why WebGPU was refused.
    pub why: Why,
    /// WebGPU was found absent or wrong: not tried again by `auto`.
    pub refused: Option<Problem>,
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
pub struct Run {
    /// Its number; events of other runs are late and dropped.
    pub id: u32,
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
    /// Measured last.
    pub metrics: Option<Metrics>,
    /// Measured over the run, at most [`Run::HISTORY`] points: thinned out by halves as it grows, first and last always kept.
    pub history: Arc<Vec<Metrics>>,
    /// Newest observation of each name. Cheap to clone.
    pub pictures: BTreeMap<String, Arc<Observation>>,
    /// Last checkpoint, to go on from if the worker is lost.
    pub checkpoint: Option<Arc<crate::protocol::Checkpoint>>,
    /// Questions under way: who asked.
    pub pending: BTreeMap<RequestId, Asker>,
    /// "Try this" steps that are done.
    pub tried: Vec<bool>,
}

impl Run {
    /// Most points of the history that are kept.
    pub const HISTORY: usize = 2000;
}

/// Who asked a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The page itself; the answer's metrics are shown, a problem becomes a notice.
    Page,
    /// A script, by the number of its promise.
    Script(u32),
    /// The hand-over to a starting device.
    HandOver,
    /// The regular checkpoint.
    Checkpoint,
}

/// Something the page has to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// To dismiss it by.
    pub id: u32,
    /// What.
    pub about: About,
}

/// What a notice is about; its words are message `notice-<variant>` or `problem-<variant>`.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Something in the link was not understood; the default is used.
    Link(Refused),
    /// More than a few things in the link were not understood: how many more.
    MoreLink(u32),
    /// The link is longer than is read.
    LongLink,
    /// Something could not be done.
    Problem(Problem),
    /// The trainer's worker ended; training goes on from the last checkpoint.
    Crashed(String),
    /// The link was copied.
    Copied,
}
