//! The states of the trainer workers and of the run, and every transition between them. Impossible states cannot be
//! expressed; `tests/app/lifecycle.rs` tries each event in each state.
//!
//! - [`Workers`]: which worker trains, and which one is starting. Its transitions return the [`Task`]s to carry out.
//! - [`Phase`]: how far the active trainer has got with the run.
//! - [`Goal`]: what the person or a script wants from the run.

use super::device::Program;
use crate::lesson::LessonId;
use crate::protocol::{Device, Occupation, Problem, RequestId, Stage};
use crate::retry::Pauses;

/// Tracks how long a worker has been silent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Watch {
    /// Milliseconds since its last message, in ticks that count for at most [`Watch::TICK`]: neither a sleeping page nor a
    /// closed laptop makes a worker late.
    silent: f64,
    /// Milliseconds of silence that the worker announced.
    allowed: f64,
    /// What it announced to be doing.
    occupation: Occupation,
    /// It was pinged and has not answered yet.
    pinged: bool,
    /// It was given another command since: what it announced no longer justifies making a person wait.
    recalled: bool,
}

impl Watch {
    /// The most that one tick counts for, in milliseconds; ticks come once per second.
    pub const TICK: f64 = 1500.0;
    /// Normal silence, in milliseconds: a training worker reports ten times per second.
    const NORMAL: f64 = 1000.0;
    /// Milliseconds that compiling shaders usually takes on a slow machine.
    const SHADERS: f64 = 6000.0;

    /// Records a message; the worker may now stay silent for `allowed` milliseconds.
    pub fn note_sign_of_life(&mut self, allowed: f64, occupation: Occupation) {
        *self = Self { allowed, occupation, ..Self::default() };
    }

    /// Whether shader compilation has kept it silent for noticeably long.
    pub fn compiles_shaders(&self) -> bool {
        self.occupation == Occupation::Shaders && (Self::NORMAL..=self.allowed).contains(&self.silent)
    }

    /// Advances the clock by `elapsed` milliseconds. Returns whether to ping the worker.
    pub fn tick(&mut self, elapsed: f64) -> bool {
        self.silent += elapsed.clamp(0.0, Self::TICK);
        let ask = !self.pinged && self.silent >= Self::NORMAL;
        self.pinged |= ask;
        ask
    }

    /// A new command supersedes what it announced. Shaders being compiled still get a short grace period, since the next
    /// worker would have to compile them again.
    pub fn recall(&mut self, device: Device) {
        let most = match device {
            Device::Cpu => 0.0,
            Device::WebGpu => Self::SHADERS,
        };
        (self.recalled, self.allowed) = (true, self.allowed.min(most));
    }

    /// Whether it was given another command and has been silent since.
    pub fn is_recalled(&self) -> bool {
        self.recalled
    }

    /// Whether it has been silent for this many milliseconds longer than it announced.
    fn is_overdue(&self, patience: f64) -> bool {
        self.silent > self.allowed + patience
    }

    /// Milliseconds of silence.
    pub fn silent(&self) -> f64 {
        self.silent
    }
}

/// A worker whose program has loaded and whose device works.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    /// Its program.
    pub program: Program,
    /// The name of its adapter, if known.
    pub adapter: Option<String>,
    /// Its silence.
    pub watch: Watch,
}

impl Worker {
    /// Where it trains.
    pub fn device(&self) -> Device {
        self.program.device()
    }

    /// Whether it has been silent for longer than a person waiting for something else should have to wait.
    pub fn keeps_waiting(&self) -> bool {
        match self.device() {
            Device::Cpu => self.watch.silent >= 2_000.0,
            Device::WebGpu => self.watch.silent >= self.watch.allowed.min(Watch::SHADERS) + 4_000.0,
        }
    }

    /// Milliseconds of silence, beyond what it announced, after which a worker is given up.
    const PATIENCE: f64 = 5_000.0;
}

