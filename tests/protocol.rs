//! Every message crosses the worker's boundary unchanged.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Allowed, OptimizerId, Options, Refused};
use gradient_garden::protocol::{
    Answer, Array, Arrows, BatchLoss, Checkpoint, Column, Command, Configure, Confusion, Curve, Details, Device, Event,
    Examples, Failure, Field, Fit, Flaw, Floats, Fold, Frame, Histogram, Images, Kept, Latent, Layers, Links, Maps,
    Matrices, Measuring, Mesh, Metrics, Misfit, Observation, Occupation, Part, Picture, PictureId, Problem, Progress,
    Quantity, Question, Rebuilt, Scatter, Sparsity, Spot, Stack, Stage, StepValue, Summary, Surface, Tempo, Tokens,
    View, Window, Writing, decode, encode,
};

/// Numbers that a careless encoding would lose.
fn floats() -> Floats {
    Floats(vec![0.0, -0.0, 1.5, f32::MIN_POSITIVE, 1e-45, f32::MAX, f32::INFINITY, f32::NEG_INFINITY])
}

fn array() -> Array {
    Array { name: "layers.0.weight".into(), shape: vec![2, 4], values: floats() }
}

fn kept(run: u32, step: u64) -> Kept {
    Kept { run, step, seen: 10 * step, optimizer: OptimizerId::Momentum }
}

fn checkpoint() -> Checkpoint {
    Checkpoint { step: u64::MAX, seen: 7, parameters: vec![array()], optimizer: vec![array(), array()] }
}

fn metrics() -> Metrics {
    Metrics {
        step: 1240,
        epoch: 49.6,
        train_loss: 0.021,
        test_loss: f64::INFINITY,
        train_accuracy: Some(0.984),
        test_accuracy: None,
        train_examples: 250,
        test_examples: 10_000,
        learning_rate: 1e-7,
        steps_per_second: 18_300.0,
    }
}

fn problems() -> Vec<Problem> {
    vec![
        Problem::Refused(Refused::new("lr", "1e9", Allowed::Whole { most: 3 })),
        Problem::Device { device: Device::Cpu, failure: Failure::ReadBack, details: Details("no map".into()) },
        Problem::NoAdapter,
        Problem::WrongWebGpu { quantity: Quantity::BiasGradient, index: 1, expected: 0.25, found: -3.0 },
        Problem::Data { file: "train-00.bin".into(), flaw: Flaw::Status(404), details: Details::default() },
        Problem::Program { file: "trainer_cpu.js".into(), flaw: Flaw::CutOff },
        Problem::WrongStep {
            step: 3,
            value: StepValue::Gradient,
            name: "layers.0.bias".into(),
            expected: 0.25,
            found: -3.0,
        },
        Problem::NotFinite { step: 3 },
        Problem::NoInput,
        Problem::Unfit(Misfit::Shape { name: "w".into(), expected: vec![2, 4], given: vec![4, 2] }),
        Problem::Abandoned,
        Problem::NoTrainer,
        Problem::CheckpointUnread,
        Problem::NoAnswer { seconds: 6 },
    ]
}

/// Of networks with two inputs.
fn observations_of_the_plane() -> Vec<Observation> {
    vec![
        Fit {
            x: floats(),
            curve: floats(),
            places: floats(),
            targets: floats(),
            outputs: floats(),
            slopes: Floats::default(),
            least: Some(0.25),
            bounds: [f32::NEG_INFINITY, 1.0],
            parameters: floats(),
        }
        .into(),
        Sparsity { zeros: 12, weights: 43 }.into(),
        Surface {
            field: Field { width: 4, height: 2, region: [0.0, 1.0, 0.0, 1.0], values: floats(), range: [-3.0, 2.0] },
            parameters: [("layers.0.weight".into(), 0), ("layers.0.weight".into(), 1)],
            path: floats(),
            valley: Floats::default(),
            rest: floats(),
        }
        .into(),
        Fold {
            units: 8,
            axes: [2, 5],
            region: [0.0, 1.0, 0.0, 1.0],
            length: 2,
            mesh: floats(),
            inputs: floats(),
            places: floats(),
            targets: floats(),
            outputs: floats(),
            side: [1.0, -2.0, 0.5],
        }
        .into(),
    ]
}

