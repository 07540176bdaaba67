//! The lesson `convnet`: gradients, counted work, and the arithmetic that is shown.

use gradient_garden::cost;
use gradient_garden::data::digits::{CLASSES, PIXELS};
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::options::{Activation, Key, OptimizerId, Options, Pooling, Stage};
use gradient_garden::protocol::{Answer, Array, Floats, Observation, Picture, PictureId, Question, Spot, View, Window};
use gradient_garden::shape::conv::{StageShape, stages};
use gradient_garden::train::experiment::Experiment;
use gradient_garden::train::session::{Plan, Session};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::{convnet::ConvnetTask, device};

use super::gradients::check;
use super::{Measure as _, digits_library, options_of};

fn options(changes: &[(&str, &str)]) -> Options {
    options_of(LessonId::Convnet, changes)
}

/// A run on the CPU with one chunk of training digits and all test digits.
fn run(options: Options, view: View) -> Session {
    let library = digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]);
    let plan = Plan { run: 1, options, checkpoint: None, view };
    Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap()
}

fn picture(pictures: &[Picture], id: PictureId) -> &Observation {
    &pictures.iter().find(|picture| picture.id == id).unwrap().data
}

#[test]
fn the_gradient_of_the_full_loss() {
    let networks: [&[(&str, &str)]; 4] = [
        &[("filters", "3,p,4,p"), ("layers", "6"), ("activation", "tanh"), ("dropout", "20"), ("l2", "0.01")],
        &[("filters", "3,p,2,p"), ("layers", ""), ("activation", "relu"), ("l1", "0.001")],
        &[("filters", "2,3,p"), ("pool", "average"), ("padding", "valid"), ("kernel", "5"), ("activation", "silu")],
        &[("filters", "p,3,2"), ("pool", "average"), ("stride", "2"), ("kernel", "4"), ("activation", "gelu")],
    ];
    for (changes, kinks) in networks.into_iter().zip([false, true, false, false]) {
        let options = super::changed(&options(&[("digits", "100"), ("layers", "5")]), changes).unwrap();
        let mut experiment = Supervised::new(&options, ConvnetTask::new(&options), &device::cpu().0);
        experiment.feed(&digits_library(&["train-00.bin"]));
        let examples: Vec<u32> = (0..8).collect();
        // A max pool's gradient is that of its largest input: where two are nearly equal, a quotient straddles a kink, too.
        let max = changes.iter().all(|change| *change != ("pool", "average"));
        check(&format!("{changes:?}"), experiment, &examples, kinks || max, 5);
    }
}

/// Sizes from the definitions: a window at every place (valid), or a window around every `stride`-th pixel (same).
#[test]
fn every_combination_of_knobs_is_a_network() {
    for filters in ["", "p", "2", "2,p,3,p", "2,2,2", "p,p,p,p,p,p,2,p", "3,p,p,2,p,p,2,p"] {
        for kernel in ["1", "2", "3", "4", "7"] {
            for stride in ["1", "2", "3"] {
                for padding in ["same", "valid"] {
                    let changes = [("filters", filters), ("kernel", kernel), ("stride", stride), ("padding", padding)];
                    let options = super::changed(&options(&[("layers", "3")]), &changes).unwrap();
                    let shapes = stages(&options);
                    let (mut side, mut channels) = (28, 1);
                    for shaped in &shapes {
                        assert_eq!((shaped.from, shaped.channels), (side, channels), "{changes:?}");
                        // The last window lies within the padded picture.
                        let end = shaped.first(shaped.side - 1) + i64::from(shaped.window);
                        assert!(end <= i64::from(side + shaped.padding.1), "{changes:?}: {shaped:?}");
                        if shaped.stage != Stage::Pool && padding == "same" {
                            assert_eq!(shaped.side, side.div_ceil(shaped.stride), "{changes:?}");
                        }
                        (side, channels) = (shaped.side, shaped.maps);
                        assert!(side >= 1);
                    }
                    let network = gradient_garden::model::conv::ConvNet::of(&options, &device::cpu().0);
                    let pixels = burn::tensor::Tensor::<2>::zeros([2, PIXELS], &device::cpu().0);
                    let maps = network.maps(pixels);
                    let made: Vec<_> = maps.iter().map(burn::tensor::Tensor::dims).collect();
                    let expected: Vec<_> =
                        shapes.iter().map(|s| [2, s.maps as usize, s.side as usize, s.side as usize]).collect();
                    assert_eq!(made, expected, "{changes:?}");
                    let parameters: u64 = gradient_garden::model::parameters::list(&network)
                        .iter()
                        .map(|parameter| parameter.shape.iter().map(|length| u64::from(*length)).product::<u64>())
                        .sum();
                    assert_eq!(cost::parameters(&options), parameters, "{changes:?}");
                }
            }
        }
    }
}

