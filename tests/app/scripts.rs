//! The scripting interface.

use gradient_garden::app::device::Program;
use gradient_garden::app::message::Call;
use gradient_garden::app::state::Theme;
use gradient_garden::app::words::Words;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{Answer, Command, Event, Floats, Misfit, Problem, Question};

use crate::garden::*;

fn call(garden: &mut Garden, promise: u32, call: Call) -> Vec<Effect> {
    garden.told(Msg::Script { promise, call })
}

fn configure(garden: &mut Garden, promise: u32, pairs: &[(&str, &str)]) -> Vec<Effect> {
    let pairs = pairs.iter().map(|&(name, value)| (name.into(), value.into())).collect();
    call(garden, promise, Call::Configure(pairs))
}

fn done(promise: u32) -> Effect {
    Effect::Settle { promise, result: Ok(None) }
}

#[test]
fn train_waits_for_the_trainer_and_resolves_with_metrics() {
    let mut garden = Garden::opened("");
    assert!(call(&mut garden, 7, Call::Train(10)).is_empty());
    garden.ready(Cpu);
    let (id, steps) = asked_to_train(&garden.configured(Cpu), Cpu).expect("to train");
    assert_eq!(steps, Some(10));
    let effects = garden.answers(Cpu, id, Answer::Metrics(metrics(10)));
    assert_eq!(effects, [Effect::Settle { promise: 7, result: Ok(Some(Answer::Metrics(metrics(10)))) }]);
    assert_eq!(garden.state.run.metrics, Some(metrics(10)));
}

#[test]
fn questions_are_asked_and_their_answers_passed_on() {
    let rows = Floats(vec![0.5, -0.5]);
    let questions = [
        (Call::Dataset, Question::Dataset),
        (Call::Parameters, Question::Parameters),
        (Call::Gradients, Question::Gradients),
        (Call::Predict { width: 2, inputs: rows.clone() }, Question::Predict { width: 2, inputs: rows.clone() }),
        (Call::Activations(rows.clone()), Question::Activations { input: rows }),
        (Call::SetParameters(Vec::new()), Question::SetParameters(Vec::new())),
    ];
    for (asks, question) in questions {
        let mut garden = Garden::built("");
        let effects = call(&mut garden, 3, asks);
        let Command::Ask { id, question: asked } = sent(&effects, Cpu)[0] else { panic!("{effects:?}") };
        assert_eq!(*asked, question);
        let problem = Problem::Unfit(Misfit::NoRunYet);
        let effects = garden.says(Cpu, Event::Answered { id: *id, answer: Err(problem.clone()) });
        assert_eq!(effects, [Effect::Settle { promise: 3, result: Err(problem) }]);
        assert!(garden.state.notices.is_empty(), "the script is told, not the person");
    }
}

#[test]
fn configure_is_done_when_the_run_is_measured() {
    let mut garden = Garden::built("");
    let effects = configure(&mut garden, 1, &[("lesson", "digits"), ("layers", "64"), ("theme", "dark")]);
    assert!(effects.contains(&Effect::WriteUrl("v=1&lesson=digits&layers=64&theme=dark".into())), "{effects:?}");
    assert!(!effects.contains(&done(1)));
    assert_eq!(garden.configured(Cpu), []);
    assert_eq!(garden.frame(Cpu, 0), [done(1)]);
    assert!(garden.state.run.metrics.is_some(), "a script finds metrics at once");
    assert_eq!((garden.state.options.layers(Key::Layers), garden.state.display.theme), (&[64][..], Theme::Dark));
}

#[test]
fn configure_that_keeps_what_was_learned_is_done_when_it_is_in_force() {
    let mut garden = Garden::playing("");
    let effects = configure(&mut garden, 1, &[("lr", "0.1")]);
    assert!(to_retune(&effects, Cpu).is_some() && !effects.contains(&done(1)));
    assert!(garden.retuned(Cpu, 12).contains(&done(1)));
}

#[test]
fn configure_is_all_or_none_and_names_what_is_wrong() {
    let mut garden = Garden::built("");
    let before = garden.state.clone();
    let effects = configure(&mut garden, 1, &[("layers", "2"), ("lr", "1e9")]);
    let [Effect::Settle { promise: 1, result: Err(Problem::Refused(refused)) }] = &effects[..] else {
        panic!("{effects:?}")
    };
    let said = Words::new("en").refusal(refused);
    assert_eq!(said, "lr=1e9 is not allowed: a number from 0.0000001 to 10");
    assert_eq!(garden.state, before);
}

