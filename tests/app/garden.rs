//! A page under test: its state, and trainers that say what they are told to say.

use gradient_garden::app::device::Program;
use gradient_garden::app::{Effect, Msg, State, update};
use gradient_garden::options::{Key, OptimizerId, Options};
use gradient_garden::protocol::{
    Answer, Command, Configure, Details, Device, Event, Failure, Flaw, Frame, Kept, Metrics, Problem, Progress,
    RequestId, Summary,
};

pub(crate) use Device::{Cpu, WebGpu};

/// A knob's value as links write it.
pub(crate) fn value_of(options: &Options, key: Key) -> String {
    options.get(key).map(ToString::to_string).unwrap_or_default()
}

/// The page.
pub(crate) struct Garden {
    pub state: State,
}

impl Garden {
    /// Opened with this fragment; the CPU's worker starts.
    pub(crate) fn opened(fragment: &str) -> Self {
        let mut garden = Self { state: State::default() };
        let effects = garden.told(Msg::Opened(fragment.into()));
        let program = Program::of(Cpu, garden.state.options.lesson());
        assert!(effects.contains(&Effect::Start(program)), "{effects:?}");
        garden
    }

    /// Opened with this fragment, and the CPU's worker has built the run.
    pub(crate) fn built(fragment: &str) -> Self {
        let mut garden = Self::opened(fragment);
        garden.ready(Cpu);
        garden.configured(Cpu);
        garden
    }

    /// Built and training.
    pub(crate) fn playing(fragment: &str) -> Self {
        let mut garden = Self::built(fragment);
        garden.told(Msg::Play);
        garden.frame(Cpu, 10);
        garden
    }

    pub(crate) fn told(&mut self, message: Msg) -> Vec<Effect> {
        update(&mut self.state, message)
    }

    pub(crate) fn says(&mut self, device: Device, event: Event) -> Vec<Effect> {
        self.told(Msg::Event(device, event))
    }

    pub(crate) fn ready(&mut self, device: Device) -> Vec<Effect> {
        // As the worker does: of WebGPU no speed is known before it trains.
        let flops_per_second = if device == Cpu { 2e9 } else { 0.0 };
        self.says(device, Event::Ready { version: "1".into(), device, adapter: None, flops_per_second })
    }

    pub(crate) fn configured(&mut self, device: Device) -> Vec<Effect> {
        let run = self.state.run.id;
        self.says(device, Event::Configured { run, summary: summary() })
    }

    pub(crate) fn frame(&mut self, device: Device, step: u64) -> Vec<Effect> {
        let run = self.state.run.id;
        let mut effects = self.measures(device, step);
        effects.extend(self.says(device, Event::Frame(Box::new(frame(run, step)))));
        effects
    }

    /// Measured by the schedule at this step.
    pub(crate) fn measures(&mut self, device: Device, step: u64) -> Vec<Effect> {
        let run = self.state.run.id;
        self.says(device, Event::Measured { run, metrics: metrics(step), scheduled: true })
    }

    pub(crate) fn answers(&mut self, device: Device, id: RequestId, answer: Answer) -> Vec<Effect> {
        self.says(device, Event::Answered { id, answer: Ok(answer) })
    }

    /// WebGPU is ready and goes on from the CPU's checkpoint of this step.
    pub(crate) fn handed_over(&mut self, step: u64) {
        let id = asked_checkpoint(&self.ready(WebGpu), Cpu).expect("a checkpoint");
        self.keeps(Cpu, Some(id), step);
        self.configured(WebGpu);
    }

    /// Its state at this step is to be kept, because it was asked for it or because it is due.
    pub(crate) fn keeps(&mut self, device: Device, id: Option<RequestId>, step: u64) -> Vec<Effect> {
        let run = self.state.run.id;
        self.says(device, Event::Kept { checkpoint: kept(run, step), id, verified: device == Device::Cpu })
    }

    /// The run goes on with the options as they are from this step.
    pub(crate) fn retuned(&mut self, device: Device, step: u64) -> Vec<Effect> {
        let (run, options) = (self.state.run.id, Box::new(self.state.options.clone()));
        self.says(device, Event::Retuned { run, step, options, summary: summary() })
    }

