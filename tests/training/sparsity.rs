//! The penalty on |w|: weights that do little are exactly 0 and stay so, whatever the rule and the lesson.

use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, OptimizerId, Options};
use gradient_garden::protocol::{Answer, Array, Floats, Observation, PictureId, Question, Sparsity, View};
use gradient_garden::train::device;
use gradient_garden::train::session::{Plan, Session};

use super::{Measure as _, changed, digits_library, options};

/// A run on the CPU, with one chunk of training digits.
fn run(options: &Options) -> Session {
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    let library = digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]);
    Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap()
}

fn arrays(session: &mut Session, question: Question) -> Vec<Array> {
    match pollster::block_on(session.answer(question)).unwrap() {
        Answer::Arrays(arrays) => arrays,
        other => panic!("{other:?}"),
    }
}

/// Every weight of a run, biases aside.
fn weights(session: &mut Session) -> Vec<f32> {
    let arrays = arrays(session, Question::Parameters);
    arrays.into_iter().filter(|array| array.shape.len() > 1).flat_map(|array| array.values.0).collect()
}

/// Which of them are exactly 0.
fn zeros(session: &mut Session) -> Vec<usize> {
    let weights = weights(session);
    (0..weights.len()).filter(|index| weights[*index] == 0.0).collect()
}

/// Five features, no hidden layer: which of them matters?
fn exercise(changes: &[(&str, &str)]) -> Options {
    let own =
        [("data", "xor"), ("layers", ""), ("features", "x1,x2,x1^2,x2^2,x1x2"), ("optimizer", "sgd"), ("lr", "0.01")];
    options(&[&own[..], changes].concat())
}

/// The course exercise on sparsity: with l1 = 0.3 only the product of both inputs is left.
#[test]
fn an_exercise_on_sparsity_has_its_answer() {
    for rule in OptimizerId::NAMES {
        let mut sparse = run(&exercise(&[("l1", "0.3"), ("optimizer", rule)]));
        (0..4000).for_each(|_| sparse.train());
        let found = weights(&mut sparse);
        let count = found.iter().filter(|weight| **weight == 0.0).count();
        assert!(count >= 3, "{rule}: {found:?}");
        assert!(found[4] > 0.0, "{rule}: the product of both inputs stays: {found:?}");
        let mut dense = run(&exercise(&[("l2", "0.3"), ("optimizer", rule)]));
        (0..4000).for_each(|_| dense.train());
        assert!(zeros(&mut dense).is_empty(), "{rule}: the other penalty makes small weights, not zeros");
    }
}

/// Small batches of noisy examples pull at a weight now this way, now that: the zeros stay all the same.
#[test]
fn noise_does_not_move_a_zero() {
    for rule in OptimizerId::NAMES {
        let changes = [("noise", "30"), ("test", "80"), ("batch", "7"), ("l1", "0.3"), ("optimizer", rule)];
        let mut session = run(&exercise(&changes));
        (0..4000).for_each(|_| session.train());
        let count = |session: &mut Session| {
            session.train();
            zeros(session).len()
        };
        let sparse = (0..500).filter(|_| count(&mut session) >= 3).count();
        assert!(sparse > 450, "{rule}: at {sparse} of 500 steps three of five weights are 0");
    }
}

/// With all examples in a batch the gradient is the data's own, and a weight that it does not pull hard enough stays where it is.
#[test]
fn a_zero_stays_while_the_gradient_is_smaller_than_the_penalty() {
    for rule in OptimizerId::NAMES {
        let rate = if *rule == "momentum" { "0.003" } else { "0.03" };
        let changes =
            [("batch", "250"), ("layers", "6"), ("l1", "0.03"), ("optimizer", rule), ("lr", rate), ("noise", "20")];
        let mut session = run(&options(&changes));
        (0..2500).for_each(|_| session.train());
        let before = zeros(&mut session);
        assert!(!before.is_empty() && before.len() < weights(&mut session).len(), "{rule}: {}", before.len());
        for step in 0..300 {
            session.train();
            let now = zeros(&mut session);
            assert!(before.iter().all(|index| now.contains(index)), "{rule}: {step} steps later");
        }
        let gradients = arrays(&mut session, Question::Gradients);
        let gradients: Vec<f32> =
            gradients.into_iter().filter(|array| array.shape.len() > 1).flat_map(|array| array.values.0).collect();
        assert!(before.iter().all(|index| gradients[*index].abs() <= 0.03), "{rule}: the optimum's own condition");
    }
}

