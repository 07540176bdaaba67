//! A run's definition: a value for every knob of a lesson.

use std::collections::BTreeMap;

use super::{
    Activation, Allowed, DataSet, DeviceChoice, Family, Key, Kind, LessonId, OptimizerId, Points, Refused, Schema,
    Stage, Switch, TaskId, Value,
};
use crate::choice::Choice;
use crate::data::clouds::{Cloud, CloudId};
use crate::data::plane::features::Feature;
use crate::data::plane::{self, PlaneId, PlaneSet};

/// Everything that defines a run: a lesson and a value for each of its knobs.
#[derive(Clone, Debug)]
pub struct Options {
    schema: &'static Schema,
    values: BTreeMap<Key, Value>,
}

impl PartialEq for Options {
    fn eq(&self, other: &Self) -> bool {
        self.lesson() == other.lesson() && self.values == other.values
    }
}

impl Options {
    /// The defaults of a schema.
    pub fn new(schema: &'static Schema) -> Self {
        let values = schema.knobs.iter().map(|&(key, _)| (key, default_of(schema, key))).collect();
        Self { schema, values }
    }

    /// A schema's defaults, with these values for some of its knobs.
    ///
    /// # Errors
    /// [`Refused`] if the schema has no such knob or a value is out of range.
    pub fn with(schema: &'static Schema, values: impl IntoIterator<Item = (Key, Value)>) -> Result<Self, Refused> {
        let mut options = Self::new(schema);
        for (key, value) in values {
            options.set(key, value)?;
        }
        Ok(options)
    }

    /// The lesson.
    pub fn lesson(&self) -> LessonId {
        self.schema.lesson
    }

    /// The network family, with its examples.
    pub fn family(&self) -> Family {
        self.schema.family
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
        self.has(key).then(|| default_of(self.schema, key))
    }

    /// Whether the value differs from the lesson's default.
    pub fn is_changed(&self, key: Key) -> bool {
        self.values.get(&key) != self.default_for(key).as_ref()
    }

    /// Sets a knob.
    ///
    /// # Errors
    /// [`Refused`] if the lesson has no such knob or the value is out of range; nothing is changed.
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

    /// Whether this option has any effect given the others; the page shows only those that do.
    pub fn suits(&self, key: Key) -> bool {
        let (data, task) = (self.data(), self.task());
        match key {
            Key::Drawn => data == Some(DataSet::Cloud(CloudId::Drawn)),
            Key::Digits => matches!(data, None | Some(DataSet::Mnist)),
            Key::Points => data != Some(DataSet::Mnist),
            Key::Noise => data != Some(DataSet::Mnist) && matches!(task, None | Some(TaskId::Wave)),
            Key::Distance => task == Some(TaskId::Recall),
            Key::Length => self.family() != Family::Recurrent || task != Some(TaskId::Recall),
            Key::Embedding => task != Some(TaskId::Wave),
            Key::Output => self.plane_id().is_some_and(PlaneId::has_classes),
            Key::Corruption => self.is_on(Key::Denoise),
            Key::Beta1 => self.optimizer() == OptimizerId::Adam,
            _ => true,
        }
    }

