//! What a lesson with examples and targets is: its network, its loss, its examples and its pictures.

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
    /// Examples that gradients are computed on.
    Train,
    /// Examples that are only measured.
    Test,
}

/// A supervised lesson: its network, its examples, and what its panels show.
pub trait Task {
    /// The network's family.
    type Net: Network;
    /// The network with first values from the options' seed, on this device (with autodiff).
    fn network(&self, options: &Options, device: &Device) -> Self::Net;
    /// The loss.
    fn loss(&self) -> Loss;
    /// Whether targets are classes.
    fn classes(&self) -> bool;
    /// Training and test examples in all.
    fn counts(&self) -> (u32, u32);
    /// Training and test examples measured for a sample.
    fn sample(&self) -> (u32, u32) {
        self.counts()
    }
    /// Takes up options that change while the task stays.
    fn retune(&mut self, _options: &Options) {}
    /// Test examples measured when paused, from the first.
    fn test_limit(&self) -> u32 {
        self.counts().1
    }
    /// Rows per forward pass of a measurement: bounds its memory.
    fn rows(&self) -> u32 {
        1000
    }
    /// Numbers per raw input and per target.
    fn widths(&self) -> (usize, usize);
    /// Appends what the network is given for a raw input.
    fn encode(&self, raw: &[f32], inputs: &mut Vec<f32>) {
        inputs.extend(raw);
    }
    /// Why a raw input of the right width cannot be encoded; nothing where it can.
    fn unfit(&self, _raw: &[f32]) -> Option<Misfit> {
        None
    }
    /// Appends an example's raw input and its target. Nothing where it has not arrived.
    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>);
    /// Training examples per data file, which arrive one after the other; 0 where all are there from the start.
    fn chunk(&self) -> usize {
        0
    }
    /// See [`Experiment::wants`].
    fn wants(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// See [`Experiment::feed`].
    fn feed(&mut self, _library: &Library) -> (u32, u32) {
        let (train, test) = self.counts();
        (train + test, train + test)
    }
    /// Examples of this split that have arrived, from the first.
    fn arrived(&self, split: Split) -> u32 {
        let (train, test) = self.counts();
        if split == Split::Train { train } else { test }
    }
    /// Changes the inputs that a training step is given (a denoising network's noise). All randomness from seed and step.
    fn corrupt(&self, _step: u64, _inputs: &mut [f32]) {}
    /// The same for inputs that are only measured, of these examples row by row.
    fn corrupt_measured(&self, _split: Split, _examples: Range<u32>, _inputs: &mut [f32]) {}
    /// A step was taken; the network outside autodiff as it is now. Must only enqueue work.
    fn on_step(&mut self, _network: &Self::Net) {}
    /// Parameters were replaced from outside: what was kept of the network is out of date.
    fn on_replaced(&mut self) {}
    /// What the view's panels draw, for a network outside autodiff.
    fn observe<'a>(&'a self, scene: Scene<'a, Self::Net>) -> Pending<'a, Vec<Picture>>;
}

/// What a task's pictures are made of.
pub struct Scene<'a, N> {
    /// The network outside autodiff.
    pub network: N,
    /// What the page shows.
    pub view: &'a View,
    /// The device, without autodiff.
    pub device: Device,
    /// The class that the network chose for each test example when it was last measured, from the first example; empty for
    /// tasks without classes.
    pub guesses: &'a [u8],
}

/// Appends a one-hot target: 1 at the class, 0 at the others.
pub fn one_hot(classes: usize, class: u8, targets: &mut Vec<f32>) {
    targets.extend((0..classes).map(|other| f32::from(u8::from(other == usize::from(class)))));
}
