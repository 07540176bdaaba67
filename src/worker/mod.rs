//! The loop around a session inside a Web Worker: commands in, events out.
//!
//! One asynchronous function: drain commands, train for a slice of time, now and then read back one picture, yield by a
//! macrotask. [`port`] is the page's end of it, [`fetch`] brings data files, [`pace`] decides how long a slice is, [`adapter`]
//! knows the GPU's name.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::protocol::{Answer, Command, Event, Frame, Problem, RequestId};
use crate::train::device::Found;
use crate::train::library::Library;
use crate::train::session::{Goal, Session};
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
    /// A file on its way.
    fetching: Option<&'static str>,
    finite: bool,
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
            fetching: None,
            finite: true,
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
            let trained = self.slice().await;
            let surveyed = self.survey().await;
            self.settle().await;
            self.show().await;
            if trained || surveyed {
                // A waker alone would never let messages in: this lets the event loop turn.
                self.port.turn().await;
            } else {
                self.inbox.wait().await;
            }
        }
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
            self.abandon().await;
            let run = configure.run;
            self.finite = true;
            match Session::new(*configure, &self.device, &self.library, fetch::now) {
                Ok(session) => {
                    self.port.send(&Event::Configured { run, summary: session.summary() });
                    self.session = Some(session);
                    self.stale = true;
                    self.drawn = true;
                }
                Err(problem) => self.port.send(&Event::Failed { run, problem }),
            }
            return;
        }
        let Some(session) = &mut self.session else {
            // The page configures before it asks; a request that comes too early is still answered.
            if let Command::Ask { id, .. } | Command::Train { id, .. } | Command::TrainEpoch { id } = command {
                self.port.send(&Event::Answered { id, answer: Err(Problem::Unfit("there is no run yet".to_owned())) });
            }
            return;
        };
        match command {
            Command::Play => self.goal(Goal::Playing).await,
            Command::Pause => self.goal(Goal::Paused).await,
            Command::Train { id, steps } => {
                let step = session.steps().saturating_add(steps);
                self.goal(Goal::Until { step, id }).await;
            }
            Command::TrainEpoch { id } => {
                let step = session.epoch_end();
                self.goal(Goal::Until { step, id }).await;
            }
            Command::Look(view) => {
                session.look(view);
                self.stale = true;
            }
            Command::Drawn => self.drawn = true,
            Command::Ask { id, question } => {
                let answer = session.answer(question).await;
                self.stale |= matches!(answer, Ok(Answer::Metrics(_)));
                self.port.send(&Event::Answered { id, answer });
            }
            Command::Configure(_) | Command::Survey(_) | Command::EndSurvey => {}
        }
    }

    /// Sets the goal; a request that is cut short by it is answered with the metrics as they are.
    async fn goal(&mut self, goal: Goal) {
        self.abandon().await;
        if let Some(session) = &mut self.session {
            session.set_goal(goal);
            self.finite = true;
            self.stale = true;
        }
    }

    async fn abandon(&mut self) {
        if let Some(Goal::Until { id, .. }) = self.session.as_ref().map(Session::goal) {
            self.answer(id).await;
        }
    }

    async fn answer(&mut self, id: RequestId) {
        if let Some(session) = &mut self.session {
            let answer = session.metrics().await.map(Answer::Metrics);
            self.port.send(&Event::Answered { id, answer });
        }
    }

    /// Answers a request whose step is reached.
    async fn settle(&mut self) {
        if let Some(id) = self.session.as_mut().and_then(Session::reached) {
            self.stale = true;
            self.answer(id).await;
        }
    }

    /// Trains for a slice of time. Returns whether there was anything to do.
    async fn slice(&mut self) -> bool {
        let Some(session) = &mut self.session else { return false };
        let mut slice = self.pace.slice();
        while session.can_step() == (true, true) && !session.holds_back() && slice.more() {
            session.train();
        }
        // What is held back goes on at the next turn.
        let trained = slice.steps() > 0 || session.can_step() == (true, true);
        if slice.wants_barrier() && session.barrier().await.is_err() {
            self.fail(Problem::NoWebGpu("the device was lost while training".to_owned()));
        }
        self.pace.done(&slice);
        trained
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

    /// Sends a picture when the page wants one and something changed.
    async fn show(&mut self) {
        let Some(session) = &mut self.session else { return };
        let playing = session.can_step() == (true, true);
        let due = if playing { self.pace.picture_due() } else { self.stale };
        if !self.drawn || !due || !session.measurable() {
            return;
        }
        let begun = fetch::now();
        match session.frame().await {
            Ok(frame) => {
                self.pace.pictured(fetch::now() - begun);
                self.drawn = false;
                self.stale = false;
                self.check(&frame);
                self.port.send(&Event::Frame(Box::new(frame)));
            }
            Err(problem) => self.fail(problem),
        }
    }

    /// Pauses a run whose loss is no number any more, and says so once.
    fn check(&mut self, frame: &Frame) {
        if self.finite && !frame.metrics.train_loss.is_finite() {
            self.finite = false;
            self.fail(Problem::NotFinite { step: frame.step });
        }
    }

    fn fail(&mut self, problem: Problem) {
        if let Some(session) = &mut self.session {
            if !matches!(session.goal(), Goal::Until { .. }) {
                session.set_goal(Goal::Paused);
                self.stale = true;
            }
            self.port.send(&Event::Failed { run: session.run(), problem });
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
            Err(error) => Err(Problem::Data { file: file.to_owned(), why: why(&error) }),
        };
        match added {
            Ok(()) => {
                self.fetching = None;
                let (done, total) = session.feed(&self.library);
                self.port.send(&Event::Loading { run: session.run(), done, total });
                self.stale = true;
            }
            // `fetching` stays: the file is not tried again until the page reloads.
            Err(problem) => self.port.send(&Event::Failed { run: session.run(), problem }),
        }
    }
}