fn observations() -> Vec<Observation> {
    let column = Column {
        units: 128,
        labels: vec!["x₁".into()],
        shown: vec![0, 7],
        map_side: 2,
        maps: floats(),
        weight_maps: true,
        activations: floats(),
        biases: Floats::default(),
        bias_name: "layers.0.bias".into(),
    };
    let links = Links { name: "layers.0.weight".into(), weights: floats() };
    vec![
        Curve { x: floats(), lines: vec![("train".into(), floats())] }.into(),
        Field { width: 4, height: 2, region: [-6.0, 6.0, -6.0, 6.0], values: floats(), range: [0.0, 1.0] }.into(),
        Layers { columns: vec![column], links: vec![links] }.into(),
        Images { first: 20, of: 10_000, side: 2, pixels: floats(), labels: vec![7, 2], probabilities: floats() }.into(),
        Rebuilt {
            first: 9_988,
            of: 10_000,
            side: 2,
            labels: vec![7, 2],
            originals: floats(),
            corrupted: Floats::default(),
            rebuilt: floats(),
            errors: floats(),
        }
        .into(),
        Latent {
            axes: [4, 31],
            region: [-6.0, 6.0, -6.0, 6.0],
            positions: floats(),
            labels: vec![0, 9, 3, 3],
            point: floats(),
            side: 2,
            decoded: floats(),
            grid: 1,
            decoded_grid: floats(),
        }
        .into(),
        Matrices {
            rows: 2,
            columns: 4,
            row_labels: vec!["a".into(), "b".into()],
            labels: Vec::new(),
            items: vec![("1.1".into(), [0.0, 1.0], floats())],
        }
        .into(),
        Tokens {
            index: 3,
            of: 500,
            names: vec!["A".into(), "B".into()],
            tokens: vec![1, 0, 1],
            targets: vec![1],
            probabilities: floats(),
        }
        .into(),
        Arrows { region: [-1.2, 1.2, -1.2, 1.2], positions: floats(), directions: floats() }.into(),
        Mesh { region: [-1.2, 1.2, -1.2, 1.2], columns: 2, positions: floats() }.into(),
        Writing { given: "'twas".into(), written: " brillig".into() }.into(),
        Scatter { region: [-6.0, 6.0, -6.0, 6.0], positions: floats(), targets: floats(), train: 2, classes: true }
            .into(),
        Maps {
            index: Some(9_999),
            label: None,
            stacks: vec![Stack { name: "pools.0".into(), of: 16, width: 4, height: 2, values: floats() }],
        }
        .into(),
        Window { spot: spot(), side: 2, channels: 2, patch: floats(), kernel: floats(), bias: -0.5, value: 0.0 }.into(),
        Confusion {
            classes: 2,
            counts: vec![980, 0, 1, 1009],
            cell: Some([1, 0]),
            examples: vec![321],
            side: 2,
            pixels: floats(),
        }
        .into(),
        Histogram { edges: floats(), counts: vec![1, 0, 3] }.into(),
    ]
}

fn spot() -> Spot {
    Spot { stage: 3, map: 15, row: 6, column: 27 }
}

#[track_caller]
fn crosses<T>(message: &T)
where
    T: serde::Serialize + for<'a> serde::Deserialize<'a> + PartialEq + std::fmt::Debug,
{
    let bytes = encode(message).expect("bytes");
    assert_eq!(&decode::<T>(&bytes).expect("a message"), message);
}

#[test]
fn every_command() {
    let questions = [
        Question::Dataset,
        Question::Parameters,
        Question::SetParameters(vec![array()]),
        Question::Edit { name: "layers.0.bias".into(), index: 3, value: -0.0 },
        Question::Gradients,
        Question::Step(Part::Generator),
        Question::Step(Part::Discriminator),
        Question::Predict { width: 2, inputs: floats() },
        Question::Activations { input: floats() },
    ];
    let runs = LessonId::ALL.iter().flat_map(|&lesson| {
        [None, Some(kept(2, 1200))].map(|checkpoint| Configure {
            run: 3,
            options: Options::of(lesson),
            checkpoint,
            view: View::default(),
        })
    });
    let commands = [
        Command::Play,
        Command::Pause,
        Command::Train { id: u32::MAX, steps: u64::MAX },
        Command::TrainEpoch { id: 0 },
        Command::Look(View {
            tempo: Tempo::Twenty,
            place: Some([0.5, -1.5]),
            panels: Vec::new(),
            field: 50,
            unit: 12,
            strip: 9_990,
            probe: 3,
            drawn: vec![0, 255, 7],
            spot: spot(),
            cell: Some([4, 9]),
            axes: [4, 31],
            point: Some([-0.5, 2.0]),
            grid: 12,
            pair: Some([1, 0]),
            head: 5,
            temperature: 0.75,
        }),
        Command::Retune { run: 3, options: Box::new(Options::of(LessonId::Gan)) },
        Command::Drawn,
        Command::Checkpoint { id: 9 },
        Command::Ping,
    ];
    let asks = questions.into_iter().map(|question| Command::Ask { id: 7, question });
    for command in commands.into_iter().chain(asks).chain(runs.map(|run| Command::Configure(Box::new(run)))) {
        crosses(&command);
    }
}

