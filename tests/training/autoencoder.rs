//! The autoencoder: its loss, its noise, its code, and the pictures made of them.

use gradient_garden::cost;
use gradient_garden::data::corruption::salt_and_pepper;
use gradient_garden::data::digits::{PIXELS, SIDE};
use gradient_garden::data::random::{Purpose, stream};
use gradient_garden::lesson::LessonId;
use gradient_garden::observe::latent::region;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Answer, Array, Floats, Latent, Observation, PictureId, Question, Rebuilt, View};
use gradient_garden::train::autoencoder::AutoencoderTask;
use gradient_garden::train::device;
use gradient_garden::train::experiment::{Experiment, Step};
use gradient_garden::train::session::{Plan, Session};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::task::{Split, Task};

use super::{Measure as _, bits, digits_library, options_of, smooth_loss};

fn options(changes: &[(&str, &str)]) -> Options {
    let small = [("digits", "5000"), ("layers", "12"), ("code", "3"), ("activation", "tanh"), ("batch", "32")];
    options_of(LessonId::Autoencoder, &[&small, changes].concat())
}

fn session(options: &Options) -> Session {
    let library = digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]);
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap()
}

fn experiment(options: &Options) -> Supervised<AutoencoderTask> {
    let mut experiment = Supervised::new(options, AutoencoderTask::new(options), &device::cpu().0);
    experiment.feed(&digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]));
    experiment
}

fn train(session: &mut Session, steps: u64) {
    (0..steps).for_each(|_| session.train());
}

fn arrays(session: &mut Session, question: Question) -> Vec<Array> {
    match pollster::block_on(session.answer(question)) {
        Ok(Answer::Arrays(arrays)) => arrays,
        other => panic!("{other:?}"),
    }
}

fn predict(session: &mut Session, pixels: &[f32]) -> Vec<f32> {
    match pollster::block_on(
        session.answer(Question::Predict { width: PIXELS as u32, inputs: Floats(pixels.to_vec()) }),
    ) {
        Ok(Answer::Rows { width, values }) if width as usize == PIXELS => values.0,
        other => panic!("{other:?}"),
    }
}

fn code_of(session: &mut Session, pixels: &[f32]) -> Vec<f32> {
    let layers = arrays(session, Question::Activations { input: Floats(pixels.to_vec()) });
    layers.into_iter().find(|layer| layer.name == "code").unwrap().values.0
}

fn look(session: &mut Session, view: View) -> (Rebuilt, Latent) {
    session.look(view);
    let frame = pollster::block_on(session.frame()).unwrap();
    let [rebuilt, codes] = &frame.pictures[..] else { panic!("two pictures") };
    assert_eq!((rebuilt.id, codes.id), (PictureId::Rebuilt, PictureId::Codes));
    match (&rebuilt.data, &codes.data) {
        (Observation::Rebuilt(rebuilt), Observation::Latent(latent)) => {
            (Rebuilt::clone(rebuilt), Latent::clone(latent))
        }
        other => panic!("{other:?}"),
    }
}

/// The decoder by hand, in f64, from its parameters: tanh between its layers, sigmoid at the end.
fn decode(parameters: &[Array], code: &[f32]) -> Vec<f64> {
    let layers = parameters.iter().filter(|array| array.name.starts_with("decoder")).count() / 2;
    let find = |name: String| &parameters.iter().find(|array| array.name == name).unwrap().values;
    let mut signal: Vec<f64> = code.iter().map(|value| f64::from(*value)).collect();
    for layer in 0..layers {
        let weights = find(format!("decoder.layers.{layer}.weight"));
        let biases = find(format!("decoder.layers.{layer}.bias"));
        let unit = |unit: usize| {
            let products = signal.iter().enumerate().map(|(i, x)| x * f64::from(weights[i * biases.len() + unit]));
            let z = products.sum::<f64>() + f64::from(biases[unit]);
            if layer + 1 < layers { z.tanh() } else { 1.0 / (1.0 + (-z).exp()) }
        };
        signal = (0..biases.len()).map(unit).collect();
    }
    signal
}

#[track_caller]
fn close(found: &[f32], expected: &[f64], within: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((f64::from(*found) - expected).abs() < within, "{found}, should be {expected}");
    }
}

fn mean_square(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(a - b).powi(2)).sum::<f64>() / a.len() as f64
}

