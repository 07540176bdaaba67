//! Data sets against their definitions, and the work counted from options.

#[path = "data/doubt.rs"]
mod doubt;
#[path = "data/pad.rs"]
mod pad;
#[path = "data/sequences.rs"]
mod sequences;
#[path = "data/tokens.rs"]
mod tokens;

use std::collections::HashSet;
use std::f64::consts::PI;
use std::io::Read as _;

use gradient_garden::cost;
use gradient_garden::data::clouds::{Cloud, CloudId};
use gradient_garden::data::corruption::salt_and_pepper;
use gradient_garden::data::digits::{self, CHUNK, Digits, Flaw, PIXELS, TEST_CHUNKS, TRAIN_CHUNKS, decode};
use gradient_garden::data::order::order;
use gradient_garden::data::plane::features::Feature;
use gradient_garden::data::plane::{PlaneId, PlaneSet, generate, thumbnail, train_count};
use gradient_garden::data::random::{self, Purpose, stream};
use gradient_garden::data::{gate, line};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options};
use gradient_garden::shape;

// Randomness: the expected numbers come from an independent ChaCha8 (Python, written from RFC 8439).

#[test]
fn streams_are_chacha8_keyed_by_seed_and_purpose() {
    let mut rng = stream(1, Purpose::Points, 0);
    let expected =
        [0.235_527_592_326_240_65, 0.829_717_055_321_670_4, 0.492_457_500_696_296_46, 0.351_445_253_618_274_94];
    for expected in expected {
        assert_eq!(random::unit(&mut rng).to_bits(), f64::to_bits(expected));
    }
    let normal = random::normal(&mut stream(1, Purpose::Parameters, 0));
    assert!((normal - 0.570_742_123_156_289_7).abs() < 1e-15, "{normal}");
    let mut items: Vec<u32> = (0..10).collect();
    random::shuffle(&mut stream(7, Purpose::Order, 0), &mut items);
    assert_eq!(items, [8, 9, 4, 6, 2, 3, 1, 5, 7, 0]);
}

#[test]
fn salt_and_pepper_replaces_a_share_of_the_pixels_by_black_and_white() {
    let corrupted = |share: f64| {
        let mut pixels = vec![0.5f32; 40_000];
        salt_and_pepper(&mut stream(3, Purpose::Corruption, 7), share, &mut pixels);
        pixels
    };
    let mut rng = stream(3, Purpose::Corruption, 7);
    let found = corrupted(0.3);
    for pixel in &found {
        let drawn = random::unit(&mut rng);
        let expected = if drawn < 0.15 {
            1.0
        } else if drawn < 0.3 {
            0.0
        } else {
            0.5
        };
        assert!((f64::from(*pixel) - expected).abs() < f64::EPSILON);
    }
    // 12 000 are expected to be replaced, with a standard deviation of 92.
    let count = |value: f32| found.iter().filter(|pixel| (**pixel - value).abs() < f32::EPSILON).count();
    assert!((5_700..6_300).contains(&count(0.0)) && (5_700..6_300).contains(&count(1.0)));
    assert!(corrupted(0.0).iter().all(|pixel| (*pixel - 0.5).abs() < f32::EPSILON));
}

