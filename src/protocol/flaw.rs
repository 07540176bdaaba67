//! What is wrong with a file.

use serde::{Deserialize, Serialize};

/// What is wrong with one of the site's files, a trainer's program or data; message `flaw-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    /// The server answered with this status.
    Status(u16),
    /// No answer: there is no connection, or something blocks it.
    Unreachable,
    /// Nothing came for a long time.
    Silent,
    /// It gave no sign of life: it has not arrived, or does not start.
    Mute,
    /// The file is fine by now but did not start: the fault has passed, or the browser did not reveal it.
    NotStarted,
    /// It broke off before its end.
    CutOff,
    /// It is not the requested file, or was damaged in transit.
    Altered,
    /// An HTML page came instead, as from a network that requires signing in.
    Document,
    /// The page's content policy forbids it.
    Policy,
    /// It arrived, but the browser cannot run it.
    Unsupported,
}

impl Flaw {
    /// All of them; the status stands for a missing file.
    pub const ALL: [Self; 10] = [
        Self::Status(404),
        Self::Unreachable,
        Self::Silent,
        Self::Mute,
        Self::NotStarted,
        Self::CutOff,
        Self::Altered,
        Self::Document,
        Self::Policy,
        Self::Unsupported,
    ];

    /// The name in the message files, and in the scripts that fetch files (www/program.js).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Unreachable => "unreachable",
            Self::Silent => "silent",
            Self::Mute => "mute",
            Self::NotStarted => "not-started",
            Self::CutOff => "cut-off",
            Self::Altered => "altered",
            Self::Document => "document",
            Self::Policy => "policy",
            Self::Unsupported => "unsupported",
        }
    }

    /// The flaw of this name; `status` is the server's, if that is the flaw.
    pub fn named(name: &str, status: u16) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|flaw| flaw.name() == name)?;
        Some(if found.name() == "status" { Self::Status(status) } else { found })
    }
}
