//! Opening, play, pause, one batch, one epoch, reset.

use gradient_garden::app::lifecycle::{Activity, Phase};
use gradient_garden::app::remark::Remark;
use gradient_garden::app::state::About;
use gradient_garden::app::{Msg, State};
use gradient_garden::options::Key;
use gradient_garden::protocol::{Answer, Command, Details, Event, Misfit, Problem, Question};

use crate::garden::*;

#[test]
fn opening_starts_the_cpu_and_builds_the_run_when_it_is_ready() {
    let mut garden = Garden::opened("");
    let effects = garden.ready(Cpu);
    let configure = to_build(&effects, Cpu).expect("a run to build");
    assert_eq!((configure.run, &configure.checkpoint), (garden.state.run.id, &None));
    assert_eq!(configure.options, garden.state.options);
    assert!(garden.configured(Cpu).is_empty(), "it stays paused");
    assert!(garden.state.run.is_built());
}

#[test]
fn a_bad_link_opens_with_defaults_and_says_so() {
    let garden = Garden::built("lesson=nope");
    assert!(garden.notes(|about| matches!(about, About::Link(Remark::Refused(refused)) if refused.value == "nope")));
}

#[test]
fn commands_wait_until_the_run_is_built() {
    let mut garden = Garden::opened("");
    assert!(sent(&garden.told(Msg::Play), Cpu).is_empty());
    assert!(garden.state.is_training());
    assert_eq!(sent(&garden.ready(Cpu), Cpu).len(), 1, "only the run to build");
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn play_and_pause() {
    let mut garden = Garden::built("");
    assert_eq!(sent(&garden.told(Msg::Play), Cpu), [&Command::Play]);
    garden.frame(Cpu, 10);
    assert!(garden.state.run.phase == Phase::Built(Activity::Training) && garden.state.is_training());
    assert_eq!(sent(&garden.told(Msg::Pause), Cpu), [&Command::Pause]);
    assert!(!garden.state.is_training());
}

#[test]
fn the_link_can_play_or_train_so_far() {
    let mut garden = Garden::opened("play=1");
    garden.ready(Cpu);
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);

    let mut garden = Garden::opened("steps=500&play=1");
    garden.ready(Cpu);
    let effects = garden.configured(Cpu);
    let (id, steps) = asked_to_train(&effects, Cpu).expect("to train");
    assert_eq!((sent(&effects, Cpu).len(), steps), (1, Some(500)));
    assert!(garden.state.is_training());
    garden.answers(Cpu, id, Answer::Metrics(metrics(500)));
    assert!(!garden.state.is_training());
    assert_eq!(garden.state.run.step, 500);
}

#[test]
fn one_batch_and_one_epoch_are_done_in_turn() {
    let mut garden = Garden::built("");
    let first = garden.told(Msg::OneBatch);
    let (id, steps) = asked_to_train(&first, Cpu).expect("one batch");
    assert_eq!(steps, Some(1));
    assert!(garden.told(Msg::OneEpoch).is_empty(), "the second waits for the first");
    let second = garden.answers(Cpu, id, Answer::Metrics(metrics(1)));
    assert_eq!(asked_to_train(&second, Cpu).map(|(_, steps)| steps), Some(None));
    assert_eq!(garden.state.run.metrics, Some(metrics(1)));
}

#[test]
fn one_batch_while_playing_pauses_after_it() {
    let mut garden = Garden::playing("");
    let (id, _) = asked_to_train(&garden.told(Msg::OneBatch), Cpu).expect("one batch");
    assert!(garden.answers(Cpu, id, Answer::Metrics(metrics(11))).is_empty());
    assert!(!garden.state.is_training());
}

#[test]
fn play_pressed_during_an_epoch_goes_on_after_it() {
    let mut garden = Garden::built("");
    let (id, _) = asked_to_train(&garden.told(Msg::OneEpoch), Cpu).expect("one epoch");
    assert!(garden.told(Msg::Play).is_empty());
    assert_eq!(sent(&garden.answers(Cpu, id, Answer::Metrics(metrics(25))), Cpu), [&Command::Play]);
}

#[test]
fn pause_calls_off_what_waits() {
    let mut garden = Garden::built("");
    let (id, _) = asked_to_train(&garden.told(Msg::OneEpoch), Cpu).expect("one epoch");
    garden.told(Msg::OneEpoch);
    assert_eq!(sent(&garden.told(Msg::Pause), Cpu), [&Command::Pause]);
    assert!(!garden.state.is_training());
    assert!(garden.answers(Cpu, id, Answer::Metrics(metrics(7))).is_empty());
    assert!(garden.state.run.pending.is_empty());
}