#[test]
fn streams_are_independent_of_each_other() {
    let purposes = [
        Purpose::Points,
        Purpose::Noise,
        Purpose::Split,
        Purpose::Parameters,
        Purpose::Order,
        Purpose::Dropout,
        Purpose::Corruption,
        Purpose::MeasuredCorruption,
        Purpose::Tokens,
        Purpose::Waves,
        Purpose::Writing,
        Purpose::Latent,
        Purpose::ShownLatent,
        Purpose::FurtherBatch,
    ];
    // A new one is a new line above.
    for purpose in purposes {
        match purpose {
            Purpose::Points
            | Purpose::Noise
            | Purpose::Split
            | Purpose::Parameters
            | Purpose::Order
            | Purpose::Dropout
            | Purpose::Corruption
            | Purpose::MeasuredCorruption
            | Purpose::Tokens
            | Purpose::Waves
            | Purpose::Writing
            | Purpose::Latent
            | Purpose::ShownLatent
            | Purpose::FurtherBatch => {}
        }
    }
    let streams: Vec<Vec<f64>> = purposes
        .into_iter()
        .flat_map(|purpose| [(1, purpose, 0), (1, purpose, 1), (2, purpose, 0)])
        .map(|(seed, purpose, counter)| {
            let mut rng = stream(seed, purpose, counter);
            (0..2000).map(|_| random::uniform(&mut rng, -1.0, 1.0)).collect()
        })
        .collect();
    for (index, a) in streams.iter().enumerate() {
        for b in &streams[..index] {
            // The correlation of 2,000 independent pairs has a standard deviation of 0.022.
            let correlation = 3.0 * a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / 2000.0;
            assert!(correlation.abs() < 0.1, "{correlation}");
        }
    }
}

#[test]
fn random_numbers_have_their_distributions() {
    let mut rng = stream(3, Purpose::Noise, 9);
    let normals: Vec<f64> = (0..20_000).map(|_| random::normal(&mut rng)).collect();
    let mean = normals.iter().sum::<f64>() / 20_000.0;
    let variance = normals.iter().map(|x| x * x).sum::<f64>() / 20_000.0;
    let within = normals.iter().filter(|x| x.abs() < 1.0).count();
    assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    assert!((13_400..13_900).contains(&within), "{within} of 20,000 within one deviation, not 68 %");

    let mut counts = [0; 6];
    for _ in 0..60_000 {
        counts[random::below(&mut rng, 6) as usize] += 1;
    }
    assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
    assert_eq!(random::below(&mut rng, 0), 0);
    assert_eq!(random::below(&mut rng, 1), 0);
}

// The plane.

fn examples(set: &PlaneSet) -> impl Iterator<Item = ([f64; 2], f64)> {
    set.points.iter().zip(&set.targets).map(|(point, target)| (point.map(f64::from), f64::from(*target)))
}

fn radius([x, y]: [f64; 2]) -> f64 {
    x.hypot(y)
}

#[test]
fn every_set_has_its_sizes_and_its_seed() {
    for &id in PlaneId::ALL {
        let set = generate(id, 500, 20.0, 40.0, 1);
        assert_eq!((set.points.len(), set.targets.len(), set.train), (500, 500, 300), "{id:?}");
        assert!(set.targets.iter().all(|target| (-1.0..=1.0).contains(target)), "{id:?}");
        assert_eq!(set, generate(id, 500, 20.0, 40.0, 1), "{id:?}: equal seeds, equal bits");
        assert_ne!(set.points, generate(id, 500, 20.0, 40.0, 2).points, "{id:?}");
        assert_eq!(set.points, generate(id, 500, 20.0, 90.0, 1).points, "{id:?}: the share moves no point");
        assert_eq!((set.classes, set.region), (id.has_classes(), [-6.0, 6.0, -6.0, 6.0]), "{id:?}");
        assert_eq!(set.classes, !matches!(id, PlaneId::Slope | PlaneId::Hills), "{id:?}");
        for other in PlaneId::ALL.iter().filter(|other| **other != id) {
            assert!(generate(*other, 500, 20.0, 40.0, 1) != set, "{id:?} is not {other:?}");
        }
    }
}

#[test]
fn a_split_keeps_one_example_on_each_side() {
    assert_eq!([50.0, 10.0, 90.0, 0.0, 100.0].map(|share| train_count(500, share)), [250, 450, 50, 499, 1]);
    assert_eq!((train_count(20, 12.5), train_count(0, 50.0), train_count(2, 90.0)), (17, 1, 1));
    assert_eq!(generate(PlaneId::Xor, 0, 0.0, 50.0, 1).points.len(), 2);
}

