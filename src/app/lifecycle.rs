//! The states of the trainers' workers and of the run, and every transition between them. States that cannot be cannot be
//! written down; `tests/app/lifecycle.rs` walks through each state with each event.
//!
//! - [`Workers`]: which worker trains, which one starts beside it. Its transitions name what is to be done ([`Task`]).
//! - [`Phase`]: how far the run is with the trainer that has it.
//! - [`Goal`]: what is wanted of the run.

use super::device::Program;
use crate::lesson::LessonId;
use crate::protocol::{Device, Occupation, Problem, RequestId, Stage};
use crate::retry::Pauses;

/// How long a worker has not been heard from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Watch {
    /// Milliseconds since it was last heard from, counted in ticks that each count for [`Watch::TICK`] at most: neither a page
    /// that sleeps nor a laptop that is shut makes a worker late.
    silent: f64,
    /// Milliseconds that it said its work may take before it is heard from again.
    allowed: f64,
    /// What it does meanwhile.
    occupation: Occupation,
    /// It was asked for a sign of life and has not given one.
    pinged: bool,
    /// Something else was asked of it since: what it announced is no reason to have a person wait for that.
    recalled: bool,
}

impl Watch {
    /// The most that one tick counts for, in milliseconds; ticks come once a second.
    pub const TICK: f64 = 1500.0;
    /// Silence that is normal, in milliseconds: a worker that trains reports ten times a second.
    const NORMAL: f64 = 1000.0;
    /// Milliseconds that shaders take on a slow machine, mostly.
    const SHADERS: f64 = 6000.0;

    /// It was heard from, and may now be silent for so many milliseconds with this.
    pub fn note_sign_of_life(&mut self, allowed: f64, occupation: Occupation) {
        *self = Self { allowed, occupation, ..Self::default() };
    }

    /// Whether it has been silent for longer than a person takes for a moment because it compiles shaders.
    pub fn compiles_shaders(&self) -> bool {
        self.occupation == Occupation::Shaders && (Self::NORMAL..=self.allowed).contains(&self.silent)
    }

    /// So many milliseconds went by. Returns whether to ask for a sign of life.
    pub fn tick(&mut self, elapsed: f64) -> bool {
        self.silent += elapsed.clamp(0.0, Self::TICK);
        let ask = !self.pinged && self.silent >= Self::NORMAL;
        self.pinged |= ask;
        ask
    }

    /// Something else is wanted of it now. What it announced is mostly void: shaders that are being compiled are still waited for
    /// a little, since the next worker would have to compile them anew.
    pub fn recall(&mut self, device: Device) {
        let most = match device {
            Device::Cpu => 0.0,
            Device::WebGpu => Self::SHADERS,
        };
        (self.recalled, self.allowed) = (true, self.allowed.min(most));
    }

    /// Whether something else was asked of it and it has not been heard from since.
    pub fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// Whether it has been silent for longer than it announced and this many milliseconds.
    fn is_overdue(&self, patience: f64) -> bool {
        self.silent > self.allowed + patience
    }

    /// Milliseconds of silence.
    pub fn silent(&self) -> f64 {
        self.silent
    }
}

/// A worker whose program is there and whose device works.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    /// What it runs.
    pub program: Program,
    /// The adapter's name, where there is one.
    pub adapter: Option<String>,
    /// When it was last heard from.
    pub watch: Watch,
}

impl Worker {
    /// Where it trains.
    pub fn device(&self) -> Device {
        self.program.device()
    }

    /// Whether it has been silent for longer than a person should wait for it who wants something else.
    pub fn keeps_waiting(&self) -> bool {
        match self.device() {
            Device::Cpu => self.watch.silent >= 2_000.0,
            Device::WebGpu => self.watch.silent >= self.watch.allowed.min(Watch::SHADERS) + 4_000.0,
        }
    }

    /// Milliseconds of silence beyond what it announced after which it is given up.
    const PATIENCE: f64 = 5_000.0;
}

/// A worker that starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// What it is to run.
    pub program: Program,
    /// What it does, as it said last.
    pub stage: Option<Stage>,
    /// When it was last heard from.
    pub watch: Watch,
    /// How often its program could not be fetched.
    pauses: Pauses,
    /// Milliseconds until it is tried again; none while it is tried.
    pause: Option<f64>,
}