#[test]
fn reset_replays_the_same_seed_paused() {
    let mut garden = Garden::playing("seed=7");
    let effects = garden.told(Msg::Reset);
    let configure = to_build(&effects, Cpu).expect("a run to build");
    assert_eq!((configure.options.integer(Key::Seed), &configure.checkpoint), (7, &None));
    assert!(garden.state.run.history.measurements().is_empty() && garden.state.run.step == 0);
    assert!(garden.configured(Cpu).is_empty(), "it stays paused");
}

#[test]
fn a_new_seed_starts_over_and_keeps_running() {
    let mut garden = Garden::playing("");
    let effects = garden.told(Msg::NewSeed(42));
    assert_eq!(to_build(&effects, Cpu).expect("a run to build").options.integer(Key::Seed), 42);
    assert_eq!(written(&effects), Some("v=1&seed=42"));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn an_edit_is_sent_measured_and_kept() {
    let mut garden = Garden::built("");
    let edit = Msg::Edit { network: garden.state.run.network, name: "layers.0.weight".into(), index: 3, value: -1.5 };
    let effects = garden.told(edit);
    let commands = sent(&effects, Cpu);
    let [Command::Ask { id, question: Question::Edit { name, index: 3, value: -1.5 } }] = commands[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(name, "layers.0.weight");
    garden.answers(Cpu, *id, Answer::Metrics(metrics(0)));
    garden.keeps(Cpu, None, 0);
    assert_eq!(garden.state.run.checkpoint.map(|kept| kept.step), Some(0));
    assert_eq!(garden.state.run.metrics, Some(metrics(0)));
}

#[test]
fn a_problem_with_an_edit_is_a_notice() {
    let mut garden = Garden::built("");
    let edit = Msg::Edit { network: garden.state.run.network, name: "nothing".into(), index: 3, value: -1.5 };
    let effects = garden.told(edit);
    let Command::Ask { id, .. } = sent(&effects, Cpu)[0] else { panic!("{effects:?}") };
    let problem = Problem::Unfit(Misfit::NoRunYet);
    garden.says(Cpu, Event::Answered { id: *id, answer: Err(problem.clone()) });
    assert!(garden.notes(|about| *about == About::Problem(problem.clone())));
}

#[test]
fn numbers_that_are_not_finite_pause_and_say_what_to_try() {
    let mut garden = Garden::playing("");
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Failed { run, problem: Problem::NotFinite { step: 12 } });
    assert!(!garden.state.is_training() && garden.state.run.phase == Phase::Built(Activity::Resting));
    let finite = |about: &About| matches!(about, About::Problem(Problem::NotFinite { step: 12 }));
    assert!(garden.notes(finite));
    garden.told(Msg::Reset);
    assert!(!garden.notes(finite), "over with the run it was about");
}

#[test]
fn the_page_says_why_there_is_no_picture() {
    assert_eq!(State::default().why_empty(), Some("state-starting"));
    let mut garden = Garden::opened("");
    assert_eq!(garden.state.why_empty(), Some("state-starting"));
    garden.ready(Cpu);
    assert_eq!(garden.state.why_empty(), Some("state-building"));
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Failed { run, problem: Problem::Unfit(Misfit::NoRunYet) });
    assert_eq!(garden.state.why_empty(), Some("state-failed"));
    assert!(garden.state.run.pictures.is_empty(), "nothing of another run is left over");
    garden.told(Msg::Reset);
    garden.configured(Cpu);
    assert_eq!(garden.state.why_empty(), None);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Loading { run, done: 5000, total: 60_000 });
    let problem = missing("train-03.bin");
    garden.says(Cpu, Event::Missing { run, problem: Some(problem) });
    assert_eq!(garden.state.why_empty(), Some("state-no-data"));
    garden.told(Msg::Reset);
    garden.configured(Cpu);
    garden.says(Cpu, Event::Unavailable(Problem::Unfit(Misfit::NoRunYet)));
    for _ in 0..3 {
        garden.says(Cpu, Event::Crashed(Details("again".into())));
    }
    assert_eq!(garden.state.why_empty(), Some("state-no-trainer"));
}

#[test]
fn loading_is_told_until_all_is_there() {
    let mut garden = Garden::opened("lesson=digits");
    garden.ready(Cpu);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Loading { run, done: 2000, total: 60_000 });
    assert_eq!(garden.state.run.loading, Some((2000, 60_000)));
    garden.says(Cpu, Event::Loading { run, done: 60_000, total: 60_000 });
    assert_eq!(garden.state.run.loading, None);
}

#[test]
fn a_frame_is_answered_when_it_was_drawn() {
    let mut garden = Garden::playing("");
    assert_eq!(sent(&garden.told(Msg::Drawn), Cpu), [&Command::Drawn]);
}
