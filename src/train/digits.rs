//! The task of `digits`: MNIST for a multilayer perceptron, loaded chunk by chunk.

use burn::tensor::{Device, Tensor, TensorData};

use super::chunks::DigitChunks;
use super::experiment::Pending;
use super::library::Library;
use super::task::{Scene, Split, Task};
use crate::data::digits::{CHUNK, CLASSES, PIXELS, SIDE};
use crate::lesson::Panel;
use crate::model::activation::Nonlinearity;
use crate::model::loss::{Loss, softmax};
use crate::model::mlp::Mlp;
use crate::observe::images;
use crate::options::{Key, Options};
use crate::protocol::{Floats, Images, Picture, PictureId};

/// Digits in the strip.
const STRIP: u32 = 24;

/// MNIST for a multilayer perceptron.
pub struct DigitsTask {
    digits: DigitChunks,
}

impl DigitsTask {
    /// Nothing has arrived yet.
    pub fn new(options: &Options) -> Self {
        Self { digits: DigitChunks::new(options.integer(Key::Digits) as u32) }
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
    type Net = Mlp;

    fn network(&self, options: &Options, device: &Device) -> Mlp {
        Mlp::of(options, Nonlinearity::Linear, device)
    }

    fn loss(&self) -> Loss {
        Loss::CrossEntropy { classes: CLASSES }
    }

    fn classes(&self) -> bool {
        true
    }

    fn counts(&self) -> (u32, u32) {
        self.digits.counts()
    }

    fn sample(&self) -> (u32, u32) {
        (self.counts().0.min(500), 1000)
    }

    fn widths(&self) -> (usize, usize) {
        (PIXELS, CLASSES)
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        self.digits.push_labelled(split, index, raw, targets);
    }

    fn chunk(&self) -> usize {
        CHUNK
    }

    fn wants(&self) -> Vec<&'static str> {
        self.digits.wants()
    }

    fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.digits.feed(library)
    }

    fn count_loaded(&self, split: Split) -> u32 {
        self.digits.count_loaded(split)
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Mlp>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network: model, view, device, .. } = scene;
            let arrived = self.count_loaded(Split::Test);
            if arrived == 0 {
                return Ok(Vec::new());
            }
            let first = view.strip.min(arrived.saturating_sub(STRIP));
            let strip = first..(first + STRIP).min(arrived);
            let probe = view.wants(Panel::Network).then(|| {
                let index = view.probe.min(arrived - 1);
                let mut pixels = Vec::new();
                self.example(Split::Test, index, &mut pixels, &mut Vec::new());
                (self.tensor(std::iter::once(index), &device), pixels)
            });
            let shown = view.wants(Panel::Digits).then(|| self.tensor(strip.clone(), &device));
            let (layers, logits) = images::read(&model, SIDE as u32, probe, shown).await?;
            let mut pictures = Vec::new();
            pictures.extend(layers.map(|layers| Picture::new(PictureId::Network, layers)));
            if let Some(logits) = logits {
                let (mut pixels, mut labels) = (Vec::new(), Vec::new());
                for index in strip {
                    self.example(Split::Test, index, &mut pixels, &mut Vec::new());
                    labels.extend(self.digits.digit(Split::Test, index).map(|(_, label)| label));
                }
                let images = Images {
                    first,
                    of: arrived,
                    side: SIDE as u32,
                    pixels: Floats(pixels),
                    labels,
                    probabilities: Floats(logits.chunks(CLASSES).flat_map(softmax).collect()),
                };
                pictures.push(Picture::new(PictureId::Digits, images));
            }
            Ok(pictures)
        })
    }
}