impl Start {
    fn of(program: Program) -> Self {
        Self { program, stage: None, watch: Watch::default(), pauses: Pauses::default(), pause: None }
    }

    /// Where it will train.
    pub fn device(&self) -> Device {
        self.program.device()
    }

    /// Milliseconds without news after which it is given up. Compiling takes its time on a slow machine, and so do the first shaders, which
    /// keep the whole browser waiting where they never end; an answer of the network or of the browser does not.
    fn patience(&self) -> f64 {
        match self.stage {
            // Its program came before, and it is to be said within ten seconds of the choice.
            Some(Stage::Adapter) => 8_000.0,
            None | Some(Stage::Fetching { .. }) => 9_000.0,
            Some(Stage::SelfTest) => 20_000.0,
            Some(Stage::Compiling) => 60_000.0,
        }
    }
}

/// The trainers' workers.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Workers {
    /// None yet: the page was not opened.
    #[default]
    Asleep,
    /// None any more: too many were lost in a row. The person can have one started.
    GaveUp,
    /// The first one starts, or the next after one was lost.
    Starting(Start),
    /// One trains.
    Active(Worker),
    /// One trains while another starts, to take over from it.
    Replacing(Worker, Start),
    /// One trains until it has told its checkpoint to another, which is ready to take over.
    HandingOver(Worker, Worker),
}

/// Something that happens to the workers.
#[derive(Clone, Debug, PartialEq)]
pub enum Incident {
    /// A trainer is needed; this program is the first to start.
    Needed(Program),
    /// The options want this program.
    Wanted(Program),
    /// The run is of this lesson now.
    Lesson(LessonId),
    /// The worker of this device is ready; its adapter's name, where there is one.
    Ready(Device, Option<String>),
    /// The active worker's checkpoint, which another waits for, is kept.
    CheckpointReceived,
    /// The active worker gives no checkpoint.
    CheckpointFailed,
    /// The worker of this device is gone or cannot be used. If no other trains, this program is started; none to give up.
    Lost(Device, Option<Program>),
}

/// Something to be done because of a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Start a worker with this program; one on the same device ends.
    Start(Program),
    /// End the worker of this device.
    Stop(Device),
    /// The run is to be built on the worker that is active now.
    Build,
    /// The active worker's checkpoint is to be asked for.
    AskCheckpoint,
    /// No one takes over after all.
    CancelSuccessor,
}

impl Workers {
    /// The worker that trains.
    pub fn active(&self) -> Option<&Worker> {
        match self {
            Self::Asleep | Self::GaveUp | Self::Starting(_) => None,
            Self::Active(active) | Self::Replacing(active, _) | Self::HandingOver(active, _) => Some(active),
        }
    }

    /// The device of the worker that starts, or is ready to take over.
    pub fn next(&self) -> Option<Device> {
        match self {
            Self::Asleep | Self::GaveUp | Self::Active(_) => None,
            Self::Starting(start) | Self::Replacing(_, start) => Some(start.device()),
            Self::HandingOver(_, next) => Some(next.device()),
        }
    }

    /// Whether the worker on this device answers commands: its program is there and its device works.
    pub fn is_ready(&self, device: Device) -> bool {
        match self {
            Self::Asleep | Self::GaveUp | Self::Starting(_) => false,
            Self::Active(active) | Self::Replacing(active, _) => active.device() == device,
            Self::HandingOver(active, next) => active.device() == device || next.device() == device,
        }
    }

    /// The worker that starts.
    pub fn starting(&self) -> Option<&Start> {
        match self {
            Self::Starting(start) | Self::Replacing(_, start) => Some(start),
            Self::Asleep | Self::GaveUp | Self::Active(_) | Self::HandingOver(..) => None,
        }
    }

    /// Whether a worker is ready to take over from the one that trains.
    pub fn is_handing_over(&self) -> bool {
        matches!(self, Self::HandingOver(..))
    }

    /// The start of the worker on this device, to note what it says.
    pub fn starting_on(&mut self, device: Device) -> Option<&mut Start> {
        match self {
            Self::Starting(start) | Self::Replacing(_, start) => Some(start).filter(|start| start.device() == device),
            Self::Asleep | Self::GaveUp | Self::Active(_) | Self::HandingOver(..) => None,
        }
    }

