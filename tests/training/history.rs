//! What a run reports depends on its options and its step alone, and its numbers stay finite.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Answer, BatchLoss, Metrics, Part, Problem, Question, View};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Activity, Advance, Goal, Plan, Session};

use super::{Measure as _, bits, digits_library, options, options_of, session};

/// What a page that listens to the run knows of it.
#[derive(Default, PartialEq, Debug)]
struct Seen {
    measured: Vec<Metrics>,
    losses: Vec<BatchLoss>,
}

/// Trains to this step as a worker does, with at most so many steps and so many slices of measuring from one look to the next.
fn run_to(session: &mut Session, step: u64, steps: u64, measurements: u64, seen: &mut Seen) {
    session.set_goal(Goal::Until { step, id: 1 });
    let mut answered = false;
    while !answered {
        for _ in 0..steps {
            if session.activity() != Activity::Training {
                break;
            }
            session.train();
        }
        assert_eq!(pollster::block_on(session.verify()).unwrap(), None);
        session.settle();
        for _ in 0..measurements {
            match pollster::block_on(session.measure_some()).unwrap() {
                Advance::Done { metrics, scheduled: true } => seen.measured.push(metrics),
                Advance::Done { .. } | Advance::UnderWay => {}
                Advance::Idle => break,
            }
        }
        seen.losses.extend(pollster::block_on(session.progress()).unwrap().losses);
        answered = session.answers().is_some();
    }
}

fn seen_by(options: &Options, library: &Library, pace: &[(u64, u64, u64)]) -> Seen {
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    let mut session = Session::new(plan, &device::cpu().0, library, || 0.0).unwrap();
    let mut seen = Seen::default();
    for (step, steps, measurements) in pace {
        run_to(&mut session, *step, *steps, *measurements, &mut seen);
    }
    seen
}

#[test]
fn the_history_is_the_same_however_the_run_was_cut_into_slices() {
    let library = digits_library(&["train-00.bin", "test-00.bin"]);
    for (options, steps) in [
        (options(&[("data", "spiral"), ("noise", "10")]), 300),
        (options_of(LessonId::Neuron, &[]), 300),
        (options_of(LessonId::Sequence, &[("hidden", "8"), ("embedding", "4"), ("distance", "5")]), 40),
        (
            options_of(
                LessonId::Convnet,
                &[("digits", "2000"), ("filters", "2,p"), ("layers", "8"), ("tested", "500")],
            ),
            40,
        ),
    ] {
        let name = options.lesson().name();
        let at_one_go = seen_by(&options, &library, &[(steps, u64::MAX, u64::MAX)]);
        let in_pieces = seen_by(&options, &library, &[(7, 1, 1), (steps / 2, 3, 1), (steps, 1, 2)]);
        assert_eq!(at_one_go, in_pieces, "{name}");
        let losses: Vec<u64> = at_one_go.losses.iter().map(|loss| loss.step).collect();
        assert_eq!(losses, (0..steps).collect::<Vec<_>>(), "{name}: every batch is there");
        let measured: Vec<u64> = at_one_go.measured.iter().map(|metrics| metrics.step).collect();
        assert_eq!(measured[..3], [0, 1, 2], "{name}");
        assert!(measured.is_sorted_by(|a, b| a < b), "{name}: {measured:?}");
    }
}

#[test]
fn a_batch_of_everything_has_the_training_loss() {
    let seen = seen_by(&options_of(LessonId::Neuron, &[]), &Library::default(), &[(40, u64::MAX, u64::MAX)]);
    for metrics in seen.measured.iter().filter(|metrics| metrics.step < 40) {
        let loss = seen.losses.iter().find(|loss| loss.step == metrics.step).and_then(|loss| loss.loss).unwrap();
        assert!((f64::from(loss) - metrics.train_loss).abs() <= 1e-5 * metrics.train_loss, "{loss} at {metrics:?}");
        assert_eq!(metrics.train_loss, metrics.test_loss, "the points that are trained on are the only ones");
    }
}

#[test]
fn penalties_are_no_part_of_a_batch_loss() {
    let of = |l2: &str| {
        let seen = seen_by(&options(&[("l2", l2), ("data", "xor")]), &Library::default(), &[(1, 1, 1)]);
        seen.losses[0].loss.unwrap()
    };
    assert_eq!(of("0"), of("1"));
}

#[test]
fn both_players_have_their_batch_losses() {
    let options =
        options_of(LessonId::Gan, &[("points", "200"), ("generator", "8"), ("discriminator", "8"), ("k", "2")]);
    let mut run = session(&options, None);
    let mut seen = Seen::default();
    run_to(&mut run, 3, 1, 1, &mut seen);
    assert!(seen.losses.iter().all(|loss| loss.loss.is_some() && loss.generator.is_some()));
    pollster::block_on(run.answer(Question::Step(Part::Generator))).unwrap();
    let last = pollster::block_on(run.progress()).unwrap().losses;
    assert!(matches!(last[..], [BatchLoss { step: 3, loss: None, generator: Some(_) }]), "{last:?}");
}

