//! Why a script's arguments are refused before anything is computed, and their limits. `web/script/read.rs` reads the
//! arguments; the message files have the texts (`call-…`).

/// Most optimizer steps of one call.
pub const MOST_STEPS: u64 = 1_000_000_000;
/// Most rows of a list of inputs.
pub const MOST_ROWS: u64 = 100_000;
/// Most numbers per call, except for a network's parameters, which may be as many as it has.
pub const MOST_NUMBERS: u64 = 8_000_000;
/// Most options per call, most arrays, and most items of a list option.
pub const MOST_ITEMS: u64 = 4096;
/// Longest text of an option, in UTF-16 units, as JavaScript counts.
pub const LONGEST: u32 = 8192;

/// An argument that is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Miscall {
    /// The argument.
    pub argument: Argument,
    /// Why.
    pub fault: Fault,
}

/// An argument of the scripting interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Of `configure`.
    Options,
    /// One of them, by its name.
    Option(String),
    /// Of `train`.
    Steps,
    /// Of `setParameters`.
    Parameters,
    /// Of `predict`.
    Inputs,
    /// Of `activations`.
    Input,
}

impl Argument {
    /// As a script calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::Options => "options",
            Self::Option(name) => name,
            Self::Steps => "steps",
            Self::Parameters => "parameters",
            Self::Inputs => "inputs",
            Self::Input => "input",
        }
    }
}

/// What is wrong with an argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It, or something in it, has the wrong type: a short description of the value, or its JavaScript type.
    Kind(String),
    /// Reading it threw an error (a getter or a proxy).
    Threw,
    /// It has too many entries.
    TooMany {
        /// The number of entries it claims to have.
        given: u64,
        /// How many are allowed.
        most: u64,
    },
    /// It is too long a text.
    TooLong,
}

/// A list's claimed number of entries.
///
/// # Errors
/// [`Fault::TooMany`] beyond `most`; `None` if it is not a valid number of entries.
pub fn length(said: Option<f64>, most: u64) -> Option<Result<usize, Fault>> {
    let said = said.filter(|said| *said >= 0.0 && said.fract() == 0.0)?;
    // Saturates at 2^64: too many in any case.
    let given = said as u64;
    Some(if given <= most { Ok(given as usize) } else { Err(Fault::TooMany { given, most }) })
}

/// Whether an input of this many rows and numbers is allowed.
///
/// # Errors
/// [`Fault::TooMany`].
pub fn fits(rows: usize, width: usize) -> Result<usize, Fault> {
    let numbers = (rows as u64).saturating_mul(width as u64);
    if numbers <= MOST_NUMBERS {
        Ok(numbers as usize)
    } else {
        Err(Fault::TooMany { given: numbers, most: MOST_NUMBERS })
    }
}

/// A number as a dimension's length, only if the conversion is exact.
pub fn dimension(number: f64) -> Option<u32> {
    let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    whole.then_some(number as u32)
}

/// A number of steps.
pub fn steps(number: f64) -> Option<u64> {
    let whole = number.fract() == 0.0 && (1.0..=MOST_STEPS as f64).contains(&number);
    whole.then_some(number as u64)
}
