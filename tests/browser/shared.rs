//! What both devices must do in a browser: the same run against the same mathematics, worked out here in f64.

use burn::tensor::{Device, Tensor, TensorData};
use gradient_garden::lesson::LessonId;
use gradient_garden::model::activation::Nonlinearity;
use gradient_garden::options::{Activation, Key, OptimizerId, Options};
use gradient_garden::protocol::{Answer, Array, Checkpoint, Examples, Floats, Question, View};
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Plan, Session};

const RATE: f64 = 0.05;

fn options(changes: &[(&str, &str)]) -> Options {
    let mut options = Options::of(LessonId::Boundary);
    let small = [("points", "40"), ("batch", "20"), ("layers", "3"), ("optimizer", "sgd"), ("lr", "0.05")];
    for (name, text) in small.iter().chain(changes) {
        let key = Key::from_name(name).unwrap();
        options.set(key, key.parse(text).unwrap()).unwrap();
    }
    options
}

fn session(changes: &[(&str, &str)], device: &Device, checkpoint: Option<Checkpoint>) -> Session {
    let view = View { field: 20, unit: 8, ..View::default() };
    let plan = Plan { run: 1, options: options(changes), checkpoint, view };
    Session::new(plan, device, &Library::default(), || 0.0).unwrap()
}

async fn arrays(session: &mut Session, question: Question) -> Vec<Array> {
    match session.ask(question).await.unwrap() {
        Some(Answer::Arrays(arrays)) => arrays,
        other => panic!("{other:?}"),
    }
}

async fn parameters(session: &mut Session) -> Vec<Array> {
    arrays(session, Question::Parameters).await
}

async fn predict(session: &mut Session, inputs: &[f32]) -> Vec<f32> {
    match session.ask(Question::Predict { width: 2, inputs: Floats(inputs.to_vec()) }).await.unwrap() {
        Some(Answer::Rows { values, .. }) => values.0,
        other => panic!("{other:?}"),
    }
}

/// The gradient of 2 → 3 tanh → 1 tanh with squared error, full batch, in f64.
fn gradient(weights: &[Vec<f64>], examples: &Examples) -> Vec<Vec<f64>> {
    let count = examples.targets.len() as f64;
    let mut gradient: Vec<Vec<f64>> = weights.iter().map(|values| vec![0.0; values.len()]).collect();
    for (x, y) in examples.inputs.chunks(2).zip(examples.targets.iter()) {
        let (x, y) = ([f64::from(x[0]), f64::from(x[1])], f64::from(*y));
        let a: Vec<f64> =
            (0..3).map(|j| (x[0] * weights[0][j] + x[1] * weights[0][3 + j] + weights[1][j]).tanh()).collect();
        let out = ((0..3).map(|j| a[j] * weights[2][j]).sum::<f64>() + weights[3][0]).tanh();
        let delta = 2.0 * (out - y) / count * (1.0 - out * out);
        gradient[3][0] += delta;
        for j in 0..3 {
            gradient[2][j] += delta * a[j];
            let back = delta * weights[2][j] * (1.0 - a[j] * a[j]);
            gradient[1][j] += back;
            gradient[0][j] += back * x[0];
            gradient[0][3 + j] += back * x[1];
        }
    }
    gradient
}

fn doubles(arrays: &[Array]) -> Vec<Vec<f64>> {
    arrays.iter().map(|array| array.values.iter().map(|value| f64::from(*value)).collect()).collect()
}

async fn training_examples(session: &mut Session) -> Examples {
    match session.ask(Question::Dataset).await.unwrap() {
        Some(Answer::Dataset { train, .. }) => train,
        other => panic!("{other:?}"),
    }
}

/// 200 steps of plain descent: every parameter within 1e-3 of the f64 reference.
pub(crate) async fn two_hundred_steps(device: &Device) {
    let mut session = session(&[], device, None);
    let train = training_examples(&mut session).await;
    let start = parameters(&mut session).await;
    let mut weights = doubles(&start);
    for _ in 0..200 {
        session.train();
        let gradient = gradient(&weights, &train);
        for (value, gradient) in weights.iter_mut().flatten().zip(gradient.iter().flatten()) {
            *value -= RATE * gradient;
        }
    }
    let end = parameters(&mut session).await;
    let mut moved = 0.0f32;
    for ((array, expected), start) in end.iter().zip(&weights).zip(&start) {
        for ((found, expected), start) in array.values.iter().zip(expected).zip(start.values.iter()) {
            assert!((f64::from(*found) - expected).abs() < 1e-3, "{}: {found}, should be {expected}", array.name);
            moved = moved.max((found - start).abs());
        }
    }
    assert!(moved > 0.01, "something was learned");
}

