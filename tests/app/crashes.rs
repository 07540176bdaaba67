//! Workers that are lost, stuck or busy.

use gradient_garden::app::device::Program;
use gradient_garden::app::device::Why;
use gradient_garden::app::lifecycle::Workers;
use gradient_garden::app::message::Call;
use gradient_garden::app::state::{About, Loss};
use gradient_garden::app::{Effect, Msg};
use gradient_garden::lesson::LessonId;
use gradient_garden::protocol::{
    Answer, Command, Details, Device, Event, Occupation, PictureId, Problem, Question, Scatter, StepValue,
};

use crate::garden::*;

fn crash(garden: &mut Garden, device: Device) -> Vec<Effect> {
    garden.says(device, Event::Crashed(Details("out of memory".into())))
}

/// Playing on the CPU at step 300, with a checkpoint of step 160.
fn with_checkpoint() -> Garden {
    let mut garden = Garden::playing("");
    garden.frame(Cpu, 160);
    garden.keeps(Cpu, None, 160);
    garden.frame(Cpu, 300);
    garden
}

/// The step that the device goes on from.
fn goes_on_from(effects: &[Effect], device: Device) -> Option<u64> {
    to_build(effects, device)?.checkpoint.map(|kept| kept.step)
}

#[test]
fn a_lost_worker_starts_again_from_the_last_checkpoint() {
    let mut garden = with_checkpoint();
    let effects = crash(&mut garden, Cpu);
    assert_eq!(effects, [Effect::Stop(Cpu), Effect::Start(Program::Dense)]);
    assert!(garden.notes(|about| matches!(about, About::Lost(Loss::Crashed(_), 160))));
    assert!(garden.state.run.history.measurements().iter().all(|point| point.step <= 160), "computed again");
    assert_eq!((garden.state.run.step, garden.state.run.epoch), (160, 6.4), "no step of what is gone is shown");
    let effects = garden.ready(Cpu);
    assert_eq!(goes_on_from(&effects, Cpu), Some(160));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play], "it trained, so it trains on");
}

