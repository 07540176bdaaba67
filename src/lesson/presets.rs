//! The options of a lesson and of its worked examples.

use super::{LessonId, Preset};
use crate::options::{Key, Options, TaskId};

impl Options {
    /// The lesson's defaults.
    pub fn of(lesson: LessonId) -> Self {
        Self::new(&lesson.lesson().schema)
    }

    /// The lesson's defaults with a worked example's changes; `None` if the lesson has no such example.
    pub fn of_preset(lesson: LessonId, name: &str) -> Option<Self> {
        let preset = lesson.lesson().presets.iter().find(|preset| preset.name == name)?;
        let mut options = Self::of(lesson);
        for (key, text) in preset.changes {
            // A refused change is a mistake in the table; `tests/options.rs` checks every one.
            options.set(*key, key.parse(text).ok()?).ok()?;
        }
        Some(options)
    }

    /// The worked example that these options match exactly, apart from the device and the seed.
    pub fn preset(&self) -> Option<&'static str> {
        let same = |other: &Self| {
            self.iter().all(|(key, value)| matches!(key, Key::Device | Key::Seed) || other.get(key) == Some(value))
        };
        let names = self.lesson().lesson().presets.iter().map(|preset| preset.name);
        names.into_iter().find(|name| Self::of_preset(self.lesson(), name).is_some_and(|other| same(&other)))
    }

    /// The closest preset: an exact match, else the first whose leading change is set, else `None` (the lesson's defaults).
    pub fn nearest_preset(&self) -> Option<&'static Preset> {
        let presets = self.lesson().lesson().presets;
        let exact = self.preset();
        let about = |preset: &&Preset| {
            let first = preset.changes.first();
            first.is_some_and(|(key, text)| self.get(*key).is_some_and(|value| value.to_string() == *text))
        };
        presets.iter().find(|preset| exact == Some(preset.name)).or_else(|| presets.iter().find(about))
    }

    /// Steps after which these options have shown their point: those of the nearest worked example, or of the lesson.
    pub fn budget(&self) -> u64 {
        self.nearest_preset().and_then(|preset| preset.budget).unwrap_or(self.lesson().lesson().budget)
    }

    /// The loss, as a message id `loss-<loss>` with its unit: the lesson's, or that for values if the task predicts values.
    pub fn loss(&self) -> &'static str {
        if self.task() == Some(TaskId::Wave) { "squared-error" } else { self.lesson().lesson().loss }
    }
}
