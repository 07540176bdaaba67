//! The lesson `neuron`: the article's four points, fitted by a linear neuron and out of a sigmoid's reach.

use gradient_garden::data::line;
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::observe::path::{MOST, Path};
use gradient_garden::observe::readback::Readback;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Answer, Fit, Metrics, Observation, Question, Surface, View};
use gradient_garden::train::neuron::NeuronTask;
use gradient_garden::train::session::{Plan, Session};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::{device, library::Library};

use super::gradients::check;
use super::{Measure as _, options_of, session, smooth_loss};

const POINTS: [u32; 4] = [0, 1, 2, 3];

fn preset(name: &str, seed: u64) -> Options {
    let options = Options::of_preset(LessonId::Neuron, name).unwrap();
    super::changed(&options, &[("seed", &seed.to_string())]).unwrap()
}

/// Weights and bias after the lesson's budget, and the metrics.
fn trained(options: &Options) -> ([f32; 3], Metrics) {
    let mut run = session(options, None);
    (0..options.budget()).for_each(|_| run.train());
    let metrics = pollster::block_on(run.metrics()).unwrap();
    let Ok(Answer::Arrays(arrays)) = pollster::block_on(run.answer(Question::Parameters)) else { panic!() };
    let values: Vec<f32> = arrays.iter().flat_map(|array| array.values.iter().copied()).collect();
    (values.try_into().unwrap(), metrics)
}

#[test]
fn the_line_is_found_from_every_seed_and_the_weights_are_not_what_made_the_data() {
    let mut first = Vec::new();
    for seed in 1..=10 {
        let options = preset("line", seed);
        assert_eq!(options.budget(), 1000);
        let ([w1, w2, b], metrics) = trained(&options);
        assert!(metrics.test_loss < 0.002, "seed {seed}: {}", metrics.test_loss);
        assert!((w1 + w2 - 3.0).abs() < 0.1 && (b + w2 - 5.0).abs() < 0.1, "seed {seed}: {w1} {w2} {b}");
        first.push(w1);
    }
    let spread = first.iter().copied().fold(f32::MIN, f32::max) - first.iter().copied().fold(f32::MAX, f32::min);
    assert!(spread > 0.5, "every seed has another pair of weights: {first:?}");
}

#[test]
fn a_sigmoid_never_reaches_the_targets() {
    for seed in 1..=10 {
        let ([..], metrics) = trained(&preset("saturated", seed));
        assert!((metrics.test_loss - 143.5).abs() < 0.1, "seed {seed}: {}", metrics.test_loss);
    }
}

#[test]
fn gradients_are_finite_differences() {
    let device = device::cpu().0;
    for (activation, kinks) in [("linear", false), ("sigmoid", false), ("tanh", false), ("relu", true)] {
        for (l1, l2) in [("0", "0"), ("0.1", "0.3")] {
            let options = options_of(
                LessonId::Neuron,
                &[("activation", activation), ("l1", l1), ("l2", l2), ("noise", "20"), ("seed", "4")],
            );
            let experiment = Supervised::new(&options, NeuronTask::new(&options), &device);
            check(&format!("{activation}, l1 = {l1}, l2 = {l2}"), experiment, &POINTS, kinks, 1);
        }
    }
}

#[test]
fn a_saturated_gradient_is_nearly_nothing_although_the_error_is_large() {
    use gradient_garden::protocol::Array;
    use gradient_garden::train::experiment::{Experiment, Step};
    let options = preset("saturated", 1);
    let mut experiment = Supervised::new(&options, NeuronTask::new(&options), &device::cpu().0);
    let array = |name: &str, shape: &[u32], values: &[f32]| Array {
        name: name.into(),
        shape: shape.to_vec(),
        values: values.to_vec().into(),
    };
    let place = |w1: f32| [array("layers.0.weight", &[2, 1], &[w1, 1.0]), array("layers.0.bias", &[1], &[3.0])];
    let loss = |experiment: &mut Supervised<NeuronTask>, w1: f32| {
        experiment.set_parameters(&place(w1)).unwrap();
        smooth_loss(experiment, &POINTS, 0)
    };
    // Far enough apart for f32 to tell losses of about 143.5 from each other.
    let (low, high) = (loss(&mut experiment, 0.5), loss(&mut experiment, 1.5));
    assert!((high - 143.5).abs() < 0.05, "{high}");
    experiment.set_parameters(&place(1.0)).unwrap();
    experiment.step(Step { number: 0, examples: &POINTS, rate: 0.01 });
    let gradients = pollster::block_on(experiment.gradients()).unwrap();
    let slope = f64::from(gradients[0].values[0]);
    // In f64 from the definition: ∂L/∂w₁ = ½ Σ (σ(z) − y) σ(z)(1 − σ(z)) x₁.
    let exact: f64 = line::INPUTS
        .iter()
        .zip(line::targets(0.0, 1))
        .map(|(input, y)| {
            let [x1, x2] = input.map(f64::from);
            let a = 1.0 / (1.0 + (-(x1 + x2 + 3.0)).exp());
            0.5 * (a - f64::from(y)) * a * (1.0 - a) * x1
        })
        .sum();
    assert!((slope - exact).abs() < 1e-4 * exact.abs() + 1e-6, "{slope}, {exact}");
    assert!(slope < 0.0 && slope.abs() < 0.05 && low > high, "{slope}: nearly level, downwards to larger weights");
}

