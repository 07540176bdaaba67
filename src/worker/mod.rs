//! The loop around a session inside a Web Worker: commands in, events out.
//!
//! One asynchronous function: drain commands, train for a slice of time, measure for another, report and read back one
//! picture from time to time, yield by a macrotask. [`port`] is the page's end, [`fetch`] loads data files, [`pace`] sets
//! the length of a slice, [`adapter`] names the GPU, [`audit`] compares WebGPU with the CPU, [`forecast`] predicts how long
//! the next computation may take, [`room`] checks that there is memory for it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::cost;
use crate::options::Options;
use crate::protocol::{
    Answer, Checkpoint, Command, Configure, Details, Event, Failure, Flaw, Kept, Misfit, Problem, Question, RequestId,
    Stage, decode,
};
use crate::train::device::Found;
use crate::train::files::Files;
use crate::train::library::Library;
use crate::train::session::{Activity, Advance, Goal, Plan, Session};
use crate::train::survey::{Survey, Surveyed};

mod adapter;
mod audit;
mod fetch;
mod forecast;
mod pace;
mod port;
mod room;

use audit::Audit;
use forecast::Forecast;
use pace::Pace;
use port::{Inbox, Mail, Port};

/// Runs the worker until it is ended: reports the device, then handles commands. `find` receives a function to report its
/// stage.
pub async fn run(find: impl AsyncFnOnce(&dyn Fn(Stage)) -> Result<Found, Problem>, device: crate::protocol::Device) {
    let port = match Port::open() {
        Ok(port) => Rc::new(port),
        // Nobody to report to: this is not a worker.
        Err(error) => return web_sys::console::error_1(&error),
    };
    let at = |stage| port.send(&Event::Starting(stage));
    at(Stage::Adapter);
    match find(&at).await {
        Ok((burn_device, adapter)) => {
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let adapter = match adapter {
                None if device == crate::protocol::Device::WebGpu => adapter::name().await,
                known => known,
            };
            let flops_per_second = match device {
                crate::protocol::Device::Cpu => forecast::measure_speed(&burn_device),
                // The first product only measures how long its shader takes to compile.
                crate::protocol::Device::WebGpu => 0.0,
            };
            port.send(&Event::Ready { version, device, adapter, flops_per_second });
            Trainer::new(port, burn_device, Pace::of(device), Forecast::new(device, flops_per_second)).run_loop().await;
        }
        Err(problem) => port.send(&Event::Unavailable(problem)),
    }
}

struct Trainer {
    port: Rc<Port>,
    inbox: Rc<Inbox>,
    device: burn::tensor::Device,
    library: Library,
    session: Option<Session>,
    /// Runs in the background.
    survey: Option<Survey>,
    pace: Pace,
    forecast: Forecast,
    /// The step of the checkpoint that the page holds; `None` if the session's state at that step differs.
    kept: Option<u64>,
    /// Whether the page has drawn the last frame.
    drawn: bool,
    /// Whether something changed that a paused run has not shown yet.
    stale: bool,
    /// The step of the last picture.
    shown: Option<u64>,
    /// Whether something changed that the page does not know yet.
    unreported: bool,
    files: Files,
}

/// Milliseconds below which a browser's timer fires late.
const TIMER: f64 = 4.0;

/// The result of a turn.
enum Work {
    /// Something, and perhaps more.
    Done,
    /// Idle for this many milliseconds, because play is limited to a speed.
    HeldBack(f64),
    /// Nothing until there is mail.
    None,
}

impl Trainer {
    fn new(port: Rc<Port>, device: burn::tensor::Device, pace: Pace, forecast: Forecast) -> Self {
        Self {
            inbox: port.inbox(),
            port,
            device,
            library: Library::default(),
            session: None,
            survey: None,
            pace,
            forecast,
            kept: None,
            drawn: true,
            stale: false,
            shown: None,
            unreported: false,
            files: Files::default(),
        }
    }

