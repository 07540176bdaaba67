//! The part of a supervised experiment that belongs to a lesson: its network, loss, examples and pictures.

use std::ops::Range;

use burn::tensor::Device;

use super::experiment::Pending;
use super::library::Library;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::options::Options;
use crate::protocol::{Misfit, Picture, View};

/// Training or test examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Examples to compute gradients on.
    Train,
    /// Examples that are only measured.
    Test,
}

/// A supervised lesson: its network, its examples, and its panels' pictures.
pub trait Task {
    /// The network's family.
    type Net: Network;
    /// The network, initialised from the options' seed, on this device (with autodiff).
    fn network(&self, options: &Options, device: &Device) -> Self::Net;
    /// The loss.
    fn loss(&self) -> Loss;
    /// Whether targets are classes.
    fn classes(&self) -> bool;
    /// Training and test examples in total.
    fn counts(&self) -> (u32, u32);
    /// Training and test examples measured for a sample.
    fn sample(&self) -> (u32, u32) {
        self.counts()
    }
    /// Applies options that may change during a run.
    fn retune(&mut self, _options: &Options) {}
    /// Test examples measured when paused, from the first.
    fn test_limit(&self) -> u32 {
        self.counts().1
    }
    /// Rows per forward pass of a measurement, which bounds its memory.
    fn rows(&self) -> u32 {
        1000
    }
    /// Numbers per raw input and per target.
    fn widths(&self) -> (usize, usize);
    /// Appends the network's input for a raw input.
    fn encode(&self, raw: &[f32], inputs: &mut Vec<f32>) {
        inputs.extend(raw);
    }
    /// Why a raw input of the right width cannot be encoded; `None` if it can.
    fn unfit(&self, _raw: &[f32]) -> Option<Misfit> {
        None
    }
    /// Appends an example's raw input and its target. Nothing if it is not loaded.
    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>);
    /// Training examples per data file, which are loaded in order; 0 if all exist from the start.
    fn chunk(&self) -> usize {
        0
    }
    /// See [`Experiment::wants`](super::experiment::Experiment::wants).
    fn wants(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// See [`Experiment::feed`](super::experiment::Experiment::feed).
    fn feed(&mut self, _library: &Library) -> (u32, u32) {
        let (train, test) = self.counts();
        (train + test, train + test)
    }
    /// Examples of this split loaded so far, from the first.
    fn count_loaded(&self, split: Split) -> u32 {
        let (train, test) = self.counts();
        if split == Split::Train { train } else { test }
    }
    /// Modifies the inputs of a training step (a denoising network's noise). All randomness from seed and step.
    fn corrupt(&self, _step: u64, _inputs: &mut [f32]) {}
    /// The same for inputs that are only measured, of these examples row by row.
    fn corrupt_measured(&self, _split: Split, _examples: Range<u32>, _inputs: &mut [f32]) {}
    /// Called after every step with the network outside autodiff. Must only enqueue work.
    fn on_step(&mut self, _network: &Self::Net) {}
    /// Called after parameters were replaced: cached results are out of date.
    fn on_replaced(&mut self) {}
    /// The pictures for the view's panels, for a network outside autodiff.
    fn observe<'a>(&'a self, scene: Scene<'a, Self::Net>) -> Pending<'a, Vec<Picture>>;
}

/// What a task's pictures are made from.
pub struct Scene<'a, N> {
    /// The network outside autodiff.
    pub network: N,
    /// The page's view.
    pub view: &'a View,
    /// The device, without autodiff.
    pub device: Device,
    /// The predicted class of each test example at the last measurement, from the first example; empty for tasks without
    /// classes.
    pub guesses: &'a [u8],
}

/// Appends a one-hot target: 1 at the class, 0 at the others.
pub fn one_hot(classes: usize, class: u8, targets: &mut Vec<f32>) {
    targets.extend((0..classes).map(|other| f32::from(u8::from(other == usize::from(class)))));
}