#[test]
fn classes_are_balanced_in_both_parts() {
    for id in PlaneId::ALL.iter().copied().filter(|id| id.has_classes()) {
        let set = generate(id, 2000, 0.0, 50.0, 4);
        for part in [&set.targets[..1000], &set.targets[1000..]] {
            assert!(part.iter().all(|target| target.abs().to_bits() == 1_f32.to_bits()), "{id:?}");
            let positive = part.iter().filter(|target| **target > 0.0).count();
            assert!((430..570).contains(&positive), "{id:?}: {positive} of 1,000 are +1");
        }
    }
}

#[test]
fn noise_moves_labels_or_points_within_its_bounds() {
    for id in [PlaneId::Circle, PlaneId::Xor, PlaneId::Slope, PlaneId::Hills] {
        let (calm, noisy) = (generate(id, 1000, 0.0, 50.0, 5), generate(id, 1000, 50.0, 50.0, 5));
        assert_eq!(calm.points, noisy.points, "{id:?}: noise judges points, it does not move them");
        assert_ne!(calm.targets, noisy.targets, "{id:?}");
    }
    let (calm, noisy) = (generate(PlaneId::Spiral, 1000, 0.0, 50.0, 5), generate(PlaneId::Spiral, 1000, 30.0, 50.0, 5));
    let moves = || calm.points.iter().zip(&noisy.points).flat_map(|(a, b)| [(a[0] - b[0]).abs(), (a[1] - b[1]).abs()]);
    assert_eq!(calm.targets, noisy.targets);
    assert!(moves().all(|by| by <= 0.3 + 1e-6), "at most 1 × noise");
    assert!(moves().fold(0.0, f32::max) > 0.28);
}

#[test]
fn circle_is_a_disc_in_a_ring() {
    for (point, target) in examples(&generate(PlaneId::Circle, 2000, 0.0, 50.0, 6)) {
        let bounds = if target > 0.0 { 0.0..=2.5 + 1e-6 } else { 3.5 - 1e-6..=5.0 + 1e-6 };
        assert!(bounds.contains(&radius(point)), "{point:?} {target}");
    }
    // At a noise of 10 % a label turns only within √2 · 0.5 of radius 2.5; the ring begins farther out than that.
    for (point, target) in examples(&generate(PlaneId::Circle, 2000, 10.0, 50.0, 6)) {
        let near = (radius(point) - 2.5).abs() < 0.71;
        assert!(near || (target > 0.0) == (radius(point) < 3.0), "{point:?} {target}");
    }
}

#[test]
fn xor_is_the_product_of_signs() {
    for ([x, y], target) in examples(&generate(PlaneId::Xor, 2000, 0.0, 50.0, 7)) {
        assert!((0.3..=5.300_001).contains(&x.abs()) && (0.3..=5.300_001).contains(&y.abs()), "{x} {y}");
        assert!((x * y).signum().total_cmp(&target).is_eq(), "{x} {y} {target}");
    }
    for ([x, y], target) in examples(&generate(PlaneId::Xor, 2000, 20.0, 50.0, 7)) {
        let near = x.abs() <= 1.0 || y.abs() <= 1.0;
        assert!(near || (x * y).signum().total_cmp(&target).is_eq(), "{x} {y} {target}");
    }
}

#[test]
fn gaussians_have_their_means_and_variances() {
    for (noise, variance) in [(0.0, 0.5), (25.0, 2.25), (50.0, 4.0)] {
        let set = generate(PlaneId::Gaussians, 4000, noise, 50.0, 8);
        for class in [1.0, -1.0] {
            for axis in [0, 1] {
                let own: Vec<f64> =
                    examples(&set).filter(|(_, t)| t * class > 0.0).map(|(point, _)| point[axis]).collect();
                let n = own.len() as f64;
                let mean = own.iter().sum::<f64>() / n;
                let spread = own.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
                assert!((mean - 2.0 * class).abs() < 0.15, "{mean}");
                assert!((spread / variance - 1.0).abs() < 0.12, "{spread} is not about {variance}");
            }
        }
    }
}