/// The derivative of the loss along a direction, by a central difference, against the gradient's: for every parameter along
/// its own gradient and along a direction of ±1 from the seed. One weight's part in a mean over 784 pixels would be lost in
/// the rounding of an f32 loss; along a direction there are enough of them.
fn check_directions(name: &str, options: &Options) {
    const H: f64 = 1e-2;
    let mut experiment = experiment(options);
    let examples: Vec<u32> = (0..32).collect();
    let start = pollster::block_on(experiment.parameters()).unwrap();
    experiment.step(Step { number: 3, examples: &examples, rate: 0.01 });
    let gradients = pollster::block_on(experiment.gradients()).unwrap();
    experiment.set_parameters(&start).unwrap();
    assert_eq!(gradients.len(), start.len(), "{name}: every parameter has a gradient");
    for (place, (array, gradient)) in start.iter().zip(&gradients).enumerate() {
        assert_eq!((&array.name, &array.shape), (&gradient.name, &gradient.shape));
        let own: Vec<f64> = gradient.values.iter().map(|value| f64::from(*value)).collect();
        let mut signs = stream(1, Purpose::Points, place as u64);
        let drawn =
            own.iter().map(|_| gradient_garden::data::random::uniform(&mut signs, -1.0, 1.0).signum()).collect();
        let largest: f64 = own.iter().map(|value| value * value).sum::<f64>().sqrt();
        assert!(largest > 1e-4, "{name} {}: the gradient is not trivially zero", array.name);
        for (kind, direction) in [("own", own.clone()), ("drawn", drawn)] {
            let length = direction.iter().map(|value: &f64| value * value).sum::<f64>().sqrt();
            let slope: f64 = own.iter().zip(&direction).map(|(g, d)| g * d / length).sum();
            let mut loss_at = |by: f64| {
                let moved = array.values.iter().zip(&direction).map(|(w, d)| (f64::from(*w) + by * d / length) as f32);
                let moved = Array { values: Floats(moved.collect()), ..array.clone() };
                experiment.set_parameters(&[moved]).unwrap();
                smooth_loss(&experiment, &examples, 3)
            };
            let quotient = (loss_at(H) - loss_at(-H)) / (2.0 * H);
            experiment.set_parameters(std::slice::from_ref(array)).unwrap();
            let off = (quotient - slope).abs();
            assert!(off < 0.01 * largest + 1e-5, "{name} {} {kind}: {slope} against {quotient}", array.name);
        }
    }
}

#[test]
fn gradients_equal_finite_differences_with_and_without_noise() {
    check_directions("clean", &options(&[]));
    check_directions("denoising", &options(&[("denoise", "on"), ("layers", "14,10"), ("activation", "silu")]));
}

#[test]
fn the_loss_is_the_mean_over_pixels_of_what_noise_left_against_the_clean_digit() {
    for (denoise, corruption) in [("off", 0.0), ("on", 0.4)] {
        let options = options(&[("denoise", denoise), ("corruption", "40"), ("seed", "5")]);
        let (experiment, mut session) = (experiment(&options), session(&options));
        let mut task = AutoencoderTask::new(&options);
        task.feed(&digits_library(&["train-00.bin"]));
        let (mut clean, mut targets) = (Vec::new(), Vec::new());
        (0..8).for_each(|index| task.example(Split::Train, index, &mut clean, &mut targets));
        assert_eq!(clean, targets, "what is to be rebuilt is what came in");
        let mut given = clean.clone();
        salt_and_pepper(&mut stream(5, Purpose::Corruption, 17), corruption, &mut given);
        assert_eq!(given == clean, denoise == "off");
        let expected = mean_square(&predict(&mut session, &given), &clean);
        let found = smooth_loss(&experiment, &[0, 1, 2, 3, 4, 5, 6, 7], 17);
        assert!((found - expected).abs() < 1e-6, "{found}, should be {expected}");
    }
}

#[test]
fn noise_is_of_the_seed_and_the_step_and_measured_digits_keep_theirs() {
    let task = |seed: &str| AutoencoderTask::new(&options(&[("denoise", "on"), ("seed", seed)]));
    let corrupted = |task: &AutoencoderTask, step| {
        let mut inputs = vec![0.5; 4 * PIXELS];
        task.corrupt(step, &mut inputs);
        inputs
    };
    let first = task("1");
    assert_eq!(corrupted(&first, 9), corrupted(&task("1"), 9));
    assert_ne!(corrupted(&first, 9), corrupted(&first, 10));
    assert_ne!(corrupted(&first, 9), corrupted(&task("2"), 9));
    let measured = |split, examples: std::ops::Range<u32>| {
        let mut inputs = vec![0.5; examples.len() * PIXELS];
        first.corrupt_measured(split, examples, &mut inputs);
        inputs
    };
    let test = measured(Split::Test, 3..7);
    assert_eq!(test[PIXELS..], measured(Split::Test, 4..7), "wherever the measurement begins");
    assert_ne!(test, measured(Split::Train, 3..7));
    assert_ne!(test[..PIXELS], test[PIXELS..2 * PIXELS]);
    let mut clean = vec![0.5; PIXELS];
    let off = AutoencoderTask::new(&options(&[("denoise", "off")]));
    off.corrupt(9, &mut clean);
    off.corrupt_measured(Split::Test, 0..1, &mut clean);
    assert!(clean.iter().all(|pixel| *pixel == 0.5));
}

