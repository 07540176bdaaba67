//! `digits`: the article's network on the real MNIST, 784 → 128 ReLU → dropout 0.2 → 10.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Points, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Digits,
        family: Family::Mlp(Points::Digits),
        knobs: &[
            (Key::Digits, None),
            (Key::Layers, Some("128")),
            (Key::Activation, Some("relu")),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.001")),
            (Key::Batch, Some("32")),
            (Key::Seed, None),
            (Key::L1, None),
            (Key::L2, None),
            (Key::Dropout, Some("20")),
            (Key::Device, None),
        ],
        only: &[],
    },
    presets: &[Preset { name: "article", budget: None, changes: &[] }],
    budget: 1875,
    dense: true,
    panels: &[Panel::Network, Panel::Digits, Panel::Loss, Panel::Accuracy, Panel::Idea],
    loss: "cross-entropy",
    curves: "curve",
    examples: "digits",
    tests: true,
    formula: "<math display=\"block\"><mrow><msub><mi>p</mi><mi>k</mi></msub><mo>=</mo><mfrac><msup><mi>e</mi><msub><mi>z</mi><mi>k</mi></msub></msup><mrow><munder><mo>∑</mo><mi>j</mi></munder><msup><mi>e</mi><msub><mi>z</mi><mi>j</mi></msub></msup></mrow></mfrac></mrow></math>",
    tries: &[&[Try::Accuracy(0.9)], &[Try::WrongDigit], &[Try::With(Key::Dropout, "0", &Try::Trained)]],
};
