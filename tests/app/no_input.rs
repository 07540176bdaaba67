//! A network without any input: it is not built, the page says what to do, and everything goes on when one is chosen.

use gradient_garden::app::message::Call;
use gradient_garden::app::state::About;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::cost::{flops_per_step, parameters};
use gradient_garden::options::Key;
use gradient_garden::protocol::{Command, Observation, PictureId, Problem};
use gradient_garden::shape::layer_sizes;

use crate::garden::*;

fn features(garden: &mut Garden, names: &str) -> Vec<Effect> {
    garden.told(Msg::Typed(Key::Features, names.into()))
}

fn asks_for_input(garden: &Garden) -> bool {
    garden.notes(|about| *about == About::Problem(Problem::NoInput))
}

#[test]
fn a_link_without_features_builds_nothing_and_shows_the_examples() {
    let mut garden = Garden::opened("data=xor&features=");
    assert_eq!(sent(&garden.ready(Cpu), Cpu), [&Command::Pause]);
    let state = &garden.state;
    assert_eq!(state.why_empty(), Some("state-no-input"));
    assert!(state.run.metrics.is_none() && state.run.summary.is_none() && state.notices.is_empty());
    let pictures: Vec<_> = state.run.pictures.iter().map(|(id, picture)| (*id, picture)).collect();
    let [(PictureId::Points, Observation::Scatter(points))] = pictures[..] else { panic!("{pictures:?}") };
    assert_eq!((points.targets.len(), points.train), (500, 250));
}

#[test]
fn the_last_feature_is_switched_off_and_another_on() {
    let mut garden = Garden::playing("");
    let old = garden.state.run.id;
    features(&mut garden, "x1");
    let effects = features(&mut garden, "");
    assert_eq!(written(&effects), Some("v=1&features="));
    assert!(to_build(&effects, Cpu).is_none() && sent(&effects, Cpu).contains(&&Command::Pause));
    assert!(!garden.state.run.pictures.contains_key(&PictureId::Output) && garden.state.run.metrics.is_none());
    assert!(garden.says(Cpu, gradient_garden::protocol::Event::Frame(Box::new(frame(old, 99)))).is_empty());
    assert_eq!(garden.state.run.step, 0, "late news of the last network");
    // Other settings may be changed meanwhile.
    assert!(to_build(&garden.told(Msg::Typed(Key::LearningRate, "0.1".into())), Cpu).is_none());
    let effects = features(&mut garden, "x1x2");
    assert_eq!(value_of(&to_build(&effects, Cpu).expect("a run to build").options, Key::Features), "x1x2");
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play], "it was playing before");
}

#[test]
fn play_says_what_to_do_and_begins_with_the_first_input() {
    let mut garden = Garden::opened("features=");
    garden.ready(Cpu);
    assert!(sent(&garden.told(Msg::Play), Cpu).is_empty());
    assert!(asks_for_input(&garden) && garden.state.is_training());
    garden.told(Msg::Pause);
    for step in [Msg::OneBatch, Msg::OneEpoch] {
        assert!(sent(&garden.told(step), Cpu).is_empty());
        assert!(!garden.state.is_training());
    }
    assert_eq!(garden.state.notices.len(), 1, "said once");
    garden.told(Msg::Play);
    assert!(to_build(&features(&mut garden, "x2"), Cpu).is_some());
    assert!(!asks_for_input(&garden), "it is done");
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn a_link_that_trains_says_so_too() {
    let mut garden = Garden::opened("features=&steps=100");
    assert!(asks_for_input(&garden));
    garden.ready(Cpu);
    assert!(!garden.state.is_training());
    let mut garden = Garden::opened("features=&play=1");
    garden.ready(Cpu);
    features(&mut garden, "x1");
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

#[test]
fn scripts_are_answered_at_once() {
    let mut garden = Garden::built("");
    let call = |garden: &mut Garden, call| garden.told(Msg::Script { promise: 7, call });
    let none = Call::Configure(vec![("features".into(), String::new())]);
    let done = Effect::Settle { promise: 7, result: Ok(None) };
    let refused = [Effect::Settle { promise: 7, result: Err(Problem::NoInput) }];
    assert!(call(&mut garden, none.clone()).contains(&done), "the options are in force");
    assert_eq!(call(&mut garden, none), std::slice::from_ref(&done));
    assert_eq!(call(&mut garden, Call::Train(10)), refused);
    assert_eq!(call(&mut garden, Call::Parameters), refused);
    assert_eq!(call(&mut garden, Call::SetParameters(Vec::new())), refused);
    assert!(call(&mut garden, Call::Reset).contains(&done));
    assert!(!asks_for_input(&garden), "the script is told, not the person");
    assert!(garden.state.run.pending.is_empty() && garden.state.run.awaiting.is_empty());
}

#[test]
fn the_device_can_be_changed_meanwhile() {
    let mut garden = Garden::opened("features=");
    garden.ready(Cpu);
    let switch = Call::Configure(vec![("device".into(), "webgpu".into())]);
    garden.told(Msg::Script { promise: 7, call: switch });
    let effects = garden.ready(WebGpu);
    assert!(effects.contains(&Effect::Settle { promise: 7, result: Ok(None) }), "{effects:?}");
    assert!(to_build(&features(&mut garden, "x1"), WebGpu).is_some());
}

#[test]
fn what_is_counted_of_such_a_network_is_counted_right() {
    let garden = Garden::opened("features=&layers=4,3&optimizer=sgd&batch=1");
    let options = &garden.state.options;
    assert_eq!(layer_sizes(options), [0, 4, 3, 1]);
    // Biases 4 + 3 + 1, weights 4·3 + 3·1.
    assert_eq!(parameters(options), 23);
    // 6 per weight, 2 per bias, 3 per hidden activation, 3 + 4 at the output, 2 per parameter for the step.
    assert_eq!(flops_per_step(options), 6 * 15 + 2 * 8 + 3 * 7 + 7 + 2 * 23);
}