#[test]
fn every_lesson_that_has_the_penalty_makes_zeros_and_counts_them() {
    let lessons = LessonId::ALL.iter().copied().filter(|lesson| Options::of(*lesson).has(Key::L1));
    let mut seen = 0;
    for (lesson, rule) in lessons.flat_map(|lesson| OptimizerId::NAMES.iter().map(move |rule| (lesson, rule))) {
        let what = format!("{} with {rule}", lesson.name());
        // The slope of the line is worth more than that.
        let (l1, steps) = if lesson == LessonId::Neuron { ("10", 3000) } else { ("0.3", 120) };
        let mut options = changed(&Options::of(lesson), &[("optimizer", rule), ("l1", l1)]).unwrap();
        for small in [("digits", "200"), ("tested", "100"), ("layers", "12"), ("filters", "3,p"), ("lr", "0.01")] {
            // Not every lesson has all of them.
            options = changed(&options, &[small]).unwrap_or(options);
        }
        let mut session = run(&options);
        (0..steps).for_each(|_| session.train());
        let (zeros, weights) = (zeros(&mut session).len(), weights(&mut session).len());
        assert!(zeros > 0, "{what}: none of {weights}");
        let frame = pollster::block_on(session.frame()).unwrap();
        let counted = frame.pictures.iter().find(|picture| picture.id == PictureId::Sparsity).map(|own| &own.data);
        let expected = Observation::from(Sparsity { zeros: zeros as u32, weights: weights as u32 });
        assert_eq!(counted, Some(&expected), "{what}");
        seen += 1;
    }
    assert!(seen >= 15, "five lessons, three rules: {seen}");
}

#[test]
fn without_the_penalty_nothing_is_counted() {
    let mut session = run(&options(&[("l2", "0.1")]));
    let frame = pollster::block_on(session.frame()).unwrap();
    assert!(frame.pictures.iter().all(|picture| picture.id != PictureId::Sparsity));
}

/// What rests at 0 is not locked there: without the penalty it moves again.
#[test]
fn a_zero_moves_again_without_the_penalty() {
    let weak = ("features", "x1,x2,x1^2,x2^2");
    let mut sparse = run(&exercise(&[weak, ("l1", "10"), ("batch", "250")]));
    (0..300).for_each(|_| sparse.train());
    assert_eq!(zeros(&mut sparse).len(), 4, "a large penalty leaves nothing");
    let checkpoint = pollster::block_on(sparse.checkpoint()).unwrap();
    let plan = Plan { run: 2, options: exercise(&[weak]), checkpoint: Some(checkpoint), view: View::default() };
    let library = digits_library(&[]);
    let mut free = Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap();
    (0..10).for_each(|_| free.train());
    assert!(zeros(&mut free).is_empty());
}

/// A number that a person sets to 0 is exactly 0, too.
#[test]
fn a_weight_set_by_hand_is_counted() {
    let mut session = run(&exercise(&[("l1", "0.001")]));
    let none =
        Array { name: "layers.0.weight".into(), shape: vec![5, 1], values: Floats(vec![0.0, 1.0, 0.0, -1.0, 0.5]) };
    pollster::block_on(session.answer(Question::SetParameters(vec![none]))).unwrap();
    let frame = pollster::block_on(session.frame()).unwrap();
    let counted = frame.pictures.into_iter().find(|picture| picture.id == PictureId::Sparsity);
    assert_eq!(counted.unwrap().data, Observation::from(Sparsity { zeros: 2, weights: 5 }));
}