fn looking(options: &Options) -> Session {
    let view = View { panels: vec![Panel::Fit, Panel::Surface], ..View::default() };
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view };
    Session::new(plan, &device::cpu().0, &Library::default(), || 0.0).unwrap()
}

fn seen(run: &mut Session) -> (Fit, Surface) {
    let pictures = pollster::block_on(run.frame()).unwrap().pictures;
    let fit = pictures.iter().find_map(|picture| match &picture.data {
        Observation::Fit(fit) => Some(Fit::clone(fit)),
        _ => None,
    });
    let surface = pictures.iter().find_map(|picture| match &picture.data {
        Observation::Surface(surface) => Some(Surface::clone(surface)),
        _ => None,
    });
    (fit.unwrap(), surface.unwrap())
}

#[test]
fn the_fit_is_what_the_neuron_says() {
    let mut run = looking(&preset("line", 3));
    (0..500).for_each(|_| run.train());
    let (fit, _) = seen(&mut run);
    let [w1, w2, b] = fit.parameters[..] else { panic!("{:?}", fit.parameters) };
    for (x, y) in fit.x.iter().zip(fit.curve.iter()) {
        assert!((w1 * x + w2 * (x + 1.0) + b - y).abs() < 1e-4);
    }
    for ((x, y), target) in fit.places.iter().zip(fit.outputs.iter()).zip(fit.targets.iter()) {
        assert!((w1 * x + w2 * (x + 1.0) + b - y).abs() < 1e-4);
        assert_eq!(*target, 3.0 * x + 5.0);
    }
    assert_eq!((fit.bounds, fit.least), ([f32::NEG_INFINITY, f32::INFINITY], Some(0.0)));
    let saturated = seen(&mut looking(&preset("saturated", 3))).0;
    assert_eq!((saturated.bounds, saturated.least), ([0.0, 1.0], None));
}

#[test]
fn with_noise_no_line_comes_closer_than_the_least_error() {
    let options = options_of(LessonId::Neuron, &[("noise", "30"), ("seed", "4")]);
    let mut run = looking(&options);
    (0..5000).for_each(|_| run.train());
    let least = seen(&mut run).0.least.expect("known of a linear neuron");
    let metrics = pollster::block_on(run.metrics()).unwrap();
    assert!(least > 0.01 && (metrics.test_loss - f64::from(least)).abs() < 0.01 * f64::from(least), "{least}");
}

