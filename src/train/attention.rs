//! The task of `attention`: sequences of tokens, with an answer at every token or at the last.

use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::{Pending, no_token};
use super::task::{Scene, Split, Task, one_hot};
use crate::data::tokens::{TokenSet, classify, recall, reverse, sort};
use crate::lesson::Panel;
use crate::model::attention::{Transformer, TransformerConfig};
use crate::model::dropout::Dropout;
use crate::model::loss::{Loss, softmax};
use crate::observe::heads::Heads;
use crate::observe::readback::Readback;
use crate::options::{Key, Options, TransformerTask};
use crate::protocol::{Floats, Misfit, Picture, PictureId, Tokens};
use crate::shape::attention::{GENERATED, TransformerShape};

/// Attention weights that a measurement may hold at once.
const MOST_WEIGHTS: usize = 1 << 21;

/// Token sequences for a self-attention network.
pub struct AttentionTask {
    set: TokenSet,
    shape: TransformerShape,
}

impl AttentionTask {
    /// The options' sequences.
    pub fn new(options: &Options) -> Self {
        let shape = TransformerShape::of(options);
        let (train, test) = (GENERATED.0 as usize, GENERATED.1 as usize);
        let (length, seed) = (shape.length, options.integer(Key::Seed));
        let set = match options.choice_or_default(Key::Task) {
            TransformerTask::Sort => sort::generate(length, train, test, seed),
            TransformerTask::Recall => recall::generate(length - 1, train, test, seed),
            TransformerTask::Classify => classify::generate(length, train, test, seed),
            TransformerTask::Reverse => reverse::generate(length, train, test, seed),
        };
        Self { set, shape }
    }

    /// An example's index among all of them.
    fn place(&self, split: Split, index: u32) -> usize {
        index as usize + if split == Split::Test { self.set.train } else { 0 }
    }
}

impl Task for AttentionTask {
    type Net = Transformer;

    fn network(&self, options: &Options, device: &Device) -> Transformer {
        let config = TransformerConfig {
            shape: self.shape,
            positions: options.choice_or_default(Key::Positions),
            causal: options.is_on(Key::Causal),
        };
        config.init(options.integer(Key::Seed), device)
    }

    fn loss(&self) -> Loss {
        Loss::CrossEntropy { classes: self.shape.classes }
    }

    fn classes(&self) -> bool {
        true
    }

    fn counts(&self) -> (u32, u32) {
        GENERATED
    }

    fn sample(&self) -> (u32, u32) {
        (100, 200)
    }

    fn widths(&self) -> (usize, usize) {
        (self.shape.length, self.shape.answers * self.shape.classes)
    }

    fn unfit(&self, raw: &[f32]) -> Option<Misfit> {
        let tokens = self.shape.tokens;
        no_token(raw, tokens)
    }

    fn rows(&self) -> u32 {
        let each = self.shape.heads * self.shape.length * self.shape.length;
        (MOST_WEIGHTS / each.max(1)).clamp(1, 1000) as u32
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        let place = self.place(split, index);
        raw.extend(self.set.input(place).iter().map(|token| f32::from(*token)));
        for class in self.set.target(place) {
            one_hot(self.shape.classes, *class, targets);
        }
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Transformer>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network, view, device, .. } = scene;
            if !view.wants(Panel::Attention) && !view.wants(Panel::Tokens) {
                return Ok(Vec::new());
            }
            let index = view.probe.min(self.counts().1.saturating_sub(1));
            let place = self.place(Split::Test, index);
            let tokens = self.set.input(place);
            let input: Vec<f32> = tokens.iter().map(|token| f32::from(*token)).collect();
            let input = Tensor::from_data(TensorData::new(input, [1, self.shape.length]), &device);
            let pass = network.pass(input, &mut Dropout::off());
            let mut readback = Readback::default();
            let logits = view.wants(Panel::Tokens).then(|| readback.register(pass.logits));
            let heads = Heads::new(pass.weights, &mut readback);
            let values = readback.all().await?;
            let labels: Vec<_> = tokens.iter().map(|token| self.set.names[usize::from(*token)].clone()).collect();
            let (overview, chosen) = heads.matrices(&values, view.head as usize, &labels);
            let answered = logits.map(|logits| Tokens {
                index,
                of: self.counts().1,
                names: self.set.names.clone(),
                tokens: tokens.to_vec(),
                targets: self.set.target(place).to_vec(),
                probabilities: Floats(values[logits].chunks(self.shape.classes).flat_map(softmax).collect()),
            });
            let mut pictures =
                vec![Picture::new(PictureId::Heads, overview), Picture::new(PictureId::Attention, chosen)];
            pictures.extend(answered.map(|answered| Picture::new(PictureId::Tokens, answered)));
            Ok(pictures)
        })
    }
}
