//! "Try this" steps: each ticks when all that its words ask for was done, and not before.

use gradient_garden::app::message::DisplayChange;
use gradient_garden::app::{Msg, seeds};
use gradient_garden::data::digits::doubt::Doubt;
use gradient_garden::lesson::{LessonId, Try};
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{
    Column, Curve, Event, Floats, Images, Latent, Layers, Links, Metrics, Observation, Part, Picture, PictureId,
    Rebuilt, Spot, Summary,
};

use crate::garden::*;

/// Which steps are done.
fn done(garden: &Garden) -> Vec<bool> {
    (0..garden.state.options.lesson().lesson().tries.len()).map(|place| garden.state.has_tried(place)).collect()
}

/// A measurement of so many test examples.
fn measured(garden: &mut Garden, metrics: Metrics) {
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Progress(progress(run, metrics.step)));
    garden.says(Cpu, Event::Measured { run, metrics, scheduled: true });
}

fn right(step: u64, accuracy: f64, test_examples: u32) -> Metrics {
    Metrics { test_accuracy: Some(accuracy), test_examples, ..metrics(step) }
}

fn lost(step: u64, test_loss: f64, test_examples: u32) -> Metrics {
    Metrics { test_loss, test_accuracy: None, test_examples, ..metrics(step) }
}

/// Built, with so many test examples.
fn with_examples(fragment: &str, test_examples: u32) -> Garden {
    let mut garden = Garden::built(fragment);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Configured { run, summary: Summary { test_examples, ..summary() } });
    garden
}

fn picture(garden: &mut Garden, id: PictureId, data: impl Into<Observation>) {
    garden.state.run.pictures.insert(id, data.into());
}

fn choose(garden: &mut Garden, key: Key, name: &str) {
    garden.told(Msg::Set(key, Value::Choice(name.into())));
    garden.configured(Cpu);
}

/// All runs in the background are done.
fn survey(garden: &mut Garden, entries: Vec<gradient_garden::options::Options>) {
    let count = entries.len() as u32;
    garden.told(Msg::Survey { entries, steps: 10, every: 10 });
    let id = garden.state.survey.as_ref().expect("a survey").id;
    for entry in 0..count {
        garden.says(Cpu, Event::Surveyed { id, entry, metrics: metrics(10), done: true });
    }
}

#[test]
fn every_step_of_every_lesson_has_a_part() {
    for lesson in LessonId::ALL {
        assert!(lesson.lesson().tries.iter().all(|parts| !parts.is_empty()), "{lesson:?}");
    }
}

#[test]
fn a_share_of_a_few_examples_is_luck() {
    let mut garden = with_examples("lesson=convnet", 10_000);
    measured(&mut garden, right(10, 1.0, 25));
    measured(&mut garden, right(20, 0.96, 499));
    assert_eq!(done(&garden), [false; 3]);
    assert_eq!(garden.state.run.sample(), Some((499, 10_000)), "and the page says how many");
    measured(&mut garden, right(30, 0.949, 10_000));
    assert!(!done(&garden)[0]);
    assert_eq!(garden.state.run.sample(), None);
    measured(&mut garden, right(40, 0.95, 500));
    assert!(done(&garden)[0]);
    // Of a set that has no more, all are enough.
    let mut garden = with_examples("lesson=xor", 4);
    measured(&mut garden, right(10, 0.75, 4));
    assert!(!done(&garden)[0]);
    measured(&mut garden, right(20, 1.0, 4));
    assert!(done(&garden)[0]);
    // The same for a loss.
    let mut garden = with_examples("lesson=autoencoder", 10_000);
    measured(&mut garden, lost(10, 0.01, 100));
    measured(&mut garden, lost(20, 0.02, 500));
    assert!(!done(&garden)[0], "below, and on enough");
    measured(&mut garden, lost(30, 0.0199, 500));
    assert!(done(&garden)[0]);
}

