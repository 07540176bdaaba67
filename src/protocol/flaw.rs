//! What is wrong with a file.

use serde::{Deserialize, Serialize};

/// What is wrong with a file of the site, a trainer's program or data; message `flaw-<name>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flaw {
    /// The server answered with this status.
    Status(u16),
    /// No answer: there is no connection, or something blocks it.
    Unreachable,
    /// Nothing came for a long time.
    Silent,
    /// It gave no sign of life: it has not come, or it does not begin.
    Mute,
    /// Nothing is wrong with the file by now, but it did not start: the fault has passed, or the browser did not say why.
    NotStarted,
    /// It broke off before its end.
    CutOff,
    /// It is another file than the one that was asked for, or was damaged on the way.
    Altered,
    /// A page of HTML came instead, as from a network that one has to sign in to.
    Document,
    /// The page's content policy forbids it.
    Policy,
    /// It came, but the browser cannot run it.
    Unsupported,
}

impl Flaw {
    /// All of them; of the statuses, that of a file that is not there.
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

    /// The name in the message files, and where the scripts that fetch files speak of it (www/program.js).
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

    /// The flaw of this name; `status` is the server's, where that is what is wrong.
    pub fn named(name: &str, status: u16) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|flaw| flaw.name() == name)?;
        Some(if found.name() == "status" { Self::Status(status) } else { found })
    }
}
