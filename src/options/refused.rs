//! A refused value and what is allowed instead, as data. The message files have the texts (`allowed-…`).

use serde::{Deserialize, Serialize};

use super::{Key, Kind, Unread, numbers};

/// Why a value was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The knob or key, as written.
    pub name: String,
    /// The value as written; cut to [`Refused::SHOWN`] characters.
    pub value: String,
    /// What is allowed.
    pub allowed: Allowed,
}

/// What a key accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Allowed {
    /// Nothing: the key is not known.
    Unknown,
    /// What the table says about this knob.
    Knob(Key),
    /// One of these names.
    Names(Vec<String>),
    /// Some of these parts of the page, or of all knobs and choices, by their names in links.
    Parts(Vec<String>),
    /// The knob exists, but this lesson has others: these.
    Here(Vec<String>),
    /// A worked example, in a lesson that has none.
    NoExamples,
    /// A whole number from 0 on.
    Whole {
        /// The largest.
        most: u64,
    },
    /// A number from 0 on.
    Number {
        /// The largest.
        most: u32,
    },
    /// Two different units of a layer.
    Pair {
        /// The largest number of a unit.
        most: u32,
        /// Or nothing.
        optional: bool,
    },
}

impl Allowed {
    /// One of these names.
    pub fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Names(names.into_iter().map(str::to_owned).collect())
    }
}

impl Refused {
    /// Longest name or value that is quoted.
    pub const SHOWN: usize = 60;

    /// A refusal of `value` for `name`.
    pub fn new(name: &str, value: &str, allowed: Allowed) -> Self {
        Self { name: Self::shorten(name), value: Self::shorten(value), allowed }
    }

    /// A text, shortened for quoting.
    pub fn shorten(text: &str) -> String {
        if text.chars().count() <= Self::SHOWN {
            text.to_owned()
        } else {
            text.chars().take(Self::SHOWN).chain(std::iter::once('…')).collect()
        }
    }

    /// Unambiguous ways to write the value, if it has a point or a comma that may be a thousands separator.
    pub fn readings(&self) -> Vec<String> {
        let read = match Key::from_name(&self.name).map(|key| key.knob().kind) {
            Some(Kind::Integer { .. }) => numbers::read_whole::<u64>(&self.value).err(),
            Some(Kind::Number { .. }) => numbers::read(&self.value).err(),
            _ => None,
        };
        match read {
            Some(Unread::Ambiguous(readings)) => readings,
            Some(Unread::NoNumber) | None => Vec::new(),
        }
    }
}
