//! Generator against discriminator: losses in closed form, gradients against finite differences, runs that are their seed's.

use burn::tensor::{Tensor, TensorData};
use gradient_garden::cost;
use gradient_garden::data::clouds::{Cloud, CloudId, SECTORS};
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::options::{Key, Objective, Options};
use gradient_garden::protocol::{Answer, Arrows, Floats, Observation, Part, Picture, Problem, Question, View};
use gradient_garden::shape;
use gradient_garden::train::device;
use gradient_garden::train::experiment::{Experiment, Extent, Step};
use gradient_garden::train::gan::GanExperiment;

use super::{Measure as _, bits, number, options, options_of, session};

const PARTS: [Part; 2] = [Part::Discriminator, Part::Generator];

/// Small players, so that every number of theirs can be looked at.
fn small(changes: &[(&str, &str)]) -> Options {
    let few = [("generator", "6"), ("discriminator", "7"), ("points", "200")];
    options_of(LessonId::Gan, &[&few[..], changes].concat())
}

fn step(examples: &[u32]) -> Step<'_> {
    Step { number: 3, examples, rate: 0.01 }
}

fn column(values: &[f32]) -> Tensor<2> {
    Tensor::from_data(TensorData::new(values.to_vec(), [values.len(), 1]), &device::cpu().0)
}

fn mean(values: &[f32], each: impl Fn(f64) -> f64) -> f64 {
    values.iter().map(|value| each(f64::from(*value))).sum::<f64>() / values.len() as f64
}

#[test]
fn losses_are_their_closed_forms_however_sure_the_discriminator_is() {
    let sigma = |s: f64| 1.0 / (1.0 + (-s).exp());
    let (real, fake) = ([0.3, -1.2, 2.5, 4.0], [-0.7, 0.9, 3.0, -5.0]);
    let classic = mean(&real, |s| -sigma(s).ln()) + mean(&fake, |s| -(1.0 - sigma(s)).ln());
    let squares = 0.5 * mean(&real, |s| (s - 1.0).powi(2)) + 0.5 * mean(&fake, |s| s * s);
    let expected = [
        ("minmax", classic, mean(&fake, |s| (1.0 - sigma(s)).ln())),
        ("non-saturating", classic, mean(&fake, |s| -sigma(s).ln())),
        ("least-squares", squares, 0.5 * mean(&fake, |s| (s - 1.0).powi(2))),
    ];
    assert_eq!(expected.map(|(name, ..)| name), Objective::NAMES);
    for (name, of_discriminator, of_generator) in expected {
        let objective = Objective::from_name(name).expect("an objective");
        let (d, g) = objective.losses(&real, &fake);
        assert!((d - of_discriminator).abs() < 1e-9 && (g - of_generator).abs() < 1e-9, "{name}: {d} {g}");
        let d = number(objective.of_discriminator(column(&real), column(&fake)));
        let g = number(objective.of_generator(column(&fake)).mean());
        assert!((d - of_discriminator).abs() < 1e-5 && (g - of_generator).abs() < 1e-5, "{name}: {d} {g}");
        let (d, g) = objective.losses(&[200.0, -200.0], &[200.0, -200.0]);
        assert!(d.is_finite() && g.is_finite(), "{name}");
        let d = number(objective.of_discriminator(column(&[200.0, -200.0]), column(&[200.0, -200.0])));
        assert!(d.is_finite(), "{name}");
    }
    assert_eq!([0.4, 0.6].map(|s| Objective::LeastSquares.takes_for_real(s)), [false, true]);
    assert_eq!([-0.1, 0.1].map(|s| Objective::MinMax.takes_for_real(s)), [false, true]);
}