/// Worked out by hand from the table in `work::conv`.
#[test]
fn the_work_of_a_small_network() {
    let options = options(&[("filters", "2,p,3"), ("layers", ""), ("digits", "100"), ("batch", "10")]);
    let conv1 = 2 * (2 * 9 * 2 * 784) + 2 * 2 * 784 + 3 * 2 * 784;
    let conv2 = 3 * (2 * 9 * 2 * 3 * 196) + 2 * 3 * 196 + 3 * 3 * 196;
    let dense = 3 * (2 * 588 * 10) + 2 * 10;
    let parameters = 2 * 9 + 2 + 2 * 3 * 9 + 3 + 588 * 10 + 10;
    assert_eq!(cost::parameters(&options), parameters);
    assert_eq!(cost::flops_per_step(&options), 10 * (conv1 + conv2 + dense + 62) + 14 * parameters);
    let average = super::changed(&options, &[("pool", "average")]).unwrap();
    assert_eq!(cost::flops_per_step(&average) - cost::flops_per_step(&options), 10 * 5 * 2 * 196);
}

/// The value that the network has, from the numbers that are shown, in f64.
fn recomputed(options: &Options, window: &Window) -> f64 {
    let shaped = stages(options)[window.spot.stage as usize];
    let field: Vec<f64> = window.patch.iter().map(|value| f64::from(*value)).collect();
    match (shaped.stage, options.choice_or_default(Key::Pool)) {
        (Stage::Pool, Pooling::Average) => field.iter().sum::<f64>() / field.len() as f64,
        (Stage::Pool, Pooling::Max) => field.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        (Stage::Convolution(_), _) => activated(options.activation(), window.sum()),
    }
}

fn activated(chosen: Activation, z: f64) -> f64 {
    match chosen {
        Activation::Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Activation::Tanh => z.tanh(),
        Activation::Relu => z.max(0.0),
        Activation::LeakyRelu => {
            if z < 0.0 {
                0.01 * z
            } else {
                z
            }
        }
        Activation::Gelu => {
            // Φ by the trapezoid rule.
            let density = |t: f64| (-t * t / 2.0).exp() / (2.0 * std::f64::consts::PI).sqrt();
            let width = z / 4000.0;
            let inner: f64 = (1..4000).map(|step| density(f64::from(step) * width)).sum();
            z * (0.5 + width * (inner + f64::midpoint(density(0.0), density(z))))
        }
        Activation::Silu => z / (1.0 + (-z).exp()),
        Activation::Linear => z,
    }
}

