//! Real examples: a cloud of points, or digits as they arrive.

use std::ops::Range;

use crate::data::clouds::Cloud;
use crate::data::digits::{CHUNK, PIXELS};
use crate::options::{Key, Options};
use crate::train::chunks::DigitChunks;
use crate::train::library::Library;
use crate::train::task::Split;

/// Fakes that are measured: enough that a share has two digits.
const MEASURED_POINTS: u32 = 1000;
const MEASURED_DIGITS: u32 = 100;

/// Where real examples come from.
pub(super) enum Source {
    /// Points in the plane, as they are.
    Cloud(Cloud, Vec<[f32; 2]>),
    /// Pixels 0…1, given to the networks as −1…1.
    Digits(DigitChunks),
}

impl Source {
    /// The options' data set.
    pub(super) fn new(options: &Options) -> Self {
        let Some(cloud) = options.cloud() else {
            return Self::Digits(DigitChunks::training_only(options.integer(Key::Digits) as u32));
        };
        let examples = cloud.examples(options.integer(Key::Points) as usize, options.integer(Key::Seed));
        Self::Cloud(cloud, examples)
    }

    /// The cloud, if it is one.
    pub(super) fn cloud(&self) -> Option<&Cloud> {
        match self {
            Self::Cloud(cloud, _) => Some(cloud),
            Self::Digits(_) => None,
        }
    }

    /// Examples in all.
    pub(super) fn count(&self) -> u32 {
        match self {
            Self::Cloud(_, examples) => examples.len() as u32,
            Self::Digits(digits) => digits.counts().0,
        }
    }

    /// Examples that have arrived, from the first.
    pub(super) fn arrived(&self) -> u32 {
        match self {
            Self::Cloud(_, examples) => examples.len() as u32,
            Self::Digits(digits) => digits.arrived(Split::Train),
        }
    }

    /// Examples that arrive together.
    pub(super) fn chunk(&self) -> usize {
        match self {
            Self::Cloud(_, examples) => examples.len(),
            Self::Digits(_) => CHUNK,
        }
    }

    /// The examples that arrive together with this one.
    pub(super) fn arriving_with(&self, example: u32) -> Range<u32> {
        let chunk = self.chunk().max(1) as u32;
        let first = example / chunk * chunk;
        first..(first + chunk).min(self.count())
    }

    /// How many fakes are measured.
    pub(super) fn measured_count(&self) -> u32 {
        if self.cloud().is_some() { MEASURED_POINTS } else { MEASURED_DIGITS }
    }

    /// Numbers of an example.
    pub(super) fn width(&self) -> usize {
        if self.cloud().is_some() { 2 } else { PIXELS }
    }

    /// Appends an example as the networks are given it; nothing where it has not arrived.
    pub(super) fn row(&self, index: u32, rows: &mut Vec<f32>) {
        match self {
            Self::Cloud(_, examples) => rows.extend(examples.get(index as usize).into_iter().flatten()),
            Self::Digits(digits) => {
                let first = rows.len();
                digits.pixels(Split::Train, index, rows);
                rows[first..].iter_mut().for_each(|value| *value = self.encode(*value));
            }
        }
    }

    /// A number of a raw example as the networks are given it.
    pub(super) fn encode(&self, raw: f32) -> f32 {
        if self.cloud().is_some() { raw } else { 2.0 * raw - 1.0 }
    }

    /// The other way.
    pub(super) fn decode(&self, value: f32) -> f32 {
        if self.cloud().is_some() { value } else { 0.5 * (value + 1.0) }
    }

    /// See [`crate::train::experiment::Experiment::wants`].
    pub(super) fn wants(&self) -> Vec<&'static str> {
        match self {
            Self::Cloud(..) => Vec::new(),
            Self::Digits(digits) => digits.wants(),
        }
    }

    /// See [`crate::train::experiment::Experiment::feed`].
    pub(super) fn feed(&mut self, library: &Library) -> (u32, u32) {
        match self {
            Self::Cloud(_, examples) => (examples.len() as u32, examples.len() as u32),
            Self::Digits(digits) => digits.feed(library),
        }
    }
}