#[test]
fn gradients_of_both_players_equal_finite_differences() {
    const H: f32 = 2e-3;
    let examples: Vec<u32> = (0..40).collect();
    for (objective, part) in Objective::NAMES.iter().flat_map(|objective| PARTS.map(|part| (objective, part))) {
        let mut duel = GanExperiment::new(&small(&[("objective", objective)]), &device::cpu().0);
        // A few steps, so that the players are not where they began.
        (0..20).for_each(|number| drop(duel.step(Step { number, examples: &examples, rate: 0.01 })));
        let start = pollster::block_on(duel.parameters()).unwrap();
        duel.step_part(step(&examples), part).unwrap();
        let own = if part == Part::Generator { "generator." } else { "discriminator." };
        let gradients = pollster::block_on(duel.gradients()).unwrap();
        let gradients: Vec<_> = gradients.into_iter().filter(|array| array.name.starts_with(own)).collect();
        duel.set_parameters(&start).unwrap();
        let scale = gradients.iter().flat_map(|g| g.values.iter()).fold(0.0f32, |top, value| top.max(value.abs()));
        assert!(scale > 1e-3 && gradients.len() == 4, "{objective} {own}");
        let (mut compared, mut off) = (0, Vec::new());
        for gradient in &gradients {
            let array = start.iter().find(|array| array.name == gradient.name).unwrap();
            for index in 0..array.values.len() {
                let mut loss_at = |delta: f32| {
                    let mut moved = array.clone();
                    moved.values.0[index] += delta;
                    duel.set_parameters(&[moved]).unwrap();
                    number(match part {
                        Part::Discriminator => duel.discriminator_loss(&step(&examples), 0),
                        Part::Generator => duel.generator_loss(&step(&examples)),
                    })
                };
                let quotient = (loss_at(H) - loss_at(-H)) / f64::from(2.0 * H);
                duel.set_parameters(std::slice::from_ref(array)).unwrap();
                compared += 1;
                if (quotient - f64::from(gradient.values[index])).abs() > 5e-3 * f64::from(scale) + 2e-4 {
                    off.push(format!("{}[{index}]: {} against {quotient}", array.name, gradient.values[index]));
                }
            }
        }
        // A quotient may straddle a kink of the ReLUs.
        assert!(compared > 25 && off.len() <= compared / 8, "{objective} {own}: {} of {compared}: {off:#?}", off.len());
    }
}

#[test]
fn a_step_is_k_of_the_discriminator_and_one_of_the_generator() {
    let examples: Vec<u32> = (0..32).collect();
    let run = |k: &str, act: &dyn Fn(&mut GanExperiment)| {
        let mut duel = GanExperiment::new(&small(&[("k", k)]), &device::cpu().0);
        act(&mut duel);
        pollster::block_on(duel.parameters()).unwrap()
    };
    let parts = |duel: &mut GanExperiment| {
        for part in PARTS {
            duel.step_part(step(&examples), part).unwrap();
        }
    };
    let once = run("1", &|duel| drop(duel.step(step(&examples))));
    assert_eq!(once, run("1", &parts), "D first, then G");
    let thrice = run("3", &|duel| drop(duel.step(step(&examples))));
    assert_ne!(once, thrice);
    // Each part leaves the other's parameters alone.
    let start = run("1", &|_| {});
    for part in PARTS {
        let after = run("1", &|duel| drop(duel.step_part(step(&examples), part).unwrap()));
        for (before, after) in start.iter().zip(&after) {
            let moved = before.name.starts_with("generator.") == (part == Part::Generator);
            assert_eq!(before.values != after.values, moved, "{part:?} {}", before.name);
        }
    }
    // Adam's counters tell how often each player moved.
    let mut duel = GanExperiment::new(&small(&[("k", "3")]), &device::cpu().0);
    (0..2).for_each(|number| drop(duel.step(Step { number, examples: &examples, rate: 0.01 })));
    let state = pollster::block_on(duel.optimizer()).unwrap();
    let times = state.iter().filter(|array| array.name.rsplit('.').next() == Some("time"));
    let times: Vec<_> = times.map(|array| (array.name.starts_with("generator."), array.values[1])).collect();
    assert_eq!(times.len(), 8);
    assert!(times.iter().all(|(generator, time)| *time == if *generator { 2.0 } else { 6.0 }), "{times:?}");
}

#[test]
fn a_part_alone_is_asked_for_by_a_question_and_counts_as_a_step() {
    let mut run = session(&small(&[]), None);
    for (count, part) in (1..).zip(PARTS) {
        let answer = pollster::block_on(run.answer(Question::Step(part)));
        assert!(matches!(answer, Ok(Answer::Metrics(metrics)) if metrics.step == count), "{answer:?}");
    }
    let refused = pollster::block_on(session(&options(&[]), None).answer(Question::Step(Part::Generator)));
    assert!(matches!(refused, Err(Problem::Unfit(_))), "{refused:?}");
}