#[test]
fn spiral_follows_its_formula() {
    let set = generate(PlaneId::Spiral, 500, 0.0, 50.0, 9);
    let mut found: Vec<[f64; 3]> = examples(&set).map(|([x, y], target)| [target, x, y]).collect();
    let mut expected: Vec<[f64; 3]> = [(1.0, 0.0), (-1.0, PI)]
        .into_iter()
        .flat_map(|(class, turned)| {
            (0..250).map(move |i| {
                let (r, t) = (f64::from(i) / 50.0, 3.5 * PI * f64::from(i) / 250.0 + turned);
                [class, r * t.sin(), r * t.cos()]
            })
        })
        .collect();
    let key = |row: &[f64; 3]| ((row[0] * 1e9) as i64, (radius([row[1], row[2]]) * 1e3).round() as i64);
    found.sort_by_key(key);
    expected.sort_by_key(key);
    for (found, expected) in found.iter().zip(&expected) {
        assert!(found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6), "{found:?} {expected:?}");
    }
}

#[test]
fn surfaces_have_their_heights() {
    for ([x, y], target) in examples(&generate(PlaneId::Slope, 1000, 0.0, 50.0, 10)) {
        assert!((target - (x + y) / 12.0).abs() < 1e-6 && x.abs() <= 6.0 && y.abs() <= 6.0);
    }
    for ([x, y], target) in examples(&generate(PlaneId::Hills, 1000, 0.0, 50.0, 10)) {
        // Columns at −4, 0, 4 and rows at ±2.5 alternate in sign, starting with + at (−4, 2.5); radius 2 keeps columns
        // and rows apart, so the nearest alone counts.
        let column = (x / 4.0).round().clamp(-1.0, 1.0);
        let row = y.signum() * 2.5;
        let sign = if (column.abs() < 0.5) == (y > 0.0) { -1.0 } else { 1.0 };
        let expected = sign * (1.0 - (x - 4.0 * column).hypot(y - row) / 2.0).max(0.0);
        assert!((target - expected).abs() < 1e-5, "{x} {y}: {target} {expected}");
    }
    for noise in [10.0, 50.0] {
        for ([x, y], target) in examples(&generate(PlaneId::Slope, 1000, noise, 50.0, 10)) {
            assert!((target - (x + y) / 12.0).abs() <= noise / 100.0 + 1e-6, "2 · 6 · noise / 12");
        }
    }
}

#[test]
fn thumbnails_agree_with_the_points() {
    let side = 600;
    for &id in PlaneId::ALL {
        let cells = thumbnail(id, side);
        assert_eq!(cells.len(), side * side);
        assert!(cells.iter().all(|cell| (-1.0..=1.0).contains(cell)), "{id:?}");
        let set = generate(id, 1000, 0.0, 50.0, 11);
        let agreeing = examples(&set)
            .filter(|([x, y], target)| {
                let cell = |x: f64| ((x + 6.0) / 12.0 * side as f64) as usize;
                let shown = f64::from(cells[cell(-y) * side + cell(*x)]);
                if set.classes { shown * target > 0.0 } else { (shown - target).abs() < 0.02 }
            })
            .count();
        // Cells on an edge and the spiral's first points, which lie on both arms, may differ.
        assert!(agreeing >= 985, "{id:?}: {agreeing} of 1,000");
    }
    assert!(thumbnail(PlaneId::Circle, 0).is_empty());
    assert!(thumbnail(PlaneId::Circle, 60)[0].abs() < f32::EPSILON, "nothing in the corner");
}

#[test]
fn features_have_their_values_and_labels() {
    let found: Vec<f32> = Feature::ALL.iter().map(|feature| feature.of([1.5, -2.0])).collect();
    for (found, expected) in found.iter().zip([1.5, -2.0, 2.25, 4.0, -3.0, 0.997_495, -0.909_297_4]) {
        assert!((found - expected).abs() < 1e-6, "{found} {expected}");
    }
    let labels: Vec<&str> = Feature::ALL.iter().map(|feature| feature.label()).collect();
    assert_eq!(labels, ["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"]);
}

// The order of an epoch.