#[test]
fn boundary() {
    let mut garden = Garden::playing("");
    garden.frame(Cpu, 11);
    assert_eq!(done(&garden), [false; 3]);
    garden.frame(Cpu, 100);
    assert_eq!(done(&garden), [true, false, false]);
    // Of the weights 1, −3, 2 the second is the largest.
    let column = |units| Column {
        units,
        labels: Vec::new(),
        shown: (0..units).collect(),
        map_side: 0,
        maps: Floats::default(),
        weight_maps: false,
        activations: Floats::default(),
        biases: Floats::default(),
        bias_name: String::new(),
    };
    let links = |name: &str, weights: &[f32]| Links { name: name.into(), weights: Floats(weights.to_vec()) };
    let network = Layers {
        columns: vec![column(2), column(1), column(1)],
        links: vec![links("layers.0.weight", &[1.0, -3.0]), links("layers.1.weight", &[2.0])],
    };
    let own = garden.state.run.network;
    let edit = |name: &str, index, value| Msg::Edit { network: own, name: name.into(), index, value };
    for (name, index, value) in [
        ("layers.1.weight", 0, -2.0),
        ("layers.0.weight", 1, -3.0),
        ("layers.0.weight", 1, 1.0),
        ("layers.0.bias", 1, 3.0),
    ] {
        picture(&mut garden, PictureId::Network, network.clone());
        garden.told(edit(name, index, value));
        assert!(!done(&garden)[2], "{name} {index} {value}");
    }
    garden.told(edit("layers.0.weight", 1, 3.0));
    assert!(done(&garden)[2], "the thickest link, the other way around");

    garden.told(Msg::Set(Key::Layers, Value::Layers(vec![4])));
    garden.configured(Cpu);
    garden.frame(Cpu, 99);
    assert!(!done(&garden)[1], "trained for a while, not for a few steps");
    choose(&mut garden, Key::Data, "spiral");
    garden.frame(Cpu, 100);
    assert!(!done(&garden)[1], "a spiral has no ring to close");
    choose(&mut garden, Key::Data, "circle");
    garden.frame(Cpu, 100);
    assert_eq!(done(&garden), [true; 3]);
}

#[test]
fn neuron() {
    let mut garden = with_examples("lesson=neuron", 4);
    measured(&mut garden, lost(1000, 0.0019, 4));
    let network = garden.state.run.network;
    garden.told(Msg::Edit { network, name: "layers.0.weight".into(), index: 0, value: 1.0 });
    measured(&mut garden, lost(1000, 0.5, 4));
    assert_eq!(done(&garden), [true, false, false], "edited, and not trained on");
    measured(&mut garden, lost(1099, 0.5, 4));
    assert!(!done(&garden)[1]);
    measured(&mut garden, lost(1100, 0.5, 4));
    assert!(done(&garden)[1]);
    choose(&mut garden, Key::Activation, "sigmoid");
    measured(&mut garden, lost(100, 143.5, 4));
    assert_eq!(done(&garden), [true; 3]);
}

#[test]
fn xor() {
    let mut garden = Garden::built("lesson=xor&preset=article");
    for (seed, ticked) in [(1, false), (2, false), (2, false), (3, true)] {
        garden.told(Msg::Set(Key::Seed, Value::Integer(seed)));
        garden.configured(Cpu);
        garden.frame(Cpu, 100);
        assert_eq!(done(&garden)[1], ticked, "seed {seed}");
    }
    // With two units alone there is nothing to compare.
    let of = |garden: &Garden| seeds::entries(&garden.state.options, 3);
    let entries = of(&garden);
    survey(&mut garden, entries);
    assert!(!done(&garden)[2]);
    for (units, ticked) in [(8, false), (3, false), (2, true)] {
        garden.told(Msg::Set(Key::Layers, Value::Layers(vec![units])));
        garden.configured(Cpu);
        let entries = of(&garden);
        survey(&mut garden, entries);
        assert_eq!(done(&garden)[2], ticked, "{units} units");
    }
}

#[test]
fn seeds_of_other_options_do_not_add_up() {
    let mut garden = Garden::built("lesson=xor&preset=article");
    for seed in 1..=4 {
        garden.told(Msg::Set(Key::Seed, Value::Integer(seed)));
        garden.told(Msg::Set(Key::LearningRate, Value::Number(0.1 + seed as f64 / 100.0)));
        garden.told(Msg::Set(Key::LearningRate, Value::Number(0.01)));
        garden.told(Msg::Reset);
        garden.configured(Cpu);
        garden.frame(Cpu, 100);
    }
    assert!(!done(&garden)[1]);
}

/// Three test digits from the fourth on: a 7 taken for a 7, a 2 taken for a 1, a 1 taken for a 1.
fn strip() -> Images {
    let mut probabilities = vec![0.0; 30];
    (probabilities[7], probabilities[11], probabilities[21]) = (0.9, 0.8, 0.7);
    Images {
        first: 3,
        of: 10,
        side: 1,
        pixels: Floats(vec![0.0; 3]),
        labels: vec![7, 2, 1],
        probabilities: Floats(probabilities),
    }
}

#[test]
fn digits() {
    let mut garden = with_examples("lesson=digits", 10_000);
    picture(&mut garden, PictureId::Digits, strip());
    for (index, ticked) in [(3, false), (5, false), (2, false), (9, false), (4, true)] {
        garden.told(Msg::Show(DisplayChange::Probe(index)));
        assert_eq!(done(&garden)[1], ticked, "digit {index}");
    }
    // Dropout is turned in the middle of a run: what was trained before does not count.
    measured(&mut garden, right(500, 0.5, 1000));
    garden.told(Msg::Set(Key::Dropout, Value::Number(0.0)));
    measured(&mut garden, right(599, 0.5, 1000));
    assert!(!done(&garden)[2]);
    measured(&mut garden, right(600, 0.9, 1000));
    assert_eq!(done(&garden), [true; 3]);
}