#[test]
fn a_checkpoint_with_several_batches_a_step_continues_exactly() {
    let options = small(&[("k", "3"), ("data", "modes")]);
    let mut whole = session(&options, None);
    (0..40).for_each(|_| whole.train());
    let mut half = session(&options, None);
    (0..17).for_each(|_| half.train());
    let mut rest = session(&options, Some(pollster::block_on(half.checkpoint()).unwrap()));
    (0..23).for_each(|_| rest.train());
    assert_eq!(bits(&mut whole), bits(&mut rest));
}

#[test]
fn arrows_are_where_the_loss_of_their_fake_falls() {
    const H: f32 = 1e-2;
    for name in Objective::NAMES {
        let objective = Objective::from_name(name).expect("an objective");
        let mut duel = GanExperiment::new(&small(&[("objective", name)]), &device::cpu().0);
        let examples: Vec<u32> = (0..64).collect();
        (0..30).for_each(|number| drop(duel.step(Step { number, examples: &examples, rate: 0.02 })));
        let view = View { panels: vec![Panel::Game], ..View::default() };
        let pictures = pollster::block_on(duel.observe(&view)).unwrap();
        let fakes = |picture: &Picture| match &picture.data {
            Observation::Arrows(arrows) => Some(Arrows::clone(arrows)),
            _ => None,
        };
        let Arrows { positions, directions, .. } = pictures.iter().find_map(fakes).unwrap();
        assert_eq!(positions.len(), directions.len());
        // s from what D answers: the logarithm of the odds, or s itself.
        let loss_at = |place: [f32; 2]| {
            let (_, said) = pollster::block_on(duel.predict(2, Floats(place.to_vec()))).unwrap();
            let odds = said[0] / (1.0 - said[0]);
            let s = if objective == Objective::LeastSquares { said[0] } else { odds.ln() };
            objective.losses(&[0.0], &[s]).1
        };
        let scale = directions.iter().fold(0.0f32, |top, value| top.max(value.abs()));
        assert!(scale > 1e-3, "{name}");
        let (mut compared, mut off) = (0, 0);
        for (place, push) in positions.chunks(2).zip(directions.chunks(2)).take(40) {
            for axis in 0..2 {
                let moved = |by: f32| {
                    let mut place = [place[0], place[1]];
                    place[axis] += by;
                    loss_at(place)
                };
                let quotient = -(moved(H) - moved(-H)) / f64::from(2.0 * H);
                compared += 1;
                off += usize::from((quotient - f64::from(push[axis])).abs() > 0.02 * f64::from(scale));
            }
        }
        // Leaky ReLUs have kinks.
        assert!(off <= compared / 5, "{name}: {off} of {compared}");
    }
}

#[test]
fn a_generator_of_one_number_draws_a_fine_curve() {
    let duel = GanExperiment::new(&small(&[("latent", "1")]), &device::cpu().0);
    let view = View { panels: vec![Panel::Game], ..View::default() };
    let pictures = pollster::block_on(duel.observe(&view)).unwrap();
    let mesh = |picture: &Picture| match &picture.data {
        Observation::Mesh(mesh) => Some(mesh.clone()),
        _ => None,
    };
    let mesh = pictures.iter().find_map(mesh).unwrap();
    assert!(mesh.columns >= 100 && mesh.positions.len() == 2 * mesh.columns as usize, "{}", mesh.columns);
}

