//! Runs in the background of the page's own.

use gradient_garden::app::Msg;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options, Value};
use gradient_garden::protocol::{Command, Event, Survey};

use crate::garden::*;

fn seeds(count: u64) -> Vec<Options> {
    let of = |seed| {
        let mut options = Options::of(LessonId::Boundary);
        options.set(Key::Seed, Value::Integer(seed)).expect("a seed");
        options
    };
    (1..=count).map(of).collect()
}

fn survey(garden: &mut Garden) -> Survey {
    let effects = garden.told(Msg::Survey { entries: seeds(3), steps: 40, every: 20 });
    let [Command::Survey(survey)] = &sent(&effects, Cpu)[..] else { panic!("{effects:?}") };
    (**survey).clone()
}

fn measured(garden: &mut Garden, id: u32, entry: u32, step: u64, done: bool) {
    garden.says(Cpu, Event::Surveyed { id, entry, metrics: metrics(step), done });
}

#[test]
fn every_entry_is_trained_and_measured_beside_the_run() {
    let mut garden = Garden::playing("");
    let sent = survey(&mut garden);
    assert_eq!((sent.steps, sent.every), (40, 20));
    assert_eq!(sent.entries.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [0, 1, 2]);
    assert!(garden.state.is_training(), "the page's own run goes on");
    for entry in 0..3 {
        measured(&mut garden, sent.id, entry, 20, false);
        measured(&mut garden, sent.id, entry, 40, true);
    }
    let survey = garden.state.survey.expect("a survey");
    assert_eq!((survey.running, survey.count_done()), (false, 3));
    assert!(survey.measured.iter().all(|curve| curve.iter().map(|m| m.step).eq([20, 40])));
}

#[test]
fn given_up_keeps_what_was_measured_and_hears_no_more() {
    let mut garden = Garden::built("");
    let id = survey(&mut garden).id;
    measured(&mut garden, id, 0, 40, true);
    assert_eq!(sent(&garden.told(Msg::EndSurvey), Cpu), [&Command::EndSurvey]);
    measured(&mut garden, id, 1, 40, true);
    let survey = garden.state.survey.clone().expect("a survey");
    assert_eq!((survey.running, survey.count_done()), (false, 1));
    assert!(garden.told(Msg::EndSurvey).is_empty());
}

#[test]
fn a_new_one_replaces_the_old_and_late_news_of_it_is_dropped() {
    let mut garden = Garden::built("");
    let old = survey(&mut garden).id;
    let new = survey(&mut garden).id;
    assert_ne!(old, new);
    measured(&mut garden, old, 0, 40, true);
    assert_eq!(garden.state.survey.as_ref().map(gradient_garden::app::state::Survey::count_done), Some(0));
}

#[test]
fn what_cannot_be_built_does_not_go_on_for_ever() {
    let mut garden = Garden::built("");
    survey(&mut garden);
    let run = garden.state.run.id;
    let problem = gradient_garden::protocol::Problem::Unfit(gradient_garden::protocol::Misfit::NoRunYet);
    let effects = garden.says(Cpu, Event::Failed { run, problem });
    assert!(sent(&effects, Cpu).contains(&&Command::EndSurvey));
    assert!(!garden.state.survey.expect("a survey").running);
}

#[test]
fn another_lesson_forgets_it() {
    let mut garden = Garden::built("");
    survey(&mut garden);
    let effects = garden.told(Msg::Lesson(LessonId::Digits));
    assert!(sent(&effects, Cpu).contains(&&Command::EndSurvey));
    assert_eq!(garden.state.survey, None);
}

#[test]
fn the_worker_that_takes_over_does_what_is_not_done() {
    let mut garden = Garden::playing("");
    let id = survey(&mut garden).id;
    measured(&mut garden, id, 0, 40, true);
    measured(&mut garden, id, 1, 20, false);
    garden.told(Msg::Set(Key::Device, Value::Choice("webgpu".into())));
    let asked = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    let effects = garden.keeps(Cpu, Some(asked), 12);
    let rest = sent(&effects, WebGpu).into_iter().find_map(|command| match command {
        Command::Survey(survey) => Some(survey.entries.iter().map(|(number, _)| *number).collect::<Vec<_>>()),
        _ => None,
    });
    assert_eq!(rest, Some(vec![1, 2]));
    let survey = garden.state.survey.expect("a survey");
    assert_eq!(survey.measured.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0], "half a run is begun anew");
}

#[test]
fn seeds_are_counted_and_belong_to_the_options_they_were_tried_with() {
    use gradient_garden::app::seeds::{self, Outcome, Seeds};
    let mut garden = Garden::built("lesson=xor&preset=article");
    assert_eq!(garden.state.options.budget(), 400);
    assert_eq!(Seeds::of(&garden.state), None);
    let entries = seeds::entries(&garden.state.options, 3);
    assert_eq!(entries.iter().map(|options| options.integer(Key::Seed)).collect::<Vec<_>>(), [1, 2, 3]);
    let id = {
        let effects = garden.told(Msg::Survey { entries, steps: 400, every: 400 });
        let [Command::Survey(survey)] = &sent(&effects, Cpu)[..] else { panic!("{effects:?}") };
        survey.id
    };
    let of = |step, accuracy| gradient_garden::protocol::Metrics { test_accuracy: Some(accuracy), ..metrics(step) };
    garden.says(Cpu, Event::Surveyed { id, entry: 0, metrics: of(400, 0.75), done: true });
    garden.says(Cpu, Event::Surveyed { id, entry: 2, metrics: of(400, 1.0), done: true });
    garden.says(Cpu, Event::Surveyed { id, entry: 1, metrics: of(200, 1.0), done: false });
    let tried = Seeds::of(&garden.state).expect("seeds");
    assert_eq!((tried.done(), tried.solved(), tried.running), (2, Some(1), true));
    assert_eq!(tried.outcomes[1], Outcome { seed: 2, result: None }, "not before it is done");
    assert_eq!(tried.outcomes[0].result.map(|result| result.1), Some(Some(false)));
    // Another seed or device is the same network; another width is not.
    garden.told(Msg::Set(Key::Seed, Value::Integer(7)));
    garden.told(Msg::Set(Key::Device, Value::Choice("cpu".into())));
    assert!(Seeds::of(&garden.state).expect("seeds").running);
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![3])));
    assert!(sent(&effects, Cpu).contains(&&Command::EndSurvey));
    assert_eq!(garden.state.survey, None);
    // A survey over anything but seeds is none of these.
    let mixed = vec![garden.state.options.clone(), seeds::entries(&Options::of(LessonId::Xor), 1).remove(0)];
    garden.told(Msg::Survey { entries: mixed, steps: 10, every: 10 });
    assert_eq!(Seeds::of(&garden.state), None);
}