    /// The program of the worker that starts on this device could not be fetched: it is tried again after a pause, each longer than
    /// the one before. Returns whether there is such a worker.
    pub fn pause(&mut self, device: Device) -> bool {
        let Some(start) = self.starting_on(device) else { return false };
        (start.stage, start.pause) = (None, Some(start.pauses.after_failure()));
        true
    }

    /// Whether the start of the worker on this device is in such a pause.
    pub fn pauses(&self, device: Device) -> bool {
        self.starting().is_some_and(|start| start.device() == device && start.pause.is_some())
    }

    /// So many milliseconds of the pause went by. Returns the program to start where it is over.
    pub fn wait(&mut self, device: Device, elapsed: f64) -> Option<Program> {
        let start = self.starting_on(device)?;
        let rest = start.pause? - elapsed;
        start.pause = (rest > 0.0).then_some(rest);
        if start.pause.is_some() {
            return None;
        }
        start.watch = Watch::default();
        Some(start.program)
    }

    /// Whether the worker on this device has not been heard from for too long.
    pub fn is_overdue(&self, device: Device) -> bool {
        let late = |worker: &Worker| worker.device() == device && worker.watch.is_overdue(Worker::PATIENCE);
        let late_start = |start: &Start| start.device() == device && start.watch.is_overdue(start.patience());
        match self {
            Self::Asleep | Self::GaveUp => false,
            Self::Starting(start) => late_start(start),
            Self::Active(active) => late(active),
            Self::Replacing(active, start) => late(active) || late_start(start),
            Self::HandingOver(active, next) => late(active) || late(next),
        }
    }

    /// The watch over the worker on this device.
    pub fn watch(&mut self, device: Device) -> Option<&mut Watch> {
        fn of(worker: &mut Worker, device: Device) -> Option<&mut Watch> {
            (worker.device() == device).then_some(&mut worker.watch)
        }
        match self {
            Self::Asleep | Self::GaveUp => None,
            Self::Starting(start) => (start.device() == device).then_some(&mut start.watch),
            Self::Active(active) => of(active, device),
            Self::Replacing(active, start) => {
                if start.device() == device {
                    Some(&mut start.watch)
                } else {
                    of(active, device)
                }
            }
            Self::HandingOver(active, next) => of(active, device).or_else(|| of(next, device)),
        }
    }

    /// Goes over to the state that follows, and returns what is to be done, in order.
    #[must_use]
    pub fn on(&mut self, incident: Incident) -> Vec<Task> {
        let (next, tasks) = std::mem::take(self).after(incident);
        *self = next;
        tasks
    }

    fn after(self, incident: Incident) -> (Self, Vec<Task>) {
        match self {
            Self::Asleep | Self::GaveUp => self.none_after(&incident),
            Self::Starting(start) => Self::starting_after(start, incident),
            Self::Active(active) => Self::active_after(active, &incident),
            Self::Replacing(active, start) => Self::replacing_after(active, start, incident),
            Self::HandingOver(active, next) => Self::handing_over_after(active, next, &incident),
        }
    }

    fn none_after(self, incident: &Incident) -> (Self, Vec<Task>) {
        match *incident {
            Incident::Needed(program) => (Self::Starting(Start::of(program)), vec![Task::Start(program)]),
            // One that was ended and said so too late.
            Incident::Ready(device, _) => (self, vec![Task::Stop(device)]),
            Incident::Wanted(_)
            | Incident::Lesson(_)
            | Incident::CheckpointReceived
            | Incident::CheckpointFailed
            | Incident::Lost(..) => (self, Vec::new()),
        }
    }

    fn starting_after(start: Start, incident: Incident) -> (Self, Vec<Task>) {
        let same = Self::Starting(start);
        match incident {
            Incident::Lesson(lesson) if !start.program.knows(lesson) => {
                Self::instead(&[], Some(Program::of(start.device(), lesson)))
            }
            Incident::Ready(device, adapter) if device == start.device() => {
                (Self::Active(Worker::begun(start, adapter)), vec![Task::Build])
            }
            Incident::Ready(device, _) => (same, vec![Task::Stop(device)]),
            Incident::Lost(device, successor) if device == start.device() => Self::instead(&[device], successor),
            Incident::Needed(_)
            | Incident::Wanted(_)
            | Incident::Lesson(_)
            | Incident::CheckpointReceived
            | Incident::CheckpointFailed
            | Incident::Lost(..) => (same, Vec::new()),
        }
    }