#[test]
fn the_work_counts_the_real_network() {
    for changes in [
        &[][..],
        &[("layers", "")],
        &[("layers", "256,64"), ("code", "2")],
        &[("layers", "30,20,10"), ("code", "32"), ("denoise", "on")],
    ] {
        let options = options(changes);
        let counted: usize =
            pollster::block_on(experiment(&options).parameters()).unwrap().iter().map(|a| a.values.len()).sum();
        assert_eq!(cost::parameters(&options), counted as u64, "{changes:?}");
    }
    // By hand: 784 → 3 → 784, linear but for the sigmoid, no penalty, Adam.
    let options = options(&[("layers", ""), ("batch", "10")]);
    let (weights, biases) = (784 * 3, 3 + 784);
    let example = 4 * weights + 6 * weights + 2 * biases + 11 * 784;
    assert_eq!(cost::flops_per_step(&options), 10 * example + 14 * (2 * weights + biases));
}

#[test]
fn the_same_seed_gives_the_same_bits_and_both_halves_begin_differently() {
    let run = |seed: &str| {
        let mut session = session(&options(&[("denoise", "on"), ("seed", seed)]));
        train(&mut session, 20);
        bits(&mut session)
    };
    assert_eq!(run("1"), run("1"));
    assert_ne!(run("1"), run("2"));
    // A decoder that mirrors its encoder in size must not have the same numbers.
    let start = bits(&mut session(&options(&[("layers", "")])));
    let names: Vec<_> = start.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["encoder.layers.0.weight", "encoder.layers.0.bias", "decoder.layers.0.weight", "decoder.layers.0.bias"]
    );
    assert_ne!(start[0].1, start[2].1);
}

#[test]
fn predictions_are_pixels_and_activations_have_the_code() {
    let mut session = session(&options(&[("layers", "12,6")]));
    train(&mut session, 5);
    let (rebuilt, _) = look(&mut session, View::default());
    let digit = &rebuilt.originals[..PIXELS];
    let layers = arrays(&mut session, Question::Activations { input: Floats(digit.to_vec()) });
    let found: Vec<_> = layers.iter().map(|layer| (layer.name.as_str(), layer.shape[0])).collect();
    assert_eq!(
        found,
        [
            ("encoder.layers.0", 12),
            ("encoder.layers.1", 6),
            ("code", 3),
            ("decoder.layers.0", 6),
            ("decoder.layers.1", 12),
            ("decoder.layers.2", 784)
        ]
    );
    let predicted = predict(&mut session, digit);
    assert_eq!(layers[5].values.0, predicted);
    assert!(predicted.iter().all(|pixel| (0.0..=1.0).contains(pixel)));
    let parameters = arrays(&mut session, Question::Parameters);
    close(&predicted, &decode(&parameters, &layers[2].values), 1e-5);
}

#[test]
fn the_strip_shows_what_was_given_what_was_rebuilt_and_how_far_it_is_off() {
    for denoise in ["off", "on"] {
        let options = options(&[("denoise", denoise)]);
        let mut session = session(&options);
        train(&mut session, 10);
        let (rebuilt, _) = look(&mut session, View { strip: 9_995, ..View::default() });
        assert_eq!((rebuilt.first, rebuilt.of, rebuilt.side as usize), (9_988, 10_000, SIDE));
        assert_eq!(rebuilt.labels.len(), 12);
        let given = if denoise == "on" { &rebuilt.corrupted } else { &rebuilt.originals };
        assert_eq!(rebuilt.corrupted.is_empty(), denoise == "off");
        assert_eq!(predict(&mut session, given), rebuilt.rebuilt.0);
        for (place, error) in rebuilt.errors.iter().enumerate() {
            let pixels = place * PIXELS..(place + 1) * PIXELS;
            let expected = mean_square(&rebuilt.rebuilt[pixels.clone()], &rebuilt.originals[pixels]);
            assert!((f64::from(*error) - expected).abs() < 1e-6);
        }
        // Losses are measured on digits given the same way: here the 250 training digits of a sample, by hand.
        let mut task = AutoencoderTask::new(&options);
        task.feed(&digits_library(&["train-00.bin"]));
        let (mut given, mut clean) = (Vec::new(), Vec::new());
        (0..250).for_each(|index| task.example(Split::Train, index, &mut given, &mut clean));
        task.corrupt_measured(Split::Train, 0..250, &mut given);
        let expected = mean_square(&predict(&mut session, &given), &clean);
        let metrics = pollster::block_on(session.metrics()).unwrap();
        assert_eq!((metrics.train_examples, metrics.test_examples), (250, 10_000));
        assert!((metrics.train_loss - expected).abs() < 1e-6, "{}, should be {expected}", metrics.train_loss);
    }
}