#[test]
fn what_is_measured_is_what_the_samples_are() {
    let options = small(&[("data", "modes")]);
    let mut run = session(&options, None);
    (0..300).for_each(|_| run.train());
    let metrics = pollster::block_on(run.metrics()).unwrap();
    let Ok(Answer::Arrays(arrays)) =
        pollster::block_on(run.answer(Question::Activations { input: Floats(vec![0.1, 0.2]) }))
    else {
        panic!("layers and samples")
    };
    let names: Vec<&str> = arrays.iter().map(|array| array.name.as_str()).collect();
    assert_eq!(names, ["discriminator.layers.0", "discriminator.layers.1", "generator.samples"]);
    let samples = arrays.last().unwrap();
    assert_eq!(samples.shape, [1000, 2]);
    let cloud = Cloud::new(CloudId::Modes, options.number(Key::Noise), &[]);
    let coverage = cloud.coverage(samples.values.as_chunks().0);
    assert_eq!(metrics.test_accuracy, Some(coverage.good()));
    assert!(coverage.good() > 0.05, "it has begun to imitate: {coverage:?}");
    // The share right and both losses from D's answers alone.
    let mut said =
        |inputs: Vec<f32>| match pollster::block_on(run.answer(Question::Predict { width: 2, inputs: Floats(inputs) }))
        {
            Ok(Answer::Rows { values, .. }) => values,
            other => panic!("{other:?}"),
        };
    let fake = said(samples.values.to_vec());
    let real = said(cloud.examples(200, 1).concat());
    let right = 0.5 * (mean(&real, |d| f64::from(d > 0.5)) + mean(&fake, |d| f64::from(d <= 0.5)));
    assert!((metrics.train_accuracy.unwrap() - right).abs() < 1e-9);
    let of_discriminator = mean(&real, |d| -d.ln()) + mean(&fake, |d| -(1.0 - d).ln());
    assert!((metrics.train_loss - of_discriminator).abs() < 1e-4);
    assert!((metrics.test_loss - mean(&fake, |d| -d.ln())).abs() < 1e-4);
}

#[test]
fn the_ring_is_imitated_within_the_budget() {
    let options = Options::of(LessonId::Gan);
    let mut duel_run = session(&options, None);
    (0..LessonId::Gan.lesson().budget).for_each(|_| duel_run.train());
    let view = View { panels: vec![Panel::Coverage], ..View::default() };
    duel_run.look(view);
    let frame = pollster::block_on(duel_run.frame()).unwrap();
    let counts = frame.pictures.iter().find_map(|picture| match &picture.data {
        Observation::Histogram(histogram) => Some(histogram.counts.clone()),
        _ => None,
    });
    let counts = counts.unwrap();
    assert!(counts.len() == SECTORS && counts.iter().all(|count| *count >= 20), "{counts:?}");
    assert!(counts.iter().sum::<u32>() >= 900, "{counts:?}");
}

#[test]
fn work_is_counted_by_hand() {
    let options = small(&[("k", "2"), ("batch", "10")]);
    assert_eq!(shape::player_sizes(&options), (vec![2, 6, 2], vec![2, 7, 1]));
    let (generator, discriminator) = (2 * 6 + 6 + 6 * 2 + 2, 2 * 7 + 7 + 7 + 1);
    assert_eq!(cost::parameters(&options), generator + discriminator);
    // Forward: products, biases, activations (all of G's layers, D's hidden one).
    let (g, d) = (2 * (12 + 12) + 8 + 8, 2 * (14 + 7) + 8 + 7);
    // Backward: for weights, and for the inputs of all layers but the first.
    let (g_weights, d_weights) = (2 * (12 + 12) + 8, 2 * (14 + 7) + 8);
    let (g_inputs, d_inputs) = (2 * 12 + 2 * 8, 2 * 7 + 2 * 7);
    let each_d = g + 2 * (d + d_weights + d_inputs + 8);
    let each_g = g + g_weights + g_inputs + d + d_inputs + 2 * 14 + 8;
    let expected = 10 * (2 * each_d + each_g) + 14 * (generator + 2 * discriminator);
    assert_eq!(cost::flops_per_step(&options), expected);
}

#[test]
fn measuring_needs_what_is_measured() {
    let duel = GanExperiment::new(&options_of(LessonId::Gan, &[("data", "mnist")]), &device::cpu().0);
    assert!(!duel.measurable(Extent::Sample) && !duel.ready(&[0]));
    assert_eq!(duel.wants().first(), Some(&"train-00.bin"));
    assert!(duel.dataset().is_err());
    assert!(GanExperiment::new(&small(&[]), &device::cpu().0).measurable(Extent::All));
}
