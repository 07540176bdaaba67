//! Serialises options under their lesson's name, because only the catalogue knows the schema.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::LessonId;
use crate::options::{Key, Options, Value};

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.lesson(), self.iter().collect::<BTreeMap<Key, &Value>>()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (lesson, values) = <(LessonId, BTreeMap<Key, Value>)>::deserialize(deserializer)?;
        Self::with(&lesson.lesson().schema, values)
            .map_err(|refused| D::Error::custom(format_args!("{} = {}", refused.name, refused.value)))
    }
}
