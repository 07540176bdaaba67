//! From device to device without losing what was learned.

use gradient_garden::app::device::Program;
use gradient_garden::app::device::Why;
use gradient_garden::app::message::Change;
use gradient_garden::app::state::About;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{Answer, Command, Event, Misfit, Problem};

use crate::garden::*;

fn choose(garden: &mut Garden, device: &str) -> Vec<Effect> {
    garden.told(Msg::Set(Key::Device, Value::Choice(device.into())))
}

/// Training on the CPU at step 10 with WebGPU starting beside.
fn starting() -> Garden {
    let mut garden = Garden::playing("");
    assert_eq!(
        choose(&mut garden, "webgpu"),
        [Effect::PushUrl("v=1&device=webgpu".into(), Change::Knob(Key::Device)), Effect::Start(Program::WebGpu)]
    );
    assert_eq!(garden.state.why_device(), Why::Starting);
    garden
}

/// Training on WebGPU at step 13.
fn on_webgpu() -> Garden {
    let mut garden = starting();
    garden.handed_over(12);
    garden.frame(WebGpu, 13);
    garden
}

#[test]
fn webgpu_takes_over_from_the_checkpoint_of_the_cpu() {
    let mut garden = starting();
    let run = garden.state.run.id;
    garden.frame(Cpu, 11);
    let effects = garden.ready(WebGpu);
    let id = asked_checkpoint(&effects, Cpu).expect("a checkpoint");
    assert_eq!(effects.len(), 1, "the CPU trains on until it has answered");

    let effects = garden.keeps(Cpu, Some(id), 12);
    let configure = to_build(&effects, WebGpu).expect("a run to build");
    assert_eq!((configure.run, configure.checkpoint), (run + 1, Some(kept(run, 12))));
    assert!(effects.contains(&Effect::Stop(Cpu)));
    assert_eq!(garden.state.run.history.measurements().len(), 2, "the curve goes on");
    assert_eq!(sent(&garden.configured(WebGpu), WebGpu), [&Command::Play]);
    assert_eq!(garden.state.why_device(), Why::Chosen);
}

#[test]
fn and_back_to_the_cpu() {
    let mut garden = on_webgpu();
    let effects = choose(&mut garden, "cpu");
    assert!(effects.contains(&Effect::Start(Program::Dense)));
    let id = asked_checkpoint(&garden.ready(Cpu), WebGpu).expect("a checkpoint");
    let effects = garden.keeps(WebGpu, Some(id), 20);
    assert_eq!(to_build(&effects, Cpu).and_then(|configure| configure.checkpoint).map(|kept| kept.step), Some(20));
    assert!(effects.contains(&Effect::Stop(WebGpu)));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn the_link_starts_the_cpu_first_and_webgpu_beside_it() {
    let mut garden = Garden::opened("device=webgpu");
    let effects = garden.ready(Cpu);
    assert!(to_build(&effects, Cpu).is_some() && effects.contains(&Effect::Start(Program::WebGpu)));
}

#[test]
fn a_worker_that_is_ready_before_the_run_is_built_takes_over_at_once() {
    let mut garden = Garden::opened("device=webgpu");
    garden.ready(Cpu);
    let effects = garden.ready(WebGpu);
    assert_eq!(to_build(&effects, WebGpu).map(|configure| configure.checkpoint.is_none()), Some(true));
    assert!(effects.contains(&Effect::Stop(Cpu)));
}

#[test]
fn auto_takes_webgpu_for_large_work_only() {
    let mut garden = Garden::built("lesson=digits");
    assert_eq!(garden.state.why_device(), Why::SmallWork);
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![1024, 1024])));
    assert!(to_build(&effects, Cpu).is_some() && effects.contains(&Effect::Start(Program::WebGpu)));
    garden.configured(Cpu);
    // Small again before WebGPU is ready: not wanted any more.
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![16])));
    assert!(effects.contains(&Effect::Stop(WebGpu)));
    assert_eq!((garden.state.trainer.workers.next(), garden.state.why_device()), (None, Why::SmallWork));
    assert_eq!(garden.ready(WebGpu), [Effect::Stop(WebGpu)], "too late");
}

#[test]
fn webgpu_that_is_not_there_is_refused_in_words_and_tried_again_by_name_only() {
    let mut garden = starting();
    let problem = no_web_gpu("no adapter");
    let effects = garden.says(WebGpu, Event::Unavailable(problem.clone()));
    assert_eq!(effects, [Effect::Stop(WebGpu)]);
    assert!(garden.notes(|about| *about == About::Problem(problem.clone())));
    assert_eq!(garden.state.why_device(), Why::Refused);
    assert!(garden.state.is_training(), "the CPU trains on");

    choose(&mut garden, "auto");
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![1024, 1024, 1024])));
    assert!(!effects.contains(&Effect::Start(Program::WebGpu)));
    assert!(choose(&mut garden, "webgpu").contains(&Effect::Start(Program::WebGpu)));
}

