//! Recurrent networks: cells against burn's, gradients against finite differences, and what the lesson promises.

use burn::module::{Module as _, Param};
use burn::nn::{GruConfig, Linear, LstmConfig, RnnConfig};
use burn::tensor::{Device, Int, Tensor, TensorData};

use gradient_garden::data::random::{Purpose, stream, uniform};
use gradient_garden::lesson::LessonId;
use gradient_garden::model::dropout::Dropout;
use gradient_garden::model::loss::{Loss, largest};
use gradient_garden::model::network::Network as _;
use gradient_garden::model::parameters;
use gradient_garden::model::recurrent::{Cell, Inputs, Reach, Recurrent, RecurrentConfig, Unwatched, Watch, unroll};
use gradient_garden::options::CellId;
use gradient_garden::protocol::{Array, Curve, Floats, Observation, PictureId, Problem, Question, View, Writing};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::sequence::SequenceTask;
use gradient_garden::train::session::{Plan, Session};
use gradient_garden::train::supervised::Supervised;

use super::{Measure as _, gradients, options_of};

fn cpu() -> Device {
    device::cpu().0
}

fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_into_vec().unwrap()
}

fn close(name: &str, found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 2e-6, "{name}: {found} against {expected}");
    }
}

/// The module with every parameter drawn anew, biases too.
fn shaken<M: burn::module::Module + Clone>(module: &M) -> M {
    let mut rng = stream(11, Purpose::Points, 0);
    let arrays: Vec<Array> = parameters::list(module)
        .into_iter()
        .map(|parameter| {
            let count = parameter.values.dims()[0];
            let values = (0..count).map(|_| uniform(&mut rng, -0.8, 0.8) as f32).collect();
            Array { name: parameter.name, shape: parameter.shape, values: Floats(values) }
        })
        .collect();
    parameters::assign(module, &arrays).unwrap()
}

/// Columns `sum · units…` of a fused matrix, as a linear layer without bias, or with these numbers of the fused bias.
fn part(weight: &[f32], bias: Option<&[f32]>, rows: usize, units: usize, sums: usize, sum: usize) -> Linear {
    let row = |row: usize| &weight[(row * sums + sum) * units..(row * sums + sum + 1) * units];
    let values: Vec<f32> = (0..rows).flat_map(row).copied().collect();
    let bias = bias.map_or(vec![0.0; units], |bias| bias[sum * units..(sum + 1) * units].to_vec());
    Linear {
        weight: Param::from_data(TensorData::new(values, [rows, units]), &cpu()),
        bias: Some(Param::from_data(TensorData::new(bias, [units]), &cpu())),
    }
}

#[test]
fn cells_equal_burns_own() {
    const INPUTS: usize = 3;
    const UNITS: usize = 5;
    const LENGTH: usize = 7;
    let device = cpu();
    let mut rng = stream(5, Purpose::Points, 1);
    let mut draw = |count: usize| -> Vec<f32> { (0..count).map(|_| uniform(&mut rng, -1.0, 1.0) as f32).collect() };
    let vocabulary = Tensor::<2>::from_data(TensorData::new(draw(4 * INPUTS), [4, INPUTS]), &device);
    let tokens: Vec<i32> = (0..).take(2 * LENGTH).map(|place| (place * place + place / 3) % 4).collect();
    let places = Tensor::<2, Int>::from_data(TensorData::new(tokens, [2, LENGTH]), &device);
    let input = vocabulary.clone().select(0, places.clone().reshape([2 * LENGTH])).reshape([2, LENGTH, INPUTS]);
    for kind in [CellId::Rnn, CellId::Gru, CellId::Lstm] {
        let cell = shaken(&Cell::new(kind, INPUTS, UNITS, 20, 1, &device));
        let given: Vec<Vec<f32>> = parameters::list(&cell).into_iter().map(|p| numbers(p.values)).collect();
        let [weight, bias, hidden] = given.as_slice() else { panic!("three parameters") };
        let sums = kind.sums();
        let into = |sum| part(weight, Some(bias), INPUTS, UNITS, sums, sum);
        let over = |sum| part(hidden, None, UNITS, UNITS, sums, sum);
        let (expected, memory) = match kind {
            CellId::Rnn => {
                let mut rnn = RnnConfig::new(INPUTS, UNITS, true).init(&device);
                (rnn.gate.input_transform, rnn.gate.hidden_transform) = (into(0), over(0));
                (rnn.forward(input.clone(), None).0, None)
            }
            CellId::Gru => {
                let mut gru = GruConfig::new(INPUTS, UNITS, true).init(&device);
                for (sum, gate) in
                    [&mut gru.update_gate, &mut gru.reset_gate, &mut gru.new_gate].into_iter().enumerate()
                {
                    (gate.input_transform, gate.hidden_transform) = (into(sum), over(sum));
                }
                (gru.forward(input.clone(), None), None)
            }
            CellId::Lstm => {
                let mut lstm = LstmConfig::new(INPUTS, UNITS, true).init(&device);
                let forget = lstm.forget_gate.as_mut().unwrap();
                let gates = [&mut lstm.input_gate, forget, &mut lstm.output_gate, &mut lstm.cell_gate];
                for (sum, gate) in gates.into_iter().enumerate() {
                    (gate.input_transform, gate.hidden_transform) = (into(sum), over(sum));
                }
                let (outputs, state) = lstm.forward(input.clone(), None);
                (outputs, Some(state.cell))
            }
        };
        let inputs = Inputs::Tokens { table: cell.project(vocabulary.clone()), places: places.clone() };
        let (state, steps) = unroll(&cell, &inputs, true, &device, &mut Unwatched);
        close(&format!("{kind:?}"), &numbers(Tensor::stack::<3>(steps, 1)), &numbers(expected));
        assert_eq!(state.memory.is_some(), memory.is_some());
        if let (Some(found), Some(expected)) = (state.memory, memory) {
            close("memory", &numbers(found), &numbers(expected));
        }
    }
}

