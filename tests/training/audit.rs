//! The same steps on a device and on the CPU.

use burn::tensor::Device;
use gradient_garden::cost;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options, Stage, Value};
use gradient_garden::protocol::{Array, Checkpoint, Floats, Question, StepValue, View};
use gradient_garden::train::audit::{Auditor, Difference, Verdict, differ, differ_after, light};
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Activity, Advance, Goal, Plan, Session};

fn playing(options: &Options) -> Session {
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    let mut session = Session::new(plan, &Device::flex(), &Library::default(), || 0.0).expect("a run");
    session.set_goal(Goal::Playing);
    session
}

fn judge(session: &mut Session, from: Checkpoint) -> Verdict {
    let (device, library) = (Device::flex(), Library::default());
    let auditor = Auditor { device: &device, library: &library, clock: || 0.0 };
    pollster::block_on(auditor.judge(session, from)).expect("no device is lost")
}

fn checkpoint(session: &Session) -> Checkpoint {
    pollster::block_on(session.checkpoint()).expect("a checkpoint")
}

/// Replaces parameters of a run, whatever it was about to measure.
fn set(session: &mut Session, arrays: Vec<Array>) {
    pollster::block_on(session.ask(Question::SetParameters(arrays))).expect("to be set");
    while pollster::block_on(session.measure_some()).is_ok_and(|advance| advance != Advance::Idle) {}
}

/// Makes every parameter of a run the same number.
fn fill(session: &mut Session, number: f32) {
    let arrays = checkpoint(session).parameters.into_iter().map(|mut array| {
        array.values = Floats(vec![number; array.values.len()]);
        array
    });
    set(session, arrays.collect());
}

#[test]
fn a_run_that_computes_rightly_agrees_with_itself_in_every_lesson() {
    for lesson in LessonId::ALL {
        let mut session = playing(&Options::of(*lesson));
        for step in 1..=3 {
            let from = checkpoint(&session);
            let trains = session.activity() == Activity::Training;
            let verdict = judge(&mut session, from.clone());
            // The digits are not there: their runs have no step to take.
            let reached = if trains { checkpoint(&session) } else { from };
            assert!(!trains || reached.step == step, "{lesson:?}: the step is the run's own");
            let expected = if trains { Verdict::Sound(reached) } else { Verdict::Open(reached) };
            assert_eq!(verdict, expected, "{lesson:?}");
        }
    }
}

#[test]
fn heavy_steps_are_compared_with_fewer_examples_beside_the_run() {
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Layers, Value::Layers(vec![512, 512])).expect("allowed");
    options.set(Key::Batch, Value::Integer(1024)).expect("allowed");
    options.set(Key::Points, Value::Integer(2000)).expect("allowed");
    let lighter = light(&options).expect("can be compared");
    assert!(lighter.integer(Key::Batch) < 1024 && cost::flops_per_step(&lighter) <= 100_000_000);
    let mut session = playing(&options);
    let from = checkpoint(&session);
    let verdict = judge(&mut session, from.clone());
    assert_eq!((verdict, session.steps()), (Verdict::Sound(from), 0), "the run itself took no step");

    let mut options = Options::of(LessonId::Convnet);
    options.set(Key::Filters, Value::Stages(vec![Stage::Convolution(256); 12])).expect("allowed");
    assert_eq!(light(&options), None, "one example is too much");
}

#[test]
fn a_parameter_that_went_wrong_after_the_checkpoint_is_seen_and_told_if_the_next_step_is_wrong_too() {
    let from = checkpoint(&playing(&Options::of(LessonId::Boundary)));
    let gone_wrong = || {
        let mut session = playing(&Options::of(LessonId::Boundary));
        let mut wrong = from.parameters[0].clone();
        wrong.values = Floats(wrong.values.iter().map(|value| value + 0.25).collect());
        set(&mut session, vec![wrong]);
        session
    };
    let (device, library) = (Device::flex(), Library::default());
    let auditor = Auditor { device: &device, library: &library, clock: || 0.0 };
    let compared = pollster::block_on(auditor.compare(&mut gone_wrong(), &from)).expect("no device is lost");
    assert!(compared.is_some_and(|compared| compared.difference.is_some()));
    // From the state after it, both agree: the bend of a `ReLU` looks like that.
    assert_eq!(judge(&mut gone_wrong(), from.clone()), Verdict::Open(from));
}