#[test]
fn an_epoch_visits_every_example_once_chunk_by_chunk() {
    let mut firsts = HashSet::new();
    for epoch in 0..20 {
        let visited = order(1, epoch, 12_300, 5000);
        assert_eq!(visited, order(1, epoch, 12_300, 5000));
        let mut sorted = visited.clone();
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..12_300), "epoch {epoch}");
        assert!(!visited.is_sorted());
        let mut chunks: Vec<u32> = visited.iter().map(|index| index / 5000).collect();
        chunks.dedup();
        assert_eq!(chunks.len(), 3, "epoch {epoch} finishes each chunk before the next");
        assert!(epoch > 0 || chunks == [0, 1, 2], "the first epoch takes the chunks as they arrive");
        firsts.insert(chunks[0]);
    }
    assert_eq!(firsts.len(), 3, "later epochs begin with any chunk");
    assert_ne!(order(1, 1, 100, 100), order(1, 2, 100, 100));
    assert_ne!(order(1, 1, 100, 100), order(2, 1, 100, 100));
    assert_eq!(order(1, 1, 100, 100), order(1, 1, 100, 0));
    assert_eq!(order(1, 1, 100, 100), order(1, 1, 100, 5000));
    assert!(order(1, 1, 0, 0).is_empty());
}

// MNIST.

