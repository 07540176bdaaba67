//! Knobs, lessons, and how the page shows the run.

use gradient_garden::app::message::Change;
use gradient_garden::app::message::{Call, DisplayChange};
use gradient_garden::app::state::{About, Theme};
use gradient_garden::app::{Effect, Msg};
use gradient_garden::data::digits::doubt::Doubt;
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::options::{Key, OptimizerId, Options, Value};
use gradient_garden::protocol::{Answer, Command, Details, Event, Problem, Spot, View};

use crate::garden::*;

#[test]
fn a_knob_starts_a_new_run_and_keeps_it_running() {
    let mut garden = Garden::playing("");
    let before = garden.state.run.id;
    let effects = garden.told(Msg::Set(Key::Layers, Value::Layers(vec![8, 8])));
    assert_eq!(written(&effects), Some("v=1&layers=8,8"));
    let configure = to_build(&effects, Cpu).expect("a run to build");
    assert!(configure.run > before && configure.checkpoint.is_none());
    assert!(garden.state.run.history.measured().is_empty());
    assert_eq!(sent(&garden.configured(Cpu), Cpu), [&Command::Play]);
}

/// Every knob that a lesson has and that goes on, with another value than its own.
fn that_go_on(lesson: LessonId) -> impl Iterator<Item = (Key, Value)> {
    let options = Options::of(lesson);
    let keys = Key::ALL.iter().copied().filter(move |key| key.goes_on() && options.has(*key));
    keys.map(|key| {
        let text = match key {
            Key::Tested => "500",
            Key::Batch | Key::Repeats => "3",
            Key::Optimizer => "momentum",
            Key::Objective => "minmax",
            Key::Dropout => "25",
            _ => "0.25",
        };
        (key, key.parse(text).expect("a value"))
    })
}

#[test]
fn a_knob_that_goes_on_is_one_command_and_no_checkpoint_crosses() {
    for &lesson in LessonId::ALL {
        let mut garden = Garden::playing(&format!("v=1&device=cpu&lesson={}", lesson.name()));
        let (run, network) = (garden.state.run.id, garden.state.run.network);
        for (key, value) in that_go_on(lesson) {
            let effects = garden.told(Msg::Set(key, value.clone()));
            let commands = sent(&effects, Cpu);
            let [Command::Retune { run: of, options }] = commands[..] else {
                panic!("{lesson:?}, {key:?}: {commands:?}")
            };
            assert_eq!((*of, options.get(key)), (run, Some(&value)), "{lesson:?}, {key:?}");
            assert!(garden.retuned(Cpu, 12).is_empty() && garden.state.is_training());
        }
        assert_eq!((garden.state.run.id, garden.state.run.network), (run, network), "{lesson:?}: the same run");
        assert_eq!(garden.state.run.history.measured().len(), 1, "{lesson:?}: the curve goes on");
    }
}

#[test]
fn what_is_kept_says_whose_moments_it_has() {
    let mut garden = Garden::playing("");
    garden.keeps(Cpu, None, 12);
    garden.told(Msg::Set(Key::Optimizer, Value::Choice("sgd".into())));
    garden.retuned(Cpu, 14);
    // The worker is lost before it has told a state of the new rule: the next one is told of whose the old state is.
    garden.says(Cpu, Event::Crashed(Details::default()));
    let effects = garden.ready(Cpu);
    let configure = to_build(&effects, Cpu).expect("a run to build");
    let kept = configure.checkpoint.expect("a checkpoint");
    assert_eq!((kept.step, kept.optimizer, configure.options.optimizer()), (12, OptimizerId::Adam, OptimizerId::Sgd));
}

#[test]
fn what_was_to_be_trained_goes_on_when_a_knob_is_turned() {
    let mut garden = Garden::built("");
    let (epoch, _) = asked_to_train(&garden.told(Msg::OneEpoch), Cpu).expect("one epoch");
    let effects = garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1)));
    assert!(to_retune(&effects, Cpu).is_some() && sent(&effects, Cpu).len() == 1);
    garden.retuned(Cpu, 12);
    assert!(garden.state.is_training());
    garden.answers(Cpu, epoch, Answer::Metrics(metrics(25)));
    assert!(!garden.state.is_training());
}

