//! Runs repeat bit for bit, continue exactly, learn, and say what they are.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, OptimizerId, Options};
use gradient_garden::protocol::{Answer, Array, Floats, Observation, PictureId, Problem, Question, Tempo, View};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Activity, Advance, Goal, Plan, Session};

use super::{Measure as _, bits, digits_library, options, options_of, session};

fn ask(session: &mut Session, question: Question) -> Result<Answer, Problem> {
    pollster::block_on(session.answer(question))
}

fn train(session: &mut Session, steps: u64) {
    (0..steps).for_each(|_| session.train());
}

#[test]
fn the_same_seed_gives_the_same_bits() {
    let options = options(&[("data", "spiral"), ("layers", "8,8"), ("l1", "0.001"), ("noise", "10")]);
    let runs: Vec<_> = (0..2)
        .map(|_| {
            let mut run = session(&options, None);
            train(&mut run, 300);
            bits(&mut run)
        })
        .collect();
    assert_eq!(runs[0], runs[1]);
    let mut other = session(
        &super::options(&[("data", "spiral"), ("layers", "8,8"), ("l1", "0.001"), ("noise", "10"), ("seed", "2")]),
        None,
    );
    train(&mut other, 300);
    assert_ne!(runs[0], bits(&mut other), "another seed is another run");
}

#[test]
fn a_checkpoint_continues_exactly() {
    for rule in OptimizerId::NAMES {
        let options = options(&[("optimizer", rule), ("data", "xor"), ("batch", "7")]);
        let mut whole = session(&options, None);
        train(&mut whole, 120);
        let mut first = session(&options, None);
        train(&mut first, 50);
        let checkpoint = pollster::block_on(first.checkpoint()).unwrap();
        let mut second = session(&options, Some(checkpoint));
        assert_eq!(second.steps(), 50);
        train(&mut second, 70);
        assert_eq!(bits(&mut whole), bits(&mut second), "{rule}");
    }
}

#[test]
fn a_digits_checkpoint_continues_its_dropout() {
    let options = options_of(LessonId::Digits, &[("digits", "2000"), ("layers", "16")]);
    let library = digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]);
    let build = |checkpoint| {
        let plan = Plan { run: 1, options: options.clone(), checkpoint, view: View::default() };
        Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap()
    };
    let mut whole = build(None);
    train(&mut whole, 30);
    let mut first = build(None);
    train(&mut first, 11);
    let mut second = build(Some(pollster::block_on(first.checkpoint()).unwrap()));
    train(&mut second, 19);
    assert_eq!(bits(&mut whole), bits(&mut second));
    let metrics = pollster::block_on(whole.metrics()).unwrap();
    assert_eq!((metrics.train_examples, metrics.test_examples), (500, 10_000));
    let metrics_at_start = pollster::block_on(build(None).metrics()).unwrap();
    assert!(metrics.test_loss < metrics_at_start.test_loss);
    let frame = pollster::block_on(whole.frame()).unwrap();
    let names: Vec<_> = frame.pictures.iter().map(|picture| picture.id.name()).collect();
    assert_eq!(names, ["network", "digits"]);
    let Observation::Images(images) = &frame.pictures[1].data else { panic!("digits are images") };
    for row in images.probabilities.chunks(10) {
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
    let Observation::Layers(layers) = &frame.pictures[0].data else { panic!("a network is layers") };
    assert_eq!(layers.columns.iter().map(|column| column.units).collect::<Vec<_>>(), [784, 16, 10]);
    assert_eq!(layers.columns[1].maps.len(), 16 * 784);
    assert_eq!(layers.links[1].weights.len(), 160);
    // A first-layer unit's image is its column of the weights.
    let parameters = pollster::block_on(whole.checkpoint()).unwrap().parameters;
    assert_eq!(parameters[0].name, "layers.0.weight");
    assert_eq!(parameters[0].values[300 * 16 + 5], layers.columns[1].maps[5 * 784 + 300]);
}