#[test]
fn the_surface_is_the_loss_and_the_path_is_the_way() {
    let options = preset("line", 2);
    let mut run = looking(&options);
    let weights = |run: &mut Session| seen(run).0.parameters[..2].to_vec();
    let mut way = vec![weights(&mut run)];
    // Looked at only now and then: what happened in between is kept.
    for steps in [1, 2, 57] {
        for _ in 0..steps {
            run.train();
            way.push(super::bits(&mut run)[0].1.iter().map(|bits| f32::from_bits(*bits)).collect());
        }
        seen(&mut run);
    }
    let (fit, surface) = seen(&mut run);
    assert_eq!(surface.path.0, way.concat());
    // The loss at a place of the grid, from the definition.
    let [left, right, bottom, top] = surface.field.region;
    let side = surface.field.width as usize;
    let b = surface.rest[0];
    assert_eq!(b, fit.parameters[2]);
    for cell in [0, 77, side * side / 2 + 5, side * side - 1] {
        let w1 = left + (right - left) * ((cell % side) as f32 + 0.5) / side as f32;
        let w2 = top - (top - bottom) * ((cell / side) as f32 + 0.5) / side as f32;
        let error = |input: &[f32; 2], y: f32| (w1 * input[0] + w2 * input[1] + b - y).powi(2) / 4.0;
        let loss: f32 = line::INPUTS.iter().zip(fit.targets.iter()).map(|(input, y)| error(input, *y)).sum();
        assert!((surface.field.values[cell] - loss.log10()).abs() < 1e-3, "{cell}");
    }
    assert!(surface.path.chunks(2).all(|p| p[0] > left && p[0] < right && p[1] > bottom && p[1] < top));
    let [x1, y1, x2, y2] = surface.valley[..] else { panic!("a linear neuron has a valley") };
    assert!((x1 + y1 - 3.0).abs() < 1e-4 && (x2 + y2 - 3.0).abs() < 1e-4 && x1 < x2);
}

/// Straight across for 1 000 steps, then up for 100 000, ever more slowly; looked at every so many steps.
fn bent(every: u64) -> Vec<Vec<f32>> {
    use burn::tensor::{Tensor, TensorData};
    let device = device::cpu().0;
    let place = |step: u64| {
        let across = (step as f32 / 1000.0).min(1.0);
        let up = 1.0 - (-(step.saturating_sub(1000) as f32) / 5000.0).exp();
        Tensor::<2>::from_data(TensorData::new(vec![across, up], [2, 1]), &device)
    };
    let mut path = Path::default();
    path.begin(place(0));
    let look = |path: &Path, present| {
        let mut readback = Readback::default();
        let asked = path.register(present, &mut readback);
        path.collect(asked, &pollster::block_on(readback.all()).unwrap())
    };
    for step in 1..=101_000 {
        path.push(place(step));
        if step % every == 0 {
            look(&path, place(step));
        }
    }
    look(&path, place(101_000))
}

#[test]
fn a_long_path_keeps_its_bend() {
    for every in [300, u64::MAX] {
        let way = bent(every);
        assert!(way.len() <= MOST && way.len() > 100, "{}", way.len());
        assert_eq!(way[0], [0.0, 0.0]);
        assert!(way[way.len() - 1][0] > 0.999 && way[way.len() - 1][1] > 0.999, "{:?}", way.last());
        assert!(way.windows(2).all(|pair| pair[0][0] <= pair[1][0] && pair[0][1] <= pair[1][1]), "in order");
        let corner = way.iter().map(|place| (place[0] - 1.0).hypot(place[1])).fold(f32::INFINITY, f32::min);
        assert!(corner < 0.02, "every {every}: the corner is cut by {corner}");
    }
}

#[test]
fn a_long_path_is_thinned_and_an_edit_begins_another() {
    let mut run = looking(&preset("line", 2));
    let start = seen(&mut run).0.parameters[..2].to_vec();
    for _ in 0..10 {
        (0..300).for_each(|_| run.train());
        let (fit, surface) = seen(&mut run);
        assert!(surface.path.len() <= 2 * (MOST));
        assert_eq!(surface.path[..2], start, "the first place stays");
        assert_eq!(surface.path[surface.path.len() - 2..], fit.parameters[..2], "the last is the present one");
    }
    let edit = Question::Edit { name: "layers.0.weight".into(), index: 0, value: -4.0 };
    assert!(pollster::block_on(run.answer(edit)).is_ok());
    let (fit, surface) = seen(&mut run);
    assert_eq!((fit.parameters[0], surface.path.0.len()), (-4.0, 2));
    (0..3).for_each(|_| run.train());
    assert_eq!(seen(&mut run).1.path.len(), 8);
    // A network that flies off has a surface as long as its numbers are numbers.
    let mut run = looking(&options_of(LessonId::Neuron, &[("lr", "1")]));
    for _ in 0..40 {
        run.train();
        let (_, surface) = seen(&mut run);
        assert!(
            surface.field.region.iter().all(|side| side.is_finite()) && surface.field.range[0] < surface.field.range[1]
        );
    }
    (0..200).for_each(|_| run.train());
    let (fit, surface) = seen(&mut run);
    assert!(fit.parameters.iter().any(|value| !value.is_finite()));
    assert!(surface.field.values.iter().all(|value| value.is_nan()), "no number is not the lowest loss");
}
