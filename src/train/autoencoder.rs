//! The task of `autoencoder`: MNIST, rebuilt from a code of a few numbers; where it is to denoise, from corrupted digits.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use burn::tensor::{Device, Tensor, TensorData};

use super::chunks::DigitChunks;
use super::experiment::Pending;
use super::library::Library;
use super::task::{Scene, Split, Task};
use crate::data::corruption::salt_and_pepper;
use crate::data::digits::{CHUNK, PIXELS, SIDE};
use crate::data::random::{Purpose, stream};
use crate::lesson::Panel;
use crate::model::autoencoder::Autoencoder;
use crate::model::dropout::Dropout;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::observe::latent::Map;
use crate::observe::readback::Readback;
use crate::options::{Key, Options};
use crate::protocol::{Floats, Latent, Picture, PictureId, Problem, Rebuilt, View};

/// Digits in the strip.
const STRIP: u32 = 12;
/// Test digits on the map of the code, from the first.
const MAPPED: u32 = 500;

/// MNIST for an autoencoder.
pub struct AutoencoderTask {
    digits: DigitChunks,
    seed: u64,
    code: usize,
    /// Share of the pixels that are replaced in what the network is given, 0…1; 0 where it is not to denoise.
    corruption: f64,
    /// Codes of the digits on the map, for as long as the network stays as it is: a point is dragged without them being
    /// computed again.
    codes: RefCell<Option<Rc<[f32]>>>,
}

impl AutoencoderTask {
    /// Nothing has arrived yet.
    pub fn new(options: &Options) -> Self {
        let denoise = options.is_on(Key::Denoise);
        Self {
            digits: DigitChunks::new(options.integer(Key::Digits) as u32),
            seed: options.integer(Key::Seed),
            code: options.integer(Key::Code) as usize,
            corruption: if denoise { options.number(Key::Corruption) / 100.0 } else { 0.0 },
            codes: RefCell::default(),
        }
    }

    /// Test digits as they are, row by row.
    fn originals(&self, digits: Range<u32>) -> Vec<f32> {
        let mut pixels = Vec::with_capacity(digits.len() * PIXELS);
        for index in digits {
            self.digits.pixels(Split::Test, index, &mut pixels);
        }
        pixels
    }

    /// Test digits as the network is given them, row by row.
    fn given(&self, digits: Range<u32>) -> Vec<f32> {
        let mut pixels = self.originals(digits.clone());
        self.corrupt_measured(Split::Test, digits, &mut pixels);
        pixels
    }

    /// The strip of digits and what the network makes of them.
    async fn strip(
        &self,
        model: &Autoencoder,
        strip: Range<u32>,
        of: u32,
        device: &Device,
    ) -> Result<Rebuilt, Problem> {
        let (originals, given) = (self.originals(strip.clone()), self.given(strip.clone()));
        let mut readback = Readback::default();
        readback.register(model.forward(tensor(given.clone(), device), &mut Dropout::off()));
        let rebuilt = readback.one().await?;
        let pairs = rebuilt.chunks(PIXELS).zip(originals.chunks(PIXELS));
        let errors = pairs.map(|(rebuilt, original)| self.loss().of_example(rebuilt, original).0 as f32).collect();
        let labels = strip.clone().filter_map(|index| self.digits.digit(Split::Test, index)).map(|(_, label)| label);
        Ok(Rebuilt {
            first: strip.start,
            of,
            side: SIDE as u32,
            labels: labels.collect(),
            originals: Floats(originals),
            corrupted: Floats(if self.corruption > 0.0 { given } else { Vec::new() }),
            rebuilt: Floats(rebuilt),
            errors: Floats(errors),
        })
    }

    /// The codes of the digits on the map.
    async fn codes(&self, model: &Autoencoder, mapped: Range<u32>, device: &Device) -> Result<Rc<[f32]>, Problem> {
        let known = self.codes.borrow().clone();
        if let Some(codes) = known {
            return Ok(codes);
        }
        let mut readback = Readback::default();
        readback.register(model.encode(tensor(self.given(mapped), device)));
        let codes: Rc<[f32]> = readback.one().await?.into();
        self.codes.replace(Some(Rc::clone(&codes)));
        Ok(codes)
    }

