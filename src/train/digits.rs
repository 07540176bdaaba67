//! The task of `digits`: MNIST, arriving chunk by chunk.

use std::rc::Rc;

use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::Pending;
use super::library::Library;
use super::supervised::{Split, Task};
use crate::data::digits::{self, CHUNK, CLASSES, Digits, PIXELS, SIDE, TEST_CHUNKS, TRAIN_CHUNKS};
use crate::data::order;
use crate::lesson::Panel;
use crate::model::activation::Activation;
use crate::model::loss::{Loss, softmax};
use crate::model::mlp::Mlp;
use crate::model::spec::{Key, Options};
use crate::observe::images;
use crate::protocol::{Floats, Images, Observation, Picture, View};

/// Digits in the strip.
const STRIP: u32 = 24;

/// Digits that have arrived, and how many of the training digits are used.
pub struct DigitsTask {
    used: u32,
    train: Vec<Rc<Digits>>,
    test: Vec<Rc<Digits>>,
}

impl DigitsTask {
    /// Nothing has arrived yet.
    pub fn new(options: &Options) -> Self {
        Self { used: options.integer(Key::Digits) as u32, train: Vec::new(), test: Vec::new() }
    }

    fn train_files(&self) -> &'static [&'static str] {
        &TRAIN_CHUNKS[..(self.used as usize).div_ceil(CHUNK)]
    }

    fn digit(&self, split: Split, index: u32) -> Option<(&[u8], u8)> {
        let chunks = if split == Split::Train { &self.train } else { &self.test };
        let (chunk, place) = (chunks.get(index as usize / CHUNK)?, index as usize % CHUNK);
        Some((chunk.pixels.get(place * PIXELS..(place + 1) * PIXELS)?, *chunk.labels.get(place)?))
    }

    fn tensor(&self, indices: impl Iterator<Item = u32>, device: &Device) -> Tensor<2> {
        let mut pixels = Vec::new();
        for index in indices {
            self.example(Split::Test, index, &mut pixels, &mut Vec::new());
        }
        let rows = pixels.len() / PIXELS;
        Tensor::from_data(TensorData::new(pixels, [rows, PIXELS]), device)
    }
}

impl Task for DigitsTask {
    fn loss(&self) -> Loss {
        Loss::CrossEntropy
    }

    fn output(&self) -> Activation {
        Activation::Linear
    }

    fn classes(&self) -> bool {
        true
    }

    fn counts(&self) -> (u32, u32) {
        (self.used, (TEST_CHUNKS.len() * CHUNK) as u32)
    }

    fn sample(&self) -> (u32, u32) {
        (self.used.min(500), 1000)
    }

    fn widths(&self) -> (usize, usize) {
        (PIXELS, CLASSES)
    }

    fn encode(&self, raw: &[f32], inputs: &mut Vec<f32>) {
        inputs.extend(raw);
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        if let Some((pixels, label)) = self.digit(split, index) {
            raw.extend(pixels.iter().map(|pixel| digits::pixel(*pixel)));
            targets.extend((0..CLASSES).map(|class| f32::from(class == usize::from(label))));
        }
    }

    fn order(&self, seed: u64, epoch: u64) -> Vec<u32> {
        order::order(seed, epoch, self.used as usize, CHUNK)
    }

    /// The first training chunk, then the test digits, then the rest.
    fn wants(&self) -> Option<&'static str> {
        if !self.train.is_empty() && self.test.len() < TEST_CHUNKS.len() {
            return Some(TEST_CHUNKS[self.test.len()]);
        }
        self.train_files().get(self.train.len()).copied()
    }

    fn feed(&mut self, library: &Library) -> (u32, u32) {
        while let Some(found) = self.wants().and_then(|file| library.digits(file)) {
            let testing = !self.train.is_empty() && self.test.len() < TEST_CHUNKS.len();
            if testing { self.test.push(found) } else { self.train.push(found) }
        }
        let (train, test) = self.counts();
        (self.arrived(Split::Train) + self.arrived(Split::Test), train + test)
    }

    fn arrived(&self, split: Split) -> u32 {
        let chunks = if split == Split::Train { &self.train } else { &self.test };
        let count = chunks.iter().map(|chunk| chunk.labels.len() as u32).sum::<u32>();
        if split == Split::Train { count.min(self.used) } else { count }
    }

    fn observe<'a>(&'a self, model: Mlp, view: &'a View, device: &'a Device) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let device = device.clone().without_autodiff();
            let arrived = self.arrived(Split::Test);
            if arrived == 0 {
                return Ok(Vec::new());
            }
            let first = view.strip.min(arrived.saturating_sub(STRIP));
            let strip = first..(first + STRIP).min(arrived);
            let wants = |panel| view.panels.contains(&panel);
            let probe = wants(Panel::Network).then(|| {
                let index = view.probe.min(arrived - 1);
                let mut pixels = Vec::new();
                self.example(Split::Test, index, &mut pixels, &mut Vec::new());
                (self.tensor(std::iter::once(index), &device), pixels)
            });
            let shown = wants(Panel::Digits).then(|| self.tensor(strip.clone(), &device));
            let (layers, logits) = images::read(&model, SIDE as u32, probe, shown).await?;
            let picture = |panel: Panel, data| Picture { name: panel.name().to_owned(), data };
            let mut pictures = Vec::new();
            pictures.extend(layers.map(|layers| picture(Panel::Network, Observation::Layers(layers))));
            if let Some(logits) = logits {
                let (mut pixels, mut labels) = (Vec::new(), Vec::new());
                for index in strip {
                    self.example(Split::Test, index, &mut pixels, &mut Vec::new());
                    labels.extend(self.digit(Split::Test, index).map(|(_, label)| label));
                }
                let images = Images {
                    first,
                    of: arrived,
                    side: SIDE as u32,
                    pixels: Floats(pixels),
                    labels,
                    probabilities: Floats(logits.chunks(CLASSES).flat_map(softmax).collect()),
                };
                pictures.push(picture(Panel::Digits, Observation::Images(images)));
            }
            Ok(pictures)
        })
    }
}
