//! A run's definition: a value for every knob of a lesson.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Allowed, Key, Kind, Refused, Stage, Value};
use crate::data::plane::{self, PlaneSet};
use crate::lesson::{Lesson, LessonId, Preset};

/// Everything that defines a run: a lesson and a value for each of its knobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    lesson: LessonId,
    values: BTreeMap<Key, Value>,
}

impl Options {
    /// The lesson's defaults.
    pub fn of(lesson: LessonId) -> Self {
        let values =
            lesson.lesson().knobs.iter().map(|&(key, _)| (key, Self::default_of(lesson.lesson(), key))).collect();
        Self { lesson, values }
    }

    fn default_of(lesson: &Lesson, key: Key) -> Value {
        let own = lesson.knobs.iter().find(|(known, _)| *known == key).and_then(|(_, own)| *own);
        // A default out of its own range is a mistake in the table; `tests/spec.rs` looks at every one.
        key.parse(own.unwrap_or(key.knob().default)).unwrap_or(Value::Integer(0))
    }

    /// The lesson.
    pub fn lesson(&self) -> LessonId {
        self.lesson
    }

    /// Whether the lesson has this knob.
    pub fn has(&self, key: Key) -> bool {
        self.values.contains_key(&key)
    }

    /// The knobs with their values, in the table's order.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Value)> {
        self.values.iter().map(|(key, value)| (*key, value))
    }

    /// The lesson's default for the knob, if the lesson has it.
    pub fn default_for(&self, key: Key) -> Option<Value> {
        self.has(key).then(|| Self::default_of(self.lesson.lesson(), key))
    }

    /// Whether the value differs from the lesson's default.
    pub fn is_changed(&self, key: Key) -> bool {
        self.values.get(&key) != self.default_for(key).as_ref()
    }

    /// Sets a knob.
    ///
    /// # Errors
    /// [`Refused`] where the lesson has no such knob or the value is out of range; nothing is changed.
    pub fn set(&mut self, key: Key, value: Value) -> Result<(), Refused> {
        if !self.has(key) {
            let known = self.values.keys().map(|key| key.knob().name.to_owned()).collect();
            return Err(Refused::new(key.knob().name, &value.to_string(), Allowed::Here(known)));
        }
        if !key.accepts(&value) {
            return Err(Refused::new(key.knob().name, &value.to_string(), Allowed::Knob(key)));
        }
        if let Value::Choice(name) = &value
            && !self.choices(key).contains(&name.as_str())
        {
            return Err(Refused::new(key.knob().name, name, Allowed::names(self.choices(key).iter().copied())));
        }
        self.values.insert(key, value);
        Ok(())
    }

    /// Whether the knob does anything with the others as they are; the page shows only those that do.
    pub fn suits(&self, key: Key) -> bool {
        let (data, task) = (self.choice(Key::Data), self.choice(Key::Task));
        match key {
            Key::Drawn => data == "drawn",
            Key::Digits => matches!(data, "" | "mnist"),
            Key::Points => data != "mnist",
            Key::Noise => data != "mnist" && matches!(task, "" | "wave"),
            Key::Distance => task == "recall",
            Key::Length => self.lesson != LessonId::Sequence || task != "recall",
            Key::Embedding => task != "wave",
            Key::Output => plane::has_classes(data),
            Key::Corruption => self.choice(Key::Denoise) == "on",
            Key::Beta1 => self.choice(Key::Optimizer) == "adam",
            _ => true,
        }
    }

    /// The names that a choice or a subset takes in this lesson; none for other knobs.
    pub fn choices(&self, key: Key) -> &'static [&'static str] {
        let own = self.lesson.lesson().only.iter().find(|(known, _)| *known == key).map(|(_, names)| *names);
        match key.knob().kind {
            Kind::Choice(names) | Kind::Subset(names) => own.unwrap_or(names),
            _ => &[],
        }
    }

    /// The lesson's defaults with a worked example's changes; none where the lesson has no such example.
    pub fn of_preset(lesson: LessonId, name: &str) -> Option<Self> {
        let preset = lesson.lesson().presets.iter().find(|preset| preset.name == name)?;
        let mut options = Self::of(lesson);
        for (key, text) in preset.changes {
            // A change that is refused is a mistake in the table; `tests/spec.rs` looks at every one.
            options.set(*key, key.parse(text).ok()?).ok()?;
        }
        Some(options)
    }

    /// The worked example that these options are, the device and the seed aside.
    pub fn preset(&self) -> Option<&'static str> {
        let same = |other: &Self| {
            self.iter().all(|(key, value)| matches!(key, Key::Device | Key::Seed) || other.get(key) == Some(value))
        };
        let names = self.lesson.lesson().presets.iter().map(|preset| preset.name);
        names.into_iter().find(|name| Self::of_preset(self.lesson, name).is_some_and(|other| same(&other)))
    }

    /// The worked example that these options are nearest to: the one that they are, or else the one whose first change they
    /// have, or else the lesson's defaults, for which there is none.
    pub fn nearest_preset(&self) -> Option<&'static Preset> {
        let presets = self.lesson.lesson().presets;
        let exact = self.preset();
        let about = |preset: &&Preset| {
            let first = preset.changes.first();
            first.is_some_and(|(key, text)| self.get(*key).is_some_and(|value| value.to_string() == *text))
        };
        presets.iter().find(|preset| exact == Some(preset.name)).or_else(|| presets.iter().find(about))
    }

    /// Steps after which these options have shown what they are for: those of the nearest worked example, or the lesson's.
    pub fn budget(&self) -> u64 {
        self.nearest_preset().and_then(|preset| preset.budget).unwrap_or(self.lesson.lesson().budget)
    }

    /// The loss, as a message id `loss-<loss>` with its unit: the lesson's, or that of values where the task asks for some.
    pub fn loss(&self) -> &'static str {
        if self.choice(Key::Task) == "wave" { "squared-error" } else { self.lesson.lesson().loss }
    }

    /// The knob's value, if the lesson has it.
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.values.get(&key)
    }

    /// The knobs in which these options differ from others, the device aside: where a run is trained is no part of it.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Key> + 'a {
        let differs = |key: &Key| *key != Key::Device && self.get(*key) != other.get(*key);
        Key::ALL.iter().copied().filter(differs)
    }

    /// A whole number, or 0 where the lesson has no such knob.
    pub fn integer(&self, key: Key) -> u64 {
        match self.get(key) {
            Some(Value::Integer(value)) => *value,
            _ => 0,
        }
    }

    /// A number, or 0 where the lesson has no such knob.
    pub fn number(&self, key: Key) -> f64 {
        match self.get(key) {
            Some(Value::Number(value)) => *value,
            _ => 0.0,
        }
    }

    /// A choice, or "" where the lesson has no such knob.
    pub fn choice(&self, key: Key) -> &str {
        match self.get(key) {
            Some(Value::Choice(value)) => value,
            _ => "",
        }
    }

    /// Chosen names, or none where the lesson has no such knob.
    pub fn subset(&self, key: Key) -> &[String] {
        match self.get(key) {
            Some(Value::Subset(values)) => values,
            _ => &[],
        }
    }

    /// The points in the plane that these options describe.
    pub fn plane_set(&self) -> PlaneSet {
        plane::generate(
            self.choice(Key::Data),
            self.integer(Key::Points) as usize,
            self.number(Key::Noise),
            self.number(Key::TestShare),
            self.integer(Key::Seed),
        )
    }

    /// Whether the lesson lets the person choose the network's inputs and none is chosen: there is no network to build.
    pub fn lacks_input(&self) -> bool {
        self.has(Key::Features) && self.subset(Key::Features).is_empty()
    }

    /// Convolutions and pools, or none where the lesson has no such knob.
    pub fn stages(&self, key: Key) -> &[Stage] {
        match self.get(key) {
            Some(Value::Stages(stages)) => stages,
            _ => &[],
        }
    }

    /// Units per hidden layer, or none where the lesson has no such knob.
    pub fn layers(&self, key: Key) -> &[u32] {
        match self.get(key) {
            Some(Value::Layers(units)) => units,
            _ => &[],
        }
    }

    /// Points in hundredths, or none where the lesson has no such knob.
    pub fn points(&self, key: Key) -> &[[i8; 2]] {
        match self.get(key) {
            Some(Value::Points(points)) => points,
            _ => &[],
        }
    }
}