#[test]
fn gates_that_keep_begin_with_memories_of_all_lengths() {
    let names = |kind| {
        let cell = Cell::new(kind, 4, 200, 40, 3, &cpu());
        parameters::list(&cell).into_iter().map(|p| (p.name, numbers(p.values))).collect::<Vec<_>>()
    };
    let (lstm, gru, rnn) = (names(CellId::Lstm), names(CellId::Gru), names(CellId::Rnn));
    assert_eq!(
        lstm.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["input.weight", "input.bias", "hidden.weight"]
    );
    let (write, keep) = (&lstm[1].1[..200], &lstm[1].1[200..400]);
    assert!(write.iter().zip(keep).all(|(write, keep)| *write == -*keep));
    assert!(lstm[1].1[400..].iter().chain(&rnn[1].1).chain(&gru[1].1[200..]).all(|bias| *bias == 0.0));
    for keep in [keep, &gru[1].1[..200]] {
        // e^b is uniform between 1 and 39.
        let steps: Vec<f32> = keep.iter().map(|bias| bias.exp()).collect();
        assert!(steps.iter().all(|steps| (1.0..39.001).contains(steps)));
        let mean = steps.iter().sum::<f32>() / 200.0;
        assert!((mean - 20.0).abs() < 2.5, "{mean}");
    }
    // Each sum has Glorot's bound of its own: 0.122 for 200 × 200.
    let largest = lstm[2].1.iter().fold(0.0f32, |top, value| top.max(value.abs()));
    assert!((0.1215..0.1225).contains(&largest), "{largest}");
}

#[test]
fn gradients_of_every_cell_and_loss() {
    let tasks: [&[(&str, &str)]; 4] = [
        &[("task", "recall"), ("distance", "6")],
        &[("task", "wave"), ("length", "7"), ("noise", "20")],
        &[("task", "characters"), ("length", "5")],
        &[("task", "classify"), ("length", "11")],
    ];
    for cell in CellId::NAMES {
        for task in tasks {
            let mut options = options_of(LessonId::Sequence, &[("cell", cell), ("hidden", "4"), ("embedding", "3")]);
            options = super::changed(&options, task).unwrap();
            let experiment = Supervised::new(&options, SequenceTask::new(&options), &cpu());
            let examples: Vec<u32> = (0..12).collect();
            gradients::check(&format!("{cell} {task:?}"), experiment, &examples, false, 3);
        }
    }
}

/// Adds a small number to one unit of one state at one step.
struct Nudge {
    name: &'static str,
    step: usize,
    unit: usize,
    by: f32,
    seen: usize,
}

impl Watch for Nudge {
    fn state(&mut self, name: &'static str, values: Tensor<2>) -> Tensor<2> {
        if name != self.name {
            return values;
        }
        self.seen += 1;
        if self.seen != self.step + 1 {
            return values;
        }
        let [_, units] = values.dims();
        let nudge: Vec<f32> = (0..units).map(|unit| if unit == self.unit { self.by } else { 0.0 }).collect();
        let device = values.device();
        values + Tensor::from_data(TensorData::new(nudge, [1, units]), &device)
    }
}

fn network(cell: CellId, each: bool) -> Recurrent {
    let config = RecurrentConfig { cell, tokens: Some((6, 4)), units: 5, outputs: 6, each, span: 8 };
    shaken(&config.init(2, &cpu()))
}

