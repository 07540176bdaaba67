//! `boundary`: draw the line. Two classes, or a surface, in the plane.

use super::{Lesson, Panel, Preset, Try};
use crate::data::plane::PlaneId;
use crate::options::{Family, Key, LessonId, Points, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Boundary,
        family: Family::Mlp(Points::Plane),
        knobs: &[
            (Key::Data, None),
            (Key::Noise, None),
            (Key::Points, None),
            (Key::TestShare, None),
            (Key::Features, None),
            (Key::Layers, Some("4,3")),
            (Key::Activation, Some("tanh")),
            (Key::Output, None),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.03")),
            (Key::Batch, Some("10")),
            (Key::Seed, None),
            (Key::L1, None),
            (Key::L2, None),
            (Key::Device, None),
        ],
        only: &[(Key::Data, PlaneId::NAMES)],
    },
    presets: &[
        Preset { name: "circle", budget: None, changes: &[] },
        // Written by hand, it has no mini-batches: the batch is all training points.
        Preset {
            name: "numpy",
            budget: Some(3000),
            changes: &[
                (Key::Output, "sigmoid"),
                (Key::Activation, "sigmoid"),
                (Key::Layers, "4"),
                (Key::Optimizer, "sgd"),
                (Key::LearningRate, "3"),
                (Key::Batch, "250"),
            ],
        },
    ],
    budget: 1000,
    dense: true,
    panels: &[Panel::Network, Panel::Output, Panel::Loss, Panel::Accuracy, Panel::Idea],
    loss: "squared-error",
    curves: "curve",
    examples: "points",
    tests: true,
    formula: "<math display=\"block\"><mrow><msub><mi>a</mi><mi>j</mi></msub><mo>=</mo><mi>f</mi><mo>(</mo><munder><mo>∑</mo><mi>i</mi></munder><msub><mi>w</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub><msub><mi>x</mi><mi>i</mi></msub><mo>+</mo><msub><mi>b</mi><mi>j</mi></msub><mo>)</mo></mrow></math>",
    tries: &[&[Try::LossHalved], &[Try::With(Key::Data, "circle", &Try::FewerLayers)], &[Try::LargestWeightTurned]],
};