/// A worker that is starting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// The program that it will run.
    pub program: Program,
    /// The last stage it reported.
    pub stage: Option<Stage>,
    /// Its silence.
    pub watch: Watch,
    /// How often fetching its program failed.
    pauses: Pauses,
    /// Milliseconds until the next attempt; `None` during one.
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

    /// Milliseconds of silence after which a start is given up. Compiling takes long on a slow machine, and so do the first
    /// shaders, which block the whole browser if they never finish; an answer from the network or the browser does not.
    fn patience(&self) -> f64 {
        match self.stage {
            // Its program was loaded before, and a failure should be reported within ten seconds.
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
    /// No worker yet: the page has not been opened.
    #[default]
    Asleep,
    /// No worker any more: too many were lost. The person can start one again.
    GaveUp,
    /// The first worker is starting, or the next after a loss.
    Starting(Start),
    /// One worker trains.
    Active(Worker),
    /// One worker trains while another starts, to take over from it.
    Replacing(Worker, Start),
    /// One worker trains until its checkpoint has reached the page; its successor is ready.
    HandingOver(Worker, Worker),
}

/// An event that changes the workers' state.
#[derive(Clone, Debug, PartialEq)]
pub enum Incident {
    /// A trainer is needed, beginning with this program.
    Needed(Program),
    /// The options call for this program.
    Wanted(Program),
    /// The run now belongs to this lesson.
    Lesson(LessonId),
    /// This device's worker is ready; the name of its adapter, if known.
    Ready(Device, Option<String>),
    /// The active worker's checkpoint, which its successor needs, has arrived.
    CheckpointReceived,
    /// The active worker failed to deliver a checkpoint.
    CheckpointFailed,
    /// This device's worker is lost or unusable. If no other trains, start this program; `None` gives up.
    Lost(Device, Option<Program>),
}

/// An action that a transition requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Start a worker with this program; it replaces one on the same device.
    Start(Program),
    /// End the worker of this device.
    Stop(Device),
    /// Build the run on the worker that is now active.
    Build,
    /// Request the active worker's checkpoint.
    AskCheckpoint,
    /// The hand-over is cancelled.
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

    /// The device of the worker that is starting or ready to take over.
    pub fn next(&self) -> Option<Device> {
        match self {
            Self::Asleep | Self::GaveUp | Self::Active(_) => None,
            Self::Starting(start) | Self::Replacing(_, start) => Some(start.device()),
            Self::HandingOver(_, next) => Some(next.device()),
        }
    }

    /// Whether this device's worker accepts commands: its program has loaded and the device works.
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

    /// Whether a successor is ready to take over from the active worker.
    pub fn is_handing_over(&self) -> bool {
        matches!(self, Self::HandingOver(..))
    }

    /// The start in progress on this device, to record what it reports.
    pub fn starting_on(&mut self, device: Device) -> Option<&mut Start> {
        match self {
            Self::Starting(start) | Self::Replacing(_, start) => Some(start).filter(|start| start.device() == device),
            Self::Asleep | Self::GaveUp | Self::Active(_) | Self::HandingOver(..) => None,
        }
    }

    /// Schedules another attempt to fetch the program of this device's worker, after a pause that grows each time. Returns
    /// whether there is such a worker.
    pub fn pause(&mut self, device: Device) -> bool {
        let Some(start) = self.starting_on(device) else { return false };
        (start.stage, start.pause) = (None, Some(start.pauses.after_failure()));
        true
    }

    /// Whether the start on this device is waiting between two attempts.
    pub fn pauses(&self, device: Device) -> bool {
        self.starting().is_some_and(|start| start.device() == device && start.pause.is_some())
    }

    /// Advances the pause by `elapsed` milliseconds. Returns the program to start when it is over.
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

    /// Whether this device's worker has been silent for too long.
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

    /// The watch on this device's worker.
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

    /// Moves to the next state and returns the tasks to carry out, in order.
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
            // A late message from a worker that was already ended.
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
            // The worker that is already starting will be ready sooner than another.
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
            // It continues from the latest checkpoint.
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

    /// Ends all these workers and starts a program in their place; without one, nothing trains any more.
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

/// How far the active trainer has got with the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Phase {
    /// No trainer has it yet.
    #[default]
    Unsent,
    /// There is no network because no input is selected.
    NoInput,
    /// A trainer builds it.
    Building,
    /// It is built and accepts commands.
    Built(Activity),
    /// Building it failed, for this reason.
    Failed(Problem),
}

/// What a built run is doing, as last reported by its trainer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// Nothing: it is paused.
    #[default]
    Resting,
    /// It is training.
    Training,
    /// It is waiting for data.
    Waiting,
}

/// An event that changes the phase.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// It has to be rebuilt.
    Anew,
    /// It cannot be built: no input is selected.
    InputMissing,
    /// It was not sent to a trainer because it would not fit into memory.
    Refused(Problem),
    /// A trainer was asked to build it.
    Sent,
    /// The trainer has built it.
    Configured,
    /// The trainer reported what it is doing.
    Reported(Activity),
    /// The trainer failed to build it, or stopped it.
    Failed(Problem),
}

impl Phase {
    /// What it is doing, if it is built.
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

/// What is wanted from the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// Nothing: to stay paused.
    #[default]
    Rest,
    /// To train until paused.
    Play,
    /// To complete this request's training.
    Train {
        /// The request.
        request: RequestId,
        /// Whether to play on afterwards.
        then_play: bool,
    },
}

/// An event that changes the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Play.
    Play,
    /// Nothing more.
    Rest,
    /// A fixed amount of training was requested: playing ends, and work in progress is finished.
    Queue,
    /// The request was sent to the trainer.
    Begin(RequestId),
    /// The request is done.
    Done(RequestId),
}

impl Goal {
    /// The training request in progress.
    pub fn request(self) -> Option<RequestId> {
        match self {
            Self::Train { request, .. } => Some(request),
            Self::Rest | Self::Play => None,
        }
    }

    /// Whether training continues after the request in progress.
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
