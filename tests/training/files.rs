//! Which data file is fetched next.

use gradient_garden::lesson::LessonId;
use gradient_garden::protocol::{Problem, View};
use gradient_garden::train::device;
use gradient_garden::train::files::Files;
use gradient_garden::train::session::{Activity, Advance, Goal, Plan, Session};

use super::{digits_library, options_of};

const WANTED: [&str; 3] = ["train-00.bin", "test-00.bin", "train-01.bin"];

#[test]
fn a_file_that_failed_waits_and_the_others_come() {
    let mut files = Files::default();
    assert_eq!(files.next(&WANTED), Some("train-00.bin"));
    assert_eq!(files.next(&WANTED), None, "one at a time");
    assert!((files.mark_failed("train-00.bin", Problem::NoInput) - 1000.0).abs() < f64::EPSILON);
    assert_eq!(files.next(&WANTED), Some("test-00.bin"));
    files.mark_arrived("test-00.bin");
    let left = ["train-00.bin", "train-01.bin"];
    assert_eq!(files.missing(&left), Some(&Problem::NoInput));
    assert_eq!(files.next(&left), Some("train-01.bin"));
    files.mark_arrived("train-01.bin");
    assert_eq!(files.next(&["train-00.bin"]), None, "it waits");
    files.due("train-00.bin");
    assert_eq!(files.next(&["train-00.bin"]), Some("train-00.bin"));
    assert!((files.mark_failed("train-00.bin", Problem::NoInput) - 2000.0).abs() < f64::EPSILON, "twice as long");
    files.hurry();
    assert_eq!(files.missing(&["train-00.bin"]), None, "there is hope again");
    assert_eq!(files.next(&["train-00.bin"]), Some("train-00.bin"));
    files.mark_arrived("train-00.bin");
    assert!(!files.has_failed("train-00.bin"));
    assert_eq!(files.missing(&WANTED), None);
}

#[test]
fn steps_do_not_wait_for_test_digits_that_fail_to_come() {
    let options = options_of(LessonId::Digits, &[("digits", "5000"), ("layers", "8")]);
    let plan = Plan { run: 1, options, checkpoint: None, view: View::default() };
    let library = digits_library(&["train-00.bin"]);
    let mut session = Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap();
    session.set_goal(Goal::Playing);
    assert_eq!(session.activity(), Activity::Waiting, "the start is measured before the first step");
    session.set_starved(true);
    assert_eq!(session.activity(), Activity::Training);
    (0..3).for_each(|_| session.train());

    session.feed(&digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"]));
    let measured = loop {
        match pollster::block_on(session.measure_some()).unwrap() {
            Advance::Done { metrics, scheduled } => break (metrics.step, scheduled),
            Advance::UnderWay => {}
            Advance::Idle => panic!("there is something to measure"),
        }
    };
    assert_eq!(measured, (3, false), "the parameters as they are now, and no step of the schedule");
}
