//! Slots, tabs, the gallery and the "try this" step in progress: what is shown, what is observed for it, and what the link keeps.

use gradient_garden::app::Msg;
use gradient_garden::app::message::DisplayChange;
use gradient_garden::app::state::Target;
use gradient_garden::lesson::{Chapter, LessonId, Panel, Slot};
use gradient_garden::options::{Key, Options, Value};
use gradient_garden::protocol::{Command, Event, Tempo, View};

use crate::garden::*;

/// What the trainer is told to observe, if it is told.
fn looked(effects: &[gradient_garden::app::Effect]) -> Option<&View> {
    sent(effects, Cpu).into_iter().find_map(|command| match command {
        Command::Look(view) => Some(view),
        _ => None,
    })
}

#[test]
fn every_lesson_has_a_panel_in_every_slot_and_a_place_in_the_gallery() {
    for &id in LessonId::ALL {
        let garden = Garden::built(&format!("lesson={}", id.name()));
        for &slot in Slot::ALL {
            let tabs = garden.state.tabs(slot);
            assert!(!tabs.is_empty(), "{} has nothing in {}", id.name(), slot.name());
            assert!(tabs.len() <= 5, "{}: more tabs in {} than have room", id.name(), slot.name());
            assert_eq!(garden.state.tab(slot), tabs.first().copied());
        }
        assert!(garden.state.all_panels().contains(&Panel::Idea));
        assert!(Chapter::of(id).lessons().any(|lesson| lesson == id));
    }
    let listed: Vec<_> = Chapter::ALL.iter().flat_map(|chapter| chapter.lessons()).collect();
    assert_eq!(listed, LessonId::ALL, "in the order of the menu, each once");
}

#[test]
fn only_the_shown_tab_is_observed() {
    let mut garden = Garden::built("lesson=convnet");
    let seen = garden.state.visible_panels();
    assert!(seen.contains(&Panel::Maps) && seen.contains(&Panel::Digits) && seen.contains(&Panel::Loss));
    assert!(!seen.contains(&Panel::Pixel) && !seen.contains(&Panel::Confusion) && !seen.contains(&Panel::Accuracy));
    let effects = garden.told(Msg::Show(DisplayChange::Tab(Panel::Confusion)));
    let view = looked(&effects).expect("another view");
    assert!(view.wants(Panel::Confusion) && !view.wants(Panel::Digits));
    assert_eq!(written(&effects), Some("v=1&lesson=convnet&tabs=confusion"));
    // The first tab of a slot is there without a word in the link.
    let effects = garden.told(Msg::Show(DisplayChange::Tab(Panel::Digits)));
    assert_eq!(written(&effects), Some("v=1&lesson=convnet"));
}

#[test]
fn behind_the_gallery_nothing_is_observed() {
    let mut garden = Garden::built("");
    let effects = garden.told(Msg::Show(DisplayChange::Gallery(true)));
    assert_eq!(looked(&effects).map(|view| view.panels.clone()), Some(Vec::new()));
    assert_eq!(written(&effects), Some("v=1&gallery=1"));
    let effects = garden.told(Msg::Show(DisplayChange::Gallery(false)));
    assert!(looked(&effects).is_some_and(|view| view.wants(Panel::Output)));
    garden.told(Msg::Show(DisplayChange::Gallery(true)));
    garden.told(Msg::Lesson(LessonId::Xor));
    assert!(!garden.state.display.gallery, "a lesson that is chosen is shown");
}

#[test]
fn the_speed_of_play_is_in_the_link_and_stays_with_the_person() {
    let mut garden = Garden::playing("");
    let effects = garden.told(Msg::Show(DisplayChange::Tempo(Tempo::Five)));
    assert_eq!(looked(&effects).map(|view| view.tempo), Some(Tempo::Five));
    assert_eq!(written(&effects), Some("v=1&speed=5"));
    garden.told(Msg::Lesson(LessonId::Gan));
    assert_eq!(garden.state.display.view.tempo, Tempo::Five);
}

#[test]
fn a_point_that_is_pointed_at_is_observed_and_not_in_the_link() {
    let mut garden = Garden::built("");
    let effects = garden.told(Msg::Show(DisplayChange::Place(Some([1.0, -2.0]))));
    assert_eq!(looked(&effects).and_then(|view| view.place), Some([1.0, -2.0]));
    assert_eq!(written(&effects), None);
    assert_eq!(
        garden.told(Msg::Show(DisplayChange::Place(Some([1.0, -2.0])))),
        [],
        "the same point again asks for nothing"
    );
}

#[test]
fn one_panel_alone_is_a_page_that_does_not_say_what_it_hides() {
    let single = |link: &str| Garden::built(link).state.is_single();
    assert!(single("panels=output"));
    assert!(!single("panels=output,loss"), "two panels");
    assert!(!single("panels=output&hide="), "menus and footer are asked for");
    assert!(!single(""));
}

#[test]
fn a_step_leads_to_what_it_speaks_of_next() {
    let mut garden = Garden::built("");
    assert_eq!(garden.state.current_step(), Some(0));
    assert_eq!(garden.state.step_target(0), Some(Target::Play));
    assert_eq!(garden.state.step_target(1), Some(Target::Knob(Key::Layers)));
    assert_eq!(garden.state.step_target(2), Some(Target::Panel(Panel::Network)));
    assert_eq!(garden.state.step_target(3), None);
    // With other data the second step first asks for the circle.
    garden.told(Msg::Set(Key::Data, Value::Choice("xor".into())));
    assert_eq!(garden.state.step_target(1), Some(Target::Knob(Key::Data)));
    // A worked example is asked for first where another one is set.
    let garden = Garden::built("lesson=xor");
    assert_eq!(garden.state.step_target(1), Some(Target::Example));
    let article = Garden::built("lesson=xor&preset=article");
    assert_eq!(article.state.step_target(1), Some(Target::NewSeed));
}

#[test]
fn every_step_of_every_lesson_leads_somewhere() {
    for &id in LessonId::ALL {
        let garden = Garden::built(&format!("lesson={}", id.name()));
        for place in 0..id.lesson().tries.len() {
            let target = garden.state.step_target(place);
            let there = match target {
                Some(Target::Panel(panel)) => garden.state.all_panels().contains(&panel),
                Some(Target::Knob(key)) => Options::of(id).has(key),
                Some(Target::Play | Target::NewSeed | Target::Example) => true,
                None => false,
            };
            assert!(there, "{} step {}: {target:?}", id.name(), place + 1);
        }
    }
}

#[test]
fn a_step_that_is_done_keeps_what_was_measured_then() {
    let mut garden = Garden::playing("");
    let run = garden.state.run.id;
    for (step, loss) in [(10, 0.4), (40, 0.2), (80, 0.1)] {
        garden.says(Cpu, Event::Progress(progress(run, step)));
        let metrics = gradient_garden::protocol::Metrics { train_loss: loss, test_loss: loss, ..metrics(step) };
        garden.says(Cpu, Event::Measured { run, metrics, scheduled: true });
    }
    let witness = garden.state.run.witnesses[0].expect("the loss halved");
    assert_eq!((witness.metrics.step, witness.first_loss), (40, Some(0.4)), "when it was done, not later");
    assert_eq!(garden.state.current_step(), Some(1));
}
