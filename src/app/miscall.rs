//! Why what a script passes is refused before anything is asked, and what it may pass at most. `web/script/read.rs` reads it, the
//! message files have the words (`call-…`).

/// Most optimizer steps of one call.
pub const MOST_STEPS: u64 = 1_000_000_000;
/// Most rows of a list of inputs.
pub const MOST_ROWS: u64 = 100_000;
/// Most numbers of one call: those of a network's parameters aside, which are as many as it has.
pub const MOST_NUMBERS: u64 = 8_000_000;
/// Most options of one call, most arrays, most items of an option that is a list.
pub const MOST_ITEMS: u64 = 4096;
/// Longest text of an option, in UTF-16 units as JavaScript counts them.
pub const LONGEST: u32 = 8192;

/// An argument that is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Miscall {
    /// Which one.
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

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It, or something in it, is something else: a short text of that, or its type in JavaScript.
    Kind(String),
    /// A getter or a proxy threw an error while it was read.
    Threw,
    /// It has so many entries, which is too many.
    TooMany {
        /// How many it says it has.
        given: u64,
        /// How many are allowed.
        most: u64,
    },
    /// It is too long a text.
    TooLong,
}

/// The number of entries that a list says it has.
///
/// # Errors
/// [`Fault::TooMany`] beyond `most`; none where it is no number of entries at all.
pub fn length(said: Option<f64>, most: u64) -> Option<Result<usize, Fault>> {
    let said = said.filter(|said| *said >= 0.0 && said.fract() == 0.0)?;
    // Beyond 2^64 it is 2^64: too many in any case.
    let given = said as u64;
    Some(if given <= most { Ok(given as usize) } else { Err(Fault::TooMany { given, most }) })
}

/// Whether so many rows of so many numbers may be passed.
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

/// A number as the length of a dimension: never another number than what was passed.
pub fn dimension(number: f64) -> Option<u32> {
    let whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    whole.then_some(number as u32)
}

/// A number of steps.
pub fn steps(number: f64) -> Option<u64> {
    let whole = number.fract() == 0.0 && (1.0..=MOST_STEPS as f64).contains(&number);
    whole.then_some(number as u64)
}