#[test]
fn every_event() {
    let examples = || Examples { input_width: 2, inputs: floats(), target_width: 1, targets: floats() };
    let answers = [
        Answer::Metrics(metrics()),
        Answer::Dataset { train: examples(), test: Examples::default() },
        Answer::Arrays(vec![array()]),
        Answer::Rows { width: 8, values: floats() },
    ];
    let picture = |data| Picture { id: PictureId::Output, data };
    let progress = Progress {
        run: 3,
        playing: true,
        waiting: false,
        goal: Some(2000),
        step: 1241,
        epoch: 49.64,
        steps_per_second: 18_300.0,
        losses: vec![BatchLoss { step: 1240, loss: Some(0.3), generator: None }],
        edits: vec![1200],
        measuring: Some(Measuring { done: 40, total: 100, test: 60 }),
    };
    let frame = Frame {
        progress: progress.clone(),
        pictures: observations().into_iter().chain(observations_of_the_plane()).map(picture).collect(),
    };
    let summary = Summary {
        parameters: 31,
        flops_per_step: 4000,
        steps_per_epoch: 25,
        train_examples: 250,
        test_examples: 250,
        classes: true,
    };
    let ready = |device| Event::Ready {
        version: "0.1.0".into(),
        device,
        adapter: Some("SwiftShader".into()),
        flops_per_second: 2.5e9,
    };
    let mut events = vec![
        ready(Device::Cpu),
        ready(Device::WebGpu),
        Event::Starting(Stage::Fetching { done: 1000, total: 0 }),
        Event::Starting(Stage::Compiling),
        Event::Starting(Stage::Adapter),
        Event::Starting(Stage::SelfTest),
        Event::Alive,
        Event::NotLoaded { file: "trainer_cpu.js".into(), flaw: Flaw::Status(500) },
        Event::Missing { run: 3, problem: None },
        Event::Missing { run: 3, problem: Some(Problem::NoInput) },
        Event::Busy(40_000, Occupation::Computing),
        Event::Busy(60_000, Occupation::Shaders),
        Event::Kept { checkpoint: kept(3, 1241), id: None, verified: true },
        Event::Kept { checkpoint: kept(3, 1241), id: Some(7), verified: false },
        Event::Loading { run: 3, done: 2000, total: 60_000 },
        Event::Configured { run: 3, summary: summary.clone() },
        Event::Retuned { run: 3, step: 9, options: Box::new(Options::of(LessonId::Xor)), summary },
        Event::Progress(progress),
        Event::Stepped { run: 3, flops_per_second: 2.5e9 },
        Event::Measured { run: 3, metrics: metrics(), scheduled: true },
        Event::Frame(Box::new(frame)),
        Event::Crashed(Details("panicked at …".into())),
    ];
    for problem in problems() {
        events.push(Event::Unavailable(problem.clone()));
        events.push(Event::Failed { run: 3, problem: problem.clone() });
        events.push(Event::Answered { id: 1, answer: Err(problem) });
    }
    events.extend(answers.into_iter().map(|answer| Event::Answered { id: 1, answer: Ok(answer) }));
    for event in &events {
        crosses(event);
    }
    // It lies beside the event that names it.
    crosses(&checkpoint());
}

#[test]
fn floats_cross_as_one_block_bit_for_bit_wherever_they_lie() {
    let nan = f32::from_bits(0x7fc0_1234);
    for padding in ["", "a", "ab", "abc"] {
        let bytes = encode(&(padding, Floats(vec![nan, 1.0]))).expect("bytes");
        let (_, back): (String, Floats) = decode(&bytes).expect("a message");
        assert_eq!(back.iter().map(|value| value.to_bits()).collect::<Vec<_>>(), [nan.to_bits(), 1.0_f32.to_bits()]);
    }
    assert_eq!(encode(&Floats(vec![0.5; 1000])).expect("bytes").len(), 4000 + 2, "a block, with its length");
}

#[test]
fn what_is_no_message_is_refused() {
    assert!(decode::<Command>(&[]).is_err());
    assert!(decode::<Command>(&[255, 1, 2]).is_err());
    let whole = encode(&Event::Crashed(Details("lost".into()))).expect("bytes");
    assert!(decode::<Event>(&whole[..whole.len() - 1]).is_err());
    let odd = encode(&serde_bytes_of(&[1, 2, 3])).expect("bytes");
    assert!(decode::<Floats>(&odd).is_err(), "three bytes are no f32");
}

/// A block of bytes, as [`Floats`] writes one.
fn serde_bytes_of(bytes: &[u8]) -> impl serde::Serialize {
    struct Block(Vec<u8>);
    impl serde::Serialize for Block {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_bytes(&self.0)
        }
    }
    Block(bytes.to_vec())
}