#[test]
fn play_begins_gently_and_a_stated_number_of_steps_does_not_wait() {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NOW: AtomicU64 = AtomicU64::new(0);
    let clock = || NOW.load(Ordering::Relaxed) as f64;
    let plan = Plan { run: 1, options: options(&[]), checkpoint: None, view: View::default() };
    let mut run = Session::new(plan, &device::cpu().0, &Library::default(), clock).unwrap();
    run.set_goal(Goal::Until { step: 20, id: 1 });
    train(&mut run, 20);
    assert_eq!(run.holds_back(), None);
    run.set_goal(Goal::Playing);
    // What is behind by up to a tenth of a second is made up for, and then it waits.
    let mut first = 0;
    while run.holds_back().is_none() {
        run.train();
        first += 1;
    }
    assert!((5..15).contains(&first), "{first} steps at once");
    // After n steps n more a second: a second more than doubles what was taken.
    for now in 1..=1000 {
        NOW.store(now, Ordering::Relaxed);
        while run.holds_back().is_none() {
            run.train();
        }
    }
    assert!((100..200).contains(&run.steps()), "{} steps after a second", run.steps());
    run.set_goal(Goal::Paused);
    assert_eq!(run.holds_back(), None);
}

#[test]
fn play_keeps_to_the_speed_that_is_chosen() {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NOW: AtomicU64 = AtomicU64::new(1000);
    let clock = || NOW.load(Ordering::Relaxed) as f64;
    let at = |tempo| View { tempo, ..View::default() };
    let plan = Plan { run: 1, options: options(&[]), checkpoint: None, view: at(Tempo::One) };
    let mut run = Session::new(plan, &device::cpu().0, &Library::default(), clock).unwrap();
    let steps_in = |run: &mut Session, milliseconds: u64| {
        let from = run.steps();
        for _ in 0..milliseconds {
            NOW.fetch_add(1, Ordering::Relaxed);
            while run.holds_back().is_none() {
                run.train();
            }
        }
        run.steps() - from
    };
    run.set_goal(Goal::Playing);
    assert_eq!(steps_in(&mut run, 3500), 4, "one at once, and one after each second");
    // A second's pause does not outlast the choice of another speed.
    run.look(at(Tempo::Twenty));
    assert_eq!(run.holds_back(), None);
    let steps = steps_in(&mut run, 2000);
    assert!((39..=43).contains(&steps), "{steps} steps in two seconds at twenty a second");
    run.look(at(Tempo::Full));
    run.train();
    assert_eq!(run.holds_back(), None, "at full speed nothing waits");
    // A stated number of steps does not wait, whatever the speed.
    run.look(at(Tempo::One));
    run.train();
    assert!(run.holds_back().is_some());
    let step = run.steps() + 5;
    run.set_goal(Goal::Until { step, id: 1 });
    assert_eq!(run.holds_back(), None);
}

#[test]
fn a_run_waits_for_its_data() {
    let options = options_of(LessonId::Digits, &[("digits", "10000")]);
    let library = digits_library(&["train-00.bin"]);
    let plan = Plan { run: 1, options, checkpoint: None, view: View::default() };
    let mut run = Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap();
    assert_eq!(run.wants().first(), Some(&"test-00.bin"));
    run.set_goal(Goal::Playing);
    assert_eq!(run.activity(), Activity::Waiting, "test digits are missing, and step 0 is measured like every other");
    assert!(!run.measurable());
    run.feed(&digits_library(&["train-00.bin", "test-00.bin"]));
    assert_eq!(pollster::block_on(run.measure_some()).unwrap(), Advance::UnderWay);
    while run.activity() == Activity::Measuring {
        pollster::block_on(run.measure_some()).unwrap();
    }
    assert_eq!(run.activity(), Activity::Training);
    // 157 batches of the first chunk; the last of them reaches into the second chunk.
    train(&mut run, 156);
    assert_eq!(run.activity(), Activity::Waiting, "the second chunk is missing");
    let all = digits_library(&["train-00.bin", "test-00.bin", "test-01.bin", "train-01.bin"]);
    assert_eq!(run.feed(&all), (20_000, 20_000));
    assert!(run.wants().is_empty());
    while run.activity() == Activity::Measuring {
        pollster::block_on(run.measure_some()).unwrap();
    }
    assert_eq!(run.activity(), Activity::Training);
}

#[test]
fn the_defaults_learn() {
    for data in ["circle", "xor", "gaussians"] {
        let mut run = session(&options(&[("data", data)]), None);
        train(&mut run, 2000);
        let accuracy = pollster::block_on(run.metrics()).unwrap().test_accuracy.unwrap();
        assert!(accuracy >= 0.97, "{data}: {accuracy}");
    }
    for data in ["plane", "hills"] {
        let mut run = session(&options(&[("data", data)]), None);
        let before = pollster::block_on(run.metrics()).unwrap();
        train(&mut run, 2000);
        let after = pollster::block_on(run.metrics()).unwrap();
        assert!(after.test_accuracy.is_none());
        assert!(after.test_loss < 0.2 * before.test_loss, "{data}: {} from {}", after.test_loss, before.test_loss);
    }
}

