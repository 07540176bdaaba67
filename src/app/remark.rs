//! What a link asks for and does not get, with the key and the value as they stand in the link.

use crate::options::{Limit, Refused};

/// Something in a link that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is not allowed, or nothing here has that name; the default stands in its place.
    Refused(Refused),
    /// The nearest value that is allowed was taken.
    Nearest(Adjusted),
}

/// A value that was taken in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The key and the value asked for, and what is allowed.
    pub asked: Refused,
    /// The value that was taken.
    pub used: String,
    /// How it differs.
    pub limit: Limit,
}

impl Remark {
    /// The key, the value and what is allowed.
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

    /// The pair as it stands in the link.
    pub(super) fn written(&self) -> String {
        let Refused { name, value, .. } = self.asked();
        if value.is_empty() { name.clone() } else { format!("{name}={value}") }
    }
}
