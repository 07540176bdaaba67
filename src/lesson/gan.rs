//! `gan`: generator against discriminator, in the plane and on digits.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{DataSet, Family, Key, LessonId, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Gan,
        family: Family::Gan,
        knobs: &[
            (Key::Data, Some("ring")),
            (Key::Drawn, None),
            (Key::Noise, Some("5")),
            (Key::Points, Some("2000")),
            (Key::Digits, Some("20000")),
            (Key::Latent, Some("2")),
            (Key::Generator, Some("64,64")),
            (Key::Discriminator, Some("64,64")),
            (Key::Objective, None),
            (Key::Repeats, None),
            (Key::Optimizer, None),
            (Key::Beta1, Some("0.5")),
            (Key::LearningRate, Some("0.001")),
            (Key::Batch, Some("128")),
            (Key::Seed, None),
            (Key::Device, None),
        ],
        only: &[(Key::Data, DataSet::GENERATIVE)],
    },
    presets: &[
        Preset { name: "ring", budget: None, changes: &[] },
        Preset { name: "modes", budget: None, changes: &[(Key::Data, "modes")] },
        Preset { name: "line", budget: None, changes: &[(Key::Data, "line")] },
        Preset { name: "drawn", budget: None, changes: &[(Key::Data, "drawn")] },
        Preset {
            name: "digits",
            budget: Some(1500),
            changes: &[
                (Key::Data, "mnist"),
                (Key::Latent, "16"),
                (Key::Generator, "256"),
                (Key::Discriminator, "128"),
                (Key::LearningRate, "0.0006"),
                (Key::Batch, "64"),
            ],
        },
    ],
    budget: 3000,
    dense: true,
    panels: &[Panel::Game, Panel::Coverage, Panel::Samples, Panel::Loss, Panel::Accuracy, Panel::Idea],
    loss: "gan",
    curves: "gan",
    examples: "points",
    tests: true,
    formula: "<math display=\"block\"><mrow><munder><mo>min</mo><mi>G</mi></munder><munder><mo>max</mo><mi>D</mi></munder><mspace width=\"0.2em\"/><mi>E</mi><mo>[</mo><mi>ln</mi><mi>D</mi><mo>(</mo><mi>x</mi><mo>)</mo><mo>]</mo><mo>+</mo><mi>E</mi><mo>[</mo><mi>ln</mi><mo>(</mo><mn>1</mn><mo>−</mo><mi>D</mi><mo>(</mo><mi>G</mi><mo>(</mo><mi>z</mi><mo>)</mo><mo>)</mo><mo>)</mo><mo>]</mo></mrow></math>",
    tries: &[
        &[Try::Example("ring", &Try::Accuracy(0.9))],
        &[
            Try::DiscriminatorStep,
            Try::DiscriminatorStep,
            Try::DiscriminatorStep,
            Try::GeneratorStep,
            Try::GeneratorStep,
            Try::GeneratorStep,
        ],
        &[Try::With(Key::Objective, "minmax", &Try::TrainedFromStart)],
        &[Try::With(Key::Data, "drawn", &Try::Changed(Key::Drawn, &Try::Accuracy(0.5)))],
    ],
};