    async fn map(&self, model: &Autoencoder, view: &View, arrived: u32, device: &Device) -> Result<Latent, Problem> {
        let mapped = 0..arrived.min(MAPPED);
        let labels = mapped.clone().filter_map(|index| self.digits.digit(Split::Test, index)).map(|(_, label)| label);
        let labels = labels.collect();
        let codes = self.codes(model, mapped, device).await?;
        let probe = view.probe.min(arrived - 1);
        let probe = tensor(self.given(probe..probe + 1), device);
        let map = Map { code: self.code, codes: codes.to_vec(), labels, side: SIDE as u32 };
        map.read(model, view, probe).await
    }
}

impl Task for AutoencoderTask {
    type Net = Autoencoder;

    fn network(&self, options: &Options, device: &Device) -> Autoencoder {
        Autoencoder::of(options, device)
    }

    fn loss(&self) -> Loss {
        Loss::SquaredError
    }

    fn classes(&self) -> bool {
        false
    }

    fn counts(&self) -> (u32, u32) {
        self.digits.counts()
    }

    fn sample(&self) -> (u32, u32) {
        (self.counts().0.min(250), 500)
    }

    fn widths(&self) -> (usize, usize) {
        (PIXELS, PIXELS)
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        if self.digits.pixels(split, index, raw).is_some() {
            targets.extend_from_slice(&raw[raw.len() - PIXELS..]);
        }
    }

    fn chunk(&self) -> usize {
        CHUNK
    }

    fn wants(&self) -> Vec<&'static str> {
        self.digits.wants()
    }

    fn feed(&mut self, library: &Library) -> (u32, u32) {
        self.codes.replace(None);
        self.digits.feed(library)
    }

    fn arrived(&self, split: Split) -> u32 {
        self.digits.arrived(split)
    }

    fn corrupt(&self, step: u64, inputs: &mut [f32]) {
        if self.corruption > 0.0 {
            salt_and_pepper(&mut stream(self.seed, Purpose::Corruption, step), self.corruption, inputs);
        }
    }

    /// Every digit has noise of its own that stays the same, so that two measurements differ only by what was learned.
    fn corrupt_measured(&self, split: Split, examples: Range<u32>, inputs: &mut [f32]) {
        if self.corruption > 0.0 {
            for (index, input) in examples.zip(inputs.chunks_mut(PIXELS)) {
                let counter = 2 * u64::from(index) + u64::from(split == Split::Train);
                salt_and_pepper(&mut stream(self.seed, Purpose::MeasuredCorruption, counter), self.corruption, input);
            }
        }
    }

    fn on_step(&mut self, _network: &Autoencoder) {
        self.codes.replace(None);
    }

    fn on_replaced(&mut self) {
        self.codes.replace(None);
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Autoencoder>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network: model, view, device, .. } = scene;
            let arrived = self.arrived(Split::Test);
            let mut pictures = Vec::new();
            if arrived == 0 {
                return Ok(pictures);
            }
            if view.wants(Panel::Rebuilt) {
                let first = view.strip.min(arrived.saturating_sub(STRIP));
                let strip = self.strip(&model, first..(first + STRIP).min(arrived), arrived, &device).await?;
                pictures.push(Picture::new(PictureId::Rebuilt, strip));
            }
            if view.wants(Panel::Codes) {
                pictures.push(Picture::new(PictureId::Codes, self.map(&model, view, arrived, &device).await?));
            }
            Ok(pictures)
        })
    }
}

/// Digits as a tensor `[digits, pixels]`.
fn tensor(pixels: Vec<f32>, device: &Device) -> Tensor<2> {
    let rows = pixels.len() / PIXELS;
    Tensor::from_data(TensorData::new(pixels, [rows, PIXELS]), device)
}