#[test]
fn zeros_that_agree_with_zeros_are_not_taken_as_right() {
    let mut options = Options::of(LessonId::Xor);
    options.set(Key::Batch, Value::Integer(4)).expect("allowed");
    let mut session = playing(&options);
    fill(&mut session, 0.0);
    // The four points cancel, and nothing else reaches the weights.
    let from = checkpoint(&session);
    assert_eq!(judge(&mut session, from.clone()), Verdict::Open(from));
}

#[test]
fn a_run_that_diverges_on_both_is_no_fault_of_the_device() {
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Activation, Value::Choice("relu".into())).expect("allowed");
    let mut session = playing(&options);
    fill(&mut session, 1e25);
    let from = checkpoint(&session);
    assert_eq!(judge(&mut session, from.clone()), Verdict::Open(from), "there is nothing to compare");
    assert!(pollster::block_on(session.verify()).expect("no device is lost").is_some(), "it diverges");
}

fn array(values: &[f32]) -> Array {
    Array { name: "w".into(), shape: vec![values.len() as u32], values: Floats(values.to_vec()) }
}

#[test]
fn an_update_rule_that_computes_wrongly_is_seen_in_the_parameters() {
    let one = |values: &[f32]| [array(values)];
    let (before, gradients) = (one(&[1.0, -2.0, 3.0, 0.5]), one(&[0.5, -0.4, 1e-9, 0.0]));
    let after = one(&[0.99, -1.99, 2.99, 0.5]);
    let differ = |found: &[f32]| differ_after(&before, &after, &one(found), &gradients);
    assert_eq!(differ(&[0.990_001, -1.990_001, 2.99, 0.5]), None);
    // By a gradient that is rounding, Adam may go to the one side or to the other.
    assert_eq!(differ(&[0.99, -1.99, 3.01, 0.5]), None);
    let wrong = |expected, found| Some(Difference { value: StepValue::Parameter, name: "w".into(), expected, found });
    assert_eq!(differ(&[1.0, -1.99, 2.99, 0.5]), wrong(0.99, 1.0), "it was not changed");
    assert_eq!(differ(&[1.01, -1.99, 2.99, 0.5]), wrong(0.99, 1.01), "it went to the other side");
    assert_eq!(differ(&[0.99, -1.99, 2.99, 0.6]), wrong(0.5, 0.6), "it was changed without a gradient");
    assert!(differ(&[0.99, f32::NAN, 2.99, 0.5]).is_some());
    // About to diverge.
    assert_eq!(differ_after(&before, &one(&[f32::INFINITY; 4]), &one(&[f32::NAN; 4]), &gradients), None);
}

#[test]
fn rounding_is_no_difference_and_what_is_no_number_is_one() {
    let expected = [array(&[1.0, -0.5, 1e-7])];
    assert_eq!(differ(&expected, &[array(&[1.001, -0.501, 3e-6])]), None);
    assert_eq!(differ(&expected, &[array(&[1.0, -0.4, 0.0])]).map(|found| found.found), Some(-0.4));
    assert!(differ(&expected, &[array(&[1.0, f32::NAN, 0.0])]).is_some());
    assert!(differ(&expected, &[array(&[f32::INFINITY, -0.5, 0.0])]).is_some());
    // About to diverge, or there already.
    assert_eq!(differ(&[array(&[2e30])], &[array(&[f32::INFINITY])]), None);
    assert_eq!(differ(&[array(&[f32::NAN])], &[array(&[f32::NAN])]), None);
    // Near a minimum all gradients are rounding.
    assert_eq!(differ(&[array(&[1e-7, -2e-8])], &[array(&[-3e-7, 4e-7])]), None);
}
