//! The loop around a session inside a Web Worker: commands in, events out.
//!
//! One asynchronous function: drain commands, train for a slice of time, measure for another, now and then report and read back
//! one picture, yield by a macrotask. [`port`] is the page's end of it, [`fetch`] brings data files, [`pace`] decides how long a slice is, [`adapter`]
//! knows the GPU's name.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::protocol::{Answer, Command, Details, Event, Flaw, Misfit, Problem, Question, RequestId};
use crate::train::device::Found;
use crate::train::library::Library;
use crate::train::session::{Activity, Advance, Goal, Session};
use crate::train::survey::{Survey, Surveyed};

mod adapter;
mod fetch;
mod pace;
mod port;

use pace::Pace;
use port::{Inbox, Mail, Port};

/// Runs the worker until it is ended: reports the device, then obeys.
pub async fn run(found: impl Future<Output = Result<Found, Problem>>, device: crate::protocol::Device) {
    let port = match Port::open() {
        Ok(port) => Rc::new(port),
        // There is nobody to tell: this is not a worker.
        Err(error) => return web_sys::console::error_1(&error),
    };
    match found.await {
        Ok((burn_device, adapter)) => {
            let version = env!("CARGO_PKG_VERSION").to_owned();
            let adapter = match adapter {
                None if device == crate::protocol::Device::WebGpu => adapter::name().await,
                known => known,
            };
            port.send(&Event::Ready { version, device, adapter });
            Trainer::new(port, burn_device, Pace::of(device)).obey().await;
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
    /// The page has drawn the last frame.
    drawn: bool,
    /// Something changed that a paused run has not shown yet.
    stale: bool,
    /// Something changed that the page has not been told yet.
    unreported: bool,
    /// A file on its way.
    fetching: Option<&'static str>,
}

impl Trainer {
    fn new(port: Rc<Port>, device: burn::tensor::Device, pace: Pace) -> Self {
        Self {
            inbox: port.inbox(),
            port,
            device,
            library: Library::default(),
            session: None,
            survey: None,
            pace,
            drawn: true,
            stale: false,
            unreported: false,
            fetching: None,
        }
    }

    async fn obey(mut self) {
        loop {
            while let Some(mail) = self.inbox.take() {
                match mail {
                    Mail::Command(command) => self.command(command).await,
                    Mail::File(file, bytes) => self.file(file, bytes),
                }
            }
            self.fetch();
            // A picture has a turn of its own: no command waits for one and for a step as well.
            let shown = self.show().await;
            let worked = shown || self.work().await;
            self.report().await;
            if worked {
                // A waker alone would never let messages in: this lets the event loop turn.
                self.port.turn().await;
            } else {
                self.inbox.wait().await;
            }
        }
    }

    /// Trains, measures and surveys for a slice of time each. Returns whether there was anything to do.
    async fn work(&mut self) -> bool {
        let trained = self.train().await;
        let measured = self.measure().await;
        let surveyed = self.survey().await;
        trained || measured || surveyed
    }

    async fn command(&mut self, command: Command) {
        match command {
            Command::Survey(survey) => {
                self.survey = Some(Survey::new(*survey));
                return;
            }
            Command::EndSurvey => {
                self.survey = None;
                return;
            }
            _ => {}
        }
        if let Command::Configure(configure) = command {
            let run = configure.run;
            // Who waited for the run before is told by the page, which asked for this one.
            match Session::new(*configure, &self.device, &self.library, fetch::now) {
                Ok(session) => {
                    self.port.send(&Event::Configured { run, summary: session.summary() });
                    self.session = Some(session);
                    self.drawn = true;
                    self.changed();
                }
                Err(problem) => self.port.send(&Event::Failed { run, problem }),
            }
            return;
        }
        let Some(session) = &mut self.session else {
            // The page configures before it asks; a request that comes too early is still answered.
            if let Command::Ask { id, .. } | Command::Train { id, .. } | Command::TrainEpoch { id } = command {
                self.port.send(&Event::Answered { id, answer: Err(Problem::Unfit(Misfit::NoRunYet)) });
            }
            return;
        };
        match command {
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
                self.stale = true;
            }
            Command::Drawn => self.drawn = true,
            Command::Ask { id, question } => {
                if matches!(question, Question::Checkpoint) {
                    // Whoever goes on from it cannot know the losses that came before.
                    self.tell_progress().await;
                }
                self.ask(id, question).await;
            }
            Command::Configure(_) | Command::Survey(_) | Command::EndSurvey => {}
        }
    }

    fn set_goal(&mut self, goal: Goal) {
        if let Some(session) = &mut self.session {
            session.set_goal(goal);
            self.changed();
        }
    }

    /// The page is to be told and shown.
    fn changed(&mut self) {
        (self.stale, self.unreported) = (true, true);
    }

    async fn ask(&mut self, id: RequestId, question: Question) {
        let Some(session) = &mut self.session else { return };
        match session.ask(question).await {
            Ok(Some(answer)) => self.port.send(&Event::Answered { id, answer: Ok(answer) }),
            Ok(None) => {
                session.owe(id);
                self.changed();
            }
            Err(problem) => self.port.send(&Event::Answered { id, answer: Err(problem) }),
        }
    }

    /// Trains for a slice of time. Returns whether there was anything to do, now or soon.
    async fn train(&mut self) -> bool {
        let Some(session) = &mut self.session else { return false };
        let mut slice = self.pace.slice();
        while session.activity() == Activity::Training && !session.holds_back() && slice.more() {
            session.train();
        }
        let verified = session.verify().await;
        let settled = session.settle();
        // What is held back goes on at the next turn.
        let trains = slice.steps() > 0 || session.activity() == Activity::Training;
        self.pace.done(&slice);
        match verified {
            Ok(None) => {}
            Ok(Some(step)) => self.fail(Problem::NotFinite { step }),
            Err(problem) => self.fail(problem),
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
        while slice.more() {
            let Some(session) = &mut self.session else { break };
            match session.measure_some().await {
                Ok(Advance::Idle) => break,
                Ok(Advance::UnderWay) => any = true,
                Ok(Advance::Done { metrics, scheduled }) => {
                    any = true;
                    self.port.send(&Event::Measured { run: session.run(), metrics, scheduled });
                    self.changed();
                }
                Err(problem) => {
                    self.fail(problem);
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

    /// Trains the survey's runs for a slice of time. Returns whether there was anything to do.
    async fn survey(&mut self) -> bool {
        let Some(survey) = &mut self.survey else { return false };
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
            // Nothing trained and nothing measured: the data is still on its way.
            Ok(None) => !idle,
            Err(problem) => {
                self.survey = None;
                self.fail(problem);
                false
            }
        }
    }

    /// Says how far the run has come: now and then while it trains or is measured, and whenever something changed.
    async fn report(&mut self) {
        let Some(session) = &mut self.session else { return };
        let busy = session.goal() != Goal::Paused || session.is_measuring();
        let due = if busy { self.pace.report_due() } else { self.unreported };
        if due {
            self.tell_progress().await;
        }
    }

    async fn tell_progress(&mut self) {
        let Some(session) = &mut self.session else { return };
        self.unreported = false;
        match session.progress().await {
            Ok(progress) => self.port.send(&Event::Progress(progress)),
            Err(problem) => self.fail(problem),
        }
    }

    /// Sends a picture when the page wants one and something changed. Returns whether it did.
    async fn show(&mut self) -> bool {
        let Some(session) = &mut self.session else { return false };
        let training = matches!(session.activity(), Activity::Training | Activity::Measuring);
        let due = if training { self.pace.picture_due() } else { self.stale };
        if !self.drawn || !due || !session.measurable() {
            return false;
        }
        let begun = fetch::now();
        match session.frame().await {
            Ok(frame) => {
                self.pace.pictured(fetch::now() - begun);
                (self.drawn, self.stale, self.unreported) = (false, false, false);
                self.port.send(&Event::Frame(Box::new(frame)));
            }
            Err(problem) => self.fail(problem),
        }
        true
    }

    fn fail(&mut self, problem: Problem) {
        if let Some(session) = &mut self.session {
            session.set_goal(Goal::Paused);
            self.port.send(&Event::Failed { run: session.run(), problem });
            self.changed();
        }
    }

    /// Fetches the next file that the run needs, one at a time.
    fn fetch(&mut self) {
        let wanted = self.session.as_ref().and_then(Session::wants);
        let Some(file) = wanted.filter(|_| self.fetching.is_none()) else { return };
        self.fetching = Some(file);
        let inbox = Rc::clone(&self.inbox);
        spawn_local(async move {
            let bytes = fetch::file(file).await;
            inbox.put(Mail::File(file, bytes));
        });
    }

    fn file(&mut self, file: &'static str, bytes: Result<Vec<u8>, JsValue>) {
        let Some(session) = &mut self.session else {
            self.fetching = None;
            return;
        };
        let why = |error: &JsValue| error.as_string().unwrap_or_else(|| format!("{error:?}"));
        let added = match bytes {
            Ok(bytes) => self.library.add(file, &bytes),
            Err(error) => {
                Err(Problem::Data { file: file.to_owned(), flaw: Flaw::Unreachable, details: Details(why(&error)) })
            }
        };
        match added {
            Ok(()) => {
                self.fetching = None;
                let (done, total) = session.feed(&self.library);
                self.port.send(&Event::Loading { run: session.run(), done, total });
                self.changed();
            }
            // `fetching` stays: the file is not tried again until the page reloads.
            Err(problem) => self.port.send(&Event::Failed { run: session.run(), problem }),
        }
    }
}
