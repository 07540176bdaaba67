//! Metrics over the run, and regular checkpoints.

use gradient_garden::app::state::Run;
use gradient_garden::protocol::Event;

use crate::garden::*;

#[test]
fn history_is_thinned_out_and_keeps_first_and_last() {
    let mut garden = Garden::built("");
    for step in 0..10_000 {
        garden.frame(Cpu, step);
    }
    let history = &garden.state.run.history;
    assert!(history.len() <= Run::HISTORY && history.len() >= Run::HISTORY / 2, "{}", history.len());
    assert_eq!((history[0].step, history[history.len() - 1].step), (0, 9999));
    assert!(history.is_sorted_by(|a, b| a.step < b.step));
}

#[test]
fn a_step_measured_again_replaces_its_point() {
    let mut garden = Garden::built("");
    garden.frame(Cpu, 10);
    garden.frame(Cpu, 10);
    assert_eq!(garden.state.run.history.len(), 1);
}

#[test]
fn the_frame_says_the_step_where_the_measurement_is_older() {
    let mut garden = Garden::built("lesson=digits");
    let mut frame = frame(garden.state.run.id, 100);
    frame.step = 130;
    garden.says(Cpu, Event::Frame(Box::new(frame)));
    assert_eq!((garden.state.run.step, garden.state.run.metrics.map(|metrics| metrics.step)), (130, Some(100)));
}

#[test]
fn checkpoints_are_asked_for_now_and_then_and_one_at_a_time() {
    let mut garden = Garden::playing("");
    let asked: Vec<_> = (11..1000).filter_map(|step| asked_checkpoint(&garden.frame(Cpu, step), Cpu)).collect();
    assert_eq!(asked.len(), 1, "the first is not answered yet");
    garden.answers(Cpu, asked[0], checkpoint_answer(160));
    assert_eq!(garden.state.run.checkpoint.as_deref(), Some(&checkpoint(160)));
    let asked = (1000..2000).filter_map(|step| asked_checkpoint(&garden.frame(Cpu, step), Cpu)).count();
    assert_eq!(asked, 1);
}
