//! `autoencoder`: MNIST through a narrow code and back, 784 → 128 → 32 → 128 → 784.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Autoencoder,
        family: Family::Autoencoder,
        knobs: &[
            (Key::Digits, None),
            (Key::Denoise, None),
            (Key::Corruption, None),
            (Key::Layers, Some("128")),
            (Key::Code, Some("32")),
            (Key::Activation, Some("relu")),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.003")),
            (Key::Batch, Some("32")),
            (Key::Seed, None),
            (Key::Device, None),
        ],
        only: &[],
    },
    // Bounded hidden units keep the plane of a code of 2 together; with ReLU, the 1s lie ten times as far out as all others.
    presets: &[
        Preset { name: "code32", budget: None, changes: &[(Key::Code, "32")] },
        Preset {
            name: "code2",
            budget: None,
            changes: &[(Key::Code, "2"), (Key::Layers, "128,64"), (Key::Activation, "tanh")],
        },
        Preset { name: "denoise", budget: None, changes: &[(Key::Denoise, "on")] },
    ],
    budget: 1000,
    dense: true,
    panels: &[Panel::Codes, Panel::Rebuilt, Panel::Loss, Panel::Idea],
    loss: "squared-error",
    curves: "curve",
    examples: "digits",
    tests: true,
    formula: "<math display=\"block\"><mrow><mi mathvariant=\"bold\">c</mi><mo>=</mo><mi>f</mi><mo>(</mo><mi mathvariant=\"bold\">x</mi><mo>)</mo><mo>,</mo><mspace width=\"0.8em\"/><mover><mi mathvariant=\"bold\">x</mi><mo>^</mo></mover><mo>=</mo><mi>g</mi><mo>(</mo><mi mathvariant=\"bold\">c</mi><mo>)</mo><mo>,</mo><mspace width=\"0.8em\"/><mi>L</mi><mo>=</mo><mfrac><mn>1</mn><mn>784</mn></mfrac><munder><mo>∑</mo><mi>i</mi></munder><msup><mrow><mo>(</mo><msub><mover><mi>x</mi><mo>^</mo></mover><mi>i</mi></msub><mo>−</mo><msub><mi>x</mi><mi>i</mi></msub><mo>)</mo></mrow><mn>2</mn></msup></mrow></math>",
    tries: &[
        &[Try::TestLoss(0.02)],
        &[Try::PoorDigit],
        &[Try::Example("code2", &Try::Trained)],
        &[Try::RingAt(1), Try::RingAt(0)],
        &[Try::With(Key::Denoise, "on", &Try::Trained)],
    ],
};