/// w − η ∂L/∂w worked out in f64 from the dataset and the parameters, outside the program.
#[test]
fn one_step_of_descent_is_what_it_says() {
    let options = options(&[("optimizer", "sgd"), ("lr", "0.1"), ("batch", "250"), ("layers", "3")]);
    let mut run = session(&options, None);
    let parameters = |run: &mut Session| match ask(run, Question::Parameters) {
        Ok(Answer::Arrays(arrays)) => arrays,
        other => panic!("{other:?}"),
    };
    let Ok(Answer::Dataset { train: examples, .. }) = ask(&mut run, Question::Dataset) else { panic!("no dataset") };
    let before = parameters(&mut run);
    train(&mut run, 1);
    let after = parameters(&mut run);
    let [w1, b1, w2, b2] = &before[..] else { panic!("two layers") };
    let f = |value: f32| f64::from(value);
    let mut gradient = vec![vec![0.0; 6], vec![0.0; 3], vec![0.0; 3], vec![0.0; 1]];
    let count = examples.targets.len() as f64;
    for (x, y) in examples.inputs.chunks(2).zip(examples.targets.iter()) {
        let z = |unit: usize| f(x[0]) * f(w1.values[unit]) + f(x[1]) * f(w1.values[3 + unit]) + f(b1.values[unit]);
        let a: Vec<f64> = (0..3).map(|unit| z(unit).tanh()).collect();
        let out = ((0..3).map(|unit| a[unit] * f(w2.values[unit])).sum::<f64>() + f(b2.values[0])).tanh();
        let delta = 2.0 * (out - f(*y)) / count * (1.0 - out * out);
        gradient[3][0] += delta;
        for unit in 0..3 {
            gradient[2][unit] += delta * a[unit];
            let back = delta * f(w2.values[unit]) * (1.0 - a[unit] * a[unit]);
            gradient[1][unit] += back;
            gradient[0][unit] += back * f(x[0]);
            gradient[0][3 + unit] += back * f(x[1]);
        }
    }
    for ((old, new), gradient) in before.iter().zip(&after).zip(&gradient) {
        for ((old, new), gradient) in old.values.iter().zip(new.values.iter()).zip(gradient) {
            let expected = f(*old) - 0.1 * gradient;
            assert!((expected - f(*new)).abs() < 1e-5, "{new}, should be {expected}");
        }
    }
}

#[test]
fn edits_and_replacements_are_measured_and_refused() {
    let mut run = session(&options(&[]), None);
    let before = pollster::block_on(run.metrics()).unwrap();
    let edit = |name: &str, index, value| Question::Edit { name: name.to_owned(), index, value };
    let Ok(Answer::Metrics(after)) = ask(&mut run, edit("layers.2.bias", 0, 3.0)) else { panic!("edit") };
    assert_ne!(before.test_loss, after.test_loss, "metrics belong to the parameters as they are now");
    for question in [
        edit("layers.9.bias", 0, 1.0),
        edit("layers.2.bias", 7, 1.0),
        edit("layers.2.bias", 0, f32::NAN),
        Question::SetParameters(vec![Array {
            name: "layers.0.weight".into(),
            shape: vec![4, 2],
            values: Floats(vec![0.0; 8]),
        }]),
        Question::Predict { width: 3, inputs: Floats(vec![0.0; 3]) },
        Question::Predict { width: 2, inputs: Floats(vec![f32::INFINITY, 0.0]) },
        Question::Activations { input: Floats(vec![]) },
    ] {
        let answer = ask(&mut run, question.clone());
        assert!(matches!(answer, Err(Problem::Unfit(_))), "{question:?}: {answer:?}");
    }
    assert_eq!(pollster::block_on(run.metrics()).unwrap(), after, "a refused question changes nothing");
}

