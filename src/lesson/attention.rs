//! `attention`: look where it matters. Self-attention on tokens.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, Schema, TransformerTask};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Attention,
        family: Family::Transformer,
        knobs: &[
            (Key::Task, Some("reverse")),
            (Key::Length, Some("10")),
            (Key::Heads, Some("2")),
            (Key::Width, Some("32")),
            (Key::Blocks, Some("1")),
            (Key::Forward, Some("64")),
            (Key::Positions, Some("learned")),
            (Key::Causal, None),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.001")),
            (Key::Batch, Some("32")),
            (Key::Seed, None),
            (Key::Dropout, Some("0")),
            (Key::Device, None),
        ],
        only: &[(Key::Task, TransformerTask::NAMES)],
    },
    presets: &[
        Preset { name: "reverse", changes: &[], budget: None },
        Preset { name: "sort", changes: &[(Key::Task, "sort"), (Key::Blocks, "2")], budget: None },
        Preset { name: "recall", changes: &[(Key::Task, "recall"), (Key::Length, "20")], budget: Some(300) },
        Preset {
            name: "article",
            changes: &[
                (Key::Task, "classify"),
                (Key::Length, "100"),
                (Key::Heads, "8"),
                (Key::Width, "64"),
                (Key::Forward, "0"),
                (Key::Positions, "none"),
                (Key::Dropout, "10"),
            ],
            budget: Some(300),
        },
    ],
    budget: 1000,
    dense: false,
    panels: &[Panel::Attention, Panel::Tokens, Panel::Loss, Panel::Accuracy, Panel::Idea],
    loss: "cross-entropy",
    curves: "curve",
    examples: "sequences",
    tests: true,
    formula: "<math display=\"block\"><mrow><mi mathvariant=\"normal\">softmax</mi><mo>(</mo><mfrac><mrow><mi>Q</mi><msup><mi>K</mi><mo>⊤</mo></msup></mrow><msqrt><msub><mi>d</mi><mi>k</mi></msub></msqrt></mfrac><mo>)</mo><mi>V</mi></mrow></math>",
    tries: &[
        &[Try::Example("reverse", &Try::Accuracy(0.99))],
        &[Try::OtherExample, Try::Token],
        &[Try::With(Key::Task, "reverse", &Try::With(Key::Positions, "none", &Try::Trained))],
        &[Try::With(Key::Task, "reverse", &Try::With(Key::Causal, "on", &Try::Trained))],
    ],
};
