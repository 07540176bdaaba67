//! The map of a code: its axes, the point on it, and what ticks.

use gradient_garden::app::Msg;
use gradient_garden::app::message::DisplayChange;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{Command, View};

use crate::garden::*;

/// The view that the trainer is told.
fn told(garden: &mut Garden, show: DisplayChange) -> (Option<View>, Option<String>) {
    let effects = garden.told(Msg::Show(show));
    let view = sent(&effects, Cpu).into_iter().find_map(|command| match command {
        Command::Look(view) => Some(view.clone()),
        _ => None,
    });
    (view, written(&effects).map(String::from))
}

#[test]
fn a_dragged_point_is_decoded_and_stays_out_of_the_address() {
    let mut garden = Garden::built("lesson=autoencoder");
    let (view, fragment) = told(&mut garden, DisplayChange::Point(Some([1.5, -2.0])));
    assert_eq!((view.expect("a look").point, fragment), (Some([1.5, -2.0]), None));
    // An address cannot be written as often as a pointer moves.
    let (view, fragment) = told(&mut garden, DisplayChange::Probe(7));
    let view = view.expect("a look");
    assert_eq!((view.point, view.probe), (None, 7), "another digit: the ring is at its code");
    assert_eq!(fragment.as_deref(), Some("v=1&lesson=autoencoder&probe=7"));
}

#[test]
fn other_axes_and_another_network_take_the_point_back() {
    let mut garden = Garden::built("lesson=autoencoder");
    told(&mut garden, DisplayChange::Point(Some([1.5, -2.0])));
    let (view, fragment) = told(&mut garden, DisplayChange::Axes([4, 1]));
    let view = view.expect("a look");
    assert_eq!((view.axes, view.point), ([4, 1], None));
    assert_eq!(fragment.as_deref(), Some("v=1&lesson=autoencoder&axes=5,2"));
    for turn in [Msg::Reset, Msg::Set(Key::Code, Value::Integer(8)), Msg::NewSeed(9)] {
        told(&mut garden, DisplayChange::Point(Some([1.5, -2.0])));
        let effects = garden.told(turn);
        assert_eq!(to_build(&effects, Cpu).expect("a run").view.point, None);
        garden.configured(Cpu);
    }
}

#[test]
fn decoded_places_are_asked_for_and_linked() {
    let mut garden = Garden::built("lesson=autoencoder&axes=3,9&decoded=1");
    let view = &garden.state.display.view;
    assert_eq!((view.axes, view.grid), ([2, 8], View::GRID));
    let (view, fragment) = told(&mut garden, DisplayChange::DecodedGrid(false));
    assert_eq!((view.expect("a look").grid, fragment.as_deref()), (0, Some("v=1&lesson=autoencoder&axes=3,9")));
    for wrong in ["axes=1,1", "axes=0,2", "axes=33,1", "axes=1", "axes=1,2,3", "decoded=12"] {
        assert_eq!(Garden::opened(&format!("lesson=autoencoder&{wrong}")).state.notices.len(), 1, "{wrong}");
    }
}