    async fn run_loop(mut self) {
        loop {
            while let Some(mail) = self.inbox.take() {
                match mail {
                    Mail::Command(command, checkpoint) => self.command(command, checkpoint).await,
                    Mail::File(file, bytes) => self.file(file, bytes),
                    Mail::Due(file) => self.files.due(file),
                }
            }
            self.fetch();
            // A picture gets its own turn, so that no command waits for both a picture and a step.
            let shown = self.show().await;
            let worked = if shown { Work::Done } else { self.work().await };
            self.keep().await;
            self.report().await;
            match worked {
                // A waker alone would never let messages in: this lets the event loop turn.
                Work::Done => self.port.turn().await,
                // A timer is no more exact than this.
                Work::HeldBack(milliseconds) if milliseconds < TIMER => self.port.turn().await,
                Work::HeldBack(milliseconds) => self.inbox.wait_at_most(milliseconds).await,
                Work::None => self.inbox.wait().await,
            }
        }
    }

    /// Trains, measures and surveys, for a slice of time each.
    async fn work(&mut self) -> Work {
        let trained = self.train().await;
        let measured = self.measure().await;
        let surveyed = self.survey().await;
        if trained || measured || surveyed {
            return Work::Done;
        }
        let Some(session) = self.session.as_mut().filter(|session| session.goal() == Goal::Playing) else {
            return Work::None;
        };
        // The next step may have become due since it was looked at: then there is no mail that would begin it.
        match (session.activity(), session.holds_back()) {
            (Activity::Training, Some(milliseconds)) => Work::HeldBack(milliseconds),
            (Activity::Training, None) => Work::Done,
            (Activity::Resting | Activity::Waiting | Activity::Measuring, _) => Work::None,
        }
    }

    async fn command(&mut self, command: Command, checkpoint: Option<Vec<u8>>) {
        match command {
            Command::Survey(survey) => {
                self.survey = Some(Survey::new(*survey));
                return;
            }
            Command::EndSurvey => {
                self.survey = None;
                return;
            }
            Command::Ping => return self.port.send(&Event::Alive),
            Command::FetchAgain => return self.files.hurry(),
            _ => {}
        }
        if let Command::Configure(configure) = command {
            return self.configure(*configure, checkpoint);
        }
        let Some(session) = &mut self.session else {
            // The page configures before it asks; a request that comes too early still gets an answer.
            if let Command::Ask { id, .. }
            | Command::Train { id, .. }
            | Command::TrainEpoch { id }
            | Command::Checkpoint { id } = command
            {
                self.port.send(&Event::Answered { id, answer: Err(Problem::Unfit(Misfit::NoRunYet)) });
            }
            return;
        };
        match command {
            Command::Retune { run, options } => self.retune(run, *options).await,
            Command::Play => self.set_goal(Goal::Playing),
            Command::Pause => self.set_goal(Goal::Paused),
            Command::Train { id, steps } => {
                let step = session.steps().saturating_add(steps);
                self.set_goal(Goal::Until { step, id });
            }
            Command::TrainEpoch { id } => {
                let step = session.epoch_end();
                self.set_goal(Goal::Until { step, id });
            }
            Command::Look(view) => {
                session.look(view);
                self.forecast.record_look();
                self.stale = true;
            }
            Command::Drawn => self.drawn = true,
            Command::Ask { id, question } => self.ask(id, question).await,
            Command::Checkpoint { id } => self.send_checkpoint_event(Some(id)).await,
            Command::Configure(_) | Command::Survey(_) | Command::EndSurvey | Command::Ping | Command::FetchAgain => {}
        }
    }