#[test]
fn convnet() {
    let mut garden = Garden::playing("lesson=convnet");
    garden.told(Msg::Show(DisplayChange::Spot(Spot { stage: 1, map: 2, row: 3, column: 4 })));
    for (sheet, doubt) in [(Vec::new(), None), (vec![9; 784], Some(Doubt::Little))] {
        garden.told(Msg::Show(DisplayChange::Drawn(sheet, doubt)));
        garden.told(Msg::Show(DisplayChange::PenLifted));
    }
    assert_eq!(done(&garden), [false, true, false], "an empty sheet is no digit, nor is a dot");
    garden.told(Msg::Show(DisplayChange::Drawn(vec![9; 784], None)));
    assert_eq!(done(&garden), [false, true, false], "it may yet become a scribble");
    garden.told(Msg::Show(DisplayChange::PenLifted));
    assert_eq!(done(&garden), [false, true, true]);
}

#[test]
fn autoencoder() {
    let mut garden = with_examples("lesson=autoencoder", 10_000);
    let rebuilt = Rebuilt {
        first: 0,
        of: 3,
        side: 1,
        labels: vec![7, 2, 1],
        originals: Floats::default(),
        corrupted: Floats::default(),
        rebuilt: Floats::default(),
        errors: Floats(vec![0.01, 0.05, 0.01]),
    };
    picture(&mut garden, PictureId::Rebuilt, rebuilt);
    garden.told(Msg::Show(DisplayChange::Probe(2)));
    assert!(!done(&garden)[1], "rebuilt well");
    garden.told(Msg::Show(DisplayChange::Probe(1)));
    assert!(done(&garden)[1]);

    // A 1 on the left, a 5 in the middle, a 0 on the right.
    let codes = Latent {
        axes: [0, 1],
        region: [-2.0, 2.0, -2.0, 2.0],
        positions: Floats(vec![-1.0, 0.0, 0.0, 0.0, 1.0, 0.0]),
        labels: vec![1, 5, 0],
        point: Floats(vec![0.0, 0.0]),
        side: 0,
        decoded: Floats::default(),
        grid: 0,
        decoded_grid: Floats::default(),
    };
    picture(&mut garden, PictureId::Codes, codes);
    for (across, ticked) in [(0.9, false), (0.1, false), (-0.8, false), (0.0, false), (0.8, true)] {
        garden.told(Msg::Show(DisplayChange::Point(Some([across, 0.2]))));
        assert_eq!(done(&garden)[3], ticked, "{across}");
    }

    garden.told(Msg::Set(Key::Code, Value::Integer(2)));
    garden.configured(Cpu);
    measured(&mut garden, lost(100, 0.06, 500));
    assert!(!done(&garden)[2], "a code of 2 is not all of the example");
    garden.told(Msg::Preset("code2".into()));
    garden.configured(Cpu);
    measured(&mut garden, lost(1, 0.2, 500));
    assert!(!done(&garden)[2], "nothing is to be seen after a step");
    measured(&mut garden, lost(100, 0.06, 500));
    assert!(done(&garden)[2]);
    choose(&mut garden, Key::Denoise, "on");
    measured(&mut garden, lost(100, 0.06, 500));
    assert_eq!(done(&garden), [false, true, true, true, true]);
}

#[test]
fn sequence() {
    let mut garden = with_examples("lesson=sequence&distance=8", 500);
    measured(&mut garden, right(200, 1.0, 500));
    assert!(!done(&garden)[0], "a shorter way back is not the example");
    garden.told(Msg::Preset("recall".into()));
    garden.configured(Cpu);
    measured(&mut garden, right(200, 0.95, 500));
    assert!(done(&garden)[0]);
    choose(&mut garden, Key::Cell, "rnn");
    measured(&mut garden, right(99, 0.1, 500));
    assert!(!done(&garden)[1]);
    measured(&mut garden, right(100, 0.1, 500));
    assert!(done(&garden)[1]);
    let entries = gradient_garden::app::race::entries(&garden.state.options);
    survey(&mut garden, entries);
    assert!(done(&garden)[2]);

    garden.told(Msg::Preset("wave".into()));
    garden.configured(Cpu);
    let shown = |garden: &mut Garden, step, [first, last]: [f32; 2]| {
        let said =
            [("truth", [0.0, 1.0, 0.0]), ("prediction", [f32::NAN, 1.0, 0.0]), ("free", [f32::NAN, first, last])];
        let lines = said.map(|(name, values)| (name.to_owned(), Floats(values.to_vec()))).to_vec();
        let data = Curve { x: Floats(vec![0.0, 1.0, 2.0]), lines };
        let mut frame = frame(garden.state.run.id, step);
        frame.pictures.push(Picture::new(PictureId::Sequence, data));
        garden.says(Cpu, Event::Frame(Box::new(frame)));
    };
    measured(&mut garden, lost(300, 0.001, 500));
    shown(&mut garden, 300, [0.5, 0.5]);
    assert!(!done(&garden)[3], "each next value is foretold, and the free run strays");
    shown(&mut garden, 400, [0.9, 0.1]);
    assert_eq!(done(&garden), [true; 4]);
}

