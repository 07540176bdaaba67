//! Workers that are lost.

use gradient_garden::app::device::Program;
use gradient_garden::app::message::Call;
use gradient_garden::app::state::{About, Why};
use gradient_garden::app::{Effect, Msg};
use gradient_garden::protocol::{Command, Details, Device, Event, Problem};

use crate::garden::*;

fn crash(garden: &mut Garden, device: Device) -> Vec<Effect> {
    garden.says(device, Event::Crashed(Details("out of memory".into())))
}

/// Playing on the CPU at step 300, with a checkpoint of step 160.
fn with_checkpoint() -> Garden {
    let mut garden = Garden::playing("");
    let asked = (11..=300).find_map(|step| asked_checkpoint(&garden.frame(Cpu, step), Cpu));
    garden.frame(Cpu, 300);
    garden.answers(Cpu, asked.expect("a checkpoint"), checkpoint_answer(160));
    garden
}

#[test]
fn a_lost_worker_starts_again_from_the_last_checkpoint() {
    let mut garden = with_checkpoint();
    let effects = crash(&mut garden, Cpu);
    assert_eq!(effects, [Effect::Stop(Cpu), Effect::Start(Program::Dense)]);
    assert!(garden.notes(|about| matches!(about, About::Crashed(_))));
    assert!(garden.state.run.history.measured().iter().all(|point| point.step <= 160), "computed again");
    let effects = garden.ready(Cpu);
    assert_eq!(to_build(&effects, Cpu).and_then(|configure| configure.checkpoint.clone()), Some(checkpoint(160)));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play], "it trained, so it trains on");
}

#[test]
fn a_lost_gpu_is_followed_by_the_cpu() {
    let mut garden = Garden::playing("device=webgpu");
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    garden.answers(Cpu, id, checkpoint_answer(12));
    garden.configured(WebGpu);
    garden.frame(WebGpu, 20);

    assert_eq!(crash(&mut garden, WebGpu), [Effect::Stop(WebGpu), Effect::Start(Program::Dense)]);
    let effects = garden.ready(Cpu);
    assert_eq!(to_build(&effects, Cpu).and_then(|configure| configure.checkpoint.clone()), Some(checkpoint(12)));
    assert!(!effects.contains(&Effect::Start(Program::WebGpu)), "not again");
    assert_eq!(garden.state.trainer.why, Why::Lost);
}

#[test]
fn a_gpu_that_is_lost_while_it_trains_is_followed_by_the_cpu_too() {
    let mut garden = Garden::opened("device=webgpu&play=1");
    garden.ready(Cpu);
    garden.ready(WebGpu);
    garden.configured(WebGpu);
    let run = garden.state.run.id;
    let problem = no_web_gpu("the device was lost");
    let effects = garden.says(WebGpu, Event::Failed { run, problem: problem.clone() });
    assert_eq!(effects, [Effect::Stop(WebGpu), Effect::Start(Program::Dense)]);
    assert!(garden.notes(|about| *about == About::Problem(problem.clone())));
    garden.ready(Cpu);
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn a_gpu_that_crashes_while_it_starts_is_refused_and_the_cpu_trains_on() {
    let mut garden = Garden::playing("device=webgpu");
    assert_eq!(crash(&mut garden, WebGpu), [Effect::Stop(WebGpu)]);
    assert!(garden.notes(|about| matches!(about, About::Problem(Problem::Device { .. }))));
    assert!(garden.state.is_training() && garden.state.trainer.why == Why::Refused);
}

#[test]
fn three_in_a_row_are_enough_until_the_person_asks_again() {
    let mut garden = Garden::playing("");
    for _ in 0..2 {
        assert!(crash(&mut garden, Cpu).contains(&Effect::Start(Program::Dense)));
        garden.ready(Cpu);
        garden.configured(Cpu);
    }
    assert_eq!(crash(&mut garden, Cpu), [Effect::Stop(Cpu)]);
    assert!(garden.notes(|about| *about == About::GaveUp) && !garden.state.is_training());
    assert!(garden.told(Msg::Play).contains(&Effect::Start(Program::Dense)));
    assert!(!garden.notes(|about| *about == About::GaveUp));
    garden.ready(Cpu);
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn training_in_between_makes_it_not_in_a_row() {
    let mut garden = with_checkpoint();
    for _ in 0..5 {
        assert!(crash(&mut garden, Cpu).contains(&Effect::Start(Program::Dense)));
        garden.ready(Cpu);
        garden.configured(Cpu);
        let asked = (161..=400).find_map(|step| asked_checkpoint(&garden.frame(Cpu, step), Cpu));
        garden.answers(Cpu, asked.expect("a checkpoint"), checkpoint_answer(310));
    }
}

#[test]
fn a_worker_that_never_starts_is_given_up_too() {
    let mut garden = Garden::opened("");
    assert!(crash(&mut garden, Cpu).contains(&Effect::Start(Program::Dense)));
    assert!(crash(&mut garden, Cpu).contains(&Effect::Start(Program::Dense)));
    assert_eq!(crash(&mut garden, Cpu), [Effect::Stop(Cpu)]);
    assert!(garden.notes(|about| *about == About::GaveUp));
}

#[test]
fn scripts_are_told_when_the_trainer_is_lost() {
    let mut garden = Garden::built("");
    garden.told(Msg::Script { promise: 5, call: Call::Train(10) });
    let effects = crash(&mut garden, Cpu);
    assert!(effects.contains(&Effect::Settle { promise: 5, result: Err(Problem::Abandoned) }));
}