#[test]
fn the_arithmetic_shown_is_the_networks() {
    let mut shapes = vec![
        ("8,p,16,p", "3", "1", "same", "max", "relu"),
        ("3,p,2", "5", "2", "valid", "average", "tanh"),
        ("2,p,p,2", "4", "3", "same", "max", "linear"),
    ];
    shapes.extend(Activation::NAMES.iter().map(|activation| ("3,p,4", "3", "1", "same", "average", *activation)));
    for (filters, kernel, stride, padding, pool, activation) in shapes {
        let options = options(&[
            ("filters", filters),
            ("kernel", kernel),
            ("stride", stride),
            ("padding", padding),
            ("pool", pool),
            ("activation", activation),
            ("digits", "500"),
            ("tested", "100"),
        ]);
        let view = View { panels: vec![Panel::Maps, Panel::Pixel], probe: 7, ..View::default() };
        let mut run = run(options.clone(), view.clone());
        (0..10).for_each(|_| run.train());
        for shaped_at in 0..stages(&options).len() {
            let StageShape { side, maps, .. } = stages(&options)[shaped_at];
            for (map, row, column) in [(0, 0, 0), (maps - 1, side - 1, side - 1), (1, side / 2, side / 3), (99, 99, 99)]
            {
                let spot = Spot { stage: shaped_at as u32, map, row, column };
                run.look(View { spot, ..view.clone() });
                let pictures = pollster::block_on(run.frame()).unwrap().pictures;
                let Observation::Window(window) = picture(&pictures, PictureId::Pixel) else { panic!("a window") };
                let Observation::Maps(found) = picture(&pictures, PictureId::Maps) else { panic!("maps") };
                let what = format!("{filters} {kernel} {stride} {padding} {pool} {activation} {spot:?}");
                let moved = Spot {
                    stage: spot.stage,
                    map: map.min(maps - 1),
                    row: row.min(side - 1),
                    column: column.min(side - 1),
                };
                assert_eq!(window.spot, moved, "{what}");
                let difference = (recomputed(&options, window) - f64::from(window.value)).abs();
                assert!(difference < 1e-5 * (1.0 + f64::from(window.value).abs()), "{what}: {difference}");
                // The value is the one of the map that is shown.
                let name = &gradient_garden::shape::conv::names(&stages(&options))[shaped_at];
                let stack = found.stacks.iter().find(|stack| stack.name == *name).unwrap();
                let place = moved.map as usize * stack.pixels() + (moved.row * side + moved.column) as usize;
                assert_eq!(stack.values[place], window.value, "{what}");
            }
        }
        // The outputs are probabilities of the very digit.
        let pictures = pollster::block_on(run.frame()).unwrap().pictures;
        let Observation::Maps(maps) = picture(&pictures, PictureId::Maps) else { panic!("maps") };
        let sum: f32 = maps.stacks.last().unwrap().values.iter().sum();
        assert!((sum - 1.0).abs() < 1e-5);
        assert_eq!((maps.index, maps.stacks[0].name.as_str()), (Some(7), "input"));
    }
}

#[test]
fn confusion_counts_every_measured_digit_and_shows_a_cell() {
    let view = View { panels: vec![Panel::Confusion, Panel::Digits], cell: Some([3, 5]), ..View::default() };
    let mut run = run(options(&[("digits", "1000"), ("tested", "1000"), ("filters", "2,p,2,p")]), view.clone());
    (0..30).for_each(|_| run.train());
    let metrics = pollster::block_on(run.metrics()).unwrap();
    assert_eq!(metrics.test_examples, 1000);
    let pictures = pollster::block_on(run.frame()).unwrap().pictures;
    let Observation::Confusion(confusion) = picture(&pictures, PictureId::Confusion) else { panic!("confusion") };
    assert_eq!(confusion.counts.iter().sum::<u32>(), 1000);
    let right: u32 = (0..10).map(|class| confusion.counts[class * 11]).sum();
    assert_eq!(f64::from(right) / 1000.0, metrics.test_accuracy.unwrap());
    assert_eq!(confusion.examples.len(), confusion.counts[35].min(12) as usize);
    assert_eq!(confusion.pixels.len(), confusion.examples.len() * PIXELS);
    // Each of them is a three that is taken for a five.
    for index in confusion.examples.clone() {
        run.look(View { strip: index, ..view.clone() });
        let pictures = pollster::block_on(run.frame()).unwrap().pictures;
        let Observation::Images(images) = picture(&pictures, PictureId::Digits) else { panic!("digits") };
        let place = (index - images.first) as usize;
        assert_eq!(images.labels[place], 3);
        let chances = &images.probabilities[place * CLASSES..(place + 1) * CLASSES];
        assert!(chances.iter().all(|chance| *chance <= chances[5]));
    }
}

