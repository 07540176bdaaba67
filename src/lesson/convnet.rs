//! `convnet`: the real MNIST through convolutions and pools.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Convnet,
        family: Family::ConvNet,
        knobs: &[
            (Key::Digits, None),
            (Key::Tested, None),
            (Key::Filters, None),
            (Key::Kernel, None),
            (Key::Stride, None),
            (Key::Padding, None),
            (Key::Pool, None),
            (Key::Layers, Some("64")),
            (Key::Activation, Some("relu")),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.003")),
            (Key::Batch, Some("32")),
            (Key::Seed, None),
            (Key::L1, None),
            (Key::L2, None),
            (Key::Dropout, None),
            (Key::Device, None),
        ],
        only: &[],
    },
    presets: &[
        Preset { name: "small", budget: None, changes: &[] },
        Preset {
            name: "deep",
            budget: None,
            changes: &[
                // A step takes as long as testing some twenty digits; the knob allows more of them.
                (Key::Tested, "200"),
                (Key::Filters, "32,64,p,128,p,256"),
                (Key::Layers, "1024"),
                (Key::LearningRate, "0.001"),
            ],
        },
    ],
    budget: 1875,
    dense: false,
    panels: &[
        Panel::Maps,
        Panel::Pixel,
        Panel::Digits,
        Panel::Pad,
        Panel::Confusion,
        Panel::Loss,
        Panel::Accuracy,
        Panel::Idea,
    ],
    loss: "cross-entropy",
    curves: "curve",
    examples: "digits",
    tests: true,
    formula: "<math display=\"block\"><mrow><msub><mi>a</mi><mi>m</mi></msub><mo>(</mo><mi>i</mi><mo>,</mo><mi>j</mi><mo>)</mo><mo>=</mo><mi>f</mi><mo>(</mo><msub><mi>b</mi><mi>m</mi></msub><mo>+</mo><munder><mo>∑</mo><mi>c</mi></munder><munder><mo>∑</mo><mrow><mi>u</mi><mo>,</mo><mi>v</mi></mrow></munder><msub><mi>w</mi><mrow><mi>m</mi><mi>c</mi></mrow></msub><mo>(</mo><mi>u</mi><mo>,</mo><mi>v</mi><mo>)</mo><mspace width=\"0.2em\"/><msub><mi>x</mi><mi>c</mi></msub><mo>(</mo><mi>i</mi><mo>+</mo><mi>u</mi><mo>,</mo><mi>j</mi><mo>+</mo><mi>v</mi><mo>)</mo><mo>)</mo></mrow></math>",
    tries: &[&[Try::Accuracy(0.95)], &[Try::Spotted], &[Try::Drawn]],
};
