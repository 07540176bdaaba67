//! The task of `sequence`: tokens, waves or a text for a recurrent network.

use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::{Pending, no_token};
use super::task::{Scene, Split, Task, one_hot};
use crate::data::random::{self, Purpose};
use crate::data::text::{self, Text};
use crate::data::tokens::{TokenSet, classify, recall};
use crate::data::wave::WaveSet;
use crate::lesson::Panel;
use crate::model::dropout::Dropout;
use crate::model::loss::{Loss, largest, softmax};
use crate::model::network::Network as _;
use crate::model::recurrent::{Recurrent, RecurrentConfig};
use crate::observe::readback::Readback;
use crate::observe::recurrent::{Gates, Reached, row};
use crate::options::{Key, Options, RecurrentTask};
use crate::protocol::{Curve, Floats, Misfit, Observation, Picture, PictureId, Tokens, Writing};
use crate::shape::recurrent::{GENERATED, RecurrentShape};

/// Characters that the network writes for a picture, and how many of a test window it is given to go on from.
const WRITTEN: usize = 160;
const GIVEN: usize = 12;

/// Steps that an answer at every step mostly depends on: a short period of a wave, two words of a text.
const RECENT: usize = 10;

/// Sequences for a recurrent network.
pub struct SequenceTask {
    sequences: Sequences,
    shape: RecurrentShape,
    /// Standard deviation of what is added to the inputs of a training step.
    noise: f64,
    seed: u64,
}

enum Sequences {
    /// Tokens with one target after the last.
    Tokens(TokenSet),
    /// A wave; at every step the target is its next value. It goes on for as many steps again, to compare a free run with.
    Wave(WaveSet),
    /// Windows of a text; at every step the target is the next character.
    Text(Text),
}

impl SequenceTask {
    /// The options' sequences.
    pub fn new(options: &Options) -> Self {
        let shape = RecurrentShape::of(options);
        let seed = options.integer(Key::Seed);
        let (train, test) = (GENERATED.0 as usize, GENERATED.1 as usize);
        let sequences = match options.choice_or_default(Key::Task) {
            RecurrentTask::Wave => Sequences::Wave(WaveSet::generate(2 * shape.length + 1, train, test, seed)),
            RecurrentTask::Characters => Sequences::Text(text::carroll()),
            RecurrentTask::Classify => Sequences::Tokens(classify::generate(shape.length, train, test, seed)),
            RecurrentTask::Recall => Sequences::Tokens(recall::generate(shape.length - 1, train, test, seed)),
        };
        let noise = if shape.tokens.is_none() { options.number(Key::Noise) / 100.0 } else { 0.0 };
        Self { sequences, shape, noise, seed }
    }

    /// Place of an example among all of them.
    fn place(&self, split: Split, index: u32) -> usize {
        index as usize
            + match (&self.sequences, split) {
                (_, Split::Train) => 0,
                (Sequences::Tokens(set), Split::Test) => set.train,
                (Sequences::Wave(set), Split::Test) => set.train,
                (Sequences::Text(text), Split::Test) => text.train,
            }
    }
}

impl Task for SequenceTask {
    type Net = Recurrent;

    fn network(&self, options: &Options, device: &Device) -> Recurrent {
        let RecurrentShape { length, tokens, outputs, each } = self.shape;
        let config = RecurrentConfig {
            cell: options.choice_or_default(Key::Cell),
            tokens: tokens.map(|tokens| (tokens, options.integer(Key::Embedding) as usize)),
            units: options.integer(Key::Hidden) as usize,
            outputs,
            each,
            span: if each { RECENT.min(length) } else { length },
        };
        config.init(self.seed, device)
    }

    fn loss(&self) -> Loss {
        match &self.sequences {
            Sequences::Wave(_) => Loss::SquaredError,
            _ => Loss::CrossEntropy { classes: self.shape.outputs },
        }
    }

    fn classes(&self) -> bool {
        !matches!(self.sequences, Sequences::Wave(_))
    }

    fn counts(&self) -> (u32, u32) {
        match &self.sequences {
            Sequences::Text(text) => {
                let windows = text.windows(self.shape.length);
                (windows.0 as u32, windows.1 as u32)
            }
            _ => GENERATED,
        }
    }

    fn sample(&self) -> (u32, u32) {
        let (train, test) = self.counts();
        (train.min(100), test.min(200))
    }

    fn widths(&self) -> (usize, usize) {
        let answers = if self.shape.each { self.shape.length } else { 1 };
        (self.shape.length, answers * self.shape.outputs)
    }

    fn unfit(&self, raw: &[f32]) -> Option<Misfit> {
        no_token(raw, self.shape.tokens?)
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        let (place, length) = (self.place(split, index), self.shape.length);
        let mut one_hot = |class: u8| {
            one_hot(self.shape.outputs, class, targets);
        };
        match &self.sequences {
            Sequences::Tokens(set) => {
                raw.extend(set.input(place).iter().map(|token| f32::from(*token)));
                set.target(place).iter().for_each(|class| one_hot(*class));
            }
            Sequences::Wave(set) => {
                let wave = set.wave(place);
                raw.extend(&wave[..length]);
                targets.extend(&wave[1..=length]);
            }
            Sequences::Text(text) => {
                let window = &text.tokens[place..=place + length];
                raw.extend(window[..length].iter().map(|token| f32::from(*token)));
                window[1..].iter().for_each(|token| one_hot(*token));
            }
        }
    }

