//! What is typed into fields, and what is dropped on the page.

use gradient_garden::app::Msg;
use gradient_garden::app::state::{About, Field};
use gradient_garden::options::{Key, Stage, Value};
use gradient_garden::protocol::{Curve, Event, Floats, Picture, PictureId};

use crate::garden::*;

fn type_units(garden: &mut Garden, layer: usize, text: &str) -> bool {
    !garden.told(Msg::TypedItem(Key::Layers, layer, text.into())).is_empty()
}

#[test]
fn a_units_field_takes_one_whole_number() {
    let mut garden = Garden::built("layers=4,3");
    for text in ["5,3", "0,03", "0", "1025", "-2", "4.5", "", "abc", "1.000", "4;3"] {
        assert!(!type_units(&mut garden, 0, text), "{text}");
        let [notice] = &garden.state.notices[..] else { panic!("{:?}", garden.state.notices) };
        let about = About::Mistyped { field: Field::Item(Key::Layers, 0), text: text.into(), most: 1024 };
        assert_eq!(notice.about, about);
        assert_eq!(garden.state.options.layers(Key::Layers), [4, 3], "{text}");
    }
    assert!(type_units(&mut garden, 1, " ７ "));
    assert_eq!(garden.state.options.layers(Key::Layers), [4, 7]);
    assert!(garden.state.notices.is_empty(), "set right, it is over");
    assert!(!type_units(&mut garden, 2, "5"), "this layer is gone");
    assert_eq!(garden.state.options.layers(Key::Layers), [4, 7]);
}

#[test]
fn a_filters_field_takes_one_whole_number() {
    let mut garden = Garden::built("lesson=convnet&filters=8,p,16");
    let mut typed = |place: usize, text: &str| {
        garden.told(Msg::TypedItem(Key::Filters, place, text.into()));
        garden.state.options.stages(Key::Filters).to_vec()
    };
    let before = [Stage::Convolution(8), Stage::Pool, Stage::Convolution(16)];
    for (place, text) in [(0, "8,8"), (0, "p"), (0, "257"), (1, "4"), (3, "4")] {
        assert_eq!(typed(place, text), before, "{text}");
    }
    assert_eq!(typed(2, "32")[2], Stage::Convolution(32));
}

#[test]
fn a_knob_takes_what_people_write() {
    let mut garden = Garden::built("");
    for (text, seed) in [("３", 3), ("18 300", 18_300), ("1e3", 1000)] {
        garden.told(Msg::Typed(Key::Seed, text.into()));
        assert_eq!(garden.state.options.get(Key::Seed), Some(&Value::Integer(seed)), "{text}");
    }
    for text in ["0,03", "1e-2", ".5", "1.000"] {
        assert!(garden.told(Msg::Typed(Key::Seed, text.into())).is_empty(), "{text}");
        assert_eq!(garden.state.options.get(Key::Seed), Some(&Value::Integer(1000)), "{text}");
        assert_eq!(garden.state.notices.len(), 1);
    }
}

#[test]
fn a_mistyped_panel_field_is_told_once() {
    let mut garden = Garden::built("lesson=convnet");
    for text in ["1,7", "99"] {
        garden.told(Msg::Mistyped { field: Field::Map, text: text.into(), most: 8 });
    }
    garden.told(Msg::Mistyped { field: Field::Row, text: "0".into(), most: 28 });
    assert_eq!(garden.state.notices.len(), 2);
    assert!(garden.notes(|about| *about == About::mistyped(Field::Map, "99", 8)));
}

#[test]
fn an_edit_of_a_network_that_is_gone_touches_nothing() {
    let mut garden = Garden::built("");
    let network = garden.state.run.network;
    let edit = Msg::Edit { network, name: "layers.0.weight".into(), index: 0, value: 1.0 };
    // Other settings of the same network: still the same link.
    garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1)));
    garden.retuned(Cpu, 12);
    assert!(!sent(&garden.told(edit.clone()), Cpu).is_empty());
    assert!(!garden.notes(|about| *about == About::EditGone));
    for change in [Msg::Reset, Msg::Set(Key::Layers, Value::Layers(vec![8, 8])), Msg::NewSeed(5)] {
        let mut garden = Garden::built("");
        garden.told(change);
        garden.configured(Cpu);
        assert!(garden.told(edit.clone()).is_empty());
        assert!(garden.notes(|about| *about == About::EditGone));
        assert!(garden.state.run.pending.is_empty());
    }
}

#[test]
fn a_picture_of_the_network_before_is_not_current() {
    let mut garden = Garden::built("");
    assert!(!garden.state.is_current(PictureId::Network), "there is none yet");
    let show = |garden: &mut Garden| {
        let mut frame = frame(garden.state.run.id, 5);
        let data = Curve { x: Floats::default(), lines: Vec::new() };
        frame.pictures = vec![Picture::new(PictureId::Network, data)];
        garden.says(Cpu, Event::Frame(Box::new(frame)));
    };
    show(&mut garden);
    assert!(garden.state.is_current(PictureId::Network));
    garden.told(Msg::Reset);
    garden.configured(Cpu);
    assert!(garden.state.run.pictures.contains_key(&PictureId::Network), "it stays on the page meanwhile");
    assert!(!garden.state.is_current(PictureId::Network));
    show(&mut garden);
    assert!(garden.state.is_current(PictureId::Network));
}

#[test]
fn what_is_dropped_is_said_once_and_leaves_the_run_alone() {
    let mut garden = Garden::playing("");
    let run = garden.state.run.clone();
    for _ in 0..2 {
        assert!(garden.told(Msg::Dropped).is_empty());
    }
    assert_eq!((garden.state.notices.len(), &garden.state.notices[0].about), (1, &About::Dropped));
    assert_eq!(garden.state.run, run);
}