fn row(values: &[f32], device: &Device) -> Tensor<2> {
    Tensor::from_data(TensorData::new(values.to_vec(), [1, values.len()]), device)
}

#[test]
fn what_reaches_the_past_is_what_finite_differences_say() {
    const H: f32 = 1e-2;
    let (input, target) = ([0.0, 3.0, 1.0, 5.0, 2.0, 4.0], [0.0, 0.0, 1.0, 0.0, 0.0, 0.0]);
    let loss = Loss::CrossEntropy { classes: 6 };
    for kind in [CellId::Rnn, CellId::Gru, CellId::Lstm] {
        let plain = network(kind, false);
        let device = cpu().autodiff();
        let tracked = plain.clone().train().no_grad();
        let mut reach = Reach::default();
        let outputs = tracked.forward_watched(row(&input, &device), &mut reach);
        let gradients = loss.of(outputs, row(&target, &device)).backward();
        let reached: Vec<_> = reach.norms(&gradients).map(|(name, norms)| (name, numbers(norms))).collect();
        let names: Vec<_> = reached.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, if kind == CellId::Lstm { vec!["memory", "hidden"] } else { vec!["hidden"] });
        for (name, norms) in reached {
            assert_eq!(norms.len(), input.len());
            for (step, norm) in norms.into_iter().enumerate() {
                let loss_at = |unit: usize, by: f32| {
                    let mut nudge = Nudge { name, step, unit, by, seen: 0 };
                    let outputs = plain.forward_watched(row(&input, &cpu()), &mut nudge);
                    f64::from(numbers(loss.of(outputs, row(&target, &cpu())))[0])
                };
                let slope = |unit: usize| (loss_at(unit, H) - loss_at(unit, -H)) / f64::from(2.0 * H);
                let expected = (0..5).map(|unit| slope(unit).powi(2)).sum::<f64>().sqrt();
                let difference = (f64::from(norm) - expected).abs();
                assert!(difference < 1e-2 * expected + 1e-4, "{kind:?} {name} {step}: {norm} against {expected}");
            }
        }
    }
}

#[test]
fn a_free_run_is_the_network_fed_by_hand() {
    for cell in [CellId::Rnn, CellId::Gru, CellId::Lstm] {
        let config = RecurrentConfig { cell, tokens: None, units: 5, outputs: 1, each: true, span: 8 };
        let network = shaken(&config.init(2, &cpu()));
        let mut values = vec![0.3, -0.2, 0.9];
        let free = numbers(network.run_free(row(&values, &cpu()), 4));
        for said in free {
            let outputs = numbers(network.forward(row(&values, &cpu()), &mut Dropout::off()));
            close("next value", &[said], &outputs[outputs.len() - 1..]);
            values.push(said);
        }
    }
}

#[test]
fn writing_draws_each_token_from_the_outputs_before_it() {
    let network = network(CellId::Gru, true);
    let mut rng = stream(3, Purpose::Writing, 0);
    let noise: Vec<f32> = (0..8 * 6).map(|_| uniform(&mut rng, -1.0, 3.0) as f32).collect();
    let given = [2.0, 5.0];
    for temperature in [0.0, 0.7] {
        let noised = Tensor::<2>::from_data(TensorData::new(noise.clone(), [8, 6]), &cpu());
        let written = numbers(network.write(row(&given, &cpu()), noised, temperature).float());
        assert_eq!(written.len(), 8);
        let mut so_far = given.to_vec();
        for (step, token) in written.into_iter().enumerate() {
            let outputs = numbers(network.forward(row(&so_far, &cpu()), &mut Dropout::off()));
            let last = &outputs[outputs.len() - 6..];
            let noised: Vec<f32> = last.iter().zip(&noise[step * 6..]).map(|(z, g)| z + temperature * g).collect();
            assert_eq!(token as usize, largest(&noised), "step {step} at {temperature}");
            so_far.push(token);
        }
    }
}

fn run(changes: &[(&str, &str)], panels: View) -> Session {
    let options = options_of(LessonId::Sequence, changes);
    let plan = Plan { run: 1, options, checkpoint: None, view: panels };
    Session::new(plan, &cpu(), &Library::default(), || 0.0).unwrap()
}