    fn active_after(active: Worker, incident: &Incident) -> (Self, Vec<Task>) {
        match *incident {
            Incident::Wanted(program) if program.device() != active.device() => {
                (Self::Replacing(active, Start::of(program)), vec![Task::Start(program)])
            }
            Incident::Lesson(lesson) if !active.program.knows(lesson) => {
                Self::instead(&[], Some(Program::of(active.device(), lesson)))
            }
            Incident::Ready(device, _) if device != active.device() => (Self::Active(active), vec![Task::Stop(device)]),
            Incident::Lost(device, successor) if device == active.device() => Self::instead(&[device], successor),
            Incident::Needed(_)
            | Incident::Wanted(_)
            | Incident::Lesson(_)
            | Incident::Ready(..)
            | Incident::CheckpointReceived
            | Incident::CheckpointFailed
            | Incident::Lost(..) => (Self::Active(active), Vec::new()),
        }
    }

    fn replacing_after(active: Worker, start: Start, incident: Incident) -> (Self, Vec<Task>) {
        let next = start.device();
        match incident {
            Incident::Wanted(program) if program.device() == active.device() => {
                (Self::Active(active), vec![Task::Stop(next), Task::CancelSuccessor])
            }
            Incident::Lesson(lesson) if !active.program.knows(lesson) => {
                Self::instead(&[next], Some(Program::of(active.device(), lesson)))
            }
            Incident::Lesson(lesson) if !start.program.knows(lesson) => {
                let program = Program::of(next, lesson);
                (Self::Replacing(active, Start::of(program)), vec![Task::Start(program)])
            }
            Incident::Ready(device, adapter) if device == next => {
                (Self::HandingOver(active, Worker::begun(start, adapter)), vec![Task::AskCheckpoint])
            }
            // The one that starts is there sooner than another.
            Incident::Lost(device, Some(program)) if device == active.device() && program == start.program => {
                (Self::Starting(start), vec![Task::Stop(device)])
            }
            Incident::Lost(device, successor) if device == active.device() => Self::instead(&[device, next], successor),
            Incident::Lost(device, _) if device == next => {
                (Self::Active(active), vec![Task::Stop(next), Task::CancelSuccessor])
            }
            Incident::Needed(_)
            | Incident::Wanted(_)
            | Incident::Lesson(_)
            | Incident::Ready(..)
            | Incident::CheckpointReceived
            | Incident::CheckpointFailed
            | Incident::Lost(..) => (Self::Replacing(active, start), Vec::new()),
        }
    }

    fn handing_over_after(active: Worker, next: Worker, incident: &Incident) -> (Self, Vec<Task>) {
        match *incident {
            Incident::Wanted(program) if program.device() == active.device() => {
                let tasks = vec![Task::Stop(next.device()), Task::CancelSuccessor];
                (Self::Active(active), tasks)
            }
            Incident::Lesson(lesson) if !active.program.knows(lesson) => {
                Self::instead(&[next.device()], Some(Program::of(active.device(), lesson)))
            }
            Incident::Lesson(lesson) if !next.program.knows(lesson) => {
                let program = Program::of(next.device(), lesson);
                (Self::Replacing(active, Start::of(program)), vec![Task::Start(program), Task::CancelSuccessor])
            }
            Incident::CheckpointReceived => {
                let old = active.device();
                (Self::Active(next), vec![Task::Stop(old), Task::Build])
            }
            // It goes on from the last checkpoint that is there.
            Incident::Lost(device, _) if device == active.device() => {
                (Self::Active(next), vec![Task::Stop(device), Task::Build])
            }
            Incident::CheckpointFailed => {
                (Self::Active(active), vec![Task::Stop(next.device()), Task::CancelSuccessor])
            }
            Incident::Lost(device, _) if device == next.device() => {
                (Self::Active(active), vec![Task::Stop(device), Task::CancelSuccessor])
            }
            Incident::Needed(_)
            | Incident::Wanted(_)
            | Incident::Lesson(_)
            | Incident::Ready(..)
            | Incident::Lost(..) => (Self::HandingOver(active, next), Vec::new()),
        }
    }

