//! `neuron`: one neuron, one line. The article's four points, which it fits exactly, and a sigmoid output that cannot fit
//! them.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Points, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Neuron,
        family: Family::Mlp(Points::Line),
        knobs: &[
            (Key::Noise, None),
            (Key::Activation, Some("linear")),
            (Key::Optimizer, Some("sgd")),
            (Key::LearningRate, Some("0.01")),
            (Key::Batch, Some("4")),
            (Key::Seed, None),
            (Key::L1, None),
            (Key::L2, None),
            (Key::Device, None),
        ],
        only: &[(Key::Activation, &["linear", "sigmoid", "tanh", "relu"])],
    },
    presets: &[
        Preset { name: "line", budget: None, changes: &[] },
        Preset { name: "saturated", budget: None, changes: &[(Key::Activation, "sigmoid")] },
    ],
    budget: 1000,
    dense: true,
    panels: &[Panel::Fit, Panel::Network, Panel::Surface, Panel::Output, Panel::Loss, Panel::Idea],
    loss: "squared-error",
    curves: "single",
    examples: "points",
    tests: false,
    formula: "<math display=\"block\"><mrow><mover><mi>y</mi><mo>^</mo></mover><mo>=</mo><mi>f</mi><mo>(</mo><msub><mi>w</mi><mn>1</mn></msub><msub><mi>x</mi><mn>1</mn></msub><mo>+</mo><msub><mi>w</mi><mn>2</mn></msub><msub><mi>x</mi><mn>2</mn></msub><mo>+</mo><mi>b</mi><mo>)</mo><mo>,</mo><mspace width=\"1.5em\"></mspace><mi>w</mi><mo>←</mo><mi>w</mi><mo>−</mo><mi>η</mi><mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>w</mi></mrow></mfrac></mrow></math>",
    tries: &[&[Try::TestLoss(0.002)], &[Try::WeightEdited, Try::Trained], &[Try::Example("saturated", &Try::Trained)]],
};