    /// The names that a choice or a subset accepts in this lesson; `None` for other knobs.
    pub fn choices(&self, key: Key) -> &'static [&'static str] {
        let own = self.schema.only.iter().find(|(known, _)| *known == key).map(|(_, names)| *names);
        match key.knob().kind {
            Kind::Choice(names) | Kind::Subset(names) => own.unwrap_or(names),
            _ => &[],
        }
    }

    /// The knob's value, if the lesson has it.
    pub fn get(&self, key: Key) -> Option<&Value> {
        self.values.get(&key)
    }

    /// The knobs in which these options differ from others, except the device: where a run is trained is not part of it.
    pub fn differing<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = Key> + 'a {
        let differs = |key: &Key| *key != Key::Device && self.get(*key) != other.get(*key);
        Key::ALL.iter().copied().filter(differs)
    }

    /// A whole number, or 0 if the lesson has no such knob.
    pub fn integer(&self, key: Key) -> u64 {
        match self.get(key) {
            Some(Value::Integer(value)) => *value,
            _ => 0,
        }
    }

    /// A number, or 0 if the lesson has no such knob.
    pub fn number(&self, key: Key) -> f64 {
        match self.get(key) {
            Some(Value::Number(value)) => *value,
            _ => 0.0,
        }
    }

    /// A choice; `None` if the lesson has no such knob.
    pub fn choice<T: Choice>(&self, key: Key) -> Option<T> {
        match self.get(key) {
            Some(Value::Choice(name)) => T::from_name(name),
            _ => None,
        }
    }

    /// A choice, or the table's default if the lesson has no such knob.
    pub fn choice_or_default<T: Choice>(&self, key: Key) -> T {
        self.choice(key).or_else(|| T::from_name(key.knob().default)).unwrap_or_default()
    }

    /// Whether this is switched on; false if the lesson has no such knob.
    pub fn is_on(&self, key: Key) -> bool {
        self.choice(key) == Some(Switch::On)
    }

    /// The data set, if the lesson has several.
    pub fn data(&self) -> Option<DataSet> {
        self.choice(Key::Data)
    }

    /// The task of a sequence network, if the lesson has several.
    pub fn task(&self) -> Option<TaskId> {
        self.choice(Key::Task)
    }

    /// The activation of hidden units, or of a single neuron.
    pub fn activation(&self) -> Activation {
        self.choice_or_default(Key::Activation)
    }

    /// The update rule.
    pub fn optimizer(&self) -> OptimizerId {
        self.choice_or_default(Key::Optimizer)
    }

    /// Where the network should be trained.
    pub fn device(&self) -> DeviceChoice {
        self.choice_or_default(Key::Device)
    }

    /// The features of a point that the network is given, in the table's order.
    pub fn features(&self) -> Vec<Feature> {
        match self.get(Key::Features) {
            Some(Value::Subset(names)) => names.iter().filter_map(|name| Feature::from_name(name)).collect(),
            _ => Vec::new(),
        }
    }

    /// The data set in the plane, if it is one.
    pub fn plane_id(&self) -> Option<PlaneId> {
        match self.data() {
            Some(DataSet::Plane(id)) => Some(id),
            Some(DataSet::Cloud(_) | DataSet::Mnist) | None => None,
        }
    }

    /// Whether the network's output is a class, so that accuracy is defined.
    pub fn has_classes(&self) -> bool {
        match self.family() {
            Family::Mlp(Points::Line) | Family::Autoencoder => false,
            Family::Mlp(Points::Plane) => self.plane_id().is_some_and(PlaneId::has_classes),
            Family::Recurrent => self.task() != Some(TaskId::Wave),
            Family::Mlp(Points::Gate | Points::Digits) | Family::ConvNet | Family::Transformer | Family::Gan => true,
        }
    }

    /// The points in the plane that these options describe.
    pub fn plane_set(&self) -> PlaneSet {
        plane::generate(
            self.plane_id().unwrap_or_default(),
            self.integer(Key::Points) as usize,
            self.number(Key::Noise),
            self.number(Key::TestShare),
            self.integer(Key::Seed),
        )
    }

    /// The cloud to imitate, if it is one.
    pub fn cloud(&self) -> Option<Cloud> {
        match self.data() {
            Some(DataSet::Cloud(id)) => Some(Cloud::new(id, self.number(Key::Noise), self.points(Key::Drawn))),
            Some(DataSet::Plane(_) | DataSet::Mnist) | None => None,
        }
    }

    /// Whether the inputs can be chosen in this lesson and none is: then there is no network to build.
    pub fn lacks_input(&self) -> bool {
        self.has(Key::Features) && self.features().is_empty()
    }

    /// Convolutions and pools; empty if the lesson has no such knob.
    pub fn stages(&self, key: Key) -> &[Stage] {
        match self.get(key) {
            Some(Value::Stages(stages)) => stages,
            _ => &[],
        }
    }

    /// Units per hidden layer; empty if the lesson has no such knob.
    pub fn layers(&self, key: Key) -> &[u32] {
        match self.get(key) {
            Some(Value::Layers(units)) => units,
            _ => &[],
        }
    }

    /// Points in hundredths; empty if the lesson has no such knob.
    pub fn points(&self, key: Key) -> &[[i8; 2]] {
        match self.get(key) {
            Some(Value::Points(points)) => points,
            _ => &[],
        }
    }
}

fn default_of(schema: &Schema, key: Key) -> Value {
    let own = schema.knobs.iter().find(|(known, _)| *known == key).and_then(|(_, own)| *own);
    // A default out of its own range is a mistake in the table; `tests/options.rs` checks every one.
    key.parse(own.unwrap_or(key.knob().default)).unwrap_or(Value::Integer(0))
}