    fn configure(&mut self, configure: Configure, checkpoint: Option<Vec<u8>>) {
        let Configure { run, options, checkpoint: kept, view } = configure;
        let other_rule = kept.is_some_and(|kept| kept.optimizer != options.optimizer());
        let mut checkpoint = checkpoint.and_then(|bytes| decode::<Checkpoint>(&bytes).ok());
        if let Some(checkpoint) = checkpoint.as_mut().filter(|_| other_rule) {
            checkpoint.optimizer.clear();
        }
        if kept.is_some() != checkpoint.is_some() {
            // Otherwise the run would silently restart.
            return self.port.send(&Event::Failed { run, problem: Problem::CheckpointUnread });
        }
        self.forecast.announce_building(&options, &self.port);
        // The run before makes room.
        self.session = None;
        let bytes = cost::bytes_per_step(&options);
        if self.forecast.computes_here() && !room::is_there(bytes) {
            return self.port.send(&Event::Failed { run, problem: Problem::TooLarge { bytes } });
        }
        // The page itself, which asked for this run, notifies those that waited for the previous one.
        match Session::new(Plan { run, options, checkpoint, view }, &self.device, &self.library, fetch::now) {
            Ok(session) => {
                let summary = session.summary();
                self.forecast.begin(summary.flops_per_step);
                self.pace.begin();
                self.kept = Some(session.steps());
                self.port.send(&Event::Configured { run, summary });
                self.session = Some(session);
                self.drawn = true;
                self.changed();
                if self.files.missing(&self.wanted()).is_some() {
                    self.send_missing();
                }
            }
            Err(problem) => self.port.send(&Event::Failed { run, problem }),
        }
    }

    /// Continues the run with other options.
    async fn retune(&mut self, run: u32, options: Options) {
        let Some(session) = self.session.as_mut().filter(|session| session.run() == run) else { return };
        let (before, bytes) = (cost::bytes_per_step(session.options()), cost::bytes_per_step(&options));
        if bytes > before && self.forecast.computes_here() && !room::is_there(bytes) {
            return self.fail(Problem::TooLarge { bytes }).await;
        }
        match session.retune(options.clone()) {
            Ok(summary) => {
                self.forecast.on_retuned(summary.flops_per_step);
                let (step, options) = (session.steps(), Box::new(options));
                self.port.send(&Event::Retuned { run, step, options, summary });
                self.changed();
            }
            Err(problem) => self.fail(problem).await,
        }
    }

    /// Sends the run's state to the page if that is due: on a timer while it trains, at once when it rests.
    async fn keep(&mut self) {
        let Some(session) = &mut self.session else { return };
        let news = self.kept != Some(session.steps());
        let due = session.goal() == Goal::Paused || self.pace.checkpoint_due();
        if news && due {
            self.send_checkpoint_event(None).await;
        }
    }

    /// Sends the run's state to the page, because this request asked for it or because it is due.
    async fn send_checkpoint_event(&mut self, id: Option<RequestId>) {
        // The next trainer cannot know earlier losses.
        self.send_progress().await;
        let Some(session) = &mut self.session else { return };
        let begun = fetch::now();
        let told = session.checkpoint().await;
        let cost = fetch::now() - begun;
        match told {
            Ok(checkpoint) => {
                // A requester should not have to wait for a comparison.
                let told = checkpoint.step;
                let audit = if id.is_none() { self.audit(checkpoint).await } else { Audit::Skipped(checkpoint) };
                let (checkpoint, verified) = match audit {
                    Audit::Sound(reached) => (reached, true),
                    Audit::Skipped(checkpoint) => (checkpoint, self.forecast.computes_here()),
                    Audit::Wrong => return,
                };
                if checkpoint.step > told {
                    self.send_progress().await;
                }
                let Some(session) = &self.session else { return };
                let optimizer = session.options().optimizer();
                let kept = Kept { run: session.run(), step: checkpoint.step, seen: checkpoint.seen, optimizer };
                self.port.send_checkpoint(&Event::Kept { checkpoint: kept, id, verified }, &checkpoint);
                self.kept = Some(checkpoint.step);
            }
            Err(problem) => match id {
                Some(id) => self.port.send(&Event::Answered { id, answer: Err(problem) }),
                None => self.fail(problem).await,
            },
        }
        self.pace.record_checkpoint(cost);
    }

    fn set_goal(&mut self, goal: Goal) {
        if let Some(session) = &mut self.session {
            session.set_goal(goal);
            self.changed();
        }
    }

    /// The page needs a report and new pictures.
    fn changed(&mut self) {
        (self.stale, self.unreported) = (true, true);
    }

