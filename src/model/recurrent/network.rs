//! A recurrent network: embedding (for tokens), cell, linear output, at every step or after the last.

use burn::module::Module;
use burn::nn::{Embedding, EmbeddingConfig, Linear, LinearConfig};
use burn::tensor::{Device, Tensor};

use super::watch::{Trace, Unwatched, Watch};
use super::{Cell, Fixed, Inputs, unroll};
use crate::model::dropout::Dropout;
use crate::model::init;
use crate::model::network::{Network, Signal};
use crate::options::CellId;

/// What a recurrent network is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecurrentConfig {
    /// The cell.
    pub cell: CellId,
    /// Tokens in the vocabulary and numbers that each is embedded in; none where a step's input is one number.
    pub tokens: Option<(usize, usize)>,
    /// Numbers in the hidden state.
    pub units: usize,
    /// Outputs: classes, tokens, or one value.
    pub outputs: usize,
    /// Whether there are outputs at every step, or after the last only.
    pub each: bool,
    /// Steps of a sequence, for the chrono initialization.
    pub span: usize,
}

impl RecurrentConfig {
    /// The network with first values from the seed.
    pub fn init(&self, seed: u64, device: &Device) -> Recurrent {
        let Self { cell: kind, tokens, units, outputs, each, span } = *self;
        let inputs = tokens.map_or(1, |(_, width)| width);
        let cell = Cell::new(kind, inputs, units, span, seed, device);
        let network = Recurrent {
            embedding: tokens.map(|(tokens, width)| EmbeddingConfig::new(tokens, width).init(device)),
            cell: cell.clone(),
            output: LinearConfig::new(units, outputs).init(device),
            each: Fixed(each),
        };
        Recurrent { cell, ..init::seeded(network, seed) }
    }
}

/// A recurrent network. Its parameters are `embedding.weight`, shape `[tokens, width]`, those of [`Cell`] under `cell`, and
/// `output.weight`, shape `[units, outputs]`, with `output.bias`.
#[derive(Module, Debug)]
pub struct Recurrent {
    embedding: Option<Embedding>,
    cell: Cell,
    output: Linear,
    #[module(skip)]
    each: Fixed<bool>,
}

impl Recurrent {
    /// Its cell.
    pub fn cell(&self) -> &Cell {
        &self.cell
    }

    /// What a batch of sequences adds to the cell's sums.
    ///
    /// # Shapes
    /// - `input`: `[batch, length]`, tokens or values
    pub fn inputs(&self, input: Tensor<2>) -> Inputs {
        match &self.embedding {
            Some(embedding) => Inputs::Tokens { table: self.cell.project(embedding.weight.val()), places: input.int() },
            None => Inputs::Values(input),
        }
    }

    /// The outputs for a hidden state.
    ///
    /// # Shapes
    /// - `hidden`: `[rows, units]`
    /// - result: `[rows, outputs]`
    pub fn answer(&self, hidden: Tensor<2>) -> Tensor<2> {
        self.output.forward(hidden)
    }

    /// The outputs of a batch of sequences while somebody looks on.
    ///
    /// # Shapes
    /// - `input`: `[batch, length]`
    /// - result: `[batch, outputs]`, or `[batch, length · outputs]` with outputs at every step
    pub fn forward_watched(&self, input: Tensor<2>, watch: &mut impl Watch) -> Tensor<2> {
        let [batch, length] = input.dims();
        let device = input.device();
        let (state, hidden) = unroll(&self.cell, &self.inputs(input), self.each.0, &device, watch);
        if !self.each.0 {
            return self.answer(state.hidden);
        }
        let units = self.cell.units();
        let outputs = self.answer(Tensor::stack::<3>(hidden, 1).reshape([batch * length, units]));
        let width = outputs.dims()[1];
        outputs.reshape([batch, length * width])
    }
}

impl Network for Recurrent {
    fn forward(&self, input: Tensor<2>, _dropout: &mut Dropout) -> Tensor<2> {
        self.forward_watched(input, &mut Unwatched)
    }

    /// The cell's gates and states over time, such as `cell.hidden`, each `[length, units]`, then the outputs. An LSTM has an
    /// output gate: `cell.output` and not `output`.
    fn signals(&self, input: Tensor<2>) -> Vec<Signal> {
        let mut trace = Trace::default();
        let outputs = self.forward_watched(input, &mut trace);
        let mut signals: Vec<Signal> =
            trace.stacked().map(|(name, values)| Signal::of(format!("cell.{name}"), values.unsqueeze::<3>())).collect();
        signals.push(Signal::of("output", outputs));
        signals
    }
}
