//! The task of `convnet`: MNIST through convolutions.

use burn::tensor::{Device, Tensor, TensorData};

use super::chunks::DigitChunks;
use super::experiment::Pending;
use super::library::Library;
use super::task::{Scene, Split, Task};
use crate::data::digits::{CHUNK, CLASSES, PIXELS, SIDE, pixel};
use crate::lesson::Panel;
use crate::model::conv::ConvNet;
use crate::model::dropout::Dropout;
use crate::model::loss::{Loss, softmax};
use crate::model::network::Network;
use crate::observe::convolution::Look;
use crate::observe::readback::Readback;
use crate::options::{Key, Options};
use crate::protocol::{Confusion, Floats, Images, Maps, Picture, PictureId, Problem, View};
use crate::shape::conv::stages;
use crate::shape::layer_sizes;

/// Digits in the strip.
const STRIP: u32 = 24;
/// Digits shown of a cell of the confusion matrix.
const OF_A_CELL: usize = 12;
/// Values of one layer at once in a measurement: some megabytes, which the processor's caches still like.
const VALUES: u32 = 1 << 20;

/// MNIST for a convolutional network.
pub struct ConvnetTask {
    digits: DigitChunks,
    tested: u32,
    rows: u32,
}

/// The digit that the maps are of.
struct Probe {
    index: Option<u32>,
    label: Option<u8>,
    pixels: Vec<f32>,
}

impl ConvnetTask {
    /// Nothing has arrived yet.
    pub fn new(options: &Options) -> Self {
        Self {
            digits: DigitChunks::new(options.integer(Key::Digits) as u32),
            tested: options.integer(Key::Tested) as u32,
            rows: (VALUES / widest(options).max(1)).clamp(1, 1000),
        }
    }

    fn pixels(&self, indices: impl Iterator<Item = u32>) -> (Vec<f32>, Vec<u8>) {
        let (mut pixels, mut labels) = (Vec::new(), Vec::new());
        for index in indices {
            labels.extend(self.digits.pixels(Split::Test, index, &mut pixels));
        }
        (pixels, labels)
    }

    /// The digit that was drawn, or else the test digit that was picked.
    fn probe(&self, view: &View) -> Probe {
        if view.drawn.len() == PIXELS {
            let pixels = view.drawn.iter().map(|byte| pixel(*byte)).collect();
            return Probe { index: None, label: None, pixels };
        }
        let index = view.probe.min(self.digits.arrived(Split::Test).saturating_sub(1));
        let (pixels, labels) = self.pixels(std::iter::once(index));
        Probe { index: Some(index), label: labels.first().copied(), pixels }
    }

    /// Counts the guesses, and shows digits of the chosen cell.
    fn confusion(&self, guesses: &[u8], cell: Option<[u8; 2]>) -> Confusion {
        let mut counts = vec![0; CLASSES * CLASSES];
        let mut examples = Vec::new();
        for (index, guess) in (0..).zip(guesses) {
            let Some((_, label)) = self.digits.digit(Split::Test, index) else { continue };
            if let Some(count) = counts.get_mut(usize::from(label) * CLASSES + usize::from(*guess)) {
                *count += 1;
            }
            if examples.len() < OF_A_CELL && cell == Some([label, *guess]) {
                examples.push(index);
            }
        }
        let pixels = Floats(self.pixels(examples.iter().copied()).0);
        Confusion { classes: CLASSES as u32, counts, cell, examples, side: SIDE as u32, pixels }
    }
}

impl Task for ConvnetTask {
    type Net = ConvNet;

    fn network(&self, options: &Options, device: &Device) -> ConvNet {
        ConvNet::of(options, device)
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
        // Of 10,000 tested digits 200 and 500: a picture must not take longer than the steps between two.
        (self.counts().0.min(self.tested / 50).max(1), (self.tested / 20).max(1))
    }

    fn retune(&mut self, options: &Options) {
        self.tested = options.integer(Key::Tested) as u32;
    }

    fn test_limit(&self) -> u32 {
        self.tested
    }

    fn rows(&self) -> u32 {
        self.rows
    }

    fn widths(&self) -> (usize, usize) {
        (PIXELS, CLASSES)
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        self.digits.labelled(split, index, raw, targets);
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

    fn arrived(&self, split: Split) -> u32 {
        self.digits.arrived(split)
    }

    fn observe<'a>(&'a self, scene: Scene<'a, ConvNet>) -> Pending<'a, Vec<Picture>> {
        Box::pin(self.look(scene))
    }
}

impl ConvnetTask {
    async fn look(&self, scene: Scene<'_, ConvNet>) -> Result<Vec<Picture>, Problem> {
        let Scene { network, view, device, guesses } = scene;
        let arrived = self.arrived(Split::Test);
        if arrived == 0 {
            return Ok(Vec::new());
        }
        let tensor = |pixels: &[f32]| {
            let rows = pixels.len() / PIXELS;
            Tensor::<2>::from_data(TensorData::new(pixels.to_vec(), [rows, PIXELS]), &device)
        };
        let mut readback = Readback::default();
        let mut classified = |pixels: &[f32]| readback.register(network.forward(tensor(pixels), &mut Dropout::off()));

        let first = view.strip.min(arrived.saturating_sub(STRIP));
        let strip = view.wants(Panel::Digits).then(|| {
            let (pixels, labels) = self.pixels(first..(first + STRIP).min(arrived));
            let place = classified(&pixels);
            (
                place,
                Images {
                    first,
                    of: arrived,
                    side: SIDE as u32,
                    pixels: Floats(pixels),
                    labels,
                    probabilities: Floats::default(),
                },
            )
        });
        let probe = self.probe(view);
        let drawn = (view.wants(Panel::Pad) && probe.index.is_none()).then(|| {
            let place = classified(&probe.pixels);
            let pixels = Floats(probe.pixels.clone());
            (
                place,
                Images {
                    first: 0,
                    of: 1,
                    side: SIDE as u32,
                    pixels,
                    labels: Vec::new(),
                    probabilities: Floats::default(),
                },
            )
        });
        let (maps, pixel) = (view.wants(Panel::Maps), view.wants(Panel::Pixel));
        let look = (maps || pixel).then(|| {
            let input = tensor(&probe.pixels);
            Look::new(&network, input, probe.pixels, maps, pixel.then_some(view.spot), &mut readback)
        });

        let mut values = readback.all().await?;
        let mut pictures = Vec::new();
        for (id, images) in [(PictureId::Digits, strip), (PictureId::Pad, drawn)] {
            pictures.extend(images.map(|(place, images)| {
                let probabilities = Floats(values[place].chunks(CLASSES).flat_map(softmax).collect());
                Picture::new(id, Images { probabilities, ..images })
            }));
        }
        if let Some(look) = look {
            let (stacks, window) = look.read(&mut values);
            let (index, label) = (probe.index, probe.label);
            if maps {
                pictures.push(Picture::new(PictureId::Maps, Maps { index, label, stacks }));
            }
            pictures.extend(window.map(|window| Picture::new(PictureId::Pixel, window)));
        }
        if view.wants(Panel::Confusion) {
            let confusion = self.confusion(guesses, view.cell);
            pictures.push(Picture::new(PictureId::Confusion, confusion));
        }
        Ok(pictures)
    }
}

/// The most values that one example has between two layers: bounds how many examples are worth measuring at once.
fn widest(options: &Options) -> u32 {
    let values = stages(options).into_iter().map(|stage| stage.maps * stage.side * stage.side);
    values.chain(layer_sizes(options)).max().unwrap_or(1)
}