#[test]
fn every_knob_is_either_kept_or_restarts() {
    let kept: Vec<_> = Key::ALL.iter().filter(|key| key.goes_on()).map(|key| key.knob().name).collect();
    assert_eq!(kept, ["tested", "optimizer", "objective", "k", "beta1", "lr", "batch", "l1", "l2", "dropout"]);
}

#[test]
fn a_value_typed_wrong_is_told_once_and_changes_nothing() {
    let mut garden = Garden::built("");
    for text in ["0", "-3"] {
        assert!(garden.told(Msg::Typed(Key::Batch, text.into())).is_empty());
    }
    let told: Vec<_> = garden.state.notices.iter().map(|notice| &notice.about).collect();
    let [About::Problem(Problem::Refused(refused))] = told[..] else { panic!("{told:?}") };
    assert_eq!((refused.name.as_str(), refused.value.as_str()), ("batch", "-3"));
    assert_eq!(garden.state.options.integer(Key::Batch), 10);
    garden.told(Msg::Typed(Key::Batch, "20".into()));
    assert!(garden.state.notices.is_empty(), "set right, it is over");
}

#[test]
fn a_knob_is_put_back() {
    let mut garden = Garden::built("layers=2");
    let effects = garden.told(Msg::PutBack(Key::Layers));
    assert_eq!(written(&effects), Some("v=1"));
    assert_eq!(garden.state.options.layers(Key::Layers), [4, 3]);
}

#[test]
fn a_lesson_comes_with_its_defaults_and_keeps_the_device() {
    let mut garden = Garden::playing("device=cpu&layers=2&panels=loss");
    let effects = garden.told(Msg::Lesson(LessonId::Digits));
    let link = String::from("v=1&lesson=digits&device=cpu");
    assert!(effects.contains(&Effect::PushUrl(link, Change::Lesson)), "the lesson before stays in the history");
    assert_eq!(to_build(&effects, Cpu).expect("a run to build").options.layers(Key::Layers), [128]);
    assert_eq!(garden.state.panels(), LessonId::Digits.lesson().panels);
    assert!(!garden.state.is_training());
}

#[test]
fn late_news_of_another_run_is_dropped() {
    let mut garden = Garden::playing("");
    let old = garden.state.run.id;
    garden.told(Msg::Reset);
    assert!(garden.says(Cpu, Event::Frame(Box::new(frame(old, 99)))).is_empty());
    garden.says(Cpu, Event::Configured { run: old, summary: summary() });
    garden.says(Cpu, Event::Failed { run: old, problem: Problem::NotFinite { step: 3 } });
    assert!(garden.state.run.metrics.is_none() && !garden.state.run.is_built() && garden.state.notices.is_empty());
}

#[test]
fn how_it_is_shown_is_written_and_the_trainer_told_what_to_observe() {
    let mut garden = Garden::built("");
    let effects = garden.told(Msg::Show(DisplayChange::Theme(Theme::Dark)));
    assert!(
        matches!(&effects[..], [Effect::PushUrl(link, Change::Shown(_))] if link == "v=1&theme=dark"),
        "{effects:?}"
    );
    let effects = garden.told(Msg::Show(DisplayChange::Strip(40)));
    assert!(matches!(sent(&effects, Cpu)[..], [Command::Look(view)] if view.strip == 40));
    // Another tab: the one before it is not observed any more, and the link has it.
    let effects = garden.told(Msg::Show(DisplayChange::Tab(Panel::Accuracy)));
    let observed = [Panel::Network, Panel::Output, Panel::Accuracy, Panel::Idea];
    assert!(matches!(sent(&effects, Cpu)[..], [Command::Look(view)] if view.panels == observed), "{effects:?}");
    assert_eq!(written(&effects), Some("v=1&theme=dark&tabs=accuracy&strip=40"));
    // Scrolled out of sight.
    let effects = garden.told(Msg::OnScreen(Panel::Network, false));
    assert!(matches!(&effects[..], [Effect::Send(Cpu, Command::Look(view))] if view.panels == observed[1..]));
    assert!(garden.told(Msg::OnScreen(Panel::Network, false)).is_empty());
    assert!(!garden.told(Msg::OnScreen(Panel::Network, true)).is_empty());
    assert!(garden.told(Msg::Show(DisplayChange::Language("xx".into()))).is_empty());
}