#[test]
fn a_drawn_digit_takes_the_probes_place() {
    let drawn: Vec<u8> = (0..PIXELS).map(|pixel| (pixel % 256) as u8).collect();
    let view = View { panels: vec![Panel::Maps, Panel::Pad], drawn: drawn.clone(), ..View::default() };
    let mut run = run(options(&[("digits", "500"), ("tested", "100")]), view);
    let pictures = pollster::block_on(run.frame()).unwrap().pictures;
    let Observation::Images(pad) = picture(&pictures, PictureId::Pad) else { panic!("a digit") };
    let Observation::Maps(maps) = picture(&pictures, PictureId::Maps) else { panic!("maps") };
    let pixels: Vec<f32> = drawn.iter().map(|byte| f32::from(*byte) / 255.0).collect();
    assert_eq!((&pad.pixels.0, &maps.stacks[0].values.0), (&pixels, &pixels));
    assert_eq!((maps.index, maps.label), (None, None));
    let inputs = Floats(pixels);
    let Ok(Answer::Rows { values, .. }) =
        pollster::block_on(run.answer(Question::Predict { width: PIXELS as u32, inputs }))
    else {
        panic!("a prediction")
    };
    assert_eq!(values, pad.probabilities, "as a script would be told");
    let last = &maps.stacks.last().unwrap().values;
    assert!(values.iter().zip(last.iter()).all(|(a, b)| (a - b).abs() < 1e-6));
}

/// A quarter of the article's pass already reads most digits; the whole pass is a figure of acceptance.
#[test]
fn it_learns() {
    let mut run = run(options(&[("digits", "5000"), ("tested", "1000")]), View::default());
    (0..157).for_each(|_| run.train());
    let metrics = pollster::block_on(run.metrics()).unwrap();
    assert!(metrics.test_accuracy.unwrap() > 0.85, "{metrics:?}");
}

/// The deep example with a tenth of its filters has the deep example's stages.
#[test]
fn the_deep_example_is_the_articles() {
    let deep = Options::of_preset(LessonId::Convnet, "deep").unwrap();
    let shapes: Vec<_> = stages(&deep).iter().map(|s| (s.channels, s.maps, s.from, s.side)).collect();
    let expected =
        [(1, 32, 28, 28), (32, 64, 28, 28), (64, 64, 28, 14), (64, 128, 14, 14), (128, 128, 14, 7), (128, 256, 7, 7)];
    assert_eq!(shapes, expected);
    let weights = 9 * (32 + 32 * 64 + 64 * 128 + 128 * 256) + 256 * 49 * 1024 + 1024 * 10;
    assert_eq!(cost::parameters(&deep), weights + 32 + 64 + 128 + 256 + 1024 + 10);
    assert_eq!((deep.integer(Key::Batch), deep.optimizer()), (32, OptimizerId::Adam));
}

