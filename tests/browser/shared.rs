//! What both devices must do in a browser: the same run against the same mathematics, worked out here in f64.

use burn::tensor::{Device, Tensor, TensorData};
use gradient_garden::lesson::LessonId;
use gradient_garden::model::activation::Activation;
use gradient_garden::model::spec::{ACTIVATIONS, Key, Options};
use gradient_garden::protocol::{Answer, Array, Checkpoint, Configure, Examples, Question, View};
use gradient_garden::train::library::Library;
use gradient_garden::train::session::Session;

const RATE: f64 = 0.05;

fn options(optimizer: &str) -> Options {
    let mut options = Options::of(LessonId::Boundary);
    let changes = [("points", "40"), ("batch", "20"), ("layers", "3"), ("optimizer", optimizer), ("lr", "0.05")];
    for (name, text) in changes {
        let key = Key::from_name(name).unwrap();
        options.set(key, key.parse(text).unwrap()).unwrap();
    }
    options
}

fn session(optimizer: &str, device: &Device, checkpoint: Option<Checkpoint>) -> Session {
    let view = View { field: 20, unit: 8, ..View::default() };
    let configure = Configure { run: 1, options: options(optimizer), checkpoint, view };
    Session::new(configure, device, &Library::default(), || 0.0).unwrap()
}

async fn parameters(session: &mut Session) -> Vec<Array> {
    match session.ask(Question::Parameters).await.unwrap() {
        Some(Answer::Arrays(arrays)) => arrays,
        other => panic!("{other:?}"),
    }
}

/// 2 → 3 tanh → 1 tanh with squared error, full batch, in f64.
fn descend(weights: &mut [Vec<f64>], examples: &Examples) {
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
    for (values, gradient) in weights.iter_mut().zip(&gradient) {
        for (value, gradient) in values.iter_mut().zip(gradient) {
            *value -= RATE * gradient;
        }
    }
}

/// 50 steps of plain descent: every parameter within 1e-3 of the f64 reference.
pub async fn fifty_steps(device: &Device) {
    let mut session = session("sgd", device, None);
    let Some(Answer::Dataset { train, .. }) = session.ask(Question::Dataset).await.unwrap() else {
        panic!("no dataset")
    };
    let start = parameters(&mut session).await;
    let mut weights: Vec<Vec<f64>> =
        start.iter().map(|array| array.values.iter().map(|value| f64::from(*value)).collect()).collect();
    for _ in 0..50 {
        session.train();
        descend(&mut weights, &train);
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

/// A checkpoint with Adam's memory continues as if nothing had happened, and a picture can be read back.
pub async fn checkpoint_and_picture(device: &Device) {
    let mut whole = session("adam", device, None);
    (0..6).for_each(|_| whole.train());
    let mut first = session("adam", device, None);
    (0..3).for_each(|_| first.train());
    let mut second = session("adam", device, Some(first.checkpoint().await.unwrap()));
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

/// Every activation with its slope, worked out here in f64, at places on both sides of 0 and far out.
pub async fn activations(device: &Device) {
    let places: Vec<f32> = (-20..20).map(|step| (step as f32 + 0.5) * 0.31).collect();
    for name in ACTIVATIONS {
        let z = Tensor::<1>::from_data(TensorData::new(places.clone(), [places.len()]), &device.clone().autodiff())
            .require_grad();
        let a = Activation::from_name(name).apply(z.clone());
        let slopes = z.grad(&a.clone().sum().backward()).unwrap();
        let (a, slopes) = (values(a.inner()).await, values(slopes).await);
        for ((z, a), slope) in places.iter().zip(a).zip(slopes) {
            let (value, expected) = activation(name, f64::from(*z));
            assert!((f64::from(a) - value).abs() < 2e-6, "{name}({z}) is {a}, should be {value}");
            assert!((f64::from(slope) - expected).abs() < 2e-6, "{name}'({z}) is {slope}, should be {expected}");
        }
    }
}

async fn values(tensor: Tensor<1>) -> Vec<f32> {
    tensor.into_data_async().await.unwrap().try_to_vec().unwrap()
}

/// f(z) and f'(z).
fn activation(name: &str, z: f64) -> (f64, f64) {
    let sigmoid = 1.0 / (1.0 + (-z).exp());
    let kink = |low: f64| if z > 0.0 { (z, 1.0) } else { (low * z, low) };
    match name {
        "linear" => (z, 1.0),
        "sigmoid" => (sigmoid, sigmoid * (1.0 - sigmoid)),
        "tanh" => (z.tanh(), 1.0 - z.tanh().powi(2)),
        "relu" => kink(0.0),
        "leaky-relu" => kink(0.01),
        "gelu" => {
            let (below, density) =
                (0.5 * (1.0 + libm::erf(z / 2f64.sqrt())), (-z * z / 2.0).exp() / std::f64::consts::TAU.sqrt());
            (z * below, below + z * density)
        }
        "silu" => (z * sigmoid, sigmoid * (1.0 + z * (1.0 - sigmoid))),
        other => panic!("{other} has no formula here"),
    }
}
