//! The convolutional network: convolutions and pools over a picture, then dense layers
//! (LeCun et al. 1998, "Gradient-based learning applied to document recognition").
//!
//! aₘ(i, j) = f(bₘ + Σ_c Σ_u Σ_v wₘ,c(u, v) · x_c(s·i + u − p, s·j + v − p)), with stride s and p rows of zeros around the
//! picture: the same kernel at every place (mathematically a cross-correlation, as everywhere in this field).

use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{AvgPool2d, AvgPool2dConfig, MaxPool2d, MaxPool2dConfig};
use burn::nn::{Linear, LinearConfig, PaddingConfig2d};
use burn::tensor::{Device, Tensor};

use super::activation::Nonlinearity;
use super::dropout::Dropout;
use super::init;
use super::network::{Network, Signal};
use crate::data::digits::SIDE;
use crate::options::{Key, Options, Pooling, Stage};
use crate::shape::conv::{POOL, StageShape, names, stages};
use crate::shape::layer_sizes;

/// A convolutional network of burn's own layers. Its parameters are `convolutions.<i>.weight`, shape
/// `[maps, channels, height, width]`, `convolutions.<i>.bias`, `dense.<i>.weight`, shape `[inputs, units]`, and
/// `dense.<i>.bias`.
#[derive(Module, Debug)]
pub struct ConvNet {
    convolutions: Vec<Conv2d>,
    dense: Vec<Linear>,
    #[module(skip)]
    plan: Plan,
}

/// Everything that is not a parameter.
#[derive(Clone, Debug)]
struct Plan {
    stages: Vec<StageShape>,
    pool: Pool,
    activation: Nonlinearity,
}

#[derive(Clone, Debug)]
enum Pool {
    Max(MaxPool2d),
    Average(AvgPool2d),
}

impl Pool {
    fn of(pooling: Pooling) -> Self {
        let window = [POOL as usize; 2];
        match pooling {
            Pooling::Max => Self::Max(MaxPool2dConfig::new(window).init()),
            Pooling::Average => Self::Average(AvgPool2dConfig::new(window).init()),
        }
    }

    fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Max(pool) => pool.forward(input),
            Self::Average(pool) => pool.forward(input),
        }
    }
}

impl ConvNet {
    /// The network for these options, initialised from the seed.
    pub fn of(options: &Options, device: &Device) -> Self {
        let stages = stages(options);
        let convolution = |shaped: &StageShape| {
            let window = [shaped.window as usize; 2];
            let (before, after) = (shaped.padding.0 as usize, shaped.padding.1 as usize);
            Conv2dConfig::new([shaped.channels as usize, shaped.maps as usize], window)
                .with_stride([shaped.stride as usize; 2])
                .with_padding(PaddingConfig2d::Explicit(before, before, after, after))
                .init(device)
        };
        let filters = stages.iter().filter(|shaped| matches!(shaped.stage, Stage::Convolution(_)));
        let sizes = layer_sizes(options);
        let dense = sizes.windows(2).map(|pair| LinearConfig::new(pair[0] as usize, pair[1] as usize).init(device));
        let net = Self {
            convolutions: filters.map(convolution).collect(),
            dense: dense.collect(),
            plan: Plan {
                pool: Pool::of(options.choice_or_default(Key::Pool)),
                activation: options.activation().into(),
                stages,
            },
        };
        init::seeded(net, options.integer(Key::Seed))
    }

    /// Its stages with their shapes.
    pub fn stages(&self) -> &[StageShape] {
        &self.plan.stages
    }

    /// The convolutions, first to last.
    pub fn convolutions(&self) -> &[Conv2d] {
        &self.convolutions
    }

    /// Every stage's output for these pictures, after the activation, first to last.
    ///
    /// # Shapes
    /// - `input`: `[batch, side²]`
    /// - results: `[batch, maps, side, side]` each
    pub fn maps(&self, input: Tensor<2>) -> Vec<Tensor<4>> {
        let mut signal = picture(input);
        let mut convolutions = self.convolutions.iter();
        let mut made = Vec::with_capacity(self.plan.stages.len());
        for shaped in &self.plan.stages {
            signal = self.stage(shaped, &mut convolutions, signal);
            made.push(signal.clone());
        }
        made
    }

    /// Every dense layer's output for the last stage's maps, logits last, without dropout.
    ///
    /// # Shapes
    /// - `input`: `[batch, maps · side²]`
    /// - results: `[batch, units]` each
    pub fn dense(&self, input: Tensor<2>) -> Vec<Tensor<2>> {
        let mut signal = input;
        (0..self.dense.len())
            .map(|index| {
                signal = self.dense_layer(index, signal.clone());
                signal.clone()
            })
            .collect()
    }

    fn stage<'a>(
        &self,
        shaped: &StageShape,
        convolutions: &mut impl Iterator<Item = &'a Conv2d>,
        input: Tensor<4>,
    ) -> Tensor<4> {
        match (shaped.stage, convolutions) {
            (Stage::Pool, _) => self.plan.pool.forward(input),
            (Stage::Convolution(_), convolutions) => match convolutions.next() {
                Some(convolution) => self.plan.activation.apply(convolution.forward(input)),
                None => input,
            },
        }
    }

    fn dense_layer(&self, index: usize, input: Tensor<2>) -> Tensor<2> {
        let sums = self.dense[index].forward(input);
        if index + 1 == self.dense.len() { sums } else { self.plan.activation.apply(sums) }
    }
}

/// Rows of pixels as pictures with one channel.
fn picture(input: Tensor<2>) -> Tensor<4> {
    let [batch, _] = input.dims();
    input.reshape([batch, 1, SIDE, SIDE])
}

/// Maps as rows, map by map.
pub fn flat(maps: Tensor<4>) -> Tensor<2> {
    maps.flatten(1, 3)
}

impl Network for ConvNet {
    /// The logits; dropout applies to the hidden dense layers.
    fn forward(&self, input: Tensor<2>, dropout: &mut Dropout) -> Tensor<2> {
        let mut maps = picture(input);
        let mut convolutions = self.convolutions.iter();
        for shaped in &self.plan.stages {
            maps = self.stage(shaped, &mut convolutions, maps);
        }
        let mut signal = flat(maps);
        for index in 0..self.dense.len() {
            signal = self.dense_layer(index, signal);
            if index + 1 < self.dense.len() {
                signal = dropout.apply(signal);
            }
        }
        signal
    }

    fn signals(&self, input: Tensor<2>) -> Vec<Signal> {
        let maps = self.maps(input.clone());
        let last = maps.last().map_or(input, |maps| flat(maps.clone()));
        let names = names(&self.plan.stages).into_iter().zip(maps);
        let mut signals: Vec<Signal> = names.map(|(name, maps)| Signal::of(name, maps)).collect();
        let dense = self.dense(last).into_iter().enumerate();
        signals.extend(dense.map(|(layer, values)| Signal::of(format!("dense.{layer}"), values)));
        signals
    }
}
