//! Gradients of the smooth loss (data and the penalty on w²) against central finite differences.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Activation, Options};
use gradient_garden::protocol::Floats;
use gradient_garden::train::experiment::{Experiment, Step};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::task::Task;
use gradient_garden::train::{device, digits::DigitsTask, plane::PlaneTask};

use super::{digits_library, options, options_of, smooth_loss};

/// Compares every `stride`-th gradient of every parameter with (L(w + h) − L(w − h)) / 2h.
///
/// In f32 a difference quotient is good to about 1e-3 of the largest gradient; at kinks of ReLU and leaky ReLU a single
/// quotient may straddle the kink, so a few outliers are allowed there and only there.
pub(crate) fn check<T: Task>(name: &str, mut experiment: Supervised<T>, examples: &[u32], kinks: bool, stride: usize) {
    const H: f32 = 1e-3;
    let start = pollster::block_on(experiment.parameters()).unwrap();
    experiment.step(Step { number: 3, examples, rate: 0.01 });
    let gradients = pollster::block_on(experiment.gradients()).unwrap();
    assert_eq!(gradients.len(), start.len(), "{name}: every parameter has a gradient");
    experiment.set_parameters(&start).unwrap();
    let scale = gradients.iter().flat_map(|array| array.values.iter()).fold(0.0f32, |top, value| top.max(value.abs()));
    assert!(scale > 1e-3, "{name}: the gradient is not trivially zero");
    // A large loss has coarse differences.
    let loss = smooth_loss(&experiment, examples, 3);
    let coarse = f64::from(0.5 * f32::EPSILON / H) * loss.abs();
    let (mut compared, mut off) = (0, Vec::new());
    for (array, gradient) in start.iter().zip(&gradients) {
        assert_eq!((&array.name, &array.shape), (&gradient.name, &gradient.shape));
        for index in (0..array.values.len()).step_by(stride) {
            let mut loss_at = |delta: f32| {
                let mut moved = array.clone();
                let mut values = moved.values.0;
                values[index] += delta;
                moved.values = Floats(values);
                experiment.set_parameters(&[moved]).unwrap();
                smooth_loss(&experiment, examples, 3)
            };
            let quotient = (loss_at(H) - loss_at(-H)) / f64::from(2.0 * H);
            experiment.set_parameters(std::slice::from_ref(array)).unwrap();
            compared += 1;
            let difference = (quotient - f64::from(gradient.values[index])).abs();
            if difference > 2e-3 * f64::from(scale) + 2e-4 + coarse {
                off.push(format!("{}[{index}]: {} against {quotient}", array.name, gradient.values[index]));
            }
        }
    }
    let allowed = if kinks { compared / 10 } else { 0 };
    assert!(compared >= 3 && off.len() <= allowed, "{name}: {} of {compared} off: {off:#?}", off.len());
}

fn boundary(options: &Options, kinks: bool, name: &str) {
    let device = device::cpu().0;
    let examples: Vec<u32> = (0..40).collect();
    check(name, Supervised::new(options, PlaneTask::new(options), &device), &examples, kinks, 1);
}

#[test]
fn every_activation() {
    for activation in Activation::NAMES {
        let options = options(&[("activation", activation), ("layers", "5,4"), ("features", "x1,x2,x1x2,sinx1")]);
        boundary(&options, matches!(*activation, "relu" | "leaky-relu"), activation);
    }
}

#[test]
fn every_penalty() {
    for (l1, l2) in [("0", "0.3"), ("0.1", "0"), ("0.1", "0.3")] {
        let options = options(&[("l1", l1), ("l2", l2), ("layers", "6,5")]);
        boundary(&options, false, &format!("l1 = {l1}, l2 = {l2}"));
    }
}

#[test]
fn regression_and_no_hidden_layer() {
    boundary(&options(&[("data", "hills"), ("layers", "6")]), false, "hills");
    boundary(
        &options(&[("data", "plane"), ("layers", ""), ("features", "x1,x2,x1^2,x2^2,x1x2,sinx1,sinx2")]),
        false,
        "no hidden layer",
    );
}

#[test]
fn cross_entropy_with_dropout() {
    let options =
        options_of(LessonId::Digits, &[("layers", "12"), ("activation", "tanh"), ("digits", "5000"), ("l2", "0.01")]);
    let mut experiment = Supervised::new(&options, DigitsTask::new(&options), &device::cpu().0);
    experiment.feed(&digits_library(&["train-00.bin"]));
    let examples: Vec<u32> = (0..32).collect();
    assert!(experiment.ready(&examples));
    check("digits", experiment, &examples, false, 7);
}