#[test]
fn attention() {
    let mut garden = with_examples("lesson=attention&length=4", 500);
    measured(&mut garden, right(200, 1.0, 500));
    assert!(!done(&garden)[0], "four tokens are not the example");
    garden.told(Msg::Preset("reverse".into()));
    garden.configured(Cpu);
    measured(&mut garden, right(200, 0.99, 500));
    assert!(done(&garden)[0]);
    garden.told(Msg::Show(DisplayChange::Token(3)));
    assert!(!done(&garden)[1], "a token of the first sequence");
    garden.told(Msg::Show(DisplayChange::Probe(1)));
    assert!(!done(&garden)[1], "leafed, and nothing pointed at");
    garden.told(Msg::Show(DisplayChange::Token(5)));
    assert!(done(&garden)[1]);
    choose(&mut garden, Key::Positions, "none");
    measured(&mut garden, right(100, 0.3, 500));
    assert!(done(&garden)[2]);
    garden.told(Msg::Preset("sort".into()));
    choose(&mut garden, Key::Causal, "on");
    measured(&mut garden, right(100, 0.3, 500));
    assert!(!done(&garden)[3], "which half is a question about a reversal");
    choose(&mut garden, Key::Task, "reverse");
    measured(&mut garden, right(100, 0.5, 500));
    assert_eq!(done(&garden), [true; 4]);
}

#[test]
fn gan() {
    let mut garden = with_examples("lesson=gan&preset=line", 1000);
    measured(&mut garden, right(200, 0.95, 1000));
    assert!(!done(&garden)[0]);
    garden.told(Msg::Preset("ring".into()));
    garden.configured(Cpu);
    measured(&mut garden, right(200, 0.95, 1000));
    assert!(done(&garden)[0]);

    let step = |garden: &mut Garden, part, count| (0..count).for_each(|_| drop(garden.told(Msg::PartStep(part))));
    garden.told(Msg::Play);
    step(&mut garden, Part::Discriminator, 3);
    garden.told(Msg::Pause);
    step(&mut garden, Part::Generator, 3);
    assert!(!done(&garden)[1], "paused, and the discriminator first");
    step(&mut garden, Part::Discriminator, 3);
    step(&mut garden, Part::Generator, 2);
    assert!(!done(&garden)[1]);
    step(&mut garden, Part::Generator, 1);
    assert!(done(&garden)[1]);

    // Turned in the middle of a run, min-max goes on with what was learned before.
    garden.told(Msg::Set(Key::Objective, Value::Choice("minmax".into())));
    measured(&mut garden, right(900, 0.5, 1000));
    assert!(!done(&garden)[2]);
    garden.told(Msg::Reset);
    garden.configured(Cpu);
    measured(&mut garden, right(100, 0.1, 1000));
    assert!(done(&garden)[2]);

    garden.told(Msg::Preset("drawn".into()));
    garden.configured(Cpu);
    measured(&mut garden, right(900, 0.9, 1000));
    assert!(!done(&garden)[3], "the heart is not a shape of one's own");
    garden.told(Msg::Set(Key::Drawn, Value::Points(vec![[0, 0], [10, 10]])));
    garden.configured(Cpu);
    measured(&mut garden, right(900, 0.5, 1000));
    assert_eq!(done(&garden), [true; 4]);
}

#[test]
fn another_lesson_begins_with_nothing_done() {
    let mut garden = Garden::playing("");
    garden.frame(Cpu, 100);
    assert!(done(&garden)[0]);
    garden.told(Msg::Lesson(LessonId::Neuron));
    assert_eq!(done(&garden), [false; 3]);
    assert!(!garden.state.has_tried(99), "there is no such step");
}

#[test]
fn a_race_is_part_of_the_words_it_ticks() {
    let parts = LessonId::Sequence.lesson().tries[2];
    assert_eq!(parts, [Try::Surveyed]);
}
