//! Recurrent networks: the same cell at every time step, its state passed on from one step to the next.
//!
//! burn's own recurrent layers do not expose their gates over time, so the cells are written here from tensors: one file
//! per cell, each tested for equality with burn's. Their common part is in [`Cell`]: the gates' weights are concatenated,
//! so that a time step is one product with the state, and the inputs' contribution is computed separately ([`Inputs`]).

use burn::module::{Module, Param};
use burn::nn::Linear;
use burn::tensor::{Device, Int, Tensor, TensorData};

use super::init;
use crate::data::random::{self, Purpose};
use crate::options::CellId;

mod free;
mod gru;
mod lstm;
mod network;
mod rnn;
mod watch;

pub use network::{Recurrent, RecurrentConfig};
pub use watch::{Reach, Trace, Unwatched, Watch};

impl CellId {
    /// Sums that the cell computes per unit: its gates and its candidate.
    pub const fn sums(self) -> usize {
        match self {
            Self::Rnn => 1,
            Self::Gru => 3,
            Self::Lstm => 4,
        }
    }
}

/// The state that a cell passes to the next time step.
#[derive(Clone, Debug)]
pub struct State {
    /// h, shape `[batch, units]`: what the rest of the network sees.
    pub hidden: Tensor<2>,
    /// c of an LSTM, shape `[batch, units]`.
    pub memory: Option<Tensor<2>>,
}

/// A recurrent cell. Its parameters are `input.weight`, shape `[inputs, sums · units]`, `input.bias` and `hidden.weight`,
/// shape `[units, sums · units]`; the sums are concatenated in the order stated in the cell's file.
#[derive(Module, Debug)]
pub struct Cell {
    input: Linear,
    hidden: Linear,
    #[module(skip)]
    kind: Fixed<CellId>,
}

/// Keeps what is not a parameter out of burn's module tree.
#[derive(Clone, Debug)]
struct Fixed<T>(T);

impl Cell {
    /// A cell initialised from the seed: Glorot-uniform weights, sum by sum, and zero biases, except for the gates that
    /// keep the state.
    ///
    /// Those have the chrono initialization (Tallec & Ollivier 2018, <https://arxiv.org/abs/1804.11188>): a gate at σ(b)
    /// keeps its unit's state for about 1 + eᵇ steps, so b = ln u with u = U(1, `span` − 1) gives the units memories of all
    /// lengths that the task may need. The LSTM's forget gate has b and its input gate −b; the GRU's update gate has b. The
    /// plain cell has no gate to set.
    pub fn new(kind: CellId, inputs: usize, units: usize, span: usize, seed: u64, device: &Device) -> Self {
        /// Beyond the positions of the network's other parameters ([`init::seeded`]).
        const FIRST: u64 = 100;
        let sums = kind.sums();
        let weights = |rows: usize, first: u64| {
            let blocks: Vec<Vec<f32>> =
                (0..sums).map(|sum| init::glorot_uniform(seed, first + sum as u64, rows, units)).collect();
            let row = |row: usize| blocks.iter().flat_map(move |block| &block[row * units..(row + 1) * units]);
            let values: Vec<f32> = (0..rows).flat_map(row).copied().collect();
            Param::from_data(TensorData::new(values, [rows, sums * units]), device)
        };
        let mut stream = random::stream(seed, Purpose::Parameters, FIRST + 2 * sums as u64);
        let longest = span.max(3) as f64 - 1.0;
        let keep: Vec<f32> = (0..units).map(|_| libm::log(random::uniform(&mut stream, 1.0, longest)) as f32).collect();
        let zeros = || std::iter::repeat_n(0.0, units);
        let bias: Vec<f32> = match kind {
            CellId::Rnn => zeros().collect(),
            CellId::Gru => keep.iter().copied().chain(zeros()).chain(zeros()).collect(),
            CellId::Lstm => {
                let write = keep.iter().map(|bias| -bias);
                write.chain(keep.iter().copied()).chain(zeros()).chain(zeros()).collect()
            }
        };
        let bias = Param::from_data(TensorData::new(bias, [sums * units]), device);
        Self {
            input: Linear { weight: weights(inputs, FIRST), bias: Some(bias) },
            hidden: Linear { weight: weights(units, FIRST + sums as u64), bias: None },
            kind: Fixed(kind),
        }
    }