    async fn ask(&mut self, id: RequestId, question: Question) {
        let Some(session) = &mut self.session else { return };
        self.forecast.announce_answer(&question, session.options(), &self.port);
        match session.ask(question).await {
            Ok(Some(answer)) => self.port.send(&Event::Answered { id, answer: Ok(answer) }),
            Ok(None) => {
                session.owe(id);
                // The parameters changed, at the same step.
                self.kept = None;
                self.changed();
            }
            Err(problem) => self.port.send(&Event::Answered { id, answer: Err(problem) }),
        }
    }

    /// Trains for a slice of time. Returns whether there was anything to do.
    async fn train(&mut self) -> bool {
        let begins = self.session.as_mut().is_some_and(|session| session.activity() == Activity::Training);
        if begins && self.unreported {
            // The page has to know about a step that a person may want to break off.
            self.send_progress().await;
        }
        let Some(session) = &mut self.session else { return false };
        if begins {
            self.forecast.announce(&self.port);
        }
        let mut slice = self.pace.slice();
        while session.activity() == Activity::Training && session.holds_back().is_none() && slice.more() {
            session.train();
        }
        let verified = session.verify().await;
        let settled = session.settle();
        let trains = slice.steps() > 0 || session.activity() == Activity::Training && session.holds_back().is_none();
        self.pace.done(&slice);
        if let Some(flops_per_second) = self.forecast.record_steps(slice.steps(), slice.elapsed()) {
            self.port.send(&Event::Stepped { run: session.run(), flops_per_second });
        }
        match verified {
            Ok(None) => {}
            Ok(Some(step)) => self.fail(Problem::NotFinite { step }).await,
            Err(problem) => self.fail(problem).await,
        }
        if settled {
            self.changed();
        }
        trains
    }

    /// Measures for a slice of time. Returns whether there was anything to do.
    async fn measure(&mut self) -> bool {
        let mut slice = Pace::timed();
        let mut any = false;
        if self.session.as_ref().is_some_and(Session::will_measure) {
            self.forecast.announce(&self.port);
        }
        while slice.more() {
            let Some(session) = &mut self.session else { break };
            match session.measure_some().await {
                Ok(Advance::Idle) => break,
                Ok(Advance::UnderWay) => any = true,
                Ok(Advance::Done { metrics, scheduled }) => {
                    any = true;
                    self.forecast.record_measurement();
                    self.port.send(&Event::Measured { run: session.run(), metrics, scheduled });
                    self.changed();
                }
                Err(problem) => {
                    self.fail(problem).await;
                    break;
                }
            }
        }
        if let Some((ids, metrics)) = self.session.as_mut().and_then(Session::answers) {
            for id in ids {
                self.port.send(&Event::Answered { id, answer: Ok(Answer::Metrics(metrics)) });
            }
        }
        any
    }

    /// Trains background runs for a slice of time. Returns whether there was anything to do.
    async fn survey(&mut self) -> bool {
        let Some(survey) = &mut self.survey else { return false };
        self.forecast.announce_survey(survey.begins(), &self.port);
        let id = survey.id();
        let mut slice = self.pace.slice();
        let advanced = survey.advance(&self.device, &self.library, fetch::now, || slice.more()).await;
        let idle = slice.steps() == 0;
        match advanced {
            Ok(Some(Surveyed { entry, metrics, done })) => {
                self.port.send(&Event::Surveyed { id, entry, metrics, done });
                if survey.is_done() {
                    self.survey = None;
                }
                true
            }
            // Nothing was trained or measured: the data is still loading.
            Ok(None) => !idle,
            Err(problem) => {
                self.survey = None;
                self.fail(problem).await;
                false
            }
        }
    }

    /// Reports progress: at intervals while training or measuring, and after every change.
    async fn report(&mut self) {
        let Some(session) = &mut self.session else { return };
        let busy = session.goal() != Goal::Paused || session.is_measuring();
        let due = if busy { self.pace.report_due() } else { self.unreported };
        if due {
            self.send_progress().await;
        }
    }

