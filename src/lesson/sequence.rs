//! `sequence`: remember. Recurrent networks on waves, tokens and text.

use super::{Lesson, Panel, Preset, Try};
use crate::options::{Family, Key, LessonId, RecurrentTask, Schema};

pub(super) const LESSON: Lesson = Lesson {
    schema: Schema {
        lesson: LessonId::Sequence,
        family: Family::Recurrent,
        knobs: &[
            (Key::Task, Some("recall")),
            (Key::Distance, Some("40")),
            (Key::Length, Some("40")),
            (Key::Noise, Some("5")),
            (Key::Cell, Some("lstm")),
            (Key::Hidden, Some("32")),
            (Key::Embedding, Some("16")),
            (Key::Optimizer, Some("adam")),
            (Key::LearningRate, Some("0.01")),
            (Key::Batch, Some("32")),
            (Key::Seed, None),
            (Key::Device, None),
        ],
        only: &[(Key::Task, RecurrentTask::NAMES)],
    },
    presets: &[
        Preset { name: "recall", changes: &[], budget: None },
        Preset { name: "wave", changes: &[(Key::Task, "wave"), (Key::Cell, "gru")], budget: Some(600) },
        Preset { name: "characters", changes: &[(Key::Task, "characters"), (Key::Hidden, "64")], budget: Some(600) },
        Preset {
            name: "classify",
            changes: &[(Key::Task, "classify"), (Key::Length, "100"), (Key::Hidden, "128"), (Key::Embedding, "64")],
            budget: Some(250),
        },
    ],
    budget: 300,
    dense: false,
    panels: &[Panel::Gates, Panel::Sequence, Panel::Race, Panel::Loss, Panel::Accuracy, Panel::Reach, Panel::Idea],
    loss: "cross-entropy",
    curves: "curve",
    examples: "sequences",
    tests: true,
    formula: "<math display=\"block\"><mrow><msub><mi>h</mi><mi>t</mi></msub><mo>=</mo><mi>tanh</mi><mo>(</mo><msub><mi>W</mi><mrow><mi>h</mi><mi>h</mi></mrow></msub><msub><mi>h</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mo>+</mo><msub><mi>W</mi><mrow><mi>x</mi><mi>h</mi></mrow></msub><msub><mi>x</mi><mi>t</mi></msub><mo>+</mo><msub><mi>b</mi><mi>h</mi></msub><mo>)</mo></mrow></math>",
    tries: &[
        &[Try::Example("recall", &Try::Accuracy(0.95))],
        &[Try::With(Key::Cell, "rnn", &Try::Trained)],
        &[Try::Surveyed],
        &[Try::Example("wave", &Try::FreeRun(0.15))],
    ],
};
