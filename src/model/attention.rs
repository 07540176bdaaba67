//! Self-attention: softmax(QKᵀ/√d_k)V in several heads, in blocks, over a sequence of tokens.
//!
//! Vaswani et al. 2017, "Attention is all you need", <https://arxiv.org/abs/1706.03762>, with the normalization before each layer
//! (Xiong et al. 2020, <https://arxiv.org/abs/2002.04745>), which learns without a warm-up of the learning rate.

use burn::module::Module;
use burn::nn::attention::{MhaInput, MultiHeadAttention, MultiHeadAttentionConfig, generate_autoregressive_mask};
use burn::nn::{Embedding, EmbeddingConfig, LayerNorm, LayerNormConfig, Linear, LinearConfig};
use burn::tensor::{Device, Tensor, TensorData};

use super::activation::gelu;
use super::dropout::Dropout;
use super::init;
use super::network::{Network, Signal};
use crate::options::Positions;
use crate::shape::attention::TransformerShape;

/// The configuration of a [`Transformer`].
#[derive(Clone, Copy, Debug)]
pub struct TransformerConfig {
    /// Its sizes.
    pub shape: TransformerShape,
    /// How positions are encoded; sinusoidal as in [`sinusoids`].
    pub positions: Positions,
    /// Whether a token sees only itself and those before it.
    pub causal: bool,
}

impl TransformerConfig {
    /// The network, initialised from the seed.
    pub fn init(&self, seed: u64, device: &Device) -> Transformer {
        let TransformerShape { length, tokens, classes, answers, width, heads, blocks, forward, .. } = self.shape;
        let norm = || LayerNormConfig::new(width).init(device);
        let linear = |inputs, units| LinearConfig::new(inputs, units).init(device);
        let block = |_| Block {
            norm: norm(),
            // Its own dropout would draw on the device; the block's is drawn on the host.
            attention: MultiHeadAttentionConfig::new(width, heads).with_dropout(0.0).init(device),
            feed: (forward > 0).then(|| FeedForward {
                norm: norm(),
                hidden: linear(width, forward),
                output: linear(forward, width),
            }),
        };
        let learned = self.positions == Positions::Learned;
        let network = Transformer {
            embedding: EmbeddingConfig::new(tokens, width).init(device),
            positions: learned.then(|| EmbeddingConfig::new(length, width).init(device)),
            blocks: (0..blocks).map(block).collect(),
            norm: norm(),
            output: linear(width, classes),
            setting: Setting {
                answers,
                causal: self.causal,
                waves: if self.positions == Positions::Sinusoidal { sinusoids(length, width) } else { Vec::new() },
            },
        };
        init::seeded(network, seed)
    }
}

/// Embedding, blocks of self-attention, and a linear layer to logits.
///
/// Parameters: `embedding.weight` `[tokens, width]`, `positions.weight` `[length, width]` where they are learned, for each block
/// `blocks.<i>.norm`, `blocks.<i>.attention.query|key|value|output` and, with a feed-forward layer, `blocks.<i>.feed.norm|hidden|output`;
/// then `norm` and `output`.
#[derive(Module, Debug)]
pub struct Transformer {
    embedding: Embedding,
    positions: Option<Embedding>,
    blocks: Vec<Block>,
    norm: LayerNorm,
    output: Linear,
    #[module(skip)]
    setting: Setting,
}

/// x + attention(norm(x)), then x + feed-forward(norm(x)).
#[derive(Module, Debug)]
struct Block {
    norm: LayerNorm,
    attention: MultiHeadAttention,
    feed: Option<FeedForward>,
}

/// W₂ GELU(W₁ norm(x) + b₁) + b₂ of every token by itself.
#[derive(Module, Debug)]
struct FeedForward {
    norm: LayerNorm,
    hidden: Linear,
    output: Linear,
}

/// Everything that is not a parameter.
#[derive(Clone, Debug)]
struct Setting {
    answers: usize,
    causal: bool,
    /// Sinusoids, position by position; empty if unused.
    waves: Vec<f32>,
}