/// A rule with a penalty λ|w| on one number, in f64: a step along the mean gradient, then towards 0 by step · λ; a 0 rests while
/// the mean of about a thousand gradients is no larger than λ.
#[derive(Default)]
struct Proximal {
    first: f64,
    second: f64,
    long: f64,
    time: i32,
}

impl Proximal {
    fn step(&mut self, rule: &str, lambda: f64, value: f64, gradient: f64) -> f64 {
        self.time += 1;
        let (step, mean) = match rule {
            "sgd" => (RATE, gradient),
            "momentum" => {
                self.first = 0.9 * self.first + gradient;
                let weights = (1.0 - 0.9f64.powi(self.time)) / 0.1;
                (RATE * weights, self.first / weights)
            }
            _ => {
                self.first = 0.9 * self.first + 0.1 * gradient;
                self.second = 0.999 * self.second + 0.001 * gradient * gradient;
                let spread = (self.second / (1.0 - 0.999f64.powi(self.time))).sqrt() + 1e-8;
                (RATE / spread.max(lambda), self.first / (1.0 - 0.9f64.powi(self.time)))
            }
        };
        self.long = 0.999 * self.long + 0.001 * gradient;
        if lambda > 0.0 && value == 0.0 && self.long.abs() <= lambda * (1.0 - 0.999f64.powi(self.time)) {
            return 0.0;
        }
        let moved = value - step * mean;
        moved.signum() * (moved.abs() - step * lambda).max(0.0)
    }
}

/// With a penalty on |w|, the same weights are exactly 0 as in the f64 reference, under every rule; so both devices agree.
pub(crate) async fn exact_zeros(device: &Device) {
    const LAMBDA: f64 = 0.3;
    for rule in OptimizerId::NAMES {
        let mut session = session(&[("optimizer", rule), ("l1", "0.3")], device, None);
        let train = training_examples(&mut session).await;
        let start = parameters(&mut session).await;
        let mut weights = doubles(&start);
        let mut rules: Vec<Proximal> = weights.iter().flatten().map(|_| Proximal::default()).collect();
        let lambdas: Vec<f64> = start
            .iter()
            .flat_map(|array| array.values.iter().map(|_| if array.shape.len() > 1 { LAMBDA } else { 0.0 }))
            .collect();
        for _ in 0..60 {
            session.train();
            let gradient = gradient(&weights, &train);
            let numbers = weights.iter_mut().flatten().zip(gradient.iter().flatten());
            for ((proximal, lambda), (value, gradient)) in rules.iter_mut().zip(&lambdas).zip(numbers) {
                *value = proximal.step(rule, *lambda, *value, *gradient);
            }
        }
        let found = doubles(&parameters(&mut session).await);
        let zeros = |arrays: &[Vec<f64>]| -> Vec<bool> { arrays.iter().flatten().map(|value| *value == 0.0).collect() };
        assert_eq!(zeros(&found), zeros(&weights), "{rule}: {found:?}, should be {weights:?}");
        assert!(zeros(&found).contains(&true), "{rule}: {found:?}");
    }
}

/// Rows that are answered together have the answers that each has alone, and one small step moves every number by
/// rate · gradient as far as its last digit allows.
pub(crate) async fn rows_and_the_smallest_step(device: &Device) {
    let inputs: Vec<f32> = (0..2 * 257).map(|place| ((place * 7919 % 10_007) as f32 / 10_007.0 - 0.5) * 12.0).collect();
    for activation in ["tanh", "gelu"] {
        let changes = [("layers", "8,8"), ("activation", activation), ("lr", "0.0000001")];
        let mut session = session(&changes, device, None);
        let together = predict(&mut session, &inputs).await;
        for place in [0, 1, 127, 255, 256] {
            let alone = predict(&mut session, &inputs[2 * place..2 * place + 2]).await[0];
            assert!((alone - together[place]).abs() <= 1e-6, "{activation}, row {place}: {alone}, {}", together[place]);
        }
        let before = parameters(&mut session).await;
        session.train();
        let after = parameters(&mut session).await;
        let slopes = arrays(&mut session, Question::Gradients).await;
        let mut moved = 0;
        for ((before, after), slopes) in before.iter().zip(&after).zip(&slopes) {
            for ((old, new), slope) in before.values.iter().zip(after.values.iter()).zip(slopes.values.iter()) {
                let (way, digit) = (1e-7 * f64::from(*slope), f64::from(old.abs().next_up() - old.abs()));
                let off = (f64::from(*new) - (f64::from(*old) - way)).abs();
                assert!(off <= 0.51 * digit + 3e-7 * way.abs(), "{activation}: {old} by {slope} became {new}");
                moved += usize::from(way.abs() > 0.51 * digit && new.to_bits() != old.to_bits());
            }
        }
        assert!(moved > 0, "{activation}: something moved");
    }
}