#[test]
fn predictions_activations_and_pictures_agree() {
    let mut run = session(&options(&[("data", "gaussians")]), None);
    train(&mut run, 100);
    let point = vec![1.5f32, -2.0];
    let Ok(Answer::Rows { width: 1, values }) =
        ask(&mut run, Question::Predict { width: 2, inputs: Floats(point.clone()) })
    else {
        panic!("predict")
    };
    let Ok(Answer::Arrays(layers)) = ask(&mut run, Question::Activations { input: Floats(point) }) else {
        panic!("activations")
    };
    assert_eq!(layers.iter().map(|layer| layer.shape[0]).collect::<Vec<_>>(), [4, 3, 1]);
    assert_eq!(layers[2].values[0], values[0]);
    run.look(View { field: 24, unit: 24, ..View::default() });
    let frame = pollster::block_on(run.frame()).unwrap();
    let find = |id| &frame.pictures.iter().find(|picture| picture.id == id).unwrap().data;
    let (Observation::Field(field), Observation::Layers(diagram)) = (find(PictureId::Output), find(PictureId::Network))
    else {
        panic!("kinds")
    };
    assert_eq!(field.values, diagram.columns[3].maps, "the output unit's map is the field");
    let Observation::Scatter(points) = find(PictureId::Points) else { panic!("points") };
    assert_eq!((points.train, points.targets.len()), (250, 500));
    assert_eq!(frame.progress.step, run.steps());
}

/// Two layers of sigmoids as they are written out in numpy: z = xW + b, a = σ(z), δ₂ = 2 (p − y) / n · p (1 − p),
/// δ₁ = δ₂ W₂ᵀ · a (1 − a), in f64 beside the program.
#[test]
fn the_example_written_by_hand_takes_its_steps_and_closes_the_ring() {
    const UNITS: usize = 4;
    let options = Options::of_preset(LessonId::Boundary, "numpy").unwrap();
    let rate = options.number(Key::LearningRate);
    let mut run = session(&options, None);
    let Answer::Dataset { train: examples, .. } = pollster::block_on(run.answer(Question::Dataset)).unwrap() else {
        panic!("no dataset")
    };
    assert!(examples.targets.iter().all(|target| [0.0, 1.0].contains(target)));
    let read = |run: &Session| -> Vec<Vec<f64>> {
        let parameters = pollster::block_on(run.checkpoint()).unwrap().parameters;
        parameters.iter().map(|array| array.values.iter().map(|value| f64::from(*value)).collect()).collect()
    };
    let mut hand = read(&run);
    let count = examples.targets.len() as f64;
    let sigmoid = |z: f64| 1.0 / (1.0 + (-z).exp());
    for _ in 0..20 {
        let mut gradient: Vec<Vec<f64>> = hand.iter().map(|values| vec![0.0; values.len()]).collect();
        for (x, y) in examples.inputs.chunks(2).zip(examples.targets.iter()) {
            let x = [f64::from(x[0]), f64::from(x[1])];
            let a: Vec<f64> =
                (0..UNITS).map(|j| sigmoid(x[0] * hand[0][j] + x[1] * hand[0][UNITS + j] + hand[1][j])).collect();
            let p = sigmoid(a.iter().zip(&hand[2]).map(|(a, w)| a * w).sum::<f64>() + hand[3][0]);
            let output = 2.0 * (p - f64::from(*y)) / count * p * (1.0 - p);
            gradient[3][0] += output;
            for j in 0..UNITS {
                gradient[2][j] += output * a[j];
                let hidden = output * hand[2][j] * a[j] * (1.0 - a[j]);
                gradient[1][j] += hidden;
                gradient[0][j] += hidden * x[0];
                gradient[0][UNITS + j] += hidden * x[1];
            }
        }
        for (values, gradient) in hand.iter_mut().zip(&gradient) {
            values.iter_mut().zip(gradient).for_each(|(value, gradient)| *value -= rate * gradient);
        }
    }
    train(&mut run, 20);
    for (found, expected) in read(&run).iter().flatten().zip(hand.iter().flatten()) {
        assert!((found - expected).abs() < 1e-5, "{found}, by hand {expected}");
    }
    train(&mut run, options.budget() - 20);
    let metrics = pollster::block_on(run.metrics()).unwrap();
    assert!(metrics.test_accuracy.unwrap() >= 0.97, "{metrics:?}");
    // What the field shows are probabilities.
    let field = pollster::block_on(run.frame()).unwrap().pictures.into_iter().find_map(|picture| match picture.data {
        Observation::Field(field) => Some(field),
        _ => None,
    });
    let field = field.unwrap();
    assert_eq!(field.range, [0.0, 1.0]);
    assert!(field.values.iter().all(|p| (0.0..=1.0).contains(p)));
}

#[test]
fn a_network_without_inputs_is_refused_in_words_and_not_built() {
    let options = options(&[("features", "")]);
    let plan = Plan { run: 1, options, checkpoint: None, view: View::default() };
    let refused = Session::new(plan, &device::cpu().0, &Library::default(), || 0.0).err();
    assert_eq!(refused, Some(Problem::NoInput));
}
