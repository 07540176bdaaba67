//! Back and forward in the browser's history: which changes are entries, and what going there does to the run.

use gradient_garden::app::entries::Entries;
use gradient_garden::app::message::Change;
use gradient_garden::app::message::DisplayChange;
use gradient_garden::app::state::{About, Theme};
use gradient_garden::app::{Effect, Msg};
use gradient_garden::data::digits::doubt::Doubt;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::Command;

use crate::garden::*;

fn pushed(effects: &[Effect]) -> Option<(&str, Change)> {
    effects.iter().find_map(|effect| match effect {
        Effect::PushUrl(fragment, change) => Some((fragment.as_str(), *change)),
        _ => None,
    })
}

fn back(garden: &mut Garden, fragment: &str) -> Vec<Effect> {
    let effects = garden.told(Msg::Returned(fragment.into()));
    assert_eq!(written(&effects), None, "the address is that of the entry");
    effects
}

fn started_over(garden: &Garden) -> Option<u64> {
    garden.state.notices.iter().find_map(|notice| match notice.about {
        About::StartedOver(steps) => Some(steps),
        _ => None,
    })
}

#[test]
fn a_persons_changes_are_entries() {
    let mut garden = Garden::built("");
    let effects = garden.told(Msg::Set(Key::Noise, Value::Number(5.0)));
    assert_eq!(pushed(&effects), Some(("v=1&noise=5", Change::Knob(Key::Noise))));
    let effects = garden.told(Msg::Typed(Key::Seed, "7".into()));
    assert_eq!(pushed(&effects), Some(("v=1&noise=5&seed=7", Change::Knob(Key::Seed))));
    let effects = garden.told(Msg::Set(Key::Seed, Value::Integer(7)));
    assert_eq!(pushed(&effects), None, "nothing has changed");
    let effects = garden.told(Msg::Show(DisplayChange::Theme(Theme::Dark)));
    assert_eq!(pushed(&effects).map(|(fragment, _)| fragment), Some("v=1&noise=5&seed=7&theme=dark"));
    let effects = garden.told(Msg::Lesson(LessonId::Digits));
    assert_eq!(pushed(&effects), Some(("v=1&lesson=digits&theme=dark", Change::Lesson)));
}

#[test]
fn changes_of_one_kind_in_quick_succession_are_one_entry() {
    let mut entries = Entries::default();
    let noise = Change::Knob(Key::Noise);
    // A slider moved by keys, then a pause, then again.
    let begins = [0.0, 300.0, 900.0, 2300.0, 60_000.0].map(|now| entries.begins(noise, now));
    assert_eq!(begins, [true, false, false, false, true]);
    assert!(entries.begins(Change::Knob(Key::LearningRate), 60_100.0), "another knob");
    assert!(entries.begins(noise, 60_200.0), "and back to the first");
    entries.leave();
    assert!(entries.begins(noise, 60_300.0), "after going back, nothing is added to that entry");
    let shown = |show: DisplayChange| Change::Shown(std::mem::discriminant(&show));
    assert!(entries.begins(shown(DisplayChange::Strip(12)), 60_400.0));
    assert!(!entries.begins(shown(DisplayChange::Strip(24)), 60_500.0));
    assert!(entries.begins(shown(DisplayChange::Probe(24)), 60_600.0));
}

#[test]
fn only_how_it_is_shown_leaves_the_run_alone() {
    let mut garden = Garden::playing("");
    garden.told(Msg::Show(DisplayChange::Theme(Theme::Dark)));
    garden.told(Msg::Show(DisplayChange::Strip(40)));
    let run = garden.state.run.clone();
    let effects = back(&mut garden, "v=1&theme=dark");
    assert!(matches!(&effects[..], [Effect::Send(Cpu, Command::Look(view))] if view.strip == 0), "{effects:?}");
    assert!(back(&mut garden, "v=1").is_empty());
    assert_eq!((garden.state.display.theme, &garden.state.run), (Theme::Auto, &run));
    assert_eq!(started_over(&garden), None);
}

#[test]
fn settings_that_keep_the_parameters_go_on_with_them() {
    let mut garden = Garden::playing("v=1&lr=0.1");
    let effects = back(&mut garden, "v=1");
    let options = to_retune(&effects, Cpu).expect("options to go on with");
    assert_eq!(options.get(Key::LearningRate), Some(&Value::Number(0.03)));
    assert!(to_build(&effects, Cpu).is_none() && garden.state.is_training());
    assert_eq!(started_over(&garden), None);
}

#[test]
fn another_network_starts_over_and_the_page_says_so() {
    let mut garden = Garden::playing("v=1&layers=8,8");
    let effects = back(&mut garden, "v=1&layers=2");
    let configure = to_build(&effects, Cpu).expect("a run to build");
    assert_eq!((configure.options.layers(Key::Layers), &configure.checkpoint), (&[2][..], &None));
    assert_eq!(started_over(&garden), Some(10));
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play], "as after a turned knob");
    // Before the first step there is nothing to lose.
    let effects = back(&mut garden, "v=1");
    assert!(to_build(&effects, Cpu).is_some());
    assert_eq!(started_over(&garden), None, "what was said about the run before is over");
}

#[test]
fn another_lesson_comes_back_paused_with_its_panels() {
    let mut garden = Garden::playing("v=1&data=xor");
    garden.told(Msg::Lesson(LessonId::Neuron));
    garden.configured(Cpu);
    garden.told(Msg::Play);
    garden.frame(Cpu, 30);
    back(&mut garden, "v=1&data=xor");
    assert_eq!(
        (garden.state.options.lesson(), value_of(&garden.state.options, Key::Data).as_str()),
        (LessonId::Boundary, "xor")
    );
    assert_eq!(garden.state.display.view.panels, garden.state.visible_panels());
    assert_eq!(garden.state.run.tried.len(), LessonId::Boundary.lesson().tries.len());
    assert!(!garden.state.is_training());
    assert_eq!(started_over(&garden), Some(30));
}

#[test]
fn a_new_run_does_what_its_link_asks_of_one() {
    let mut garden = Garden::playing("");
    back(&mut garden, "v=1&layers=2&steps=150");
    let (_, steps) = asked_to_train(&garden.configured(Cpu), Cpu).expect("to train");
    assert_eq!(steps, Some(150));
    garden.frame(Cpu, 150);
    let effects = back(&mut garden, "v=1&layers=2&steps=300");
    assert_eq!(asked_to_train(&effects, Cpu), None, "the same run is not trained again");
}

#[test]
fn what_no_link_says_stays_as_it_is() {
    let mut garden = Garden::built("lesson=convnet");
    garden.told(Msg::Show(DisplayChange::Drawn(vec![9; 784], Some(Doubt::Much))));
    garden.told(Msg::Show(DisplayChange::Head(1)));
    back(&mut garden, "v=1&lesson=convnet&strip=20");
    assert_eq!((garden.state.display.view.drawn.len(), garden.state.display.view.head), (784, 1));
    back(&mut garden, "v=1&lesson=convnet&probe=3");
    assert!(garden.state.display.view.drawn.is_empty(), "a picked digit takes its place");
    assert_eq!(garden.state.display.doubt, None, "nothing is drawn that could be doubted");
}

#[test]
fn a_link_opened_by_hand_is_a_new_run() {
    let mut garden = Garden::playing("v=1&lr=0.1");
    let effects = garden.told(Msg::Opened("v=1&lr=0.3".into()));
    assert!(to_build(&effects, Cpu).is_some_and(|configure| configure.checkpoint.is_none()));
    assert!(!garden.state.is_training());
}
