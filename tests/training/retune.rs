//! Options that change while a run goes on.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Command, Misfit, Observation, Problem, View, encode};
use gradient_garden::train::device;
use gradient_garden::train::session::{Goal, Plan, Session};

use super::{Measure as _, bits, changed, digits_library, options, options_of, session};

fn train(session: &mut Session, steps: u64) {
    (0..steps).for_each(|_| session.train());
}

/// As a run goes on in another worker: from its checkpoint, without the moments of another rule.
fn moved(run: &Session, options: &Options) -> Session {
    let mut checkpoint = pollster::block_on(run.checkpoint()).unwrap();
    if run.options().optimizer() != options.optimizer() {
        checkpoint.optimizer.clear();
    }
    session(options, Some(checkpoint))
}

#[test]
fn the_next_step_has_the_new_options_and_every_bit_is_that_of_a_run_that_was_moved() {
    for (lesson, before, after) in [
        (LessonId::Boundary, &[][..], &[("lr", "0.1")][..]),
        (LessonId::Boundary, &[], &[("l2", "0.01")]),
        (LessonId::Boundary, &[], &[("l1", "0.01")]),
        (LessonId::Boundary, &[("l1", "0.01")], &[("l1", "0")]),
        (LessonId::Boundary, &[], &[("optimizer", "momentum")]),
        (LessonId::Boundary, &[("optimizer", "momentum")], &[("optimizer", "adam"), ("lr", "0.01")]),
        (LessonId::Boundary, &[], &[("batch", "7")]),
        (LessonId::Boundary, &[("batch", "250")], &[("batch", "1")]),
        (
            LessonId::Attention,
            &[("length", "4"), ("width", "8"), ("heads", "1"), ("dropout", "0")],
            &[("dropout", "50")],
        ),
        (LessonId::Gan, &[("generator", "8"), ("discriminator", "8")], &[("objective", "minmax")]),
        (LessonId::Gan, &[("generator", "8"), ("discriminator", "8")], &[("k", "3"), ("beta1", "0.9")]),
    ] {
        let old = options_of(lesson, before);
        let new = changed(&old, after).unwrap();
        let mut run = session(&old, None);
        train(&mut run, 33);
        let mut moved = moved(&run, &new);
        let unchanged = bits(&mut run);
        run.retune(new).unwrap();
        assert_eq!(bits(&mut run), unchanged, "{lesson:?}, {after:?}: not before the next step");
        for run in [&mut run, &mut moved] {
            train(run, 40);
        }
        assert_eq!(run.steps(), moved.steps());
        assert_eq!(bits(&mut run), bits(&mut moved), "{lesson:?}, {after:?}");
    }
}

#[test]
fn another_batch_size_goes_on_from_the_same_place_of_the_epoch() {
    // 250 training points.
    let mut run = session(&options(&[("batch", "10")]), None);
    train(&mut run, 13);
    assert_eq!(run.epoch_end(), 25);
    run.retune(options(&[("batch", "50")])).unwrap();
    // 130 points were seen; 120 are left.
    assert_eq!(run.epoch_end(), 13 + 3);
    train(&mut run, 3);
    let at_the_end = pollster::block_on(run.checkpoint()).unwrap();
    assert_eq!((at_the_end.step, at_the_end.seen), (16, 250), "each point once");
    let progress = pollster::block_on(run.progress()).unwrap();
    assert_eq!(progress.epoch.to_bits(), 1.0_f64.to_bits());
    assert_eq!(run.epoch_end(), 16 + 5);
    let metrics = pollster::block_on(run.metrics()).unwrap();
    assert_eq!(metrics.epoch.to_bits(), 1.0_f64.to_bits());
}

#[test]
fn training_to_the_end_of_the_epoch_ends_there_whatever_the_batch_size_becomes() {
    let mut run = session(&options(&[("batch", "10")]), None);
    let end = run.epoch_end();
    run.set_goal(Goal::Until { step: end, id: 1 });
    train(&mut run, 13);
    run.retune(options(&[("batch", "50")])).unwrap();
    assert_eq!(run.goal(), Goal::Until { step: 16, id: 1 });
    // A stated number of steps stays that number.
    run.set_goal(Goal::Until { step: 500, id: 1 });
    run.retune(options(&[("batch", "5")])).unwrap();
    assert_eq!(run.goal(), Goal::Until { step: 500, id: 1 });
}

#[test]
fn the_way_on_the_loss_surface_goes_on() {
    let path = |run: &mut Session| {
        let frame = pollster::block_on(run.frame()).unwrap();
        let surface = frame.pictures.into_iter().find_map(|picture| match picture.data {
            Observation::Surface(surface) => Some(surface.path.0.clone()),
            _ => None,
        });
        surface.expect("a surface")
    };
    let mut run = session(&Options::of(LessonId::Neuron), None);
    train(&mut run, 20);
    let before = path(&mut run);
    run.retune(options_of(LessonId::Neuron, &[("lr", "0.001")])).unwrap();
    train(&mut run, 20);
    let after = path(&mut run);
    assert_eq!(after[..before.len()], before[..], "the way so far");
    assert_eq!(after.len(), 2 * 41);
}

#[test]
fn options_of_another_run_are_refused_and_change_nothing() {
    let mut run = session(&options(&[]), None);
    train(&mut run, 5);
    let before = bits(&mut run);
    for other in [options(&[("layers", "2")]), options(&[("seed", "2")]), Options::of(LessonId::Xor)] {
        assert_eq!(run.retune(other), Err(Problem::Unfit(Misfit::AnotherRun)));
    }
    assert_eq!(bits(&mut run), before);
    assert_eq!(run.options(), &options(&[]));
}

#[test]
fn it_is_a_small_message_however_large_the_network() {
    let deep = options_of(LessonId::Convnet, &[("filters", "64,64,p,128,128,p,256,256")]);
    let options = changed(&deep, &[("lr", "0.0001")]).unwrap();
    let bytes = encode(&Command::Retune { run: 1, options: Box::new(options) }).unwrap();
    assert!(bytes.len() < 1000, "{} bytes", bytes.len());
}

#[test]
fn other_test_examples_are_measured_anew() {
    let with = |tested| options_of(LessonId::Convnet, &[("filters", "2,p,p"), ("layers", ""), ("tested", tested)]);
    let library = digits_library(&["train-00.bin", "test-00.bin"]);
    let plan = Plan { run: 1, options: with("1000"), checkpoint: None, view: View::default() };
    let mut run = Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap();
    assert_eq!(pollster::block_on(run.metrics()).unwrap().test_examples, 1000);
    run.retune(with("500")).unwrap();
    assert_eq!(pollster::block_on(run.metrics()).unwrap().test_examples, 500);
}
