//! What is seen of sequences.

use serde::{Deserialize, Serialize};

use crate::protocol::Floats;

/// Matrices of one shape, each with a name, such as the heads of a self-attention or the gates of a cell over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrices {
    /// Rows of each.
    pub rows: u32,
    /// Columns of each.
    pub columns: u32,
    /// What the rows stand for; empty where their numbers say enough.
    pub row_labels: Vec<String>,
    /// What the columns stand for, such as the tokens read; empty where their numbers say enough.
    pub labels: Vec<String>,
    /// Name, smallest and largest value that are to be told apart, and the values row after row.
    pub items: Vec<(String, [f32; 2], Floats)>,
}

/// A sequence of tokens and what a network says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tokens {
    /// Index of the sequence in its set.
    pub index: u32,
    /// How many the set has.
    pub of: u32,
    /// What each token is called.
    pub names: Vec<String>,
    /// The tokens.
    pub tokens: Vec<u8>,
    /// True class at each of the last positions, as many as have one; a class is called what the token of its number is.
    pub targets: Vec<u8>,
    /// Probabilities of each class, position by position.
    pub probabilities: Floats,
}

/// What a network wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// What it was given to go on from.
    pub given: String,
    /// How it went on.
    pub written: String,
}