#[test]
fn a_lost_gpu_is_followed_by_the_cpu() {
    let mut garden = Garden::playing("device=webgpu");
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    garden.keeps(Cpu, Some(id), 12);
    garden.configured(WebGpu);
    garden.frame(WebGpu, 20);

    assert_eq!(crash(&mut garden, WebGpu), [Effect::Stop(WebGpu), Effect::Start(Program::Dense)]);
    let effects = garden.ready(Cpu);
    assert_eq!(goes_on_from(&effects, Cpu), Some(12));
    assert!(!effects.contains(&Effect::Start(Program::WebGpu)), "not again");
    assert_eq!(garden.state.why_device(), Why::Lost);
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
    assert!(garden.notes(|about| *about == About::Lost(Loss::Device(problem.clone()), 0)));
    garden.ready(Cpu);
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn after_wrong_steps_the_run_goes_on_from_what_is_known_to_be_right() {
    let mut garden = Garden::playing("device=webgpu");
    garden.handed_over(10);
    let run = garden.state.run.id;
    let keep = |garden: &mut Garden, step, verified| {
        garden.frame(WebGpu, step);
        garden.says(WebGpu, Event::Kept { checkpoint: kept(run, step), id: None, verified });
    };
    keep(&mut garden, 50, true);
    keep(&mut garden, 90, false);
    let (step, value, name) = (92, StepValue::Gradient, "layers.0.weight".to_owned());
    let wrong = Problem::WrongStep { step, value, name, expected: 0.1, found: 7.0 };
    garden.says(WebGpu, Event::Failed { run, problem: wrong.clone() });
    assert!(garden.notes(|about| *about == About::Lost(Loss::Device(wrong.clone()), 50)));
    assert_eq!(goes_on_from(&garden.ready(Cpu), Cpu), Some(50), "not from 90, which nobody compared");
}

#[test]
fn a_worker_that_waits_to_take_over_is_asked_for_signs_of_life_too() {
    let mut garden = Garden::playing("");
    garden.told(Msg::Script { promise: 1, call: Call::Train(5000) });
    let device = vec![("device".to_owned(), "webgpu".to_owned())];
    garden.told(Msg::Script { promise: 2, call: Call::Configure(device) });
    garden.ready(WebGpu);
    assert!(garden.state.trainer.workers.is_handing_over(), "the script has its steps first");
    for step in 0..30 {
        garden.frame(Cpu, step);
        if garden.waits(1).contains(&Effect::Send(WebGpu, Command::Ping)) {
            garden.says(WebGpu, Event::Alive);
        }
    }
    assert!(garden.state.trainer.refused.is_none() && garden.state.trainer.workers.is_handing_over());
}

#[test]
fn that_shaders_are_compiled_is_said_as_long_as_they_are() {
    let mut garden = Garden::playing("device=webgpu");
    garden.handed_over(10);
    garden.waits(2);
    assert!(!garden.state.compiles_shaders(), "it said nothing of the kind");
    garden.says(WebGpu, Event::Busy(60_000, Occupation::Shaders));
    assert!(!garden.state.compiles_shaders(), "a moment is nothing to speak of");
    garden.waits(2);
    assert!(garden.state.compiles_shaders());
    garden.frame(WebGpu, 11);
    assert!(!garden.state.compiles_shaders());
    garden.says(WebGpu, Event::Busy(60_000, Occupation::Computing));
    garden.waits(2);
    assert!(!garden.state.compiles_shaders(), "it computes");
}

#[test]
fn reset_while_shaders_are_compiled_does_not_make_the_gpu_lost() {
    let mut garden = Garden::playing("device=webgpu");
    garden.handed_over(10);
    garden.says(WebGpu, Event::Busy(60_000, Occupation::Shaders));
    garden.waits(7);
    garden.told(Msg::Reset);
    assert!(garden.waits(2).is_empty(), "a little is waited for the shaders");
    let effects = garden.waits(2);
    assert_eq!(effects, [Effect::Stop(WebGpu), Effect::Start(Program::Dense)]);
    assert!(garden.state.trainer.refused.is_none(), "nothing is wrong with it");
    garden.ready(Cpu);
    assert!(garden.state.trainer.workers.next() == Some(WebGpu), "and it is started again");
}

#[test]
fn a_gpu_that_crashes_while_it_starts_is_refused_and_the_cpu_trains_on() {
    let mut garden = Garden::playing("device=webgpu");
    assert_eq!(crash(&mut garden, WebGpu), [Effect::Stop(WebGpu)]);
    assert!(garden.notes(|about| matches!(about, About::Problem(Problem::Device { .. }))));
    assert!(garden.state.is_training() && garden.state.why_device() == Why::Refused);
}

#[test]
fn a_crash_of_webgpu_is_told_by_its_cause() {
    use gradient_garden::protocol::{Failure, Stage};
    let causes = [
        (Stage::Adapter, "web.rs:7: JsValue(TypeError: no)", Failure::Refused),
        (Stage::SelfTest, "device_poison.rs:42: wgpu error: [Invalid ShaderModule] is invalid", Failure::Rejected),
        (Stage::SelfTest, "mod.rs:3: Not enough memory left.", Failure::OutOfMemory),
        (Stage::SelfTest, "mod.rs:3: index out of bounds", Failure::Crashed),
    ];
    for (stage, text, expected) in causes {
        let is =
            |about: &About| matches!(about, About::Problem(Problem::Device { failure, .. }) if *failure == expected);
        let mut garden = Garden::playing("device=webgpu");
        garden.says(WebGpu, Event::Starting(stage));
        garden.says(WebGpu, Event::Crashed(Details(text.into())));
        assert!(garden.notes(is), "{text}: {:?}", garden.state.notices);
    }
    // While it trains, too.
    let mut garden = Garden::playing("device=webgpu");
    garden.handed_over(12);
    garden
        .says(WebGpu, Event::Crashed(Details("wgpu error: Buffer size (1) exceeds the max buffer size limit".into())));
    let is = |about: &About| {
        matches!(about, About::Lost(Loss::Device(Problem::Device { failure: Failure::OutOfMemory, .. }), 12))
    };
    assert!(garden.notes(is), "{:?}", garden.state.notices);
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
    assert_eq!(garden.state.readiness(), Some(Err(Problem::NoTrainer)));
    assert!(garden.told(Msg::Play).contains(&Effect::Start(Program::Dense)));
    assert!(!garden.notes(|about| *about == About::GaveUp));
    garden.ready(Cpu);
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn training_in_between_makes_it_not_in_a_row() {
    let mut garden = with_checkpoint();
    for round in 1..6 {
        assert!(crash(&mut garden, Cpu).contains(&Effect::Start(Program::Dense)));
        garden.ready(Cpu);
        garden.configured(Cpu);
        garden.keeps(Cpu, None, 160 + round);
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
fn a_script_has_its_steps_although_the_trainer_was_lost() {
    let mut garden = Garden::built("");
    garden.keeps(Cpu, None, 0);
    garden.told(Msg::Script { promise: 5, call: Call::Train(100) });
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Progress(gradient_garden::protocol::Progress { goal: Some(100), ..progress(run, 40) }));
    garden.keeps(Cpu, None, 40);
    let effects = crash(&mut garden, Cpu);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Settle { .. })), "{effects:?}");
    garden.ready(Cpu);
    let (id, steps) = asked_to_train(&garden.configured(Cpu), Cpu).expect("the rest");
    assert_eq!(steps, Some(60));
    let effects = garden.answers(Cpu, id, Answer::Metrics(metrics(100)));
    let settled = |effect: &Effect| matches!(effect, Effect::Settle { promise: 5, result: Ok(Some(_)) });
    assert!(effects.iter().any(settled), "{effects:?}");
}