/// The network's own output from its parameters alone, by loops in f64.
#[test]
fn the_network_is_the_sum_it_says() {
    let options =
        options(&[("filters", "2,p,2"), ("layers", "3"), ("activation", "tanh"), ("digits", "100"), ("tested", "100")]);
    let mut run = run(options.clone(), View::default());
    let Ok(Answer::Arrays(parameters)) = pollster::block_on(run.answer(Question::Parameters)) else {
        panic!("parameters")
    };
    let names: Vec<_> = parameters.iter().map(|array| (array.name.as_str(), array.shape.clone())).collect();
    let expected = [
        ("convolutions.0.weight", vec![2, 1, 3, 3]),
        ("convolutions.0.bias", vec![2]),
        ("convolutions.1.weight", vec![2, 2, 3, 3]),
        ("convolutions.1.bias", vec![2]),
        ("dense.0.weight", vec![392, 3]),
        ("dense.0.bias", vec![3]),
        ("dense.1.weight", vec![3, 10]),
        ("dense.1.bias", vec![10]),
    ];
    assert_eq!(names, expected);
    let value = |array: &Array, index: usize| f64::from(array.values[index]);
    let input: Vec<f32> = (0..PIXELS).map(|pixel| ((pixel * 37) % 101) as f32 / 100.0).collect();
    let mut maps = vec![input.iter().map(|value| f64::from(*value)).collect::<Vec<_>>()];
    let mut side = 28;
    for (layer, pooled) in [(0, true), (1, false)] {
        let (weight, bias) = (&parameters[2 * layer], &parameters[2 * layer + 1]);
        let channels = maps.len();
        let at = |map: &[f64], row: i64, column: i64| {
            let inside = (0..side).contains(&row) && (0..side).contains(&column);
            if inside { map[(row * side + column) as usize] } else { 0.0 }
        };
        let made = (0..2).map(|map| {
            let pixel = |row: i64, column: i64| {
                let mut sum = value(bias, map);
                for (channel, before) in maps.iter().enumerate() {
                    for (place, (u, v)) in (-1..=1).flat_map(|u| (-1..=1).map(move |v| (u, v))).enumerate() {
                        sum += value(weight, (map * channels + channel) * 9 + place) * at(before, row + u, column + v);
                    }
                }
                sum.tanh()
            };
            (0..side).flat_map(|row| (0..side).map(move |column| (row, column))).map(|(r, c)| pixel(r, c)).collect()
        });
        let made: Vec<Vec<f64>> = made.collect();
        maps = made;
        if pooled {
            let half = side / 2;
            let pool = |map: &Vec<f64>| {
                let pixel = |row: i64, column: i64| {
                    let of = |r: i64, c: i64| map[((2 * row + r) * side + 2 * column + c) as usize];
                    of(0, 0).max(of(0, 1)).max(of(1, 0)).max(of(1, 1))
                };
                (0..half).flat_map(|row| (0..half).map(move |column| (row, column))).map(|(r, c)| pixel(r, c)).collect()
            };
            maps = maps.iter().map(pool).collect();
            side = half;
        }
    }
    let flat: Vec<f64> = maps.concat();
    let layer = |inputs: &[f64], weight: &Array, bias: &Array| -> Vec<f64> {
        let units = weight.shape[1] as usize;
        let sum =
            |unit: usize| inputs.iter().enumerate().map(|(i, x)| x * value(weight, i * units + unit)).sum::<f64>();
        (0..units).map(|unit| sum(unit) + value(bias, unit)).collect()
    };
    let hidden: Vec<f64> = layer(&flat, &parameters[4], &parameters[5]).into_iter().map(f64::tanh).collect();
    let logits = layer(&hidden, &parameters[6], &parameters[7]);
    let Ok(Answer::Arrays(layers)) = pollster::block_on(run.answer(Question::Activations { input: Floats(input) }))
    else {
        panic!("activations")
    };
    let names: Vec<_> = layers.iter().map(|layer| layer.name.as_str()).collect();
    assert_eq!(names, ["convolutions.0", "pools.0", "convolutions.1", "dense.0", "dense.1"]);
    for (found, expected) in [(2, &flat), (3, &hidden), (4, &logits)] {
        for (a, b) in layers[found].values.iter().zip(expected) {
            assert!((f64::from(*a) - b).abs() < 1e-5, "{}: {a}, should be {b}", layers[found].name);
        }
    }
}