    /// So many seconds go by.
    pub(crate) fn waits(&mut self, seconds: u32) -> Vec<Effect> {
        (0..seconds).flat_map(|_| self.told(Msg::Tick(1000.0))).collect()
    }

    /// Whether some notice is of this kind.
    pub(crate) fn notes(&self, kind: impl Fn(&gradient_garden::app::state::About) -> bool) -> bool {
        self.state.notices.iter().any(|notice| kind(&notice.about))
    }
}

/// A checkpoint of this run, of batches of ten, by Adam.
pub(crate) fn kept(run: u32, step: u64) -> Kept {
    Kept { run, step, seen: 10 * step, optimizer: OptimizerId::Adam }
}

/// The options that the device is to go on with.
pub(crate) fn to_retune(effects: &[Effect], device: Device) -> Option<&Options> {
    sent(effects, device).into_iter().find_map(|command| match command {
        Command::Retune { options, .. } => Some(&**options),
        _ => None,
    })
}

/// The commands sent to the device.
pub(crate) fn sent(effects: &[Effect], device: Device) -> Vec<&Command> {
    let to = |effect| match effect {
        &Effect::Send(to, ref command) if to == device => Some(command),
        _ => None,
    };
    effects.iter().filter_map(to).collect()
}

/// The run that the device is to build.
pub(crate) fn to_build(effects: &[Effect], device: Device) -> Option<&Configure> {
    sent(effects, device).into_iter().find_map(|command| match command {
        Command::Configure(configure) => Some(&**configure),
        _ => None,
    })
}

/// The number of the request for a checkpoint.
pub(crate) fn asked_checkpoint(effects: &[Effect], device: Device) -> Option<RequestId> {
    sent(effects, device).into_iter().find_map(|command| match command {
        Command::Checkpoint { id } => Some(*id),
        _ => None,
    })
}

/// The number of the request to train, and how much (none for an epoch).
pub(crate) fn asked_to_train(effects: &[Effect], device: Device) -> Option<(RequestId, Option<u64>)> {
    sent(effects, device).into_iter().find_map(|command| match command {
        Command::Train { id, steps } => Some((*id, Some(*steps))),
        Command::TrainEpoch { id } => Some((*id, None)),
        _ => None,
    })
}

/// The fragment that is written.
pub(crate) fn written(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::WriteUrl(fragment) | Effect::PushUrl(fragment, _) => Some(fragment.as_str()),
        _ => None,
    })
}

/// WebGPU is gone or not there; what it said.
pub(crate) fn no_web_gpu(said: &str) -> Problem {
    Problem::Device { device: WebGpu, failure: Failure::Lost, details: Details(said.into()) }
}

/// A data file that the server does not have.
pub(crate) fn missing(file: &str) -> Problem {
    Problem::Data { file: file.into(), flaw: Flaw::Status(404), details: Details::default() }
}

pub(crate) fn summary() -> Summary {
    Summary {
        parameters: 31,
        flops_per_step: 4000,
        steps_per_epoch: 25,
        train_examples: 250,
        test_examples: 250,
        classes: true,
    }
}

/// A loss that falls as the steps go on.
pub(crate) fn metrics(step: u64) -> Metrics {
    Metrics {
        step,
        epoch: step as f64 / 25.0,
        train_loss: 1.0 / (1.0 + step as f64 / 10.0),
        test_loss: 1.1 / (1.0 + step as f64 / 10.0),
        train_accuracy: Some(0.5),
        test_accuracy: Some(0.5),
        train_examples: 250,
        test_examples: 250,
        learning_rate: 0.03,
        steps_per_second: 1000.0,
    }
}

pub(crate) fn progress(run: u32, step: u64) -> Progress {
    Progress {
        run,
        playing: true,
        waiting: false,
        goal: None,
        step,
        epoch: step as f64 / 25.0,
        steps_per_second: 1000.0,
        losses: Vec::new(),
        edits: Vec::new(),
        measuring: None,
    }
}

pub(crate) fn frame(run: u32, step: u64) -> Frame {
    Frame { progress: progress(run, step), pictures: Vec::new() }
}
