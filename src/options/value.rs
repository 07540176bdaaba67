//! The value of a knob.

use serde::{Deserialize, Serialize};

use super::Stage;

/// A value of a knob. [`Display`](std::fmt::Display) writes the URL form, [`Key::parse`](super::Key::parse) reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// For [`Kind::Integer`](super::Kind::Integer).
    Integer(u64),
    /// For [`Kind::Number`](super::Kind::Number).
    Number(f64),
    /// For [`Kind::Choice`](super::Kind::Choice).
    Choice(String),
    /// For [`Kind::Subset`](super::Kind::Subset), in the table's order.
    Subset(Vec<String>),
    /// For [`Kind::Layers`](super::Kind::Layers).
    Layers(Vec<u32>),
    /// For [`Kind::Stages`](super::Kind::Stages).
    Stages(Vec<Stage>),
    /// For [`Kind::Points`](super::Kind::Points), x₁ and x₂ of each in hundredths.
    Points(Vec<[i8; 2]>),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Choice(value) => f.write_str(value),
            Self::Subset(values) => f.write_str(&values.join(",")),
            Self::Layers(units) => joined(f, units),
            Self::Stages(stages) => joined(f, stages),
            Self::Points(points) => joined(f, points.as_flattened()),
        }
    }
}

fn joined(f: &mut std::fmt::Formatter<'_>, items: &[impl std::fmt::Display]) -> std::fmt::Result {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            f.write_str(",")?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}
