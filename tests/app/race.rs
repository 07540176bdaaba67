//! The three cells on the same seed, raced in the background; and what else the lesson on sequences adds to the page.

use gradient_garden::app::message::{Call, DisplayChange};
use gradient_garden::app::race::{Race, entries, every, steps};
use gradient_garden::app::{Msg, seeds};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options, Value};
use gradient_garden::protocol::{Command, Event};

use crate::garden::*;

const LESSON: &str = "lesson=sequence";

fn race(garden: &mut Garden) -> u32 {
    let options = garden.state.options.clone();
    let steps = steps(&options);
    let effects = garden.told(Msg::Survey { entries: entries(&options), steps, every: every(steps) });
    let [Command::Survey(survey)] = &sent(&effects, Cpu)[..] else { panic!("{effects:?}") };
    survey.id
}

#[test]
fn a_race_has_every_cell_and_nothing_else_differs() {
    let options = Options::of_preset(LessonId::Sequence, "wave").expect("a worked example");
    let raced = entries(&options);
    assert_eq!(value_of(&options, Key::Cell).as_str(), "gru", "not the lesson's own");
    assert_eq!(raced.iter().map(|options| value_of(options, Key::Cell)).collect::<Vec<_>>(), ["rnn", "gru", "lstm"]);
    for entry in &raced {
        for (key, value) in entry.iter().filter(|(key, _)| *key != Key::Cell) {
            assert_eq!(options.get(key), Some(value));
        }
        assert_eq!(steps(entry), 600, "the worked example's own, whatever the cell");
    }
    assert!(entries(&Options::of(LessonId::Boundary)).is_empty(), "nothing to race");
    assert_eq!((every(600), every(3)), (24, 1));
}

#[test]
fn a_race_is_told_lane_by_lane() {
    let mut garden = Garden::built(LESSON);
    assert_eq!(Race::of(&garden.state), None);
    let id = race(&mut garden);
    let said = |garden: &mut Garden, entry, step, done| {
        garden.says(Cpu, Event::Surveyed { id, entry, metrics: metrics(step), done });
    };
    said(&mut garden, 0, 12, false);
    said(&mut garden, 2, 12, false);
    said(&mut garden, 0, 300, true);
    let raced = Race::of(&garden.state).expect("a race");
    assert_eq!(
        raced.lanes.iter().map(|(cell, all)| (cell.name(), all.len())).collect::<Vec<_>>(),
        [("rnn", 2), ("gru", 0), ("lstm", 1)]
    );
    assert!(raced.running);
    assert!((raced.progress() - 312.0 / 900.0).abs() < 1e-9);
    assert_eq!(seeds::Seeds::of(&garden.state), None, "and not one over seeds");

    garden.told(Msg::Set(Key::Cell, Value::Choice("rnn".into())));
    assert!(Race::of(&garden.state).is_some(), "the page's own cell is not part of it");
    garden.told(Msg::EndSurvey);
    assert!(!Race::of(&garden.state).expect("what was measured stays").running);
}

#[test]
fn a_race_ends_and_is_forgotten_with_what_it_was_made_of() {
    for change in [
        Msg::Set(Key::Hidden, Value::Integer(8)),
        Msg::Set(Key::LearningRate, Value::Number(0.02)),
        Msg::NewSeed(9),
        Msg::Preset("wave".into()),
        Msg::Opened("lesson=sequence&hidden=8".into()),
        Msg::Script { promise: 1, call: Call::Configure(vec![("distance".into(), "8".into())]) },
    ] {
        let mut garden = Garden::built(LESSON);
        let id = race(&mut garden);
        let effects = garden.told(change.clone());
        assert!(sent(&effects, Cpu).contains(&&Command::EndSurvey), "{change:?}");
        assert_eq!(Race::of(&garden.state), None, "{change:?}");
        garden.says(Cpu, Event::Surveyed { id, entry: 0, metrics: metrics(12), done: false });
        assert_eq!(Race::of(&garden.state), None, "late news are dropped");
    }
}

#[test]
fn seeds_are_no_race() {
    let mut garden = Garden::built(LESSON);
    let entries = seeds::entries(&garden.state.options, 3);
    garden.told(Msg::Survey { entries, steps: 10, every: 10 });
    assert_eq!(Race::of(&garden.state), None);
}

#[test]
fn the_trainer_hears_of_another_temperature_and_the_link_has_it() {
    let mut garden = Garden::built(&format!("{LESSON}&preset=characters"));
    let effects = garden.told(Msg::Show(DisplayChange::Temperature(0.8)));
    assert!(
        sent(&effects, Cpu)
            .iter()
            .any(|command| matches!(command, Command::Look(view) if view.temperature.to_bits() == 0.8_f32.to_bits()))
    );
    assert!(format!("{effects:?}").contains("temperature=0.8"), "{effects:?}");
    for wrong in [-0.1, 2.1, f32::NAN] {
        assert!(garden.told(Msg::Show(DisplayChange::Temperature(wrong))).is_empty());
    }
    assert_eq!(garden.state.display.view.temperature.to_bits(), 0.8_f32.to_bits());
}

#[test]
fn knobs_that_change_nothing_are_told_apart() {
    for (task, idle) in [
        ("recall", &[Key::Length, Key::Noise][..]),
        ("wave", &[Key::Distance, Key::Embedding]),
        ("characters", &[Key::Distance, Key::Noise]),
        ("classify", &[Key::Distance, Key::Noise]),
    ] {
        let mut options = Options::of(LessonId::Sequence);
        options.set(Key::Task, Value::Choice(task.into())).expect("a task of the lesson");
        let found: Vec<_> = options.iter().map(|(key, _)| key).filter(|key| !options.suits(*key)).collect();
        assert_eq!(found, idle, "{task}");
        assert_eq!(options.loss(), if task == "wave" { "squared-error" } else { "cross-entropy" });
    }
    let attention = Options::of_preset(LessonId::Attention, "recall").expect("a worked example");
    assert!(attention.suits(Key::Length), "without a distance the length says how far back it lies");
}