#[test]
fn the_link_is_copied_as_it_stands() {
    let mut garden = Garden::built("layers=2&theme=light");
    let effects = garden.told(Msg::Share);
    assert_eq!(effects, [Effect::CopyLink("v=1&layers=2&theme=light".into())]);
    assert!(garden.state.notices.is_empty(), "nothing is said before it is true");
    garden.told(Msg::LinkCopied(Ok(())));
    assert!(garden.notes(|about| *about == About::Copied));
    let id = garden.state.notices[0].id;
    garden.told(Msg::Dismiss(id));
    assert!(garden.state.notices.is_empty());
    garden.told(Msg::LinkCopied(Err("https://example.org/#v=1".into())));
    assert!(garden.notes(|about| *about == About::NotCopied("https://example.org/#v=1".into())));
}

#[test]
fn a_drawn_digit_is_shown_until_another_is_picked() {
    let mut garden = Garden::built("lesson=convnet");
    let effects = garden.told(Msg::Show(DisplayChange::Drawn(vec![9; 784], None)));
    assert!(matches!(&effects[..], [Effect::Send(Cpu, Command::Look(view))] if view.drawn.len() == 784));
    let effects = garden.told(Msg::Show(DisplayChange::Cell(Some([4, 9]))));
    assert!(matches!(&effects[..], [Effect::Send(Cpu, Command::Look(view))] if view.cell == Some([4, 9])));
    let effects = garden.told(Msg::Show(DisplayChange::Probe(8)));
    assert!(matches!(sent(&effects, Cpu)[..], [Command::Look(view)] if view.drawn.is_empty() && view.probe == 8));
    garden.told(Msg::Show(DisplayChange::Drawn(vec![9; 784], None)));
    garden.told(Msg::Lesson(LessonId::Digits));
    assert!(garden.state.display.view.drawn.is_empty(), "another lesson has no pad");
}

#[test]
fn what_was_pointed_at_belongs_to_its_lesson() {
    let point_at = |garden: &mut Garden| {
        garden.told(Msg::Show(DisplayChange::Probe(8)));
        garden.told(Msg::Show(DisplayChange::Cell(Some([4, 9]))));
        garden.told(Msg::Show(DisplayChange::Spot(Spot { stage: 1, map: 2, row: 3, column: 4 })));
        garden.told(Msg::Show(DisplayChange::Drawn(vec![9; 784], Some(Doubt::Much))));
    };
    let mut garden = Garden::built("lesson=convnet");
    point_at(&mut garden);
    garden.told(Msg::Reset);
    assert_eq!(garden.state.display.view.cell, Some([4, 9]), "the same question to the network anew");
    let effects = garden.told(Msg::Lesson(LessonId::Attention));
    assert_eq!(written_anew(&effects), Some("v=1&lesson=attention"));
    assert_eq!(garden.state.display.view, View { panels: garden.state.visible_panels(), ..View::default() });
    assert_eq!(garden.state.display.doubt, None);

    // A script that changes the lesson may point at something of the new one.
    let mut garden = Garden::built("lesson=convnet");
    point_at(&mut garden);
    let pairs = [("lesson", "autoencoder"), ("axes", "3,4")].map(|(name, value)| (name.into(), value.into()));
    garden.told(Msg::Script { promise: 1, call: Call::Configure(pairs.to_vec()) });
    let view = &garden.state.display.view;
    assert_eq!((view.axes, view.probe, view.cell), ([2, 3], 0, None));
}

/// The fragment that is written as a new entry of the history.
fn written_anew(effects: &[Effect]) -> Option<&str> {
    effects.iter().find_map(|effect| match effect {
        Effect::PushUrl(fragment, _) => Some(fragment.as_str()),
        _ => None,
    })
}

#[test]
fn the_trainer_is_told_of_a_chosen_head_and_not_of_a_chosen_token() {
    let mut garden = Garden::playing("lesson=attention&device=cpu");
    let effects = garden.told(Msg::Show(DisplayChange::Head(1)));
    assert!(matches!(&effects[..], [Effect::Send(Cpu, Command::Look(view))] if view.head == 1));
    assert!(garden.told(Msg::Show(DisplayChange::Token(4))).is_empty());
    assert_eq!(garden.state.display.token, 4);
}
