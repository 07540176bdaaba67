//! The small trainer: it builds every lesson that says that it is made of dense layers only, and refuses the others by name.
#![cfg(all(feature = "dense", not(feature = "every-family")))]
#![allow(clippy::unwrap_used)]

use gradient_garden::lesson::LessonId;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Misfit, Problem, View};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Plan, Session};

#[test]
fn the_small_trainer_knows_the_lessons_of_dense_layers() {
    for &lesson in LessonId::ALL {
        let plan = Plan { run: 1, options: Options::of(lesson), checkpoint: None, view: View::default() };
        let built = Session::new(plan, &device::cpu().0, &Library::default(), || 0.0);
        match (lesson.lesson().dense, built) {
            (true, Ok(mut run)) => {
                // Digits arrive later; all else trains at once.
                if run.wants().is_empty() {
                    run.train();
                    assert_eq!(run.steps(), 1, "{}", lesson.name());
                }
            }
            (false, Err(Problem::Unfit(Misfit::FamilyMissing { lesson: refused }))) => assert_eq!(refused, lesson),
            (dense, Ok(_)) => panic!("{} says dense: {dense}, and is built", lesson.name()),
            (dense, Err(problem)) => panic!("{} says dense: {dense}, and {problem:?}", lesson.name()),
        }
    }
}
