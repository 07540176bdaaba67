//! The stages of a convolutional network, as a knob's value.

use serde::{Deserialize, Serialize};

use super::numbers;

/// One stage of a convolutional network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// A convolution with this many filters; in the URL, their number.
    Convolution(u32),
    /// A pool; in the URL `p`.
    Pool,
}

impl Stage {
    /// Reads the URL's form.
    pub(super) fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "p" => Some(Self::Pool),
            filters => numbers::read_whole(filters).ok().map(Self::Convolution),
        }
    }
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Convolution(filters) => write!(f, "{filters}"),
            Self::Pool => f.write_str("p"),
        }
    }
}