fn file(name: &str) -> Vec<u8> {
    let path = format!("www/{}/{name}", digits::FOLDER);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn all(names: &[&str]) -> Digits {
    let mut all = Digits::default();
    for name in names {
        let digits = decode(name, &file(name)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((digits.labels.len(), digits.pixels.len()), (CHUNK, CHUNK * PIXELS), "{name}");
        all.labels.extend(digits.labels);
        all.pixels.extend(digits.pixels);
    }
    all
}

fn histogram(labels: &[u8]) -> [u32; 10] {
    let mut counts = [0; 10];
    for label in labels {
        counts[usize::from(*label)] += 1;
    }
    counts
}

#[test]
fn mnist_is_the_real_one() {
    let (train, test) = (all(&TRAIN_CHUNKS), all(&TEST_CHUNKS));
    assert_eq!((train.labels.len(), test.labels.len()), (60_000, 10_000));
    assert_eq!(histogram(&train.labels), [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    assert_eq!(histogram(&test.labels), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    assert_eq!(train.labels[..10], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    assert_eq!(test.labels[..10], [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);

    let values = || train.pixels.iter().map(|byte| f64::from(digits::pixel(*byte)));
    let n = train.pixels.len() as f64;
    let mean = values().sum::<f64>() / n;
    let deviation = (values().map(|x| x * x).sum::<f64>() / n - mean * mean).sqrt();
    assert!((mean - 0.1307).abs() < 5e-5 && (deviation - 0.3081).abs() < 5e-5, "{mean} {deviation}");
    assert_eq!([digits::pixel(0), digits::pixel(255)].map(f32::to_bits), [0_f32, 1.0].map(f32::to_bits));
}

#[test]
fn what_is_no_chunk_is_refused_by_name() {
    let chunk = |count: u32, labels: &[u8], pixels: usize| {
        [b"GGMN", &count.to_le_bytes()[..], labels, &vec![9; pixels]].concat()
    };
    let flaw = |bytes: &[u8]| decode("x.bin", bytes).expect_err("no chunk").flaw;
    assert_eq!(decode("x.bin", &chunk(2, &[3, 4], 2 * PIXELS)).unwrap().labels, [3, 4]);
    assert_eq!(flaw(b""), Flaw::Kind);
    assert_eq!(flaw(b"<!doctype html><title>404</title>"), Flaw::Kind);
    assert_eq!(flaw(&chunk(0, &[], 0)), Flaw::Count(0));
    assert_eq!(flaw(&chunk(u32::MAX, &[], 0)), Flaw::Count(u32::MAX));
    assert_eq!(flaw(&chunk(2, &[3, 4], 5)), Flaw::Length { expected: 8 + 2 * 785, found: 15 });
    assert_eq!(flaw(&chunk(1, &[3], PIXELS + 1)), Flaw::Length { expected: 793, found: 794 });
    assert_eq!(flaw(&chunk(2, &[3, 10], 2 * PIXELS)), Flaw::Label { index: 1, label: 10 });

    let real = file("test-00.bin");
    for length in [2, 10, 18, 1000, real.len() / 2, real.len() - 1] {
        assert!(matches!(flaw(&real[..length]), Flaw::Gzip { cut_off: true, .. }), "cut to {length}");
    }
    let mut damaged = real.clone();
    damaged[real.len() / 2] ^= 0x40;
    assert!(matches!(flaw(&damaged), Flaw::Gzip { .. } | Flaw::Length { .. }), "damaged");
    // Another chunk under this name, whole and of the right kind: that of another build, say.
    let other = decode("test-00.bin", &file("test-01.bin")).expect_err("another file").flaw;
    assert_eq!(other, Flaw::Checksum);
    let words = decode("test-00.bin", b"?").unwrap_err().to_string();
    assert_eq!(words, "test-00.bin: is not a chunk of digits");

    // A host that unpacks on the way delivers the content itself.
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&real[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(decode("x", &unpacked), decode("x", &real));
}

// One neuron and the gate.

#[test]
#[expect(clippy::float_cmp, reason = "small whole numbers, and the same bits for the same seed")]
fn four_points_on_a_line() {
    assert_eq!(line::targets(0.0, 1), [8.0, 11.0, 14.0, 17.0]);
    assert_eq!(line::least_squares(&[8.0, 11.0, 14.0, 17.0]), [3.0, 5.0]);
    for ([x1, x2], y) in line::INPUTS.iter().zip(line::targets(0.0, 1)) {
        assert_eq!((*x2, y), (x1 + 1.0, x1 + 2.0 * x2 + 3.0));
    }
    let noisy = line::targets(50.0, 7);
    assert_eq!(noisy, line::targets(50.0, 7));
    assert_ne!(noisy, line::targets(50.0, 8));
    let far: Vec<f32> = noisy.iter().zip([8.0, 11.0, 14.0, 17.0]).map(|(y, clean)| (y - clean).abs()).collect();
    assert!(far.iter().all(|far| *far <= 4.5) && far.iter().any(|far| *far > 0.1), "{far:?}");
    // Of all lines, the least-squares line misses least.
    let error = |slope: f64, intercept: f64| -> f64 {
        let miss = |([x1, _], y): (&[f32; 2], &f32)| (slope * f64::from(*x1) + intercept - f64::from(*y)).powi(2);
        line::INPUTS.iter().zip(&noisy).map(miss).sum()
    };
    let [slope, intercept] = line::least_squares(&noisy);
    for (more, shift) in [(0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01), (0.01, -0.01)] {
        assert!(error(slope + more, intercept + shift) > error(slope, intercept));
    }
}

#[test]
#[expect(clippy::float_cmp, reason = "0 and 1")]
fn the_gate_is_1_where_one_input_is() {
    for ([x1, x2], y) in gate::INPUTS.iter().zip(gate::TARGETS) {
        assert_eq!(y, f32::from(u8::from((*x1 == 1.0) != (*x2 == 1.0))));
    }
}

// Work.

fn options(lesson: LessonId, values: &[(Key, &str)]) -> Options {
    let mut options = Options::of(lesson);
    for (key, text) in values {
        let set = key.parse(text).and_then(|value| options.set(*key, value));
        set.unwrap_or_else(|refused| panic!("{refused:?}"));
    }
    options
}

#[test]
fn work_of_two_four_three_one() {
    let sgd = options(LessonId::Boundary, &[(Key::Optimizer, "sgd"), (Key::Batch, "10")]);
    assert_eq!(shape::layer_sizes(&sgd), [2, 4, 3, 1]);
    assert_eq!(cost::parameters(&sgd), (2 * 4 + 4) + (4 * 3 + 3) + (3 + 1));
    assert_eq!(shape::train_examples(&sgd), 250);
    // Products 4·8 + 6·12 + 6·3, biases 2·8, hidden tanh 3·7, output tanh 3, squared error 4.
    let example = 32 + 72 + 18 + 16 + 21 + 3 + 4;
    assert_eq!(cost::flops_per_step(&sgd), 10 * example + 2 * 31);
    let with = |more: &[(Key, &str)]| {
        cost::flops_per_step(&options(LessonId::Boundary, &[&[(Key::Optimizer, "sgd")], more].concat()))
    };
    assert_eq!(with(&[(Key::Optimizer, "adam")]), 10 * example + 14 * 31);
    assert_eq!(with(&[(Key::Optimizer, "momentum")]), 10 * example + 4 * 31);
    // 23 weights: g + λw is 2 each, a mean 3 and a threshold 1, or 2 where it differs from weight to weight.
    assert_eq!(with(&[(Key::L2, "0.1")]), 10 * example + 2 * 31 + 2 * 23);
    assert_eq!(with(&[(Key::L1, "0.1"), (Key::L2, "0.1")]), 10 * example + 2 * 31 + (2 + 4) * 23);
    assert_eq!(with(&[(Key::L1, "0.1"), (Key::Optimizer, "adam")]), 10 * example + 14 * 31 + 5 * 23);
    assert_eq!(with(&[(Key::Activation, "linear")]), 10 * (example - 21) + 2 * 31);
    assert_eq!(with(&[(Key::Data, "hills")]), 10 * (example - 3) + 2 * 31);
    assert_eq!(with(&[(Key::Batch, "1024")]), 250 * example + 2 * 31, "no more than there are");
    // No hidden layer: 2 → 1.
    assert_eq!(with(&[(Key::Layers, "")]), 10 * (4 * 2 + 2 + 3 + 4) + 2 * 3);
}

#[test]
fn work_of_one_neuron_and_of_the_gate() {
    // Products 4·2, bias 2, squared error 4, a sigmoid 3; four examples and three parameters of gradient descent.
    let neuron = Options::of(LessonId::Neuron);
    assert_eq!((shape::layer_sizes(&neuron), cost::parameters(&neuron)), (vec![2, 1], 3));
    assert_eq!(cost::flops_per_step(&neuron), 4 * (8 + 2 + 4) + 2 * 3);
    let saturated = Options::of_preset(LessonId::Neuron, "saturated").unwrap();
    assert_eq!(cost::flops_per_step(&saturated), 4 * (8 + 2 + 3 + 4) + 2 * 3);
    // Products 4·4 + 6·2, biases 2·3, ReLU 3·2, cross-entropy 9; one example and nine parameters of Adam.
    let article = Options::of_preset(LessonId::Xor, "article").unwrap();
    assert_eq!((shape::layer_sizes(&article), cost::parameters(&article)), (vec![2, 2, 1], 9));
    assert_eq!(cost::flops_per_step(&article), (16 + 12 + 6 + 6 + 9) + 14 * 9);
}

#[test]
fn work_of_the_articles_digits() {
    let article = Options::of(LessonId::Digits);
    assert_eq!(shape::layer_sizes(&article), [784, 128, 10]);
    assert_eq!(cost::parameters(&article), 101_770);
    // Products 4·784·128 + 6·128·10, biases 2·138, ReLU 3·128, dropout 2·128, softmax with cross-entropy 6·10 + 2.
    let example = 401_408 + 7_680 + 276 + 384 + 256 + 62;
    assert_eq!(cost::flops_per_step(&article), 32 * example + 14 * 101_770);
}

// Clouds to be imitated.

#[test]
fn clouds_are_their_formulas() {
    const NOISE: f64 = 5.0;
    let heart: &[[i8; 2]] = &[[-60, 40], [60, 40], [0, -60], [10, -60]];
    for &id in CloudId::ALL {
        let cloud = Cloud::new(id, NOISE, heart);
        let examples = cloud.examples(4000, 3);
        assert_eq!(examples, cloud.examples(4000, 3), "{id:?}: equal seeds, equal bits");
        assert_eq!(examples[..10], cloud.examples(10, 3), "{id:?}: the first do not depend on how many there are");
        assert_ne!(examples, cloud.examples(4000, 4), "{id:?}");
        // Across a line the noise has one dimension, about a point two: exp(−9/2) of those lie beyond three widths.
        let coverage = cloud.coverage(&examples);
        let good = if matches!(id, CloudId::Ring | CloudId::Line) { 0.9973 } else { 1.0 - (-4.5f64).exp() };
        assert!((coverage.good() - good).abs() < 0.006, "{id:?}: {}", coverage.good());
        assert_eq!(coverage.covered(), cloud.sectors(), "{id:?}: {coverage:?}");
        let calm = Cloud::new(id, 0.0, heart);
        assert!(calm.examples(500, 3).iter().all(|place| calm.distance(*place) < 1e-6), "{id:?}: without noise");
    }
    for (place, id, distance, sector) in [
        ([0.8, 0.0], CloudId::Ring, 0.1, 0),
        ([0.0, -0.6], CloudId::Ring, 0.1, 6),
        ([0.7, 0.1], CloudId::Modes, 0.1, 0),
        ([0.0, -0.8], CloudId::Modes, 0.1, 6),
        ([0.8, 0.4], CloudId::Line, 0.0, 7),
        ([-1.0, -0.4], CloudId::Line, 0.2, 0),
        ([-0.6, 0.5], CloudId::Drawn, 0.1, 0),
    ] {
        let cloud = Cloud::new(id, NOISE, heart);
        assert!((cloud.distance(place) - distance).abs() < 1e-6, "{id:?} {place:?}: {}", cloud.distance(place));
        assert_eq!(cloud.sector(place), sector, "{id:?} {place:?}");
    }
    assert_eq!(Cloud::new(CloudId::Drawn, NOISE, &heart[..2]).sectors(), 2, "no more than points");
    for &id in CloudId::ALL {
        let cloud = Cloud::new(id, NOISE, heart);
        let signs = cloud.signs();
        assert_eq!(signs.len(), cloud.sectors());
        for (sector, sign) in signs.iter().enumerate() {
            assert_eq!(cloud.sector(*sign), sector, "{id:?}: the number stands at its own sector");
            assert!(cloud.distance(*sign) > 0.1 && sign.iter().all(|place| place.abs() <= 1.1), "{id:?}: {sign:?}");
        }
    }
}

#[test]
fn coverage_counts_what_is_good_and_where() {
    let cloud = Cloud::new(CloudId::Modes, 5.0, &[]);
    // 50 on the first centre, 2 on the opposite one, 48 in the middle of nowhere.
    let places = [vec![[0.7, 0.0]; 50], vec![[-0.7, 0.0]; 2], vec![[0.0, 0.0]; 48]].concat();
    let coverage = cloud.coverage(&places);
    assert_eq!((coverage.counts.as_slice(), coverage.of), (&[50, 0, 0, 0, 2, 0, 0, 0][..], 100));
    assert!((coverage.good() - 0.52).abs() < 1e-12);
    assert_eq!(coverage.covered(), 2, "2 of 100 are just enough");
    let fewer = [vec![[0.7, 0.0]; 50], vec![[-0.7, 0.0]], vec![[0.0, 0.0]; 49]].concat();
    assert_eq!(cloud.coverage(&fewer).covered(), 1);
    assert!((Cloud::new(CloudId::Ring, 0.0, &[]).reach() - 0.03).abs() < 1e-12, "a width is at least 0.01");
    let cells = Cloud::new(CloudId::Ring, 8.0, &[]).thumbnail(40);
    assert!(cells.len() == 1600 && cells.iter().all(|cell| (0.0..=1.0).contains(cell)));
    assert!(cells[20 * 40 + 20] < 0.01 && cells[20 * 40 + 31] > 0.7, "empty in the middle, full on the ring");
}
