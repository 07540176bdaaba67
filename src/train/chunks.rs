//! MNIST, loaded chunk by chunk: shared by all lessons on digits.

use std::rc::Rc;

use super::library::Library;
use super::task::{Split, one_hot};
use crate::data::digits::{self, CHUNK, CLASSES, Digits, PIXELS, TEST_CHUNKS, TRAIN_CHUNKS};

/// The digits loaded so far, and how many of the training digits are used.
pub struct DigitChunks {
    used: u32,
    /// Files of test digits to load.
    test_files: &'static [&'static str],
    train: Vec<Rc<Digits>>,
    test: Vec<Rc<Digits>>,
}

impl DigitChunks {
    /// Nothing is loaded yet; the first `used` training digits will be used.
    pub fn new(used: u32) -> Self {
        Self { used, test_files: &TEST_CHUNKS, train: Vec::new(), test: Vec::new() }
    }

    /// The same without test digits.
    pub fn training_only(used: u32) -> Self {
        Self { test_files: &[], ..Self::new(used) }
    }

    /// Training and test digits in all.
    pub fn counts(&self) -> (u32, u32) {
        (self.used, (self.test_files.len() * CHUNK) as u32)
    }

    fn train_files(&self) -> &'static [&'static str] {
        &TRAIN_CHUNKS[..(self.used as usize).div_ceil(CHUNK)]
    }

    /// Pixels 0…255, top row first, and the label; `None` if the digit is not loaded.
    pub fn digit(&self, split: Split, index: u32) -> Option<(&[u8], u8)> {
        let chunks = if split == Split::Train { &self.train } else { &self.test };
        let (chunk, place) = (chunks.get(index as usize / CHUNK)?, index as usize % CHUNK);
        Some((chunk.pixels.get(place * PIXELS..(place + 1) * PIXELS)?, *chunk.labels.get(place)?))
    }

    /// Appends a digit's pixels, 0…1, and returns its label; `None` if it is not loaded.
    pub fn pixels(&self, split: Split, index: u32, pixels: &mut Vec<f32>) -> Option<u8> {
        let (bytes, label) = self.digit(split, index)?;
        pixels.extend(bytes.iter().map(|pixel| digits::pixel(*pixel)));
        Some(label)
    }

    /// The same, with its class as a one-hot target.
    pub fn push_labelled(&self, split: Split, index: u32, pixels: &mut Vec<f32>, targets: &mut Vec<f32>) {
        if let Some(label) = self.pixels(split, index, pixels) {
            one_hot(CLASSES, label, targets);
        }
    }

    /// The missing files, most urgent first: the first training chunk, then the test digits, then the rest.
    pub fn wants(&self) -> Vec<&'static str> {
        let train = self.train_files().iter().skip(self.train.len());
        let tests = self.test_files.iter().skip(self.test.len());
        let first = usize::from(self.train.is_empty());
        train.clone().take(first).chain(tests).chain(train.skip(first)).copied().collect()
    }

    /// Takes the wanted files that the library has. Returns digits loaded and in total.
    pub fn feed(&mut self, library: &Library) -> (u32, u32) {
        let next = |files: &[&str], taken: usize| files.get(taken).and_then(|file| library.digits(file));
        // Each split from its first file, without a gap: digits are identified by their index.
        while let Some(found) = next(self.train_files(), self.train.len()) {
            self.train.push(found);
        }
        while let Some(found) = next(self.test_files, self.test.len()) {
            self.test.push(found);
        }
        let (train, test) = self.counts();
        (self.count_loaded(Split::Train) + self.count_loaded(Split::Test), train + test)
    }

    /// Digits of this split loaded so far, from the first.
    pub fn count_loaded(&self, split: Split) -> u32 {
        let chunks = if split == Split::Train { &self.train } else { &self.test };
        let count = chunks.iter().map(|chunk| chunk.labels.len() as u32).sum::<u32>();
        if split == Split::Train { count.min(self.used) } else { count }
    }
}
