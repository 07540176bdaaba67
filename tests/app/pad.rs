//! What the drawing pad says of its digit: an answer only to what is drawn now, by the network that is there now.

use gradient_garden::app::Msg;
use gradient_garden::app::message::DisplayChange;
use gradient_garden::app::pad::Reading;
use gradient_garden::data::digits::pixel;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{Event, Floats, Images, Misfit, PictureId, Problem};

use crate::garden::*;

/// A sheet of this grey.
fn drawn(grey: u8) -> Vec<u8> {
    vec![grey; 784]
}

fn draw(garden: &mut Garden, grey: u8) {
    garden.told(Msg::Show(DisplayChange::Drawn(drawn(grey), None)));
}

/// The trainer's picture of the digit of this grey.
fn answer(garden: &mut Garden, grey: u8, shares: &[f32]) {
    let images = Images {
        first: 0,
        of: 1,
        side: 28,
        pixels: Floats(drawn(grey).into_iter().map(pixel).collect()),
        labels: Vec::new(),
        probabilities: Floats(shares.to_vec()),
    };
    garden.state.run.pictures.insert(PictureId::Pad, images.into());
}

#[test]
fn it_is_empty_read_and_answered() {
    let mut garden = Garden::built("lesson=convnet");
    let reading = |garden: &Garden| Reading::of(&garden.state);
    assert_eq!(reading(&garden), Reading::Empty);
    draw(&mut garden, 100);
    assert_eq!(reading(&garden), Reading::Pending, "the trainer is busy");
    answer(&mut garden, 100, &[0.25, 0.75]);
    assert_eq!(reading(&garden), Reading::Answer(vec![0.25, 0.75]));
    draw(&mut garden, 120);
    assert_eq!(reading(&garden), Reading::Pending, "the answer was to an earlier stroke");
    garden.told(Msg::Show(DisplayChange::Drawn(Vec::new(), None)));
    assert_eq!(reading(&garden), Reading::Empty);
}

#[test]
fn an_answer_goes_with_its_network() {
    let mut garden = Garden::built("lesson=convnet");
    draw(&mut garden, 100);
    answer(&mut garden, 100, &[0.25, 0.75]);
    garden.told(Msg::Set(Key::LearningRate, Value::Number(0.01)));
    assert_eq!(Reading::of(&garden.state), Reading::Answer(vec![0.25, 0.75]), "the same parameters");
    garden.told(Msg::Reset);
    assert_eq!(Reading::of(&garden.state), Reading::Pending);
}

#[test]
fn it_says_why_there_will_be_no_answer() {
    let mut garden = Garden::opened("lesson=convnet");
    draw(&mut garden, 100);
    assert_eq!(Reading::of(&garden.state), Reading::Impossible("state-starting"));
    garden.ready(Cpu);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Failed { run, problem: Problem::Unfit(Misfit::NoRunYet) });
    assert_eq!(Reading::of(&garden.state), Reading::Impossible("state-failed"));
}
