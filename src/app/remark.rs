//! Parts of a link that could not be applied as written, with their key and value from the link.

use crate::options::{Limit, Refused};

/// A part of a link that was not applied as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The value is not allowed, or the name is unknown; the default is used.
    Refused(Refused),
    /// The nearest allowed value was used.
    Nearest(Adjusted),
}

/// A value that replaced the one in the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The requested key and value, and what is allowed.
    pub asked: Refused,
    /// The value that was taken.
    pub used: String,
    /// How it differs.
    pub limit: Limit,
}

impl Remark {
    /// The requested key and value, and what is allowed.
    pub fn asked(&self) -> &Refused {
        match self {
            Self::Refused(asked) | Self::Nearest(Adjusted { asked, .. }) => asked,
        }
    }

    /// The same, to be changed.
    pub(super) fn asked_mut(&mut self) -> &mut Refused {
        match self {
            Self::Refused(asked) | Self::Nearest(Adjusted { asked, .. }) => asked,
        }
    }

    /// The pair as written in the link.
    pub(super) fn written(&self) -> String {
        let Refused { name, value, .. } = self.asked();
        if value.is_empty() { name.clone() } else { format!("{name}={value}") }
    }
}