#[test]
fn the_map_has_the_digits_codes_and_a_point_is_decoded() {
    let mut session = session(&options(&[("code", "5")]));
    train(&mut session, 30);
    let (rebuilt, own) = look(&mut session, View { axes: [3, 1], probe: 4, ..View::default() });
    let digit = |place: usize| &rebuilt.originals[place * PIXELS..(place + 1) * PIXELS];
    assert_eq!((own.axes, own.labels.len(), own.positions.len()), ([3, 1], 500, 1000));
    assert_eq!(own.labels[..12], rebuilt.labels[..]);
    for place in 0..12 {
        let code = code_of(&mut session, digit(place));
        close(&own.positions[2 * place..2 * place + 2], &[f64::from(code[3]), f64::from(code[1])], 1e-5);
    }
    let [left, right, bottom, top] = own.region;
    for position in own.positions.chunks(2) {
        assert!((left..=right).contains(&position[0]) && (bottom..=top).contains(&position[1]));
    }
    // Without a point it is the probed digit's own code.
    let code = code_of(&mut session, digit(4));
    close(&own.point, &code.iter().map(|value| f64::from(*value)).collect::<Vec<_>>(), 1e-5);
    close(&own.decoded, &predict(&mut session, digit(4)).iter().map(|v| f64::from(*v)).collect::<Vec<_>>(), 1e-5);

    let moved = View { axes: [3, 1], probe: 4, point: Some([0.75, -9.5]), grid: 3, ..View::default() };
    let (_, moved) = look(&mut session, moved);
    assert_eq!(moved.positions, own.positions);
    assert!(moved.region[2] <= -9.5, "the point is in the region");
    let expected = [own.point[0], -9.5, own.point[2], 0.75, own.point[4]];
    assert_eq!(moved.point.0, expected);
    let parameters = arrays(&mut session, Question::Parameters);
    close(&moved.decoded, &decode(&parameters, &moved.point), 1e-5);
    assert_eq!(moved.decoded_grid.len(), 9 * PIXELS);
    // Row 0, column 2: top right.
    let [left, right, bottom, top] = moved.region;
    let (across, up) = (left + (right - left) * 5.0 / 6.0, bottom + (top - bottom) * 5.0 / 6.0);
    let corner = [expected[0], up, expected[2], across, expected[4]];
    close(&moved.decoded_grid[2 * PIXELS..3 * PIXELS], &decode(&parameters, &corner), 1e-4);
}

#[test]
fn a_region_holds_all_places_and_the_point_at_round_numbers() {
    let places = [-3.1, 10.0, 4.7, 90.0, 1.0, 30.0];
    assert_eq!(region(&places, [0.0, 20.0]), [-3.5, 5.0, 8.0, 96.0]);
    // A chosen digit need not be among those on the map.
    assert_eq!(region(&places, [6.2, -20.0]), [-4.0, 7.0, -24.0, 96.0]);
    assert_eq!(region(&[1.0, 2.0, f32::NAN, f32::INFINITY], [1.0, 2.0]), [0.0, 2.0, 1.0, 3.0]);
    assert_eq!(region(&[f32::NAN; 4], [f32::NAN; 2]), [-1.0, 1.0, -1.0, 1.0]);
}

#[test]
fn the_map_follows_the_network_and_stands_any_view() {
    let mut session = session(&options(&[]));
    let view = View { axes: [7, 7], probe: 4_000_000_000, strip: u32::MAX, ..View::default() };
    let (_, first) = look(&mut session, view.clone());
    assert_eq!(first.axes, [2, 0], "two different units that the code has");
    train(&mut session, 1);
    let (_, second) = look(&mut session, view.clone());
    assert_ne!(first.positions, second.positions, "a step moves the map");
    let mut bias =
        arrays(&mut session, Question::Parameters).into_iter().find(|a| a.name == "encoder.layers.1.bias").unwrap();
    bias.values = Floats(bias.values.iter().map(|value| value + 10.0).collect());
    pollster::block_on(session.answer(Question::SetParameters(vec![bias]))).unwrap();
    let (_, third) = look(&mut session, view);
    close(&third.positions, &second.positions.iter().map(|value| f64::from(*value) + 10.0).collect::<Vec<_>>(), 1e-4);
}

#[test]
fn it_learns() {
    for (code, most) in [("32", 0.04), ("2", 0.065)] {
        let options = options_of(LessonId::Autoencoder, &[("digits", "5000"), ("code", code)]);
        let mut session = session(&options);
        let first = pollster::block_on(session.metrics()).unwrap();
        assert!(first.test_loss > 0.15 && first.test_accuracy.is_none());
        train(&mut session, 150);
        let last = pollster::block_on(session.metrics()).unwrap();
        assert!(last.test_loss < most, "code {code}: {}", last.test_loss);
    }
}