    /// Waves are heard with noise and asked for without: only a network that averages over its past can do that, and only such a
    /// network stays on course when it is fed its own, slightly wrong outputs.
    fn corrupt(&self, step: u64, inputs: &mut [f32]) {
        if self.noise == 0.0 {
            return;
        }
        let mut stream = random::stream(self.seed, Purpose::Noise, step);
        for value in inputs {
            *value += (self.noise * random::normal(&mut stream)) as f32;
        }
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Recurrent>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network, view, device, .. } = scene;
            let probed = self.probe(view.probe);
            let mut readback = Readback::default();
            let said = view
                .wants(Panel::Sequence)
                .then(|| self.register(&network, &probed, view.temperature, &device, &mut readback));
            let gates =
                view.wants(Panel::Gates).then(|| Gates::new(&network, row(&probed.input, &device), &mut readback));
            let reached = view.wants(Panel::Reach).then(|| {
                let last = &probed.target[probed.target.len() - self.shape.outputs..];
                Reached::new(&network, &probed.input, last, self.loss(), &device, &mut readback)
            });
            let mut values = readback.all().await?;
            let mut pictures = Vec::new();
            if let Some(places) = said {
                let said = places.into_iter().map(|place| std::mem::take(&mut values[place])).collect();
                pictures.push(Picture::new(PictureId::Sequence, self.collect(&probed, said)));
            }
            if let Some(gates) = gates {
                let matrices = gates.matrices(&mut values, self.labels(&probed.input));
                pictures.push(Picture::new(PictureId::Gates, matrices));
            }
            if let Some(reached) = reached {
                pictures.push(Picture::new(PictureId::Reach, reached.curve(&mut values)));
            }
            Ok(pictures)
        })
    }
}

/// A character that can be seen.
fn visible(letter: char) -> String {
    match letter {
        ' ' => '␣',
        '\n' => '↵',
        other => other,
    }
    .to_string()
}

/// A test example that the pictures are of.
struct Probed {
    index: u32,
    input: Vec<f32>,
    target: Vec<f32>,
}

impl SequenceTask {
    fn probe(&self, wanted: u32) -> Probed {
        let index = wanted.min(self.counts().1.saturating_sub(1));
        let (mut input, mut target) = (Vec::new(), Vec::new());
        self.example(Split::Test, index, &mut input, &mut target);
        Probed { index, input, target }
    }

    /// What the steps of a row of inputs are called; nothing for values.
    fn labels(&self, input: &[f32]) -> Vec<String> {
        let tokens = input.iter().map(|token| *token as usize);
        match &self.sequences {
            Sequences::Tokens(set) => tokens.map(|token| set.names[token].clone()).collect(),
            Sequences::Text(text) => tokens.map(|token| visible(text.alphabet[token])).collect(),
            Sequences::Wave(_) => Vec::new(),
        }
    }

    /// Gumbel noise for [`Recurrent::write`]: the same for every picture, so that only what was learned changes the text.
    fn gumbel(&self, device: &Device) -> Tensor<2> {
        let mut stream = random::stream(self.seed, Purpose::Writing, 0);
        let draw = |_| -libm::log(-libm::log(random::unit(&mut stream).max(f64::MIN_POSITIVE))) as f32;
        let values: Vec<f32> = (0..WRITTEN * self.shape.outputs).map(draw).collect();
        Tensor::from_data(TensorData::new(values, [WRITTEN, self.shape.outputs]), device)
    }

    /// Has the network say something of the probed example. Returns where its answers will be found.
    fn register(
        &self,
        network: &Recurrent,
        probed: &Probed,
        temperature: f32,
        device: &Device,
        readback: &mut Readback,
    ) -> Vec<usize> {
        let input = row(&probed.input, device);
        let answer = |input| network.forward(input, &mut Dropout::off());
        match &self.sequences {
            Sequences::Tokens(_) => vec![readback.register(answer(input))],
            Sequences::Wave(_) => {
                let free = network.run_free(input.clone(), self.shape.length);
                vec![readback.register(answer(input)), readback.register(free)]
            }
            Sequences::Text(_) => {
                let given = input.narrow(1, 0, GIVEN.min(self.shape.length));
                vec![readback.register(network.write(given, self.gumbel(device), temperature).float())]
            }
        }
    }

    /// What it said, as a picture.
    fn collect(&self, probed: &Probed, said: Vec<Vec<f32>>) -> Observation {
        match &self.sequences {
            Sequences::Tokens(set) => Tokens {
                index: probed.index,
                of: self.counts().1,
                names: set.names.clone(),
                tokens: probed.input.iter().map(|token| *token as u8).collect(),
                targets: probed.target.chunks(self.shape.outputs).map(|one| largest(one) as u8).collect(),
                probabilities: Floats(said.iter().flat_map(|logits| softmax(logits)).collect()),
            }
            .into(),
            Sequences::Wave(set) => {
                let wave = set.wave(self.place(Split::Test, probed.index));
                // What is said of the value at a step stands there: the first is said after one step, the free run goes on
                // after all that were given. Elsewhere there is no number.
                let mut lines = vec![("truth".to_owned(), Floats(wave.to_vec()))];
                for ((name, first), values) in [("prediction", 1), ("free", self.shape.length)].into_iter().zip(said) {
                    let mut line = vec![f32::NAN; wave.len()];
                    line[first..first + values.len()].copy_from_slice(&values);
                    lines.push((name.to_owned(), Floats(line)));
                }
                Curve { x: Floats((0..wave.len()).map(|step| step as f32).collect()), lines }.into()
            }
            Sequences::Text(text) => Writing {
                given: text.spell(probed.input.iter().take(GIVEN).map(|token| *token as usize)),
                written: text.spell(said.iter().flatten().map(|token| *token as usize)),
            }
            .into(),
        }
    }
}