#[test]
fn a_measurement_in_progress_does_not_see_later_steps_and_holds_only_the_next_scheduled_one() {
    let options = options(&[("layers", "512,512"), ("points", "5000"), ("batch", "50")]);
    let mut run = session(&options, None);
    run.set_goal(Goal::Playing);
    let Advance::UnderWay = pollster::block_on(run.measure_some()).unwrap() else { panic!("it takes several slices") };
    // Step 1 is measured, too, so step 0 must be done first.
    assert_eq!(run.activity(), Activity::Measuring);
    let finish = |run: &mut Session| loop {
        if let Advance::Done { metrics, scheduled } = pollster::block_on(run.measure_some()).unwrap() {
            assert!(scheduled);
            return metrics;
        }
    };
    assert_eq!(finish(&mut run).step, 0);
    // After step 2 comes step 4: step 3 is free while step 2 is being measured.
    run.train();
    finish(&mut run);
    run.train();
    pollster::block_on(run.measure_some()).unwrap();
    assert_eq!(run.activity(), Activity::Training);
    run.train();
    assert_eq!(run.activity(), Activity::Measuring);
    let second = finish(&mut run);
    let mut alone = session(&options, None);
    (0..2).for_each(|_| alone.train());
    assert_eq!((second.step, second.train_loss), (2, pollster::block_on(alone.metrics()).unwrap().train_loss));
}

#[test]
fn an_edit_is_reported_with_its_step_and_what_was_measured_before_is_not_taken_for_it() {
    let mut run = session(&options(&[]), None);
    (0..5).for_each(|_| run.train());
    let before = pollster::block_on(run.metrics()).unwrap();
    let edit = Question::Edit { name: "layers.0.weight".to_owned(), index: 0, value: 9.0 };
    assert_eq!(pollster::block_on(run.ask(edit)).unwrap(), None, "the metrics come when they are measured");
    run.owe(3);
    assert!(run.answers().is_none());
    let after = pollster::block_on(run.metrics()).unwrap();
    assert_ne!(before.train_loss, after.train_loss);
    assert_eq!(pollster::block_on(run.progress()).unwrap().edits, [5]);
}

/// The first step after which a parameter is infinite or not a number, and the parameters before it.
fn first_not_finite(options: &Options) -> (u64, Vec<(String, Vec<u32>)>) {
    let mut run = session(options, None);
    let mut before = bits(&mut run);
    for step in 1..10_000 {
        run.train();
        let now = bits(&mut run);
        if now.iter().flat_map(|(_, values)| values).any(|value| !f32::from_bits(*value).is_finite()) {
            return (step, before);
        }
        before = now;
    }
    panic!("it stays finite");
}

#[test]
fn a_run_stops_at_the_step_that_is_not_finite_and_keeps_the_state_before() {
    for options in [
        options(&[("data", "plane"), ("activation", "linear"), ("optimizer", "sgd"), ("lr", "3"), ("layers", "8,8")]),
        options(&[
            ("data", "hills"),
            ("activation", "relu"),
            ("optimizer", "momentum"),
            ("lr", "10"),
            ("layers", "8,8"),
        ]),
        options_of(LessonId::Neuron, &[("lr", "1")]),
    ] {
        let (step, before) = first_not_finite(&options);
        for slice in [1, 7, 1000] {
            let mut run = session(&options, None);
            run.set_goal(Goal::Playing);
            let found = loop {
                for _ in 0..slice {
                    run.train();
                }
                if let Some(step) = pollster::block_on(run.verify()).unwrap() {
                    break step;
                }
            };
            assert_eq!((found, run.steps(), run.goal()), (step, step - 1, Goal::Paused), "slices of {slice}");
            assert_eq!(bits(&mut run), before);
            let losses = pollster::block_on(run.progress()).unwrap().losses;
            assert_eq!(losses.last().map(|loss| loss.step), Some(step - 2), "nothing of the step that was not taken");
            // It stays where it is, and says the same again.
            run.train();
            assert_eq!(pollster::block_on(run.verify()).unwrap(), Some(step));
        }
    }
}

#[test]
fn a_step_of_one_player_that_is_not_finite_is_refused() {
    let mut run = session(
        &options_of(
            LessonId::Gan,
            &[
                ("lr", "10"),
                ("points", "200"),
                ("generator", "8"),
                ("discriminator", "8"),
                ("objective", "least-squares"),
            ],
        ),
        None,
    );
    let Answer::Arrays(mut arrays) = pollster::block_on(run.answer(Question::Parameters)).unwrap() else {
        panic!("no parameters")
    };
    for array in &mut arrays {
        array.values.0.fill(1e30);
    }
    pollster::block_on(run.answer(Question::SetParameters(arrays.clone()))).unwrap();
    let refused = pollster::block_on(run.answer(Question::Step(Part::Generator)));
    assert_eq!(refused, Err(Problem::NotFinite { step: 1 }));
    assert_eq!(run.steps(), 0);
    assert_eq!(pollster::block_on(run.answer(Question::Parameters)).unwrap(), Answer::Arrays(arrays));
}