/// A checkpoint with Adam's memory continues as if nothing had happened, and a picture can be read back.
pub(crate) async fn checkpoint_and_picture(device: &Device) {
    let mut whole = session(&[("optimizer", "adam")], device, None);
    (0..6).for_each(|_| whole.train());
    let mut first = session(&[("optimizer", "adam")], device, None);
    (0..3).for_each(|_| first.train());
    let mut second = session(&[("optimizer", "adam")], device, Some(first.checkpoint().await.unwrap()));
    (0..3).for_each(|_| second.train());
    for (left, right) in parameters(&mut whole).await.iter().zip(&parameters(&mut second).await) {
        for (left, right) in left.values.iter().zip(right.values.iter()) {
            assert!((left - right).abs() < 1e-5, "{left} and {right}");
        }
    }
    let frame = second.frame().await.unwrap();
    assert_eq!(frame.pictures.len(), 3);
    second.owe(1);
    let metrics = loop {
        second.measure_some().await.unwrap();
        if let Some((_, metrics)) = second.answers() {
            break metrics;
        }
    };
    assert!(metrics.test_loss.is_finite());
    let losses = frame.progress.losses;
    assert_eq!(losses.iter().map(|loss| loss.step).collect::<Vec<_>>(), [3, 4, 5]);
    assert!(losses.iter().all(|loss| loss.loss.is_some_and(f32::is_finite)));
    assert_eq!(second.verify().await.unwrap(), None);
}

/// Every activation with its slope, worked out here in f64, at places on both sides of 0 and far out, where e^z is infinite.
pub(crate) async fn activations(device: &Device) {
    let far = [30.0, 45.0, 88.0, 89.0, 100.0, 1e4];
    let near = (-20..20).map(|step| (step as f32 + 0.5) * 0.31);
    let places: Vec<f32> = near.chain(far).chain(far.map(|z: f32| -z)).collect();
    for &chosen in Activation::ALL {
        let z = Tensor::<1>::from_data(TensorData::new(places.clone(), [places.len()]), &device.clone().autodiff())
            .require_grad();
        let a = Nonlinearity::from(chosen).apply(z.clone());
        let slopes = z.grad(&a.clone().sum().backward()).unwrap();
        let (a, slopes) = (values(a.inner()).await, values(slopes).await);
        for ((z, a), slope) in places.iter().zip(a).zip(slopes) {
            let (value, expected) = activation(chosen, f64::from(*z));
            let allowed = 2e-6 * value.abs().max(1.0);
            assert!((f64::from(a) - value).abs() < allowed, "{chosen:?}({z}) is {a}, should be {value}");
            assert!((f64::from(slope) - expected).abs() < 2e-6, "{chosen:?}'({z}) is {slope}, should be {expected}");
        }
    }
}

async fn values(tensor: Tensor<1>) -> Vec<f32> {
    tensor.into_data_async().await.unwrap().try_to_vec().unwrap()
}

/// f(z) and f'(z).
fn activation(chosen: Activation, z: f64) -> (f64, f64) {
    let sigmoid = 1.0 / (1.0 + (-z).exp());
    let kink = |low: f64| if z > 0.0 { (z, 1.0) } else { (low * z, low) };
    match chosen {
        Activation::Linear => (z, 1.0),
        Activation::Sigmoid => (sigmoid, sigmoid * (1.0 - sigmoid)),
        Activation::Tanh => (z.tanh(), 1.0 - z.tanh().powi(2)),
        Activation::Relu => kink(0.0),
        Activation::LeakyRelu => kink(0.01),
        Activation::Gelu => {
            let (below, density) =
                (0.5 * (1.0 + libm::erf(z / 2f64.sqrt())), (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt());
            (z * below, below + z * density)
        }
        Activation::Silu => (z * sigmoid, sigmoid * (1.0 + z * (1.0 - sigmoid))),
    }
}