#[test]
fn what_is_asked_during_the_hand_over_is_asked_of_the_new_trainer() {
    let mut garden = starting();
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    assert!(garden.told(Msg::OneBatch).is_empty());
    garden.keeps(Cpu, Some(id), 12);
    let effects = garden.configured(WebGpu);
    assert_eq!(asked_to_train(&effects, WebGpu).map(|(_, steps)| steps), Some(Some(1)));
}

#[test]
fn a_knob_turned_during_the_hand_over_is_in_force_after_it() {
    let mut garden = starting();
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1)));
    let effects = garden.keeps(Cpu, Some(id), 12);
    assert_eq!(to_build(&effects, WebGpu).map(|configure| configure.options.number(Key::LearningRate)), Some(0.1));

    // Called off after all: the CPU is told instead.
    let mut garden = starting();
    garden.ready(WebGpu);
    garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1)));
    let effects = choose(&mut garden, "cpu");
    assert!(effects.contains(&Effect::Stop(WebGpu)));
    assert_eq!(to_retune(&effects, Cpu).map(|options| options.number(Key::LearningRate)), Some(0.1));
}

#[test]
fn training_so_far_is_finished_on_the_new_device() {
    let mut garden = Garden::opened("steps=500&device=webgpu");
    garden.ready(Cpu);
    asked_to_train(&garden.configured(Cpu), Cpu).expect("to train");
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    garden.keeps(Cpu, Some(id), 120);
    let (rest, steps) = asked_to_train(&garden.configured(WebGpu), WebGpu).expect("the rest");
    assert_eq!(steps, Some(380));
    garden.answers(WebGpu, rest, Answer::Metrics(metrics(500)));
    assert!(!garden.state.is_training());
}

#[test]
fn a_script_has_its_steps_before_the_device_changes() {
    let mut garden = Garden::built("");
    let call = gradient_garden::app::message::Call::Train(100);
    let (id, _) = asked_to_train(&garden.told(Msg::Script { promise: 1, call }), Cpu).expect("to train");
    choose(&mut garden, "webgpu");
    assert!(garden.ready(WebGpu).is_empty());
    let effects = garden.answers(Cpu, id, Answer::Metrics(metrics(100)));
    assert!(asked_checkpoint(&effects, Cpu).is_some());
}

#[test]
fn without_a_checkpoint_the_active_trainer_goes_on() {
    let mut garden = starting();
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    let effects = garden.says(Cpu, Event::Answered { id, answer: Err(Problem::Unfit(Misfit::NoRunYet)) });
    assert!(effects.contains(&Effect::Stop(WebGpu)) && asked_checkpoint(&effects, Cpu).is_none());
    assert_eq!(garden.state.trainer.device(), Some(Cpu));
}

#[test]
fn a_lesson_that_the_small_trainer_does_not_know_gets_one_that_does() {
    let mut garden = Garden::playing("");
    let effects = garden.told(Msg::Lesson(LessonId::Convnet));
    assert!(effects.contains(&Effect::Start(Program::Cpu)));
    assert!(sent(&effects, Cpu).is_empty(), "the small trainer is not asked to build what it cannot");
    let configure = garden.ready(Cpu);
    assert_eq!(to_build(&configure, Cpu).map(|configure| configure.options.lesson()), Some(LessonId::Convnet));
    garden.configured(Cpu);
    // The large one knows every lesson, and stays.
    let effects = garden.told(Msg::Lesson(LessonId::Boundary));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Start(_) | Effect::Stop(_))));
    assert!(to_build(&effects, Cpu).is_some());
    assert!(garden.told(Msg::Lesson(LessonId::Digits)).iter().all(|effect| !matches!(effect, Effect::Start(_))));
}

#[test]
fn a_small_trainer_that_still_starts_is_replaced_too() {
    let mut garden = Garden::opened("");
    let effects = garden.told(Msg::Lesson(LessonId::Attention));
    assert!(effects.contains(&Effect::Start(Program::Cpu)));
    assert!(to_build(&garden.ready(Cpu), Cpu).is_some());
    // And one that is to take over from WebGPU.
    let mut garden = on_webgpu();
    choose(&mut garden, "cpu");
    let effects = garden.told(Msg::Lesson(LessonId::Sequence));
    assert!(effects.contains(&Effect::Start(Program::Cpu)));
    assert!(to_build(&effects, WebGpu).is_some(), "WebGPU knows every lesson");
    garden.configured(WebGpu);
    assert!(asked_checkpoint(&garden.ready(Cpu), WebGpu).is_some());
}

#[test]
fn webgpu_that_starts_beside_a_small_trainer_starts_again_beside_the_large_one() {
    let mut garden = starting();
    let effects = garden.told(Msg::Lesson(LessonId::Convnet));
    assert!(effects.contains(&Effect::Stop(WebGpu)) && effects.contains(&Effect::Start(Program::Cpu)));
    let effects = garden.ready(Cpu);
    assert!(to_build(&effects, Cpu).is_some() && effects.contains(&Effect::Start(Program::WebGpu)));
}