#[test]
fn what_is_no_token_is_refused() {
    let mut session = run(&[("distance", "2")], View::default());
    for wrong in [13.0, -1.0, 0.5] {
        let inputs = Floats(vec![1.0, wrong, 12.0]);
        let asked = pollster::block_on(session.answer(Question::Predict { width: 3, inputs: inputs.clone() }));
        assert!(matches!(asked, Err(Problem::Unfit(_))), "{asked:?}");
        let asked = pollster::block_on(session.answer(Question::Activations { input: inputs }));
        assert!(matches!(asked, Err(Problem::Unfit(_))), "{asked:?}");
    }
    let right = Question::Predict { width: 3, inputs: Floats(vec![1.0, 9.0, 12.0]) };
    assert!(pollster::block_on(session.answer(right)).is_ok());
}

#[test]
fn pictures_have_the_shapes_they_state() {
    for (task, cell, gates) in [
        ("recall", "lstm", &["hidden", "memory", "input", "forget", "output", "candidate"][..]),
        ("wave", "gru", &["hidden", "update", "reset", "candidate"]),
        ("characters", "rnn", &["hidden"]),
    ] {
        let changes = [("task", task), ("cell", cell), ("hidden", "6"), ("length", "9"), ("distance", "8")];
        let mut session = run(&changes, View::default());
        let frame = pollster::block_on(session.frame()).unwrap();
        let picture = |id| &frame.pictures.iter().find(|picture| picture.id == id).unwrap().data;
        let Observation::Matrices(matrices) = picture(PictureId::Gates) else { panic!("{task}") };
        assert_eq!((matrices.rows, matrices.columns), (6, 9));
        assert_eq!(matrices.items.iter().map(|item| item.0.as_str()).collect::<Vec<_>>(), gates);
        assert!(matrices.items.iter().all(|(_, [low, high], values)| {
            values.len() == 54 && values.iter().all(|value| (*low..=*high).contains(value))
        }));
        assert_eq!(matrices.labels.len(), if task == "wave" { 0 } else { 9 });
        let Observation::Curve(curve) = picture(PictureId::Reach) else { panic!("{task}") };
        let Curve { x, lines } = &**curve;
        assert!(x.len() == 9 && lines.iter().all(|(_, norms)| norms.len() == 9 && norms[8] > 0.0));
        match picture(PictureId::Sequence) {
            Observation::Tokens(tokens) => {
                assert_eq!((tokens.tokens.len(), tokens.targets.len(), tokens.probabilities.len()), (9, 1, 8));
                assert_eq!(tokens.tokens[0], tokens.targets[0]);
                assert!((tokens.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
            }
            Observation::Curve(curve) => {
                let lines = &curve.lines;
                let said = |line: &Floats| line.iter().filter(|value| value.is_finite()).count();
                assert_eq!(lines.iter().map(|line| line.1.len()).collect::<Vec<_>>(), [19, 19, 19]);
                assert_eq!(lines.iter().map(|line| said(&line.1)).collect::<Vec<_>>(), [19, 9, 9]);
                assert!(lines[1].1[1].is_finite() && lines[2].1[8].is_nan() && lines[2].1[9].is_finite());
            }
            Observation::Writing(writing) => {
                let Writing { given, written } = &**writing;
                assert!(given.chars().count() == 9 && written.chars().count() > 100);
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Trains and measures over all test sequences.
fn trained(changes: &[(&str, &str)], steps: u64) -> (f64, f64) {
    let mut session = run(changes, View::default());
    (0..steps).for_each(|_| session.train());
    let metrics = pollster::block_on(session.metrics()).unwrap();
    (metrics.test_loss, metrics.test_accuracy.unwrap_or(0.0))
}

#[test]
fn gates_remember_over_forty_steps_and_the_plain_cell_does_not() {
    let budget = LessonId::Sequence.lesson().budget;
    for cell in ["lstm", "gru"] {
        let (_, accuracy) = trained(&[("cell", cell)], budget);
        assert!(accuracy >= 0.95, "{cell}: {accuracy}");
    }
    let (_, accuracy) = trained(&[("cell", "rnn")], budget);
    assert!(accuracy < 0.5, "rnn: {accuracy}");
}

#[test]
fn a_wave_is_foretold_ten_times_better_than_by_its_last_value() {
    use gradient_garden::data::wave::WaveSet;
    let set = WaveSet::generate(81, 4000, 500, 1);
    let steps =
        (4000..4500).flat_map(|index| set.wave(index)[..41].windows(2).map(|pair| f64::from(pair[1] - pair[0])));
    let (sum, count) = steps.fold((0.0, 0), |(sum, count), step| (sum + step * step, count + 1));
    for cell in ["gru", "lstm"] {
        let (loss, _) = trained(&[("task", "wave"), ("cell", cell)], 600);
        assert!(loss < 0.1 * sum / f64::from(count), "{cell}: {loss} against {}", sum / f64::from(count));
    }
}