#[test]
fn a_link_trains_to_its_step_although_the_trainer_was_lost() {
    let mut garden = Garden::opened("steps=500");
    garden.ready(Cpu);
    asked_to_train(&garden.configured(Cpu), Cpu).expect("to train");
    garden.keeps(Cpu, None, 120);
    crash(&mut garden, Cpu);
    assert!(garden.notes(|about| matches!(about, About::Lost(_, 120))));
    garden.ready(Cpu);
    assert_eq!(asked_to_train(&garden.configured(Cpu), Cpu).map(|(_, steps)| steps), Some(Some(380)));
}

#[test]
fn what_two_trainers_were_lost_over_is_not_asked_a_third_time() {
    let mut garden = Garden::built("");
    garden.told(Msg::Script { promise: 5, call: Call::Parameters });
    assert!(!crash(&mut garden, Cpu).iter().any(|effect| matches!(effect, Effect::Settle { .. })));
    garden.ready(Cpu);
    let again = garden.configured(Cpu);
    assert!(matches!(sent(&again, Cpu)[..], [Command::Ask { question: Question::Parameters, .. }]));
    let effects = crash(&mut garden, Cpu);
    assert!(effects.contains(&Effect::Settle { promise: 5, result: Err(Problem::NoTrainer) }), "{effects:?}");
    garden.ready(Cpu);
    assert!(sent(&garden.configured(Cpu), Cpu).is_empty());
}