#[test]
fn configure_with_nothing_new_is_done_at_once() {
    let mut garden = Garden::built("");
    garden.frame(Cpu, 0);
    assert_eq!(configure(&mut garden, 1, &[("layers", "4,3")]), [done(1)]);
}

#[test]
fn configure_with_nothing_new_waits_for_the_device_that_starts() {
    let mut garden = Garden::built("device=webgpu");
    garden.frame(Cpu, 0);
    assert_eq!(configure(&mut garden, 1, &[("device", "webgpu")]), []);
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    garden.keeps(Cpu, Some(id), 0);
    assert!(garden.configured(WebGpu).contains(&done(1)));
}

#[test]
fn configure_of_the_device_is_done_when_it_trains_there() {
    let mut garden = Garden::built("");
    garden.frame(Cpu, 0);
    let effects = configure(&mut garden, 1, &[("device", "webgpu")]);
    assert!(effects.contains(&Effect::Start(Program::WebGpu)) && !effects.contains(&done(1)));
    let id = asked_checkpoint(&garden.ready(WebGpu), Cpu).expect("a checkpoint");
    assert!(!garden.keeps(Cpu, Some(id), 0).contains(&done(1)));
    assert!(garden.configured(WebGpu).contains(&done(1)));

    let mut garden = Garden::built("");
    configure(&mut garden, 1, &[("device", "webgpu")]);
    let problem = no_web_gpu("none");
    let effects = garden.says(WebGpu, Event::Unavailable(problem.clone()));
    assert!(effects.contains(&Effect::Settle { promise: 1, result: Err(problem) }));

    let mut garden = Garden::built("");
    assert!(configure(&mut garden, 1, &[("device", "cpu")]).contains(&done(1)));
}

#[test]
fn reset_is_done_when_the_run_is_measured() {
    let mut garden = Garden::playing("");
    let effects = call(&mut garden, 1, Call::Reset);
    assert!(to_build(&effects, Cpu).is_some_and(|configure| configure.checkpoint.is_none()));
    assert_eq!(garden.configured(Cpu), []);
    assert_eq!(garden.frame(Cpu, 0), [done(1)]);
}

#[test]
fn a_run_that_cannot_be_built_rejects() {
    let mut garden = Garden::built("");
    call(&mut garden, 1, Call::Reset);
    call(&mut garden, 2, Call::Train(5));
    let run = garden.state.run.id;
    let problem = missing("digits-00.gz");
    let effects = garden.says(Cpu, Event::Failed { run, problem: problem.clone() });
    for promise in [1, 2] {
        assert!(effects.contains(&Effect::Settle { promise, result: Err(problem.clone()) }));
    }
}

#[test]
fn promises_of_an_abandoned_run_are_rejected() {
    let mut garden = Garden::built("");
    call(&mut garden, 1, Call::Train(1000));
    call(&mut garden, 2, Call::Parameters);
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![2])));
    for promise in [1, 2] {
        assert!(effects.contains(&Effect::Settle { promise, result: Err(Problem::Abandoned) }));
    }
    assert!(garden.state.run.pending.is_empty());
}

#[test]
fn training_that_is_no_longer_finite_rejects() {
    let mut garden = Garden::built("");
    let (id, _) = asked_to_train(&call(&mut garden, 1, Call::Train(1000)), Cpu).expect("to train");
    let run = garden.state.run.id;
    let problem = Problem::NotFinite { step: 12 };
    let effects = garden.says(Cpu, Event::Failed { run, problem: problem.clone() });
    let rejected = Effect::Settle { promise: 1, result: Err(problem) };
    assert_eq!(effects, [rejected], "the trainer has paused by itself");
    assert!(garden.answers(Cpu, id, Answer::Metrics(metrics(12))).is_empty(), "settled once");
}

#[test]
fn another_lesson_stays_on_the_device_that_was_chosen() {
    let mut garden = Garden::built("v=1&device=cpu");
    let pairs = vec![("lesson".into(), "convnet".into()), ("preset".into(), "deep".into())];
    garden.told(Msg::Script { promise: 1, call: Call::Configure(pairs) });
    assert_eq!(garden.state.options.lesson(), LessonId::Convnet);
    assert_eq!(value_of(&garden.state.options, Key::Device).as_str(), "cpu");
    garden.told(Msg::Script { promise: 2, call: Call::Configure(vec![("device".into(), "auto".into())]) });
    assert_eq!(value_of(&garden.state.options, Key::Device).as_str(), "auto");
}
