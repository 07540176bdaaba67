//! The same steps on a device and on the CPU.

use burn::tensor::Device;
use gradient_garden::lesson::{LessonId, work};
use gradient_garden::model::spec::{Key, Options, Stage, Value};
use gradient_garden::protocol::{Array, Floats, Question, View};
use gradient_garden::train::audit::{compare, confirm, differ, light};
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Goal, Plan, Session};

fn playing(options: &Options) -> Session {
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    let mut session = Session::new(plan, &Device::flex(), &Library::default(), || 0.0).expect("a run");
    session.set_goal(Goal::Playing);
    session
}

#[test]
fn a_run_that_computes_rightly_agrees_with_itself_in_every_lesson() {
    for lesson in LessonId::ALL {
        let options = Options::of(*lesson);
        let mut session = playing(&options);
        let checkpoint = pollster::block_on(session.checkpoint()).expect("a checkpoint");
        let compared =
            pollster::block_on(compare(&mut session, &Device::flex(), &checkpoint, &Library::default(), || 0.0));
        assert_eq!(compared, Ok(None), "{lesson:?}");
    }
}

#[test]
fn heavy_steps_are_compared_with_fewer_examples_beside_the_run() {
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Layers, Value::Layers(vec![512, 512])).expect("allowed");
    options.set(Key::Batch, Value::Integer(1024)).expect("allowed");
    options.set(Key::Points, Value::Integer(2000)).expect("allowed");
    let lighter = light(&options).expect("can be compared");
    assert!(lighter.integer(Key::Batch) < 1024 && work::flops_per_step(&lighter) <= 100_000_000);
    let mut session = playing(&options);
    let checkpoint = pollster::block_on(session.checkpoint()).expect("a checkpoint");
    let compared = pollster::block_on(compare(&mut session, &Device::flex(), &checkpoint, &Library::default(), || 0.0));
    assert_eq!((compared, session.steps()), (Ok(None), 0), "the run itself took no step");

    let mut options = Options::of(LessonId::Convnet);
    options.set(Key::Filters, Value::Stages(vec![Stage::Convolution(256); 12])).expect("allowed");
    assert_eq!(light(&options), None, "one example is too much");
}

#[test]
fn a_parameter_that_went_wrong_after_the_checkpoint_is_seen() {
    let mut session = playing(&Options::of(LessonId::Boundary));
    let checkpoint = pollster::block_on(session.checkpoint()).expect("a checkpoint");
    let mut wrong: Array = checkpoint.parameters[0].clone();
    wrong.values = Floats(wrong.values.iter().map(|value| value + 0.25).collect());
    pollster::block_on(session.ask(Question::SetParameters(vec![wrong]))).expect("to be set");
    while pollster::block_on(session.measure_some())
        .is_ok_and(|advance| advance != gradient_garden::train::session::Advance::Idle)
    {}
    let compared = pollster::block_on(compare(&mut session, &Device::flex(), &checkpoint, &Library::default(), || 0.0));
    assert!(matches!(compared, Ok(Some(_))), "{compared:?}");
}

#[test]
fn a_run_that_diverges_on_both_is_no_fault_of_the_device() {
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Activation, Value::Choice("relu".into())).expect("allowed");
    let mut session = playing(&options);
    let huge =
        pollster::block_on(session.checkpoint()).expect("a checkpoint").parameters.into_iter().map(|mut array| {
            array.values = Floats(vec![1e25; array.values.len()]);
            array
        });
    pollster::block_on(session.ask(Question::SetParameters(huge.collect()))).expect("finite numbers");
    while pollster::block_on(session.measure_some())
        .is_ok_and(|advance| advance != gradient_garden::train::session::Advance::Idle)
    {}
    let checkpoint = pollster::block_on(session.checkpoint()).expect("a checkpoint");
    let compared = pollster::block_on(confirm(&mut session, &Device::flex(), &checkpoint, &Library::default(), || 0.0));
    assert_eq!(compared, Ok(None));
    assert!(pollster::block_on(session.verify()).expect("no device is lost").is_some(), "it diverges");
}

#[test]
fn rounding_is_no_difference_and_what_is_no_number_is_one() {
    let array =
        |values: &[f32]| Array { name: "w".into(), shape: vec![values.len() as u32], values: Floats(values.to_vec()) };
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
