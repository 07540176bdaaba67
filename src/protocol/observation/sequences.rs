//! Observations of sequences.

use serde::{Deserialize, Serialize};

use crate::protocol::Floats;

/// Matrices of the same shape, each with a name, such as the heads of a self-attention or the gates of a cell over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrices {
    /// Rows of each.
    pub rows: u32,
    /// Columns of each.
    pub columns: u32,
    /// Names of the rows; empty if their numbers suffice.
    pub row_labels: Vec<String>,
    /// Names of the columns, such as the tokens read; empty if their numbers suffice.
    pub labels: Vec<String>,
    /// Name, smallest and largest value on the colour scale, and the values row by row.
    pub items: Vec<(String, [f32; 2], Floats)>,
}

/// A sequence of tokens and the network's answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tokens {
    /// Index of the sequence in its set.
    pub index: u32,
    /// Number of sequences in the set.
    pub of: u32,
    /// The name of each token.
    pub names: Vec<String>,
    /// The tokens.
    pub tokens: Vec<u8>,
    /// True class at each of the last positions, as many as have one; a class has the name of the token with its number.
    pub targets: Vec<u8>,
    /// Probabilities of each class, position by position.
    pub probabilities: Floats,
}

/// A text written by a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writing {
    /// The given beginning.
    pub given: String,
    /// How it went on.
    pub written: String,
}