    /// The kind of cell.
    pub fn kind(&self) -> CellId {
        self.kind.0
    }

    /// Numbers in a state.
    pub fn units(&self) -> usize {
        self.hidden.weight.dims()[0]
    }

    /// The state before the first step: zeros.
    pub fn rest(&self, batch: usize, device: &Device) -> State {
        let zeros = || Tensor::zeros([batch, self.units()], device);
        State { hidden: zeros(), memory: (self.kind() == CellId::Lstm).then(zeros) }
    }

    /// The inputs' contribution to the sums: x W + b.
    ///
    /// # Shapes
    /// - `input`: `[rows, inputs]`
    /// - result: `[rows, sums · units]`
    pub fn project(&self, input: Tensor<2>) -> Tensor<2> {
        self.input.forward(input)
    }

    /// One time step from a state and the input's contribution to the sums.
    ///
    /// # Shapes
    /// - `input`: `[batch, sums · units]`, from [`Cell::project`]
    pub fn step(&self, input: Tensor<2>, state: State, watch: &mut impl Watch) -> State {
        let recurrent = state.hidden.clone().matmul(self.hidden.weight.val());
        match self.kind() {
            CellId::Rnn => rnn::step(input, recurrent, watch),
            CellId::Gru => gru::step(&input, &recurrent, state, watch),
            CellId::Lstm => lstm::step(input, recurrent, state, watch),
        }
    }
}

/// The contribution of a batch of sequences to the cell's sums, time step by time step.
#[allow(clippy::large_enum_variant, reason = "there is one for a whole pass")]
pub enum Inputs {
    /// Tokens. The cell's product with an embedding is computed once per token of the vocabulary and looked up at every
    /// step: there are far fewer tokens than positions.
    Tokens {
        /// Row by row for each token, shape `[tokens, sums · units]`.
        table: Tensor<2>,
        /// The tokens, shape `[batch, length]`.
        places: Tensor<2, Int>,
    },
    /// One number per step, shape `[batch, length]`.
    Values(Tensor<2>),
}

impl Inputs {
    /// At this time step, shape `[batch, sums · units]`.
    fn at(&self, cell: &Cell, step: usize) -> Tensor<2> {
        match self {
            Self::Tokens { table, places } => {
                let batch = places.dims()[0];
                table.clone().select(0, places.clone().narrow(1, step, 1).reshape([batch]))
            }
            Self::Values(values) => cell.project(values.clone().narrow(1, step, 1)),
        }
    }
}

/// Runs the cell on a batch of sequences, from rest. Returns the state after the last step and, if `each`, the hidden state
/// after every step.
pub fn unroll(
    cell: &Cell,
    inputs: &Inputs,
    each: bool,
    device: &Device,
    watch: &mut impl Watch,
) -> (State, Vec<Tensor<2>>) {
    let [batch, length] = match inputs {
        Inputs::Tokens { places, .. } => places.dims(),
        Inputs::Values(values) => values.dims(),
    };
    let mut state = cell.rest(batch, device);
    let mut hidden = Vec::new();
    for step in 0..length {
        state = cell.step(inputs.at(cell, step), state, watch);
        if each {
            hidden.push(state.hidden.clone());
        }
    }
    (state, hidden)
}

/// A slice of the concatenated sums: `count` of them from `first`.
fn sums(all: &Tensor<2>, units: usize, first: usize, count: usize) -> Tensor<2> {
    all.clone().narrow(1, first * units, count * units)
}
