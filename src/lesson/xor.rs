//! `xor`: the four points of the gate, and a network that has to fold the plane to separate them.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Points, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Xor,
        family: Family::Mlp(Points::Gate),
        knobs: &[
            (Key::Layers, Some("8")),
            (Key::Activation, Some("relu")),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.01")),
            (Key::Batch, Some("1")),
            (Key::Seed, None),
            (Key::L1, None),
            (Key::L2, None),
            (Key::Device, None),
        ],
        only: &[],
    },
    presets: &[
        Preset { name: "eight", budget: None, changes: &[] },
        // 100 epochs of four steps.
        Preset { name: "article", budget: Some(400), changes: &[(Key::Layers, "2")] },
    ],
    // 300 epochs of four steps.
    budget: 1200,
    dense: true,
    panels: &[Panel::Fold, Panel::Network, Panel::Output, Panel::Seeds, Panel::Loss, Panel::Accuracy, Panel::Idea],
    loss: "binary-cross-entropy",
    curves: "single",
    examples: "points",
    tests: false,
    formula: "<math display=\"block\"><mrow><mi>p</mi><mo>=</mo><mi>σ</mi><mo>(</mo><msup><mi>v</mi><mi>T</mi></msup><mi>max</mi><mo>(</mo><mn>0</mn><mo>,</mo><mi>W</mi><mi>x</mi><mo>+</mo><mi>b</mi><mo>)</mo><mo>+</mo><mi>c</mi><mo>)</mo><mo>,</mo><mspace width=\"1.5em\"></mspace><mi>L</mi><mo>=</mo><mo>−</mo><mi>y</mi><mi>ln</mi><mi>p</mi><mo>−</mo><mo>(</mo><mn>1</mn><mo>−</mo><mi>y</mi><mo>)</mo><mi>ln</mi><mo>(</mo><mn>1</mn><mo>−</mo><mi>p</mi><mo>)</mo></mrow></math>",
    tries: &[
        &[Try::Accuracy(1.0)],
        &[Try::Example("article", &Try::TrainedFromSeeds(3))],
        &[Try::With(Key::Layers, "8", &Try::Surveyed), Try::With(Key::Layers, "2", &Try::Surveyed)],
    ],
};