    /// Ends these and starts a program instead of all that was there; without one, nobody trains any more.
    fn instead(ended: &[Device], program: Option<Program>) -> (Self, Vec<Task>) {
        let state = program.map_or(Self::GaveUp, |program| Self::Starting(Start::of(program)));
        let stops = ended.iter().map(|device| Task::Stop(*device));
        (state, stops.chain(program.map(Task::Start)).collect())
    }
}

impl Worker {
    fn begun(start: Start, adapter: Option<String>) -> Self {
        Self { program: start.program, adapter, watch: Watch::default() }
    }
}

/// How far the run is with the trainer that has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// No trainer has it yet.
    #[default]
    Unsent,
    /// There is no network for want of an input.
    NoInput,
    /// A trainer builds it.
    Building,
    /// It is built; commands may be sent.
    Built(Activity),
    /// It could not be built, for this reason.
    Failed(Problem),
}

/// What a built run does, as its trainer said last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// Nothing.
    #[default]
    Resting,
    /// It trains.
    Training,
    /// It would train, but waits for data.
    Waiting,
}

/// Something that happens to the run at its trainer.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It has to be built anew.
    Anew,
    /// It is to be built, but has no input.
    InputMissing,
    /// It is not sent to a trainer, because it would not fit into the memory.
    Refused(Problem),
    /// A trainer was asked to build it.
    Sent,
    /// The trainer has built it.
    Configured,
    /// The trainer says what it does.
    Reported(Activity),
    /// The trainer could not build it, or stopped it.
    Failed(Problem),
}

impl Phase {
    /// What it does, if it is built.
    pub fn activity(&self) -> Option<Activity> {
        match self {
            Self::Built(activity) => Some(*activity),
            Self::Unsent | Self::NoInput | Self::Building | Self::Failed(_) => None,
        }
    }

    /// The phase that follows.
    #[must_use]
    pub fn after(&self, step: Step) -> Self {
        match (self, step) {
            (_, Step::Anew) => Self::Unsent,
            (_, Step::InputMissing) => Self::NoInput,
            (_, Step::Sent) => Self::Building,
            (Self::Building, Step::Configured) | (Self::Built(_), Step::Failed(_)) => Self::Built(Activity::Resting),
            (_, Step::Refused(problem)) | (Self::Building, Step::Failed(problem)) => Self::Failed(problem),
            (Self::Built(_), Step::Reported(activity)) => Self::Built(activity),
            // Late news.
            (_, Step::Configured | Step::Reported(_) | Step::Failed(_)) => self.clone(),
        }
    }
}

/// What is wanted of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Nothing.
    #[default]
    Rest,
    /// To train until told otherwise.
    Play,
    /// To train as much as this request says.
    Train {
        /// The request.
        request: RequestId,
        /// Whether to play on afterwards.
        then_play: bool,
    },
}

/// Something that happens to the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Play.
    Play,
    /// Nothing more.
    Rest,
    /// A stated amount is asked for: playing ends, and what is under way is finished.
    Queue,
    /// The request was sent to the trainer.
    Begin(RequestId),
    /// The request is done.
    Done(RequestId),
}

impl Goal {
    /// The request to train that is under way.
    pub fn request(self) -> Option<RequestId> {
        match self {
            Self::Train { request, .. } => Some(request),
            Self::Rest | Self::Play => None,
        }
    }

    /// Whether it trains on after what is under way.
    pub fn plays(self) -> bool {
        matches!(self, Self::Play | Self::Train { then_play: true, .. })
    }

    /// The goal that follows.
    #[must_use]
    pub fn after(self, wish: Wish) -> Self {
        match (self, wish) {
            (Self::Rest | Self::Play, Wish::Play) => Self::Play,
            (Self::Train { request, .. }, Wish::Play) => Self::Train { request, then_play: true },
            (_, Wish::Rest) | (Self::Rest | Self::Play, Wish::Queue) => Self::Rest,
            (Self::Train { request, .. }, Wish::Queue) => Self::Train { request, then_play: false },
            (_, Wish::Begin(request)) => Self::Train { request, then_play: self.plays() },
            (Self::Train { request, then_play }, Wish::Done(done)) if request == done => {
                if then_play {
                    Self::Play
                } else {
                    Self::Rest
                }
            }
            (_, Wish::Done(_)) => self,
        }
    }
}