    async fn send_progress(&mut self) {
        let Some(session) = &mut self.session else { return };
        self.unreported = false;
        match session.progress().await {
            Ok(progress) => self.port.send(&Event::Progress(progress)),
            Err(problem) => self.fail(problem).await,
        }
    }

    /// Sends a picture if the page is ready for one and something changed. Returns whether it did.
    async fn show(&mut self) -> bool {
        let Some(session) = &mut self.session else { return false };
        let training = matches!(session.activity(), Activity::Training | Activity::Measuring);
        // A run limited to a slow speed has nothing new to show before its next step.
        let news = self.stale || self.shown != Some(session.steps());
        let due = if training { news && self.pace.picture_due() } else { self.stale };
        if !self.drawn || !due || !session.measurable() {
            return false;
        }
        self.forecast.announce(&self.port);
        let begun = fetch::now();
        match session.frame().await {
            Ok(frame) => {
                let cost = fetch::now() - begun;
                self.pace.record_picture(cost);
                self.forecast.record_picture(cost);
                (self.drawn, self.stale, self.unreported) = (false, false, false);
                self.shown = Some(session.steps());
                self.port.send(&Event::Frame(Box::new(frame)));
            }
            Err(problem) => self.fail(problem).await,
        }
        true
    }

    async fn fail(&mut self, problem: Problem) {
        let problem = self.explain(problem).await;
        if let Some(session) = &mut self.session {
            session.set_goal(Goal::Paused);
            self.port.send(&Event::Failed { run: session.run(), problem });
            self.changed();
        }
    }

    /// A failed read-back may be the first sign that the device is lost, which is signalled separately and a moment later:
    /// the next read-back reports it.
    async fn explain(&self, problem: Problem) -> Problem {
        const TOLD_LATER: f64 = 100.0;
        let unexplained = matches!(problem, Problem::Device { failure: Failure::ReadBack, .. });
        let Some(session) = self.session.as_ref().filter(|_| unexplained) else { return problem };
        fetch::pause(TOLD_LATER).await;
        match session.checkpoint().await {
            Err(later @ Problem::Device { failure: Failure::Lost, .. }) => later,
            _ => problem,
        }
    }

    /// The files that the run lacks, without those prefetched ahead of one that failed.
    fn wanted(&self) -> Vec<&'static str> {
        let wanted = self.session.as_ref().map(Session::wants).unwrap_or_default();
        wanted.into_iter().filter(|file| self.library.digits(file).is_none()).collect()
    }

    /// Fetches the next file that the run needs, one at a time.
    fn fetch(&mut self) {
        let wanted = self.wanted();
        let Some(file) = self.files.next(&wanted) else { return };
        let again = self.files.has_failed(file);
        let inbox = Rc::clone(&self.inbox);
        spawn_local(async move {
            let bytes = fetch::file(file, again).await;
            inbox.put(Mail::File(file, bytes));
        });
    }

    fn file(&mut self, file: &'static str, bytes: Result<Vec<u8>, Flaw>) {
        let added = match bytes {
            Ok(bytes) => self.library.add(file, &bytes),
            Err(flaw) => Err(Problem::Data { file: file.to_owned(), flaw, details: Details::default() }),
        };
        match added {
            Ok(()) => {
                let again = self.files.has_failed(file);
                self.files.mark_arrived(file);
                if let Some(session) = &mut self.session {
                    let (done, total) = session.feed(&self.library);
                    self.port.send(&Event::Loading { run: session.run(), done, total });
                    self.changed();
                }
                if again {
                    self.send_missing();
                }
            }
            Err(problem) => {
                let pause = self.files.mark_failed(file, problem);
                let inbox = Rc::clone(&self.inbox);
                spawn_local(async move {
                    fetch::pause(pause).await;
                    inbox.put(Mail::Due(file));
                });
                self.send_missing();
            }
        }
    }

    /// Reports which missing file failed, or that none does any more.
    fn send_missing(&mut self) {
        let problem = self.files.missing(&self.wanted()).cloned();
        if let Some(session) = &mut self.session {
            session.set_starved(problem.is_some());
            self.port.send(&Event::Missing { run: session.run(), problem });
        }
    }
}
