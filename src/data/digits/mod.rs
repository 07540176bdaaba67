//! `digits`: the real MNIST (LeCun, Cortes and Burges; CC BY-SA 3.0), in chunks so that training starts after the first.
//!
//! The chunks lie in `www/data/mnist` with their licence and the script that makes them. They keep the original order.
//! Which digits an epoch visits when: [`super::order`].

mod chunk;
pub mod doubt;
pub mod pad;

pub use chunk::{DecodeError, Digits, Flaw, decode};

/// Pixels across and down.
pub const SIDE: usize = 28;
/// Pixels of a digit.
pub const PIXELS: usize = SIDE * SIDE;
/// Classes: the digits 0…9.
pub const CLASSES: usize = 10;
/// Digits in every chunk.
pub const CHUNK: usize = 5000;
/// Training digits in all.
pub const TRAIN: usize = CHUNK * TRAIN_CHUNKS.len();
/// Test digits in all.
pub const TEST: usize = CHUNK * TEST_CHUNKS.len();

/// Where the chunks lie, relative to the page.
pub const FOLDER: &str = "data/mnist";
/// The training chunks' files, in order.
pub const TRAIN_CHUNKS: [&str; 12] = [
    "train-00.bin",
    "train-01.bin",
    "train-02.bin",
    "train-03.bin",
    "train-04.bin",
    "train-05.bin",
    "train-06.bin",
    "train-07.bin",
    "train-08.bin",
    "train-09.bin",
    "train-10.bin",
    "train-11.bin",
];
/// The test chunks' files, in order.
pub const TEST_CHUNKS: [&str; 2] = ["test-00.bin", "test-01.bin"];

/// A pixel as a network is given it: 0 for paper, 1 for full ink.
pub fn pixel(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}