#[test]
fn a_worker_that_is_stuck_is_asked_for_a_sign_of_life_ended_and_replaced() {
    let mut garden = with_checkpoint();
    assert_eq!(garden.waits(1), [Effect::Send(Cpu, Command::Ping)]);
    garden.says(Cpu, Event::Alive);
    assert_eq!(garden.waits(5), [Effect::Send(Cpu, Command::Ping)], "one question is enough");
    assert_eq!(garden.waits(1), [Effect::Stop(Cpu), Effect::Start(Program::Dense)]);
    assert!(garden.notes(|about| *about == About::Lost(Loss::Silent(6), 160)));
    assert_eq!(goes_on_from(&garden.ready(Cpu), Cpu), Some(160));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn pictures_of_steps_that_are_gone_are_no_current_ones() {
    let mut garden = Garden::playing("");
    let points = Scatter::from(&garden.state.options.plane_set());
    garden.state.run.pictures.insert(PictureId::Points, points.into());
    assert!(garden.state.is_current(PictureId::Points));
    garden.waits(7);
    assert!(garden.state.run.pictures.contains_key(&PictureId::Points) && !garden.state.is_current(PictureId::Points));
}

#[test]
fn a_page_that_sleeps_makes_no_worker_late() {
    let mut garden = Garden::playing("");
    garden.told(Msg::Tick(3_600_000.0));
    garden.says(Cpu, Event::Alive);
    assert!(garden.state.trainer.active().is_some());
}

#[test]
fn a_worker_may_be_silent_for_as_long_as_it_announced() {
    let mut garden = with_checkpoint();
    garden.says(Cpu, Event::Busy(40_000, Occupation::Computing));
    garden.waits(44);
    assert!(garden.state.trainer.active().is_some());
    garden.waits(2);
    assert!(garden.notes(|about| matches!(about, About::Lost(Loss::Silent(_), 160))));
}

#[test]
fn pause_does_not_wait_for_a_step_that_takes_long() {
    let mut garden = with_checkpoint();
    garden.says(Cpu, Event::Busy(40_000, Occupation::Computing));
    assert_eq!(sent(&garden.told(Msg::Pause), Cpu), [&Command::Pause]);
    let effects = garden.waits(3);
    assert!(effects.contains(&Effect::Start(Program::Dense)), "{effects:?}");
    assert!(garden.notes(|about| *about == About::Interrupted(160)));
    assert_eq!(garden.state.run.step, 160);
    assert_eq!(goes_on_from(&garden.ready(Cpu), Cpu), Some(160));
    assert!(garden.configured(Cpu).is_empty(), "it stays paused");
    assert_eq!(garden.state.trainer.losses, 0, "nothing went wrong");
}

#[test]
fn reset_and_another_lesson_do_not_wait_for_a_trainer_that_does_not_answer() {
    for message in [Msg::Reset, Msg::Lesson(LessonId::Neuron)] {
        let mut garden = with_checkpoint();
        garden.waits(2);
        let effects = garden.told(message.clone());
        assert!(effects.contains(&Effect::Start(Program::Dense)), "{message:?}: {effects:?}");
        assert!(sent(&effects, Cpu).is_empty());
        assert_eq!(to_build(&garden.ready(Cpu), Cpu).map(|configure| configure.checkpoint), Some(None));
    }
    // One that was asked, and stays silent, is no step that takes too long.
    for message in [Msg::Reset, Msg::Lesson(LessonId::Neuron)] {
        let mut garden = with_checkpoint();
        garden.told(message.clone());
        assert!(garden.waits(7).contains(&Effect::Stop(Cpu)), "{message:?}");
        assert!(!garden.notes(|about| matches!(about, About::Interrupted(_))), "{message:?}");
    }
    // One that works is asked.
    let mut garden = with_checkpoint();
    assert!(to_build(&garden.told(Msg::Reset), Cpu).is_some());
}

#[test]
fn a_device_that_never_answers_is_refused_in_words_and_the_script_is_told() {
    let mut garden = Garden::playing("");
    let device = vec![("device".to_owned(), "webgpu".to_owned())];
    garden.told(Msg::Script { promise: 1, call: Call::Configure(device) });
    garden.says(WebGpu, Event::Starting(gradient_garden::protocol::Stage::Adapter));
    let mut effects = Vec::new();
    for step in 11..30 {
        garden.frame(Cpu, step);
        effects.extend(garden.waits(1));
    }
    let told = Effect::Settle { promise: 1, result: Err(Problem::NoAnswer { seconds: 9 }) };
    assert!(effects.contains(&told) && effects.contains(&Effect::Stop(WebGpu)), "{effects:?}");
    assert!(garden.notes(|about| matches!(about, About::Problem(Problem::NoAnswer { .. }))));
    assert!(matches!(garden.state.trainer.workers, Workers::Active(_)) && garden.state.is_training());
}

#[test]
fn another_device_does_not_wait_for_a_trainer_that_does_not_answer() {
    let mut garden = Garden::playing("device=webgpu");
    garden.keeps(Cpu, None, 10);
    garden.says(Cpu, Event::Busy(40_000, Occupation::Computing));
    asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    let effects: Vec<Effect> = (0..3)
        .flat_map(|_| {
            garden.says(WebGpu, Event::Alive);
            garden.waits(1)
        })
        .collect();
    assert!(effects.contains(&Effect::Stop(Cpu)), "{effects:?}");
    assert_eq!(goes_on_from(&effects, WebGpu), Some(10));
}

#[test]
fn a_network_that_takes_long_to_build_is_waited_for() {
    let mut garden = Garden::opened("");
    garden.ready(Cpu);
    garden.says(Cpu, Event::Busy(30_000, Occupation::Computing));
    assert!(garden.waits(30).iter().all(|effect| matches!(effect, Effect::Send(Cpu, Command::Ping))));
}

#[test]
fn reset_does_not_wait_for_a_step_that_takes_long() {
    let mut garden = with_checkpoint();
    garden.says(Cpu, Event::Busy(40_000, Occupation::Computing));
    assert!(to_build(&garden.told(Msg::Reset), Cpu).is_some(), "it may be about to answer");
    let effects = garden.waits(2);
    assert!(effects.contains(&Effect::Start(Program::Dense)), "{effects:?}");
    assert_eq!(to_build(&garden.ready(Cpu), Cpu).map(|configure| configure.checkpoint), Some(None));
    assert_eq!(garden.state.trainer.losses, 0, "nothing went wrong");
}
