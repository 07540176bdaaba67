//! The curves of a run, and regular checkpoints.

use gradient_garden::app::Msg;
use gradient_garden::app::history::{Change, History};
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{BatchLoss, Event, Measuring};

use crate::garden::*;

fn loss(step: u64) -> BatchLoss {
    BatchLoss { step, loss: Some(1.0), generator: None }
}

fn steps(history: &History) -> Vec<Vec<u64>> {
    history.segments().iter().map(|segment| segment.iter().map(|metrics| metrics.step).collect()).collect()
}

#[test]
fn only_scheduled_measurements_stay_and_the_newest_is_always_there() {
    let mut history = History::default();
    for step in [0, 1, 2, 4] {
        history.take(metrics(step), true);
    }
    history.take(metrics(7), false);
    assert_eq!(steps(&history), [[0, 1, 2, 4, 7]]);
    history.take(metrics(8), true);
    assert_eq!(steps(&history), [[0, 1, 2, 4, 8]], "paused at 7 or not, the curve is the same");
    let all = gradient_garden::protocol::Metrics { test_examples: 10_000, ..metrics(8) };
    history.take(all, false);
    assert_eq!(history.measurements().last(), Some(&all), "measured over more examples");
    history.take(metrics(16), true);
    assert_eq!(history.measurements()[4], metrics(8), "the schedule's own measurement stands");
    history.take(metrics(4), true);
    assert_eq!(steps(&history), [[0, 1, 2, 4, 8, 16]], "late news changes nothing");
}

#[test]
fn batch_losses_follow_each_other_once() {
    let mut history = History::default();
    history.take_losses(vec![loss(0), loss(1)]);
    history.take_losses(vec![loss(1), loss(2)]);
    assert_eq!(history.losses(), [loss(0), loss(1), loss(2)]);
    history.rewind(1);
    assert_eq!(history.losses(), [loss(0)], "what follows is computed again");
    history.take_losses(vec![loss(1)]);
    assert_eq!(history.losses(), [loss(0), loss(1)]);
}

#[test]
fn an_edit_is_a_mark_between_two_lines_and_no_slope() {
    let mut garden = Garden::playing("");
    let run = garden.state.run.id;
    garden.measures(Cpu, 12);
    let mut edited = progress(run, 13);
    edited.edits = vec![13];
    garden.says(Cpu, Event::Progress(edited));
    garden.says(Cpu, Event::Measured { run, metrics: metrics(13), scheduled: false });
    garden.measures(Cpu, 16);
    let history = &garden.state.run.history;
    assert_eq!(steps(history), [vec![10, 12], vec![13, 16]], "what the edit did is kept, although 13 is off schedule");
    assert_eq!((history.marks()[0].step, &history.marks()[0].changes[..]), (13, &[Change::Parameters][..]));
}

#[test]
fn an_option_that_keeps_the_parameters_is_a_mark_at_the_step_where_it_took_effect() {
    let mut garden = Garden::playing("");
    garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1)));
    assert!(garden.state.run.history.marks().is_empty(), "not before the trainer says so");
    garden.retuned(Cpu, 12);
    let marks = garden.state.run.history.marks();
    let change = Change::Option { key: Key::LearningRate, from: Value::Number(0.03), to: Value::Number(0.1) };
    assert_eq!((marks[0].step, &marks[0].changes[..]), (12, &[change][..]));
    garden.told(Msg::Reset);
    assert!(garden.state.run.history.marks().is_empty(), "another run");
}

#[test]
fn progress_comes_without_pictures_and_measurements_at_their_own_step() {
    let mut garden = Garden::built("lesson=convnet");
    let run = garden.state.run.id;
    garden.measures(Cpu, 100);
    let mut now = progress(run, 130);
    now.losses = vec![loss(129)];
    now.measuring = Some(Measuring { done: 4000, total: 10_200, test: 10_000 });
    garden.says(Cpu, Event::Progress(now));
    let state = &garden.state.run;
    assert_eq!((state.step, state.metrics.map(|metrics| metrics.step)), (130, Some(100)));
    assert_eq!(state.history.losses().len(), 1);
    assert_eq!(state.measuring.map(|measuring| measuring.done), Some(4000));
    garden.told(Msg::Reset);
    assert_eq!((garden.state.run.measuring, garden.state.run.steps_per_second), (None, 0.0));
}

#[test]
fn the_newest_checkpoint_of_the_run_is_kept_and_no_other() {
    let mut garden = Garden::playing("");
    garden.keeps(Cpu, None, 160);
    garden.keeps(Cpu, None, 320);
    assert_eq!(garden.state.run.checkpoint.map(|kept| kept.step), Some(320));
    let late = kept(garden.state.run.id, 400);
    garden.told(Msg::Reset);
    garden.says(Cpu, Event::Kept { checkpoint: late, id: None, verified: true });
    assert_eq!(garden.state.run.checkpoint, None, "that was another run");
}