/// A pass through the network, with its intermediate values.
pub struct Pass {
    /// Tokens with their positions, `[batch, length, width]`.
    pub embedded: Tensor<3>,
    /// Each block's attention weights: `[batch, heads, length, length]`, row t for the token at t. Rows sum to 1.
    pub weights: Vec<Tensor<4>>,
    /// Each block's output, `[batch, length, width]`.
    pub states: Vec<Tensor<3>>,
    /// Logits, `[batch, answers, classes]`.
    pub logits: Tensor<3>,
}

impl Transformer {
    /// Goes through the network.
    ///
    /// # Shapes
    /// - `input`: `[batch, length]`, token numbers
    pub fn pass(&self, input: Tensor<2>, dropout: &mut Dropout) -> Pass {
        let embedded = self.embed(input);
        let (mut weights, mut states, mut signal) = (Vec::new(), Vec::new(), embedded.clone());
        for block in &self.blocks {
            let (seen, state) = block.forward(signal, self.setting.causal, dropout);
            weights.push(seen);
            states.push(state.clone());
            signal = state;
        }
        // Only positions with an answer continue.
        let (length, answers) = (signal.dims()[1], self.setting.answers);
        let answered = signal.narrow(1, length - answers, answers);
        Pass { embedded, weights, states, logits: self.output.forward(self.norm.forward(answered)) }
    }

    fn embed(&self, input: Tensor<2>) -> Tensor<3> {
        let device = input.device();
        let [_, length] = input.dims();
        let tokens = self.embedding.forward(input.int());
        if let Some(positions) = &self.positions {
            return tokens + positions.weight.val().unsqueeze();
        }
        if self.setting.waves.is_empty() {
            return tokens;
        }
        let waves = self.setting.waves.clone();
        let width = waves.len() / length.max(1);
        tokens + Tensor::<3>::from_data(TensorData::new(waves, [1, length, width]), &device)
    }
}

impl Block {
    fn forward(&self, input: Tensor<3>, causal: bool, dropout: &mut Dropout) -> (Tensor<4>, Tensor<3>) {
        let [batch, length, _] = input.dims();
        let mut asked = MhaInput::self_attn(self.norm.forward(input.clone()));
        if causal {
            asked = asked.mask_attn(generate_autoregressive_mask(batch, length, &input.device()));
        }
        let attended = self.attention.forward(asked);
        let mut signal = input + dropout.apply(attended.context);
        if let Some(feed) = &self.feed {
            let hidden = gelu(feed.hidden.forward(feed.norm.forward(signal.clone())));
            signal = signal + dropout.apply(feed.output.forward(hidden));
        }
        (attended.weights, signal)
    }
}

impl Network for Transformer {
    /// One row of logits per sequence: answer after answer.
    fn forward(&self, input: Tensor<2>, dropout: &mut Dropout) -> Tensor<2> {
        self.pass(input, dropout).logits.flatten(1, 2)
    }

    /// `embedding`; for each block `blocks.<i>.attention` `[heads, length, length]` and `blocks.<i>`; `output`.
    fn signals(&self, input: Tensor<2>) -> Vec<Signal> {
        let pass = self.pass(input, &mut Dropout::off());
        let mut signals = vec![Signal::of("embedding", pass.embedded)];
        for (block, (weights, state)) in pass.weights.into_iter().zip(pass.states).enumerate() {
            signals.push(Signal::of(format!("blocks.{block}.attention"), weights));
            signals.push(Signal::of(format!("blocks.{block}"), state));
        }
        signals.push(Signal::of("output", pass.logits));
        signals
    }
}

/// sin(t / 10000^(2i/d)) at 2i and cos of the same at 2i + 1, for the place t from 0 and the width d; place after place (Vaswani et al.
/// 2017, section 3.5). On the host, so that every device adds the same bits.
pub fn sinusoids(length: usize, width: usize) -> Vec<f32> {
    let wave = |place: usize, index: usize| {
        let even = (index - index % 2) as f64;
        let angle = place as f64 / libm::pow(10_000.0, even / width as f64);
        (if index.is_multiple_of(2) { libm::sin(angle) } else { libm::cos(angle) }) as f32
    };
    (0..length).flat_map(|place| (0..width).map(move |index| wave(place, index))).collect()
}
