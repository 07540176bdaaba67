//! What a link leaves behind on the page: what is hidden, what is open, what is said.

use gradient_garden::app::message::Call;
use gradient_garden::app::state::About;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Group, Key, Value};
use gradient_garden::protocol::Problem;

use crate::garden::*;

fn configure(garden: &mut Garden, pairs: &[(&str, &str)]) -> Vec<Effect> {
    let pairs = pairs.iter().map(|&(name, value)| (name.into(), value.into())).collect();
    garden.told(Msg::Script { promise: 1, call: Call::Configure(pairs) })
}

#[test]
fn hidden_is_not_out_of_reach_of_a_script() {
    let mut garden = Garden::built("hide=activation,training,play");
    let effects = configure(&mut garden, &[("activation", "relu"), ("lr", "0.1")]);
    assert_eq!(written(&effects), Some("v=1&activation=relu&lr=0.1&hide=training,activation,play"));
    let built = to_build(&effects, Cpu).expect("a run to build");
    assert_eq!(
        (value_of(&built.options, Key::Activation).as_str(), built.options.number(Key::LearningRate)),
        ("relu", 0.1)
    );
    assert!(!garden.state.offers(Key::Activation) && !garden.state.offers(Key::LearningRate));
    configure(&mut garden, &[("hide", "")]);
    assert!(garden.state.offers(Key::Activation) && garden.state.offers(Key::LearningRate));
}

#[test]
fn a_script_is_refused_what_a_link_would_get_the_nearest_of() {
    let mut garden = Garden::built("");
    let before = garden.state.clone();
    for (name, value) in [("noise", "80"), ("batch", "1.5"), ("layers", "2000"), ("hide", "play,all"), ("steps", "1e9")]
    {
        let effects = configure(&mut garden, &[("lr", "0.1"), (name, value)]);
        let [Effect::Settle { result: Err(Problem::Refused(refused)), .. }] = &effects[..] else {
            panic!("{name}: {effects:?}")
        };
        assert_eq!((refused.name.as_str(), refused.value.as_str()), (name, value));
        assert_eq!(garden.state, before);
    }
}

#[test]
fn a_group_that_the_link_sets_is_open_until_another_lesson_is_chosen() {
    let mut garden = Garden::built("l1=0.3");
    assert_eq!(garden.state.opened.groups, [Group::Regularization]);
    garden.told(Msg::Set(Key::L1, Value::Number(0.0)));
    assert_eq!(garden.state.opened.groups, [Group::Regularization], "it does not close under the person's hand");
    garden.told(Msg::Lesson(LessonId::Digits));
    assert_eq!(garden.state.opened.groups, []);
}

#[test]
fn another_link_takes_the_remarks_about_the_last_one_away() {
    let mut garden = Garden::built("lr=99&noise=NaN&foo=1");
    assert_eq!(garden.state.notices.len(), 3);
    garden.told(Msg::Opened("data=xor&bar=2".into()));
    let told: Vec<_> = garden.state.notices.iter().map(|notice| &notice.about).collect();
    assert!(matches!(told[..], [About::UnusedLink { unused, more: 0 }] if *unused == ["bar=2"]), "{told:?}");
}

#[test]
fn going_back_to_a_link_opens_its_groups_and_closes_none() {
    let mut garden = Garden::built("dataset=xor");
    assert!(garden.state.opened.playground);
    garden.told(Msg::Returned("v=1&l1=0.3".into()));
    assert!(garden.state.opened.groups.contains(&Group::Regularization) && !garden.state.opened.playground);
    garden.told(Msg::Returned("v=1&foo=1".into()));
    assert!(garden.state.opened.groups.contains(&Group::Regularization));
    garden.told(Msg::Returned("v=1".into()));
    assert!(garden.state.notices.is_empty(), "remarks go with their link");
}
