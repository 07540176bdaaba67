//! `digits`: the real MNIST (LeCun, Cortes and Burges; CC BY-SA 3.0), in chunks so that training starts after the first.
//!
//! The chunks are in `www/data/mnist`, with their licence and the script that makes them. They keep the original order. The
//! order in which an epoch visits digits: [`super::order`].

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

/// The chunks' folder, relative to the page.
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

/// CRC-32 of each unpacked chunk: a file from another build, or altered in transit, is not trained on.
const CHECKSUMS: [(&str, u32); 14] = [
    ("test-00.bin", 0x08a9_bf52),
    ("test-01.bin", 0x3102_e281),
    ("train-00.bin", 0xc5ba_1b0f),
    ("train-01.bin", 0xefb3_3674),
    ("train-02.bin", 0x95d1_8d4e),
    ("train-03.bin", 0xc260_2e7c),
    ("train-04.bin", 0xba80_cf55),
    ("train-05.bin", 0x454e_70a9),
    ("train-06.bin", 0x4d22_520b),
    ("train-07.bin", 0x971e_43a7),
    ("train-08.bin", 0xb8f4_9baf),
    ("train-09.bin", 0x889f_c8f5),
    ("train-10.bin", 0xbe27_b206),
    ("train-11.bin", 0xa9e4_671a),
];

/// A pixel as given to a network: 0 for paper, 1 for full ink.
pub fn pixel(byte: u8) -> f32 {
    f32::from(byte) / 255.0
}
